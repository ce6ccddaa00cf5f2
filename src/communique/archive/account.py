"""The one account that kept reports give: their claims, merged, as of a day and as known by a day."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from heapq import merge, nsmallest
from itertools import islice
from typing import Any, TypeVar

from communique import questions
from communique.archive.judging import Judgements, judgements
from communique.archive.opposing import opposed
from communique.claims import Claim, Commitment, Statement
from communique.document import Report
from communique.newsrooms import Shelf, independent, newsrooms
from communique.record import Decisions, Sequel, blocks, seasons, sequels, tied, tying
from communique.record.days import Days, days
from communique.record.facing import AGAINST, facing
from communique.record.framing import called
from communique.record.wording import WORD
from communique.store import Kept, Store, Viewed
from communique.store.opposed import Against, Opposed
from communique.store.viewed import ACTS, PLACE, SPEAKS, Called, Order, Sketch, Then

#: Where new reports are more than this part of all, the view is made anew as a whole.
ANEW = 4

#: Claims looked at for what became of a promise.
SAID = 30

#: Kinds of claims that the knowledge may contradict, and how many are held against it at a time.
LASTING, AT_ONCE = ("membership", "tenure"), 10_000

#: Where so many times the new claims are more than all, each is set against all, not against those near it.
ALL = 20

#: What tells that a claim of the view is as it was: its members, what refines it, its block.
Same = tuple[tuple[str, ...], tuple[str, ...], str]
NONE: Mapping[Same, int] = {}

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Told:
    """What reports tell, of one moment: their atoms, the reports, people's decisions."""

    atoms: tuple[Claim, ...]
    kept: Mapping[str, Kept]
    decisions: Decisions
    written: Mapping[str, Days]
    shelf: Shelf


class Past:
    """The account as known by a day: what of the view stood then already, and beside it claims made anew.

    `retold`: reports that were known in another text than now.
    """

    def __init__(
        self, account: Account, then: Then, rows: Sequence[Viewed], told: Told, retold: frozenset[str]
    ) -> None:
        self.then = then
        self.rows = rows
        self.retold = retold
        self._account = account
        self._told = told

    @cached_property
    def opposed(self) -> tuple[Opposed, ...]:
        """The contradictions in which the claims made anew stand."""
        against = self._account.against(self._told, self.then)
        return tuple(sorted(against([row.claim for row in self.rows]), key=lambda own: own.order))


class Account:
    """Merged claims of a store: from its view, or made of what had been told by a day."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._made: dict[str, tuple[tuple[int, date | None], Any]] = {}

    def claims(
        self, *, kind: str | None = None, party: Sequence[str] = (), newsroom: str | None = None,
        ids: Sequence[str] = (), as_of: date | None = None, known_by: date | None = None, by_day: bool = False,
        limit: int | None = None,
    ) -> Iterator[Claim]:
        """Merged claims, those told by most newsrooms first, or `by_day` in order of what happened.

        `party` are keys of actors (`Actor.key`), any of which has a part in the claim; `ids` may be of members.
        """
        self.refresh()
        past = self.past(known_by)
        found: Iterable[tuple[Order, Claim]] = self.store.ordered(
            kind=kind, party=party, newsroom=newsroom, until=as_of, ids=ids, by_day=by_day,
            limit=-1 if limit is None else limit, then=past.then if past else None,
        )
        if past:
            rows = _asked(past.rows, kind, party, newsroom, as_of, ids)
            made = sorted(((row.order(by_day=by_day), row.claim) for row in rows), key=_first)
            found = merge(found, made, key=_first)
        yield from (claim for _, claim in islice(found, limit))

    def count(self, *, kind: str | None = None, as_of: date | None = None, known_by: date | None = None) -> int:
        """How many merged claims there are."""
        self.refresh()
        past = self.past(known_by)
        rows = _asked(past.rows, kind, (), None, as_of, ()) if past else []
        return self.store.count(kind=kind, until=as_of, then=past.then if past else None) + len(rows)

    def portrait(
        self, keys: Sequence[str], *, as_of: date | None = None, known_by: date | None = None, limit: int
    ) -> dict[str, tuple[int, list[Claim]]]:
        """What these actors have a part in, by heading: how many claims, and the first `limit` of them."""
        self.refresh()
        past, headed = self.past(known_by), defaultdict[str, list[tuple[Order, int | Claim]]](list)
        for number, kind, part, order in self.store.parts(keys, until=as_of, then=past.then if past else None):
            headed[questions.heading(kind, acts=part > PLACE, speaks=part == SPEAKS)].append((order, number))
        for row in _asked(past.rows, None, keys, None, as_of, ()) if past else ():
            part = max(row.parts[key] for key in keys if key in row.parts)
            heading = questions.heading(row.claim.kind, acts=part > PLACE, speaks=part == SPEAKS)
            headed[heading].append((row.order(), row.claim))
        first = {heading: [own for _, own in nsmallest(limit, found, key=_first)] for heading, found in headed.items()}
        read = dict(self.store.numbered(own for found in first.values() for own in found if isinstance(own, int)))
        return {
            heading: (len(headed[heading]), [read[own] if isinstance(own, int) else own for own in found])
            for heading, found in first.items()
        }

    def sketches(
        self, newsroom: str, *, as_of: date | None = None, known_by: date | None = None
    ) -> dict[str, Sketch]:
        """What a newsroom tells, in few words, by id; those first that most newsrooms tell."""
        self.refresh()
        past = self.past(known_by)
        found = self.store.sketches(newsroom, until=as_of, then=past.then if past else None)
        for row in _asked(past.rows, None, (), newsroom, as_of, ()) if past else ():
            keys = tuple(sorted(key for key, part in row.parts.items() if part > PLACE))
            found.append(
                Sketch(row.claim.id, row.claim.kind, row.order(), row.published, row.first_day, row.last_day, keys)
            )
        return {own.id: own for own in sorted(found, key=lambda own: own.order)}

    def called(
        self, keys: Sequence[str] = (), *, as_of: date | None = None, known_by: date | None = None,
        rooms: Sequence[str] = (),
    ) -> Iterator[Called]:
        """What reports call these actors, or, in claims that these newsrooms tell, anybody; in order of the texts."""
        self.refresh()
        past = self.past(known_by)
        found = self.store.called(keys, until=as_of, rooms=rooms, then=past.then if past else None)
        if not past:
            return found
        rows = _asked(past.rows, None, (), None, as_of, ())
        own = [
            called for row in rows if not rooms or set(rooms) & set(row.newsrooms)
            for called in row.labels if not keys or called.key in keys
        ]
        return iter(sorted([*found, *own], key=lambda own: (own.evidence.report, own.evidence.start)))

    def opposed(
        self, *, as_of: date | None = None, known_by: date | None = None, rooms: tuple[str, str] | None = None,
        of: Sequence[str] | None = None,
    ) -> Iterator[Iterator[Opposed]]:
        """Contradictions, for each thing claims differ over those first that tell it best.

        `rooms`: told by one of two newsrooms against the other, as far as that is quickly told; `of`: of the claims of
        these ids. One of the claims may not hold `as_of` that day.
        """
        self.refresh()
        past = self.past(known_by)
        then = past.then if past else None
        made = defaultdict[str, list[Opposed]](list)
        for own in past.opposed if past else ():
            if of is None or {own.one, own.other} & set(of):
                made[own.over].append(own)
        for over, kept in self.store.contradictions(until=as_of, rooms=rooms, of=of, then=then):
            yield merge(kept, made.pop(over, ()), key=lambda own: own.order)
        yield from map(iter, made.values())

    def checked(
        self, stamp: str, contradicts: Callable[[Claim], bool], *, as_of: date | None = None,
        known_by: date | None = None,
    ) -> Iterator[Claim]:
        """Memberships and posts that contradict the knowledge of this `stamp`, those first that most newsrooms tell.

        Which do is told by `contradicts`, asked once of each claim of the view; only of those made anew, each time.
        """
        self.refresh()
        while unseen := self.store.unchecked(stamp, LASTING, limit=AT_ONCE):
            told = {number: contradicts(claim) for number, claim in self.store.numbered(unseen)}
            if not self.store.check(stamp, told):
                break
        past = self.past(known_by)
        found = self.store.contradicting(until=as_of, then=past.then if past else None)
        made = [row for kind in LASTING for row in _asked(past.rows, kind, (), None, as_of, ())] if past else []
        rows = sorted(((row.order(), row.claim) for row in made), key=_first)
        yield from (claim for _, claim in merge(found, rows, key=_first))

    def refresh(self) -> None:
        """Brings the view of merged claims up to date: only those that what changed may bear on are combined anew."""
        if not self.store.stale:
            return
        with self.store.reading() as mark:
            decided, before = _written(self.decisions(), self.judgements()), self.store.decided
            gone, lacking = self.store.changed()
            kept = {row.report.name: row for row in self.store.reports()}
            # what a person judged otherwise than before is read anew with its whole reports
            judged = Judgements.reports_of(_decided(decided) ^ _decided(before or "[]"))
            gone, lacking = sorted({*gone, *judged}), sorted({*lacking, *(judged & set(kept))})
            if before is None or len(lacking) * ANEW > len(kept):
                touched, told = None, self._told(self.atoms(), kept)
            else:
                new = list(self.atoms(reports=lacking))
                touched = self._touched(new, gone, kept, _decided(decided), _decided(before))
                old = {member for _, _, claim in touched for member in claim.members}
                again = (atom for atom in self.atoms(ids=old) if atom.evidence[0].report not in lacking)
                told = self._told((*new, *again), kept)
        if touched is None:
            self.store.show(self.view(told), self.against(told), decided=decided, mark=mark)
        else:
            changed = {*gone, *lacking}
            same = {
                (claim.members, claim.refined_by, block): number for number, block, claim in touched
                if not any(evidence.report in changed for evidence in claim.evidence)
            }
            stay = set[int]()
            claims = list(self.view(told, same, stay))
            names = [
                (number, tuple(dict.fromkeys(questions.names(claim)))) for number, _, claim in touched
                if number not in stay
            ]
            self.store.renew(names, claims, self.against(told), decided=decided, mark=mark)

    def _touched(
        self, new: list[Claim], gone: list[str], kept: Mapping[str, Kept], decided: set[tuple[str, ...]],
        before: set[tuple[str, ...]],
    ) -> list[tuple[int, str, Claim]]:
        """The claims of the view, with numbers and blocks, on which what changed may bear."""
        ids, published = {ident for atom in new for ident in atom.members or (atom.id,)}, _published(kept)
        changed = decided ^ before | {pair for pair in decided if ids.intersection(pair[1:])}
        return self.store.blocks(
            reports=gone, members=(ident for _, *pair in changed for ident in pair),
            ties=(tying(atom, published) for atom in new),
        )

    def _told(
        self, atoms: Iterable[Claim], kept: Mapping[str, Kept], known_by: date | None = None,
        retold: frozenset[str] | None = None,
    ) -> Told:
        undated = [name for name, row in kept.items() if not row.report.published]
        written = seasons(self.store.atoms(reports=undated, known_by=known_by), _published(kept))
        return Told(tuple(atoms), kept, self.decisions(), written, self._shelf(kept, known_by, retold))

    def past(self, known_by: date | None) -> Past | None:
        """The account as known by a day; None where no day is asked for.

        Only what bears on something that was not yet known then, or known otherwise, is combined anew.
        """
        if known_by is None:
            return None
        self.refresh()
        return self._once("past", known_by, lambda: self._past(known_by))

    def _past(self, known_by: date) -> Past:
        with self.store.reading():
            kept = {row.report.name: row for row in self.store.reports(known_by=known_by)}
            versions = {row.report.name: row.version for row in self.store.reports()}
            retold = frozenset(name for name, row in kept.items() if versions.get(name) != row.version)
            new = list(self.atoms(known_by=known_by, reports=retold)) if retold else []
            decided = _decided(_written(self.decisions(), self.judgements()))
            touched = {
                number: (claim.members, claim.refined_by)
                for number, _, claim in (self._touched(new, [], kept, decided, decided) if new else ())
            } | self.store.mixed(known_by)
            old = self.store.members(touched)
            again = self.atoms(known_by=known_by, ids=old) if old else ()
            told = self._told((*new, *(a for a in again if a.evidence[0].report not in retold)), kept, known_by, retold)
        # what is as it was then is taken from the view, with the contradictions it stands in
        same = {(*made, ""): number for number, made in touched.items() if made[0] and not retold}
        stay = set[int]()
        rows = list(self.view(told, same, stay))
        return Past(self, Then(known_by, frozenset(touched.keys() - stay)), rows, told, retold)

    def view(
        self, told: Told, same: Mapping[Same, int] = NONE, stay: set[int] | None = None
    ) -> Iterator[Viewed]:
        """The claims that atoms give together, with what the view finds them by.

        Those that the view holds already, `same`, in the same block or in whichever (""), are left out, and their
        numbers put into `stay`.
        """
        published = _published(told.kept)
        atoms = _by_member(told.atoms)
        for block in blocks(told.atoms, decisions=told.decisions, published=published, written=told.written):
            own = min(claim.id for claim in block)
            for claim in block:
                made = claim.members, claim.refined_by
                held = same.get((*made, own), same.get((*made, "")))
                if held is not None and stay is not None:
                    stay.add(held)
                    continue
                yield self._row(claim, told, published, own, atoms)

    def _row(
        self, claim: Claim, told: Told, published: Mapping[str, date], block: str, atoms: Mapping[str, list[Claim]],
    ) -> Viewed:
        known = [told.kept[evidence.report].known for evidence in claim.evidence]
        days_told = sorted(told.kept[evidence.report].told for evidence in claim.evidence)
        span = days(questions.happened(claim, days_told[0]))
        dated = span if span and span.dated else None
        ended = questions.ended(claim)
        first = min((published[e.report] for e in claim.evidence if e.report in published), default=None)
        parts = {atom.id: atom for member in claim.members for atom in atoms[member]}
        own = [*parts.values(), *([claim] if len(parts) > 1 else [])]
        ties = frozenset[int]().union(*(tied(one, published) for one in own))
        return Viewed(
            claim, dated.first if dated else None, dated.last if dated else None, days_told[0], days_told[-1],
            newsrooms(claim, told.shelf), independent(claim, told.shelf),
            questions.fullness(claim), tuple(dict.fromkeys(questions.names(claim))), questions.words(claim), block,
            ties, _parts(claim),
            ended.toordinal() if ended else None, first.toordinal() if first else None,
            (min(known), max(known)),
            frozenset(facing(claim).keys), tuple(name for atom in parts.values() for name in _called(atom)),
        )

    def against(self, told: Told, then: Then | None = None) -> Against:
        """What gives, of claims just made of atoms, the contradictions they stand in, also with claims of the view."""
        published = _published(told.kept)

        def found(new: Sequence[Claim]) -> Iterator[Opposed]:
            return opposed(new, self._near(new, published, then), told.atoms, published, told.shelf.text)

        return found

    def _near(self, new: Sequence[Claim], published: Mapping[str, date], then: Then | None) -> list[Claim]:
        """Claims of the view, the new ones aside, that may contradict one of the new."""
        made = {claim.id for claim in new}
        if len(new) * ALL > (held := self.store.count(then=then)):
            rest = [] if held <= len(new) and not then else self.store.ordered(then=then)
            return [claim for _, claim in rest if claim.id not in made]
        numbers = set[int]()
        for claim in new:
            own = facing(claim)
            numbers |= self.store.facing(
                own.keys, own.least, kind=claim.kind, ties=tying(claim, published),
                denied_only=claim.status not in AGAINST,
            )
        if then:
            numbers = self.store.known(numbers, then)
        return [claim for _, claim in self.store.numbered(numbers) if claim.id not in made]

    def following(self, promises: Sequence[Commitment], known_by: date | None = None) -> dict[str, tuple[Sequel, ...]]:
        """What later claims tell of each promise, by the promise's id; looked for by the promise's longest words."""
        published = {name: report.published for name, report in self.reports(known_by).items() if report.published}
        past = self.past(known_by)
        made = [row.claim for row in past.rows] if past else []
        return {
            promise.id: tuple(sequels(promise, [*self.matching(_telling(promise), known_by), *made], published))
            for promise in promises
        }

    def matching(self, words: str, known_by: date | None = None, *, limit: int = SAID) -> list[Claim]:
        """Claims of the view with these words, the best first; of those known by a day, without what is made anew."""
        past = self.past(known_by)
        return self.store.matching(words, limit=limit, then=past.then if past else None)

    def reports(self, known_by: date | None = None) -> Shelf:
        """The reports by name, their texts to be had one by one."""
        def read() -> dict[str, Report]:
            return {row.report.name: row.report for row in self.store.reports(known_by=known_by)}

        reports = self._once("reports", known_by, read)
        return Shelf(reports, self._texts(known_by), self._counted(known_by))

    def _counted(self, known_by: date | None) -> Callable[[Claim], int | None]:
        past = self.past(known_by) if known_by else None
        return self._counted_but(past.retold) if past else self.store.counted

    def _counted_but(self, retold: frozenset[str]) -> Callable[[Claim], int | None]:
        """How many newsrooms tell a claim, where the view has it from the same texts."""
        def counted(claim: Claim) -> int | None:
            if any(evidence.report in retold for evidence in claim.evidence):
                return None
            return self.store.counted(claim)

        return counted

    def _once(self, what: str, known_by: date | None, make: Callable[[], Made]) -> Made:
        """What was last made for such a question, as long as nothing has changed since."""
        state = self.store.changes, known_by
        if what not in self._made or self._made[what][0] != state:
            self._made[what] = state, make()
        made: Made = self._made[what][1]
        return made

    def _shelf(
        self, kept: Mapping[str, Kept], known_by: date | None = None, retold: frozenset[str] | None = None
    ) -> Shelf:
        """The reports; of what was known by a day, those claims are not counted anew that the view has as well."""
        counted = None if retold is None else self._counted_but(retold)
        return Shelf({name: row.report for name, row in kept.items()}, self._texts(known_by), counted)

    def _texts(self, known_by: date | None) -> Callable[[str], str]:
        def text(name: str) -> str:
            found = self.store.report(name, known_by=known_by)
            return found.report.text if found else ""

        return text

    def atoms(
        self, *, known_by: date | None = None, ids: Iterable[str] | None = None, reports: Iterable[str] | None = None
    ) -> Iterator[Claim]:
        """What reports claim, each by itself, as people corrected it and without what they rejected."""
        return self.judgements().judged(self.store.atoms(known_by=known_by, ids=ids, reports=reports))

    def judgements(self) -> Judgements:
        """What people judged of single claims, the later before the earlier."""
        return judgements(self.store.decisions())

    def decisions(self) -> Decisions:
        """Every decision in force, the later before the earlier."""
        together, apart = set[tuple[str, str]](), set[tuple[str, str]]()
        for decision in self.store.decisions():
            pairs = {(one, other) for one, other in decision.content["pairs"]}
            if decision.undone:
                continue
            if decision.content["act"] == "merge":
                together |= pairs
                apart -= pairs
            elif decision.content["act"] == "unmerge":
                together -= pairs
            elif decision.content["act"] == "split":
                apart |= pairs
        return Decisions(frozenset(together), frozenset(apart))


def _telling(promise: Commitment) -> str:
    """The words by which to look for what became of a promise."""
    words = sorted(set(WORD.findall(promise.content)), key=lambda word: (-len(word), word))
    return " ".join(words[:2])


def _published(kept: Mapping[str, Kept]) -> dict[str, date]:
    return {name: row.report.published for name, row in kept.items() if row.report.published}


def _written(decisions: Decisions, judged: Judgements) -> str:
    pairs = [["together", *pair] for pair in decisions.together] + [["apart", *pair] for pair in decisions.apart]
    return json.dumps(sorted([*pairs, *judged.written()]))


def _decided(written: str) -> set[tuple[str, ...]]:
    """What was decided of which two claims."""
    return {tuple(pair) for pair in json.loads(written)}


def _begun(row: Viewed, day: date) -> bool:
    """Whether a claim is of that day or before: by its own date, else by that of its telling."""
    return row.told_first <= day.isoformat() if row.first_day is None else row.first_day <= day.toordinal()


def _asked(
    rows: Iterable[Viewed], kind: str | None, party: Sequence[str], newsroom: str | None, as_of: date | None,
    ids: Sequence[str],
) -> list[Viewed]:
    """What the store answers from its view, of claims that are in no view."""
    return [
        row for row in rows
        if (kind is None or row.claim.kind == kind)
        and (not party or not row.parts.keys().isdisjoint(party))
        and (newsroom is None or newsroom in row.newsrooms)
        and (not ids or not set(row.claim.members).isdisjoint(ids))
        and (as_of is None or (_begun(row, as_of) and (row.ended is None or row.ended >= as_of.toordinal())))
    ]


def _first(pair: tuple[Order, Any]) -> Order:
    return pair[0]


def _by_member(atoms: Iterable[Claim]) -> dict[str, list[Claim]]:
    found = defaultdict[str, list[Claim]](list)
    for atom in atoms:
        for member in atom.members or (atom.id,):
            found[member].append(atom)
    return found


def _parts(claim: Claim) -> dict[str, int]:
    """The part each actor has in a claim."""
    found = {claim.where.key(): PLACE} if claim.where else {}
    found |= {actor.key(): ACTS for actor in questions.parties(claim.with_(where=None))}
    if isinstance(claim, Statement) and claim.speaker:
        found[claim.speaker.key()] = SPEAKS
    return found


def _called(atom: Claim) -> Iterator[Called]:
    for key, text, by in dict.fromkeys(called(atom)):
        yield Called(key, atom.id, text, by, atom.evidence[0])
