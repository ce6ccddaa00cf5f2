"""The view of merged claims, made from what is kept and able to be made again: what questions are put to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from communique.claims import Claim, from_dict
from communique.store.file import File, named

#: An actor's key and a name it goes by, several times.
Names = tuple[tuple[str, str], ...]

#: What a claim of the view is found by, each a key and the claim's number.
_TABLES = ("member", "party", "teller", "tie", "cited")


@dataclass(frozen=True, slots=True)
class Mark:
    """The state of what is kept at a moment: changes counted, each report in force with its version and reading."""

    changes: int
    reports: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Viewed:
    """A merged claim with what the view finds it by. `first_day` and `last_day` are ordinals, `told_…` ISO days.

    `independent` counts newsrooms, copies once; `fullness` ranks claims that as many tell.
    """

    claim: Claim
    first_day: int | None
    last_day: int | None
    told_first: str
    told_last: str
    newsrooms: tuple[str, ...]
    independent: int
    fullness: int
    parties: Names
    words: str
    block: str  # the same for claims that bear on one another
    ties: frozenset[str]  # keys by which a report's claims find those they may bear on


class View(File):
    """Merged claims by kind, actor, newsroom, day and words."""

    @property
    def stale(self) -> bool:
        """Whether something changed since the view was made."""
        return bool(self._number("SELECT count(DISTINCT number) - 1 FROM state"))

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

    def show(self, claims: Iterable[Viewed], *, decided: str, mark: Mark) -> None:
        """Makes the view anew, of what was read at `mark`; `decided` tells what of people's decisions it rests on."""
        with self._writing():
            for table in (*_TABLES, "claim", "called", "claim_words"):
                self._db.execute(f"DELETE FROM {table}")
            for number, viewed in enumerate(claims, 1):
                self._view(number, viewed)
            self._up_to_date(decided, mark)

    def renew(
        self, gone: Iterable[tuple[int, Names]], claims: Iterable[Viewed], *, decided: str, mark: Mark
    ) -> None:
        """Puts claims in the place of those `gone`, given by number with the names they brought in."""
        with self._writing():
            for number, names in gone:
                self._forget(number, names)
            first = self._number("SELECT coalesce(max(number), 0) + 1 FROM claim")
            for number, viewed in enumerate(claims, first):
                self._view(number, viewed)
            self._up_to_date(decided, mark)

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

    def blocks(
        self, *, reports: Iterable[str] = (), members: Iterable[str] = (), ties: Iterable[str] = ()
    ) -> list[tuple[int, str, Claim]]:
        """Of every block that cites a report, has a member, or has a tie: the claims' numbers, blocks, and claims."""
        asked = [json.dumps(sorted(set(values))) for values in (reports, members, ties)]
        with named(self.path):
            rows = self._db.execute(
                "SELECT number, block, content FROM claim WHERE block IN (SELECT block FROM claim WHERE number IN ("
                " SELECT claim FROM cited WHERE report IN (SELECT value FROM json_each(?))"
                " UNION SELECT claim FROM member WHERE id IN (SELECT value FROM json_each(?))"
                " UNION SELECT claim FROM tie WHERE key IN (SELECT value FROM json_each(?)))) ORDER BY number",
                asked,
            )
            return [(number, block, from_dict(json.loads(content))) for number, block, content in rows]

    def _forget(self, number: int, names: Names) -> None:
        for table in _TABLES:
            self._db.execute(f"DELETE FROM {table} WHERE claim = ?", (number,))
        self._db.execute("DELETE FROM claim WHERE number = ?", (number,))
        self._db.execute("DELETE FROM claim_words WHERE rowid = ?", (number,))
        self._db.executemany("UPDATE called SET claims = claims - 1 WHERE key = ? AND name = ?", names)
        self._db.executemany("DELETE FROM called WHERE key = ? AND name = ? AND claims = 0", names)

    def _view(self, number: int, viewed: Viewed) -> None:
        claim, write = viewed.claim, self._db.execute
        write(
            "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, claim.id, claim.kind, viewed.first_day, viewed.last_day, viewed.told_first, viewed.told_last,
             viewed.independent, viewed.fullness, written(claim), viewed.block),
        )
        write("INSERT INTO claim_words (rowid, text) VALUES (?, ?)", (number, viewed.words))
        filed = (
            claim.members, {key for key, _ in viewed.parties}, viewed.newsrooms, viewed.ties,
            {evidence.report for evidence in claim.evidence},
        )
        for table, values in zip(_TABLES, filed, strict=True):
            self._db.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", ((value, number) for value in values))
        self._db.executemany(
            "INSERT INTO called VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET claims = claims + 1", viewed.parties
        )

    def claims(
        self, *, kind: str | None = None, party: Sequence[str] = (), newsroom: str | None = None,
        until: date | None = None, ids: Sequence[str] = (), by_day: bool = False, limit: int = -1,
    ) -> Iterator[Claim]:
        """Merged claims of the view, those most newsrooms tell first, or `by_day`, the undated last.

        `party`: any of these actors has a part in it; `until`: begun by that day, or told where it is undated; `ids`
        are of members.
        """
        where, values = _conditions(kind, party, newsroom, until, ids)
        query = f"SELECT content FROM claim WHERE {where}"
        if not by_day:
            order = "newsrooms DESC, fullness DESC, told_last DESC, first_day DESC, id"
            yield from self._rows(f"{query} ORDER BY {order}", values, limit)
            return
        for dated in ("first_day IS NOT NULL", "first_day IS NULL"):
            for claim in self._rows(f"{query} AND {dated} ORDER BY first_day, id", values, limit):
                yield claim
                limit -= 1

    def _rows(self, query: str, values: Sequence[Any], limit: int) -> Iterator[Claim]:
        with named(self.path):
            for (content,) in self._db.execute(f"{query} LIMIT ?", (*values, limit)):
                yield from_dict(json.loads(content))

    def count(self, *, kind: str | None = None, until: date | None = None) -> int:
        """How many merged claims the view holds."""
        where, values = _conditions(kind, (), None, until, ())
        return self._number(f"SELECT count(*) FROM claim WHERE {where}", values)

    def counted(self, claim: Claim) -> int | None:
        """How many independent newsrooms tell this claim of the view; None for one that it does not hold."""
        with named(self.path):
            row = self._db.execute(
                "SELECT newsrooms FROM member JOIN claim ON number = claim WHERE member.id = ? AND claim.id = ?"
                " AND content ->> '$.members' = ?",
                (claim.id, claim.id, json.dumps(claim.members, separators=(",", ":"))),
            ).fetchone()
        return row[0] if row else None

    def named(self) -> Iterator[tuple[str, str, int]]:
        """Every name of every actor of the view, its key, and how many claims the actor has a part in."""
        with named(self.path):
            yield from self._db.execute(
                "SELECT called.name, key, (SELECT count(*) FROM party WHERE party.key = called.key) FROM called"
                " ORDER BY called.name, key"
            )

    def matching(self, words: str, *, limit: int) -> list[Claim]:
        """The merged claims whose words these are, the best first."""
        return [from_dict(json.loads(row[0])) for row in self._found(
            "SELECT content FROM claim_words JOIN claim ON number = claim_words.rowid"
            " WHERE claim_words MATCH ? ORDER BY rank, id LIMIT ?", words, limit,
        )]

    def passages(self, words: str, *, limit: int) -> list[tuple[str, str]]:
        """Reports with these words, the best first: the name, and the passage with « » around each word."""
        return [(row[0], row[1]) for row in self._found(
            "SELECT name, snippet(report_words, 1, '«', '»', '…', 24) FROM report_words JOIN report"
            " ON report.id = report_words.rowid WHERE report_words MATCH ? ORDER BY rank, name LIMIT ?", words, limit,
        )]

    def _found(self, query: str, words: str, limit: int) -> list[tuple[Any, ...]]:
        # each word in quotation marks, so that none is read as an operator
        quoted = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
        if not quoted:
            return []
        with named(self.path):
            return list(self._db.execute(query, (quoted, limit)))


def written(claim: Claim) -> str:
    """A claim as JSON, with its members."""
    return json.dumps(claim.to_dict() | {"members": claim.members or (claim.id,)}, ensure_ascii=False)


def _conditions(
    kind: str | None, party: Sequence[str], newsroom: str | None, until: date | None, ids: Sequence[str]
) -> tuple[str, list[Any]]:
    """The WHERE of a question to the view, with its values."""
    parts: list[tuple[str, list[Any]]] = []
    if kind:
        parts.append(("kind = ?", [kind]))
    if party:
        parts.append((f"number IN (SELECT claim FROM party WHERE key IN ({marks(party)}))", list(party)))
    if ids:
        parts.append((f"number IN (SELECT claim FROM member WHERE id IN ({marks(ids)}))", list(ids)))
    if newsroom:
        parts.append(("number IN (SELECT claim FROM teller WHERE newsroom = ?)", [newsroom]))
    if until:
        # when it was told is asked by `known_by`; of what has no day of its own it is all that tells when it holds.
        # nearly all were told by then: the order's index serves better than the one of a column
        day = [until.isoformat(), until.toordinal()]
        parts.append(("CASE WHEN first_day IS NULL THEN told_first <= ? ELSE first_day <= ? END", day))
    values = [value for _, own in parts for value in own]
    return " AND ".join(condition for condition, _ in parts) or "TRUE", values


def marks(values: Sequence[str]) -> str:
    """A question mark for each value."""
    return ", ".join("?" * len(values))
