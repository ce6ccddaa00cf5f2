"""When and where a clause says it happened: the time nearest above the trigger, the place beside it."""

from __future__ import annotations

from communique.actors import Actor
from communique.analysis.lexicon import Grammar
from communique.dates import When
from communique.document import Document

_NOWHERE = 99
#: What a place is looked for in: the phrases of a trigger; and in how many at most.
_PHRASES = ("obj", "obl", "obl:agent", "nmod", "nsubj:pass")
_WIDEST = 12


class Setting:
    """The times and places of one document's clauses."""

    def __init__(self, document: Document, grammar: Grammar) -> None:
        self.document = document
        self.words = document.words
        self.grammar = grammar
        self._times: dict[int, list[tuple[int, int, When]]] = {}
        for time in document.times:
            if time.last <= len(self.words):
                self._times.setdefault(self.words.sentence[time.first], []).append((time.first, time.last, time.when))

    def when(self, word: int) -> When | None:
        """The time nearest above the trigger: in its own clause, else in a clause it hangs on."""
        words = self.words
        near = self._times.get(words.sentence[word])
        if not near:
            return None
        depths = self._ancestors(word)
        best: tuple[int, int, When] | None = None
        for first, last, when in near:
            top = self._top(first, last)
            rank = depths.get(top, depths.get(words.head[top], _NOWHERE) if words.head[top] >= 0 else _NOWHERE)
            if rank == _NOWHERE and len(near) == 1 and words.deprel[word] == "root" and self._is_beside(top, word):
                rank = 50
            if rank < _NOWHERE and (best is None or (rank, abs(first - word)) < best[:2]):
                best = (rank, abs(first - word), when)
        return best[2] if best else None

    def _ancestors(self, word: int) -> dict[int, int]:
        found: dict[int, int] = {}
        node, words = word, self.words
        # a noun told in passing has no part in the clause's time: "met in May after the raids"
        if words.upos[word] == "NOUN" and words.deprel[word] in ("nmod", "obl"):
            return {word: 0}
        while node >= 0 and node not in found:
            found[node] = len(found)
            node = -1 if self._is_apart(node) else words.head[node]
        return found

    def _is_apart(self, word: int) -> bool:
        """Whether a clause has a time of its own: what is said or thought, what somebody is or did who is named.

        "Said on Monday that it had closed the border", "met on Monday after the talks failed"; but "Monday's raid
        freed two, wounding a guard" tells of one day.
        """
        words = self.words
        relation = words.deprel[word]
        if relation in ("ccomp", "acl:relcl", "parataxis"):
            return True
        mark = words.child(word, "mark")
        return relation == "advcl" and mark is not None and words.lower[mark] in self.grammar.temporal

    def _is_beside(self, top: int, verb: int) -> bool:
        """Whether a time that hangs on a noun of the clause may be the clause's: "the council in Accra on Monday".

        Not one within its object ("the budget of 2016") nor within a clause below.
        """
        words, node = self.words, self.words.head[top]
        while node >= 0 and node != verb:
            if words.upos[node] in ("VERB", "AUX") or words.deprel[node] in ("obj", "ccomp", "xcomp", "conj", "appos"):
                return False
            node = words.head[node]
        return node == verb

    def _top(self, first: int, last: int) -> int:
        """The word of a time expression that hangs outside it, above its noun where that is no clause."""
        words = self.words
        return next((w for w in range(first, last) if not first <= words.head[w] < last), first)

    def where(self, word: int) -> Actor | None:
        """The place the clause says it happened at, where it is a place and not somebody acting."""
        obliques = {self._preposition(k): k for k in self.words.kids(word, "obl", "nmod")}
        for preposition in self.grammar.location:
            for head in (obliques[preposition],) if preposition in obliques else ():
                mention = self.document.mention(head)
                if mention and mention.actors and mention.type in ("place", "state"):
                    return mention.actors[0]
        above = self.words.head[word]
        inside = self.words.deprel[word] in ("obj", "xcomp", "nsubj:pass")
        return self.where(above) if inside and self.words.upos[above] in ("VERB", "AUX") else None

    def within(self, word: int) -> Actor | None:
        """The place of what an act is done to, by or in: "killed two guards in Kassala", "the Kassala bombing"."""
        words = self.words
        found = [word]
        for node in found:
            below = _PHRASES if node == word else ("nmod", "appos")
            for kid in words.kids(node, *below):
                mention = self.document.mention(kid)
                is_place = mention is not None and bool(mention.actors) and mention.type in ("place", "state")
                preposition = self._preposition(kid)
                # "in the town of Kassala"
                of_place = mention is not None and mention.type == "place" and preposition in self.grammar.genitive
                here = preposition in self.grammar.location or (
                    of_place and self._preposition(node) in self.grammar.location
                )
                if mention and is_place and here:
                    return mention.actors[0]
                if not is_place and len(found) < _WIDEST:
                    found.append(kid)
        return None

    def _preposition(self, noun: int) -> str:
        case = self.words.child(noun, "case")
        return self.words.lower[case] if case is not None else ""
