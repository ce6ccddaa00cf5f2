"""A name or a description by itself, without a parse: "the Kenyan foreign minister", "rebels in Chad" → an actor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rapidfuzz import fuzz

from communique.actors import Actor
from communique.analysis.people import person_actor
from communique.analysis.tokens import tokenize
from communique.knowledge import Entity, Knowledge
from communique.languages.roles import Role, function_words, longest_role, modifiers, nouns, roles

PERSONAL = frozenset({"person"})
#: Endings of plurals and of their singulars.
PLURALS = (("ies", "y"), ("men", "man"), ("women", "woman"), ("ches", "ch"), ("sses", "ss"), ("s", ""), ("es", ""))

#: A name this like a known one is that name misspelt.
ALIKE = 87
SHORTEST_FUZZY = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """Words [first, last) that the knowledge knows."""

    first: int
    last: int
    entities: tuple[Entity, ...]
    demonym: bool = False

    @property
    def entity(self) -> Entity:
        return self.entities[0]


def resolve_phrase(text: str, knowledge: Knowledge, on: date | None = None, context: str = "") -> Actor | None:
    """Whom a phrase means on a day (None: whenever), or None where it names nobody.

    `context` is the text around it: it tells the country of "the police" and which of several namesakes is meant.
    """
    return Phrase(text, knowledge, on, context).actor()


class Phrase:
    """One phrase on its way to an actor."""

    def __init__(self, text: str, knowledge: Knowledge, on: date | None, context: str) -> None:
        self.text, self.knowledge, self.on, self.context = " ".join(text.split()), knowledge, on, context
        self.words = [text[a:b] for a, b in tokenize(text)]
        self.lower = [word.casefold() for word in self.words]
        self.hits = list(_hits(self.words, knowledge, on))
        behind = (i for i, word in enumerate(self.lower) if i and word in function_words().behind)
        self.end = next(behind, len(self.words))

    def actor(self) -> Actor | None:
        """The actor, by the first reading that fits: a known name, a title with a name, a role, an unknown name."""
        if not self.words:
            return None
        found = self._known() or self._titled() or self._described() or self._unknown()
        if found and found.code is None:
            found = replace(found, code=self._code_around())
        return found

    # a known name

    def _known(self) -> Actor | None:
        bare = self.text.removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s")
        entities = self.knowledge.named(bare, self.on)
        whole = [hit for hit in self.hits if not hit.demonym and self._covers(hit)]
        if not entities and whole:
            entities = whole[0].entities
        if not entities:
            return self._demonym() or self._apposed()
        return self._of_entity(self._best(entities), bare)

    def _apposed(self) -> Actor | None:
        """ "League member Oman": a state named behind what is said of it."""
        for hit in self.hits:
            state = hit.entity.kind == "state" and not hit.demonym
            behind = hit.last == len(self.words) and 0 < hit.first <= self.end
            if state and behind and self.lower[hit.first - 1] not in function_words().behind:
                return self.knowledge.actor(hit.entity, self.text)
        return None

    def _covers(self, hit: Hit) -> bool:
        """Whether only articles, brackets and possessive marks stand beside a name."""
        beside = [w for i, w in enumerate(self.lower) if not hit.first <= i < hit.last]
        opened = "(" in beside
        return (
            all(w in {"the", "'s", "’s", ".", ","} for w in beside[: beside.index("(")])
            if opened
            else all(w in {"the", "'s", "’s", ".", "in", ","} for w in beside)
        )

    def _best(self, entities: Sequence[Entity]) -> Entity:
        around = self.context.casefold()
        for entity in entities:
            home = self.knowledge.home(entity.id) if entity.kind == "organ" else None
            if home and home.name.casefold() in around:
                return entity
        return next((e for e in entities if e.kind != "organ" or e.id.startswith("org/un/")), entities[0])

    def _of_entity(self, entity: Entity, text: str) -> Actor:
        if entity.kind == "place" and (state := self.knowledge.capital_of(entity.id, self.on)):
            return replace(self.knowledge.actor(state, text), sector="GOV")
        if entity.kind == "person":
            return person_actor(self.knowledge, entity, text, self.on)
        actor = self.knowledge.actor(entity, text)
        if (
            entity.kind in {"place", "group", "medium"}
            and actor.code is None
            and (home := self.knowledge.home(entity.id))
        ):
            return replace(actor, code=home.code)
        return actor

    def _demonym(self) -> Actor | None:
        """ "Omani" and "the Omanis" alone: the state, and its people."""
        for hit in self.hits:
            if hit.demonym and self._covers(hit):
                plural = (
                    self.lower[hit.last - 1].endswith("s") and hit.entity.name.casefold() != self.lower[hit.last - 1]
                )
                if plural:
                    return Actor(self.text, self.text, None, hit.entity.code, "CVL")
                return self.knowledge.actor(hit.entity, self.text)
        return None

    # a title and a name

    def _titled(self) -> Actor | None:
        """ "Kenyan Foreign Secretary Raychelle Omamo": known by name, else new with the title's country and sector."""
        role, first, last = self._role(self.end, PERSONAL)
        name = self.words[last : self.end] if role else self._bare_name()
        if role is None and not name:
            return None
        if not name or not all(
            w[:1].isupper() or w.casefold() in {"al", "-", "de", "van", "bin", "von", "ul"} for w in name
        ):
            return None
        owner = self._owner(range(first), range(self.end, len(self.words)))
        if person := self._person(name, role, owner):
            return self._with_role(person_actor(self.knowledge, person, self.text, self.on), role)
        if role is None:
            return None
        actor = Actor(" ".join(name), self.text, None, owner.code if owner else None, None)
        return self._with_role(actor, role)

    def _bare_name(self) -> list[str]:
        words = self.words[: self.end]
        while words and (words[0].casefold() in nouns().titles or words[0].casefold() == "the"):
            words = words[1:]
        free = not any(hit.first < self.end and hit.entity.kind != "person" for hit in self.hits)
        return words if free and words and len(words) <= 5 else []

    def _person(self, name: Sequence[str], role: Role | None, owner: Entity | None) -> Entity | None:
        found = self.knowledge.person(" ".join(name), self.on) or (
            self.knowledge.person(name[-1], self.on) if role or len(name) == 1 else ()
        )
        if owner:
            found = tuple(
                e for e in found if e.code == owner.code or any(t.of == owner.id for t in self.knowledge.tenures(e.id))
            )
        elif len(found) > 1 and role and role.post:
            found = tuple(e for e in found if any(t.post == role.post for t in self.knowledge.tenures(e.id))) or found
        if len(found) > 1 and self.context:
            states = _states(self.context, self.knowledge, self.on)
            found = tuple(e for e in found if any(s.code == e.code for s in states)) or found
        return found[0] if found and (role or len(found) == 1 or len(name) > 1) else None

    def _with_role(self, actor: Actor, role: Role | None) -> Actor:
        if any(word in modifiers().former or word.startswith("ex-") for word in self.lower):
            return replace(actor, sector="ELI")
        return replace(actor, sector=(role.sector if role else None) or actor.sector)

    # a role

    def _described(self) -> Actor | None:
        role, first, last = self._role(self.end)
        if role is None:
            return None
        owner = self._owner(range(first), range(last, len(self.words)))
        plural = self.lower[last - 1] != role.noun.rpartition(" ")[2]
        sector = self._sector(role, first, owner)
        if owner and role.post and not plural and self.on and not set(self.lower[:first]) & modifiers().former:
            holders = self.knowledge.holders(" ".join(self.lower[first:last]), owner.id, self.on)
            if holders:
                return self._with_role(person_actor(self.knowledge, holders[0], self.text, self.on), role)
        if owner and owner.id and role.stands and (plural or role.kind == "body"):
            return replace(self.knowledge.actor(owner, self.text), sector=sector)
        code = owner.code if owner else None
        if owner is None and sector == "SOC" and set(self.lower) & {"international", "ngo"}:
            code = "NGO"
        if owner is None and sector == "SOC":
            return Actor(self.text, self.text, None, code or "NGO", None)
        return Actor(self._plain(), self.text, None, code, sector)

    def _plain(self) -> str:
        return self.text.removeprefix("the ").removeprefix("The ").removeprefix("a ").removeprefix("an ")

    def _role(self, end: int, kinds: frozenset[str] | None = None) -> tuple[Role | None, int, int]:
        """The last role named before `end` and its words [first, last); the longest where several end there."""
        for last in range(end, 0, -1):
            for first in range(max(0, last - longest_role()), last):
                role = _role_of(self.lower[first:last])
                if role and role.sector == "CVL" and self.words[last - 1][:1].isupper() and last > 1:
                    continue  # "European Community" is no community of people
                if role and (kinds is None or role.kind in kinds):
                    longer = self._continued(first, last)
                    return longer or (role, first, last)
        return None, 0, 0

    def _continued(self, first: int, last: int) -> tuple[Role, int, int] | None:
        """ "minister of finance": a role that reaches behind its noun."""
        for end in range(min(len(self.words), first + longest_role() + 1), last, -1):
            if role := roles().get(" ".join(self.lower[first:end])):
                return role, first, end
        return None

    def _sector(self, role: Role, first: int, owner: Entity | None) -> str | None:
        former = any(word in modifiers().former for word in self.lower[:first])
        if former and role.sector in {"GOV", "LEG"}:
            return "ELI"
        for word in range(first - 1, -1, -1):
            before = roles().get(_singular(self.lower[word]))
            if before and before.kind != "person" and before.sector not in {"GOV", None}:
                return before.sector
        if owner and owner.id.startswith("group/") and role.sector in {"GOV", None}:
            return owner.sector or role.sector
        return role.sector

    def _owner(self, *ranges: range) -> Entity | None:
        """The state or body in these stretches, in order: before the role, then behind it."""
        for stretch in ranges:
            inside = [h for h in self.hits if h.first in stretch and h.entity.kind != "person"]
            for hit in sorted(inside, key=lambda h: -h.first if stretch.start == 0 else h.first):
                entity = self._best(hit.entities)
                if entity.kind == "place":
                    home = self.knowledge.home(entity.id) or self.knowledge.capital_of(entity.id, self.on)
                    if home:
                        return home
                    continue
                return entity
        return None

    # an unknown name

    def _unknown(self) -> Actor | None:
        hits = [hit for hit in self.hits if hit.entity.kind != "person"]
        code = next((code for hit in hits if (code := self._code(self._best(hit.entities)))), None)
        people = any(word.endswith("s") and hit.demonym for hit in hits for word in self.lower[hit.first : hit.last])
        if code is None:
            code = self._misspelt()
        if not hits and not any(word[:1].isupper() for word in self.words) and code is None:
            return None if not self.context else Actor(self.text, self.text)
        if people and len(hits) > 1 and hits[0].demonym and self.end < hits[-1].first:
            code = self._code(self._best(hits[-1].entities)) or code  # "ethnic Somalis in Kenya"
        if people and len(hits) == 1 and self.lower[0] == "ethnic":
            code = self._code_around(but=code) or code
        return Actor(self._plain(), self.text, None, code, "CVL" if people else None)

    def _code(self, entity: Entity) -> str | None:
        if entity.code:
            return entity.code
        home = self.knowledge.home(entity.id)
        return home.code if home else None

    def _misspelt(self) -> str | None:
        """ "Afganistan"."""
        for word in self.words:
            if len(word) < SHORTEST_FUZZY or not word[0].isupper():
                continue
            for name in self.knowledge.nearest(word):
                if fuzz.ratio(word.casefold(), name.casefold()) >= ALIKE:
                    entity = next(iter(self.knowledge.named(name)), None)
                    if entity and entity.kind in {"state", "place"}:
                        return self._code(entity)
        return None

    def _code_around(self, but: str | None = None) -> str | None:
        """The country that the context names nearest before the phrase, else nearest behind it."""
        at = self.context.find(self.text)
        before = _states(self.context[:at], self.knowledge, self.on) if at > 0 else []
        behind = _states(self.context[max(at, 0) :], self.knowledge, self.on)
        return next((state.code for state in (*reversed(before), *behind) if state.code and state.code != but), None)


def _hits(words: Sequence[str], knowledge: Knowledge, on: date | None) -> Iterator[Hit]:
    place = 0
    while place < len(words):
        found = knowledge.longest(words, place, on) if any(c.isalnum() for c in words[place]) else None
        if found:
            last = found[0]
            while last > place + 1 and not any(c.isalnum() for c in words[last - 1]):
                last -= 1
            yield Hit(place, last, found[1])
            place = last
            continue
        for length in (3, 2, 1):
            text = " ".join(words[place : place + length]).replace(" - ", "-")
            if place + length <= len(words) and (state := knowledge.demonym(text)):
                yield Hit(place, place + length, (state,), True)
                place += length - 1
                break
        place += 1


def _states(text: str, knowledge: Knowledge, on: date | None) -> list[Entity]:
    """The states that a text names, each as often as it does, by name, demonym, capital or place."""
    found = []
    for hit in _hits([text[a:b] for a, b in tokenize(text)], knowledge, on):
        entity = hit.entity
        if entity.kind in {"place", "group", "medium", "person"}:
            home = knowledge.home(entity.id) or (
                knowledge.capital_of(entity.id, on) if entity.kind == "place" else None
            )
            if home:
                found.append(home)
        elif entity.kind == "state":
            found.append(entity)
    return found


def _role_of(words: Sequence[str]) -> Role | None:
    *before, noun = words
    stem = " ".join([*before, ""]).replace(" - ", "-")
    return next((role for form in _forms(noun) if (role := roles().get(stem + form))), None)


def _singular(noun: str) -> str:
    """A plural as roles are written, by spelling alone."""
    return next((form for form in _forms(noun) if form in roles()), noun)


def _forms(noun: str) -> Iterator[str]:
    """The noun itself and what it may be the plural of."""
    yield noun
    for ending, instead in PLURALS:
        if noun.endswith(ending):
            yield noun.removesuffix(ending) + instead
