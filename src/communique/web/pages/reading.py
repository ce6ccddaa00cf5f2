"""Reading: a report with every claim highlighted in its words and what could not be made out; the list of reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import ClassVar

from communique.actors import Actor, Evidence
from communique.archive.room import Reader
from communique.claims import KINDS, Claim, Statement
from communique.document import Report
from communique.newsrooms import newsroom
from communique.questions import Line, headline, parties
from communique.store.catalogue import Asked
from communique.web.asking import Query
from communique.web.forms import LINE_COLUMNS, line_row
from communique.web.inert import describe_unseen
from communique.web.pages import SIZE, Page, Pager


@dataclass(frozen=True, slots=True)
class Note:
    """A claim beside the text: its number there, and its evidence in this report."""

    number: int
    line: Line
    evidence: tuple[Evidence, ...]
    checked: bool

    @property
    def whose(self) -> str:
        """Whose word it is, and through whom it came: "Said by Zamir Kabulov, through RIA Novosti"."""
        claim, piece = self.line.claim, self.evidence[0]
        if isinstance(claim, Statement):
            to = f" to {claim.addressee.name}" if claim.addressee else ""
            who = f"Said by {claim.speaker.name}" if claim.speaker else "Said by somebody not made out"
            return f"{who}{to}{_through(claim.chain)}"
        return whose(piece)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the text with the notes that rest on them, the one with the fewest words first; `first` of that one.

    `begins`: claims whose first words these are.
    """

    text: str
    notes: tuple[Note, ...]
    first: bool
    begins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A report to be read: paragraphs of pieces, the notes, and what is unresolved."""

    TEMPLATE: ClassVar[str] = "reading.html"
    COLUMNS: ClassVar[tuple[str, ...]] = (*LINE_COLUMNS, "speaker", "chain")

    report: Report
    newsroom: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    notes: tuple[Note, ...]
    kinds: tuple[tuple[str, int], ...]
    shown: tuple[str, ...]
    nobody: tuple[Actor, ...]
    open_ended: tuple[tuple[str, Note], ...]
    unseen: tuple[tuple[str, str], ...]
    alike: tuple[tuple[str, int], ...]

    @property
    def title(self) -> str:
        return headline(self.report)

    def to_dict(self) -> dict[str, object]:
        about = self.report
        return {
            "report": about.name, "newsroom": self.newsroom, "url": about.url, "text": about.text,
            "published": about.published.isoformat() if about.published else None,
            "claims": [
                note.line.to_dict() | {"evidence": [piece.to_dict() for piece in note.evidence]} for note in self.notes
            ],
            "unresolved": {
                "actors": [actor.name for actor in self.nobody],
                "claims": [{"claim": note.line.claim.id, "lacks": lack} for lack, note in self.open_ended],
            },
            "unseen_characters": dict(self.unseen),
        }

    def rows(self) -> Iterator[Sequence[object]]:
        for note in self.notes:
            for piece in note.evidence:
                who = piece.speaker.name if piece.speaker else ""
                row = line_row(note.line)
                at = (piece.report, piece.start, piece.end, piece.quote)
                yield (*row[:-4], *at, who, "; ".join(actor.name for actor in piece.chain))


def whose(evidence: Evidence) -> str:
    """Whose word it is, and through whom it reached the report: "In the words of Zhao Lijian"."""
    who = f"In the words of {evidence.speaker.name}" if evidence.speaker else "In the newsroom’s own words"
    return who + _through(evidence.chain)


def _through(chain: Sequence[Actor]) -> str:
    return f", through {', '.join(actor.name for actor in chain)}" if chain else ""


def reading(reader: Reader, query: Query, name: str) -> Reading:
    """Raises `UnknownNameError`."""
    report = reader.text(name)
    shown = query.choices("kind", list(KINDS))
    notes = notes_of(reader, name)
    marked = [note for note in notes if not shown or note.line.claim.kind in shown]
    counts = {kind: sum(note.line.claim.kind == kind for note in notes) for kind in KINDS}
    return Reading(
        report, newsroom(name, reader.reports), tuple(paragraphs(report, marked)), tuple(marked),
        tuple((kind, count) for kind, count in counts.items() if count), shown,
        _nobody(note.line.claim for note in notes), tuple(_open_ended(notes)),
        tuple(describe_unseen(report.text).items()), _alike(reader, name),
    )


def notes_of(reader: Reader, name: str) -> list[Note]:
    """What a report claims, in order of its words."""
    rows = reader.catalogue.find(Asked(reports=(name,)))
    found = [(reader.line(row), tuple(sorted(
        (piece for piece in row.claim.evidence if piece.report == name), key=lambda piece: (piece.start, piece.end)
    ))) for row in rows]
    found.sort(key=lambda own: (own[1][0].start, own[1][0].end, own[0].claim.id))
    accepted = reader.judgements.accepted
    return [
        Note(number, line, evidence, not accepted.isdisjoint(line.claim.members))
        for number, (line, evidence) in enumerate(found, 1)
    ]


def paragraphs(report: Report, notes: Sequence[Note]) -> Iterator[tuple[Piece, ...]]:
    """The text line by line in pieces, cut where evidence begins or ends; what stands before its start is left out."""
    text, at = report.text, report.start
    spans = sorted(
        ((piece.start, piece.end, number, note) for note in notes for number, piece in enumerate(note.evidence)),
        key=lambda span: (span[0], span[1]),
    )
    for line in text[at:].splitlines(keepends=True):
        end = at + len(line)
        # spans are in order of their starts; few reach over a line's end
        own = [span for span in spans if span[0] < end and span[1] > at]
        if line.strip():
            yield tuple(_pieces(text, at, at + len(line.rstrip()), own))
        at = end


def _pieces(text: str, start: int, end: int, spans: Sequence[tuple[int, int, int, Note]]) -> Iterator[Piece]:
    cuts = sorted({start, end, *(cut for first, last, _, _ in spans for cut in (first, last) if start < cut < end)})
    for here, there in pairwise(cuts):
        over = [span for span in spans if span[0] <= here and span[1] >= there]
        over.sort(key=lambda span: (span[1] - span[0], span[3].number))
        notes = tuple(dict.fromkeys(span[3] for span in over))
        begins = tuple(span[3].line.claim.id for span in over if span[2] == 0 and span[0] == here)
        first = bool(over) and (over[0][0] == here or over[0][0] < start == here)
        yield Piece(text[here:there], notes, first, begins)


def _nobody(claims: Iterable[Claim]) -> tuple[Actor, ...]:
    """Actors the knowledge has no identity for, by name."""
    found = {actor.key(): actor for claim in claims for actor in parties(claim) if actor.id is None}
    return tuple(found[key] for key in sorted(found))


def _open_ended(notes: Sequence[Note]) -> Iterator[tuple[str, Note]]:
    """Claims that lack whose, whom or when, and those others tell more exactly."""
    who = {"statement": "speaker", "position": "holder", "commitment": "by", "tenure": "person", "membership": "member"}
    for note in notes:
        claim = note.line.claim
        if claim.kind in who and getattr(claim, who[claim.kind]) is None:
            yield "who is not made out", note
        elif claim.kind == "event" and not claim.actors:  # type: ignore[attr-defined]
            yield "who did it is not made out", note
        if claim.when and not claim.when.year_known:
            yield "the year is not known", note
        if claim.refined_by:
            yield f"fits {len(claim.refined_by)} sharper claims", note


def _alike(reader: Reader, name: str) -> tuple[tuple[str, int], ...]:
    """Reports that tell most of the same claims, to be read side by side."""
    found = reader.remember(
        ("alike", name), lambda: reader.catalogue.facet(Asked(reports=(name,)), "report", limit=6)
    )
    return tuple((other, count) for other, count in found if other != name)[:5]


@dataclass(frozen=True, slots=True)
class Listed:
    """A report in the list."""

    name: str
    title: str
    newsroom: str
    published: date | None


@dataclass(frozen=True, slots=True)
class Reports:
    """Every report, the latest first, the undated last."""

    TEMPLATE: ClassVar[str] = "reports.html"
    COLUMNS: ClassVar[tuple[str, ...]] = ("report", "title", "newsroom", "published")

    reports: tuple[Listed, ...]
    newsrooms: tuple[str, ...]
    newsroom: str
    words: str
    pager: Pager

    @property
    def title(self) -> str:
        return "Reports"

    def rows(self) -> Iterator[Sequence[object]]:
        return ((own.name, own.title, own.newsroom, own.published or "") for own in self.reports)


def reports(reader: Reader, query: Query, name: str) -> Reports:
    room, words, number = query.text("newsroom"), query.text("q"), query.number("page")
    everything = reader.remember("listed", lambda: _listed(reader))
    found = [own for own in everything if not room or own.newsroom == room]
    if words:
        has = {report for report, _ in reader.catalogue.passages(words, limit=100_000)}
        found = [own for own in found if own.name in has]
    return Reports(
        tuple(found[number * SIZE : (number + 1) * SIZE]), reader.newsrooms, room, words, Pager(number, len(found))
    )


def _listed(reader: Reader) -> list[Listed]:
    rows = [
        Listed(name, headline(report), newsroom(name, reader.reports), report.published)
        for name, report in reader.reports.items()
    ]
    return sorted(rows, key=lambda own: (-(own.published or date.min).toordinal(), own.name))


PAGES = (Page("/reports", reports), Page("/report/{name}", reading))
