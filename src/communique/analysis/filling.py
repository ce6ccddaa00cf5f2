"""The roles of a frame filled from its trigger's places, those of its complement and its speaker too."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from communique.actors import Actor
from communique.analysis.lexicon import Entry, Grammar, Place
from communique.analysis.places import Places
from communique.analysis.roles import RoleReader
from communique.analysis.wording import CLAUSAL, Wording
from communique.document import Document, Filler

#: Types of mentions that can act.
ACTING = frozenset({"person", "people", "organization", "organ", "group", "state", "medium"})

INDIRECT = Place("iobj", actor=True)


class Filling:
    """Fills the roles of one document's frames; `acts` are the nouns the lexicon knows as acts."""

    def __init__(
        self, document: Document, grammar: Grammar, roles: RoleReader, wording: Wording, acts: Collection[str]
    ) -> None:
        self.document = document
        self.words = document.words
        self.grammar = grammar
        self.roles = roles
        self.wording = wording
        self._acts = acts
        self._timed = frozenset(word for time in document.times for word in range(time.first, time.last))

    def fillers(self, word: int, entry: Entry, places: Places) -> Iterator[Filler]:
        acting: set[str] = set()
        doing: set[int] = set()
        for role, wanted in entry.roles:
            nameless: list[Filler] = []
            if role == "recipient" and places.iobj and self.words.upos[word] == "VERB":
                # "denied Peru a visa": the indirect object before all else
                wanted = (INDIRECT, *(place for place in wanted if place.name != INDIRECT.name))
            for place in wanted:
                heads = tuple(h for h in self.heads(word, place.name, places) if h != word)
                if role == "recipient":
                    # "was accepted by Kenya": whoever does it is not whom it is done to
                    heads = tuple(h for h in heads if h not in doing)
                if place.inner:
                    inside = (w for head in heads for w in range(*self.wording.stretch(head)))
                    heads = tuple(w for w in inside if self.wording.actors(w))[:1]
                if place.every:
                    heads = tuple(self._conjuncts(heads))
                # "closed its border with Peru": whose the border is has been told
                known = acting if role == "recipient" else set()
                found = [self._filler(role, head, place, known) for head in heads if not self._is_empty(head)]
                if role == "recipient" and found and all(_is_of(f, acting) for f in found):
                    continue  # "warned that he would leave": nobody acts on himself
                doing |= set(heads) if role == "agent" else set()
                acting |= {actor.key() for f in found if role == "agent" for actor in f.actors}
                if (place.actor or place.inner) and not any(f.actors for f in found):
                    nameless = nameless or found
                elif found:
                    yield from found
                    if not place.every:
                        break
            else:
                yield from nameless

    def _is_empty(self, head: int) -> bool:
        """A relative pronoun or "there" fills no role."""
        lower = self.words.lower[head]
        if self.words.upos[head] in ("PRON", "ADV", "SCONJ", "DET") and lower in self.grammar.relative:
            return True
        return lower in self.grammar.expletive and self.words.deprel[head] == "expl"

    def _speaker(self, verb: int, heads: tuple[int, ...]) -> tuple[int, ...]:
        """Who speaks is the subject of a verb of speech, whatever the parse hangs it on."""
        quotation = self.wording.spoken[verb]
        if quotation.speaker is None or any(self.wording.actors(head) for head in heads):
            return heads
        return tuple(self.wording.words_of(quotation.source, quotation.speaker)) or heads

    def _conjuncts(self, heads: tuple[int, ...]) -> Iterator[int]:
        """Clauses told one after the other under one verb: "assured that A would end, that B would begin"."""
        for head in heads:
            yield head
            if self.words.upos[head] in CLAUSAL:
                yield from (k for k in self.words.kids(head, "conj") if self.words.upos[k] in CLAUSAL)
                yield from self._strays(head)

    def _strays(self, clause: int) -> Iterator[int]:
        """A second "that" clause read as hanging on a verb behind it ("… that A ends, that B begins, he said").

        What stands before its verb of speech has no "that", so it belongs to the verb before.
        """
        words = self.words
        mark = words.child(clause, "mark")
        if mark is None:
            return
        sentence = self.document.sentences[words.sentence[clause]]
        for word in range(clause + 1, sentence.last):
            other = words.child(word, "mark") if words.deprel[word] == "ccomp" and words.head[word] > word else None
            if other is not None and words.lower[other] == words.lower[mark]:
                yield word

    def _filler(self, role: str, head: int, place: Place, known: set[str]) -> Filler:
        """The filler headed by a word, or by its owner; `known`: actors that are no owners here."""
        actors = self.wording.actors(head, view=role in ("holder", "by"))
        if place.actor and not actors:
            act = self.words.lemma[head] in self._acts
            nameless = None
            for owner in self.roles.owners(head, act=act):
                actors = self.wording.actors(owner)
                if known.issuperset(actor.key() for actor in actors):
                    actors = ()
                if actors:
                    head = owner
                    break
                if nameless is None and self._is_somebody(owner):
                    nameless = owner
            if not actors and nameless is not None:
                head = nameless  # "defied the lawyers' order"
        actors = (*actors, *self._joined(head, actors))
        first, last = self.wording.stretch(head) if role == "condition" else self.wording.phrase(head)
        first, last = self.wording.within_quotation(head, first, last)
        return Filler(role, first, last, head, actors)

    def _is_somebody(self, head: int) -> bool:
        """Whether a noun means people or a body of them of whom no more is known: "parliament", "the lawyers"."""
        mention = self.document.mention(head)
        told = mention is not None and mention.head == head and mention.form == "description" and not mention.actors
        return told and mention is not None and mention.type in ACTING

    def _joined(self, head: int, known: tuple[Actor, ...]) -> Iterator[Actor]:
        """The state of a modifier read beside another: "U.S. and Russian negotiators"."""
        words = self.words
        if not known or self.document.actors(head) != known or not any(k < head for k in words.kids(head, "cc")):
            return
        codes = {actor.code for actor in known}
        for kid in words.kids(head, "amod", "compound", "nmod", "nmod:poss"):
            mention = self.document.mention(kid) if kid < head else None
            if mention and mention.form == "name" and mention.type == "state":
                for actor in mention.actors:
                    if actor.code not in codes:
                        codes.add(actor.code)
                        yield actor

    def heads(self, word: int, place: str, places: Places) -> tuple[int, ...]:
        """The fillers' heads at a place, those of the places that look further than the trigger's own clause too."""
        if "|" in place:
            return tuple(head for name in place.split("|") for head in self.heads(word, name, places))
        if place in _FURTHER:
            return tuple(_FURTHER[place](self, word, places))
        heads = places.at(place)
        return self._speaker(word, heads) if place == "subject" and word in self.wording.spoken else heads

    def _clause_subject(self, word: int, places: Places) -> Iterator[int]:
        for clause in (*places.clause, *places.infinitive):
            yield from (head for head in self.roles.clause(clause).subject if head not in places.subject)

    def _clause_object(self, word: int, places: Places) -> Iterator[int]:
        for clause in places.clause:
            inner = self.roles.clause(clause)
            yield from inner.iobj or (inner.object if not inner.subject else ()) or self._to(inner)

    def _infinitive_to(self, word: int, places: Places) -> Iterator[int]:
        for clause in places.infinitive:
            inner = self.roles.clause(clause)
            yield from inner.iobj or self._to(inner)

    def _to(self, places: Places) -> tuple[int, ...]:
        """Whom an act is done to, where that is no object."""
        return next((places.prepositions[p] for p in self.grammar.recipients if p in places.prepositions), ())

    def _deadline(self, word: int, places: Places) -> Iterator[int]:
        """By when: a time behind "by" or "until", of the word itself or anywhere in what hangs on it."""
        for name in sorted(self.grammar.deadlines):
            yield from (head for head in places.prepositions.get(name, ()) if head in self._timed)
        for clause in (*places.clause, *places.infinitive, *places.gerund):
            for head in self.words.subtree(clause):
                case = self.words.child(head, "case") if head in self._timed else None
                if case is not None and self.words.lower[case] in self.grammar.deadlines:
                    yield head

    def _condition(self, word: int, places: Places) -> Iterator[int]:
        """On which condition: a clause of the word itself, else of what hangs on it ("pledged to pay if asked")."""
        yield from places.condition
        if not places.condition:
            for clause in (*places.clause, *places.infinitive):
                yield from self.roles.clause(clause).condition

    def _bearer(self, word: int, places: Places) -> Iterator[int]:
        """Who a noun is said of: "X is a critic of Y", "X, a critic of Y", "critic X"."""
        words = self.words
        if words.child(word, "cop") is not None:
            yield from words.kids(word, "nsubj")
            return
        if words.deprel[word] in ("appos", "compound", "nmod:desc"):
            yield words.head[word]
        yield from words.kids(word, "appos", "flat")
        above = words.head[word]
        if above >= 0 and words.deprel[word] in ("xcomp", "obl", "advcl"):
            # "is known as a critic", "a critic of Y, X fled"
            yield from self.roles.clause(above).subject

    def _complement_for(self, word: int, places: Places) -> Iterator[int]:
        """What the complement of a verb governs: "holds Chad responsible for the raid"."""
        for complement in sorted({*places.complement, *self.words.kids(word, "xcomp", "advmod")}):
            yield from self.roles.predicate(complement).prepositions.get("for", ())

    def _governor(self, word: int, places: Places) -> Iterator[int]:
        """Whose view a clause is: the subject of what it hangs on ("united in the fact that"), else the speaker."""
        words, node = self.words, word
        while words.head[node] >= 0:
            node = words.head[node]
            if words.lemma[node] in self.grammar.attitudes and words.upos[node] in ("VERB", "ADJ"):
                yield from self.roles.clause(node).subject
                return
        around = self.wording.around(word)
        if around and around.speaker:
            yield from self.wording.words_of(around.source, around.speaker)


def _is_of(filler: Filler, keys: Collection[str]) -> bool:
    """Whether a phrase names somebody, and only these."""
    return bool(filler.actors) and all(actor.key() in keys for actor in filler.actors)


_FURTHER: dict[str, Callable[[Filling, int, Places], Iterator[int]]] = {
    "clause-subject": Filling._clause_subject, "clause-object": Filling._clause_object,
    "infinitive-to": Filling._infinitive_to, "deadline": Filling._deadline, "governor": Filling._governor,
    "bearer": Filling._bearer, "complement-for": Filling._complement_for,
    "condition": Filling._condition,
}
