"""Who is joined to whom in the view: who met, backed and blamed whom, counted where the claims lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self

from communique.store.catalogue import _ORDERS as ORDERS
from communique.store.catalogue import Catalogue, Order, Row
from communique.store.file import named
from communique.store.viewed import SPEAKS

#: Parts a claim's sides have by field: whose name is put into the first place, and whose into the second.
_SIDES = {"commitment": ("by", "to"), "position": ("holder", "subject"), "designation": ("subject", "")}

#: How two actors are joined, and the stances and PLOVER types that tell the one-sided ways; only to meet is mutual.
BACKED, BLAMED = ("supports", "SUPPORT", "AID"), ("blames", "ACCUSE")
WAYS = ("met", "backed", "blamed")

#: Participants of a gathering so large that it joins nobody in particular.
CROWD = 16

#: What is held to have been: not what is denied or called off, nor what comes later than a day, where one is given.
_HELD = (
    "status NOT IN ('denied', 'cancelled')"
    " AND (:day IS NULL OR CASE WHEN first_day IS NULL THEN told_first <= :day ELSE first_day <= :ordinal END)"
)

#: One row for each way in which one claim joins two actors.
_JOINED = f"""
    WITH gathering AS MATERIALIZED (
        SELECT number, content FROM claim WHERE kind = 'meeting' AND {_HELD}
        AND json_array_length(content, '$.participants') BETWEEN 2 AND {CROWD}),
    taking AS MATERIALIZED (
        SELECT DISTINCT number, coalesce(own.value ->> '$.id', casefold(own.value ->> '$.name')) AS key
        FROM gathering, json_each(content, '$.participants') AS own),
    turned AS MATERIALIZED (
        SELECT number, content ->> '$.holder' AS one, content ->> '$.subject' AS other, content ->> '$.stance' AS what
        FROM claim WHERE kind = 'position' AND {_HELD}
        UNION ALL SELECT number, actor.value, recipient.value, content ->> '$.type'
        FROM claim, json_each(content, '$.actors') AS actor, json_each(content, '$.recipients') AS recipient
        WHERE kind = 'event' AND {_HELD}),
    joined AS (
        SELECT first.number AS number, first.key AS one, second.key AS other, 'met' AS how
        FROM taking AS first JOIN taking AS second ON first.number = second.number AND first.key < second.key
        UNION SELECT number, coalesce(one ->> '$.id', casefold(one ->> '$.name')),
        coalesce(other ->> '$.id', casefold(other ->> '$.name')),
        CASE WHEN what IN {BACKED} THEN 'backed' ELSE 'blamed' END
        FROM turned WHERE what IN {BACKED + BLAMED} AND one IS NOT NULL AND other IS NOT NULL)
"""


@dataclass(frozen=True, slots=True)
class Share:
    """Some of an actor's claims: of which kinds, in which order.

    `side`: the actor is the first (1) or second (2) side of it, or speaks (3), or does not speak (4); any (0).
    """

    name: str
    kinds: tuple[str, ...]
    side: int
    order: Order


@dataclass(frozen=True, slots=True)
class Tie:
    """`one` met, backed or blamed (`how`) `other`, both by key, as so many claims tell."""

    one: str
    other: str
    how: str
    claims: int


class Joined(Catalogue):
    """The catalogue, asked for what joins two actors."""

    @classmethod
    def open(cls, path: Path, *, patience: int = 5_000) -> Self:
        store = super().open(path, patience=patience)
        store._db.create_scalar_function("casefold", _casefold, 1, deterministic=True)
        return store

    def ties(self, *, until: date | None = None) -> list[Tie]:
        """Every two actors that claims join, those most often joined first; `until`: as had happened by that day."""
        query = (
            f"{_JOINED} SELECT one, other, how, count(*) FROM joined WHERE one <> other GROUP BY one, other, how"
            " ORDER BY count(*) DESC, one, other, how"
        )
        with named(self.path):
            return [Tie(*row) for row in self._db.execute(query, _moment(until))]

    def joining(self, one: str, other: str, how: str, *, until: date | None = None) -> list[str]:
        """The ids of the claims that join two actors so."""
        query = (
            f"{_JOINED} SELECT claim.id FROM joined JOIN claim ON claim.number = joined.number"
            " WHERE one = :one AND other = :other AND how = :how ORDER BY claim.id"
        )
        with named(self.path):
            asked = {**_moment(until), "one": one, "other": other, "how": how}
            return [ident for (ident,) in self._db.execute(query, asked)]


    def shares(
        self, keys: Sequence[str], wanted: Sequence[Share], *, until: date | None = None, limit: int
    ) -> dict[str, tuple[list[Row], int]]:
        """The claims with these actors in them, part by part: the first `limit` of each, and how many there are.

        `until`: what had happened, and had not ended, by that day.
        """
        marks = ", ".join(f":k{number}" for number in range(len(keys)))
        query = [
            "WITH own AS MATERIALIZED (SELECT number, id, kind, newsrooms, fullness, told_first, told_last, first_day,"
            f" last_day, max(part) AS part, {_side(0)} AS one, {_side(1)} AS other"
            " FROM party CROSS JOIN claim ON number = party.claim"
            f" WHERE key IN ({marks}) AND (:day IS NULL OR (ended IS NULL OR ended >= :ordinal)"
            " AND CASE WHEN first_day IS NULL THEN told_first <= :day ELSE first_day <= :ordinal END) GROUP BY number)"
        ]
        sides = ("TRUE", f"one IN ({marks})", f"other IN ({marks})", f"part = {SPEAKS}", f"part < {SPEAKS}")
        each = (
            f"SELECT * FROM (SELECT {at}, number, newsrooms, told_first, told_last, first_day, last_day,"
            f" count(*) OVER () FROM own WHERE kind IN ({', '.join(repr(kind) for kind in part.kinds)})"
            f" AND {sides[part.side]} ORDER BY {ORDERS[part.order]} LIMIT :limit)"
            for at, part in enumerate(wanted)
        )
        asked = _moment(until) | {"limit": limit} | {f"k{number}": key for number, key in enumerate(keys)}
        with named(self.path):
            rows = list(self._db.execute(query[0] + " UNION ALL ".join(each), asked))
        claims = self._claims([number for _, number, *_ in rows])
        found: dict[str, tuple[list[Row], int]] = {}
        for at, number, *row, total in rows:
            if number in claims:
                found.setdefault(wanted[at].name, ([], total))[0].append(Row(claims[number], *row))
        return found

    def contradicted(self, keys: Sequence[str], *, limit: int) -> list[str]:
        """The ids of claims with any of these actors in them that are contradicted, what is told best first."""
        query = (
            "WITH own AS MATERIALIZED (SELECT DISTINCT claim FROM party WHERE key IN"
            f" ({', '.join('?' * len(keys))})), found AS (SELECT rowid AS at FROM conflict WHERE one IN own"
            " UNION SELECT rowid FROM conflict WHERE other IN own)"
            " SELECT one_id FROM found JOIN conflict ON conflict.rowid = at"
            " ORDER BY rank, sides IS NOT NULL, one_id, other_id, over LIMIT ?"
        )
        with named(self.path):
            return list(dict.fromkeys(ident for (ident,) in self._db.execute(query, (*keys, limit))))

    def days(self, kinds: Sequence[str]) -> list[date]:
        """The days on which claims of these kinds begin, or were first told where they have no day of their own."""
        query = (
            "SELECT DISTINCT coalesce(first_day, 0), CASE WHEN first_day IS NULL THEN told_first END FROM claim"
            f" WHERE kind IN ({', '.join('?' * len(kinds))})"
        )
        with named(self.path):
            found = list(self._db.execute(query, tuple(kinds)))
        return sorted({date.fromisoformat(told) if told else date.fromordinal(begun) for begun, told in found})


def _side(at: int) -> str:
    """The key of a claim's first (0) or second side, in SQL."""
    cases = " ".join(
        f"WHEN '{kind}' THEN coalesce(content ->> '$.{fields[at]}.id', casefold(content ->> '$.{fields[at]}.name'))"
        for kind, fields in _SIDES.items() if fields[at]
    )
    return f"CASE kind {cases} END"


def _moment(until: date | None) -> dict[str, Any]:
    return {"day": until and until.isoformat(), "ordinal": until and until.toordinal()}


def _casefold(*text: Any) -> str | None:
    return None if text[0] is None else str(text[0]).casefold()
