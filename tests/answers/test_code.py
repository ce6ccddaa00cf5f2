"""`communique code`: rows in, events out, on documents made by hand."""

from __future__ import annotations

from dataclasses import replace

from communique.analysis.frames import read_lexical_frames
from communique.analysis.lexicon import load
from communique.answers.code import code_row
from communique.document import Document, Report
from tests.parsed_by_hand import parsed, state

PERU, CHILE = state("Peru", "pe"), state("Chile", "cl")


def analyse(report: Report) -> Document:
    document = parsed(
        """
        Peru Peru PROPN NNP 2 nsubj
        bombed bomb VERB VBD 0 root
        Chile Chile PROPN NNP 2 obj
        """,
        Peru=PERU, Chile=CHILE,
    )
    return replace(document, frames=tuple(read_lexical_frames(document, load())))


def test_a_row_gives_its_event_with_offsets() -> None:
    (event,) = code_row({"id": 7, "text": "Peru bombed Chile"}, analyse)["events"]
    assert (event["type"], event["quad"], event["cue"]) == ("ASSAULT", 4, "bombed")
    assert [(a["name"], a["start"], a["end"]) for a in event["actors"]] == [("Peru", 0, 4)]
    assert [(a["name"], a["start"], a["end"]) for a in event["recipients"]] == [("Chile", 12, 17)]


def test_event_text_will_do_and_a_bad_date_is_no_date() -> None:
    assert code_row({"id": 1, "event_text": "Peru bombed Chile", "date": "soon"}, analyse)["events"]


def test_a_row_without_text_is_answered_with_an_error() -> None:
    assert "error" in code_row({"id": 3}, analyse)


def test_an_event_that_nothing_is_sure_of_is_coded_where_the_text_is_mainly_about_it_and_names_both_sides() -> None:
    row = {"id": 8, "text": "Peru bombed Chile"}

    def weighing(weight: float, main: float) -> Document:
        document = analyse(Report("text", row["text"]))
        (frame,) = document.frames
        return replace(document, frames=(replace(frame, weight=weight, lexical=0.1, main=main),))

    assert code_row(row, lambda _: weighing(0.8, 0.98))["events"]
    assert not code_row(row, lambda _: weighing(0.05, 0.02))["events"]
