"""The phrases of a document: whom they mean, where they begin and end, by which words they are known."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from communique.actors import Actor
from communique.analysis.lexicon import Grammar
from communique.document import Document, Quotation, Span

CLAUSAL = frozenset({"VERB", "AUX", "ADJ"})
#: Types of mentions that may take a stand though nobody knows them: "several states", "most unions".
_TAKING_STANDS = frozenset({"people", "organization", "group", "state"})
_SKIPPED = frozenset({"acl:relcl", "punct", "parataxis", "advcl:relcl", "dep", "list"})


class Wording:
    """One document's phrases; `spoken` gives its utterances by the word of their cue."""

    def __init__(self, document: Document, grammar: Grammar) -> None:
        self.document = document
        self.words = document.words
        self.grammar = grammar
        self.spoken: Mapping[int, Quotation] = {q.verb: q for q in _every(document.quotations)}
        self._around = dict(_placed(document))
        self._meanings: dict[int, frozenset[str]] = {}
        #: Of every actor whom the report gives a post, the state or organisation whose post it is.
        self._represented = {m.actors[0].key(): m.of for m in document.mentions if len(m.actors) == 1 and m.of}

    def around(self, word: int) -> Quotation | None:
        """The innermost utterance a word belongs to."""
        return self._around.get(word)

    def actors(self, head: int, *, view: bool = False) -> tuple[Actor, ...]:
        """Whom a phrase means; "we" and "I" are the speaker.

        Where a `view` is told so is "nobody", and whoever has it may be named within the phrase or have no name.
        """
        found = self.document.actors(head)
        if found:
            return found
        if (own := self._own_state(head)) is not None:
            return (own,)
        if self.is_speaking(head) or (view and self.words.lower[head] in self.grammar.nobody):
            around = self.around(head)
            return (around.speaker,) if around and around.speaker else ()
        return (self._examples(head) or self._nameless(head)) if view else ()

    def _own_state(self, head: int) -> Actor | None:
        """ "His country", told of somebody whom the report gives a post of it."""
        mention = self.document.mention(head)
        if mention is None or mention.type != "state" or mention.head != head or mention.form != "description":
            return None
        for owner in self.words.kids(head, "nmod:poss"):
            actors = self.document.actors(owner)
            if len(actors) == 1 and (state := self._represented.get(actors[0].key())) is not None:
                return state
        return None

    def _examples(self, head: int) -> tuple[Actor, ...]:
        """Who is named for an example or in apposition: "states such as A and B", "one of the unions, the C"."""
        words = self.words
        found: list[Actor] = []
        for kid in words.kids(head, "nmod", "appos", "obl"):
            case = words.child(kid, "case")
            marker = " ".join(words.lower[k] for k in (case, *words.kids(case, "fixed"))) if case is not None else ""
            if words.deprel[kid] == "appos" or marker in self.grammar.examples:
                for one in (kid, *words.kids(kid, "conj")):
                    found += self.document.actors(one)
            elif words.lemma[head] in self.grammar.containers and marker in self.grammar.genitive:
                found += self._examples(kid)
        return tuple({actor.key(): actor for actor in found}.values())

    def _nameless(self, head: int) -> tuple[Actor, ...]:
        """Several who are told by what they are alone: "more than a hundred countries", "most unions"."""
        mention, words = self.document.mention(head), self.words
        if mention is None or mention.head != head or mention.type not in _TAKING_STANDS or words.xpos[head] != "NNS":
            return ()
        first, last = self.phrase(head)
        text = " ".join(self.document.text[words.start[first] : words.end[last - 1]].split())
        return (Actor(text, text),)

    def is_speaking(self, head: int) -> bool:
        """Whether a word means whoever speaks: "we", and "they" in "the rebels said they would"; "US" is no "us"."""
        words = self.words
        if words.upos[head] != "PRON":
            return False
        if words.lower[head] in self.grammar.first_person:
            return True
        around = self.around(head)
        if around is not None and around.mode == "direct":
            return False
        reported = words.deprel[head] in ("nsubj", "nsubj:pass") and words.head[words.head[head]] in self.spoken
        return reported and words.lower[head] in self.grammar.third_person

    def words_of(self, spans: tuple[Span, ...], actor: Actor) -> Iterator[int]:
        """The word in these spans whose phrase means this actor."""
        for span in spans:
            first = bisect_left(self.words.start, span.start)
            for word in range(first, len(self.words)):
                if self.words.start[word] >= span.end:
                    break
                mention = self.document.mention(word)
                if mention and any(a.key() == actor.key() for a in mention.actors):
                    yield word
                    return

    def phrase(self, head: int, *, whole: bool = False) -> tuple[int, int]:
        """Words [first, last) of a phrase without preposition, outer marks and, unless `whole`, relative clauses."""
        words = self.words
        found = [head]
        clausal = whole or words.upos[head] in ("VERB", "AUX")
        for node in found:
            for kid in words.children[node]:
                relation = words.deprel[kid]
                if relation in _SKIPPED and not (clausal and relation != "parataxis"):
                    continue
                if node == head and relation in ("case", "cc") and kid < head:
                    continue
                infinitive = words.lower[kid] in self.grammar.infinitive and words.xpos[head] != "VBG"
                if node == head and relation == "mark" and not infinitive:
                    continue
                if node == head and relation == "conj" and clausal and words.upos[kid] in CLAUSAL and not whole:
                    continue
                found.append(kid)
        first, last = min(found), max(found) + 1
        while last - 1 > first and words.upos[last - 1] == "PUNCT":
            last -= 1
        while first < head and words.upos[first] in ("PUNCT", "CCONJ"):
            first += 1
        return first, last

    def stretch(self, head: int) -> tuple[int, int]:
        """A phrase with its relative clauses, those read as hanging on its verb too ("on the extent to which …")."""
        first, last = self.phrase(head, whole=True)
        words = self.words
        for kid in words.kids(words.head[head], "advcl", "acl", "ccomp") if words.head[head] >= 0 else ():
            inner = words.subtree(kid)
            if inner[0] in (last, last + 1):
                last = max(w for w in inner if words.upos[w] != "PUNCT") + 1
        return first, last

    def meanings(self, head: int) -> frozenset[str]:
        """The lemmas a phrase can be known by: its head, "modifier head", conjuncts, what a container holds."""
        if head not in self._meanings:
            self._meanings[head] = frozenset(self._read_meanings(head, 0))
        return self._meanings[head]

    def _read_meanings(self, head: int, depth: int) -> Iterator[str]:
        lemma = self.words.lemma[head]
        yield lemma
        for kid in self.words.kids(head, "compound", "amod"):
            yield f"{self.words.lemma[kid]} {lemma}"
            if self.words.upos[kid] == "VERB":
                # "armoured vehicles"
                yield f"{self.words.lower[kid]} {lemma}"
            if self.words.upos[head] == "PROPN":
                # "Hurricane Delia" is a hurricane
                yield self.words.lemma[kid]
        for kid in self.words.kids(head, "nmod"):
            case = self.words.child(kid, "case")
            if case is not None and self.words.lower[case] in self.grammar.genitive:
                # "state of emergency" is a thing of its own
                yield f"{lemma} {self.words.lower[case]} {self.words.lemma[kid]}"
        if depth > 2:
            return
        for kid in self.words.kids(head, "conj"):
            yield from self._read_meanings(kid, depth + 1)
        if lemma in self.grammar.containers:
            for kid in self.words.kids(head, "nmod"):
                case = self.words.child(kid, "case")
                if case is not None and self.words.lower[case] in self.grammar.genitive:
                    yield from self._read_meanings(kid, depth + 1)

    def preposition_of(self, noun: int) -> str:
        case = self.words.child(noun, "case")
        return self.words.lower[case] if case is not None else ""

    def within_quotation(self, head: int, first: int, last: int) -> tuple[int, int]:
        """A phrase within somebody's words ends where they end, whatever the parse says of what follows."""
        words = self.words
        around = self.around(head)
        for piece in around.content if around else ():
            if piece.start <= words.start[head] < piece.end:
                first = max(first, bisect_left(words.start, piece.start))
                last = min(last, bisect_left(words.start, piece.end))
        while first < head and words.upos[first] == "PUNCT":
            first += 1
        while last - 1 > head and words.upos[last - 1] == "PUNCT":
            last -= 1
        return first, last


def _every(quotations: tuple[Quotation, ...]) -> Iterator[Quotation]:
    for quotation in quotations:
        yield quotation
        yield from _every(quotation.nested)


def _placed(document: Document) -> Iterator[tuple[int, Quotation]]:
    """Every word that somebody said, with the utterance; an inner one comes after the one it stands in."""
    starts = document.words.start
    for quotation in _every(document.quotations):
        if quotation.content:
            first = bisect_left(starts, quotation.content[0].start)
            for word in range(first, bisect_left(starts, quotation.content[-1].end)):
                yield word, quotation
