"""Positions: where somebody stands on an issue, from the frames that carry a stance."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from communique.actors import Actor, Status
from communique.claims import Position, Stance
from communique.document import Document, Filler, Frame

#: What the denial of a stance is: who does not recognise withholds.
DENIED: dict[Stance, Stance] = {"supports": "opposes", "opposes": "supports", "demands": "withholds"}
#: An issue on which not acting is withholding, no opposition.
GRANTED = "recognition"


#: How surely the encoder must hear a stand in words that may tell none.
HEARD = 0.6
#: Frames of less weight are no claims; "a plan supported by Ghana" tells in passing, and weighs less for it.
ABSTAIN, ABSTAIN_PASSING = 0.5, 0.35
#: The frame of a stand told by a small word behind a copula: "is against it".
LEANING = "leaning"
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})


def extract(document: Document) -> Iterator[Position]:
    """A position for each frame with a stance; "is not as critical" says nothing of one, nor does "accepted it"."""
    found: dict[tuple[str | None, str, int], list[tuple[Frame, Position]]] = {}
    triggers = sorted({f.trigger for f in document.frames if f.attributes.get("stance") or f.attributes.get("commits")})
    held = list(_held(document))
    issues: list[tuple[int, str]] = []
    for frame in sorted(held, key=lambda one: one.trigger):
        if frame.name == LEANING and _is_read(frame, held):
            continue
        frame = _recalling(frame, issues, document)
        for position in read_positions(frame, document, triggers):
            if not frame.attributes.get("issue") or "recalled" in frame.attributes:
                issues.append((frame.trigger, position.issue))
            holder = position.holder.key() if position.holder else None
            key = holder, position.stance, document.words.sentence[frame.trigger]
            found.setdefault(key, []).append((frame, position))
    for near in found.values():
        told: dict[str, list[Position]] = {}
        for frame, position in near:
            if not any(_tells_more(other, frame, position) for other in near):
                told.setdefault(position.issue, []).append(position)
        for same in told.values():
            # "reaffirmed their support for Chad" is read by the verb and by the noun
            yield from [position for position in same if position.subject] or same


def _tells_more(other: tuple[Frame, Position], frame: Frame, position: Position) -> bool:
    """Whether one holder's stand is told better by another: "unwavering in their support for Chad" is for Chad."""
    inner, outer, issue = other[1].issue, position.issue, frame.filler("issue")
    within = issue is not None and issue.first <= other[0].trigger < issue.last
    if within and inner != outer and inner in outer:
        return True
    around = other[0].filler("issue")
    contains = around is not None and around.first <= frame.trigger < around.last
    return not contains and inner != outer and outer in inner and other[0].trigger == frame.trigger


def _recalling(frame: Frame, issues: Sequence[tuple[int, str]], document: Document) -> Frame:
    """ "Chad backs the accord but Mali opposes it", "… while Togo abstained": the issue of the stand before it."""
    words, issue = document.words, frame.filler("issue")
    if frame.attributes.get("issue") or frame.attributes["stance"] == "blames":
        return frame
    if issue is not None and not _is_bare(issue, document):
        return frame
    sentence = words.sentence[frame.trigger]
    near = [told for word, told in issues if word < frame.trigger and words.sentence[word] == sentence]
    return replace(frame, attributes={**frame.attributes, "issue": near[-1], "recalled": "yes"}) if near else frame


def _is_bare(filler: Filler, document: Document) -> bool:
    """Whether a phrase is a word that stands for another: "it", "one"."""
    one = filler.first + 1 == filler.last
    return one and document.words.upos[filler.head] in ("PRON", "NUM") and not filler.actors


def _is_read(leaning: Frame, held: Sequence[Frame]) -> bool:
    """Whether a stand told by a small word is read by an entry of the lexicon too, which knows its issue better."""
    holders = {actor.key() for actor in leaning.actors("holder")}
    return any(
        other.name != LEANING and leaning.start < other.end and other.start < leaning.end
        and other.attributes["stance"] == leaning.attributes["stance"]
        and holders & {actor.key() for actor in other.actors("holder")}
        for other in held
    )


def _held(document: Document) -> Iterator[Frame]:
    """The frames that tell a stand, as firm as it is held."""
    heard = {(act.word, act.label) for act in document.acts if act.score >= HEARD}
    for frame in document.frames:
        if not frame.attributes.get("stance"):
            continue
        owned = _is_owned(frame, document)
        if frame.status == "denied" and _is_beside(frame.trigger, document):
            frame = replace(frame, status="asserted")
        if owned and "disputed" not in frame.attributes:
            # "discussed Chad's support for the plan", "failed to shake it": held, whatever is done with it
            frame = replace(frame, status="asserted")
        # what somebody should support is no stand of theirs
        silent = frame.status == "proposed" or (frame.status == "denied" and "denial" in frame.attributes)
        # "sent boats to support the crew": what one does something for is no stand
        purpose = "purpose" in frame.attributes and not owned and _is_aside(frame.trigger, document)
        if "assertion" in frame.attributes:
            # "accepted it" takes no stand, nor does who is told "not to accept it"
            silent = silent or frame.status != "denied" or _is_told_not_to(frame.trigger, document)
        greatest = frame.attributes["stance"] == "supports" and _is_greatest(frame.trigger, document)
        silent = silent or purpose or greatest
        if "heard" in frame.attributes:
            silent = silent or (frame.trigger, f"position {_stance(frame)[0]}") not in heard
        passing = frame.actors("holder") and document.words.deprel[frame.trigger] == "acl"
        if frame.weight >= (ABSTAIN_PASSING if passing else ABSTAIN) and not silent:
            yield frame


def _is_beside(word: int, document: Document) -> bool:
    """ "Opposed to the plan, Peru blocked it": what is told beside a verb is not denied by it."""
    words = document.words
    beside = words.deprel[word] == "advcl" and words.xpos[word] == "VBN" and word < words.head[word]
    return beside and words.child(word, "advmod") is None


def _is_greatest(word: int, document: Document) -> bool:
    """ "The largest supporter of the fund" gives the most, which is no stand."""
    words = document.words
    return words.upos[word] == "NOUN" and any(words.xpos[kid] == "JJS" for kid in words.kids(word, "amod"))


def _is_owned(frame: Frame, document: Document) -> bool:
    """Whether a stand is told as somebody's: "Chad's support for the plan"."""
    words = document.words
    owners = (f for f in frame.fillers if f.role == "holder" and words.head[f.head] == frame.trigger)
    return any(words.deprel[owner.head] == "nmod:poss" for owner in owners)


def _is_told_not_to(word: int, document: Document) -> bool:
    """ "Advised Chad not to accept it", other than "refused to accept it": an infinitive with its own "not"."""
    words = document.words
    negated = any(kid < word for kid in words.kids(word, "advmod"))
    return negated and words.deprel[word] in ("xcomp", "acl") and words.xpos[word] == "VB"


def _is_aside(word: int, document: Document) -> bool:
    """Whether a word, the first it is coordinated with or the verb it is the object of, heads a clause aside."""
    words = document.words
    while words.deprel[word] in ("conj", "obj"):
        word = words.head[word]
    # "while Peru supports it" is told for itself
    finite = words.xpos[word] in _FINITE or any(words.xpos[kid] in _FINITE for kid in words.kids(word, "aux"))
    return words.deprel[word] in ("advcl", "acl") and words.xpos[word] != "VBN" and not finite


def read_positions(frame: Frame, document: Document, triggers: list[int]) -> Iterator[Position]:
    """One position a holder; without any ("has not been recognised") one that nobody is named for.

    `triggers`: the words of the document that tell a stand or a promise, in order.
    """
    stance, status = _stance(frame)
    issue = frame.attributes.get("issue") or _text(frame, "issue", document, triggers)
    subjects = frame.actors("subject")
    if not issue:
        return
    condition = _text(frame, "condition", document, ()) or None
    holders: tuple[Actor | None, ...] = frame.actors("holder") or (None,)
    holding = {holder.key() for holder in holders if holder}
    others = [subject for subject in subjects if subject.key() not in holding]
    if stance == "blames" and not others:
        return  # who blames nobody else takes no stand
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
    if frame.status != "denied" and frame.filler("condition") and stance in ("supports", "opposes"):
        # "would recognise it only if it held elections"
        return "conditional", "asserted"
    # "denied that it supports the rebels" opposes nobody
    if frame.status != "denied" or "disputed" in frame.attributes:
        return stance, frame.status
    if frame.attributes.get("issue") == GRANTED and stance == "supports":
        return "withholds", "asserted"
    return (DENIED[stance], "asserted") if stance in DENIED else (stance, "denied")


def _end(filler: Filler, trigger: int, document: Document, triggers: Sequence[int]) -> int:
    """Where an issue ends: "the importance of unity, the need for talks and their support for Chad" are three."""
    words, last = document.words, document.restricted(filler)
    if filler.last <= trigger < last:
        last = filler.last  # "a plan which they rejected"
    for word in triggers[bisect_right(triggers, filler.head) : bisect_left(triggers, last)]:
        if word != trigger and words.deprel[word] == "conj" and words.upos[word] == "NOUN":
            last = min(last, words.subtree(word)[0])
    while last - 1 > filler.head and words.upos[last - 1] in ("PUNCT", "CCONJ"):
        last -= 1
    return last


def _text(frame: Frame, role: str, document: Document, triggers: Sequence[int]) -> str:
    filler = frame.filler(role)
    if filler is None or (filler.first + 1 == filler.last and document.words.upos[filler.head] == "PRON"):
        return ""
    # "a plan backed by Ghana": what is said of it in passing is no part of it
    passing = filler.head < frame.trigger < filler.last and document.words.deprel[frame.trigger] == "acl"
    last = frame.trigger if passing else _end(filler, frame.trigger, document, triggers)
    other = frame.filler(frame.attributes.get("split", ""))
    if other is not None and filler.head < other.head < last:
        # "attributes the raids to the rebels"
        last = min(other.first, document.words.subtree(other.head)[0])
    span = document.span(filler.first, last)
    return document.text[span.start : span.end]
