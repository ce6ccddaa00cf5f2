"""Content told round an aside: "A, X said, B", "A, X said.", "As X said, A", read from commas, not from the parse."""

from __future__ import annotations

from communique.analysis.passages import Passage

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def around_parenthesis(passage: Passage, verb: int, first: int, last: int) -> set[int]:
    """Of "A, X said, B": the sentence outside the commas, whatever the parser made of it; [first, last) is "X said"."""
    start, end = _start(passage, verb, first), passage.sentence(verb)[1]
    if first - 1 <= start or last + 1 >= end or passage.text[last] != "," or passage.quoted[last + 1] >= 0:
        return set()
    if passage.text[first - 1] != "," and (passage.text[first - 2] != "," or passage.quoted[first - 2] < 0):
        return set()
    first -= passage.is_(first - 1, "as")
    return set(range(start, first - 1)) | set(range(last + 1, end))


def before_final_aside(passage: Passage, verb: int, first: int, last: int) -> set[int]:
    """Of "A, X said.": the sentence before the comma, whatever the parser made of it."""
    start, end = _start(passage, verb, first), passage.sentence(verb)[1]
    if first - 3 <= start or passage.text[first - 1] != "," or passage.quoted[first - 1] >= 0:
        return set()
    if not all(_is_afterwards(passage, word) for word in range(last, end)):
        return set()
    if not any(passage.words.xpos[word] in FINITE for word in range(start, first - 1)):
        return set()
    first -= passage.is_(first - 1, "as")
    return set(range(start, first - 1))


def behind_as_clause(passage: Passage, verb: int) -> set[int]:
    """Of "As X noted in her letter, P": what follows, where the verb has nothing else to tell."""
    fronted = passage.is_(min(passage.tree(verb)), "as")
    objects = ("ccomp",) if passage.is_(verb, "addressees: telling") else ("ccomp", "obj")
    if not fronted or passage.child(verb, *objects) is not None:
        return set()
    end = passage.sentence(verb)[1]
    comma = max(passage.tree(verb)) + 1
    comma -= passage.text[comma - 1] == ","
    if comma >= end or passage.text[comma] != ",":
        return set()
    return set(range(comma + 1, end))


def _start(passage: Passage, verb: int, first: int) -> int:
    """Where a sentence before "X said" begins: behind a colon, "He was blunt: trade, he said, …"."""
    start = passage.sentence(verb)[0]
    for word in range(first - 2, start, -1):
        if passage.text[word] == ":" and passage.quoted[word] < 0:
            return word + 1
    return start


def _is_afterwards(passage: Passage, word: int) -> bool:
    """What may stand behind a final "X said": "on Monday"."""
    return passage.upos[word] in {"PUNCT", "ADP"} or passage.is_(word, "time words")
