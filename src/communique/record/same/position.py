"""When two positions are one: the side that holds it, on whom, on what, and which way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from communique.claims import Position, Stance
from communique.record.days import FOREVER, Days, days
from communique.record.identity import APART, UNLIKE, Node, key, precision
from communique.record.index import Index, Place, anywhere
from communique.record.whom import Who, alike, who
from communique.record.wording import Wording, contained, likeness, wording

#: Days after which a position told again is told anew.
YEAR = 366

PERIOD = 128
WINDOWED = True


class Trait(NamedTuple):
    days: Days | None
    holder: Who | None
    subject: Who | None
    stance: Stance
    issue: Wording
    condition: Wording | None


def trait(claim: Position) -> Trait:
    return Trait(
        days(claim.when), who(claim.holder) if claim.holder else None, who(claim.subject) if claim.subject else None,
        claim.stance, wording(claim.issue), wording(claim.condition) if claim.condition else None,
    )


def sharpness(node: Node) -> int:
    told: Trait = node.trait
    person = bool(told.holder and not told.holder.whole)
    return precision(told.days) + 30 * bool(told.subject) + 4 * min(told.issue.length, 20) + person


def weight(_: Node) -> int:
    return 0


def span(node: Node) -> Days | None:
    own: Days | None = node.days
    return own


def keys(node: Node, _: Index) -> Iterable[Place]:
    told: Trait = node.trait
    parties = told.holder.side if told.holder else "", told.stance, told.subject.side if told.subject else ""
    return anywhere([key(*parties, stem) for stem in told.issue.stems.all or {told.issue.sequence}])


def probes(node: Node, _: Index) -> Iterable[Place]:
    return keys(node, _)


def relate(one: Node, other: Node) -> float:
    a: Trait = one.trait
    b: Trait = other.trait
    if a.stance != b.stance or bool(a.holder) != bool(b.holder) or not _within_a_year(one.days, other.days):
        return APART
    # a state's officials and the state hold its position together: "Norway objects", "its minister objects"
    if a.holder and b.holder and a.holder.side != b.holder.side and not alike(a.holder, b.holder):
        return APART
    if bool(a.subject) != bool(b.subject) or (a.subject and b.subject and not alike(a.subject, b.subject)):
        return APART
    if a.condition and b.condition and likeness(a.condition, b.condition, share=0.5, overlap=0.2) <= 0:
        return APART
    return _on_one_issue(a.issue, b.issue) or UNLIKE


def _on_one_issue(one: Wording, other: Wording) -> float:
    if not one.length or not other.length:
        return 0.5 if one.length == other.length else 0.0
    if one.sequence == other.sequence:
        return 1.0
    if one.negated != other.negated:
        return 0.0
    inside = contained(one.stems, other.stems)
    return 0.9 * inside if inside >= 0.6 else 0.0


def _within_a_year(one: Days | None, other: Days | None) -> bool:
    if one is None or other is None or not (one.dated and other.dated) or FOREVER in (one.last, other.last):
        return True
    return max(one.first, other.first) - min(one.last, other.last) <= YEAR


def pool(claims: Sequence[Position]) -> dict[str, Any]:
    holders = [claim.holder for claim in claims if claim.holder]
    # the state where any report names it: its officials speak for it
    holder = min(holders, key=lambda actor: (not who(actor).whole, not actor.id, actor.name, actor.text), default=None)
    return {
        "holder": holder, "condition": next((claim.condition for claim in claims if claim.condition), None),
        "subject": next((claim.subject for claim in claims if claim.subject), None),
    }
