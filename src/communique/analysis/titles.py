"""Reads who holds which post of whom, from titles, appositions and what is said of taking or leaving a post."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from communique.actors import Actor
from communique.analysis.appointments import head_noun, is_post, read_appointments
from communique.analysis.headships import read_headships
from communique.analysis.listed_posts import read_listed_posts
from communique.analysis.post_owners import HEADS, Bearer, PostOwners
from communique.analysis.posts import BEFORE, post_words
from communique.document import Document, Filler, Frame, Mention, Name
from communique.languages.roles import nouns, roles

#: Words of the longest "of" phrase between a title and its name: "Head of the X Department of the Y of Z".
BEHIND = 16
#: Code points within which a name and a title alone show together who holds the post.
NEAR = 160
STOPS = frozenset({",", ";", ":", "."})
ENDING = frozenset({"VERB", "AUX", "PRON", "CCONJ"})
WEIGHTS = {"title": 0.92, "apposition": 0.9, "clause": 0.85, "description": 0.6}


def read_titles(document: Document) -> Iterator[Frame]:
    """Frames "tenure": fillers `person`, `post` (its words), `of`; attributes `held` and `post` as written."""
    clauses = list(read_appointments(document))
    told = {filler.head for frame in clauses for filler in frame.fillers if filler.role == "post"}
    yield from _Reader(document).tenures(told)
    yield from clauses
    yield from read_listed_posts(document)
    yield from read_headships(document)


class _Reader(PostOwners):
    def tenures(self, told: set[int]) -> Iterator[Frame]:
        """What titles and appositions tell; posts whose heads are in `told` are read from their clauses."""
        titled = [m for m in self.document.mentions if m.type == "person" and is_post(m)]
        titled.sort(key=lambda m: (m.first, m.last))
        # once to learn whose posts people hold, so that an earlier bare title has its owner too
        for mention in titled:
            list(self._titled(mention))
        self.beside = None
        self.posts = {m.first: m for m in titled}
        self.lasts = {m.last: m for m in titled if m.form == "description"}
        frames = [frame for m in titled if m.head not in told for frame in self._titled(m)]
        shown = {self._key(frame) for frame in frames if frame.rule != "titles/description"}
        # "the president" of a person shown with the title elsewhere shows nothing more
        yield from (f for f in frames if f.rule != "titles/description" or self._key(f) not in shown)

    def _is_told_of_what(self, post: tuple[int, int]) -> bool:
        """ "Majority Leader X", "Police Director X": the post's own words say what of."""
        inside = range(post[0], post[1] - 1)
        return any(self.words.upos[word] in {"NOUN", "PROPN"} for word in inside)

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
        of = self.owner_of(self.sender(post) or of or self.just_before(post), mention, post, bearer)
        if bearer.way == "apposition" and self._is_of_another(bearer, of):
            return
        noun = head_noun(mention)
        bound = {noun, noun.rpartition("-")[2]} & self.lexicon.bound
        if of is None and (bearer.way != "title" or (bound and not self._is_told_of_what(post))):
            return
        if bearer.name is None and not self.owner_words(post, of, bearer):
            # "the president" alone shows nobody's post
            return
        if bearer.name is None:
            bearer = self._named_near(mention, bearer)
            if bearer.name is None:
                return
        weight = WEIGHTS[bearer.way] * (1.0 if of else 0.75)
        yield self._frame(mention, post, bearer, of, weight)

    def _is_of_another(self, bearer: Bearer, of: Actor | None) -> bool:
        """ "President of Chad X, First President of Namibia …" in a list: nobody has the posts of two states."""
        own = self.owners.get(bearer.person.key())
        states = [actor.id for actor in (own, of) if actor is not None and (actor.id or "").startswith("state/")]
        return len(set(states)) > 1

    def _named_near(self, mention: Mention, bearer: Bearer) -> Bearer:
        """Who acts by a title alone, with the name told shortly before; a post lost or sought shows no holder."""
        words = self.words
        acts = words.deprel[mention.head].startswith("nsubj") or words.deprel[mention.head] == "nmod:poss"
        limit = words.end[mention.last - 1] - NEAR
        near = [
            (name.first, name.last) for name, actor in self._named_from(bisect_left(words.start, limit), mention.first)
            if actor.key() == bearer.person.key() and name.last <= mention.first and words.start[name.first] >= limit
        ]
        return Bearer(bearer.person, max(near), bearer.way) if acts and near else bearer

    def _named_from(self, first: int, last: int) -> Iterator[tuple[Name, Actor]]:
        return (self.named[word] for word in range(first, last) if word in self.named)

    # -- who bears it

    def _bearer(self, mention: Mention, post: tuple[int, int]) -> tuple[Bearer | None, Actor | None]:
        """Who bears the title, with the post's owner where it stands between title and name."""
        behind = self._directly_behind(post)
        if behind is not None:
            (name, bearer), of = behind
            return (Bearer(bearer, (name.first, name.last), "title") if bearer else None), of
        actor = mention.actors[0] if len(mention.actors) == 1 else None
        beside = self._beside(mention, post)
        if beside is not None and (actor is None or actor.key() == beside[1].key() or mention.form != "name"):
            name, actor = beside
            return Bearer(actor, (name.first, name.last), "apposition"), None
        if actor is None or mention.form == "pronoun":
            return None, None
        if mention.form == "name":
            return Bearer(actor, (mention.first, mention.last), "title"), None
        # "the Russian president": whom the knowledge says it means, if the report names him elsewhere
        known = (actor.id or "").startswith("person/") and actor.key() in self.people
        return (Bearer(actor, None, "description") if known else None), None

    def _directly_behind(self, post: tuple[int, int]) -> tuple[tuple[Name, Actor | None], Actor | None] | None:
        """ "President of Armenia Vahagn K.": a name right behind the title, at most its "of" phrase between."""
        of: Actor | None = None
        for word in range(self._past_bracket(self._past_designate(post[1])), min(post[1] + BEHIND, len(self.words))):
            if self.words.sentence[word] != self.words.sentence[post[0]]:
                return None
            if word in self.named:
                # "of Kyrgyzstan Sooronbay J." read as one name: whose the post is cannot be told
                torn = self.words.lower[word - 1] in self.lexicon.of
                return ((self.named[word][0], None) if torn else self.named[word]), of
            joined = self.posts.get(word + 1, self.posts.get(word + 2)) if self.words.upos[word] == "CCONJ" else None
            first = word == post[1]
            if joined is not None and (self._is_another_body(joined) or (first and self._is_same_bearer(post, joined))):
                # "President of Ghana and Chairman of the union X", "Vice President and Foreign Minister X"
                behind = self._directly_behind(post_words(self.document, joined))
                return (behind[0], of) if behind else None
            mention = self.document.mention(word)
            inside = word in self.within  # "the United Nations", read as a verb
            field = self.words.upos[word] == "CCONJ" and not first and of is None and word + 1 not in self.begins
            field = field and word + 1 not in self.named and self.words.text[word + 1][:1].isupper()
            if (self.words.upos[word] in ENDING and not inside and not field) or self.words.lower[word] in STOPS:
                return None
            if self.words.upos[word] == "ADP" and self.words.lower[word] not in self.lexicon.of:
                return None
            honorific = self.words.lower[word] in nouns().titles
            if first and self.words.lower[word] not in self.lexicon.of and not honorific:
                return None
            foreign = self.words.lower[word - 1] in self.lexicon.toward  # "ambassador to Nigeria"
            named = mention is not None and mention.form == "name" and not honorific and not foreign
            if mention is not None and named and mention.actors and of is None and self._is_whole(mention):
                of = mention.actors[0]
        return None

    def _is_whole(self, mention: Mention) -> bool:
        """Not the first words of a longer name that nobody knows: "the Foreign Relations Department of"."""
        behind = mention.last < len(self.words) and self.words.upos[mention.last] in {"NOUN", "PROPN"}
        return bool(mention.actors[0].id) or not behind or mention.last in self.named

    def _past_designate(self, word: int) -> int:
        """ "President - elect X": past the mark and the word that joins it."""
        lower = self.words.lower
        return word + 2 if word + 1 < len(lower) and {lower[word + 1]} & self.lexicon.designate else word

    def _past_bracket(self, word: int) -> int:
        """ "Labour MP (Member of Parliament) X": past what brackets say of the title, if a name is right behind."""
        lower = self.words.lower
        if word >= len(lower) or lower[word] != "(":
            return word
        closing = next((at for at in range(word, min(word + BEHIND, len(lower))) if lower[at] == ")"), None)
        return closing + 1 if closing is not None and closing + 1 in self.named else word

    def _is_another_body(self, joined: Mention) -> bool:
        return joined.of is not None and not (joined.of.id or "").startswith("state/")

    def _is_same_bearer(self, post: tuple[int, int], joined: Mention) -> bool:
        """ "Vice President and Foreign Minister X": one person's two titles, both in capitals, no article between."""
        words, role = self.words, roles().get((joined.post or "").casefold())
        capital = words.text[post[1] - 1][:1].isupper() and words.text[joined.first][:1].isupper()
        single = words.xpos[post[1] - 1] not in {"NNS", "NNPS"} and (role is None or role.post not in HEADS)
        return capital and single and words.child(joined.head, "det") is None

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
        before = self.ends.get(start - 1) if self.words.lower[start - 1] in {",", "-", "–", "—", "("} else None
        before = before or self.ends.get(start)
        if before is None and self.words.upos[start - 1] == "CCONJ" and start == post[0]:
            # "X, Ghana's vice president and foreign minister"
            other = self.lasts.get(start - 1)
            before = self._beside(other, post_words(self.document, other)) if other else None
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
        self, mention: Mention, post: tuple[int, int], bearer: Bearer, of: Actor | None, weight: float
    ) -> Frame:
        held = self._held(post)
        spans = [post, *([bearer.name] if bearer.name else []), *self.owner_words(post, of, bearer)]
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
