"""The entities of a report as its mentions are read into them, one after another."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, takewhile

from communique.actors import Actor
from communique.analysis.antecedents import FARTHEST, MOST, Known, Site, listed, place_of
from communique.analysis.composing import Composer
from communique.analysis.phrases import is_plural
from communique.analysis.surroundings import bracketed, quoted, title_owners
from communique.document import Document, Mention
from communique.languages.roles import Gender, nouns, pronouns

#: Of the last sentences at most so many entities are asked, the latest mentioned first.
NEAREST = 200


class Entities:
    """What is known of every entity so far, the latest mentioned last in `recency`."""

    def __init__(self, document: Document, composer: Composer) -> None:
        self.document, self.words, self.composer = document, document.words, composer
        self.recency: dict[int, Known] = {}  # by number, the latest mentioned last
        self.by_number: dict[int, Known] = {}
        self.by_actor: dict[str, Known] = {}
        self.done: dict[int, Mention] = {}
        self.quoted = list(quoted(document))
        self.bracketed = list(bracketed(document))
        self._ends: dict[int, Mention] = {}  # names by the word behind them
        self.fresh = 1 + max((m.entity for m in document.mentions), default=0)
        self.owners = frozenset(title_owners(document))

    def site(self, mention: Mention) -> Site:
        head = mention.head
        return Site(mention, head, self.words.sentence[head], place_of(self.words, head), self.quoted[head])

    def file(self, mention: Mention, known: Known | None) -> None:
        """Puts a mention into its entity, a new one where it has none."""
        if known is None:
            known = Known(mention.entity, mention.type, actors=mention.actors)
            self.by_number[mention.entity] = known
        elif mention.form != "name" and (not mention.actors or mention.form == "pronoun"):
            text = " ".join(self.words.text[mention.first : mention.last])
            mention = replace(mention, actors=tuple(replace(actor, text=text) for actor in known.actors))
            if mention.form == "pronoun" or mention.type in {"thing", "organization", "people", "person"}:
                mention = replace(mention, type=known.kind)
        mention = replace(mention, entity=known.number)
        self.by_number.setdefault(mention.entity, known)
        self.done[mention.head] = mention
        if mention.form == "name" and len(mention.actors) == 1:
            self._group(mention)
        if mention.form != "pronoun":
            self._learn(mention, known)
        elif (pronoun := pronouns().get(self.words.lower[mention.head])) and known.gender is None:
            known.gender = pronoun.gender
        if not (known.mentions and self._aside(mention)):
            known.mentions.append(self.site(mention))
            self._latest(known)
            known.aside = self.bracketed[mention.head]

    def _latest(self, known: Known) -> None:
        self.recency.pop(known.number, None)
        self.recency[known.number] = known

    def _aside(self, mention: Mention) -> bool:
        """Whether a mention leaves the report's course as it was: in brackets, an adjective, the owner in a title."""
        head = mention.head
        return (
            self.bracketed[head] or head in self.owners or (mention.form == "name" and self.words.upos[head] == "ADJ")
        )

    def _group(self, mention: Mention) -> None:
        """Names in a row are something "they" can mean, once the last of them is read."""
        parts = self._row(mention)
        if len(parts) < 2 or any(self.words.upos[part.head] == "ADJ" for part in parts):
            return  # "Togolese and Ghanaian membership" is about neither
        actors = {actor.key(): actor for part in parts for actor in part.actors}
        kind = "people" if parts[0].type == "person" else parts[0].type
        group = Known(self.fresh, kind, plural=True, actors=tuple(actors.values()), named=True, group=True)
        self.fresh += 1
        group.mentions.append(self.site(parts[0]))
        self.by_number[group.number] = group
        self._latest(group)

    def meet(self, group: Known, subject: Mention) -> None:
        """Several who met are spoken of where the verb's subject stands."""
        group.mentions.append(self.site(subject))
        self._latest(group)

    def _row(self, mention: Mention) -> list[Mention]:
        """The names that commas join before "and" and this one, which ends the row; () where it ends none."""
        self._ends[mention.last] = mention
        row, place, joined = [mention], self._before(mention.first), False
        while place > 0:
            joined = joined or self.words.upos[place] == "CCONJ"
            if not joined or not (self.words.upos[place] == "CCONJ" or self.words.text[place] == ","):
                break
            end = place if self.words.text[place - 1] != "," else place - 1
            other = self._ends.get(end)
            if other is None or other.type != mention.type:
                break
            row.append(other)
            place = self._before(other.first)
        return row[::-1]

    def _before(self, word: int) -> int:
        """The word before a phrase, its article left out."""
        return word - 2 if self.words.upos[word - 1] == "DET" else word - 1

    def _learn(self, mention: Mention, known: Known) -> None:
        """What a name or description tells of its entity."""
        words, head = self.words, mention.head
        if len(known.actors) == 0 and mention.actors:
            known.actors = mention.actors
        for actor in mention.actors if len(mention.actors) == 1 else ():
            self.by_actor.setdefault(actor.key(), known)
        if mention.form == "name":
            known.named = True
            if not known.mentions or known.kind == "thing":
                known.kind = mention.type
            known.words.update(words.lower[mention.first : mention.last])
            known.heads.add(words.lemma[head].lower())
            if len(known.actors) == 1 and (known.actors[0].id or "").startswith("org/"):
                known.words.update(known.actors[0].name.lower().split())
        else:
            known.lemmas.add(words.lemma[head].lower())
            if is_plural(words, head):
                known.many.add(words.lemma[head].lower())
            known.words.update(words.lower[mention.first : mention.last])
        known.plural = known.plural or (not known.mentions and self._plural(mention))
        known.gender = known.gender or self._gender(mention)
        known.roles.update(self.composer.roles_of(mention))
        if mention.of:
            known.owners.add(mention.of.key())

    def _plural(self, mention: Mention) -> bool:
        if mention.type == "people" or len(mention.actors) > 1:
            return True
        return mention.form == "description" and is_plural(self.words, mention.head)

    def _gender(self, mention: Mention) -> Gender | None:
        if mention.type not in {"person", "thing"}:
            return None
        given, titles, genders = nouns().given, nouns().titles, nouns().genders
        for word in range(mention.first, mention.last):
            form = self.words.lower[word]
            gender = titles.get(form) if mention.form == "name" else None
            gender = gender or (genders.get(form) if mention.form == "name" or word == mention.head else None)
            gender = gender or (given.get(form) if mention.form == "name" and mention.type == "person" else None)
            if gender:
                return gender
        return None

    def recent(self, sentence: int) -> list[Known]:
        """The entities of the last sentences, the latest mentioned first."""
        latest = islice(reversed(self.recency.values()), NEAREST)
        near = takewhile(lambda known: known.last.sentence >= sentence - FARTHEST, latest)
        return sorted((known for known in near if not known.aside), key=lambda known: -known.last.head)

    def earlier(self) -> list[Known]:
        """The entities mentioned latest, and of those before them the body that the report begins with."""
        told = list(islice((known for known in reversed(self.recency.values()) if not known.aside), MOST))
        topic = next(filter(self._opens, islice(self.by_number.values(), MOST)), None)
        if topic is None or len(told) < MOST or any(known is topic for known in told):
            return told
        return [*told, topic]

    @staticmethod
    def _opens(known: Known) -> bool:
        """Whether something is a body that the report's title or first sentence names."""
        body = known.named and known.kind == "organization" and not known.plural and not known.aside
        return body and bool(known.mentions) and known.mentions[0].sentence <= 1

    def setting(self, mention: Mention) -> Actor | None:
        """The state a report speaks of here: named in the sentence as a place, else the one spoken of most lately."""
        sentence = self.words.sentence[mention.head]
        best: tuple[int, int, Actor] | None = None
        latest = islice(reversed(self.recency.values()), NEAREST)
        for known in takewhile(lambda known: sentence - known.last.sentence <= 5, latest):
            if known.kind != "state" or not known.named or not known.actors:
                continue
            sites = (site for site in known.mentions[-12:] if sentence - site.sentence <= 5)
            weight = sum(1 for site in sites if not listed(self.words, site.head))
            row = (weight, known.last.head, known.actors[0])
            if weight and (best is None or row[:2] > best[:2]):
                best = row
        return best[2] if best else None
