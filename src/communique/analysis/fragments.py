"""Content as stretches of words: grown over quotations, free of the cue clause, trimmed at both ends."""

from __future__ import annotations

import re
from collections.abc import Collection

from communique.analysis.passages import CLOSING_MARKS, DASHES, OPENING_MARKS, Passage, Stretch

DATELINE_DASHES = frozenset({"—", "–", "―", "--", "-"})
LONGEST_DATELINE = 10
STAMP = re.compile(r"\d{1,2}[:.]\d\d")
LOOSE_ENDS = DASHES | frozenset({",", ".", ";", ":", "…", "---", "..."})


def fragments(
    passage: Passage, content: set[int], clause: Collection[int], verb: int, *, whole: bool = False
) -> list[Stretch]:
    """The stretches between the first and the last word of the content that are free of the cue clause.

    `whole`: what stands behind the cue is never cut off as something else (passives).
    """
    found: list[Stretch] = []
    for run in _runs(content, clause):
        first, last = _grown(passage, run, verb)
        first, last = trim(passage, _behind_dateline(passage, first, last), last)
        if first < last and _begins_with_conjunction(passage, first, last, verb):
            first, last = trim(passage, first + 1, last)
        if first >= last:
            continue
        if first > verb and not whole and _detached(passage, (first, last), verb, found):
            first = _resumed(passage, first, last)
        if first >= last:
            continue
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return found


def _runs(content: set[int], clause: Collection[int]) -> list[Stretch]:
    runs: list[Stretch] = []
    for word in range(min(content, default=0), max(content, default=-1) + 1):
        if word in clause:
            continue
        if runs and runs[-1][1] == word:
            runs[-1] = runs[-1][0], word + 1
        else:
            runs.append((word, word + 1))
    return runs


def _grown(passage: Passage, run: Stretch, verb: int) -> Stretch:
    """A stretch that touches a quotation takes all of it; within the verb's own quotation it stays inside."""
    first, last = run
    own = passage.quoted[verb]
    for number in (passage.quoted[first], passage.quoted[last - 1]):
        if number >= 0 and number != own:
            first, last = min(first, passage.quotes[number][0]), max(last, passage.quotes[number][1])
    if last in passage.closing and passage.quoted[last] != own:
        last += 1
    if own >= 0:
        opening, closing = passage.quotes[own]
        first, last = max(first, opening + 1), min(last, closing - passage.marks[own].closed)
    return first, last


def _behind_dateline(passage: Passage, first: int, last: int) -> int:
    """Where the story begins behind "NAIROBI, 3 May (Wire) — "."""
    stamped = _behind_stamp(passage, first, last)
    if stamped != first:
        return stamped
    if first != passage.sentence(first)[0] or not _is_place(passage, first):
        return first
    for word in range(first + 1, min(first + LONGEST_DATELINE, last)):
        spaced = passage.words.start[word] > passage.words.end[word - 1]
        if passage.text[word] in DATELINE_DASHES and spaced:
            return word + 1
    return first


def _is_place(passage: Passage, first: int) -> bool:
    """Whether a dateline may begin here: "NAIROBI, 3 May — ", or a paragraph's "Berlin — "."""
    if passage.text[first].isupper():
        return len(passage.text[first]) > 2
    opens = first == 0 or passage.paragraph[first] != passage.paragraph[first - 1]
    dash = passage.text[first + 1 : first + 2]
    return opens and passage.upos[first] == "PROPN" and bool(dash) and dash[0] in DATELINE_DASHES - {"-"}


def _behind_stamp(passage: Passage, first: int, last: int) -> int:
    """Where a live blog's line begins behind its time: "14:05 — "."""
    opens = first == 0 or passage.paragraph[first] != passage.paragraph[first - 1]
    if not opens or not STAMP.fullmatch(passage.text[first]):
        return first
    behind = first + 1
    while behind < last - 1 and (passage.text[behind] in DATELINE_DASHES or passage.is_(behind, "hours")):
        behind += 1
    return behind


def _begins_with_conjunction(passage: Passage, first: int, last: int, verb: int) -> bool:
    return (
        first == passage.sentence(first)[0]
        and last <= verb
        and passage.is_(first, "conjunctions")
        and passage.quoted[first] < 0
    )


def _detached(passage: Passage, piece: Stretch, verb: int, found: list[Stretch]) -> bool:
    """Whether a piece behind the cue is something else than the rest of the content that ended before the cue."""
    left = [last for _, last in found if last <= verb]
    if not left or passage.is_(left[-1] - 1, "fused relatives"):
        return False
    first, last = piece
    if left[-1] - 1 in passage.closing:
        quoted = any(word in passage.opening for word in range(first, min(first + 4, last)))
        return first not in passage.opening and not (passage.deprel[first] == "cc" and quoted)
    return (
        passage.text[first - 1] != ","
        or passage.words.xpos[first] == "VBG"
        or passage.deprel[first] in {"case", "advmod"}
        or (passage.is_(first, "relatives") and passage.deprel[verb] != "acl:relcl")
    )


def _resumed(passage: Passage, first: int, last: int) -> int:
    """Where a quotation goes on behind something else: "“…,” she said, turning round, “…”"; else the end."""
    for word in range(first, last):
        if passage.upos[word] == "VERB" and passage.takes(word, "clause"):  # "adding, “…”"
            return last
        number = passage.opening.get(word)
        if number is not None and passage.text[word - 1] == "," and passage.is_speech(number):
            return word
    return last


def trim(passage: Passage, first: int, last: int) -> Stretch:
    """Without punctuation at the ends, and without a quotation mark whose partner lies outside."""
    while first < last and _loose_front(passage, first):
        first += 1
    while first < last and _loose_back(passage, first, last - 1):
        last -= 1
    return first, last


def _loose_front(passage: Passage, word: int) -> bool:
    text = passage.text[word]
    if word in passage.opening:
        return False
    return text in LOOSE_ENDS or text in {")", "”"} or text in CLOSING_MARKS


def _loose_back(passage: Passage, first: int, word: int) -> bool:
    text = passage.text[word]
    if word in passage.closing and passage.quotes[passage.closing[word]][0] >= first:
        return False
    return text in LOOSE_ENDS or text == "(" or text in OPENING_MARKS or text in CLOSING_MARKS
