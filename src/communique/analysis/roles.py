"""Who does what: the places of nouns that name acts and of predicates, beside those of verbs."""

from __future__ import annotations

from collections.abc import Iterator

from communique.analysis.clauses import FARTHEST, ClauseReader
from communique.analysis.places import Places

#: Types of mentions, and of actors' ids, of those that do violence or hold people rather than suffer it.
POWERS = frozenset({"state", "organization", "organ", "group", "org", "place"})


class RoleReader(ClauseReader):
    """The places of every trigger of one document, each computed once."""

    def phrase(self, noun: int) -> Places:
        """The places of a noun that names an act: "the withdrawal of troops by X from Y"."""
        if noun not in self._phrases:
            if ~noun in self._open or len(self._open) > FARTHEST:
                return Places()
            self._open.add(~noun)
            self._phrases[noun] = self._read_phrase(noun)
            self._open.discard(~noun)
        return self._phrases[noun]

    def _read_phrase(self, noun: int) -> Places:
        words, places = self.words, Places()
        prepositions: dict[str, list[int]] = {}
        for kid in words.children[noun]:
            relation = words.deprel[kid]
            if relation == "nmod" or relation.startswith("obl"):
                name, heads = self.preposition(kid)
                prepositions.setdefault(name, []).extend(heads)
            elif relation in ("acl", "advcl", "ccomp", "xcomp"):
                self._add_noun_clause(places, kid, prepositions)
        places.possessor = self.possessor(noun)
        victims = self.victims(noun)
        if victims:
            places.possessor = ()
            for genitive in self.grammar.genitive:
                prepositions.setdefault(genitive, list(victims))
        places.object = tuple(h for g in sorted(self.grammar.genitive) for h in prepositions.get(g, ()))
        places.prepositions = {name: tuple(heads) for name, heads in prepositions.items() if name}
        # "a suspension of air links with Serbia": what is governed by the thing it is done to
        for inner in places.object[:1]:
            for kid in words.kids(inner, "nmod"):
                name, heads = self.preposition(kid)
                if name and name not in self.grammar.genitive:
                    places.prepositions.setdefault(name, heads)
        doers = (h for g in sorted(self.grammar.agent) for h in places.prepositions.get(g, ()))
        by = tuple(head for head in doers if not self._is_time(head))
        places.subject = by or places.possessor or self._doer_beside(noun)
        self._add_examples(noun, places)
        self._from_verb(noun, places)
        return places

    def _doer_beside(self, noun: int) -> tuple[int, ...]:
        """A doer read as the verb's: "was followed by the recognition of B by A"."""
        words, above = self.words, self.words.head[noun]
        case = words.child(noun, "case")
        if case is None or above < 0 or words.lower[case] not in self.grammar.agent:
            return ()
        behind = (k for k in words.kids(above, "obl", "obl:agent") if k > noun and not self._is_time(k))
        return tuple(k for k in behind if any(words.lower[c] in self.grammar.agent for c in words.kids(k, "case")))

    def _add_examples(self, noun: int, places: Places) -> None:
        """ "Several promises, including on ending the raids": read as the verb's, it tells what is promised."""
        words, above = self.words, self.words.head[noun]
        if places.gerund or above < 0:
            return
        for kid in words.kids(above, "advcl"):
            marks = list(words.kids(kid, "mark", "case"))
            if kid > noun and marks and words.lower[marks[0]] in self.grammar.examples:
                places.gerund = (kid,)

    def _add_noun_clause(self, places: Places, kid: int, prepositions: dict[str, list[int]]) -> None:
        words = self.words
        mark = words.child(kid, "mark", "case")
        lower = words.lower[mark] if mark is not None else ""
        if lower in self.grammar.infinitive:
            places.infinitive = (kid,)
        elif words.xpos[kid] == "VBG" and lower:
            places.gerund = (kid,)
            prepositions.setdefault(lower, []).append(kid)
        elif lower:
            places.clause = (kid,)

    def possessor(self, noun: int) -> tuple[int, ...]:
        """Whoever a noun belongs to: 's, a name before it ("Taliban promises"), a people's adjective."""
        words, document = self.words, self.document
        found = tuple(words.kids(noun, "nmod:poss"))
        if found:
            return found
        near = [k for k in words.kids(noun, "compound", "amod", "nmod") if k < noun and words.child(k, "case") is None]
        return tuple(k for k in near if (m := document.mention(k)) and m.actors)

    def victims(self, noun: int) -> tuple[int, ...]:
        """The possessor of a noun of what is done to whoever has it: "his murder", not "Togo's arrest of two men"."""
        words, lemma = self.words, self.words.lemma[noun].lower()
        by_people = lemma in self.grammar.suffered_by_people
        if not by_people and lemma not in self.grammar.suffered:
            return ()
        cases = (words.child(kid, "case") for kid in words.kids(noun, "nmod", "obl"))
        if any(case is not None and words.lower[case] in self.grammar.genitive for case in cases):
            return ()
        owners = [k for k in words.kids(noun, "nmod:poss") if k < noun]
        return tuple(k for k in owners if not (by_people and self._is_power(k)))

    def _is_power(self, word: int) -> bool:
        """Whether a word means a state, a body or an armed group, which arrests and kills."""
        mention = self.document.mention(word)
        return mention is not None and (
            mention.type in POWERS or any((actor.id or "").split("/")[0] in POWERS for actor in mention.actors)
        )

    def _from_verb(self, noun: int, places: Places) -> None:
        """A light verb lends its noun a subject and what it governs: "X launched an attack on Y"."""
        words = self.words
        verb, relation = words.head[noun], words.deprel[noun]
        if relation == "conj" and verb >= 0:
            verb, relation = words.head[verb], words.deprel[verb]
        while verb >= 0 and relation == "nmod" and words.lemma[verb].lower() in self.grammar.containers:
            verb, relation = words.head[verb], words.deprel[verb]
        if relation == "nsubj" and verb >= 0:
            # "fighting raged between the army and the rebels": what belongs to the noun read as the verb's
            for name in sorted(self.grammar.joint):
                if name in self.clause(verb).prepositions:
                    places.prepositions.setdefault(name, self.clause(verb).prepositions[name])
        held = relation in ("obj", "nsubj:pass", "acl:relcl")
        if verb < 0 or not held or words.lemma[verb] not in self.grammar.light:
            self._from_participle(noun, places)
            return
        self._lend(self.clause(verb), places)

    def _from_participle(self, noun: int, places: Places) -> None:
        """ "The talks held by X", "the ban that Y imposed"."""
        words = self.words
        for kid in words.kids(noun, "acl", "acl:relcl"):
            if words.lemma[kid] in self.grammar.light:
                clause = self.clause(kid)
                if noun in clause.object:
                    self._lend(clause, places)

    def _lend(self, clause: Places, places: Places) -> None:
        if not places.subject and clause.subject:
            places.subject = clause.subject
            places.inherited = clause.inherited
        places.iobj = places.iobj or clause.iobj
        places.condition = places.condition or clause.condition
        places.infinitive = places.infinitive or clause.infinitive
        for name, heads in clause.prepositions.items():
            places.prepositions.setdefault(name, heads)

    # --- predicates ------------------------------------------------------------------------------------------

    def predicate(self, word: int) -> Places:
        """The places of a predicate adjective or prepositional phrase: "Iran is keen to join"."""
        places = self.clause(word)
        if not places.subject and self.words.deprel[word] in ("amod", "acl", "nmod", "obl"):
            return Places(
                subject=(self.words.head[word],), infinitive=places.infinitive, clause=places.clause,
                gerund=places.gerund, prepositions=places.prepositions, particles=places.particles,
            )
        return places

    def owners(self, word: int, *, act: bool) -> Iterator[int]:
        """Words that may name whose a phrase is: itself, its owner, its doer; unless it is an `act`, its "of"."""
        yield word
        words = self.words
        if words.upos[word] in ("VERB", "AUX"):
            yield from self.clause(word).subject
            return
        if not self.victims(word):
            yield from self.possessor(word)
        yield from self._releaser(word)
        yield from self._maker(word)
        found: dict[str, list[int]] = {}
        for kid in words.kids(word, "nmod", "obl"):
            name, heads = self.preposition(kid)
            found.setdefault(name, []).extend(heads)
        for marker in self.grammar.owners:
            if not (act and marker in self.grammar.genitive):
                for head in found.get(marker, ()):
                    yield head
                    if words.lemma[word] in self.grammar.containers:
                        yield from self.owners(head, act=False)

    def _maker(self, noun: int) -> Iterator[int]:
        """Whose a thing is by who made it: "a package proposed by the Commission", "the offer that Peru made"."""
        words = self.words
        for kid in words.kids(noun, "acl", "acl:relcl"):
            aside = kid < noun or any(words.upos[word] == "PUNCT" for word in range(noun, kid))
            if not aside and noun in self.clause(kid).object:
                yield from self.clause(kid).subject

    def _releaser(self, noun: int) -> tuple[int, ...]:
        """Whose a paper is by the verb that holds it: "the party issued a declaration demanding …"."""
        verb = self.words.head[noun]
        held = verb >= 0 and self.words.deprel[noun] in ("obj", "nsubj:pass")
        return self.clause(verb).subject if held and self.words.lemma[verb] in self.grammar.light else ()
