"""A record served to many readers at once: a connection a thread that only reads, one that decides, and a memory.

What is worked out of one state of the record is remembered until the record changes. What takes seconds on a large
record (all conflicts, what became of every promise) is worked out beside the readers.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any, TypeVar, cast
from weakref import finalize

from communique import questions
from communique.actors import Actor
from communique.archive.account import Account
from communique.archive.beside import Beside, work_out
from communique.archive.earlier import make_earlier
from communique.archive.judging import Judgements
from communique.archive.names import Meant, actor_named
from communique.archive.record import Record
from communique.claims import Claim, Commitment
from communique.describe import describe
from communique.document import Report
from communique.errors import StoreError, UnknownNameError
from communique.knowledge import Knowledge
from communique.newsrooms import newsroom
from communique.questions import Line
from communique.record import Sequel
from communique.store import Decision, Store, usual_path
from communique.store.catalogue import Asked, Claims, Row
from communique.store.earlier import known_until
from communique.store.joined import Joined, Tie

Made = TypeVar("Made")

#: Answers remembered of one state of the record, and days on which it is kept as it was known.
REMEMBERED, DAYS = 4_000, 3


class Memory:
    """Answers by key, the least lately asked for forgotten first; good for one version of the record.

    What several threads ask for at once is made by one of them.
    """

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._version = -1
        self._kept: OrderedDict[object, Any] = OrderedDict()
        self._making: dict[object, threading.Event] = {}
        self._lock = threading.Lock()

    def get(self, version: int, key: object, make: Callable[[], Made]) -> Made:
        """What was made for this key of this version, or what `make` gives now."""
        while True:
            with self._lock:
                if version > self._version:
                    self._kept.clear()
                    self._version = version
                if version == self._version and key in self._kept:
                    self._kept.move_to_end(key)
                    return cast(Made, self._kept[key])
                made_by_other = self._making.get((version, key))
                if made_by_other is None:
                    own = self._making[version, key] = threading.Event()
                    break
            made_by_other.wait()
        try:
            made = make()
            with self._lock:
                if version == self._version:
                    self._kept[key] = made
                    while len(self._kept) > self._most:
                        self._kept.popitem(last=False)
            return made
        finally:
            with self._lock:
                del self._making[version, key]
            own.set()

    def kept(self) -> list[Any]:
        """What is remembered now."""
        with self._lock:
            return list(self._kept.values())


class Reader:
    """One thread's way into the record: what the reading room asks, over the view as it stands."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.catalogue = Joined.open(room.path)
        self.record = Record(self.catalogue)
        self.account = Account(self.catalogue)
        self._reports: tuple[int, Mapping[str, Report]] = (-1, {})
        self.at(self.catalogue.version())

    def at(self, version: int) -> None:
        """Goes over to a version of the view."""
        self.version = version
        self.catalogue.memory = self.room.memory.get(version, "claims", Claims)

    # what is remembered

    def remember(self, key: object, make: Callable[[], Made]) -> Made:
        """The same answer for the same key while the record stays as it is."""
        return self.room.memory.get(self.version, key, make)

    @property
    def reports(self) -> Mapping[str, Report]:
        """Every report by name, without its text."""
        version, reports = self._reports
        if version != self.version:
            reports = self.remember("reports", lambda: {k.report.name: k.report for k in self.catalogue.reports()})
            self._reports = self.version, reports
        return reports

    @property
    def last_day(self) -> date | None:
        """The day of the last report that is dated."""
        days = (report.published for report in self.reports.values() if report.published)
        return self.remember("last day", lambda: max(days, default=None))

    def published(self, claim: Claim) -> date | None:
        """The day a claim was first told, as the reports are dated; None where none of them is."""
        found = (self.reports[piece.report].published for piece in claim.evidence if piece.report in self.reports)
        return min((day for day in found if day), default=None)

    @property
    def judgements(self) -> Judgements:
        return self.remember("judgements", self.record.judgements)

    @property
    def decisions(self) -> Sequence[Decision]:
        return self.remember("decisions", lambda: list(self.catalogue.decisions()))

    @property
    def newsrooms(self) -> tuple[str, ...]:
        """Every newsroom with a report, by name."""
        return self.remember("newsrooms", lambda: tuple(sorted({newsroom(n, self.reports) for n in self.reports})))

    @property
    def beside(self) -> Beside | None:
        """What has been worked out beside the readers, of this version or one before; None at first."""
        return self.room.beside

    # claims

    def lines(self, rows: Iterable[Row]) -> tuple[Line, ...]:
        """The claims as lines, their newsrooms counted as the view has them."""
        return tuple(self.line(row) for row in rows)

    def line(self, row: Row) -> Line:
        return self.room.lines.get(self.version, row.claim.id, lambda: self._line(row))

    def _line(self, row: Row) -> Line:
        claim = row.claim
        reports = self.reports
        told = tuple(sorted({newsroom(evidence.report, reports) for evidence in claim.evidence}))
        return Line(describe(claim), claim, questions.telling(claim.evidence), told, row.independent)

    def row(self, ident: str) -> Row:
        """The merged claim of this id, or of which a member has it. Raises `UnknownNameError`."""
        found = self.catalogue.find(Asked(ids=(ident,)), limit=1)
        if not found:
            raise UnknownNameError(ident, "no claim of this id in the record", "take one from a list or a search")
        return found[0]

    def atoms(self, claim: Claim) -> list[Claim]:
        """What each report claims of it, as people put it."""
        return list(self.judgements.judged(self.catalogue.atoms(ids=claim.members)))

    def text(self, name: str) -> Report:
        """A report with its text. Raises `UnknownNameError`."""
        kept = self.catalogue.report(name) if name in self.reports else None
        if kept is None:
            raise UnknownNameError(name, "no report of this name is kept", "choose one from the list of reports")
        return kept.report

    # actors

    def meant(self, name: str) -> Meant:
        """Whom a name or key means. Raises `UnknownNameError`."""
        called = self.remember("called", lambda: list(self.catalogue.named()))
        return self.remember(("meant", name), lambda: actor_named(name, called))

    def keys(self, key: str) -> tuple[str, ...]:
        """The key with those of its organs."""
        return self.remember(("keys", key), lambda: (key, *self.catalogue.keys_below(key)))

    def name(self, key: str) -> str:
        """What an actor is called: by the knowledge, else as claims write it."""
        known = self.room.knowledge.entity(key)
        return known.name if known else self.remember(("name", key), lambda: self._spelled(key))

    def _spelled(self, key: str) -> str:
        for row in self.catalogue.find(Asked(parties=((key,),)), limit=1):
            for actor in questions.parties(row.claim):
                if actor.key() == key:
                    return actor.name
        return key

    # who is joined to whom

    def ties(self, until: date | None = None) -> list[Tie]:
        """Every two actors that claims join, those most often joined first, as had happened by a day."""
        return self.remember(("ties", until), lambda: self.catalogue.ties(until=until))

    # what later claims tell

    def sequels(self, promises: Sequence[Commitment]) -> Mapping[str, tuple[Sequel, ...]]:
        """What later claims tell of each promise, by its id."""
        beside = self.beside
        if beside and beside.of == self.version:
            return {promise.id: beside.sequels.get(promise.id, ()) for promise in promises}
        key = ("sequels", *(promise.id for promise in promises))
        return self.remember(key, lambda: self.account.following(promises))


class Room:
    """The record at `path`, open to readers; `read_only`: nobody decides anything through it.

    The view is brought up to date where reports came in by another process. Raises `StoreError`.
    """

    def __init__(
        self, path: Path | None = None, *, read_only: bool = False, knowledge: Path | Knowledge | None = None
    ) -> None:
        self.path = Path(path) if path else usual_path()
        self.read_only = read_only
        self.knowledge = knowledge if isinstance(knowledge, Knowledge) else Knowledge.load(knowledge)
        self.memory = Memory()
        self.lines = Memory()
        self.beside: Beside | None = None
        self._begun = -1
        self._threads = threading.local()
        self._writing = threading.Lock()
        self._writer = Record(_shared(self.path))
        self._working: threading.Thread | None = None
        self._closing = threading.Event()
        self._earlier = Memory(DAYS)
        self._cutting = threading.Lock()
        self._writer.refresh()

    def close(self) -> None:
        """Ends what is worked out beside, and the writing connection; readers' connections end with their threads."""
        self._closing.set()
        for earlier in self._earlier.kept():
            earlier.close()
        with self._writing:
            self._writer.close()

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """This thread's reader, of the record as it stands now."""
        reader: Reader | None = getattr(self._threads, "reader", None)
        if reader is None:
            reader = self._threads.reader = Reader(self)
        if Store.stale.fget(reader.catalogue):  # type: ignore[attr-defined]
            with self._writing:
                self._writer.refresh()
        version = reader.catalogue.version()
        reader.at(version)
        self._work_beside(version)
        yield reader

    def known_by(self, day: date) -> Room:
        """The record as reports had told it by a day, to be read only; this one where nothing was told later.

        Raises `StoreError`.
        """
        with self.reading() as reader:
            last, whole = reader.remember(("known until", day), lambda: known_until(reader.catalogue, day))
            version = reader.version
        return self if whole else self._earlier.get(version, last, lambda: self._known_by(last or date.min))

    def _known_by(self, day: date) -> Room:
        folder = Path(mkdtemp(prefix="communique-"))
        try:
            # one at a time: it keeps a processor busy
            with self._cutting:
                make_earlier(self.path, folder / self.path.name, day)
            room = Room(folder / self.path.name, read_only=True, knowledge=self.knowledge)
        except BaseException:
            rmtree(folder, ignore_errors=True)
            raise
        # the file goes with the room that reads from it, when nobody reads there any more
        finalize(room, rmtree, folder, ignore_errors=True)
        return room

    @contextmanager
    def deciding(self) -> Iterator[Record]:
        """The record to decide in, one person at a time; the view is up to date behind it. Raises `StoreError`."""
        if self.read_only:
            raise StoreError(str(self.path), "is served to be read only", "serve it without --read-only")
        with self._writing:
            yield self._writer
            self._writer.refresh()

    # beside the readers

    def _work_beside(self, version: int) -> None:
        if self._closing.is_set() or (self._working and self._working.is_alive()):
            return
        if self._begun < version:
            self._begun = version
            self._working = threading.Thread(target=self._work, name="beside the readers", daemon=True)
            self._working.start()

    def _work(self) -> None:
        # asked for by the network's first page, and the same for every reader
        Reader(self).ties()
        for found in work_out(self.path):
            if self._closing.is_set():
                return
            # what became of promises, as found before, is good until it is found anew
            if found.of < 0 and self.beside:
                found = replace(found, sequels=self.beside.sequels, of=self.beside.of)
            self.beside = found

    def wait(self) -> None:
        """Until what is worked out beside the readers is of the record as it stands."""
        with self.reading() as reader:
            version = reader.version
        while self._working and (self._working.is_alive() or self._begun < version):
            self._working.join()
            with self.reading():
                pass


def _shared(path: Path) -> Store:
    """The connection that writes, used by several threads, one at a time."""
    return Store.open(path)


def parties(claim: Claim) -> tuple[Actor, ...]:
    """Every actor in a claim, the place too, each once."""
    return tuple({actor.key(): actor for actor in questions.parties(claim)}.values())
