"""Who pronouns and definite descriptions mean, by the course of the report.

Mentions are read in the order of the text into entities. Grammar settles relative and reflexive pronouns and rules
candidates out (agreement, binding); the ranker of `antecedents` chooses among the rest, or nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from math import exp, log

from communique.actors import Actor
from communique.analysis.antecedents import (
    BODIES,
    SUBJECTS,
    Known,
    Site,
    clause_of,
    description_features,
    fits,
    matches,
    nobody_features,
    pronoun_features,
    score,
    several,
)
from communique.analysis.bodies import Bodies
from communique.analysis.composing import Composer
from communique.analysis.entities import Entities
from communique.analysis.groups import count, of_parties, parties
from communique.analysis.phrases import determiner, is_plural, prepositions
from communique.analysis.sides import opening_sides, title_sides, who_met
from communique.analysis.surroundings import (
    acting,
    apposed,
    empty,
    inside,
    nominal,
    sentence_start,
)
from communique.document import Document, Mention
from communique.knowledge import Knowledge
from communique.languages.roles import Pronoun, agency, function_words, nouns, pronouns

#: Called with every choice: the anaphor's head, the candidates' features, the candidates. For fitting the weights.
Watcher = Callable[[Site, list[list[str]], list[Known]], None]

#: By how much "nobody" must be likelier (logarithm of the odds) before a phrase is left without an antecedent.
BOLDNESS = {"pronoun": 2.0, "description": 3.0, "name": 0.0}

#: Clauses without a subject of their own have that of the clause they hang on, at most so far up.
SHARING = frozenset({"conj", "advcl", "xcomp"})
DEEPEST = 6

#: Those who met are "the leaders" for so many sentences behind the last that speaks of them.
MEMORY = 8

#: Names that a pronoun cannot mean are looked for this many words behind it.
REACH_BELOW = 60

ACTORS = frozenset({"person", "people", "pronoun", *BODIES})


def resolve(document: Document, knowledge: Knowledge, *, watcher: Watcher | None = None) -> Document:
    """The document with every mention in its entity, and with the actors of pronouns and descriptions filled in."""
    return Resolver(document, knowledge, watcher).resolved()


class Resolver:
    """Reads the mentions of one document into entities."""

    def __init__(self, document: Document, knowledge: Knowledge, watcher: Watcher | None = None) -> None:
        self.document, self.words, self.knowledge = document, document.words, knowledge
        self.watcher = watcher
        self.composer = Composer(document, knowledge)
        self.bodies = Bodies(document, knowledge)
        self.entities = Entities(document, self.composer)
        self.done = self.entities.done
        self._order = sorted(document.mentions, key=lambda m: m.head)
        self._reading: set[int] = set()
        self._sides: dict[tuple[str, ...], Known] = {}
        self._told = 0  # sentences asked who met in them
        self._met: Known | None = None  # those who met last

    @property
    def by_number(self) -> dict[int, Known]:
        """The entities by their numbers."""
        return self.entities.by_number

    def resolved(self) -> Document:
        for mention in self._order:
            self._hear(self.words.sentence[mention.head])
            self._read(mention)
        also = {word: self.done[m.head] for word, m in self.document._mention_at.items() if m.head in self.done}
        return self.document.with_mentions([self.done[m.head] for m in self.document.mentions], also)

    def _hear(self, sentence: int) -> None:
        """Those who met in the sentences before this one are several together, whom "they" may mean."""
        while self._told < sentence:
            told, self._told = self.document.sentences[self._told], self._told + 1
            met = who_met(self.document, self.done, told)
            if met is None or self.entities.quoted[met[0].head]:
                continue
            subject, actors = met
            self._met = self._group_of(actors, human=subject.type in {"person", "pronoun", "people"})
            self.entities.meet(self._met, subject)

    def _read(self, mention: Mention) -> None:
        if mention.head in self.done or mention.head in self._reading:
            return
        self._reading.add(mention.head)
        if mention.form == "pronoun":
            known = self._pronoun(mention)
        elif mention.form == "name":
            known = self.entities.by_number.get(mention.entity)
        else:
            mention, known = self._description(mention)
        self.entities.file(mention, known)

    # pronouns

    def _pronoun(self, mention: Mention) -> Known | None:
        words, head = self.words, mention.head
        pronoun = pronouns().get(words.lower[head])
        if pronoun is None or mention.type == "thing":
            return None
        if pronoun.relative:
            return self._relative(head)
        if words.lower[head] in function_words().reflexive and (known := self._subject(head)):
            return known
        if pronoun.gender == "n" and empty(words, head):
            return None
        if (known := self._partner(head)) and known.named and fits(pronoun, known):
            return known
        site = self.entities.site(mention)
        pool = self._candidates(site, pronoun)
        if known := self._controller(site, pool):
            return known
        most = max((len(known.mentions) for known in pool), default=0)
        features = [
            list(pronoun_features(words, site, pronoun, known, rank, most=len(known.mentions) == most))
            for rank, known in enumerate(pool)
        ]
        chosen = self._choose(site, list(nobody_features(words, site, pronoun, pool)), features, pool)
        return chosen or self._those_who_met(site, pronoun)

    def _those_who_met(self, site: Site, pronoun: Pronoun) -> Known | None:
        """ "They underscored …" outside quotation marks, where nobody nearer will do: those who met last."""
        met = self._met
        if met is None or pronoun.number != "plural" or site.quoted or not acting(self.words, site.head):
            return None
        near = site.sentence - met.last.sentence <= MEMORY
        return met if near and not self._hearsay(site) and not self._bound(site, met) else None

    def _candidates(self, site: Site, pronoun: Pronoun) -> list[Known]:
        """What a pronoun may mean by grammar and by what is said of it."""
        head, near = site.head, self.entities.recent(site.sentence)
        below = self._named_below(head)
        pool = [k for k in near if k.number not in below and fits(pronoun, k) and not self._bound(site, k)]
        if pronoun.number == "plural" and self._hearsay(site):
            return [known for known in pool if several(self.words, known)]
        if pronoun.number == "plural":
            pool = [known for known in pool if several(self.words, known) or self._salient(site, known)]
            if acting(self.words, head):
                pool = [known for known in pool if known.kind in ACTORS] or pool
        if pronoun.gender != "n":
            return pool
        if nominal(self.words, head):
            return [known for known in pool if known.kind not in ACTORS]
        if acting(self.words, head):
            return [known for known in pool if known.kind in ACTORS] or pool
        if site.place == "possessor" and self.words.lemma[self.words.head[head]].lower() in nouns().national:
            return [known for known in pool if known.kind in {"state", "place"}] or pool
        return pool

    def _named_below(self, head: int) -> set[int]:
        """Entities named behind a subject within its clause: "she left, asking Bello to wait" is not about Bello."""
        words, verb = self.words, self.words.head[head]
        if verb < head or words.deprel[head] not in SUBJECTS:
            return set()
        found = set()
        last = self.document.sentences[words.sentence[head]].last
        for word in range(verb + 1, min(last, head + REACH_BELOW)):
            mention = self.document.mention(word) if words.upos[word] == "PROPN" else None
            if mention is not None and mention.form == "name" and mention.head == word and self._depends(word, verb):
                found.add(mention.entity)
        return found

    def _depends(self, word: int, verb: int) -> bool:
        """Whether a word hangs on a verb, through no clause coordinated with it."""
        for _ in range(2 * DEEPEST):
            above, relation = self.words.head[word], self.words.deprel[word]
            if above == verb:
                return relation not in {"conj", "parataxis"}
            if above < 0:
                return False
            word = above
        return False

    def _hearsay(self, site: Site) -> bool:
        """Whether a pronoun may speak of people in general: "they say"."""
        above = self.words.head[site.head]
        saying = above >= 0 and self.words.lemma[above].lower() in agency().hearsay
        return saying and site.place == "subject" and self.words.xpos[above] == "VBP" and not site.quoted

    def _salient(self, site: Site, known: Known) -> bool:
        """Whether a body may be "they": it acts in this sentence or the one before."""
        distance = site.sentence - known.last.sentence
        return distance == 0 or (distance == 1 and known.last.place not in {"modifier", "other"})

    def _controller(self, site: Site, pool: list[Known]) -> Known | None:
        """The subject of a possessor's clause where nobody else stands between: "Bello fled, leaving her post"."""
        words, node = self.words, clause_of(self.words, site.head)
        if site.place != "possessor" or not pool:
            return None
        for _ in range(DEEPEST):
            if (subject := words.child(node, "nsubj")) is not None or words.deprel[node] not in SHARING:
                break
            node = words.head[node]
        if subject is None or subject >= site.head:
            return None
        latest = pool[0].last
        return pool[0] if latest.head == subject and pool[0].named else None

    def _relative(self, head: int) -> Known | None:
        """What the clause of a relative pronoun modifies; where the parse does not tell, the noun right before."""
        words, node = self.words, head
        if (known := self._set_off(head)) is not None:
            return known
        for _ in range(10):
            above = words.head[node]
            if above < 0:
                break
            if words.deprel[node] in {"acl:relcl", "acl"} and above < head:
                known = self._at(above)
                if known is None or known.kind != "person" or words.lower[head] not in function_words().things:
                    return known
                break
            node = above
        for word in range(head - 1, max(head - 4, sentence_start(self.document, head) - 1), -1):
            if words.upos[word] in {"NOUN", "PROPN"}:
                while words.deprel[word] in {"flat", "compound", "fixed"}:
                    word = words.head[word]
                return self._at(word)
        return None

    def _set_off(self, head: int) -> Known | None:
        """The person named right before a comma and "who"."""
        pronoun = pronouns()[self.words.lower[head]]
        if not pronoun.person or head < 2 or self.words.text[head - 1] != ",":
            return None
        near = reversed(self.entities.recency.values())
        return next((k for k in near if k.kind == "person" and k.named and k.last.mention.last == head - 1), None)

    def _partner(self, head: int) -> Known | None:
        """ "Chad and its neighbours": a possessor in a row means the first of the row."""
        owned = self.words.head[head]
        if (
            self.words.deprel[head] != "nmod:poss"
            or self.words.deprel[owned] != "conj"
            or self.words.upos[owned] == "VERB"
        ):
            return None
        first = self.words.head[owned]
        return self._at(first) if first < head else None

    def _subject(self, head: int) -> Known | None:
        subject = self.words.child(clause_of(self.words, head), "nsubj", "nsubj:pass")
        if subject is None or subject == head:
            return None
        known = self._at(subject)
        if known and self.words.lower[head] == "themselves" and not known.plural:
            near = self.entities.recent(self.words.sentence[head])
            return next((k for k in near if k.plural and k.named and k.last.head == subject), known)
        return known

    def _at(self, word: int) -> Known | None:
        mention = self.document.mention(word)
        if mention is None or (
            mention.head == word and mention.head in self._reading and mention.head not in self.done
        ):
            return None
        self._read(mention)
        done = self.done.get(mention.head)
        return self.entities.by_number.get(done.entity) if done else None

    def _bound(self, site: Site, known: Known) -> bool:
        """Whether grammar forbids it: a pronoun within the phrase, or the other argument of its own verb."""
        for other in known.mentions[-3:]:
            if other.mention.first <= site.head < other.mention.last or apposed(self.words, other.head, site.head):
                return True
            if (
                other.sentence == site.sentence
                and {site.place, other.place} <= {"subject", "object", "oblique"}
                and self.words.head[other.head] == self.words.head[site.head]
            ):
                return True
        return False

    def _choose(self, site: Site, nobody: list[str], features: list[list[str]], pool: list[Known]) -> Known | None:
        features.append(nobody)
        if self.watcher:
            self.watcher(site, features, pool)
        *scores, none = (score(iter(row)) for row in features)
        # somebody, unless nobody is likelier than all candidates together
        if not scores or none - BOLDNESS[site.mention.form] > max(scores) + log(
            sum(exp(s - max(scores)) for s in scores)
        ):
            return None
        return pool[max(range(len(pool)), key=lambda place: (scores[place], -place))]

    # descriptions

    def _description(self, mention: Mention) -> tuple[Mention, Known | None]:
        head = mention.head
        for inner in inside(self.document, mention):
            self._read(inner)
        if self.composer.on is None:
            mention = self.composer.undated(mention)
        known = self.entities.by_number.get(mention.entity)
        if known is None and (subject := self._predicated(head)) is not None:
            known = self._predicate(mention, subject)
        title = self.composer.title(head)
        if known is None and not mention.actors and of_parties(self.words, mention, title):
            known = self._of_sides(mention) or self._of_meeting(mention)
        if known is None and not mention.actors and self._definite(mention):
            known = self._bearer(mention) or self._described(mention)
        if known is None and not mention.actors and of_parties(self.words, mention, title):
            # "both sides" are those who deal with one another, or nobody in particular
            near = self.entities.recent(self.words.sentence[head])
            found = parties(self.words, mention, near)
            return replace(mention, actors=() if self._acts_itself(head, found) else found), None
        if known is None and not mention.actors:
            mention = self.bodies.told(mention, title, self.entities.earlier()) or mention
        if known is None and not mention.actors:
            mention = self.composer.composed(mention, self.done, self.entities.setting(mention))
        if known is None and len(mention.actors) == 1:
            known = self._same(mention)
        return mention, known

    @cached_property
    def _title_sides(self) -> tuple[Actor, ...]:
        return title_sides(self.document)

    def _of_sides(self, mention: Mention) -> Known | None:
        """In a joint text "the leaders", "both sides" are those whose text it is, all of them."""
        if not self._title_sides:
            return None
        words, head = self.words, mention.head
        human = words.lemma[head].lower() in function_words().humans
        met = opening_sides(self.document, self.done)
        people = met if met and all((actor.id or "person/").startswith("person/") for actor in met) else ()
        actors = people if human and people else self._title_sides
        wanted = count(words, head)
        if (wanted is not None and wanted != len(actors)) or determiner(words, head) == "all":
            return None
        countries = not human and words.lemma[head].lower() in nouns().kinds["state"]
        if countries and not all((actor.id or "").startswith("state/") for actor in actors):
            return None
        return None if self._acts_itself(head, actors) else self._group_of(actors, human)

    def _of_meeting(self, mention: Mention) -> Known | None:
        """ "The two leaders", "the parties": those who met last, unless others were named together since."""
        words, head, met = self.words, mention.head, self._met
        if met is None or words.sentence[head] - met.last.sentence > MEMORY or determiner(words, head) == "all":
            return None
        lemma, wanted = words.lemma[head].lower(), count(words, head)
        human = met.kind == "people"
        fits = lemma in function_words().takers or human == (lemma in function_words().humans)
        if not fits or (wanted is not None and wanted != len(met.actors)):
            return None
        states = all((actor.id or "").startswith("state/") for actor in met.actors)
        if not human and lemma in nouns().kinds["state"] and not states:
            return None
        near = self.entities.recent(words.sentence[head])
        if any(k.group and k is not met and k.kind == met.kind and k.last.head > met.last.head for k in near):
            return None
        return None if self._acts_itself(head, met.actors) else met

    def _acts_itself(self, head: int, actors: tuple[Actor, ...]) -> bool:
        """Whether those actors are the subject of the clause: "they urged both sides" to do something."""
        clause = clause_of(self.words, head)
        for _ in range(DEEPEST):
            subject = self.words.child(clause, "nsubj")
            done = self.done.get(subject) if subject is not None and subject != head else None
            if done is not None and {a.key() for a in done.actors} == {a.key() for a in actors}:
                return True
            if subject is not None or self.words.deprel[clause] not in SHARING:
                return False
            clause = self.words.head[clause]
        return False

    def _group_of(self, actors: tuple[Actor, ...], human: bool) -> Known:
        """The entity of several together, one for all mentions of them."""
        key = tuple(sorted(actor.key() for actor in actors))
        if key not in self._sides:
            kind = "people" if human else "organization"
            number, self.entities.fresh = self.entities.fresh, self.entities.fresh + 1
            known = Known(number, kind, plural=True, actors=actors, named=True, group=True)
            self._sides[key] = self.entities.by_number[number] = known
        return self._sides[key]

    def _same(self, mention: Mention) -> Known | None:
        """The person, state or body that a composed description means, where the report has named it."""
        known = self.entities.by_actor.get(mention.actors[0].key())
        # "the Omani government" acts for Oman but is no place one travels to
        if (mention.actors[0].id or "").startswith("state/"):
            return None
        if known and (known.kind == mention.type or mention.actors[0].id is None):
            return known
        return None

    def _definite(self, mention: Mention) -> bool:
        return determiner(self.words, mention.head) in function_words().known

    def _bearer(self, mention: Mention) -> Known | None:
        """ "The minister": whoever was last named that holds such a post, in the report's words or the knowledge's."""
        title = self.composer.title(mention.head)
        if title is None or title.role.kind != "person" or is_plural(self.words, mention.head):
            return None
        noun = self.words.lemma[mention.head].lower()
        if title.former or title.other or not self._bare(mention, title.first):
            return None
        wanted = {noun} if title.first == mention.head else {title.role.noun, title.role.post or title.role.noun}
        people = (k for k in self.entities.earlier() if k.kind == "person" and k.named and not k.plural)
        return next((known for known in people if wanted & known.roles), None)

    def _bare(self, mention: Mention, first: int) -> bool:
        """Whether nothing but the article before its first word says which one is meant."""
        return all(
            self.words.deprel[kid] in {"det", "punct", "case"} or (first <= kid < mention.head)
            for kid in self.words.children[mention.head]
        )

    def _described(self, mention: Mention) -> Known | None:
        words, site = self.words, self.entities.site(mention)
        lemma, det = words.lemma[mention.head].lower(), determiner(words, mention.head)
        modifiers = frozenset(
            words.lower[kid]
            for kid in words.children[mention.head]
            if words.deprel[kid] in {"amod", "compound", "nummod", "nmod"} and words.upos[kid] != "DET"
        )
        plural = is_plural(words, mention.head)
        pool: list[Known] = []
        owners = {owner.key() for owner in self.composer.owners(mention, self.done)}
        complement = any(prepositions(words, kid) == "of" for kid in words.children[mention.head])
        behind = (kid for kid in words.children[mention.head] if prepositions(words, kid) == "of")
        named = any(words.upos[kid] == "PROPN" for kid in behind)
        others, wanted = self._named_inside(mention), count(words, mention.head)
        if mention.type == "thing" and "person" in nouns().kinds_of.get(lemma, ()):
            return None  # "the 40 percent figure" is nobody
        for known in self.entities.earlier():
            # "the leaders" again, though those of the bloc are the bloc
            alike = plural == known.plural or (plural and lemma in known.many)
            many = bool(known.actors) and wanted is not None and wanted != len(known.actors)
            if self._overlaps(mention, known) or not alike or many:
                continue
            if (owners or complement) and known.owners and not owners & known.owners:
                continue
            match = matches(lemma, modifiers, known)
            # "the neighbours of Mali" are not Mali, nor Mali and Niger; "the Chadian camp" is no camp named before
            within = complement and (known.plural or not owners or owners & {actor.key() for actor in known.actors})
            strange = within or named or not others <= {actor.key() for actor in known.actors}
            if match and not (strange and match.startswith("kind")):
                pool.append(known)
        # "United Nations aid" tells of aid: where "the organization" can be another, it is that
        pool = [known for known in pool if not self._in_passing(known)] or pool
        if not pool:
            return None
        top = max(len(known.mentions) for known in pool)
        features = [
            list(description_features(words, site, lemma, modifiers, det, known, rank, most=len(known.mentions) == top))
            for rank, known in enumerate(pool)
        ]
        return self._choose(site, [f"nobody {det} {bool(modifiers)}", f"nobody {det}"], features, pool)

    def _in_passing(self, known: Known) -> bool:
        """Whether something was named only to say what something else is: before its noun."""
        return known.kind != "person" and all(self.words.deprel[site.head] == "compound" for site in known.mentions)

    def _named_inside(self, mention: Mention) -> set[str]:
        """The actors named before a description's head."""
        within = (inner for inner in inside(self.document, mention) if inner.head < mention.head)
        return {actor.key() for inner in within for actor in inner.actors if inner.form == "name"}

    def _overlaps(self, mention: Mention, known: Known) -> bool:
        return any(mention.first <= site.head < mention.last for site in known.mentions[-2:])

    def _predicated(self, head: int) -> int | None:
        """The subject of which a description is said: "Bello is the president of the bank"."""
        words = self.words
        # "is in no hurry" says nothing of what somebody is
        if words.child(head, "cop") is None or words.child(head, "case") is not None or (
            words.child(head, "advmod") is not None
            and any(words.lower[kid] in function_words().negations for kid in words.kids(head, "advmod"))
        ):
            return None
        return words.child(head, "nsubj")

    def _predicate(self, mention: Mention, subject: int) -> Known | None:
        known = self._at(subject)
        if known is None or self.words.child(mention.head, "aux") is not None:
            return None
        kinds = nouns().kinds_of.get(self.words.lemma[mention.head].lower(), ())
        alike = mention.type == known.kind or known.kind in kinds or known.kind in {"pronoun", "thing", "event"}
        return known if alike and not (mention.actors and known.actors) else None
