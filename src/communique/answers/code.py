"""PLOVER and CAMEO events of single texts, as `communique code` gives them: one JSON object in, one out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import log
from typing import Any

from communique.answers.sides import Sides
from communique.chances import odds
from communique.dates import day_of
from communique.document import Document, Frame, Report

#: What a rule's event must weigh by the rule alone, and an event that only the encoder reads.
ABSTAIN, LEARNED = 0.3, 0.45
#: What events beside the main one must weigh, those of rules and those that only the encoder reads.
BESIDE, BESIDE_LEARNED = 0.35, 0.7
#: What an event beside the main one must weigh by its rule alone, where who did it to whom are both named.
BESIDE_TOLD = 0.6
#: By how much what something is done for ranks behind it at least.
BEHIND = 0.01
#: How much `signs` count for a text to be about an event at all (constant first), fitted likewise, and the log odds it
#: must reach where no event weighs enough by itself.
ABOUT, SURE = (2.481, 0.822, 0.501, 0.482, 0.446), 3.8
#: How much each of `features` counts, fitted by `python -m training.acts.ranking`.
RANK = (0.501, 0.246, -0.189, 0.099, -0.008, -0.386, 0.327)

_QUAD = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3,
    "SANCTION": 4, "PROTEST": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}

Analyse = Callable[[Report], Document]


def code_row(row: Mapping[str, Any], analyse: Analyse) -> dict[str, Any]:
    """One line of `communique code`: `{"id", "text" or "event_text", "date"?}` to `{"id", "events"}`.

    A row without a text is answered with `{"id", "error"}`. `analyse` is a pipeline's method of that name.
    """
    text = row.get("text") or row.get("event_text")
    if not isinstance(text, str) or not text.strip():
        return {"id": row.get("id"), "error": "no text: give a string as \"text\" or \"event_text\""}
    document = analyse(Report(str(row.get("id") or "text"), text, published=day_of(row.get("date"))))
    return {"id": row.get("id"), "events": [event_row(frame, document) for frame in events(document)]}


def events(document: Document) -> list[Frame]:
    """The event frames of a text, the main event first, then the others that are sure enough."""
    found = sorted(ranked(document), key=lambda f: (-round(f[1], 3), f[0].trigger))
    told = [frame for frame, _ in found if _is_told(frame)]
    if not told and found and _is_about(*found[0], among=len(found)):
        return [found[0][0]]
    return [frame for place, frame in enumerate(told) if place == 0 or _stands_beside(frame, told[0], document)]


def _is_told(frame: Frame) -> bool:
    return frame.weight >= LEARNED if frame.learned else (frame.lexical or frame.weight) >= ABSTAIN


def _is_about(frame: Frame, rank: float, *, among: int) -> bool:
    """Whether a text is about its best-ranked event, though none weighs enough by itself."""
    found = signs(frame, rank, among)
    return ABOUT[0] + sum(weight * value for weight, value in zip(ABOUT[1:], found, strict=True)) >= SURE


def signs(frame: Frame, rank: float, among: int) -> list[float]:
    """What tells whether a text is about its best-ranked event at all; their weights are ABOUT's."""
    return [rank, float(bool(frame.actors("agent"))), float(bool(frame.actors("recipient"))), log(among)]


def _stands_beside(frame: Frame, main: Frame, document: Document) -> bool:
    """Whether an event is told beside the main one: "visited Lusaka after Chad had closed its border with Togo".

    Then others act than in the main one, whose words "closing its border" would be.
    """
    words = document.words
    if words.deprel[frame.trigger] == "acl" and words.child(frame.trigger, "mark") is not None:
        return False  # "an appeal to open the border" opens none
    if frame.learned:
        return frame.weight >= BESIDE_LEARNED
    acting, others = frame.actors("agent"), {actor.key() for actor in main.actors("agent", "recipient")}
    told = bool(acting) and bool(frame.actors("recipient")) and frame.status == "asserted"
    apart = told and words.upos[frame.trigger] == "VERB" and all(actor.key() not in others for actor in acting)
    return frame.weight >= BESIDE or (apart and frame.lexical >= BESIDE_TOLD)


def proposed(document: Document) -> list[Frame]:
    """Every event frame, sides completed; those within another's complement only where there are no others."""
    found = [frame for frame in document.frames if frame.attributes.get("type")]
    sides = Sides(document)
    free = [sides.completed(frame) for frame in found if not frame.attributes.get("under")]
    return free or found


def features(frame: Frame) -> list[float]:
    """What tells whether a text is mainly about an event; their weights are RANK's."""
    sides = bool(frame.actors("agent")) + bool(frame.actors("recipient"))
    return [
        odds(frame.weight), odds(frame.main), float(sides == 0), float(sides == 2),
        float(frame.status not in ("asserted", "planned")), float(frame.learned), odds(frame.weight) * frame.learned,
    ]  # fmt: skip


def ranked(document: Document) -> Iterator[tuple[Frame, float]]:
    """The event frames with their ranks; what something is done for ranks behind it: "blocked roads to demand …"."""
    frames = proposed(document)
    ranks = {frame.trigger: _rank(frame) for frame in frames}
    words = document.words
    for frame in frames:
        aim = words.deprel[frame.trigger] == "advcl" and words.xpos[frame.trigger] == "VB"
        above = ranks.get(words.head[frame.trigger]) if aim else None
        yield frame, ranks[frame.trigger] if above is None else min(ranks[frame.trigger], above - BEHIND)


def _rank(frame: Frame) -> float:
    return sum(weight * value for weight, value in zip(RANK, features(frame), strict=True))


def event_row(frame: Frame, document: Document) -> dict[str, Any]:
    """A frame as the contract's event, with the cue and where its actors stand."""
    attributes, sides = frame.attributes, Sides(document)
    context = attributes.get("context", "")
    return {
        "type": attributes["type"], "mode": attributes.get("mode") or None,
        "context": context.split(",") if context else [], "quad": _QUAD[attributes["type"]],
        "cameo": attributes.get("cameo", ""), "status": frame.status, "confidence": round(frame.weight, 3),
        "when": frame.when.to_dict() if frame.when else None, "where": frame.where.to_dict() if frame.where else None,
        "actors": list(sides.of(frame, "agent")), "recipients": list(sides.of(frame, "recipient")),
        "start": frame.start, "end": frame.end, "cue": document.words.text[frame.trigger],
    }
