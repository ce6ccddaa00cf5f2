"""Two to four reports side by side on one matter: the same claims aligned, differences marked, copied words folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from communique.actors import Evidence
from communique.archive.room import Reader
from communique.claims import Claim
from communique.document import Report
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
    "content": "words", "post": "post", "held": "held how", "stance": "stance", "issue": "issue", "label": "label",
    "role": "role", "condition": "condition", "deadline": "deadline", "addressee": "to whom", "recipients": "to whom",
    "about": "about",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one report says of a claim: its words, in whose name, where it differs; `copies`: whose words it repeats."""

    evidence: tuple[Evidence, ...]
    differs: tuple[tuple[str, str], ...]
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
    COLUMNS: ClassVar[tuple[str, ...]] = ("claim", "kind", "text", "report", "newsroom", "quote", "differs", "copies")

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
                     "copies": cell.copies} if cell else None
                    for cell in row.cells
                ]}
                for row in (*self.both, *self.alone)
            ],
        }

    def rows(self) -> Iterator[Sequence[object]]:
        for row in (*self.both, *self.alone):
            for report, room, cell in zip(self.reports, self.newsrooms, row.cells, strict=True):
                if cell:
                    differs = "; ".join(f"{name}: {value}" for name, value in cell.differs)
                    for piece in cell.evidence:
                        claim = row.line.claim
                        yield claim.id, claim.kind, row.line.text, report.name, room, piece.quote, differs, cell.copies


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
        cells.append(Cell(tuple(own), _differs(report.name, {n: fields.get(n, {}) for n in told if told[n]}), copies))
    return Aligned(reader.line(row), tuple(cells))


def _copies(one: Report, own: Sequence[Evidence], other: Report, theirs: Sequence[Evidence]) -> bool:
    here, there = own[0], theirs[0]
    return one_copies(one.text, (here.start, here.end), other.text, (there.start, there.end))


def _fields(atoms: Sequence[Claim]) -> dict[str, dict[str, tuple[str, ...]]]:
    """What each report says in the fields that may differ, a list one by one."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for atom in atoms:
        row = atom.to_dict()
        own = found.setdefault(atom.evidence[0].report, {})
        for field in DIFFER:
            if (value := _said(row.get(field))) and field not in own:
                own[field] = value
    return found


def _said(value: Any) -> tuple[str, ...]:
    if isinstance(value, dict):
        return tuple(filter(None, (value.get("name") or value.get("edtf") or "",)))
    if isinstance(value, list):
        return tuple(sorted({name for item in value for name in _said(item)}))
    return (str(value),) if value and value != "unknown" else ()


def _differs(report: str, fields: dict[str, dict[str, tuple[str, ...]]]) -> tuple[tuple[str, str], ...]:
    """Where this report says otherwise than another, or says what the others do not; of a list, what only it says."""
    own = fields.get(report, {})
    found = []
    for field, name in DIFFER.items():
        others = [told.get(field, ()) for other, told in fields.items() if other != report]
        if own.get(field) and any(other != own[field] for other in others):
            alone = [value for value in own[field] if any(value not in other for other in others)]
            if alone:
                found.append((name, ", ".join(alone)))
    return tuple(found)


PAGES = (Page("/compare", compare),)
