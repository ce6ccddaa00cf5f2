"""Turns of a transcript: what a labelled speaker goes on to say in the paragraphs before the next label."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise, zip_longest

from communique.analysis.cues import LABEL
from communique.analysis.passages import CLOSING_MARKS, OPENING_MARKS, Passage
from communique.analysis.utterances import Utterance

#: What a paragraph that is no speech begins with: "(Applause.)", markup.
#: Paragraphs at the top of an interview in which whoever answers is named.
TITLE = 2
#: Words of a turn in which it calls on somebody.
OPENING = 8
STAGE = frozenset("([<*")
MARKS = OPENING_MARKS | CLOSING_MARKS


def continue_turns(passage: Passage, utterances: Iterable[Utterance]) -> None:
    """Give each labelled turn the paragraphs up to the next label; the last one goes on to the end of the text.

    A label with a quotation, or in the headline, is no turn.
    """
    turns = labelled(passage, utterances)
    for turn, following in zip_longest(turns, turns[1:]):
        until = following.cue_word if following else passage.size
        turn.contents += _paragraphs(passage, turn.contents[-1][1], until)


def interviewed(passage: Passage) -> int | None:
    """The word that heads the name of who answers: the partner in an interview's title, or the only person in it."""
    top = next((w for w in range(1, passage.size) if passage.paragraph[w] - passage.paragraph[0] > TITLE), passage.size)
    mentions = [mention for mention in passage.document.mentions if mention.last <= top and mention.actors]
    partners = [m.head for m in mentions if passage.marker(m.head, passage.lexicon["addressees: partners"]) is not None]
    persons = [mention.head for mention in mentions if mention.type == "person" and mention.form == "name"]
    return next(iter(partners or (persons if len(persons) == 1 else ())), None)


def labelled(passage: Passage, utterances: Iterable[Utterance]) -> list[Utterance]:
    """The turns of a transcript, none where the labels only open quotations or the headline."""
    return [utterance for utterance in utterances if utterance.rule == LABEL and _is_turn(passage, utterance)]


def is_question(passage: Passage, turn: Utterance) -> bool:
    """Whether a turn's label is nobody's name: "Q:"."""
    return turn.source is not None and passage.is_(turn.source[0], "vocatives: asks")


def calls_on(passage: Passage, turn: Utterance) -> str:
    """Whom a turn's first words call on: "one" ("Mr President, …"), "many" ("Colleagues, …"), "" for nobody."""
    first = turn.contents[0][0]
    opening = range(first, min(first + OPENING, passage.sentence(first)[1]))
    comma = "," in passage.text[first : first + OPENING]
    if any(passage.is_(word, "vocatives: one") for word in opening):
        return "one"
    return "many" if comma and any(passage.is_(word, "vocatives: many") for word in opening) else ""


def is_conversation(passage: Passage) -> bool:
    """Whether the title says that people meet or speak with one another: "Meeting with …", "Interview with …"."""
    top = range(next((w for w in range(passage.size) if passage.paragraph[w] > passage.paragraph[0]), 0))
    pairs = ((w, w + 1) for w in top if w + 1 in top)
    return any(passage.is_(w, "addressees: conversations") and passage.is_(b, "meeting with") for w, b in pairs)


def says_you(passage: Passage, turn: Utterance) -> bool:
    """Whether a turn's first sentence speaks to somebody: "You have always refused."."""
    first = turn.contents[0][0]
    return any(passage.is_(word, "vocatives: you") for word in range(first, passage.sentence(first)[1]))


def _is_turn(passage: Passage, utterance: Utterance) -> bool:
    first = utterance.contents[0][0]
    sentence = passage.document.sentences[passage.words.sentence[first]]
    return (
        sentence.kind == "prose"
        and passage.text[first] not in OPENING_MARKS
        and utterance.cue_word > 1
        and first not in passage.opening
    )


def _paragraphs(passage: Passage, start: int, until: int) -> list[tuple[int, int]]:
    """Whole paragraphs between two words, each one piece."""
    if until < passage.size:  # the next label's own paragraph is not this speaker's
        while until > start and passage.paragraph[until - 1] == passage.paragraph[until]:
            until -= 1
    while start < until and passage.paragraph[start] == passage.paragraph[start - 1]:
        start += 1
    breaks = [
        w for w in range(start, until) if w == start or passage.paragraph[w] != passage.paragraph[w - 1]
    ]
    pieces = (_bare(passage, first, last) for first, last in pairwise([*breaks, until]))
    return [(first, last) for first, last in pieces if first < last and passage.text[first][0] not in STAGE]


def _bare(passage: Passage, first: int, last: int) -> tuple[int, int]:
    """Without the quotation marks that some papers set round each paragraph of a transcript."""
    while first < last and passage.text[first] in MARKS:
        first += 1
    while first < last and passage.text[last - 1] in MARKS:
        last -= 1
    return first, last
