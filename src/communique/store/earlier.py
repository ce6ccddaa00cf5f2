"""A record as it was known on a day: a copy of the store's file without what was told later."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from communique.store.file import named
from communique.store.reports import Store


class Earlier(Store):
    """A store that is a copy of another, cut back to a day."""

    @classmethod
    def of(cls, source: Store, path: Path, day: date) -> Earlier:
        """A copy of `source` at `path`, with those versions of its reports that were known by `day`.

        The view is still to be made anew. Raises `StoreError`.
        """
        copy = cls.open(path)
        with named(path), copy._db.backup("main", source._db, "main") as copying:
            while not copying.done:
                copying.step(10_000)
        copy._cut(day.isoformat())
        return copy

    def _cut(self, day: str) -> None:
        # nobody else knows of this file, and it can be made again
        self._db.execute("PRAGMA synchronous = OFF")
        with self._writing() as changes:
            self._take_out(day)
            self._db.execute("DELETE FROM report WHERE known > ?", (day,))
            self._db.execute(
                "UPDATE report SET replaced = NULL WHERE replaced IS NOT NULL"
                " AND version = (SELECT max(version) FROM report AS own WHERE own.name = report.name)"
            )
            self._db.execute("INSERT INTO report_words (report_words) VALUES ('delete-all')")
            self._db.execute(
                "INSERT INTO report_words (rowid, title, text) SELECT id, title, text FROM report"
                " WHERE replaced IS NULL"
            )
            changes()

    def _take_out(self, day: str) -> None:
        """Takes claims out of the view that rest on later reports alone, and bear on nothing that was known then."""
        later = "SELECT number FROM claim WHERE known_first > ?"
        beside = self._db.execute(
            "SELECT DISTINCT own.name FROM sqlite_schema AS own JOIN pragma_table_info(own.name) AS field"
            " WHERE own.type = 'table' AND field.name = 'claim'"
        )
        for (table,) in list(beside):
            self._db.execute(f"DELETE FROM {table} WHERE claim IN ({later})", (day,))
        self._db.execute(f"DELETE FROM conflict WHERE one IN ({later}) OR other IN ({later})", (day, day))
        self._db.execute(f"DELETE FROM claim_words WHERE rowid IN ({later})", (day,))
        self._db.execute("DELETE FROM claim WHERE known_first > ?", (day,))
        self._db.execute("DELETE FROM called WHERE key NOT IN (SELECT key FROM party)")


def known_until(store: Store, day: date) -> tuple[date | None, bool]:
    """The last day up to this one on which anything became known, and whether nothing did later."""
    with named(store.path):
        found = store._db.execute(
            "SELECT max(known) FILTER (WHERE known <= ?), count(*) FILTER (WHERE known > ?) FROM report",
            (day.isoformat(), day.isoformat()),
        ).fetchone()
    last, later = found or (None, 0)
    return (date.fromisoformat(last) if last else None), not later
