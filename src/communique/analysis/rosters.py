"""Who can belong to an organisation: the states a phrase or list names, organisations told, and the frame of both."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from communique.actors import Status
from communique.analysis.gatherings import Surroundings
from communique.analysis.parties import is_body
from communique.analysis.phrases import conjuncts
from communique.dates import When
from communique.document import Document, Filler, Frame, Mention, Time
from communique.languages.memberships import membership_words

#: Sentences back over which an organisation told earlier is meant by "is an observer".
MEMORY = 2
#: Words of an organisation's name before one of its own words that the parse took for its head.
WIDEST = 6
WEIGHTS = {"verb": 0.85, "noun": 0.82, "list": 0.82, "context": 0.65}


class Rosters:
    """One document's states and organisations, as far as the one can belong to the other."""

    def __init__(self, document: Document) -> None:
        self.document, self.words = document, document.words
        self.lexicon = membership_words()
        self.around = Surroundings(document)
        self.matcher = self.around.matcher
        self.state_ends = {
            m.last: m for m in document.mentions
            if m.form == "name" and len(m.actors) == 1 and (m.actors[0].id or "").startswith("state/")
            and document.words.upos[m.head] != "ADJ"
        }
        self.name_starts = {word: n.first for n in document.names for word in range(n.first, n.last)}
        self.state_starts = {m.first for m in self.state_ends.values()}
        self.bodies = [m for m in document.mentions if m.form == "name" and self.is_organization(m)]
        self._body_starts = [m.first for m in self.bodies]
        #: Dates by what they mean, each by its own object: two of one day are two.
        self._time_of: dict[int, Time] = {}
        for time in document.times:
            self._time_of.setdefault(id(time.when), time)

    def is_organization(self, mention: Mention) -> bool:
        return bool(mention.actors) and all(is_body(actor, mention) for actor in mention.actors)

    def organization(self, heads: Iterable[int]) -> Filler | None:
        for head in heads:
            mention = self.document.mention(head)
            if mention is None or not self.is_organization(mention) or len(mention.actors) > 1:
                mention = self._named_around(head)
            if mention is None:
                continue
            if not self.words.lower[mention.first].startswith(tuple(self.lexicon.words["outside"])):
                return Filler("organization", mention.first, mention.last, head, mention.actors)
        return None

    def _named_around(self, head: int) -> Mention | None:
        """ "The eight-member Water Council", headed by "member": the organisation whose name holds the word."""
        near = self._bodies_from(max(head - WIDEST, 0), head + 1)
        return next((m for m in near if head < m.last and len(m.actors) == 1 and m.head > head), None)

    def members(self, heads: Iterable[int], trigger: int) -> list[Filler]:
        """The states among these phrases and their conjuncts, as far as they stand in one list beside the trigger."""
        found: dict[int, Filler] = {}
        for head in heads:
            for part in conjuncts(self.words, head):
                mention = self.document.mention(part)
                if mention is not None and mention.actors and self._can_belong(mention):
                    found[mention.first] = Filler("member", mention.first, mention.last, part, mention.actors)
        lists: list[list[Filler]] = []
        for _, filler in sorted(found.items()):
            if lists and self._in_one_list(lists[-1][-1], filler):
                lists[-1].append(filler)
            else:
                lists.append([filler])
        return min(lists, key=lambda fillers: min(abs(f.head - trigger) for f in fillers), default=[])

    def _in_one_list(self, one: Filler, other: Filler) -> bool:
        """Only commas and "and" between: a clause between two names makes two lists, however they were parsed."""
        return all(self.words.upos[word] not in {"VERB", "AUX", "SCONJ", "PRON"} and self.words.lower[word] not in {
            "before", "after", ";", "(",
        } for word in range(one.last, max(other.first, other.head)))

    def _can_belong(self, mention: Mention) -> bool:
        known = all((actor.id or "").startswith("state/") for actor in mention.actors)
        unknown = mention.type == "state" and not any(actor.id for actor in mention.actors)
        return (known and mention.type not in {"person", "people"}) or unknown

    def told_before(self, word: int) -> Filler | None:
        """The organisation the text speaks of: the nearest before, in this sentence or the last ones."""
        sentence = self.words.sentence[word]
        start = self.document.sentences[max(sentence - MEMORY, 0)].first
        near = [m for m in self._bodies_from(start, word) if m.last <= word]
        known = [m for m in near if (m.actors[0].id or "").count("/") == 1] or near
        if not known:
            return None
        mention = max(known, key=lambda m: m.first)
        return Filler("organization", mention.first, mention.last, mention.head, mention.actors)

    def _bodies_from(self, first: int, last: int) -> list[Mention]:
        """The organisations named whose first word is one of words [first, last)."""
        return self.bodies[bisect_left(self._body_starts, first) : bisect_left(self._body_starts, last)]

    def just_before(self, verb: int) -> list[Filler]:
        """The states listed right before a verb, whatever the parse made of them: "before A and B joined"."""
        words = self.words
        place = verb - 1
        while place > 0 and words.upos[place] in {"AUX", "ADV", "PART"}:
            place -= 1
        found: list[Filler] = []
        while place >= 0 and words.sentence[place] == words.sentence[verb]:
            mention = self.state_ends.get(place + 1)
            if mention is not None:
                # the span of a name in a list may have swallowed what stands before it
                first = max(mention.first, self.name_starts.get(mention.head, mention.first), place - 3)
                found.append(Filler("member", first, mention.last, mention.head, mention.actors))
                place = first - 1
            elif found and (words.lower[place] in {",", "the"} or words.upos[place] in {"CCONJ", "DET"}):
                place -= 1
            else:
                break
        # "ties with Mali joined" is about the ties
        finite = words.xpos[verb] != "VBG"  # "look forward to Peru joining"
        binding = self.lexicon.words["of"] | self.lexicon.words["for"]
        governed = found and finite and place >= 0 and words.lower[place] in binding
        return [] if governed else found[::-1]

    def states_from(self, place: int) -> tuple[list[Filler], int]:
        """The states listed from this word on, and the word behind the list."""
        words, found = self.words, list[Filler]()
        sentence = words.sentence[place] if place < len(words) else -1
        while place < len(words) and words.sentence[place] == sentence:
            state = self.state_at(place)
            if state is not None:
                found.append(state)
                place = state.last
            elif words.lower[place] == "," or words.upos[place] in {"CCONJ", "DET"}:
                place += 1
            else:
                break
        return found, place

    def told_around(self, word: int) -> Filler | None:
        """The organisation told before, or else the one its own sentence names later."""
        sentence = self.words.sentence[word]
        behind = self._bodies_from(word + 1, self.document.sentences[sentence].last)
        nearest = min(behind, key=lambda m: m.first, default=None)
        return self.told_before(word) or (
            Filler("organization", nearest.first, nearest.last, nearest.head, nearest.actors) if nearest else None
        )

    def state_at(self, place: int) -> Filler | None:
        for word in range(place, min(place + 4, len(self.words))):
            mention = self.document.mention(word)
            # the span of a name in a list may have swallowed what stands before it
            if mention is None or mention.form != "name" or mention.head != word or mention.first > place:
                continue
            if len(mention.actors) == 1 and (mention.actors[0].id or "").startswith("state/"):
                return Filler("member", place, mention.last, word, mention.actors)
        return None

    def when(self, word: int) -> When | None:
        """The clause's date, unless another verb stands between ("holds observer status, but X said Wednesday")."""
        when = self.around.when(word)
        time = self._time_of.get(id(when))
        if when is None or time is None:
            return None
        between = range(min(word, time.last) + 1, max(word, time.first))
        return None if any(self.words.upos[w] == "VERB" for w in between) else when

    def frame(
        self, trigger: int, role: str, members: list[Filler], organization: Filler, *, status: Status = "asserted",
        weight: float = WEIGHTS["verb"], founded: int | None = None, shown: tuple[int, ...] = (), own_time: bool = True,
    ) -> Frame:
        words = self.words
        here = words.sentence[trigger]
        spans = [(word, word + 1) for word in (trigger, *shown, *([founded] if founded is not None else []))]
        spans += [(f.first, f.last) for f in (*members, organization) if words.sentence[f.first] == here]
        when = self.when(founded if founded is not None else trigger) if own_time else None
        spans += [(t.first, t.last) for t in self.document.times_in(here) if t.when is when]
        first, last = min(a for a, _ in spans), max(b for _, b in spans)
        keys = {actor.key() for actor in organization.actors}
        kept = [f for f in members if not {actor.key() for actor in f.actors} & keys]
        return Frame(
            "membership", trigger, words.start[first], words.end[last - 1], (*kept, organization), status, when,
            weight=weight, rule="memberships", attributes={"role": role},
        )
