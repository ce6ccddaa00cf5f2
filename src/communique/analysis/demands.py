"""What a speaker asks of others without a verb of asking: "Y must withdraw", said by X, is a request by X to Y.

What is asked of nobody ("the siege must end") is a stand; what the speaker asks of itself is in undertakings.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors import Actor
from communique.analysis.backers import read_backers
from communique.analysis.firmness import firmness
from communique.analysis.leanings import read_leanings
from communique.analysis.matching import Matcher
from communique.analysis.undertakings import read_undertakings
from communique.dates import When
from communique.document import Filler, Frame, Quotation

RULE = "speech/demand"
_WEIGHT = 0.8
#: How surely the encoder must hear a stand in what is asked of somebody.
HEARD = 0.65
_STAND = 0.65


def read_demands(matcher: Matcher) -> Iterator[Frame]:
    """A frame for each verb of a speaker's words that says what another must or should do, or what it will do.

    Beside them who stands behind whom by an adjective.
    """
    yield from _demands(matcher)
    yield from read_undertakings(matcher)
    yield from read_backers(matcher)
    yield from read_leanings(matcher)
    yield from _insisted(matcher)


def _demands(matcher: Matcher) -> Iterator[Frame]:
    document, words, grammar = matcher.document, matcher.words, matcher.grammar
    if not document.quotations:
        return
    stands = {act.word for act in document.acts if act.label == "position demands" and act.score >= HEARD}
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
            heard = not stands.isdisjoint((word, verb))
            bound = lower in matcher.lexicon.classes["binding"] and (frame is None or heard)
            if bound and (stand := _stand(verb, around, around.speaker, heard, matcher)):
                yield stand
        if frame:
            yield frame


def _insisted(matcher: Matcher) -> Iterator[Frame]:
    """What is insisted on of nobody: "demanded that the plant reopen", "insists that the prisoners be freed"."""
    words = matcher.words
    for verb, lemma in enumerate(words.lemma):
        if lemma not in matcher.lexicon.classes["insisting"] or words.upos[verb] != "VERB":
            continue
        for clause in words.kids(verb, "ccomp"):
            inner, holder = matcher.roles.clause(clause), next(iter(matcher.roles.clause(verb).subject), None)
            named = not inner.passive and any(matcher.wording.actors(head) for head in inner.subject)
            if holder is None or named or clause < verb or not _is_to_be(clause, matcher):
                continue
            last = matcher.wording.phrase(clause)[1]
            first = min((*words.subtree(clause)[:1], clause))
            mark = words.child(clause, "mark")
            first = first if mark is None else mark + 1
            first, last = matcher.wording.within_quotation(clause, first, last)
            by, end = matcher.wording.phrase(holder)
            holders = matcher.wording.actors(holder, view=True)
            yield Frame(
                name="insistence", trigger=verb, start=words.start[min(by, verb)], end=words.end[last - 1],
                fillers=(Filler("holder", by, end, holder, holders), Filler("issue", first, last, clause)),
                when=matcher.setting.when(verb), status=firmness(verb, words, matcher.grammar), weight=_WEIGHT,
                rule="positions/insistence", attributes={"stance": "demands", "denial": "nothing"},
            )


def _is_to_be(clause: int, matcher: Matcher) -> bool:
    """Whether a clause tells what is to be, not what is: "that it reopen", "that it be freed", "that it must end"."""
    words = matcher.words
    helping = list(words.kids(clause, "aux", "aux:pass", "cop"))
    if any(words.lower[word] in matcher.grammar.deontic for word in helping):
        return True
    first = min((*helping, clause))
    return words.xpos[first] == "VB" and words.lower[first] not in matcher.grammar.infinitive


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


def _stand(verb: int, around: Quotation, speaker: Actor, heard: bool, matcher: Matcher) -> Frame | None:
    """A stand on what must be, where nobody is named who must do it: "the siege must end"."""
    places, words = matcher.roles.clause(verb), matcher.words
    subjects = places.object if places.passive else places.subject
    if not subjects or not (heard or _is_nobody(subjects, matcher)):
        return None
    last = matcher.wording.phrase(verb)[1]
    first, last = matcher.wording.within_quotation(verb, matcher.wording.phrase(subjects[0])[0], last)
    source = next(matcher.wording.words_of(around.source, speaker), verb)
    holder = Filler("holder", source, source + 1, source, (speaker, *around.joint))
    return Frame(
        name="stand", trigger=verb, start=words.start[first], end=words.end[last - 1],
        fillers=(holder, Filler("issue", first, last, verb)), when=around.when, weight=_STAND, rule="speech/stand",
        attributes={"stance": "demands"},
    )


def _is_nobody(subjects: tuple[int, ...], matcher: Matcher) -> bool:
    """Whether what must do or be something is a thing, no party that it is asked of."""
    if any(matcher.words.upos[head] != "NOUN" or matcher.wording.actors(head) for head in subjects):
        return False
    return not matcher.wording.meanings(subjects[0]) & matcher.lexicon.classes["agents"]


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
