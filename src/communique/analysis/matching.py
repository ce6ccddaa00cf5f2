"""Which entries of the lexicon a document's words evoke, roles filled: frames as proposed, before any choice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.actors import Actor, Status
from communique.analysis.filling import ACTING, Filling
from communique.analysis.firmness import firmness
from communique.analysis.lexicon import PHRASE_TESTS, Entry, Grammar, Lexicon
from communique.analysis.patterns import Kind, Need, Pattern
from communique.analysis.places import Places
from communique.analysis.roles import RoleReader
from communique.analysis.setting import Setting
from communique.analysis.wording import Wording
from communique.document import Document, Filler, Frame

#: A reading one clause deeper in the sentence is that much less likely to be what the sentence is about;
#: what is told beside the main clause less than what the main verb governs.
DECAY = 0.9
ASIDE = 0.75
#: What a noun's reading weighs beside a verb's.
NOMINAL = 0.9
#: What that of a noun behind a preposition weighs.
OBLIQUE = 0.86
#: What a participle beside a noun weighs.
PASSING = 0.6
#: How much each further word a pattern asks for adds.
SPECIFIC = 0.03

#: Types and modes that harm whom they are done to.
HARM = frozenset({"ASSAULT", "ban"})

_GOVERNED = frozenset({"ccomp", "xcomp", "appos"})
_BESIDE = frozenset({"advcl", "acl", "acl:relcl", "parataxis", "advcl:relcl"})
_SHOWN = frozenset({"aux", "aux:pass", "cop", "compound:prt", "obj"})
_NAMING = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_KINDS: dict[str, tuple[Kind, ...]] = {
    "VERB": ("verb", "adjective"),
    "AUX": ("verb",),
    "NOUN": ("noun", "phrase"),
    "PROPN": ("noun", "phrase"),
    "ADJ": ("adjective",),
    "ADV": ("adjective",),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A frame as proposed, with the entry that proposed it and the words at its complement."""

    frame: Frame
    entry: Entry
    content: tuple[int, ...]
    passive: bool = False


class Matcher:
    """One document's reading against a lexicon."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.document = document
        self.words = document.words
        self.lexicon = lexicon
        self.grammar: Grammar = lexicon.grammar
        self.roles = RoleReader(document, lexicon.grammar)
        self.wording = Wording(document, lexicon.grammar)
        self.filling = Filling(document, lexicon.grammar, self.roles, self.wording, lexicon.index["noun"].keys())
        self.setting = Setting(document, lexicon.grammar)
        self._present: frozenset[str] = frozenset()
        self._shown: dict[int, bool] = {}
        self.actors = self.wording.actors
        self.phrase = self.wording.phrase

    def candidates(self) -> Iterator[Candidate]:
        """Every frame any entry proposes, in order of the text."""
        index = self.lexicon.index
        sentence = -1
        for word, upos in enumerate(self.words.upos):
            if self.words.sentence[word] != sentence:
                sentence = self.words.sentence[word]
                self._enter(sentence)
            for kind in _KINDS.get(upos, ()):
                if kind == "adjective" and upos == "VERB" and self.words.xpos[word] not in ("VBN", "VBG"):
                    continue
                yield from self._of(word, kind, index[kind].get(self.words.lemma[word], ()))

    def _of(self, word: int, kind: Kind, rows: tuple[tuple[Pattern, Entry], ...]) -> Iterator[Candidate]:
        """A word's candidates: of an entry's patterns only the one that asks the most."""
        found: dict[int, tuple[Pattern, Entry, Places]] = {}
        for pattern, entry in rows:
            known = found.get(id(entry))
            if (known and known[0].specific >= pattern.specific) or not self._may(pattern):
                continue
            places = self._match(word, kind, pattern, entry)
            if places is not None:
                found[id(entry)] = (pattern, entry, places)
        for pattern, entry, places in found.values():
            yield self._build(word, kind, pattern, entry, places)

    def _enter(self, sentence: int) -> None:
        span, words = self.document.sentences[sentence], self.words
        self._present = frozenset((*words.lemma[span.first : span.last], *words.lower[span.first : span.last]))
        self._shown = {}

    def _may(self, pattern: Pattern) -> bool:
        """Whether the sentence has a word for everything the pattern asks: most patterns are gone here."""
        for need in pattern.needs:
            if need.cores:
                shown = self._shown.get(id(need.cores))
                if shown is None:
                    shown = self._shown[id(need.cores)] = not need.cores.isdisjoint(self._present)
                if not shown:
                    return False
        return True

    # --- does it match ---------------------------------------------------------------------------------------

    def _match(self, word: int, kind: Kind, pattern: Pattern, entry: Entry) -> Places | None:
        """The places of a word that evokes an entry by a pattern, None where it does not."""
        if kind == "phrase" and not self._is_predicate(word):
            return None
        if kind == "noun" and self._is_name_part(word):
            return None
        if kind == "noun" and entry.event and self.words.child(word, "cop") is not None:
            return None  # "is a threat to peace" says what something is, not what was done
        if self.words.deprel[word] == "amod" and self.words.lower[word] in self.grammar.modifiers:
            return None  # "alleged bombers" alleges nothing
        places = self._places(word, kind)
        if not all(self._has(word, need, places, pattern) for need in pattern.needs):
            return None
        if not all(self._fits(self.filling.heads(word, place, places), tests) for place, tests in entry.only):
            return None
        if any(self._fits(self.filling.heads(word, place, places), tests) for place, tests in entry.never):
            return None
        if entry.event and (self._is_reflexive(pattern, places) or self._is_own(entry, places)):
            return None
        return places

    def _places(self, word: int, kind: Kind) -> Places:
        if kind == "verb":
            return self.roles.clause(word)
        return self.roles.phrase(word) if kind == "noun" else self.roles.predicate(word)

    def _is_predicate(self, word: int) -> bool:
        return self.words.child(word, "case") is not None

    def _is_name_part(self, word: int) -> bool:
        """ "Peace" in "the Peace Corps" is part of a name, no act."""
        if self.words.upos[word] != "PROPN":
            return False
        mention = self.document.mention(word)
        return bool(mention and mention.actors) or self.words.deprel[word] in ("compound", "flat")

    def _is_own(self, entry: Entry, places: Places) -> bool:
        """Whether harm is done to one's own: who blows up his own tower attacks nobody."""
        if entry.event is None or not HARM & {entry.event["type"], entry.event.get("mode", "")}:
            return False
        acting = {actor.key() for head in places.subject for actor in self.actors(head)}
        owners = (k for head in places.object for k in self.words.kids(head, "nmod:poss"))
        return any(actor.key() in acting for k in owners if self.words.upos[k] == "PRON" for actor in self.actors(k))

    def _is_reflexive(self, pattern: Pattern, places: Places) -> bool:
        """Whether one does it to oneself, unless that is what the pattern asks for ("blew himself up")."""
        if any(need.words & self.grammar.reflexives for need in pattern.needs):
            return False
        return any(self.words.lower[head] in self.grammar.reflexives for head in places.object)

    def _has(self, word: int, need: Need, places: Places, pattern: Pattern) -> bool:
        if need.asks == "object":
            heads = (*places.object, *self.words.kids(word, "xcomp", "advmod", "obj", "obl:unmarked"))
            # "walked off the job": a particle read as the noun's preposition
            for other in pattern.needs:
                if other.asks == "particle":
                    heads += places.prepositions.get(other.preposition, ())
            return any(self.wording.meanings(head) & need.words for head in heads)
        if need.asks == "particle":
            return need.preposition in places.particles or need.preposition in places.prepositions
        if need.asks == "preposition":
            heads = places.prepositions.get(need.preposition, ())
            if need.preposition in places.particles:
                # "took in refugees": a preposition read as the verb's particle
                heads += places.object
            if need.preposition in self.grammar.infinitive:
                heads += places.infinitive  # "applied to join"
            if not need.words:
                infinitive = need.preposition in self.grammar.infinitive and places.infinitive
                return bool(heads or infinitive) or need.preposition in places.particles
            return any(self.wording.meanings(head) & need.words for head in heads)
        if need.asks == "case":
            return any(self.words.lower[k] == need.preposition for k in self.words.kids(word, "case"))
        words = self.words
        return any(words.lemma[k] in need.words or words.lower[k] in need.words for k in self._modifiers(word))

    def _modifiers(self, word: int) -> Iterator[int]:
        return self.words.kids(word, "compound", "amod", "nmod:poss", "det", "nummod", "nmod", "flat")

    def _fits(self, heads: tuple[int, ...], tests: frozenset[str]) -> bool:
        """Whether any filler of a place passes any test; no filler passes none."""
        phrasal = tests & PHRASE_TESTS
        return any(self.wording.meanings(h) & tests or any(self._passes(h, t) for t in phrasal) for h in heads)

    def _passes(self, head: int, test: str) -> bool:
        if test == "@any":
            return True
        if test == "@number":
            return self.words.upos[head] == "NUM" or self.words.child(head, "nummod") is not None
        actors = self.document.actors(head)
        if test == "@people":
            held = (*self.words.kids(head, "nmod"),) if self.words.lemma[head] in self.grammar.containers else ()
            found = (self.document.mention(word) for word in (head, *held))
            return any(m is not None and (m.type == "people" or self.words.xpos[m.head] == "NNPS") for m in found)
        if test == "@actor":
            return bool(actors)
        if test == "@agent":
            return bool(actors) or self.may_act(head)
        return any(_is_kind(actor, test) for actor in actors)

    def may_act(self, head: int) -> bool:
        """Whether a noun that names no known actor may be one: people or a body of them, not a thing."""
        if self.words.lower[head] in self.grammar.expletive or self.words.upos[head] not in _NAMING:
            return False
        meanings = self.wording.meanings(head)
        if meanings & self.lexicon.classes["things"]:
            return False
        if self.words.upos[head] != "NOUN" or meanings & self.lexicon.classes["agents"]:
            return True
        mention = self.document.mention(head)
        return mention is not None and mention.type in ACTING

    # --- what it says ----------------------------------------------------------------------------------------

    def _build(self, word: int, kind: Kind, pattern: Pattern, entry: Entry, places: Places) -> Candidate:
        fillers = tuple(self.filling.fillers(word, entry, places))
        attributes = dict(entry.gives)
        if entry.event:
            attributes |= entry.event
        if self.words.lemma[self.words.head[word]] in self.grammar.disputing and self.words.head[word] >= 0:
            attributes["disputed"] = "yes"
        start, end = self.extent(word, fillers)
        frame = Frame(
            name=entry.name, trigger=word, start=start, end=end, fillers=fillers,
            status=entry.status or self._firmness(self._status_word(word, kind)),
            when=self.setting.when(word), where=self.setting.where(word),
            weight=self._weight(word, kind, pattern, entry), rule=entry.rule, attributes=attributes,
        )
        content = tuple(f.head for f in fillers if f.role == "content")
        return Candidate(frame, entry, content, places.passive)

    def _firmness(self, word: int) -> Status:
        return firmness(word, self.words, self.grammar, said=self.wording.around(word) is not None)

    def _status_word(self, word: int, kind: Kind) -> int:
        """The firmness of a noun held by a light verb is that verb's."""
        if kind != "noun":
            return word
        above = self.words.head[word]
        held = self.words.deprel[word] in ("obj", "nsubj:pass") and self.words.lemma[above] in self.grammar.light
        return above if held and self.words.lemma[above] not in self.grammar.embeds else word

    def extent(self, word: int, fillers: tuple[Filler, ...]) -> tuple[int, int]:
        """Code points of the fewest whole words that hold the trigger and its fillers nearby."""
        words = self.words
        sentence = words.sentence[word]
        firsts, lasts = [word], [word + 1]
        for kid in words.children[word]:
            if words.deprel[kid] in _SHOWN or words.lower[kid] in self.grammar.negation:
                firsts.append(kid)
                lasts.append(kid + 1)
        for filler in fillers:
            if words.sentence[filler.head] == sentence:
                firsts.append(filler.first)
                lasts.append(filler.last)
        first, last = min(firsts), max(lasts)
        start, end = words.start[first], words.end[last - 1]
        if end - start > _LONGEST:
            near = [f for f in fillers if abs(words.start[f.head] - words.start[word]) < _LONGEST // 2]
            spans = [(words.start[word], words.end[word])] + [(words.start[f.head], words.end[f.head]) for f in near]
            start, end = min(a for a, _ in spans), max(b for _, b in spans)
        return start, end

    def _weight(self, word: int, kind: Kind, pattern: Pattern, entry: Entry) -> float:
        weight = entry.weight + SPECIFIC * (pattern.specific + len(entry.only))
        node, words = word, self.words
        if kind == "noun":
            weight *= NOMINAL if words.deprel[word] not in ("obl", "nmod") else OBLIQUE
        elif words.deprel[word] == "amod" or (words.xpos[word] == "VBN" and words.deprel[word] == "acl"):
            # "a group banned in Chad", "the crisis-hit country": what is said of a thing in passing
            weight *= PASSING
        while node >= 0:
            relation = words.deprel[node]
            if (relation in _GOVERNED or relation in _BESIDE) and not self._is_said(node):
                weight *= DECAY if relation in _GOVERNED else ASIDE
            node = words.head[node]
        return min(weight, 0.99)

    def _is_said(self, word: int) -> bool:
        """Being what somebody said takes nothing from a reading's weight."""
        return self.words.deprel[word] in ("ccomp", "parataxis") and self.words.head[word] in self.wording.spoken

#: Code points of the longest stretch a frame is shown by.
_LONGEST = 500


_IDENTITIES = {
    "@person": ("person",), "@state": ("state",), "@place": ("place", "state"),
    "@organization": ("org", "group", "medium"),
}


def _is_kind(actor: Actor, test: str) -> bool:
    kind = (actor.id or "").partition("/")[0]
    return kind in _IDENTITIES[test]
