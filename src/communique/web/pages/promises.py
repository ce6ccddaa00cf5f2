"""Promises: who made which to whom, on what condition, and what became of them as later reports tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from communique import questions
from communique.archive.room import Reader
from communique.claims import Commitment
from communique.errors import UnknownNameError
from communique.questions import Line
from communique.record import Sequel, overdue
from communique.store.catalogue import Asked, Row
from communique.web.asking import Query
from communique.web.forms import LINE_COLUMNS, line_row
from communique.web.pages import SIZE, Page, Pager

#: What became of a promise, the word shown first, and what it means.
FATES = {
    "kept": "a later report tells the deed in the promise’s own words",
    "acted on": "a later report tells a deed that goes some way",
    "broken": "a later report tells the opposite",
    "withdrawn": "whoever promised took it back",
    "overdue": "the deadline has passed without word",
    "questioned": "another side says it is not so",
    "repeated": "promised again",
    "unknown": "no later report tells",
}


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise and what became of it; `fate` is the strongest thing told."""

    line: Line
    fate: str
    sequels: tuple[Sequel, ...]

    @property
    def claim(self) -> Commitment:
        assert isinstance(self.line.claim, Commitment)
        return self.line.claim


@dataclass(frozen=True, slots=True)
class Promises:
    """Promises, the newest told first. `pending`: fates are still being worked out, so none can be filtered by."""

    TEMPLATE: ClassVar[str] = "promises.html"
    COLUMNS: ClassVar[tuple[str, ...]] = (*LINE_COLUMNS, "by", "to", "content", "condition", "deadline", "fate")

    promises: tuple[Promise, ...]
    pager: Pager
    by: str
    to: str
    fate: str
    unknown: str
    pending: bool
    counts: tuple[tuple[str, int], ...]
    day: date | None

    @property
    def title(self) -> str:
        return "Promises"

    def to_dict(self) -> dict[str, object]:
        return {
            "day": self.day.isoformat() if self.day else None, "total": self.pager.total, "pending": self.pending,
            "fates": dict(self.counts),
            "promises": [promise.line.to_dict() | {"fate": promise.fate} for promise in self.promises],
        }

    def rows(self) -> Iterator[Sequence[object]]:
        for promise in self.promises:
            claim = promise.claim
            yield (
                *line_row(promise.line), claim.by.name if claim.by else "", claim.to.name if claim.to else "",
                claim.content, claim.condition or "", claim.deadline.edtf if claim.deadline else "", promise.fate,
            )


def promises(reader: Reader, query: Query, name: str) -> Promises:
    fate, number = query.choice("fate", list(FATES)), query.number("page")
    fields, parties, unknown = list[tuple[str, tuple[str, ...]]](), list[tuple[str, ...]](), ""
    for field in ("by", "to"):
        if value := query.text(field):
            try:
                keys = tuple(sorted(reader.meant(value).keys))
                fields.append((field, keys))
                parties.append(keys)
            except UnknownNameError:
                unknown = value
    asked = Asked(words=query.text("q"), kinds=("commitment",), parties=tuple(parties), fields=tuple(fields))
    day = query.day("as_of") or reader.last_day
    beside = reader.beside
    pending = beside is None or beside.of < 0
    rows: list[Row] = []
    total = 0
    if not unknown and fate and not pending:
        everything = _promises(reader, reader.catalogue.find(asked, order="news"), day)
        found = [promise for promise in everything if promise.fate == fate]
        shown, total = found[number * SIZE : (number + 1) * SIZE], len(found)
    else:
        if not unknown:
            rows = reader.catalogue.find(asked, order="news", limit=SIZE, offset=number * SIZE)
            total = reader.catalogue.tally(asked)
        shown = _promises(reader, rows, day)
    return Promises(
        tuple(shown), Pager(number, total), query.text("by"), query.text("to"), fate, unknown, pending,
        () if pending else reader.remember(("fates", asked, day), lambda: _counts(reader, asked, day)), day,
    )


def _counts(reader: Reader, asked: Asked, day: date | None) -> tuple[tuple[str, int], ...]:
    found = [promise.fate for promise in _promises(reader, reader.catalogue.find(asked), day)]
    return tuple((fate, found.count(fate)) for fate in FATES if fate in found)


def _promises(reader: Reader, rows: Sequence[Row], day: date | None) -> list[Promise]:
    claims = [row.claim for row in rows if isinstance(row.claim, Commitment)]
    sequels = reader.sequels(claims)
    return [_promise(reader.line(row), sequels.get(row.claim.id, ()), day) for row in rows]


def _promise(line: Line, sequels: tuple[Sequel, ...], day: date | None) -> Promise:
    told = tuple(sequel for sequel in sequels if day is None or sequel.told <= day)
    assert isinstance(line.claim, Commitment)
    fates = {sequel.fate for sequel in told} | ({"overdue"} if day and overdue(line.claim, told, day) else set())
    fate = next((own for own in FATES if own in fates), "unknown")
    return Promise(questions.followed(line, told, day) if day else line, fate, told)


PAGES = (Page("/promises", promises),)
