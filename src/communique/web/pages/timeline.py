"""Timeline: what is dated, in order, a bar for the days a date may mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from communique.archive.room import Reader
from communique.claims import KINDS
from communique.describe import say_when
from communique.questions import Line
from communique.record.days import FOREVER
from communique.store.catalogue import Asked, Row
from communique.web.asking import Query
from communique.web.forms import LINE_COLUMNS, line_row
from communique.web.pages import Page, Pager
from communique.web.pages.search import wanted

#: Bars on a page, and the width of the drawing they stand in, in units of its own.
BARS, WIDTH = 60, 240


@dataclass(frozen=True, slots=True)
class Bar:
    """A claim with the first and last day it may be of; `last` None is open. `left` and `width` are in `WIDTH`."""

    line: Line
    when: str
    first: date
    last: date | None
    left: float
    width: float

    @property
    def sure(self) -> bool:
        """Whether it is of one known day."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dated claims. `first` and `last` are the ends of the drawing."""

    TEMPLATE: ClassVar[str] = "timeline.html"
    COLUMNS: ClassVar[tuple[str, ...]] = (*LINE_COLUMNS, "first_day", "last_day")

    bars: tuple[Bar, ...]
    first: date | None
    last: date | None
    kinds: tuple[str, ...]
    who: str
    unknown: str
    pager: Pager

    @property
    def title(self) -> str:
        return "Timeline"

    def to_dict(self) -> dict[str, object]:
        return {
            "first": self.first.isoformat() if self.first else None, "total": self.pager.total,
            "last": self.last.isoformat() if self.last else None,
            "bars": [
                {"claim": bar.line.claim.id, "kind": bar.line.claim.kind, "text": bar.line.text, "when": bar.when,
                 "status": bar.line.claim.status, "first": bar.first.isoformat(), "sure": bar.sure,
                 "last": bar.last.isoformat() if bar.last else None, "newsrooms": list(bar.line.newsrooms),
                 "independent": bar.line.independent, "quote": bar.line.quote.quote, "report": bar.line.quote.report}
                for bar in self.bars
            ],
        }

    def rows(self) -> Iterator[Sequence[object]]:
        return ((*line_row(bar.line), bar.first, bar.last or "") for bar in self.bars)


def timeline(reader: Reader, query: Query, name: str) -> Timeline:
    asked, unknown, _ = wanted(reader, query)
    kinds = query.choices("kind", list(KINDS))
    asked = Asked(
        words=asked.words, kinds=kinds, parties=asked.parties, statuses=asked.statuses, newsrooms=asked.newsrooms,
        first=query.day("from"), last=query.day("to"), dated=True,
    )
    number = query.number("page")
    # from a day on forward in time, else the latest first
    order = "day" if query.text("from") else "latest"
    rows = [] if unknown else reader.catalogue.find(asked, order=order, limit=BARS, offset=number * BARS)  # type: ignore[arg-type]
    total = 0 if unknown else reader.remember(("tally", asked), lambda: reader.catalogue.tally(asked))
    first, last = _ends(rows)
    return Timeline(
        tuple(_bar(reader.line(row), row, first, last) for row in rows),
        date.fromordinal(first) if rows else None, date.fromordinal(last) if rows else None, kinds, query.text("who"),
        unknown, Pager(number, total, BARS),
    )


def _ends(rows: Sequence[Row]) -> tuple[int, int]:
    """The days the drawing reaches over: from the first begin to the last end or begin; an open end is no day."""
    begins = [row.first_day or 0 for row in rows]
    ends = [row.last_day for row in rows if row.last_day and row.last_day < FOREVER]
    return min(begins, default=0), max([*begins, *ends], default=0)


def _bar(line: Line, row: Row, first: int, last: int) -> Bar:
    begin = row.first_day or first
    end = row.last_day if row.last_day and row.last_day < FOREVER else None
    scale = WIDTH / (last - first + 1)
    left = (begin - first) * scale
    width = max(3.0, ((last if end is None else end) - begin + 1) * scale)
    return Bar(
        line, say_when(line.claim.when, ahead=line.claim.status == "planned"), date.fromordinal(begin),
        date.fromordinal(end) if end else None, round(min(left, WIDTH - 3), 2), round(min(width, WIDTH - left + 3), 2),
    )


PAGES = (Page("/timeline", timeline),)
