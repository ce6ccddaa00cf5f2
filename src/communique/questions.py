"""What the record answers: lines of plain English, each with the claim, its newsrooms and the words it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from communique.actors import FIRMNESS, Actor, Evidence
from communique.claims import Claim, Commitment, Meeting, Participant, Position, Statement, own_fields
from communique.dates import When
from communique.describe import describe, say_when, shortened
from communique.document import Report
from communique.newsrooms import Reports, independent, newsrooms
from communique.record import Sequel, overdue
from communique.record.wording import WORD, fold

#: The themes of a brief, each with the kinds of claims it holds.
THEMES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Meetings", ("meeting",)), ("Decisions and events", ("event",)), ("Statements", ("statement",)),
    ("Promises", ("commitment",)), ("Positions", ("position",)), ("Membership", ("membership",)),
    ("Posts", ("tenure",)), ("What they are called", ("designation",)),
)

#: Characters of a report shown before and after a quotation.
AROUND = 120


@dataclass(frozen=True, slots=True)
class Line:
    """One claim for a reader: `quote` is its most telling evidence; `independent` counts newsrooms, copies once."""

    text: str
    claim: Claim
    quote: Evidence
    newsrooms: tuple[str, ...]
    independent: int
    sequels: tuple[Sequel, ...] = ()  # what later claims tell of a promise
    overdue: bool = False

    def to_dict(self) -> dict[str, Any]:
        when = self.claim.when
        return {
            "text": self.text, "claim": self.claim.id, "kind": self.claim.kind, "status": self.claim.status,
            "when": when.to_dict() if when else None, "newsrooms": list(self.newsrooms),
            "independent": self.independent, "refined_by": list(self.claim.refined_by),
            "quote": {name: getattr(self.quote, name) for name in ("report", "start", "end", "quote")},
            "sequels": [
                {"fate": sequel.fate, "claim": sequel.claim.id, "told": sequel.told.isoformat(),
                 "text": describe(sequel.claim)}
                for sequel in self.sequels
            ],
            "overdue": self.overdue,
        }


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading; `total` counts those the record holds, shown or not."""

    heading: str
    lines: tuple[Line, ...]
    total: int

    def to_dict(self) -> dict[str, Any]:
        return {"heading": self.heading, "total": self.total, "lines": [line.to_dict() for line in self.lines]}


@dataclass(frozen=True, slots=True)
class Brief:
    """What the record holds, by theme; `first_day` and `last_day` are those of the reports that are dated."""

    reports: int
    newsrooms: tuple[str, ...]
    first_day: date | None
    last_day: date | None
    claims: int
    sections: tuple[Section, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "reports": self.reports, "newsrooms": list(self.newsrooms), "claims": self.claims,
            "from": self.first_day.isoformat() if self.first_day else None,
            "to": self.last_day.isoformat() if self.last_day else None,
            "sections": [section.to_dict() for section in self.sections],
        }


@dataclass(frozen=True, slots=True)
class Portrait:
    """What the record holds of one actor; `others` are further actors the name may mean."""

    key: str
    name: str
    others: tuple[str, ...]
    sections: tuple[Section, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "actor": self.key, "name": self.name, "others": list(self.others),
            "sections": [section.to_dict() for section in self.sections],
        }


@dataclass(frozen=True, slots=True)
class Witness:
    """One evidence where it stands: its newsroom, its report's day, the words before and after it."""

    evidence: Evidence
    newsroom: str
    published: date | None
    url: str | None
    before: str
    after: str

    def to_dict(self) -> dict[str, Any]:
        return self.evidence.to_dict() | {
            "newsroom": self.newsroom, "published": self.published.isoformat() if self.published else None,
            "url": self.url, "before": self.before, "after": self.after,
        }


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims that cannot both be so, or not both be exact; `over` says in what they differ."""

    over: str
    one: Line
    other: Line

    def to_dict(self) -> dict[str, Any]:
        return {"over": self.over, "one": self.one.to_dict(), "other": self.other.to_dict()}


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why the record holds a claim: who tells it in which words, what it was merged from, what stands against it."""

    line: Line
    witnesses: tuple[Witness, ...]
    parts: tuple[Line, ...]
    sharper: tuple[Line, ...]
    conflicts: tuple[Conflict, ...]
    decisions: tuple[dict[str, Any], ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "claim": self.line.claim.to_dict(), "text": self.line.text, "newsrooms": list(self.line.newsrooms),
            "independent": self.line.independent, "witnesses": [witness.to_dict() for witness in self.witnesses],
            "parts": [part.to_dict() for part in self.parts], "refined_by": [line.to_dict() for line in self.sharper],
            "conflicts": [conflict.to_dict() for conflict in self.conflicts], "decisions": list(self.decisions),
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two newsrooms tell of the same matters: what both tell, and what only one of them does."""

    one: str
    other: str
    both: tuple[Line, ...]
    only_one: tuple[Line, ...]
    only_other: tuple[Line, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "newsrooms": [self.one, self.other], "both": [line.to_dict() for line in self.both],
            "only": {
                self.one: [line.to_dict() for line in self.only_one],
                self.other: [line.to_dict() for line in self.only_other],
            },
        }


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: claims, and passages of reports with « » around the words."""

    lines: tuple[Line, ...]
    passages: tuple[tuple[str, str], ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "claims": [line.to_dict() for line in self.lines],
            "passages": [{"report": report, "text": text} for report, text in self.passages],
        }


def line(claim: Claim, reports: Reports) -> Line:
    """The claim as one line."""
    told_by = newsrooms(claim, reports)
    return Line(describe(claim), claim, telling(claim.evidence), told_by, independent(claim, reports))


def followed(promise: Line, later: tuple[Sequel, ...], day: date) -> Line:
    """A promise's line with what became of it by a day: "Norway promised … — kept (told on 1 July 2022)"."""
    claim = promise.claim
    later = tuple(sequel for sequel in later if sequel.told <= day)
    late = isinstance(claim, Commitment) and overdue(claim, later, day)
    fates: dict[str, Sequel] = {}
    for sequel in later:
        fates.setdefault(sequel.fate, sequel)
    told = [f"{fate} (told {say_when(When(sequel.told.isoformat()))})" for fate, sequel in fates.items()]
    told += ["its deadline has passed"] if late else []
    text = f"{promise.text} — {', '.join(told)}" if told else promise.text
    return replace(promise, text=text, sequels=later, overdue=late)


def telling(evidence: Sequence[Evidence]) -> Evidence:
    """The evidence to show first: the firmest, and of those the shortest."""
    return min(evidence, key=lambda e: (FIRMNESS.index(e.status), e.end - e.start, e.report, e.start))


def lines(claims: Iterable[Claim], reports: Reports) -> tuple[Line, ...]:
    return tuple(line(claim, reports) for claim in claims)


def witness(evidence: Evidence, report: Report | None) -> Witness:
    """The evidence with the words around it; without them where the report is gone."""
    if report is None:
        return Witness(evidence, evidence.report, None, None, "", "")
    before = report.text[max(report.start, evidence.start - AROUND) : evidence.start]
    after = report.text[evidence.end : evidence.end + AROUND]
    return Witness(
        evidence, report.source or report.name, report.published, report.url,
        before[before.find(" ") + 1 :] if len(before) == AROUND else before, after.rpartition(" ")[0],
    )


def holds(claim: Claim, day: date) -> bool:
    """Whether what lasts (a post, a membership) still does on a day, as far as its dates tell."""
    when = claim.when
    if when is None or claim.kind not in ("membership", "tenure") or "/" not in when.edtf:
        return True
    return when.latest is None or when.latest >= day


def parties(claim: Claim) -> Iterator[Actor]:
    """Every actor in a claim, the place too, in order of the fields."""
    for name in own_fields(type(claim)):
        value = getattr(claim, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Participant):
                yield item.actor
            elif isinstance(item, Actor):
                yield item
    if claim.where:
        yield claim.where


def names(claim: Claim) -> Iterator[tuple[str, str]]:
    """The key of each actor in a claim with every name it goes by there."""
    for actor in parties(claim):
        yield actor.key(), plain(actor.name)
        if len(actor.text) <= 80:
            yield actor.key(), plain(actor.text)


def plain(name: str) -> str:
    """A name without case, accents and marks."""
    return " ".join(fold(word) for word in WORD.findall(name))


def fullness(claim: Claim) -> int:
    """How much a claim tells a reader, 0 to 4: known actors, a day, whom it concerned, more than a few words."""
    known = [actor for actor in parties(claim) if actor.id]
    if isinstance(claim, Statement):
        worded = len(claim.content.split()) >= 6
        return worded + (worded and claim.mode == "direct") + bool(known) + bool(claim.addressee or claim.when)
    if isinstance(claim, (Commitment, Position)):
        text = claim.content if isinstance(claim, Commitment) else claim.issue
        return (len(text.split()) >= 3) + bool(known) + (len(known) > 1) + bool(claim.when or claim.condition)
    concerned = len(claim.participants) + len(claim.body) if isinstance(claim, Meeting) else len(known)
    return bool(known) + (concerned > 1) + bool(claim.when) + bool(claim.where)


def words(claim: Claim) -> str:
    """What a search finds a claim by: its line and its quotations."""
    return "\n".join([describe(claim), *dict.fromkeys(evidence.quote for evidence in claim.evidence)])


def portrait_sections(
    claims: Iterable[Claim], keys: frozenset[str], reports: Reports, limit: int
) -> tuple[Section, ...]:
    """What an actor is, does, says and is told, in the order a reader asks."""
    headed: dict[str, list[Claim]] = {}
    for claim in claims:
        headed.setdefault(_heading(claim, keys), []).append(claim)
    order = [
        "Posts", "Membership", "Meetings", "Said", "Said to them", "Promises", "Positions", "Events", "Called",
        "What happened there",
    ]
    shown = [(heading, headed[heading]) for heading in order if heading in headed]
    return tuple(Section(heading, lines(found[:limit], reports), len(found)) for heading, found in shown)


def _heading(claim: Claim, keys: frozenset[str]) -> str:
    acting = {actor.key() for actor in parties(claim.with_(where=None))}
    if not acting & keys:
        return "What happened there"
    if claim.kind == "statement":
        speaker: Actor | None = claim.speaker  # type: ignore[attr-defined]
        return "Said" if speaker and speaker.key() in keys else "Said to them"
    return {
        "tenure": "Posts", "membership": "Membership", "meeting": "Meetings", "commitment": "Promises",
        "position": "Positions", "event": "Events", "designation": "Called",
    }[claim.kind]


def headline(report: Report) -> str:
    """What to call a report in a list."""
    return shortened(report.title or report.name, 100)
