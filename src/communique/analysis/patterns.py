"""The patterns that evoke a frame: what a lexicon line such as "take part in @gathering" asks of the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Asks = Literal["particle", "object", "preposition", "modifier", "case"]
Kind = Literal["verb", "noun", "adjective", "phrase"]


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a pattern asks besides its trigger: `words` are lemmas, empty for "any".

    `cores` are words of which a sentence must have one for the need to be met: one of each phrase in `words`.
    """

    asks: Asks
    preposition: str = ""
    words: frozenset[str] = frozenset()
    cores: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pattern:
    """Lemmas of the trigger, what part of speech it is, and what must stand around it."""

    heads: frozenset[str]
    kind: Kind
    needs: tuple[Need, ...]

    @property
    def specific(self) -> int:
        """How much the pattern asks: between rivals on one trigger the more specific is the likelier."""
        return sum(1 if need.words or need.asks == "particle" else 0 for need in self.needs)


class PatternReader:
    """Reads the lexicon's notation with a language's prepositions and noun classes."""

    def __init__(self, prepositions: Iterable[str], classes: Mapping[str, Iterable[str]]) -> None:
        self._prepositions = frozenset(prepositions)
        self._classes = {name: frozenset(spellings(words)) for name, words in classes.items()}
        self._cores: dict[str, frozenset[str]] = {}

    def words(self, token: str) -> frozenset[str]:
        """The lemmas a token stands for: a class's members, or its own spellings."""
        if token.startswith("@"):
            return self._classes[token[1:]]
        return frozenset(spellings([token]))

    def _need(self, asks: Asks, token: str, preposition: str = "") -> Need:
        """A need for a token's words; needs for one class share its words, so that they are looked for once."""
        words = self.words(token)
        if token not in self._cores:
            self._cores[token] = frozenset(word.split()[0] for word in words)
        return Need(asks, preposition, words, self._cores[token])

    def read(self, text: str, kind: Kind) -> Pattern:
        tokens = text.split()
        if kind == "phrase":
            return self._phrase(tokens)
        tokens = list(self._joined(tokens))
        first = next((i for i, t in enumerate(tokens) if t in self._prepositions and i), len(tokens))
        if kind == "verb":
            return Pattern(self.words(tokens[0]), kind, tuple(self._needs(tokens[1:], verb=True)))
        head = self.words(tokens[first - 1])
        modifiers = tuple(self._need("modifier", t) for t in tokens[: first - 1])
        return Pattern(head, kind, modifiers + tuple(self._needs(tokens[first:], verb=False)))

    def _joined(self, tokens: list[str]) -> Iterator[str]:
        """The tokens with "in favour of" and its like as one."""
        place = 0
        while place < len(tokens):
            compound = " ".join(tokens[place : place + 3])
            step = 3 if " " in compound and place and compound in self._prepositions else 1
            yield compound if step == 3 else tokens[place]
            place += step

    def _phrase(self, tokens: list[str]) -> Pattern:
        last = next((i for i, t in enumerate(tokens) if t in self._prepositions and i), len(tokens))
        needs = [Need("case", tokens[0])]
        needs += [self._need("modifier", t) for t in tokens[1 : last - 1]]
        return Pattern(self.words(tokens[last - 1]), "phrase", (*needs, *self._needs(tokens[last:], verb=False)))

    def _phrases(self, tokens: list[str]) -> Iterator[str]:
        """The tokens with nouns in a row as one: "hunger strike" is told by its head and what stands before."""
        noun = ""
        for token in tokens:
            if token in self._prepositions:
                if noun:
                    yield noun
                noun = ""
                yield token
            else:
                noun = token if not noun or token.startswith("@") else f"{noun.split()[-1]} {token}"
        if noun:
            yield noun

    def _needs(self, tokens: list[str], *, verb: bool) -> Iterator[Need]:
        """Particles and nouns in order: a noun behind a preposition is its noun, a bare one the object."""
        waiting: list[str] = []
        seen_noun = False
        for token in self._phrases(tokens):
            if token in self._prepositions:
                waiting.append(token)
                continue
            if not waiting or (verb and len(waiting) == 1 and not seen_noun and waiting[0] in _ADVERBIAL):
                yield from (Need("particle", particle) for particle in waiting)
                yield self._need("object", token)
            else:
                yield from (Need("particle", particle) for particle in waiting[:-1])
                yield self._need("preposition", token, waiting[-1])
            waiting, seen_noun = [], True
        for position, token in enumerate(waiting):
            last = position == len(waiting) - 1
            loose = last and (seen_noun or len(waiting) > 1 or token not in _ADVERBIAL or not verb)
            yield Need("preposition" if loose else "particle", token)


#: Particles that move with their verb ("call off the strike", "call the strike off") rather than govern a noun.
_ADVERBIAL = frozenset({"off", "down", "up", "out", "back", "away", "apart", "aside", "forward", "together", "over"})


def spellings(words: Iterable[str]) -> Iterator[str]:
    """Each lemma in lower case with its British and American spelling."""
    for word in words:
        lower = word.lower()
        yield lower
        for ending, other in _ENDINGS:
            if lower.endswith(ending) and len(lower) > len(ending) + 2:
                yield lower.removesuffix(ending) + other


_ENDINGS = (
    ("ise", "ize"), ("ize", "ise"), ("isation", "ization"), ("ization", "isation"), ("our", "or"),
    ("efence", "efense"), ("efense", "efence"), ("ffence", "ffense"), ("ffense", "ffence"), ("centre", "center"),
    ("programme", "program"), ("yse", "yze"), ("condemnation", "condemnation"),
)
