"""What a speaker takes upon itself without a verb of promising: "we will open the crossing", "X said it would pay"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors import Actor
from communique.analysis.matching import Matcher
from communique.analysis.places import Places
from communique.document import Filler, Frame, Quotation

RULE = "speech/undertaking"
_WEIGHT = 0.7
#: What an auxiliary makes of its verb, as far as it tells what somebody is going to do.
_FUTURE = frozenset({"planned", "conditional"})


def read_undertakings(matcher: Matcher) -> Iterator[Frame]:
    """A frame that commits for each thing a speaker, or the state the speaker speaks for, says that it will do."""
    if not matcher.document.quotations:
        return
    represented = _represented(matcher)
    words = matcher.words
    for word, lower in enumerate(words.lower):
        status = matcher.grammar.auxiliaries.get(lower)
        if status not in _FUTURE or words.deprel[word] != "aux":
            continue
        around = matcher.wording.around(words.head[word])
        if around is None or around.speaker is None or around.status in ("denied", "possible"):
            continue
        # "we would welcome it" promises nothing; "it said it would welcome it" may
        if status == "conditional" and around.mode == "direct":
            continue
        if frame := _undertaking(word, around, represented, matcher):
            yield frame


def _represented(matcher: Matcher) -> dict[str, str]:
    """Of every actor whom the report gives a post, the state or organisation whose post it is."""
    mentions = matcher.document.mentions
    return {m.actors[0].key(): m.of.key() for m in mentions if len(m.actors) == 1 and m.of is not None}


def _undertaking(aux: int, around: Quotation, represented: dict[str, str], matcher: Matcher) -> Frame | None:
    words, verb = matcher.words, matcher.words.head[aux]
    classes = matcher.lexicon.classes
    above = words.head[verb]
    promised = above >= 0 and words.deprel[verb] == "ccomp" and words.lemma[above] in classes["promising"]
    if promised or words.upos[verb] != "VERB" or words.lemma[verb] in classes["not_undertaken"]:
        return None
    places = matcher.roles.clause(verb)
    if places.passive or not places.subject or words.deprel[verb] in ("advcl", "acl", "acl:relcl"):
        return None
    # what somebody will not do is refused; what it would do if is none of its plans
    refused = any(words.lower[kid] in matcher.grammar.negation for kid in words.children[verb])
    if refused or (places.condition and matcher.grammar.auxiliaries[words.lower[aux]] == "conditional"):
        return None
    head = places.subject[0]
    makers = _makers(head, around, represented, matcher)
    if not makers:
        return None
    first, last = matcher.wording.phrase(verb)
    first, last = matcher.wording.within_quotation(verb, aux + 1, last)
    by, end = matcher.wording.phrase(head)
    told = (Filler("by", by, end, head, makers), Filler("content", first, last, verb))
    fillers = (*told, *_others(verb, places, matcher))
    return Frame(
        name="undertaking", trigger=verb, start=words.start[min(by, first)], end=words.end[last - 1], fillers=fillers,
        when=around.when, weight=_WEIGHT, rule=RULE, attributes={"commits": "promise"},
    )


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


def _others(verb: int, places: Places, matcher: Matcher) -> Iterator[Filler]:
    """To whom, on which condition, by when."""
    for role, place in (("to", "iobj"), ("to", "to"), ("condition", "condition"), ("deadline", "deadline")):
        for head in matcher.filling.heads(verb, place, places)[:1]:
            first, last = matcher.wording.phrase(head, whole=role == "condition")
            yield Filler(role, first, last, head, matcher.wording.actors(head))
