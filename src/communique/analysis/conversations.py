"""Reads who spoke with whom: calls, talks between two who hold posts, and what leaders are told to have discussed."""

from __future__ import annotations

from collections.abc import Iterator

from communique.analysis.encounters import Encounters
from communique.analysis.gatherings import Sighting
from communique.analysis.parties import is_body
from communique.analysis.places import Places
from communique.document import Filler

#: Kinds of verbs that tell the meeting by themselves.
TOLD = frozenset({"meet", "receive", "visit", "expect"})


class Conversations(Encounters):
    """One document's verbs of speaking with one another."""

    def by_verb(self, verb: int, kinds: frozenset[str]) -> Iterator[Sighting]:
        yield from super().by_verb(verb, kinds)
        places = self.matcher.roles.clause(verb)
        if self.words.upos[verb] != "VERB" or kinds & TOLD or any(self.is_gathering(head) for head in places.object):
            return
        if "phone" in kinds:
            yield from self._call(verb, places, places.object)
        elif "speak" in kinds:
            found = (*self.around.prepositional(places, "with"), *self.around.beyond(verb, "with"))
            partners = tuple(dict.fromkeys(found))
            if self.around.manner(verb) in {"phone", "video"}:
                yield from self._call(verb, places, partners)
            else:
                yield from self._converse(verb, places, partners)
        elif "discuss" in kinds:
            yield from self._discuss(verb, places)

    def by_courtesy(self, verb: int) -> Iterator[Sighting]:
        """ "Called on President X in Accra": whom one calls on to do nothing is met."""
        places = self.matcher.roles.clause(verb)
        yield from self._ring(verb, places)
        hosts = [head for name in sorted(self.lexicon.calling_on) for head in places.prepositions.get(name, ())]
        met = [head for head in hosts if (m := self.around.mention(head)) is not None and m.type == "person"]
        if not met or places.infinitive or places.clause:
            return
        sighting = self.start(verb, "meet", places)
        if sighting.where is None and sighting.when is None:
            return
        sighting.fillers += self.around.partakers("participant", places.subject)
        sighting.fillers += self.around.partakers("host", met)
        sighting.weight = 0.7
        yield sighting

    def _ring(self, verb: int, places: Places) -> Iterator[Sighting]:
        """ "The president called the premier on Monday": somebody rung up, not called names or to do something."""
        words = self.words
        # the parser takes a lone name for what somebody is called
        rung = places.object or places.complement
        named = [head for head in rung if self.is_counterpart(head) and self._are_people((head,))]
        doers = [head for head in places.subject if self.is_counterpart(head) and self._are_people((head,))]
        # "called him to discuss the truce"
        aims = {head for head in places.infinitive if "discuss" in self.lexicon.verbs.get(self.lemma(head), ())}
        under = {*places.complement, *places.infinitive, *places.clause, *words.kids(verb, "xcomp", "ccomp")}
        judged = under - aims - {*rung}
        if len(rung) != 1 or not named or not doers or judged or places.passive:
            return
        mention = self.around.mention(named[0])
        behind = mention.last if mention is not None else verb
        ends = behind >= len(words) or words.upos[behind] in {"ADP", "PUNCT", "CCONJ", "PROPN", "ADV", "PART", "SCONJ"}
        # "called his Chadian counterpart", but not "called an elected president"
        qualified = [kid for kid in words.kids(named[0], "acl", "amod") if not self.document.actors(kid)]
        if ends and "'" not in words.text[behind - 1 : behind + 1] and not qualified:
            yield from self._call(verb, places, tuple(named))

    def _call(self, verb: int, places: Places, partners: tuple[int, ...]) -> Iterator[Sighting]:
        sighting = self.start(verb, "call", places)
        if sighting.format not in {"phone", "video"}:
            sighting.format, sighting.via = "phone", "phone"
        sighting.fillers += self.around.partakers("participant", places.subject)
        sighting.fillers += self.around.partakers("partner", partners)
        yield from self.as_call(sighting)

    def as_call(self, sighting: Sighting) -> Iterator[Sighting]:
        """How those on a call took part."""
        if sighting.kind == "call":
            sighting.via = sighting.via or ("video" if sighting.format == "video" else "phone")
        yield sighting

    def _converse(self, verb: int, places: Places, partners: tuple[int, ...]) -> Iterator[Sighting]:
        """ "The adviser spoke today with the secretary general": two who hold posts, no interview."""
        partners = tuple(head for head in partners if self.is_counterpart(head))
        doers = tuple(head for head in self.around.subjects(places, verb) if self.is_counterpart(head))
        if not partners or not doers:
            return
        sighting = self.start(verb, "meet", places)
        sighting.each = any(self.words.lower[kid] in self.lexicon.separate for kid in self.words.kids(verb, "advmod"))
        sighting.fillers += self.around.partakers("participant", doers, verb)
        sighting.fillers += self.around.partakers("partner" if sighting.each else "participant", partners, verb)
        sighting.weight = 0.75
        yield sighting

    def _discuss(self, verb: int, places: Places) -> Iterator[Sighting]:
        """ "A and B discussed the truce by phone", "A discussed it with B", "the leaders of X discussed it today"."""
        around = self.around
        if self._is_agenda(verb):
            return
        partners = (*around.prepositional(places, "with"), *around.beyond(verb, "with"))
        doers = tuple(head for head in around.subjects(places, verb) if self.is_counterpart(head))
        partners = tuple(dict.fromkeys(head for head in partners if self.is_counterpart(head)))
        manner = around.manner(verb)
        sighting = self.start(verb, "call" if manner in {"phone", "video"} else "meet", places)
        sighting.fillers += around.partakers("participant", (*doers, *partners), verb)
        leaders = [head for head in places.subject if self._is_leaders(head)]
        if self._sits(verb, places, partners):
            sighting.fillers = [f for f in sighting.fillers if f.head not in places.subject]
            sighting.fillers += [filler for head in places.subject for filler in around.owner(head)]
            leaders = []
            if sighting.when is None or not sighting.bodies:
                return
        elif self.lemma(verb) in self.lexicon.hearing:
            return
        elif manner not in {"phone", "video"} and leaders and sighting.when is not None:
            sighting.fillers = [f for f in sighting.fillers if f.head not in leaders]
            sighting.fillers += [filler for head in leaders for filler in around.owner(head)]
            sighting.fillers += [filler for head in leaders for filler in self._listed_with(head)]
        elif manner not in {"phone", "video"} and (not partners or not self._are_people((*doers, *partners))):
            return
        sighting.fillers += [f for head in places.object[:1] for f in around.topic("about", head)]
        sighting.weight = 0.7
        yield from self.as_call(sighting)

    def _is_agenda(self, verb: int) -> bool:
        """ "Will hold a summit to discuss the coup": the summit is told, and what it is about."""
        words, above = self.words, self.words.head[verb]
        if above < 0 or words.upos[above] != "VERB" or words.deprel[verb] not in {"advcl", "xcomp", "acl"}:
            return False
        kinds = self.lexicon.verbs.get(self.lemma(above), frozenset())
        heads = self.matcher.roles.clause(above).object
        return bool(kinds & TOLD) or any(self.is_gathering(head) for head in heads)

    def _sits(self, verb: int, places: Places, partners: tuple[int, ...]) -> bool:
        """ "The council heard on Monday that …", "the league will discuss it in Lima on Friday": a body at its work."""
        if partners or len(places.subject) != 1 or places.passive:
            return False
        if any(self.is_gathering(head) for head in self.around.prepositional(places, "at")):
            # "at their retreat in Lima, the ministers discussed it": the retreat is told
            return False
        mention = self.around.mention(places.subject[0])
        named = mention is not None and mention.form == "name" and mention.type in {"organ", "organization"}
        if mention is None or not named or not all(is_body(actor, mention) for actor in mention.actors):
            return False
        return mention.type == "organ" or self.lemma(verb) not in self.lexicon.hearing

    def _are_people(self, heads: tuple[int, ...]) -> bool:
        mentions = [self.around.mention(head) for head in heads]
        return all(m is not None and m.type in {"person", "people"} for m in mentions)

    def _is_leaders(self, head: int) -> bool:
        """ "The leaders of the group": several by their post."""
        mention = self.around.mention(head)
        plural = self.words.xpos[head] in {"NNS", "NNPS"}
        return mention is not None and mention.form == "description" and plural and bool(mention.actors)

    def _listed_with(self, head: int) -> Iterator[Filler]:
        """Those listed beside "the leaders of the group", in dashes or behind a colon."""
        yield from self.around.partakers("participant", tuple(self.words.kids(head, "appos")))
