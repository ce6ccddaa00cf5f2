"""A claim: the words it rests on, whose they are, which rule read them, what stands against it, who decided what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from communique import questions
from communique.archive.room import Reader
from communique.describe import describe
from communique.questions import Line, Witness
from communique.store.catalogue import Asked
from communique.web.asking import Query
from communique.web.pages import Page
from communique.web.pages.against import Against, against

#: Evidence shown with the words around it; a post told a hundred times is not shown a hundred times.
SHOWN = 40


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim with its reasons; `fields` are its own, named and in words."""

    TEMPLATE: ClassVar[str] = "claim.html"
    COLUMNS: ClassVar[tuple[str, ...]] = (
        "report", "newsroom", "published", "start", "end", "status", "quote", "speaker", "chain", "rule",
    )

    line: Line
    fields: tuple[tuple[str, str], ...]
    witnesses: tuple[Witness, ...]
    total: int
    parts: tuple[Line, ...]
    sharper: tuple[Line, ...]
    against: tuple[Against, ...]
    decisions: tuple[tuple[str, str], ...]
    checked: bool

    @property
    def title(self) -> str:
        return self.line.text

    def to_dict(self) -> dict[str, Any]:
        return {
            "claim": self.line.claim.to_dict(), "text": self.line.text, "newsrooms": list(self.line.newsrooms),
            "independent": self.line.independent, "checked": self.checked,
            "witnesses": [witness.to_dict() for witness in self.witnesses],
            "parts": [line.to_dict() for line in self.parts], "refined_by": [line.to_dict() for line in self.sharper],
            "conflicts": [own.to_dict() for own in self.against],
            "decisions": [{"act": act, "made": made} for act, made in self.decisions],
        }

    def rows(self) -> Iterator[Sequence[object]]:
        for witness in self.witnesses:
            piece = witness.evidence
            yield (
                piece.report, witness.newsroom, witness.published or "", piece.start, piece.end, piece.status,
                piece.quote, piece.speaker.name if piece.speaker else "",
                "; ".join(actor.name for actor in piece.chain), piece.rule,
            )


def claim(reader: Reader, query: Query, name: str) -> ClaimView:
    """Raises `UnknownNameError`."""
    row = reader.row(name)
    found = row.claim
    shown = found.evidence[:SHOWN]
    texts = {report: reader.text(report) for report in dict.fromkeys(piece.report for piece in shown)
             if report in reader.reports}
    atoms = reader.atoms(found) if 1 < len(found.members) <= SHOWN else []
    parts = tuple(
        Line(describe(atom), atom, questions.telling(atom.evidence), (), 1) for atom in atoms if atom.id != found.id
    )
    sharper = reader.catalogue.find(Asked(ids=found.refined_by)) if found.refined_by else []
    return ClaimView(
        reader.line(row), tuple(_fields(found.to_dict())),
        tuple(questions.witness(piece, texts.get(piece.report)) for piece in shown), len(found.evidence), parts,
        reader.lines(sharper), against(reader, [found]), tuple(_decided(reader, set(found.members))),
        not reader.judgements.accepted.isdisjoint(found.members),
    )


def _fields(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in row.items():
        if name not in ("id", "kind", "evidence", "refined_by", "confidence") and (told := _told(value)):
            yield name.replace("_", " "), told
    yield "confidence", f"{row['confidence']:.2f}"


def _told(value: Any) -> str:
    if isinstance(value, dict):
        if "edtf" in value:
            return f"{value['edtf']} (“{value['text']}”)" if value["text"] else str(value["edtf"])
        how = ", ".join(value[name] for name in ("via", "part") if value.get(name))
        return f"{value['name']} ({how})" if how else str(value["name"])
    if isinstance(value, list):
        return "; ".join(map(_told, value))
    return "" if value is None else str(value)


def _decided(reader: Reader, members: set[str]) -> Iterator[tuple[str, str]]:
    for decision in reader.decisions:
        content = decision.content
        named = {ident for pair in content["pairs"] for ident in pair} | set(content.get("claims", ()))
        if not decision.undone and named & members:
            yield content["act"], decision.made


PAGES = (Page("/claim/{name}", claim),)
