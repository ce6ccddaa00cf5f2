"""Quotes of a text: where the words a reader typed stand in it, and how to type the words of a span."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.reading import Unit
from corpus.standoff import Span

_ALIKE = {"'": "['’‘]", '"': '["“”]', "-": "[-–—‐‑]\u2060?", "‹": "[<‹]", "›": "[>›]"}


class Problem(Exception):
    """One thing wrong on a line of a sheet."""


def find(text: str, unit: Unit, quote: str, occurrence: int | None) -> Span:
    """Where a quote stands in a unit: whole words, any white space for a space, straight for curly marks.

    `*` is the whole unit; " .. " leaves out words in the middle. A quote that stands there more than once needs
    its `occurrence`, counted from 1.
    """
    if quote.strip() == "*":
        return unit.start, unit.end
    pattern = re.compile(_pattern(quote), re.DOTALL)
    found = [match.span() for match in pattern.finditer(text, unit.start, unit.end)]
    if not found:
        raise Problem(f"<{quote}> does not stand in unit {unit.number}")
    if occurrence is None and len(found) > 1:
        raise Problem(f"<{quote}> stands {len(found)} times in unit {unit.number}: add #1 … #{len(found)}")
    if occurrence is not None and not 1 <= occurrence <= len(found):
        raise Problem(f"<{quote}>#{occurrence}: it stands {len(found)} times in unit {unit.number}")
    return found[(occurrence or 1) - 1]


def _pattern(quote: str) -> str:
    parts = [_words(part) for part in re.split(r"\s+\.\.\s+", quote.strip())]
    return ".*?".join(parts)


def _words(quote: str) -> str:
    body = r"\s+".join("".join(_ALIKE.get(c) or re.escape(c) for c in word) for word in quote.split())
    before = r"(?<!\w)" if quote[:1].isalnum() else ""
    after = r"(?!\w)" if quote[-1:].isalnum() else ""
    return f"{before}{body}{after}"


def quoted(spans: Iterable[Span], every: tuple[Unit, ...], text: str) -> str:
    """The spans as a sheet writes them: `4:<the words>#2+5:<more words>`."""
    return "+".join(_quote(span, every, text) for span in spans)


def _quote(span: Span, every: tuple[Unit, ...], text: str) -> str:
    unit = next(unit for unit in every if unit.start <= span[0] < unit.end)
    words = " ".join(text[slice(*span)].replace("<", "‹").replace(">", "›").split())
    found = [match.span() for match in re.finditer(_pattern(words), text[: unit.end]) if match.start() >= unit.start]
    return f"{unit.number}:<{words}>" + (f"#{found.index(span) + 1}" if len(found) > 1 else "")
