"""Sentences on weather, sport, history and the like give no event."""

from __future__ import annotations

from pathlib import Path

import yaml

from communique.answers.code import events
from communique.document import Report
from communique.extractors.event import extract
from communique.pipeline import Pipeline

#: Share of the sentences that may give an event. Only ever goes down.
CEILING = 0.05

SENTENCES: list[str] = [
    sentence
    for group in yaml.safe_load((Path(__file__).parent / "non_events.yaml").read_text(encoding="utf-8")).values()
    for sentence in group
]


def test_there_are_three_hundred_sentences_and_none_twice() -> None:
    assert len(set(SENTENCES)) == len(SENTENCES) == 300


def test_few_sentences_without_an_event_give_one(pipeline: Pipeline) -> None:
    documents = {sentence: pipeline.analyse(Report("sentence", sentence)) for sentence in SENTENCES}
    coded = [sentence for sentence, document in documents.items() if events(document)]
    claimed = [sentence for sentence, document in documents.items() if list(extract(document))]
    assert len(coded) <= CEILING * len(SENTENCES), "\n".join(coded)
    assert len(claimed) <= CEILING * len(SENTENCES), "\n".join(claimed)
