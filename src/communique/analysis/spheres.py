"""Sentences on sport, art, nature, business, mishaps and times long past: their "attacks" and "deals" are no events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from communique import languages
from communique.document import Document, Frame

_FOLDER = Path(languages.__file__).parent

#: Attributes by which a frame is an event, a position or a commitment.
CLAIMING = ("type", "mode", "cameo", "context", "stance", "commits")
#: How many hints of one sphere are as good as a sign.
_HINTS = 3
#: What happened before this year is history, no news of any report.
HISTORY = 1900


@dataclass(frozen=True, slots=True)
class Spheres:
    """The words of matters that are no politics: by lemma the spheres it is a sign or a hint of."""

    signs: Mapping[str, tuple[str, ...]]
    hints: Mapping[str, tuple[str, ...]]
    telling: frozenset[str]
    worldly: frozenset[str]
    among_states: frozenset[str]
    within: frozenset[str]
    harmed: frozenset[str]
    words: frozenset[str]


_LISTS = ("telling", "worldly", "among states", "within", "harmed")


@cache
def load_spheres(language: str = "en") -> Spheres:
    text = (_FOLDER / language / "spheres.yaml").read_text(encoding="utf-8")
    rows: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    telling, worldly, states, within, harmed = (frozenset(rows.pop(key)) for key in _LISTS)
    signs, hints = _by_word(rows, "signs"), _by_word(rows, "hints")
    known = frozenset((*signs, *hints, *telling, *worldly))
    return Spheres(signs, hints, telling, worldly, states, within, harmed, known)


def _by_word(rows: Mapping[str, Mapping[str, list[str]]], key: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for sphere, lists in rows.items():
        for word in lists[key]:
            found[word] = (*found.get(word, ()), sphere)
    return found


def without_spheres(frames: Iterable[Frame], document: Document, spheres: Spheres) -> Iterator[Frame]:
    """The frames, those in a sentence on another matter claiming nothing any more.

    `document` has the lexicon's lemmas. States play each other and figure in novels, but what they do to companies
    is politics.
    """
    judged: dict[int, tuple[tuple[str, int], ...]] = {}
    for frame in frames:
        if any(key in frame.attributes for key in CLAIMING):
            sentence = document.words.sentence[frame.trigger]
            if sentence not in judged:
                judged[sentence] = tuple(shown(sentence, document, spheres))
            found = {sphere for sphere, word in judged[sentence] if not _is_harmed(sphere, word, frame, spheres)}
            if found and _has_state(frame):
                found &= spheres.among_states
            if found or _is_history(frame):
                kept = {key: value for key, value in frame.attributes.items() if key not in CLAIMING}
                frame = replace(frame, attributes=kept)
        yield frame


def _is_harmed(sphere: str, word: int, frame: Frame, spheres: Spheres) -> bool:
    """Whether what shows a sphere is itself what is done something to: a banned novel is politics."""
    return sphere in spheres.harmed and any(
        filler.first <= word < filler.last for filler in frame.fillers if filler.role == "recipient"
    )


def _has_state(frame: Frame) -> bool:
    return any((actor.id or "").startswith(_POLITICAL) for filler in frame.fillers for actor in filler.actors)


#: Identities of whoever makes a matter political.
_POLITICAL = ("state/", "org/", "organ/", "group/")


def _is_history(frame: Frame) -> bool:
    last = frame.when.latest if frame.when else None
    return last is not None and last.year < HISTORY


def shown(sentence: int, document: Document, spheres: Spheres) -> Iterator[tuple[str, int]]:
    """The spheres other than politics that a sentence speaks of, with the words that show them.

    Nothing where it speaks of politics, too; a sphere that is but hinted at is shown by no word (-1).
    """
    span = document.sentences[sentence]
    hints: dict[str, set[str]] = {}
    signed: list[tuple[str, int]] = []
    worldly = False
    for word in range(span.first, span.last):
        if _is_old_year(word, document, spheres):
            yield _PAST, word
        for lemma in _meanings(word, span.first, document):
            if lemma not in spheres.words:
                continue
            worldly = worldly or lemma in spheres.worldly
            signed.extend((sphere, word) for sphere in spheres.signs.get(lemma, ()))
            if lemma in spheres.telling and _tells(word, document, spheres):
                yield from ((sphere, word) for sphere in sorted(spheres.among_states))
            for sphere in spheres.hints.get(lemma, ()):
                hints.setdefault(sphere, set()).add(lemma)
    if not worldly:
        yield from signed
        yield from ((sphere, -1) for sphere, found in hints.items() if len(found) >= _HINTS)


_PAST = "past"
_OLDEST = 100


def _is_old_year(word: int, document: Document, spheres: Spheres) -> bool:
    """Whether a number is a year long gone: "in 1648"."""
    words = document.words
    if not words.text[word].isdecimal() or word == 0 or words.lower[word - 1] not in spheres.within:
        return False
    return _OLDEST < int(words.text[word]) < HISTORY


def _meanings(word: int, first: int, document: Document) -> Iterator[str]:
    """A word's lemma, with its part of speech, and with the word before it."""
    words = document.words
    yield words.lemma[word]
    yield f"{words.lemma[word]}/{words.upos[word]}"
    if word > first:
        yield f"{words.lemma[word - 1]} {words.lemma[word]}"


def _tells(word: int, document: Document, spheres: Spheres) -> bool:
    """Whether a noun is what the sentence's main verb says something of, or wherein it happens ("in the novel")."""
    words = document.words
    above = words.head[word]
    if above < 0 or words.head[above] >= 0:
        return False
    if words.deprel[word] in ("nsubj", "csubj"):
        return True
    case = words.child(word, "case")
    return words.deprel[word] == "obl" and case is not None and words.lower[case] in spheres.within and word < above
