"""When two designations are one: who is called what, by whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from communique.claims import Designation
from communique.record.days import Days, days, overlap
from communique.record.identity import APART, UNLIKE, Node, key, precision
from communique.record.index import Index, Place, anywhere
from communique.record.whom import Who, alike, who
from communique.record.wording import Wording, contained, wording

PERIOD = 128
WINDOWED = False


class Trait(NamedTuple):
    days: Days | None
    subject: Who | None
    label: Wording
    by: Who | None


def trait(claim: Designation) -> Trait:
    subject, by = who(claim.subject) if claim.subject else None, who(claim.by) if claim.by else None
    return Trait(days(claim.when), subject, wording(claim.label), by)


def sharpness(node: Node) -> int:
    told: Trait = node.trait
    return 20 * bool(told.by) + min(told.label.length, 10) + precision(told.days)


def weight(_: Node) -> int:
    return 0


def span(node: Node) -> Days | None:
    own: Days | None = node.trait.days
    return own


def keys(node: Node, _: Index) -> Iterable[Place]:
    subject = node.trait.subject.key if node.trait.subject else ""
    return anywhere([key(subject, stem) for stem in node.trait.label.stems.all or {node.trait.label.sequence}])


def probes(node: Node, _: Index) -> Iterable[Place]:
    return keys(node, _)


def relate(one: Node, other: Node) -> float:
    a: Trait = one.trait
    b: Trait = other.trait
    if not overlap(a.days, b.days) or not (a.subject and b.subject) or alike(a.subject, b.subject) != 2:
        return APART
    if a.by and b.by and not alike(a.by, b.by):
        return APART
    if a.label.negated != b.label.negated:
        return APART
    inside = 1.0 if a.label.sequence == b.label.sequence else contained(a.label.stems, b.label.stems)
    return inside if inside >= 0.6 else UNLIKE


def pool(claims: Sequence[Designation]) -> dict[str, Any]:
    return {"by": next((claim.by for claim in claims if claim.by), None)}
