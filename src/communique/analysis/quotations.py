"""Reported speech: who said what, to whom, through whom, on what occasion; utterances inside utterances nested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.analysis.authored import read_authored
from communique.analysis.cues import ACCORDING, read_cues
from communique.analysis.first_person import with_first_person
from communique.analysis.heard_speech import read_heard
from communique.analysis.orphans import read_orphans
from communique.analysis.passages import Passage, Stretch
from communique.analysis.repairs import repair
from communique.analysis.tellers import Teller
from communique.analysis.transcripts import continue_turns
from communique.analysis.utterances import Utterance
from communique.document import Document
from communique.languages.speech import speech

#: A quotation of more words than this is its speaker's whole sentence: a cue in it is nobody else's report.
LONGEST_MENTION = 9


def read_quotations(document: Document, *, attitudes: bool = False) -> Document:
    """The document with its quotations: top level in order of the text, the others in their `nested`.

    Speakers come from the document's mentions; "I" and "we" inside a quotation become mentions of its speaker.
    `attitudes`: beliefs and intentions are read as well ("diplomats believe …"), whose `rule` begins with "belief".
    """
    passage = Passage(document, speech())
    utterances, parents = read_utterances(passage, attitudes=attitudes)
    quotations = Teller(passage, utterances, parents).tell(
        n for n, parent in enumerate(parents) if parent is None
    )
    return with_first_person(passage, replace(document, quotations=quotations))


def read_utterances(passage: Passage, *, attitudes: bool) -> tuple[list[Utterance], list[int | None]]:
    """The utterances of a passage, and for each the index of the one it stands in, or None."""
    repair(passage)
    found = list(read_cues(passage, attitudes=attitudes))
    continue_turns(passage, found)
    found += list(read_heard(passage, found))
    whole = read_authored(passage, found)
    if whole is not None:
        title = passage.sentence(whole.cue_word)[1]
        found = [utterance for utterance in found if utterance.cue_word >= title] + [whole]
    put_outside(found)
    found = [utterance for utterance in found if utterance.contents]
    parents = nest(passage, found)
    heard = [n for n in range(len(found)) if not _is_mention(passage, found[_outermost(parents, n)])]
    follow_up(passage, [found[n] for n in heard if parents[n] is None])
    found += list(read_orphans(passage, [found[n] for n in heard]))
    parents = nest(passage, found)
    found = [u for n, u in enumerate(found) if not _is_mention(passage, found[_outermost(parents, n)])]
    return found, nest(passage, found)


def _outermost(parents: list[int | None], number: int) -> int:
    """The utterance that holds all that hold this one."""
    for _ in parents:
        above = parents[number]
        if above is None:
            break
        number = above
    return number


def put_outside(utterances: list[Utterance]) -> None:
    """Of "the bloc agreed to act, according to its chair": the chair's word is the whole, the phrase no part of it."""
    by_cue = {utterance.cue_word: utterance for utterance in utterances}
    for outer in utterances:
        if outer.rule != ACCORDING:
            continue
        held = (by_cue.get(word) for piece in outer.contents for word in range(*piece))
        for inner in held:
            if inner is not None and inner.covers(outer.cue_word):
                inner.contents = [cut for piece in inner.contents for cut in _without(piece, outer.cue[0])]


def _without(piece: Stretch, phrase: int) -> Iterator[Stretch]:
    """A piece of content up to a phrase and the comma before it."""
    first, last = piece
    if not first <= phrase < last:
        yield piece
    elif phrase - 1 > first:
        yield first, phrase - 1


def _is_mention(passage: Passage, utterance: Utterance) -> bool:
    number = passage.quoted[utterance.cue_word]
    if number < 0 or passage.upos[utterance.cue_word] != "VERB":
        return False
    first, last = passage.quotes[number]
    return last - first > LONGEST_MENTION


def nest(passage: Passage, utterances: list[Utterance]) -> list[int | None]:
    """For each utterance the index of the utterance whose content holds its cue, the smallest of them, or None."""
    holders: dict[int, list[int]] = {}
    for number, utterance in enumerate(utterances):
        for first, last in utterance.contents:
            for word in range(first, last):
                holders.setdefault(word, []).append(number)
    parents: list[int | None] = []
    for number, utterance in enumerate(utterances):
        around = [
            n for n in holders.get(utterance.cue_word, ()) if n != number and _holds(utterances, n, number)
        ]
        parents.append(min(around, key=lambda n: (utterances[n].size, n), default=None))
    return parents


def _holds(utterances: list[Utterance], outer: int, inner: int) -> bool:
    """Of two utterances that hold each other's cue the larger content holds the other."""
    if not utterances[inner].covers(utterances[outer].cue_word):
        return True
    return (utterances[outer].size, -outer) > (utterances[inner].size, -inner)


def follow_up(passage: Passage, utterances: list[Utterance]) -> None:
    """A quotation without a cue of its own that begins the next sentence of the paragraph continues the utterance."""
    used = {
        passage.quoted[word] for d in utterances for first, last in d.contents for word in (first, last - 1)
    }
    for utterance in utterances:
        verb = utterance.cue_word
        if passage.quoted[verb] >= 0 or utterance.belief:
            continue
        end = max(
            [last for _, last in utterance.contents]
            + [utterance.source[1] if utterance.source else verb + 1, passage.sentence(verb)[1]]
        )
        for word in range(verb + 1, min(end + 2, passage.size)):
            number = passage.opening.get(word)
            if number is None or number in used or passage.paragraph[word] != passage.paragraph[verb]:
                continue
            first, last = passage.quotes[number]
            if last - first > 4 and (passage.text[first - 1] == "." or first - 1 in passage.closing):
                utterance.contents.append((first, last))
                used.add(number)
