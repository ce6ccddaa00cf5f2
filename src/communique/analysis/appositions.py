"""Two phrases side by side that are one: a name and the description beside it, in either order or in brackets."""

from __future__ import annotations

from dataclasses import dataclass

from communique.actors import Actor
from communique.analysis.descriptions import Title
from communique.analysis.naming import Identities
from communique.analysis.people import Person, states_served
from communique.analysis.phrases import conjuncts, is_plural
from communique.document import Form, Words


@dataclass(slots=True)
class Draft:
    """A mention before entities are numbered; `key` is equal for mentions known to mean one thing, "" for unknown.

    `tops` are further words by which the parse may refer to it.
    """

    first: int
    last: int
    head: int
    form: Form
    type: str
    actors: tuple[Actor, ...] = ()
    key: str = ""
    post: str | None = None
    of: Actor | None = None
    title: Title | None = None
    person: Person | None = None
    tops: tuple[int, ...] = ()


class Appositions:
    """Joins the drafts of one document, found by their heads."""

    def __init__(self, words: Words, identities: Identities, found: dict[int, Draft]) -> None:
        self.words, self.identities, self.found = words, identities, found
        self._joined: set[int] = set()  # the heads of descriptions that have their person

    def join(self) -> None:
        """Gives descriptions the person or body of the name beside them, and names what the description says."""
        self._neighbours()
        self._appositions()
        self._brackets()

    def _appositions(self) -> None:
        """A name and the description beside it are one: "Ada Bello, head of the mission," and the other way about."""
        tops = {word: draft for draft in self.found.values() for word in draft.tops}
        for head, draft in sorted(self.found.items()):
            for kid in self.words.kids(head, "appos"):
                other = self.found.get(kid) or tops.get(kid)
                if other is None or other is draft:
                    continue
                if draft.form == "name" and other.form == "description":
                    self._join(draft, other)
                elif draft.form == "description" and other.form == "name":
                    self._join(other, draft)

    def _neighbours(self) -> None:
        """The same where the parse has lost it: "the head of the Treasury Ada Bello", "the envoy of Fiji, Tui Bau,"."""
        ends: dict[int, Draft] = {}
        for _, draft in sorted(self.found.items()):
            if draft.form == "description" and draft.title and draft.type == "person" and draft.person is None:
                for place in range(draft.head + 1, draft.last + 1):
                    ends.setdefault(place, draft)
        if not ends:
            return
        for _, name in sorted(self.found.items()):
            if name.form != "name" or name.type != "person" or name.title is not None:
                continue
            first = name.first
            other = (
                ends.get(first)
                if self._touches(first - 1)
                else ends.get(first - 1)
                if self._set_off(first - 1)
                else None
            )
            if other and self.words.child(name.head, "case") is None:
                self._join(name, other)

    def _brackets(self) -> None:
        """What a bracket behind a name says it is: "Al-Shabaab (a group banned in Kenya)", however it is parsed."""
        for _, name in sorted(self.found.items()):
            if name.form != "name" or name.last + 1 >= len(self.words) or self.words.text[name.last] != "(":
                continue
            for word in range(name.last + 1, min(name.last + 8, len(self.words))):
                other = self.found.get(word)
                if self.words.text[word] == ")" or (other and other.form == "name"):
                    break
                if other and other.form == "description" and other.person is None:
                    self._join(name, other)
                    other.first = max(other.first, name.last + 1)
                    break

    def _touches(self, word: int) -> bool:
        """Whether the word before a name can end a title."""
        return word >= 0 and self.words.upos[word] in {"NOUN", "PROPN"}

    def _set_off(self, word: int) -> bool:
        return word > 0 and self.words.text[word] == ","

    def _join(self, name: Draft, description: Draft) -> None:
        if name is description or description.head in self._joined:
            return
        if is_plural(self.words, description.head):
            self._several(name, description)
            return
        if name.type == "person":
            if description.title is None or self._foreign(name, description):
                return
            self._joined.add(description.head)
            self._employ(name, description)
        elif name.type != description.type and not _bodies(name.type, description.type):
            return
        description.actors, description.key, description.person = name.actors, name.key, name.person
        description.type = name.type

    def _several(self, name: Draft, description: Draft) -> None:
        """ "Its members (Chad, Mali and Niger)": all that are named in a row."""
        row = [self.found[head] for head in conjuncts(self.words, name.head) if head in self.found]
        actors = {actor.key(): actor for draft in row for actor in draft.actors if draft.form == "name"}
        apart = name.first - description.last > 2 or any(draft.head < description.head for draft in row)
        if apart or len(actors) < 2 or any(draft.type != name.type for draft in row):
            return
        description.actors, description.key = tuple(actors.values()), " ".join(actors)
        description.type = "people" if name.type == "person" else name.type

    def _foreign(self, name: Draft, description: Draft) -> bool:
        """Whether a known person serves other states than the one whose post it is: "Ruto, President of Ghana ..."."""
        of, person = description.of, name.person
        if of is None or not (of.id or "").startswith("state/") or person is None or person.entity is None:
            return False
        states = states_served(self.identities.knowledge, person.entity)
        return bool(states) and of.id not in states

    def _employ(self, name: Draft, description: Draft) -> None:
        """What the description says of somebody the knowledge lacks."""
        actor, of, title = name.actors[0], description.of, description.title
        if name.person and title and title.role.post:
            name.person.titles.add(title.role.post)
        if actor.id is None:
            code = actor.code or (of.code if of else None)
            sector = actor.sector or (self.identities.sector(title, of) if title else None)
            name.actors = (Actor(actor.name, actor.text, None, code, sector),)
        if of is None and name.person:
            description.of = self.identities.employer_of(name.person, title)


def _bodies(one: str, other: str) -> bool:
    bodies = {"organization", "organ", "group", "medium", "state"}
    return one in bodies and other in bodies
