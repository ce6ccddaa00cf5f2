"""When two meetings are one: the body that met, who took part, where, and on which days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from communique.actors import Actor
from communique.claims import Format, Meeting, Participant
from communique.record.days import Days, days, overlap
from communique.record.identity import APART, LIKE, MAYBE, UNLIKE, UNRELATED, Node, key, precision
from communique.record.index import Index, Place
from communique.record.whom import Who, alike, everyone, in_common, who
from communique.record.wording import contained

#: Participants whose every pair is a key; of larger meetings the first ones in order of their keys.
PAIRED = 12

PERIOD = 16

#: Stems in common, and the weighted share of the fewer stems, that tell two undated sittings of one body the same.
WORDED, SHARE = 4, 0.6

WINDOWED = True


class Trait(NamedTuple):
    days: Days | None
    body: tuple[Who, ...]
    people: tuple[Who, ...]
    format: Format
    place: Who | None
    roots: str  # the organisations that met
    arranged: bool  # held or planned (or said not to be), not merely proposed or possible
    next: bool  # planned for some day after the report's
    held: bool


def trait(claim: Meeting) -> Trait:
    place = who(claim.where) if claim.where else None
    people = everyone(tuple(part.actor for part in claim.participants))
    body = everyone(claim.body)
    roots = "+".join(sorted({organ.side for organ in body}))
    status = claim.status
    arranged = status not in ("proposed", "conditional", "possible")
    later = status == "planned" and claim.when is not None and claim.when.latest is None
    held = status == "asserted"
    return Trait(days(claim.when), body, people, claim.format, place, roots, arranged, later, held)


def sharpness(node: Node) -> int:
    told: Trait = node.trait
    organs = 4 * sum(not organ.whole for organ in told.body) + 4 * len(told.body)
    return 4 * precision(told.days) + organs + 2 * len(told.people) + 3 * bool(told.place)


def weight(_: Node) -> int:
    return 0


def span(node: Node) -> Days | None:
    own: Days | None = node.days
    return own


def keys(node: Node, index: Index) -> Iterable[Place]:
    return index.filed(_shared(node.trait), span(node))


def probes(node: Node, index: Index) -> Iterable[Place]:
    return index.sought(_shared(node.trait), span(node))


def _shared(told: Trait) -> list[str]:
    """What two tellings of one meeting share: the organisations that met, or two of the sides."""
    sides = sorted({person.side for person in told.people})[:PAIRED]
    pairs = [key(*pair) for pair in combinations(sides, 2)]
    return [told.roots, *pairs] if told.roots else pairs


def relate(one: Node, other: Node) -> float:
    a: Trait = one.trait
    b: Trait = other.trait
    if a.roots != b.roots and a.roots and b.roots:
        return APART
    if not overlap(one.days, other.days) or not _places(a.place, b.place) or not _forms(a, b):
        return APART
    # "urged both to resume talks" tells of none that were held, unless the day is the same
    if a.arranged != b.arranged and not (a.days and b.days) and not one.reports & other.reports:
        return UNLIKE
    # "its next session will be in Lima" is not the session that was held, on whatever day that was
    if (a.next and b.held and not b.days) or (b.next and a.held and not a.days):
        return UNLIKE
    if a.body and b.body:
        return _same_body(one, other) if _bodies(a.body, b.body) else APART
    if a.body or b.body:
        return _unnamed_body(one, other)
    return _same_people(one, other)


def _same_body(one: Node, other: Node) -> float:
    a, b = one.trait, other.trait
    if one.reports & other.reports:
        return LIKE
    by_season = any(node.window and not node.window.dated for node in (one, other))
    if not (one.days and other.days) or (by_season and not (a.place and b.place)):
        return LIKE if in_common(a.people, b.people) > 1 or _worded_alike(one, other) else MAYBE
    return LIKE


def _worded_alike(one: Node, other: Node) -> bool:
    """Whether two meetings without days are told in the same words, enough of them to be no chance."""
    common = one.stems.all & other.stems.all
    return len(common) >= WORDED and contained(one.stems, other.stems) >= SHARE


def _unnamed_body(one: Node, other: Node) -> float:
    """A meeting of three or more on a known day may be that of a body which another report names."""
    named, unnamed = (one.trait, other.trait) if one.trait.body else (other.trait, one.trait)
    if not (named.days and unnamed.days) or len(unnamed.people) < 3:
        return UNRELATED
    return LIKE if in_common(unnamed.people, named.people) == len(unnamed.people) else UNRELATED


def _same_people(one: Node, other: Node) -> float:
    few: Trait = one.trait
    many: Trait = other.trait
    if len(few.people) > len(many.people):
        few, many = many, few
    shared, dated = in_common(few.people, many.people), few.days and many.days
    if shared < 2:
        return UNRELATED
    told_together = one.reports & other.reports
    if shared < len(few.people):
        settled = (dated or told_together) and "phone" not in (few.format, many.format)
        return LIKE if settled and shared * 2 >= len(few.people) else UNRELATED
    # talks of two are not those at which a third side sat too, unless one report tells of them as one
    alone = len(few.people) == 2 < len(many.people) and not _fewer_sides(few, many)
    return UNRELATED if alone and not told_together else LIKE


def _fewer_sides(few: Trait, many: Trait) -> bool:
    """Whether the larger list names only more people of the same sides."""
    return {person.side for person in many.people} <= {person.side for person in few.people}


def _bodies(one: tuple[Who, ...], other: tuple[Who, ...]) -> bool:
    """Whether two sittings of the same organisations can be one: an organ is not its organisation's other organ."""
    for side in {organ.side for organ in one}:
        here = {organ.key for organ in one if organ.side == side and not organ.whole}
        there = {organ.key for organ in other if organ.side == side and not organ.whole}
        if here and there and here != there and (len(here & there) < 2):
            return False
    return True


def _places(one: Who | None, other: Who | None) -> bool:
    """Whether two places can be one: a city lies in its state, and a name the knowledge lacks may be a hall there."""
    if one is None or other is None or alike(one, other):
        return True
    vague = one.whole or other.whole or not (one.id and other.id)
    return vague and one.code is not None and one.code == other.code


def _forms(one: Trait, other: Trait) -> bool:
    """A call is no meeting; talks of a few are either by video or in one room, a body's sitting may be both."""
    forms = {one.format, other.format} - {"unknown"}
    if "phone" in forms:
        return len(forms) == 1
    return len(forms) < 2 or bool(one.body and other.body) or "hybrid" in forms


def pool(claims: Sequence[Meeting]) -> dict[str, Any]:
    body = max((claim.body for claim in claims), key=_organs)
    forms = {claim.format for claim in claims} - {"unknown"}
    format: Format = "hybrid" if len(forms) > 1 else min(forms, default="unknown")
    return {
        "body": body, "format": format, "participants": _participants(claims),
        "occasion": next((claim.occasion for claim in claims if claim.occasion), None),
        "about": next((claim.about for claim in claims if claim.about), None),
    }


def _organs(body: tuple[Actor, ...]) -> tuple[int, int]:
    """How exactly a body is named: its organs before the organisation alone."""
    return sum(not who(organ).whole for organ in body), len(body)


def _participants(claims: Sequence[Meeting]) -> tuple[Participant, ...]:
    """Everyone once, under the first name, with how and as what any report says they took part."""
    found: list[Participant] = []
    for part in (part for claim in claims for part in claim.participants):
        at = next((n for n, known in enumerate(found) if alike(who(known.actor), who(part.actor)) == 2), None)
        if at is None:
            found.append(part)
        else:
            known = found[at]
            found[at] = Participant(_fuller(known.actor, part.actor), known.via or part.via, known.part or part.part)
    return tuple(found)


def _fuller(one: Actor, other: Actor) -> Actor:
    return one if one.id or not other.id else other
