"""Which utterances tell something: not beliefs, not bare attitudes ("slammed the plan"), not what things "say"."""

from __future__ import annotations

from communique.actors import Actor
from communique.analysis.passages import Passage
from communique.analysis.utterances import PHRASAL, Utterance

BELIEF, ATTITUDE, MUTE = "belief ", "attitude ", "mute "
INFINITIVE = "infinitive"


def act(passage: Passage, utterance: Utterance, *, speakers: tuple[Actor, ...]) -> str:
    """What stands before the rule of an utterance that is no statement; empty for a statement.

    BELIEF: nobody need have uttered it. ATTITUDE: a deed or a judgement whose object names nothing told
    ("outlined their position", "refused to sign"). MUTE: its subject cannot speak ("the images suggest").
    """
    if utterance.belief:
        return BELIEF
    if _is_mute(passage, utterance) and not any(actor.id for actor in speakers):
        return MUTE
    if not utterance.rule.endswith(PHRASAL):
        return MUTE if not any(actor.id for actor in speakers) and _goes_on(passage, utterance) else ""
    return "" if _tells(passage, utterance) else ATTITUDE


def withholds(passage: Passage, utterance: Utterance) -> bool:
    """Whether the cue refuses a saying: "declined to comment"."""
    verb = utterance.cue_word
    if not utterance.rule.endswith(INFINITIVE) or not _denies(passage, verb):
        return False
    withheld = passage.child(verb, "xcomp")
    entry = passage.reporting(withheld) if withheld is not None else None
    return entry is not None and not entry.belief and "clause" in entry.takes


def _denies(passage: Passage, verb: int) -> bool:
    lemma = passage.lexicon.forms.get(passage.lower[verb], "")
    return any(status == "denied" and lemma in words for status, words in passage.lexicon.governors)


def _is_mute(passage: Passage, utterance: Utterance) -> bool:
    head = utterance.head
    return head is not None and passage.upos[head] != "PROPN" and passage.lower[head] in passage.lexicon["mute"]


def _goes_on(passage: Passage, utterance: Utterance) -> bool:
    """Whether something that is nobody goes on: "the shelling has continued", however the parse hangs what follows."""
    head = utterance.head
    if head is None or not passage.is_(utterance.cue_word, "resuming") or utterance.quotes(passage):
        return False
    mention = passage.document.mention(head)
    return mention is not None and mention.type in {"thing", "event", "place"} and not passage.is_(head, "documents")


def _tells(passage: Passage, utterance: Utterance) -> bool:
    """Whether the phrase names what was told, by the lexicon, or words of it are quoted."""
    kind = utterance.rule.rsplit(": ", 1)[-1]
    verb = utterance.cue_word
    urged = passage.deprel[verb] == "xcomp" and passage.words.xpos[verb] == "VB"  # "urged them to reject …"
    if kind != INFINITIVE and utterance.quotes(passage) and not urged:
        return True
    if withholds(passage, utterance):
        return True
    asked = passage.child(utterance.cue_word, "xcomp")
    if asked is not None and passage.is_(asked, "anonymity"):  # "asked not to be named"
        return False
    if passage.is_(verb, "relays: citing") and passage.words.xpos[verb] == "VBG":  # "media citing two officials"
        return False
    if passage.is_(verb, f"telling what: {kind}"):
        return True
    return kind == "object" and _names_an_act(passage, utterance)


def _names_an_act(passage: Passage, utterance: Utterance) -> bool:
    """ "Raised alarm over …", "expressed confidence that …": the noun is the act."""
    nouns = passage.lexicon["telling what: nouns"]
    first = utterance.contents[0][0]
    if first + 1 < passage.size and passage.lower[first] in nouns:
        return passage.is_(first + 1, "that")
    return any(passage.lower[word] in nouns for word in range(*utterance.cue))
