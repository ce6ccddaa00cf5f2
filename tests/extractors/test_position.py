"""Positions read from whole sentences: whose, on what, which way, on which condition."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import yaml

from communique.claims import Position
from communique.document import Report
from communique.pipeline import Pipeline

Told = tuple[str | None, str, str]
TABLE = yaml.safe_load((Path(__file__).parent / "positions.yaml").read_text(encoding="utf-8"))


def positions(pipeline: Pipeline, text: str) -> list[Position]:
    claims = pipeline.atoms(Report("stands.txt", text))
    return [claim for claim in claims if isinstance(claim, Position)]


def told(pipeline: Pipeline, text: str) -> set[Told]:
    return {(p.holder.name if p.holder else None, p.stance, p.issue) for p in positions(pipeline, text)}


def sides(position: Position) -> tuple[str | None, ...]:
    return tuple(actor.name if actor else None for actor in (position.holder, position.subject))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rebels are backed by Rwanda.", ("Rwanda", "supports", "The rebels")),
        ("Kenya supports deploying a regional force.", ("Kenya", "supports", "deploying a regional force")),
        ("It is part of a plan backed by Ghana.", ("Ghana", "supports", "a plan")),
        ("Kenya stands on the side of the refugees.", ("Kenya", "supports", "the refugees")),
        ("Uganda issued a statement blaming Rwanda for the raid.", ("Uganda", "blames", "the raid")),
        ("Ghana holds Togo responsible for the attack.", ("Ghana", "blames", "the attack")),
        ("India said it remained opposed to third-party mediation.", ("India", "opposes", "third-party mediation")),
        ("Kenya regards the vote as illegitimate.", ("Kenya", "opposes", "the vote")),
        ("Togo is an opponent of the plan.", ("Togo", "opposes", "the plan")),
    ],
)  # fmt: skip
def test_a_stand_is_read_by_the_words_that_take_it(pipeline: Pipeline, text: str, expected: Told) -> None:
    assert expected in told(pipeline, text)


def test_who_stands_behind_somebody_is_told_by_an_adjective(pipeline: Pipeline) -> None:
    (position,) = positions(pipeline, "Moldova's U.S.-backed government resigned.")
    assert sides(position) == ("United States", "Moldova")


def test_what_is_done_with_backing_is_no_stand(pipeline: Pipeline) -> None:
    assert not told(pipeline, "A British-backed coup failed in Togo.")


def test_those_named_for_an_example_hold_what_their_like_hold(pipeline: Pipeline) -> None:
    holders = {holder for holder, _, _ in told(pipeline, "Countries such as Kenya, Ghana and Togo oppose the treaty.")}
    assert holders == {"Kenya", "Ghana", "Togo"}


def test_several_without_a_name_hold_a_stand_by_what_they_are_called(pipeline: Pipeline) -> None:
    assert ("Several states", "supports", "the ban") in told(pipeline, "Several states support the ban.")


def test_each_item_of_a_list_is_a_stand_of_its_own(pipeline: Pipeline) -> None:
    text = (
        "The ministers of Kenya and Ghana met in Accra. They reaffirmed their support for the ceasefire and their "
        "opposition to foreign interference."
    )
    assert {(stance, issue) for _, stance, issue in told(pipeline, text)} == {
        ("supports", "the ceasefire"), ("opposes", "foreign interference"),
    }  # fmt: skip


def test_a_stand_read_by_verb_and_noun_is_one(pipeline: Pipeline) -> None:
    text = "The African Union reaffirmed its support for Niger's territorial integrity."
    (position,) = positions(pipeline, text)
    assert sides(position) == ("African Union", "Niger")


def test_an_issue_keeps_the_clause_that_says_which_is_meant(pipeline: Pipeline) -> None:
    text = "Sudan's army said it would not accept any settlement that keeps the militia in power."
    assert {issue for _, _, issue in told(pipeline, text)} == {"any settlement that keeps the militia in power"}


def test_a_stand_that_hangs_on_a_condition_is_conditional(pipeline: Pipeline) -> None:
    (position,) = positions(pipeline, "Ghana would only recognise the junta if elections were held.")
    assert (position.stance, position.condition) == ("conditional", "elections were held")


def test_whether_somebody_backs_it_is_no_stand(pipeline: Pipeline) -> None:
    assert not told(pipeline, "Ghana declined to say whether it backs the plan.")


def test_who_is_told_not_to_accept_takes_no_stand(pipeline: Pipeline) -> None:
    assert not told(pipeline, "Chad advised Togo not to accept the offer.")
    assert told(pipeline, "Chad refused to accept the offer.")


@pytest.mark.parametrize(
    "text",
    [
        "The driver backed his truck into the gate.",
        "The crowd in Lome stood on the side of the road.",
        "Kenya's economy depends on tourism.",
        "Farmers in Togo value good soil.",
    ],
)
def test_words_of_a_stand_in_another_sense_take_none(pipeline: Pipeline, text: str) -> None:
    assert not told(pipeline, text)


def _fits(position: Position, wanted: list[str]) -> bool:
    """Whether a position is as a row of the table says; "a|b" allows either."""
    holder, subject = (name or "-" for name in sides(position))
    told = zip((holder, position.stance, position.issue, subject), wanted, strict=False)
    return all(any(fnmatchcase(value, one) for one in pattern.split("|")) for value, pattern in told)


@pytest.mark.parametrize("row", TABLE, ids=[row["text"][:60] for row in TABLE])
def test_plain_words_for_a_stand_are_read(pipeline: Pipeline, row: dict[str, object]) -> None:
    found, wanted = positions(pipeline, str(row["text"])), row["claims"]
    assert isinstance(wanted, list)
    missing = [one for one in wanted if not any(_fits(position, one) for position in found)]
    assert not missing, found
    assert row.get("loose") or len(found) == len(wanted), found


def test_a_figure_of_so_many_percent_is_nobody(pipeline: Pipeline) -> None:
    text = 'Ban Ki-moon spoke. "For us the 60 percent figure is unacceptable," President Dina Boluarte of Peru said.'
    assert [one.subject for one in positions(pipeline, text)] == [None]
