"""Statements made of quotations, on hand-made documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from communique.actors import Actor
from communique.claims import Statement
from communique.dates import When
from communique.document import LONGEST_QUOTE, Document, Quotation, Report, Span
from communique.extractors.statement import extract
from communique.pipeline import Pipeline

ENVOY = Actor("Amina Diallo", "Diallo")
AGENCY = Actor("Ilmari", "Ilmari", id="medium/ilmari")
GOVERNOR = Actor("governor", "the governor")

TEXT = "Diallo said in Accra that the governor had promised to reopen the road."


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def said(text: str, source: str, cue: str, content: str, **more: object) -> Quotation:
    quotation = Quotation(
        source=(span(text, source),),
        cue=(span(text, cue),),
        content=(span(text, content),),
        mode="indirect",
        verb=1,
        speaker=ENVOY,
        rule="say: clause",
    )
    return replace(quotation, **more)  # type: ignore[arg-type]


def statements(text: str, *quotations: Quotation) -> list[Statement]:
    return list(extract(Document(Report("report.txt", text), quotations=quotations)))


def outer(**more: object) -> Quotation:
    return said(TEXT, "Diallo", "said", "that the governor had promised to reopen the road", **more)


def test_a_statement_has_the_words_of_its_cue_and_content() -> None:
    [claim] = statements(TEXT, outer(when=When("2022-05-09", "Monday"), occasion=span(TEXT, "in Accra")))
    assert (claim.speaker, claim.cue, claim.occasion) == (ENVOY, "said", "in Accra")
    assert claim.content == "that the governor had promised to reopen the road"
    assert claim.when == When("2022-05-09", "Monday")


def test_its_evidence_is_the_newsrooms_own_word() -> None:
    [claim] = statements(TEXT, outer())
    [evidence] = claim.evidence
    assert evidence.quote == TEXT.removesuffix(".")
    assert evidence.speaker is None
    assert TEXT[evidence.start : evidence.end] == evidence.quote


def test_a_statement_inside_another_is_the_outer_speakers_word() -> None:
    inner = said(TEXT, "the governor", "promised", "to reopen the road", speaker=GOVERNOR, chain=(ENVOY,))
    first, second = statements(TEXT, outer(nested=(inner,)))
    assert second.speaker == GOVERNOR
    assert second.evidence[0].speaker == ENVOY
    assert second.chain == second.evidence[0].chain == (ENVOY,)
    assert first.evidence[0].speaker is None


def test_press_that_passes_a_statement_on_makes_none_itself() -> None:
    text = "The dam had held, Diallo said, Ilmari reported."
    inner = said(text, "Diallo", "said", "The dam had held", chain=(AGENCY,))
    relay = said(text, "Ilmari", "reported", "The dam had held, Diallo said", speaker=None, chain=(AGENCY,))
    [claim] = statements(text, replace(relay, nested=(inner,)))
    assert (claim.speaker, claim.chain) == (ENVOY, (AGENCY,))


def test_press_that_reports_a_plain_fact_is_the_chain_of_a_statement_without_a_speaker() -> None:
    [claim] = statements(TEXT, outer(speaker=None, chain=(AGENCY,)))
    assert (claim.speaker, claim.chain) == (None, (AGENCY,))


def test_two_speakers_make_a_statement_each() -> None:
    assert [claim.speaker for claim in statements(TEXT, outer(joint=(GOVERNOR,)))] == [ENVOY, GOVERNOR]


def test_a_belief_is_no_statement() -> None:
    assert statements(TEXT, outer(rule="belief believe: clause")) == []


def test_nobody_in_particular_makes_no_statement() -> None:
    assert statements(TEXT, outer(speaker=None)) == []


def test_the_status_is_the_sayings() -> None:
    [claim] = statements(TEXT, outer(status="planned"))
    assert claim.status == "planned"


def test_a_citation_is_one_stretch_that_shows_speaker_cue_and_content() -> None:
    text = "Diallo, asked whether the talks would go on, was brief and said that they had failed."
    [claim] = statements(text, said(text, "Diallo", "said", "that they had failed"))
    assert [evidence.quote for evidence in claim.evidence] == [text.removesuffix(".")]


def test_a_source_far_from_its_cue_is_not_cited() -> None:
    text = "Diallo said that " + "the road was open and " * 20 + "promised that the bridge would follow."
    [claim] = statements(text, said(text, "Diallo", "promised", "that the bridge would follow"))
    assert claim.evidence[0].quote == "promised that the bridge would follow"


def test_a_long_quotation_before_its_cue_is_cited_from_its_end() -> None:
    text = "“" + "The road is open and " * 60 + "that is all,” said Diallo."
    [claim] = statements(text, said(text, "Diallo", "said", text[: text.index(" said")], mode="direct"))
    [evidence] = claim.evidence
    assert evidence.quote.endswith("that is all,” said Diallo")
    assert LONGEST_QUOTE - 10 < len(evidence.quote) <= LONGEST_QUOTE
    assert text[evidence.start - 1].isspace()


def test_an_attitude_is_no_statement() -> None:
    assert statements(TEXT, outer(rule="attitude slam: object")) == []


def test_what_cannot_speak_makes_no_statement() -> None:
    assert statements(TEXT, outer(rule="mute suggest: clause")) == []


def test_a_quotation_of_nobody_in_particular_is_a_statement_without_a_speaker() -> None:
    [claim] = statements(TEXT, replace(outer(), speaker=None, source=(), mode="direct"))
    assert claim.speaker is None


def test_what_is_merely_said_to_be_so_is_no_statement() -> None:
    assert statements(TEXT, replace(outer(), speaker=None, source=(), mode="indirect")) == []


def test_a_withheld_answer_is_not_told_by_the_one_who_withholds_it() -> None:
    inner = said(TEXT, "Diallo", "promised", "to reopen the road", status="denied")
    [claim] = statements(TEXT, outer(rule="attitude decline: infinitive", nested=(inner,)))
    assert claim.evidence[0].speaker is None


def test_a_long_content_is_cut_to_what_one_claim_may_cite() -> None:
    text = "Diallo said " + "that the road was open and " * 60 + "that was all."
    [claim] = statements(text, said(text, "Diallo", "said", text[len("Diallo said ") :]))
    assert sum(e.end - e.start for e in claim.evidence) <= LONGEST_QUOTE
    assert all(text[e.start : e.end] == e.quote for e in claim.evidence)
    assert not text[claim.evidence[-1].end - 1 : claim.evidence[-1].end + 1].isalnum()
    assert claim.content.endswith("that was all.")


def test_what_somebody_is_asked_to_say_is_not_said(pipeline: Pipeline) -> None:
    text = "Kenya asked the African Union to call on both sides to stop the fighting."
    statements = [c for c in pipeline.atoms(Report("asked.txt", text)) if isinstance(c, Statement)]
    assert [s.speaker.name for s in statements if s.speaker] == ["Kenya"]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Ghana released a note on Sunday. The note said the road was open.", "Ghana", "the road was open"),
        ("The Security Council adopted a resolution calling for Chad to cooperate.", "Security Council", "Chad to"),
        ("According to a statement released by Mahama's office, the road is closed.", "Mahama's office", "the road"),
        ("The Security Council adopted a resolution. The resolution urged Chad to pay.", "Security Council", "Chad to"),
        ("A UNICEF report warned that the wells were poisoned.", "UNICEF", "that the wells"),
    ],
)
def test_a_document_speaks_for_whoever_issued_it(text: str, speaker: str, content: str, pipeline: Pipeline) -> None:
    statements = [c for c in pipeline.atoms(Report("r.txt", text)) if isinstance(c, Statement)]
    assert [s.speaker.name for s in statements if s.speaker and s.content.startswith(content)] == [speaker]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Kenya welcomed the decision by Ghana, which chairs the bloc, to provide two hundred trucks.",
            "the decision by Ghana, which chairs the bloc, to provide two hundred trucks",
        ),
        ("Kenya welcomed the ruling, which came late.", "the ruling"),
        ("Uganda warned of further action if Kenya fails to cooperate.", "further action if Kenya fails to cooperate"),
    ],
)
def test_whose_doing_it_is_and_on_what_condition_belong_to_the_content(
    text: str, content: str, pipeline: Pipeline
) -> None:
    assert [c.content for c in pipeline.atoms(Report("r.txt", text)) if isinstance(c, Statement)] == [content]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Uganda met in Nairobi on Friday. A joint statement said that the border stays open.",
        "Kenya and Uganda issued a joint statement. The joint statement warned that the border stays open.",
    ],
)
def test_a_joint_statement_speaks_for_all_who_made_it(text: str, pipeline: Pipeline) -> None:
    statements = [c for c in pipeline.atoms(Report("r.txt", text)) if isinstance(c, Statement)]
    assert {s.speaker.id for s in statements if s.speaker} == {"state/ke", "state/ug"}


@pytest.mark.parametrize(
    "text", ["A joint statement said that the border stays open.", "The NATO treaty says that the border stays open."]
)
def test_a_paper_whose_issuer_nothing_tells_speaks_for_nobody_known(text: str, pipeline: Pipeline) -> None:
    statements = [c for c in pipeline.atoms(Report("r.txt", text)) if isinstance(c, Statement)]
    assert [s.speaker.id for s in statements if s.speaker] == [None]


def test_ministers_of_several_states_say_it_each_for_their_own(pipeline: Pipeline) -> None:
    text = "The foreign ministers of Ghana, Togo and Benin condemned the raid."
    statements = [c for c in pipeline.atoms(Report("r.txt", text)) if isinstance(c, Statement)]
    assert {s.speaker.id for s in statements if s.speaker} == {"state/gh", "state/tg", "state/bj"}


def test_the_role_of_another_is_affirmed_in_words(pipeline: Pipeline) -> None:
    text = "Ghana affirmed the central role of the African Union."
    assert [c.content for c in pipeline.atoms(Report("r.txt", text)) if isinstance(c, Statement)] == [
        "the central role of the African Union"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Two bombers claimed the lives of 33 people.",
        "Ghana confirmed its status as a reliable partner by opening the port.",
        "The leaders of Kenya and Ghana adopted a statement on fisheries.",
        "Shops have been looted, the bloodshed has continued, and there have been riots.",
        "Israel's envoy made no mention of the proposal by Ghana.",
    ],
)
def test_what_nobody_said_is_no_statement(text: str, pipeline: Pipeline) -> None:
    assert not [c for c in pipeline.atoms(Report("r.txt", text)) if isinstance(c, Statement)]


def test_what_somebody_only_might_threaten_is_not_said(pipeline: Pipeline) -> None:
    text = "“It is wrong for the council to judge and to threaten to impose sanctions,” said the envoy."
    statements = [c for c in pipeline.atoms(Report("r.txt", text)) if isinstance(c, Statement)]
    assert [s.speaker.name for s in statements if s.speaker] == ["envoy"]


def test_the_state_us_inside_a_speech_is_not_the_speaker(pipeline: Pipeline) -> None:
    text = "“The US said it would wait, and we agree,” said Bello."
    statements = [c for c in pipeline.atoms(Report("r.txt", text)) if isinstance(c, Statement)]
    assert "state/us" in {s.speaker.id for s in statements if s.speaker}


def test_a_transcripts_turn_is_spoken_to_the_person_opposite(pipeline: Pipeline) -> None:
    text = (
        "Meeting with President of Ghana John Mahama\n\n"
        "President of Togo Faure Gnassingbé: Mr President, I am glad to see you in Lomé.\n\n"
        "President of Ghana John Mahama: Thank you for the invitation. I hope the talks will help."
    )
    report = Report("r.txt", text, published=date(2016, 5, 2))
    statements = [c for c in pipeline.atoms(report) if isinstance(c, Statement)]
    told = {(s.speaker.name, s.addressee.name) for s in statements if s.speaker and s.addressee}
    assert told == {("Faure Gnassingbé", "John Mahama"), ("John Mahama", "Faure Gnassingbé")}
