"""Whose a gathering is: what its noun's own phrase names, and who is said to be there or away."""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors import Status
from communique.analysis.firmness import firmness, weakest
from communique.analysis.gatherings import Sighting
from communique.analysis.parties import is_body, is_kind
from communique.analysis.places import Places
from communique.analysis.recollection import Recollection
from communique.document import Filler

HYPHENS = frozenset({"-", "–", "‑"})


class Ownership(Recollection):
    """One document's gatherings and those to whom they belong."""

    def is_whereabouts(self, head: int) -> bool:
        mention = self.document.mention(head)
        placed = mention is not None and mention.type == "place" and bool(mention.actors)
        return placed and any(self.words.child(word, "cop") is not None for word in self._span(head))

    def _span(self, head: int) -> range:
        """The words of the name with this head: the parse may hang its clause on any of them."""
        mention = self.document.mention(head)
        return range(mention.first, mention.last) if mention and mention.form == "name" else range(head, head + 1)

    def present(self, predicate: int, sighting: Sighting, status: Status) -> None:
        """Whoever is said to be there, or away: the predicate's subject."""
        subjects = tuple(kid for word in self._span(predicate) for kid in self.words.kids(word, "nsubj"))
        people = self.around.partakers("participant", subjects, predicate)
        sighting.fillers += [filler for filler in people if filler.actors]
        sighting.status = weakest([status, firmness(predicate, self.words, self.matcher.grammar)])
        sighting.shown.append(predicate)
        mention = self.document.mention(predicate)
        if status != "denied" and sighting.where is None and mention is not None and mention.actors:
            sighting.where = mention.actors[0]

    def _hyphened(self, noun: int) -> Iterator[Filler]:
        """ "The EU-Central Asia summit", "the Peru-Chile talks": those joined before the noun."""
        words, first = self.words, noun
        while first > 0 and (words.upos[first - 1] in {"PROPN", "ADJ"} or words.lower[first - 1] in HYPHENS):
            first -= 1
        marks = [word for word in range(first + 1, noun - 1) if words.lower[word] in HYPHENS]
        if not marks:
            return
        names = [
            m for word in range(first, noun)
            if (m := self.document.mention(word)) is not None and m.form == "name" and m.head == word
            and m.first >= first and m.last <= noun and m.actors
        ]
        joined = [m for m in names if m.last in marks or m.first - 1 in marks]
        for mention in joined if len(joined) > 1 else ():
            body = all(is_body(actor, mention) for actor in mention.actors)
            yield self.around.filler("body" if body else "participant", mention.head, mention.actors)

    def own(self, noun: int, places: Places, each: bool) -> Iterator[Filler]:
        """What the noun's own phrase names: whose it is, between whom, with whom, on what."""
        around = self.around
        mention = self.document.mention(noun)
        if mention is not None and mention.form == "name" and any(is_body(actor, mention) for actor in mention.actors):
            yield around.filler("body", noun, mention.actors)
        for kid in self._owning(noun):
            yield from around.owner(kid)
        yield from self._hyphened(noun)
        aside = [head for heads in places.prepositions.values() for head in heads if self.is_aside(head)]
        for head in (*around.prepositional(places, "of"), *around.behind_of(noun)):
            if not aside or head < aside[0]:
                # "a meeting of the Regional Forum" is one meeting
                self.taken.add(head)
                yield from around.owner(head, noun)
        yield from around.partakers("participant", around.prepositional(places, "between"), noun)
        role = "partner" if each else "participant"
        yield from around.partakers(role, around.prepositional(places, "with"), noun)
        yield from around.partakers(role, around.beyond(noun, "with"), noun)
        yield from around.partakers("host", self._in_participles(noun, "host"))
        yield from around.partakers("chair", self._in_participles(noun, "chair"))
        for head in around.prepositional(places, "about"):
            if head not in aside and self.words.lemma[head] not in self.lexicon.not_about:
                yield from around.topic("about", head)
        for head in (*around.prepositional(places, "aside"), *aside):
            yield from around.topic("occasion", around.margin_of(head) if head in aside else head)

    def _owning(self, noun: int) -> list[int]:
        """Names before the noun; one state alone is what it is about ("a Ukraine conference") unless it owns it."""
        kids = list(self.around.premodifiers(noun))
        bare = [
            kid for kid in kids if self.words.deprel[kid] == "compound"
            and all(is_kind(actor, "state") for actor in self.document.actors(kid))
        ]
        return [kid for kid in kids if kid not in bare or len(kids) > 1]

    def is_aside(self, head: int) -> bool:
        return self.words.lemma[head].lower() in self.lexicon.aside_nouns

    def _in_participles(self, noun: int, kind: str) -> Iterator[int]:
        """Who hosts or chairs it by a participle or relative clause, "a summit hosted by Qatar"."""
        for kid in self.words.kids(noun, "acl", "acl:relcl"):
            if kind in self.lexicon.verbs.get(self.lemma(kid), ()):
                yield from self.matcher.roles.clause(kid).subject
