"""What takes long on a large record, worked out beside those who read: what became of every promise; and conflicts."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from communique.archive.account import Account
from communique.claims import Commitment
from communique.record import Sequel
from communique.store.catalogue import Asked, Catalogue

#: Claims up to which the work is done in this process: it takes about a second then.
FEW = 2_000

#: Promises looked up at a time.
AT_ONCE = 100

#: A pair of claims that contradict each other: over what, and their ids.
Pair = tuple[str, str, str]

Sequels = Mapping[str, tuple[Sequel, ...]]


@dataclass(frozen=True, slots=True)
class Beside:
    """The contradicting `pairs` of one version of the view; each promise's `sequels` by its id, of version `of`.

    `of` is -1 where no promise has been looked up yet.
    """

    version: int
    pairs: tuple[Pair, ...]
    sequels: Sequels = field(default_factory=dict)
    of: int = -1


def work_out(path: Path) -> Iterator[Beside]:
    """The conflicts of the record as its view stands; then the same with the promises' sequels.

    A large record's in a process of its own, so that nobody who reads waits for it.
    """
    catalogue = Catalogue.open(path)
    try:
        if catalogue.tally(Asked()) <= FEW:
            yield from _work(catalogue)
            return
    finally:
        catalogue.close()
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    worker = context.Process(target=_send, args=(path, there), daemon=True)
    worker.start()
    there.close()
    try:
        yield here.recv()
        yield here.recv()
    except EOFError:
        # it was ended with this program, or failed and said why on standard error
        return
    finally:
        here.close()
        worker.terminate()
        worker.join()


def _send(path: Path, to: Connection) -> None:
    # whoever started this may have ended meanwhile
    with suppress(BrokenPipeError), to:
        for found in _work(Catalogue.open(path)):
            to.send(found)


def _work(catalogue: Catalogue) -> Iterator[Beside]:
    version = catalogue.version()
    found = (own for _, stream in catalogue.contradictions() for own in stream if own.sides is None)
    pairs = tuple(sorted(((own.over, own.one, own.other) for own in found), key=lambda pair: pair[1:]))
    yield Beside(version, pairs)
    promises = [own for own in catalogue.claims(kind="commitment", by_day=True) if isinstance(own, Commitment)]
    account, sequels = Account(catalogue), dict[str, tuple[Sequel, ...]]()
    for first in range(0, len(promises), AT_ONCE):
        sequels |= account.following(promises[first : first + AT_ONCE])
    yield Beside(version, pairs, sequels, version)
