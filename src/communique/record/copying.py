"""Which words of a report are another's: wire copy, whole or in part."""

from __future__ import annotations

import re
from functools import lru_cache

from communique.record.wording import WORD, fold

#: Words in a row that make a shingle (Broder 1997, "On the resemblance and containment of documents").
SHINGLE = 5

#: The share of shingles from which a passage, or the shorter of two reports, is a copy of the other.
COPIED = 0.5

#: Characters taken with a quotation on either side, and the fewest shingles that tell a copy from chance.
AROUND, FEWEST = 200, 8

#: What speakers said is in everybody's words the same.
QUOTED = re.compile(r"“[^”]{1,2000}”|«[^»]{1,2000}»|\"[^\"]{1,2000}\"")


@lru_cache(maxsize=512)
def shingles(text: str) -> frozenset[str]:
    """The shingles of a newsroom's own words: what stands in quotation marks is left out."""
    found: set[str] = set()
    for stretch in QUOTED.split(text):
        words = [fold(word) for word in WORD.findall(stretch)]
        found.update(" ".join(words[n : n + SHINGLE]) for n in range(len(words) - SHINGLE + 1))
    return frozenset(found)


def contained(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the smaller set that stands in the other; 0 where it is too small to tell."""
    least = min(len(one), len(other))
    return len(one & other) / least if least >= FEWEST else 0.0


def passage(text: str, start: int, end: int) -> str:
    """A quotation with the words around it, cut at words."""
    first = text.find(" ", max(0, start - AROUND), start) if start > AROUND else 0
    last = text.rfind(" ", end, end + AROUND) if end + AROUND < len(text) else len(text)
    return text[max(first, 0) : last if last > end else end]


def one_copies(one: str, here: tuple[int, int], other: str, there: tuple[int, int]) -> bool:
    """Whether two reports tell something in one newsroom's words: the reports as wholes, or around the two places."""
    whole, others = shingles(one), shingles(other)
    if contained(whole, others) >= COPIED:
        return True
    near, far = shingles(passage(one, *here)), shingles(passage(other, *there))
    return _taken(near, others) or _taken(far, whole)


def _taken(part: frozenset[str], whole: frozenset[str]) -> bool:
    return len(part) >= FEWEST and len(part & whole) >= COPIED * len(part)
