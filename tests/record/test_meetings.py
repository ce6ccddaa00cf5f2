"""How two tellings of a meeting stand to each other, from whichever side they are compared."""

from __future__ import annotations

import pytest

from communique.claims import Meeting
from communique.record import combine
from communique.record.identity import UNRELATED, Node
from communique.record.same.meeting import relate, trait
from tests.claims_by_hand import meeting

THREE, THREE_OTHERS = ("Wanjiru", "Mensah", "Norway"), ("Wanjiru", "Mensah", "Traore")


def node(claim: Meeting) -> Node:
    made = Node(trait(claim), None)
    made.take(claim)
    return made


def telling(report: str, people: tuple[str, ...], format: str) -> Meeting:
    return meeting(report, "x", *people, format=format, when="2022-05-16")


@pytest.mark.parametrize("called", [THREE, (*THREE, "Laos")])
def test_a_call_and_talks_that_share_only_some_people_are_two_from_either_side(called: tuple[str, ...]) -> None:
    call, talks = node(telling("a.txt", called, "phone")), node(telling("b.txt", THREE_OTHERS, "unknown"))
    assert relate(call, talks) == relate(talks, call) == UNRELATED
    assert len(combine([*call.claims, *talks.claims])) == 2


def test_talks_that_share_most_of_their_people_are_one_from_either_side() -> None:
    one, other = node(telling("a.txt", THREE, "unknown")), node(telling("b.txt", THREE_OTHERS, "unknown"))
    assert relate(one, other) == relate(other, one) > UNRELATED
