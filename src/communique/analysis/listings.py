"""Reads members from lists beside their organisation: "the group - A, B and C", "the members of Y, including A"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.analysis.rosters import WEIGHTS, Rosters
from communique.document import Filler, Frame, Mention


class Listings(Rosters):
    """One document's lists of states, and what a noun before them makes of those listed."""

    def lemma(self, word: int) -> str:
        known = self.lexicon.forms.get(self.words.lower[word]) if self.words.upos[word] == "VERB" else None
        return known or self.words.lemma[word].lower()

    def role_of(self, noun: int) -> str:
        """What a noun makes of its bearer, with the word before it."""
        words, lexicon = self.words, self.lexicon
        lemma = words.lemma[noun].lower()
        before = [words.lemma[kid].lower() for kid in words.kids(noun, "amod", "compound") if kid < noun]
        before += [words.lower[noun - 1]] if noun else []
        for modifier in before:
            if role := lexicon.qualified.get(f"{modifier} {lemma}"):
                return role
        if set(before) & lexicon.words["not_before"] or lemma in lexicon.words["states"]:
            return ""
        return lexicon.nouns.get(lemma, "")

    def owners(self, noun: int) -> Iterator[int]:
        """The phrases that may name the organisation: behind "of", or before the noun."""
        words, classes = self.words, self.lexicon.words
        for kid in words.children[noun]:
            case = words.child(kid, "case")
            if kid > noun and case is not None and words.lower[case] in classes["of"] | classes["for"]:
                yield kid
                if words.lemma[kid].lower() in classes["membership"]:
                    # "a candidate for membership of the union"
                    yield from self.owners(kid)
        outside = {"det", "nsubj", "cop"}
        before = [kid for kid in words.children[noun] if kid < noun and words.deprel[kid] not in outside]
        yield from reversed(before)
        near = range(noun - 1, max(noun - 3, -1), -1)
        yield from (word for word in near if word not in before and self._names(word, noun))

    def _names(self, word: int, noun: int) -> bool:
        mention = self.document.mention(word)
        return mention is not None and mention.form == "name" and mention.last == noun

    def list_behind(self, mention: Mention) -> Iterator[Frame]:
        """ "The group - A, B and C": a list of states in dashes, brackets or behind a colon after an organisation."""
        words = self.words
        mark = mention.last
        if mark < len(words) and words.lower[mark] in {"'s", "members", "countries", "states"}:
            mark += 1
        if mark >= len(words) or words.lower[mark] not in self.lexicon.words["listing"]:
            return
        members, place = self.states_from(mark + 1)
        if len(members) < 2 or not self._ends(place):
            return
        organization = Filler("organization", mention.first, mention.last, mention.head, mention.actors)
        yield self.frame(mark, "member", members, organization, weight=WEIGHTS["list"], own_time=False)

    def compound_before(self, mention: Mention) -> Iterator[Frame]:
        """ "The Peru-Chile-Mexico (PCM) partnership": states joined by hyphens before their body's name."""
        words, place, members = self.words, mention.first - 1, list[Filler]()
        if place < 1 or words.lower[place] != "(":
            return
        while place > 0:
            first = self.name_starts.get(place - 1, place - 1)
            head = next((word for word in range(first, place) if self._is_state(word, place)), None)
            if head is None:
                break
            members.append(Filler("member", first, place, head, self.document.actors(head)))
            if first == 0 or words.lower[first - 1] not in {"-", "–"}:
                break
            place = first - 1
        if len(members) > 1:
            organization = Filler("organization", mention.first, mention.last, mention.head, mention.actors)
            yield self.frame(mention.head, "member", members, organization, weight=WEIGHTS["list"], own_time=False)

    def states_beside(self, mention: Mention) -> Iterator[Frame]:
        """ "NATO country X", "union states X and Y", also where "states" was read as a verb."""
        words, noun = self.words, mention.last
        if noun + 1 >= len(words) or words.lower[noun] not in self.lexicon.words["states"]:
            return
        outside = words.lower[mention.first].startswith(tuple(self.lexicon.words["outside"]))
        if noun + 1 not in self.state_starts or outside or len(mention.actors) > 1:
            return
        members, _ = self.states_from(noun + 1)
        organization = Filler("organization", mention.first, mention.last, mention.head, mention.actors)
        if members:
            yield self.frame(noun, "member", members, organization, weight=WEIGHTS["list"], own_time=False)

    def _is_state(self, word: int, last: int) -> bool:
        mention, actors = self.document.mention(word), self.document.actors(word)
        whole = mention is not None and mention.last == last
        return whole and len(actors) == 1 and (actors[0].id or "").startswith("state/")

    def listed_behind(self, noun: int) -> Iterator[Frame]:
        """ "Has four members: A, B and C", "its members - A and B"."""
        words, mark = self.words, noun + 1
        role = self.role_of(noun) if words.xpos[noun] in {"NNS", "NNPS"} and mark + 1 < len(words) else ""
        if role and words.lower[mark] == "," and words.lower[mark + 1] in self.lexicon.words["including"]:
            yield from self._some(noun, mark + 1, role)
            return
        # "two allies, X and Y, agreed"
        several = bool(role) and words.child(noun, "nummod") is not None
        if several and words.lower[mark] in self.lexicon.words["of"]:
            # "two members of the union, X and Y, agreed"
            mark = next((m.last for m in self._bodies_from(mark + 1, mark + 3)), mark)
        counted = several and mark < len(words) and words.lower[mark] == ","
        if not role or (words.lower[mark] not in self.lexicon.words["listing"] and not counted):
            return
        members, place = self.states_from(mark + 1)
        if len(members) < 2 or not self._ends(place):
            return
        verb = words.head[noun]
        subjects = self.matcher.roles.clause(verb).subject if verb >= 0 and words.upos[verb] == "VERB" else ()
        held = subjects if verb >= 0 and self.lemma(verb) in self.lexicon.words["holding"] else ()
        organization = self.organization([*self.owners(noun), *held])
        if organization is not None:
            yield self.frame(mark, role, members, organization, weight=WEIGHTS["list"], own_time=False)

    def _some(self, noun: int, word: int, role: str) -> Iterator[Frame]:
        """ "The 12 members of Y, including A and B"."""
        members, _ = self.states_from(word + 1)
        organization = self.organization(self.owners(noun))
        if members and organization is not None:
            yield self.frame(noun, role, members, organization, weight=WEIGHTS["list"], own_time=False)

    def _ends(self, place: int) -> bool:
        """Whether the list ends here: at a mark, the sentence's end or a verb."""
        if place >= len(self.words):
            return True
        behind = self.words.lower[place]
        return behind in {")", "-", "–", "—", ".", ";", ","} or self.words.upos[place] in {"VERB", "AUX", "PUNCT"}
