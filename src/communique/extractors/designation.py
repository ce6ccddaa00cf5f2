"""Designations: what somebody is called, legally or loadedly, and by whose law or words."""

from __future__ import annotations

from collections.abc import Iterator

from communique.claims import Designation
from communique.document import Document


def extract(document: Document) -> Iterator[Designation]:
    """One claim a frame "designation" and subject; what is said in somebody's words is theirs."""
    for frame in document.frames:
        if frame.name != "designation":
            continue
        evidence = document.cite(frame.start, frame.end, status=frame.status, rule=frame.rule)
        by = frame.filler("by")
        for subject in frame.actors("subject"):
            yield Designation(
                evidence=(evidence,),
                when=frame.when,
                confidence=frame.weight,
                subject=subject,
                label=frame.attributes["label"],
                by=by.actors[0] if by and by.actors else evidence.speaker,
            )
