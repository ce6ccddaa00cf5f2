"""Reads posts that no single title tells: "Presidents A of X and B of Y", "the ministers of X (A) and Y (B)"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors import Actor
from communique.analysis.descriptions import singular
from communique.analysis.parties import is_body
from communique.document import Document, Filler, Frame, Mention
from communique.languages.roles import longest_role, roles
from communique.languages.titles import title_words

WEIGHT = 0.85
#: Posts whose holders are called by title and first name alone.
HEADS = frozenset({"head-of-state"})
#: Codes of bodies whose members are states.
OF_STATES = frozenset({"IGO", "UNO", "EUR"})
#: Names of one list at the most, and words between two of them.
LONGEST_LIST, GAP = 30, 3

Span = tuple[int, int]


def read_listed_posts(document: Document) -> Iterator[Frame]:
    """Frames "tenure" of people who share a title, or stand before one that the parse has torn."""
    return _Reader(document).frames()


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document, self.words = document, document.words
        self.lexicon = title_words()
        #: Whoever is named from a word on, with the words of the name.
        self.people: dict[int, tuple[Span, Actor]] = {}
        self.ends: dict[int, tuple[Span, Actor]] = {}
        for name in document.names:
            actor = self._actor(name.first, name.last) if name.label == "person" else None
            if actor is not None:
                self.people[name.first] = self.ends[name.last] = (name.first, name.last), actor
        #: Words of phrases whose post is known.
        self.read = {w for m in document.mentions if m.post for w in range(m.first, m.last)}
        self.owners: dict[int, Mention] = {}
        for mention in document.mentions:
            if mention.form == "name" and self._can_own(mention):
                self.owners.setdefault(mention.first, mention)

    def _actor(self, first: int, last: int) -> Actor | None:
        for word in range(first, last):
            mention = self.document.mention(word)
            if mention is not None and len(mention.actors) == 1:
                return mention.actors[0]
        return None

    def _can_own(self, mention: Mention) -> bool:
        state = len(mention.actors) == 1 and (mention.actors[0].id or "").startswith("state/")
        return len(mention.actors) == 1 and (state or is_body(mention.actors[0], mention))

    def frames(self) -> Iterator[Frame]:
        for word in range(len(self.words)):
            if self.words.xpos[word] in {"NNS", "NNPS"}:
                post = self._plural(word)
                if post is not None:
                    yield from self._before_names(post)
                    yield from self._before_owners(post)
        for first, (span, actor) in sorted(self.people.items()):
            if first == span[0]:
                yield from self._behind_name(span, actor)
                yield from self._within_name(span, actor)

    def _plural(self, head: int) -> Span | None:
        """The words of a plural title that ends here: "foreign ministers"."""
        noun, words = singular(self.words, head), self.words
        if noun in self.lexicon.no_post or noun not in roles() or roles()[noun].kind != "person":
            return None
        first = head
        for start in range(head - 1, max(head - longest_role(), 0) - 1, -1):
            if " ".join([*words.lower[start:head], noun]) in roles():
                first = start
        return first, head + 1

    # -- "Presidents A of X and B of Y"

    def _before_names(self, post: Span) -> Iterator[Frame]:
        words, place, found = self.words, post[1], list[Frame]()
        apart = place < len(words) and words.lower[place] in {",", ":", "-", "–", "—"}
        place, shared, names = place + apart, self._owner_before(post[0]), 0
        here = words.sentence[post[0]]  # a headline's last word is no title of the next line's first name
        while place < len(words) and words.sentence[place] == here and names < LONGEST_LIST and place in self.people:
            span, actor = self.people[place]
            own = self._owner_behind(span[1])
            if own is None and shared is not None and self._is_shared_by_states(post, shared):
                return
            if own is not None or shared is not None:
                found.append(self._frame(post, span, actor, own or shared))
            place = self._next(own.last if own else span[1])
            names += 1
        # one name behind a comma may begin what is said: "like the Kenyan ministers, Ana Ruiz stayed"
        yield from found if names > 1 or not apart else ()

    def _is_shared_by_states(self, post: Span, owner: Mention) -> bool:
        """ "The union's leaders A and B": they lead its members, nobody holds a post of the union."""
        return singular(self.words, post[1] - 1) in self.lexicon.loose and owner.actors[0].code in OF_STATES

    def _owner_behind(self, word: int) -> Mention | None:
        """ "A of X", "A (X)"."""
        lower = self.words.lower
        opens = word < len(lower) and (lower[word] in self.lexicon.of or lower[word] == "(")
        return (self.owners.get(word + 1) or self.owners.get(word + 2)) if opens else None

    def _next(self, place: int) -> int:
        """The word behind the marks and "and" of a list."""
        words = self.words
        for word in range(place, min(place + GAP, len(words))):
            if words.lower[word] not in {",", ";", ")"} and words.upos[word] != "CCONJ":
                return word
        return min(place + GAP, len(words))

    # -- "the foreign ministers of X (A) and Y (B)", "of X, A, and Y, B"

    def _before_owners(self, post: Span) -> Iterator[Frame]:
        words = self.words
        if post[1] + 1 >= len(words) or words.lower[post[1]] not in self.lexicon.of:
            return
        place, found = post[1] + 1, list[Frame]()
        for _ in range(LONGEST_LIST):
            owner = self.owners.get(place) or self.owners.get(place + 1)
            named = self.people.get(owner.last + 1) if owner and owner.last + 1 < len(words) else None
            if owner is None or named is None or words.lower[owner.last] not in {"(", ",", "-", "–"}:
                break
            span, actor = named
            found.append(self._frame(post, span, actor, owner))
            place = self._next(span[1])
        # one alone is an apposition, "the ministers of Peru, A said"
        yield from found if len(found) > 1 else ()

    # -- "A, the director-general of X"

    def _behind_name(self, span: Span, actor: Actor) -> Iterator[Frame]:
        """A title behind a comma whose head the parse has lost, "director - general"."""
        words, place = self.words, span[1] + 1
        if place >= len(words) or words.lower[span[1]] not in {",", "("}:
            return
        while place < len(words) and words.upos[place] == "DET":
            place += 1
        post = self._title_from(place)
        if post is None or post[1] >= len(words) or words.lower[post[1]] not in self.lexicon.of:
            return
        owner = self.owners.get(post[1] + 1) or self.owners.get(post[1] + 2)
        if owner is not None and self.read.isdisjoint(range(*post)):
            yield self._frame(post, span, actor, owner)

    def _within_name(self, span: Span, actor: Actor) -> Iterator[Frame]:
        """ "Queen Margrethe II": a title read as the name's first word."""
        role = roles().get(self.words.lower[span[0]])
        reigns = role is not None and role.post in HEADS and self.words.text[span[0]].istitle()
        if reigns and span[1] - span[0] > 1 and self.read.isdisjoint(range(*span)):
            owner = self._owner_behind(span[1]) or self._owner_before(span[0])
            yield self._frame((span[0], span[0] + 1), (span[0] + 1, span[1]), actor, owner)

    def _owner_before(self, word: int) -> Mention | None:
        """ "Denmark's Queen X"."""
        before = word - 1 - (self.words.upos[word - 1] == "PART") if word else -1
        mention = self.document.mention(before) if before >= 0 else None
        return mention if mention is not None and mention.form == "name" and self._can_own(mention) else None

    def _title_from(self, first: int) -> Span | None:
        """The longest title of several words that begins here."""
        words, found, text = self.words, None, ""
        for last in range(first, min(first + longest_role() + 2, len(words))):
            text = f"{text} {words.lower[last]}".strip().replace(" - ", "-")
            role = roles().get(text)
            if role is not None and role.kind == "person" and last > first:
                found = first, last + 1
        return found

    def _frame(self, post: Span, name: Span, person: Actor, owner: Mention | None) -> Frame:
        words, whose = self.words, (owner.first, owner.last) if owner is not None else name
        first, last = min(post[0], name[0], whose[0]), max(post[1], name[1], whose[1])
        fillers = [Filler("person", *name, name[0], (person,)), Filler("post", *post, post[1] - 1)]
        if owner is not None:
            fillers.append(Filler("of", owner.first, owner.last, owner.head, owner.actors))
        text = self.document.text[words.start[post[0]] : words.end[post[1] - 1]]
        return Frame(
            "tenure", name[0], words.start[first], words.end[last - 1], tuple(fillers), weight=WEIGHT,
            rule="titles/list", attributes={"held": "current", "post": " ".join(text.split())},
        )
