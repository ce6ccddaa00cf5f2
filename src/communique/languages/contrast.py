"""The words by which a language says the opposite, from `contrast.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Contrast:
    """Words, and endings of words, that negate."""

    negations: frozenset[str]
    endings: tuple[str, ...]

    def negates(self, word: str) -> bool:
        """Whether a word in lower case negates."""
        return word in self.negations or word.endswith(self.endings)


@cache
def contrast(language: str = "en") -> Contrast:
    """The language's negations, read once."""
    data = source(language)
    return Contrast(frozenset(data["negations"]), tuple(data["endings"]))


def source(language: str = "en") -> dict[str, Any]:
    """The lexicon as written, with the pairs of sentences it must and must not tell apart."""
    text = (files("communique.languages") / language / "contrast.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return data
