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
    """The keys of whom the nth phrase headed by this word means."""
    heads = [m for m in document.mentions if document.words.lower[m.head] == word]
    assert len(heads) > nth, f"no phrase headed by {word!r}"
    return [actor.id or actor.name for actor in heads[nth].actors]


def test_he_is_the_man_who_spoke(resolved: Reader) -> None:
    document = resolved("Ministers met on Monday. Peter Mulengo opened the session. He urged them to sign.")
    assert meant(document, "he") == ["Peter Mulengo"]


def test_she_is_not_a_man(resolved: Reader) -> None:
    document = resolved("Maria Okello met Peter Mulengo in Accra. She called the talks useful.")
    assert meant(document, "she") == ["Maria Okello"]


def test_a_pronoun_is_not_the_other_argument_of_its_verb(resolved: Reader) -> None:
    document = resolved("Peter Mulengo arrived on Monday. John Okello met him at the airport.")
    assert meant(document, "him") == ["Peter Mulengo"]


def test_a_speaker_speaks_of_himself(resolved: Reader) -> None:
    document = resolved("Peter Mulengo said he welcomed the plan.")
    assert meant(document, "he") == ["Peter Mulengo"]


def test_it_is_the_state_that_the_sentence_before_began_with(resolved: Reader) -> None:
    document = resolved("Tajikistan closed the border on Sunday. It also criticised its neighbours.")
    assert meant(document, "it") == ["state/tj"]


def test_its_in_a_row_is_the_first_of_the_row(resolved: Reader) -> None:
    document = resolved("ECOWAS spoke of Chad and its neighbours.")
    assert meant(document, "its") == ["state/td"]


def test_it_stands_for_nothing_in_it_is_clear_that(resolved: Reader) -> None:
    document = resolved("Kenya sent envoys. It is clear that talks will take long.")
    assert not any(m.actors for m in document.mentions if document.words.lower[m.head] == "it")


def test_this_country_is_the_state_spoken_of(resolved: Reader) -> None:
    document = resolved("Mali has asked for help. Aid workers say this country needs food.")
    assert meant(document, "country") == ["state/ml"]


def test_the_bloc_is_the_organisation_spoken_of(resolved: Reader) -> None:
    document = resolved("ECOWAS met in Accra on Friday. The bloc lifted its sanctions.")
    assert meant(document, "bloc") == ["org/ecowas"]
    assert meant(document, "its") == ["org/ecowas"]


def test_the_minister_is_the_minister_named_before(resolved: Reader) -> None:
    document = resolved(
        "Defence Minister Peter Mulengo visited the base with banker John Okello. The minister praised the troops."
    )
    assert meant(document, "minister", nth=1 if len(meant_heads(document, "minister")) > 1 else 0) == ["Peter Mulengo"]


def meant_heads(document: Document, word: str) -> list[int]:
    return [m.head for m in document.mentions if document.words.lower[m.head] == word]


def test_the_minister_is_somebody_the_knowledge_knows_as_one(resolved: Reader) -> None:
    document = resolved("Sergey Lavrov spoke to reporters in Algiers. The talks went well, the minister said.")
    assert meant(document, "minister") == ["person/sergey-lavrov"]


def test_a_relative_pronoun_is_what_its_clause_describes(resolved: Reader) -> None:
    document = resolved("Niger, which borders Libya, sent troops.")
    assert meant(document, "which") == ["state/ne"]


def test_they_are_the_states_in_a_row(resolved: Reader) -> None:
    document = resolved("Ghana and Togo signed the treaty. They will share the river's water.")
    assert meant(document, "they") == ["state/gh", "state/tg"]


def test_a_country_named_in_brackets_is_not_what_the_report_turns_to(resolved: Reader) -> None:
    document = resolved(
        "Mali expelled the ambassador. The Umoja Front (a group banned in Ghana) praised the step. "
        "The government of this country has not commented."
    )
    assert meant(document, "country") == ["state/ml"]


def test_every_mention_keeps_its_head_word_findable(resolved: Reader) -> None:
    document = resolved("Peter Mulengo said he would resign. The minister left.")
    assert all(document.mention(m.head) == m for m in document.mentions)


def test_they_say_means_nobody_where_nobody_plural_was_named(resolved: Reader) -> None:
    document = resolved("ECOWAS met in Accra on Friday. They say the rains will be late.")
    assert meant(document, "they") == []


def test_they_are_the_leaders_of_a_bloc(resolved: Reader) -> None:
    text = "ECOWAS leaders met in Accra on Saturday. The leaders lifted sanctions. They also warned Guinea."
    document = resolved(text)
    assert meant(document, "leaders", nth=1) == ["org/ecowas"]
    assert meant(document, "they") == ["org/ecowas"]


def test_the_government_is_never_the_bloc_named_before(resolved: Reader) -> None:
    text = "Mali left ECOWAS talks on Monday. ECOWAS regretted the step. The government has not commented."
    document = resolved(text)
    assert "org/ecowas" not in meant(document, "government")


def test_the_commission_is_that_of_the_organisation_spoken_of(resolved: Reader) -> None:
    document = resolved("The EU imposed sanctions on Belarus. The Commission proposed more of them.")
    assert meant(document, "commission") == ["org/eu/commission"]


def test_the_secretary_general_is_that_of_the_organisation_spoken_of(resolved: Reader) -> None:
    document = resolved("NATO foreign ministers met in Brussels. The secretary general called the talks useful.")
    assert [a.id for m in document.mentions if m.post for a in m.actors] == ["person/jens-stoltenberg"]


def test_a_pronoun_in_an_apposition_is_not_what_the_apposition_is_of(resolved: Reader) -> None:
    document = resolved("Ghana and Togo spoke of Benin, their neighbour.")
    assert meant(document, "their") == ["state/gh", "state/tg"]


def test_neighbours_are_a_states_not_its_rebels(resolved: Reader) -> None:
    document = resolved("Mali fights the Islamic State. Its neighbours closed the border.")
    assert meant(document, "its") == ["state/ml"]


def test_being_in_a_hurry_is_nobodys_name(resolved: Reader) -> None:
    document = resolved("Kenya is in no hurry.")
    assert meant(document, "hurry") == []


def test_somebody_who_leaves_his_post_leaves_his_own(resolved: Reader) -> None:
    text = "Peter Mulengo spoke in Accra. President Okoro got a letter, but fled the country, leaving his post."
    document = resolved(text)
    assert meant(document, "his") == ["Okoro"]


@pytest.mark.parametrize(
    ("text", "head", "who"),
    [
        ("Vladimir Putin spoke in Sochi on Friday. The Russian president praised the deal.", "president",
         "person/vladimir-putin"),
        ("The Kenyan president praised the deal.", "president", "Kenyan president"),
        ("Former US president Barack Obama spoke in Oslo. The US president was silent.", "president", "US president"),
    ],
)
def test_without_a_date_a_post_is_held_by_whoever_the_report_names(
    pipeline: Pipeline, text: str, head: str, who: str
) -> None:
    document = parse(lay_out(Document(Report("report.txt", text))), pipeline.encoder)
    document = resolve(link(document, pipeline.knowledge), pipeline.knowledge)
    assert meant(document, head) == [who]


def test_the_organization_is_what_the_report_is_about_and_no_name_before_a_noun(pipeline: Pipeline) -> None:
    text = (
        "EAC leaders meet in Arusha\n\nThe leaders of the East African Community gathered in Arusha on Friday. Rwandan"
        " President Paul Kagame chaired the meeting. Kenya offered the port of Mombasa as a hub for United Nations"
        " aid.\n\nSudan and Ethiopia are observers of the organization."
    )
    read = pipeline.atoms(Report("a.txt", text))
    told = [claim.to_dict() for claim in read if claim.kind == "membership"]
    assert {row["organization"]["id"] for row in told} == {"org/eac"}
    assert {row["member"]["name"] for row in told} == {"Sudan", "Ethiopia"}
