"""Two to four reports side by side on one matter: the same claims aligned, differences marked, copied words folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from communique.actors import Evidence
from communique.archive.room import Reader
from communique.claims import Claim
from communique.dates import When
from communique.document import Report
from communique.knowledge import Knowledge
from communique.newsrooms import newsroom
from communique.questions import Line, headline, parties
from communique.record.copying import one_copies
from communique.store.catalogue import Asked, Row
from communique.web.asking import BadQueryError, Query
from communique.web.pages import Page

#: Reports that fit side by side.
FEWEST, MOST = 2, 4

#: Fields in which reports may differ on one claim, and what they are called.
DIFFER = {
    "status": "how firmly", "when": "when", "where": "where", "participants": "who took part", "format": "form",
    "content": "in other words", "post": "post", "held": "held how", "stance": "stance", "issue": "issue",
    "label": "label", "role": "role", "condition": "condition", "deadline": "deadline", "addressee": "to whom",
    "recipients": "to whom", "about": "about",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one report says of a claim: its words, in whose name; `copies`: whose words it repeats.

    `differs`: fields in which another report says otherwise; `adds`: what no other says, though none denies it.
    """

    evidence: tuple[Evidence, ...]
    differs: tuple[tuple[str, str], ...]
    adds: tuple[tuple[str, str], ...]
    copies: str


@dataclass(frozen=True, slots=True)
class Aligned:
    """A claim with a cell for each report, None where the report does not tell it."""

    line: Line
    cells: tuple[Cell | None, ...]

    @property
    def told(self) -> int:
        return sum(cell is not None for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Compared:
    """The reports with the claims that several of them tell (`both`), and those that one tells (`alone`)."""

    TEMPLATE: ClassVar[str] = "compare.html"
    COLUMNS: ClassVar[tuple[str, ...]] = (
        "claim", "kind", "text", "report", "newsroom", "quote", "differs", "adds", "copies",
    )

    reports: tuple[Report, ...]
    newsrooms: tuple[str, ...]
    both: tuple[Aligned, ...]
    alone: tuple[Aligned, ...]
    matter: Line | None

    @property
    def title(self) -> str:
        return "Side by side: " + " · ".join(headline(report) for report in self.reports)

    def to_dict(self) -> dict[str, object]:
        return {
            "reports": [report.name for report in self.reports], "newsrooms": list(self.newsrooms),
            "claims": [
                row.line.to_dict() | {"told": [
                    {"evidence": [piece.to_dict() for piece in cell.evidence], "differs": dict(cell.differs),
                     "adds": dict(cell.adds), "copies": cell.copies} if cell else None
                    for cell in row.cells
                ]}
                for row in (*self.both, *self.alone)
            ],
        }

    def rows(self) -> Iterator[Sequence[object]]:
        for row in (*self.both, *self.alone):
            for report, room, cell in zip(self.reports, self.newsrooms, row.cells, strict=True):
                if cell:
                    differs, adds = (
                        "; ".join(f"{name}: {value}" for name, value in own) for own in (cell.differs, cell.adds)
                    )
                    about = (row.line.claim.id, row.line.claim.kind, row.line.text, report.name, room)
                    for piece in cell.evidence:
                        yield *about, piece.quote, differs, adds, cell.copies


def compare(reader: Reader, query: Query, name: str) -> Compared:
    """Raises `UnknownNameError` for a report that is not kept, `BadQueryError` for too few or too many."""
    names = query.several("report")
    if not FEWEST <= len(names) <= MOST:
        raise BadQueryError("report", f"name {FEWEST} to {MOST} reports to put side by side")
    reports = [reader.text(own) for own in names]
    rows = reader.catalogue.find(Asked(reports=names))
    matter = reader.row(query.text("matter")) if query.text("matter") else None
    if matter:
        about = {actor.key() for actor in parties(matter.claim)}
        rows = [row for row in rows if about & {actor.key() for actor in parties(row.claim)}]
    aligned = [_aligned(reader, row, reports) for row in rows]
    aligned.sort(key=_place)
    return Compared(
        tuple(reports), tuple(newsroom(own, reader.reports) for own in names),
        tuple(row for row in aligned if row.told > 1), tuple(row for row in aligned if row.told == 1),
        reader.line(matter) if matter else None,
    )


def _place(row: Aligned) -> tuple[int, int, str]:
    """In the order of the first report that tells it."""
    at, cell = next((number, cell) for number, cell in enumerate(row.cells) if cell)
    return at, cell.evidence[0].start, row.line.claim.id


def _aligned(reader: Reader, row: Row, reports: Sequence[Report]) -> Aligned:
    told = {
        report.name: sorted((e for e in row.claim.evidence if e.report == report.name), key=lambda e: e.start)
        for report in reports
    }
    fields = _fields(reader.atoms(row.claim)) if sum(map(bool, told.values())) > 1 else {}
    cells = list[Cell | None]()
    for number, report in enumerate(reports):
        own = told[report.name]
        if not own:
            cells.append(None)
            continue
        earlier = ((other, told[other.name]) for other in reports[:number])
        copies = next((other.name for other, theirs in earlier if theirs and _copies(report, own, other, theirs)), "")
        others = [fields.get(name, {}) for name in told if told[name] and name != report.name]
        differs, adds = _beside(fields.get(report.name, {}), others, reader.room.knowledge)
        cells.append(Cell(tuple(own), differs, adds, copies))
    return Aligned(reader.line(row), tuple(cells))


def _copies(one: Report, own: Sequence[Evidence], other: Report, theirs: Sequence[Evidence]) -> bool:
    here, there = own[0], theirs[0]
    return one_copies(one.text, (here.start, here.end), other.text, (there.start, there.end))


def _fields(atoms: Sequence[Claim]) -> dict[str, dict[str, Any]]:
    """What each report says in the fields that may differ, in the contract's form."""
    found: dict[str, dict[str, Any]] = {}
    for atom in atoms:
        row = atom.to_dict()
        own = found.setdefault(atom.evidence[0].report, {})
        for field in DIFFER:
            if row.get(field) not in (None, "", [], "unknown"):
                own.setdefault(field, row[field])
    return found


def _beside(
    own: dict[str, Any], others: Sequence[dict[str, Any]], knowledge: Knowledge
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Where a report says otherwise than another, and what it says that no other does: silence is no other word."""
    differs, adds = list[tuple[str, str]](), list[tuple[str, str]]()
    for field, name in DIFFER.items():
        if field not in own:
            continue
        told = [other[field] for other in others if field in other]
        if isinstance(own[field], list):
            there = {value for other in told for value in _said(other)}
            alone = [value for value in _said(own[field]) if value not in there]
            if alone and others:
                adds.append((name, ", ".join(alone)))
        elif any(_otherwise(field, own[field], other, knowledge) for other in told):
            differs.append((name, ", ".join(_said(own[field]))))
        elif not told and field != "status":
            adds.append((name, ", ".join(_said(own[field]))))
    return tuple(differs), tuple(adds)


def _said(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [value.get("name") or value.get("edtf") or ""]
    return sorted({name for item in value for name in _said(item)}) if isinstance(value, list) else [str(value)]


def _otherwise(field: str, one: Any, other: Any, knowledge: Knowledge) -> bool:
    """Whether two reports cannot both be exact: a vaguer day or place is no other one."""
    if field in ("when", "deadline"):
        return not _overlap(When(one["edtf"], one["text"]), When(other["edtf"], other["text"]))
    if field == "where" and one["id"] and other["id"]:
        homes = [{actor["id"], home.id if (home := knowledge.home(actor["id"])) else None} for actor in (one, other)]
        return one["id"] not in homes[1] and other["id"] not in homes[0]
    return [word.casefold() for word in _said(one)] != [word.casefold() for word in _said(other)]


def _overlap(one: When, other: When) -> bool:
    """Whether two dates may mean the same day; one without a year may be of any."""
    if not (one.year_known and other.year_known):
        return True
    begins_before_end = [a.earliest is None or b.latest is None or a.earliest <= b.latest
                         for a, b in ((one, other), (other, one))]
    return all(begins_before_end)


PAGES = (Page("/compare", compare),)
