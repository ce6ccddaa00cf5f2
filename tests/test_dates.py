"""Dates mean days, and compare by the days they may mean."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.dates import When
from communique.errors import DateError

DAYS = st.dates(date(1950, 1, 1), date(2050, 12, 31))


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2021-09-15", date(2021, 9, 15), date(2021, 9, 15)),
        ("2021-09", date(2021, 9, 1), date(2021, 9, 30)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("2001/2005-03", date(2001, 1, 1), date(2005, 3, 31)),
        ("2011~", date(2011, 1, 1), date(2011, 12, 31)),
    ],
)
def test_a_date_means_its_days(edtf: str, first: date, last: date) -> None:
    when = When(edtf)
    assert (when.earliest, when.latest) == (first, last)


def test_an_open_end_has_no_last_day() -> None:
    assert When("2001/..").latest is None
    assert When("2001/..").earliest == date(2001, 1, 1)


def test_a_date_without_a_year_has_no_days() -> None:
    assert When("XXXX-09-17").earliest is None
    assert not When("XXXX-09-17").year_known


@pytest.mark.parametrize("text", ["", "September", "2021-9-1", "21-09-15", "../2021"])
def test_what_is_no_edtf_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        When(text)


@pytest.mark.parametrize(
    ("first", "last", "edtf"),
    [
        (date(2024, 5, 1), date(2024, 5, 31), "2024-05"),
        (date(2024, 5, 1), date(2024, 7, 31), "2024-05/2024-07"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(1990, 1, 1), date(1999, 12, 31), "199X"),
        (date(2015, 1, 1), date(2017, 12, 31), "2015/2017"),
        (date(2024, 5, 2), date(2024, 5, 31), "2024-05-02/2024-05-31"),
        (date(2000, 4, 1), date(2000, 12, 31), "2000-04/2000-12"),
    ],
)
def test_whole_months_and_years_are_written_short(first: date, last: date, edtf: str) -> None:
    assert When.between(first, last).edtf == edtf


@given(DAYS, st.integers(0, 9000))
def test_what_is_written_means_the_same_days(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    when = When.between(first, last)
    assert (when.earliest, when.latest) == (first, last)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("2021-09-14/2021-09-16", "2021-09-16", True),
        ("2021-09-14/2021-09-16", "2021-09-17", False),
        ("XXXX-09-17", "2021-09-17", True),
        ("XXXX-09-17", "2021-09-16", False),
        ("XXXX-09-14/XXXX-09-16", "XXXX-09-15", True),
        ("XXXX-12-30/XXXX-01-02", "XXXX-01-01", True),
        ("XXXX-12-30/XXXX-01-02", "2023-01-01", True),
        ("XXXX-09-17", "2021", True),
        ("XXXX-09", "2021-05/2021-08", False),
        ("2001/..", "2017", True),
        ("XXXX-02-29", "2023-02", True),
    ],
)
def test_dates_overlap_where_a_day_may_be_meant_by_both(one: str, other: str, meet: bool) -> None:
    assert When(one).overlaps(When(other)) is meet
    assert When(other).overlaps(When(one)) is meet


@pytest.mark.parametrize(
    ("sharper", "vaguer"),
    [("2021-09-17", "XXXX-09-17"), ("2021-09-15", "2021-09-14/2021-09-16"), ("2021-09", "2021"),
     ("XXXX-09-17", "XXXX-09"), ("1994", "199X"), ("2017", "2001/..")],
)
def test_the_sharper_date_refines_the_vaguer(sharper: str, vaguer: str) -> None:
    assert When(sharper).refines(When(vaguer))
    assert not When(vaguer).refines(When(sharper))


def test_a_date_does_not_refine_itself() -> None:
    assert not When("2021-09").refines(When("2021-09"))
    assert When("2021-09").within(When("2021-09-01/2021-09-30"))


def test_a_filled_year_leaves_a_known_one_alone() -> None:
    assert When("2019-05-01").with_year(2021).edtf == "2019-05-01"
    assert When("XXXX-05-01", "May 1").with_year(2021) == When("2021-05-01", "May 1")
    assert When("XXXX-02-29").with_year(2023).edtf == "2023-02-28"


def test_only_a_single_day_is_a_day() -> None:
    assert When("2021-09-15").day == date(2021, 9, 15)
    assert When("2021-09").day is None
    assert When("XXXX-09-15").day is None
