"""Reads posts taken, left and held from clauses: "was appointed", "resigned as", "is the minister of"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from communique.actors import Actor
from communique.analysis.firmness import firmness
from communique.analysis.gatherings import Surroundings
from communique.analysis.places import Places
from communique.analysis.posts import place_governed, post_words
from communique.dates import When
from communique.document import Document, Filler, Frame, Mention
from communique.languages.roles import roles
from communique.languages.titles import title_words

WEIGHT = 0.82
#: Code points within which a name shows who "he" is.
NEAR = 160


def read_appointments(document: Document) -> Iterator[Frame]:
    """Frames "tenure" of clauses, in order of the text."""
    return _Reader(document).frames()


def is_post(mention: Mention) -> bool:
    """Whether a mention's role is a post somebody holds, not a trade or a way to act."""
    if not mention.post:
        return False
    noun, post = head_noun(mention), mention.post.casefold()
    words = title_words()
    if noun in words.rank_heads and words.ranks.issuperset(post.replace("-", " ").split()):
        # "Major General X" commands nothing yet
        return False
    role = roles().get(noun) or roles().get(noun.rpartition("-")[2])
    whole = roles().get(post)
    if whole is not None and whole.post is not None and " " in post:
        # "top diplomat"
        return True
    return noun not in words.no_post and any(r is not None and r.kind == "person" for r in (role, whole))


def head_noun(mention: Mention) -> str:
    """What the post is at heart: the last word before "of" or "for"."""
    words = (mention.post or "").casefold().split()
    for place, word in enumerate(words):
        if word in title_words().of and place:
            words = words[:place]
            break
    return words[-1] if words else ""


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document, self.words = document, document.words
        self.lexicon = title_words()
        self.around: Surroundings | None = None
        self.posts = {m.head: m for m in document.mentions if m.type == "person" and is_post(m)}
        #: The state that people serve by titles told elsewhere: "he became prime minister".
        self._served: dict[str, Actor] = {}
        for mention in self.posts.values():
            if mention.of is not None and (mention.of.id or "").startswith("state/") and len(mention.actors) == 1:
                self._served.setdefault(mention.actors[0].key(), mention.of)
        self.begins = {m.first: m.head for m in self.posts.values() if m.form == "description"}

    def frames(self) -> Iterator[Frame]:
        lexicon, words = self.lexicon, self.words
        verbs = lexicon.appointing | lexicon.becoming | lexicon.leaving | lexicon.designating | lexicon.replacing
        for word, upos in enumerate(words.upos):
            modifies = words.xpos[word] == "VBG" and words.deprel[word] in {"amod", "acl", "appos"}  # "retiring chief"
            if upos == "VERB" and not modifies and (lemma := self._lemma(word, verbs)) in verbs:
                yield from self._verb(word, lemma)
            elif word in self.posts and any(words.lemma[cop] in lexicon.being for cop in words.kids(word, "cop")):
                yield from self._copula(word)

    def _reading(self) -> Surroundings:
        if self.around is None:
            self.around = Surroundings(self.document)
        return self.around

    def _lemma(self, verb: int, verbs: frozenset[str]) -> str:
        """The verb, with the word behind it where the two are one: "swear in", "take office"."""
        lemma = self.words.lemma[verb].lower()
        kids = (kid for kid in self.words.children[verb] if verb < kid <= verb + 2)
        return next((both for kid in kids if (both := f"{lemma} {self.words.lower[kid]}") in verbs), lemma)

    def _verb(self, verb: int, lemma: str) -> Iterator[Frame]:
        """ "X was appointed minister", "Y named X as envoy", "X resigned as premier"."""
        lexicon = self.lexicon
        places = self._reading().matcher.roles.clause(verb)
        post = next((self.posts[head] for head in self._complements(verb, places) if head in self.posts), None)
        if post is None:
            return
        if lemma in lexicon.replacing:
            yield from self._succession(verb, places, post)
            return
        if post.form == "name":
            # "dismissed Prime Minister X"
            if lemma in lexicon.leaving and post.head in places.object:
                yield from self._frame(verb, (post.head,), post, "former")
            return
        intransitive = lemma in lexicon.becoming or (lemma in lexicon.leaving and not places.object)
        bare = not places.passive and places.object == (post.head,) and not any(self.words.kids(post.head, "det"))
        # "X appointed UN envoy", as headlines tell it
        bearers = places.subject if intransitive or bare else places.object
        over = lemma in lexicon.serving and self.words.xpos[verb] == "VBD" and not self._since(verb)  # "served as"
        designate = "designate" if lemma in lexicon.designating else "current"
        held = "former" if lemma in lexicon.leaving or over else designate
        appointed = lemma in lexicon.appointing | lexicon.designating and not places.passive and not bare
        by = self._appointer(places) if appointed else None
        yield from self._frame(verb, bearers, post, held, by)

    def _appointer(self, places: Places) -> Actor | None:
        """ "Peru named X as envoy": the state or body whose post it then is."""
        found = [actor for head in places.subject for actor in self.document.actors(head)]
        return found[0] if len(found) == 1 and (found[0].id or "").startswith(("state/", "org/")) else None

    def _succession(self, verb: int, places: Places, post: Mention) -> Iterator[Frame]:
        """ "X succeeded Y as minister", "Y was replaced as minister by X"."""
        after, before = list(places.subject), list(places.object)
        if places.passive:
            after = [*after, *self._reading().prepositional(places, "by")]
        yield from self._frame(verb, tuple(after), post, "current")
        # another frame of the same verb, told apart by whom it is of
        yield from (replace(f, trigger=f.fillers[0].head) for f in self._frame(verb, tuple(before), post, "former"))

    def _complements(self, verb: int, places: Places) -> Iterator[int]:
        yield from places.complement
        for name in sorted(self.lexicon.as_):
            yield from places.prepositions.get(name, ())
        # the parser reads "became president" as an object, "named X minister" as two
        yield from places.object[-1:]
        yield from self.words.kids(verb, "xcomp")
        # "was appointed minister", read as an apposition of whoever was
        yield from (self.begins[word] for word in range(verb + 1, verb + 3) if word in self.begins)

    def _copula(self, noun: int) -> Iterator[Frame]:
        """ "X is the minister of Y"; who was, may be no more."""
        words = self.words
        subject = words.child(noun, "nsubj")
        verb = words.child(noun, "cop")
        if subject is None or verb is None or words.xpos[verb] == "VBD":
            return
        # "who had been minister"
        over = any(words.lower[aux] in self.lexicon.pluperfect for aux in words.kids(noun, "aux"))
        yield from self._frame(noun, (subject,), self.posts[noun], "former" if over else "current")

    def _frame(
        self, trigger: int, bearers: tuple[int, ...], post: Mention, held: str, by: Actor | None = None
    ) -> Iterator[Frame]:
        around = self._reading()
        bearers = tuple(head for head in bearers if head != post.head or post.form == "name")
        person = next((actor for head in bearers for actor in self._person(head)), None)
        of = place_governed(self.document, post, post_words(self.document, post)[1])
        of = of or post.of or self._owner_inside(post) or by
        of = of or (self._served.get(person.key()) if person is not None else None)
        if person is None or of is None:
            return
        head = next(head for head in bearers if self._person(head))
        first, last = self._bounds(head, person)
        low, high = post.first, post.last
        span = (min(first, low, trigger), max(last, high, trigger + 1))
        fillers = (
            Filler("person", first, last, head, (person,)), Filler("post", low, high, post.head),
            Filler("of", low, high, post.head, (of,)),
        )
        yield Frame(
            "tenure", trigger, self.words.start[span[0]], self.words.end[span[1] - 1], fillers,
            firmness(trigger, self.words, around.matcher.grammar), self._when(trigger), weight=WEIGHT,
            rule="titles/clause", attributes={"held": held, "post": post.post or ""},
        )

    def _since(self, verb: int) -> bool:
        times = self.document.times_in(self.words.sentence[verb])
        return any(time.when.edtf.endswith("/..") for time in times)

    def _owner_inside(self, post: Mention) -> Actor | None:
        """ "Special Envoy for the United Nations in Libya": the first state or organisation the phrase names."""
        for word in range(post.first, post.last):
            name = self.document.mention(word)
            single = name is not None and name.form == "name" and name.head == word and len(name.actors) == 1
            if single and name is not None and (name.actors[0].id or "").startswith(("state/", "org/")):
                return name.actors[0]
        return None

    def _when(self, trigger: int) -> When | None:
        """The clause's date, "since 2019" too."""
        words = self.words
        since = (
            time.when for time in self.document.times_in(words.sentence[trigger])
            if time.when.edtf.endswith("/..") and time.first > trigger
            and not any(words.upos[word] == "VERB" for word in range(trigger + 1, time.first))
        )
        return self._reading().when(trigger) or next(since, None)

    def _bounds(self, head: int, person: Actor) -> tuple[int, int]:
        """The words that name the person; for "he" the name told shortly before, which shows who is meant."""
        mention = self.document.mention(head)
        if mention is None:
            return head, head + 1
        near = bisect_left(self.words.start, self.words.start[mention.first] - NEAR)
        named = [
            m for m in self.document.mentions_from(near, mention.first) if m.form == "name" and m.last <= mention.first
            and any(actor.key() == person.key() for actor in m.actors)
        ]
        shown = max(named, key=lambda m: m.first) if named and mention.form == "pronoun" else mention
        return shown.first, shown.last

    def _person(self, head: int) -> tuple[Actor, ...]:
        """A single person, named here or by what the word points back to."""
        mention = self.document.mention(head)
        if mention is None or len(mention.actors) != 1 or mention.type not in {"person", "pronoun"}:
            return ()
        named = (mention.actors[0].id or "").startswith("person/") or mention.form == "name"
        return mention.actors if named else ()
