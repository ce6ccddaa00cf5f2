"""`communique who` answers in the contract's form."""

from datetime import date

import pytest

from communique.errors import UnknownNameError
from communique.knowledge import Knowledge, who

FIELDS = ["id", "name", "kind", "code", "as_of", "members", "memberships", "posts", "tenures"]


def test_an_organisation_tells_members_and_its_organs_posts(knowledge: Knowledge) -> None:
    answer = who(knowledge, "NATO", date(2023, 1, 1))
    assert list(answer) == FIELDS
    assert answer["as_of"] == "2023-01-01"
    by_id = {row["id"]: row for row in answer["members"]}
    assert by_id["state/fi"]["role"] == "candidate"
    assert by_id["state/fr"] == {"id": "state/fr", "name": "France", "role": "member", "from": "1949-04-04", "to": None}
    assert "person/rob-bauer" in {row["person"]["id"] for row in answer["posts"]}


def test_a_person_tells_tenures(knowledge: Knowledge) -> None:
    answer = who(knowledge, "Stoltenberg")
    assert [row["of"]["id"] for row in answer["tenures"]][:2] == ["org/nato", "state/no"]
    assert list(answer["tenures"][0]) == ["post", "of", "from", "to", "confirmed_until"]


def test_without_a_day_everything_is_told_dated(knowledge: Knowledge) -> None:
    rows = [row for row in who(knowledge, "SCO")["members"] if row["id"] == "state/ir"]
    assert [(row["role"], row["from"], row["to"]) for row in rows] == [
        ("observer", "2005-07-05", "2023-07-04"), ("member", "2023-07-04", None),
    ]


def test_an_open_end_tells_how_long_it_is_confirmed(knowledge: Knowledge) -> None:
    (row,) = [r for r in who(knowledge, "Qatar", date(2025, 1, 1))["posts"] if r["post"] == "Emir"]
    assert row["to"] is None
    assert row["confirmed_until"] >= "2025"


def test_a_demonym_and_an_id_are_understood(knowledge: Knowledge) -> None:
    assert who(knowledge, "Tajik")["id"] == who(knowledge, "state/tj")["id"] == "state/tj"


def test_an_unknown_name_is_refused_with_near_ones(knowledge: Knowledge) -> None:
    with pytest.raises(UnknownNameError) as raised:
        who(knowledge, "Tajikstann")
    assert "Tajikistan" in raised.value.nearest
