"""Reported speech of single texts, as `communique quotes` gives it: one JSON object in, one out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from communique.dates import day_of
from communique.document import Document, Quotation, Report, Span

Analyse = Callable[[Report], Document]


def quotes_row(row: Mapping[str, Any], analyse: Analyse) -> dict[str, Any]:
    """One line of `communique quotes`: `{"id", "text", "date"?}` to `{"id", "attributions"}`.

    A row without a text is answered with `{"id", "error"}`. `analyse` is a pipeline's method of that name.
    """
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        return {"id": row.get("id"), "error": 'no text: give a string as "text"'}
    document = analyse(Report(str(row.get("id") or "text"), text, published=day_of(row.get("date"))))
    return {"id": row.get("id"), "attributions": attributions(document)}


def attributions(document: Document) -> list[dict[str, Any]]:
    """The document's utterances in order of the text, those inside another in its `nested`."""
    return [attribution(quotation) for quotation in document.quotations]


def attribution(quotation: Quotation) -> dict[str, Any]:
    """One utterance in the contract's form; spans are code points into the text."""
    return {
        "source": _spans(quotation.source),
        "cue": _spans(quotation.cue),
        "content": _spans(quotation.content),
        "mode": quotation.mode,
        "speaker": quotation.speaker.to_dict() if quotation.speaker else None,
        "nested": [attribution(inner) for inner in quotation.nested],
    }


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]

