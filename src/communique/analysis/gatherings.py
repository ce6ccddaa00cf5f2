"""What the words around a meeting say of it: where, when, how and as what people took part, about what."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from communique.actors import Actor, Status
from communique.analysis.parties import Parties, is_place
from communique.analysis.places import Places
from communique.dates import When
from communique.document import Document, Filler, Frame, Mention, Time

#: Code points of the longest topic or occasion kept.
LONGEST_TOPIC = 160
#: Code points a meeting is shown by before its evidence is cut to what stands near the trigger.
LONGEST_EVIDENCE = 480
#: How far above a word its clause's date is looked for, and the relations that end a clause.
HIGHEST = 5
CLAUSES = frozenset({"ccomp", "acl:relcl", "advcl", "parataxis", "csubj", "advcl:relcl"})
#: Words behind a gathering in which its partners and place are looked for.
FARTHEST = 20
ADVERBIAL = frozenset({"advmod", "obl", "nmod", "compound", "amod", "obj", "advcl"})
BARRIERS = frozenset({"VERB", "SCONJ"})
PARTAKING = frozenset({"participant", "partner", "host", "chair", "guest", "observer"})


@dataclass(slots=True)
class Sighting:
    """One telling of a meeting while it is being read; `trigger` is the noun or verb that tells it.

    `each`: several partners were met one by one.
    """

    trigger: int
    kind: str
    fillers: list[Filler] = field(default_factory=list)
    inherited: list[Filler] = field(default_factory=list)
    status: Status = "asserted"
    when: When | None = None
    where: Actor | None = None
    format: str = "unknown"
    via: str = ""
    weight: float = 0.85
    shown: list[int] = field(default_factory=list)
    each: bool = False

    def heads(self, *roles: str) -> set[str]:
        """The keys of the actors in these roles."""
        return {actor.key() for filler in self.all() if filler.role in roles for actor in filler.actors}

    def all(self) -> list[Filler]:
        return self.fillers + self.inherited

    @property
    def partakers(self) -> set[str]:
        return self.heads(*PARTAKING)

    @property
    def bodies(self) -> set[str]:
        return self.heads("body")


class Surroundings(Parties):
    """Reads one document's noun phrases and clauses around meetings."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.sayings = {quotation.verb: quotation for quotation in document.quotations}

    def behind_of(self, noun: int) -> Iterator[int]:
        """Nouns below this one that stand behind "of" though the parse gave the preposition to another word."""
        words = self.words
        for kid in words.kids(noun, "nmod"):
            if kid > noun and words.child(kid, "case") is None:
                mention = self.mention(kid)
                before = (mention.first if mention else kid) - 1
                if before > noun and words.lower[before] in self.lexicon.prepositions["of"]:
                    yield kid

    def beyond(self, noun: int, kind: str) -> Iterator[int]:
        """Phrases behind a preposition of one kind to the right of a gathering, up to the next verb or comma.

        "Talks on the sidelines of the forum in Doha with X": the parse hangs "with X" on any of the nouns between.
        """
        words, wanted = self.words, self.lexicon.prepositions[kind]
        for word in range(noun + 1, min(noun + FARTHEST, len(words) - 1)):
            listed = words.lower[word] == "," and word + 1 in self.starts
            stops = words.upos[word] in {"VERB", "AUX"} or (words.lower[word] in {",", ";", ":"} and not listed)
            if stops or words.sentence[word] != words.sentence[noun]:
                return
            if words.lower[word] not in wanted or words.lemma[word - 1].lower() in self.lexicon.with_takers:
                continue
            mention = self.starts.get(word + 1) or self.starts.get(word + 2)
            if mention is not None:
                yield self.borne(mention)

    def prepositional(self, places: Places, kind: str) -> Iterator[int]:
        """The nouns behind the prepositions of one kind, in order of the text."""
        wanted = self.lexicon.prepositions[kind]
        found = [head for name, heads in places.prepositions.items() if name in wanted for head in heads]
        return iter(sorted(found))

    def put(self, sighting: Sighting, places: Places) -> None:
        """The place told, unless one is known already."""
        heads = [*self.located(places), *self._places_beyond(sighting)] if sighting.where is None else []
        # "at the palace in Paris": a place rather than whose palace it is
        head = next((h for h in heads if is_place(self.document.actors(h)[0])), heads[0] if heads else None)
        if head is not None:
            sighting.where = self.document.actors(head)[0]
            sighting.shown.append(head)

    def put_fronted(self, sighting: Sighting, verb: int) -> None:
        """ "In Doha, on the eve of the summit, a meeting was held": the place that opens the clause."""
        words = self.words
        if sighting.where is not None:
            return
        for word in range(sighting.trigger - 1, -1, -1):
            if words.sentence[word] != words.sentence[verb] or words.upos[word] == "VERB":
                return
            mention = self.mention(word)
            placed = mention is not None and mention.type == "place" and mention.head == word and mention.first > 0
            if placed and mention and words.lower[mention.first - 1] in self.matcher.grammar.location[:2]:
                opens = words.lower[mention.last] == "," or words.upos[mention.first - 2] in {"SCONJ", "VERB"}
                if opens:
                    sighting.where = mention.actors[0] if mention.actors else None
                    sighting.shown.append(word)
                return

    def _places_beyond(self, sighting: Sighting) -> Iterator[int]:
        """Named places behind "in" or "at" up to the next verb or topic, whatever the parse hung them on."""
        words, inside = self.words, self.lexicon.prepositions["inside"]
        if sighting.kind in {"visit", "expect"}:
            return
        for word in range(sighting.trigger + 1, min(sighting.trigger + FARTHEST, len(words) - 1)):
            held = words.xpos[word] == "VBN" and word <= sighting.trigger + 2
            ends = words.lower[word] in {";", ":"} or self._opens_topic(word)
            ends = ends or (words.upos[word] == "VERB" and not held)
            if ends or words.sentence[word] != words.sentence[sighting.trigger]:
                return
            if words.lower[word] in inside:
                yield from self._place_at(word + 1)

    def places_behind(self, verb: int) -> Iterator[int]:
        """ "Is expected in Doha Friday": a named place right behind, though the parse gave "in" to the day."""
        for word in range(verb + 1, min(verb + 4, len(self.words) - 1)):
            if self.words.lower[word] in self.lexicon.prepositions["arriving"]:
                yield from self._place_at(word + 1)

    def _place_at(self, word: int) -> Iterator[int]:
        mention = self.starts.get(word) or self.starts.get(word + 1)
        if mention is not None and mention.type == "place" and mention.form == "name":
            yield mention.head

    def _opens_topic(self, word: int) -> bool:
        """ "On the war in X", not "on Monday" nor "on the sidelines"."""
        words = self.words
        if words.lower[word] not in self.lexicon.prepositions["about"] or word + 2 >= len(words):
            return False
        aside = {words.lemma[word + 1].lower(), words.lemma[word + 2].lower()} & self.lexicon.aside_nouns
        return not aside and not self.is_time(word + 1)

    def put_occasion(self, sighting: Sighting) -> None:
        """Who met on a gathering's sidelines met where it was held."""
        for filler in sighting.fillers if sighting.where is None else ():
            for word in range(filler.first, filler.last) if filler.role == "occasion" else ():
                if self.words.lower[word] in self.lexicon.prepositions["inside"]:
                    head = next(self._place_at(word + 1), None)
                    if head is not None:
                        sighting.where = self.document.actors(head)[0]
                        return

    def located(self, places: Places) -> Iterator[int]:
        """The places that prepositions of place name."""
        for preposition in self.matcher.grammar.location:
            for head in places.prepositions.get(preposition, ()):
                mention = self.mention(head)
                apposed = self._apposed(mention) if mention and mention.form == "description" else None
                if apposed is not None:
                    yield apposed
                elif mention and mention.actors and mention.type in {"place", "state"}:
                    yield head

    def _apposed(self, mention: Mention) -> int | None:
        """ "In the capital of Ghana, Accra": the place named behind its description."""
        for word in range(mention.head + 1, min(mention.last + 2, len(self.words))):
            name = self.starts.get(word)
            placed = name is not None and name.form == "name" and name.type == "place"
            if name is not None and placed and self.words.lower[word - 1] == ",":
                return name.head
        return None

    def manner(self, *heads: int) -> str:
        """How it was held or attended, told beside these words: video, phone, in-person, hybrid or nothing."""
        for head in heads:
            for kid in self.words.children[head]:
                if self.words.deprel[kid].partition(":")[0] not in ADVERBIAL:
                    continue
                low, high = self.matcher.phrase(kid)
                near = range(max(low - 1, 0), min(high, low + 6))
                found = self._manner_in([self.words.lower[word] for word in near])
                if found:
                    return found
        return self._manner_in([self.words.lower[head] for head in heads])

    def _manner_in(self, lower: list[str]) -> str:
        for length in (3, 2, 1):
            for start in range(len(lower) - length + 1):
                value = self.lexicon.manners.get(" ".join(lower[start : start + length]))
                if value:
                    return value
        return ""

    def part(self, places: Places) -> str:
        """As what the subject takes part, "as an observer"; else as a participant."""
        for head in places.prepositions.get("as", ()):
            low, high = self.matcher.phrase(head)
            text = " ".join(self.words.lower[max(low - 1, 0) : high])
            for phrase, value in self.lexicon.parts.items():
                if phrase in text:
                    return value
        return "participant"

    def margin_of(self, aside: int) -> int:
        """Of what it is the margin: "'on the sidelines' of the forum", whatever the marks did to the parse."""
        for word in range(aside + 1, min(aside + 4, len(self.words) - 2)):
            if self.words.lower[word] in self.lexicon.prepositions["of"]:
                mention = self.starts.get(word + 1) or self.starts.get(word + 2)
                return mention.head if mention is not None else aside
        return aside

    def topic(self, role: str, head: int) -> Iterator[Filler]:
        first, last = self.matcher.phrase(head)
        if self.words.end[last - 1] - self.words.start[first] <= LONGEST_TOPIC and not self.is_time(head):
            yield Filler(role, first, last, head)

    def said_by(self, verb: int) -> bool:
        """Whether somebody's words hang on this verb."""
        return verb in self.sayings

    def doers(self, verb: int, subject: Iterable[int]) -> list[int]:
        """Who does it: of a saying whoever the quotation names as its source, else the clause's subject."""
        quotation = self.sayings.get(verb)
        if quotation is None or quotation.speaker is None or not quotation.source:
            return list(subject)
        start, end, key = quotation.source[0].start, quotation.source[0].end, quotation.speaker.key()
        starts = self.words.start
        begun = self.words.sentence[min(bisect_left(starts, start), len(starts) - 1)]
        ended = self.words.sentence[max(bisect_left(starts, end) - 1, 0)]
        named = [
            mention.head for sentence in range(begun, ended + 1) for mention in self.document.mentions_in(sentence)
            if start <= self.words.start[mention.head] < end and any(actor.key() == key for actor in mention.actors)
        ]
        return named[:1] or list(subject)

    def when(self, word: int) -> When | None:
        """The date told in the word's own clause, or in the one it is coordinated with; not of a saying above."""
        node, deprel = word, self.words.deprel
        for _ in range(HIGHEST):
            found = self._times_at(node)
            if found:
                return min(found, key=lambda time: abs(time.first - word)).when
            if deprel[node] in CLAUSES or self.words.head[node] < 0:
                break
            node = self.words.head[node]
        return self._beside(word)

    def _beside(self, word: int) -> When | None:
        """The date next to the word in its sentence with no verb between, "on May 3, X met", however it was parsed."""
        words = self.words
        near = [
            time for time in self.times_in(words.sentence[word])
            if not any(words.upos[w] in BARRIERS for w in range(min(time.last, word + 1), max(time.first, word)))
            and not self._follows_verb(time, word) and not self._is_elsewhere(time, word)
        ]
        return min(near, key=lambda time: abs(time.first - word)).when if near else None

    def _follows_verb(self, time: Time, word: int) -> bool:
        """ "Said on Monday that …": right behind another verb it is that verb's."""
        before = time.first - 1
        while before > 0 and self.words.upos[before] in {"ADP", "ADV", "DET"}:
            before -= 1
        return before >= 0 and before != word and self.words.upos[before] == "VERB"

    def _is_elsewhere(self, time: Time, word: int) -> bool:
        """Whether a date hangs on the verb of another clause, "X, whose leader is due Friday, is keen to join"."""
        words, above, node = self.words, {word}, word
        while (node := words.head[node]) >= 0:
            above.add(node)
        node = time.first
        while node >= 0 and node not in above:
            if words.upos[node] == "VERB" and words.deprel[node] in CLAUSES:
                return True
            node = words.head[node]
        return False

    def _times_at(self, node: int) -> list[Time]:
        """The dates that hang on this word."""
        return [time for time in self.times_in(self.words.sentence[node]) if self._hangs_on(time, node)]

    def times_in(self, sentence: int) -> list[Time]:
        """The dates in a sentence on which something may have been held."""
        # "the first summit since 2016" was not held since then
        return [time for time in self.document.times_in(sentence) if not time.when.edtf.endswith("/..")]

    def _hangs_on(self, time: Time, node: int) -> bool:
        inside = range(time.first, time.last)
        return any(self.words.head[word] == node for word in inside) and node not in inside

    def own_time(self, noun: int) -> When | None:
        """A date inside the noun's own phrase, as "Friday's summit" has one."""
        near = {noun, *self.words.kids(noun, "compound", "amod", "nmod:poss")}
        times = self.times_in(self.words.sentence[noun])
        found = [time for time in times if any(self._hangs_on(time, word) for word in near)]
        before = self.times_in(self.words.sentence[noun - 1]) if noun else []
        inside = [time for time in before if time.first <= noun - 1 < time.last]
        return next((time.when for time in (*found, *inside)), None)

    # -- the frame

    def frame(self, sighting: Sighting) -> Frame:
        start, end = self._extent(sighting)
        ahead = self._ahead(sighting.trigger) if sighting.kind == "gathering" else None
        if ahead is not None:
            sighting.status = "planned" if sighting.status == "asserted" else sighting.status
            sighting.when = sighting.when or self._after_today(ahead)
        published, first = self.document.report.published, sighting.when.earliest if sighting.when else None
        if sighting.status == "asserted" and published is not None and first is not None and first > published:
            # "we work on holding the summit in May"
            sighting.status = "planned"
        attributes = {"format": sighting.format}
        if sighting.via:
            attributes["via"] = sighting.via
        return Frame(
            "meeting", sighting.trigger, start, end, tuple(sighting.all()), sighting.status, sighting.when,
            sighting.where, round(sighting.weight, 3), rule=f"meetings/{sighting.kind}", attributes=attributes,
        )

    def _after_today(self, ahead: int) -> When | None:
        """ "The council met on Thursday; its next session will be in Lima": no day before the report's can be meant."""
        published = self.document.report.published
        return When(f"{published + timedelta(days=1)}/..", self.words.text[ahead]) if published else None

    def _ahead(self, noun: int) -> int | None:
        """The word in "the upcoming summit", "the next session" that puts it in the future."""
        embeds = self.matcher.grammar.embeds
        kids = self.words.kids(noun, "amod")
        return next((kid for kid in kids if embeds.get(self.words.lower[kid]) == "planned"), None)

    def _extent(self, sighting: Sighting) -> tuple[int, int]:
        """The fewest whole words that hold the trigger and all that is told of it here."""
        words, trigger = self.words, sighting.trigger
        spans = [(trigger, trigger + 1), *((word, word + 1) for word in sighting.shown)]
        spans += [(f.first, f.last) for f in sighting.fillers if f.role not in {"occasion", "about"}]
        spans += [
            (time.first, time.last) for time in self.document.times_in(words.sentence[trigger])
            if time.when is sighting.when
        ]
        spans = [span for span in spans if words.sentence[span[0]] == words.sentence[trigger]]
        spans.sort(key=lambda span: (abs(span[0] - trigger), span))
        first, last = trigger, trigger + 1
        for low, high in spans:
            if words.end[max(last, high) - 1] - words.start[min(first, low)] <= LONGEST_EVIDENCE:
                first, last = min(first, low), max(last, high)
        return words.start[first], words.end[last - 1]
