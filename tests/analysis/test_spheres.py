"""What is told of sport, art, business and times long past claims nothing; what states do to each other does."""

from __future__ import annotations

import pytest

from communique.document import Report
from communique.pipeline import Pipeline


def types(text: str, pipeline: Pipeline) -> list[str]:
    document = pipeline.analyse(Report("sphere", text))
    return [frame.attributes["type"] for frame in document.frames if frame.attributes.get("type")]


@pytest.mark.parametrize(
    "text",
    [
        "Ghana beat Togo in the semi-final on Tuesday.",
        "In the novel a general overthrows the president of Peru.",
        "Sweden invaded Poland in 1655.",
        "The retailer rejected a takeover bid by a smaller rival.",
    ],
)
def test_another_sphere_gives_no_event(text: str, pipeline: Pipeline) -> None:
    assert types(text, pipeline) == []


def test_politics_among_sportsmen_is_politics(pipeline: Pipeline) -> None:
    assert "COERCE" in types("Police arrested nine fans after the match in Belgrade.", pipeline)


def test_what_a_state_does_to_a_company_is_politics(pipeline: Pipeline) -> None:
    assert "COERCE" in types("Bolivia nationalised the brewery of a Chilean firm.", pipeline)


def test_a_censored_novel_is_no_fiction(pipeline: Pipeline) -> None:
    assert "COERCE" in types("Iran banned the newspaper and a novel by the same journalist.", pipeline)
