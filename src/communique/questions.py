"""What the record answers: lines of plain English, each with the claim, its newsrooms and the words it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from communique.actors import FIRMNESS, Actor, Evidence
from communique.claims import Claim, Commitment, Meeting, Position, Statement, actors_of
from communique.dates import When
from communique.describe import describe, listed, say_when, shortened
from communique.document import Report
from communique.newsrooms import Reports, independent, newsroom, newsrooms
from communique.record import Sequel, overdue
from communique.record.conflicts import absent, present_after_all
from communique.record.framing import Label
from communique.record.known import Known
from communique.record.numbers import other_numbers
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
class Telling:
    """Who told a claim, and the day they first did."""

    newsroom: str
    day: date | None

    def to_dict(self) -> dict[str, Any]:
        return {"newsroom": self.newsroom, "day": self.day.isoformat() if self.day else None}


@dataclass(frozen=True, slots=True)
class Line:
    """One claim for a reader: `quote` is its most telling evidence; `independent` counts newsrooms, copies once.

    Of a position, `since` is the first day it is told of, `told` by whom since when, `before` the id of the position
    that the same side held before on the same issue.
    """

    text: str
    claim: Claim
    quote: Evidence
    newsrooms: tuple[str, ...]
    independent: int
    sequels: tuple[Sequel, ...] = ()  # what later claims tell of a promise
    overdue: bool = False
    since: date | None = None
    told: tuple[Telling, ...] = ()
    before: str | None = None

    def to_dict(self) -> dict[str, Any]:
        when = self.claim.when
        course = {
            "since": self.since.isoformat() if self.since else None,
            "told": [telling.to_dict() for telling in self.told], "before": self.before,
        }
        return (course if self.claim.kind == "position" else {}) | {
            "text": self.text, "claim": self.claim.id, "kind": self.claim.kind, "status": self.claim.status,
            "when": when.to_dict() if when else None, "newsrooms": list(self.newsrooms),
            "independent": self.independent, "refined_by": list(self.claim.refined_by),
            "quote": _quote(self.quote),
            "sequels": [
                {"fate": sequel.fate, "claim": sequel.claim.id, "told": sequel.told.isoformat(),
                 "text": describe(sequel.claim), "quote": _quote(telling(sequel.claim.evidence))}
                for sequel in self.sequels
            ],
            "overdue": self.overdue,
        }


@dataclass(frozen=True, slots=True)
class KnownLine:
    """What the shipped knowledge says, in the place of a claim: no report tells it."""

    kind: str
    known: Known

    @property
    def text(self) -> str:
        return self.known.text

    @property
    def newsrooms(self) -> tuple[str, ...]:
        return ("the shipped knowledge",)

    def to_dict(self) -> dict[str, Any]:
        return {
            "text": self.text, "claim": None, "kind": self.kind, "status": None, "when": None,
            "newsrooms": list(self.newsrooms), "independent": 0, "refined_by": [], "quote": None, "sequels": [],
            "overdue": False, "known": self.known.to_dict(),
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
    labels: tuple[Label, ...] = ()  # what newsrooms call the actor beside its name
    gone: tuple[Gone, ...] = ()  # what a newsroom told of it and took back
    known: Mapping[str, Known] = field(default_factory=dict)  # how memberships and posts stand to the knowledge, by id

    def to_dict(self) -> dict[str, Any]:
        return {
            "actor": self.key, "name": self.name, "others": list(self.others),
            "sections": [section.to_dict() for section in self.sections],
            "labels": [label.to_dict() for label in self.labels], "gone": [gone.to_dict() for gone in self.gone],
            "known": {ident: known.to_dict() for ident, known in self.known.items()},
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
class Gone:
    """A claim that a newsroom's later text of a report tells no longer.

    `version` told it, `later` did not; `seen` is the day the later text was recorded, `published` that text's own.
    """

    line: Line
    version: int
    later: int
    seen: str
    published: date | None
    witnesses: tuple[Witness, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "line": self.line.to_dict(), "version": self.version, "later": self.later, "seen": self.seen,
            "published": self.published.isoformat() if self.published else None,
            "witnesses": [witness.to_dict() for witness in self.witnesses],
        }


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims that cannot both be so, or not both be exact; `over` says in what they differ, `told` what each says.

    Where reports of one merged claim differ, both lines are of that claim, each with its own reports' evidence.
    """

    over: str
    one: Line
    other: Line | KnownLine
    told: tuple[str, str] = ("", "")

    def to_dict(self) -> dict[str, Any]:
        return {
            "over": self.over, "one": self.one.to_dict(), "other": self.other.to_dict(), "told": list(self.told),
        }


@dataclass(frozen=True, slots=True)
class Framed:
    """One thing in two newsrooms' words: `words` are what each chose for `of` ("the act", "the saying")."""

    of: str
    newsrooms: tuple[str, str]
    words: tuple[str, str]
    one: Line
    other: Line

    def to_dict(self) -> dict[str, Any]:
        return {
            "of": self.of, "newsrooms": list(self.newsrooms), "words": list(self.words), "claim": self.one.claim.id,
            "one": self.one.to_dict(), "other": self.other.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class LabelsOf:
    """What newsrooms call one actor."""

    key: str
    name: str
    labels: tuple[Label, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"actor": self.key, "name": self.name, "labels": [label.to_dict() for label in self.labels]}


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why the record holds a claim: who tells it in which words, what it was merged from, what stands against it."""

    line: Line
    witnesses: tuple[Witness, ...]
    parts: tuple[Line, ...]
    sharper: tuple[Line, ...]
    conflicts: tuple[Conflict, ...]
    decisions: tuple[dict[str, Any], ...]
    framings: tuple[Framed, ...] = ()
    known: Known | None = None
    gone: tuple[Gone, ...] = ()  # what newsrooms told of it and took back
    taken_back: bool = False  # no report tells it any longer

    def to_dict(self) -> dict[str, Any]:
        return {
            "claim": self.line.claim.to_dict(), "text": self.line.text, "newsrooms": list(self.line.newsrooms),
            "independent": self.line.independent, "witnesses": [witness.to_dict() for witness in self.witnesses],
            "parts": [part.to_dict() for part in self.parts], "refined_by": [line.to_dict() for line in self.sharper],
            "conflicts": [conflict.to_dict() for conflict in self.conflicts], "decisions": list(self.decisions),
            "framing": [framed.to_dict() for framed in self.framings],
            "known": self.known.to_dict() if self.known else None, "gone": [gone.to_dict() for gone in self.gone],
            "taken_back": self.taken_back,
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two newsrooms tell of the same matters: what both tell, and what only one of them does."""

    one: str
    other: str
    both: tuple[Line, ...]
    only_one: tuple[Line, ...]
    only_other: tuple[Line, ...]
    totals: tuple[int, int, int] = (0, 0, 0)  # of both, of the one, of the other, shown or not
    shared: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())  # told alone, on matters both cover: ids
    conflicts: tuple[Conflict, ...] = ()
    framings: tuple[Framed, ...] = ()
    labels: tuple[LabelsOf, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        sides = (self.one, self.only_one, self.shared[0]), (self.other, self.only_other, self.shared[1])
        return {
            "newsrooms": [self.one, self.other], "both": [line.to_dict() for line in self.both],
            "only": {
                room: [line.to_dict() | {"shared_matter": line.claim.id in ids} for line in own]
                for room, own, ids in sides
            },
            "totals": {"both": self.totals[0], "only": {self.one: self.totals[1], self.other: self.totals[2]}},
            "conflicts": [conflict.to_dict() for conflict in self.conflicts],
            "framing": [framed.to_dict() for framed in self.framings],
            "labels": [labels.to_dict() for labels in self.labels],
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


def _quote(evidence: Evidence) -> dict[str, Any]:
    return {name: getattr(evidence, name) for name in ("report", "start", "end", "quote")}


def standing(position: Line, before: Claim | None, reports: Reports) -> Line:
    """A position's line with who tells it since when, and what the same side held before."""
    first: dict[str, date | None] = {}
    for piece in position.claim.evidence:
        room, report = newsroom(piece.report, reports), reports.get(piece.report)
        day = report.published if report else None
        known = first.get(room)
        first[room] = min(known, day) if known and day else known or day
    told = tuple(Telling(*row) for row in sorted(first.items(), key=lambda row: (row[1] or date.max, row[0])))
    when = position.claim.when
    days = [telling.day for telling in told if telling.day]
    return replace(
        position, told=told, before=before.id if before else None,
        since=(when.earliest if when else None) or min(days, default=None),
    )


#: What two claims say of what they differ over, by the name of that.
_SAID: dict[str, Callable[[Any], str]] = {
    "date": lambda claim: say_when(claim.when),
    "place": lambda claim: f"in {claim.where.name}" if claim.where else "",
    "holder": lambda claim: claim.person.name if claim.person else "",
    "speaker": lambda claim: claim.speaker.name if claim.speaker else "",
    "doer": lambda claim: listed(actor.name for actor in claim.actors),
    "blame": lambda claim: f"on {claim.subject.name}" if claim.subject else "",
    "stance": lambda claim: str(claim.stance),
    "deadline": lambda claim: f"due {say_when(claim.deadline)}",
}


def said(over: str, one: Claim, other: Claim) -> tuple[str, str]:
    """What each of two claims says of what they differ over: "on 16 May 2022", "on 17 May 2022"."""
    if over in ("denied", "cancelled"):
        return one.status, other.status
    if over == "participants" and isinstance(one, Meeting) and isinstance(other, Meeting):
        return _attended(one, other)
    if over == "number" and (found := other_numbers(_text(one), _text(other))):
        return found[0].said, found[1].said
    tell = _SAID.get(over)
    return (tell(one), tell(other)) if tell else ("", "")


def _attended(one: Meeting, other: Meeting) -> tuple[str, str]:
    """Who is said to have been absent by the one of two meetings, and present by the other: "without …", "with …"."""
    names = listed(present_after_all(one, other) or present_after_all(other, one))
    return (f"without {names}", f"with {names}") if absent(one) else (f"with {names}", f"without {names}")


def _text(claim: Claim) -> str:
    if isinstance(claim, (Statement, Commitment)):
        return claim.content
    return " / ".join(sorted({evidence.quote for evidence in claim.evidence}))


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


def ended(claim: Claim) -> date | None:
    """The last day of what lasts (a post, a membership), as far as its dates tell."""
    when = claim.when
    if when is None or claim.kind not in ("membership", "tenure") or "/" not in when.edtf:
        return None
    return when.latest


def happened(claim: Claim, told: str = "") -> When | None:
    """When a claim is of: a promise's date is none of its own where it tells when the promise is due.

    `told`: the ISO day it was first told; nobody has made a promise later than that.
    """
    when = claim.when
    if when and isinstance(claim, Commitment):
        ahead = bool(told and when.earliest and when.earliest.isoformat() > told)
        return None if ahead or (claim.deadline and claim.deadline.edtf == when.edtf) else when
    return when


def parties(claim: Claim) -> Iterator[Actor]:
    """Every actor in a claim, the place too, in order of the fields."""
    yield from actors_of(claim)
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


#: The headings of a portrait, in the order a reader asks: what an actor is, does, says and is told.
HEADINGS = (
    "Posts", "Membership", "Meetings", "Said", "Said to them", "Promises", "Positions", "Events", "Called",
    "What happened there",
)


def portrait_sections(headed: Mapping[str, tuple[int, Sequence[Claim]]], reports: Reports) -> tuple[Section, ...]:
    """What an actor has a part in, by heading: how many claims, and those to show."""
    return tuple(
        Section(heading, lines(headed[heading][1], reports), headed[heading][0])
        for heading in HEADINGS if heading in headed
    )


def heading(kind: str, *, acts: bool, speaks: bool) -> str:
    """Under which heading of an actor's portrait a claim stands; one in which it does not act is set there."""
    if not acts:
        return "What happened there"
    if kind == "statement":
        return "Said" if speaks else "Said to them"
    return {
        "tenure": "Posts", "membership": "Membership", "meeting": "Meetings", "commitment": "Promises",
        "position": "Positions", "event": "Events", "designation": "Called",
    }[kind]


def headline(report: Report) -> str:
    """What to call a report in a list."""
    return shortened(report.title or report.name, 100)
