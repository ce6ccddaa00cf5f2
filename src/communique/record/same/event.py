"""When two events are one: what was done, by whom, to whom, on which days, and in what words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from communique.actors import Actor
from communique.claims import Event
from communique.record.days import Days, days, overlap, periods
from communique.record.identity import APART, UNLIKE, Node, key, precision
from communique.record.index import Index, Place, anywhere
from communique.record.whom import Who, alike, everyone, in_common, who
from communique.record.wording import Wording, contained, jaccard, wording

#: Days an event's date may span and still tell it from others of its type.
SHORT = 3

#: The weighted share of the shorter's words in common that tells two events the same, on known days and without.
DATED, UNDATED = 0.4, 0.6

PERIOD = 128
WINDOWED = True


class Trait(NamedTuple):
    days: Days | None
    type: str
    mode: str | None
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    place: Who | None
    done: bool
    words: Wording


def trait(claim: Event) -> Trait:
    words = wording(" / ".join(sorted({evidence.quote for evidence in claim.evidence})))
    return Trait(
        days(claim.when), claim.type, claim.mode, everyone(claim.actors), everyone(claim.recipients),
        who(claim.where) if claim.where else None, claim.status == "asserted", words,
    )


def sharpness(node: Node) -> int:
    told: Trait = node.trait
    return 2 * precision(told.days) + 6 * len(told.recipients) + 4 * len(told.actors) + 2 * bool(told.mode) + told.done


def weight(node: Node) -> int:
    own: Wording = node.trait.words
    return own.stems.weight


def span(node: Node) -> Days | None:
    own: Days | None = node.days
    return own


def keys(node: Node, index: Index) -> Iterable[Place]:
    told: Trait = node.trait
    yield from _done_to(node, {name for actor in told.recipients for name in actor.filed_as(actor.side)})
    yield from index.filed(told.words.stems.all, span(node), prefix=told.type)


def probes(node: Node, index: Index) -> Iterable[Place]:
    yield from _done_to(node, {name for actor in node.trait.recipients for name in actor.sought_as(actor.side)})
    share = DATED if dated(node.trait) else UNDATED
    yield from index.worded(node.trait.words, span(node), share=share, prefix=node.trait.type)


def dated(told: Trait) -> bool:
    return told.days is not None and told.days.width <= SHORT


def _done_to(node: Node, recipients: Iterable[str]) -> Iterable[Place]:
    """To whom, on which day or in which report: there two tellings need fewer words in common."""
    told: Trait = node.trait
    if not (told.actors and recipients):
        return []
    days = [str(number) for number in periods(told.days, length=SHORT)] if dated(told) else []
    return anywhere([key(told.type, name, place) for name in recipients for place in (*days, *node.reports)])


def relate(one: Node, other: Node) -> float:
    a: Trait = one.trait
    b: Trait = other.trait
    # most that share rare words are others' deeds
    if not _parties(a.actors, b.actors) or not _parties(a.recipients, b.recipients):
        return APART
    if not overlap(one.days, other.days) or (a.mode and b.mode and a.mode != b.mode):
        return APART
    if a.place and b.place and not alike(a.place, b.place) and a.place.side != b.place.side:
        return APART
    shared, both = contained(a.words.stems, b.words.stems), jaccard(a.words.stems, b.words.stems)
    dated = a.days and b.days and max(a.days.width, b.days.width) <= SHORT
    if a.done != b.done and not dated:
        return UNLIKE  # what may happen is not yet what happened
    if a.actors and b.actors and a.recipients and b.recipients and (dated or one.reports & other.reports):
        return 0.2 + 0.8 * shared if shared >= 0.2 else UNLIKE
    needed = DATED if dated else UNDATED
    return shared if shared >= needed and both >= needed / 2 else UNLIKE


def _parties(one: tuple[Who, ...], other: tuple[Who, ...]) -> bool:
    """Whether two lists can be of the same parties: the shorter stands whole in the longer; an empty one in any."""
    return not one or not other or in_common(one, other) == min(len(one), len(other))


def pool(claims: Sequence[Event]) -> dict[str, Any]:
    return {
        "mode": next((claim.mode for claim in claims if claim.mode), None),
        "context": tuple(sorted({context for claim in claims for context in claim.context})),
        "cameo": max((claim.cameo for claim in claims), key=lambda code: (len(code), code)),
        "actors": _once(actor for claim in claims for actor in claim.actors),
        "recipients": _once(actor for claim in claims for actor in claim.recipients),
    }


def _once(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    found: list[Actor] = []
    for actor in actors:
        if not any(alike(who(actor), who(known)) == 2 for known in found):
            found.append(actor)
    return tuple(found)
