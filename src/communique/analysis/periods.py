"""What worded periods mean as days: those counted from a day, parts of a period, and periods with two ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from communique.analysis.datings import (
    DAY_READINGS,
    Calendar,
    Dating,
    Point,
    Reading,
    Values,
    at_point,
    days_between,
    every,
    monday_of,
    one,
    points_between,
)
from communique.dates import last_day_of_month

#: The first and last of the days, or months, that "early", "middle" and "late" mean.
PART_OF_MONTH = {"early": (1, 10), "middle": (11, 20), "late": (21, 31)}
PART_OF_YEAR = {"early": (1, 4), "middle": (5, 8), "late": (9, 12)}
PART_OF_DECADE = {"early": (0, 3), "middle": (4, 6), "late": (7, 9)}


# -- days counted from the report


def days_off(calendar: Calendar, values: Values, off: int) -> Dating | None:
    if calendar.published is None:
        return _from_told(calendar, off) if calendar.told and not calendar.told.year_known else None
    return days_between(calendar.published + timedelta(days=off))


def ago(calendar: Calendar, values: Values, _: int) -> Dating | None:
    return _unit_off(calendar, values, -1)


def ahead(calendar: Calendar, values: Values, _: int) -> Dating | None:
    return _unit_off(calendar, values, 1)


def about_ago(calendar: Calendar, values: Values, _: int) -> Dating | None:
    dating = _unit_off(calendar, values, -1)
    return replace(dating, circa=True) if dating else None


def _unit_off(calendar: Calendar, values: Values, sign: int) -> Dating | None:
    """The day, week, month or year so many units away: as sharp as the unit."""
    if calendar.published is None:
        return None
    count, unit = one(values, "NUMBER", "NUM") * sign, one(values, "UNIT")
    return _period(calendar.published, unit, count)


def _period(today: date, unit: str, count: int) -> Dating | None:
    if unit == "day":
        return days_between(today + timedelta(days=count))
    if unit == "week":
        monday = monday_of(today) + timedelta(days=7 * count)
        return days_between(monday, monday + timedelta(days=6))
    if unit == "weekend":
        saturday = monday_of(today) + timedelta(days=7 * count + 5)
        return days_between(saturday, saturday + timedelta(days=1))
    if unit == "month":
        months = today.year * 12 + today.month - 1 + count
        return at_point(Point(months // 12, months % 12 + 1))
    if unit == "year":
        return at_point(Point(today.year + count))
    first = today.year - today.year % 10 + 10 * count
    return points_between(Point(first), Point(first + 9)) if first > 0 else None


def within(calendar: Calendar, values: Values, _: int) -> Dating | None:
    """From today to so many units on."""
    if calendar.published is None:
        return None
    return days_between(calendar.published, _shift(calendar.published, values, 1))


def over(calendar: Calendar, values: Values, _: int) -> Dating | None:
    """The past so many units, to today."""
    if calendar.published is None:
        return None
    return days_between(_shift(calendar.published, values, -1), calendar.published)


def _shift(today: date, values: Values, sign: int) -> date:
    count, unit = (one(values, "NUMBER", "NUM") or 1) * sign, one(values, "UNIT")
    if unit in {"day", "week", "weekend"}:
        return today + timedelta(days=count * (1 if unit == "day" else 7))
    months = today.year * 12 + today.month - 1 + count * {"month": 1, "year": 12, "decade": 120}[unit]
    year, month = max(months // 12, 1), months % 12 + 1
    return date(year, month, min(today.day, last_day_of_month(year, month).day))


def step_unit(calendar: Calendar, values: Values, _: int) -> Dating | None:
    if calendar.published is None:
        return None
    step, unit = one(values, "STEP"), one(values, "UNIT")
    # "this day" points at a day told, not at the report's
    return None if unit == "day" else _period(calendar.published, unit, step)


def weekend(calendar: Calendar, values: Values, _: int) -> Dating | None:
    if calendar.published is None:
        return None
    before = calendar.direction <= 0 and calendar.published.weekday() < 5
    return _period(calendar.published, "weekend", -1 if before else 0)


# -- days counted from the last one told


def from_last_day(calendar: Calendar, values: Values, off: int) -> Dating | None:
    return _from_told(calendar, off)


def later(calendar: Calendar, values: Values, _: int) -> Dating | None:
    return _told_off(calendar, values, 1)


def earlier(calendar: Calendar, values: Values, _: int) -> Dating | None:
    return _told_off(calendar, values, -1)


def _told_off(calendar: Calendar, values: Values, sign: int) -> Dating | None:
    count, unit = one(values, "NUMBER", "NUM") * sign, one(values, "UNIT")
    if unit == "day":
        return _from_told(calendar, count)
    told = calendar.told_last if unit in {"year", "decade"} else calendar.told
    return _period(told.earliest, unit, count) if told and told.earliest else None


def _from_told(calendar: Calendar, off: int) -> Dating | None:
    """So many days from the day told last, which may lack its year."""
    if calendar.told is None:
        return None
    day = calendar.told.with_year(2001).earliest
    if day is None:
        return None
    moved = Point.of(day + timedelta(days=off))
    return at_point(moved if calendar.told.year_known else replace(moved, year=None))


# -- parts of a period, and periods with ends


def part(calendar: Calendar, values: Values, _: int) -> Dating | None:
    """The beginning, middle or end of a month, year or decade; what of it is over or to come."""
    which, period = one(values, "PART", "SIDE"), one(values, "PERIOD")
    first, last = period.first, period.last
    if which in {"before", "after"}:
        return _side(calendar, which, period)
    if first == last and first.day is None:
        return _part_of(first, which)
    if not first.month and first.year and last.year == first.year + 9:
        a, b = PART_OF_DECADE[which]
        return points_between(Point(first.year + a), Point(first.year + b))
    # "early on Tuesday", "late this week"
    return Dating(first, last)


def _part_of(point: Point, which: str) -> Dating | None:
    if point.month is None:
        a, b = PART_OF_YEAR[which]
        return points_between(replace(point, month=a), replace(point, month=b))
    a, b = PART_OF_MONTH[which]
    end = last_day_of_month(point.year or 2001, point.month).day
    return points_between(replace(point, day=a), replace(point, day=min(b, end)))


def _side(calendar: Calendar, which: str, period: Dating) -> Dating | None:
    whole = period.when("")
    first, last, today = whole.earliest, whole.latest, calendar.published
    if today is None or first is None or last is None or not first <= today <= last:
        return period
    return days_between(first, today) if which == "before" else days_between(today, last)


def part_of_unit(calendar: Calendar, values: Values, _: int) -> Dating | None:
    if calendar.published is None or one(values, "UNIT") == "day":
        return None
    period = _period(calendar.published, one(values, "UNIT"), 0)
    return part(calendar, [*values, ("PERIOD", period)], 0)


def half(calendar: Calendar, values: Values, _: int) -> Dating | None:
    return _share(calendar, values, one(values, "ORDINAL"), 2)


def quarter(calendar: Calendar, values: Values, _: int) -> Dating | None:
    return _share(calendar, values, one(values, "ORDINAL", "QUARTER"), 4)


def _share(calendar: Calendar, values: Values, number: int, parts: int) -> Dating | None:
    period = one(values, "PERIOD")
    if period is None and calendar.published and one(values, "UNIT") == "year":
        period = at_point(Point(calendar.published.year))
    number = min(number, parts)
    if period is None or period.first != period.last or period.first.month:
        return None
    length = 12 // parts
    first, last = (number - 1) * length + 1, number * length
    return points_between(replace(period.first, month=first), replace(period.first, month=last))


def span(calendar: Calendar, values: Values, _: int) -> Dating | None:
    first, last = every(values, "PERIOD")
    if first.first.year and last.last.year and first.when("").earliest > last.when("").latest:
        return None
    return Dating(first.first, last.last)


def since(calendar: Calendar, values: Values, _: int) -> Dating | None:
    period = one(values, "PERIOD")
    # an open interval needs a year to be more than any day of any year
    return Dating(period.first, period.first, open=True) if period.first.year else period


def deadline(calendar: Calendar, values: Values, _: int) -> Dating | None:
    """ "By May" stays May: the writer allows all of it."""
    period: Dating | None = one(values, "PERIOD")
    return period


def end_of(calendar: Calendar, values: Values, _: int) -> Dating | None:
    """ "By the end of May" is its last day at the latest."""
    period = one(values, "PERIOD")
    if period is None and calendar.published and one(values, "UNIT") != "day":
        period = _period(calendar.published, one(values, "UNIT"), 0)
    last = period.when("").latest if period else None
    return days_between(last) if last else period


#: What every pattern means, by the name of its reading.
READINGS: dict[str, Reading] = DAY_READINGS | {
    reading.__name__: reading
    for reading in (
        days_off, ago, ahead, about_ago, within, over, step_unit, weekend, from_last_day, later, earlier, part,
        part_of_unit, half, quarter, span, since, deadline, end_of,
    )
}
