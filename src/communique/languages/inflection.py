"""The inflected forms of English verbs and nouns, so that a lexicon's words are known in any form they take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

_VOWELS = frozenset("aeiou")
_HISSING = ("s", "x", "z", "ch", "sh")


def verb_forms(lemma: str, irregular: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Every form of a verb; `irregular` gives by lemma the past forms that no rule makes.

    >>> sorted(verb_forms("stop", {}))
    ['stop', 'stopped', 'stopping', 'stops']
    """
    yield lemma
    yield from plural_forms(lemma)
    past = irregular.get(lemma)
    stems = _stems(lemma)
    for stem in stems:
        yield stem + "ing"
        if past is None and stem.endswith("e"):
            yield stem + "d"
        elif past is None:
            yield (stem[:-1] + "i" if stem.endswith("y") and stem[-2:-1] not in _VOWELS else stem) + "ed"
    yield from past or ()


def _stems(lemma: str) -> tuple[str, ...]:
    """What -ing and -ed are added to: "seiz", "stopp" and both "cancel" and "cancell"."""
    if lemma.endswith("ie"):
        return (lemma[:-2] + "y", lemma[:-1])
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return (lemma[:-1],)
    doubles = (
        len(lemma) > 2 and lemma[-1] not in _VOWELS | set("wxy") and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS
    )
    syllables = sum(a in _VOWELS and b not in _VOWELS for a, b in zip(lemma, lemma[1:] + " ", strict=True))
    if doubles and syllables == 1:
        return (lemma + lemma[-1],)
    return (lemma, lemma + lemma[-1]) if doubles else (lemma,)


def plural_forms(lemma: str) -> Iterator[str]:
    """The -s form of a noun or verb; a lemma of several words changes in its last."""
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        yield lemma[:-1] + "ies"
    elif lemma.endswith((*_HISSING, "o")):
        yield lemma + "es"
    if not lemma.endswith(_HISSING):
        yield lemma + "s"
    if lemma.endswith("man"):
        yield lemma[:-3] + "men"
