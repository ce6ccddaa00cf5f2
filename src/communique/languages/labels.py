"""Words by which somebody is called something: legal and loaded labels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "en"
CLASSES = ("nouns", "bearers", "adjectives", "alone", "pairs", "banning", "in", "as", "marks", "the", "completed")


@dataclass(frozen=True, slots=True)
class LabelWords:
    """The word classes of labels.yaml, with the sentences that must and must not give a designation."""

    nouns: frozenset[str]
    bearers: frozenset[str]
    adjectives: frozenset[str]
    alone: frozenset[str]
    pairs: frozenset[str]
    banning: frozenset[str]
    in_: frozenset[str]
    as_: frozenset[str]
    marks: frozenset[str]
    the: frozenset[str]
    completed: frozenset[str]
    matches: dict[str, tuple[str, str, str | None]]
    rejects: tuple[str, ...]


@cache
def label_words() -> LabelWords:
    rows = yaml.load((FOLDER / "labels.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    classes = {name + "_" * (name in {"in", "as"}): frozenset(rows[name]) for name in CLASSES}
    matches = {sentence: tuple(designation) for sentence, designation in rows["matches"].items()}
    return LabelWords(**classes, matches=matches, rejects=tuple(rows["rejects"]))
