"""What the encoder's head reads beside the rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.analysis.frames import read_frames
from communique.analysis.learned import ARBITERS, group_of, labels_of
from communique.chances import chance_of, odds
from communique.document import Act, Document, Frame, Report
from communique.pipeline import Pipeline


def read(text: str, pipeline: Pipeline, *acts: tuple[str, str, float]) -> Document:
    """A document read again as if the head had found these: a word, its label and a score."""
    document = pipeline.analyse(Report("report", text))
    at = document.words.text.index
    found = tuple(
        Act(at(word), label, score, "asserted", roles=(("agent", 0, 0.9),)) for word, label, score in acts
    )
    return read_frames(replace(document, acts=found))


def event_weights(document: Document) -> dict[str, float]:
    return {frame.attributes["type"]: frame.weight for frame in document.frames if frame.attributes.get("type")}


def test_an_act_that_no_rule_knows_becomes_an_event(pipeline: Pipeline) -> None:
    text = "Ghana glorped Togo on Monday."
    assert not event_weights(read(text, pipeline))
    document = read(text, pipeline, ("glorped", "SUPPORT", 0.98))
    (frame,) = (frame for frame in document.frames if frame.attributes.get("type"))
    assert frame.learned
    assert [actor.code for actor in frame.actors("agent")] == ["GHA"]


def test_a_rule_weighs_more_where_the_head_agrees_and_less_where_it_reads_nothing(pipeline: Pipeline) -> None:
    text = "Ghana condemned Togo on Monday."
    alike = event_weights(read(text, pipeline, ("condemned", "ACCUSE", 0.98)))["ACCUSE"]
    silent = event_weights(read(text, pipeline, ("Ghana", "tenure", 0.5)))["ACCUSE"]
    assert alike > silent


def test_what_a_thing_does_is_no_event(pipeline: Pipeline) -> None:
    text = "A fire wrecked the harbour of Accra in Ghana."
    assert not event_weights(read(text, pipeline, ("wrecked", "ASSAULT", 0.98)))


def test_sport_is_no_event_however_sure_the_head_is(pipeline: Pipeline) -> None:
    text = "Ghana crushed Togo 3-0 in the final of the football cup."
    assert not event_weights(read(text, pipeline, ("crushed", "ASSAULT", 0.98)))


def test_a_plan_to_help_is_known_to_the_head_as_help() -> None:
    frame = Frame("aid", 0, 0, 1, attributes={"type": "AGREE", "intends": "AID"})
    assert labels_of(frame) == {"AGREE", "AID"}


@pytest.mark.parametrize(("label", "group"), [("AID", "event"), ("position blames", "position"), ("meeting",) * 2])
def test_labels_belong_to_kinds(label: str, group: str) -> None:
    assert group_of(label) == group


def test_more_support_never_makes_a_frame_less_likely() -> None:
    for arbiter in ARBITERS.values():
        chances = [arbiter.of_frame(0.7, own / 10, 0.1) for own in range(11)]
        assert chances == sorted(chances)


def test_odds_and_chances_are_each_other_turned_round() -> None:
    assert chance_of(odds(0.3)) == pytest.approx(0.3)
    assert odds(1.0) == odds(0.98)
