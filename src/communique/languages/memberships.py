"""Words that tell who belongs to an organisation, and as what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from communique.languages.verbs import lemma_table

FOLDER = Path(__file__).parent / "en"
CLASSES = (
    "consisting", "consisting_of", "applying", "wishing", "wished", "states", "status", "holding", "granting",
    "not_before", "of", "as", "founding", "listing", "membership", "for", "not_within", "becoming",
    "bodies", "other", "admitting", "including", "person_nouns", "founders", "founding_words", "former", "lawmakers",
    "officers", "belonging", "employers", "political", "partners", "outside", "prospective", "exits", "from",
    "announcing", "entering", "partaking", "returning", "the", "dealings", "with", "predicative",
)


@dataclass(frozen=True, slots=True)
class MembershipWords:
    """`verbs` and `done` give a lemma its role and the places where the organisation may stand; `forms` are the verbs
    by form, `words` classes. `person_verbs` are those of persons, `parties` the parties that an adjective means."""

    verbs: dict[str, tuple[str, tuple[str, ...]]]
    person_verbs: dict[str, tuple[str, tuple[str, ...]]]
    parties: dict[str, str]
    done: dict[str, tuple[str, tuple[str, ...]]]
    forms: dict[str, str]
    nouns: dict[str, str]
    statuses: dict[str, str]
    qualified: dict[str, str]
    words: dict[str, frozenset[str]]
    matches: dict[str, tuple[str, str, str]]
    rejects: tuple[str, ...]


@cache
def membership_words() -> MembershipWords:
    rows = yaml.load((FOLDER / "memberships.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    verbs, done = _by_lemma(rows["verbs"]), _by_lemma(rows["done"])
    classes = ("consisting", "applying", "holding", "granting", "founding", "becoming")
    lemmas = {*verbs, *done, *(lemma for name in classes for lemma in rows[name])}
    return MembershipWords(
        verbs, _by_lemma(rows["person_verbs"]), rows["parties"], done, lemma_table(lemmas, rows["irregular"]),
        rows["nouns"], rows["statuses"], rows["qualified"],
        {name: frozenset(rows[name]) for name in CLASSES},
        {sentence: tuple(found) for sentence, found in rows["matches"].items()}, tuple(rows["rejects"]),
    )


def _by_lemma(rows: dict[str, Any]) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {lemma: (role, tuple(row["places"])) for role, row in rows.items() for lemma in row["lemmas"]}
