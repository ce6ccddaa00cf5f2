"""Events of whole sentences: who does what to whom, how firmly, and what is none."""

from __future__ import annotations

from typing import Any

import pytest

from communique.answers.code import code_row
from communique.document import Report
from communique.extractors.event import extract
from communique.pipeline import Pipeline


def first(text: str, pipeline: Pipeline) -> dict[str, Any]:
    event: dict[str, Any] = code_row({"id": 1, "text": text}, pipeline.analyse)["events"][0]
    return event


def codes(event: dict[str, Any], side: str) -> set[str]:
    return {actor["code"] for actor in event[side]}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Peru will not sign the fisheries pact.", "REJECT"),
        ("Peru and Chile are to meet in Lima in May.", "AGREE"),
        ("Togo wants Benin to reopen the road.", "REQUEST"),
        ("The lenders concluded that Zambia must cut its spending.", "REQUEST"),
        ("Gabon resumed oil exports to Chad.", "COOPERATE"),
        ("The rebels walked out of the peace talks.", "SANCTION"),
        ("India test-fired a missile on Monday.", "MOBILIZE"),
        ("A widow began a hunger strike over the verdict, her lawyer said.", "PROTEST"),
    ],
)
def test_the_first_event_is_what_the_sentence_is_about(text: str, kind: str, pipeline: Pipeline) -> None:
    assert first(text, pipeline)["type"] == kind


def test_who_stands_joined_in_one_phrase_acts_too(pipeline: Pipeline) -> None:
    event = first("Finnish and Polish negotiators met the Cuban minister in Oslo.", pipeline)
    assert {"FIN", "POL"} <= codes(event, "actors")


def test_who_arrests_unnamed_is_of_the_country_it_happens_in(pipeline: Pipeline) -> None:
    assert codes(first("A Canadian engineer was arrested in Lebanon.", pipeline), "actors") == {"LBN"}


def test_an_unnamed_arrest_has_no_actor_in_the_record(pipeline: Pipeline) -> None:
    (event,) = extract(pipeline.analyse(Report("arrest", "A Canadian engineer was arrested in Lebanon.")))
    assert event.actors == ()


def test_what_must_not_be_done_is_asked_not_denied(pipeline: Pipeline) -> None:
    document = pipeline.analyse(Report("demand", "\"They must not bomb Chad,\" the Ghanaian president said."))
    assert all(frame.status != "denied" for frame in document.frames if frame.attributes.get("type"))


def test_who_blows_up_his_own_tower_attacks_nobody(pipeline: Pipeline) -> None:
    document = pipeline.analyse(Report("tower", "North Korea blew up its own cooling tower."))
    assert "ASSAULT" not in {frame.attributes.get("type") for frame in document.frames}


def test_wishing_to_thank_thanks(pipeline: Pipeline) -> None:
    document = pipeline.analyse(Report("thanks", "Ghana would like to thank Togo for its help."))
    assert ("SUPPORT", "asserted") in {(f.attributes.get("type"), f.status) for f in document.frames}


def test_a_clash_in_a_country_is_no_attack_on_it(pipeline: Pipeline) -> None:
    events = extract(pipeline.analyse(Report("clash", "Al-Shabaab and Ugandan troops clashed in Somalia.")))
    assert all(actor.name != "Somalia" for event in events for actor in event.recipients)
