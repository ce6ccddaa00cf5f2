"""Reads who belongs to an organisation, and as what: joining, leaving, being, and lists of members."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.actors import Status
from communique.analysis.affiliations import read_affiliations
from communique.analysis.firmness import firmness
from communique.analysis.gatherings import FARTHEST
from communique.analysis.listings import Listings
from communique.analysis.places import Places
from communique.analysis.rosters import WEIGHTS
from communique.document import Document, Filler, Frame


def read_memberships(document: Document) -> Iterator[Frame]:
    """Frames "membership": fillers `member` (one claim each), `organization`; attribute `role`."""
    yield from _Reader(document).frames()
    yield from read_affiliations(document)


class _Reader(Listings):
    def frames(self) -> Iterator[Frame]:
        words, lexicon = self.words, self.lexicon
        classes = lexicon.words
        for word, upos in enumerate(words.upos):
            lemma = self.lemma(word)
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
                    yield from self.listed_behind(word)
                elif lemma in classes["status"]:
                    yield from self._status(word)
                elif lemma in classes["membership"] | classes["partaking"]:
                    yield from self._membership(word)
                elif lemma in classes["exits"]:
                    yield from self._leaving(word)
        for mention in self.bodies:
            yield from self.list_behind(mention)
            yield from self.compound_before(mention)
            yield from self.states_beside(mention)

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
        members = self.just_before(verb) or self.members(self._meant(places.subject), verb)
        members = members or self._applicants(verb)
        organization = self.organization(head for place in where for head in places.at(place))
        weight = WEIGHTS["verb"]
        if organization is None and self._stands_alone(verb, lemma, places, where):
            organization, weight = self.told_before(verb), WEIGHTS["context"]
        if organization is None and any(self._is_the_body(head) for place in where for head in places.at(place)):
            organization, weight = self.told_before(verb), WEIGHTS["context"]
        if not members or organization is None:
            return
        if lemma in self.lexicon.words["returning"] and (organization.actors[0].id or "").count("/") != 1:
            return
        status = firmness(verb, self.words, self.matcher.grammar)
        role = self._as(places) or role
        wish = self._wish(verb)
        if wish and role == "member":
            unwished = firmness(self.words.head[verb], self.words, self.matcher.grammar) == "denied"
            wished: Status = "possible" if wish in self.lexicon.words["wished"] else "asserted"
            role, status = "applicant", "denied" if unwished else wished
        yield self.frame(verb, role, members, organization, status=status, weight=weight)

    def _applicants(self, verb: int) -> list[Filler]:
        """ "A submitted an application to join", "A's application to join"."""
        words, noun, applying = self.words, self.words.head[verb], self.lexicon.words["applying"]
        applies = noun >= 0 and words.upos[noun] == "NOUN" and words.lemma[noun].lower() in applying
        above = words.head[noun] if applies and words.deprel[verb] == "acl" else -1
        own = self.members(self.matcher.roles.possessor(noun), verb) if applies and words.deprel[verb] == "acl" else []
        if own:
            return own
        if above < 0 or words.upos[above] != "VERB":
            return []
        return self.members(self.matcher.roles.clause(above).subject, verb)

    def _stands_alone(self, verb: int, lemma: str, places: Places, where: tuple[str, ...]) -> bool:
        """ "Is keen to join": an infinitive without anything it could mean but what was told before."""
        empty = not any(places.at(place) for place in where)
        return empty and lemma in {"join", "accede"} and bool(self._wish(verb))

    def _is_the_body(self, head: int) -> bool:
        """ "Joined the bloc": whichever was told of before."""
        determiner = self.words.child(head, "det")
        known = self.words.lemma[head].lower() in self.lexicon.words["bodies"]
        single = not any(self.words.kids(head, "compound", "amod", "nmod", "nmod:poss"))
        return known and single and determiner is not None and self.words.lower[determiner] in self.lexicon.words["the"]

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
                if role := self.role_of(head):
                    return role
        return ""

    def _as_owners(self, places: Places) -> Iterator[int]:
        """ "As the 11th member of Y", "as Y's newest member": the phrases that may name the organisation."""
        for name in sorted(self.lexicon.words["as"]):
            for head in places.prepositions.get(name, ()):
                if self.role_of(head):
                    yield from self.owners(head)

    def _done(self, verb: int, lemma: str) -> Iterator[Frame]:
        """ "Y suspended X", "X was suspended from Y", "X was admitted to Y"."""
        role, where = self.lexicon.done[lemma]
        places = self.matcher.roles.clause(verb)
        members = self.members(places.object, verb)
        organization = self.organization(head for place in where for head in places.at(place))
        if organization is None:
            organization = self.organization(self._as_owners(places))
        admits = not places.passive and (lemma in self.lexicon.words["admitting"] or bool(self._as(places)))
        admits = admits or (role == "former" and not places.passive)
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

    def _noun(self, noun: int, lemma: str) -> Iterator[Frame]:
        """ "X is a member of Y", "X, a member of Y", "Y member X"."""
        role = self.role_of(noun)
        if not role or self._is_premodifier(noun):
            return
        if lemma in self.lexicon.words["predicative"] and self.words.child(self._top(noun), "cop") is None:
            # "part of the union" may be anything; "X is part of the union"
            return
        words = self.words
        weight = WEIGHTS["noun"]
        organization = self.organization(self.owners(noun)) or self._relative(noun)
        members = [member for member in self.members(self._bearers(noun), noun) if not self._is_own(member, noun)]
        if organization is None and not self._has_of(noun) and self._is_predicate(noun):
            organization, weight = self.told_around(noun), WEIGHTS["context"]
        if not members or organization is None:
            return
        status: Status = "asserted"
        top = self._top(noun)
        if words.child(top, "cop") is not None or top != noun:
            status = firmness(top, words, self.matcher.grammar)
        negated = any(words.lower[kid] in self.matcher.grammar.negation for kid in words.kids(noun, "advmod"))
        if status == "asserted" and top != noun and negated:
            # "is neutral and not part of Y"
            status = "denied"
        own_time = words.deprel[noun] != "appos"  # "X, a member of Y, voted on Sunday"
        yield self.frame(noun, role, members, organization, status=status, weight=weight, own_time=own_time)

    def _relative(self, noun: int) -> Filler | None:
        """ "The union, of which X is a member"."""
        words, binding = self.words, self.lexicon.words["of"]
        for kid in words.kids(noun, "nmod", "obl"):
            case = words.child(kid, "case")
            if kid < noun and words.upos[kid] == "PRON" and case is not None and words.lower[case] in binding:
                return self.organization([kid])
        return None

    def _is_own(self, member: Filler, noun: int) -> bool:
        """ "Its Member States", the second word taken for a state."""
        return noun <= member.head <= noun + 1 and self.words.lower[member.head] in self.lexicon.words["states"]

    def _is_premodifier(self, noun: int) -> bool:
        """The first noun of "member states", "Member-States"."""
        words = self.words
        behind = noun + 2 if noun + 1 < len(words) and words.lower[noun + 1] == "-" else noun + 1
        noun_behind = behind < len(words) and words.upos[behind] != "VERB"
        return noun_behind and words.lower[behind] in self.lexicon.words["states"]

    def _top(self, noun: int) -> int:
        """What is said of the bearer: the noun, "one of" it, or "became" it."""
        words, top = self.words, noun
        while words.deprel[top] == "nmod" and words.lemma[words.head[top]].lower() in self.matcher.grammar.containers:
            top = words.head[top]
        above = words.head[top]
        if words.deprel[top] == "conj" and above >= 0 and words.child(above, "cop") is not None:
            # "is a state of X and an observer at Y"
            return above
        becoming = above >= 0 and self.lemma(above) in self.lexicon.words["becoming"]
        return above if becoming and words.deprel[top] in {"xcomp", "obj"} else top

    def _is_predicate(self, noun: int) -> bool:
        """Whether it is said of somebody, or explains a name by what "the bloc's newest member" is."""
        words = self.words
        if words.child(self._top(noun), "cop") is not None or self._top(noun) != noun:
            return True
        if noun + 1 in self.state_starts and self.role_of(noun) in self.lexicon.qualified.values() and noun:
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

    def _bearers(self, noun: int) -> Iterator[int]:
        """Who is it: the subject of the copula, the noun explained, or the name right behind ("member Hungary")."""
        words = self.words
        top = self._top(noun)
        if words.child(top, "cop") is not None or (top == noun and words.child(noun, "nsubj") is not None):
            # "are founding members", with "are founding" read as a verb, too
            yield from words.kids(top, "nsubj")
            if words.deprel[top] == "acl:relcl":
                yield from self._meant((words.head[top],))
            return
        if words.deprel[noun] == "nsubj" and words.child(words.head[noun], "cop") is not None:
            # "the bloc's members are X and Y"
            yield words.head[noun]
            return
        if top != noun:
            before = self.state_ends.get(top - 1) if top and words.lower[top - 1] == "," else None
            if before is not None and words.deprel[top] not in {"xcomp", "obj"}:
                # "X, one of the nine members of Y, voted", read with two subjects
                yield before.head
                return
            yield from self.matcher.roles.clause(top).subject
            return
        if words.deprel[noun] in {"appos", "conj"}:
            # "A, B and other members of Y"
            yield words.head[noun] if words.deprel[noun] == "appos" or self._is_other(noun) else noun
        behind = noun + 1
        if behind < len(words) and words.lower[behind] in self.lexicon.words["states"]:
            # "the member states X and Y", with "states" read as a verb
            behind += 1
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

    def _meant(self, heads: Iterable[int]) -> Iterator[int]:
        """ "X and other countries that joined", "X and Y, countries that joined": X and Y too."""
        words = self.words
        for head in heads:
            above = words.head[head]
            states = words.lemma[head].lower() in self.lexicon.words["states"] and above >= 0
            if states and (words.deprel[head] == "appos" or (words.deprel[head] == "conj" and self._is_other(head))):
                yield above
            yield head

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
        options = list(self.owners(noun))
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
        if words.lemma[noun].lower() in lexicon.words["entering"] and self._is_topic(noun):
            yield from self._negotiated(noun, verb)
            return
        if verb >= 0 and words.lemma[verb].lower() in lexicon.words["applying"] and words.upos[verb] == "NOUN":
            # "submitted an application for membership"
            verb = words.head[verb]
        if verb < 0 or words.upos[verb] != "VERB":
            yield from self._standing(noun)
            return
        places = self.matcher.roles.clause(verb)
        within = (head for name in ("in", "of") for head in places.prepositions.get(name, ()))
        organization = self.organization([*self.owners(noun), *within])
        lemma = self.lemma(verb)
        suspends = lemma in lexicon.done and lexicon.done[lemma][0] == "suspended"
        if organization is None and suspends and not places.passive:
            # "the union suspended X's membership"
            organization = self.organization(places.subject)
        partaking = words.lemma[noun].lower() in lexicon.words["partaking"]
        if organization is None or (partaking and not suspends):
            return
        status = firmness(verb, words, self.matcher.grammar)
        if lemma in lexicon.words["applying"]:
            members, role = self.members(places.subject, verb), "applicant"
            status = "asserted" if status == "proposed" else status
        elif suspends:
            owners = [*self.matcher.roles.possessor(noun), *self.matcher.roles.phrase(noun).prepositions.get("of", ())]
            members, role = self.members(owners, verb), "suspended"
        else:
            yield from self._standing(noun)
            return
        if members:
            yield self.frame(verb, role, members, organization, status=status, shown=(noun,))

    def _is_topic(self, noun: int) -> bool:
        above = self.words.head[noun]
        return above > noun and self.words.lemma[above].lower() in self.lexicon.words["dealings"]

    def _negotiated(self, noun: int, talks: int) -> Iterator[Frame]:
        """ "Y accession talks with X", "X began accession talks with Y": X is a candidate of Y."""
        organization = self.organization([*self.owners(noun), *self.owners(talks)])
        partners = self.matcher.roles.phrase(talks).prepositions
        heads = [head for name in sorted(self.lexicon.words["with"]) for head in partners.get(name, ())]
        members = self.members(heads, talks)
        verb = self.words.head[talks]
        if organization is None and not members and verb >= 0 and self.words.upos[verb] == "VERB":
            organization = self.organization(heads)
            members = self.members(self.matcher.roles.clause(verb).subject, talks)
        if organization is not None and members:
            yield self.frame(noun, "candidate", members, organization, weight=WEIGHTS["noun"], own_time=False)

    def _standing(self, noun: int) -> Iterator[Frame]:
        """ "X's membership of Y dates from 1991", "thanks to X's Y membership": X is in, unless it is only wanted."""
        words, lexicon = self.words, self.lexicon
        if words.lemma[noun].lower() in lexicon.words["entering"] | lexicon.words["partaking"]:
            return
        organization = self.organization(self.owners(noun))
        members = self.members(self.matcher.roles.possessor(noun), noun)
        node, wanted = noun, lexicon.words["prospective"]
        around = {words.lower[word] for word in words.children[noun]}
        while (node := words.head[node]) >= 0:
            around |= {words.lemma[node].lower(), words.lower[node]}
        if organization is None or not members or around & wanted:
            return
        yield self.frame(noun, "member", members, organization, weight=WEIGHTS["noun"], own_time=False)

    def _leaving(self, noun: int) -> Iterator[Frame]:
        """ "X's withdrawal from Y took effect", "X announced its exit from Y"."""
        words = self.words
        behind = (
            kid for kid in words.kids(noun, "nmod", "obl")
            if (case := words.child(kid, "case")) is not None and words.lower[case] in self.lexicon.words["from"]
        )
        organization = self.organization(behind)
        members = self.members(self.matcher.roles.possessor(noun), noun)
        verb = words.head[noun]
        if organization is None or not members:
            return
        governed = verb >= 0 and words.upos[verb] == "VERB"
        status = firmness(verb if governed else noun, words, self.matcher.grammar)
        announced = governed and words.lemma[verb].lower() in self.lexicon.words["announcing"]
        status = "planned" if announced and status == "asserted" else status
        yield self.frame(noun, "former", members, organization, status=status, weight=WEIGHTS["noun"])
