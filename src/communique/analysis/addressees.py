"""Whom an event is really done to: not where it is done, nor who is only mentioned in what is asked or adopted."""

from __future__ import annotations

from dataclasses import replace

from communique.analysis.lexicon import load
from communique.document import COURTESY, INTENDED, MENTIONED, Document, Filler, Frame

#: Types by words, whose matter may name others than those they are addressed to.
WORDED = frozenset({"AGREE", "REQUEST", "SUPPORT", "COOPERATE"})
#: Clauses that say more of a noun: "a resolution calling for …", "a front with the bloc playing a part".
ADDED = ("acl", "advcl")
#: Types of mentions of what happens rather than acts.
HAPPENING = frozenset({"event", "thing"})


def addressed(frame: Frame, document: Document) -> Frame:
    """An event that tells which of its recipients are none, and whether it is a courtesy.

    They stay in their roles: a text that is coded is about them all the same.
    """
    frame = _unplaced(_placed(frame, document), document)
    others = [f.head for f in frame.fillers if f.role == "recipient" and not is_addressed(frame, f, document)]
    told = {MENTIONED: " ".join(map(str, others))} if others else {}
    if is_consolation(frame, document):
        told[COURTESY] = "condolences"
    return replace(frame, attributes={**frame.attributes, **told}) if told else frame


def _placed(frame: Frame, document: Document) -> Frame:
    """Violence told by a place and a noun, which happened there: in "the Jos bombing" Jos bombs nobody."""
    if frame.attributes.get("type") != "ASSAULT":
        return frame
    places = [f for f in frame.fillers if f.role == "agent" and _is_scene(f.head, document)]
    if not places:
        return frame
    where = frame.where or next((actor for filler in places for actor in filler.actors), None)
    named = any(filler.role == "recipient" and filler.actors for filler in frame.fillers)
    kept = [f for f in frame.fillers if f not in places]
    suffering = [] if named else [replace(filler, role="recipient") for filler in places]
    return replace(frame, fillers=(*kept, *suffering), where=where)


def _unplaced(frame: Frame, document: Document) -> Frame:
    """A request without the place of what it asks for: "called for peace in Gaza" is said anywhere."""
    if frame.attributes.get("type") != "REQUEST" or frame.where is None:
        return frame
    words, location = document.words, load().grammar.location
    ends = {filler.last for filler in frame.fillers if filler.role == "content"}
    inside = any(end < len(words) and words.lower[end] in location for end in ends)
    return replace(frame, where=None) if inside else frame


def _is_scene(word: int, document: Document) -> bool:
    """Whether a place stands before the noun of what happened there: "the Jos bombing", not "the Jos police"."""
    words, above = document.words, document.words.head[word]
    mention, whole = document.mention(word), document.mention(above) if above >= 0 else None
    if words.deprel[word] != "compound" or mention is None or mention.type != "place":
        return False
    return whole is None or whole.type in HAPPENING


def is_addressed(frame: Frame, filler: Filler, document: Document) -> bool:
    """Whether a recipient is one.

    No recipient is where forces are ("strengthened its contingent in Benin"), where something is asked for ("called for
    calm in Benin"), the capacity in which somebody acts
    ("signed as an observer"), where the attack was that is condemned ("the Jos bombing"), and who is mentioned in a
    clause about what is asked for or adopted ("passed a resolution calling for a truce between Togo and Benin").
    """
    words, grammar = document.words, load().grammar
    cases = {words.lower[case] for case in words.kids(filler.head, "case", "mark")}
    kind = frame.attributes.get(INTENDED) or frame.attributes.get("type")
    if cases & grammar.capacity or (kind == "MOBILIZE" and not cases.isdisjoint(grammar.location)):
        return False
    if kind == "REQUEST" and not cases.isdisjoint(grammar.location):
        return False
    if kind == "ACCUSE" and _is_scene(filler.head, document):
        return False
    if kind == "REJECT" and _is_denied(frame.trigger, filler.head, document):
        return False
    return not (kind in WORDED and _is_mentioned(frame.trigger, filler.head, document))


def _is_mentioned(trigger: int, head: int, document: Document) -> bool:
    """Whether a clause that says more of a noun stands between a trigger and a word below it."""
    words, node, within = document.words, head, False
    while node >= 0 and node != trigger:
        above = words.head[node]
        added = words.deprel[node].startswith(ADDED) and above != trigger
        within = within or (added and above >= 0 and words.upos[above] in ("NOUN", "PROPN"))
        node = above
    return node == trigger and within


def _is_denied(trigger: int, head: int, document: Document) -> bool:
    """Whether a word stands in the clause that somebody denies: "denied that it supports the rebels"."""
    words, node = document.words, head
    while node >= 0 and words.head[node] != trigger:
        node = words.head[node]
    return node >= 0 and words.deprel[node] == "ccomp"


def is_consolation(frame: Frame, document: Document) -> bool:
    """Whether an event is a courtesy to mourners: "expressed condolences to the families"."""
    words, consoling = document.words, load().grammar.consoling
    spoken = (frame.trigger, *words.kids(frame.trigger, "obj", "obl", "nsubj:pass"))
    return frame.attributes.get("type") == "SUPPORT" and any(words.lemma[word] in consoling for word in spoken)
