"""When two positions are one: the side that holds it, on whom, on what, and which way.

Whom an issue's own words name ("the rail treaty that Mali drafted") is a matter of how much of it is told: one telling
of "the rail treaty" alone is vaguer, and names nobody.
"""

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

#: Weighty words that tell which issue it is, so that it may be told in fewer.
TELLING = 2

#: Under whom positions stand that name no subject, and those that name one only within their issue.
NOBODY, WITHIN = "", "*"

PERIOD = 128
WINDOWED = True


class Trait(NamedTuple):
    days: Days | None
    holder: Who | None
    subject: Who | None
    stance: Stance
    issue: Wording
    condition: Wording | None
    within: bool  # the subject is named in the words of the issue


def trait(claim: Position) -> Trait:
    issue, subject = wording(claim.issue), claim.subject
    return Trait(
        days(claim.when), who(claim.holder) if claim.holder else None, who(subject) if subject else None,
        claim.stance, issue, wording(claim.condition) if claim.condition else None,
        subject is not None and any(wording(name).sequence in issue.sequence for name in (subject.text, subject.name)),
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
    named = told.subject.side if told.subject else NOBODY
    return anywhere([*_filed(told, named), *(_filed(told, WITHIN) if told.within else ())])


def probes(node: Node, _: Index) -> Iterable[Place]:
    told: Trait = node.trait
    if told.subject is None:
        return anywhere([*_filed(told, NOBODY), *_filed(told, WITHIN)])
    return anywhere([*_filed(told, told.subject.side), *(_filed(told, NOBODY) if told.within else ())])


def _filed(told: Trait, subject: str) -> list[str]:
    parties = told.holder.side if told.holder else "", told.stance, subject
    return [key(*parties, stem) for stem in told.issue.stems.all or {told.issue.sequence}]


def relate(one: Node, other: Node) -> float:
    a: Trait = one.trait
    b: Trait = other.trait
    if a.stance != b.stance or bool(a.holder) != bool(b.holder) or not _within_a_year(one.days, other.days):
        return APART
    # a state's officials and the state hold its position together: "Norway objects", "its minister objects"
    if a.holder and b.holder and a.holder.side != b.holder.side and not alike(a.holder, b.holder):
        return APART
    if a.subject and b.subject and not alike(a.subject, b.subject):
        return APART
    if a.condition and b.condition and likeness(a.condition, b.condition, share=0.5, overlap=0.2) <= 0:
        return APART
    if bool(a.subject) != bool(b.subject):
        return _in_fewer_words(*((b, a) if a.subject else (a, b)))
    return _on_one_issue(a.issue, b.issue) or UNLIKE


def _in_fewer_words(vague: Trait, sharp: Trait) -> float:
    """Whether the one issue is told in words with which the other begins: "the rail treaty", "… that Mali drafted"."""
    one, other = vague.issue, sharp.issue
    opens = len(one.stems.all) >= TELLING and other.sequence.startswith(one.sequence)
    return 0.9 if opens and sharp.within and one.negated == other.negated else APART


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
