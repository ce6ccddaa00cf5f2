"""Whom the phrases around a meeting name: states, bodies and people, listed, included or standing for others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.actors import Actor
from communique.analysis.lexicon import load
from communique.analysis.matching import Matcher
from communique.analysis.phrases import conjuncts
from communique.analysis.places import Places
from communique.document import Document, Filler, Mention
from communique.languages.meetings import MeetingWords, meeting_words
from communique.languages.roles import roles

#: "Heads of the member states of X": how many phrases down those meant may stand.
DEEPEST = 2
#: Words that may stand between a title and its bearer's name: a comma, an abbreviation in brackets.
BESIDE = 5
#: Words of the longest nameless description that is kept as somebody.
LONGEST_DESCRIPTION = 8
PREMODIFYING = frozenset({"compound", "amod", "nmod:poss", "nmod", "nmod:desc", "nmod:unmarked", "dep"})
LISTED = frozenset({"PROPN", "ADJ", "NOUN", "DET", "CCONJ", "PUNCT"})
PEOPLE = frozenset({"person", "people", "group", "state", "organization", "organ", "pronoun", "medium"})


class Parties:
    """Reads one document's noun phrases for those who can meet."""

    def __init__(self, document: Document) -> None:
        self.document, self.words = document, document.words
        self.matcher = Matcher(document, load())
        self.lexicon: MeetingWords = meeting_words()
        #: The longest phrase that names somebody, by its first word.
        self.starts: dict[int, Mention] = {}
        #: Where the name over a word ends.
        self.ends = {word: m.last for m in document.mentions if m.form == "name" for word in range(m.first, m.last)}
        #: Names by the word behind their last.
        self.names = {m.last: m for m in document.mentions if m.form == "name" and m.actors}
        #: People's names by their first word, and the words that join a title to its owner.
        self.people = {m.first: m for m in self.names.values() if m.type == "person"}
        self.titling = self.lexicon.prepositions["of"] | self.lexicon.prepositions["titling"]
        #: The longest phrase that names somebody, by the word behind its last.
        self.phrases: dict[int, Mention] = {}
        for mention in document.mentions:
            longer = mention.last not in self.phrases or mention.first < self.phrases[mention.last].first
            if mention.actors and longer and mention.form != "pronoun":
                self.phrases[mention.last] = mention
        for mention in document.mentions:
            if mention.actors and (mention.first not in self.starts or mention.last > self.starts[mention.first].last):
                self.starts[mention.first] = mention

    def filler(self, role: str, head: int, actors: tuple[Actor, ...] | None = None) -> Filler:
        first, last = self.matcher.phrase(head)
        return Filler(role, first, last, head, self.whom(head) if actors is None else actors)

    def whom(self, head: int) -> tuple[Actor, ...]:
        """Whom a phrase names; office holders nobody names stand for theirs ("the ministers of Ghana and Togo")."""
        found: dict[str, Actor] = {}
        for part in conjuncts(self.words, head):
            mention = self.mention(part)
            if mention is not None and mention.form == "description" and part != head and self._is_shared(mention):
                continue
            actors = mention.actors if mention else self.matcher.actors(part)
            if mention and mention.form == "description" and mention.type in {"people", "organization", "organ"}:
                theirs = self._theirs(part, mention)
                if theirs and (len(theirs) > len(actors) or not any(actor.id for actor in actors)):
                    actors = theirs
            for actor in actors or (self.matcher.actors(part) if part == head and not found else ()):
                found.setdefault(actor.key(), actor)
        return tuple(found.values())

    def _theirs(self, head: int, mention: Mention, depth: int = 0) -> tuple[Actor, ...]:
        """The states and bodies whose nameless officials these are: "heads of the member states of X and Y"."""
        behind = [kid for kid in self.words.kids(head, "nmod") if self._is_of(kid)]
        for kid in (*behind, *self.premodifiers(head)):
            actors = tuple(actor for actor in self.document.actors(kid) if not is_place(actor) and actor.id)
            if actors:
                return actors
        for kid in behind:
            if depth < DEEPEST and (actors := self._theirs(kid, mention, depth + 1)):
                return actors
        return (mention.of,) if mention.of and not depth else ()

    def _is_of(self, word: int) -> bool:
        case = self.words.child(word, "case")
        return case is not None and self.words.lower[case] in self.lexicon.prepositions["of"]

    def mention(self, head: int) -> Mention | None:
        return self.document.mention(head)

    def owner(self, head: int, trigger: int | None = None) -> Iterator[Filler]:
        """Whose gathering it is: a body's own, or that of states and people who take part."""
        if trigger is not None:
            for listed in self.run(head, trigger)[1:]:
                yield from self.owner(listed)
        bodies: list[Actor] = []
        others: list[Actor] = []
        for actor in self.whom(head):
            (bodies if is_body(actor, self.mention(head)) else others).append(actor)
        if bodies:
            yield self.filler("body", head, tuple(bodies))
        people = tuple(a for a in others if not is_place(a) and self._is_somebody(a, head))
        if people and self.can_meet(head):
            yield self.filler("participant", head, people)

    def subjects(self, places: Places, verb: int) -> tuple[int, ...]:
        """The clause's subjects; several read side by side before the verb are one list, "A and B" torn apart."""
        found = [kid for kid in self.words.kids(verb, "nsubj") if kid < verb]
        if not found and not places.subject and not places.passive:
            return tuple(self.listed_before(verb))
        if not found or places.subject[-1:] != (found[-1],):
            return places.subject
        kept = [found.pop()]
        while found and self._adjoin(found[-1], kept[0]):
            kept.insert(0, found.pop())
        first = self.mention(kept[0])
        opening = self._opening(first) if first is not None else None
        return tuple(kept if opening is None else [opening, *kept])

    def _opening(self, second: Mention) -> int | None:
        """The name that opens the clause before "and", though the parse left it out: "A and B will hold talks"."""
        words, joint = self.words, second.first - 1
        if joint < 1 or words.upos[joint] != "CCONJ":
            return None
        name = self.names.get(joint)
        if name is None or words.sentence[name.first] != words.sentence[joint]:
            return None
        before = name.first - 1
        opens = before < 0 or words.sentence[before] != words.sentence[joint]
        return name.head if opens or words.upos[before] in {"SCONJ", "PUNCT"} else None

    def _adjoin(self, one: int, other: int) -> bool:
        first, second = self.mention(one), self.mention(other)
        if first is None or second is None or first.last >= second.first:
            # "President of Togo" and the name right behind are one person
            return False
        return all(self.words.upos[word] in {"CCONJ", "PUNCT", "DET"} for word in range(first.last, second.first))

    def listed_before(self, verb: int) -> list[int]:
        """Those listed right before a verb from the clause's start on, "A, President of Chad B and C held talks"."""
        words, found, beside = self.words, list[int](), False
        place, sentence = verb - 1, words.sentence[verb]
        while place >= 0 and words.upos[place] in {"AUX", "ADV", "PART"}:
            place -= 1
        while place >= 0 and words.sentence[place] == sentence:
            mention = self.phrases.get(place + 1)
            if mention is not None:
                title = mention.form == "description" and mention.post and (beside or self._is_shared(mention))
                found[:0] = [] if title else [mention.head]
                place, beside = mention.first - 1, not title
            elif words.upos[place] == "CCONJ" or words.lower[place] == ",":
                place, beside = place - 1, False
            else:
                break
        opens = place < 0 or words.sentence[place] != sentence or words.upos[place] in {"SCONJ", "PUNCT"}
        return found if opens else []

    def _is_shared(self, title: Mention) -> bool:
        """ "First President of Namibia and Chairman of the union X": a title joined to the next, both of one person."""
        bare = self.words.child(title.head, "det") is None and title.type == "person" and title.form == "description"
        if any(m.type == "person" and m.form == "name" for m in self._inside(title)):
            return False
        return bare and title.last < len(self.words) and self.words.upos[title.last] == "CCONJ"

    def partakers(self, role: str, heads: Iterable[int], trigger: int | None = None) -> Iterator[Filler]:
        """Those of these phrases that name somebody who can meet; with a trigger, the lists they begin too."""
        found = list(heads)
        if trigger is not None:
            runs = [[*self.run(head, trigger), *self._included(head), *self._leader(head)] for head in found]
            found = list(dict.fromkeys(head for run in runs for head in run))
        for head in map(self.named, found):
            if self.can_meet(head):
                whom = (actor for actor in self.whom(head) if not is_place(actor))
                actors = tuple(actor for actor in whom if self._is_somebody(actor, head))
                if actors:
                    yield self.filler(role, head, actors)

    def _leader(self, head: int) -> Iterator[int]:
        """ "A delegation led by X"."""
        words, mention = self.words, self.mention(head)
        if mention is None or mention.form != "description" or any(is_body(actor, None) for actor in mention.actors):
            # "the union, headed by X", is no delegation
            return
        for kid in words.kids(head, "acl"):
            if words.lemma[kid].lower() in self.lexicon.led and words.xpos[kid] == "VBN":
                yield from self.matcher.roles.clause(kid).subject

    def _included(self, head: int) -> Iterator[int]:
        """People named inside a phrase, "members of the cabinet, including X and Y"."""
        mention = self.mention(head)
        if mention is None or mention.form != "description" or mention.last - mention.first < BESIDE:
            return
        opened = False
        for word in range(mention.first, mention.last):
            opened = opened or self._phrase_at(word, self.lexicon.including)
            inner = self.mention(word) if opened else None
            if inner is not None and inner.head == word and inner.type == "person" and inner.form == "name":
                yield word

    def _is_somebody(self, actor: Actor, head: int) -> bool:
        """Not "people" or "participants": someone with a name or a post."""
        mention = self.mention(head)
        if actor.id or mention is None:
            return True
        if actor.name.casefold().rstrip("s") in roles():
            # "leaders", "President"
            return False
        if mention.form == "name":
            return True
        short = mention.post is not None and mention.last - mention.first <= LONGEST_DESCRIPTION
        # "heads of delegations", "the office": nobody in particular, unless it is told whose they are
        if self.words.xpos[mention.head] in {"NNS", "NNPS"} and not self._names_inside(mention):
            return False
        return short and (mention.of is not None or self._names_inside(mention))

    def _names_inside(self, mention: Mention) -> bool:
        return any(m.form == "name" and m.actors for m in self._inside(mention))

    def _inside(self, mention: Mention) -> Iterator[Mention]:
        """The phrases of the words of a phrase."""
        inner = (self.mention(word) for word in range(mention.first, mention.last))
        return (m for m in inner if m is not None and m is not mention)

    def named(self, head: int) -> int:
        """The head, or that of the name the phrase consists of ("Mullah X" headed by its honorific)."""
        mention = self.mention(head)
        if mention is None or mention.actors:
            return head
        inner = self.starts.get(mention.first)
        return inner.head if inner is not None and inner.last == mention.last else head

    def run(self, head: int, trigger: int) -> list[int]:
        """The phrase and those listed behind it, "A, B as well as C", however the parse joined them.

        A name that another verb makes its subject ends the list: "met A, and B said".
        """
        found, words = [head], self.words
        own = {trigger, words.head[trigger]}
        mention = self.mention(head)
        place = mention.last if mention else head + 1
        place = max(place, self.ends.get(place - 1, 0))
        while (behind := self._behind_comma(place)) is not None:
            if self._acts(behind.head, own) or behind.head == trigger:
                break
            if behind.head not in found and not self._is_shared(behind):
                found.append(behind.head)
            place = max(behind.last, self.ends.get(behind.last - 1, 0))
        found += [name for name in self._roll(head, own) if name not in found]
        return [head for head in found if not self._explains(head, found)]

    def _roll(self, head: int, own: set[int]) -> list[int]:
        """People listed by title and name from a phrase on, however the parse joined them; one alone is no list."""
        words, found, word, joined = self.words, list[int](), head, True
        while word < len(words) and words.sentence[word] == words.sentence[head]:
            name = self.people.get(word)
            if name is not None and name.last > word:
                acts = self._acts(name.head, own)
                governed = word != head and words.upos[word - 1] == "ADP"
                if acts or governed or not (joined or self._lists(head)):
                    break
                found.append(name.head)
                word, joined = name.last, False
            elif words.upos[word] in LISTED or words.lower[word] in self.titling:
                joined = joined or words.upos[word] == "CCONJ" or words.lower[word] == ","
                word += 1
            else:
                break
        return found if len(found) > 1 else []

    def _acts(self, head: int, own: set[int]) -> bool:
        """Whether another verb makes it its subject; what "was held" is the meeting before, not its last party."""
        words, verb = self.words, self.words.head[head]
        if not words.deprel[head].startswith("nsubj") or verb <= head or verb in own:
            return False
        held = "hold" in self.lexicon.verbs.get(words.lemma[verb].lower(), frozenset())
        return not (held and words.deprel[head] == "nsubj:pass")

    def _lists(self, head: int) -> bool:
        """Whether a list may stand right behind a phrase, "the heads of the member states President of Chad A"."""
        return self.words.xpos[head] in {"NNS", "NNPS"}

    def _explains(self, head: int, others: Iterable[int]) -> bool:
        """Whether a nameless title stands beside the name of its bearer: "X, the minister of Y"."""
        mention = self.mention(head)
        if mention is None or mention.form != "description" or mention.type != "person":
            return False
        for name in map(self.mention, others):
            bears = name is not None and name.form == "name" and name.type == "person" and name is not mention
            if bears and name is not None and mention.first < name.first <= mention.last:
                return True
        if any(actor.id for actor in mention.actors):
            return False
        for other in others:
            name = self.mention(other)
            if name is None or name.form != "name" or name.type != "person" or name.head == head:
                continue
            gap = range(min(name.last, mention.last), max(name.first, mention.first))
            if len(gap) < BESIDE and not any(self.words.upos[word] in {"CCONJ", "VERB", "ADP"} for word in gap):
                return True
        return False

    def _behind_comma(self, place: int) -> Mention | None:
        """The phrase that begins at a word, behind a comma, "and" or "as well as", or an inclusion."""
        words, start = self.words, place
        limit = place + 6
        while place < min(limit, len(words)) and words.sentence[place] == words.sentence[start - 1]:
            if place > start and (mention := self.starts.get(place)) is not None:
                return self.mention(self.borne(mention)) or mention
            if words.lower[place] == "(":
                # an aside, as an abbreviation or "(a group outlawed in Chad)", is no part of the list
                closing = next((w for w in range(place, min(place + 12, len(words))) if words.lower[w] == ")"), place)
                limit += closing - place
                place = closing
            elif words.lower[place] in self.lexicon.prepositions["of"] and place == start:
                # "X of Chad, Y of Togo"
                owner = self.starts.get(place + 1) or self.starts.get(place + 2)
                if owner is None or owner.form != "name":
                    return None
                place, limit = owner.last, owner.last + 6
                continue
            joins = words.lower[place] in {",", ")"} or words.upos[place] in {"CCONJ", "DET", "ADV"}
            if not joins and not self._phrase_at(place, self.lexicon.also | self.lexicon.including):
                return None
            place += 1
        return None

    def borne(self, mention: Mention) -> int:
        """Whose name it is that an owner opens: "EU envoy X", "Togo's president X" are no union and no state."""
        behind, above = self.starts.get(mention.last), self.words.head[mention.head]
        if mention.type == "person" or self.words.deprel[mention.head] not in PREMODIFYING or above < mention.last:
            return mention.head
        if behind is not None and behind.type == "person" and behind.form == "name" and behind.post:
            return behind.head
        owned = self.mention(above)
        return above if owned is not None and owned.actors and owned.type in PEOPLE else mention.head

    def _phrase_at(self, place: int, phrases: frozenset[str]) -> bool:
        """Whether one of these phrases covers this word."""
        lower = self.words.lower
        for start in range(max(place - 2, 0), place + 1):
            for length in (1, 2, 3):
                if start + length > place and " ".join(lower[start : start + length]) in phrases:
                    return True
        return False

    def also(self, verb: int) -> Iterator[int]:
        """Who stands behind "in addition to", "alongside" after a verb, before the next one."""
        words = self.words
        for word in range(verb + 1, len(words)):
            if words.sentence[word] != words.sentence[verb] or words.upos[word] == "VERB":
                return
            mention = self.starts.get(word)
            if mention is not None and self._phrase_at(word - 1, self.lexicon.also):
                yield mention.head

    def bare(self, verb: int) -> Iterator[int]:
        """Phrases behind a verb without a preposition that the parse did not take for its object."""
        words = self.words
        for kid in words.children[verb]:
            strays = words.deprel[kid] in {"obl", "nsubj"} and kid > verb and words.child(kid, "case") is None
            if strays and not self.is_time(kid):
                yield kid

    def can_meet(self, head: int) -> bool:
        """Whether a phrase names somebody, not a thing that somebody owns ("Syria's future")."""
        mention = self.mention(head)
        if mention is None:
            return self.words.upos[head] in {"PRON", "PROPN"} or bool(self.matcher.actors(head))
        return mention.type in PEOPLE or any(is_kind(actor, "person") for actor in mention.actors)

    def premodifiers(self, noun: int) -> Iterator[int]:
        """Names before a noun: "the ASEAN summit", "China's talks", "the Brussels meeting"."""
        for kid in self.words.children[noun]:
            near = self.words.deprel[kid] in PREMODIFYING
            if kid < noun and near and self.words.child(kid, "case") in (None, kid + 1) and self.document.actors(kid):
                yield kid

    def is_time(self, head: int) -> bool:
        return self.document.time_at(head) is not None


def is_kind(actor: Actor, kind: str) -> bool:
    return (actor.id or "").startswith(kind + "/")


def is_place(actor: Actor) -> bool:
    return is_kind(actor, "place")


def is_body(actor: Actor, mention: Mention | None) -> bool:
    """An organisation or organ; one the knowledge lacks by what kind of name it has."""
    if actor.id:
        return is_kind(actor, "org")
    return mention is not None and mention.type in {"organization", "organ"}
