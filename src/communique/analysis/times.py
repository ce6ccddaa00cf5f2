"""Finds the dates a document tells and what days they mean, as of the day it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from communique.analysis.datings import Calendar, Dating
from communique.analysis.periods import READINGS
from communique.dates import When
from communique.document import Document, Sentence, Time

LEXICON = Path(__file__).parent.parent / "languages" / "en" / "times.yaml"
PIECES = re.compile(r"\d+(?:st|nd|rd|th|s)?(?![^\W\d_])|[^\W\d_]+|\d+|[^\w\s]")
OPENING, CLOSING, STRAIGHT = frozenset("“«„"), frozenset("”»"), frozenset({'"', "''", "``"})
CAPITAL = frozenset({"MONTH", "WEEKDAY", "SHORTDAY"})
DEICTIC = frozenset({"days_off", "step_unit", "ago", "within", "over"})
#: How far above a date the verb that governs it is looked for.
REACH = 6


@dataclass(frozen=True, slots=True)
class Atom:
    """A word, or a piece of one ("14-16" has three), with the classes it belongs to and its value in each."""

    word: int
    lower: str
    classes: dict[str, Any]
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: classes or words that may stand there."""

    classes: tuple[str, ...]
    words: frozenset[str]
    optional: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    read: str
    elements: tuple[Element, ...]
    value: int
    period: bool


@dataclass(frozen=True, slots=True)
class Match:
    """Atoms [first, last) read by a pattern; kept so that a date in someone's words can be read again."""

    first: int
    last: int
    pattern: Pattern
    dating: Dating


def read_times(document: Document) -> Document:
    """The document with every date it tells that means days; the others ("recently") give nothing.

    Without `report.published`, dates relative to it give nothing and undated years are written XXXX.
    """
    reader = _Reader(document, _lexicon())
    return replace(document, times=tuple(reader.times()))


class _Lexicon:
    """The patterns and word lists of times.yaml, indexed by what may stand first."""

    def __init__(self, rows: dict[str, Any]) -> None:
        self.values: dict[str, dict[str, Any]] = {}
        for name, words in rows["classes"].items():
            for word in words:
                self.values.setdefault(word, {})[name] = words[word] if isinstance(words, dict) else word
        self.ambiguous = frozenset(rows["ambiguous"])
        self.licence = frozenset(rows["licence"])
        self.year_before = frozenset(rows["year_before"])
        self.no_year_after = frozenset(rows["no_year_after"])
        self.names = {tuple(PIECES.findall(name)) for name in rows["names"]}
        self.tense = {name: frozenset(words) for name, words in rows["tense"].items()}
        #: Words one of which a sentence with a date must have, numbers apart.
        self.telling = set(self.values)
        self.starts: dict[str, list[Pattern]] = {}
        self.periods: dict[str, list[Pattern]] = {}
        for row in rows["patterns"]:
            for text in row["patterns"]:
                self._add(_pattern(row, text, rows["classes"]))

    def _add(self, pattern: Pattern) -> None:
        if all(element.optional for element in pattern.elements[1:]):
            self.telling |= pattern.elements[0].words
        for element in pattern.elements:
            for key in (*element.classes, *sorted(element.words)):
                for index in (self.starts, self.periods) if pattern.period else (self.starts,):
                    index.setdefault(key, []).append(pattern)
            if not element.optional:
                return


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon(yaml.load(LEXICON.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


def _pattern(row: dict[str, Any], text: str, classes: dict[str, Any]) -> Pattern:
    known = {*classes, "NUM", "DAY", "YEAR", "DECADE", "PERIOD"}
    elements = []
    for part in text.split():
        optional = len(part) > 1 and part.endswith("?")
        names = part.removesuffix("?").split("|") if optional else part.split("|")
        elements.append(
            Element(
                tuple(name for name in names if name in known),
                frozenset(name for name in names if name not in known),
                optional,
            )
        )
    return Pattern(row["read"], tuple(elements), row.get("value", 0), row.get("period", False))


@lru_cache(maxsize=4096)
def _number_classes(text: str) -> dict[str, int]:
    digits = re.match(r"\d+", text)
    if not digits or len(digits[0]) > 4:
        return {}
    number, suffix = int(digits[0]), text[digits.end() :]
    found: dict[str, int] = {}
    is_year = len(digits[0]) == 4 and 1800 <= number < 2100
    if suffix == "s":
        return {"DECADE": number} if is_year and number % 10 == 0 else {}
    if is_year:
        found["YEAR"] = number
    if len(digits[0]) < 4 and not suffix:
        found["NUM"] = number
    if 1 <= number <= 31 and len(digits[0]) < 3:
        found["DAY"] = number
    return found


class _Reader:
    def __init__(self, document: Document, lexicon: _Lexicon) -> None:
        self.document, self.words, self.lexicon = document, document.words, lexicon
        self.told: When | None = None
        self.told_last: When | None = None
        self.atoms: list[Atom] = []
        self.calendar = Calendar(document.report.published)
        self.people = {
            word for name in document.names if name.label in {"person", "organization"}
            for word in range(name.first, name.last)
        }

    def times(self) -> Iterator[Time]:
        for sentence in self.document.sentences:
            if not self._may_tell(sentence):
                continue
            self.atoms = list(self._atoms(sentence))
            yield from self._sentence(sentence)

    def _may_tell(self, sentence: Sentence) -> bool:
        telling = self.lexicon.telling
        lower = self.words.lower
        return any(
            lower[word] in telling or (not lower[word].isalpha() and any(c.isalnum() for c in lower[word]))
            for word in range(sentence.first, sentence.last)
        )

    def _atoms(self, sentence: Sentence) -> Iterator[Atom]:
        values = self.lexicon.values
        for word in range(sentence.first, sentence.last):
            text, lower = self.words.text[word], self.words.lower[word]
            whole = lower.isalpha() or len(lower) == 1
            for piece in (text,) if whole else PIECES.findall(text):
                low = lower if whole else piece.casefold()
                classes = _number_classes(low) if low[0].isdigit() else values.get(low, {})
                yield Atom(word, low, classes, piece[:1].isupper())

    def _sentence(self, sentence: Sentence) -> Iterator[Time]:
        matches = list(self._matches())
        said = self._day_of_saying(matches)
        for match in matches:
            dating = self._reread(match, said) if said and match.pattern.read in DEICTIC else match.dating
            first, last = self.atoms[match.first].word, self.atoms[match.last - 1].word + 1
            span = self.document.span(first, last)
            yield Time(first, last, dating.when(self.document.text[span.start : span.end]))

    def _matches(self) -> Iterator[Match]:
        place = 0
        while place < len(self.atoms):
            atom = self.atoms[place]
            match = self._at(place) if atom.classes or atom.lower in self.lexicon.starts else None
            if match:
                yield match
                self.told_last = match.dating.when("")
                if match.dating.single_day:
                    self.told = self.told_last
            place = match.last if match else place + 1

    def _at(self, place: int) -> Match | None:
        """The longest reading that begins at this atom and means days."""
        self._calendar(place)
        for end, pattern, dating in self._readings(place, self.lexicon.starts):
            if not self._is_name(place, end):
                while self.atoms[end - 1].lower in {",", "."} and self.atoms[end - 1].word != self.atoms[end - 2].word:
                    end -= 1
                return Match(place, end, pattern, dating)
        return None

    def _calendar(self, place: int) -> None:
        self.calendar = Calendar(
            self.document.report.published, self._direction(self.atoms[place].word), self.told, self.told_last
        )

    def _readings(self, place: int, index: dict[str, list[Pattern]]) -> Iterator[tuple[int, Pattern, Dating]]:
        """Every pattern that reads the atoms from `place`, the longest first."""
        atom = self.atoms[place]
        patterns = [p for key in (*atom.classes, atom.lower) for p in index.get(key, ())]
        patterns += [p for p in index.get("PERIOD", ()) if p not in patterns]
        found = []
        for pattern in patterns:
            for end, values in self._match(pattern.elements, 0, place):
                if not self._fits(place, end, pattern):
                    continue
                if dating := READINGS[pattern.read](self.calendar, values, pattern.value):
                    found.append((end, pattern, dating))
                    break
        found.sort(key=lambda reading: -reading[0])
        yield from found

    def _match(
        self, elements: Sequence[Element], index: int, place: int
    ) -> Iterator[tuple[int, list[tuple[str, Any]]]]:
        if index == len(elements):
            yield place, []
            return
        element = elements[index]
        if place < len(self.atoms):
            atom = self.atoms[place]
            if atom.lower in element.words:
                for end, values in self._match(elements, index + 1, place + 1):
                    yield end, values
            for name in element.classes:
                for after, value in self._values(name, place):
                    for end, values in self._match(elements, index + 1, after):
                        yield end, [(name, value), *values]
        if element.optional:
            yield from self._match(elements, index + 1, place)

    def _values(self, name: str, place: int) -> Iterator[tuple[int, Any]]:
        if name == "PERIOD":
            for end, _, dating in self._readings(place, self.lexicon.periods):
                yield end, dating
        elif name in self.atoms[place].classes and (name not in CAPITAL or self.atoms[place].capital):
            yield place + 1, self.atoms[place].classes[name]

    # -- what only looks like a date

    def _fits(self, first: int, last: int, pattern: Pattern) -> bool:
        if pattern.read == "month":
            return self._month_alone(first)
        if pattern.read == "year":
            return self._year_alone(first)
        return not self._counts(self.atoms[last - 1])

    def _counts(self, atom: Atom) -> bool:
        """ "14 and 15 soldiers": the last number counts what follows."""
        if not atom.lower.isdigit() or "YEAR" in atom.classes:
            return False
        head = self.words.head[atom.word]
        return self.words.deprel[atom.word] == "nummod" and head > atom.word and self.words.upos[head] == "NOUN"

    def _month_alone(self, place: int) -> bool:
        atom = self.atoms[place]
        word = atom.word
        if word in self.people:
            return False
        if atom.lower not in self.lexicon.ambiguous:
            return True
        before = self.atoms[place - 1].lower if place else ""
        return before in self.lexicon.licence and self.words.upos[word] in {"PROPN", "NOUN"}

    def _year_alone(self, place: int) -> bool:
        """ "in 2017" and "the 2019 summit", but no count and no title."""
        word = self.atoms[place].word
        if len(self.words.text[word]) != 4 and place and self.atoms[place - 1].word == word and place > 1:
            return self.atoms[place - 1].lower in self.lexicon.year_before
        before = self.atoms[place - 1] if place else None
        after = self.atoms[place + 1] if place + 1 < len(self.atoms) else None
        if after and after.lower in self.lexicon.no_year_after:
            return False
        head = self.words.head[word]
        counted = self.words.deprel[word] == "nummod" and head > word and self.words.xpos[head] in {"NNS", "NNPS"}
        if before is None:
            return not counted and after is not None and after.lower == ","
        if before.lower in self.lexicon.year_before:
            return not counted
        inside = self.words.upos[before.word] in {"DET", "ADJ", "PRON", "PART"} or before.lower == "s"
        return inside and after is not None and head > word and self.words.upos[head] in {"NOUN", "PROPN"}

    def _is_name(self, first: int, last: int) -> bool:
        """ "Good Friday", "the September 11 attacks"."""
        words = [atom.lower for atom in self.atoms[max(first - 1, 0) : last + 2]]
        for start in range(len(words)):
            for length in (2, 3):
                if tuple(words[start : start + length]) in self.lexicon.names:
                    return True
        return False

    # -- dates inside somebody's words

    def _day_of_saying(self, matches: Sequence[Match]) -> When | None:
        """The day told outside quotation marks in a sentence that has some within them."""
        quoted = self._quoted()
        if not quoted:
            return None
        for match in matches:
            if match.dating.single_day and match.pattern.read not in DEICTIC and not quoted[match.first]:
                return match.dating.when("")
        return None

    def _quoted(self) -> list[bool]:
        """For every atom whether it stands within quotation marks; empty where there are none."""
        inside, found, any_mark = False, [], False
        for atom in self.atoms:
            mark = self.words.text[atom.word]
            if mark in OPENING or mark in CLOSING or mark in STRAIGHT:
                inside = mark in OPENING or (mark in STRAIGHT and not inside)
                any_mark = True
            found.append(inside)
        return found if any_mark else []

    def _reread(self, match: Match, said: When) -> Dating:
        if not self._quoted()[match.first]:
            return match.dating
        self.calendar = Calendar(said.day, told=said)
        for end, values in self._match(match.pattern.elements, 0, match.first):
            if end == match.last:
                return READINGS[match.pattern.read](self.calendar, values, match.pattern.value) or match.dating
        return match.dating

    # -- past or to come

    def _direction(self, word: int) -> int:
        """-1 where the verb above tells of the past, 1 where of what is to come, 0 where neither is clear."""
        node = word
        for _ in range(REACH):
            sign = self._sign(node)
            if sign or self.words.head[node] < 0:
                return sign
            node = self.words.head[node]
        return 0

    def _sign(self, node: int) -> int:
        words, tense = self.words, self.lexicon.tense
        kids = words.children[node]
        if any(words.deprel[kid] == "case" and words.lower[kid] in tense["before"] for kid in kids):
            return 1
        expecting = words.lemma[node] in tense["expecting"] or words.lower[node] in tense["expecting"]
        if words.upos[node] not in {"VERB", "AUX"} and not any(words.deprel[k] == "cop" for k in kids):
            upcoming = expecting or any(words.lemma[kid] in tense["expecting"] for kid in words.kids(node, "amod"))
            return 1 if upcoming else 0
        auxiliaries = {words.lower[kid] for kid in kids if words.deprel[kid] in {"aux", "aux:pass", "cop"}}
        if auxiliaries & tense["future_auxiliaries"]:
            return 1
        if expecting and words.xpos[node] not in tense["past_tags"]:
            return 1
        return self._tense(node, auxiliaries)

    def _tense(self, node: int, auxiliaries: set[str]) -> int:
        tag, tense = self.words.xpos[node], self.lexicon.tense
        past = bool(auxiliaries & tense["past_auxiliaries"])
        present = bool(auxiliaries & tense["present_auxiliaries"])
        if tag in tense["past_tags"]:
            return -1
        if tag in tense["infinitive_tags"]:
            return -1 if past and "did" in auxiliaries else 1
        if tag in tense["present_tags"]:
            headline = self.document.sentences[self.words.sentence[node]].kind == "headline"
            return 0 if headline else 1
        if tag in tense["participle_tags"]:
            return -1 if past or not present else 1
        if tag in tense["gerund_tags"]:
            return -1 if past else 1 if present else 0
        return -1 if past else 1 if present else 0
