"""What a report means by "this meeting": the one it told before, with its people, place and date."""

from __future__ import annotations

from communique.analysis.conversations import Conversations
from communique.analysis.gatherings import PARTAKING, Sighting
from communique.analysis.parties import is_body
from communique.document import Document

#: Sentences that "this meeting" may point back over.
MEMORY = 8


class Recollection(Conversations):
    """One document's meetings as far as they are told; `told` in order of the text."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.told: list[Sighting] = []

    def look_back(self, noun: int, sighting: Sighting) -> None:
        """ "This meeting" is the one told last: its people and body are this one's too."""
        mention = self.document.mention(noun)
        if mention is not None and mention.form == "description" and any(is_body(a, mention) for a in mention.actors):
            # the report has named the body that "the summit" means
            sighting.inherited.append(self.around.filler("body", noun, mention.actors))
        determiner = self.words.child(noun, "det")
        if determiner is None or self.words.lower[determiner] not in self.lexicon.back:
            return
        first, last = self.matcher.phrase(noun)
        if any(first <= f.first < last and (f.role == "body" or f.role in PARTAKING) for f in sighting.fillers):
            return
        earlier = self._earlier(noun)
        if earlier is None:
            return
        known = {filler.role: sighting.heads(filler.role) for filler in earlier.all()}
        for filler in earlier.all():
            if filler.role in PARTAKING | {"body"} and not {a.key() for a in filler.actors} <= known[filler.role]:
                sighting.inherited.append(filler)
        sighting.where = sighting.where or earlier.where
        sighting.when = sighting.when or earlier.when
        sighting.weight *= 0.9

    def _earlier(self, noun: int) -> Sighting | None:
        lemma, here = self.words.lemma[noun].lower(), self.words.sentence[noun]
        for sighting in reversed(self.told):
            if here - self.words.sentence[sighting.trigger] > MEMORY:
                return None
            if sighting.kind in {"visit", "expect"} or sighting.status in {"denied", "cancelled"}:
                continue
            same = self.words.lemma[sighting.trigger].lower() == lemma
            if same or self._can_mean(lemma, sighting):
                return sighting
        return None

    def _can_mean(self, lemma: str, sighting: Sighting) -> bool:
        if lemma in self.lexicon.paired:
            return len(sighting.partakers) > 1
        return lemma in {"meeting", "gathering", "session"} and self.words.lemma[sighting.trigger].lower() != "summit"
