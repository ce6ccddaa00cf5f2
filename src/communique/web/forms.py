"""One view in its forms: a page, JSON, a table in CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, ClassVar, Protocol

from communique.questions import Line


class View(Protocol):
    """What a page shows, a plain value. `TEMPLATE` draws it; `COLUMNS` and `rows` are its table."""

    TEMPLATE: ClassVar[str]
    COLUMNS: ClassVar[tuple[str, ...]]

    @property
    def title(self) -> str: ...

    def rows(self) -> Iterable[Sequence[object]]: ...


#: The table of claims that most pages have.
LINE_COLUMNS = (
    "claim", "kind", "status", "text", "when", "independent_newsrooms", "newsrooms", "report", "start", "end", "quote",
)


def line_row(line: Line) -> tuple[object, ...]:
    """A claim in `LINE_COLUMNS`."""
    claim, quote = line.claim, line.quote
    return (
        claim.id, claim.kind, claim.status, line.text, claim.when.edtf if claim.when else "", line.independent,
        "; ".join(line.newsrooms), quote.report, quote.start, quote.end, quote.quote,
    )


def plain(value: Any) -> Any:
    """A value as JSON has it: our own values by their `to_dict`, or field by field."""
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in (sorted(value) if isinstance(value, (set, frozenset)) else value)]
    if isinstance(value, date):
        return value.isoformat()
    return value


def as_json(view: View, known_by: date | None = None) -> bytes:
    """The view as one JSON object; no character in it can end a script or a page it is put into.

    `known_by`: the day by which the record was known so, where it is not as it stands now.
    """
    about = {"title": view.title} | ({"known_by": known_by.isoformat()} if known_by else {})
    text = json.dumps(about | plain(view), ensure_ascii=False, indent=1)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text.encode("utf-8", errors="backslashreplace")


def as_csv(view: View, known_by: date | None = None) -> bytes:
    """The view's table (RFC 4180), in UTF-8; of whatever day."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(view.COLUMNS)
    table.writerows([_harmless(value) for value in row] for row in view.rows())
    return out.getvalue().encode("utf-8", errors="backslashreplace")


def _harmless(value: object) -> object:
    """Text that a spreadsheet would run as a formula, marked as text (OWASP: CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value
