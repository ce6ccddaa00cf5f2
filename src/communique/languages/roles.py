"""Nouns that say what somebody does or is: sectors, posts, kinds, gender, and the words that stand in for a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

FOLDER = Path(__file__).parent / "en"

#: Letters by which inflected verbs are told apart well enough.
STEM = 6

Gender = Literal["f", "m", "n"]
RoleKind = Literal["person", "body", "people"]


@dataclass(frozen=True, slots=True)
class Role:
    """What a noun says of its bearer: PLOVER `sector`, whether one human, a body or a population, the post key.

    `stands` is true where a nameless bearer means whom it belongs to ("Omani officials" are Oman).
    """

    noun: str
    sector: str | None
    kind: RoleKind
    stands: bool = False
    post: str | None = None
    gender: Gender | None = None


@dataclass(frozen=True, slots=True)
class Pronoun:
    """Number and gender a pronoun asks of what it means; None: any."""

    number: Literal["singular", "plural"] | None = None
    gender: Gender | None = None
    relative: bool = False
    person: bool = False


@dataclass(frozen=True, slots=True)
class Agency:
    """Word classes that tell a government from the place it sits in."""

    located: frozenset[str]
    dealing: frozenset[str]
    routes: frozenset[str]
    towards: frozenset[str]
    speaking: frozenset[str]
    bearers: frozenset[str]
    staying: frozenset[str]
    addressing: frozenset[str]
    addressed: frozenset[str]
    owning: frozenset[str]
    led: frozenset[str]
    acting: frozenset[str]
    hearsay: frozenset[str]


@dataclass(frozen=True, slots=True)
class Nouns:
    """Common nouns by kind, and what titles and given names tell of gender.

    `institutional`: never stand for a known international organisation; `mass`: name nobody without an article;
    `parties`: plurals that mean those who deal with one another; `fields`: what a post is for, no body of its own;
    `national`: what only states have.
    """

    kinds: dict[str, frozenset[str]]
    genders: dict[str, Gender]
    collective: frozenset[str]
    naming: frozenset[str]
    titles: dict[str, Gender | None]
    given: dict[str, Gender]
    institutional: frozenset[str] = frozenset()
    mass: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    continents: frozenset[str] = frozenset()
    national: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    abroad: frozenset[str] = frozenset()
    kinds_of: dict[str, tuple[str, ...]] = field(default_factory=dict)


def _rows(name: str) -> Any:
    return yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@cache
def groups() -> tuple[dict[str, Any], ...]:
    """The groups of roles.yaml as written, with the phrases that each must and must not match."""
    return tuple(_rows("roles"))


@cache
def roles() -> dict[str, Role]:
    """Every role noun or phrase, in lower case and singular. Of two groups naming a noun the later counts."""
    found: dict[str, Role] = {}
    for row in groups():
        for noun in row["nouns"]:
            found[noun] = Role(
                noun,
                row["sector"],
                row["kind"],
                row.get("for", False),
                row.get("post"),
                row.get("gender"),
            )
    return found


@cache
def longest_role() -> int:
    """Words in the longest role phrase."""
    return max(len(noun.split()) for noun in roles())


@cache
def pronouns() -> dict[str, Pronoun]:
    """Third-person and relative words, in lower case."""
    return {
        word: Pronoun(row.get("number"), row.get("gender"), row.get("relative", False), row.get("person", False))
        for row in _rows("pronouns")
        for word in row["words"]
    }


@cache
def agency() -> Agency:
    """The word classes of agency.yaml."""
    return Agency(**{name: frozenset(words) for name, words in _rows("agency").items()})


@cache
def acting_stems() -> frozenset[str]:
    """The beginnings of the verbs in `acting`, for matching whatever their inflection or spelling."""
    return frozenset(verb[:STEM] for verb in agency().acting)


@cache
def nouns() -> Nouns:
    """The word classes of nouns.yaml."""
    rows = _rows("nouns")
    titles, given = rows.pop("titles"), rows.pop("given names")
    genders = dict(_gendered(rows.pop("female"), rows.pop("male")))
    collective, naming = frozenset(rows.pop("collective")), frozenset(rows.pop("naming"))
    classes = {
        name: frozenset(rows.pop(name))
        for name in ("institutional", "mass", "parties", "fields", "continents", "national", "addresses", "abroad")
    }
    kinds = {kind: frozenset(words) for kind, words in rows.items()}
    return Nouns(
        kinds,
        genders,
        collective,
        naming,
        {
            word.lower(): gender
            for word, gender in (
                *_gendered(titles["female"], titles["male"]),
                *((word, None) for word in titles["other"]),
            )
        },
        dict(_gendered(given["female"], given["male"])),
        kinds_of={
            word: tuple(kind for kind in kinds if word in kinds[kind])
            for words in kinds.values()
            for word in sorted(words)
        },
        **classes,
    )


def _gendered(female: list[str], male: list[str]) -> Iterator[tuple[str, Gender]]:
    yield from ((word, "f") for word in female)
    yield from ((word, "m") for word in male)


@dataclass(frozen=True, slots=True)
class Modifiers:
    """Words before a post: those that say somebody else holds it, and those that belong to no title."""

    former: frozenset[str]
    other: frozenset[str]
    acting: frozenset[str]
    describing: frozenset[str]
    organ_words: frozenset[str]


@cache
def modifiers() -> Modifiers:
    """The word classes of modifiers.yaml."""
    return Modifiers(**{name.replace(" ", "_"): frozenset(words) for name, words in _rows("modifiers").items()})


@dataclass(frozen=True, slots=True)
class FunctionWords:
    """Closed word classes; `bonds` in order, the closest first."""

    articles: frozenset[str]
    definite: frozenset[str]
    known: frozenset[str]
    indefinite: frozenset[str]
    demonstratives: frozenset[str]
    amounts: frozenset[str]
    negations: frozenset[str]
    reflexive: frozenset[str]
    anybody: frozenset[str]
    possessives: frozenset[str]
    bonds: tuple[str, ...]
    destinations: frozenset[str]
    continuing: frozenset[str]
    behind: frozenset[str]
    particles: frozenset[str]
    humans: frozenset[str]
    bare: frozenset[str]
    things: frozenset[str]
    leading: frozenset[str]
    takers: frozenset[str]
    numbers: dict[str, int]


@cache
def function_words() -> FunctionWords:
    """The word classes of function_words.yaml."""
    rows = _rows("function_words")
    bonds, numbers = tuple(rows.pop("bonds")), rows.pop("numbers")
    return FunctionWords(bonds=bonds, numbers=numbers, **{name: frozenset(words) for name, words in rows.items()})
