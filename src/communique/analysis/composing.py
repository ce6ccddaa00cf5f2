"""Actors of descriptions whose owner only the report's course told: "the bloc's secretary general", "their leaders"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from communique.actors import Actor
from communique.analysis.antecedents import place_of
from communique.analysis.descriptions import Title, bare, title_at
from communique.analysis.holders import holder
from communique.analysis.people import person_actor
from communique.analysis.phrases import conjuncts, core, determiner, is_plural, prepositions
from communique.document import Document, Mention
from communique.knowledge import Knowledge, Tenure
from communique.languages.roles import function_words, modifiers, nouns, roles

#: A title begins at most this many words before its head.
LONGEST_TITLE = 12


@cache
def _nouns_for(post: str) -> frozenset[str]:
    """The nouns that mean the holders of a post: "president", "leader" … for head-of-state."""
    wanted = {post, "leader"} if post.startswith("head-of-") else {post}
    return frozenset(noun for noun, role in roles().items() if role.post in wanted and " " not in noun)


class Composer:
    """Puts a role and its owner together in one document."""

    def __init__(self, document: Document, knowledge: Knowledge) -> None:
        self.document, self.words, self.knowledge = document, document.words, knowledge
        self.on = document.report.published
        self._tenures: dict[str, frozenset[str]] = {}
        self._serving = frozenset(self._named())

    def _named(self) -> Iterator[str]:
        """The known people that the report names, but those it calls former."""
        found: set[str] = set()
        former: set[str] = set()
        for mention in self.document.mentions:
            if mention.type == "person" and mention.form == "name" and mention.actors and mention.actors[0].id:
                past = modifiers().former.intersection(self.words.lower[mention.first : mention.head])
                (former if past else found).add(mention.actors[0].id)
        yield from found - former

    def title(self, head: int) -> Title | None:
        return title_at(
            self.words, head, max(self.document.sentences[self.words.sentence[head]].first, head - LONGEST_TITLE)
        )

    def roles_of(self, mention: Mention) -> Iterator[str]:
        """The role nouns that may stand for a mention: of its own title, of the posts the knowledge gives a person."""
        if mention.post:
            post = mention.post.lower()
            yield from (word for word in (post, *post.replace("-", " ").split()) if word in roles())
        for actor in mention.actors if mention.type == "person" else ():
            if actor.id:
                yield from sorted(self._posts(actor.id))

    def _posts(self, person: str) -> frozenset[str]:
        if person not in self._tenures:
            rows = self.knowledge.tenures(person, self.on) or self._past(person)[:2]
            texts = " ".join(f"{row.title} {row.post}" for row in rows).lower().replace("-", " ")
            found = {word for word in (*texts.split(), *(row.title.lower() for row in rows)) if word in roles()}
            found.update(row.post for row in rows)
            self._tenures[person] = frozenset(found | {noun for row in rows for noun in _nouns_for(row.post)})
        return self._tenures[person]

    def _past(self, person: str) -> tuple[Tenure, ...]:
        """The posts somebody has come to by the report's day: who is yet to be president is no president in it."""
        day = self.on.isoformat() if self.on else None
        return tuple(t for t in self.knowledge.tenures(person) if not (day and t.start and t.start > day))

    def composed(self, mention: Mention, done: Mapping[int, Mention], setting: Actor | None) -> Mention:
        """The mention with its actors, as far as its owner, or the state the report speaks of, gives them."""
        title = self.title(mention.head)
        # the ministry of a "Foreign Ministry spokeswoman" is whose she is
        if title is None or self.words.deprel[mention.head] in {"compound", "nmod:desc"}:
            return mention
        owners = self.owners(mention, done)
        if not owners and (bare(self.words, title) or self._possessed(title, mention.head)):
            return mention
        text = self._text(mention)
        plural = is_plural(self.words, mention.head) or title.role.kind == "body"
        if owners and title.role.kind == "person" and not plural:
            return self._holder(mention, title, owners[0], text)
        if owners and title.role.stands:
            actors = tuple(replace(owner, text=text, sector=title.role.sector) for owner in owners)
            return replace(mention, actors=actors, of=mention.of or owners[0])
        return self._new(mention, title, text, owners, setting)

    def _possessed(self, title: Title, head: int) -> bool:
        """Whether a pronoun that means nobody known says whose it is: "our troops"."""
        kids = (kid for node in {title.head, head} for kid in self.words.kids(node, "nmod:poss"))
        return any(self.words.upos[kid] == "PRON" for kid in kids)

    def undated(self, mention: Mention) -> Mention:
        """In a report without a date, the holder of a post where the report names just one that ever held it."""
        title = self.title(mention.head) if mention.of and mention.type == "person" else None
        if title is None or not title.exclusive or is_plural(self.words, mention.head):
            return mention
        if determiner(self.words, mention.head) in function_words().indefinite or not mention.of or not mention.of.id:
            return mention
        return self._known(mention, title, mention.of, self._text(mention)) or mention

    def _known(self, mention: Mention, title: Title, owner: Actor, text: str) -> Mention | None:
        found = holder(self.words, title, owner.id or "", self.knowledge, self.on, self._serving)
        if found is None:
            return None
        actor = person_actor(self.knowledge, found, text, self.on)
        actor = replace(actor, sector=actor.sector or title.role.sector)
        return replace(mention, actors=(actor,), of=owner, type="person")

    def _holder(self, mention: Mention, title: Title, owner: Actor, text: str) -> Mention:
        if title.exclusive and owner.id and (known := self._known(mention, title, owner, text)):
            return known
        actor = Actor(f"{self._role_text(title)} of {owner.name}", text, None, owner.code, title.role.sector)
        return replace(mention, actors=(actor,), of=owner)

    def _new(
        self, mention: Mention, title: Title, text: str, owners: tuple[Actor, ...], setting: Actor | None
    ) -> Mention:
        """Somebody with a role but no name: of the owner's country, else of the country the report speaks of."""
        code = owners[0].code if owners else setting.code if setting and self._local(mention, title) else None
        body = title.role.stands and title.role.kind == "body"
        # several governments are never the one of the state spoken of
        if not owners and setting and body and self._local(mention, title) and not self._several(mention, title):
            return replace(mention, actors=(replace(setting, text=text, sector=title.role.sector),), of=setting)
        name = f"{self._role_text(title)} of {owners[0].name}" if owners else self._short(mention, title)
        actor = Actor(name, text, None, code, title.role.sector)
        return replace(mention, actors=(actor,), of=mention.of or (owners[0] if owners else None))

    def _several(self, mention: Mention, title: Title) -> bool:
        return is_plural(self.words, mention.head) and title.role.noun not in nouns().collective and any(
            prepositions(self.words, kid) == "of" for kid in self.words.children[mention.head]
        )

    def _local(self, mention: Mention, title: Title) -> bool:
        """Whether a bare role can be of the country spoken of: "the police", "protesters", not "an analyst"."""
        sectors = {"GOV", "MIL", "COP", "JUD", "LEG", "OPP", "REB", "CVL", "PRM"}
        if title.role.noun in nouns().abroad:
            return False
        article = determiner(self.words, mention.head)
        definite = article == "the" or (article == "" and place_of(self.words, mention.head) == "subject")
        return title.role.sector in sectors and title.role.kind != "person" and definite and self._unmarked(title)

    def _unmarked(self, title: Title) -> bool:
        """Whether no noun or name says which one: "the police", "the riot police", not "the hydrogen authority"."""
        before = range(max(title.first - 4, 0), title.first)
        if any(self._names(word, title.head) for word in before):
            return False
        return not any(
            self.words.deprel[kid] in {"compound", "nmod:desc"} and not title.first <= kid < title.last
            for kid in self.words.children[title.head]
            if kid < title.head
        )

    def _names(self, word: int, head: int) -> bool:
        """Whether a word is a name within the phrase of a head: "Omani" of "Omani-made drones"."""
        mention, node = self.document.mention(word), word
        if mention is None or mention.form != "name":
            return False
        for _ in range(4):
            node = self.words.head[node]
            if node in {head, -1}:
                break
        return node == head

    def owners(self, mention: Mention, done: Mapping[int, Mention]) -> tuple[Actor, ...]:
        """Whose a role is, as read so far: its possessor, or what stands behind its "of"."""
        found: dict[str, Actor] = {}
        title = self.title(mention.head)
        heads = range(title.first, title.last) if title else (mention.head,)
        for kid in sorted(kid for head in heads for kid in self.words.children[head]):
            own = self.words.deprel[kid] == "nmod:poss" or prepositions(self.words, kid) == "of"
            for part in conjuncts(self.words, kid) if own else ():
                other = self.document.mention(part)
                resolved = done.get(other.head) if other else None
                for actor in resolved.actors if resolved and resolved.type not in {"person", "people", "place"} else ():
                    found.setdefault(actor.key(), actor)
        return tuple(found.values())

    def _role_text(self, title: Title) -> str:
        return " ".join(self.words.text[title.first : title.last])

    def _short(self, mention: Mention, title: Title) -> str:
        """The description without its article and what stands behind it, as a name."""
        first = min(mention.first, title.first)
        while first < mention.head and self.words.upos[first] == "DET":
            first += 1
        first, last = core(self.words, first, mention.head, title.last)
        text = " ".join(self.document.text[self.words.start[first] : self.words.end[last - 1]].split())
        return text.replace('"', "") if text.count('"') % 2 else text

    def _text(self, mention: Mention) -> str:
        first = mention.first
        while first < mention.head and self.words.upos[first] == "DET":
            first += 1
        return " ".join(self.document.text[self.words.start[first] : self.words.end[mention.last - 1]].split())
