"""The record, open: reports are read into its store, and questions are asked of what they claim together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from communique import questions
from communique.archive.account import Account
from communique.archive.changing import Changing
from communique.archive.comparing import Comparing
from communique.archive.filing import filed
from communique.archive.names import Meant, actor_named, report_named
from communique.archive.passages import passage
from communique.archive.reviewing import Reviewing
from communique.claims import Claim, Commitment, Position
from communique.document import Report
from communique.errors import SourceError, StoreError, UnknownNameError
from communique.newsrooms import Reports, newsroom
from communique.questions import (
    THEMES,
    Brief,
    Conflict,
    Found,
    Gone,
    Line,
    Portrait,
    Reasons,
    Section,
)
from communique.record import courses
from communique.store import Kept, Put, Store, usual_path

if TYPE_CHECKING:
    from communique.pipeline import Pipeline

#: Lines a brief shows under each theme, and an answer altogether, unless asked for more.
BRIEF, MANY = 6, 200

#: Claims with the words sought among which those of a day are looked for.
SEARCHED = 1_000

Source = str | Path | Report


@dataclass(frozen=True, slots=True)
class Addition:
    """What adding one report did: it was "new", "changed" (a new version), or already "known"."""

    report: str
    put: Put
    claims: int


class Record(Comparing, Changing, Reviewing):
    """Reports kept in a file, and the one account they give together.

    >>> with Record.open("record.db") as record:  # doctest: +SKIP
    ...     record.add("reports/")
    ...     print(record.brief())

    Every question takes `as_of` (what holds, or had happened, on that day) and `known_by` (what had been told by
    the reports published by that day; a report without a date counts from the day it was recorded).
    """

    def __init__(self, store: Store, *, pipeline: Pipeline | None = None, knowledge: Path | None = None) -> None:
        self._store = store
        self._account = Account(store)
        self._pipeline = pipeline
        self._knowledge = knowledge

    @classmethod
    def open(
        cls, path: str | Path | None = None, *, pipeline: Pipeline | None = None, knowledge: Path | None = None
    ) -> Self:
        """The record kept at `path`, made where there is none; without a path, the user's own (`usual_path`).

        `pipeline` is built with the `knowledge` folder when first needed. Raises `StoreError`.
        """
        return cls(Store.open(Path(path) if path else usual_path()), pipeline=pipeline, knowledge=knowledge)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._store.close()

    @property
    def path(self) -> Path:
        return self._store.path

    @property
    def pipeline(self) -> Pipeline:
        """What reads reports for this record, built when first needed."""
        if self._pipeline is None:
            from communique.pipeline import Pipeline

            self._pipeline = Pipeline(knowledge=self._knowledge)
        return self._pipeline

    # reports in and out

    def add(self, *sources: Source, published: date | None = None) -> list[Addition | SourceError]:
        """Reads reports into the record: files, folders, or reports. What cannot be read stands in its place.

        Each report is kept whole as soon as it is read; adding it again changes nothing.
        """
        return list(self.adding(_reports(sources, published)))

    def adding(self, reports: Iterable[Report | SourceError]) -> Iterator[Addition | SourceError]:
        """The same, one report at a time as the result is taken."""
        for report in reports:
            yield report if isinstance(report, SourceError) else self._add(report)

    def _add(self, report: Report) -> Addition:
        report = filed(report, self._store)
        if self._store.holds(report):
            return Addition(report.name, "known", 0)
        atoms = self.pipeline.atoms(report)
        return Addition(report.name, self._store.put(report, atoms, recorded=_now()), len(atoms))

    def remove(self, name: str) -> None:
        """Takes a report out, by its name or the end of it. Raises `UnknownNameError` where none or several have it."""
        self._store.remove(report_named(name, self._names()))

    def reread(self) -> Iterator[Addition]:
        """Reads every report again with the present model and rules; people's decisions are kept."""
        for kept in list(self._store.reports()):
            whole = self._store.report(kept.report.name)
            if whole:
                atoms = self.pipeline.atoms(whole.report)
                self._store.reread(whole.report, atoms)
                yield Addition(whole.report.name, "known", len(atoms))

    def _names(self) -> list[str]:
        return [kept.report.name for kept in self._store.reports()]

    def reports(self, *, known_by: date | None = None) -> list[Kept]:
        """Every report kept, without its text."""
        return list(self._store.reports(known_by=known_by))

    def report(self, name: str) -> Kept:
        """A report with its text. Raises `UnknownNameError`."""
        kept = self._store.report(report_named(name, self._names()))
        assert kept
        return kept

    def versions(self, name: str) -> list[Kept]:
        """Every text kept under a report's name, the oldest first."""
        return list(self._store.versions(report_named(name, self._names())))

    # the account

    def claims(
        self, *, kind: str | None = None, party: Sequence[str] = (), newsroom: str | None = None,
        ids: Sequence[str] = (), as_of: date | None = None, known_by: date | None = None, by_day: bool = False,
        limit: int | None = None,
    ) -> Iterator[Claim]:
        """Merged claims, those that most newsrooms tell first, or `by_day` in order of what happened.

        `party` are keys of actors (`Actor.key`), any of which has a part in the claim; `ids` may be of members.
        """
        return self._account.claims(
            kind=kind, party=party, newsroom=newsroom, ids=ids, as_of=as_of, known_by=known_by, by_day=by_day,
            limit=limit,
        )

    def refresh(self) -> None:
        """Makes the view of merged claims anew where reports or decisions changed; every question does."""
        self._account.refresh()

    # questions

    def brief(
        self, *, as_of: date | None = None, known_by: date | None = None, limit: int = BRIEF
    ) -> Brief:
        """What the reports tell, by theme, those matters first that most newsrooms tell."""
        reports = self._account.reports(known_by)
        dated = [report.published for report in reports.values() if report.published]
        sections = [
            self._theme(heading, kinds, as_of=as_of, known_by=known_by, limit=limit, reports=reports)
            for heading, kinds in THEMES
        ]
        return Brief(
            len(reports), tuple(sorted({newsroom(name, reports) for name in reports})),
            min(dated, default=None), max(dated, default=None), sum(section.total for section in sections),
            tuple(section for section in sections if section.total),
        )

    def _theme(
        self, heading: str, kinds: Sequence[str], *, as_of: date | None, known_by: date | None, limit: int,
        reports: Reports,
    ) -> Section:
        found: list[Claim] = []
        total = 0
        for kind in kinds:
            total += self._account.count(kind=kind, as_of=as_of, known_by=known_by)
            found += self.claims(kind=kind, as_of=as_of, known_by=known_by, limit=limit)
        return Section(heading, questions.lines(found[:limit], reports), total)

    def show(
        self, name: str, *, as_of: date | None = None, known_by: date | None = None, limit: int = MANY
    ) -> Portrait:
        """What the record holds of a state, organisation, person or group. Raises `UnknownNameError`."""
        gone = self.gone(known_by=known_by)
        meant = self._meant(name, gone)
        headed = self._account.portrait(sorted(meant.keys), as_of=as_of, known_by=known_by, limit=limit)
        reports = self._account.reports(known_by)
        found = ((claim.id, self._known(claim, reports)) for _, shown in headed.values() for claim in shown)
        called = self.labels(meant.keys, as_of=as_of, known_by=known_by)
        lost = tuple(own for own in gone if meant.keys & {actor.key() for actor in questions.parties(own.line.claim)})
        return Portrait(
            meant.key, self._spelled(meant.key, gone), meant.others, questions.portrait_sections(headed, reports),
            tuple(label for room in sorted(called) for label in called[room]), lost,
            {ident: known for ident, known in found if known},
        )

    def _meant(self, name: str, gone: Sequence[Gone] = ()) -> Meant:
        self.refresh()
        lost = [(spelled, key, 0) for own in gone for key, spelled in questions.names(own.line.claim)]
        return actor_named(name, [*self._store.named(), *lost])

    def _spelled(self, key: str, gone: Sequence[Gone]) -> str:
        """An actor's name as claims write it."""
        first = (claim for _, claim in self._store.numbered(self._store.first_of(key)))
        for claim in (*first, *(own.line.claim for own in gone)):
            for actor in questions.parties(claim):
                if actor.key() == key:
                    return actor.name
        return key

    def why(self, claim: str, *, as_of: date | None = None, known_by: date | None = None) -> Reasons:
        """The words a claim rests on, whose they are, which rule read them, and what stands against it.

        `claim` is its id or any member's; one that a newsroom took back is shown as it told it. Raises
        `UnknownNameError`.
        """
        try:
            found = self.claim(claim, as_of=as_of, known_by=known_by)
        except UnknownNameError:
            gone = self.gone(known_by=known_by)
            lost = tuple(own for own in gone if claim in {own.line.claim.id, *own.line.claim.members})
            if not lost or as_of:
                raise
            return Reasons(lost[0].line, lost[0].witnesses, (), (), (), (), gone=lost, taken_back=True)
        reports = dict(self._account.reports(known_by))
        for name in {evidence.report for evidence in found.evidence}:
            kept = self._store.report(name, known_by=known_by)
            reports |= {name: kept.report} if kept else {}
        parts = list(self._account.atoms(known_by=known_by, ids=found.members))
        sharper = self._account.claims(ids=found.refined_by, as_of=as_of, known_by=known_by) if found.refined_by else ()
        return Reasons(
            questions.line(found, reports),
            tuple(questions.witness(evidence, reports.get(evidence.report)) for evidence in found.evidence),
            questions.lines(parts, reports) if len(parts) > 1 else (), questions.lines(sharper, reports),
            tuple(self._opposing(found, as_of, known_by)), tuple(self._decided_on(found)),
            tuple(self.framings([found], known_by=known_by)), self.known(found, known_by=known_by),
            self.gone_from(found, known_by=known_by),
        )

    def _decided_on(self, claim: Claim) -> Iterator[dict[str, Any]]:
        """People's decisions in force that speak of a claim or a member of it."""
        for decision in self._store.decisions():
            named = {ident for pair in decision.content["pairs"] for ident in pair}
            named.update(decision.content.get("claims", ()))
            if not decision.undone and named.intersection(claim.members):
                yield decision.content | {"made": decision.made}

    def _opposing(self, claim: Claim, as_of: date | None, known_by: date | None) -> Iterator[Conflict]:
        """What stands against a claim, in reports and in the knowledge."""
        yield from self._contradictions(as_of, known_by, of=[claim.id])
        yield from self._against(claim, self._account.reports(known_by))

    def claim(self, ident: str, *, as_of: date | None = None, known_by: date | None = None) -> Claim:
        """The merged claim of this id, or of which a member has it. Raises `UnknownNameError`."""
        found = next(self._account.claims(ids=[ident], as_of=as_of, known_by=known_by), None)
        if found is None:
            then = " as of that day" if as_of or known_by else ""
            remedy = "take an id from show or brief --json"
            raise UnknownNameError(ident, f"no claim of this id in the record{then}", remedy)
        return found

    def meetings(
        self, name: str | None = None, *, as_of: date | None = None, known_by: date | None = None, limit: int = MANY
    ) -> list[Line]:
        """Meetings, those of one actor where a `name` is given, in order of their days; so with the next three."""
        return self._listed("meeting", name, as_of, known_by, limit)

    def commitments(
        self, name: str | None = None, *, as_of: date | None = None, known_by: date | None = None, limit: int = MANY
    ) -> list[Line]:
        """Promises, in order of their days, each with what later claims tell of it.

        A deadline has passed if it lies before `as_of`, `known_by`, or else the day of the last report.
        """
        found = self._listed("commitment", name, as_of, known_by, limit)
        promises = [line.claim for line in found if isinstance(line.claim, Commitment)]
        later = self._account.following(promises, known_by)
        dated = [report.published for report in self._account.reports(known_by).values() if report.published]
        day = as_of or known_by or max(dated, default=date.min)
        return [questions.followed(line, later[line.claim.id], day) for line in found]

    def positions(
        self, name: str | None = None, *, as_of: date | None = None, known_by: date | None = None, limit: int = MANY
    ) -> list[Line]:
        """Who stands where on which issue since when, as told by whom: one side's on one issue together, by day."""
        party = sorted(self._meant(name).keys) if name else ()
        claims = self._account.claims(
            kind="position", party=party, as_of=as_of, known_by=known_by, by_day=True, limit=limit
        )
        reports = self._account.reports(known_by)
        published = {name: report.published for name, report in reports.items() if report.published}
        found = courses((claim for claim in claims if isinstance(claim, Position)), published=published)
        return [
            questions.standing(questions.line(own, reports), before, reports)
            for course in found for before, own in zip((None, *course), course, strict=False)
        ]

    def timeline(
        self, name: str | None = None, *, as_of: date | None = None, known_by: date | None = None, limit: int = MANY
    ) -> list[Line]:
        """What happened, by day; claims without a day are left out."""
        found = self._listed(None, name, as_of, known_by, limit)
        return [line for line in found if (when := questions.happened(line.claim)) and when.year_known]

    def _listed(
        self, kind: str | None, name: str | None, as_of: date | None, known_by: date | None, limit: int
    ) -> list[Line]:
        party = sorted(self._meant(name).keys) if name else ()
        claims = self._account.claims(kind=kind, party=party, as_of=as_of, known_by=known_by, by_day=True, limit=limit)
        return list(questions.lines(claims, self._account.reports(known_by)))

    def search(
        self, words: str, *, as_of: date | None = None, known_by: date | None = None, limit: int = 20
    ) -> Found:
        """Claims and passages of reports with all these words, in the texts of that day where one is given."""
        self.refresh()
        reports = {
            name: report for name, report in self._account.reports(known_by).items()
            if as_of is None or report.published is None or report.published <= as_of
        }
        claims = self._matching(words, as_of, known_by, limit)
        return Found(questions.lines(claims, reports), tuple(self._passages(words, reports, known_by, limit)))

    def _matching(self, words: str, as_of: date | None, known_by: date | None, limit: int) -> list[Claim]:
        """The claims with these words among those that hold, and were known, on a day; the best first."""
        if as_of is None and known_by is None:
            return self._account.matching(words, limit=limit)
        found = self._account.matching(words, known_by, limit=SEARCHED)
        if past := self._account.past(known_by):
            # what was made anew for that day stands in no index: it comes where what it has become since would
            found += [row.claim for row in past.rows if passage(row.words, words)]
            best = self._account.matching(words, limit=SEARCHED)
            place = {member: number for number, claim in enumerate(best) for member in claim.members}
            found.sort(key=lambda claim: min(place.get(member, SEARCHED) for member in claim.members))
        if as_of and found:
            ids = sorted({member for claim in found for member in claim.members})
            holding = {claim.id for claim in self._account.claims(ids=ids, as_of=as_of, known_by=known_by)}
            found = [claim for claim in found if claim.id in holding]
        return found[:limit]

    def _passages(
        self, words: str, reports: Reports, known_by: date | None, limit: int
    ) -> Iterator[tuple[str, str]]:
        """Passages of reports as they read on a day: those that were changed since are looked through by themselves."""
        changed = dict(self._store.rewritten()) if known_by else {}
        seen = 0
        for name, text in self._store.passages(words, limit=-1 if len(reports) < limit or known_by else limit):
            if name in reports and name not in changed and seen < limit:
                seen += 1
                yield name, text
        for name in sorted(changed.keys() & reports.keys()):
            kept = self._store.report(name, known_by=known_by)
            if kept and seen < limit and (text := passage(kept.report.text, words)):
                seen += 1
                yield name, text

    # people's decisions

    def merge(self, one: str, other: str) -> Claim:
        """Decides that two claims are one; logged, and taken back by `undo` or `split`."""
        first, second = self.claim(one), self.claim(other)
        if first.kind != second.kind:
            raise StoreError(other, f"is a {second.kind} and {one} a {first.kind}", "merge claims of one kind")
        self._decide("merge", [(first.id, second.id)])
        return self.claim(first.id)

    def split(self, claim: str) -> list[Claim]:
        """Takes a claim apart: what people merged, or else what its reports tell, each by itself; logged."""
        found = self.claim(claim)
        members = set(found.members)
        merged = [pair for pair in self._account.decisions().together if members.issuperset(pair)]
        parts = sorted({atom.id for atom in self._store.atoms(ids=found.members)})
        if len(parts) < 2:
            raise StoreError(claim, "has one part only", "there is nothing to split")
        if merged:
            self._decide("unmerge", merged)
        else:
            self._decide("split", list(combinations(parts, 2)))
        return list(self._account.claims(ids=parts))

    def undo(self, number: int | None = None) -> dict[str, Any] | None:
        """Takes back the decision of this number in the log, or the last still in force; None where there is none."""
        taken = self._store.undo(undone=_now(), number=number)
        return taken.content if taken else None

    def _decide(self, act: Literal["merge", "unmerge", "split"], pairs: Iterable[tuple[str, str]]) -> None:
        self._store.decide({"act": act, "pairs": [sorted(pair) for pair in pairs]}, made=_now())

    @cached_property
    def exports(self) -> tuple[str, ...]:
        """The formats `export` knows."""
        from communique.exports import formats

        return formats()

    def export(self, format: str) -> Iterator[bytes]:
        """The whole record in a format, piece by piece: "jsonl" gives a merged claim a line. Raises `StoreError`."""
        from communique.exports import exporter

        yield from exporter(format)(self.claims(by_day=True))


def _reports(sources: Iterable[Source], published: date | None) -> Iterator[Report | SourceError]:
    from communique.sources import open_sources

    for source in sources:
        if isinstance(source, Report):
            yield source
        else:
            yield from open_sources([source], published=published)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
