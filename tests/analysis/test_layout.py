"""What is story and what is page: stretches of hand-made reports, and each pattern on its own lines."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from communique.analysis.layout import lay_out
from communique.document import Document, Report
from communique.languages.page import lexicon, page
from communique.sources import open_source

PATTERNS = [(row, line) for row in lexicon()["parts"] for line in row["matches"]]
REJECTED = [(row, line) for row in lexicon()["parts"] for line in row["rejects"]]


def stretches(text: str, **known: Any) -> list[tuple[str, str]]:
    document = lay_out(Document(Report("report.txt", text, **known)))
    return [(s.kind, text[s.start : s.end]) for s in document.sentences]


def of_kind(text: str, kind: str, **known: Any) -> list[str]:
    return [words for found, words in stretches(text, **known) if found == kind]


@pytest.mark.parametrize(("row", "line"), PATTERNS)
def test_a_pattern_matches_its_lines(row: dict[str, Any], line: str) -> None:
    part = page().part(line)
    assert part is not None
    assert part.kind == row["kind"]


@pytest.mark.parametrize(("row", "line"), REJECTED)
def test_a_pattern_leaves_sentences_alone(row: dict[str, Any], line: str) -> None:
    part = page().part(line)
    assert part is None or part.rule != row["name"]


@pytest.mark.parametrize(
    "line",
    [
        "<a  " * 60 + "!", "Photo: " + "x" * 190, "Photo: " + "A." * 90 + " ?", "By " + "Aa " * 60 + "1", "A-" * 300,
        "Image: A. " + "A. " * 60, "(L" * 200, "AA " * 200 + ", MAY 3", "Related " + "stories " * 20 + "x", "** " * 199,
    ],
)
def test_no_line_stalls_a_pattern(line: str) -> None:
    started = time.perf_counter()
    page().part(line)
    page().dateline(line)
    assert time.perf_counter() - started < 0.2


@pytest.mark.parametrize("line", [line for row in lexicon()["datelines"] for line in row["matches"]])
def test_a_dateline_is_seen(line: str) -> None:
    assert page().dateline(line) is not None


@pytest.mark.parametrize("line", [line for row in lexicon()["datelines"] for line in row["rejects"]])
def test_a_sentence_is_no_dateline(line: str) -> None:
    assert page().dateline(line) is None


def test_the_first_short_line_without_a_stop_is_the_headline() -> None:
    text = "Mali and Niger leave the bloc\n\nTwo states told the commission on Sunday that they were leaving.\n"
    assert stretches(text) == [
        ("headline", "Mali and Niger leave the bloc"),
        ("prose", "Two states told the commission on Sunday that they were leaving."),
    ]


def test_a_short_line_between_paragraphs_heads_a_section() -> None:
    text = "The summit opened in Lomé.\nFood and prices\nMinisters spoke of grain.\n"
    assert of_kind(text, "headline") == ["Food and prices"]


def test_the_last_line_without_its_stop_is_still_prose() -> None:
    assert of_kind("The summit opened in Lomé.\nChad took over the chair from Gabon", "headline") == []


def test_a_report_of_one_line_is_prose() -> None:
    assert stretches("Norway pledged $10 million") == [("prose", "Norway pledged $10 million")]


def test_a_hard_wrapped_paragraph_is_one_stretch() -> None:
    text = (
        "The heads of state met in Asmara on Tuesday and\n"
        "agreed that the Commission would send a team of\n"
        "Observers to the border before the rains begin.\n"
        "\n"
        "They asked the Chairperson to report within two\n"
        "months on what the team had seen there, and how\n"
        "the two armies had taken it.\n"
    )
    assert [words.count("\n") for words in of_kind(text, "prose")] == [2, 2]


def test_a_heading_wider_than_the_text_below_it_does_not_undo_its_wrapping() -> None:
    body = (
        "The adviser met on Monday in Lima with the union's Secretary\n"
        "General Ana Ruiz and praised the plan for the border with the\n"
        "Andes region.  They agreed to meet again before the end of\n"
        "March.\n"
    )
    heading = "Readout of the National Security Adviser's Meeting with the Secretary General of the Union"
    prose = of_kind(f"{heading}\n\n{body}", "prose")
    assert len(prose) == 1
    assert "Secretary\nGeneral" in prose[0]


def test_paragraphs_of_one_line_each_stay_apart() -> None:
    text = "The council met on Monday in the old hall of the port.\nIt adopted two texts.\nIt will meet again in May.\n"
    assert len(of_kind(text, "prose")) == 3


def test_a_paragraph_broken_in_mid_sentence_is_joined_across_an_empty_line() -> None:
    text = "The envoys warned that grain was running short in the\n\nnorth of the country after the harvest failed.\n"
    assert len(of_kind(text, "prose")) == 1


def test_a_caption_gives_its_credit_to_the_page() -> None:
    text = (
        "Chiefs of staff gather\n\nThe chiefs of staff of five armies (L-R) in the port city. **Ministry / ANP**\n\n"
        "Five armies will train together.\n"
    )
    assert of_kind(text, "caption") == ["The chiefs of staff of five armies (L-R) in the port city."]
    assert of_kind(text, "boilerplate") == [" **Ministry / ANP**"]


def test_lines_of_the_page_are_passed_over() -> None:
    text = (
        "Ministers meet in Quito\n\nBy Ana Ruiz in Quito for EFE\n\nMay 4, 2012\n\nThe ministers met on Friday.\n\n"
        "Related article: What the treaty says\n\nThey will meet again.\n\nOriginal url:\n\nhttps://example.org/a/b\n"
    )
    assert of_kind(text, "prose") == ["The ministers met on Friday.", "They will meet again."]
    assert len(of_kind(text, "boilerplate")) == 5


def test_a_dateline_is_cut_from_its_paragraph() -> None:
    text = "ACCRA, March 9, 2012 (GNA) -- The bloc opened its session.\nIt lasts two days.\n"
    assert of_kind(text, "prose")[0] == "The bloc opened its session."


def test_list_marks_are_no_words_of_the_item() -> None:
    text = "They agreed on two points.\n- The port reopens in June.\n- Customs fall by half.\n"
    assert of_kind(text, "prose")[1:] == ["The port reopens in June.", "Customs fall by half."]


def test_a_turn_of_speech_is_no_heading() -> None:
    text = "The chair gave her the floor.\nMinister Ada Boro: Colleagues, friends,\nWe are glad to be here.\n"
    assert of_kind(text, "headline") == []


def test_offsets_count_from_the_metadata_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "# source: The Herald | date: 2012-03-09\nGabon joins\n\nGabon joined the pact.\n"
    path.write_text(text, encoding="utf-8")
    report = open_source(path)
    kinds = [(s.kind, report.text[s.start : s.end]) for s in lay_out(Document(report)).sentences]
    assert kinds == [("headline", "Gabon joins"), ("prose", "Gabon joined the pact.")]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Monday, May 4, 2009", date(2009, 5, 4)),
        ("BANJUL, 1 July 2006 (APA) -", date(2006, 7, 1)),
        ("2016-07-08", date(2016, 7, 8)),
        ("Feb. 2, 2010", date(2010, 2, 2)),
        ("Feb. 30, 2010", None),
        ("September 17", None),
    ],
)
def test_a_day_needs_its_year(words: str, day: date | None) -> None:
    assert page().day(words) == day


def test_stretches_cover_real_reports_without_overlap(shared: Path) -> None:
    for path in sorted((shared / "data" / "text" / "news").glob("*.txt")):
        report = open_source(path)
        found = lay_out(Document(report)).sentences
        assert found
        assert all(a.end <= b.start for a, b in pairwise(found))
        assert found[0].start >= report.start > 0
