"""Commitments read from whole sentences: who undertakes what, on which condition, by when."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import yaml

from communique.claims import Commitment
from communique.document import Report
from communique.pipeline import Pipeline

TABLE = yaml.safe_load((Path(__file__).parent / "commitments.yaml").read_text(encoding="utf-8"))


def commitments(pipeline: Pipeline, text: str) -> list[Commitment]:
    claims = pipeline.atoms(Report("promises.txt", text))
    return [claim for claim in claims if isinstance(claim, Commitment)]


def makers(found: list[Commitment]) -> set[str]:
    return {commitment.by.name for commitment in found if commitment.by}


def by_when(commitment: Commitment) -> str | None:
    return commitment.deadline.edtf if commitment.deadline else None


def test_condition_and_deadline_are_told_apart_from_what_is_promised(pipeline: Pipeline) -> None:
    text = "Ethiopia has pledged to contribute troops to the mission by 2030, provided that funding is secured."
    (commitment,) = commitments(pipeline, text)
    assert commitment.content == "to contribute troops to the mission by 2030"
    assert commitment.condition == "funding is secured"
    assert by_when(commitment) == "2030"


def test_a_condition_of_what_is_promised_is_the_promises(pipeline: Pipeline) -> None:
    text = "Pakistan said it would cooperate with the investigation if India shared evidence."
    (commitment,) = commitments(pipeline, text)
    assert (commitment.content, commitment.condition) == ("cooperate with the investigation", "India shared evidence")


def test_allies_of_a_body_agree_for_it(pipeline: Pipeline) -> None:
    (commitment,) = commitments(pipeline, "NATO allies agreed to raise defence spending to 5% of GDP by 2035.")
    assert makers([commitment]) == {"NATO"}
    assert by_when(commitment) == "2035"


def test_who_makes_a_commitment_is_not_what_is_promised(pipeline: Pipeline) -> None:
    text = "The ministers reiterated the firm commitment of Kenya and Ghana to help Togo defend itself."
    found = commitments(pipeline, text)
    assert makers(found) == {"Kenya", "Ghana"}
    assert {commitment.content for commitment in found} == {"to help Togo defend itself"}


def test_to_commit_oneself_to_doing_is_one_commitment(pipeline: Pipeline) -> None:
    (commitment,) = commitments(pipeline, "Senegal committed itself to reducing emissions by 30 percent by 2030.")
    assert commitment.content == "reducing emissions by 30 percent by 2030"


def test_being_committed_to_a_thing_is_a_stand_and_no_promise(pipeline: Pipeline) -> None:
    assert not commitments(pipeline, "Rwanda is fully committed to the Arusha accord.")


def test_what_others_will_do_is_a_promise_where_the_encoder_hears_one(pipeline: Pipeline) -> None:
    found = commitments(pipeline, "The United States will also remove tariffs on certain aircraft of India.")
    assert makers(found) == {"United States"}


@pytest.mark.parametrize(
    "text",
    [
        "Rain is expected on Friday.",
        "The bridge is due to open in June.",
        "The train will arrive in Nairobi at noon.",
        "Kenya is not prepared to pay for the dam.",
        '"We will destroy their economy," Sudanese President Omar al-Bashir said.',
    ],
)
def test_forecasts_threats_and_refusals_promise_nothing(pipeline: Pipeline, text: str) -> None:
    assert not commitments(pipeline, text)


def _fits(made: Commitment, wanted: list[str]) -> bool:
    """Whether a commitment is as a row of the table says."""
    by, to = (actor.name if actor else "-" for actor in (made.by, made.to))
    deadline = (made.deadline.text if made.deadline else None) or "-"
    told = zip((by, made.content, to, made.condition or "-", deadline), wanted, strict=False)
    return all(fnmatchcase(value, pattern) for value, pattern in told)


@pytest.mark.parametrize("row", TABLE, ids=[row["text"][:60] for row in TABLE])
def test_plain_words_for_an_undertaking_are_read(pipeline: Pipeline, row: dict[str, object]) -> None:
    found, wanted = commitments(pipeline, str(row["text"])), row["claims"]
    assert isinstance(wanted, list)
    missing = [one for one in wanted if not any(_fits(made, one) for made in found)]
    assert not missing, found
    assert row.get("loose") or len(found) == len(wanted), found


def test_a_promise_ends_before_a_clause_with_its_own_subject(pipeline: Pipeline) -> None:
    text = "Kenya will lead the force and Ghana has pledged boats as well."
    lead = [one.content for one in commitments(pipeline, text) if one.by and one.by.name == "Kenya"]
    assert lead == ["lead the force"]


def test_a_promise_keeps_the_second_thing_its_maker_will_do(pipeline: Pipeline) -> None:
    (commitment,) = commitments(pipeline, "Kenya said it would lead the force and supply boats.")
    assert commitment.content == "lead the force and supply boats"


def test_what_one_state_says_another_will_do_is_nobodys_promise(pipeline: Pipeline) -> None:
    text = "Kenyan President William Ruto said Eritrea will open the border and withdraw its troops by 2030."
    assert "Eritrea" not in makers(commitments(pipeline, text))
    own = text.replace("Kenyan President William Ruto", "Eritrean President Isaias Afwerki")
    assert "Eritrea" in makers(commitments(pipeline, own))
