"""What a speaker asks of others without a verb of asking: "Y must withdraw", said by X, is a request by X to Y.

What is asked of nobody ("the siege must end") is a stand; what the speaker asks of itself is in undertakings.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors import Actor
from communique.analysis.matching import Matcher
from communique.analysis.undertakings import read_undertakings
from communique.dates import When
from communique.document import Filler, Frame, Quotation

RULE = "speech/demand"
_WEIGHT = 0.8
_STAND = 0.65


def read_demands(matcher: Matcher) -> Iterator[Frame]:
    """A frame for each verb of a speaker's words that says what another must or should do, or what it will do."""
    yield from _demands(matcher)
    yield from read_undertakings(matcher)


def _demands(matcher: Matcher) -> Iterator[Frame]:
    document, words, grammar = matcher.document, matcher.words, matcher.grammar
    if not document.quotations:
        return
    for word, lower in enumerate(words.lower):
        if lower not in grammar.deontic or words.deprel[word] != "aux":
            continue
        verb = words.head[word]
        around = matcher.wording.around(verb)
        if around is None:
            frame = _stated(verb, matcher)
        elif around.speaker is None or around.status in ("denied", "possible"):
            continue
        else:
            frame = _demand(verb, around, around.speaker, matcher)
            if frame is None and lower in matcher.lexicon.classes["binding"]:
                frame = _stand(verb, around, around.speaker, matcher)
        if frame:
            yield frame


def _stated(verb: int, matcher: Matcher) -> Frame | None:
    """A demand in a clause under a verb that is read as no speech: "concluded that the lenders must pay"."""
    words = matcher.words
    above = words.head[verb]
    if above < 0 or words.deprel[verb] != "ccomp" or words.upos[above] != "VERB":
        return None
    for source in matcher.roles.clause(above).subject:
        for speaker in matcher.wording.actors(source):
            first, last = matcher.wording.phrase(source)
            return _asked(verb, speaker, Filler("agent", first, last, source, (speaker,)), None, matcher)
    return None


def _demand(verb: int, around: Quotation, speaker: Actor, matcher: Matcher) -> Frame | None:
    source = next(matcher.wording.words_of(around.source, speaker), None)
    if source is None:
        return _asked(verb, speaker, None, around.when, matcher)
    first, last = matcher.wording.phrase(source)
    agent = Filler("agent", first, last, source, (speaker,))
    return _asked(verb, speaker, agent, around.when, matcher)


def _stand(verb: int, around: Quotation, speaker: Actor, matcher: Matcher) -> Frame | None:
    """A stand on what must be, where nobody is named who must do it: "the siege must end"."""
    source = next(matcher.wording.words_of(around.source, speaker), None)
    if source is None:
        return None
    places, words = matcher.roles.clause(verb), matcher.words
    subjects = places.object if places.passive else places.subject
    if not subjects or any(words.upos[head] != "NOUN" or matcher.wording.actors(head) for head in subjects):
        return None
    if matcher.wording.meanings(subjects[0]) & matcher.lexicon.classes["agents"]:
        return None
    first, last = matcher.wording.phrase(verb)
    first, last = matcher.wording.within_quotation(verb, min(first, *subjects), last)
    holder = Filler("holder", source, source + 1, source, (speaker,))
    return Frame(
        name="stand", trigger=verb, start=words.start[first], end=words.end[last - 1],
        fillers=(holder, Filler("issue", first, last, verb)), when=around.when, weight=_STAND, rule="speech/stand",
        attributes={"stance": "demands"},
    )


def _asked(verb: int, speaker: Actor, agent: Filler | None, when: When | None, matcher: Matcher) -> Frame | None:
    places = matcher.roles.clause(verb)
    asked = places.object if places.passive else places.subject
    for head in asked:
        actors = tuple(a for a in matcher.wording.actors(head) if a.key() != speaker.key())
        # "we must build on this" asks nothing of others
        vague = matcher.words.lower[head] in matcher.grammar.expletive
        if not actors or vague or matcher.wording.is_speaking(head):
            continue
        first, last = matcher.wording.phrase(head)
        fillers = ((agent,) if agent else ()) + (Filler("recipient", first, last, head, actors),)
        content = matcher.wording.phrase(verb)
        words = matcher.words
        return Frame(
            name="demand", trigger=verb, start=words.start[min(first, content[0])], end=words.end[content[1] - 1],
            fillers=fillers, when=when, weight=_WEIGHT, rule=RULE, attributes={"type": "REQUEST", "cameo": "020"},
        )
    return None
