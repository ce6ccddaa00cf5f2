"""Through whom an utterance reached the report: agencies that report, are told, carry or cite, outermost first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.actors import Actor
from communique.analysis.passages import Passage
from communique.analysis.utterances import Utterance
from communique.analysis.voices import Voices


@dataclass(frozen=True, slots=True)
class Relay:
    """Who speaks (none where press reports a plain fact) and everyone between the speaker and the report.

    `head` heads the phrase that names the speaker, if any.
    """

    speakers: tuple[Actor, ...]
    chain: tuple[Actor, ...]
    head: int | None = None


def relay(passage: Passage, voices: Voices, utterance: Utterance) -> Relay:
    """The speakers of an utterance and its relays; press in the place of the speaker is a relay, never the speaker."""
    if utterance.head is None:
        return Relay((), tuple(_carriers(passage, voices, utterance)))
    speaks = utterance.tells_words or utterance.quotes(passage) or passage.is_(utterance.head, "documents")
    named = voices.actors(utterance.head, unnamed=speaks or voices.is_people(utterance.head))
    for head in utterance.together:
        named += tuple(actor for actor in voices.actors(head) if actor not in named)
    if not voices.is_medium(utterance.head, named):
        return Relay(named, tuple(_carriers(passage, voices, utterance)), utterance.head)
    cited = _cited(passage, utterance)
    if cited is None:
        return Relay((), named)
    speakers = voices.actors(cited)
    if voices.is_medium(cited, speakers):
        return Relay((), named + speakers)
    return Relay(speakers, named, cited)


def _cited(passage: Passage, utterance: Utterance) -> int | None:
    """Whom the press cites: "reported with reference to X", "said, citing X", "quoted X as saying"."""
    below = passage.tree(*(k for k in passage.children[utterance.cue_word] if k > utterance.cue_word))
    verb = utterance.cue_word
    behind = {w for w in range(verb, passage.sentence(verb)[1]) if passage.is_(w, "relays: citing")}
    for word in sorted(utterance.clause | {w for w in below | behind if not utterance.covers(w)}):
        if passage.lower[word] in passage.lexicon["relays: reference"]:
            return next(
                (k for k in passage.children[word] if k > word and passage.deprel[k].startswith("nmod")), None
            )
        if passage.is_(word, "relays: citing") and passage.words.xpos[word] == "VBG":
            return passage.child(word, "obj")
    return None


def _carriers(passage: Passage, voices: Voices, utterance: Utterance) -> Iterator[Actor]:
    """Press that is told ("told Interfax"), interviews, or carries the words ("in a statement carried by Xinhua")."""
    seen: set[str] = set()
    for word in _press_words(passage, utterance):
        actors = voices.actors(word)
        if actors and voices.is_medium(word, actors):
            yield from (actor for actor in actors if actor.key() not in seen)
            seen |= {actor.key() for actor in actors}


def _press_words(passage: Passage, utterance: Utterance) -> Iterator[int]:
    verb = utterance.cue_word
    governor = passage.head[verb]
    if governor >= 0 and passage.is_(governor, "relays: citing"):
        yield from passage.subjects(governor)  # "the Post quoted her as saying"
        yield from _agents(passage, governor)  # "was quoted by the Post as saying"
    if passage.is_(verb, "addressees: telling"):
        yield from (k for k in passage.children[verb] if passage.deprel[k] in {"obj", "iobj"})
    if passage.is_(verb, "addressees: toward"):
        behind = passage.lexicon["addressees: behind"]
        yield from (k for k in passage.children[verb] if passage.marker(k, behind) is not None)
    for word in sorted(utterance.clause):
        if word == verb:
            continue
        if passage.is_(word, "relays: carrying") and passage.upos[word] == "VERB":
            yield from _agents(passage, word)
        elif passage.is_(word, "addressees: speaking") and passage.words.xpos[word] == "VBG":
            behind = passage.lexicon["addressees: partners"]
            yield from (k for k in passage.children[word] if passage.marker(k, behind) is not None)
        elif passage.lower[word].removesuffix("s") in passage.lexicon["addressees: conversations"]:
            yield from (
                k
                for k in passage.children[word]
                if passage.deprel[k].startswith("nmod")
                and passage.marker(k, passage.lexicon["addressees: partners"]) is not None
            )


def _agents(passage: Passage, verb: int) -> Iterator[int]:
    for kid in passage.children[verb]:
        if (
            passage.deprel[kid].startswith("obl")
            and passage.marker(kid, passage.lexicon["agent"]) is not None
        ):
            yield kid
