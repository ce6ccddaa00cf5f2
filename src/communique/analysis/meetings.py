"""Reads who met whom: gatherings, calls, visits and receptions, each telling as one frame named "meeting".

Fillers: `body` (the organisation or organ that met), `participant`, `host`, `chair`, `guest`, `observer`, `partner`
(one side of several calls), `occasion`, `about`. Attributes: `format`, and `via` where everybody named took part so.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.analysis.firmness import firmness, weakest
from communique.analysis.gatherings import PARTAKING, Sighting
from communique.analysis.ownership import Ownership
from communique.analysis.parties import is_body
from communique.analysis.places import Places
from communique.document import Document, Frame

VERBAL = frozenset({"VERB", "AUX"})


def read_meetings(document: Document) -> Iterator[Frame]:
    """The meetings a document tells, in order of the text; what names neither body, people nor date is passed over."""
    reader = _Reader(document)
    for sighting in reader.sightings():
        yield reader.around.frame(sighting)


class _Reader(Ownership):
    def __init__(self, document: Document) -> None:
        super().__init__(document)
        #: Whose meetings are planned, among the first so many told.
        self._planned: set[str] = set()
        self._known = 0

    def sightings(self) -> Iterator[Sighting]:
        for word, upos in enumerate(self.words.upos):
            if word in self.taken:
                continue
            for sighting in self._at(word, upos):
                if self._tells(sighting):
                    self._settle(sighting)
                    self.told.append(sighting)
                    yield sighting

    def _at(self, word: int, upos: str) -> Iterator[Sighting]:
        if upos in {"NOUN", "PROPN"}:
            if self.is_gathering(word):
                yield from self._gathering(word)
            elif self.words.lemma[word].lower() in self.lexicon.visits:
                yield from self.by_visit(word)
        elif upos in {"VERB", "ADJ"}:
            lemma = self.lemma(word)
            kinds = self.lexicon.verbs.get(lemma)
            if kinds:
                yield from self.by_verb(word, kinds)
            if lemma in self.lexicon.caller:
                yield from self.by_courtesy(word)
            if lemma in self.lexicon.addressing:
                yield from self.by_address(word)
            elif lemma in self.lexicon.deciding:
                yield from self.by_decision(word)

    def _settle(self, sighting: Sighting) -> None:
        """ "Are all attending the summit" that is to meet this week: what was planned still is."""
        words = self.words
        ongoing = any(
            words.xpos[verb] == "VBG" and any(words.xpos[aux] in {"VBP", "VBZ"} for aux in words.kids(verb, "aux"))
            for verb in (sighting.trigger, *sighting.shown)
        )
        if sighting.status != "asserted" or sighting.when is not None or not ongoing:
            return
        for earlier in self.told[self._known :]:
            self._planned.update(_union(body) for body in earlier.bodies if earlier.status == "planned")
        self._known = len(self.told)
        if not self._planned.isdisjoint(map(_union, sighting.bodies)):
            sighting.status = "planned"

    def _tells(self, sighting: Sighting) -> bool:
        """Whether it names enough: a body, two who met, one at a place or gathering, or a gathering's date."""
        people = sighting.partakers
        self.around.put_occasion(sighting)
        if sighting.kind in {"meet", "call"}:
            # "met with protesters in Nairobi"
            told = sighting.where is not None or sighting.when is not None
            seen = bool(people) and told and sighting.kind == "meet"
            return len(people) > 1 or bool(sighting.bodies) or seen
        if sighting.kind == "receive":
            return len(people) > 1
        if sighting.kind in {"visit", "expect"}:
            return bool(people) and sighting.where is not None
        own = any(filler.role == "body" or filler.role in PARTAKING for filler in sighting.fillers)
        if len(sighting.bodies) == 1 and not people and self._is_habit(sighting):
            return False
        if self.words.lemma[sighting.trigger].lower() in self.lexicon.telling and sighting.kind == "gathering":
            own = own or (sighting.where is not None and sighting.when is not None)
        # "attended a session" names too little, unless it is told where
        return own and (len(people) > 1 or bool(sighting.bodies) or sighting.where is not None)

    def _is_habit(self, sighting: Sighting) -> bool:
        """ "The union's summits": no meeting in particular."""
        noun = sighting.trigger
        plural = self.words.xpos[noun] in {"NNS", "NNPS"} and not self._is_paired(noun)
        return plural and sighting.when is None and sighting.where is None

    def _gathering(self, noun: int) -> Iterator[Sighting]:
        places = self.matcher.roles.phrase(noun)
        lemma = self.words.lemma[noun].lower()
        sighting = Sighting(noun, "call" if lemma in self.lexicon.calls else "gathering")
        separate = any(self.words.lower[kid] in self.lexicon.separate for kid in self.words.kids(noun, "amod"))
        sighting.each = self.words.xpos[noun] == "NNS" and (sighting.kind == "call" or separate)
        sighting.fillers += self.own(noun, places, sighting.each)
        self.around.put(sighting, places)
        sighting.when = self.around.own_time(noun)
        if not self._govern(noun, sighting):
            return
        self.look_back(noun, sighting)
        sighting.format = sighting.format if sighting.format != "unknown" else self.around.manner(noun) or "unknown"
        if sighting.kind == "call" and sighting.format == "unknown":
            sighting.format = "phone"
        if self._is_paired(noun) and len(sighting.partakers) < 2 and not sighting.bodies:
            return
        if not sighting.partakers and not sighting.bodies:
            sighting.weight *= 0.75
        yield from self.as_call(sighting)

    def _is_paired(self, noun: int) -> bool:
        return self.words.lemma[noun].lower() in self.lexicon.paired or self.words.lower[noun] in self.lexicon.paired

    def _govern(self, noun: int, sighting: Sighting) -> bool:
        """Adds what the clause tells of a gathering; false where another word tells the same meeting."""
        words = self.words
        top, relation = noun, words.deprel[noun]
        while relation in {"nmod", "conj"} and words.head[top] >= 0 and (
            self._is_contained(top) or relation == "conj"
        ):
            top = words.head[top]
            relation = words.deprel[top]
        for kid in (*words.kids(noun, "acl", "acl:relcl"), *self._held_behind(noun)):
            if not self._clause_of(noun, kid, "obj", sighting):
                continue
            if self.lemma(kid) in self.lexicon.planning:
                sighting.status = weakest(["planned", sighting.status])
            self._main_clause(top, relation, sighting)
            return True
        above = words.head[top]
        behind = self._verb_behind(noun, sighting)
        if behind is not None and (above < 0 or words.deprel[noun] == "conj" or words.upos[above] not in VERBAL):
            # "a meeting of X and Y was held", whatever the parse hung the meeting on
            self._add_clause(behind, self.matcher.roles.clause(behind), sighting)
            return True
        if above >= 0 and words.lower[above] in self.lexicon.missing:
            # "was absent from the summit"
            self.present(above, sighting, "denied")
            return True
        if above < 0 or words.upos[above] not in VERBAL:
            name, _ = self.matcher.roles.preposition(noun)
            held = name in self.lexicon.prepositions["at"]  # "agreed on the plan at the summit": no plan of a summit
            sighting.status = "asserted" if held else firmness(noun, words, self.matcher.grammar)
            self._loose(noun, sighting)
            if held and above >= 0 and not sighting.partakers and not sighting.bodies:
                # "the union's leaders at a summit in Lima agreed"
                sighting.fillers += [f for f in self.around.owner(above) if f.role == "body"]
            if name in self.lexicon.prepositions["for"] and self.is_whereabouts(above):
                # "is in Lima for the summit"
                self.present(above, sighting, "asserted")
            return True
        if relation.startswith("obl"):
            return self._oblique(noun, top, above, sighting)
        if not self._clause_of(noun, above, relation, sighting):
            sighting.status = firmness(noun, words, self.matcher.grammar)
            sighting.weight *= 0.9
        return True

    def _is_contained(self, noun: int) -> bool:
        """ "A round of talks", not "the plan at the summit"."""
        name, _ = self.matcher.roles.preposition(noun)
        contains = self.words.lemma[self.words.head[noun]].lower() in self.matcher.grammar.containers
        return contains and name not in self.lexicon.prepositions["inside"]

    def _main_clause(self, top: int, relation: str, sighting: Sighting) -> None:
        """ "The summit planned for Friday has been cancelled", "hosted by X, was held by video"."""
        above = self.words.head[top]
        if above < 0 or self.words.upos[above] not in VERBAL:
            return
        if relation.startswith("obl"):
            self._in_course(top, above, sighting)
            self._presided(above, sighting)
        else:
            self._clause_of(sighting.trigger, above, relation, sighting)

    def _presided(self, verb: int, sighting: Sighting) -> bool:
        """ "Presided over the summit"."""
        kinds = self.lexicon.verbs.get(self.lemma(verb), frozenset())
        if "chair" in kinds:
            self._subjects(self.matcher.roles.clause(verb), kinds, verb, sighting)
            sighting.shown.append(verb)
        return "chair" in kinds

    def _held_behind(self, noun: int) -> Iterator[int]:
        """ "The meeting, held at the palace", read with the main clause."""
        words, verb = self.words, noun + 2
        apart = verb < len(words) and words.lower[noun + 1] == "," and words.xpos[verb] == "VBN"
        if apart and words.head[verb] != noun and "hold" in self.lexicon.verbs.get(self.lemma(verb), ()):
            yield verb

    def _verb_behind(self, noun: int, sighting: Sighting) -> int | None:
        """The verb right behind the noun's phrase and those it names, where it tells that it was held."""
        mention, words = self.document.mention(noun), self.words
        place = mention.last if mention is not None and mention.head == noun else noun + 1
        place = max([place, *(f.last for f in sighting.fillers if words.sentence[f.first] == words.sentence[noun])])
        auxiliary = False
        while place < len(words) and words.upos[place] in {"AUX", "ADV", "PART"}:
            auxiliary, place = True, place + 1
        if place >= len(words) or words.upos[place] != "VERB" or words.sentence[place] != words.sentence[noun]:
            return None
        lemma = self.lemma(place)
        held = auxiliary and "hold" in self.lexicon.verbs.get(lemma, ())
        return place if held or lemma in self.lexicon.beginning else None

    def _loose(self, noun: int, sighting: Sighting) -> None:
        """A gathering within another noun's phrase ("the outcome of the summit") or alone in a headline."""
        if self.words.head[noun] < 0:
            sighting.when = sighting.when or self.around.when(noun)
        else:
            sighting.weight *= 0.85

    def _clause_of(self, noun: int, verb: int, relation: str, sighting: Sighting) -> bool:
        """Adds what a verb that is said of the gathering tells; false where the verb tells nothing of it."""
        kinds = self.lexicon.verbs.get(self.lemma(verb), frozenset())
        places = self.matcher.roles.clause(verb)
        done = noun in places.object or relation in {"obj", "nsubj:pass"}
        if done:
            if not kinds & {"attend", "hold", "host", "chair", "receive", "meet"}:
                return False
            self._subjects(places, kinds, verb, sighting)
        elif relation == "nsubj":
            if "assemble" in kinds:
                sighting.fillers += self.around.partakers("participant", places.object)
            elif self.words.lemma[verb].lower() not in self.lexicon.beginning:
                return False
        else:
            return False
        self._add_clause(verb, places, sighting)
        return True

    def _subjects(self, places: Places, kinds: frozenset[str], verb: int, sighting: Sighting) -> None:
        """Who holds, attends, hosts or chairs it; a body that holds its own meeting is the body."""
        around = self.around
        role = "chair" if "chair" in kinds else around.part(places)
        hosting = "host" in kinds
        paired = any(around.partakers("participant", around.prepositional(places, "with"))) or bool(sighting.partakers)
        for head in around.subjects(places, verb):
            for filler in around.partakers("host" if hosting else role, (head,), verb):
                mention = around.mention(head)
                own = not hosting and role == "participant" and all(is_body(a, mention) for a in filler.actors)
                if own and "hold" in kinds and not sighting.bodies and not paired:
                    filler = around.filler("body", head, filler.actors)
                sighting.fillers.append(filler)

    def _add_clause(self, verb: int, places: Places, sighting: Sighting) -> None:
        """Time, place, firmness, partners and manner from the clause that tells of it."""
        around = self.around
        sighting.shown.append(verb)
        sighting.fillers += around.partakers("participant", around.prepositional(places, "with"), verb)
        sighting.fillers += around.partakers("participant", around.also(verb))
        for head in around.prepositional(places, "aside"):
            sighting.fillers += around.topic("occasion", head)
        around.put(sighting, places)
        sighting.fillers += self.leaders(verb)
        around.put_fronted(sighting, verb)
        self.put_journey(sighting, verb)
        sighting.when = sighting.when or self.around.when(verb)
        sighting.status = self.status(verb)
        manner = around.manner(verb, sighting.trigger)
        if manner:
            sighting.format = manner
            sighting.via = {"in-person": "person", "video": "video", "phone": "phone"}.get(manner, "")

    def _oblique(self, noun: int, top: int, verb: int, sighting: Sighting) -> bool:
        """A gathering behind a preposition: attended, the occasion of a saying, or of another meeting."""
        name, _ = self.matcher.roles.preposition(top)
        kinds = self.lexicon.verbs.get(self.lemma(verb), frozenset())
        prepositions = self.lexicon.prepositions
        if "meet" in kinds and name not in prepositions["aside"] | prepositions["ahead"] | prepositions["at"]:
            # "met for talks": the verb tells it
            return False
        places = self.matcher.roles.clause(verb)
        self._in_course(top, verb, sighting)
        if self._presided(verb, sighting):
            sighting.status = self.status(verb)
            sighting.when = sighting.when or self.around.when(verb)
            return True
        if name in prepositions["at"]:
            self._at_gathering(verb, kinds, places, sighting)
        elif name in prepositions["aside"] | prepositions["ahead"] | prepositions["after"]:
            sighting.weight *= 0.85
            alone = len(sighting.partakers) == 1 and not sighting.bodies  # "signed after a meeting with X"
            if sighting.partakers and name not in prepositions["aside"] and (alone or self._is_paired(noun)):
                sighting.fillers += self.around.partakers("participant", places.subject)
            if name in prepositions["ahead"]:
                sighting.status = "planned"
        else:
            sighting.status = firmness(noun, self.words, self.matcher.grammar)
            sighting.weight *= 0.85
        return True

    def _in_course(self, top: int, verb: int, sighting: Sighting) -> None:
        """ "During the meeting, A and B discussed the border": several who act in its course had it."""
        name, _ = self.matcher.roles.preposition(top)
        if name not in self.lexicon.prepositions["at"] or sighting.partakers or sighting.bodies or verb < 0:
            return
        places = self.matcher.roles.clause(verb)
        people = list(self.around.partakers("participant", self.around.subjects(places, verb), verb))
        if len({actor.key() for filler in people for actor in filler.actors}) > 1:
            sighting.fillers += people
        elif any(self.words.upos[kid] == "PRON" for kid in self.words.kids(sighting.trigger, "nmod:poss")):
            # "at their retreat in Lima, the union's ministers agreed"
            sighting.fillers += [f for h in places.subject for f in self.around.owner(h) if f.role == "body"]

    def _at_gathering(self, verb: int, kinds: frozenset[str], places: Places, sighting: Sighting) -> None:
        """ "Took part in the summit", "said at the session": whoever does is there."""
        partaking = "attend" in kinds or self.around.said_by(verb)
        if "meet" in kinds:
            # "met at the summit": two who met on its sidelines are another meeting
            partners = (*places.object, *self.around.prepositional(places, "with"))
            if partners and not any(self.around.partakers("participant", partners)):
                # "met with the heads of delegations at the session"
                sighting.fillers += self.around.partakers("participant", self.around.subjects(places, verb), verb)
            sighting.weight *= 0.8
            self.around.put(sighting, places)
            return
        if partaking:
            role = self.around.part(places)
            sighting.fillers += self.around.partakers(role, self.around.doers(verb, places.subject), verb)
        elif sighting.partakers and self._is_paired(sighting.trigger):
            sighting.fillers += self.around.partakers("participant", places.subject)
        self.around.put(sighting, places)
        sighting.when = sighting.when or self.around.when(sighting.trigger)
        sighting.shown.append(verb) if "attend" in kinds and not self.around.said_by(verb) else None
        said = self.around.said_by(verb)
        sighting.status = "asserted" if said else firmness(verb, self.words, self.matcher.grammar)
        manner = self.around.manner(verb)
        if manner and "attend" in kinds:
            sighting.format = manner
            sighting.via = {"in-person": "person", "video": "video", "phone": "phone"}.get(manner, "")


def _union(body: str) -> str:
    """The organisation of an organ, by its id."""
    return "/".join(body.split("/")[:2])
