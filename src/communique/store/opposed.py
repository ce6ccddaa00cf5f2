"""What contradicts what in the view: kept beside its claims, and renewed with them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import merge
from pathlib import Path
from typing import Any

from communique.claims import Claim, from_dict
from communique.store.file import File, named
from communique.store.viewed import Then


@dataclass(frozen=True, slots=True)
class Opposed:
    """Two claims, by id, that contradict each other; `rank` puts the kinds in order that tell it best.

    `sides`: where reports of one claim differ, the claim as each tells it, and `told` what it says.
    """

    over: str
    rank: int
    one: str
    other: str
    told: tuple[str, str] | None = None
    sides: tuple[Claim, Claim] | None = None

    @property
    def order(self) -> tuple[Any, ...]:
        """What is told best comes first, two claims before one on which reports differ."""
        return (self.rank, False, self.one, self.other) if self.sides is None else (self.rank, True)


#: Gives, of claims just made, the contradictions they stand in.
Against = Callable[[Sequence[Claim]], Iterable[Opposed]]

#: Keys of which a claim has one of the first and, unless there are none, one of the second.
Ties = tuple[frozenset[int], frozenset[int]]
NO_TIES: Ties = frozenset(), frozenset()

#: Claims looked up at a time, and claims kept in mind.
AT_ONCE, MOST = 10_000, 5_000

_COLUMNS = "conflict.over, rank, one_id, other_id, told, sides"
#: Contradictions in which claims of given members stand; asked for twice.
_CLAIMS = "SELECT claim FROM member WHERE id IN (SELECT value FROM json_each(?))"
_AMONG = (
    f"conflict.rowid IN (SELECT rowid FROM conflict WHERE one IN ({_CLAIMS})"
    f" UNION SELECT rowid FROM conflict WHERE other IN ({_CLAIMS}))"
)


class Contradictions(File):
    """The contradictions of the view, and the keys by which claims that may contradict each other are found."""

    def __init__(self, path: Path, connection: Any) -> None:
        super().__init__(path, connection)
        self._counts: dict[str, tuple[Claim, int]] = {}  # claims as read last, each with how many newsrooms tell it

    def _oppose(self, numbers: Mapping[str, int], found: Iterable[Opposed]) -> None:
        """Keeps contradictions in which the claims just made stand, given their numbers by id."""
        for own in found:
            one, other = (numbers.get(ident) or self._number_of(ident) for ident in (own.one, own.other))
            sides = [{**side.to_dict(), "members": side.members} for side in own.sides or ()]
            self._db.execute(
                "INSERT INTO conflict VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (own.over, own.rank, own.one, own.other, one, other, json.dumps(own.told) if own.told else None,
                 json.dumps(sides, ensure_ascii=False) if sides else None),
            )

    def _number_of(self, ident: str) -> int:
        return self._number(
            "SELECT number FROM member JOIN claim ON number = claim WHERE member.id = ? AND claim.id = ?",
            (ident, ident),
        )

    def facing(
        self, keys: Mapping[int, int], least: float, *, kind: str, ties: Ties = NO_TIES, denied_only: bool = True
    ) -> set[int]:
        """The numbers of claims that may contradict one: which share enough of its `keys`, each with its weight.

        So may those of its `kind` that share its ties: all, or such as deny something.
        """
        found = set[int]()
        with named(self.path):
            if keys:
                rows = self._db.execute(
                    "SELECT claim FROM json_each(?) AS sought JOIN rival ON rival.key = sought.value ->> 0"
                    " GROUP BY claim HAVING sum(sought.value ->> 1) >= ?", (json.dumps(list(keys.items())), least),
                )
                found.update(number for (number,) in rows)
        return found | self._with_ties(ties, denied=kind if denied_only else None)

    def _with_ties(self, ties: Ties, *, denied: str | None = None) -> set[int]:
        """The numbers of claims that share one of the first keys and, if there are any, one of the second.

        `denied`: only those of this kind that deny something or call it off.
        """
        query = " INTERSECT ".join(
            "SELECT claim FROM tie WHERE key IN (SELECT value FROM json_each(?))" for keys in ties[: 1 + bool(ties[1])]
        )
        values = [json.dumps(sorted(keys)) for keys in ties[: 1 + bool(ties[1])]]
        if denied:
            query += " INTERSECT SELECT number FROM claim WHERE status IN ('denied', 'cancelled') AND kind = ?"
            values.append(denied)
        return {number for (number,) in self._all(query, values)}

    def contradictions(
        self, *, until: date | None = None, rooms: tuple[str, str] | None = None, of: Sequence[str] | None = None,
        then: Then | None = None,
    ) -> Iterator[tuple[str, Iterator[Opposed]]]:
        """The contradictions of the view: for each thing claims differ over, those first that tell it best.

        `until`: both claims had begun by then; `rooms`: told by one newsroom against the other; `of`: of these claims,
        by the id of any member; `then`: both held then.
        """
        among, values = (f" WHERE {_AMONG}", [json.dumps(of)] * 2) if of is not None else ("", [])
        for (over,) in self._all(f"SELECT DISTINCT over FROM conflict{among} ORDER BY over", values):
            pairs = self._opposed("sides IS NULL", "rank, one_id, other_id", over, until, rooms, of, then)
            telling = "a.newsrooms DESC, a.fullness DESC, a.told_last DESC, a.first_day DESC, a.id"
            within = self._opposed(
                "sides IS NOT NULL", f"rank, {telling}", over, until, rooms, of, then,
            )
            yield over, merge(pairs, within, key=lambda own: own.order)

    def _opposed(
        self, which: str, order: str, over: str, until: date | None, rooms: tuple[str, str] | None,
        of: Sequence[str] | None, then: Then | None,
    ) -> Iterator[Opposed]:
        where, values = [f"conflict.over = ? AND {which}"], list[Any]([over])
        source = "conflict"
        if until or then or "a." in order:
            source += " CROSS JOIN claim AS a ON a.number = one CROSS JOIN claim AS b ON b.number = other"
        for name in ("a", "b"):
            if until:
                where.append(
                    f"CASE WHEN {name}.first_day IS NULL THEN {name}.told_first <= ? ELSE {name}.first_day <= ? END"
                    f" AND ({name}.ended IS NULL OR {name}.ended >= ?)"
                )
                values += [until.isoformat(), until.toordinal(), until.toordinal()]
            if then:
                where.append(f"{name}.known_last <= ?")
                values.append(then.known.isoformat())
        if rooms:
            own = "{0} IN (SELECT claim FROM teller WHERE newsroom = ?)"
            pair = f"{own.format('one')} AND {own.format('other')}"
            where.append(f"({pair} OR {pair})")
            values += [*rooms, *rooms[::-1]]
        if of is not None:
            # a claim stands in few contradictions: found by its number, not along the order's index
            where.append(_AMONG)
            values += [json.dumps(of)] * 2
        query = f"SELECT {_COLUMNS}, one, other FROM {source} WHERE {' AND '.join(where)} ORDER BY {order}"
        without = then.without if then else frozenset()
        for *row, one, other in self._all(query, values):
            if one not in without and other not in without:
                yield _opposed(row)

    def _all(self, query: str, values: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        with named(self.path):
            yield from self._db.execute(query, tuple(values))

    def numbered(self, numbers: Iterable[int]) -> Iterator[tuple[int, Claim]]:
        """The claims of the view by number."""
        sought = sorted(numbers)
        for first in range(0, len(sought), AT_ONCE):
            rows = self._all(
                "SELECT number, newsrooms, content FROM claim WHERE number IN (SELECT value FROM json_each(?))",
                (json.dumps(sought[first : first + AT_ONCE]),),
            )
            yield from ((number, self._read(content, newsrooms)) for number, newsrooms, content in rows)

    def _read(self, content: str, newsrooms: int) -> Claim:
        """A claim of the view; how many newsrooms tell it is kept in mind."""
        claim = from_dict(json.loads(content))
        if len(self._counts) > MOST:
            self._counts.clear()
        self._counts[claim.id] = claim, newsrooms
        return claim


def _opposed(row: Sequence[Any]) -> Opposed:
    over, rank, one, other, told, sides = row
    said = json.loads(told) if told else None
    read = [from_dict(side) for side in json.loads(sides)] if sides else None
    return Opposed(
        over, rank, one, other, (said[0], said[1]) if said else None, (read[0], read[1]) if read else None
    )
