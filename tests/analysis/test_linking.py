from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.actors import Actor
from communique.analysis.coreference import resolve
from communique.analysis.layout import lay_out
from communique.analysis.linking import link, post_of
from communique.analysis.parsing import parse
from communique.document import Document, Mention, Report, Sentence, Words, children_of
from communique.pipeline import Pipeline

Reader = Callable[[str], Document]


@pytest.fixture(scope="session")
def linked(pipeline: Pipeline) -> Reader:
    """Reads a text of 10 May 2022 as far as linking."""

    def read(text: str) -> Document:
        report = Report("report.txt", text, published=date(2022, 5, 10))
        return link(parse(lay_out(Document(report)), pipeline.encoder), pipeline.knowledge)

    return read


def mention(document: Document, words: str) -> Mention:
    """The mention written so, the longest of those ending with the words where none is."""
    texts = {" ".join(document.words.text[m.first : m.last]): m for m in document.mentions}
    if words in texts:
        return texts[words]
    ending = [text for text in texts if text.endswith(words)]
    assert ending, f"no mention {words!r} among {sorted(texts)}"
    return texts[max(ending, key=len)]


def ids(document: Document, words: str) -> list[str | None]:
    return [actor.id for actor in mention(document, words).actors]


def only(document: Document, words: str) -> Actor:
    (actor,) = mention(document, words).actors
    return actor


def test_a_title_and_a_name_are_one_mention_with_the_post_and_its_owner(linked: Reader) -> None:
    document = linked("Kenyan Foreign Minister Achieng Wamalwe arrived on Monday.")
    whole = mention(document, "Kenyan Foreign Minister Achieng Wamalwe")
    assert whole.type == "person"
    post, of = post_of(document, whole) or ("", None)
    assert (post, of and of.id) == ("Foreign Minister", "state/ke")


def test_somebody_the_knowledge_lacks_is_coded_by_the_stated_role(linked: Reader) -> None:
    document = linked("Zambian general Chanda Mulengo spoke to reporters in Lusaka.")
    actor = only(document, "Chanda Mulengo")
    assert (actor.id, actor.name, actor.code, actor.sector) == (None, "Chanda Mulengo", "ZMB", "MIL")


def test_a_later_surname_is_the_person_named_in_full_before(linked: Reader) -> None:
    document = linked("Chanda Mulengo visited Accra. Mulengo met farmers there.")
    first, later = mention(document, "Chanda Mulengo"), mention(document, "Mulengo")
    assert first.entity == later.entity
    assert later.actors[0].name == "Chanda Mulengo"


def test_a_surname_misspelt_by_one_letter_beside_the_same_given_name_is_one_person(linked: Reader) -> None:
    document = linked("Chanda Mulengo visited Accra on Monday. Later Chanda Mulenga met farmers there.")
    assert mention(document, "Chanda Mulengo").entity == mention(document, "Chanda Mulenga").entity


def test_an_apposition_behind_a_name_and_one_before_it_are_the_person(linked: Reader) -> None:
    behind = linked("Chanda Mulengo, the special envoy of Zambia, met the rebels in Goma.")
    assert only(behind, "special envoy of Zambia").name == "Chanda Mulengo"
    before = linked("The bank's president, Chanda Mulengo, resigned on Tuesday.")
    assert mention(before, "The bank 's president").entity == mention(before, "Chanda Mulengo").entity


def test_the_holder_of_a_post_on_the_day_is_found_by_the_post(linked: Reader) -> None:
    document = linked("The Russian president spoke by phone with the president of Turkey.")
    assert ids(document, "The Russian president") == ["person/vladimir-putin"]


def test_a_former_president_is_not_the_present_one(linked: Reader) -> None:
    document = linked("A former Russian president criticised the plan.")
    assert ids(document, "former Russian president") == [None]


def test_leaders_and_representatives_are_the_states_they_stand_for(linked: Reader) -> None:
    document = linked("The leaders of Ghana, Togo and Benin met representatives of Nigeria.")
    assert ids(document, "The leaders of Ghana , Togo and Benin") == ["state/gh", "state/tg", "state/bj"]
    assert ids(document, "representatives of Nigeria") == ["state/ng"]


def test_officials_of_two_states_are_both(linked: Reader) -> None:
    document = linked("Senior Estonian and Latvian officials agreed to share the costs.")
    assert ids(document, "Latvian officials") == ["state/ee", "state/lv"]
    assert {actor.sector for actor in mention(document, "Latvian officials").actors} == {"GOV"}


def test_rebels_are_nobodys_government(linked: Reader) -> None:
    document = linked("The army fought rebels in eastern Chad.")
    actor = only(document, "rebels")
    assert (actor.id, actor.code, actor.sector) == (None, "TCD", "REB")


def test_a_capital_that_acts_is_its_government_and_one_where_things_happen_a_place(linked: Reader) -> None:
    document = linked(
        "Nairobi rejected the offer. The ministers met in Nairobi. Talks between Nairobi and Kampala failed."
    )
    found = [(m.type, m.actors[0].id) for m in document.mentions if document.words.text[m.head] == "Nairobi"]
    assert found == [("state", "state/ke"), ("place", "place/nairobi"), ("state", "state/ke")]


def test_a_capital_that_lies_somewhere_is_a_place(linked: Reader) -> None:
    assert mention(linked("Kampala lies on Lake Victoria."), "Kampala").type == "place"


def test_a_road_joins_places_and_talks_join_governments(linked: Reader) -> None:
    assert mention(linked("The road between Nairobi and Kampala is closed."), "Kampala").type == "place"
    assert mention(linked("Relations between Nairobi and Kampala improved."), "Kampala").type == "state"


def test_an_abbreviation_in_brackets_is_the_body_named_before_it(linked: Reader) -> None:
    document = linked("The Lake Basin Fishing Authority (LBFA) met on Friday. The LBFA set new quotas.")
    long = mention(document, "Lake Basin Fishing Authority")
    short = [m for m in document.mentions if document.words.text[m.head] == "LBFA"]
    assert {m.entity for m in short} == {long.entity}


def test_a_generic_organ_is_that_of_the_organisation_named_nearby(linked: Reader) -> None:
    csto = linked("The CSTO met in Yerevan. The Council of Foreign Ministers adopted a statement.")
    assert ids(csto, "Council of Foreign Ministers") == ["org/csto/council-of-foreign-ministers"]
    sco = linked("The SCO met in Tashkent. The Council of Foreign Ministers adopted a statement.")
    assert ids(sco, "Council of Foreign Ministers") == ["org/sco/council-of-foreign-ministers"]


def test_the_foreign_ministers_of_an_organisation_are_its_organ(linked: Reader) -> None:
    assert ids(linked("The foreign ministers of the CSTO adopted a statement."), "foreign ministers of the CSTO") == [
        "org/csto/council-of-foreign-ministers"
    ]


def test_member_states_are_the_organisation(linked: Reader) -> None:
    assert ids(linked("The NATO member states agreed on a budget."), "NATO member states") == ["org/nato"]


def test_a_national_council_is_not_the_united_nations_one(linked: Reader) -> None:
    actor = only(linked("The Chadian Security Council met on Sunday."), "Security Council")
    assert (actor.id, actor.code) == (None, "TCD")


def test_a_movement_is_the_name_before_the_noun(linked: Reader) -> None:
    document = linked("The Umoja movement refused to sign. Umoja wants elections.")
    assert mention(document, "The Umoja movement").entity == mention(document, "Umoja").entity


def test_a_bracket_behind_a_name_does_not_disturb_it(linked: Reader) -> None:
    document = linked("The Umoja Front (a terrorist organization banned in Chad) has not been recognized.")
    assert {m.actors[0].name for m in document.mentions if m.head in (3, 7) and m.actors} <= {"Umoja Front"}
    assert mention(document, "Umoja Front").actors


def test_a_hyphenated_name_is_one(linked: Reader) -> None:
    document = linked("Al-Makin fighters attacked a base near Mopti.")
    assert not any(document.words.text[m.first : m.last] == ("Al",) for m in document.mentions)


def test_any_word_of_a_broken_name_finds_its_mention(linked: Reader) -> None:
    document = linked("Defence Minister Chanda Mulengo resigned.")
    found = {document.mention(word) for word in range(4)}
    assert mention(document, "Chanda Mulengo") in found


TREE = st.integers(min_value=1, max_value=14).flatmap(
    lambda n: st.tuples(*[st.integers(min_value=-1, max_value=i - 1) for i in range(n)])
)
RELATIONS = (
    "nsubj",
    "obj",
    "conj",
    "appos",
    "flat",
    "nmod",
    "compound",
    "amod",
    "nmod:poss",
    "case",
    "det",
    "acl:relcl",
)
FORMS = (
    "the",
    "Chadian",
    "minister",
    "Kenya",
    "of",
    "he",
    "Mulengo",
    "(",
    "SCO",
    "its",
    "who",
    "leaders",
    "and",
    "said",
)
TAGS = ("NOUN", "PROPN", "PRON", "ADJ", "VERB", "ADP", "PUNCT", "DET")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_parse_makes_it_fail(pipeline: Pipeline, data: st.DataObject) -> None:
    heads = list(data.draw(TREE))
    length = len(heads)
    draw = lambda pool: tuple(data.draw(st.sampled_from(pool)) for _ in range(length))  # noqa: E731
    forms = draw(FORMS)
    starts = [sum(len(form) + 1 for form in forms[:i]) for i in range(length)]
    words = Words(
        start=tuple(starts),
        end=tuple(s + len(f) for s, f in zip(starts, forms, strict=True)),
        text=forms,
        lower=tuple(f.lower() for f in forms),
        lemma=tuple(f.lower() for f in forms),
        upos=draw(TAGS),
        xpos=("NN",) * length,
        head=tuple(heads),
        deprel=draw(RELATIONS),
        sentence=(0,) * length,
        children=children_of(heads, length),
    )
    text = " ".join(forms)
    document = Document(Report("x", text), (Sentence(0, length, 0, len(text)),), words)
    found = resolve(link(document, pipeline.knowledge), pipeline.knowledge)
    assert all(m.first <= m.head < m.last for m in found.mentions)


def named(document: Document, head: str) -> list[str]:
    """The keys of the actors of the first phrase headed by this word."""
    found = next((m for m in document.mentions if document.words.lower[m.head] == head), None)
    return [actor.id or actor.name for actor in found.actors] if found else []


def test_a_group_in_quotation_marks_is_named_as_written(linked: Reader) -> None:
    document = linked('The "quartet" of mediators will meet again.')
    assert named(document, "quartet") == ["quartet"]


def test_a_group_in_quotation_marks_is_the_states_said_to_be_in_it(linked: Reader) -> None:
    document = linked('Aid came from the "trio" of Kenya, Uganda and Rwanda.')
    assert named(document, "trio") == ["state/ke", "state/ug", "state/rw"]


def test_a_president_named_in_a_row_of_titles_keeps_to_his_own_country(linked: Reader) -> None:
    document = linked("Nana Akufo-Addo, President of Kenya Uhuru Kenyatta and President of Rwanda Paul Kagame met.")
    posts = {(m.of.id, a.id) for m in document.mentions if m.of and m.post for a in m.actors}
    assert ("state/ke", "person/uhuru-kenyatta") in posts
    assert ("state/ke", "person/nana-akufo-addo") not in posts


def test_a_newspaper_is_named_whole(linked: Reader) -> None:
    document = linked("The Lagos Times said the road was closed.")
    assert named(document, "times") == ["Lagos Times"]


def test_a_description_is_named_without_what_stands_behind_it(linked: Reader) -> None:
    document = linked("Kenyan forces from deep inside Somalia withdrew on Monday.")
    assert named(document, "forces") == ["Kenyan forces"]


def test_states_in_brackets_are_all_meant(linked: Reader) -> None:
    document = linked("The observer countries (Chad, Mali and Niger) signed the text.")
    assert named(document, "countries") == ["state/td", "state/ml", "state/ne"]


def test_what_is_made_in_a_country_is_not_its_army(linked: Reader) -> None:
    document = linked("Omani-made drones struck the port.")
    assert not any(actor.code for m in document.mentions if m.form == "description" for actor in m.actors)


def test_no_force_acts_where_a_treaty_enters_into_force(linked: Reader) -> None:
    document = linked("The treaty will enter into force in May.")
    assert named(document, "force") == []


def test_the_council_in_capitals_is_no_name(linked: Reader) -> None:
    document = linked("Envoys briefed the Council on Monday.")
    assert not any(m.form == "name" and "Council" in actor.name for m in document.mentions for actor in m.actors)


def test_a_surname_of_a_president_in_office_is_a_person(linked: Reader) -> None:
    document = linked("The Kremlin said Putin would call Xi.")
    assert named(document, "xi") == ["person/xi-jinping"]


def test_a_bare_surname_means_the_namesake_of_the_state_the_report_names(linked: Reader) -> None:
    document = linked("Officials in Kabul said the Afghan government was ready. Abdullah spoke to reporters.")
    (actor,) = mention(document, "Abdullah").actors
    assert actor.id == "person/abdullah-abdullah"


def test_a_bare_surname_in_a_report_on_another_state_means_nobody_known(linked: Reader) -> None:
    document = linked("Farmers in Norway said the harvest was poor. Abdullah, a farmer, said the rain came late.")
    (actor,) = mention(document, "Abdullah").actors
    assert actor.id is None


def test_a_bare_surname_is_the_premiers_and_not_the_rapporteurs_unless_the_report_names_her_body(
    pipeline: Pipeline,
) -> None:
    def meant(text: str) -> list[str | None]:
        report = Report("report.txt", text, published=date(2024, 3, 1))
        document = link(parse(lay_out(Document(report)), pipeline.encoder), pipeline.knowledge)
        return ids(document, "Albanese")

    assert meant("Officials and Albanese opened a ferry line in Suva.") == ["person/anthony-albanese"]
    assert meant("Albanese told the United Nations that the wells were dry.") == ["person/francesca-albanese"]


def test_a_full_name_beside_an_abbreviation_decides_whose_that_is(linked: Reader) -> None:
    document = linked("The World Tuna Organization (WTO) met in Lomé. The WTO said catches had fallen.")
    assert {a.id for m in document.mentions for a in m.actors if "WTO" in m_text(document, m)} == {None}


def test_an_abbreviation_behind_an_organ_of_the_organisation_is_the_organisations(linked: Reader) -> None:
    document = linked("The Peace and Security Council of the African Union (AU) met. Chad gave up the AU presidency.")
    assert {a.id for m in document.mentions for a in m.actors if "AU" in m_text(document, m)} == {"org/au"}


def test_an_abbreviation_behind_another_spelling_of_its_own_name_stays_its_own(linked: Reader) -> None:
    document = linked("The World Trade Organisation (WTO) met in Lomé. The WTO said tariffs had fallen.")
    assert {a.id for m in document.mentions for a in m.actors if "WTO" in m_text(document, m)} == {"org/wto"}


def test_an_ambassador_is_whoever_is_sent_there_not_another_of_the_same_state(linked: Reader) -> None:
    document = linked("The American ambassador to Norway said the road was open.")
    assert [a.id for a in mention(document, "American ambassador to Norway").actors] == [None]


def test_a_consulate_is_not_the_states_in_which_it_stands(linked: Reader) -> None:
    document = linked("Gunmen attacked the consulate in Istanbul.")
    assert "state/tr" not in [a.id for a in mention(document, "the consulate in Istanbul").actors]


def m_text(document: Document, mention: Mention) -> str:
    return " ".join(document.words.text[mention.first : mention.last])
