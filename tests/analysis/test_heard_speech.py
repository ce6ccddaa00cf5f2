"""Utterances that the encoder's head hears and no rule reads, on sentences parsed by hand."""

from __future__ import annotations

from dataclasses import replace

from communique.analysis.heard_speech import LEAST, RULE, read_heard
from communique.analysis.passages import Passage
from communique.analysis.utterances import Utterance
from communique.document import Act, Document, Report, Sentence, Words, children_of
from communique.languages.speech import speech

TEXT = "Moyo persisted that the vote was void."
ROWS = [
    ("Moyo", "PROPN", "NNP", 1, "nsubj"), ("persisted", "VERB", "VBD", -1, "root"), ("that", "SCONJ", "IN", 6, "mark"),
    ("the", "DET", "DT", 4, "det"), ("vote", "NOUN", "NN", 6, "nsubj"), ("was", "AUX", "VBD", 6, "cop"),
    ("void", "ADJ", "JJ", 1, "ccomp"), (".", "PUNCT", ".", 1, "punct"),
]  # fmt: skip
ROLES = (("agent", 0, 0.9), ("content", 4, 0.9), ("content", 5, 0.8), ("content", 6, 0.9))
ACT = Act(1, "statement", LEAST, "asserted", roles=ROLES)


def passage(*acts: Act) -> Passage:
    starts, place = [], 0
    for text, *_ in ROWS:
        place = TEXT.index(text, place)
        starts.append(place)
    texts = tuple(row[0] for row in ROWS)
    heads = tuple(row[3] for row in ROWS)
    words = Words(
        start=tuple(starts), end=tuple(s + len(t) for s, t in zip(starts, texts, strict=True)), text=texts,
        lower=tuple(map(str.lower, texts)), lemma=texts, upos=tuple(r[1] for r in ROWS), xpos=tuple(r[2] for r in ROWS),
        head=heads, deprel=tuple(r[4] for r in ROWS), sentence=(0,) * len(ROWS), children=children_of(heads, len(ROWS)),
    )  # fmt: skip
    whole = Sentence(0, len(ROWS), 0, len(TEXT))
    return Passage(Document(Report("r", TEXT), sentences=(whole,), words=words, acts=acts), speech())


def heard(*acts: Act, found: tuple[Utterance, ...] = ()) -> list[Utterance]:
    return list(read_heard(passage(*acts), found))


def test_an_act_with_a_speaker_and_a_content_is_an_utterance() -> None:
    (utterance,) = heard(ACT)
    assert (utterance.rule, utterance.head, utterance.contents) == (RULE, 0, [(2, 7)])


def test_an_act_below_the_score_is_none() -> None:
    assert not heard(replace(ACT, score=LEAST - 0.01))


def test_an_act_that_is_no_statement_is_none() -> None:
    assert not heard(replace(ACT, label="meeting"))


def test_an_act_without_a_speaker_is_none() -> None:
    assert not heard(replace(ACT, roles=ROLES[1:]))


def test_an_act_of_which_a_rule_has_the_cue_is_none() -> None:
    told = Utterance(1, (1, 2), (0, 1), 0, [(2, 7)], "persist: clause")
    assert not heard(ACT, found=(told,))


def test_words_that_another_cue_tells_are_not_told_again() -> None:
    told = Utterance(7, (7, 8), (0, 1), 0, [(2, 7)], "say: clause")
    assert not heard(ACT, found=(told,))
