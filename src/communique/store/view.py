"""The view of merged claims, made from what is kept and able to be made again: what questions are put to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from communique.actors import Evidence
from communique.claims import Claim, from_dict
from communique.store.file import named
from communique.store.opposed import Against, Contradictions, Ties
from communique.store.viewed import PLACE, Called, Names, Order, Sketch, Then, Viewed, order

#: What a claim of the view is found by, each a key and the claim's number.
_TABLES = ("member", "teller", "tie", "cited", "rival")

#: What else stands by a claim's number.
_BESIDE = ("party", "label", "checked")

#: What a claim is made of: the ids of its members, and of the claims that refine it.
Made = tuple[tuple[str, ...], tuple[str, ...]]

_TELLING = "newsrooms DESC, fullness DESC, told_last DESC, first_day DESC, id"
_BY_DAY = "first_day, id"


@dataclass(frozen=True, slots=True)
class Mark:
    """The state of what is kept at a moment: changes counted, each report in force with its version and reading."""

    changes: int
    reports: tuple[tuple[Any, ...], ...]


class View(Contradictions):
    """Merged claims by kind, actor, newsroom, day and words."""

    @property
    def stale(self) -> bool:
        """Whether something changed since the view was made."""
        return bool(self._number("SELECT count(DISTINCT number) - 1 FROM state"))

    @property
    def _viewed(self) -> int:
        return self._number("SELECT number FROM state WHERE name = 'viewed'")

    @property
    def changes(self) -> int:
        """Counts the changes of what is kept."""
        return self._number("SELECT number FROM state WHERE name = 'changes'")

    @contextmanager
    def reading(self) -> Iterator[Mark]:
        """Everything read within is of one moment, whatever others write; the value given names the moment."""
        with named(self.path):
            self._db.execute("BEGIN")
            try:
                rows = self._db.execute("SELECT name, version, revision FROM report WHERE replaced IS NULL")
                seen = tuple(rows)
                yield Mark(self._number("SELECT number FROM state WHERE name = 'changes'"), seen)
            finally:
                self._db.execute("COMMIT")

    def show(self, claims: Iterable[Viewed], against: Against, *, decided: str, mark: Mark) -> None:
        """Makes the view anew, of what was read at `mark`; `decided` tells what of people's decisions it rests on."""
        with self._writing():
            for table in (*_TABLES, *_BESIDE, "conflict", "claim", "called", "claim_words"):
                self._db.execute(f"DELETE FROM {table}")
            self._take(claims, against, 1)
            self._up_to_date(decided, mark)

    def renew(
        self, gone: Iterable[tuple[int, Names]], claims: Iterable[Viewed], against: Against, *,
        decided: str, mark: Mark,
    ) -> None:
        """Puts claims in the place of those `gone`, given by number with the names they brought in."""
        with self._writing():
            for number, names in gone:
                self._forget(number, names)
            self._take(claims, against, self._number("SELECT coalesce(max(number), 0) + 1 FROM claim"))
            self._up_to_date(decided, mark)

    def _take(self, claims: Iterable[Viewed], against: Against, first: int) -> None:
        new = list[Claim]()
        for number, viewed in enumerate(claims, first):
            self._view(number, viewed)
            new.append(viewed.claim)
        self._oppose({claim.id: number for number, claim in enumerate(new, first)}, against(new))

    def _up_to_date(self, decided: str, mark: Mark) -> None:
        self._db.execute("UPDATE state SET number = ? WHERE name = 'viewed'", (mark.changes,))
        self._db.execute("DELETE FROM seen; DELETE FROM decided")
        self._db.executemany("INSERT INTO seen VALUES (?, ?, ?)", mark.reports)
        self._db.execute("INSERT INTO decided VALUES (?)", (decided,))

    @property
    def decided(self) -> str | None:
        """What of people's decisions the view rests on; None where there is no view."""
        with named(self.path):
            row = self._db.execute("SELECT pairs FROM decided").fetchone()
        return row[0] if row else None

    def changed(self) -> tuple[list[str], list[str]]:
        """Reports whose claims in the view hold no longer, and reports whose claims it lacks, by name."""
        now = "SELECT name, version, revision FROM report WHERE replaced IS NULL"
        with named(self.path):
            gone = self._db.execute(f"SELECT report FROM (SELECT * FROM seen EXCEPT {now}) ORDER BY 1")
            old = [name for (name,) in gone]
            lacking = self._db.execute(f"SELECT name FROM ({now} EXCEPT SELECT * FROM seen) ORDER BY 1")
            return old, [name for (name,) in lacking]

    def mixed(self, day: date) -> dict[int, Made]:
        """Of every block some of whose reports were known on a day, and some not: what its claims are made of.

        By number, of those claims all of whose reports were known; nothing of the others.
        """
        text = day.isoformat()
        rows = self._all(
            "SELECT number, known_last <= ?, content ->> '$.members', content ->> '$.refined_by' FROM claim"
            " WHERE block IN (SELECT block FROM claim GROUP BY block"
            " HAVING min(known_first) <= ? AND max(known_last) > ?)", (text, text, text),
        )
        return {
            number: (tuple(json.loads(members)), tuple(json.loads(refined))) if whole else ((), ())
            for number, whole, members, refined in rows
        }

    def known(self, numbers: Iterable[int], then: Then) -> set[int]:
        """Those of the claims of the view that held then."""
        rows = self._all(
            "SELECT number FROM claim WHERE number IN (SELECT value FROM json_each(?)) AND known_last <= ?",
            (json.dumps(sorted(numbers)), then.known.isoformat()),
        )
        return {number for (number,) in rows} - then.without

    def members(self, numbers: Iterable[int]) -> list[str]:
        """The ids of all that was merged into these claims of the view."""
        query = "SELECT DISTINCT id FROM member WHERE claim IN (SELECT value FROM json_each(?))"
        return [ident for (ident,) in self._all(query, (json.dumps(sorted(numbers)),))]

    def unchecked(self, stamp: str, kinds: Sequence[str], *, limit: int) -> list[int]:
        """Numbers of claims of these kinds not yet held against the knowledge of this stamp."""
        seen = "" if self._number("SELECT EXISTS (SELECT 1 FROM knowledge WHERE stamp = ?)", (stamp,)) else " AND FALSE"
        query = (
            f"SELECT number FROM claim WHERE kind IN ({marks(kinds)})"
            f" AND number NOT IN (SELECT claim FROM checked WHERE TRUE{seen}) ORDER BY number LIMIT ?"
        )
        return [number for (number,) in self._all(query, (*kinds, limit))]

    def check(self, stamp: str, told: Mapping[int, bool]) -> bool:
        """Notes which claims contradict the knowledge of this stamp; False where the view has changed meanwhile."""
        viewed = self._viewed
        with self._writing():
            if viewed != self._viewed:
                return False
            if not self._number("SELECT EXISTS (SELECT 1 FROM knowledge WHERE stamp = ?)", (stamp,)):
                self._db.execute("DELETE FROM checked; DELETE FROM knowledge")
                self._db.execute("INSERT INTO knowledge VALUES (?)", (stamp,))
            self._db.executemany("INSERT OR REPLACE INTO checked VALUES (?, ?)", told.items())
        return True

    def contradicting(self, *, until: date | None = None, then: Then | None = None) -> Iterator[tuple[Order, Claim]]:
        """Claims that contradict the knowledge they were last held against, with the key that sorts them."""
        where, values = _conditions(None, (), None, until, (), then)
        without = then.without if then else frozenset()
        query = (
            "SELECT newsrooms, fullness, told_last, first_day, id, number, content FROM checked CROSS JOIN claim"
            f" ON number = checked.claim WHERE contradicts AND {where} ORDER BY {_TELLING}"
        )
        for *row, number, content in self._all(query, values):
            if number not in without:
                yield order(*row), self._read(content, row[0])

    def blocks(
        self, *, reports: Iterable[str] = (), members: Iterable[str] = (), ties: Iterable[Ties] = ()
    ) -> list[tuple[int, str, Claim]]:
        """Of every block that cites a report, has a member, or has ties: the claims' numbers, blocks, and claims."""
        near = sorted(set[int]().union(*map(self._with_ties, ties)))
        asked = [json.dumps(values) for values in (sorted(set(reports)), sorted(set(members)), near)]
        with named(self.path):
            rows = self._db.execute(
                "SELECT number, block, content FROM claim WHERE block IN (SELECT block FROM claim WHERE number IN ("
                " SELECT claim FROM cited WHERE report IN (SELECT value FROM json_each(?))"
                " UNION SELECT claim FROM member WHERE id IN (SELECT value FROM json_each(?))"
                " UNION SELECT value FROM json_each(?))) ORDER BY number",
                asked,
            )
            return [(number, block, from_dict(json.loads(content))) for number, block, content in rows]

    def _forget(self, number: int, names: Names) -> None:
        for table in (*_TABLES, *_BESIDE):
            self._db.execute(f"DELETE FROM {table} WHERE claim = ?", (number,))
        self._db.execute("DELETE FROM conflict WHERE one = ?", (number,))
        self._db.execute("DELETE FROM conflict WHERE other = ?", (number,))
        self._db.execute("DELETE FROM claim WHERE number = ?", (number,))
        self._db.execute("DELETE FROM claim_words WHERE rowid = ?", (number,))
        self._db.executemany("UPDATE called SET claims = claims - 1 WHERE key = ? AND name = ?", names)
        self._db.executemany("DELETE FROM called WHERE key = ? AND name = ? AND claims = 0", names)

    def _view(self, number: int, viewed: Viewed) -> None:
        claim, write = viewed.claim, self._db.execute
        write(
            "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, claim.id, claim.kind, viewed.first_day, viewed.last_day, viewed.told_first, viewed.told_last,
             viewed.independent, viewed.fullness, written(claim), viewed.block, viewed.ended, viewed.published,
             *viewed.known),
        )
        write("INSERT INTO claim_words (rowid, text) VALUES (?, ?)", (number, viewed.words))
        filed = (
            claim.members, viewed.newsrooms, viewed.ties, {evidence.report for evidence in claim.evidence},
            viewed.rivals,
        )
        for table, values in zip(_TABLES, filed, strict=True):
            self._db.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", ((value, number) for value in values))
        self._db.executemany(
            "INSERT INTO party VALUES (?, ?, ?)", ((key, number, part) for key, part in viewed.parts.items())
        )
        self._db.executemany(
            "INSERT INTO label VALUES (?, ?, ?, ?, ?, ?)",
            ((own.key, number, own.atom, own.text, own.by, json.dumps(own.evidence.to_dict(), ensure_ascii=False))
             for own in viewed.labels),
        )
        self._db.executemany(
            "INSERT INTO called VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET claims = claims + 1", viewed.parties
        )

    def claims(
        self, *, kind: str | None = None, party: Sequence[str] = (), newsroom: str | None = None,
        until: date | None = None, ids: Sequence[str] = (), by_day: bool = False, limit: int = -1,
    ) -> Iterator[Claim]:
        """Merged claims of the view, those most newsrooms tell first, or `by_day`, the undated last.

        `party`: any of these actors has a part in it; `until`: begun by that day and not ended, or told by then where
        it is undated; `ids` are of members.
        """
        for _, claim in self.ordered(
            kind=kind, party=party, newsroom=newsroom, until=until, ids=ids, by_day=by_day, limit=limit
        ):
            yield claim

    def ordered(
        self, *, kind: str | None = None, party: Sequence[str] = (), newsroom: str | None = None,
        until: date | None = None, ids: Sequence[str] = (), by_day: bool = False, limit: int = -1,
        then: Then | None = None,
    ) -> Iterator[tuple[Order, Claim]]:
        """The same, each behind the key that sorts it, of the view as it stands or of what of it held `then`."""
        where, values = _conditions(kind, party, newsroom, until, ids, then)
        query = f"SELECT newsrooms, fullness, told_last, first_day, id, number, content FROM claim WHERE {where}"
        if by_day:
            parts = [f"{query} AND first_day IS {dated} ORDER BY {_BY_DAY}" for dated in ("NOT NULL", "NULL")]
        else:
            parts = [f"{query} ORDER BY {_TELLING}"]
        without = then.without if then else frozenset()
        for part in parts:
            for *row, number, content in self._all(part, values):
                if limit == 0:
                    return
                if number not in without:
                    yield order(*row, by_day=by_day), self._read(content, row[0])
                    limit -= 1

    def count(
        self, *, kind: str | None = None, until: date | None = None, then: Then | None = None
    ) -> int:
        """How many merged claims the view holds."""
        where, values = _conditions(kind, (), None, until, (), then)
        if then and then.without:
            where += " AND number NOT IN (SELECT value FROM json_each(?))"
            values.append(json.dumps(sorted(then.without)))
        return self._number(f"SELECT count(*) FROM claim WHERE {where}", values)

    def parts(
        self, keys: Sequence[str], *, until: date | None = None, then: Then | None = None
    ) -> Iterator[tuple[int, str, int, Order]]:
        """The claims in which any of these actors has a part: number, kind, the greatest part, and their order."""
        where, values = _conditions(None, (), None, until, (), then)
        query = (
            "SELECT number, kind, part, newsrooms, fullness, told_last, first_day, id FROM"
            f" (SELECT claim, max(part) AS part FROM party WHERE key IN ({marks(keys)}) GROUP BY claim)"
            f" CROSS JOIN claim ON number = claim WHERE {where}"
        )
        without = then.without if then else frozenset()
        for number, kind, part, *row in self._all(query, (*keys, *values)):
            if number not in without:
                yield number, kind, part, order(*row)

    def first_of(self, key: str) -> list[int]:
        """The number of the claim with this actor that most newsrooms tell, if there is any."""
        query = f"SELECT number FROM claim WHERE number IN (SELECT claim FROM party WHERE key = ?) ORDER BY {_TELLING}"
        return [number for (number,) in self._all(f"{query} LIMIT 1", (key,))]

    def sketches(
        self, newsroom: str, *, until: date | None = None, then: Then | None = None
    ) -> list[Sketch]:
        """What a newsroom tells, in few words, in no order."""
        keys = dict(self._all(
            "SELECT party.claim, group_concat(key, char(31)) FROM teller CROSS JOIN party ON party.claim = teller.claim"
            f" WHERE newsroom = ? AND part > {PLACE} GROUP BY party.claim", (newsroom,)
        ))
        where, values = _conditions(None, (), newsroom, until, (), then)
        without = then.without if then else frozenset()
        rows = self._all(
            "SELECT number, kind, published, last_day, newsrooms, fullness, told_last, first_day, id FROM claim"
            f" WHERE {where}", values,
        )
        return [
            Sketch(
                row[-1], kind, order(*row), published, row[3], last,
                tuple(sorted(keys[number].split(chr(31)))) if number in keys else (),
            )
            for number, kind, published, last, *row in rows if number not in without
        ]

    def called(
        self, keys: Sequence[str] = (), *, until: date | None = None, rooms: Sequence[str] = (),
        then: Then | None = None,
    ) -> Iterator[Called]:
        """What reports call these actors, or, in claims that these newsrooms tell, anybody; in order of the texts."""
        where, values = _conditions(None, (), None, until, (), then)
        if keys:
            where, values = f"key IN ({marks(keys)}) AND {where}", [*keys, *values]
        if rooms:
            where += f" AND label.claim IN (SELECT claim FROM teller WHERE newsroom IN ({marks(rooms)}))"
            values += rooms
        without = then.without if then else frozenset()
        query = (
            "SELECT label.claim, key, atom, text, label.by, evidence FROM label"
            " CROSS JOIN claim ON number = label.claim"
            f" WHERE {where} ORDER BY evidence ->> '$.report', evidence ->> '$.start', evidence ->> '$.end', atom"
        )
        for number, key, atom, text, by, evidence in self._all(query, values):
            if number not in without:
                yield Called(key, atom, text, by, Evidence.from_dict(json.loads(evidence)))

    def counted(self, claim: Claim) -> int | None:
        """How many independent newsrooms tell this claim of the view; None for one that it does not hold."""
        held = self._counts.get(claim.id)
        if held and held[0] is claim:
            return held[1]
        with named(self.path):
            row = self._db.execute(
                "SELECT newsrooms FROM member JOIN claim ON number = claim WHERE member.id = ? AND claim.id = ?"
                " AND content ->> '$.members' = ? AND json_array_length(content, '$.evidence') = ?",
                (claim.id, claim.id, json.dumps(claim.members, separators=(",", ":")), len(claim.evidence)),
            ).fetchone()
        return row[0] if row else None

    def named(self) -> Iterator[tuple[str, str, int]]:
        """Every name of every actor of the view, its key, and how many claims the actor has a part in."""
        with named(self.path):
            yield from self._db.execute(
                "SELECT called.name, key, (SELECT count(*) FROM party WHERE party.key = called.key) FROM called"
                " ORDER BY called.name, key"
            )

    def matching(self, words: str, *, limit: int, then: Then | None = None) -> list[Claim]:
        """The merged claims whose words these are, the best first."""
        day = then.known.isoformat() if then else None
        without = json.dumps(sorted(then.without) if then else [])
        return [from_dict(json.loads(row[0])) for row in self._found(
            "SELECT content FROM claim_words JOIN claim ON number = claim_words.rowid"
            " WHERE claim_words MATCH ? AND (? IS NULL OR known_last <= ?)"
            " AND number NOT IN (SELECT value FROM json_each(?)) ORDER BY rank, id LIMIT ?",
            words, day, day, without, limit,
        )]

    def passages(self, words: str, *, limit: int) -> list[tuple[str, str]]:
        """Reports with these words, the best first: the name, and the passage with « » around each word."""
        return [(row[0], row[1]) for row in self._found(
            "SELECT name, snippet(report_words, 1, '«', '»', '…', 24) FROM report_words JOIN report"
            " ON report.id = report_words.rowid WHERE report_words MATCH ? ORDER BY rank, name LIMIT ?", words, limit,
        )]

    def _found(self, query: str, words: str, *values: Any) -> list[tuple[Any, ...]]:
        # each word in quotation marks, so that none is read as an operator
        quoted = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
        if not quoted:
            return []
        with named(self.path):
            return list(self._db.execute(query, (quoted, *values)))


def written(claim: Claim) -> str:
    """A claim as JSON, with its members."""
    return json.dumps(claim.to_dict() | {"members": claim.members or (claim.id,)}, ensure_ascii=False)


def _conditions(
    kind: str | None, party: Sequence[str], newsroom: str | None, until: date | None, ids: Sequence[str],
    then: Then | None,
) -> tuple[str, list[Any]]:
    """The WHERE of a question to the view, with its values."""
    parts: list[tuple[str, list[Any]]] = []
    if kind:
        parts.append(("kind = ?", [kind]))
    if party:
        parts.append((f"number IN (SELECT claim FROM party WHERE key IN ({marks(party)}))", list(party)))
    if ids:
        own = "SELECT claim FROM member WHERE id IN (SELECT value FROM json_each(?))"
        parts.append((f"number IN ({own})", [json.dumps(ids)]))
    if newsroom:
        parts.append(("number IN (SELECT claim FROM teller WHERE newsroom = ?)", [newsroom]))
    if until:
        # when it was told is asked by `known_by`; of what has no day of its own it is all that tells when it holds.
        # nearly all were told by then: the order's index serves better than the one of a column
        day = [until.isoformat(), until.toordinal()]
        parts.append(("CASE WHEN first_day IS NULL THEN told_first <= ? ELSE first_day <= ? END", day))
        parts.append(("(ended IS NULL OR ended >= ?)", [until.toordinal()]))
    if then:
        parts.append(("known_last <= ?", [then.known.isoformat()]))
    values = [value for _, own in parts for value in own]
    return " AND ".join(condition for condition, _ in parts) or "TRUE", values


def marks(values: Sequence[str]) -> str:
    """A question mark for each value."""
    return ", ".join("?" * len(values))
