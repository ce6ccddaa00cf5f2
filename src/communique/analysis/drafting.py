"""Noun phrases on their way to mentions: each head read once, its owners and name before itself."""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors import Actor
from communique.analysis.appositions import Appositions, Draft
from communique.analysis.descriptions import Title, post_words, title_at
from communique.analysis.metonyms import acts
from communique.analysis.names import Named
from communique.analysis.naming import Identities, Identity
from communique.analysis.owners import Owners
from communique.analysis.phrases import Phrase, bounds, determiner, extents, heads, is_plural, prepositions
from communique.document import Document
from communique.knowledge import Knowledge
from communique.languages.counts import words as counting
from communique.languages.roles import function_words, nouns, pronouns

#: Title words may stand this many words before a name at the most.
LONGEST_TITLE = 12


BODIES = frozenset({"organization", "organ", "group"})
MARKS = frozenset({'"', "“", "”", "``", "''", "«", "»"})


class Drafts:
    """All phrases of one document. Reading one head may read others first: its owners, its apposition."""

    def __init__(self, document: Document, knowledge: Knowledge) -> None:
        self.document, self.words, self.knowledge = document, document.words, knowledge
        self.low, self.high = extents(document.words)
        self.identities = Identities(document, knowledge)
        self.owners = Owners(self)
        self._at = {w: span for span in self.identities.outer for w in range(span.first, span.last)}
        self._drafts: dict[int, Draft | None] = {}
        self._time = {w for time in document.times for w in range(time.first, time.last)}

    def all(self) -> list[Draft]:
        """Every draft, in order of the text."""
        found: dict[int, Draft] = {}
        for head in self._heads():
            draft = self.draft(head)
            if draft and not self._modifier(draft):
                found.setdefault(draft.head, draft)
        for span in self.identities.inner:
            draft = self._inner(span)
            found.setdefault(draft.head, draft)
        Appositions(self.words, self.identities, found).join()
        titles = {word for draft in found.values() for word in draft.tops if word != draft.head}
        titles.update(word for draft in found.values() for word in self._swallowed(draft, found))
        return [found[head] for head in sorted(found) if head not in titles]

    def _swallowed(self, draft: Draft, found: dict[int, Draft]) -> Iterator[int]:
        """The other words of a description's title that would be phrases: "secretary" of "secretary general"."""
        title = draft.title if draft.form == "description" else None
        for word in range(title.first, title.last) if title and not title.former else ():
            below = self.words.head[draft.head] == word and word in found
            if word != draft.head and not below and not self._known_at(word):
                yield word

    def _known_at(self, word: int) -> bool:
        span = self._at.get(word)
        return bool(span and span.entities)

    def _modifier(self, draft: Draft) -> bool:
        """A common noun before another ("member states") is no phrase of its own."""
        head, relation = draft.head, self.words.deprel[draft.head]
        if draft.form != "description" or self.words.head[head] < head:
            return False
        # "Islamist rebels"
        return (relation == "compound" and self.words.upos[head] == "NOUN") or relation == "amod"

    def _heads(self) -> Iterator[int]:
        tops = {self.top(span) for span in self.identities.outer}
        yield from sorted({*heads(self.words), *tops})

    def draft(self, head: int) -> Draft | None:
        """The phrase headed by this word; None for words inside a name or a title."""
        if head in self._drafts:
            return self._drafts[head]
        self._drafts[head] = None  # a phrase that owns itself by a parsing error
        draft = self._drafts[head] = self._read(head)
        return draft

    def following(self, word: int) -> int | None:
        """The head of the name that a comma or "and" joins to the name around a word."""
        span = self._at.get(word)
        behind = span.last if span else len(self.words)
        if behind + 1 >= len(self.words) or not (self.words.text[behind] == "," or self.words.upos[behind] == "CCONJ"):
            return None
        behind += 1 + (self.words.upos[behind + 1] == "DET")
        other = self._at.get(behind)
        return self.top(other) if other and other.first == behind else None

    def top(self, span: Named) -> int:
        """The word of a name that the rest of the sentence hangs on."""
        for word in range(span.first, span.last):
            above = self.words.head[word]
            if not span.first <= above < span.last:
                return word
        return span.last - 1

    def _read(self, head: int) -> Draft | None:
        words = self.words
        span = self._at.get(head)
        if span is not None:
            top = self.top(span)
            if top != head:
                return self.draft(top) if words.head[head] < span.first or words.head[head] >= span.last else None
            above = words.head[head]
            if above >= 0 and self._name_below(above) is span:
                return self.draft(above)
            return self._name(span, head)
        named = self._name_below(head) or self._name_above(head)
        if named is not None:
            return self._name(named, head) if self.top(named) in words.children[head] else self.draft(self.top(named))
        if head in self._time:
            return None
        if words.upos[head] == "PRON":
            return self._pronoun(head)
        return self._description(head)

    # names

    def _name_below(self, head: int) -> Named | None:
        """The person's name of which this word is the title, where the parse makes the title the head."""
        for kid in self.words.children[head]:
            span = self._at.get(kid)
            if (
                span
                and kid == head + 1
                and self.words.deprel[kid] in {"flat", "appos", "compound", "nmod", "nmod:desc", "dep"}
            ):
                identity = self.identities.of(span, self.top(span))
                if identity.type == "person" and title_at(self.words, head, max(0, head - 3)):
                    return span
        return None

    def _name_above(self, head: int) -> Named | None:
        """The name before which this word is the title ("minister" of "Defence Minister Aden Duale")."""
        span = self._at.get(head + 1)
        if span is None or span.first != head + 1 or self.words.head[head] != self.top(span):
            return None
        person = self.identities.of(span, self.top(span)).type == "person"
        return span if person and title_at(self.words, head, max(0, head - 3)) else None

    def _name(self, span: Named, head: int) -> Draft:
        floor = self.document.sentences[self.words.sentence[head]].first
        title = self._title_before(span, floor)
        if title:
            owners = self.owners.of_title(title, head, named=True) or self._shared(span, head)
        else:
            owners = self._possessor(head)
        if not owners and any(entity.kind == "organ" for entity in span.entities):
            owners = self.owners.before_name(span, head)
        identity = self.identities.of(span, head, owners=owners, title=title)
        first, last = bounds(self.words, head, self.low, self.high)
        first, last = min(first, span.first), span.last
        post = of = None
        if identity.type == "person":
            first = self._person_first(span, title, first, floor)
            if title:
                post, of = self._post(title, owners, identity)
        elif identity.type == "place" and identity.government and acts(self.words, head, span.last):
            identity = self.identities.government(span)
        tops = tuple(
            w for w in range(span.first, span.last) if w != head and not span.first <= self.words.head[w] < span.last
        )
        tops += (self.top(span),) if self.top(span) != head else ()
        if title and identity.type == "person":
            tops += tuple(word for word in range(title.first, title.last) if word != head)
        return Draft(
            first,
            last,
            head,
            "name",
            identity.type,
            identity.actors,
            identity.key,
            post,
            of,
            title,
            identity.person,
            tops,
        )

    def _possessor(self, head: int) -> tuple[Actor, ...]:
        """ "Ghana's Mahama" ."""
        kid = self.words.child(head, "nmod:poss")
        return self.owners.through(kid) if kid is not None and kid < head else ()

    def _shared(self, span: Named, head: int) -> tuple[Actor, ...]:
        """The owner of the first of several titles: "Kenyan Defence Minister A and Foreign Minister B"."""
        if self.words.deprel[head] != "conj" or any(entity.kind == "person" for entity in span.entities):
            return ()
        first = self.draft(self.words.head[head])
        return (first.of,) if first and first.of and first.type == "person" else ()

    def _title_before(self, span: Named, floor: int) -> Title | None:
        """The title right before a name: "Kenyan Foreign Secretary" of "Kenyan Foreign Secretary Raychelle Omamo"."""
        before = span.first - 1
        if before < floor or self.words.upos[before] not in {"NOUN", "PROPN", "ADJ"} or before in self._at:
            return None
        return title_at(self.words, before, max(floor, before - LONGEST_TITLE))

    def _person_first(self, span: Named, title: Title | None, first: int, floor: int) -> int:
        if title is not None:
            low = min(title.first, self.low[title.head])
            return min(span.first, low if self._only_titles(low, title.first) else title.first)
        if span.first > floor and self.words.lower[span.first - 1] in nouns().titles:
            return span.first - 1
        return span.first if first > span.first or not self._only_titles(first, span.first) else first

    def _only_titles(self, first: int, last: int) -> bool:
        """Whether the words before a name are an epithet: "Mr.", "Mullah", "Ghana's", "former"."""
        return all(self.words.upos[w] in {"PROPN", "NOUN", "ADJ", "PART", "DET", "PUNCT"} for w in range(first, last))

    def _post(self, title: Title, owners: tuple[Actor, ...], identity: Identity) -> tuple[str, Actor | None]:
        first, last = post_words(self.words, title, self._floor(title.head), self.owners.words_of_owner(title.head))
        text = " ".join(self.document.text[self.words.start[first] : self.words.end[last - 1]].split())
        of = self.identities.state_of(owners[0]) if owners else self.identities.employer(identity, title)
        return text, of

    def _floor(self, head: int) -> int:
        return max(self.document.sentences[self.words.sentence[head]].first, head - LONGEST_TITLE)

    def _inner(self, span: Named) -> Draft:
        """A known name inside an unknown one: the state in the name of one of its banks."""
        head = self.top(span)
        identity = self.identities.of(span, head)
        return Draft(span.first, span.last, head, "name", identity.type, identity.actors, identity.key)

    # everything else

    def _pronoun(self, head: int) -> Draft | None:
        word = self.words.lower[head]
        if self.words.deprel[head] == "expl":
            return None
        if word in function_words().demonstratives and not self._relative(head):
            return Draft(head, head + 1, head, "pronoun", "thing")
        if word in function_words().anybody:
            return Draft(head, head + 1, head, "description", "person")
        if word not in pronouns():
            return None
        return Draft(head, head + 1, head, "pronoun", "pronoun")

    def _relative(self, head: int) -> bool:
        """Whether a "that" opens a clause about the noun before it."""
        return self.words.lower[head] == "that" and self.words.xpos[head] in {"WDT", "WP"}

    def _description(self, head: int) -> Draft | None:
        words = self.words
        if words.upos[head] not in {"NOUN", "PROPN", "ADJ"}:
            return None
        first, last = bounds(words, head, self.low, self.high)
        title = title_at(words, head, self._floor(head))
        if title is None:
            return self._plain(head, first, last)
        first, last = min(first, title.first), max(last, title.last)
        if title.role.noun.rpartition(" ")[2] in nouns().naming and (name := self._named_behind(head)):
            return Draft(first, max(last, name.last), head, "description", name.type, name.actors, name.key)
        owners = self.owners.of_title(title, head)
        if owners and is_plural(words, head) and title.role.kind == "person":
            owners = self.owners.shared(owners, head)
        phrase = Phrase(first, last, head, determiner(words, head), is_plural(words, head))
        if title.role.noun == "member" and (whole := self.identities.belonging(phrase, "member", owners)):
            return Draft(first, last, head, "description", whole.type, whole.actors, whole.key)
        identity = self.identities.described(phrase, title, owners)
        post, of = self._post(title, owners, identity)
        return Draft(
            first,
            last,
            head,
            "description",
            identity.type,
            identity.actors,
            identity.key,
            post,
            of,
            title,
            identity.person,
        )

    def _plain(self, head: int, first: int, last: int) -> Draft | None:
        """A phrase without a role: "the bloc", "CSTO members" (the organisation), "a new crisis" (nobody)."""
        noun = self.words.lemma[head].lower()
        kinds = nouns().kinds_of.get(noun, ())
        if BODIES.intersection(kinds) and self._in_marks(head):
            return self._called(head, first, last)
        phrase = Phrase(first, last, head, determiner(self.words, head), is_plural(self.words, head))
        if noun in nouns().naming and (name := self._namesake(head, kinds)):
            return Draft(first, last, head, "description", name.type, name.actors, name.key)
        if "state" in kinds or noun == "member" or "organ" in kinds:
            owners = self.owners.of_noun(head)
            identity = self.identities.belonging(phrase, noun, owners)
            if identity:
                return Draft(first, last, head, "description", identity.type, identity.actors, identity.key)
        kind = next(iter(kinds), "person" if noun in nouns().genders else "thing")
        return Draft(first, last, head, "description", "thing" if self._is_amount(head) else kind)

    def _is_amount(self, head: int) -> bool:
        """ "The 40 percent figure": one thing of which a number of units is told."""
        words, units = self.words, counting().units
        return any(
            words.lower[kid] in units and any(words.kids(kid, "nummod")) for kid in words.kids(head, "compound")
        )

    def _in_marks(self, head: int) -> bool:
        """Whether a noun stands alone in quotation marks behind "the": the "quartet"."""
        text = self.words.text
        alone = 2 <= head < len(self.words) - 1 and text[head - 1] in MARKS and text[head + 1] in MARKS
        return alone and self.words.lower[head - 2] == "the"

    def _called(self, head: int, first: int, last: int) -> Draft:
        """A group called so in quotation marks: one the knowledge has, the states said to be in it, or a new one."""
        text = self.words.text[head]
        known = [e for e in self.knowledge.named(text, self.identities.on) if e.kind in BODIES]
        states = self.owners.of_noun(head)
        if known:
            actors: tuple[Actor, ...] = (self.knowledge.actor(known[0], text),)
        else:
            actors = states if len(states) > 1 else (Actor(text, text, None, None, None),)
        kind, key = ("organization", "") if len(actors) == 1 else ("people", "members ")
        return Draft(first, last, head, "description", kind, actors, key + " ".join(actor.key() for actor in actors))

    def _named_behind(self, head: int) -> Draft | None:
        """The name right behind the noun that says its kind: "the news agency Umoja Press"."""
        span = self._at.get(head + 1)
        if span is None or span.first != head + 1 or self.words.head[self.top(span)] != head:
            return None
        draft = self.draft(self.top(span))
        return draft if draft and draft.type in {"organization", "medium", "group", "organ"} else None

    def _namesake(self, head: int, kinds: tuple[str, ...]) -> Draft | None:
        """The name that a noun only says the kind of: "the Houthi movement", "the city of Lagos"."""
        for kid in self.words.children[head]:
            beside = kid < head and self.words.deprel[kid] in {"compound", "nmod", "nmod:desc", "amod", "flat"}
            if beside or (kid > head and prepositions(self.words, kid) == "of" and not is_plural(self.words, head)):
                draft = self.draft(kid) if kid in self._at else None
                if (
                    draft
                    and (draft.type in kinds or (draft.type == "organization" and "group" in kinds))
                    and not self._apart(kid, head)
                ):
                    return draft
        return None

    def _apart(self, kid: int, head: int) -> bool:
        """Whether something of its own stands between: "a member of the bloc" against "the Sahel region"."""
        return any(self.words.upos[w] in {"PART", "CCONJ", "VERB"} for w in range(min(kid, head) + 1, max(kid, head)))
