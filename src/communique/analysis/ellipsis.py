"""Frames that lack what the sentence before has said: "Norway is in no hurry" after a sentence on recognition."""

from __future__ import annotations

from dataclasses import replace

from communique.document import Document, Filler, Frame

#: Gives a frame its subject and issue from the last frame that had them.
BORROWS = "borrows"
#: How many sentences back the last frame may stand.
_NEAR = 3
#: How many sentences back what a pronoun stands for may stand.
_FARTHEST = 8


def complete(frames: list[Frame], document: Document) -> list[Frame]:
    """The frames in order, those marked as borrowing completed from the last position before them.

    A borrowing frame with no such neighbour says nothing and is left out, as is one whose own complement
    names another matter.
    """
    found: list[Frame] = []
    last: Frame | None = None
    for frame in sorted(frames, key=lambda f: (f.trigger, f.name)):
        back = document.words.sentence[frame.trigger] - document.words.sentence[last.trigger] if last else _FARTHEST + 1
        if BORROWS not in frame.attributes:
            if last and back <= _FARTHEST and _is_pronominal(frame, last, document):
                frame = _borrowing(replace(frame, fillers=tuple(f for f in frame.fillers if f.role != "subject")), last)
            found.append(frame)
            if frame.attributes.get("stance") and frame.attributes.get("issue") and frame.actors("subject"):
                last = frame
        elif last and back <= _NEAR and not frame.filler("content"):
            found.append(_borrowing(frame, last))
    return found


def _is_pronominal(frame: Frame, last: Frame, document: Document) -> bool:
    """ "But they have not yet received recognition": the same issue as before, of somebody a pronoun stands for."""
    subject = frame.filler("subject")
    issue = frame.attributes.get("issue")
    unknown = subject is not None and not subject.actors and document.words.upos[subject.head] == "PRON"
    return unknown and issue is not None and issue == last.attributes.get("issue")


def _borrowing(frame: Frame, last: Frame) -> Frame:
    subject = last.filler("subject")
    borrowed: tuple[Filler, ...] = (subject,) if subject else ()
    issue = last.attributes.get("issue", "")
    return replace(frame, fillers=frame.fillers + borrowed, attributes={**frame.attributes, "issue": issue})
