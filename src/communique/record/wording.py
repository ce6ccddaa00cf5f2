"""How alike two texts are: shared word stems, weighted by length, with numbers and negations kept apart."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain
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


#: The wording of a text without words.
NOTHING = Wording("  ", 0, Stems(frozenset(), 0), frozenset(), negated=False)


class Stretch(NamedTuple):
    """What the words between two spaces give to the wording of a text; mostly it is one word."""

    folded: str
    length: int
    stems: tuple[tuple[str, int], ...]  # each with its weight
    numbers: tuple[str, ...]
    negations: int


@lru_cache(maxsize=1 << 15)
def wording(text: str) -> Wording:
    """The wording of a text; marks, case and accents make no difference."""
    parts = text.split()
    if not parts:
        return NOTHING
    folded, lengths, stems, numbers, negations = zip(*map(STRETCHES.__getitem__, parts), strict=True)
    weights = dict(chain.from_iterable(stems))
    return Wording(
        f" {' '.join(filter(None, folded))} ", sum(lengths), Stems(frozenset(weights), sum(weights.values())),
        frozenset(chain.from_iterable(numbers)), sum(negations) % 2 == 1,
    )


class Stretches(dict[str, Stretch]):
    """The stretches met so far, begun anew when there are too many: a plain look-up for nearly every word."""

    MOST = 1 << 18

    def __missing__(self, part: str) -> Stretch:
        if len(self) >= self.MOST:
            self.clear()
        found = self[part] = _stretch(part)
        return found


STRETCHES = Stretches()


def _stretch(part: str) -> Stretch:
    words = WORD.findall(part)
    folded = [fold(word) for word in words]
    stems = [stem for word in words if (stem := stem_of(word))]
    return Stretch(
        " ".join(folded), len(words), tuple((stem, weight(stem)) for stem in stems),
        tuple(word for word in folded if word[0].isdigit()), sum(map(contrast().negates, folded)),
    )


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
