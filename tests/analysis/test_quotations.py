"""Reported speech read from sentences, with the shipped encoder and no knowledge."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from communique.analysis.encoder import Encoder
from communique.analysis.layout import lay_out
from communique.analysis.parsing import parse
from communique.analysis.quotations import read_quotations
from communique.analysis.times import read_times
from communique.document import Document, Quotation, Report, Span
from communique.languages.speech import source

MARKUP = re.compile(r"[<>{}\[\]]")
Read = Callable[[str], Document]


@pytest.fixture(scope="module")
def read() -> Read:
    encoder = Encoder()

    def read(text: str) -> Document:
        report = Report("report.txt", text, published=date(2022, 5, 11))
        return read_quotations(read_times(parse(lay_out(Document(report)), encoder)), attitudes=True)

    return read


def words(document: Document, spans: tuple[Span, ...]) -> list[str]:
    return [document.text[span.start : span.end] for span in spans]


def everything(quotations: tuple[Quotation, ...]) -> Iterator[Quotation]:
    for quotation in quotations:
        yield quotation
        yield from everything(quotation.nested)


def marked(sentence: str, opening: str, closing: str) -> list[str]:
    parts = re.findall(f"{re.escape(opening)}(.+?){re.escape(closing)}", sentence)
    return [MARKUP.sub("", part) for part in parts]


def sentences(key: str) -> list[str]:
    return [sentence for entry in (*source()["verbs"], source()["light"]) for sentence in entry[key]]


@pytest.mark.parametrize("sentence", sentences("matches"))
def test_a_reporting_verb_tells_its_source_cue_and_content(read: Read, sentence: str) -> None:
    document = read(MARKUP.sub("", sentence))
    told = [
        [words(document, part) for part in (q.source, q.cue, q.content)]
        for q in everything(document.quotations)
    ]
    assert [marked(sentence, *pair) for pair in ("<>", "{}", "[]")] in told


@pytest.mark.parametrize("sentence", sentences("rejects"))
def test_a_sentence_that_reports_nothing_has_no_quotation(read: Read, sentence: str) -> None:
    assert read(sentence).quotations == ()


@pytest.mark.parametrize("sentence", source()["addressees"]["matches"])
def test_the_addressee_is_who_is_told_or_who_asked(read: Read, sentence: str) -> None:
    [addressee] = marked(sentence, "<", ">")
    document = read(MARKUP.sub("", sentence))
    assert addressee in [q.addressee.text for q in document.quotations if q.addressee]


@pytest.mark.parametrize("sentence", source()["relays"]["matches"])
def test_press_is_a_relay_and_never_the_speaker(read: Read, sentence: str) -> None:
    [relay] = marked(sentence, "<", ">")
    document = read(MARKUP.sub("", sentence))
    assert any(relay in [actor.name for actor in q.chain] for q in everything(document.quotations))
    assert relay not in [q.speaker.name for q in everything(document.quotations) if q.speaker]


@pytest.mark.parametrize("sentence", source()["occasions"]["matches"])
def test_the_occasion_is_named_in_the_cue_clause(read: Read, sentence: str) -> None:
    document = read(MARKUP.sub("", sentence))
    occasions = [words(document, (q.occasion,)) for q in document.quotations if q.occasion]
    assert marked(sentence, "<", ">") in occasions


@pytest.mark.parametrize("sentence", source()["occasions"]["rejects"])
def test_an_occasion_inside_the_content_is_not_the_sayings(read: Read, sentence: str) -> None:
    assert [q.occasion for q in read(sentence).quotations] == [None]


@pytest.mark.parametrize(("status", "sentence"), source()["firmness"]["matches"].items())
def test_the_status_is_the_sayings_own(read: Read, status: str, sentence: str) -> None:
    assert [q.status for q in read(sentence).quotations] == [status]


@pytest.mark.parametrize("sentence", source()["telling what"]["matches"])
def test_a_phrase_that_names_what_was_told_is_a_statement(read: Read, sentence: str) -> None:
    document = read(MARKUP.sub("", sentence))
    told = [words(document, q.content) for q in document.quotations if not q.rule.startswith(("attitude", "mute"))]
    content = marked(sentence, "<", ">")[0]
    assert any(content in piece for pieces in told for piece in pieces)


@pytest.mark.parametrize("sentence", source()["telling what"]["rejects"])
def test_a_deed_or_a_judgement_is_no_statement(read: Read, sentence: str) -> None:
    rules = [q.rule for q in everything(read(sentence).quotations)]
    assert all(rule.startswith(("attitude", "mute", "belief")) for rule in rules)


def test_a_dash_opens_and_closes_what_is_said(read: Read) -> None:
    document = read("— The road is closed until the spring — said the governor.")
    assert words(document, only(document).content) == ["The road is closed until the spring"]
    assert only(document).mode == "direct"


def test_a_quotation_goes_on_behind_an_aside(read: Read) -> None:
    document = read("“The road is open,” Tomas Lind said, turning to the map, “and the bridge will follow soon.”")
    assert len(only(document).content) == 2


def test_people_say_names_nobody(read: Read) -> None:
    assert [q.speaker for q in read("People say that the bridge is unsafe.").quotations] == [None]


def test_somebody_named_in_the_quotation_does_not_say_it(read: Read) -> None:
    assert only(read("“We all love Amina Diallo dearly,” she said.")).speaker is None


def test_a_phrase_between_the_last_comma_and_the_verb_speaks(read: Read) -> None:
    text = "The envoys of both states were to hold talks on Friday, the news agency Ilmari reported."
    assert [actor.name for actor in only(read(text)).chain] == ["Ilmari"]


def test_a_post_before_a_comma_speaks_whatever_it_hangs_on(read: Read) -> None:
    quotation = only(read("The bloc needs fewer speeches, its outgoing chair, Amina Diallo, said in Accra on Friday."))
    assert quotation.speaker is not None
    assert "chair" in quotation.speaker.name or quotation.speaker.name == "Amina Diallo"


def test_as_noted_by_somebody_tells_what_follows(read: Read) -> None:
    document = read("As noted by the governor, the shelling went on in the evening.")
    assert words(document, only(document).content) == ["the shelling went on in the evening"]


def test_whoever_asked_is_not_told(read: Read) -> None:
    document = read("Asked about the road, Tomas Lind said that it was open.")
    assert [words(document, q.cue) for q in document.quotations] == [["said"]]


def only(document: Document) -> Quotation:
    [quotation] = document.quotations
    return quotation


def test_a_quotation_around_its_cue_is_two_pieces(read: Read) -> None:
    document = read("“We are ready,” Diallo said, “but the road is long.”")
    assert words(document, only(document).content) == ["“We are ready,”", "“but the road is long.”"]
    assert only(document).mode == "direct"


def test_quoted_words_in_a_clause_are_mixed(read: Read) -> None:
    assert only(read("The envoy said the offer was “wholly inadequate”.")).mode == "mixed"


def test_a_title_in_quotation_marks_is_no_speech(read: Read) -> None:
    assert read("The film “Rivers of the North” opened in Oslo.").quotations == ()


def test_a_mark_torn_from_its_word_still_closes(read: Read) -> None:
    document = read('"We shall keep our word on this, "said the president of the assembly.')
    assert words(document, only(document).content) == ['"We shall keep our word on this, "']


def test_a_quotation_goes_on_in_the_next_paragraph(read: Read) -> None:
    text = (
        "“The bridge is closed until the spring,” Diallo said.\n\n"
        "“Nobody knows yet who is going to pay for the repairs,” she added."
    )
    first, second = read(text).quotations
    assert words(read(text), first.cue + second.cue) == ["said", "added"]


def test_the_next_sentence_in_quotation_marks_belongs_to_the_same_utterance(read: Read) -> None:
    document = read("“We are ready,” Diallo said. “We have waited for this since the winter.”")
    assert words(document, only(document).content)[1] == "“We have waited for this since the winter.”"


def test_an_utterance_inside_another_is_nested(read: Read) -> None:
    document = read("Diallo said that the governor had promised to reopen the road.")
    outer = only(document)
    assert [words(document, q.source) for q in outer.nested] == [["the governor"]]
    assert [actor.name for actor in outer.nested[0].chain] == ["Diallo"]


def test_press_that_cites_somebody_leaves_the_word_to_them(read: Read) -> None:
    quotation = only(
        read("The dam had held, the news agency Ilmari reported with reference to the governor.")
    )
    assert quotation.speaker is not None
    assert quotation.speaker.name == "governor"
    assert [actor.name for actor in quotation.chain] == ["Ilmari"]


def test_he_added_means_whoever_spoke_last(read: Read) -> None:
    text = "“The road is open,” Tomas Lind said. He added: “The bridge will follow in the spring.”"
    first, second = read(text).quotations
    assert first.speaker is not None
    assert second.speaker is not None
    assert second.speaker.key() == first.speaker.key()


def test_i_is_the_speaker_inside_a_quotation(read: Read) -> None:
    document = read("“I will not resign over this,” Tomas Lind said.")
    mention = next(m for m in document.mentions if document.words.lower[m.head] == "i")
    assert mention.actors == (only(document).speaker,)


def test_a_saying_has_the_day_of_its_cue_clause(read: Read) -> None:
    quotation = only(read("Diallo said on Monday that the talks would resume in June."))
    assert quotation.when is not None
    assert quotation.when.edtf == "2022-05-09"


def test_whoever_says_also_adds(read: Read) -> None:
    document = read("Diallo said the talks had failed, adding that both sides were to blame.")
    assert [words(document, q.cue) for q in document.quotations] == [["said"], ["adding"]]


def test_a_transcript_gives_each_turn_its_speaker(read: Read) -> None:
    text = (
        "President Maria Keller: Welcome to the capital.\n\nWe have much to discuss.\n\n"
        "Minister Tomas Lind: Thank you."
    )
    first, second = read(text).quotations
    assert words(read(text), first.content) == ["Welcome to the capital.", "We have much to discuss."]
    assert words(read(text), second.source) == ["Minister Tomas Lind"]


def test_an_empty_report_has_no_quotations(read: Read) -> None:
    assert read("").quotations == ()
