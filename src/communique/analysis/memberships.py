"""Reads who belongs to an organisation, and as what: joining, leaving, being, and lists of members."""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors import Status
from communique.analysis.affiliations import read_affiliations
from communique.analysis.firmness import firmness
from communique.analysis.gatherings import FARTHEST
from communique.analysis.places import Places
from communique.analysis.rosters import WEIGHTS, Rosters
from communique.document import Document, Filler, Frame, Mention


def read_memberships(document: Document) -> Iterator[Frame]:
    """Frames "membership": fillers `member` (one claim each), `organization`; attribute `role`."""
    yield from _Reader(document).frames()
    yield from read_affiliations(document)


class _Reader(Rosters):
    def frames(self) -> Iterator[Frame]:
        words, lexicon = self.words, self.lexicon
        classes = lexicon.words
        for word, upos in enumerate(words.upos):
            lemma = self._lemma(word)
            if upos == "VERB":
                lemma = self._phrasal(word, lemma)
                if lemma in lexicon.verbs:
                    yield from self._joining(word, lemma)
                elif lemma in lexicon.done:
                    yield from self._done(word, lemma)
                elif lemma in classes["consisting"]:
                    yield from self._consisting(word)
                elif lemma in classes["founding"]:
                    yield from self._founding(word)
            elif upos in {"NOUN", "PROPN"}:
                if lemma in lexicon.nouns or lemma in classes["states"]:
                    yield from self._noun(word, lemma)
                    yield from self._listed(word)
                elif lemma in classes["status"]:
                    yield from self._status(word)
                elif lemma in classes["membership"]:
                    yield from self._membership(word)
        for mention in self.bodies:
            yield from self._list(mention)

    def _lemma(self, word: int) -> str:
        known = self.lexicon.forms.get(self.words.lower[word]) if self.words.upos[word] == "VERB" else None
        return known or self.words.lemma[word].lower()

    def _phrasal(self, verb: int, lemma: str) -> str:
        for kid in self.words.children[verb]:
            joined = f"{lemma} {self.words.lower[kid]}"
            if (kid <= verb + 2 and joined in self.lexicon.verbs) or joined in self.lexicon.words["consisting"]:
                return joined
        return lemma

    # -- verbs

    def _joining(self, verb: int, lemma: str) -> Iterator[Frame]:
        """ "X joined Y", "X is keen to join", "X withdrew from Y"."""
        role, where = self.lexicon.verbs[lemma]
        places = self.matcher.roles.clause(verb)
        infinitive = self.words.deprel[verb] == "acl" and self.words.xpos[verb] not in {"VBG", "VBN"}
        if places.inherited and infinitive and not self._applicants(verb):
            # "support for the union to join": whoever supports does not join
            return
        members = self.just_before(verb) or self.members(places.subject, verb)
        members = members or self._applicants(verb)
        organization = self.organization(head for place in where for head in places.at(place))
        weight = WEIGHTS["verb"]
        if organization is None and self._stands_alone(verb, lemma, places, where):
            organization, weight = self.told_before(verb), WEIGHTS["context"]
        if not members or organization is None:
            return
        status = firmness(verb, self.words, self.matcher.grammar)
        role = self._as(places) or role
        wish = self._wish(verb)
        if wish and role == "member":
            role, status = "applicant", "possible" if wish in self.lexicon.words["wished"] else "asserted"
        yield self.frame(verb, role, members, organization, status=status, weight=weight)

    def _applicants(self, verb: int) -> list[Filler]:
        """ "A submitted an application to join"."""
        words, noun, applying = self.words, self.words.head[verb], self.lexicon.words["applying"]
        applies = noun >= 0 and words.upos[noun] == "NOUN" and words.lemma[noun].lower() in applying
        above = words.head[noun] if applies and words.deprel[verb] == "acl" else -1
        if above < 0 or words.upos[above] != "VERB":
            return []
        return self.members(self.matcher.roles.clause(above).subject, verb)

    def _stands_alone(self, verb: int, lemma: str, places: Places, where: tuple[str, ...]) -> bool:
        """ "Is keen to join": an infinitive without anything it could mean but what was told before."""
        empty = not any(places.at(place) for place in where)
        return empty and lemma in {"join", "accede"} and bool(self._wish(verb))

    def _wish(self, verb: int) -> str:
        above = self.words.head[verb]
        if above < 0 or self.words.deprel[verb] not in {"xcomp", "acl", "advcl", "ccomp"}:
            return ""
        lemma = self.words.lemma[above].lower()
        return lemma if lemma in self.lexicon.words["wishing"] else ""

    def _as(self, places: Places) -> str:
        """ "As an observer": the role stated."""
        for name in sorted(self.lexicon.words["as"]):
            for head in places.prepositions.get(name, ()):
                if role := self._role(head):
                    return role
        return ""

    def _done(self, verb: int, lemma: str) -> Iterator[Frame]:
        """ "Y suspended X", "X was suspended from Y", "X was admitted to Y"."""
        role, where = self.lexicon.done[lemma]
        places = self.matcher.roles.clause(verb)
        members = self.members(places.object, verb)
        organization = self.organization(head for place in where for head in places.at(place))
        admits = not places.passive and (lemma in self.lexicon.words["admitting"] or bool(self._as(places)))
        if organization is None and (role == "suspended" or admits):
            organization = self.organization(places.subject)
        if organization is None and role in {"suspended", "former"}:
            organization = self.organization(self.matcher.roles.clause(verb).possessor)
        if role == "applicant" or not members or organization is None:
            return
        status = firmness(verb, self.words, self.matcher.grammar)
        yield self.frame(verb, self._as(places) or role, members, organization, status=status)

    def _consisting(self, verb: int) -> Iterator[Frame]:
        """ "Y consists of A, B and C"; when it was founded so, they are its founders."""
        places = self.matcher.roles.clause(verb)
        heads = list(places.object)
        for name in sorted(self.lexicon.words["consisting_of"]):
            heads += places.prepositions.get(name, ())
        members = self._examples(verb) or self.members(heads, verb)
        organization = self.organization((*places.subject, *(places.object if places.passive else ())))
        if organization is None or len(members) < 2:
            return
        founded = self._founded(verb)
        role = "founding member" if founded is not None else "member"
        frame = self.frame(verb, role, members, organization, founded=founded)
        yield frame

    def _examples(self, verb: int) -> list[Filler]:
        """ "Groups 15 countries including A and B"."""
        words, including = self.words, self.lexicon.words["including"]
        for word in range(verb + 1, min(verb + FARTHEST, len(words) - 1)):
            if words.sentence[word] != words.sentence[verb]:
                break
            if words.lower[word] in including:
                return self.states_from(word + 1)[0]
        return []

    def _founded(self, verb: int) -> int | None:
        """The participle that says when it was founded, "founded in 1967"."""
        for kid in self.words.children[verb]:
            founds = self.words.lemma[kid].lower() in self.lexicon.words["founding"]
            if founds and self.words.deprel[kid] in {"advcl", "acl"}:
                return kid
        return None

    def _founding(self, verb: int) -> Iterator[Frame]:
        """ "Founded by A and B", "A and B formed the union"."""
        places = self.matcher.roles.clause(verb)
        members, organization = self.members(places.subject, verb), self.organization(places.object)
        if len(members) > 1 and organization is not None:
            status = firmness(verb, self.words, self.matcher.grammar)
            yield self.frame(verb, "founding member", members, organization, status=status)

    # -- nouns

    def _role(self, noun: int) -> str:
        """What a noun makes of its bearer, with the word before it."""
        words, lexicon = self.words, self.lexicon
        lemma = words.lemma[noun].lower()
        before = [words.lemma[kid].lower() for kid in words.kids(noun, "amod", "compound") if kid < noun]
        before += [words.lower[noun - 1]] if noun else []
        for modifier in before:
            if role := lexicon.qualified.get(f"{modifier} {lemma}"):
                return role
        if set(before) & lexicon.words["not_before"] or lemma in lexicon.words["states"]:
            return ""
        return lexicon.nouns.get(lemma, "")

    def _noun(self, noun: int, lemma: str) -> Iterator[Frame]:
        """ "X is a member of Y", "X, a member of Y", "Y member X"."""
        role = self._role(noun)
        if not role or self._is_premodifier(noun):
            return
        words = self.words
        weight = WEIGHTS["noun"]
        organization = self.organization(self._owners(noun))
        members = self.members(self._bearers(noun), noun)
        if organization is None and not self._has_of(noun) and self._is_predicate(noun):
            organization, weight = self.told_around(noun), WEIGHTS["context"]
        if not members or organization is None:
            return
        status: Status = "asserted"
        top = self._top(noun)
        if words.child(top, "cop") is not None or top != noun:
            status = firmness(top, words, self.matcher.grammar)
        own_time = words.deprel[noun] != "appos"  # "X, a member of Y, voted on Sunday"
        yield self.frame(noun, role, members, organization, status=status, weight=weight, own_time=own_time)

    def _is_premodifier(self, noun: int) -> bool:
        """The first noun of "member states", "Member-States"."""
        words = self.words
        behind = noun + 2 if noun + 1 < len(words) and words.lower[noun + 1] == "-" else noun + 1
        return behind < len(words) and words.lower[behind] in self.lexicon.words["states"]

    def _top(self, noun: int) -> int:
        """What is said of the bearer: the noun, "one of" it, or "became" it."""
        words, top = self.words, noun
        while words.deprel[top] == "nmod" and words.lemma[words.head[top]].lower() in self.matcher.grammar.containers:
            top = words.head[top]
        above = words.head[top]
        if words.deprel[top] == "conj" and above >= 0 and words.child(above, "cop") is not None:
            # "is a state of X and an observer at Y"
            return above
        becoming = above >= 0 and self._lemma(above) in self.lexicon.words["becoming"]
        return above if becoming and words.deprel[top] in {"xcomp", "obj"} else top

    def _is_predicate(self, noun: int) -> bool:
        """Whether it is said of somebody, or explains a name by what "the bloc's newest member" is."""
        words = self.words
        if words.child(self._top(noun), "cop") is not None or self._top(noun) != noun:
            return True
        if noun + 1 in self.state_starts and self._role(noun) in self.lexicon.qualified.values() and noun:
            # "founding members Kenya and Uganda revived the union"
            return f"{words.lower[noun - 1]} {words.lemma[noun].lower()}" in self.lexicon.qualified
        owner = words.child(noun, "nmod:poss")
        owned = owner is not None and words.lemma[owner].lower() in self.lexicon.words["bodies"]
        return owned and words.deprel[noun] == "appos"

    def _has_of(self, noun: int) -> bool:
        return any(
            (case := self.words.child(kid, "case")) is not None and self.words.lower[case] in self.lexicon.words["of"]
            for kid in self.words.kids(noun, "nmod", "obl")
        )

    def _owners(self, noun: int) -> Iterator[int]:
        """The phrases that may name the organisation: behind "of", or before the noun."""
        words, classes = self.words, self.lexicon.words
        for kid in words.children[noun]:
            case = words.child(kid, "case")
            if kid > noun and case is not None and words.lower[case] in classes["of"] | classes["for"]:
                yield kid
                if words.lemma[kid].lower() in classes["membership"]:
                    # "a candidate for membership of the union"
                    yield from self._owners(kid)
        outside = {"det", "nsubj", "cop"}
        before = [kid for kid in words.children[noun] if kid < noun and words.deprel[kid] not in outside]
        yield from reversed(before)
        near = range(noun - 1, max(noun - 3, -1), -1)
        yield from (word for word in near if word not in before and self._names(word, noun))

    def _names(self, word: int, noun: int) -> bool:
        mention = self.document.mention(word)
        return mention is not None and mention.form == "name" and mention.last == noun

    def _bearers(self, noun: int) -> Iterator[int]:
        """Who is it: the subject of the copula, the noun explained, or the name right behind ("member Hungary")."""
        words = self.words
        top = self._top(noun)
        if words.child(top, "cop") is not None:
            yield from words.kids(top, "nsubj")
            return
        if top != noun:
            yield from self.matcher.roles.clause(top).subject
            return
        if words.deprel[noun] in {"appos", "conj"}:
            # "A, B and other members of Y"
            yield words.head[noun] if words.deprel[noun] == "appos" or self._is_other(noun) else noun
        behind = noun + 1
        mention = self.document.mention(behind) if behind < len(words) else None
        if mention is not None and mention.form == "name" and mention.first == behind:
            yield behind
        yield from words.kids(noun, "appos")
        case = words.child(noun, "case")
        told_as = case is not None and words.lower[case] in self.lexicon.words["as"] and words.deprel[noun] == "obl"
        if told_as and noun < words.head[noun]:
            # "as a founding member of Y, X backs the reform"
            yield from self.matcher.roles.clause(words.head[noun]).subject
        if words.deprel[noun] in {"compound", "nmod:desc", "nmod"} and words.head[noun] > noun:
            yield words.head[noun]

    def _is_other(self, noun: int) -> bool:
        return any(self.words.lower[kid] in self.lexicon.words["other"] for kid in self.words.kids(noun, "amod", "det"))

    def _status(self, noun: int) -> Iterator[Frame]:
        """ "Holds observer status at Y", "was granted candidate status by Y"."""
        words, lexicon = self.words, self.lexicon
        before = [words.lemma[kid].lower() for kid in words.kids(noun, "amod", "compound", "nmod") if kid < noun]
        before += [words.lemma[noun - 1].lower()] if noun else []
        role = next((lexicon.statuses[word] for word in before if word in lexicon.statuses), "")
        verb = words.head[noun]
        if not role or verb < 0 or words.upos[verb] != "VERB":
            return
        lemma = words.lemma[verb].lower()
        places = self.matcher.roles.clause(verb)
        granted = lemma in lexicon.words["granting"]
        if not granted and lemma not in lexicon.words["holding"]:
            return
        heads = (*places.iobj, *places.object, *places.prepositions.get("to", ())) if granted else places.subject
        members = self.members((head for head in heads if head != noun), verb) or self._named_before(noun)
        options = list(self._owners(noun))
        for name in sorted(lexicon.words["of"]):
            options += places.prepositions.get(name, ())
        organization = self.organization([*options, *(places.subject if granted else ())])
        weight = WEIGHTS["noun"]
        if organization is None:
            organization, weight = self.told_before(noun), WEIGHTS["context"]
        if members and organization is not None:
            status = firmness(verb, words, self.matcher.grammar)
            yield self.frame(verb, role, members, organization, status=status, weight=weight, shown=(noun,))

    def _named_before(self, noun: int) -> list[Filler]:
        """ "Granted Peru candidate status": a state read as a word of the status."""
        states = [self.state_ends[word] for word in range(noun - 2, noun) if word in self.state_ends]
        return [Filler("member", m.first, m.last, m.head, m.actors) for m in states]

    def _membership(self, noun: int) -> Iterator[Frame]:
        """ "Applied for membership of Y", "X's membership of Y was suspended"."""
        words, lexicon = self.words, self.lexicon
        verb = words.head[noun]
        if verb >= 0 and words.lemma[verb].lower() in lexicon.words["applying"] and words.upos[verb] == "NOUN":
            # "submitted an application for membership"
            verb = words.head[verb]
        if verb < 0 or words.upos[verb] != "VERB":
            return
        places = self.matcher.roles.clause(verb)
        within = (head for name in ("in", "of") for head in places.prepositions.get(name, ()))
        organization = self.organization([*self._owners(noun), *within])
        lemma = self._lemma(verb)
        if organization is None:
            return
        status = firmness(verb, words, self.matcher.grammar)
        if lemma in lexicon.words["applying"]:
            members, role = self.members(places.subject, verb), "applicant"
            status = "asserted" if status == "proposed" else status
        elif lemma in lexicon.done and lexicon.done[lemma][0] == "suspended":
            owners = [*self.matcher.roles.possessor(noun), *self.matcher.roles.phrase(noun).prepositions.get("of", ())]
            members, role = self.members(owners, verb), "suspended"
        else:
            return
        if members:
            yield self.frame(verb, role, members, organization, status=status, shown=(noun,))

    # -- lists

    def _list(self, mention: Mention) -> Iterator[Frame]:
        """ "The group - A, B and C": a list of states in dashes, brackets or behind a colon after an organisation."""
        words = self.words
        mark = mention.last
        if mark < len(words) and words.lower[mark] in {"'s", "members", "countries", "states"}:
            mark += 1
        if mark >= len(words) or words.lower[mark] not in self.lexicon.words["listing"]:
            return
        members, place = self.states_from(mark + 1)
        if len(members) < 2 or not self._ends(place):
            return
        organization = Filler("organization", mention.first, mention.last, mention.head, mention.actors)
        yield self.frame(mark, "member", members, organization, weight=WEIGHTS["list"], own_time=False)

    def _listed(self, noun: int) -> Iterator[Frame]:
        """ "Has four members: A, B and C", "its members - A and B"."""
        words, mark = self.words, noun + 1
        role = self._role(noun) if words.xpos[noun] in {"NNS", "NNPS"} and mark + 1 < len(words) else ""
        if not role or words.lower[mark] not in self.lexicon.words["listing"]:
            return
        members, place = self.states_from(mark + 1)
        if len(members) < 2 or not self._ends(place):
            return
        verb = words.head[noun]
        subjects = self.matcher.roles.clause(verb).subject if verb >= 0 and words.upos[verb] == "VERB" else ()
        held = subjects if verb >= 0 and self._lemma(verb) in self.lexicon.words["holding"] else ()
        organization = self.organization([*self._owners(noun), *held])
        if organization is not None:
            yield self.frame(mark, role, members, organization, weight=WEIGHTS["list"], own_time=False)

    def _ends(self, place: int) -> bool:
        """Whether the list ends here: at a mark, the sentence's end or a verb."""
        if place >= len(self.words):
            return True
        behind = self.words.lower[place]
        return behind in {")", "-", "–", "—", ".", ";", ","} or self.words.upos[place] in {"VERB", "AUX", "PUNCT"}
