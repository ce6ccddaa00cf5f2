"""Events of whole sentences: who does what to whom, how firmly, and what is none."""

from __future__ import annotations

from typing import Any

import pytest

from communique.answers.code import code_row
from communique.document import Report
from communique.extractors.event import extract
from communique.pipeline import Pipeline


def first(text: str, pipeline: Pipeline) -> dict[str, Any]:
    event: dict[str, Any] = code_row({"id": 1, "text": text}, pipeline.analyse)["events"][0]
    return event


def codes(event: dict[str, Any], side: str) -> set[str]:
    return {actor["code"] for actor in event[side]}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Peru will not sign the fisheries pact.", "REJECT"),
        ("Peru and Chile are to meet in Lima in May.", "AGREE"),
        ("Togo wants Benin to reopen the road.", "REQUEST"),
        ("The lenders concluded that Zambia must cut its spending.", "REQUEST"),
        ("Gabon resumed oil exports to Chad.", "COOPERATE"),
        ("The rebels walked out of the peace talks.", "SANCTION"),
        ("India test-fired a missile on Monday.", "MOBILIZE"),
        ("A widow began a hunger strike over the verdict, her lawyer said.", "PROTEST"),
    ],
)
def test_the_first_event_is_what_the_sentence_is_about(text: str, kind: str, pipeline: Pipeline) -> None:
    assert first(text, pipeline)["type"] == kind


def test_who_stands_joined_in_one_phrase_acts_too(pipeline: Pipeline) -> None:
    event = first("Finnish and Polish negotiators met the Cuban minister in Oslo.", pipeline)
    assert {"FIN", "POL"} <= codes(event, "actors")


def test_who_arrests_unnamed_is_of_the_country_it_happens_in(pipeline: Pipeline) -> None:
    assert codes(first("A Canadian engineer was arrested in Lebanon.", pipeline), "actors") == {"LBN"}


def test_an_unnamed_arrest_has_no_actor_in_the_record(pipeline: Pipeline) -> None:
    (event,) = extract(pipeline.analyse(Report("arrest", "A Canadian engineer was arrested in Lebanon.")))
    assert event.actors == ()


def test_what_must_not_be_done_is_asked_not_denied(pipeline: Pipeline) -> None:
    document = pipeline.analyse(Report("demand", "\"They must not bomb Chad,\" the Ghanaian president said."))
    assert all(frame.status != "denied" for frame in document.frames if frame.attributes.get("type"))


def test_who_blows_up_his_own_tower_attacks_nobody(pipeline: Pipeline) -> None:
    document = pipeline.analyse(Report("tower", "North Korea blew up its own cooling tower."))
    assert "ASSAULT" not in {frame.attributes.get("type") for frame in document.frames}


def test_wishing_to_thank_thanks(pipeline: Pipeline) -> None:
    document = pipeline.analyse(Report("thanks", "Ghana would like to thank Togo for its help."))
    assert ("SUPPORT", "asserted") in {(f.attributes.get("type"), f.status) for f in document.frames}


def test_a_clash_in_a_country_is_no_attack_on_it(pipeline: Pipeline) -> None:
    events = extract(pipeline.analyse(Report("clash", "Al-Shabaab and Ugandan troops clashed in Somalia.")))
    assert all(actor.name != "Somalia" for event in events for actor in event.recipients)


@pytest.mark.parametrize(
    ("text", "side", "code"),
    [
        ("A Danish minister repeated that Serbia must arrest the general.", "actors", "DNK"),
        ("A Danish minister repeated that Serbia must arrest the general.", "recipients", "SRB"),
        ("The president of Ghana said that Togo must withdraw its soldiers from the valley.", "recipients", "TGO"),
        ("Kenya's envoy insisted that Chad should free the pilots.", "actors", "KEN"),
        ("Peru declared that Bolivia must hand over the smugglers.", "recipients", "BOL"),
    ],
)
def test_what_a_speaker_says_others_must_do_is_asked_of_them(
    text: str, side: str, code: str, pipeline: Pipeline
) -> None:
    event = first(text, pipeline)
    assert event["type"] == "REQUEST"
    assert codes(event, side) == {code}


def test_a_demand_under_a_verb_of_asking_is_asked_once(pipeline: Pipeline) -> None:
    document = pipeline.analyse(Report("asked", "Japan insisted that Laos must return the abducted fishermen."))
    told = [frame for frame in document.frames if frame.attributes.get("type") == "REQUEST" and not frame.learned]
    assert len([frame for frame in told if not frame.attributes.get("under")]) == 1


@pytest.mark.parametrize(
    ("text", "acting"),
    [
        ("The Omani envoy left Lusaka after Kenya massed troops on the border with Peru.", "KEN"),
        ("The Omani envoy left Lusaka before Kenya deported the migrants.", "KEN"),
        ("The Omani envoy left Lusaka after Chad bombed the valley.", "TCD"),
        ("The Omani envoy left Lusaka after Togo closed its border with Ghana.", "TGO"),
        ("The Omani envoy left Lusaka as Fiji expelled two diplomats from Peru.", "FJI"),
    ],
)
def test_whoever_stands_between_a_conjunction_and_its_verb_does_it(
    text: str, acting: str, pipeline: Pipeline
) -> None:
    document = pipeline.analyse(Report("torn", text))
    verbs = {"massed", "deported", "bombed", "closed", "expelled"}
    told = [f for f in document.frames if f.attributes.get("type") and document.words.text[f.trigger] in verbs]
    assert told
    assert all({actor.code for actor in frame.actors("agent")} == {acting} for frame in told)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hungary vetoed a plan for the port proposed by Japan.", "JPN"),
        ("Indonesian voters rejected an amnesty plan drafted by Malaysian mediators.", "MYS"),
        ("Chile's supreme court denied Japan the extradition of a student.", "JPN"),
        ("Laos complained to the United Nations over two Chinese air raids.", "CHN"),
        ("Togo complained to the African Union that Benin was diverting the river.", "BEN"),
    ],
)
def test_whose_a_matter_is_has_it_done_to_them(text: str, code: str, pipeline: Pipeline) -> None:
    assert code in codes(first(text, pipeline), "recipients")


@pytest.mark.parametrize(
    ("text", "phrase", "code"),
    [
        ("Norway's police detained two bloggers.", "two bloggers", "NOR"),
        ("Sudanese soldiers retook the old palace.", "the old palace", "SDN"),
        ("A Turkish court sentenced a philanthropist to life imprisonment.", "a philanthropist", "TUR"),
        ("Burundi's president threatened to shut down the radio station.", "the radio station", "BDI"),
        ("Iran hanged four smugglers at dawn.", "four smugglers", "IRN"),
    ],
)
def test_whom_no_name_is_known_of_is_coded_to_the_country_it_happens_in(
    text: str, phrase: str, code: str, pipeline: Pipeline
) -> None:
    (actor,) = first(text, pipeline)["recipients"]
    assert text[actor["start"] : actor["end"]] in phrase
    assert actor["code"] == code


def test_a_protest_that_names_nobody_is_against_those_who_govern_there(pipeline: Pipeline) -> None:
    assert codes(first("Thousands of Tunisian teachers marched in Sfax on Sunday.", pipeline), "recipients") == {"TUN"}


def test_what_is_done_for_something_comes_before_what_for(pipeline: Pipeline) -> None:
    assert first("Bolivian miners blocked the roads to demand higher pay.", pipeline)["type"] == "PROTEST"


def test_both_states_of_two_joined_adjectives_act(pipeline: Pipeline) -> None:
    text = "U.S. and Russian delegates arrive in Muscat tomorrow for talks about fishing quotas."
    assert {"USA", "RUS"} <= codes(first(text, pipeline), "actors")


def told(text: str, kind: str, pipeline: Pipeline) -> list[tuple[set[str], set[str]]]:
    """Who acts and whom it is done to, of each claim of a type."""
    claims = extract(pipeline.analyse(Report("a.txt", text)))
    return [
        ({a.name for a in claim.actors}, {a.name for a in claim.recipients}) for claim in claims if claim.type == kind
    ]


@pytest.mark.parametrize(
    ("text", "kind", "victim"),
    [
        ("Kenya condemned the president's assassination.", "ASSAULT", "president"),
        ("Kenya deplored Moussa Diallo's killing by militants.", "ASSAULT", "Moussa Diallo"),
    ],
)
def test_whose_a_murder_is_suffers_it(text: str, kind: str, victim: str, pipeline: Pipeline) -> None:
    sides = told(text, kind, pipeline)
    assert any(victim in suffering for _, suffering in sides)
    assert not any(victim in acting for acting, _ in sides)


def test_whose_an_arrest_of_others_is_makes_it(pipeline: Pipeline) -> None:
    ((acting, _),) = told("Ghana condemned Togo's arrest of two Ghanaian fishermen.", "COERCE", pipeline)
    assert acting == {"Togo"}


def test_whose_an_invasion_is_makes_it(pipeline: Pipeline) -> None:
    assert told("Ghana condemned Togo's invasion of Benin.", "ASSAULT", pipeline) == [({"Togo"}, {"Benin"})]


def test_an_expulsion_is_protested_against_whoever_expels(pipeline: Pipeline) -> None:
    text = "France protested against the ambassador's expulsion by Niger."
    assert told(text, "REJECT", pipeline) == [({"France"}, {"Niger"})]


def test_who_regrets_a_killing_did_not_do_it(pipeline: Pipeline) -> None:
    text = "Kenya regretted the killing of Moussa Diallo."
    assert not any("Kenya" in acting for acting, _ in told(text, "ASSAULT", pipeline))


@pytest.mark.parametrize(
    ("text", "kind", "bystander"),
    [
        ("Kenya will strengthen its contingent in Somaliland.", "MOBILIZE", "Somaliland"),
        (
            "The African Union Peace and Security Council passed a resolution calling for a ceasefire between Sudan "
            "and Chad.",
            "AGREE",
            "Sudan",
        ),
        ("India has called for a common front with ASEAN playing a leading role.", "REQUEST", "ASEAN"),
        ("Iran signed a memorandum of obligations as a future member.", "SUPPORT", "future member"),
        ("Sudan has denied that it supports the Polisario Front.", "REJECT", "Polisario Front"),
    ],
)
def test_where_it_is_done_and_who_is_only_mentioned_is_no_recipient(
    text: str, kind: str, bystander: str, pipeline: Pipeline
) -> None:
    sides = told(text, kind, pipeline)
    assert sides
    assert not any(bystander in suffering for _, suffering in sides)


def test_condolences_support_nobody_but_praise_does(pipeline: Pipeline) -> None:
    condolences = "The leaders of the African Union expressed deep condolences to the families of the victims in Kenya."
    assert told(condolences, "SUPPORT", pipeline) == []
    assert told("Nigeria thanked Ghana for its support.", "SUPPORT", pipeline) == [({"Nigeria"}, {"Ghana"})]


@pytest.mark.parametrize(
    ("text", "city"),
    [("Togo deplored the Paris bombing.", "Paris"), ("The Karachi bombing killed nine people.", "Karachi")],
)
def test_a_place_before_an_attack_is_where_it_was_and_attacks_nobody(
    text: str, city: str, pipeline: Pipeline
) -> None:
    claims = list(extract(pipeline.analyse(Report("a.txt", text))))
    assert all(actor.name != city for claim in claims for actor in claim.actors)
    assert all(actor.name != city for claim in claims if claim.type == "ACCUSE" for actor in claim.recipients)
    assert any(claim.where and claim.where.name == city for claim in claims if claim.type == "ASSAULT")


@pytest.mark.parametrize(
    "text",
    [
        "An armed attack on Peru is an attack on all its allies, Chile said.",
        "Any attack on Ghana would be an attack on the African Union.",
        "Brazil stressed the importance of preventing attacks on Togo.",
        "Indonesia emphasised the need to resolve the armed conflict in Myanmar.",
    ],
)
def test_violence_that_nobody_tells_of_is_no_event(text: str, pipeline: Pipeline) -> None:
    assert told(text, "ASSAULT", pipeline) == []


def test_violence_that_somebody_condemns_is_one(pipeline: Pipeline) -> None:
    assert told("Brazil condemned the armed attack on Togo.", "ASSAULT", pipeline)


@pytest.mark.parametrize(
    ("text", "kind", "several"),
    [
        ("Ghana was critical of nations with nuclear weapons.", "ACCUSE", "nations with nuclear weapons"),
        ("Chad accused Western countries of meddling.", "ACCUSE", "Western countries"),
        ("Kenya urged neighbouring states to close the border.", "REQUEST", "neighbouring states"),
    ],
)
def test_several_without_a_name_are_spoken_to_by_their_own_words(
    text: str, kind: str, several: str, pipeline: Pipeline
) -> None:
    assert [suffering for _, suffering in told(text, kind, pipeline)] == [{several}]


@pytest.mark.parametrize("text", ["Turkey called for peace in Gaza.", "Norway appealed for calm in Kosovo."])
def test_where_something_is_asked_for_is_neither_asked_nor_where_it_is_said(text: str, pipeline: Pipeline) -> None:
    (claim,) = extract(pipeline.analyse(Report("a.txt", text)))
    assert (claim.type, claim.where, claim.recipients) == ("REQUEST", None, ())


def test_who_is_banned_somewhere_bans_nobody(pipeline: Pipeline) -> None:
    text = "The Taliban, a movement banned in Russia, held talks in Moscow."
    assert not any("Taliban" in acting for acting, _ in told(text, "COERCE", pipeline))
    text = "Al-Shabaab, an organisation outlawed by Kenya, took part in the talks."
    assert told(text, "COERCE", pipeline) == [({"Kenya"}, {"al-Shabaab"})]
