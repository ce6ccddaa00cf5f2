"""How alike two texts are: shared word stems, weighted by length, with numbers and negations kept apart."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from communique.languages.contrast import contrast

WORD = re.compile(r"\w+(?:[’']\w+)*")
#: Letters of a word that count: cutting words there joins inflected forms in any language written in letters
#: (n-truncation: McNamee and Mayfield 2004, Information Retrieval 7).
STEM = 6


class Stems(NamedTuple):
    """The stems of a text, each once, and what they weigh together."""

    all: frozenset[str]
    weight: int


class Wording(NamedTuple):
    """What identity needs of a text: its words in order, its weighed stems, its numbers, whether it negates."""

    sequence: str  # folded words, each between single spaces: one text contains another where its sequence does
    length: int
    stems: Stems
    numbers: frozenset[str]
    negated: bool


class Word(NamedTuple):
    """What one word gives to the wording of a text."""

    folded: str
    stem: str
    negates: bool
    number: bool


@lru_cache(maxsize=1 << 15)
def wording(text: str) -> Wording:
    """The wording of a text; marks, case and accents make no difference."""
    words = [_word(word) for word in WORD.findall(text)]
    stems = weighed(frozenset([word.stem for word in words if word.stem]))
    numbers = frozenset([word.folded for word in words if word.number])
    negations = sum([word.negates for word in words])
    return Wording(f" {' '.join([word.folded for word in words])} ", len(words), stems, numbers, negations % 2 == 1)


@lru_cache(maxsize=1 << 16)
def _word(word: str) -> Word:
    folded = fold(word)
    return Word(folded, stem_of(word), contrast().negates(folded), folded[0].isdigit())


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Without case and accents."""
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in bare if not unicodedata.combining(letter)) or word


@lru_cache(maxsize=1 << 16)
def stem_of(word: str) -> str:
    """The word cut to what counts, "" for a short word unless it is a number or an abbreviation in capitals."""
    if len(word) <= 3 and not word[0].isdigit() and not (len(word) > 1 and word.isupper()):
        return ""
    bare = fold(word)
    for ending in ("'s", "’s"):
        bare = bare.removesuffix(ending)
    return bare[:STEM]


@lru_cache(maxsize=1 << 16)
def weight(stem: str) -> int:
    """How much a shared stem tells: by length, as long words are rare in every language (Zipf's law of brevity)."""
    return 3 if stem[0].isdigit() else max(1, len(stem) - 2)


def weighed(stems: frozenset[str]) -> Stems:
    return Stems(stems, sum(map(weight, stems)))


def contained(one: Stems, other: Stems) -> float:
    """The weighted share of the smaller set of stems that stands in the other."""
    least = min(one.weight, other.weight)
    return sum(map(weight, one.all & other.all)) / least if least else 0.0


def jaccard(one: Stems, other: Stems) -> float:
    """The weighted share that both have of what either has."""
    shared = sum(map(weight, one.all & other.all))
    return shared / (one.weight + other.weight - shared) if shared else 0.0


def likeness(one: Wording, other: Wording, *, share: float = 0.75, overlap: float = 0.4) -> float:
    """How alike two contents are, up to 1 for the same words; 0 where they differ, below 0 where they contradict.

    One may contain the other word for word (a quotation cut short), or they share most of their stems: `share` of
    the shorter's, `overlap` of both together. Then one that negates, or gives other numbers, contradicts the other.
    """
    if one.sequence == other.sequence:
        return 1.0 if one.length else 0.0
    here, there = one.stems, other.stems
    common = here.all & there.all
    # a shared number tells as much as two words: "$40 million", "to pay $40 million for tankers"
    if not common or len(common) + len(one.numbers & other.numbers) < min(3, len(here.all), len(there.all)):
        return 0.0
    if min(one.length, other.length) >= 4 and (one.sequence in other.sequence or other.sequence in one.sequence):
        return 0.95
    shared = sum(map(weight, common))
    inside, both = shared / min(here.weight, there.weight), shared / (here.weight + there.weight - shared)
    if inside < share or both < overlap:
        return 0.0
    other_numbers = one.numbers and other.numbers and one.numbers.isdisjoint(other.numbers)
    return -1.0 if one.negated != other.negated or other_numbers else 0.9 * inside
