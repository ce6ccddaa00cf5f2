"""Reported speech under any parse whatever: nothing fails, every span lies in the text, time is linear."""

from __future__ import annotations

import time
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from communique.analysis.quotations import read_quotations
from communique.document import Document, Quotation, Report, Sentence, Words, children_of

FORMS = [
    "said",
    "told",
    "according",
    "to",
    "that",
    "Diallo",
    "he",
    "statement",
    "called",
    "for",
    "quoted",
    "adding",
    "by",
    "“",
    "”",
    '"',
    "''",
    "‘",
    "’",
    ",",
    ".",
    ":",
    "—",
    "(",
    ")",
    "and",
    "the",
    "Friday",
    "reporters",
    "\n\n",
    "I",
    "we",
]
UPOS = {
    "said": "VERB",
    "told": "VERB",
    "called": "VERB",
    "quoted": "VERB",
    "adding": "VERB",
    "Diallo": "PROPN",
}
RELATIONS = [
    "nsubj",
    "nsubj:pass",
    "obj",
    "iobj",
    "obl",
    "obl:agent",
    "ccomp",
    "xcomp",
    "advcl",
    "acl",
    "acl:relcl",
    "conj",
    "parataxis",
    "appos",
    "nmod",
    "nmod:poss",
    "case",
    "mark",
    "cc",
    "aux",
    "aux:pass",
    "flat",
    "compound",
    "punct",
]
TAGS = ["VBD", "VBZ", "VBN", "VBG", "VB", "NN", "NNP"]


def document(forms: list[str], random: Random) -> Document:
    """A text of these forms with a random tree over every ten words."""
    text, starts, kept = "", list[int](), list[str]()
    for form in forms:
        if form.strip():
            text += " " if text and random.random() < 0.8 else ""
            starts.append(len(text))
            kept.append(form)
        text += form
    size = len(kept)
    sentences = [(first, min(first + 10, size)) for first in range(0, size, 10)]
    head, number = [-1] * size, [0] * size
    for index, (first, last) in enumerate(sentences):
        order = random.sample(range(first, last), last - first)
        for place, word in enumerate(order):
            head[word] = random.choice(order[:place]) if place else -1
            number[word] = index
    words = Words(
        start=tuple(starts),
        end=tuple(a + len(f) for a, f in zip(starts, kept, strict=True)),
        text=tuple(kept),
        lower=tuple(f.casefold() for f in kept),
        lemma=tuple(kept),
        head=tuple(head),
        sentence=tuple(number),
        upos=tuple(UPOS.get(f) or random.choice(["NOUN", "PRON", "PUNCT", "ADP", "AUX"]) for f in kept),
        xpos=tuple(random.choice(TAGS) for _ in kept),
        deprel=tuple(random.choice(RELATIONS) for _ in kept),
        children=children_of(head, size),
    )
    bounds = tuple(Sentence(a, b, words.start[a], words.end[b - 1]) for a, b in sentences)
    return Document(Report("report.txt", text), sentences=bounds, words=words)


def check(quotation: Quotation, length: int) -> None:
    assert quotation.content
    for span in (*quotation.source, *quotation.cue, *quotation.content):
        assert 0 <= span.start < span.end <= length
    for inner in quotation.nested:
        check(inner, length)


@given(st.lists(st.sampled_from(FORMS), max_size=80), st.randoms(use_true_random=False))
@settings(max_examples=400, deadline=None)
def test_no_parse_and_no_odd_marks_make_it_fail(forms: list[str], random: Random) -> None:
    made = document(forms, random)
    for quotation in read_quotations(made, attitudes=True).quotations:
        check(quotation, len(made.text))


def test_time_grows_with_the_text_and_no_faster() -> None:
    def seconds(times: int) -> float:
        made = document(["Diallo", "said", '"', "that", "he", ",", "“", "told", ":"] * times, Random(1))
        began = time.process_time()
        read_quotations(made)
        return time.process_time() - began

    seconds(50)
    assert seconds(4000) < 25 * max(seconds(400), 0.01)
