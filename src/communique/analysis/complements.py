"""Content that is no clause and no quotation: infinitives, objects, names given, phrases behind a preposition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from communique.analysis.passages import DASHES, Passage
from communique.analysis.speakers import Voice, is_participle
from communique.languages.speech import Reporting


class Verb(Protocol):
    """A reporting verb being read."""

    passage: Passage
    verb: int
    entry: Reporting
    voice: Voice | None
    subject: int | None
    objects: list[int]


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of the content, which kind it is, and the words that open it and belong to the cue ("called *for*")."""

    content: set[int]
    kind: str
    opening: tuple[int, ...] = ()


def read_phrase(telling: Verb) -> Phrase:
    """The phrase that is the content of a verb; empty where only a quotation can be."""
    takes, passage, verb = telling.entry.takes, telling.passage, telling.verb
    infinitives = _infinitives(passage, verb) if "infinitive" in takes else []
    if infinitives:
        told = [] if passage.is_(verb, "subject controllers") else telling.objects[:1]
        return Phrase(passage.tree(*infinitives, *told), "infinitive")
    bare = _bare_infinitive(telling)
    if bare is not None:
        return Phrase(passage.tree(bare, *telling.objects[:1]), "clause")
    named = _naming(passage, verb) if "naming" in takes and telling.voice == "active" else set()
    if named:
        return Phrase(named, "naming")
    found = _prepositional(telling) if telling.entry.prepositions else None
    if found is not None:
        return found
    told_only = passage.is_(verb, "telling listeners")  # "told Reuters": who is told is no content
    if "object" in takes and telling.objects and not told_only and not _means_otherwise(telling):
        return Phrase(passage.tree(*telling.objects, *_tails(telling)), "object")
    if (
        telling.voice == "passive"
        and takes & {"object", "naming"}
        and not passage.deprel[verb].startswith("acl")
    ):
        return _passive(telling)
    return Phrase(set(), "quotation")


def _infinitives(passage: Passage, verb: int) -> list[int]:
    kids = [k for k in passage.children[verb] if passage.deprel[k] == "xcomp"]
    to = passage.lexicon["infinitive"]
    return [k for k in kids if passage.marker(k, to) is not None or is_participle(passage, k)]


def _bare_infinitive(telling: Verb) -> int | None:
    """ "Demanded the governor resign": a clause, though the governor hangs on the demand."""
    passage, verb = telling.passage, telling.verb
    below = passage.child(verb, "xcomp")
    if below is None or not telling.objects or "clause" not in telling.entry.takes:
        return None
    plain = passage.words.xpos[below] == "VB" and passage.marker(below, passage.lexicon["infinitive"]) is None
    return below if plain and telling.objects[0] > verb else None


def _naming(passage: Passage, verb: int) -> set[int]:
    """ "Called the vote a farce", "called the vote “rigged”"."""
    parts = [k for k in passage.children[verb] if k > verb and _names(passage, k)]
    whole = passage.tree(*parts)
    return whole if len(parts) > 1 or any(passage.quoted[k] >= 0 for k in whole) else set()


def _names(passage: Passage, kid: int) -> bool:
    relation = passage.deprel[kid]
    if relation in {"obj", "iobj", "xcomp", "ccomp", "parataxis"}:
        return True
    return relation == "advcl" and passage.words.xpos[kid] == "VBN"


def _means_otherwise(telling: Verb) -> bool:
    """ "Recalled its ambassador" says nothing."""
    nouns = telling.passage.lexicon.other_senses.get(telling.entry.lemma, frozenset())
    return any(telling.passage.lower[noun] in nouns for noun in telling.objects) or _shows(telling)


def _shows(telling: Verb) -> bool:
    """ "Affirmed its role as a mediator" is done, not said; "affirmed the role of the bloc" is said."""
    passage, objects = telling.passage, telling.objects
    if not passage.is_(telling.verb, "showing") or not passage.is_(objects[0], "shown"):
        return False
    return any(
        passage.deprel[kid] == "nmod:poss" and passage.upos[kid] == "PRON" for kid in passage.children[objects[0]]
    )


def _tails(telling: Verb) -> list[int]:
    """Of "praised the bloc for its patience": for what."""
    passage, forms = telling.passage, telling.passage.lexicon["object tails"]
    behind = (k for k in passage.children[telling.verb] if k > telling.objects[0])
    loose = (k for k in behind if passage.deprel[k].startswith(("obl", "advcl", "xcomp")))
    return [k for k in loose if passage.marker(k, forms) is not None or _is_whose(telling, k)]


def _is_whose(telling: Verb, kid: int) -> bool:
    """Whether "by …" right behind the object says whose doing it is: "welcomed the decision by Mali"."""
    passage = telling.passage
    by = passage.marker(kid, passage.lexicon["agent"])
    return by is not None and passage.deprel[kid].startswith("obl") and by == max(passage.tree(telling.objects[0])) + 1


def _prepositional(telling: Verb) -> Phrase | None:
    """ "Called for calm", "pointed out the flaws"."""
    passage, verb, prepositions = telling.passage, telling.verb, telling.entry.prepositions
    for kid in _by_preposition(passage, verb):
        relation, case = passage.deprel[kid], _case(passage, kid)
        if relation == "compound:prt" and passage.lower[kid] in prepositions and telling.objects:
            return Phrase(passage.tree(telling.objects[0]), "prepositional", (kid,))
        opens = kid > verb and case is not None and passage.lower[case] in prepositions
        opens = opens and not passage.is_(kid, "time words")
        wished = relation in {"xcomp", "ccomp"} and case is not None and passage.is_(case, "for whom")
        if case is not None and opens and (wished or relation.startswith(("obl", "nmod", "advcl"))):
            portrayed = telling.objects if passage.is_(verb, "portraying") else telling.objects[:1] if wished else []
            rest = (*_asked_to(passage, verb, kid), *_conditions(passage, verb, kid))
            content = passage.tree(kid, *rest, *portrayed) - {case}
            return Phrase(content, "prepositional", (case,))
    return None


def _case(passage: Passage, kid: int) -> int | None:
    """The preposition of a phrase; of "called for both sides to talk" too, where it hangs on the infinitive."""
    own = passage.child(kid, "case", "mark")
    below = passage.child(kid, "acl")
    if own is not None or below is None:
        return own
    mark = passage.child(below, "mark")
    return mark if mark is not None and mark < kid else None


def _by_preposition(passage: Passage, verb: int) -> list[int]:
    """The children of a verb; of "appealed to the bloc for calm" the calm comes first."""
    to = passage.lexicon["to"]
    kids = passage.children[verb]
    if passage.is_(verb, "addressees: telling"):  # "reminded readers of …", hung on the readers
        told = passage.child(verb, "iobj", "obj")
        kids += passage.children[told] if told is not None and told > verb else ()
    if not passage.is_(verb, "addressing verbs") or any(
        passage.deprel[k] in {"xcomp", "advcl"} for k in kids if k > verb
    ):
        return list(kids)
    return sorted(kids, key=lambda k: (k > verb and passage.marker(k, to) is not None, k))


def _asked_to(passage: Passage, verb: int, after: int) -> list[int]:
    """Of "appealed to both sides to stop": what they shall do."""
    if not passage.is_(verb, "addressing verbs"):
        return []
    clauses = [k for k in passage.children[verb] if k > after and passage.deprel[k] in {"xcomp", "advcl"}]
    return [k for k in clauses if passage.marker(k, passage.lexicon["infinitive"]) is not None]


def _conditions(passage: Passage, verb: int, after: int) -> list[int]:
    """Of "warned of sanctions if the talks fail": on what condition; quotations speak for themselves."""
    clauses = [k for k in passage.children[verb] if k > after and passage.deprel[k] == "advcl"]
    conditional = (k for k in clauses if passage.marker(k, passage.lexicon["open"]) is not None)
    return [k for k in conditional if passage.quoted[k] == passage.quoted[verb]]


def _passive(telling: Verb) -> Phrase:
    """Of "the group was accused of treason": the group, and of what."""
    passage, verb = telling.passage, telling.verb
    if telling.subject is None:
        return Phrase(set(), "passive")
    if passage.deprel[telling.subject].startswith("csubj"):  # "it was announced that …"
        return Phrase(passage.tree(telling.subject), "clause")
    behind = [k for k in passage.children[verb] if k > verb and passage.deprel[k] in {"obj", "xcomp"}]
    named = behind if passage.is_(verb, "naming passive") else []
    for kid in passage.children[verb] if passage.is_(verb, "accusing") else ():
        of = passage.marker(kid, passage.lexicon["of"])
        if of is not None:
            return Phrase(passage.tree(telling.subject, *named, kid) - {of}, "passive", (of,))
    return Phrase(passage.tree(telling.subject, *named), "passive")


def without_afterthought(passage: Passage, content: set[int]) -> set[int]:
    """Of a phrase that is told ("the ruling, which came late", "the ruling - a first"): the phrase."""
    start, end = min(content), max(content)
    for word in range(start + 1, end):
        if passage.quoted[word] >= 0 or word not in content:
            continue
        relative = passage.text[word] == "," and passage.words.xpos[word + 1] in {"WDT", "WP"}
        if relative and _resumes(passage, word, content):
            continue
        if relative or (_is_dash(passage, word) and not any(_is_dash(passage, w) for w in range(word + 1, end))):
            return {w for w in content if w < word}
    return content


def _resumes(passage: Passage, comma: int, content: set[int]) -> bool:
    """Whether an infinitive goes on behind a relative clause: "the decision by Mali, which presides, to open talks"."""
    closing = (w for w in range(comma + 2, max(content)) if passage.text[w] == "," and w in content)
    return any(passage.words.xpos[w + 1] == "TO" for w in closing)


def _is_dash(passage: Passage, word: int) -> bool:
    """Whether a dash stands between spaces, as between clauses, not inside a word."""
    return passage.text[word] in DASHES and passage.words.start[word] > passage.words.end[word - 1]


def without_occasion(passage: Passage, content: set[int]) -> set[int]:
    """Of "more staff in a statement", which somebody called for: without the statement."""
    lexicon, start = passage.lexicon, min(content)
    for word in sorted(content):
        tells = passage.upos[word] == "NOUN" and passage.lower[word] in lexicon["telling nouns"]
        if word <= start + 1 or not tells or passage.quoted[word] >= 0:
            continue
        case = passage.marker(word, lexicon["occasions: prepositions"])
        if case is not None and start < case < word:
            return {w for w in content if w < case}
    return content
