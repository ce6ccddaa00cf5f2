"""What somebody is called, and by whom."""

from __future__ import annotations

from datetime import date

import pytest

from communique.claims import Designation
from communique.document import Report
from communique.extractors.designation import extract
from communique.languages.labels import label_words
from communique.pipeline import Pipeline


def read(pipeline: Pipeline, text: str) -> list[Designation]:
    return list(extract(pipeline.analyse(Report("report", text, published=date(2021, 9, 15)))))


@pytest.mark.parametrize(("sentence", "designation"), label_words().matches.items())
def test_the_lexicons_own_sentences_give_their_labels(
    pipeline: Pipeline, sentence: str, designation: tuple[str, str, str | None]
) -> None:
    subject, label, by = designation
    assert any(
        c.subject is not None and subject in f"{c.subject.name} {c.subject.text}" and c.label == label
        and (c.by.name if c.by else None) == by
        for c in read(pipeline, sentence)
    )


@pytest.mark.parametrize("sentence", label_words().rejects)
def test_an_ordinary_description_is_no_label(pipeline: Pipeline, sentence: str) -> None:
    assert read(pipeline, sentence) == []


def test_a_bracket_after_a_name_is_one_label(pipeline: Pipeline) -> None:
    claims = read(pipeline, "Fighters of Hamas (a terrorist organisation banned in Australia) denied the report.")
    assert [(c.label, c.by.name if c.by else None) for c in claims] == [("terrorist organisation", "Australia")]


def test_a_label_cites_name_and_law(pipeline: Pipeline) -> None:
    (claim,) = read(pipeline, "Hezbollah (a terrorist group banned in Germany) spoke.")
    assert claim.evidence[0].quote == "Hezbollah (a terrorist group banned in Germany"


def test_all_of_a_list_are_called_so(pipeline: Pipeline) -> None:
    claims = read(pipeline, "Norway designates Hamas, Hezbollah and Iran as state sponsors of terrorism.")
    assert {c.subject.name for c in claims if c.subject} == {"Hamas", "Hezbollah", "Iran"}
    assert {c.label for c in claims} == {"state sponsors of terrorism"}


def test_a_republic_that_declared_itself_is_labelled_so(pipeline: Pipeline) -> None:
    claims = read(pipeline, "The self-declared republic of Abkhazia held a vote.")
    assert [(c.subject.name if c.subject else None, c.label) for c in claims] == [
        ("Abkhazia", "self-declared republic")
    ]


def test_a_regime_of_rules_is_nobodys(pipeline: Pipeline) -> None:
    assert read(pipeline, "Iran left the treaty. The non-proliferation regime is in danger.") == []


def test_the_words_between_quotation_marks_are_whose_quotation_it_is(pipeline: Pipeline) -> None:
    (quoted,) = read(pipeline, '"The bloc demands that the Iranian regime stop the shelling," said Kofi Adusei.')
    assert quoted.by is not None
    assert quoted.by.name == "Kofi Adusei"
    (told,) = read(pipeline, 'Kofi Adusei said that Togo had called on the Iranian regime to "stop the shelling".')
    assert told.by is not None
    assert told.by.name == "Togo"
