"""Meetings: who met, in which body and form, from the frames that tell of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from communique.actors import Actor
from communique.claims import Format, Meeting, Part, Participant, Via
from communique.document import Document, Filler, Frame

#: Roles of people who take part, and as what; "partner" is the other side of several calls.
PARTS: dict[str, Part | None] = {
    "chair": "chair", "host": "host", "participant": None, "partner": None, "guest": "guest", "observer": "observer",
}

#: Words of the longest title before a name.
TITLE = 10


def extract(document: Document) -> Iterator[Meeting]:
    """One claim a meeting told, one a partner where several calls are told in one breath."""
    for frame in document.frames:
        if frame.name != "meeting":
            continue
        for participants in _rounds(frame):
            yield Meeting(
                evidence=(document.cite(frame.start, frame.end, status=frame.status, rule=frame.rule),),
                when=frame.when,
                where=frame.where,
                confidence=frame.weight,
                body=_bodies(frame),
                participants=participants,
                format=cast(Format, frame.attributes.get("format", "unknown")),
                occasion=_words(document, frame.filler("occasion")),
                about=_words(document, frame.filler("about")),
            )


def _bodies(frame: Frame) -> tuple[Actor, ...]:
    """The bodies that met; an organisation named beside its own organ is not another one."""
    bodies = frame.actors("body")
    above = {
        "/".join(parts[:length])
        for parts in ((body.id or "").split("/") for body in bodies) for length in range(1, len(parts))
    }
    return tuple(body for body in bodies if not body.id or body.id not in above)


def _rounds(frame: Frame) -> Iterator[tuple[Participant, ...]]:
    """Those who met together: with several partners, whoever called and one partner each."""
    partners = frame.actors("partner")
    everybody = _participants(frame)
    if len(partners) < 2:
        yield everybody
        return
    keys = {partner.key() for partner in partners}
    callers = [p for p in everybody if p.actor.key() not in keys]
    for participant in everybody:
        if participant.actor.key() in keys:
            yield (*callers, participant)


def _participants(frame: Frame) -> tuple[Participant, ...]:
    """Everybody once, in order of the text, by the role that says most; a body that met is no participant."""
    bodies = {actor.key() for actor in frame.actors("body")}
    # "the leaders of the union" at its own council
    bodies |= {body.rpartition("/")[0] for body in bodies if body.count("/") > 1}
    found: dict[str, tuple[Actor, Part | None]] = {}
    for filler in sorted(frame.fillers, key=lambda filler: filler.first):
        if filler.role not in PARTS:
            continue
        for actor in filler.actors:
            seen = found.get(actor.key())
            if actor.key() not in bodies and (seen is None or seen[1] is None):
                found[actor.key()] = (seen[0] if seen else actor, PARTS[filler.role])
    for key in _owners(frame):
        found.pop(key, None)
    via = cast("Via | None", frame.attributes.get("via"))
    return tuple(Participant(actor, via, part) for actor, part in found.values())


def _owners(frame: Frame) -> Iterator[str]:
    """States that only open the title of who took part: "Togo's president X" names X, not Togo too."""
    partakers = [(filler.first, actor) for filler in frame.fillers if filler.role in PARTS for actor in filler.actors]
    others: dict[int, list[Actor]] = {}
    for place, actor in partakers:
        if not _is_state(actor):
            others.setdefault(place, []).append(actor)
    for place, state in partakers:
        near = (actor for word in range(place + 1, place + TITLE + 1) for actor in others.get(word, ()))
        if _is_state(state) and any(actor.code == state.code for actor in near):
            yield state.key()


def _is_state(actor: Actor) -> bool:
    return (actor.id or "").startswith("state/")


def _words(document: Document, filler: Filler | None) -> str | None:
    """A phrase as one line of the report's own words."""
    if filler is None:
        return None
    span = document.span(filler.first, filler.last)
    return " ".join(document.text[span.start : span.end].split())
