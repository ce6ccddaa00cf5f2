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
from communique.archive.names import Meant, actor_named, newsroom_named, report_named
from communique.claims import Claim, Commitment
from communique.document import Report
from communique.errors import SourceError, StoreError, UnknownNameError
from communique.newsrooms import Reports, newsroom
from communique.questions import (
    THEMES,
    Brief,
    Comparison,
    Conflict,
    Found,
    Line,
    Portrait,
    Reasons,
    Section,
)
from communique.record import conflicts
from communique.store import Kept, Put, Store, usual_path

if TYPE_CHECKING:
    from communique.pipeline import Pipeline

#: Lines a brief shows under each theme, and an answer altogether, unless asked for more.
BRIEF, MANY = 6, 200

Source = str | Path | Report


@dataclass(frozen=True, slots=True)
class Addition:
    """What adding one report did: it was "new", "changed" (a new version), or already "known"."""

    report: str
    put: Put
    claims: int


class Record:
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
            wanted = limit if known_by is None else None
            own = list(self.claims(kind=kind, as_of=as_of, known_by=known_by, limit=wanted))
            total += len(own) if known_by else self._store.count(kind=kind, until=as_of)
            found += own[:limit]
        return Section(heading, questions.lines(found[:limit], reports), total)

    def show(
        self, name: str, *, as_of: date | None = None, known_by: date | None = None, limit: int = MANY
    ) -> Portrait:
        """What the record holds of a state, organisation, person or group. Raises `UnknownNameError`."""
        meant = self._meant(name)
        claims = self._account.claims(party=sorted(meant.keys), as_of=as_of, known_by=known_by)
        sections = questions.portrait_sections(claims, meant.keys, self._account.reports(known_by), limit)
        return Portrait(meant.key, self._spelled(meant.key), meant.others, sections)

    def _meant(self, name: str) -> Meant:
        self.refresh()
        return actor_named(name, list(self._store.named()))

    def _spelled(self, key: str) -> str:
        """An actor's name as claims write it."""
        for claim in self._store.claims(party=[key], limit=1):
            for actor in questions.parties(claim):
                if actor.key() == key:
                    return actor.name
        return key

    def why(self, claim: str, *, as_of: date | None = None, known_by: date | None = None) -> Reasons:
        """The words a claim rests on, whose they are, which rule read them, and what stands against it.

        `claim` is its id or any member's. Raises `UnknownNameError`.
        """
        found = self.claim(claim, as_of=as_of, known_by=known_by)
        reports = dict(self._account.reports(known_by))
        for name in {evidence.report for evidence in found.evidence}:
            kept = self._store.report(name, known_by=known_by)
            reports |= {name: kept.report} if kept else {}
        parts = list(self._store.atoms(known_by=known_by, ids=found.members))
        sharper = self._account.claims(ids=found.refined_by, known_by=known_by) if found.refined_by else ()
        return Reasons(
            questions.line(found, reports),
            tuple(questions.witness(evidence, reports.get(evidence.report)) for evidence in found.evidence),
            questions.lines(parts, reports) if len(parts) > 1 else (), questions.lines(sharper, reports),
            self._against(found, known_by), tuple(self._decided_on(found)),
        )

    def _decided_on(self, claim: Claim) -> Iterator[dict[str, Any]]:
        """People's decisions in force that speak of a claim or a member of it."""
        for decision in self._store.decisions():
            named = {ident for pair in decision.content["pairs"] for ident in pair}
            if not decision.undone and named.intersection(claim.members):
                yield decision.content | {"made": decision.made}

    def _against(self, claim: Claim, known_by: date | None) -> tuple[Conflict, ...]:
        """What stands against a claim: looked for among those of its kind and actors."""
        keys = sorted({actor.key() for actor in questions.parties(claim)})
        pairs = self._conflicts(self._account.claims(kind=claim.kind, party=keys, known_by=known_by), known_by)
        return tuple(pair for pair in pairs if claim.id in (pair.one.claim.id, pair.other.claim.id))

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
        """Who stands where, in order of days."""
        return self._listed("position", name, as_of, known_by, limit)

    def timeline(
        self, name: str | None = None, *, as_of: date | None = None, known_by: date | None = None, limit: int = MANY
    ) -> list[Line]:
        """What happened, by day; claims without a day are left out."""
        found = self._listed(None, name, as_of, known_by, limit)
        return [line for line in found if line.claim.when and line.claim.when.year_known]

    def _listed(
        self, kind: str | None, name: str | None, as_of: date | None, known_by: date | None, limit: int
    ) -> list[Line]:
        party = sorted(self._meant(name).keys) if name else ()
        claims = self._account.claims(kind=kind, party=party, as_of=as_of, known_by=known_by, by_day=True, limit=limit)
        return list(questions.lines(claims, self._account.reports(known_by)))

    def conflicts(self, *, as_of: date | None = None, known_by: date | None = None) -> list[Conflict]:
        """Claims that contradict one another, side by side."""
        return self._conflicts(self.claims(as_of=as_of, known_by=known_by), known_by)

    def _conflicts(self, claims: Iterable[Claim], known_by: date | None) -> list[Conflict]:
        reports = self._account.reports(known_by)
        published = {name: report.published for name, report in reports.items() if report.published}
        return [
            Conflict(over, questions.line(one, reports), questions.line(other, reports))
            for over, one, other in conflicts(claims, published=published)
        ]

    def compare(
        self, one: str, other: str, *, as_of: date | None = None, known_by: date | None = None, limit: int = MANY
    ) -> Comparison:
        """What two newsrooms tell: both, and each alone. Raises `UnknownNameError`."""
        reports = self._account.reports(known_by)
        first, second = newsroom_named(one, reports), newsroom_named(other, reports)
        told = [
            {claim.id: claim for claim in self._account.claims(newsroom=room, as_of=as_of, known_by=known_by)}
            for room in (first, second)
        ]
        both = [claim for ident, claim in told[0].items() if ident in told[1]]
        alone = [[claim for ident, claim in own.items() if ident not in rest] for own, rest in (told, told[::-1])]
        return Comparison(
            first, second, questions.lines(both[:limit], reports),
            questions.lines(alone[0][:limit], reports), questions.lines(alone[1][:limit], reports),
        )

    def search(
        self, words: str, *, as_of: date | None = None, known_by: date | None = None, limit: int = 20
    ) -> Found:
        """Claims and passages of reports with all these words."""
        self.refresh()
        reports = self._account.reports(known_by)
        claims = self._store.matching(words, limit=limit)
        if as_of or known_by:
            members = [claim.id for claim in claims]
            claims = list(self._account.claims(ids=members, as_of=as_of, known_by=known_by)) if members else []
        passages = [found for found in self._store.passages(words, limit=limit) if found[0] in reports]
        return Found(questions.lines(claims, reports), tuple(passages))

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

    def undo(self) -> dict[str, Any] | None:
        """Takes back the last decision still in force, and gives it; None where there is none."""
        taken = self._store.undo(undone=_now())
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
