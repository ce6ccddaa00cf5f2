"""When two promises are one: who makes it, to whom, what is promised, and when it was made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from communique.claims import Commitment
from communique.record.days import Days, days, overlap
from communique.record.identity import APART, UNLIKE, Node, precision
from communique.record.index import Index, Place
from communique.record.whom import Who, alike, sharpest_actor, who
from communique.record.wording import Wording, likeness, wording

#: The weighted share of the shorter's words that two tellings of one promise have in common.
SHARE = 0.6

PERIOD = 128
WINDOWED = True


class Trait(NamedTuple):
    days: Days | None
    by: Who | None
    to: Who | None
    content: Wording
    deadline: Days | None


def trait(claim: Commitment) -> Trait:
    by, to = who(claim.by) if claim.by else None, who(claim.to) if claim.to else None
    # "by June" tells when it is due, not when it was promised
    made = None if claim.deadline and claim.when and claim.when.edtf == claim.deadline.edtf else days(claim.when)
    return Trait(made, by, to, wording(claim.content), days(claim.deadline))


def sharpness(node: Node) -> int:
    told: Trait = node.trait
    return 2 * precision(told.days) + 4 * min(told.content.length, 100) + 10 * bool(told.to) + 5 * bool(told.deadline)


def weight(node: Node) -> int:
    own: Wording = node.trait.content
    return own.stems.weight


def span(node: Node) -> Days | None:
    own: Days | None = node.days
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
    # most that share rare words are others' promises
    if bool(a.by) != bool(b.by) or (a.by and b.by and a.by.side != b.by.side and not alike(a.by, b.by)):
        return APART
    if not overlap(one.days, other.days) or not overlap(a.deadline, b.deadline):
        return APART
    if a.to and b.to and not alike(a.to, b.to) and a.to.side != b.to.side:
        return APART
    found = likeness(a.content, b.content, share=SHARE, overlap=0.3)
    return found if found > 0 else APART if found < 0 else UNLIKE


def pool(claims: Sequence[Commitment]) -> dict[str, Any]:
    best = max(claims, key=lambda claim: (len(claim.content), claim.content))
    return {
        "by": sharpest_actor(claim.by for claim in claims),
        "to": next((claim.to for claim in claims if claim.to), None), "content": best.content,
        "condition": best.condition or next((claim.condition for claim in claims if claim.condition), None),
        "deadline": next((claim.deadline for claim in claims if claim.deadline), None),
    }
