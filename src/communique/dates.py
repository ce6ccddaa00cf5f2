"""A date as the days it may mean, written in EDTF (ISO 8601-2), unknown years included."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from communique.errors import DateError

#: Level 1 EDTF as far as news needs it: year, month, day, X for unknown digits, ? ~ %, one interval.
EDTF = re.compile(
    r"(?P<start>[\dX]{4}(-[\dX]{2}(-[\dX]{2})?)?)[?~%]?"
    r"(/((?P<end>[\dX]{4}(-[\dX]{2}(-[\dX]{2})?)?)[?~%]?|(?P<open>\.\.)))?$"
)

#: A leap year standing in where two dates without a year are compared.
ANY_YEAR = 2000


@dataclass(frozen=True, slots=True)
class When:
    """A date as a report gives it: `edtf`, both ends in full, and the words it stands in.

    >>> When("2021-09-14/2021-09-16", "September 14-16").earliest
    datetime.date(2021, 9, 14)
    """

    edtf: str
    text: str = ""

    def __post_init__(self) -> None:
        if not EDTF.match(self.edtf):
            raise DateError(self.edtf, "is no EDTF date", "write 2021-09-14, 2021-09, XXXX-09-14 or A/B")

    @classmethod
    def between(cls, first: date, last: date, text: str = "") -> Self:
        """The days from `first` to `last`, in the shortest form that says exactly that.

        >>> When.between(date(2021, 9, 1), date(2021, 9, 30)).edtf
        '2021-09'
        """
        return cls(_shortest(first, last), text)

    @property
    def year_known(self) -> bool:
        return not self.edtf.startswith("XXXX")

    @property
    def earliest(self) -> date | None:
        """The first day it may mean; None where the year is unknown."""
        match = EDTF.match(self.edtf)
        assert match
        return _first_day(match["start"])

    @property
    def latest(self) -> date | None:
        """The last day it may mean; None where the year is unknown or the end is open."""
        match = EDTF.match(self.edtf)
        assert match
        if match["open"]:
            return None
        return _last_day(match["end"] or match["start"])

    @property
    def day(self) -> date | None:
        """The one day it means, where it means one."""
        earliest = self.earliest
        return earliest if earliest and earliest == self.latest else None

    def with_year(self, year: int) -> Self:
        """The same date with its unknown year filled in; an interval over New Year ends in the year after.

        >>> When("XXXX-12-30/XXXX-01-02").with_year(2022).edtf
        '2022-12-30/2023-01-02'
        """
        if self.year_known:
            return self
        start, _, end = self.edtf.partition("/")
        filled = start.replace("XXXX", f"{year:04}", 1)
        if end:
            over = end.startswith("XXXX") and end[4:] < start[4:]
            filled += "/" + end.replace("XXXX", f"{year + over:04}", 1)
        return replace(self, edtf=_in_calendar(filled))

    def overlaps(self, other: When) -> bool:
        """Whether some day may be meant by both; a date without a year may be of any."""
        return any(_overlap(mine, theirs) for mine, theirs in _years_told(self, other))

    def within(self, other: When) -> bool:
        """Whether every day this may mean is one the other may mean.

        >>> When("2021-09-17").within(When("XXXX-09")), When("XXXX-09-17").within(When("2021"))
        (True, False)
        """
        if other.year_known and not self.year_known:
            return False
        return any(_inside(mine, theirs) for mine, theirs in _years_told(self, other))

    def refines(self, other: When) -> bool:
        """Whether this is the sharper of two dates that agree."""
        return self.within(other) and not other.within(self)

    def to_dict(self) -> dict[str, Any]:
        return {"edtf": self.edtf, "text": self.text}

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> When:
        return cls(row["edtf"], row["text"])


Days = tuple[date, date]


def day_of(value: object) -> date | None:
    """The day a foreign value gives in ISO form ("2021-09-17", a time behind it or not); None for anything else."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def last_day_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _years_told(one: When, other: When) -> list[tuple[Days, Days]]:
    """The days of both, for every year that could make them meet."""
    if one.year_known and other.year_known:
        years = [ANY_YEAR]
    elif one.year_known or other.year_known:
        known = _days(one if one.year_known else other)
        # an interval of several years holds any day of the year: three of its years show it
        years = [y for y in range(known[0].year - 1, known[1].year + 1) if date.min.year <= y < date.max.year]
        years = years if len(years) < 4 else [*years[:3], years[-1]]
    else:
        return [
            (_days(one.with_year(ANY_YEAR)), _days(other.with_year(year)))
            for year in (ANY_YEAR - 1, ANY_YEAR, ANY_YEAR + 1)
        ]
    return [(_days(one.with_year(year)), _days(other.with_year(year))) for year in years]


def _days(when: When) -> Days:
    return when.earliest or date.min, when.latest or date.max


def _overlap(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _inside(one: Days, other: Days) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _shortest(first: date, last: date) -> str:
    if first == last:
        return first.isoformat()
    starts_month = first.day == 1
    ends_month = last == last_day_of_month(last.year, last.month)
    if starts_month and ends_month:
        if first.month == 1 and last.month == 12:
            return _year_form(first.year, last.year)
        month = f"{first:%Y-%m}"
        same = (first.year, first.month) == (last.year, last.month)
        return month if same else f"{month}/{last:%Y-%m}"
    return f"{first.isoformat()}/{last.isoformat()}"


def _year_form(first: int, last: int) -> str:
    if first == last:
        return f"{first:04}"
    if first % 10 == 0 and last == first + 9:
        return f"{first:04}"[:3] + "X"
    return f"{first:04}/{last:04}"


def _in_calendar(edtf: str) -> str:
    """29 February of a year without one is its 28th."""
    return "/".join(_last_possible(end) for end in edtf.split("/"))


def _last_possible(text: str) -> str:
    if text[4:10] == "-02-29" and not calendar.isleap(int(text[:4])):
        return f"{text[:8]}28{text[10:]}"
    return text


def _first_day(text: str) -> date | None:
    year, month, day = (text + "-XX-XX").split("-")[:3]
    if year == "XXXX":
        return None
    return date(
        max(int(year.replace("X", "0")), 1), 1 if "X" in month else int(month), 1 if "X" in day else int(day)
    )


def _last_day(text: str) -> date | None:
    year, month, day = (text + "-XX-XX").split("-")[:3]
    if year == "XXXX":
        return None
    number = 12 if "X" in month else int(month)
    end = last_day_of_month(int(year.replace("X", "9")), number)
    return end if "X" in day else end.replace(day=int(day))
