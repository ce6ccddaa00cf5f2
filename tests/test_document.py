"""Documents: what the layers answer, on hand-made words."""

from __future__ import annotations

from dataclasses import replace

from communique.actors import Actor
from communique.document import LONGEST_QUOTE, Document, Filler, Frame, Quotation, Report, Span, Words, children_of

KENYA, UGANDA = Actor("Kenya", "Kenya", "state/ke"), Actor("Uganda", "Uganda", "state/ug")


def test_the_subtree_of_a_word_is_in_order_of_the_text() -> None:
    heads = (1, 2, -1, 2)
    words = Words(text=("the", "minister", "left", "early"), head=heads, children=children_of(heads, 4))
    assert words.subtree(2) == [0, 1, 2, 3]
    assert words.subtree(1) == [0, 1]


def test_a_citation_never_passes_the_limit_and_ends_at_a_word() -> None:
    text = "word " * 400
    cited = Document(Report("long.txt", text)).cite(0, len(text))
    assert len(cited.quote) <= LONGEST_QUOTE
    assert cited.quote.split()[-1] == "word"
    assert text[cited.start : cited.end] == cited.quote


def test_words_inside_an_utterance_are_its_speakers() -> None:
    inner = Quotation((), (), (Span(20, 40),), "indirect", 0, speaker=UGANDA)
    outer = Quotation((), (), (Span(10, 50),), "direct", 0, speaker=KENYA, chain=(UGANDA,), nested=(inner,))
    document = replace(Document(Report("quoted.txt", "x" * 80)), quotations=(outer,))
    assert document.cite(60, 70).speaker is None
    assert document.cite(11, 15).speaker == KENYA
    assert document.cite(11, 15).chain == (UGANDA,)
    assert document.cite(21, 30).speaker == UGANDA


def test_a_frame_names_each_actor_once_in_order() -> None:
    fillers = (Filler("agent", 0, 1, 0, (KENYA, UGANDA)), Filler("agent", 2, 3, 2, (KENYA,)), Filler("place", 4, 5, 4))
    frame = Frame("meet", 1, 0, 9, fillers)
    assert frame.actors("agent") == (KENYA, UGANDA)
    assert frame.actors("place") == ()
