"""Who speaks: the subject of a reporting verb, and the words of the noun phrase that names the speaker."""

from __future__ import annotations

from typing import Literal

from communique.analysis.passages import DASHES, SUBJECTS, Passage, Stretch

Voice = Literal["active", "passive"]

#: How far a subject is sought through conjuncts, complements and adverbial clauses.
FARTHEST = 5
#: What hangs on a noun without being part of its phrase.
LOOSE = frozenset(
    {"parataxis", "ccomp", "cop", "advcl", "discourse", "aux", "case", "mark", "aux:pass", "punct"}
)
NAMELIKE = frozenset({"PROPN", "ADJ", "DET", "NOUN"})
#: A parenthesis behind a name longer than this is no party label.
LONGEST_PARENTHESIS = 8


def noun_phrase(passage: Passage, head: int, verb: int = -1) -> Stretch:
    """The words of the noun phrase headed by `head` with its appositions, as the subject of `verb`.

    Local trust only: what the parser tore off the front of a name is put back, what it hung on the phrase from
    beyond a gap is left out.
    """
    members = _members(passage, head, verb)
    first = _front(passage, head, verb, members)
    last = _back(passage, head, members)
    name = passage.name_at.get(head)
    if name is not None and not name.first <= verb < name.last:
        first, last = min(first, name.first), max(last, name.last)
    while first < head and (
        _is_loose_mark(passage, first, '([“"') or passage.deprel[first] in {"cc", "mark"}
    ):
        first += 1
    while last - 1 > head and _is_loose_mark(passage, last - 1, ')]”"'):
        last -= 1
    return (first, verb) if head < verb < last else (first, last)


def _members(passage: Passage, head: int, verb: int) -> set[int]:
    found, queue = {head}, [head]
    while queue:
        parent = queue.pop()
        for kid in passage.children[parent]:
            if kid not in found and kid != verb and (parent != head or _belongs(passage, kid, head)):
                found.add(kid)
                queue.append(kid)
    return found


def _belongs(passage: Passage, kid: int, head: int) -> bool:
    relation = passage.deprel[kid]
    if relation in LOOSE:
        return relation == "punct"
    if relation == "acl:relcl" and kid > head:  # ", which represents teachers,"
        before = passage.text[min(passage.tree(kid)) - 1]
        return before != "," and before not in DASHES
    if relation.startswith(("obl", "nmod")) and kid > head and relation != "nmod:poss":
        # "the envoy, in a letter", "the envoy in her speech", "the envoy in reply to a question": the verb's
        apart = passage.text[min(passage.tree(kid)) - 1] == ","
        tells = passage.is_(kid, "telling nouns", "addressees: answering")
        return not (apart or tells or relation == "obl")
    return not (relation in {"cc", "advmod"} and kid < head and not passage.is_(kid, "only"))


def _front(passage: Passage, head: int, verb: int, members: set[int]) -> int:
    first = head
    while first - 1 in members:
        first -= 1
    start = passage.sentence(head)[0]
    torn = first
    while torn > start and passage.upos[torn - 1] in NAMELIKE and not passage.is_(torn - 1, "time words"):
        torn -= 1
    opens = (
        torn == start
        or torn - 1 in passage.closing
        or (passage.text[torn - 1] == "," and passage.upos[head] == "PROPN")
    )
    return torn if head < verb and opens else first


def _back(passage: Passage, head: int, members: set[int]) -> int:
    last = head + 1
    while last in members or (last + 1 in members and passage.text[last] == ","):
        last += 1
    if last < passage.size and passage.text[last] == "(":
        for word in range(last + 1, min(last + LONGEST_PARENTHESIS, passage.size)):
            if passage.text[word] == ")":
                return word + 1
    return last


def _is_loose_mark(passage: Passage, word: int, kept: str) -> bool:
    return passage.upos[word] == "PUNCT" and passage.text[word] not in kept


def subject(passage: Passage, verb: int, *, depth: int = 0) -> tuple[Voice | None, int | None]:
    """The voice of a verb and the head of its subject, inherited or guessed where the parse has none."""
    own = min(passage.subjects(verb), key=lambda kid: abs(kid - verb), default=None)
    if own is not None:
        return ("passive" if passage.deprel[own].endswith(":pass") else "active"), own
    relation, governor = passage.deprel[verb], passage.head[verb]
    if (
        depth == 0
        and is_participle(passage, verb)
        and relation in {"advcl", "parataxis", "acl", "conj", "xcomp"}
    ):
        nearer = _speaker_before(passage, verb)
        if nearer is not None:
            return "active", nearer
    if governor < 0 or depth > FARTHEST:
        return None, None
    return _inherited(passage, verb, governor, depth)


def is_participle(passage: Passage, verb: int) -> bool:
    """Whether a verb is an "-ing" form."""
    return passage.words.xpos[verb] == "VBG"


def _speaker_before(passage: Passage, verb: int) -> int | None:
    """Of "the minister said …, adding …": the subject of the nearest reporting verb before the comma."""
    for word in range(verb - 1, passage.sentence(verb)[0], -1):
        if passage.upos[word] == "VERB" and passage.takes(word, "clause") and passage.quoted[word] < 0:
            speaker = passage.child(word, "nsubj")
            if speaker is not None and "," in passage.text[word:verb]:
                return speaker
    return None


def _inherited(passage: Passage, verb: int, governor: int, depth: int) -> tuple[Voice | None, int | None]:
    relation = passage.deprel[verb]
    verbal = passage.upos[governor] in {"VERB", "AUX"} or passage.child(governor, *SUBJECTS) is not None
    if relation in {"conj", "xcomp", "advcl", "parataxis", "ccomp"} and verbal:
        cited = passage.is_(governor, "relays: citing") and passage.child(governor, "nsubj:pass") is None
        control = passage.child(governor, "obj", "iobj") if relation == "xcomp" or cited else None
        if control is not None and not passage.is_(governor, "subject controllers"):
            return "active", control  # "forced the ministry to admit", "quoted the envoy as saying"
        found = subject(passage, governor, depth=depth + 1)[1]
        return ("active" if found is not None else None), found
    if relation.startswith("acl") and passage.upos[governor] in {"NOUN", "PROPN", "PRON"}:
        if is_participle(passage, verb):
            return "active", governor  # "a statement saying"
        return ("passive", governor) if passage.words.xpos[verb] in {"VBN", "VBD"} else (None, None)
    return None, None
