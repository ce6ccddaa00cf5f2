"""How many of what a text tells of, with what became of them: "at least 30 soldiers died", by `counts.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

#: Words behind a number among which the thing counted is sought; words of a phrase such as "no fewer than".
BEHIND, PHRASE = 4, 3

#: How far a number said to be rough, and one with decimals or a scale ("2.5 billion"), may be off.
ROUGHLY, ROUNDED = 0.15, 0.03

TOKEN = re.compile(r"[$€£%]|us\$|\d[\d.,]*\d|\d|[a-z]+(?:[-.’'][a-z]+)*|[,;:.!?]", re.IGNORECASE)
#: Years, and numbers that are part of a word or a name: "2023", "12-year-old", "G20".
YEAR = re.compile(r"(1[6-9]|20)\d\d")


@dataclass(frozen=True, slots=True)
class Count:
    """So many of a `unit`: between `least` and `most`, as `text` writes it; `fate` is what became of them, or ""."""

    least: float
    most: float
    unit: str
    fate: str
    text: str

    @property
    def said(self) -> str:
        """As a reader would say it: "30 soldiers killed"."""
        return f"{self.text} {self.unit}{f' {self.fate}' if self.fate else ''}"

    def fits(self, other: Count) -> bool:
        """Whether both can be exact."""
        return self.least <= other.most and other.least <= self.most


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of `counts.yaml`."""

    numbers: Mapping[str, float]
    within: Mapping[str, float]
    scales: Mapping[str, float]
    vague: Mapping[str, Sequence[float]]
    bounds: Mapping[str, str]  # a phrase before a number → least, most, about
    units: Mapping[str, str]  # a word → what it counts
    never: frozenset[str]
    stops: frozenset[str]
    fates: Mapping[str, str]
    clauses: frozenset[str]
    irregular: frozenset[str]
    plural: tuple[str, ...]
    singular: tuple[str, ...]


@cache
def source(language: str = "en") -> dict[str, Any]:
    """The lexicon as written, with the pairs of sentences it must and must not tell apart."""
    text = (files("communique.languages") / language / "counts.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return data


@cache
def words(language: str = "en") -> Words:
    """The language's words for counting, read once."""
    data = source(language)
    return Words(
        data["numbers"], data["within"], data["scales"], data["vague"],
        {phrase: bound for bound in ("least", "most", "about") for phrase in data[bound]},
        {word: unit for unit, own in data["units"].items() for word in own},
        frozenset(data["never"]), frozenset(data["stops"]),
        {word: fate for fate, own in data["fates"].items() for word in own},
        frozenset(data["clauses"]), frozenset(data["irregular"]), tuple(data["plural"]), tuple(data["singular"]),
    )


def counts_with(word: str) -> bool:
    """Whether a word in lower case only helps to count: "million", "dollars"."""
    known = words()
    return word in known.scales or word in known.numbers or (word in known.units and word not in known.fates)


@lru_cache(maxsize=1 << 14)
def counts(text: str) -> tuple[Count, ...]:
    """Every count of a text; numbers that count nothing (days, years, ages) are left out."""
    tokens = [token.lower() for token in TOKEN.findall(text)]
    if not any(token in words().vague or _value(token) is not None for token in tokens):
        return ()
    fates = _fates(tokens)
    return tuple(_counted(tokens, fates))


def _counted(tokens: list[str], fates: list[str]) -> Iterator[Count]:
    at = 0
    while at < len(tokens):
        number = _number(tokens, at)
        if number is None:
            at += 1
            continue
        least, most, end = number
        unit = _unit(tokens, at, end, fates[at])
        if unit:
            bound = _bound(tokens, at)
            shown = " ".join(tokens[at:end])
            yield Count(*_widened(least, most, bound), unit, fates[at], shown)
        at = end


def _number(tokens: list[str], at: int) -> tuple[float, float, int] | None:
    """The least and most that a number beginning here may mean, and the token behind it."""
    known, token = words(), tokens[at]
    if token in known.vague:
        least, most = known.vague[token]
        return least, most, at + 1
    value = _value(token)
    if value is None:
        return None
    end, rounded = at + 1, "." in token
    if end < len(tokens) and token in known.numbers and value >= 20 and known.numbers.get(tokens[end], 99) < 10:
        value += known.numbers[tokens[end]]
        end += 1
    while end < len(tokens) and tokens[end] in known.scales:
        value *= known.scales[tokens[end]]
        rounded = rounded or known.scales[tokens[end]] >= 1000
        end += 1
    slack = ROUNDED * value if rounded else 0.0
    return value - slack, value + slack, end


def _value(token: str) -> float | None:
    known = words()
    if token in known.numbers:
        return known.numbers[token]
    if "-" in token:
        first, *rest = token.split("-")
        parts = [known.numbers.get(first), *(known.numbers.get(part, known.within.get(part)) for part in rest)]
        whole = [part for part in parts if part is not None]
        return sum(whole) if len(whole) == len(parts) else None
    if not token[0].isdigit() or YEAR.fullmatch(token):
        return None
    bare = token.replace(",", "")
    return float(bare) if bare.count(".") <= 1 else None


def _unit(tokens: list[str], at: int, end: int, fate: str) -> str:
    """What is counted: a currency before the number, else the first plural behind it; "" for nothing."""
    known = words()
    if at and tokens[at - 1] in known.never:
        return ""
    if at and (before := known.units.get(tokens[at - 1])) and not tokens[at - 1].isalpha():
        return before
    for place, token in enumerate(tokens[end : end + BEHIND]):
        if token in known.never:
            return ""
        if token in known.units:
            return known.units[token]
        if token in known.stops and not (token == "of" and place == 0) and token != "the":
            break
        if token in known.clauses or token in known.fates:
            break
        if token in known.irregular or (token.endswith(known.plural) and not token.endswith(known.singular)):
            return token
    return "people" if fate else ""


def _bound(tokens: list[str], at: int) -> str:
    known = words()
    # "over $40 million"
    first = at - 1 if at and tokens[at - 1] in known.units else at
    phrases = (" ".join(tokens[max(0, first - size) : first]) for size in range(PHRASE, 0, -1))
    return next((known.bounds[phrase] for phrase in phrases if phrase in known.bounds), "")


def _widened(least: float, most: float, bound: str) -> tuple[float, float]:
    if bound == "least":
        return least, float("inf")
    if bound == "most":
        return 0.0, most
    return (least * (1 - ROUGHLY), most * (1 + ROUGHLY)) if bound else (least, most)


def _fates(tokens: list[str]) -> list[str]:
    """For each token what became of those its clause tells of; a clause without takes the only one there is."""
    known = words()
    found = [known.fates.get(token, "") for token in tokens]
    only = {fate for fate in found if fate}
    otherwise = only.pop() if len(only) == 1 else ""
    told: list[str] = []
    clause: list[int] = []
    for at, token in enumerate([*tokens, "."]):
        if token in known.clauses:
            own = next((found[n] for n in clause if found[n]), otherwise)
            told += [own] * (len(clause) + 1)
            clause = []
        else:
            clause.append(at)
    return told
