"""Whether a capital or a seat of power is its government or the place: read from what the name does in its sentence."""

from __future__ import annotations

from communique.analysis.phrases import prepositions
from communique.document import Words
from communique.languages.roles import agency


def acts(words: Words, head: int, last: int) -> bool:
    """Whether the place name headed by `head` and ending before word `last` stands for a government."""
    if words.deprel[head] == "conj":
        first = words.head[head]
        if not any(words.child(node, "cc") is not None for node in words.kids(first, "conj")):
            return False  # an apposition that the parse took for a list
        head = first
    if _hyphenated(words, last):
        return True
    relation, classes = words.deprel[head], agency()
    governor = words.head[head]
    if governor < 0:
        return False
    lemma = words.lemma[governor].lower()
    preposition = prepositions(words, head)
    if relation in {"nsubj", "nsubj:pass", "csubj"}:
        return _does(words, governor, lemma, passive=relation == "nsubj:pass")
    if relation == "nmod:poss" or (relation in {"compound", "nmod"} and not preposition):
        return lemma in classes.owning or (relation == "nmod:poss" and lemma in classes.bearers)
    if preposition in classes.dealing or preposition in classes.speaking:
        return lemma not in classes.routes
    if preposition in classes.towards:
        return lemma in classes.addressed or (lemma in classes.addressing and relation == "obl")
    if relation in {"obj", "iobj"}:
        return not preposition and lemma in classes.addressing
    return relation == "nmod" and preposition not in classes.located and lemma in classes.owning


def _does(words: Words, governor: int, lemma: str, *, passive: bool) -> bool:
    """Whether the predicate is something only people do."""
    classes = agency()
    if passive:
        return lemma in classes.addressing
    if words.upos[governor] in {"NOUN", "PROPN", "NUM"}:
        return False
    return lemma not in classes.staying and words.child(governor, "expl") is None


def _hyphenated(words: Words, last: int) -> bool:
    """ "Nairobi-led", in one token or three."""
    if last + 1 < len(words) and words.text[last] in {"-", "‑", "–"}:
        behind = words.lemma[last + 1].lower(), words.lower[last + 1]
        return any(word in agency().led or word.removesuffix("ed") in agency().led for word in behind)
    return False
