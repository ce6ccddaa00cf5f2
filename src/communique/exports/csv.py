"""A table in CSV (RFC 4180): an evidence a row, with its claim in plain English beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from communique.actors import Evidence
from communique.claims import Claim

COLUMNS = (
    "claim", "kind", "status", "confidence", "when", "where", "actors", "report", "start", "end", "quote",
    "evidence_status", "speaker", "chain",
)


def export(claims: Iterable[Claim]) -> Iterator[bytes]:
    yield _row(COLUMNS)
    for claim in claims:
        for evidence in claim.evidence:
            yield _row(_values(claim, evidence))


def _values(claim: Claim, evidence: Evidence) -> list[object]:
    row = claim.to_dict()
    actors = [value["name"] for value in _actors(row)]
    return [
        claim.id, claim.kind, claim.status, row["confidence"], claim.when.edtf if claim.when else "",
        claim.where.name if claim.where else "", "; ".join(dict.fromkeys(actors)), evidence.report, evidence.start,
        evidence.end, evidence.quote, evidence.status, evidence.speaker.name if evidence.speaker else "",
        "; ".join(actor.name for actor in evidence.chain),
    ]


def _actors(row: dict[str, object]) -> Iterator[dict[str, str]]:
    """Everyone in the claim's own fields, in order."""
    for field, value in row.items():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict) and "name" in item and field != "where":
                yield item


def _row(values: Sequence[object]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(_harmless(value) for value in values)
    return line.getvalue().encode()


def _harmless(value: object) -> object:
    """Text that a spreadsheet would run as a formula, marked as text (OWASP: CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value
