"""Whose a post is: the state or organisation told before the title, behind it, or by the title joined to it."""

from __future__ import annotations

from dataclasses import dataclass

from communique.actors import Actor
from communique.analysis.posts import BEFORE, place_governed
from communique.document import Document, Mention, Name
from communique.languages.roles import pronouns, roles
from communique.languages.titles import title_words

#: Words that may stand between a title and the name behind it: "of the Republic of North Macedonia".
WITHIN = 10
HEADS = frozenset({"head-of-state", "head-of-government"})


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who bears a title, the words of the name beside it (none where it stands alone), and how the two are joined."""

    person: Actor
    name: tuple[int, int] | None
    way: str


class PostOwners:
    """One document's names, titles and their owners."""

    def __init__(self, document: Document) -> None:
        self.document, self.words = document, document.words
        self.lexicon = title_words()
        self.named: dict[int, tuple[Name, Actor]] = {}
        self.ends: dict[int, tuple[Name, Actor]] = {}
        #: Names with a title of their own, by the title's first word: "the commander, General X".
        self.begins: dict[int, tuple[Name, Actor]] = {}
        self._find_names()
        #: Words of names that are no person's.
        self.within = {w for n in document.names if n.label != "person" for w in range(n.first, n.last)}
        self.people = {actor.key() for _, actor in self.named.values()}
        self.owners: dict[str, Actor] = {}
        located = [m for m in document.mentions if m.form == "name" and m.type in {"place", "state"}]
        self.places = {actor.name for mention in located for actor in mention.actors}
        self.states = {
            document.words.lower[m.first]: m.actors[0] for m in located
            if m.last == m.first + 1 and len(m.actors) == 1 and (m.actors[0].id or "").startswith("state/")
        }
        self.posts: dict[int, Mention] = {}
        self.lasts: dict[int, Mention] = {}
        self.beside: tuple[int, Actor] | None = None

    def _find_names(self) -> None:
        """People's names by their first word, and by the word behind their last."""
        people = [m for m in self.document.mentions if m.form == "name" and m.type == "person" and len(m.actors) == 1]
        at = {word: m for m in people for word in range(m.first, m.last)}
        for name in self.document.names:
            mention = at.get(name.last - 1) if name.label == "person" else None
            if mention is not None and any(len(self.words.text[word]) > 3 for word in range(name.first, name.last)):
                if mention.first < name.first:
                    self.begins[mention.first] = (name, mention.actors[0])
                first = next((w for w in range(name.first, name.last) if w >= mention.first), name.first)
                self.named[first] = self.ends[name.last] = (name, mention.actors[0])

        for mention in people:
            # a person the encoder overlooked and the knowledge has
            span = range(mention.first, mention.last)
            long = any(len(self.words.text[word]) > 3 for word in span)
            if long and mention.post is None and not any(word in self.named for word in span):
                name = Name(mention.first, mention.last, "person")
                self.named[mention.first] = self.ends[mention.last] = (name, mention.actors[0])

    def sender(self, post: tuple[int, int]) -> Actor | None:
        """ "The US envoy for Syria X": whose envoy it is, not what for."""
        aims = post[1] < len(self.words) and self.words.lower[post[1]] in self.lexicon.aims
        sender = self.just_before(post) if aims else None
        return sender if sender is not None and self._is_owner(sender) else None

    def just_before(self, post: tuple[int, int]) -> Actor | None:
        """ "Kenyan", "Kenya's", "African Union", "African Union (AU)" before the title."""
        for word in range(self._before_bracket(post[0]) - 1, max(post[0] - BEFORE, 0) - 1, -1):
            mention = self.document.mention(word)
            if mention is not None and mention.form == "name" and mention.type != "person":
                return mention.actors[0] if mention.actors else None
            if self.words.upos[word] not in {"ADJ", "PART", "NOUN", "PROPN"} or self.words.lower[word] in {",", "the"}:
                return None
        return None

    def _before_bracket(self, first: int) -> int:
        """ "The Regional Water Council (RWC) head": to the abbreviation in brackets before the title."""
        lower = self.words.lower
        short = first >= 3 and lower[first - 1] == ")" and lower[first - 3] == "("
        return first - 1 if short else first

    def owner_of(self, near: Actor | None, mention: Mention, post: tuple[int, int], bearer: Bearer) -> Actor | None:
        """Whose post it is: by the words beside it, by "whose", by the title joined to it, by the person's others."""
        told = self._state_of(mention.of, mention) if mention.of else None
        told = told if told and self._is_owner(told) else None
        near = self._state_of(near, mention) if near and self._is_owner(near) else None
        beside = told if bearer.way != "title" or self.owner_words(post, told, bearer) else None
        explicit = place_governed(self.document, mention, post[1]) or near or self._antecedent(post) or beside
        key = bearer.person.key()
        if explicit is not None:
            self.owners.setdefault(key, explicit)
        of = explicit or self.owners.get(key) or self._joined(mention, post)
        of = of or self._told(mention, told) or self._enclosing(mention)
        if of is not None and of.id is None and self.lexicon.ministries.intersection(of.name.casefold().split()):
            # "members of the Chadian cabinet: the head of the Ministry of Finance"
            of = self._enclosing(mention) or self._joined(mention, post) or of
        self.beside = (max(post[1], bearer.name[1] if bearer.name else 0), explicit) if explicit else None
        return of

    def _state_of(self, actor: Actor, mention: Mention) -> Actor:
        """A state for its ministry: "spokesman for the Iranian Foreign Ministry" is Iran's."""
        words = actor.name.casefold().split()
        if actor.id or not self.lexicon.ministries.intersection(words):
            return actor
        around = self.words.lower[mention.first : mention.last]
        return next((self.states[word] for word in (*words, *around) if word in self.states), actor)

    def _told(self, mention: Mention, told: Actor | None) -> Actor | None:
        """What the phrase is said to belong to, unless it is a second head's, right behind the first's."""
        role = roles().get((mention.post or "").casefold())
        if told is None or self.beside is None:
            return told
        end, of = self.beside
        near = self.words.sentence[end - 1] == self.words.sentence[mention.head] and 0 <= mention.first - end < WITHIN
        shared = near and of.key() == told.key()
        foreign = (role is not None and role.post in HEADS) or not (told.id or "").startswith("state/")
        return None if shared and foreign else told

    def _enclosing(self, mention: Mention) -> Actor | None:
        """ "Members of the Afghan cabinet, including Minister X": whose the phrase around is."""
        around = [
            m for m in self.document.mentions_in(self.words.sentence[mention.head])
            if m.first < mention.first and mention.last <= m.last
            and m.form == "description" and m.of is not None and (m.of.id or "").startswith("state/")
        ]
        return max(around, key=lambda m: m.first).of if around else None

    def _is_owner(self, actor: Actor) -> bool:
        """Not a word of the title taken for a name ("Majority Leader"): known, of several words, or an abbreviation."""
        noun = actor.name.casefold().rpartition(" ")[2]
        role = roles().get(noun)
        titled = noun in self.lexicon.bound or (role is not None and role.kind == "person")
        if (actor.id or "").startswith("person/") or (actor.id is None and titled):
            return False
        return bool(actor.id) or " " in actor.name or actor.name.isupper() or actor.name in self.places

    def _antecedent(self, post: tuple[int, int]) -> Actor | None:
        """ "Chad, whose president …": whom the relative word before the title means."""
        word = post[0] - 1
        if word < 0 or self.words.lower[word] not in pronouns() or not pronouns()[self.words.lower[word]].relative:
            return None
        relative = self.document.mention(word)
        if relative is not None and relative.actors:
            return relative.actors[0]
        clause = self.words.head[self.words.head[word]]
        found = self.document.actors(clause) if clause >= 0 else ()
        return found[0] if found else None

    def _joined(self, mention: Mention, post: tuple[int, int]) -> Actor | None:
        """ "Ghana's president A and foreign minister B": the second title is of the first's owner.

        Two heads of state or government are of two states: "the US president and Chancellor B".
        """
        role = roles().get((mention.post or "").casefold())
        if self.beside is None or (role is not None and role.post in HEADS):
            return None
        end, of = self.beside
        gap = range(end, post[0])
        if not gap or len(gap) > WITHIN or self.words.sentence[end - 1] != self.words.sentence[post[0]]:
            return None
        joining = {"CCONJ", "PUNCT", "ADV", "ADJ", "PROPN", "X"}
        return of if all(self.words.upos[word] in joining for word in gap) else None

    def owner_words(self, post: tuple[int, int], of: Actor | None, bearer: Bearer) -> list[tuple[int, int]]:
        """The words beside the title that name its owner: before it, behind its "of", or behind the name's."""
        if of is None:
            return []
        lower, first = self.words.lower, post[0] - BEFORE
        end = max(post[1], bearer.name[1] if bearer.name else 0)
        behind_of = end < len(lower) and lower[end] in self.lexicon.of
        last = end + 3 if behind_of else end
        near = [
            (m.first, m.last) for m in self.document.mentions_in(self.words.sentence[post[0]])
            if m.form == "name" and m.first >= first and m.first < last and (m.last <= post[0] or m.first >= post[1])
            and any(actor.key() == of.key() for actor in m.actors)
        ]
        return sorted(near, key=lambda span: abs(span[0] - post[0]))[:1]
