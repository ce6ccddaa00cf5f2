"""PLOVER and CAMEO events of single texts, as `communique code` gives them: one JSON object in, one out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from communique.actors import Actor
from communique.chances import odds
from communique.dates import day_of
from communique.document import Document, Filler, Frame, Mention, Report

#: What a rule's event must weigh by the rule alone, and an event that only the encoder reads.
ABSTAIN, LEARNED = 0.3, 0.45
#: What events beside the main one must weigh, those of rules and those that only the encoder reads.
BESIDE, BESIDE_LEARNED = 0.35, 0.7
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
    found = sorted(proposed(document), key=lambda f: (-round(_rank(f), 3), f.trigger))
    told = [
        frame for frame in found
        if (frame.weight >= LEARNED if frame.learned else (frame.lexical or frame.weight) >= ABSTAIN)
    ]  # fmt: skip
    return [f for place, f in enumerate(told) if place == 0 or f.weight >= (BESIDE_LEARNED if f.learned else BESIDE)]


def proposed(document: Document) -> list[Frame]:
    """Every event frame, sides completed; those within another's complement only where there are no others."""
    found = [frame for frame in document.frames if frame.attributes.get("type")]
    tellers = frozenset(_tellers(document))
    free = [_completed(frame, document, tellers) for frame in found if not frame.attributes.get("under")]
    return free or found


def features(frame: Frame) -> list[float]:
    """What tells whether a text is mainly about an event; their weights are RANK's."""
    sides = bool(frame.actors("agent")) + bool(frame.actors("recipient"))
    return [
        odds(frame.weight), odds(frame.main), float(sides == 0), float(sides == 2),
        float(frame.status not in ("asserted", "planned")), float(frame.learned), odds(frame.weight) * frame.learned,
    ]  # fmt: skip


def _rank(frame: Frame) -> float:
    return sum(weight * value for weight, value in zip(RANK, features(frame), strict=True))


def _tellers(document: Document) -> Iterator[int]:
    """The words that name whoever is quoted."""
    starts = document.words.start
    for quotation in document.quotations:
        for span in quotation.source:
            yield from range(bisect_left(starts, span.start), bisect_left(starts, span.end))


def _completed(frame: Frame, document: Document, tellers: frozenset[int]) -> Frame:
    """An event that names nobody it is done to, with whoever its content names: a coder wants both sides.

    Else with the nearest others of its sentence, who do not merely tell of it.
    """
    if frame.actors("recipient"):
        return frame
    acting = {actor.key() for actor in frame.actors("agent")}
    for content in (f for f in frame.fillers if f.role in ("content", "matter", "recipient")):
        for word in range(content.first, content.last):
            mention = document.mention(word)
            others = tuple(a for a in (mention.actors if mention else ()) if a.key() not in acting)
            if mention and others:
                return replace(frame, fillers=(*frame.fillers, *_with_others(mention, document, acting)))
    beside = _beside(frame, document, acting, tellers) if acting else None
    return replace(frame, fillers=(*frame.fillers, *_with_others(beside, document, acting))) if beside else frame


def _with_others(mention: Mention, document: Document, acting: set[str]) -> Iterator[Filler]:
    """A recipient and those joined to it: "blows to Ruritania and Sylvania"."""
    for head in (mention.head, *document.words.kids(mention.head, "conj")):
        found = document.mention(head)
        others = tuple(actor for actor in found.actors if actor.key() not in acting) if found else ()
        if found and others:
            yield Filler("recipient", found.first, found.last, head, others)


def _beside(frame: Frame, document: Document, acting: set[str], tellers: frozenset[int]) -> Mention | None:
    words = document.words
    sentence = words.sentence[frame.trigger]
    sides = [(f.first, f.last) for f in frame.fillers if f.role == "agent"]
    best: tuple[int, Mention] | None = None
    for mention in document.mentions_in(sentence):
        if any(a <= mention.head < b for a, b in sides):
            continue
        coded = any(actor.code and actor.key() not in acting for actor in mention.actors)
        if coded and mention.head not in tellers:
            far = mention.head - frame.trigger
            rank = far if far > 0 else 1000 - far  # behind the verb before in front of it
            if best is None or rank < best[0]:
                best = rank, mention
    return best[1] if best else None


def event_row(frame: Frame, document: Document) -> dict[str, Any]:
    """A frame as the contract's event, with the cue and where its actors stand."""
    attributes = frame.attributes
    context = attributes.get("context", "")
    return {
        "type": attributes["type"], "mode": attributes.get("mode") or None,
        "context": context.split(",") if context else [], "quad": _QUAD[attributes["type"]],
        "cameo": attributes.get("cameo", ""), "status": frame.status, "confidence": round(frame.weight, 3),
        "when": frame.when.to_dict() if frame.when else None, "where": frame.where.to_dict() if frame.where else None,
        "actors": list(_side(frame, "agent", document)),
        "recipients": list(_side(frame, "recipient", document, acting=frame.actors("agent"))),
        "start": frame.start, "end": frame.end, "cue": document.words.text[frame.trigger],
    }


def _side(
    frame: Frame, role: str, document: Document, *, acting: tuple[Actor, ...] = ()
) -> Iterator[dict[str, Any]]:
    """Everybody on one side; whoever acts unnamed is of the country it happens in."""
    seen = {actor.key() for actor in acting}
    others = frozenset(a.code for f in frame.fillers if f.role != role for a in f.actors)
    named = False
    for filler in frame.fillers:
        for actor in _joined(filler, document) if filler.role == role else ():
            named = True
            if actor.key() not in seen:
                seen.add(actor.key())
                code = actor.code or _setting(filler.head, document, but=others)
                yield {**actor.to_dict(), "code": _CODES.get(code or "", code), **_where(actor, filler, document)}
    if role == "agent" and not named:
        yield from _unknown(frame, document)


#: Codes that PLOVER's records give in a wider form.
_CODES = {"UNO": "IGO"}
#: Codes of no country.
_NO_COUNTRY = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG", "ISM", "MNC"})


def _joined(filler: Filler, document: Document) -> Iterator[Actor]:
    """The actors of a phrase, those joined to them within it too: "Ruritanian and Sylvanian negotiators"."""
    yield from filler.actors
    words = document.words
    codes = {actor.code for actor in filler.actors}
    for word in range(filler.first, filler.last) if filler.actors else ():
        mention = document.mention(word)
        joined = words.deprel[word] == "conj" and filler.first <= words.head[word] < filler.last
        if mention and joined and mention.head == word and not _is_deep(word, filler, document):
            for actor in mention.actors:
                if actor.code not in codes:
                    codes.add(actor.code)
                    yield actor


def _is_deep(word: int, filler: Filler, document: Document) -> bool:
    """Whether a word stands in a phrase within the phrase: "the road between A and B"."""
    words = document.words
    above = words.head[word]
    return (above != filler.head and words.head[above] != filler.head) or words.child(above, "case") is not None


def _unknown(frame: Frame, document: Document) -> Iterator[dict[str, Any]]:
    code = frame.where.code if frame.where and frame.where.code else _setting(frame.trigger, document, but=frozenset())
    if code and code not in _NO_COUNTRY:
        sector = "UAF" if frame.attributes["type"] == "ASSAULT" else None
        name = frame.where.name if frame.where and frame.where.code == code else code
        yield {"id": None, "name": name, "text": "", "code": code, "sector": sector, "start": None, "end": None}


def _setting(word: int, document: Document, *, but: frozenset[str | None]) -> str | None:
    """The country of an actor that has none of its own: the one its sentence happens in, if it names but one.

    "A reporter was shot dead in eastern Ruritania": the reporter is coded to Ruritania. The country of whom it is
    done to or by (`but`) is no setting, unless the word names nobody.
    """
    words = document.words
    sentence = words.sentence[word]
    mention = document.mention(word)
    # "President Adam Sow", of whom no more is known, is of the one country named
    named = mention is not None and mention.form == "name" and mention.post is None
    codes: dict[str, None] = {}
    for other in document.mentions_in(sentence):
        codes |= dict.fromkeys(a.code for a in other.actors if a.code and a.code not in _NO_COUNTRY)
    found = next(iter(codes)) if len(codes) == 1 else None
    return None if named and found in but else found


def _where(actor: Actor, filler: Filler, document: Document) -> dict[str, int]:
    """The actor's own words within its phrase, else the phrase."""
    span = document.span(filler.first, filler.last)
    found = document.text.find(actor.text, span.start, span.end) if actor.text else -1
    if found < 0:
        return {"start": span.start, "end": span.end}
    return {"start": found, "end": found + len(actor.text)}
