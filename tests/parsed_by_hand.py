"""Documents parsed by hand, for tests that need no model."""

from __future__ import annotations

from communique.actors import Actor
from communique.document import Document, Mention, Quotation, Report, Sentence, Span, Words, children_of


def parsed(rows: str, **actors: Actor) -> Document:
    """A document of one sentence: a line a word, `form lemma upos xpos head relation`, heads from 1, 0 the root.

    `actors` gives by a word's form whom it means.
    """
    table = [line.split() for line in rows.strip().splitlines()]
    text = " ".join(row[0] for row in table)
    starts, place = [], 0
    for row in table:
        starts.append(place)
        place += len(row[0]) + 1
    heads = [int(row[4]) - 1 for row in table]
    words = Words(
        start=tuple(starts), end=tuple(s + len(row[0]) for s, row in zip(starts, table, strict=True)),
        text=tuple(row[0] for row in table), lower=tuple(row[0].lower() for row in table),
        lemma=tuple(row[1] for row in table), upos=tuple(row[2] for row in table), xpos=tuple(row[3] for row in table),
        head=tuple(heads), deprel=tuple(row[5] for row in table), sentence=(0,) * len(table),
        children=children_of(heads, len(table)),
    )
    mentions = [
        Mention(i, i + 1, i, "name", "state", (actors[row[0]],), i) for i, row in enumerate(table) if row[0] in actors
    ]
    return Document(
        Report("by-hand.txt", text), sentences=(Sentence(0, len(table), 0, len(text)),), words=words,
        mentions=tuple(mentions), _mention_at={m.head: m for m in mentions},
    )


def quoted(document: Document, content: str, speaker: Actor, cue: int, source: str) -> Quotation:
    """An utterance in a document: its content and source as written, its cue by word index."""
    start = document.text.index(content)
    spoken = document.text.index(source)
    words = document.words
    return Quotation(
        source=(Span(spoken, spoken + len(source)),), cue=(Span(words.start[cue], words.end[cue]),),
        content=(Span(start, start + len(content)),), mode="indirect", verb=cue, speaker=speaker,
    )


def state(name: str, code: str) -> Actor:
    return Actor(name, name, f"state/{code}", code.upper())
