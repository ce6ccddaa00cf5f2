"""What a frame becomes by its complement: an agreement to attack is a threat, a refusal to talk a rejection.

The event of "agree", "refuse" or "urge" is read together with the event its complement names; the complement's
own event is then no separate one, save under factive frames ("condemned the attack").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from communique.analysis.matching import Candidate, Matcher
from communique.document import INTENDED, INTENDED_CAMEO, INTENDED_MODE, Filler, Frame

#: PLOVER's quad class of each event type: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.
QUAD = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3,
    "SANCTION": 4, "PROTEST": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}

#: Attribute of a frame that stands within another's complement: the rule of the other.
UNDER = "under"

_EVENT_KEYS = ("type", "mode", "context", "cameo")


def is_event(frame: Frame) -> bool:
    return bool(frame.attributes.get("type"))


def compose(candidates: list[Candidate], matcher: Matcher) -> list[Candidate]:
    """The candidates with complements taken into account, innermost first."""
    events: dict[int, Candidate] = {}
    for candidate in candidates:
        if is_event(candidate.frame):
            best = events.get(candidate.frame.trigger)
            if best is None or candidate.frame.weight > best.frame.weight:
                events[candidate.frame.trigger] = candidate
    composed: dict[int, Candidate] = {}
    for index, candidate in sorted(enumerate(candidates), key=lambda pair: -_depth(pair[1].frame.trigger, matcher)):
        changed = _with_complement(candidate, events, matcher) if candidate.entry.compose else candidate
        changed = _with_recipient(changed, events, matcher)
        if is_event(changed.frame):
            changed = _refused(changed, complement_type(candidate.content, events, matcher), matcher)
        composed[index] = changed
        if events.get(candidate.frame.trigger) is candidate:
            if is_event(changed.frame):
                events[candidate.frame.trigger] = changed
            else:
                del events[candidate.frame.trigger]
    return [composed[index] for index in range(len(candidates))]


def _depth(word: int, matcher: Matcher) -> int:
    depth, head = 0, matcher.words.head
    while head[word] >= 0:
        word, depth = head[word], depth + 1
    return depth


def _with_complement(candidate: Candidate, events: Mapping[int, Candidate], matcher: Matcher) -> Candidate:
    kind = complement_type(candidate.content, events, matcher)
    table = candidate.entry.compose
    change = table.get(kind) or table.get(_tone(kind)) if kind else table.get("none")
    if change is None:
        return candidate
    attributes = {k: v for k, v in candidate.frame.attributes.items() if k not in _EVENT_KEYS}
    if change.get("type") != "none":
        attributes |= {k: v for k, v in candidate.frame.attributes.items() if k in _EVENT_KEYS} | dict(change)
    return replace(candidate, frame=replace(candidate.frame, attributes=attributes))


def _tone(kind: str) -> str:
    return "cooperative" if QUAD.get(kind, 1) <= 2 else "hostile"


def _with_recipient(candidate: Candidate, events: Mapping[int, Candidate], matcher: Matcher) -> Candidate:
    """Whom the act in the complement is done to, where nobody else is told: "promised aid to Chad"."""
    frame = candidate.frame
    if not is_event(frame) or frame.actors("recipient") or not candidate.content:
        return candidate
    inner = complement(candidate.content, events, matcher)
    if inner is None or inner.frame.trigger == frame.trigger:
        return candidate
    acting = {actor.key() for actor in frame.actors("agent")}
    # who gets what is asked for is not whom it is asked of
    roles = ("agent",) if frame.attributes["type"] in ("REQUEST", "ACCUSE") else ("recipient",)
    inside = [f for r in roles for f in inner.frame.fillers if f.role == r]
    found = next((f for f in inside if _others(f, acting)), None)
    if found is None and not any(f.role == "recipient" for f in frame.fillers):
        # "threatened to behead the crew": whom no name is known of
        found = next((f for f in inside if not f.actors and matcher.may_act(f.head)), None)
    if found is None:
        return candidate
    filler = replace(found, role="recipient")
    return replace(candidate, frame=replace(frame, fillers=(*frame.fillers, filler)))


def _others(filler: Filler, acting: set[str]) -> bool:
    return any(actor.key() not in acting for actor in filler.actors)


def complement_type(heads: Iterable[int], events: Mapping[int, Candidate], matcher: Matcher) -> str:
    """The PLOVER type of the act a complement names, "" where it names none."""
    inner = complement(heads, events, matcher)
    return inner.frame.attributes["type"] if inner else ""


def complement(heads: Iterable[int], events: Mapping[int, Candidate], matcher: Matcher) -> Candidate | None:
    """The event a complement names: at its head, else beside it ("continue the raids", "a ban on travel")."""
    for head in heads:
        near = [head, *matcher.words.kids(head, "obj", "xcomp", "ccomp", "nsubj:pass", "nmod", "compound")]
        found = [events[word] for word in near if word in events]
        if found:
            return max(found, key=lambda c: (c.frame.trigger == head, c.frame.weight))
    return None


#: What it is to say that one will not cooperate.
REFUSAL = {"type": "REJECT", "cameo": "120"}


def _wills(verb: int, matcher: Matcher) -> bool:
    """Whether a verb is told of the future: "will not sign" refuses, "has not signed" does not."""
    auxiliaries, words = matcher.grammar.auxiliaries, matcher.words
    return any(auxiliaries.get(words.lower[k]) in ("planned", "conditional") for k in words.kids(verb, "aux"))


def _refused(candidate: Candidate, kind: str, matcher: Matcher) -> Candidate:
    """ "Will not negotiate" and "did not agree" are refusals where the lexicon says so; "no plan to attack" is none."""
    if candidate.frame.status != "denied" or not candidate.entry.negated:
        return candidate
    attributes = {k: v for k, v in candidate.frame.attributes.items() if k not in _EVENT_KEYS}
    wills = matcher.words.upos[candidate.frame.trigger] == "VERB" and _wills(candidate.frame.trigger, matcher)
    if wills and candidate.entry.negated.get("type") == "none" and QUAD[candidate.frame.attributes["type"]] <= 2:
        attributes |= REFUSAL
        return replace(candidate, frame=replace(candidate.frame, status="asserted", attributes=attributes))
    if candidate.entry.negated.get("type") == "none" or (kind and _tone(kind) == "hostile"):
        return replace(candidate, frame=replace(candidate.frame, attributes=attributes))
    attributes |= candidate.entry.negated
    return replace(candidate, frame=replace(candidate.frame, status="asserted", attributes=attributes))


def intended(frame: Frame) -> Frame:
    """A planned act read as PLOVER does: cooperative intent is AGREE, hostile intent THREATEN."""
    kind = frame.attributes.get("type", "")
    if frame.status != "planned" or kind not in _INTENT or not frame.actors("agent"):
        return frame
    planned = {
        INTENDED: kind, INTENDED_MODE: frame.attributes.get("mode", ""),
        INTENDED_CAMEO: frame.attributes.get("cameo", ""),
    }
    return replace(frame, attributes={**frame.attributes, **planned, "mode": "", **_INTENT[kind]})


_COOPERATIVE = {
    "SUPPORT": "032", "CONSULT": "036", "CONCEDE": "036", "COOPERATE": "031", "AID": "033", "RETREAT": "0356",
}
_HOSTILE = {
    "REJECT": "130", "SANCTION": "131", "PROTEST": "133", "MOBILIZE": "138", "COERCE": "138", "ASSAULT": "138",
}
_INTENT: dict[str, dict[str, str]] = {
    **{kind: {"type": "AGREE", "cameo": cameo} for kind, cameo in _COOPERATIVE.items()},
    **{kind: {"type": "THREATEN", "cameo": cameo} for kind, cameo in _HOSTILE.items()},
}


def subordinate(frames: Iterable[Frame], contents: Mapping[int, tuple[tuple[int, int], str]]) -> list[Frame]:
    """The frames, those within a composing frame's content marked as being under it.

    `contents`: for the trigger of each composing event the words [first, last) of its content and its rule.
    """
    found = []
    around: dict[int, list[int]] = {}
    for trigger, ((first, last), _) in contents.items():
        for word in range(first, last):
            around.setdefault(word, []).append(trigger)
    for frame in frames:
        above = next((trigger for trigger in around.get(frame.trigger, ()) if trigger != frame.trigger), None)
        if above is not None and is_event(frame):
            rule = contents[above][1]
            frame = replace(frame, weight=frame.weight * 0.5, attributes={**frame.attributes, UNDER: rule})
        found.append(frame)
    return found
