"""Noun phrases of a parsed document: where each begins and ends, and what its head says of number and definiteness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.document import Words
from communique.languages.roles import function_words

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})

#: What belongs to a phrase on either side of its head; clauses, appositions and conjuncts do not.
BEFORE = frozenset(
    {
        "det",
        "det:predet",
        "amod",
        "compound",
        "nummod",
        "nmod:poss",
        "nmod:desc",
        "nmod",
        "flat",
        "nmod:unmarked",
        "dep",
        "goeswith",
    }
)
AFTER = frozenset({"flat", "compound", "fixed", "nmod", "amod", "nummod", "nmod:unmarked", "nmod:poss", "goeswith"})

#: Relations in which a nominal is a word of another name or a mere measure, never a phrase of its own.
INNER = frozenset({"flat", "fixed", "goeswith", "case", "mark", "cc", "punct", "det", "discourse", "expl"})

#: What no phrase ends with: "forces from deep" ends at "forces".
TRAILING = frozenset({"PUNCT", "ADP", "ADV", "CCONJ", "SCONJ", "DET", "AUX"})

#: A name made of a description has this many words at the most.
LONGEST_NAME = 8


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words [first, last) headed by `head`; its determiner in lower case ("" for none), whether it is plural."""

    first: int
    last: int
    head: int
    determiner: str
    plural: bool

    @property
    def definite(self) -> bool:
        return self.determiner in function_words().definite

    @property
    def indefinite(self) -> bool:
        return self.determiner in function_words().indefinite


def extents(words: Words) -> tuple[list[int], list[int]]:
    """The first and the last word below every word, itself included."""
    low, high = list(range(len(words))), list(range(len(words)))
    for word, head in enumerate(words.head):
        first = last = word
        while head >= 0:
            if low[head] <= first and high[head] >= last:
                break
            first = low[head] = min(low[head], first)
            last = high[head] = max(high[head], last)
            head = words.head[head]
    return low, high


def bounds(words: Words, head: int, low: Sequence[int], high: Sequence[int]) -> tuple[int, int]:
    """Words [first, last) of the phrase headed by `head`: its modifiers, no clause, apposition or conjunct."""
    first, last = head, head + 1
    kids = words.children[head]
    for kid in reversed([kid for kid in kids if kid < head]):
        if words.deprel[kid] in BEFORE and words.child(kid, "case") in (None, kid + 1, high[kid]):
            first = min(first, low[kid])
        elif words.deprel[kid] != "punct" or words.lower[kid] in {",", ";", ":"}:
            break
    for kid in (kid for kid in kids if kid > head):
        if words.deprel[kid] in AFTER:
            last = max(last, _reach(words, kid) + 1)
        elif words.deprel[kid] not in {"punct", "case"} or words.lower[kid] in {",", ";", ":", "(", "–", "—"}:
            break
    while first < head and words.upos[first] in {"CCONJ", "PUNCT"}:
        first += 1
    while last - 1 > head and words.upos[last - 1] in TRAILING:
        last -= 1
    if last < len(words) and words.text[last] == ")" and "(" in words.text[first:last]:
        last += 1
    return first, last


def _reach(words: Words, word: int) -> int:
    """The last word of a modifier with its own modifiers and conjuncts, without clauses and appositions."""
    last = word
    for kid in words.children[word]:
        if kid > word and (words.deprel[kid] in AFTER or words.deprel[kid] == "conj" or _in_row(words, word, kid)):
            last = max(last, _reach(words, kid))
    return last


def is_plural(words: Words, head: int) -> bool:
    return words.xpos[head] in {"NNS", "NNPS"}


def determiner(words: Words, head: int) -> str:
    """The article or demonstrative of a phrase, "poss" for a possessor, "" for none."""
    for kid in words.children[head]:
        relation = words.deprel[kid]
        if relation == "nmod:poss" and kid < head:
            return "poss"
        if relation == "det" and kid < head:
            return words.lower[kid]
        if relation == "amod" and words.lower[kid] in function_words().amounts:
            return words.lower[kid]
    return ""


def phrase(words: Words, head: int, low: Sequence[int], high: Sequence[int]) -> Phrase:
    """The noun phrase headed by this word."""
    first, last = bounds(words, head, low, high)
    return Phrase(first, last, head, determiner(words, head), is_plural(words, head))


def heads(words: Words) -> Iterator[int]:
    """Every word that heads a noun phrase of its own, in order of the text."""
    for word, upos in enumerate(words.upos):
        if upos in NOMINAL and words.deprel[word] not in INNER:
            yield word


def conjuncts(words: Words, head: int) -> list[int]:
    """The word and what is coordinated with it, in order of the text."""
    found = [head]
    for node in found:
        found.extend(words.kids(node, "conj"))
        found.extend(kid for kid in words.kids(node, "appos") if _in_row(words, node, kid))
    found.sort()
    return found


def _in_row(words: Words, head: int, kid: int) -> bool:
    """Whether an apposition is an item of a list: "China" of "Russia, China and Iran"."""
    behind = max((kid, *words.kids(kid, "flat"))) + 1
    named = words.upos[kid] == "PROPN" and words.upos[head] == "PROPN"
    if words.deprel[kid] != "appos" or not named or behind + 1 >= len(words):
        return False
    if not any(item > kid and words.child(item, "cc") is not None for item in words.kids(head, "conj")):
        return False
    # "Kampala, Uganda, and Accra" and "Okello, President of Fiji, and Bau" are two
    goes_on = words.upos[behind] == "CCONJ" or (words.text[behind] == "," and words.upos[behind + 1] != "CCONJ")
    return goes_on and words.child(kid, "nmod", "nmod:poss", "appos") is None


def core(words: Words, first: int, head: int, last: int) -> tuple[int, int]:
    """Words [first, last) of a description that may serve as a name: to its head, with what an "of" adds where short.

    `last`: where its title ends. "soldiers from Uganda" keeps the name, "groups along its border" ends at its head.
    """
    last = max(last, head + 1)
    while last < len(words) and words.lower[last] in function_words().bonds:
        kids = sorted(kid for node in range(first, last) for kid in words.kids(node, "nmod") if kid > last)
        if not kids or (words.lower[last] != "of" and words.upos[kids[0]] != "PROPN"):
            break
        ends = (_reach(words, kids[0]) + 1, max((kids[0], *words.kids(kids[0], "flat"))) + 1)
        end = next((end for end in ends if end - first <= LONGEST_NAME), last)
        if end == last:
            break
        last = end
    return max(first, last - LONGEST_NAME), last


def preposition(words: Words, word: int) -> str:
    """The preposition before a phrase in lower case ("according to" as "according to"), or ""."""
    case = words.child(word, "case")
    if case is None or case > word:
        return ""
    return " ".join(words.lower[part] for part in (case, *words.kids(case, "fixed")))


def prepositions(words: Words, word: int) -> str:
    """As `preposition`, a later conjunct taking that of the first ("in Doha and Muscat")."""
    while not (found := preposition(words, word)) and words.deprel[word] == "conj":
        word = words.head[word]
    return found
