"""Commitments: what somebody undertakes, for whom, on which condition, by when."""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors import Actor
from communique.claims import Commitment
from communique.dates import When
from communique.document import Document, Filler, Frame


def extract(document: Document) -> Iterator[Commitment]:
    for frame in document.frames:
        if frame.attributes.get("commits"):
            yield from read_commitments(frame, document)


def read_commitments(frame: Frame, document: Document) -> Iterator[Commitment]:
    """One commitment for each thing undertaken; one whose maker is unnamed is none."""
    makers = frame.actors("by")
    if not makers or frame.status in ("possible", "conditional", "proposed"):
        return
    for content in (f for f in frame.fillers if f.role == "content"):
        for maker in makers:
            yield Commitment(
                evidence=(document.cite(*_extent(frame, content, document), status=frame.status, rule=frame.rule),),
                when=frame.when, where=frame.where, confidence=round(frame.weight, 3),
                by=maker, to=_beneficiary(frame, maker), content=_words(content, document),
                condition=_condition(frame, document), deadline=_deadline(frame, document),
            )


def _extent(frame: Frame, content: Filler, document: Document) -> tuple[int, int]:
    """From whoever promises or the promise itself to the end of this one thing promised."""
    words = document.words
    span = document.span(content.first, content.last)
    starts = [words.start[frame.trigger], span.start]
    starts += [words.start[f.first] for f in frame.fillers if f.role == "by" and frame.start <= words.start[f.first]]
    return min(starts), max(span.end, words.end[frame.trigger])


def _beneficiary(frame: Frame, maker: Actor) -> Actor | None:
    return next((actor for actor in frame.actors("to") if actor.key() != maker.key()), None)


def _words(filler: Filler, document: Document) -> str:
    span = document.span(filler.first, filler.last)
    return document.text[span.start : span.end]


def _condition(frame: Frame, document: Document) -> str | None:
    filler = frame.filler("condition")
    return _words(filler, document) if filler else None


def _deadline(frame: Frame, document: Document) -> When | None:
    filler = frame.filler("deadline")
    if filler is None:
        return None
    time = document.time_at(filler.head)
    return time.when if time else None
