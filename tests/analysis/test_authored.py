"""Texts in their authors' own words, and who speaks together."""

from __future__ import annotations

from datetime import date

from communique.claims import Statement
from communique.document import Document, Report
from communique.extractors.statement import extract
from communique.pipeline import Pipeline

JOINT = """Joint Statement by Ghana and Togo on the Ferry

The second ferry sails from Monday and carries lorries too.

We condemn the raid on the depot. Both ports stay open at night.
"""
SINGLE = """Statement by President William Ruto on the Lake Basin

I welcome the new treaty. Every village on the shore will have clean water before the year is out.

My thanks go to the surveyors who walked the shore for two years.
"""
CALL = """Readout of the call with Finland

Prime Minister Mette Frederiksen of Denmark spoke today with President Sauli Niinistö of Finland.

They deplored the fires in Lapland.
"""




def document(pipeline: Pipeline, text: str) -> Document:
    return pipeline.analyse(Report("report.txt", text, published=date(2023, 3, 1)))


def told(pipeline: Pipeline, text: str) -> list[tuple[str | None, str, str]]:
    """Speaker, cue and mode of each statement."""
    return [(_name(s), s.cue, s.mode) for s in extract(document(pipeline, text))]


def _name(statement: Statement) -> str | None:
    return statement.speaker.name if statement.speaker else None


def test_what_several_declare_is_their_statement_and_each_we_condemn_another(pipeline: Pipeline) -> None:
    found = told(pipeline, JOINT)
    for name in ("Ghana", "Togo"):
        assert (name, "Joint Statement", "direct") in found
        assert (name, "condemn", "indirect") in found


def test_what_a_joint_statement_condemns_is_left_out_of_the_rest(pipeline: Pipeline) -> None:
    whole = next(s for s in extract(document(pipeline, JOINT)) if s.cue == "Joint Statement")
    assert [words in whole.content for words in ("second ferry", "Both ports", "condemn")] == [True, True, False]


def test_one_authors_text_is_one_statement(pipeline: Pipeline) -> None:
    assert told(pipeline, SINGLE) == [("William Ruto", "Statement", "direct")]


def test_a_headline_with_a_verb_begins_no_statement(pipeline: Pipeline) -> None:
    title, body = SINGLE.split("\n", 1)
    assert title.startswith("Statement by President William Ruto")
    headline = "Statement by President Ruto has angered the crews\n"
    assert "direct" not in {mode for *_, mode in told(pipeline, headline + body)}


def test_a_text_full_of_quotations_is_about_its_speaker(pipeline: Pipeline) -> None:
    text = SINGLE.replace("I welcome", '"I welcome').replace("is out.", 'is out."').replace("My thanks", '"My thanks')
    text = text.replace("two years.", 'two years."')
    assert "Statement" not in {cue for _, cue, _ in told(pipeline, text)}


def test_they_are_those_who_speak_with_each_other(pipeline: Pipeline) -> None:
    found = [name for name, cue, _ in told(pipeline, CALL) if cue == "deplored"]
    assert sorted(name or "" for name in found) == ["Mette Frederiksen", "Sauli Niinistö"]


def test_a_letter_says_what_its_writer_says(pipeline: Pipeline) -> None:
    text = "Officials met in Oslo. A statement released by Norway's government said that the talks had failed."
    assert told(pipeline, text) == [("Norway", "said", "indirect")]


def test_a_name_that_looks_like_a_verb_says_nothing(pipeline: Pipeline) -> None:
    assert told(pipeline, "On Friday the envoy Yusuf bin Said, who had served in Muscat for years, died in Oslo.") == []
