"""Where reports differ: contradictions, words chosen otherwise, what one newsroom tells alone, and the knowledge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from communique import questions
from communique.archive.names import newsroom_named
from communique.claims import Claim
from communique.newsrooms import Shelf, newsroom, newsrooms
from communique.questions import Comparison, Conflict, Framed, KnownLine, LabelsOf, Line
from communique.record import conflicts, differences
from communique.record.framing import Label, contrasted, framings, labels
from communique.record.known import Known, known

if TYPE_CHECKING:
    from communique.archive.account import Account
    from communique.knowledge import Knowledge
    from communique.store import Store

#: Lines of one heading of a comparison, and actors of whom it tells what each newsroom calls them.
MANY, ACTORS = 200, 20

#: Days between two tellings within which two newsrooms are on one matter; parties that make it one.
MATTER, PARTIES = timedelta(days=14), 2

#: Which kind of claim tells a contradiction best, where several do.
KINDS = ("commitment", "position", "meeting", "membership", "tenure", "designation", "statement", "event")

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

    # contradictions

    def conflicts(self, *, as_of: date | None = None, known_by: date | None = None) -> list[Conflict]:
        """Claims that contradict one another, and reports that differ on one claim, side by side.

        Behind them stand memberships and posts that contradict the knowledge.
        """
        claims = list(self._account.claims(as_of=as_of, known_by=known_by))
        return [*self._conflicts(claims, known_by), *self._against_knowledge(claims, known_by)]

    def _conflicts(self, claims: Iterable[Claim], known_by: date | None) -> list[Conflict]:
        claims = list(claims)
        reports = self._account.reports(known_by)
        published = {name: report.published for name, report in reports.items() if report.published}
        pairs = [
            Conflict(over, questions.line(one, reports), questions.line(other, reports), told)
            for over, one, other in conflicts(claims, published=published)
            for told in [questions.said(over, one, other)]
        ]
        return list(_once([*pairs, *self._within(claims, reports, known_by)]))

    def _within(self, claims: Sequence[Claim], reports: Shelf, known_by: date | None) -> Iterator[Conflict]:
        """Where the reports of one merged claim differ."""
        for claim, atoms in self._told(claims, known_by):
            for found in differences(claim, atoms, reports.text):
                yield Conflict(
                    found.over, questions.line(found.one, reports), questions.line(found.other, reports), found.told
                )

    def _told(self, claims: Sequence[Claim], known_by: date | None) -> Iterator[tuple[Claim, list[Claim]]]:
        """The claims that several reports tell, each with what every report claims."""
        several = [claim for claim in claims if len({piece.report for piece in claim.evidence}) > 1]
        owner = {member: claim.id for claim in several for member in claim.members}
        atoms: dict[str, list[Claim]] = defaultdict(list)
        if owner:
            for atom in self._account.atoms(known_by=known_by, ids=owner):
                for ident in {owner[member] for member in atom.members or (atom.id,) if member in owner}:
                    atoms[ident].append(atom)
        yield from ((claim, atoms[claim.id]) for claim in several)

    # the knowledge

    def known(self, claim: Claim, *, known_by: date | None = None) -> Known | None:
        """How a membership or a post stands to the shipped knowledge; None where that says nothing of it."""
        return self._known(claim, self._account.reports(known_by))

    def _known(self, claim: Claim, reports: Shelf) -> Known | None:
        if claim.kind not in ("membership", "tenure"):
            return None
        days = [reports[piece.report].published for piece in claim.evidence if piece.report in reports]
        return known(claim, self.knowledge, min((day for day in days if day), default=None))

    def _against_knowledge(self, claims: Iterable[Claim], known_by: date | None) -> Iterator[Conflict]:
        reports = self._account.reports(known_by)
        for claim in claims:
            found = self._known(claim, reports)
            if found and found.verdict == "contradicts":
                own = questions.line(claim, reports)
                yield Conflict("knowledge", own, KnownLine(claim.kind, found), (own.text, found.text))

    # framing

    def framings(
        self, claims: Iterable[Claim], *, known_by: date | None = None, rooms: Sequence[str] = ()
    ) -> list[Framed]:
        """Where newsrooms (two `rooms` only, if given) that tell one thing choose other words for it."""
        reports = self._account.reports(known_by)
        found = (
            framing for claim, atoms in self._told(list(claims), known_by)
            for framing in framings(claim, atoms, lambda name: newsroom(name, reports))
        )
        return [
            Framed(own.of, own.rooms, own.words, questions.line(own.one, reports), questions.line(own.other, reports))
            for own in found if not rooms or set(own.rooms) <= set(rooms)
        ]

    def labels(
        self, keys: Iterable[str], *, as_of: date | None = None, known_by: date | None = None, rooms: Sequence[str] = ()
    ) -> dict[str, tuple[Label, ...]]:
        """What each newsroom calls an actor known by any of these keys, beside its name, by newsroom."""
        reports = self._account.reports(known_by)
        wanted = set(keys)
        claims = list(self._account.claims(party=sorted(wanted), as_of=as_of, known_by=known_by))
        members = {member for claim in claims for member in claim.members}
        atoms = self._account.atoms(known_by=known_by, ids=members) if members else ()
        found: dict[str, list[Label]] = defaultdict(list)
        for label in labels(atoms, wanted, lambda name: newsroom(name, reports)):
            if not rooms or label.newsroom in rooms:
                found[label.newsroom].append(label)
        return {name: tuple(own) for name, own in found.items()}

    # two newsrooms

    def compare(
        self, one: str, other: str, *, as_of: date | None = None, known_by: date | None = None, limit: int = MANY
    ) -> Comparison:
        """What two newsrooms tell: both, and each alone, with what they contradict each other in, and their words.

        What one tells alone is put first where the other is on the same matter. Raises `UnknownNameError`.
        """
        reports = self._account.reports(known_by)
        first, second = (newsroom_named(name, reports, known_by=known_by) for name in (one, other))
        told = [
            {claim.id: claim for claim in self._account.claims(newsroom=room, as_of=as_of, known_by=known_by)}
            for room in (first, second)
        ]
        both = [claim for ident, claim in told[0].items() if ident in told[1]]
        alone = [[claim for ident, claim in own.items() if ident not in rest] for own, rest in (told, told[::-1])]
        shared = [_on_matters(own, rest.values(), reports) for own, rest in zip(alone, told[::-1], strict=True)]
        ordered = [
            sorted(own, key=lambda claim: claim.id not in ids) for own, ids in zip(alone, shared, strict=True)
        ]
        everything = list({claim.id: claim for claim in (*told[0].values(), *told[1].values())}.values())
        against = [
            found for found in self._conflicts(everything, known_by)
            if isinstance(found.other, Line)
            and _between(first, second, found.one.newsrooms, found.other.newsrooms)
        ]
        return Comparison(
            first, second, questions.lines(both[:limit], reports),
            _in_words_of(first, ordered[0][:limit], reports), _in_words_of(second, ordered[1][:limit], reports),
            (len(both), len(alone[0]), len(alone[1])), (frozenset(shared[0]), frozenset(shared[1])), tuple(against),
            tuple(self.framings(both, known_by=known_by, rooms=(first, second))),
            tuple(self._called(everything, (first, second), known_by)),
        )

    def _called(self, claims: Sequence[Claim], rooms: tuple[str, str], known_by: date | None) -> Iterator[LabelsOf]:
        """What the two newsrooms call actors of whom both tell, where they call them otherwise."""
        reports = self._account.reports(known_by)
        keys: dict[str, set[str]] = defaultdict(set)
        names: dict[str, str] = {}
        for claim in claims:
            told = set(newsrooms(claim, reports)) & set(rooms)
            for actor in questions.parties(claim.with_(where=None)):
                keys[actor.key()] |= told
                names.setdefault(actor.key(), actor.name)
        shared = [key for key, told in keys.items() if len(told) == 2]
        members = {member for claim in claims for member in claim.members}
        atoms = list(self._account.atoms(known_by=known_by, ids=members)) if members else []
        by_key: dict[str, list[Claim]] = defaultdict(list)
        for atom in atoms:
            for key in {actor.key() for actor in questions.parties(atom)}:
                by_key[key].append(atom)
        number = 0
        for key in sorted(shared):
            own = labels(by_key[key], {key}, lambda name: newsroom(name, reports))
            found = contrasted(label for label in own if label.newsroom in rooms) if own else {}
            lone = {label.newsroom for label in own} & set(rooms)
            if (found or len(lone) == 1) and number < ACTORS:
                number += 1
                yield LabelsOf(key, names[key], tuple(label for label in own if label.newsroom in rooms))


def _once(conflicts: Sequence[Conflict]) -> Iterator[Conflict]:
    """Each contradiction once: what one pair of sentences says may be a promise, a saying and an agreement at once."""
    seen = set[tuple[object, ...]]()
    for conflict in sorted(conflicts, key=lambda found: KINDS.index(found.one.claim.kind)):
        if not isinstance(conflict.other, Line):
            yield conflict
            continue
        sides = sorted(zip(conflict.told, (conflict.one, conflict.other), strict=True), key=lambda side: side[0])
        sentences = [{(piece.report, piece.end) for piece in line.claim.evidence} for _, line in sides]
        says = tuple(told for told, _ in sides)
        keys = {(conflict.over, says, one, other) for one in sentences[0] for other in sentences[1]}
        if seen.isdisjoint(keys):
            yield conflict
        seen |= keys


def _in_words_of(room: str, claims: Iterable[Claim], reports: Shelf) -> tuple[Line, ...]:
    """The claims as lines that quote this newsroom, whoever else tells them."""
    return tuple(
        replace(line, quote=questions.telling([e for e in line.claim.evidence if newsroom(e.report, reports) == room]))
        for line in questions.lines(claims, reports)
    )


def _between(first: str, second: str, one: Sequence[str], other: Sequence[str]) -> bool:
    return (first in one and second in other) or (second in one and first in other)


def _on_matters(claims: Iterable[Claim], others: Iterable[Claim], reports: Shelf) -> set[str]:
    """The ids of those claims on whose parties the other newsroom tells something in the same weeks."""
    told: dict[tuple[str, ...], set[int | None]] = defaultdict(set)
    for claim in others:
        keys, period = _acting(claim), _period(claim, reports)
        for matter in (*combinations(keys, PARTIES), *((key,) for key in keys)):
            told[matter].add(period)
    found = set[str]()
    for claim in claims:
        keys, period = _acting(claim), _period(claim, reports)
        matters = combinations(keys, min(PARTIES, len(keys))) if keys else ()
        if any(_meet(period, told[matter]) for matter in matters if matter in told):
            found.add(claim.id)
    return found


def _meet(period: int | None, others: set[int | None]) -> bool:
    return period is None or not others.isdisjoint({None, period - 1, period, period + 1})


def _period(claim: Claim, reports: Shelf) -> int | None:
    """Which weeks it was first told in."""
    day = _first_told(claim, reports)
    return day.toordinal() // MATTER.days if day else None


def _acting(claim: Claim) -> list[str]:
    """The keys of its first actors, in order."""
    return sorted({actor.key() for actor in questions.parties(claim.with_(where=None))})[:MOST]


def _first_told(claim: Claim, reports: Shelf) -> date | None:
    days = [reports[piece.report].published for piece in claim.evidence if piece.report in reports]
    return min((day for day in days if day), default=None)
