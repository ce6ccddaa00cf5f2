"""The view as readers browse it: claims by any facets, page by page, each facet's values counted; never written to."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, Self

from communique.claims import Claim, from_dict
from communique.store.file import named
from communique.store.reports import Store

Order = Literal["telling", "news", "day", "latest", "words", "doubt"]

#: What a facet counts: the column, and the table beside `claim` it stands in.
_FACETS = {
    "kind": ("kind", ""), "status": ("status", ""), "newsroom": ("newsroom", "teller"), "party": ("key", "party"),
    "report": ("report", "cited"),
}
Facet = Literal["kind", "status", "newsroom", "party", "report"]

_ORDERS: dict[Order, str] = {
    "telling": "newsrooms DESC, fullness DESC, told_last DESC, first_day DESC, id",
    "news": "told_first DESC, newsrooms DESC, fullness DESC, id",
    "day": "first_day IS NULL, first_day, last_day, id",
    "latest": "first_day IS NULL, first_day DESC, last_day DESC, id",
    "words": "fit, newsrooms DESC, id",
    "doubt": "confidence, newsrooms DESC, id",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What claims are wanted. Empty: all. `ids`, and those `without` which, are of any member.

    `parties`: for each group of actors' keys, one of them has a part in the claim. `first`, `last`: it happened within
    these days, or was told first in them where it has no day; `news`: first told within these days. `fields`: what the
    claim's own fields hold, an actor's by its key ("speaker", the keys wanted).
    """

    words: str = ""
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    newsrooms: tuple[str, ...] = ()
    parties: tuple[tuple[str, ...], ...] = ()
    reports: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    news: tuple[date, date] | None = None
    dated: bool = False
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A merged claim; `independent` counts newsrooms, copies once; `told_…` are ISO days, `…_day` ordinals."""

    claim: Claim
    independent: int
    told_first: str
    told_last: str
    first_day: int | None
    last_day: int | None


class Claims:
    """Claims of one version of the view by number, as they were read last; shared by the threads that read them."""

    def __init__(self, most: int = 6_000) -> None:
        self._most = most
        self._kept: OrderedDict[int, Claim] = OrderedDict()
        self._lock = threading.Lock()

    def claims(self, numbers: Iterable[int]) -> dict[int, Claim]:
        """Those of the claims that are remembered."""
        with self._lock:
            kept = self._kept
            found = {number: kept[number] for number in numbers if number in kept}
            for number in found:
                kept.move_to_end(number)
            return found

    def keep(self, claims: Mapping[int, Claim]) -> None:
        """Remembers claims, unless they are so many that they would drive out all others."""
        if len(claims) * 4 > self._most:
            return
        with self._lock:
            self._kept.update(claims)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


class Catalogue(Store):
    """A store opened to read the view as it stands: whoever serves it brings the view up to date beside.

    `memory` is of one version of the view: give another where the version changes.
    """

    memory: Claims

    @classmethod
    def open(cls, path: Path, *, patience: int = 5_000) -> Self:
        store = super().open(path, patience=patience)
        store._db.execute("PRAGMA query_only = ON; PRAGMA mmap_size = 268435456")
        store.memory = Claims()
        return store

    @property
    def stale(self) -> bool:
        return False

    def check(self, stamp: str, told: Mapping[int, bool]) -> bool:
        return False

    def version(self) -> int:
        """Counts the states of the view; what was made of one version holds until the next."""
        return self._number("SELECT number FROM state WHERE name = 'viewed'")

    def find(self, asked: Asked, *, order: Order = "telling", limit: int = -1, offset: int = 0) -> list[Row]:
        """The claims asked for, in order."""
        where, values = _conditions(asked)
        columns = "number, newsrooms, told_first, told_last, first_day, last_day"
        source = "claim"
        if order == "words" and asked.words.split():
            source = (
                "claim JOIN (SELECT rowid AS found, rank AS fit FROM claim_words WHERE claim_words MATCH ?)"
                " ON found = number"
            )
            values = [_quoted(asked.words), *values]
        elif order == "words":
            order = "telling"
        by = _ORDERS[order]
        if asked.dated:
            by = by.removeprefix("first_day IS NULL, ")
        elif asked.reports or asked.ids or any(asked.parties):
            # few of all: found by their numbers, not by going through an index in this order
            by = f"+{by}"
        query = f"SELECT {columns} FROM {source} WHERE {where} ORDER BY {by} LIMIT ? OFFSET ?"
        with named(self.path):
            found = list(self._db.execute(query, (*values, limit, offset)))
            claims = self._claims([number for number, *_ in found])
            return [Row(claims[number], *rest) for number, *rest in found if number in claims]

    def _claims(self, numbers: list[int]) -> dict[int, Claim]:
        """The claims of these numbers in the view: as remembered, or read now."""
        claims = self.memory.claims(numbers)
        lacking = [number for number in numbers if number not in claims]
        for first in range(0, len(lacking), 10_000):
            rows = self._db.execute(
                "SELECT number, content FROM claim WHERE number IN (SELECT value FROM json_each(?))",
                (json.dumps(lacking[first : first + 10_000]),),
            )
            read = {number: from_dict(json.loads(content)) for number, content in rows}
            self.memory.keep(read)
            claims |= read
        return claims

    def tally(self, asked: Asked) -> int:
        """How many claims are asked for."""
        where, values = _conditions(asked)
        return self._number(f"SELECT count(*) FROM claim WHERE {where}", values)

    def facet(self, asked: Asked, facet: Facet, *, prefix: str = "", limit: int = 20) -> list[tuple[str, int]]:
        """The commonest values of a facet among the claims asked for, each with how many claims have it.

        `prefix`: only values that begin so ("org/").
        """
        where, values = _conditions(asked)
        column, table = _FACETS[facet]
        if where == "TRUE" and table:
            query = f"SELECT {column}, count(*) FROM {table} WHERE TRUE"
        elif table:
            query = (
                f"SELECT {column}, count(*) FROM {table} WHERE claim IN (SELECT number FROM claim WHERE {where})"
            )
        else:
            query = f"SELECT {column}, count(*) FROM claim WHERE {where}"
        if prefix:
            query += f" AND {column} >= ? AND {column} < ?"
            values = [*values, prefix, _after(prefix)]
        query += f" GROUP BY {column} ORDER BY count(*) DESC, {column} LIMIT ?"
        with named(self.path):
            return list(self._db.execute(query, (*values, limit)))

    def keys_below(self, key: str) -> list[str]:
        """The actors of the view that are organs of this one, by key."""
        with named(self.path):
            rows = self._db.execute(
                "SELECT DISTINCT key FROM party WHERE key >= ? AND key < ? ORDER BY key", (f"{key}/", f"{key}0")
            )
            return [row for (row,) in rows]

    def has_party(self, key: str) -> bool:
        """Whether any claim of the view speaks of this actor."""
        return bool(self._number("SELECT EXISTS (SELECT 1 FROM party WHERE key = ?)", (key,)))

    def told(self) -> tuple[str, str] | None:
        """The first and the last day on which anything was told."""
        with named(self.path):
            found = self._db.execute("SELECT min(told_first), max(told_first) FROM claim").fetchone()
        return (found[0], found[1]) if found and found[0] else None

    def written_as(self, keys: Sequence[str], *, limit: int = 40) -> list[tuple[str, str, int]]:
        """How single reports write these actors: a report, the words, and in how many of its claims.

        Looked at are the reports' own claims under the first `limit` claims that speak of the actors.
        """
        query = (
            "SELECT name, CASE tree.type WHEN 'object' THEN tree.value ->> '$.text' END AS words,"
            " count(DISTINCT atom.id) FROM member"
            " JOIN atom ON atom.id = member.id JOIN report ON report.id = atom.report AND replaced IS NULL"
            " JOIN json_tree(atom.content) AS tree ON tree.type = 'object' AND tree.path NOT LIKE '$.evidence%'"
            f" WHERE member.claim IN (SELECT claim FROM party WHERE key IN ({_marks(keys)}) LIMIT ?)"
            " AND CASE tree.type WHEN 'object' THEN coalesce(tree.value ->> '$.id', lower(tree.value ->> '$.name')) END"
            f" IN ({_marks(keys)})"
            " AND words IS NOT NULL GROUP BY name, words"
        )
        with named(self.path):
            return list(self._db.execute(query, (*keys, limit, *keys)))

    def places(self, asked: Asked) -> list[tuple[str, str, str | None, str, int]]:
        """Where the claims asked for are set: a place's key, name and country's code, a kind, how many of the kind."""
        where, values = _conditions(asked)
        query = (
            "SELECT coalesce(content ->> '$.where.id', lower(content ->> '$.where.name')) AS place,"
            " max(content ->> '$.where.name'), max(content ->> '$.where.code'), kind, count(*) FROM claim"
            f" WHERE {where} AND place IS NOT NULL GROUP BY place, kind ORDER BY place, kind"
        )
        with named(self.path):
            return list(self._db.execute(query, values))

    def pairs(self, kinds: Sequence[str], *, parties: Sequence[str] = ()) -> Iterator[tuple[int, str]]:
        """Number and content of the claims of some kinds, of any or of these actors, the latest told first."""
        where, values = _conditions(Asked(kinds=tuple(kinds), parties=(tuple(parties),) if parties else ()))
        with named(self.path):
            yield from self._db.execute(f"SELECT newsrooms, content FROM claim WHERE {where} ORDER BY id", values)


def _conditions(asked: Asked) -> tuple[str, list[Any]]:
    parts: list[tuple[str, Sequence[Any]]] = []
    for column, wanted in (("kind", asked.kinds), ("status", asked.statuses)):
        if wanted:
            parts.append((f"{column} IN ({_marks(wanted)})", wanted))
    if asked.words.split():
        parts.append(("number IN (SELECT rowid FROM claim_words WHERE claim_words MATCH ?)", [_quoted(asked.words)]))
    for table, column, wanted in (
        ("teller", "newsroom", asked.newsrooms), ("cited", "report", asked.reports), ("member", "id", asked.ids),
        *(("party", "key", group) for group in asked.parties),
    ):
        if wanted:
            parts.append((f"number IN (SELECT claim FROM {table} WHERE {column} IN ({_marks(wanted)}))", wanted))
    if asked.without:
        parts.append(("number NOT IN (SELECT claim FROM member WHERE id IN (SELECT value FROM json_each(?)))",
                      [json.dumps(asked.without)]))
    if asked.dated:
        parts.append(("first_day IS NOT NULL", ()))
    if asked.first:
        parts.append(("CASE WHEN first_day IS NULL THEN told_first >= ? ELSE last_day >= ? END",
                      (asked.first.isoformat(), asked.first.toordinal())))
    if asked.last:
        parts.append(("CASE WHEN first_day IS NULL THEN told_first <= ? ELSE first_day <= ? END",
                      (asked.last.isoformat(), asked.last.toordinal())))
    if asked.news:
        parts.append(("told_first BETWEEN ? AND ?", [day.isoformat() for day in asked.news]))
    for name, keys in asked.fields:
        parts.append((f"coalesce(content ->> ?, lower(content ->> ?)) IN ({_marks(keys)})",
                      (f"$.{name}.id", f"$.{name}.name", *keys)))
    return " AND ".join(text for text, _ in parts) or "TRUE", [value for _, own in parts for value in own]


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)


def _quoted(words: str) -> str:
    """Each word in quotation marks, so that none is read as an operator; the last may be a beginning only."""
    return " ".join('"' + word.replace('"', '""') + '"' for word in words.split())


def _after(prefix: str) -> str:
    """The least text behind all that begin so."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)
