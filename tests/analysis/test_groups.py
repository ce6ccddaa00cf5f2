"""Plurals that name nobody, on the shipped model."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from communique.analysis.coreference import resolve
from communique.analysis.layout import lay_out
from communique.analysis.linking import link
from communique.analysis.parsing import parse
from communique.document import Document, Report
from communique.pipeline import Pipeline

Reader = Callable[[str], Document]


@pytest.fixture(scope="session")
def resolved(pipeline: Pipeline) -> Reader:
    """Reads a text of 10 May 2022 as far as coreference."""

    def read(text: str) -> Document:
        report = Report("report.txt", text, published=date(2022, 5, 10))
        document = parse(lay_out(Document(report)), pipeline.encoder)
        return resolve(link(document, pipeline.knowledge), pipeline.knowledge)

    return read


def meant(document: Document, word: str, *, nth: int = 0) -> list[str]:
    """The keys of whom the nth phrase headed by this word means; none where there is no such phrase."""
    heads = [m for m in document.mentions if document.words.lower[m.head] == word]
    return [actor.id or actor.name for actor in heads[nth].actors] if len(heads) > nth else []


def test_both_sides_are_the_two_that_signed(resolved: Reader) -> None:
    document = resolved("Ghana and Togo signed a treaty on Monday. Both sides praised it.")
    assert meant(document, "sides") == ["state/gh", "state/tg"]


def test_both_sides_of_nobody_named_are_nobody(resolved: Reader) -> None:
    document = resolved("Fighting went on in Accra for days. Both sides used artillery.")
    assert meant(document, "sides") == []


def test_the_two_leaders_are_the_two_people_who_met(resolved: Reader) -> None:
    document = resolved("President Joko Widodo met Prime Minister Lee Hsien Loong in Bali. The two leaders dined.")
    assert meant(document, "leaders") == ["person/joko-widodo", "person/lee-hsien-loong"]


def test_three_countries_are_not_the_two_in_a_row(resolved: Reader) -> None:
    document = resolved("Ghana and Togo signed a treaty on Monday. The three countries will trade more.")
    assert meant(document, "countries") == []


def test_the_delegations_are_those_of_the_states_before(resolved: Reader) -> None:
    document = resolved("The delegations of Chad, Niger and Mali met on Friday. The delegations agreed on a plan.")
    assert meant(document, "delegations", nth=1) == ["state/td", "state/ne", "state/ml"]


def test_all_parties_are_nobody_in_particular(resolved: Reader) -> None:
    document = resolved("Ghana, Togo and Benin signed the pact. The chair urged all parties to keep calm.")
    assert meant(document, "parties") == []


def test_participating_countries_are_no_organ(resolved: Reader) -> None:
    document = resolved("Oman, Qatar and Kuwait sent ships. The participating countries will train for a week.")
    assert meant(document, "countries") == ["state/om", "state/qa", "state/kw"]


JOINT = "Joint Statement of the Leaders of Togo and the East African Community (EAC)\n\n"


@pytest.mark.parametrize("phrase", ["The leaders", "Both sides", "The two sides"])
def test_a_joint_text_speaks_of_all_sides_its_title_names(phrase: str, resolved: Reader) -> None:
    document = resolved(f"{JOINT}The leaders of the EAC partner states met in Arusha. {phrase} welcomed the truce.")
    assert meant(document, phrase.split()[-1], nth=-1) == ["state/tg", "org/eac"]


def test_the_sides_of_a_joint_text_are_not_whom_they_themselves_urge(resolved: Reader) -> None:
    document = resolved(f"{JOINT}The leaders met in Arusha. They urged both sides to lay down their arms.")
    assert meant(document, "they") == ["state/tg", "org/eac"]
    assert meant(document, "sides") == []


def test_a_headline_with_a_verb_makes_no_joint_text(resolved: Reader) -> None:
    document = resolved(
        "Togo and Ghana statement angers fishermen\n\nThe leaders of Mali and Niger met in Gao. The leaders were late."
    )
    assert meant(document, "leaders", nth=-1) != ["state/tg", "state/gh"]


def test_a_pronoun_is_nobody_named_below_its_own_verb(resolved: Reader) -> None:
    document = resolved("Grace Moyo met Amina Diallo. She left at noon, asking Diallo to be patient.")
    she = meant(document, "she")
    assert she != ["Amina Diallo"]


def test_the_two_leaders_are_those_who_spoke_on_the_phone_a_few_sentences_ago(resolved: Reader) -> None:
    document = resolved(
        "Ama Kossi had a telephone conversation with Femi Bello. The truce has made it possible to reopen the port. "
        "Trade across the lake grew. The ferries sail again. The two leaders praised the crews."
    )
    assert meant(document, "leaders") == ["Ama Kossi", "Femi Bello"]


def test_they_who_underscored_something_are_those_who_met_and_not_a_regime(resolved: Reader) -> None:
    document = resolved(
        "Adviser Ama Kossi met today with Minister Femi Bello. They underscored the worth of the sanctions regime. "
        "They also reaffirmed their plans."
    )
    assert meant(document, "they") == ["Ama Kossi", "Femi Bello"]
    assert meant(document, "they", nth=1) == ["Ama Kossi", "Femi Bello"]


def test_three_leaders_are_not_the_two_who_met(resolved: Reader) -> None:
    document = resolved("President Grace Moyo met with Premier Femi Bello. Later the three leaders praised the crews.")
    assert meant(document, "leaders") == []


def test_the_parties_are_the_two_presidents_after_a_sentence_that_sums_up(resolved: Reader) -> None:
    document = resolved(
        "President Grace Moyo received Premier Femi Bello in Accra. Work on the dam goes on. "
        "During the meeting, the parties praised the engineers."
    )
    assert meant(document, "parties") == ["Grace Moyo", "Femi Bello"]
