"""The pages: one module a page, each a function from a query to a plain view value, drawn by a template of its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from communique.archive.room import Reader
from communique.web.asking import Query
from communique.web.forms import View

#: Builds a view from the record and the query; `name` is what the address names (an actor's key, a claim's id), or "".
Build = Callable[[Reader, Query, str], View]

#: Claims on a page of a list.
SIZE = 40


@dataclass(frozen=True, slots=True)
class Page:
    """A page at an address; `{name}` in the path may hold slashes."""

    path: str
    build: Build


@dataclass(frozen=True, slots=True)
class Pager:
    """Which part of a list is shown: page `number` from 0, of `total` items."""

    number: int
    total: int
    size: int = SIZE

    @property
    def first(self) -> int:
        return self.number * self.size

    @property
    def last(self) -> int:
        return min(self.total, self.first + self.size)

    @property
    def more(self) -> bool:
        return self.last < self.total
