"""Utterances made into quotations: code points, speakers, relays and circumstances, each inside the one around it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from communique.actors import Actor
from communique.analysis import sayings
from communique.analysis.acts import act
from communique.analysis.authored import AUTHORED, authors, titled
from communique.analysis.cues import LABEL
from communique.analysis.passages import Passage, Stretch
from communique.analysis.relay import Relay, relay
from communique.analysis.together import Together
from communique.analysis.transcripts import calls_on, interviewed, is_conversation, is_question, labelled, says_you
from communique.analysis.utterances import Utterance
from communique.analysis.voices import Voices
from communique.document import Mode, Quotation, Span

#: Paragraphs back to which a pronoun without a known meaning may reach.
PRONOUN_REACH = 2
PERSON = "person/"


class Teller:
    """Makes the quotations of one passage, remembering who spoke last."""

    def __init__(self, passage: Passage, utterances: list[Utterance], parents: list[int | None]) -> None:
        self.passage, self.voices, self.utterances = passage, Voices(passage), utterances
        self.inside: dict[int | None, list[int]] = {}
        for number, parent in enumerate(parents):
            self.inside.setdefault(parent, []).append(number)
        self.together = Together(passage, self.voices)
        self.is_own, self.authors = titled(passage) is not None, authors(passage)
        self.told: dict[int, Quotation] = {}
        self.first_named: dict[str, int] = {}
        for mention in passage.document.mentions:
            for actor in mention.actors:
                self.first_named.setdefault(actor.key(), mention.head)
        self.last: tuple[tuple[Actor, ...], int] = (), -PRONOUN_REACH - 1

    def tell(self, numbers: Iterable[int]) -> tuple[Quotation, ...]:
        """The quotations of these utterances, none inside another, in order of the text."""
        found = [self._quotation(number, ()) for number in sorted(numbers, key=self._place)]
        return tuple(sorted(found, key=lambda q: (_start(q), q.verb)))

    def _place(self, number: int) -> int:
        return self.utterances[number].cue_word

    def _quotation(self, number: int, around: tuple[Actor, ...], speaking: tuple[Actor, ...] = ()) -> Quotation:
        """`around`: everyone between this utterance and the report; `speaking`: whose words it is in."""
        passage, utterance = self.passage, self.utterances[number]
        told = relay(passage, self.voices, utterance)
        if told.chain and not told.speakers and self._is_third_person(utterance):
            told = Relay(self._speaker_before(utterance), ())  # "he noted" is never the agency's correspondent
        speakers = self._speakers(utterance, told, speaking)
        chain = tuple(a for a in around if not speakers or a.key() != speakers[0].key())
        chain += tuple(a for a in told.chain if a not in chain)
        circle = sayings.circle(passage, utterance)
        occasion = sayings.occasion(passage, utterance, circle)
        source, cue = written(passage, utterance)
        shared = self._shared(utterance, speakers)
        if shared and not told.chain:
            chain = shared.chain
        inner = sorted(self.inside.get(number, ()), key=self._place)
        nested = [
            self._quotation(n, chain + speakers[:1], speakers or speaking) for n in inner
        ]
        if speakers:  # whoever spoke inside, this one spoke last
            self.last = speakers, self._paragraph(utterance)
        found = Quotation(
            source=(passage.document.span(*source),) if source else (),
            cue=(passage.document.span(*cue),) if cue[0] < cue[1] else (),
            content=tuple(
                sorted((self._span(piece) for piece in utterance.contents), key=lambda span: span.start)
            ),
            mode=mode(passage, utterance),
            verb=utterance.cue_word,
            speaker=speakers[0] if speakers else None,
            joint=speakers[1:],
            addressee=sayings.addressee(passage, self.voices, utterance, circle)
            or (shared.addressee if shared else None)
            or self._opposite(utterance, speakers),
            chain=chain,
            occasion=sayings.span_of(passage, occasion) or (shared.occasion if shared else None),
            when=sayings.when(passage, utterance, circle, occasion) or (shared.when if shared else None),
            where=sayings.where(passage, self.voices, utterance, circle)
            or (shared.where if shared else None),
            status=sayings.status(passage, utterance),
            nested=tuple(nested),
            rule=act(passage, utterance, speakers=speakers) + utterance.rule,
        )
        self.told[utterance.cue_word] = found
        return found

    @cached_property
    def _interviewed(self) -> int | None:
        return interviewed(self.passage)

    @cached_property
    def _turns(self) -> list[tuple[Utterance, Actor | None]]:
        """The turns of a transcript, each with whoever its label names."""
        found = []
        for turn in labelled(self.passage, self.utterances):
            actors = self.voices.actors(turn.head) if turn.head is not None else ()
            found.append((turn, None if is_question(self.passage, turn) else next(iter(actors), None)))
        return found

    def _opposite(self, utterance: Utterance, speakers: tuple[Actor, ...]) -> Actor | None:
        """Whom a transcript's turn is spoken to: the only other who speaks, whoever spoke before, the one received."""
        place = next((n for n, (turn, _) in enumerate(self._turns) if turn is utterance), None)
        if place is None:
            return None
        partner = self.voices.actors(self._interviewed)[:1] if self._interviewed is not None else ()
        if is_question(self.passage, utterance):  # whoever answers was asked
            answering = next((actor for _, actor in self._turns[place + 1 :] if actor is not None), None)
            return answering or next(iter(partner), None)
        asked = any(is_question(self.passage, turn) for turn, _ in self._turns)
        called = calls_on(self.passage, utterance)
        if not speakers or called == "many" or (asked and called != "one"):
            return None
        own = speakers[0].key()
        others = {actor.key(): actor for _, actor in self._turns if actor is not None and actor.key() != own}
        spoken_to = called == "one" or is_conversation(self.passage) or says_you(self.passage, utterance)
        if len(others) == 1:
            return next(iter(others.values())) if spoken_to else None
        before = [actor for _, actor in self._turns[:place] if actor is not None and actor.key() != own]
        if others:
            return before[-1] if before and called == "one" else None
        received = [actor for actor in partner if (actor.id or PERSON).startswith(PERSON) and actor.key() != own]
        return next(iter(received), None)

    def _is_third_person(self, utterance: Utterance) -> bool:
        return utterance.head is not None and self.passage.is_(utterance.head, "third person")

    def _paragraph(self, utterance: Utterance) -> int:
        """The last paragraph of what is told."""
        ends = [last - 1 for _, last in utterance.contents]
        return self.passage.paragraph[max([utterance.cue_word, *ends])]

    def _speakers(self, utterance: Utterance, told: Relay, speaking: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Nobody for "people say"; whoever spoke last for "he added"; else whom the phrase means."""
        if self._is_anybody(utterance, told.speakers):
            return ()
        if utterance.rule == LABEL and utterance.source and self.passage.is_(utterance.source[0], "answers"):
            answering = self._interviewed
            return self.voices.actors(answering)[:1] if answering is not None else ()
        found = self._resuming(utterance) or told.speakers
        if self._is_talked_about(utterance, found):
            found = ()
        if found and speaking and self._speaks_of_others(utterance) and found[0] == speaking[0]:
            return ()
        several = self._several(utterance, found) if not told.chain else ()
        return several or found or (() if told.chain else self._pronoun(utterance, speaking))

    def _several(self, utterance: Utterance, found: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Of "they", "both leaders" that name nobody: who spoke together last, else who meets."""
        head = utterance.head
        if head is not None and self._is_joint(head, found):
            return self.together.before(utterance.cue_word)
        if head is None or not self.together.is_several(head, found):
            return ()
        speakers, paragraph = self.last
        near = self.passage.paragraph[utterance.cue_word] - paragraph <= PRONOUN_REACH
        known = (speakers if near else (), self.together.before(utterance.cue_word))
        return next((actors for actors in known if self.together.fits(head, actors)), ())

    def _is_joint(self, head: int, found: tuple[Actor, ...]) -> bool:
        """ "A joint statement read: …" where nothing says whose it is: of those who met."""
        passage = self.passage
        if any(actor.id for actor in found) or not passage.is_(head, "own words"):
            return False
        return any(passage.is_(kid, "jointly") for kid in passage.children[head])

    def _is_talked_about(self, utterance: Utterance, found: tuple[Actor, ...]) -> bool:
        """ "“I love Larry,” he said": somebody first named in these very words is not who says them."""
        head, passage = utterance.head, self.passage
        if not found or head is None or not passage.is_(head, "third person"):
            return False
        first = self.first_named.get(found[0].key())
        return first is not None and utterance.covers(first) and passage.quoted[first] >= 0

    def _is_anybody(self, utterance: Utterance, found: tuple[Actor, ...]) -> bool:
        """ "People say", "they say": nobody in particular."""
        head, passage = utterance.head, self.passage
        if head is None:
            return False
        if passage.is_(head, "generic"):
            present = passage.words.xpos[utterance.cue_word] in {"VBP", "VB"}
            vague = {actor.name.casefold() for actor in found} <= passage.lexicon["anybody"]
            return present and len(found) < 2 and (vague or not _is_many(found[0]))
        alone = all(passage.upos[kid] in {"PUNCT", "ADV"} for kid in passage.children[head])
        return alone and passage.is_(head, "anybody")

    def _speaks_of_others(self, utterance: Utterance) -> bool:
        """ "They tell us", in somebody's own words: never the one who says so."""
        head, passage = utterance.head, self.passage
        if head is None or passage.upos[head] != "PRON" or passage.quoted[head] < 0:
            return False
        return not passage.is_(head, "singular person", "plural person")

    def _shared(self, utterance: Utterance, speakers: tuple[Actor, ...]) -> Quotation | None:
        """The saying this one goes on from, in one sentence, by one speaker: "said on Friday that …, adding that …"."""
        if self.passage.deprel[utterance.cue_word] not in {"conj", "advcl", "parataxis"}:
            return None
        first = self.told.get(self.passage.head[utterance.cue_word])
        return first if first and speakers and first.speaker == speakers[0] else None

    def _span(self, piece: Stretch) -> Span:
        return self.passage.document.span(*piece)

    def _resuming(self, utterance: Utterance) -> tuple[Actor, ...]:
        """ "He added": whoever spoke last, whomever else the pronoun might mean."""
        head, passage = utterance.head, self.passage
        if head is None or not passage.is_(head, "third person") or passage.quoted[head] >= 0:
            return ()
        same = self.last[1] == passage.paragraph[utterance.cue_word] and utterance.tells_words
        if not same and not passage.is_(utterance.cue_word, "resuming"):
            return ()
        return self._speaker_before(utterance)

    def _speaker_before(self, utterance: Utterance) -> tuple[Actor, ...]:
        speakers, paragraph = self.last
        first = min([utterance.cue_word, *(first for first, _ in utterance.contents)])
        near = self.passage.paragraph[first] - paragraph <= PRONOUN_REACH
        return speakers[:1] if near else ()

    def _declaring(self, utterance: Utterance) -> tuple[Actor, ...]:
        """Whom "we" means in a text in its authors' own words: them, else who is told to meet."""
        if not self.is_own:
            return ()
        found: dict[str, Actor] = {}
        for head in self.authors:
            for actor in self.voices.actors(head):
                found.setdefault(actor.key(), actor)
        return tuple(found.values()) or self.together.before(utterance.cue_word)

    def _pronoun(self, utterance: Utterance, speaking: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """A pronoun that nothing resolved: "I" is whose words these are, "he" whoever spoke just before."""
        head = utterance.head
        if head is None:
            return ()
        if self.passage.is_(head, "singular person", "plural person"):
            several = self.passage.is_(head, "plural person")
            if not speaking and several and self.passage.quoted[head] < 0:
                return self._declaring(utterance)
            return speaking if several else speaking[:1]
        if self.passage.is_(head, "third person"):
            return self._speaker_before(utterance)
        if self.passage.is_(head, "bodies again") and self.passage.upos[head] == "PRON":
            found = self._speaker_before(utterance)
            one = len(self.last[0]) == 1
            return found if one and not (found and (found[0].id or "").startswith("person/")) else ()
        return ()


def _is_many(actor: Actor) -> bool:
    """Whether "they" may mean an actor: a state, a group or people, no single organ."""
    return actor.id is None or actor.id.startswith(("state/", "group/"))


def _start(quotation: Quotation) -> int:
    return min(span.start for span in (*quotation.content, *quotation.cue, *quotation.source))


def written(passage: Passage, utterance: Utterance) -> tuple[Stretch | None, Stretch]:
    """Source and cue as they are written: with the comma that closes an apposition, with the colon behind the verb."""
    source, (first, last) = utterance.source, utterance.cue
    text = passage.text
    if source and source[1] + 1 == first and text[source[1]] == "," and "," in text[source[0] : source[1]]:
        source = source[0], source[1] + 1
    if passage.upos[utterance.cue_word] == "VERB" and last < passage.size and text[last] == ":":
        last += 1
    return source, (first, last)


def mode(passage: Passage, utterance: Utterance) -> Mode:
    """Direct where every piece is a quotation (a transcript's turn too), mixed where some words are quoted."""
    own = passage.quoted[utterance.cue_word]
    quoted = [
        [passage.quoted[w] >= 0 and passage.quoted[w] != own for w in range(*piece)]
        for piece in utterance.contents
    ]
    if utterance.rule.startswith(AUTHORED):
        return "direct"
    if utterance.rule == LABEL and passage.sentence(utterance.cue_word)[0] > 0:
        return "direct"
    if all(all(piece) for piece in quoted):
        return "direct"
    return "mixed" if any(any(piece) for piece in quoted) else "indirect"
