"""Which days a date may mean, as numbers, and whether two dates can be one."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from communique.dates import EDTF, When

#: Later than every day.
FOREVER = date.max.toordinal()
#: A leap year: its days number those of a date whose year is unknown.
ANY_YEAR = 2000


class Days(NamedTuple):
    """Days `first` to `last`, both included, as proleptic ordinals.

    `dated` False: the year is unknown and the numbers are of `ANY_YEAR`; `last` before `first` runs over New Year.
    """

    first: int
    last: int
    dated: bool = True

    @property
    def width(self) -> int:
        """How many days it may mean; a date without a year counts as wider than any year."""
        return self.last - self.first + 1 if self.dated else (self.last - self.first) % 366 + 1000


def days(when: When | None) -> Days | None:
    """The days a date may mean; None where it says nothing."""
    return _days(when.edtf) if when else None


@lru_cache(maxsize=1 << 14)
def _days(edtf: str) -> Days | None:
    when = When(edtf)
    if when.earliest:
        return Days(when.earliest.toordinal(), when.latest.toordinal() if when.latest else FOREVER)
    match = EDTF.match(edtf)
    assert match
    ends = [match["start"], match["end"] or match["start"]]
    if not all(end.startswith("XXXX") and not end.startswith("XXXX-XX") and len(end) > 4 for end in ends):
        return None
    first, last = (When(f"{ANY_YEAR}{end[4:]}") for end in ends)
    assert first.earliest
    assert last.latest
    return Days(first.earliest.toordinal(), last.latest.toordinal(), dated=False)


def overlap(one: Days | None, other: Days | None) -> bool:
    """Whether both can mean one day; an absent date can mean any."""
    if one is None or other is None:
        return True
    if one.dated and other.dated:
        return one.first <= other.last and other.first <= one.last
    return _overlap_somewhere(one, other)


@lru_cache(maxsize=1 << 14)
def _overlap_somewhere(one: Days, other: Days) -> bool:
    if not one.dated and not other.dated:
        return any(a.first <= b.last and b.first <= a.last for a in _runs(one) for b in _runs(other))
    known, yearless = (one, other) if one.dated else (other, one)
    if known.last - known.first >= 366:
        return True
    years = range(date.fromordinal(known.first).year - 1, date.fromordinal(known.last).year + 1)
    return any(overlap(known, in_year(yearless, year)) for year in years)


def _runs(yearless: Days) -> tuple[Days, ...]:
    """Days of any year as runs that do not pass New Year."""
    if yearless.first <= yearless.last:
        return (yearless,)
    return (
        Days(yearless.first, date(ANY_YEAR, 12, 31).toordinal()), Days(date(ANY_YEAR, 1, 1).toordinal(), yearless.last),
    )


def in_year(yearless: Days, year: int) -> Days:
    """The days of a date without a year, begun in this year."""
    later = year + (yearless.last < yearless.first)
    return Days(_in_year(yearless.first, year), _in_year(yearless.last, later))


def _in_year(day: int, year: int) -> int:
    there = date.fromordinal(day)
    leap = (there.month, there.day) == (2, 29) and (year % 4 or (year % 100 == 0 and year % 400))
    return date(year, there.month, 28 if leap else there.day).toordinal()


def completed(yearless: When, known: When) -> When:
    """A date without a year, with the year in which it overlaps a dated one."""
    short, long = days(yearless), days(known)
    if short is None or long is None or short.dated or not long.dated or long.last == FOREVER:
        return yearless
    for year in range(date.fromordinal(long.first).year - 1, date.fromordinal(long.last).year + 1):
        found = in_year(short, year)
        if overlap(found, long):
            first, last = date.fromordinal(found.first).isoformat(), date.fromordinal(found.last).isoformat()
            return When(first if first == last else f"{first}/{last}", yearless.text)
    return yearless


def nearest_year(yearless: Days, day: int) -> Days:
    """The days of a date without a year, in the year that brings them nearest to a day."""
    year = date.fromordinal(day).year
    years = (in_year(yearless, near) for near in (year - 1, year, year + 1))
    return min(years, key=lambda found: abs(found.first - day))


def periods(span: Days | None, *, length: int = 64, most: int = 4) -> range | tuple[()]:
    """The numbers of the periods of so many days that a dated span touches; none where it is unknown or too long."""
    if span is None or not span.dated:
        return ()
    first, last = span.first // length, span.last // length
    return range(first, last + 1) if last - first < most else ()
