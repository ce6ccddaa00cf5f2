"""What a name or a described role means: the entity in the knowledge, or a new actor with what the report says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from communique.actors import Actor
from communique.analysis.descriptions import Title, bare
from communique.analysis.holders import holder
from communique.analysis.names import Named, find_names, kind_of
from communique.analysis.organs import Organs
from communique.analysis.people import People, Person, governs, person_actor
from communique.analysis.phrases import Phrase, core
from communique.document import Document
from communique.knowledge import Entity, Knowledge
from communique.languages.roles import nouns, roles

#: Posts whose holders together, unnamed, are those they lead: "the presidents of Chad and Niger".
LEADING = frozenset({"head-of-state", "head-of-government", "leader"})

#: Posts whose holders in several states, unnamed, are those states: "the foreign ministers of Chad and Niger".
MINISTERS = frozenset({"foreign-minister", "defence-minister", "finance-minister", "interior-minister"})

#: Kinds of states that are near a body and not of it.
BESIDE = frozenset({"neighbor", "neighbour"})


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a phrase means; `key` is equal for phrases of one thing, `government` the state a place may stand for."""

    type: str
    actors: tuple[Actor, ...] = ()
    key: str = ""
    person: Person | None = None
    government: Entity | None = None


class Identities:
    """The names of one document and whom they mean; people are learned from full names before any is asked."""

    def __init__(self, document: Document, knowledge: Knowledge) -> None:
        self.document, self.words, self.knowledge = document, document.words, knowledge
        self.on = document.report.published
        names = find_names(document, knowledge)
        self.outer, self.inner = names.outer, names.inner
        self.people = People(knowledge, self.on, lambda: self._around)
        self.organs = Organs(document, knowledge, (*self.outer, *self.inner))
        self._memo: dict[tuple[Named, tuple[Actor, ...]], Identity] = {}
        self._learn()

    def _learn(self) -> None:
        for span in self.outer:
            if span.last - span.first > 1 and self._is_person(span):
                self.people.learn(self.words.text[span.first : span.last], span.entities)
        self.outer = tuple(sorted((*self._relabelled(), *self._surnames()), key=lambda span: span.first))

    def _relabelled(self) -> Iterable[Named]:
        """One label for all places of an unknown name: a full name's surname is a person, else the commonest."""
        labels: dict[tuple[str, ...], Counter[str]] = {}
        for span in self.outer:
            if not span.entities:
                labels.setdefault(self.words.lower[span.first : span.last], Counter())[span.label] += 1
        for span in filter(lambda span: not self._common(span), self.outer):
            form = self.words.lower[span.first : span.last]
            namesakes = self.people.by_part.get(form[0], ())
            surname = len(form) == 1 and any(p.parts[-1] == form[0] for p in namesakes)
            if span.entities:
                yield span
            elif surname or (len(form) == 2 and any(len(p.parts) > 1 and p.parts[0] == form[0] for p in namesakes)):
                yield replace(span, label="person")
            else:
                yield replace(span, label=labels[form].most_common(1)[0][0])

    def _common(self, span: Named) -> bool:
        """Whether a name is a mere noun in capitals: "the Council", "the Organisation"."""
        first = span.first
        single = not span.entities and span.last - first == 1 and span.label in {"organization", "place"}
        kind = nouns().kinds_of.get(self.words.lower[first]) if single else None
        return bool(kind) and first > 0 and self.words.lower[first - 1] == "the"

    def _surnames(self) -> Iterable[Named]:
        """Later surnames that neither the encoder nor the gazetteer has marked."""
        taken = {word for span in self.outer for word in range(span.first, span.last)}
        for word, upos in enumerate(self.words.upos):
            form = self.words.lower[word]
            namesakes = self.people.by_part.get(form, ()) if upos == "PROPN" and word not in taken else ()
            if any(person.parts[-1] == form for person in namesakes):
                yield Named(word, word + 1, "person")

    def _is_person(self, span: Named) -> bool:
        best = kind_of(span, span.entities)
        return best.kind == "person" if best else span.label == "person"

    @cached_property
    def _around(self) -> Mapping[str, int]:
        """How often the report names each state and body, by itself, by its people or by its capital."""
        found: Counter[str] = Counter()
        for span in (*self.outer, *self.inner):
            for entity in span.entities[:1]:
                home = self.knowledge.home(entity.id) if entity.kind in {"place", "organ", "group"} else None
                found.update({one.id for one in (entity, home) if one is not None})
        return found

    @cached_property
    def _by_last(self) -> dict[int, Named]:
        return {word: span for span in self.outer for word in range(span.first, span.last)}

    def named_at(self, word: int) -> bool:
        """Whether a word is part of a name."""
        return word in self._by_last

    def outer_before(self, head: int) -> Iterable[Named]:
        """The names that touch the words right before a head, nearest first, as far as only words stand between."""
        for word in range(head - 1, max(head - 8, -1), -1):
            if self.words.upos[word] in {"PUNCT", "VERB", "ADP", "CCONJ"} and self.words.text[word] not in {"-", "–"}:
                return
            span = self._by_last.get(word)
            if span and span.last == word + 1:
                yield span

    # names

    def of(self, span: Named, head: int, *, owners: tuple[Actor, ...] = (), title: Title | None = None) -> Identity:
        """Whom a name means, helped by what stands before it."""
        key = span, owners
        if key not in self._memo:
            self._memo[key] = self._of(span, head, owners, title)
        return self._memo[key]

    def _of(self, span: Named, head: int, owners: tuple[Actor, ...], title: Title | None) -> Identity:
        if span.label == "demonym":
            return self._demonym(span, head)
        entity = self._chosen(span)
        if entity is None and span.entities:
            return self._unknown(span, owners, title)
        if (entity and entity.kind == "person") or (entity is None and self._personal(span, title)):
            return self._person(span, owners, title)
        if entity is None or (entity.kind == "organ" and any((o.id or "").startswith("state/") for o in owners)):
            return self._unknown(span, owners, title)  # "the Kenyan Security Council" is not the United Nations'
        actor = self.knowledge.actor(entity, self._text(span))
        government = self.knowledge.capital_of(entity.id, self.on) if entity.kind == "place" else None
        return Identity(entity.kind, (actor,), entity.id, government=government)

    def _chosen(self, span: Named) -> Entity | None:
        if not span.entities:
            return self.organs.introduced(self._text(span))
        if self.organs.is_other(self._text(span)):
            return self.organs.other(self._text(span))
        if any(e.kind == "organ" for e in span.entities) and len(span.entities) > 1:
            return self.organs.nearest(span)
        return kind_of(span, span.entities)

    def _personal(self, span: Named, title: Title | None) -> bool:
        if title and self.words.xpos[title.head] in {"NNS", "NNPS"}:
            return False  # "rebels Al-Shabaab"
        alone = span.last - span.first == 1
        if span.label in {"person", ""} or (alone and governs(self.knowledge, self._text(span), self.on)):
            return True
        # "spokesman Okello": a single unknown name behind a person's title
        return bool(
            title
            and title.role.kind == "person"
            and span.label != "event"
            and span.last - span.first <= 2
            and span.first == title.last
        )

    def _person(self, span: Named, owners: tuple[Actor, ...], title: Title | None) -> Identity:
        written = self.words.text[span.first : span.last]
        states = frozenset(actor.id for actor in owners if actor.id)
        post = title.role.post if title else None
        if len(written) > 1:
            person = self.people.learn(written, span.entities)
        else:
            person = self.people.meant(written, states=states, post=post) or self.people.alone(written)
        if title and not title.former and not title.other:
            person.titles.update(filter(None, (title.role.post, title.role.noun)))
        person.of.update(states)
        return Identity(
            "person", (self._person_actor(person, self._text(span), owners, title),), self._key(person), person
        )

    def _person_actor(self, person: Person, text: str, owners: tuple[Actor, ...], title: Title | None) -> Actor:
        if person.entity:
            actor = person_actor(self.knowledge, person.entity, text, self.on)
            return replace(actor, sector=self._person_sector(person.entity, title))
        code = next((actor.code for actor in owners if actor.code), None)
        sector = self.sector(title, owners[0] if owners else None) if title else None
        return Actor(person.name, text, None, code, sector)

    def _person_sector(self, entity: Entity, title: Title | None) -> str | None:
        rows = self.knowledge.tenures(entity.id, self.on)
        for row in rows:
            if sector := self.knowledge.post_sector(row.post):
                return sector
        past = self.knowledge.tenures(entity.id)
        if (
            self.on
            and past
            and (not title or title.former)
            and any(t.end and t.end <= self.on.isoformat() for t in past)
        ):
            return "ELI"
        return entity.sector or (self.sector(title, None) if title else None)

    def _key(self, person: Person) -> str:
        return person.entity.id if person.entity else f"person {person.number}"

    def _demonym(self, span: Named, head: int) -> Identity:
        """ "Omani" means Oman before a noun, the Omani people as a noun of its own."""
        state, words = span.entities[0], self.words
        text = self._text(span)
        alone = words.deprel[head] in {
            "nsubj",
            "nsubj:pass",
            "obj",
            "iobj",
            "obl",
            "obl:agent",
            "nmod",
            "conj",
            "root",
            "appos",
        }
        if alone and words.upos[head] in {"NOUN", "PROPN"} and text.endswith("s") and words.xpos[head] not in {"JJ"}:
            return Identity("people", (Actor(text, text, None, state.code, "CVL"),), f"people {state.id}")
        return Identity("state", (self.knowledge.actor(state, text),), state.id)

    def _unknown(self, span: Named, owners: tuple[Actor, ...], title: Title | None = None) -> Identity:
        """A name nobody knows: a body with its country's code and a sector from its noun, a place, an event."""
        text = self._text(span)
        if span.label == "event":
            return Identity("event", (), f"event {text.casefold()}")
        name = text.removeprefix("The ") if span.label != "organization" else text
        if span.label == "place":
            return Identity("place", (Actor(name, text),), f"place {name.casefold()}")
        inside = [state for hit in self.inner if span.holds(hit) for state in hit.entities[:1]]
        code = next((e.code for e in inside if e.kind in {"state", "organization"}), None)
        code = code or next((actor.code for actor in owners if actor.code), None)
        sector = self.sector(title, None) if title else self._sector_of_name(span)
        if any(e.kind == "organ" for e in span.entities) and owners:
            name = f"{name} of {owners[0].name}"
        return Identity("organization", (Actor(name, text, None, code, sector),), self.organs.key_of(name))

    def _sector_of_name(self, span: Named) -> str | None:
        for word in range(span.last - 1, span.first - 1, -1):
            role = roles().get(self.words.lower[word]) or roles().get(self.words.lemma[word].lower())
            if role and role.kind != "person" and role.sector not in {"CVL", None}:
                return role.sector
        return None

    def government(self, span: Named) -> Identity:
        """The state whose capital a name is, as the actor."""
        identity = self.of(span, span.first)
        assert identity.government
        actor = self.knowledge.actor(identity.government, self._text(span))
        return Identity("state", (replace(actor, sector=actor.sector or "GOV"),), identity.government.id)

    def land(self, actors: tuple[Actor, ...]) -> Actor | None:
        """The state a place lies in."""
        for actor in actors:
            state = self.knowledge.home(actor.id) if actor.id else None
            if state is None and actor.id:
                state = self.knowledge.capital_of(actor.id, self.on)
            if state:
                return self.knowledge.actor(state, actor.text)
        return None

    # roles

    def described(self, phrase: Phrase, title: Title, owners: tuple[Actor, ...]) -> Identity:
        """Whom a role means by its own words: the holder, those it stands for, somebody new; nobody without owners."""
        role = title.role
        type = _type(title, phrase.plural)
        if not owners or (role.noun in nouns().mass and bare(self.words, title)):
            return Identity(type)
        if type == "person":
            person = self.holder(title, owners[0]) if title.exclusive and not phrase.indefinite else None
            if person:
                text = self._phrase_text(phrase)
                return Identity("person", (self._person_actor(person, text, owners, title),), self._key(person), person)
            return self._new(phrase, title, owners, "person")
        organs = (
            [self.organs.of_posts(self._phrase_words(phrase), role, owner) for owner in owners] if phrase.plural else []
        )
        if any(organs):
            actors = tuple(
                self._owner_text(organ or owner, phrase, title) for organ, owner in zip(organs, owners, strict=True)
            )
            return Identity("organ", actors, " ".join(a.key() for a in actors))
        if role.stands or (phrase.plural and (role.post in LEADING or (role.post in MINISTERS and len(owners) > 1))):
            actors = tuple(self._owner_text(owner, phrase, title) for owner in owners)
            kind = "state" if len(actors) == 1 and (actors[0].id or "").startswith("state/") else "organization"
            return Identity(
                kind if len(actors) == 1 else type, actors, f"{role.noun} {' '.join(a.key() for a in actors)}"
            )
        return self._new(phrase, title, owners, type)

    def belonging(self, phrase: Phrase, noun: str, owners: tuple[Actor, ...]) -> Identity | None:
        """The organisation in "its member states", the organ in "the union's council"; None for other phrases."""
        bodies = tuple(owner for owner in owners if (owner.id or "").startswith("org/"))
        if not bodies:
            return self._country(phrase, noun, owners)
        if noun == "member" or (phrase.plural and noun in nouns().kinds["state"] - BESIDE):
            actors = tuple(replace(body, text=self._phrase_text(phrase)) for body in bodies)
            return Identity("organization", actors, f"members {' '.join(a.key() for a in actors)}")
        organ = self.organs.inside(self._phrase_words(phrase), bodies[0])
        if organ:
            return Identity("organ", (self.knowledge.actor(organ, self._phrase_text(phrase)),), organ.id)
        return None

    def _country(self, phrase: Phrase, noun: str, owners: tuple[Actor, ...]) -> Identity | None:
        """ "the Maldives nation" is the Maldives; "Nepal's neighbour" is not Nepal."""
        plain = phrase.determiner != "poss" and not phrase.plural and not phrase.indefinite
        same = noun in nouns().naming and noun in nouns().kinds["state"]
        if plain and same and len(owners) == 1 and owners[0].id and self.named_at(phrase.head - 1):
            return Identity("state", (replace(owners[0], text=self._phrase_text(phrase)),), owners[0].id)
        return None

    def holder(self, title: Title, owner: Actor) -> Person | None:
        """Who holds the post on the report's day, if one person does."""
        if owner.id is None or self.on is None:
            return None
        found = holder(self.words, title, owner.id, self.knowledge, self.on, self.people.by_id)
        return self.people.learn(found.name.split(), (found,)) if found else None

    def state_of(self, actor: Actor) -> Actor:
        """The state whose ministry an actor without an identity is, where the report names the state."""
        state = self._states.get(actor.code or "") if actor.id is None else None
        return self.knowledge.actor(state, state.name) if state else actor

    @cached_property
    def _states(self) -> dict[str, Entity]:
        named = (entity for span in (*self.outer, *self.inner) for entity in span.entities)
        return {entity.code: entity for entity in named if entity.kind == "state" and entity.code}

    def employer(self, identity: Identity, title: Title) -> Actor | None:
        return self.employer_of(identity.person, title) if identity.person else None

    def employer_of(self, person: Person, title: Title | None) -> Actor | None:
        """Whose post a known person's is, where the report leaves it unsaid."""
        if person.entity is None:
            return None
        rows = self.knowledge.tenures(person.entity.id, self.on) or self.knowledge.tenures(person.entity.id)
        if title and title.role.post:
            rows = tuple(row for row in rows if row.post == title.role.post) or rows
        entity = self.knowledge.entity(rows[0].of) if rows else None
        return self.knowledge.actor(entity, entity.name) if entity else None

    def sector(self, title: Title, of: Actor | None) -> str | None:
        """The sector of a role: a police spokesman's COP, a movement's envoy as the movement, a former minister ELI."""
        role = title.role
        for word in range(title.first - 1, max(title.first - 4, -1), -1):
            before = roles().get(self.words.lemma[word].lower())
            if self.words.upos[word] not in {"NOUN", "PROPN"} or before is None or self.named_at(word):
                break
            if before.kind != "person" and before.sector not in {"GOV", None}:
                return before.sector
        if title.former and role.sector in {"GOV", "LEG"}:
            return "ELI"
        if of and of.id and of.id.startswith("group/"):
            return of.sector or role.sector
        return role.sector or (of.sector if of else None)

    def _new(self, phrase: Phrase, title: Title, owners: tuple[Actor, ...], type: str) -> Identity:
        text = self._phrase_text(phrase)
        first, last = core(self.words, min(phrase.first, title.first), phrase.head, title.last)
        name = self._phrase_text(replace(phrase, first=first, last=min(last, phrase.last)))
        name = name.replace('"', "") if name.count('"') % 2 else name
        code = next((owner.code for owner in owners if owner.code), None)
        actor = Actor(name, text, None, code, self.sector(title, owners[0]))
        key = f"{title.role.noun} {' '.join(owner.key() for owner in owners)}"
        return Identity(type, (actor,), "" if phrase.indefinite else key)

    def _owner_text(self, owner: Actor | Entity, phrase: Phrase, title: Title) -> Actor:
        text = self._phrase_text(phrase)
        if isinstance(owner, Entity):
            return self.knowledge.actor(owner, text)
        return replace(owner, text=text, sector=self.sector(title, owner) or owner.sector)

    def _text(self, span: Named) -> str:
        return " ".join(self.document.text[self.words.start[span.first] : self.words.end[span.last - 1]].split())

    def _phrase_words(self, phrase: Phrase) -> list[str]:
        return [self.words.lower[word] for word in range(phrase.first, phrase.last)]

    def _phrase_text(self, phrase: Phrase) -> str:
        """The phrase as written without its article."""
        first = phrase.first
        while first < phrase.head and self.words.upos[first] == "DET" and first not in self._by_last:
            first += 1
        return " ".join(self.document.text[self.words.start[first] : self.words.end[phrase.last - 1]].split())


def _type(title: Title, plural: bool) -> str:
    """What a role's bearer is: one person, several people, or a body."""
    role = title.role
    if plural:
        return "people"
    if role.kind == "body":
        return "organization"
    kinds = nouns().kinds_of.get(role.noun.rpartition(" ")[2], ())
    if role.kind == "people" and (role.noun in nouns().collective or set(kinds) & {"organization", "group", "medium"}):
        return "organization"
    return "person"
