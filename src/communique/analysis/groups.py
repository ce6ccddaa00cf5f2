"""Whom a plural means that names nobody: "both sides", "the two leaders", "the delegations"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.actors import Actor
from communique.analysis.antecedents import Known
from communique.analysis.descriptions import Title
from communique.analysis.phrases import determiner, prepositions
from communique.document import Mention, Words
from communique.languages.roles import function_words, nouns

#: Who deals with whom is looked for in this many sentences, each by itself: the phrase's own and those before.
REACH = 3

#: Relations of what says nothing of who a plural is.
EMPTY = frozenset({"det", "det:predet", "nummod", "case", "punct", "cop", "nsubj", "aux", "mark", "cc"})

#: Places in which a party to a meeting or an agreement stands.
PLACES = frozenset({"subject", "object", "oblique"})

DEALING = frozenset({"state", "organization", "organ", "group"})


def of_parties(words: Words, mention: Mention, title: Title | None) -> bool:
    """Whether a plural says no more than that they are several: "the sides", "both countries", "the two leaders"."""
    head = mention.head
    nouns_of = {words.lemma[head].lower(), title.role.noun if title else ""}
    if words.xpos[head] not in {"NNS", "NNPS"} or not nouns_of & nouns().parties:
        return False
    first = title.first if title else head
    plain = all(words.deprel[kid] in EMPTY for kid in words.children[head] if kid < first)
    behind = any(prepositions(words, kid) in {"of", "from"} for kid in words.kids(head, "nmod") if kid > head)
    article, lemma = determiner(words, head), words.lemma[head].lower()
    told = article in function_words().known | {"both"} or (article in {"", "all"} and lemma in function_words().bare)
    return plain and not behind and told


def count(words: Words, head: int) -> int | None:
    """How many a plural says they are; None: it does not say."""
    numbers = function_words().numbers
    kids = (kid for kid in words.children[head] if words.deprel[kid] in {"nummod", "det", "det:predet"})
    return next((numbers[words.lower[kid]] for kid in kids if words.lower[kid] in numbers), None)


def parties(words: Words, mention: Mention, recent: Iterable[Known]) -> tuple[Actor, ...]:
    """The actors of those lately named together, else those who deal with one another in a sentence of their own.

    A number in the phrase must be met exactly; without one only several named in a row will do. () where unclear.
    """
    wanted, sentence = count(words, mention.head), words.sentence[mention.head]
    if determiner(words, mention.head) == "all":
        return ()
    human = words.lemma[mention.head].lower() in function_words().humans
    kinds = frozenset({"people"}) if human else _kinds(words.lemma[mention.head].lower())
    reach = 2 * REACH if words.lemma[mention.head].lower() in function_words().takers and wanted is None else REACH
    near = [known for known in recent if known.actors and sentence - known.last.sentence < reach]
    for known in near:
        if known.group and known.kind in kinds and (wanted is None or len(known.actors) == wanted):
            return known.actors
    near.sort(key=lambda known: known.last.head)
    for place in range(sentence, sentence - REACH, -1) if wanted else ():
        found = {actor.key(): actor for known in near for actor in _dealing(known, place, kinds)}
        if len(found) >= 2:
            return tuple(found.values()) if len(found) == wanted else ()
    return ()


def _kinds(lemma: str) -> frozenset[str]:
    """What may be among the several: states for "countries", bodies for "blocs", all for "sides"."""
    kinds = DEALING.intersection(nouns().kinds_of.get(lemma, ()))
    return kinds if kinds and lemma not in function_words().takers else DEALING


def _dealing(known: Known, sentence: int, kinds: frozenset[str]) -> Iterator[Actor]:
    """Whom an entity stands for that acts or is dealt with in a sentence: itself, or the state that a person serves."""
    human = "people" in kinds
    if not known.named or len(known.actors) != 1 or known.kind not in kinds | {"person"}:
        return
    if any(site.sentence == sentence and site.place in PLACES for site in known.mentions[-8:]):
        if known.kind != "person" or human:
            yield known.actors[0]
        elif "state" in kinds:
            owners = (site.mention.of for site in known.mentions if site.mention.of)
            yield from (owner for owner in owners if (owner.id or "").startswith("state/"))
