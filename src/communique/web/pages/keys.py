"""Keys: what the keyboard does on every page, and what the kinds of claims are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from communique.archive.room import Reader
from communique.web.asking import Query
from communique.web.pages import Page

REVIEW = (
    ("a", "Accept: read rightly"), ("r", "Reject: read wrongly (x: the second of two)"),
    ("c", "Correct (y: the second of two)"), ("m", "Merge two that are one"),
    ("s", "Split what was merged wrongly (z: the second of two)"), ("n", "Leave it, go on"), ("p", "Go back"),
    ("u", "Undo the last decision"),
)

MEANS = {
    "meeting": "who met whom, in which body and form", "statement": "who said what to whom, through whom",
    "event": "who did what to whom", "commitment": "what somebody undertakes, on which condition",
    "position": "where somebody stands on an issue", "membership": "who belongs to an organisation, and as what",
    "tenure": "who holds or held which post", "designation": "what somebody is called, and by whom",
}


@dataclass(frozen=True, slots=True)
class Keys:
    TEMPLATE: ClassVar[str] = "keys.html"
    COLUMNS: ClassVar[tuple[str, ...]] = ("key", "does")

    review: tuple[tuple[str, str], ...] = REVIEW
    means: Mapping[str, str] = field(default_factory=lambda: MEANS)

    @property
    def title(self) -> str:
        return "Keys"

    def rows(self) -> Iterator[Sequence[object]]:
        return iter(self.review)


def keys(reader: Reader, query: Query, name: str) -> Keys:
    return Keys()


PAGES = (Page("/keys", keys),)
