"""Which person a name means: full names learned from the report, later surnames, initials, misspelt forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from rapidfuzz.distance import Levenshtein

from communique.actors import Actor
from communique.knowledge import Entity, Knowledge
from communique.languages.roles import function_words

GOVERNING = frozenset({"head-of-state", "head-of-government", "foreign-minister"})

#: Offices of an organisation that others know by name only where the report speaks of the organisation.
LESSER = frozenset({"special-envoy", "spokesperson", "ambassador"})

#: PLOVER's codes of organisations that states' people chair in turn.
BODY_CODES = frozenset({"IGO", "UNO", "EUR"})

#: A surname shorter than this is not matched with one letter changed.
SHORTEST_MISSPELT = 5

#: Whoever came to their first post so many years after a report is no known bearer of a bare surname in it.
SOON = 2

#: Of more people than these with one name in common, the later ones are known by their full names only.
NAMESAKES = 200


@dataclass(slots=True)
class Person:
    """One person of the report: `number` tells it from others, `parts` are the fullest name in lower case."""

    number: int
    parts: tuple[str, ...]
    name: str
    entity: Entity | None = None
    titles: set[str] = field(default_factory=set)
    of: set[str] = field(default_factory=set)


@dataclass(slots=True)
class People:
    """The people of one report, found by full name first and by any part of it later."""

    knowledge: Knowledge
    on: date | None
    around: Callable[[], Mapping[str, int]] = dict  # how often the report names each state and body
    people: list[Person] = field(default_factory=list)
    by_part: dict[str, list[Person]] = field(default_factory=dict)
    by_id: dict[str, Person] = field(default_factory=dict)
    by_name: dict[tuple[str, ...], Person] = field(default_factory=dict)

    def learn(self, words: Sequence[str], entities: Iterable[Entity] = ()) -> Person:
        """The person of a full name (two words and more), new or one seen already."""
        parts = _parts(words)
        name = _written(words)
        entity = next((e for e in entities if e.kind == "person"), None) or self._known(name)
        if entity and not self._meets(entity, name):
            entity = None
        if entity and entity.id in self.by_id:
            person = self.by_id[entity.id]
            self._index(person, parts)
            return person
        person = self._same(parts) if entity is None else None  # type: ignore[assignment]
        if person is None:
            person = Person(len(self.people), parts, name, entity)
            self.people.append(person)
            if entity:
                self.by_id[entity.id] = person
                self._index(person, tuple(entity.name.casefold().split()))
        elif len(parts) > len(person.parts):
            person.parts, person.name = parts, name
        self._index(person, parts)
        return person

    def meant(
        self, words: Sequence[str], *, states: frozenset[str] = frozenset(), post: str | None = None
    ) -> Person | None:
        """Whom a single part of a name means, in this report first, then in the knowledge; None if nobody known.

        `states` and `post` are what the words around say of that person; they choose among namesakes.
        """
        parts = _parts(words)
        if not parts:
            return None
        pool = self.by_part.get(parts[-1], [])
        last = [
            p for p in pool if p.parts[-1] == parts[-1] or (p.entity and p.entity.name.casefold().endswith(parts[-1]))
        ]
        choice = last or pool
        if states and len(choice) > 1:
            choice = [p for p in choice if p.entity and self._belongs(p.entity, states)] or choice
        if choice:
            return choice[-1] if not last else choice[0]
        return self._from_knowledge(words, parts, states, post)

    def alone(self, words: Sequence[str]) -> Person:
        """A new person known by one part of a name only."""
        person = Person(len(self.people), _parts(words), _written(words))
        self.people.append(person)
        self._index(person, person.parts)
        return person

    def _from_knowledge(
        self, words: Sequence[str], parts: tuple[str, ...], states: frozenset[str], post: str | None
    ) -> Person | None:
        found = tuple(e for e in self.knowledge.person(" ".join(words), self.on) if not self._is_to_come(e))
        if states:
            found = tuple(e for e in found if self._belongs(e, states)) or (() if len(found) != 1 else found)
        if post and len(found) > 1:
            found = tuple(e for e in found if any(t.post == post for t in self.knowledge.tenures(e.id))) or found
        if not states and not post:
            found = self._fitting(found)
        if not found or (len(found) > 1 and not (states or post)):
            return None
        return self.learn(words if len(words) > 1 else found[0].name.split(), found[:1])

    def _fitting(self, found: tuple[Entity, ...]) -> tuple[Entity, ...]:
        """Of several namesakes the one whom the report speaks of by the states and bodies it names; () for none.

        Those in a post on the report's day come first, then those of what is named most; a lone bearer of the name
        need only be in a post, or of a state or body that is named.
        """
        around = self.around()
        weights = {e.id: max((around.get(t.of, 0) for t in self.knowledge.tenures(e.id)), default=0) for e in found}
        serving = {e.id for e in found if self.on and self.knowledge.tenures(e.id, self.on)}
        found = tuple(e for e in found if weights[e.id] or not self._is_lesser(e))
        if len(found) == 1:
            return found if weights[found[0].id] or serving or (self.on is None and not around) else ()
        near = [e for e in found if weights[e.id] and (e.id in serving or not serving)]
        near = near or [e for e in found if weights[e.id]]
        if not near:  # the head of a body is at home everywhere, a minister in reports that name the state
            heads = [e for e in found if e.id in serving and (not around or self._leads_body(e))]
            heads = heads or [e for e in found if self._governs(e)]
            return tuple(heads) if len(heads) == 1 else ()
        most = max((weights[e.id] for e in near), default=0)
        best = tuple(e for e in near if weights[e.id] == most)
        if len(best) > 1 and self.on is not None:
            best = tuple(e for e in best if any(t.post in GOVERNING for t in self.knowledge.tenures(e.id, self.on)))
        return best

    def _leads_body(self, entity: Entity) -> bool:
        return any(row.of.startswith("org/") for row in self.knowledge.tenures(entity.id, self.on))

    def _governs(self, entity: Entity) -> bool:
        """Whether somebody leads a state, or speaks for it abroad, on the report's day."""
        rows = self.knowledge.tenures(entity.id, self.on) if self.on else ()
        return any(row.post in GOVERNING and row.of.startswith("state/") for row in rows)

    def _is_lesser(self, entity: Entity) -> bool:
        """Whether somebody has held nothing but lesser offices of organisations, such as a rapporteur's."""
        rows = self.knowledge.tenures(entity.id)
        return bool(rows) and all(row.post in LESSER and row.of.startswith("org/") for row in rows)

    def _meets(self, entity: Entity, name: str) -> bool:
        """Whether somebody called by other words than their name's may be meant: of a state or body that is named.

        "Ahmed Bello" in a report on Ghana is not Niger's Mohammed Ahmed Bello.
        """
        around, rows = self.around(), self.knowledge.tenures(entity.id)
        own, said = set(entity.name.casefold().split()), set(name.casefold().split())
        shorter = said < own and name.split()[0].casefold() != entity.name.split()[0].casefold()
        return not (shorter and around and rows) or any(row.of in around for row in rows)

    def _is_to_come(self, entity: Entity) -> bool:
        """Whether somebody is known for posts only that they took up long after the report."""
        starts = [t.start for t in self.knowledge.tenures(entity.id)]
        if self.on is None or not starts or not all(starts):
            return False
        return min(filter(None, starts)) > self.on.replace(year=self.on.year + SOON, day=1).isoformat()

    def _belongs(self, entity: Entity, states: frozenset[str]) -> bool:
        return any(t.of in states for t in self.knowledge.tenures(entity.id))

    def _known(self, name: str) -> Entity | None:
        """A full name the gazetteer missed: with an initial, or a romanisation of its own."""
        if "." in name.split()[0] and len(name.split()[0]) <= 3:
            initial, surname = name[0].casefold(), name.split()[-1]
            found = [e for e in self.knowledge.person(surname, self.on) if e.name[0].casefold() == initial]
            return found[0] if found else None
        found = [e for e in self.knowledge.named(name, self.on) if e.kind == "person"]
        # "Aleksandr Ivanenko" of long ago is not the Oleksandr Ivanenko who is yet to come to a post
        same = name.casefold()
        return next((e for e in found if e.name.casefold() == same or not self._is_to_come(e)), None)

    def _same(self, parts: tuple[str, ...]) -> Person | None:
        """A person seen already whose name is this one shortened, lengthened or with one letter of it changed."""
        for part in (parts[-1], parts[0]):
            for person in self.by_part.get(part, ()):
                if person.parts[-1] == parts[-1] and _agree(person.parts, parts):
                    return person
                if person.parts == parts:
                    return person
        for person in self.by_part.get(parts[0], ()):
            if _misspelt(person.parts, parts):
                return person
        many = any(len(self.by_part.get(part, ())) >= NAMESAKES for part in parts)
        return self.by_name.get(parts) if many else None

    def _index(self, person: Person, parts: tuple[str, ...]) -> None:
        self.by_name.setdefault(parts, person)
        for part in parts:
            row = self.by_part.setdefault(part, [])
            if len(row) >= NAMESAKES:
                continue
            if part not in function_words().particles and len(part.strip(".")) > 1 and person not in row:
                row.append(person)


def person_actor(knowledge: Knowledge, person: Entity, text: str, on: date | None = None) -> Actor:
    """A person as an actor: coded by the state they serve, though they chair an organisation too in that year.

    Who serves only an organisation on the day is coded by it.
    """
    actor = knowledge.actor(person, text)
    if actor.code is not None and actor.code not in BODY_CODES:
        return actor
    rows = (knowledge.tenures(person.id, on) if on else ()) or knowledge.tenures(person.id)
    states = (knowledge.entity(row.of) for row in rows if row.of.startswith("state/"))
    return next((replace(actor, code=state.code) for state in states if state), actor)


def states_served(knowledge: Knowledge, person: Entity) -> frozenset[str]:
    """The states of which a person has ever held a post."""
    return frozenset(row.of for row in knowledge.tenures(person.id) if row.of.startswith("state/"))


def governs(knowledge: Knowledge, surname: str, on: date | None) -> bool:
    """Whether a surname is that of a head of state or government, or a foreign minister, on a day."""
    found = knowledge.person(surname, on) if on else ()
    return any(row.post in GOVERNING for entity in found for row in knowledge.tenures(entity.id, on))


def _parts(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word.casefold() for word in words if word not in function_words().possessives and word != ",")


def _written(words: Sequence[str]) -> str:
    """The name as a name is written: without possessive marks, a shouted one in title case."""
    text = " ".join(word for word in words if word not in function_words().possessives).replace(" - ", "-")
    return text.title() if len(text) > 4 and text == text.upper() else text


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the given names of one surname can be one person's: "J. Kufuor", "John Kufuor", "John Agyekum Kufuor"."""
    left, right = one[:-1], other[:-1]
    if not left or not right:
        return True
    short, long = sorted((left, right), key=len)
    return all(any(a == b or _initial(a, b) or _initial(b, a) or _variant(a, b) for b in long) for a in short)


def _initial(short: str, long: str) -> bool:
    return short.endswith(".") and len(short) == 2 and long.startswith(short[0])


def _variant(one: str, other: str) -> bool:
    """Sergei and Sergey."""
    return min(len(one), len(other)) >= SHORTEST_MISSPELT and Levenshtein.distance(one, other, score_cutoff=1) <= 1


def _misspelt(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    a, b = one[-1], other[-1]
    return (
        len(one) > 1
        and len(other) > 1
        and one[0] == other[0]
        and min(len(a), len(b)) >= SHORTEST_MISSPELT
        and Levenshtein.distance(a, b, score_cutoff=1) <= 1
    )
