"""When two tenures are one: the person, the post, of what, and whether still."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from rapidfuzz.fuzz import token_sort_ratio

from communique.claims import Held, Tenure
from communique.record.days import Days, days, overlap
from communique.record.identity import APART, UNLIKE, Node, key, precision
from communique.record.index import Index, Place, anywhere
from communique.record.whom import Who, alike, who
from communique.record.wording import Wording, contained, wording

PERIOD = 128
WINDOWED = False


class Trait(NamedTuple):
    days: Days | None
    person: Who | None
    of: Who | None
    post: Wording
    held: Held


def trait(claim: Tenure) -> Trait:
    person, of = who(claim.person) if claim.person else None, who(claim.of) if claim.of else None
    return Trait(days(claim.when), person, of, wording(claim.post), claim.held)


def sharpness(node: Node) -> int:
    told: Trait = node.trait
    known = bool(told.person and told.person.id)
    return precision(told.days) + 10 * bool(told.of) + 5 * known + min(told.post.length, 9)


def weight(_: Node) -> int:
    return 0


def span(node: Node) -> Days | None:
    own: Days | None = node.trait.days
    return own


def keys(node: Node, _: Index) -> Iterable[Place]:
    told: Trait = node.trait
    if not told.person:
        return []
    # "Rustem" and "Rustam Amini", each unknown to the knowledge, meet by where they serve
    of = told.of.side if told.of else ""
    near = [key(told.held, of, name[:3]) for name in told.person.names if len(name) > 2]
    return anywhere([key(told.held, told.person.key), *near])


def probes(node: Node, _: Index) -> Iterable[Place]:
    return keys(node, _)


def relate(one: Node, other: Node) -> float:
    a: Trait = one.trait
    b: Trait = other.trait
    if a.held != b.held or not overlap(a.days, b.days) or not (a.person and b.person) or alike(a.person, b.person) != 2:
        return APART
    if a.of and b.of and not alike(a.of, b.of) and a.of.side != b.of.side:
        return APART
    return one_post(a.post, b.post) or UNLIKE


def one_post(one: Wording, other: Wording) -> float:
    """How alike two titles are: "foreign minister" is "minister of foreign affairs", "defence" is "defense"."""
    inside = contained(one.stems, other.stems)
    spelled = float(token_sort_ratio(one.sequence, other.sequence)) / 100
    best = max(inside, spelled)
    return best if best >= 0.7 else 0.0


def pool(claims: Sequence[Tenure]) -> dict[str, Any]:
    people = [claim.person for claim in claims if claim.person]
    return {
        "person": min(people, key=lambda actor: (not actor.id, -len(actor.name), actor.name, actor.text), default=None),
        "of": next((claim.of for claim in claims if claim.of), None),
    }
