"""Reads what somebody is called: legal labels and loaded ones, and by whose law or words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.actors import Actor
from communique.analysis.gatherings import Surroundings
from communique.analysis.phrases import conjuncts
from communique.document import Document, Filler, Frame, Mention
from communique.languages.labels import label_words

#: Words before a labelled noun that belong to the label.
REACH = 4
BEFORE = frozenset({"amod", "compound", "nmod", "nmod:poss", "nmod:desc", "nmod:unmarked", "dep", "punct", "advmod"})


def read_designations(document: Document) -> Iterator[Frame]:
    """Frames "designation": fillers `subject`, `label` (its words) and `by`; attribute `label` as written."""
    return _Reader(document).frames()


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document, self.words = document, document.words
        self.lexicon = label_words()
        self.ends: dict[int, Mention] = {}
        self.starts: dict[int, Mention] = {}
        for mention in document.mentions:
            if mention.actors and mention.form != "pronoun":
                known = self.ends.get(mention.last)
                if known is None or mention.last - mention.first < known.last - known.first:
                    self.ends[mention.last] = mention
                self.starts.setdefault(mention.first, mention)
        self._around: Surroundings | None = None

    @property
    def around(self) -> Surroundings:
        if self._around is None:
            self._around = Surroundings(self.document)
        return self._around

    def frames(self) -> Iterator[Frame]:
        words, lexicon = self.words, self.lexicon
        for word, upos in enumerate(words.upos):
            if upos in {"NOUN", "PROPN", "ADJ"}:
                lower, lemma = words.lower[word], words.lemma[word].lower()
                if {lower, lemma} & (lexicon.nouns | lexicon.bearers):
                    yield from self._noun(word)
                elif lower in lexicon.alone and upos == "ADJ":
                    yield from self._adjective(word)
                elif word and f"{words.lower[word - 1]} {lemma}" in lexicon.pairs:
                    yield from self._noun(word)

    def _noun(self, noun: int) -> Iterator[Frame]:
        first = self._first(noun)
        behind = self.words.lower[noun + 1] if noun + 1 < len(self.words) else ""
        if first is None or behind in self.lexicon.bearers:
            # "terrorist" of "a terrorist group": the group is the label's noun
            return
        subject = self._subject(first, noun)
        if subject is None:
            return
        filler, actors = subject
        by = self._by(first, noun, actors)
        yield self._frame(first, noun, filler, actors, by)
        for other in self._listed(filler):
            # one claim each of those who are called so together
            yield replace(self._frame(first, noun, other, other.actors, by), trigger=other.head)

    def _listed(self, subject: Filler | None) -> Iterator[Filler]:
        """The others of "A, B and C": those that the parse joins to the first."""
        keys = {actor.key() for actor in subject.actors} if subject is not None else set()
        for head in conjuncts(self.words, subject.head) if subject is not None else ():
            mention = self.document.mention(head)
            named = mention is not None and mention.form == "name" and len(mention.actors) == 1
            if mention is not None and named and mention.actors[0].key() not in keys:
                yield self._of(mention)[0]

    def _first(self, noun: int) -> int | None:
        """The label's first word, or None where the words are no label."""
        lower, lexicon = self.words.lower, self.lexicon
        first = noun
        labelled = self.words.lemma[noun].lower() in lexicon.nouns or lower[noun] in lexicon.nouns
        labelled = labelled or (noun > 0 and f"{lower[noun - 1]} {self.words.lemma[noun].lower()}" in lexicon.pairs)
        for word in range(noun - 1, max(noun - REACH, -1), -1):
            paired = f"{lower[word]} {lower[word + 1]}", f"{lower[word]} {self.words.lemma[word + 1].lower()}"
            if self._hyphened(word) in lexicon.adjectives or not lexicon.pairs.isdisjoint(paired):
                first, labelled = word, True
            elif lower[word] != "-" and not (self.words.upos[word] == "ADJ" and self.words.text[word].islower()):
                break
        # "self - proclaimed" in three tokens
        while first >= 2 and lower[first - 1] == "-":
            first -= 2
        return first if labelled else None

    def _hyphened(self, word: int) -> str:
        """The word, or the three tokens it ends: "self - declared"."""
        lower = self.words.lower
        joined = word > 1 and lower[word - 1] == "-"
        return f"{lower[word - 2]}-{lower[word]}" if joined else lower[word]

    # -- whom it is said of

    def _subject(self, first: int, noun: int) -> tuple[Filler | None, tuple[Actor, ...]] | None:
        for found in (
            self._bracketed(first), self._defined(noun), self._named_behind(noun), self._whole(noun),
            self._owned(first, noun), self._predicate(noun), self._meant(noun),
        ):
            if found is not None:
                return found
        return None

    def _bracketed(self, first: int) -> tuple[Filler, tuple[Actor, ...]] | None:
        """ "X (a terrorist group …)"."""
        mark = first - 1
        while mark > 0 and self.words.upos[mark] in {"DET", "ADJ", "ADV"}:
            mark -= 1
        if mark < 1 or self.words.lower[mark] not in {"(", "["}:
            return None
        mention = self.ends.get(mark) or self._ending_before(mark)
        return self._of(mention) if mention else None

    def _ending_before(self, mark: int) -> Mention | None:
        """The mention whose last word stands before the bracket, where its span swallowed the bracket."""
        around = [
            m for m in self.document.mentions_from(mark - REACH, mark)
            if mark <= m.last and m.actors and m.form == "name" and m.head < mark
        ]
        return max(around, key=lambda m: m.first) if around else None

    def _of(self, mention: Mention) -> tuple[Filler, tuple[Actor, ...]]:
        return Filler("subject", mention.first, mention.last, mention.head, mention.actors), mention.actors

    def _defined(self, noun: int) -> tuple[Filler, tuple[Actor, ...]] | None:
        """ "X, a terrorist group": an apposition; a relative clause is read with its verb."""
        if self.words.deprel[noun] != "appos":
            return None
        mention = self.document.mention(self.words.head[noun])
        return self._of(mention) if mention and mention.actors else None

    def _named_behind(self, noun: int) -> tuple[Filler, tuple[Actor, ...]] | None:
        """ "Strongman X", "the breakaway region of X"."""
        place = noun + 1
        if place < len(self.words) and self.words.lower[place] in self.around.lexicon.prepositions["of"]:
            place += 1
            while place < len(self.words) and self.words.upos[place] == "DET":
                place += 1
        mention = self.starts.get(place) or (self.document.mention(place) if place < len(self.words) else None)
        if mention is None or mention.form != "name" or not mention.actors or mention.head < noun:
            return None
        direct = place == noun + 1 or self.words.lemma[noun].lower() in self.lexicon.bearers
        return self._of(mention) if direct else None

    def _whole(self, noun: int) -> tuple[Filler, tuple[Actor, ...]] | None:
        """ "The self-declared republic of X", all read as one name."""
        mention = self.document.mention(noun)
        named = mention is not None and mention.form == "name" and bool(mention.actors)
        behind = noun + 1 < len(self.words) and self.words.lower[noun + 1] in self.around.lexicon.prepositions["of"]
        return self._of(mention) if mention is not None and named and behind else None

    def _owned(self, first: int, noun: int) -> tuple[Filler, tuple[Actor, ...]] | None:
        """ "The X regime", "X's junta": whose it is, for labels that stand for those who rule."""
        if self.words.lemma[noun].lower() not in self.lexicon.nouns or self.words.deprel[noun] in {"compound"}:
            return None
        for kid in sorted(self.words.kids(noun, "compound", "nmod:poss", "amod", "nmod"), reverse=True):
            mention = self.document.mention(kid)
            if kid < noun and mention is not None and mention.actors and mention.form == "name":
                return self._of(mention)
        return None

    def _predicate(self, noun: int) -> tuple[Filler, tuple[Actor, ...]] | None:
        """ "X is a terrorist group", "Y designates X as a terrorist group"."""
        words = self.words
        if words.child(noun, "cop") is not None:
            subject = words.child(noun, "nsubj")
            return self._whom(subject) if subject is not None else None
        verb = words.head[noun]
        if verb < 0 or words.lemma[verb].lower() not in self.lexicon.banning:
            return None
        if words.deprel[noun] not in {"obl", "xcomp", "obj", "ccomp"}:
            return None
        return next((found for head in self._labelled(verb, noun) if (found := self._whom(head))), None)

    def _labelled(self, verb: int, noun: int) -> Iterator[int]:
        """Whom the verb labels: its object, or what its relative clause hangs on."""
        places = self.around.matcher.roles.clause(verb)
        yield from (head for head in (*places.object, *places.iobj) if head != noun)
        if self.words.deprel[verb] == "acl:relcl":
            yield self.words.head[verb]

    def _meant(self, noun: int) -> tuple[Filler, tuple[Actor, ...]] | None:
        """ "The regime" where the report has told whose: the phrase stands for whom it labels."""
        mention, words = self.document.mention(noun), self.words
        if mention is None or mention.form != "description" or len(mention.actors) != 1:
            return None
        # not "the non-proliferation regime"
        bare = mention.first + 1 == noun and words.lower[mention.first] in self.lexicon.the
        single = bare and words.xpos[noun] == "NN" and words.text[noun].islower()
        known = (mention.actors[0].id or "").startswith(("state/", "group/", "person/"))
        return self._of(mention) if single and known and words.lower[noun] in self.lexicon.nouns else None

    def _whom(self, head: int) -> tuple[Filler, tuple[Actor, ...]] | None:
        mention = self.document.mention(head)
        return self._of(mention) if mention is not None and mention.actors else None

    # -- by whose law or words

    def _by(self, first: int, noun: int, subject: tuple[Actor, ...]) -> Filler | None:
        keys = {actor.key() for actor in subject}
        for head in self._labelling(first, noun):
            mention = self.document.mention(head)
            actors = tuple(self._lands(mention)) if mention else ()
            if mention and actors and not {actor.key() for actor in actors} & keys:
                return Filler("by", mention.first, mention.last, mention.head, actors)
        return None

    def _lands(self, mention: Mention) -> Iterator[Actor]:
        return (actor for actor in mention.actors if not (actor.id or "").startswith("place/"))

    def _labelling(self, first: int, noun: int) -> Iterator[int]:
        """The nouns that may name whose label it is: "banned in X", "designated by X", "X designates"."""
        words, lexicon = self.words, self.lexicon
        verbs = [
            kid for kid in words.kids(noun, "acl", "acl:relcl", "amod") if words.lemma[kid].lower() in lexicon.banning
        ]
        above = words.head[noun]
        if above >= 0 and words.lemma[above].lower() in lexicon.banning:
            verbs.append(above)
        # the verb behind the label in the same brackets, however it was parsed
        behind = noun + 1
        if behind < len(words) and words.lemma[behind].lower() in lexicon.banning and behind not in verbs:
            verbs.append(behind)
        for verb in verbs:
            yield from self.around.matcher.roles.clause(verb).subject
            for kid in words.children[verb]:
                case = words.child(kid, "case")
                if case is not None and words.lower[case] in lexicon.in_:
                    yield kid
        if (first >= 2 and words.lower[first - 1] == "-") or words.lower[first] == "designated":
            yield from (word for word in range(max(first - 2, 0), first) if self.document.mention(word))

    # -- the frame

    def _adjective(self, word: int) -> Iterator[Frame]:
        """ "The self-proclaimed X republic": the adjective alone is the label of a named thing."""
        head = self.words.head[word]
        if self.words.deprel[word] != "amod" or head < word or self.words.lower[head] in self.lexicon.bearers:
            return
        mention = self.document.mention(head)
        if mention is None or mention.form != "name" or not mention.actors:
            return
        filler, actors = self._of(mention)
        yield self._frame(word, word, filler, actors, None)

    def _last(self, noun: int) -> int:
        """Behind the label: "sponsor of terrorism" is one."""
        words = self.words
        behind = noun + 2 < len(words) and words.lower[noun + 1] in self.around.lexicon.prepositions["of"]
        completed = words.lemma[noun].lower() in self.lexicon.completed and behind
        return noun + 3 if completed and words.upos[noun + 2] == "NOUN" else noun + 1

    def _frame(
        self, first: int, noun: int, filler: Filler | None, actors: tuple[Actor, ...], by: Filler | None
    ) -> Frame:
        last = self._last(noun)
        label = Filler("label", first, last, noun)
        fillers = [f for f in (filler, label, by) if f is not None]
        low = min(f.first for f in fillers if self.words.sentence[f.first] == self.words.sentence[noun])
        high = max(f.last for f in fillers if self.words.sentence[f.first] == self.words.sentence[noun])
        start, end = self.words.start[first], self.words.end[last - 1]
        text = " ".join(self.document.text[start:end].split())
        rule = "labels/noun" if first != noun or by else "labels/word"
        return Frame(
            "designation", noun, self.words.start[low], self.words.end[high - 1], tuple(fillers),
            weight=0.85 if by else 0.75, rule=rule, attributes={"label": text},
        )
