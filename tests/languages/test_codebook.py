"""The codebook defines whatever the lexicon and the corpus may give, and its page is what is made of it."""

from __future__ import annotations

import pytest

from communique.analysis.frames import arbitrate, read_lexical_frames
from communique.analysis.lexicon import load
from communique.document import Report
from communique.languages.codebook import codebook
from communique.pipeline import Pipeline
from corpus.scheme import CONTEXTS, MODES
from docs.codebook import PAGE, page

BOOK = codebook()
#: Share of the examples that the lexicon by itself reads as what they show. Only ever goes up.
TYPES_SHOWN, MODES_SHOWN = 0.97, 0.95


def _given() -> set[tuple[str, str]]:
    """The types and modes that an entry of the lexicon gives."""
    events = (e for entry in load().entries for e in (entry.event, entry.negated, *entry.compose.values()) if e)
    return {(event["type"], event.get("mode", "")) for event in events if event["type"] != "none"}


def test_the_page_is_what_the_codebook_gives() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m docs.codebook"


@pytest.mark.parametrize(("kind", "mode"), sorted(_given()))
def test_what_the_lexicon_gives_is_defined(kind: str, mode: str) -> None:
    assert kind in BOOK.types
    assert not mode or mode in BOOK.types[kind].modes


@pytest.mark.parametrize("kind", sorted(MODES))
def test_what_the_corpus_marks_is_defined(kind: str) -> None:
    assert set(MODES[kind]) <= set(BOOK.types[kind].modes)


def test_the_contexts_are_the_corpuss_and_the_lexicons() -> None:
    shown = {context for contexts in load().contexts.values() for context in contexts}
    assert set(CONTEXTS) | shown == set(BOOK.contexts)


@pytest.mark.parametrize("context", sorted(BOOK.contexts))
def test_the_words_of_a_context_show_it(context: str) -> None:
    assert [word for word in BOOK.contexts[context].words if context not in load().contexts.get(word, ())] == []


def test_examples_show_their_type_and_mode(pipeline: Pipeline) -> None:
    def read(text: str) -> set[tuple[str, str]]:
        frames = arbitrate(read_lexical_frames(pipeline.analyse(Report("example", text)), load()))
        return {(f.attributes["type"], f.attributes.get("mode", "")) for f in frames if f.attributes.get("type")}

    types = [(kind, text) for kind, entry in BOOK.types.items() for text in entry.examples]
    modes = [((kind, mode), row.example) for kind, e in BOOK.types.items() for mode, row in e.modes.items()]
    wrong_types = [(kind, text) for kind, text in types if kind not in {found for found, _ in read(text)}]
    wrong_modes = [(key, text) for key, text in modes if key not in read(text)]
    assert len(wrong_types) <= (1 - TYPES_SHOWN) * len(types), wrong_types
    assert len(wrong_modes) <= (1 - MODES_SHOWN) * len(modes), wrong_modes
