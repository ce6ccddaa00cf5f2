"""Positions: where somebody stands on an issue, from the frames that carry a stance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from communique.actors import Actor, Status
from communique.claims import Position, Stance
from communique.document import Document, Frame

#: What the denial of a stance is: who does not recognise withholds.
DENIED: dict[Stance, Stance] = {"supports": "opposes", "opposes": "supports", "demands": "withholds"}
#: An issue on which not acting is withholding, no opposition.
GRANTED = "recognition"


#: Frames of less weight are no claims.
ABSTAIN = 0.5


def extract(document: Document) -> Iterator[Position]:
    """A position for each frame with a stance; "is not as critical" says nothing of one, nor does "accepted it"."""
    for frame in document.frames:
        # what somebody should support is no stand of theirs
        silent = frame.status == "proposed" or (frame.status == "denied" and "denial" in frame.attributes)
        # "sent boats to support the crew": what one does something for is no stand
        purpose = "purpose" in frame.attributes and _is_aside(frame.trigger, document)
        silent = silent or purpose or (frame.status != "denied" and "assertion" in frame.attributes)
        if frame.attributes.get("stance") and frame.weight >= ABSTAIN and not silent:
            yield from read_positions(frame, document)


def _is_aside(word: int, document: Document) -> bool:
    """Whether a word, or the first it is coordinated with, heads a clause beside another."""
    words = document.words
    while words.deprel[word] == "conj":
        word = words.head[word]
    return words.deprel[word] in ("advcl", "acl")


def read_positions(frame: Frame, document: Document) -> Iterator[Position]:
    """One position a holder; without any ("has not been recognised") one that nobody is named for."""
    stance, status = _stance(frame)
    issue = _issue(frame, document)
    subjects = frame.actors("subject")
    if not issue:
        return
    condition = _text(frame, "condition", document) or None
    holders: tuple[Actor | None, ...] = frame.actors("holder") or (None,)
    holding = {holder.key() for holder in holders if holder}
    others = [subject for subject in subjects if subject.key() not in holding]
    for holder in holders:
        if holder is None and not (others and frame.attributes.get("issue")):
            continue
        yield Position(
            evidence=(document.cite(frame.start, frame.end, status=status, rule=frame.rule),),
            when=frame.when, where=frame.where, confidence=round(frame.weight, 3), holder=holder,
            subject=others[0] if others else None, issue=issue, stance=stance, condition=condition,
        )


def _stance(frame: Frame) -> tuple[Stance, Status]:
    stance = cast(Stance, frame.attributes["stance"])
    # "denied that it supports the rebels" opposes nobody
    if frame.status != "denied" or "disputed" in frame.attributes:
        return stance, frame.status
    if frame.attributes.get("issue") == GRANTED and stance == "supports":
        return "withholds", "asserted"
    return (DENIED[stance], "asserted") if stance in DENIED else (stance, "denied")


def _issue(frame: Frame, document: Document) -> str:
    return frame.attributes.get("issue") or _text(frame, "issue", document)


def _text(frame: Frame, role: str, document: Document) -> str:
    filler = frame.filler(role)
    if filler is None or (filler.first + 1 == filler.last and document.words.upos[filler.head] == "PRON"):
        return ""
    span = document.span(filler.first, filler.last)
    return document.text[span.start : span.end]
