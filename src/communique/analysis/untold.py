"""Violence that is spoken of and not told: what an attack would count as, what is to be prevented or settled."""

from __future__ import annotations

from dataclasses import replace

from communique.analysis.composition import UNDER
from communique.analysis.lexicon import load
from communique.document import Document, Frame


def without_untold(frame: Frame, document: Document) -> Frame:
    """A frame of violence that stands under what is said of it, where nobody tells that it happened."""
    if frame.attributes.get("type") != "ASSAULT" or frame.attributes.get(UNDER):
        return frame
    untold = defines(frame.trigger, document) or (
        not frame.actors("agent") and is_to_be_ended(frame.trigger, document)
    )
    return replace(frame, attributes={**frame.attributes, UNDER: "untold"}) if untold else frame


def defines(word: int, document: Document) -> bool:
    """Whether a noun is what its own sentence says it is: "an attack on one is an attack on all"."""
    words = document.words
    above = words.head[word]
    subjects = words.kids(word, "nsubj") if words.child(word, "cop") is not None else ()
    if any(words.lemma[subject] == words.lemma[word] for subject in subjects):
        return True
    said = words.deprel[word] == "nsubj" and words.child(above, "cop") is not None
    return said and words.lemma[above] == words.lemma[word]


def is_to_be_ended(word: int, document: Document) -> bool:
    """Whether a noun is the object of a verb that is not told to be done: "the need to prevent attacks on Chad"."""
    words, verb = document.words, document.words.head[word]
    if words.upos[word] != "NOUN" or words.deprel[word] != "obj" or words.xpos[verb] not in ("VB", "VBG"):
        return False
    told = any(words.upos[kid] == "AUX" for kid in words.kids(verb, "aux"))
    return not told and words.lemma[verb] in load().grammar.ending
