"""Learns lemma scripts: small edits (drop these letters, add those) that turn a word into its lemma.

See communique/analysis/lemmas.py for what a script looks like.
"""

from collections import Counter
from collections.abc import Iterable

from communique.analysis.lemmas import lemmatize

LOWERED, KEPT = "-+", "^-+"


def script(word: str, lemma: str) -> str:
    """The shortest script that gives `lemma` from `word`."""
    for start, form in (("", word.lower()), ("^", word)):
        common = _common(form, lemma)
        if common == len(form) == len(lemma):
            return f"{start}-+"
        if common >= 1 and len(form) - common <= 4:
            return f"{start}-{form[common:]}+{lemma[common:]}"
    return f"={lemma}"


def learn(pairs: Iterable[tuple[str, str]], *, least: int = 3) -> tuple[str, ...]:
    """Scripts seen at least `least` times, commonest first; the two plain ones always."""
    counts = Counter(script(word, lemma) for word, lemma in pairs)
    kept = [name for name, count in counts.most_common() if count >= least]
    return tuple(dict.fromkeys([LOWERED, KEPT, *kept]))


def target(word: str, lemma: str, known: dict[str, int]) -> int:
    """The class that gives `lemma`, or -100 (no lesson) where no script does."""
    best = known.get(script(word, lemma))
    if best is not None:
        return best
    for name in (LOWERED, KEPT):
        if lemmatize(word, name) == lemma:
            return known[name]
    return -100


def _common(left: str, right: str) -> int:
    length = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        length += 1
    return length
