"""Positions over time: what one side holds on one issue, in the order in which it was told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from communique.claims import Position
from communique.record.combining import NOTHING
from communique.record.days import FOREVER, days
from communique.record.whom import alike, who
from communique.record.wording import contained, wording

#: The weighted share of the shorter's words that two issues have in common to be one.
ONE_ISSUE = 0.6


def courses(positions: Iterable[Position], *, published: Mapping[str, date] = NOTHING) -> list[tuple[Position, ...]]:
    """The positions of one side on one issue together, the earliest first; the courses in order of who and on what.

    A state and its officials are one side. A position without a holder goes by itself.
    """
    sides: dict[str, list[list[Position]]] = defaultdict(list)
    for position in sorted(positions, key=lambda position: (_when(position, published), position.id)):
        own = sides[who(position.holder).side if position.holder else position.id]
        course = next((course for course in own if _one_issue(course[0], position)), None)
        if course is None:
            own.append([position])
        else:
            course.append(position)
    return [tuple(course) for side in sorted(sides) for course in sides[side]]


def _one_issue(one: Position, other: Position) -> bool:
    if one.subject and other.subject:
        a, b = who(one.subject), who(other.subject)
        if a.side != b.side and not alike(a, b):
            return False
    here, there = wording(one.issue), wording(other.issue)
    if here.sequence == there.sequence:
        return bool(one.subject) == bool(other.subject) or here.length > 2
    return contained(here.stems, there.stems) >= ONE_ISSUE and bool(one.subject) == bool(other.subject)


def _when(position: Position, published: Mapping[str, date]) -> int:
    """The day a position is told of: its own, else that of its first telling; the undated last."""
    own = days(position.when)
    if own and own.dated:
        return own.first
    told = [published[piece.report].toordinal() for piece in position.evidence if piece.report in published]
    return min(told, default=FOREVER)
