"""The one account that kept reports give: their claims, merged, as of a day and as known by a day."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from communique import questions
from communique.archive.judging import Judgements, judgements
from communique.claims import Claim, Commitment
from communique.document import Report
from communique.newsrooms import Shelf, independent, newsrooms
from communique.record import Decisions, Sequel, blocks, seasons, sequels, tied, tying
from communique.record.days import Days, days
from communique.record.wording import WORD
from communique.store import Kept, Store, Viewed

#: Where new reports are more than this part of all, the view is made anew as a whole.
ANEW = 4

#: Claims looked at for what became of a promise.
SAID = 30

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
        # what has ended by a day is left out here, as the view cannot tell: ask it for more than wanted
        rows: Iterable[Claim]
        if known_by is None:
            self.refresh()
            rows = self.store.claims(
                kind=kind, party=party, newsroom=newsroom, until=as_of, ids=ids, by_day=by_day,
                limit=-1 if limit is None or as_of else limit,
            )
        else:
            rows = _asked(self._known(known_by), kind, party, newsroom, as_of, ids, by_day)
        for number, claim in enumerate(row for row in rows if as_of is None or questions.holds(row, as_of)):
            if number == limit:
                break
            yield claim

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
            self.store.show(self._view(told), decided=decided, mark=mark)
        else:
            changed = {*gone, *lacking}
            same = {
                (claim.members, claim.refined_by, block): number for number, block, claim in touched
                if not any(evidence.report in changed for evidence in claim.evidence)
            }
            stay = set[int]()
            claims = list(self._view(told, same, stay))
            names = [
                (number, tuple(dict.fromkeys(questions.names(claim)))) for number, _, claim in touched
                if number not in stay
            ]
            self.store.renew(names, claims, decided=decided, mark=mark)

    def _touched(
        self, new: list[Claim], gone: list[str], kept: Mapping[str, Kept], decided: set[tuple[str, ...]],
        before: set[tuple[str, ...]],
    ) -> list[tuple[int, str, Claim]]:
        """The claims of the view, with numbers and blocks, on which what changed may bear."""
        ids, published = {ident for atom in new for ident in atom.members or (atom.id,)}, _published(kept)
        changed = decided ^ before | {pair for pair in decided if ids.intersection(pair[1:])}
        return self.store.blocks(
            reports=gone, members=(ident for _, *pair in changed for ident in pair),
            ties=(tie for atom in new for tie in tying(atom, published)),
        )

    def _told(self, atoms: Iterable[Claim], kept: Mapping[str, Kept], known_by: date | None = None) -> Told:
        undated = [name for name, row in kept.items() if not row.report.published]
        written = seasons(self.store.atoms(reports=undated, known_by=known_by), _published(kept))
        return Told(tuple(atoms), kept, self.decisions(), written, self._shelf(kept, known_by))

    def _viewed(self, known_by: date | None) -> Iterator[Viewed]:
        with self.store.reading():
            kept = {row.report.name: row for row in self.store.reports(known_by=known_by)}
            told = self._told(self.atoms(known_by=known_by), kept, known_by)
        return self._view(told)

    def _view(self, told: Told, same: Mapping[Same, int] = NONE, stay: set[int] | None = None) -> Iterator[Viewed]:
        """The claims that atoms give together, with what the view finds them by.

        Those that the view holds already, `same`, are left out, and their numbers put into `stay`.
        """
        published = _published(told.kept)
        ties: dict[str, frozenset[str]] = {}
        for atom in told.atoms:
            ties |= dict.fromkeys(atom.members or (atom.id,), frozenset(tied(atom, published)))
        for block in blocks(told.atoms, decisions=told.decisions, published=published, written=told.written):
            own = min(claim.id for claim in block)
            for claim in block:
                held = same.get((claim.members, claim.refined_by, own))
                if held is not None and stay is not None:
                    stay.add(held)
                    continue
                days_told = sorted(told.kept[evidence.report].told for evidence in claim.evidence)
                span = days(questions.happened(claim, days_told[0]))
                dated = span if span and span.dated else None
                yield Viewed(
                    claim, dated.first if dated else None, dated.last if dated else None, days_told[0], days_told[-1],
                    newsrooms(claim, told.shelf), independent(claim, told.shelf),
                    questions.fullness(claim), tuple(dict.fromkeys(questions.names(claim))), questions.words(claim),
                    own, frozenset().union(*(ties[member] for member in claim.members)),
                )

    def following(self, promises: Sequence[Commitment], known_by: date | None = None) -> dict[str, tuple[Sequel, ...]]:
        """What later claims tell of each promise, by the promise's id; looked for by the promise's longest words."""
        published = {name: report.published for name, report in self.reports(known_by).items() if report.published}
        told = [row.claim for row in self._known(known_by)] if known_by and promises else []
        return {
            promise.id: tuple(sequels(
                promise, told if known_by else self.store.matching(_telling(promise), limit=SAID), published
            ))
            for promise in promises
        }

    def reports(self, known_by: date | None = None) -> Shelf:
        """The reports by name, their texts to be had one by one."""
        def read() -> dict[str, Report]:
            return {row.report.name: row.report for row in self.store.reports(known_by=known_by)}

        reports = self._once("reports", known_by, read)
        return Shelf(reports, self._texts(known_by), None if known_by else self.store.counted)

    def _known(self, known_by: date) -> list[Viewed]:
        """The account made of what was told by a day."""
        return self._once("known", known_by, lambda: list(self._viewed(known_by)))

    def _once(self, what: str, known_by: date | None, make: Callable[[], Made]) -> Made:
        """What was last made for such a question, as long as nothing has changed since."""
        state = self.store.changes, known_by
        if what not in self._made or self._made[what][0] != state:
            self._made[what] = state, make()
        made: Made = self._made[what][1]
        return made

    def _shelf(self, kept: Mapping[str, Kept], known_by: date | None = None) -> Shelf:
        return Shelf({name: row.report for name, row in kept.items()}, self._texts(known_by))

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
    ids: Sequence[str], by_day: bool,
) -> list[Claim]:
    """What the store answers from its view, from claims that are in no view."""
    found = [
        row for row in rows
        if (kind is None or row.claim.kind == kind)
        and (not party or {key for key, _ in row.parties} & set(party))
        and (newsroom is None or newsroom in row.newsrooms)
        and (not ids or set(row.claim.members) & set(ids))
        and (as_of is None or _begun(row, as_of))
    ]
    if by_day:
        found.sort(key=lambda row: (row.first_day is None, row.first_day or 0, row.claim.id))
    else:
        found.sort(key=lambda row: row.claim.id)
        found.sort(key=lambda row: (row.independent, row.fullness, row.told_last, row.first_day or 0), reverse=True)
    return [row.claim for row in found]
