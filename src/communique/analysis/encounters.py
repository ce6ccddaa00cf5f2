"""Reads meetings told by verbs: who met, received, visited or phoned whom."""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors import Status
from communique.analysis.firmness import firmness, weakest
from communique.analysis.gatherings import FARTHEST, Sighting, Surroundings
from communique.analysis.parties import is_body, is_place
from communique.analysis.places import Places
from communique.dates import When
from communique.document import Document, Filler, Mention

#: Words before "where" among which its place stands.
NEAREST = 8


class Encounters:
    """One document's verbs of meeting; `taken` are nouns whose meeting a verb has told."""

    def __init__(self, document: Document) -> None:
        self.document, self.words = document, document.words
        self.around = Surroundings(document)
        self.matcher, self.lexicon = self.around.matcher, self.around.lexicon
        self.taken: set[int] = set()

    def lemma(self, word: int) -> str:
        """The lemma, with its particle: "sit down", "take part"."""
        lemma = self.lexicon.forms.get(self.words.lower[word]) or self.words.lemma[word].lower()
        for kid in self.words.kids(word, "compound:prt", "obj", "advmod"):
            if kid == word + 1 and (joined := f"{lemma} {self.words.lower[kid]}") in self.lexicon.verbs:
                return joined
        return lemma

    def is_gathering(self, word: int) -> bool:
        words, lexicon = self.words, self.lexicon
        lemma = words.lemma[word].lower()
        is_call = lemma in lexicon.calls
        ceremony = lemma in lexicon.ceremonies
        informal = lemma in lexicon.informal and self._is_held(word)
        called = {lemma, words.lower[word]} & lexicon.gatherings
        known = is_call or ceremony or informal or bool(called)
        if not known:
            return False
        before = {words.lower[kid] for kid in words.kids(word, "compound", "amod") if kid < word}
        if word and words.deprel[word - 1] in {"compound", "amod", "punct"}:
            before.add(words.lower[word - 1])
        joint = before & lexicon.pressers and self._is_joint(word, before)
        if (before & lexicon.never_after and not joint) or (ceremony and not before & lexicon.ceremonial):
            return False
        if is_call and not before & lexicon.call_marks and self.around.manner(word) not in {"phone", "video"}:
            return False
        if lemma in lexicon.several and words.xpos[word] not in {"NNS", "NNPS"}:
            return False
        return words.deprel[word] not in {"compound", "flat", "fixed"} and not self._inside_name(word)

    def _is_held(self, noun: int) -> bool:
        """ "At their retreat", "the union's retreat": a body's, where it stands for a meeting at all."""
        owners = [kid for kid in self.words.kids(noun, "compound", "nmod:poss") if kid < noun]
        known = [mention for kid in owners if (mention := self.document.mention(kid)) is not None and mention.actors]
        if known:
            named = all(mention.form == "name" for mention in known)
            return named and all(is_body(actor, mention) for mention in known for actor in mention.actors)
        prepositions = self.lexicon.prepositions
        return self.matcher.roles.preposition(noun)[0] in prepositions["at"] - prepositions["to"]

    def _is_joint(self, noun: int, before: set[str]) -> bool:
        """ "A joint press conference", "a press conference with the chancellor"."""
        partners = self.around.prepositional(self.matcher.roles.phrase(noun), "with")
        return bool(before & self.lexicon.joint) or any(self.is_counterpart(head) for head in partners)

    def _inside_name(self, word: int) -> bool:
        """ "Conference" as a word of a longer name, or an organisation that only sounds like a meeting."""
        mention = self.document.mention(word)
        if mention is not None and mention.form == "name" and mention.head != word:
            return True
        if mention is None or mention.form != "name" or mention.type != "organization":
            return False
        name, _ = self.matcher.roles.preposition(word)
        return not (self.words.deprel[word].startswith("obl") and name in self.lexicon.prepositions["at"])

    def by_verb(self, verb: int, kinds: frozenset[str]) -> Iterator[Sighting]:
        roles = self.matcher.roles
        places = roles.clause(verb) if self.words.upos[verb] == "VERB" else roles.predicate(verb)
        if any(self.is_gathering(head) for head in places.object):
            # "hosted the summit", "received at the talks": the noun tells it
            return
        if self.words.upos[verb] == "ADJ" and "expect" not in kinds:
            return
        if "meet" in kinds:
            yield from self._meet(verb, places)
        elif "receive" in kinds:
            yield from self._receive(verb, places)
        elif "visit" in kinds:
            yield from self._visit(verb, places)
        elif "expect" in kinds:
            yield from self._expect(verb, places)

    def is_counterpart(self, head: int) -> bool:
        """Somebody known or with a post, a state or a body; no newsroom."""
        mention = self.around.mention(head)
        if mention is None or mention.type == "medium" or not mention.actors:
            return False
        actors = mention.actors
        if any(actor.sector == "JRN" for actor in actors):
            return False
        known = all((actor.id or "").startswith(("person/", "state/", "org/")) for actor in actors)
        return known or (mention.type == "person" and mention.post is not None) or mention.type == "pronoun"

    def start(self, verb: int, kind: str, places: Places) -> Sighting:
        sighting = Sighting(verb, kind)
        sighting.status = firmness(verb, self.words, self.matcher.grammar)
        if self._is_bound(verb):
            sighting.status = weakest(["planned", sighting.status])
        sighting.when = self._own_when(verb)
        self.around.put(sighting, places)
        self.put_journey(sighting, verb)
        self.put_relative(sighting, verb)
        manner = self.around.manner(verb)
        sighting.format = manner or ("in-person" if sighting.where is not None else "unknown")
        sighting.via = {"video": "video", "phone": "phone"}.get(manner, "")
        for head in self.around.prepositional(places, "aside"):
            sighting.fillers += self.around.topic("occasion", head)
        for head in self.around.prepositional(places, "at"):
            if self.is_gathering(head) and self.words.lemma[head].lower() not in self.lexicon.calls:
                sighting.fillers += self.around.topic("occasion", head)
        for head in self.around.prepositional(places, "about"):
            lemma = self.words.lemma[head].lower()
            if kind in {"meet", "call"} and lemma not in self.lexicon.not_about | self.lexicon.aside_nouns:
                sighting.fillers += self.around.topic("about", head)
        for head in places.infinitive[:1]:
            sighting.fillers += self._purpose(head)
        return sighting

    def _own_when(self, verb: int) -> When | None:
        """The clause's date, unless it is that of a gathering it was ahead of: "met ahead of the summit in July"."""
        when, words = self.around.when(verb), self.words
        time = next((t for t in self.around.times_in(words.sentence[verb]) if t.when is when), None)
        if when is None or time is None:
            return when
        apart = self.lexicon.prepositions["ahead"] | self.lexicon.prepositions["after"]
        for word in range(verb + 1, time.first):
            if self.is_gathering(word) and self.matcher.roles.preposition(word)[0] in apart:
                return None
        return when

    def _is_bound(self, verb: int) -> bool:
        """ "Is due to meet", read with "due" as a mark of the verb."""
        words, embeds = self.words, self.matcher.grammar.embeds
        near = [word for word in (*words.kids(verb, "mark"), verb - 2) if 0 <= word < verb]
        return any(words.upos[w] == "ADJ" and embeds.get(words.lower[w]) == "planned" for w in near)

    def put_relative(self, sighting: Sighting, verb: int) -> None:
        """ "A visit to Aden, where he met Y": the place that "where" means."""
        relative = next((k for k in self.words.kids(verb, "advmod") if self.words.lower[k] in self.lexicon.where), None)
        if sighting.where is not None or relative is None:
            return
        for word in range(relative - 1, max(relative - NEAREST, -1), -1):
            name = self.around.names.get(word + 1)
            if name is not None and name.type == "place":
                sighting.where = name.actors[0]
                sighting.shown.append(name.head)
                return

    def leaders(self, verb: int) -> Iterator[Filler]:
        """ "Met in Vienna, chaired by X"."""
        words, by = self.words, self.lexicon.prepositions["by"]
        for word in range(verb + 1, min(verb + 2 * FARTHEST, len(words) - 2)):
            if words.sentence[word] != words.sentence[verb] or words.xpos[word] in {"VBD", "VBZ", "VBP"}:
                return
            kinds = self.lexicon.verbs.get(self.lemma(word), frozenset()) if words.xpos[word] == "VBN" else frozenset()
            part = "chair" if "chair" in kinds else "host" if "host" in kinds else ""
            before = self.around.phrases.get(word)
            presiding = words.xpos[word] == "VBG" and "chair" in self.lexicon.verbs.get(self.lemma(word), ())
            if presiding and before is not None:
                # "with X presiding"
                yield from self.around.partakers("chair", (before.head,))
            named = self.around.starts.get(word + 2) or self.around.starts.get(word + 3)
            if part and words.lower[word + 1] in by and words.lower[word - 1] == "," and named is not None:
                yield from self.around.partakers(part, (self.around.borne(named),))

    def put_journey(self, sighting: Sighting, verb: int) -> None:
        """ "Flew to X to meet Y": the place is where the journey led."""
        above = self.words.head[verb]
        if sighting.where is not None or above < 0 or not {"visit"} & self.lexicon.verbs.get(
            self.lemma(above), frozenset()
        ):
            return
        clause = self.matcher.roles.clause(above)
        for head in (*clause.object, *self.around.prepositional(clause, "arriving")):
            mention = self.around.mention(head)
            if mention is not None and mention.type == "place" and mention.actors:
                sighting.where = mention.actors[0]
                sighting.shown.append(head)
                return

    def _purpose(self, verb: int) -> Iterator[Filler]:
        """ "Met to discuss the border": the object is what it was about."""
        if {"meet", "attend", "receive"} & self.lexicon.verbs.get(self.lemma(verb), frozenset()):
            # "flew there to meet Y" tells a meeting of its own
            return
        for head in self.matcher.roles.clause(verb).object[:1]:
            yield from self.around.topic("about", head)

    def _meet(self, verb: int, places: Places) -> Iterator[Sighting]:
        around = self.around
        partners = list(dict.fromkeys([*around.prepositional(places, "with"), *around.beyond(verb, "with")]))
        things = {self.words.lemma[head].lower() for head in (*places.object, *partners)}
        if things & self.lexicon.met_things or (places.object and not any(map(self.around.whom, places.object))):
            return
        for head in places.prepositions.get("for", ()):
            if self.is_gathering(head):
                self.taken.add(head)
                partners += around.prepositional(self.matcher.roles.phrase(head), "with")
        sighting = self.start(verb, "meet", places)
        sighting.each = any(self.words.lower[kid] in self.lexicon.separate for kid in self.words.kids(verb, "advmod"))
        role = "partner" if sighting.each else "participant"
        chairs = [head for head in partners if self._is_in_chair(head)]
        partners = [head for head in partners if head not in chairs]
        met = [*around.partakers(role, (*places.object, *partners), verb)]
        met += around.partakers("participant", around.also(verb))
        subjects = [*around.partakers("participant", around.subjects(places, verb), verb)]
        led = [*self.leaders(verb), *around.partakers("chair", chairs)]
        alone = not met and all(is_body(a, around.mention(f.head)) for f in subjects for a in f.actors)
        if alone:
            subjects = [around.filler("body", filler.head, filler.actors) for filler in subjects]
        sighting.fillers += subjects + met + led
        yield sighting

    def _is_in_chair(self, head: int) -> bool:
        """ "With X as chair", "with X in the chair"."""
        mention = self.around.mention(head)
        last = mention.last if mention is not None else head + 1
        behind = self.words.lower[last : last + 3]
        return any("chair" in self.lexicon.verbs.get(word, ()) for word in behind)

    def _receive(self, verb: int, places: Places) -> Iterator[Sighting]:
        """ "Received", "hosted", "welcomed" somebody: people, not letters; if greeted only, then at a place told."""
        around = self.around
        strays = tuple(around.bare(verb)) if not places.passive else ()
        received = (*places.object, *strays, *around.prepositional(places, "with"), *around.also(verb))
        guests = [filler for filler in around.partakers("guest", received, verb) if self._can_be_received(filler)]
        subject = [head for head in places.subject if head not in strays]
        hosts = [f for f in around.partakers("host", subject) if not any(is_place(a) for a in f.actors)]
        sighting = self.start(verb, "receive", places)
        if not hosts or not guests or (self.words.lemma[verb] in self.lexicon.greeting and sighting.where is None):
            return
        sighting.fillers += hosts + guests
        yield sighting

    def _can_be_received(self, filler: Filler) -> bool:
        """People, and those who stand for a state ("representatives of Peru"), but no state itself and no thing."""
        mention = self.around.mention(filler.head)
        if mention is None:
            return False
        if mention.type == "organ" and self.words.xpos[mention.head] in {"NNS", "NNPS"}:
            # "the group's co-chairs"
            return True
        return mention.type in self.lexicon.received_by or (mention.form == "description" and mention.post is not None)

    def _visit(self, verb: int, places: Places) -> Iterator[Sighting]:
        lands = [
            head for head in (*places.object, *self.around.prepositional(places, "arriving"))
            if (mention := self.around.mention(head)) and mention.type in {"place", "state"} and mention.actors
        ]
        yield from self._arrival(verb, "visit", places, lands)

    def _expect(self, verb: int, places: Places) -> Iterator[Sighting]:
        """ "Is expected in Abuja Friday": a visit to come."""
        if places.infinitive or places.clause:
            return
        subject = tuple(self.words.kids(verb, "nsubj", "nsubj:pass")) or places.object or places.subject
        expected = Places(subject=subject, prepositions=places.prepositions)
        for sighting in self._arrival(verb, "expect", expected, list(self.around.located(places))):
            sighting.status = weakest(["planned", sighting.status])
            yield sighting

    def _arrival(self, verb: int, kind: str, places: Places, lands: list[int]) -> Iterator[Sighting]:
        visitors = [f for f in self.around.partakers("participant", places.subject) if self._can_visit(f)]
        # a church or a museum visited is no diplomacy: the place must be one that the knowledge has
        lands = lands or list(self.around.places_behind(verb))
        lands = [head for head in lands if self.document.actors(head)[0].id]
        if not lands or not visitors or (places.inherited and self.words.deprel[verb] == "advcl"):
            return
        sighting = self.start(verb, kind, places)
        sighting.fillers += visitors
        for head in places.prepositions.get("for", ()):
            if self.is_gathering(head):
                # "arrived for talks with Y"
                self.taken.add(head)
                partners = self.around.prepositional(self.matcher.roles.phrase(head), "with")
                sighting.fillers += self.around.partakers("participant", partners, head)
        sighting.where = self.document.actors(lands[0])[0]
        sighting.shown.append(lands[0])
        sighting.format = "in-person"
        sighting.weight = 0.75
        yield sighting

    def _can_visit(self, filler: Filler) -> bool:
        """Somebody known, or with a post: other people's journeys are no diplomacy."""
        mention = self.around.mention(filler.head)
        if mention is None or mention.type not in {"person", "people"}:
            return False
        known = any(actor.id for actor in filler.actors)
        return known or (mention.type == "person" and mention.post is not None)

    def by_visit(self, noun: int) -> Iterator[Sighting]:
        """ "X's visit to Y", "paid a visit to Y", "during a visit to Y"."""
        places = self.matcher.roles.phrase(noun)
        above = self.words.head[noun]
        clause = self.matcher.roles.clause(above) if above >= 0 and self.words.upos[above] == "VERB" else None
        present = self.words.kids(noun, "nsubj") if self.words.child(noun, "cop") is not None else []
        # "is on a state visit to Chad"
        governed = clause is not None and self.words.deprel[noun] in {"obj", "obl"}
        subjects = places.subject or tuple(present) or (clause.subject if clause and governed else ())
        lands = [
            head for head in self.around.prepositional(places, "arriving")
            if (mention := self.around.mention(head)) and mention.type in {"place", "state"} and mention.actors
        ]
        visit = Places(subject=subjects, prepositions=places.prepositions)
        for sighting in self._arrival(noun, "visit", visit, lands):
            held = self.words.deprel[noun] in {"obj", "nsubj:pass"} and above >= 0
            sighting.status = self.status(above) if held else firmness(noun, self.words, self.matcher.grammar)
            yield sighting

    def by_address(self, verb: int) -> Iterator[Sighting]:
        """ "Addressed the Assembly": whoever speaks to an organ is at its session."""
        around, places = self.around, self.matcher.roles.clause(verb)
        told = [h for h in places.object if (m := around.mention(h)) and m.type == "organ" and m.form == "name"]
        speakers = [*around.partakers("participant", around.doers(verb, places.subject))]
        if not told or not speakers or self.is_gathering(told[0]):
            return
        sighting = self.start(verb, "address", places)
        sighting.fillers += [around.filler("body", told[0]), *speakers]
        sighting.weight = 0.7
        yield sighting

    def by_decision(self, verb: int) -> Iterator[Sighting]:
        """ "In Lagos in May 2001 the leaders of X adopted the pact": who decided there and then had met."""
        around, words, places = self.around, self.words, self.matcher.roles.clause(verb)
        leaders = next(iter(places.subject), None)
        mention = around.mention(leaders) if leaders is not None else None
        if leaders is None or mention is None or mention.form != "description" or words.xpos[mention.head] != "NNS":
            return
        before = range(self.document.sentences[words.sentence[verb]].first, mention.first)
        times = [time for time in around.times_in(words.sentence[verb]) if time.first in before]
        lands = [m for w in before if (m := around.starts.get(w)) and m.type == "place"] or self._this_place(before)
        people = list(around.owner(leaders))
        if len(times) != 1 or len(lands) != 1 or not people:
            return
        sighting = Sighting(verb, "decision", people, status=firmness(verb, words, self.matcher.grammar))
        sighting.when, sighting.where = times[0].when, lands[0].actors[0]
        sighting.format, sighting.weight, sighting.shown = "in-person", 0.6, [times[0].first]
        yield sighting

    def _this_place(self, before: range) -> list[Mention]:
        """ "In this city": the place named last, here or in the sentence before."""
        words = self.words
        if not any(words.lower[w] in self.lexicon.back and self._is_place(w + 1) for w in before):
            return []
        near = range(before.start - 1, -1, -1)
        named = (self.around.starts.get(w) for w in near if words.sentence[w] + 1 >= words.sentence[before.start])
        return [m for m in named if m is not None and m.form == "name" and m.type == "place"][:1]

    def _is_place(self, word: int) -> bool:
        mention = self.around.mention(word)
        return mention is not None and mention.type == "place"

    def status(self, verb: int) -> Status:
        """The clause's firmness; "boycotted" denies, "postponed" cancels what would else have been."""
        status, lemma = firmness(verb, self.words, self.matcher.grammar), self.lemma(verb)
        if status == "asserted" and lemma in self.lexicon.absent:
            return "denied"
        return "cancelled" if status == "asserted" and lemma in self.lexicon.calling_off else status
