"""Whom "I" and "we" mean inside a quotation: its speaker, and the state or body the speaker speaks for."""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors import Actor
from communique.analysis.passages import Passage
from communique.document import Document, Mention, Quotation


def with_first_person(passage: Passage, document: Document) -> Document:
    """The document with a mention for every first-person word in quotation marks or a transcript's turn.

    "We" is the state or organisation whose post the speaker is said to hold, the speaker where none is told.
    """
    people = _People(document)
    found: dict[int, Mention] = {}
    for quotation in document.quotations:
        for mention in _mentions(passage, quotation, people):
            found[mention.head] = mention  # the innermost utterance comes last
    if not found:
        return document
    kept = [mention for mention in document.mentions if mention.head not in found]
    return document.with_mentions(
        sorted([*kept, *found.values()], key=lambda m: (m.first, -m.last, m.head)), _also(document, found)
    )


def _also(document: Document, found: dict[int, Mention]) -> dict[int, Mention]:
    """Other words by which mentions were found so far."""
    also = {}
    for mention in document.mentions:
        for word in range(mention.first, mention.last):
            if word != mention.head and document.mention(word) is mention:
                also[word] = mention
    return {word: mention for word, mention in also.items() if word not in found}


class _People:
    """Of every actor the entity its mentions share, and whom a post that a mention gives it speaks for."""

    def __init__(self, document: Document) -> None:
        self.entity: dict[str, int] = {}
        self.represented: dict[str, Actor] = {}
        for mention in document.mentions:
            if len(mention.actors) == 1:
                key = mention.actors[0].key()
                self.entity.setdefault(key, mention.entity)
                if mention.of is not None:
                    self.represented.setdefault(key, mention.of)


def _mentions(passage: Passage, quotation: Quotation, people: _People) -> Iterator[Mention]:
    speaker = quotation.speaker
    for word in _first_persons(passage, quotation) if speaker is not None else ():
        assert speaker is not None
        singular = passage.lower[word] in passage.lexicon["singular person"]
        actors = (speaker,) if singular else (people.represented.get(speaker.key(), speaker), *quotation.joint)
        entity = people.entity.get(actors[0].key(), -1 - word) if len(actors) == 1 else -1 - word
        yield Mention(word, word + 1, word, "pronoun", "pronoun", actors, entity)
    for inner in quotation.nested:
        yield from _mentions(passage, inner, people)


def _first_persons(passage: Passage, quotation: Quotation) -> Iterator[int]:
    persons = passage.lexicon["singular person"] | passage.lexicon["plural person"]
    for span in quotation.content:
        for word in range(*passage.words_in(span.start, span.end)):
            said = passage.quoted[word] >= 0 or quotation.mode == "direct"
            if said and passage.lower[word] in persons and not _is_state(passage, word):
                yield word


def _is_state(passage: Passage, word: int) -> bool:
    """Whether "US" is the state: in capitals, among words that are not."""
    text = passage.text[word]
    beside = [passage.text[w] for w in (word - 1, word + 1) if 0 <= w < passage.size and passage.text[w].isalpha()]
    return len(text) > 1 and text.isupper() and not all(other.isupper() for other in beside)
