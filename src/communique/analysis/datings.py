"""What a worded date means as days: each reading takes the values its pattern caught and a calendar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from communique.dates import When, last_day_of_month

Values = Sequence[tuple[str, Any]]
Reading = Callable[["Calendar", Values, int], "Dating | None"]

#: A day told without its year lies this near to the report, even where the verb's tense points the other way.
NEAR = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Point:
    """A year, month or day, as far as it is told."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.year:04}" if self.year else "XXXX"]
        if self.month:
            parts.append(f"{self.month:02}")
            if self.day:
                parts.append(f"{self.day:02}")
        return "-".join(parts)

    def possible(self) -> bool:
        """Whether a calendar has it: 31 June is no day."""
        month_fits = self.month is None or 1 <= self.month <= 12
        if self.day is None or self.month is None or not month_fits:
            return month_fits and not (self.month is None and self.day)
        return 1 <= self.day <= last_day_of_month(self.year or 2000, self.month).day

    @classmethod
    def of(cls, day: date) -> Point:
        return cls(day.year, day.month, day.day)


@dataclass(frozen=True, slots=True)
class Dating:
    """From one point to another; `open` has no end, `circa` is about then."""

    first: Point
    last: Point
    open: bool = False
    circa: bool = False

    @property
    def single_day(self) -> bool:
        return self.first == self.last and self.first.day is not None and not self.open

    def when(self, text: str) -> When:
        if self.open:
            return When(f"{self.first}/..", text)
        if self.first == self.last:
            return When(f"{self.first}{'~' * self.circa}", text)
        first, last = self.first, self.last
        if first.day and last.day and first.year and last.year:
            days = date(first.year, first.month or 1, first.day), date(last.year, last.month or 1, last.day)
            return When.between(*days, text)
        if not first.month and first.year and last.year and first.year % 10 == 0 and last.year == first.year + 9:
            return When(f"{first.year}"[:3] + "X", text)
        return When(f"{first}/{last}", text)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The day dates are told against: the report's, or None; the last single day and the last date told before.

    `direction` is -1 where the verb tells of the past, 1 of the future, 0 where it does not say.
    """

    published: date | None
    direction: int = 0
    told: When | None = None
    told_last: When | None = None

    def year_of(self, month: int, day: int | None = None) -> int | None:
        """The year of an undated month or day: the nearest one, unless the tense points well away from it."""
        if self.published is None:
            return None
        today = self.published
        if day is None and month == today.month:
            return today.year
        years = range(today.year - 1, today.year + 2)
        days = [d for year in years if (d := _day(year, month, day or 15))]
        nearest = min(days, key=lambda d: abs(d - today))
        gap = nearest - today
        if self.direction and gap.days * self.direction < 0 and (abs(gap) > NEAR or day is None):
            right = [d for d in days if (d - today).days * self.direction >= 0]
            nearest = min(right, key=lambda d: abs(d - today)) if right else nearest
        return nearest.year

    def weekday(self, number: int) -> date | None:
        """The day of the news week with this weekday (Monday is 0); the report's own counts as today."""
        if self.published is None:
            return None
        ahead = (number - self.published.weekday()) % 7
        if ahead == 0:
            return self.published
        forward = self.direction > 0 or (self.direction == 0 and ahead <= 3)
        return self.published + timedelta(days=ahead if forward else ahead - 7)


def _day(year: int, month: int, day: int) -> date | None:
    point = Point(year, month, day)
    return date(year, month, day) if point.possible() else None


def every(values: Values, name: str) -> list[Any]:
    return [value for kind, value in values if kind == name]


def one(values: Values, *names: str) -> Any:
    return next((value for kind, value in values if kind in names), None)


def points_between(first: Point, last: Point) -> Dating | None:
    return Dating(first, last) if first.possible() and last.possible() else None


def at_point(point: Point) -> Dating | None:
    return points_between(point, point)


def days_between(first: date, last: date | None = None) -> Dating:
    return Dating(Point.of(first), Point.of(last or first))


# -- days of a calendar


def iso(calendar: Calendar, values: Values, _: int) -> Dating | None:
    return at_point(Point(one(values, "YEAR"), *every(values, "NUM")))


def slashed(calendar: Calendar, values: Values, _: int) -> Dating | None:
    """15/09 or 09/15, where only one order can be meant."""
    first, second = every(values, "NUM")
    orders = {(first, second), (second, first)}
    possible = [point for month, day in sorted(orders) if (point := Point(one(values, "YEAR"), month, day)).possible()]
    return at_point(possible[0]) if len(possible) == 1 else None


def dotted(calendar: Calendar, values: Values, _: int) -> Dating | None:
    day, month = every(values, "NUM")
    return at_point(Point(one(values, "YEAR"), month, day))


def month_day(calendar: Calendar, values: Values, _: int) -> Dating | None:
    month, day = one(values, "MONTH"), one(values, "DAY")
    return at_point(Point(one(values, "YEAR") or calendar.year_of(month, day), month, day))


def month_days(calendar: Calendar, values: Values, _: int) -> Dating | None:
    """Some days of one month, "14 to 16 May"."""
    month, (first, last) = one(values, "MONTH"), every(values, "DAY")
    year = one(values, "YEAR") or calendar.year_of(month, last)
    return points_between(Point(year, month, first), Point(year, month, last)) if first < last else None


def month_day_to_month_day(calendar: Calendar, values: Values, _: int) -> Dating | None:
    (month, end_month), (day, end_day) = every(values, "MONTH"), every(values, "DAY")
    end_year = one(values, "YEAR") or calendar.year_of(end_month, end_day)
    year = end_year - ((month, day) > (end_month, end_day)) if end_year else None
    return points_between(Point(year, month, day), Point(end_year, end_month, end_day))


def month_of_year(calendar: Calendar, values: Values, _: int) -> Dating | None:
    """A month, or a day of it, "of last year"."""
    if calendar.published is None:
        return None
    return at_point(Point(calendar.published.year + one(values, "STEP"), one(values, "MONTH"), one(values, "DAY")))


def month_year(calendar: Calendar, values: Values, _: int) -> Dating | None:
    return at_point(Point(one(values, "YEAR"), one(values, "MONTH")))


def month(calendar: Calendar, values: Values, _: int) -> Dating | None:
    number = one(values, "MONTH")
    return at_point(Point(calendar.year_of(number), number))


def step_month(calendar: Calendar, values: Values, _: int) -> Dating | None:
    """ "Last June" is the latest June before this month."""
    step, number = one(values, "STEP"), one(values, "MONTH")
    if calendar.published is None:
        return at_point(Point(None, number))
    year = calendar.published.year
    if step < 0 and number >= calendar.published.month:
        year -= 1
    if step > 0 and number <= calendar.published.month:
        year += 1
    return at_point(Point(year, number))


def month_to_month(calendar: Calendar, values: Values, _: int) -> Dating | None:
    first, last = every(values, "MONTH")
    end_year = one(values, "YEAR") or calendar.year_of(last)
    year = end_year - (first > last) if end_year else None
    return points_between(Point(year, first), Point(end_year, last))


# -- years


def year(calendar: Calendar, values: Values, _: int) -> Dating | None:
    return at_point(Point(one(values, "YEAR")))


def years(calendar: Calendar, values: Values, _: int) -> Dating | None:
    """2012-2016, or 2021-22."""
    first, *rest = every(values, "YEAR")
    last = rest[0] if rest else first - first % 100 + one(values, "NUM")
    return points_between(Point(first), Point(last)) if first < last <= first + 60 else None


def decade(calendar: Calendar, values: Values, _: int) -> Dating | None:
    first = one(values, "DECADE")
    return points_between(Point(first), Point(first + 9))


def season_year(calendar: Calendar, values: Values, _: int) -> Dating | None:
    return _season(one(values, "SEASON"), one(values, "YEAR"))


def step_season(calendar: Calendar, values: Values, _: int) -> Dating | None:
    if calendar.published is None:
        return None
    step, first = one(values, "STEP"), one(values, "SEASON")
    over = calendar.published.month > first + 2
    begun = calendar.published.month >= first
    shift = -1 if step < 0 and not over else 1 if step > 0 and begun else 0
    return _season(first, calendar.published.year + shift)


def _season(first: int, year: int) -> Dating | None:
    # "winter 2022" may begin or end in that year: the year itself is all that is sure
    return at_point(Point(year)) if first == 12 else points_between(Point(year, first), Point(year, first + 2))


# -- days of the week


def weekday(calendar: Calendar, values: Values, _: int) -> Dating | None:
    day = calendar.weekday(one(values, "WEEKDAY"))
    return days_between(day) if day else None


def weekdays(calendar: Calendar, values: Values, _: int) -> Dating | None:
    first, last = map(calendar.weekday, every(values, "WEEKDAY"))
    if not first or not last:
        return None
    if first > last:
        first -= timedelta(days=7)
    return days_between(first, last)


def step_weekday(calendar: Calendar, values: Values, _: int) -> Dating | None:
    """ "Last Friday" is the latest before today, "next Friday" next week's, "this Friday" this week's or to come."""
    if calendar.published is None:
        return None
    step, number, today = one(values, "STEP"), one(values, "WEEKDAY"), calendar.published
    if step < 0:
        return days_between(today - timedelta(days=(today.weekday() - number - 1) % 7 + 1))
    if step > 0:
        return days_between(monday_of(today) + timedelta(days=7 + number))
    day = replace(calendar, direction=calendar.direction or 1).weekday(number)
    return days_between(day) if day else None


def weekday_of_week(calendar: Calendar, values: Values, _: int) -> Dating | None:
    if calendar.published is None:
        return None
    weeks = timedelta(days=7 * one(values, "STEP") + one(values, "WEEKDAY"))
    return days_between(monday_of(calendar.published) + weeks)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


#: What each pattern of days of a calendar or of a week means.
DAY_READINGS: dict[str, Reading] = {
    reading.__name__: reading
    for reading in (
        iso, slashed, dotted, month_day, month_days, month_day_to_month_day, month_of_year, month_year, month,
        step_month, month_to_month, year, years, decade, season_year, step_season, weekday, weekdays, step_weekday,
        weekday_of_week,
    )
}
#: Patterns of another order of the same values.
DAY_READINGS |= {
    "day_month": month_day, "days_month": month_days, "day_month_to_day_month": month_day_to_month_day,
    "month_day_of_year": month_of_year, "day_month_of_year": month_of_year, "weekdate": month_day,
    "weekdate_day_first": month_day,
}
