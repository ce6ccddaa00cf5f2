"""When two statements are one: who speaks, the words, and the day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from communique.claims import Statement
from communique.record.days import Days, days, overlap
from communique.record.identity import APART, UNLIKE, Node, precision
from communique.record.index import Index, Place
from communique.record.whom import Who, alike, sharpest_actor, who
from communique.record.wording import Wording, likeness, wording

#: Words of a quotation long enough to be the same saying on whatever day a report of it appeared.
LONG = 8

#: The weighted share of the shorter's words that two tellings of one saying have in common.
SHARE = 0.75

PERIOD = 128
WINDOWED = True


class Trait(NamedTuple):
    days: Days | None
    speaker: Who | None
    content: Wording
    direct: bool


def trait(claim: Statement) -> Trait:
    speaker = who(claim.speaker) if claim.speaker else None
    return Trait(days(claim.when), speaker, wording(claim.content), claim.mode == "direct")


def sharpness(node: Node) -> int:
    told: Trait = node.trait
    return 4 * min(told.content.length, 200) + 2 * told.direct + precision(told.days) + 30 * bool(told.speaker)


def weight(node: Node) -> int:
    own: Wording = node.trait.content
    return own.stems.weight


def span(node: Node) -> Days | None:
    own: Days | None = node.trait.days
    return own


def keys(node: Node, index: Index) -> Iterable[Place]:
    """In which words; a text all of short words goes by itself."""
    content: Wording = node.trait.content
    return index.filed(content.stems.all or [content.sequence], span(node))


def probes(node: Node, index: Index) -> Iterable[Place]:
    content: Wording = node.trait.content
    return index.worded(content, span(node), share=SHARE)


def relate(one: Node, other: Node) -> float:
    a: Trait = one.trait
    b: Trait = other.trait
    # most that share rare words have other speakers
    if bool(a.speaker) != bool(b.speaker) or (a.speaker and b.speaker and not alike(a.speaker, b.speaker)):
        return APART
    if not overlap(a.days, b.days):
        return APART
    found = likeness(a.content, b.content, share=SHARE)
    if found <= 0:
        return APART if found < 0 else UNLIKE
    if min(a.content.length, b.content.length) >= LONG and found >= 0.9:
        return found
    # a paraphrase is the same saying on known days only: a leader may say it again at the next summit
    dated = (one.days and other.days) or one.reports & other.reports or found >= 0.9
    return found if dated and overlap(one.days, other.days) else APART


def pool(claims: Sequence[Statement]) -> dict[str, Any]:
    modes = {claim.mode for claim in claims}
    best = max(claims, key=_firmest)
    return {
        "speaker": sharpest_actor(claim.speaker for claim in claims),
        "content": best.content, "cue": best.cue, "chain": best.chain,
        "mode": best.mode if len(modes) == 1 or best.mode == "direct" else "mixed",
        "addressee": next((claim.addressee for claim in claims if claim.addressee), None),
        "occasion": next((claim.occasion for claim in claims if claim.occasion), None),
    }


def _firmest(claim: Statement) -> tuple[bool, bool, int, str]:
    """The words themselves before a paraphrase, the fuller before the shorter."""
    return claim.mode == "direct", claim.mode == "mixed", len(claim.content), claim.content
