"""One reader's annotation of one document, without its text: offsets, labels, and the digest of the text they fit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

#: Code points [start, end) of the document's text.
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Entity:
    """Whoever fills roles in one document. `id` is its identity in the knowledge base, where it has one.

    `code` is ISO 3166 alpha-3 or a PLOVER code, `sector` a PLOVER sector; `key` holds within the document only.
    """

    key: str
    kind: str
    name: str
    id: str | None = None
    code: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a field: an entity, a value or an EDTF date, and the words that say so (none where implied)."""

    value: str | None = None
    spans: tuple[Span, ...] = ()
    manner: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place that tells a claim, how firmly, and inside which statement's content (`within`: its claim's id)."""

    spans: tuple[Span, ...]
    status: str = "asserted"
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as a reader wrote it; `unsure` where the reader would not insist."""

    id: str
    kind: str
    evidence: tuple[Evidence, ...]
    fields: Mapping[str, tuple[Filler, ...]] = field(default_factory=dict)
    unsure: bool = False

    @property
    def status(self) -> str:
        """The status of the first place that tells it."""
        return self.evidence[0].status


@dataclass(frozen=True, slots=True)
class Annotation:
    """All one reader marked in one document. `units` says of each unit read: claims, nothing or boilerplate."""

    document: str
    sha256: str
    reader: str
    date: str
    guidelines: int
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    units: tuple[tuple[int, int, str], ...] = ()

    def entity(self, key: str) -> Entity:
        return next(entity for entity in self.entities if entity.key == key)

    def mentions(self) -> dict[str, frozenset[Span]]:
        """Every entity's spans, of all claims."""
        found: dict[str, set[Span]] = {entity.key: set() for entity in self.entities}
        for claim in self.claims:
            for fillers in claim.fields.values():
                for filler in fillers:
                    if filler.value in found:
                        found[filler.value] |= set(filler.spans)
        return {key: frozenset(spans) for key, spans in found.items()}


def marked(claim: Claim) -> Iterator[Span]:
    """Every span a claim marks, its evidence's first."""
    yield from (span for evidence in claim.evidence for span in evidence.spans)
    yield from (span for fillers in claim.fields.values() for filler in fillers for span in filler.spans)


def lines(annotation: Annotation) -> Iterable[str]:
    """The annotation as JSON lines: the document, its entities, its claims, its units."""
    head = {name: getattr(annotation, name) for name in ("document", "sha256", "reader", "date", "guidelines")}
    yield _line("document", head)
    yield from (_line("entity", asdict(entity)) for entity in annotation.entities)
    yield from (_line("claim", asdict(claim)) for claim in annotation.claims)
    yield _line("units", {"units": annotation.units})


def _line(of: str, row: dict[str, Any]) -> str:
    return json.dumps({"of": of} | _without_nothing(row), ensure_ascii=False) + "\n"


def _without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_nothing(v) for k, v in value.items() if v not in (None, (), False, {})}
    if isinstance(value, (list, tuple)):
        return [_without_nothing(item) for item in value]
    return value


def from_lines(rows: Iterable[str]) -> Annotation:
    """The reverse of `lines`."""
    by_kind: dict[str, list[dict[str, Any]]] = {"document": [], "entity": [], "claim": [], "units": []}
    for row in map(json.loads, rows):
        by_kind[row.pop("of")].append(row)
    return Annotation(
        **by_kind["document"][0],
        entities=tuple(Entity(**row) for row in by_kind["entity"]),
        claims=tuple(map(_claim, by_kind["claim"])),
        units=tuple((start, end, what) for start, end, what in by_kind["units"][0].get("units", [])),
    )


def _claim(row: dict[str, Any]) -> Claim:
    return Claim(
        id=row["id"], kind=row["kind"], unsure=row.get("unsure", False),
        evidence=tuple(
            Evidence(_spans(e["spans"]), e["status"], e.get("within")) for e in row["evidence"]
        ),
        fields={
            name: tuple(
                Filler(f.get("value"), _spans(f.get("spans", [])), tuple(f.get("manner", []))) for f in fillers
            )
            for name, fillers in row.get("fields", {}).items()
        },
    )  # fmt: skip


def _spans(rows: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in rows)


def read(path: Path) -> Annotation:
    """The annotation kept in a file."""
    return from_lines(path.read_text(encoding="utf-8").splitlines())


def write(annotation: Annotation, folder: Path) -> Path:
    """Keep an annotation in `folder`, in a file named by document and reader; returns the file."""
    path = folder / f"{annotation.document}.{annotation.reader}.jsonl"
    whole = path.with_suffix(".part")  # so that nobody ever reads half a file
    whole.write_text("".join(lines(annotation)), encoding="utf-8")
    return whole.replace(path)
