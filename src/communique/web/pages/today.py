"""Today: what was told first in the last days, by theme, those matters first that most newsrooms tell independently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from communique.archive.room import Reader
from communique.document import Report
from communique.questions import THEMES, Line
from communique.store.catalogue import Asked
from communique.web.asking import Query
from communique.web.forms import LINE_COLUMNS, line_row
from communique.web.pages import Page

#: Days a page may look back, and the lines shown under a theme.
SPANS, SHOWN = (1, 7, 30, 365), 6


@dataclass(frozen=True, slots=True)
class Theme:
    """Lines under a heading; `total` counts all of these days."""

    heading: str
    kinds: tuple[str, ...]
    lines: tuple[Line, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Named:
    """An actor with how many claims speak of it."""

    key: str
    name: str
    claims: int


@dataclass(frozen=True, slots=True)
class Today:
    """What is new from `since` to `until`, both included; None in an empty record."""

    TEMPLATE: ClassVar[str] = "today.html"
    COLUMNS: ClassVar[tuple[str, ...]] = ("theme", *LINE_COLUMNS)

    since: date | None
    until: date | None
    days: int
    first_told: date | None
    last_told: date | None
    themes: tuple[Theme, ...]
    claims: int
    newsrooms: tuple[tuple[str, int], ...]
    actors: tuple[Named, ...]
    reports: tuple[Report, ...]
    newest: bool  # whether these days reach to the last dated report

    @property
    def title(self) -> str:
        return "Today"

    @property
    def earlier(self) -> date | None:
        """The last day of the days before these."""
        return self.since - timedelta(1) if self.since and self.first_told and self.since > self.first_told else None

    @property
    def later(self) -> date | None:
        """The last day of the days after these."""
        if self.until is None or self.last_told is None or self.until >= self.last_told:
            return None
        return min(self.until + timedelta(self.days), self.last_told)

    def to_dict(self) -> dict[str, object]:
        return {
            "since": self.since and self.since.isoformat(), "until": self.until and self.until.isoformat(),
            "claims": self.claims, "newsrooms": dict(self.newsrooms),
            "themes": [
                {"heading": theme.heading, "total": theme.total, "lines": [line.to_dict() for line in theme.lines]}
                for theme in self.themes
            ],
            "actors": [{"actor": own.key, "name": own.name, "claims": own.claims} for own in self.actors],
            "reports": [report.name for report in self.reports],
        }

    def rows(self) -> Iterator[Sequence[object]]:
        return ((theme.heading, *line_row(line)) for theme in self.themes for line in theme.lines)


def today(reader: Reader, query: Query, name: str) -> Today:
    span = int(query.choice("days", [str(days) for days in SPANS]) or 7)
    told = reader.remember("told", reader.catalogue.told)
    if told is None:
        return Today(None, None, span, None, None, (), 0, (), (), (), True)
    first, last = (date.fromisoformat(day) for day in told)
    # a report without a date is told on the day it was recorded: that is no news of the day
    until = query.day("until") or reader.last_day or last
    since = until - timedelta(span - 1) if until.toordinal() > span else date.min
    asked = Asked(news=(since, until))
    counts = dict(reader.catalogue.facet(asked, "kind"))
    themes = [_theme(reader, asked, heading, kinds, counts) for heading, kinds in THEMES]
    parties = reader.catalogue.facet(asked, "party", limit=24)
    named = (Named(key, reader.name(key), count) for key, count in parties if not key.startswith("place/"))
    newest = [report for report in _by_day(reader) if report.published and since <= report.published <= until]
    return Today(
        since, until, span, first, max(last, until), tuple(theme for theme in themes if theme.total),
        sum(theme.total for theme in themes), tuple(reader.catalogue.facet(asked, "newsroom")), tuple(named)[:14],
        tuple(newest[:12]), until >= (reader.last_day or last),
    )


def _by_day(reader: Reader) -> list[Report]:
    """The dated reports, the latest first."""
    def sort() -> list[Report]:
        dated = [(report.published, report) for report in reader.reports.values() if report.published]
        return [report for day, report in sorted(dated, key=lambda own: (-own[0].toordinal(), own[1].name))]

    return reader.remember("by day", sort)


def _theme(
    reader: Reader, asked: Asked, heading: str, kinds: tuple[str, ...], counts: Mapping[str, int]
) -> Theme:
    total = sum(counts.get(kind, 0) for kind in kinds)
    rows = reader.catalogue.find(Asked(news=asked.news, kinds=kinds), limit=SHOWN) if total else []
    return Theme(heading, kinds, reader.lines(rows), total)


PAGES = (Page("/", today), Page("/today", today))
