"""The words by which a later report doubts a promise, tells that it is taken back, or not yet kept."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def source(language: str = "en") -> dict[str, Any]:
    """The lexicon as written, with sentences that it must and must not find."""
    text = (files("communique.languages") / language / "following.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return data


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, source()[words]))})\b", re.IGNORECASE)


def doubts(text: str) -> bool:
    """Whether a text doubts what it speaks of: "it is unclear whether"."""
    return bool(_pattern("doubts").search(text))


def not_yet(text: str) -> bool:
    """Whether a text leaves open that it comes: "has not arrived so far"."""
    return bool(_pattern("not_yet").search(text))


def takes_back(text: str) -> bool:
    """Whether a text takes back what it speaks of: "will no longer"."""
    return bool(_pattern("withdrawing").search(text))
