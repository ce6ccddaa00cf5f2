"""Who holds which post of whom, in sentences about many blocs."""

from __future__ import annotations

from datetime import date

import pytest

from communique.claims import Tenure
from communique.document import Report
from communique.extractors.tenure import extract
from communique.languages.titles import title_words
from communique.pipeline import Pipeline


def read(pipeline: Pipeline, text: str) -> list[Tenure]:
    return list(extract(pipeline.analyse(Report("report", text, published=date(2021, 9, 15)))))


def held(pipeline: Pipeline, text: str) -> set[tuple[str, str, str | None, str]]:
    """Person, post, whose post, and how it is held."""
    claims = [c for c in read(pipeline, text) if c.person]
    return {(c.person.name, c.post.casefold(), c.of.name if c.of else None, c.held) for c in claims if c.person}


@pytest.mark.parametrize(("sentence", "tenure"), title_words().matches.items())
def test_the_lexicons_own_sentences_give_their_tenures(
    pipeline: Pipeline, sentence: str, tenure: tuple[str, str, str, str]
) -> None:
    assert any(
        c.person is not None and {c.person.name, c.person.text} & {tenure[0]} and c.post.casefold() == tenure[1]
        and c.of is not None and tenure[2] in {c.of.name, c.of.text} and c.held == tenure[3]
        for c in read(pipeline, sentence)
    )


@pytest.mark.parametrize("sentence", title_words().rejects)
def test_a_trade_is_no_post(pipeline: Pipeline, sentence: str) -> None:
    assert read(pipeline, sentence) == []


def test_two_titles_joined_are_of_one_state(pipeline: Pipeline) -> None:
    found = held(pipeline, "Kenyan President William Ruto and Foreign Minister Alfred Mutua arrived.")
    assert ("Alfred Mutua", "foreign minister", "Kenya", "current") in found


def test_two_heads_joined_are_not_of_one_state(pipeline: Pipeline) -> None:
    found = held(pipeline, "French President Emmanuel Macron and Chancellor Angela Merkel spoke.")
    assert not any(person == "Angela Merkel" and of == "France" for person, _, of, _ in found)


def test_titles_in_a_list_keep_their_own_states(pipeline: Pipeline) -> None:
    text = (
        "The summit was attended by President of Ghana Nana Akufo-Addo, President of Togo Faure Gnassingbe "
        "and President of Benin Patrice Talon."
    )
    found = {(person.split()[-1], of) for person, _, of, _ in held(pipeline, text)}
    assert {("Gnassingbe", "Togo"), ("Talon", "Benin")} <= {(p.replace("é", "e"), of) for p, of in found}


def test_the_post_is_written_without_former(pipeline: Pipeline) -> None:
    (claim,) = read(pipeline, "Former Finnish President Tarja Halonen gave a speech.")
    assert (claim.post, claim.held) == ("President", "former")


def test_the_evidence_is_the_title_and_the_name(pipeline: Pipeline) -> None:
    (claim,) = read(pipeline, "On Monday, NATO Secretary General Jens Stoltenberg warned of delays.")
    assert claim.evidence[0].quote == "NATO Secretary General Jens Stoltenberg"


def test_a_bare_title_names_no_holder(pipeline: Pipeline) -> None:
    assert read(pipeline, "The secretary general left early.") == []


def test_a_pronouns_evidence_begins_with_the_name(pipeline: Pipeline) -> None:
    text = "Sanna Marin left the hall early. She was appointed prime minister of Finland in 2019."
    claims = [claim for claim in read(pipeline, text) if claim.person and claim.person.name == "Sanna Marin"]
    assert claims
    assert all(claim.evidence[0].quote.startswith("Sanna Marin") for claim in claims)
