"""A record as it was known on a day, made as a file of its own beside the record, so that every page can be of it."""

from __future__ import annotations

import multiprocessing
from datetime import date
from pathlib import Path

from communique.archive.account import Account
from communique.errors import StoreError
from communique.store import Store
from communique.store.earlier import Earlier

#: Claims up to which the work is done in this process: it takes about a second then.
FEW = 2_000


def make_earlier(source: Path, target: Path, day: date) -> None:
    """Puts at `target` the record at `source` as it was known on a day, its view made.

    A large record's in a process of its own, so that nobody who reads waits for it. Raises `StoreError`.
    """
    store = Store.open(source)
    try:
        few = store.count() <= FEW
    finally:
        store.close()
    if few:
        _make(source, target, day)
        return
    worker = multiprocessing.get_context("spawn").Process(target=_make, args=(source, target, day), daemon=True)
    worker.start()
    worker.join()
    if worker.exitcode != 0:
        raise StoreError(str(source), f"could not be put back to {day}", "the terminal that serves it says why")


def _make(source: Path, target: Path, day: date) -> None:
    store = Store.open(source)
    try:
        copy = Earlier.of(store, target, day)
        try:
            Account(copy).refresh()
        finally:
            copy.close()
    finally:
        store.close()
