"""What a speaker takes upon itself without a verb of promising: "we will open the crossing", "X said it would pay"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors import Actor
from communique.analysis.matching import Matcher
from communique.analysis.places import Places
from communique.document import Filler, Frame, Quotation

RULE = "speech/undertaking"
_WEIGHT = 0.7
#: How surely the encoder must hear a promise where nobody makes it for oneself: "the parties will set up a fund".
HEARD = 0.7
#: What an auxiliary makes of its verb, as far as it tells what somebody is going to do.
_FUTURE = frozenset({"planned", "conditional"})


def read_undertakings(matcher: Matcher) -> Iterator[Frame]:
    """A frame that commits for each thing a speaker, or the state the speaker speaks for, says that it will do.

    What others are told to do in time is one where the encoder hears a promise too.
    """
    represented = _represented(matcher)
    words = matcher.words
    heard = _heard(matcher)
    for word, lower in enumerate(words.lower):
        status = matcher.grammar.auxiliaries.get(lower)
        if status not in _FUTURE or words.deprel[word] != "aux":
            continue
        verb = words.head[word]
        around = matcher.wording.around(verb)
        if around is not None and around.status in ("denied", "possible"):
            continue
        # "we would welcome it" promises nothing; "it said it would welcome it" may
        if status == "conditional" and (around is None or around.mode == "direct"):
            continue
        sure = max(heard.get(word, 0.0), heard.get(verb, 0.0)) >= HEARD or _is_agreed(verb, matcher)
        if frame := _undertaking(word, around, represented, matcher, sure=sure):
            yield frame


def _is_agreed(verb: int, matcher: Matcher) -> bool:
    """ "Under the accord, Chad will withdraw": what an agreement has somebody do."""
    classes, words = matcher.lexicon.classes, matcher.words
    return any(
        words.lemma[noun] in classes["agreements"]
        and any(words.lower[case] in classes["under_terms"] for case in words.kids(noun, "case"))
        for noun in words.kids(verb, "obl")
    )


def _heard(matcher: Matcher) -> dict[int, float]:
    """How surely the encoder hears a promise at each word."""
    return {act.word: act.score for act in matcher.document.acts if act.label == "commitment"}


def _represented(matcher: Matcher) -> dict[str, str]:
    """Of every actor whom the report gives a post, the state or organisation whose post it is."""
    mentions = matcher.document.mentions
    return {m.actors[0].key(): m.of.key() for m in mentions if len(m.actors) == 1 and m.of is not None}


def _undertaking(
    aux: int, around: Quotation | None, represented: dict[str, str], matcher: Matcher, *, sure: bool
) -> Frame | None:
    words, verb = matcher.words, matcher.words.head[aux]
    classes = matcher.lexicon.classes
    above = words.head[verb]
    promised = above >= 0 and words.deprel[verb] == "ccomp" and words.lemma[above] in classes["promising"]
    if promised or words.upos[verb] != "VERB" or _is_passing(verb, matcher):
        return None
    places = matcher.roles.clause(verb)
    if places.passive or not places.subject or words.deprel[verb] in ("advcl", "acl", "acl:relcl"):
        return None
    # what somebody will not do is refused
    refused = any(words.lower[kid] in matcher.grammar.negation for kid in words.children[verb])
    if refused:
        return None
    head = places.subject[0]
    makers = _undertakers(head, around, represented, matcher, sure=sure)
    if not makers:
        return None
    first, last = matcher.wording.phrase(verb)
    first, last = matcher.wording.within_quotation(verb, aux + 1, last)
    by, end = matcher.wording.phrase(head)
    told = (Filler("by", by, end, head, makers), Filler("content", first, last, verb))
    fillers = (*told, *_others(verb, places, matcher))
    return Frame(
        name="undertaking", trigger=verb, start=words.start[min(by, first)], end=words.end[last - 1], fillers=fillers,
        when=around.when if around else matcher.setting.when(verb), weight=_WEIGHT, rule=RULE,
        attributes={"commits": "promise"} | ({"plain": "yes"} if around is not None else {}),
    )


def _is_passing(verb: int, matcher: Matcher) -> bool:
    """ "We will know", "we will move on to the report": what nobody undertakes."""
    words, passing = matcher.words, matcher.lexicon.classes["not_undertaken"]
    together = f"{words.lemma[verb]} {words.lower[verb + 1]}" if verb + 1 < len(words) else ""
    return words.lemma[verb] in passing or together in passing


def _undertakers(
    head: int, around: Quotation | None, represented: dict[str, str], matcher: Matcher, *, sure: bool
) -> tuple[Actor, ...]:
    """Whoever speaks for oneself or, where the encoder is `sure` of a promise, is told of."""
    makers = _makers(head, around, represented, matcher) if around is not None and around.speaker is not None else ()
    if makers or not sure:
        return makers
    told = _told(head, matcher)
    return () if around is not None and _is_of_others(told, around, represented) else told


def _makers(
    head: int, around: Quotation, represented: dict[str, str], matcher: Matcher
) -> tuple[Actor, ...]:
    """Whoever undertakes it, where that is the speaker or whom the speaker speaks for; nobody otherwise."""
    speaker = around.speaker
    assert speaker is not None
    actors = matcher.wording.actors(head)
    own = {speaker.key(), *(actor.key() for actor in around.joint)}
    own |= {represented[key] for key in own if key in represented}
    if matcher.wording.is_speaking(head):
        return actors or (speaker, *around.joint)
    return actors if actors and all(actor.key() in own for actor in actors) else ()


def _is_of_others(makers: tuple[Actor, ...], around: Quotation, represented: dict[str, str]) -> bool:
    """Whether one state's speaker tells what other states will do, which these have not undertaken by it."""
    if around.speaker is None:
        return False
    own = {key for actor in (around.speaker, *around.joint) for key in (actor.key(), represented.get(actor.key(), ""))}
    states = any(key.startswith("state/") for key in own)
    return states and bool(makers) and all(
        (maker.id or "").startswith("state/") and maker.key() not in own for maker in makers
    )


def _told(head: int, matcher: Matcher) -> tuple[Actor, ...]:
    """Of whom a text tells what they will do: the named, or whoever owns what is named ("her government")."""
    if actors := matcher.actors(head):
        return actors
    if matcher.words.lemma[head] not in matcher.lexicon.classes["undertakers"]:
        return ()
    owners = [actor for owner in matcher.roles.possessor(head) for actor in matcher.actors(owner)]
    return tuple(owners)


def _others(verb: int, places: Places, matcher: Matcher) -> Iterator[Filler]:
    """To whom, on which condition, by when."""
    for role, place in (("to", "iobj"), ("to", "to"), ("condition", "condition"), ("deadline", "deadline")):
        for head in matcher.filling.heads(verb, place, places)[:1]:
            first, last = matcher.wording.phrase(head, whole=role == "condition")
            yield Filler(role, first, last, head, matcher.wording.actors(head))
