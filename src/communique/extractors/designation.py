"""Designations: what somebody is called, legally or loadedly, and by whose law or words."""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors import Actor
from communique.claims import Designation
from communique.document import Document, Quotation


def extract(document: Document) -> Iterator[Designation]:
    """One claim a frame "designation" and subject; what is said in somebody's words is theirs."""
    for frame in document.frames:
        if frame.name != "designation":
            continue
        evidence = document.cite(frame.start, frame.end, status=frame.status, rule=frame.rule)
        by = frame.filler("by")
        speaker = _wording(document, frame.start, frame.end) or evidence.speaker
        for subject in frame.actors("subject"):
            yield Designation(
                evidence=(evidence,),
                when=frame.when,
                confidence=frame.weight,
                subject=subject,
                label=frame.attributes["label"],
                by=by.actors[0] if by and by.actors else speaker,
            )


def _wording(document: Document, start: int, end: int) -> Actor | None:
    """Who chose the words between quotation marks: whoever is quoted, not those that the quotation tells of.

    "“The bloc demands that the regime stop,” said Bello": Bello says "regime".
    """
    found: Actor | None = None
    pool: tuple[Quotation, ...] = document.quotations
    while around := next((quotation for quotation in pool if quotation.contains(start, end)), None):
        if around.mode != "indirect" and _is_quoted(document.text, around, start):
            found = around.speaker
        pool = around.nested
    return found


def _is_quoted(text: str, quotation: Quotation, at: int) -> bool:
    """Whether a mark opened in the content is still open there."""
    before = next(text[span.start : at] for span in quotation.content if span.start <= at < span.end)
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")
