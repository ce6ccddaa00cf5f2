"""Words around posts: which roles are posts, and how one is held, taken or left."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "en"
CLASSES = (
    "no_post", "bound", "former", "acting", "designate", "appointing", "becoming", "leaving", "designating", "being",
    "of", "as", "ranks", "rank_heads", "before_rank", "pluperfect", "toward", "ministries",
)


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The word classes of titles.yaml, with the sentences that must and must not give a tenure."""

    no_post: frozenset[str]
    bound: frozenset[str]
    former: frozenset[str]
    acting: frozenset[str]
    designate: frozenset[str]
    appointing: frozenset[str]
    becoming: frozenset[str]
    leaving: frozenset[str]
    designating: frozenset[str]
    being: frozenset[str]
    ranks: frozenset[str]
    rank_heads: frozenset[str]
    before_rank: frozenset[str]
    pluperfect: frozenset[str]
    toward: frozenset[str]
    ministries: frozenset[str]
    of: frozenset[str]
    as_: frozenset[str]
    matches: dict[str, tuple[str, str, str, str]]
    rejects: tuple[str, ...]


@cache
def title_words() -> TitleWords:
    rows = yaml.load((FOLDER / "titles.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    classes = {name if name != "as" else "as_": frozenset(rows[name]) for name in CLASSES}
    matches = {sentence: tuple(tenure) for sentence, tenure in rows["matches"].items()}
    return TitleWords(**classes, matches=matches, rejects=tuple(rows["rejects"]))
