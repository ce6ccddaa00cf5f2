"""The store's file: opened, brought up to date, written in whole transactions, its errors told in our words."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import apsw

from communique.errors import StoreError
from communique.store.schema import APPLICATION, MIGRATIONS

#: Milliseconds to wait for another writer.
PATIENCE = 5_000


def usual_path() -> Path:
    """Where the record is kept if nobody says: `COMMUNIQUE_STORE`, else the platform's folder for a user's data."""
    if named := os.environ.get("COMMUNIQUE_STORE"):
        return Path(named)
    if sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        folder = Path.home() / "Library" / "Application Support"
    else:
        folder = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return folder / "communique" / "record.db"


class File:
    """One SQLite file of ours, open."""

    def __init__(self, path: Path, connection: apsw.Connection) -> None:
        self.path = path
        self._db = connection

    @classmethod
    def open(cls, path: Path, *, patience: int = PATIENCE) -> Self:
        """The store at `path`, made where there is none. Raises `StoreError` where it cannot be."""
        path = Path(path)
        with named(path):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StoreError(str(path), f"its folder cannot be made: {error.strerror}", "name another") from error
            store = cls(path, apsw.Connection(str(path)))
            store._db.set_busy_timeout(patience)
            store._prepare()
        return store

    def close(self) -> None:
        self._db.close()

    def _prepare(self) -> None:
        version = self._number("PRAGMA user_version")
        if version == 0 and self._number("SELECT count(*) FROM sqlite_master"):
            raise StoreError(str(self.path), "is a database of another program", "name another file with --store")
        if version and self._number("PRAGMA application_id") != APPLICATION:
            raise StoreError(str(self.path), "is a database of another program", "name another file with --store")
        if version > len(MIGRATIONS):
            raise StoreError(str(self.path), "was written by a newer version of communique", "upgrade communique")
        if version == 0:
            self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON")
        if version < len(MIGRATIONS):
            self._migrate()

    def _migrate(self) -> None:
        with self._writing():
            # another process may have done it while this one waited for the lock
            for number in range(self._number("PRAGMA user_version"), len(MIGRATIONS)):
                self._db.execute(MIGRATIONS[number])
                self._db.execute(f"PRAGMA user_version = {number + 1}; PRAGMA application_id = {APPLICATION}")

    def _number(self, query: str, values: Sequence[Any] = ()) -> int:
        with named(self.path):
            (found,) = self._db.execute(query, tuple(values)).fetchone() or (0,)
        return int(found or 0)

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        """One transaction, begun with the write lock; the value given counts a change of what is kept."""
        with named(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield lambda: self._db.execute("UPDATE state SET number = number + 1 WHERE name = 'changes'")
                self._db.execute("COMMIT")
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")


@contextmanager
def named(path: Path) -> Iterator[None]:
    """What SQLite reports, as an error that names the store and what to do."""
    try:
        yield
    except apsw.BusyError as error:
        raise StoreError(str(path), "another process is writing to it", "try again when it is done") from error
    except apsw.FullError as error:
        raise StoreError(str(path), "the disk is full; nothing of this report was kept", "free some space") from error
    except (apsw.NotADBError, apsw.CorruptError) as error:
        raise StoreError(str(path), "is not a record of communique", "name another file with --store") from error
    except (apsw.CantOpenError, apsw.ReadOnlyError, apsw.PermissionsError, apsw.IOError) as error:
        cause = "cannot be opened for writing" if not path.is_dir() else "is a folder"
        raise StoreError(str(path), cause, "name a file in a folder you may write to, with --store") from error
