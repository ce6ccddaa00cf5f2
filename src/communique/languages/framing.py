"""Words between which newsrooms choose for one thing ("attack", "operation"), by `framing.yaml`."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from communique.languages.labels import label_words

#: What words may be chosen for: an act, those who fight, those who rule, a saying.
DOMAINS = ("acts", "fighters", "rulers", "sayings")


@cache
def source(language: str = "en") -> dict[str, Any]:
    """The lexicon as written, with what it must and must not tell apart."""
    text = (files("communique.languages") / language / "framing.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return data


@cache
def _patterns(domain: str) -> dict[str, re.Pattern[str]]:
    def words(own: list[str]) -> str:
        return "|".join(re.escape(word).replace(r"\*", r"\w*") for word in own)

    return {choice: re.compile(rf"\b(?:{words(own)})\b", re.IGNORECASE) for choice, own in source()[domain].items()}


@lru_cache(maxsize=1 << 12)
def choices(domain: str, text: str) -> dict[str, str]:
    """The choices of a domain that a text makes, each with the first word that makes it."""
    return {choice: found[0] for choice, pattern in _patterns(domain).items() if (found := pattern.search(text))}


def other_choices(domain: str, one: str, other: str) -> tuple[str, str] | None:
    """A word of each text where they choose otherwise; None where they share a choice, or one makes none."""
    here, there = choices(domain, one), choices(domain, other)
    if not here or not there or here.keys() & there.keys():
        return None
    return next(iter(here.values())), next(iter(there.values()))


@lru_cache(maxsize=1 << 12)
def is_label(text: str) -> bool:
    """Whether the words for somebody say more than the name: "the regime in Lilongwe", "a Nairobi-led bloc"."""
    lower = text.casefold()
    known = label_words()
    words = set(re.findall(r"[\w-]+", lower))
    loaded = words & (known.nouns | known.adjectives) or any(pair in lower for pair in known.pairs)
    leaning = any(
        mark in word for mark in source()["leaning"] for word in words if len(word) > len(mark) + 1
    )
    chosen = {*choices("fighters", text), *choices("rulers", text)} - set(source()["unloaded"])
    return bool(loaded or leaning or chosen)


@cache
def of_whom() -> re.Pattern[str]:
    """What stands before those somebody speaks for: "representatives of the"."""
    return re.compile(rf"^(?:the\s+)?(?:{'|'.join(source()['of_whom'])})\s+of\s+", re.IGNORECASE)
