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
    "aims", "local", "loose", "chairs", "holding_chair", "handing_chair", "from", "replacing", "serving",
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
    aims: frozenset[str]
    local: frozenset[str]
    loose: frozenset[str]
    chairs: frozenset[str]
    holding_chair: frozenset[str]
    handing_chair: frozenset[str]
    from_: frozenset[str]
    replacing: frozenset[str]
    serving: frozenset[str]
    heading: dict[str, str]
    of: frozenset[str]
    as_: frozenset[str]
    matches: dict[str, tuple[str, str, str, str]]
    rejects: tuple[str, ...]


@cache
def title_words() -> TitleWords:
    rows = yaml.load((FOLDER / "titles.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    classes = {name + "_" * (name in {"as", "from"}): frozenset(rows[name]) for name in CLASSES}
    matches = {sentence: tuple(tenure) for sentence, tenure in rows["matches"].items()}
    return TitleWords(**classes, heading=rows["heading"], matches=matches, rejects=tuple(rows["rejects"]))
