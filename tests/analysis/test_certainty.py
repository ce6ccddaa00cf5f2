"""How likely an event of a report is right."""

from __future__ import annotations

from dataclasses import replace

from communique.analysis.certainty import Model, weigh
from communique.document import Document, Report
from communique.pipeline import Pipeline


def chances(text: str, pipeline: Pipeline) -> dict[str, float | None]:
    document = pipeline.analyse(Report("report", text))
    return {f.attributes["type"]: f.chance for f in document.frames if f.attributes.get("type")}


def test_what_a_model_does_not_name_weighs_nothing() -> None:
    model = Model(signs={"constant": 0.0, "known": 2.0}, rules={"aid/help": 1.0})
    assert model.chance({"constant": 1.0, "unheard": 5.0}, "aid/lend") == 0.5
    assert model.chance({"constant": 1.0, "known": 1.0}, "aid/lend") > 0.5
    assert model.chance({"constant": 1.0}, "aid/help") > 0.5


def test_an_act_of_somebody_named_is_likelier_than_one_of_nobody(pipeline: Pipeline) -> None:
    named = chances("Ghana attacked Togo on Monday.", pipeline)["ASSAULT"]
    unnamed = chances("Togo was attacked on Monday.", pipeline)["ASSAULT"]
    assert named is not None
    assert unnamed is not None
    assert named > unnamed


def test_without_the_encoder_no_event_has_a_chance(pipeline: Pipeline) -> None:
    document: Document = pipeline.analyse(Report("report", "Ghana condemned Togo on Monday."))
    rules = replace(document, acts=())
    frames = [replace(frame, chance=None) for frame in document.frames]
    assert all(frame.chance is None for frame in weigh(frames, rules))
    assert any(frame.chance is not None for frame in weigh(frames, document))
