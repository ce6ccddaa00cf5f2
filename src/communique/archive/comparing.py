"""Where reports differ: contradictions, words chosen otherwise, what one newsroom tells alone, and the knowledge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from itertools import chain, combinations, islice
from pathlib import Path
from typing import TYPE_CHECKING

from communique import questions
from communique.archive.names import newsroom_named
from communique.archive.opposing import KINDS, several
from communique.claims import Claim, Event
from communique.newsrooms import Shelf, newsroom
from communique.questions import Comparison, Conflict, Framed, KnownLine, LabelsOf, Line
from communique.record import differences
from communique.record.framing import Label, contrasted, framings, labelled, other_acts
from communique.record.known import Known, known
from communique.store.opposed import Opposed
from communique.store.viewed import Called, Sketch

if TYPE_CHECKING:
    from communique.archive.account import Account
    from communique.knowledge import Knowledge
    from communique.store import Store

#: Lines of one heading of a comparison, and actors of whom it tells what each newsroom calls them.
MANY, ACTORS = 200, 20

#: Contradictions whose claims are read at a time, and acts that two newsrooms may tell otherwise.
AT_ONCE, ACTS = 250, 100

#: Days between two tellings within which two newsrooms are on one matter; parties that make it one.
MATTER, PARTIES = timedelta(days=14), 2

#: Actors of a claim by which its matter is found.
MOST = 12


class Comparing:
    """The part of a record that sets reports, and the knowledge, side by side."""

    _store: Store
    _account: Account
    _knowledge: Path | None

    @cached_property
    def knowledge(self) -> Knowledge:
        """The shipped knowledge with the user's own laid over it, read when first needed."""
        from communique.knowledge import Knowledge

        return Knowledge.load(self._knowledge)

    @cached_property
    def _stamp(self) -> str:
        """Names the state of the knowledge, shipped and laid over it."""
        from communique.knowledge.compiling import stamp_of
        from communique.knowledge.tables import COMPILED

        shipped = COMPILED.stat() if COMPILED.is_file() else None
        own = stamp_of(self._knowledge) if self._knowledge else ""
        return f"{shipped.st_size} {shipped.st_mtime_ns} {own}" if shipped else own

    # contradictions

    def conflicts(
        self, *, as_of: date | None = None, known_by: date | None = None, limit: int = MANY
    ) -> list[Conflict]:
        """Claims that contradict one another, and reports that differ on one claim, side by side.

        Of those that differ over one thing (`over`) the first `limit`. Behind them stand memberships and posts that
        contradict the knowledge.
        """
        found = self._contradictions(as_of, known_by, limit)
        return [*found, *islice(self._against_knowledge(as_of, known_by), limit)]

    def _contradictions(
        self, as_of: date | None, known_by: date | None, limit: int | None = None,
        rooms: tuple[str, str] | None = None, of: Sequence[str] | None = None,
    ) -> list[Conflict]:
        """What stands against what, each contradiction once, those first that tell it best."""
        found: dict[str, list[tuple[Opposed, Conflict]]] = defaultdict(list)
        for stream in self._account.opposed(as_of=as_of, known_by=known_by, rooms=rooms, of=of):
            for own in _once(self._conflicting(stream, as_of, known_by, rooms)):
                found[own[0].over].append(own)
                if len(found[own[0].over]) == limit:
                    break
        every = sorted(chain.from_iterable(found.values()), key=_rank)
        return [conflict for _, conflict in every]

    def _conflicting(
        self, stream: Iterator[Opposed], as_of: date | None, known_by: date | None, rooms: tuple[str, str] | None
    ) -> Iterator[tuple[Opposed, Conflict]]:
        """The contradictions with their claims, as far as both hold, read so many at a time."""
        reports = self._account.reports(known_by)
        while part := list(islice(stream, AT_ONCE)):
            ids = {ident for own in part for ident in (own.one, own.other)}
            asked = self._account.claims(ids=sorted(ids), as_of=as_of, known_by=known_by)
            claims = {claim.id: claim for claim in asked}
            for own in part:
                if own.one not in claims or own.other not in claims:
                    continue
                one, other = own.sides or (claims[own.one], claims[own.other])
                told = own.told or questions.said(own.over, one, other)
                lines = questions.line(one, reports), questions.line(other, reports)
                if rooms is None or _between(*rooms, lines[0].newsrooms, lines[1].newsrooms):
                    yield own, Conflict(own.over, *lines, told)

    def _within(
        self, told: Iterable[tuple[Claim, list[Claim]]], rooms: tuple[str, str], known_by: date | None
    ) -> Iterator[tuple[Opposed, Conflict]]:
        """Where two newsrooms that tell one claim differ on it, whoever else tells it."""
        reports = self._account.reports(known_by)
        for claim, atoms in told:
            own = [atom for atom in atoms if newsroom(atom.evidence[0].report, reports) in rooms]
            for found in differences(claim, own, reports.text):
                lines = questions.line(found.one, reports), questions.line(found.other, reports)
                if _between(*rooms, lines[0].newsrooms, lines[1].newsrooms):
                    kept = Opposed(
                        found.over, KINDS.index(claim.kind), claim.id, claim.id, found.told, (found.one, found.other)
                    )
                    yield kept, Conflict(found.over, *lines, found.told)

    def _told(self, claims: Sequence[Claim], known_by: date | None) -> Iterator[tuple[Claim, list[Claim]]]:
        """The claims that several reports tell, each with what every report claims."""
        members = {member for claim in claims if len(claim.evidence) > 1 for member in claim.members}
        atoms = self._account.atoms(known_by=known_by, ids=members) if members else ()
        return several(claims, atoms)

    # the knowledge

    def known(self, claim: Claim, *, known_by: date | None = None) -> Known | None:
        """How a membership or a post stands to the shipped knowledge; None where that says nothing of it."""
        return self._known(claim, self._account.reports(known_by))

    def _known(self, claim: Claim, reports: Shelf) -> Known | None:
        if claim.kind not in ("membership", "tenure"):
            return None
        days = [reports[piece.report].published for piece in claim.evidence if piece.report in reports]
        return known(claim, self.knowledge, min((day for day in days if day), default=None))

    def _against_knowledge(self, as_of: date | None, known_by: date | None) -> Iterator[Conflict]:
        """Memberships and posts that contradict the knowledge; which do is remembered beside the view."""
        reports = self._account.reports(known_by)
        for claim in self._account.checked(self._stamp, self._contradicts, as_of=as_of, known_by=known_by):
            yield from self._against(claim, reports)

    def _contradicts(self, claim: Claim) -> bool:
        return any(self._against(claim, self._account.reports()))

    def _against(self, claim: Claim, reports: Shelf) -> Iterator[Conflict]:
        found = self._known(claim, reports)
        if found and found.verdict == "contradicts":
            own = questions.line(claim, reports)
            yield Conflict("knowledge", own, KnownLine(claim.kind, found), (own.text, found.text))

    # framing

    def framings(
        self, claims: Iterable[Claim], *, known_by: date | None = None, rooms: Sequence[str] = ()
    ) -> list[Framed]:
        """Where newsrooms (two `rooms` only, if given) that tell one thing choose other words for it."""
        return list(self._framed(self._told(list(claims), known_by), known_by, rooms))

    def _framed(
        self, told: Iterable[tuple[Claim, list[Claim]]], known_by: date | None, rooms: Sequence[str]
    ) -> Iterator[Framed]:
        reports = self._account.reports(known_by)
        for claim, atoms in told:
            own_atoms = [a for a in atoms if not rooms or newsroom(a.evidence[0].report, reports) in rooms]
            for own in framings(claim, own_atoms, lambda name: newsroom(name, reports)):
                lines = questions.line(own.one, reports), questions.line(own.other, reports)
                yield Framed(own.of, own.rooms, own.words, *lines)

    def labels(
        self, keys: Iterable[str], *, as_of: date | None = None, known_by: date | None = None, rooms: Sequence[str] = ()
    ) -> dict[str, tuple[Label, ...]]:
        """What each newsroom calls an actor known by any of these keys, beside its name, by newsroom."""
        told = self._account.called(sorted(set(keys)), as_of=as_of, known_by=known_by)
        found: dict[str, list[Label]] = defaultdict(list)
        for label in self._labelled(told, known_by):
            if not rooms or label.newsroom in rooms:
                found[label.newsroom].append(label)
        return {name: tuple(own) for name, own in found.items()}

    def _labelled(self, told: Iterable[Called], known_by: date | None) -> tuple[Label, ...]:
        reports = self._account.reports(known_by)
        return labelled(
            (own.atom, newsroom(own.evidence.report, reports), own.text, own.by, own.evidence) for own in told
        )

    # two newsrooms

    def compare(
        self, one: str, other: str, *, as_of: date | None = None, known_by: date | None = None, limit: int = MANY
    ) -> Comparison:
        """What two newsrooms tell: both, and each alone, with what they contradict each other in, and their words.

        What one tells alone is put first where the other is on the same matter. Raises `UnknownNameError`.
        """
        reports = self._account.reports(known_by)
        first, second = (newsroom_named(name, reports, known_by=known_by) for name in (one, other))
        rooms = first, second
        told = [self._account.sketches(room, as_of=as_of, known_by=known_by) for room in rooms]
        both = [ident for ident in told[0] if ident in told[1]]
        alone = [[own for ident, own in told[n].items() if ident not in told[1 - n]] for n in (0, 1)]
        shared = [_on_matters(alone[n], told[1 - n].values()) for n in (0, 1)]
        ordered = [_first_of(own, ids)[:limit] for own, ids in zip(alone, shared, strict=True)]
        wanted = sorted({*both, *ordered[0], *ordered[1]})
        asked = self._account.claims(ids=wanted, as_of=as_of, known_by=known_by) if wanted else ()
        claims = {claim.id: claim for claim in asked}
        of_both = [claims[ident] for ident in both]
        of_several = list(self._told(of_both, known_by))
        return Comparison(
            first, second, questions.lines(of_both[:limit], reports),
            _in_words_of(first, (claims[ident] for ident in ordered[0]), reports),
            _in_words_of(second, (claims[ident] for ident in ordered[1]), reports),
            (len(both), len(alone[0]), len(alone[1])), (frozenset(shared[0]), frozenset(shared[1])),
            tuple(self._opposed(rooms, of_several, as_of, known_by)),
            (
                *self._framed(of_several, known_by, rooms),
                *self._acts(_on_one_day(*alone), rooms, as_of, known_by),
            ),
            tuple(self._called(told, rooms, as_of, known_by)),
        )

    def _acts(
        self, pairs: Sequence[tuple[str, str]], rooms: tuple[str, str], as_of: date | None, known_by: date | None
    ) -> Iterator[Framed]:
        """What one newsroom tells as one act, the other as another: one party to another, on one day."""
        reports, ids = self._account.reports(known_by), sorted({ident for pair in pairs for ident in pair})
        asked = self._account.claims(ids=ids, as_of=as_of, known_by=known_by) if ids else ()
        claims = {claim.id: claim for claim in asked}
        for one, other in ((claims[a], claims[b]) for a, b in pairs):
            if isinstance(one, Event) and isinstance(other, Event) and (words := other_acts(one, other)):
                own = [_in_words_of(room, [claim], reports)[0] for room, claim in zip(rooms, (one, other), strict=True)]
                yield Framed("what was done", rooms, words, own[0], own[1])

    def _opposed(
        self, rooms: tuple[str, str], told: Iterable[tuple[Claim, list[Claim]]], as_of: date | None,
        known_by: date | None,
    ) -> Iterator[Conflict]:
        """What two newsrooms contradict each other in: on two claims, or on one that both tell."""
        kept = [own for stream in self._account.opposed(as_of=as_of, known_by=known_by, rooms=rooms) for own in stream]
        pairs = self._conflicting((own for own in kept if own.sides is None), as_of, known_by, rooms)
        # of one claim only one pair of reports that differ is kept: where these two newsrooms do is looked for
        differing = {own.one for own in kept if own.sides}
        told = (own for own in told if own[0].id in differing)
        found = sorted([*pairs, *self._within(told, rooms, known_by)], key=_rank)
        return (conflict for _, conflict in _once(found))

    def _called(
        self, told: Sequence[Mapping[str, Sketch]], rooms: tuple[str, str], as_of: date | None, known_by: date | None
    ) -> Iterator[LabelsOf]:
        """What the two newsrooms call actors of whom both tell, where they call them otherwise."""
        by_key: dict[str, list[Called]] = defaultdict(list)
        for own in self._account.called(as_of=as_of, known_by=known_by, rooms=rooms):
            by_key[own.key].append(own)
        spoken_of = [{key for own in sketches.values() for key in own.keys} for sketches in told]
        number = 0
        for key in sorted(spoken_of[0] & spoken_of[1] & by_key.keys()):
            labels = self._labelled(by_key[key], known_by)
            found = contrasted(label for label in labels if label.newsroom in rooms)
            lone = {label.newsroom for label in labels} & set(rooms)
            if (found or len(lone) == 1) and number < ACTORS:
                number += 1
                name = self._name_in(key, told[0], as_of, known_by)
                yield LabelsOf(key, name, tuple(label for label in labels if label.newsroom in rooms))

    def _name_in(self, key: str, told: Mapping[str, Sketch], as_of: date | None, known_by: date | None) -> str:
        """An actor's name as the first of these claims writes it."""
        ident = next(own.id for own in told.values() if key in own.keys)
        for claim in self._account.claims(ids=[ident], as_of=as_of, known_by=known_by):
            for actor in questions.parties(claim.with_(where=None)):
                if claim.id == ident and actor.key() == key:
                    return actor.name
        return key


def _rank(own: tuple[Opposed, Conflict]) -> tuple[object, ...]:
    return own[0].order


def _once(found: Iterable[tuple[Opposed, Conflict]]) -> Iterator[tuple[Opposed, Conflict]]:
    """Each contradiction once: what one pair of sentences says may be a promise, a saying and an agreement at once."""
    seen = set[tuple[object, ...]]()
    for own, conflict in found:
        assert isinstance(conflict.other, Line)
        sides = sorted(zip(conflict.told, (conflict.one, conflict.other), strict=True), key=lambda side: side[0])
        sentences = [{(piece.report, piece.end) for piece in line.claim.evidence} for _, line in sides]
        says = tuple(told for told, _ in sides)
        keys = {(conflict.over, says, one, other) for one in sentences[0] for other in sentences[1]}
        if seen.isdisjoint(keys):
            yield own, conflict
        seen |= keys


def _on_one_day(one: Iterable[Sketch], other: Iterable[Sketch]) -> list[tuple[str, str]]:
    """Pairs of events, by id: the only one that each newsroom tells of the same parties and one day; first `ACTS`."""
    here, there = _by_matter(one), _by_matter(other)
    pairs = ((here[matter], there[matter]) for matter in here if matter in there)
    return list(islice(((a, b) for (a, *more), (b, *others) in pairs if not more and not others), ACTS))


def _by_matter(sketches: Iterable[Sketch]) -> dict[tuple[object, ...], list[str]]:
    """Events of one day by day and parties."""
    found: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for own in sketches:
        if own.kind == "event" and own.first_day is not None and own.first_day == own.last_day:
            found[own.first_day, own.keys].append(own.id)
    return found


def _first_of(claims: Iterable[Sketch], ids: Collection[str]) -> list[str]:
    """The ids of claims, those of `ids` first."""
    return [own.id for own in sorted(claims, key=lambda own: own.id not in ids)]


def _in_words_of(room: str, claims: Iterable[Claim], reports: Shelf) -> tuple[Line, ...]:
    """The claims as lines that quote this newsroom, whoever else tells them."""
    return tuple(
        replace(line, quote=questions.telling([e for e in line.claim.evidence if newsroom(e.report, reports) == room]))
        for line in questions.lines(claims, reports)
    )


def _between(first: str, second: str, one: Sequence[str], other: Sequence[str]) -> bool:
    return (first in one and second in other) or (second in one and first in other)


def _on_matters(claims: Iterable[Sketch], others: Iterable[Sketch]) -> set[str]:
    """The ids of those claims on whose parties the other newsroom tells something in the same weeks."""
    told: dict[tuple[str, ...], set[int | None]] = defaultdict(set)
    for claim in others:
        keys, period = claim.keys[:MOST], _period(claim)
        for matter in (*combinations(keys, PARTIES), *((key,) for key in keys)):
            told[matter].add(period)
    found = set[str]()
    for claim in claims:
        keys, period = claim.keys[:MOST], _period(claim)
        matters = combinations(keys, min(PARTIES, len(keys))) if keys else ()
        if any(_meet(period, told[matter]) for matter in matters if matter in told):
            found.add(claim.id)
    return found


def _meet(period: int | None, others: Collection[int | None]) -> bool:
    return period is None or any(near in others for near in (None, period - 1, period, period + 1))


def _period(claim: Sketch) -> int | None:
    """Which weeks it was first told in."""
    return claim.published // MATTER.days if claim.published else None
