"""What is kept for ever: reports in all their versions, what each claims by itself, and what people decided."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from communique.claims import Claim, from_dict
from communique.document import Report
from communique.store.file import named
from communique.store.view import View, written

Put = Literal["new", "changed", "known"]

_COLUMNS = "id, name, version, recorded, replaced, start, published, source, url, licence, title, bloc, place, known"

#: The version in force of each report, or the latest known by a day.
_REPORTS = f"""
    SELECT {_COLUMNS} FROM report AS r WHERE CASE WHEN ? IS NULL THEN replaced IS NULL ELSE version = (
        SELECT max(version) FROM report AS v WHERE v.name = r.name
        AND v.known <= ?) END ORDER BY name"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A report as the store keeps it. `version` counts the texts kept under its name; `recorded` is UTC, ISO 8601."""

    report: Report
    version: int
    recorded: str
    replaced: str | None = None
    known: str = ""  # the ISO day from which this text is known

    @property
    def told(self) -> str:
        """The day it was told: its publication, else the day it was recorded."""
        return self.report.published.isoformat() if self.report.published else self.recorded[:10]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about claims; `content` as the archive wrote it."""

    number: int
    content: dict[str, Any]
    made: str
    undone: str | None


class Store(View):
    """A store, open. Writing takes one transaction a report, so that a killed process leaves none half kept."""

    def put(self, report: Report, atoms: Iterable[Claim], *, recorded: str) -> Put:
        """Keeps a report with its claims, whole or not at all; one already kept changes nothing.

        Another text under a name makes a new version, which takes the place of the one before.
        """
        with self._writing() as changes:
            latest = self._latest(report.name)
            if latest and latest[2] == digest(report):
                return "known"
            if latest:
                self._forget_words(latest[0])
                self._db.execute("UPDATE report SET replaced = ? WHERE id = ?", (recorded, latest[0]))
            known = self._known(report, latest, recorded)
            number = self._insert(report, latest[1] + 1 if latest else 1, recorded, known)
            self._keep(number, atoms)
            changes()
        return "changed" if latest else "new"

    def holds(self, report: Report) -> bool:
        """Whether this very text is kept under its name."""
        with named(self.path):
            latest = self._latest(report.name)
        return latest is not None and latest[2] == digest(report)

    def _latest(self, name: str) -> tuple[int, int, str] | None:
        row = self._db.execute(
            "SELECT id, version, digest FROM report WHERE name = ? AND replaced IS NULL", (name,)
        ).fetchone()
        return (row[0], row[1], row[2]) if row else None

    def _known(self, report: Report, before: tuple[int, int, str] | None, recorded: str) -> str:
        """The day from which a version is known: its publication; a text changed under an old date, its recording."""
        published = report.published.isoformat() if report.published else ""
        known = self._db.execute("SELECT known FROM report WHERE id = ?", (before[0],)).fetchone() if before else None
        return published if published and (known is None or published > known[0]) else recorded[:10]

    def _insert(self, report: Report, version: int, recorded: str, known: str) -> int:
        published = report.published.isoformat() if report.published else None
        self._db.execute(
            "INSERT INTO report (name, version, digest, text, start, published, source, url, licence, title, bloc,"
            " recorded, place, known) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (report.name, version, digest(report), report.text, report.start, published, report.source, report.url,
             report.licence, report.title, report.bloc, recorded, report.place, known),
        )
        number = self._db.last_insert_rowid()
        self._db.execute(
            "INSERT INTO report_words (rowid, title, text) VALUES (?, ?, ?)", (number, report.title, report.text)
        )
        return int(number)

    def _keep(self, number: int, atoms: Iterable[Claim]) -> None:
        self._db.execute("DELETE FROM atom WHERE report = ?", (number,))
        # counts the readings of all reports, so that the view can tell a report read again
        revision = "(SELECT number + 1 FROM state WHERE name = 'changes')"
        self._db.execute(f"UPDATE report SET revision = {revision} WHERE id = ?", (number,))
        self._db.executemany(
            "INSERT INTO atom VALUES (?, ?, ?, ?, ?)",
            ((number, place, atom.id, atom.kind, written(atom)) for place, atom in enumerate(atoms)),
        )

    def reread(self, report: Report, atoms: Iterable[Claim]) -> None:
        """Puts other claims of the same text in the place of those kept."""
        with self._writing() as changes:
            latest = self._latest(report.name)
            if latest:
                self._keep(latest[0], atoms)
                changes()

    def remove(self, name: str) -> None:
        """Takes a report out, with all its versions and claims."""
        with self._writing() as changes:
            latest = self._latest(name)
            if latest:
                self._forget_words(latest[0])
                self._db.execute("DELETE FROM report WHERE name = ?", (name,))
                changes()

    def _forget_words(self, number: int) -> None:
        self._db.execute(
            "INSERT INTO report_words (report_words, rowid, title, text)"
            " SELECT 'delete', id, title, text FROM report WHERE id = ?", (number,),
        )

    def reports(self, *, known_by: date | None = None) -> Iterator[Kept]:
        """Every report without its text, by name: the version in force, or the one told by that day, if any."""
        day = known_by.isoformat() if known_by else None
        with named(self.path):
            yield from map(_kept, self._db.execute(_REPORTS, (day, day)))

    def report(self, name: str, *, known_by: date | None = None) -> Kept | None:
        """The report in force under this name, or as known by that day, with its text."""
        day = known_by.isoformat() if known_by else None
        query = (
            f"SELECT {_COLUMNS}, text FROM report WHERE name = ? AND CASE WHEN ? IS NULL THEN replaced IS NULL"
            " ELSE known <= ? END ORDER BY version DESC LIMIT 1"
        )
        with named(self.path):
            row = self._db.execute(query, (name, day, day)).fetchone()
        return _kept(row) if row else None

    def name_at(self, place: str) -> str | None:
        """The name under which the report read from this place was kept last."""
        with named(self.path):
            row = self._db.execute(
                "SELECT name FROM report WHERE place = ? ORDER BY id DESC LIMIT 1", (place,)
            ).fetchone()
        return row[0] if row else None

    def rewritten(self, *, known_by: date | None = None) -> Iterator[tuple[str, int]]:
        """Reports of several versions, by name, with the number of the one in force, or known by that day."""
        day = known_by.isoformat() if known_by else None
        with named(self.path):
            yield from self._db.execute(
                "SELECT name, max(version) FROM report WHERE ? IS NULL OR known <= ? GROUP BY name"
                " HAVING max(version) > 1 ORDER BY name", (day, day),
            )

    def atoms_of(self, name: str, version: int) -> list[Claim]:
        """What one version of a report claims."""
        query = (
            "SELECT content FROM report JOIN atom ON atom.report = report.id WHERE name = ? AND version = ?"
            " ORDER BY atom.place"
        )
        with named(self.path):
            return [from_dict(json.loads(content)) for (content,) in self._db.execute(query, (name, version))]

    def versions(self, name: str) -> Iterator[Kept]:
        """Every text kept under this name, the oldest first."""
        with named(self.path):
            rows = self._db.execute(f"SELECT {_COLUMNS}, text FROM report WHERE name = ? ORDER BY version", (name,))
            yield from map(_kept, rows)

    def atoms(
        self, *, known_by: date | None = None, ids: Iterable[str] | None = None, reports: Iterable[str] | None = None
    ) -> Iterator[Claim]:
        """What the reports in force claim, each by itself; of all, or of those told by that day."""
        values: list[Any] = [known_by.isoformat() if known_by else None] * 2
        query = f"SELECT atom.content FROM ({_REPORTS}) AS kept JOIN atom ON atom.report = kept.id WHERE TRUE"
        for column, wanted in (("atom.id", ids), ("kept.name", reports)):
            if wanted is not None:
                query += f" AND {column} IN (SELECT value FROM json_each(?))"
                values.append(json.dumps(sorted(wanted)))
        with named(self.path):
            for (content,) in self._db.execute(f"{query} ORDER BY kept.name, atom.place", values):
                yield from_dict(json.loads(content))

    # decisions

    def decide(self, content: dict[str, Any], *, made: str) -> None:
        """Logs a person's decision."""
        with self._writing() as changes:
            self._db.execute("INSERT INTO decision (content, made) VALUES (?, ?)", (json.dumps(content), made))
            changes()

    def undo(self, *, undone: str, number: int | None = None) -> Decision | None:
        """Marks a decision, or the last still in force, as undone, and gives it back; None where there is none."""
        with self._writing() as changes:
            row = self._db.execute(
                "SELECT * FROM decision WHERE undone IS NULL AND id = coalesce(?, id) ORDER BY id DESC LIMIT 1",
                (number,),
            ).fetchone()
            if row is None:
                return None
            self._db.execute("UPDATE decision SET undone = ? WHERE id = ?", (undone, row[0]))
            changes()
        return Decision(row[0], json.loads(row[1]), row[2], undone)

    def decisions(self) -> Iterator[Decision]:
        """The log, in order."""
        with named(self.path):
            for number, content, made, undone in self._db.execute("SELECT * FROM decision ORDER BY id"):
                yield Decision(number, json.loads(content), made, undone)


def _kept(row: Sequence[Any]) -> Kept:
    _, name, version, recorded, replaced, start, published, source, url, licence, title, bloc, place, known = row[:14]
    report = Report(
        name=name, text=row[14] if len(row) > 14 else "", start=start, source=source, url=url, licence=licence,
        title=title, bloc=bloc, published=date.fromisoformat(published) if published else None, place=place,
    )
    return Kept(report, version, recorded, replaced, known)


def digest(report: Report) -> str:
    """Of the text and of what is known about it: another date or source makes another version."""
    about = (report.text, report.start, report.published, report.source, report.url, report.title)
    return hashlib.blake2b(repr(about).encode(), digest_size=16).hexdigest()
