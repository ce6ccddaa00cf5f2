from __future__ import annotations

import pytest

from communique.languages import counts, following, framing
from communique.record.numbers import other_numbers


@pytest.mark.parametrize("pair", counts.source()["conflicting"])
def test_numbers_that_cannot_both_be_exact_are_told_apart(pair: list[str]) -> None:
    assert other_numbers(*pair)
    assert other_numbers(*reversed(pair))


@pytest.mark.parametrize("pair", counts.source()["compatible"])
def test_numbers_that_can_both_be_exact_are_not(pair: list[str]) -> None:
    assert other_numbers(*pair) is None
    assert other_numbers(*reversed(pair)) is None


def test_a_count_has_its_bounds_its_unit_and_what_became_of_them() -> None:
    (count,) = counts.counts("at least 30 soldiers died")
    assert (count.least, count.most, count.unit, count.fate) == (30, float("inf"), "soldiers", "killed")
    (money,) = counts.counts("more than $1.5 billion")
    assert money.least > 1_400_000_000
    assert counts.counts("He is 40, and was minister for 12 years until 14 March 2023.") == ()
    assert [(c.least, c.unit) for c in counts.counts("forty-two ships and twenty-one boats")] == [
        (42, "ships"), (21, "boats"),
    ]


@pytest.mark.parametrize("row", framing.source()["differ"])
def test_newsrooms_that_choose_other_words_differ(row: list[str]) -> None:
    assert framing.other_choices(*row)


@pytest.mark.parametrize("row", framing.source()["same"])
def test_newsrooms_that_choose_alike_or_not_at_all_do_not(row: list[str]) -> None:
    assert framing.other_choices(*row) is None


def test_a_label_says_more_than_who_somebody_is() -> None:
    assert framing.is_label("the regime in Lilongwe")
    assert framing.is_label("a Nairobi-led bloc")
    assert not framing.is_label("the government of Malawi")
    assert not framing.is_label("the fifteen states")


def test_words_on_a_promise_are_read_as_doubt_or_as_taking_it_back() -> None:
    data = following.source()
    assert all(map(following.doubts, data["doubting"]))
    assert not any(map(following.doubts, data["undoubting"]))
    assert all(map(following.takes_back, data["taken_back"]))
    assert not any(map(following.takes_back, data["upheld"]))
    assert following.not_yet(data["upheld"][1])
