"""Words and sentences of a laid-out document, parsed by the encoder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from communique.actors import Status
from communique.analysis.sentences import split
from communique.analysis.tokens import tokenize
from communique.document import Act, Document, Name, Sentence, Words, children_of

if TYPE_CHECKING:
    from communique.analysis.encoder import Encoder, Parse


def parse(document: Document, encoder: Encoder) -> Document:
    """The document with its words, their parse, the names in them, and which of them tell what.

    `document.sentences` holds the stretches that layout found; each is split into sentences of its kind.
    Boilerplate is passed over.
    """
    spans, sentences = _sentences(document)
    text = document.text
    forms = [text[a:b] for a, b in spans]
    parses = list(encoder.read(forms[s.first : s.last] for s in sentences))
    return replace(
        document,
        sentences=tuple(sentences),
        words=_words(spans, forms, sentences, parses),
        names=tuple(_names(sentences, parses)),
        acts=tuple(_acts(sentences, parses)),
    )


def _sentences(document: Document) -> tuple[list[tuple[int, int]], list[Sentence]]:
    text, spans, sentences = document.text, list[tuple[int, int]](), list[Sentence]()
    for stretch in document.sentences:
        if stretch.kind == "boilerplate":
            continue
        tokens = tokenize(text, stretch.start, stretch.end)
        base = len(spans)
        for first, last in split(text, tokens):
            sentences.append(
                Sentence(base + first, base + last, tokens[first][0], tokens[last - 1][1], stretch.kind)
            )
        spans.extend(tokens)
    return spans, sentences


def _words(
    spans: list[tuple[int, int]], forms: list[str], sentences: Iterable[Sentence], parses: Iterable[Parse]
) -> Words:
    upos, xpos, lemma, deprel = list[str](), list[str](), list[str](), list[str]()
    head, number = list[int](), list[int]()
    for index, (sentence, read) in enumerate(zip(sentences, parses, strict=True)):
        upos += read.upos
        xpos += read.xpos
        lemma += read.lemma
        deprel += read.deprel
        head += [h + sentence.first if h >= 0 else -1 for h in read.head]
        number += [index] * (sentence.last - sentence.first)
    return Words(
        start=tuple(a for a, _ in spans), end=tuple(b for _, b in spans), text=tuple(forms),
        lower=tuple(form.casefold().replace("’", "'") for form in forms), lemma=tuple(lemma), upos=tuple(upos),
        xpos=tuple(xpos), head=tuple(head), deprel=tuple(deprel), sentence=tuple(number),
        children=children_of(head, len(spans)),
    )


def _names(sentences: Iterable[Sentence], parses: Iterable[Parse]) -> Iterator[Name]:
    for sentence, read in zip(sentences, parses, strict=True):
        for name in read.names:
            yield Name(sentence.first + name.start, sentence.first + name.end, name.label, name.score)


def _acts(sentences: Iterable[Sentence], parses: Iterable[Parse]) -> Iterator[Act]:
    for sentence, read in zip(sentences, parses, strict=True):
        for act in read.acts:
            roles = tuple((role, sentence.first + word, score) for role, word, score in act.roles)
            status = cast(Status, act.status)
            yield Act(sentence.first + act.word, act.label, act.score, status, act.mode, act.main, roles)
