"""Finds the sentences of a text: a logistic classifier looks at every place where one may end.

A blank line ends a sentence (unless it tears one after "in the"), and so does a
list's next item. Elsewhere the classifier adds up the weights of a few features of the
words around the gap (training/sentences.py learns them); a gap between two plain
lower-case words is never looked at.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from communique.analysis.tokens import ABBREVIATIONS

MODEL = Path(__file__).parent.parent / "model" / "sentences.json"

CLOSING = frozenset(["”", "’’", "''", "»", ")", "]", "}"])
OPENING = frozenset(["“", "‘‘", "``", "«", "(", "[", "{"])
QUOTES = frozenset(['"', "'", "’", "‘"])  # direction told by spaces and parity
TERMINAL = re.compile(r"[.!?…]+|[:;]|[:;=]-?[)(DP]")
UNENDING = frozenset("a an the of in to at by for from on with and or its his her their".split())  # noqa: SIM905
DASHES = frozenset("-–—")
BULLETS = frozenset("-–—•*·▪‣◦>|")
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")

#: Words of the longest sentence; what goes on without a full stop is read in parts.
LONGEST = 600
#: Where it is parted: the strongest marks first.
PAUSES = (";", ",")

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Page:
    """A text's words and the gaps before them, looked up by place."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]  # gaps[k] stands before words[k]
    closes: tuple[bool, ...]  # whether a word is a closing mark
    lines: tuple[int, ...]  # for a word after a line break: the length of the line before; else 0
    widest: int  # the longest line


def split(text: str, tokens: Sequence[Range]) -> list[Range]:
    """Token ranges (start, exclusive end) of the sentences of `text`; together they hold every token.

    >>> from communique.analysis.tokens import tokenize
    >>> text = "He met Gen. A. Ghani. They spoke."
    >>> split(text, tokenize(text))
    [(0, 6), (6, 9)]
    """
    if not tokens:
        return []
    weights = _weights()
    page = read(text, tokens)
    ends = [0]
    for place in candidates(page):
        certain = "\n" in page.gaps[place] and forced(page, place)
        if certain or sum([weights.get(name, 0.0) for name in features(page, place, place - ends[-1])]) > 0:
            ends.append(place)
    return [part for first, last in pairwise([*ends, len(tokens)]) for part in _shortened(page.words, first, last)]


def _shortened(words: Sequence[str], first: int, last: int) -> Iterator[Range]:
    """A sentence in parts of at most `LONGEST` words, ended where it pauses: a list of a thousand names."""
    while last - first > LONGEST:
        later = range(first + LONGEST - 1, first + LONGEST // 2, -1)
        end = next((place for mark in PAUSES for place in later if words[place] in mark), first + LONGEST - 1) + 1
        yield first, end
        first = end
    yield first, last


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    loaded: dict[str, float] = json.loads(MODEL.read_text(encoding="utf-8"))
    return loaded


def read(text: str, tokens: Sequence[Range]) -> Page:
    """The page of `text`."""
    words = tuple([text[start:end] for start, end in tokens])
    starts = [0, *[end for _, end in tokens]]
    gaps = tuple([text[end:start] for end, (start, _) in zip(starts, tokens, strict=False)])
    lines, widest = _lines(text, tokens, gaps)
    return Page(words, gaps, tuple(_closers(words, gaps)), lines, widest)


def _lines(text: str, tokens: Sequence[Range], gaps: Sequence[str]) -> tuple[tuple[int, ...], int]:
    lines = [0] * len(tokens)
    begun = tokens[0][0]
    for place, gap in enumerate(gaps):
        if "\n" in gap and place:
            lines[place] = tokens[place - 1][1] - begun
            begun = tokens[place][0]
    return tuple(lines), max(*lines, tokens[-1][1] - begun)


def _closers(words: Sequence[str], gaps: Sequence[str]) -> Iterator[bool]:
    """Tells closing from opening quotation marks by the spaces around, else by whether one is open."""
    opened = False
    for place, word in enumerate(words):
        if "\n\n" in gaps[place]:
            opened = False
        if word not in QUOTES:
            yield word in CLOSING
            continue
        before = bool(gaps[place]) or place == 0 or words[place - 1] in OPENING
        after = place + 1 == len(words) or bool(gaps[place + 1])
        closes = opened if before == after else after
        if word == '"':
            opened = not closes
        yield closes


def candidates(page: Page) -> Iterator[int]:
    """Places (index of the word after) where a sentence may end."""
    for place in range(1, len(page.words)):
        gap = page.gaps[place]
        if page.closes[place] and "\n" not in gap:
            continue
        word, last = page.words[place], page.words[place - 1]
        if not gap:
            # "end.Next", "(He left.)Then": only straight after a full stop
            if (TERMINAL.fullmatch(last) and word[0].isupper()) or (last[-1] in ".!?" and word in OPENING):
                yield place
        elif "\n" in gap or not word[0].islower() or not last[-1].isalnum():
            yield place


def forced(page: Page, place: int) -> bool:
    """Whether the line break before `place` certainly ends a sentence: a blank line, or an item of a list."""
    word = page.words[place]
    if BLANK_LINE.search(page.gaps[place]):
        return not _torn(page.words[place - 1], word)
    if place + 1 == len(page.words) or not page.gaps[place + 1]:
        return False
    if word in DASHES:
        # a dash may also stand first in a wrapped line: "the capital\n- a city of a million"
        return page.words[place - 1][-1] in ".:;!?," or page.lines[place] < 0.8 * page.widest or page.widest < 45
    return word in BULLETS or _look(word) == "9."


def _torn(before: str, after: str) -> bool:
    """Whether a blank line stands where none can have been meant: "a new crisis in the\n\naftermath of"."""
    return before in UNENDING and after[0].islower()


def features(page: Page, place: int, length: int) -> list[str]:
    """Names of what speaks for or against an end before `place`; `length` counts words since the last end."""
    words = page.words
    back = place - 1
    while back > 0 and page.closes[back]:
        back -= 1
    last = words[back]
    closed = words[place - 1] if back < place - 1 else ""
    closed = closed if closed in ")]" else "c"
    gap = "n" if "\n" in page.gaps[place] else ("s" if page.gaps[place] else "0")
    end = _ending(last) + closed
    before = words[back - 1].lower() if back else "<"
    word = words[place]
    lowered = word.lower()
    after = _look(words[place + 1])[:1] if place + 1 < len(words) else "-"
    look = _look(word)
    key = end + gap
    size = "1" if length < 3 else "2" if length < 6 else "3" if length < 15 else "4" if length < 35 else "5"
    found = [
        key,
        f"{key}>{look}",
        f"{key}>{look}{after}",
        f"{key}>{lowered}",
        f"{end}<{before}",
        f"{end}<{_look(words[back - 1]) if back else '-'}>{look}",
        f"{key}#{size}{look}",
        f"{gap}={last.lower()}",
        f"{gap}={last.lower()}>{look}",
        f"{key}@{_unfinished(words, place, length)}",
    ]
    if gap == "n":
        found += _line_features(page, place, end, look)
    return found


def _line_features(page: Page, place: int, end: str, look: str) -> list[str]:
    """A line that had room for the next word was broken on purpose."""
    room = page.lines[place] + 1 + len(page.words[place]) <= page.widest
    narrow = "w" if page.widest <= 100 else "l"
    short = "1" if page.lines[place] < 0.6 * page.widest else "2" if page.lines[place] < 0.85 * page.widest else "3"
    return [f"line{narrow}{room}{short}", f"line{narrow}{room}{end}>{look}", f"line{narrow}{short}{end}>{look}"]


def _unfinished(words: Sequence[str], place: int, length: int) -> str:
    """Whether a bracket or a double quotation mark is open in the sentence so far."""
    part = words[max(place - min(length, 60), 0) : place]
    bracket = part.count("(") > part.count(")")
    quote = part.count('"') % 2 == 1 or part.count("“") > part.count("”")
    return f"{bracket:d}{quote:d}"


@lru_cache(maxsize=65_536)
def _ending(word: str) -> str:
    """What kind of word the sentence would end with."""
    if TERMINAL.fullmatch(word):
        return word[0] + word[-1] if word[0] in ".!?…" and len(word) > 1 else word
    if word[-1] == ".":
        if len(word) == 2:
            return "initial"
        return "abbr" if word[:-1].lower() in ABBREVIATIONS else "dotted"
    if word[-1].isalpha():
        return "a" if word[0].islower() else "A"
    return "9" if word[-1].isdigit() else "," if word == "," else "x"


@lru_cache(maxsize=65_536)
def _look(word: str) -> str:
    """How a word is written, in one letter or two."""
    first = word[0]
    if first.isalpha():
        if first.islower():
            return "a"
        if not first.isupper():
            return "o"
        return "A." if word[-1] == "." else "AA" if len(word) > 1 and word.isupper() else "Aa"
    if first.isdigit():
        return "9." if word[-1] == "." else "9"
    if word in OPENING or word in QUOTES:
        return first if first in "([" else '"'  # "[2]" belongs to the sentence before it
    return "*" if first in BULLETS else first if first in ".,:;!?" else "x"
