"""How firmly a text says something: from tense, modality, negation, conditions, and what it hangs on.

After FactBank's idea that firmness belongs to a source; here the reading within one clause and the clauses above.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors import FIRMNESS, Status
from communique.analysis.lexicon import Grammar, status_of
from communique.document import Words

#: How far up embedding is followed.
_HIGHEST = 6


def firmness(word: int, words: Words, grammar: Grammar, *, said: bool = False) -> Status:
    """The status of what a verb, noun or predicate says where it stands.

    In what somebody is reported to have said (`said`), "would" is the past of "will": a plan, no condition.
    """
    found: list[Status] = []
    node, climbed = word, 0
    while node >= 0 and climbed < _HIGHEST:
        found.extend(_own(node, words, grammar, nominal=node == word))
        above, relation = words.head[node], words.deprel[node]
        if above < 0:
            break
        if words.lemma[above] in grammar.factive and relation in ("obj", "nsubj:pass", "obl"):
            break
        if relation in ("obl", "nmod") and any(words.lower[k] in grammar.temporal for k in words.kids(node, "case")):
            break
        found.extend(_embedded(node, above, relation, words, grammar))
        if relation == "advcl" and any(words.lower[k] in grammar.agent for k in words.kids(node, "mark", "case")):
            # "should help by sending": as firm as what it is done for
            node, climbed = above, climbed + 1
            continue
        reduced = relation in ("acl", "amod") and not _is_infinitive(node, words, grammar)
        if reduced or relation in ("acl:relcl", "parataxis", "appos", "advcl", "root") or _is_speech(node, relation):
            break
        if words.upos[above] in ("VERB", "AUX") and relation in ("nsubj", "obl", "conj") and climbed:
            break
        node, climbed = above, climbed + 1
    if said and "conditional" in found:
        found = ["planned" if status == "conditional" else status for status in found]
    return weakest(found)


def weakest(found: list[Status]) -> Status:
    """Denial and cancelling win, then the least firm."""
    for status in ("cancelled", "denied"):
        if status in found:
            return _cast(status)
    return max(found, key=FIRMNESS.index, default="asserted")


def _cast(text: str) -> Status:
    return status_of(text)


def _is_speech(node: int, relation: str) -> bool:
    return relation == "ccomp" and node < 0


def _own(word: int, words: Words, grammar: Grammar, *, nominal: bool) -> Iterator[Status]:
    """What auxiliaries, negation, conditions and modifiers beside the word make of it."""
    if words.upos[word] in ("NOUN", "PROPN") and words.child(word, "cop") is None:
        if nominal:
            yield from _modified(word, words, grammar)
        return
    auxiliaries = list(_auxiliaries(word, words, grammar))
    yield from auxiliaries
    for kid in words.children[word]:
        lower, relation = words.lower[kid], words.deprel[kid]
        if relation in ("advmod", "cc:preconj", "mark", "case") and lower in grammar.negation:
            # "they must not send arms" asks, it denies nothing
            yield "proposed" if "proposed" in auxiliaries else "denied"
        elif relation in ("advmod", "obl") and lower in grammar.possible_adverbs:
            yield "possible"
        elif relation == "mark" and lower in grammar.open_conditions:
            yield "conditional"
        elif relation in ("nsubj", "nsubj:pass", "obj") and _is_negative(kid, words, grammar):
            yield "denied"


def _is_negative(noun: int, words: Words, grammar: Grammar) -> bool:
    return words.lower[noun] in grammar.negative_subjects or any(
        words.lower[k] in grammar.negation for k in words.kids(noun, "det")
    )


def _auxiliaries(word: int, words: Words, grammar: Grammar) -> Iterator[Status]:
    """Modal verbs; "were to meet" is a plan. A conjunct without any shares those of the first."""
    marks = [k for k in words.children[word] if words.deprel[k] in ("aux", "aux:pass", "cop")]
    for kid in marks:
        status = grammar.auxiliaries.get(words.lower[kid])
        if status and status != "neutral":
            yield status_of(status)
    if not any(words.deprel[k] == "aux" for k in marks):
        above = words.head[word]
        shared = words.deprel[word] == "conj" and above >= 0 and words.child(word, "nsubj", "nsubj:pass") is None
        if shared and words.upos[above] in ("VERB", "AUX"):
            yield from _auxiliaries(above, words, grammar)
    if any(words.lower[k] in grammar.infinitive for k in words.kids(word, "mark")) and any(
        words.deprel[k] in ("aux", "cop") for k in marks
    ):
        # "are to hold talks": the copula reads as an auxiliary or a copula beside the infinitive's mark
        yield "planned"


def _modified(word: int, words: Words, grammar: Grammar) -> Iterator[Status]:
    for kid in words.kids(word, "amod", "compound", "det"):
        status = grammar.modifiers.get(words.lower[kid])
        if status:
            yield status_of(status)
        elif words.deprel[kid] == "det" and words.lower[kid] in grammar.negation:
            yield "denied"


def _embedded(node: int, above: int, relation: str, words: Words, grammar: Grammar) -> Iterator[Status]:
    """What the governing word makes of its complement: "plans to", "refused to", "the threat of"."""
    lemma = words.lemma[above].lower()
    status = grammar.embeds.get(lemma)
    if relation in ("xcomp", "ccomp", "csubj") or (relation == "acl" and _is_infinitive(node, words, grammar)):
        if lemma == "be" or words.upos[above] == "AUX":
            yield "planned"
        elif status and status != "neutral" and not _is_told(node, relation, status, words):
            yield status_of(status)
        elif not status and relation == "acl":
            yield "planned"
    elif relation == "advcl" and _is_infinitive(node, words, grammar):
        yield status_of(status) if status == "proposed" else "planned"
    elif relation == "advcl" and status == "denied" and _is_what_fails(node, words, grammar):
        yield "denied"
    elif relation in ("obj", "nmod", "obl", "nsubj:pass") and status not in (None, "neutral", "denied"):
        if words.upos[above] != "VERB" or relation in ("obj", "nsubj:pass", "obl"):
            yield status_of(status or "planned")
    elif relation in ("obj", "nmod", "nsubj:pass") and status == "denied":
        yield "denied"


def _is_infinitive(node: int, words: Words, grammar: Grammar) -> bool:
    return any(words.lower[k] in grammar.infinitive for k in words.kids(node, "mark"))


def _is_what_fails(node: int, words: Words, grammar: Grammar) -> bool:
    """ "Denies arming the rebels", "prevented the army from firing", read as clauses beside the verb."""
    return all(words.lower[mark] in grammar.separating for mark in words.kids(node, "mark"))


def _is_told(node: int, relation: str, status: str, words: Words) -> bool:
    """ "Agreed that the shipment arrived": a past clause under a verb of planning tells, it plans nothing."""
    return relation == "ccomp" and status == "planned" and words.xpos[node] == "VBD"
