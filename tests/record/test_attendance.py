"""Who is said to have stayed away from a meeting, and listed among those present by another report."""

from __future__ import annotations

from datetime import date

from communique.actors import Status
from communique.claims import Claim, Meeting
from communique.questions import said
from communique.record import combine, conflicts
from tests.claims_by_hand import meeting

PUBLISHED = {"coast.txt": date(2022, 5, 16), "lake.txt": date(2022, 5, 17)}


def told(
    report: str, *people: str, body: str = "ECOWAS", when: str = "2022-05-16", status: Status = "asserted"
) -> Meeting:
    return meeting(
        report, f"{body} {status} {' '.join(people)}", *people, body=[body], when=when, status=status
    )


def over(*claims: Claim) -> list[tuple[str, tuple[str, str]]]:
    merged = combine(claims, published=PUBLISHED)
    return [(what, said(what, one, other)) for what, one, other in conflicts(merged, published=PUBLISHED)]


def test_somebody_told_absent_and_listed_as_present_is_a_conflict_over_who_took_part() -> None:
    (found,) = over(told("coast.txt", "Mensah", "Traore"), told("lake.txt", "Traore", status="denied"))
    assert found[0] == "participants"
    assert set(found[1]) == {"with Traore", "without Traore"}


def test_a_state_told_absent_is_present_where_one_of_its_officials_is() -> None:
    assert over(told("coast.txt", "Mensah", "Traore"), told("lake.txt", "Mali", status="denied"))


def test_an_official_told_absent_may_have_sent_another_of_the_state() -> None:
    assert not over(told("coast.txt", "Kenya", "Mensah"), told("lake.txt", "Wanjiru", status="denied"))
    assert not over(told("coast.txt", "Ochieng", "Mensah"), told("lake.txt", "Wanjiru", status="denied"))


def test_somebody_told_absent_whom_nobody_lists_contradicts_nothing() -> None:
    assert not over(told("coast.txt", "Mensah"), told("lake.txt", "Traore", status="denied"))


def test_absence_from_another_bodys_meeting_or_on_another_day_contradicts_nothing() -> None:
    assert not over(told("coast.txt", "Traore"), told("lake.txt", "Traore", body="African Union", status="denied"))
    assert not over(told("coast.txt", "Traore"), told("lake.txt", "Traore", when="2022-09-01", status="denied"))


def test_who_was_only_expected_may_have_stayed_away() -> None:
    assert not over(told("coast.txt", "Traore", status="planned"), told("lake.txt", "Traore", status="denied"))


def test_a_meeting_denied_as_such_stands_against_the_one_that_is_told() -> None:
    assert [what for what, _ in over(told("coast.txt", "Mensah"), told("lake.txt", status="denied"))] == ["denied"]
