"""Positions: a matrix of actors by issue, each field with the stances taken there over time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from communique.archive.room import Reader
from communique.claims import Claim, Position
from communique.describe import shortened
from communique.errors import UnknownNameError
from communique.questions import Line, plain
from communique.store.catalogue import Asked
from communique.web.asking import Query
from communique.web.forms import LINE_COLUMNS, line_row
from communique.web.pages import SIZE, Page, Pager

#: Columns and rows of the matrix.
ISSUES, ACTORS = 6, 24

STANCES = {
    "supports": "+", "opposes": "−", "withholds": "○", "conditional": "±", "blames": "!", "demands": "→",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A stance taken: the first day it was told, and the claim."""

    stance: str
    told: str
    claim: str
    text: str
    condition: str


@dataclass(frozen=True, slots=True)
class Stand:
    """An actor's row: under each issue the stances in order of time."""

    key: str
    name: str
    cells: tuple[tuple[Taken, ...], ...]


@dataclass(frozen=True, slots=True)
class Positions:
    """The matrix of the issues that most actors have a position on, and all positions as a list."""

    TEMPLATE: ClassVar[str] = "positions.html"
    COLUMNS: ClassVar[tuple[str, ...]] = (*LINE_COLUMNS, "holder", "subject", "issue", "stance", "condition", "told")

    issues: tuple[str, ...]
    stands: tuple[Stand, ...]
    positions: tuple[tuple[Line, str], ...]
    pager: Pager
    who: str
    words: str
    stance: str
    unknown: str

    @property
    def title(self) -> str:
        return "Positions"

    def rows(self) -> Iterator[Sequence[object]]:
        for line, told in self.positions:
            claim = line.claim
            assert isinstance(claim, Position)
            holder, subject = (own.name if own else "" for own in (claim.holder, claim.subject))
            yield (*line_row(line), holder, subject, claim.issue, claim.stance, claim.condition or "", told)


def positions(reader: Reader, query: Query, name: str) -> Positions:
    who, words, stance = query.text("who"), query.text("q"), query.choice("stance", list(STANCES))
    number, keys, unknown = query.number("page"), tuple[str, ...](), ""
    try:
        keys = tuple(sorted(reader.meant(who).keys)) if who else ()
    except UnknownNameError:
        unknown = who
    asked = Asked(
        words=words, kinds=("position",), parties=(keys,) if keys else (), first=query.day("from"), last=query.day("to")
    )
    rows = [] if unknown else reader.remember(("positions", asked), lambda: reader.catalogue.find(asked, order="news"))
    rows = [row for row in rows if not stance or row.claim.stance == stance]  # type: ignore[attr-defined]
    told = [(row.claim, _told(reader, row.claim)) for row in rows if isinstance(row.claim, Position)]
    issues, stands = reader.remember(("matrix", asked, stance, unknown), lambda: _matrix(told))
    page = rows[number * SIZE : (number + 1) * SIZE]
    listed = tuple((reader.line(row), _told(reader, row.claim)) for row in page)
    return Positions(issues, stands, listed, Pager(number, len(rows)), who, words, stance, unknown)


def _told(reader: Reader, claim: Claim) -> str:
    day = reader.published(claim)
    return day.isoformat() if day else ""


def _matrix(told: Sequence[tuple[Position, str]]) -> tuple[tuple[str, ...], tuple[Stand, ...]]:
    """The issues that most actors stand on, and those actors, each with its stances."""
    holders: dict[str, set[str]] = defaultdict(set)
    wording: dict[str, Counter[str]] = defaultdict(Counter)
    for claim, _ in told:
        if claim.holder and (issue := _issue(claim)):
            holders[issue].add(claim.holder.key())
            wording[issue][_named(claim)] += 1
    issues = sorted(holders, key=lambda issue: (-len(holders[issue]), issue))[:ISSUES]
    cells: dict[str, dict[str, list[Taken]]] = defaultdict(lambda: defaultdict(list))
    names: dict[str, str] = {}
    for claim, day in sorted(told, key=lambda own: (own[1], own[0].id)):
        if claim.holder and (issue := _issue(claim)) in issues:
            key = claim.holder.key()
            names.setdefault(key, claim.holder.name)
            taken = Taken(claim.stance, day, claim.id, shortened(claim.issue, 80), claim.condition or "")
            cells[key][issue].append(taken)
    actors = sorted(cells, key=lambda key: (-sum(map(len, cells[key].values())), names[key]))[:ACTORS]
    return (
        tuple(wording[issue].most_common(1)[0][0] for issue in issues),
        tuple(Stand(key, names[key], tuple(tuple(cells[key][issue]) for issue in issues)) for key in actors),
    )


def _issue(claim: Position) -> str:
    """What makes two positions be on one issue: the subject with the issue's words, marks and case apart."""
    subject = claim.subject.key() if claim.subject else ""
    words = " ".join(word for word in plain(claim.issue).split() if word not in ("the", "a", "an"))
    return f"{subject}|{words}" if words or subject else ""


def _named(claim: Position) -> str:
    issue = shortened(claim.issue, 60)
    if claim.subject and claim.subject.name.casefold() not in issue.casefold():
        return f"{issue} ({claim.subject.name})" if issue else claim.subject.name
    return issue


PAGES = (Page("/positions", positions),)
