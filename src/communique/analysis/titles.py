"""Reads who holds which post of whom, from titles, appositions and what is said of taking or leaving a post."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from communique.actors import Actor
from communique.analysis.appointments import head_noun, is_post, read_appointments
from communique.analysis.posts import BEFORE, post_words
from communique.document import Document, Filler, Frame, Mention, Name
from communique.languages.roles import nouns, pronouns, roles
from communique.languages.titles import title_words

#: Words that may stand between a title and the name behind it: "of the Republic of North Macedonia".
WITHIN = 10
#: Code points within which a name and a title alone show together who holds the post.
NEAR = 160
ENDING = frozenset({"VERB", "AUX", "PRON", "CCONJ"})
HEADS = frozenset({"head-of-state", "head-of-government"})
WEIGHTS = {"title": 0.92, "apposition": 0.9, "clause": 0.85, "description": 0.6}


def read_titles(document: Document) -> Iterator[Frame]:
    """Frames "tenure": fillers `person`, `post` (its words), `of`; attributes `held` and `post` as written."""
    clauses = list(read_appointments(document))
    told = {filler.head for frame in clauses for filler in frame.fillers if filler.role == "post"}
    yield from _Reader(document).tenures(told)
    yield from clauses


@dataclass(frozen=True, slots=True)
class _Bearer:
    """Who bears a title, the words of the name beside it (none where it stands alone), and how the two are joined."""

    person: Actor
    name: tuple[int, int] | None
    way: str


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document, self.words = document, document.words
        self.lexicon = title_words()
        self.named: dict[int, tuple[Name, Actor]] = {}
        self.ends: dict[int, tuple[Name, Actor]] = {}
        #: Names with a title of their own, by the title's first word: "the commander, General X".
        self.begins: dict[int, tuple[Name, Actor]] = {}
        self._find_names()
        self.people = {actor.key() for _, actor in self.named.values()}
        self.owners: dict[str, Actor] = {}
        located = [m for m in document.mentions if m.form == "name" and m.type in {"place", "state"}]
        self.places = {actor.name for mention in located for actor in mention.actors}
        self.states = {
            document.words.lower[m.first]: m.actors[0] for m in located
            if m.last == m.first + 1 and len(m.actors) == 1 and (m.actors[0].id or "").startswith("state/")
        }
        self.posts: dict[int, Mention] = {}
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

    def tenures(self, told: set[int]) -> Iterator[Frame]:
        """What titles and appositions tell; posts whose heads are in `told` are read from their clauses."""
        titled = [m for m in self.document.mentions if m.type == "person" and is_post(m)]
        titled.sort(key=lambda m: (m.first, m.last))
        # once to learn whose posts people hold, so that an earlier bare title has its owner too
        for mention in titled:
            list(self._titled(mention))
        self.beside = None
        self.posts = {m.first: m for m in titled}
        frames = [frame for m in titled if m.head not in told for frame in self._titled(m)]
        shown = {self._key(frame) for frame in frames if frame.rule != "titles/description"}
        # "the president" of a person shown with the title elsewhere shows nothing more
        yield from (f for f in frames if f.rule != "titles/description" or self._key(f) not in shown)

    def _key(self, frame: Frame) -> tuple[str, str]:
        post = frame.attributes["post"].casefold()
        role = roles().get(post)
        return frame.actors("person")[0].key(), (role.post if role else None) or post

    def _titled(self, mention: Mention) -> Iterator[Frame]:
        """The tenure a phrase with a post gives the person it names, or stands beside."""
        post = post_words(self.document, mention)
        bearer, of = self._bearer(mention, post)
        if bearer is None:
            return
        of = self._owner(of or self._just_before(post), mention, post, bearer)
        if bearer.way == "apposition" and self._is_of_another(bearer, of):
            return
        noun = head_noun(mention)
        if of is None and (bearer.way != "title" or {noun, noun.rpartition("-")[2]} & self.lexicon.bound):
            return
        if bearer.name is None and not self._owner_words(post, of, bearer):
            # "the president" alone shows nobody's post
            return
        if bearer.name is None:
            bearer = self._named_near(mention, bearer)
            if bearer.name is None:
                return
        weight = WEIGHTS[bearer.way] * (1.0 if of else 0.75)
        yield self._frame(mention, post, bearer, of, weight)

    def _is_of_another(self, bearer: _Bearer, of: Actor | None) -> bool:
        """ "President of Chad X, First President of Namibia …" in a list: nobody has the posts of two states."""
        own = self.owners.get(bearer.person.key())
        states = [actor.id for actor in (own, of) if actor is not None and (actor.id or "").startswith("state/")]
        return len(set(states)) > 1

    def _named_near(self, mention: Mention, bearer: _Bearer) -> _Bearer:
        """Who acts by a title alone, with the name told shortly before; a post lost or sought shows no holder."""
        words = self.words
        acts = words.deprel[mention.head].startswith("nsubj") or words.deprel[mention.head] == "nmod:poss"
        limit = words.end[mention.last - 1] - NEAR
        near = [
            (name.first, name.last) for name, actor in self._named_from(bisect_left(words.start, limit), mention.first)
            if actor.key() == bearer.person.key() and name.last <= mention.first and words.start[name.first] >= limit
        ]
        return _Bearer(bearer.person, max(near), bearer.way) if acts and near else bearer

    def _named_from(self, first: int, last: int) -> Iterator[tuple[Name, Actor]]:
        return (self.named[word] for word in range(first, last) if word in self.named)

    # -- who bears it

    def _bearer(self, mention: Mention, post: tuple[int, int]) -> tuple[_Bearer | None, Actor | None]:
        """Who bears the title, with the post's owner where it stands between title and name."""
        behind = self._directly_behind(post)
        if behind is not None:
            (name, bearer), of = behind
            return (_Bearer(bearer, (name.first, name.last), "title") if bearer else None), of
        actor = mention.actors[0] if len(mention.actors) == 1 else None
        beside = self._beside(mention, post)
        if beside is not None and (actor is None or actor.key() == beside[1].key() or mention.form != "name"):
            name, actor = beside
            return _Bearer(actor, (name.first, name.last), "apposition"), None
        if actor is None or mention.form == "pronoun":
            return None, None
        if mention.form == "name":
            return _Bearer(actor, (mention.first, mention.last), "title"), None
        # "the Russian president": whom the knowledge says it means, if the report names him elsewhere
        known = (actor.id or "").startswith("person/") and actor.key() in self.people
        return (_Bearer(actor, None, "description") if known else None), None

    def _directly_behind(self, post: tuple[int, int]) -> tuple[tuple[Name, Actor | None], Actor | None] | None:
        """ "President of Armenia Vahagn K.": a name right behind the title, at most its "of" phrase between."""
        of: Actor | None = None
        for word in range(post[1], min(post[1] + WITHIN, len(self.words))):
            if self.words.sentence[word] != self.words.sentence[post[0]]:
                return None
            if word in self.named:
                # "of Kyrgyzstan Sooronbay J." read as one name: whose the post is cannot be told
                torn = self.words.lower[word - 1] in self.lexicon.of
                return ((self.named[word][0], None) if torn else self.named[word]), of
            joined = self.posts.get(word + 1, self.posts.get(word + 2)) if self.words.upos[word] == "CCONJ" else None
            if joined is not None and joined.of is not None and not (joined.of.id or "").startswith("state/"):
                # "President of Ghana and Chairman of the union X"
                behind = self._directly_behind(post_words(self.document, joined))
                return (behind[0], of) if behind else None
            first = word == post[1]
            if self.words.upos[word] in ENDING or self.words.lower[word] in {",", ";", ":", "."}:
                return None
            if self.words.upos[word] == "ADP" and self.words.lower[word] not in self.lexicon.of:
                return None
            honorific = self.words.lower[word] in nouns().titles
            if first and self.words.lower[word] not in self.lexicon.of and not honorific:
                return None
            mention = self.document.mention(word)
            foreign = self.words.lower[word - 1] in self.lexicon.toward  # "ambassador to Nigeria"
            named = mention is not None and mention.form == "name" and not honorific and not foreign
            if mention is not None and named and mention.actors and of is None:
                of = mention.actors[0]
        return None

    def _just_before(self, post: tuple[int, int]) -> Actor | None:
        """ "Kenyan", "Kenya's", "African Union" before the title."""
        for word in range(post[0] - 1, max(post[0] - BEFORE, 0) - 1, -1):
            mention = self.document.mention(word)
            if mention is not None and mention.form == "name" and mention.type != "person":
                return mention.actors[0] if mention.actors else None
            if self.words.upos[word] not in {"ADJ", "PART", "NOUN", "PROPN"} or self.words.lower[word] in {",", "the"}:
                return None
        return None

    def _beside(self, mention: Mention, post: tuple[int, int]) -> tuple[Name, Actor] | None:
        """ "NAME, the title", or "the title of X, NAME": only a comma between."""
        words = range(mention.first, post[0] + 1)
        start = next((word for word in words if self.words.upos[word] not in {"PUNCT", "CCONJ"}), post[0])
        aside = self.lexicon.former | self.lexicon.acting
        while start > mention.first - 2 and (
            self.words.lower[start - 1] in aside or self.words.xpos[start - 1] == "VBG"
        ):
            # "X, then the foreign minister of Y", "X, retiring chief"
            start -= 1
        before = self.ends.get(start - 1) if self.words.lower[start - 1] in {",", "-", "–", "("} else None
        before = before or self.ends.get(start)
        if before is not None and self.words.sentence[before[0].first] == self.words.sentence[start]:
            return before
        inside = next((w for w in range(post[1], mention.last - 1) if self.words.lower[w] == ","), None)
        if inside is not None and mention.form == "description":
            # "the commander of the mission, General X", all one phrase
            return self.named.get(inside + 1) or self.begins.get(inside + 1)
        last = self._past_suffix(mention.last)
        if last < len(self.words) and self.words.lower[last] == "," and self._same_clause(mention, last + 1):
            return self.named.get(last + 1) or self.begins.get(last + 1)
        return None

    def _past_suffix(self, last: int) -> int:
        """ "Prime minister - designate", "the head of the Organisation (OO)": the end with what is joined to it."""
        lower = self.words.lower
        if last < len(lower) and lower[last] == "(":
            last = next((word + 1 for word in range(last, min(last + 5, len(lower))) if lower[word] == ")"), last)
        joined = last + 1 < len(lower) and lower[last] == "-" and lower[last + 1] in self.lexicon.designate
        return last + 2 if joined else last

    def _same_clause(self, mention: Mention, word: int) -> bool:
        """Whether a name behind a comma can be the title's: it hangs on it, or on nothing of its own."""
        if word >= len(self.words) or self.words.sentence[word] != self.words.sentence[mention.head]:
            return False
        top = self._top(word)
        above = self.words.head[top]
        if self.words.deprel[top] not in {"nsubj", "obl"} or above in range(mention.first, mention.last):
            return True
        return self.words.deprel[mention.head] not in {"nsubj", "obj"} or above == self.words.head[mention.head]

    def _top(self, word: int) -> int:
        name = self.named.get(word)
        inside = range(name[0].first, name[0].last) if name else range(word, word + 1)
        return next((w for w in inside if self.words.head[w] not in inside), word)

    # -- whose post it is

    def _owner(self, near: Actor | None, mention: Mention, post: tuple[int, int], bearer: _Bearer) -> Actor | None:
        """Whose post it is: by the words beside it, by "whose", by the title joined to it, by the person's others."""
        told = self._state_of(mention.of, mention) if mention.of else None
        told = told if told and self._is_owner(told) else None
        near = self._state_of(near, mention) if near and self._is_owner(near) else None
        beside = told if bearer.way != "title" or self._owner_words(post, told, bearer) else None
        explicit = near or self._antecedent(post) or beside
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

    # -- how it is held, and the words that show it

    def _held(self, post: tuple[int, int]) -> str:
        lexicon, lower = self.lexicon, self.words.lower
        before = {lower[word] for word in self._modifying(post)}
        inside = {lower[word] for word in range(*post)}
        behind = {lower[word] for word in range(post[1], min(post[1] + 2, len(lower)))}
        if before & lexicon.former or any(word.partition("-")[0] in lexicon.former for word in before | inside):
            return "former"
        if before & lexicon.acting:
            return "acting"
        elect = any(word.endswith("-elect") for word in inside)
        return "designate" if elect or (before | behind | inside) & lexicon.designate else "current"

    def _modifying(self, post: tuple[int, int]) -> Iterator[int]:
        """The words before a title within its own phrase: in "former adviser to President X" the adviser is."""
        wanted = self.lexicon.former | self.lexicon.acting | self.lexicon.designate
        for word in range(post[0] - 1, max(post[0] - BEFORE, 0) - 1, -1):
            outside = self.words.upos[word] in {"ADP", "VERB", "AUX", "CCONJ", "PRON", "SCONJ"}
            if outside and self.words.lower[word] not in wanted:
                return
            yield word

    def _frame(
        self, mention: Mention, post: tuple[int, int], bearer: _Bearer, of: Actor | None, weight: float
    ) -> Frame:
        held = self._held(post)
        spans = [post, *([bearer.name] if bearer.name else []), *self._owner_words(post, of, bearer)]
        if held != "current":
            wanted = self.lexicon.former | self.lexicon.acting | self.lexicon.designate
            spans += [(word, word + 1) for word in self._modifying(post) if self.words.lower[word] in wanted]
        first, last = min(a for a, _ in spans), max(b for _, b in spans)
        name = bearer.name or post
        fillers = [Filler("person", *name, mention.head, (bearer.person,)), Filler("post", *post, post[1] - 1)]
        if of is not None:
            fillers.append(Filler("of", *post, post[1] - 1, (of,)))
        start, end = self.words.start[post[0]], self.words.end[post[1] - 1]
        return Frame(
            "tenure", post[1] - 1, self.words.start[first], self.words.end[last - 1], tuple(fillers),
            weight=round(weight, 3), rule=f"titles/{bearer.way}",
            attributes={"held": held, "post": " ".join(self.document.text[start:end].split())},
        )

    def _owner_words(self, post: tuple[int, int], of: Actor | None, bearer: _Bearer) -> list[tuple[int, int]]:
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
