"""What every type, mode and context of events means, with examples (languages/en/codebook.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "en" / "codebook.yaml"


@dataclass(frozen=True, slots=True)
class ModeEntry:
    """What a mode means, and a sentence that shows it."""

    means: str
    example: str


@dataclass(frozen=True, slots=True)
class TypeEntry:
    """What a type means and what it does not; `quad` is its class, 1 to 4; `modes` are empty where it has none."""

    quad: int
    means: str
    excludes: str
    examples: tuple[str, ...]
    modes: Mapping[str, ModeEntry] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ContextEntry:
    """What a context speaks of, and words that show it."""

    means: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Codebook:
    """The types of events in PLOVER's order, and the contexts."""

    types: Mapping[str, TypeEntry]
    contexts: Mapping[str, ContextEntry]


@cache
def codebook() -> Codebook:
    """The shipped codebook, read once a process. Raises KeyError or TypeError where an entry lacks a part."""
    rows: Any = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return Codebook(
        {name: _type(row) for name, row in rows["types"].items()},
        {name: ContextEntry(row["means"], tuple(row["words"])) for name, row in rows["contexts"].items()},
    )


def _type(row: dict[str, Any]) -> TypeEntry:
    modes = {name: ModeEntry(**mode) for name, mode in row.get("modes", {}).items()}
    return TypeEntry(row["quad"], row["means"], row["not"], tuple(row["examples"]), modes)
