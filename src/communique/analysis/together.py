"""Who speaks together: whom "they", "the leaders" and a joint statement's "we" mean when nothing nearer tells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import itemgetter

from communique.actors import Actor
from communique.analysis.passages import SUBJECTS, Passage
from communique.analysis.voices import Voices

#: Sentences back to which a meeting told reaches; one told in the report's first sentences reaches to its end.
REACH, OPENING = 4, 3
#: Relations of words that tell more of a phrase than that several are meant.
TELLING = ("nmod", "compound", "amod", "nmod:poss", "acl:relcl")
PERSON = "person/"


class Together:
    """The meetings a report tells, and who takes part in each."""

    def __init__(self, passage: Passage, voices: Voices) -> None:
        self.passage, self.voices = passage, voices
        self._found: list[tuple[int, tuple[Actor, ...]]] | None = None

    def is_several(self, head: int, found: tuple[Actor, ...]) -> bool:
        """Whether a phrase says no more than that several speak, and nobody is found whom it names."""
        passage = self.passage
        plain = passage.is_(head, "several") and passage.child(head, *TELLING) is None
        return plain and not any(actor.id or not actor.name.casefold().endswith(passage.lower[head]) for actor in found)

    def fits(self, head: int, actors: tuple[Actor, ...]) -> bool:
        """Whether several may be meant by a phrase: "the leaders" are people."""
        bodies = any(not (actor.id or PERSON).startswith(PERSON) for actor in actors)
        return len(actors) > 1 and not (bodies and self.passage.is_(head, "several people"))

    def before(self, word: int) -> tuple[Actor, ...]:
        """Who takes part in the last meeting told before a word, two at least; () where none is near."""
        sentence, meetings = self.passage.words.sentence, self._meetings()
        told = bisect_left(meetings, word, key=itemgetter(0))
        opening = bisect_right(meetings, OPENING, hi=told, key=lambda meeting: sentence[meeting[0]])
        for place, actors in (*meetings[max(told - 1, 0) : told], *meetings[max(opening - 1, 0) : opening]):
            if sentence[place] <= OPENING or sentence[word] - sentence[place] <= REACH:
                return actors
        return ()

    def _meetings(self) -> list[tuple[int, tuple[Actor, ...]]]:
        if self._found is None:
            self._found = [
                (word, actors)
                for word in range(self.passage.size)
                if self.passage.quoted[word] < 0 and len(actors := self._parties(word)) > 1
            ]
        return self._found

    def _parties(self, word: int) -> tuple[Actor, ...]:
        passage = self.passage
        if passage.upos[word] == "VERB" and passage.is_(word, "gathering"):
            heads = [*passage.subjects(word), *self._partners(word)]
        elif passage.upos[word] == "NOUN" and passage.is_(word, "addressees: conversations"):
            owner, verb = passage.child(word, "nmod:poss"), passage.head[word]
            holder = passage.child(verb, *SUBJECTS) if verb >= 0 and passage.deprel[word] == "obj" else None
            partners = list(self._partners(word))
            heads = [head for head in (owner, holder) if head is not None and partners] + partners
        else:
            return ()
        found: dict[str, Actor] = {}
        for head in heads:
            for actor in self.voices.actors(head, unnamed=False):
                found.setdefault(actor.key(), actor)
        return tuple(found.values())

    def _partners(self, word: int) -> Iterator[int]:
        """With whom, or between whom, one meets."""
        passage = self.passage
        between = passage.lexicon["meeting with"]
        for kid in passage.children[word]:
            if passage.deprel[kid].startswith(("obl", "nmod")) and passage.marker(kid, between) is not None:
                yield kid
