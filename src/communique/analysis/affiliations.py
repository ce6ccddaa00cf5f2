"""Reads which party, parliament, movement or body a person belongs to: "X of the Y Party", "Conservative MP X"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from communique.actors import Actor
from communique.analysis.firmness import firmness
from communique.analysis.rosters import WEIGHTS, Rosters
from communique.document import Document, Filler, Frame, Mention

#: How likely "X of Y" says that X belongs to Y.
BESIDE = 0.7
#: Sectors whose bodies employ rather than count members.
_EMPLOYERS = frozenset({"JRN", "EDU", "BUS"})
PARTY = "PTY"
#: Codes of bodies whose members are states.
_OF_STATES = frozenset({"IGO", "UNO", "EUR"})


def read_affiliations(document: Document) -> Iterator[Frame]:
    """Frames "membership" whose `member` is a person."""
    return _Reader(document).frames()


class _Reader(Rosters):
    def frames(self) -> Iterator[Frame]:
        for mention in self.document.mentions:
            if mention.type != "person":
                continue
            yield from self._post(mention)
            if mention.form == "name" and self._is_person(mention):
                yield from self._beside(mention)
        for word, upos in enumerate(self.words.upos):
            if upos == "VERB":
                yield from self._verb(word)

    # -- "a member of Y", "Conservative MP X"

    def _post(self, mention: Mention) -> Iterator[Frame]:
        words, lexicon = self.words, self.lexicon
        for noun in range(mention.first, mention.last):
            lower = words.lower[noun]
            if lower in lexicon.words["person_nouns"] and mention.post is not None:
                role = self._person_role(noun)
                organization = self._owner(noun)
                person = self._bearer(mention)
                if organization is not None and person is not None:
                    status = firmness(noun, words, self.matcher.grammar)
                    own_time = words.child(noun, "cop") is not None
                    yield self.frame(noun, role, [person], organization, status=status, own_time=own_time)
            elif self._is_partisan(mention, noun) and (party := self._party(noun)) is not None:
                person = self._bearer(mention)
                if person is not None:
                    yield self.frame(noun, "member", [person], party, weight=WEIGHTS["noun"], own_time=False)

    def _is_partisan(self, mention: Mention, noun: int) -> bool:
        """ "A Conservative MP", "Labour Prime Minister X": a lawmaker, or whoever is named right behind the post."""
        lower = self.words.lower[noun]
        titled = mention.form == "name" and mention.post is not None and lower in self.lexicon.words["officers"]
        return lower in self.lexicon.words["lawmakers"] or titled

    def _person_role(self, noun: int) -> str:
        classes, lower = self.lexicon.words, self.words.lower
        before = set(lower[max(noun - 2, 0) : noun])
        if before & classes["former"]:
            return "former"
        founds = before & classes["founding_words"] or lower[noun] in classes["founders"]
        return "founding member" if founds else "member"

    def _owner(self, noun: int) -> Filler | None:
        """The body behind "of", or named before the noun: "a member of Y", "Y member X"."""
        words = self.words
        for kid in words.kids(noun, "nmod", "obl"):
            case = words.child(kid, "case")
            if kid > noun and case is not None and words.lower[case] in self.lexicon.words["of"]:
                return self._body(kid)
        for word in range(noun - 1, max(noun - 8, -1), -1):
            other = self.document.mention(word)
            if other is not None and other.last == noun and other.form == "name":
                return self._body(other.head)
        return None

    def _body(self, head: int) -> Filler | None:
        found = self.organization([head]) or self._group(head)
        if found is not None and (found.actors[0].sector in _EMPLOYERS or self._is_employer(found)):
            return None
        return found

    def _group(self, head: int) -> Filler | None:
        """A movement or militia, to which people belong as to a party."""
        mention = self.document.mention(head)
        if mention is None or mention.form != "name" or mention.type != "group" or len(mention.actors) != 1:
            return None
        return Filler("organization", mention.first, mention.last, head, mention.actors)

    def _is_employer(self, filler: Filler) -> bool:
        names = self.words.lower[filler.first : filler.last]
        return bool(self.lexicon.words["employers"].intersection(names))

    def _party(self, noun: int) -> Filler | None:
        """The party an adjective or name before the noun means: "a Conservative MP", "Kadima lawmaker X"."""
        for word in range(noun - 1, max(noun - 4, -1), -1):
            lower = self.words.lower[word]
            if lower in self.lexicon.parties and self.words.text[word][0].isupper():
                name = self.lexicon.parties[lower]
                return Filler("organization", word, word + 1, word, (Actor(name, self.words.text[word], sector=PARTY),))
            if self.words.deprel[word] == "punct" or self.words.head[word] not in (noun, self.words.head[noun]):
                return None
        return None

    def _bearer(self, mention: Mention) -> Filler | None:
        """The person with a name whom a description means."""
        named = self._named
        for actor in mention.actors:
            if actor.key() in named:
                return Filler("member", mention.first, mention.last, mention.head, (actor,))
        words, above = self.words, self.words.head[mention.head]
        beside = list(words.kids(mention.head, "nsubj")) if words.child(mention.head, "cop") is not None else []
        if words.deprel[mention.head] in ("appos", "conj") and above >= 0:
            beside.append(above)
        for head in beside:
            other = self.document.mention(head)
            if other is not None and other.type == "person" and any(a.key() in named for a in other.actors):
                return Filler("member", other.first, other.last, other.head, other.actors[:1])
        return None

    @cached_property
    def _named(self) -> frozenset[str]:
        """The people whom the report names."""
        return frozenset(
            actor.key() for other in self.document.mentions for actor in other.actors
            if other.form == "name" and other.type == "person" and self._is_person(other)
        )

    @cached_property
    def _posts(self) -> frozenset[tuple[str, str]]:
        """The people whom the report gives posts, each with whose post it is."""
        return frozenset(
            (actor.key(), other.of.key()) for other in self.document.mentions if other.of for actor in other.actors
        )

    def _is_person(self, mention: Mention) -> bool:
        return len(mention.actors) == 1 and (mention.actors[0].id or "person/").startswith("person/")

    # -- "X of the Y Party"

    def _beside(self, mention: Mention) -> Iterator[Frame]:
        words = self.words
        if mention.post:
            return
        for kid in words.kids(mention.head, "nmod", "appos"):
            case = words.child(kid, "case")
            if case is None or words.lower[case] not in self.lexicon.words["belonging"] or kid < mention.head:
                continue
            organization = self._body(kid)
            if organization is None or organization.first - mention.last > 3 or self._holds(mention, organization):
                continue
            person = Filler("member", mention.first, mention.last, mention.head, mention.actors)
            yield self.frame(kid, "member", [person], organization, weight=BESIDE, own_time=False)

    def _holds(self, mention: Mention, organization: Filler) -> bool:
        """Whether the report gives the person a post of that body: who heads it needs no telling that he is in it."""
        return (mention.actors[0].key(), organization.actors[0].key()) in self._posts

    # -- "joined the Y Party", "was elected to the Senate"

    def _verb(self, verb: int) -> Iterator[Frame]:
        lemma = self.words.lemma[verb].lower()
        row = self.lexicon.person_verbs.get(lemma)
        if row is None:
            return
        role, where = row
        places = self.matcher.roles.clause(verb)
        passive = places.passive
        heads = places.object if passive else places.subject
        people = [m for h in heads if (m := self.document.mention(h)) and m.type in ("person", "pronoun") and m.actors]
        people = [m for m in people if self._is_person(m)]
        bodies = [head for place in where for head in places.at(place) if head not in heads]
        organization = next((f for head in bodies if (f := self._political(head))), None)
        if not people or organization is None:
            return
        members = [Filler("member", m.first, m.last, m.head, m.actors) for m in people]
        status = firmness(verb, self.words, self.matcher.grammar)
        yield self.frame(verb, role, members, organization, status=status)

    def _political(self, head: int) -> Filler | None:
        """A body with members: parliaments, parties, movements, committees."""
        found = self._body(head)
        if found is None or found.actors[0].code in _OF_STATES or self._group(head) is not None:
            return None
        known = found.actors[0].sector in (PARTY, "LEG", "REB", "OPP")
        names = self.words.lower[found.first : found.last]
        return found if known or self.lexicon.words["political"].intersection(names) else None
