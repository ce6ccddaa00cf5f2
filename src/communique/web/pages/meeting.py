"""A meeting: who took part and how, where, on which occasion, what each report adds; and the list of meetings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from communique.actors import Actor, Evidence
from communique.archive.room import Reader
from communique.claims import Meeting
from communique.describe import say_when
from communique.errors import UnknownNameError
from communique.newsrooms import newsroom
from communique.questions import Line
from communique.store.catalogue import Asked
from communique.web.asking import Query
from communique.web.forms import LINE_COLUMNS, line_row
from communique.web.pages import SIZE, Page, Pager
from communique.web.pages.against import Against, against
from communique.web.pages.search import wanted

#: How people took part, in the order shown.
PARTS = {
    "host": "Host", "chair": "In the chair", "person": "In person", "video": "By video", "phone": "By phone",
    "guest": "As a guest", "observer": "As an observer", "": "How is not told",
}

FORMATS = {
    "in-person": "in person", "video": "by video", "hybrid": "in person and by video", "phone": "by phone",
    "unknown": "not told",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What one report tells of the meeting; `adds`: what no other report of it says."""

    report: str
    newsroom: str
    published: date | None
    evidence: tuple[Evidence, ...]
    adds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingView:
    """One meeting. `parts`: headings with the participants under them."""

    TEMPLATE: ClassVar[str] = "meeting.html"
    COLUMNS: ClassVar[tuple[str, ...]] = ("participant", "actor", "took_part")

    line: Line
    parts: tuple[tuple[str, tuple[Actor, ...]], ...]
    told: tuple[Told, ...]
    sharper: tuple[Line, ...]
    said: tuple[Line, ...]
    against: tuple[Against, ...]
    checked: bool

    @property
    def meeting(self) -> Meeting:
        assert isinstance(self.line.claim, Meeting)
        return self.line.claim

    @property
    def title(self) -> str:
        return self.line.text

    @property
    def format(self) -> str:
        return FORMATS[self.meeting.format]

    @property
    def side_by_side(self) -> list[str]:
        """Reports of it to be read side by side."""
        return [told.report for told in self.told[:4]]

    @property
    def in_calendar(self) -> bool:
        return bool(self.meeting.when and self.meeting.when.earliest)

    def to_dict(self) -> dict[str, object]:
        return {
            "claim": self.meeting.to_dict(), "text": self.line.text, "newsrooms": list(self.line.newsrooms),
            "independent": self.line.independent,
            "reports": [
                {"report": told.report, "newsroom": told.newsroom, "adds": list(told.adds),
                 "published": told.published.isoformat() if told.published else None}
                for told in self.told
            ],
            "refined_by": [line.to_dict() for line in self.sharper], "said": [line.to_dict() for line in self.said],
            "conflicts": [own.to_dict() for own in self.against],
        }

    def rows(self) -> Iterator[Sequence[object]]:
        return ((actor.name, actor.id or "", heading) for heading, actors in self.parts for actor in actors)


def meeting(reader: Reader, query: Query, name: str) -> MeetingView:
    """Raises `UnknownNameError` where the claim is none or no meeting."""
    row = reader.row(name)
    claim = row.claim
    if not isinstance(claim, Meeting):
        raise UnknownNameError(name, f"is a {claim.kind}, not a meeting", f"see /claim/{name}")
    sharper = reader.catalogue.find(Asked(ids=claim.refined_by)) if claim.refined_by else []
    return MeetingView(
        reader.line(row), _parts(claim), _told(reader, claim), reader.lines(sharper), _said(reader, claim),
        against(reader, [claim]),        not reader.judgements.accepted.isdisjoint(claim.members),
    )


def _parts(claim: Meeting) -> tuple[tuple[str, tuple[Actor, ...]], ...]:
    found: dict[str, list[Actor]] = {heading: [] for heading in PARTS.values()}
    for participant in claim.participants:
        found[PARTS[participant.part or participant.via or ""]].append(participant.actor)
    return tuple((heading, tuple(actors)) for heading, actors in found.items() if actors)


def _told(reader: Reader, claim: Meeting) -> tuple[Told, ...]:
    """Each report of the meeting by its day, with what it alone says."""
    facts: dict[str, dict[str, None]] = {}
    for atom in reader.atoms(claim):
        if isinstance(atom, Meeting):
            facts.setdefault(atom.evidence[0].report, {}).update(dict.fromkeys(_facts(atom)))
    evidence: dict[str, list[Evidence]] = {}
    for piece in claim.evidence:
        evidence.setdefault(piece.report, []).append(piece)
    found = []
    for report, pieces in evidence.items():
        others = {fact for other, told in facts.items() if other != report for fact in told}
        adds = tuple(fact for fact in facts.get(report, ()) if fact not in others) if len(evidence) > 1 else ()
        about = reader.reports.get(report)
        found.append(Told(
            report, newsroom(report, reader.reports), about.published if about else None, tuple(pieces), adds
        ))
    return tuple(sorted(found, key=lambda told: (told.published or date.max, told.report)))


def _facts(atom: Meeting) -> Iterator[str]:
    """What a report says of a meeting, piece by piece."""
    for participant in atom.participants:
        how = PARTS[participant.part or participant.via or ""]
        yield participant.actor.name + (f" ({how.casefold()})" if participant.part or participant.via else "")
    if atom.when:
        yield say_when(atom.when, ahead=atom.status == "planned")
    if atom.where:
        yield f"in {atom.where.name}"
    if atom.format != "unknown":
        yield f"held {FORMATS[atom.format]}"
    if atom.occasion:
        yield f"occasion: {atom.occasion}"
    if atom.about:
        yield f"about: {atom.about}"


def _said(reader: Reader, claim: Meeting) -> tuple[Line, ...]:
    """What those who took part said on an occasion, in the reports of the meeting."""
    people = tuple(sorted({participant.actor.key() for participant in claim.participants}))
    reports = tuple(sorted({evidence.report for evidence in claim.evidence}))
    if not people:
        return ()
    asked = Asked(kinds=("statement",), reports=reports, fields=(("speaker", people),))
    rows = reader.catalogue.find(asked, limit=SIZE)
    there = [row for row in rows if row.claim.occasion or row.claim.when == claim.when]  # type: ignore[attr-defined]
    return reader.lines(there[:12])


@dataclass(frozen=True, slots=True)
class Meetings:
    """Meetings, the latest first, the undated last."""

    TEMPLATE: ClassVar[str] = "meetings.html"
    COLUMNS: ClassVar[tuple[str, ...]] = LINE_COLUMNS

    lines: tuple[Line, ...]
    pager: Pager
    who: str
    unknown: str

    @property
    def title(self) -> str:
        return "Meetings"

    def rows(self) -> Iterator[Sequence[object]]:
        return map(line_row, self.lines)


def meetings(reader: Reader, query: Query, name: str) -> Meetings:
    asked, unknown, _ = wanted(reader, query)
    asked = Asked(
        words=asked.words, kinds=("meeting",), parties=asked.parties, statuses=asked.statuses, first=asked.first,
        last=asked.last, newsrooms=asked.newsrooms,
    )
    number = query.number("page")
    rows = [] if unknown else reader.catalogue.find(asked, order="latest", limit=SIZE, offset=number * SIZE)
    total = 0 if unknown else reader.catalogue.tally(asked)
    return Meetings(reader.lines(rows), Pager(number, total), query.text("who"), unknown)


PAGES = (Page("/meetings", meetings), Page("/meeting/{name}", meeting))
