"""Tenures: who holds or held which post of which state or organisation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from communique.claims import Held, Tenure
from communique.document import Document


def extract(document: Document) -> Iterator[Tenure]:
    """One claim a frame "tenure" that names its person."""
    for frame in document.frames:
        person = frame.filler("person")
        if frame.name != "tenure" or person is None or not person.actors:
            continue
        of = frame.filler("of")
        yield Tenure(
            evidence=(document.cite(frame.start, frame.end, status=frame.status, rule=frame.rule),),
            when=frame.when,
            confidence=frame.weight,
            person=person.actors[0],
            post=frame.attributes["post"],
            of=of.actors[0] if of and of.actors else None,
            held=cast(Held, frame.attributes.get("held", "current")),
        )
