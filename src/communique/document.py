"""A report, and a document: the report with the layers that analysis lays over it, never changing one below."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Literal

from communique.actors import Actor, Evidence, Status
from communique.dates import When

SentenceKind = Literal["prose", "headline", "caption", "boilerplate"]
Form = Literal["name", "description", "pronoun"]
Mode = Literal["direct", "indirect", "mixed"]

#: What the rule of a frame begins with that no rule of the lexicon reads.
LEARNED = "learned"
#: Attributes of a planned event: the type of the event planned, its mode and its CAMEO code.
INTENDED, INTENDED_MODE, INTENDED_CAMEO = "intends", "intends mode", "intends cameo"
#: Attribute of a request told by a speaker's "must": the type of the event asked for.
ASKED = "asks"
#: Attribute of a courtesy that a text may be about and that is no event of a report: condolences.
COURTESY = "courtesy"
#: Attribute of an event: the heads of those of its recipients that are only mentioned, as word indices apart by spaces.
MENTIONED = "mentioned"

#: Words one claim may cite in one report.
LONGEST_QUOTE = 800


@dataclass(frozen=True, slots=True)
class Report:
    """A text with its source and date.

    `name` ends with the file's name and is what evidence cites; `text` is stored exactly as read; the story
    begins at code point `start` (behind a metadata line). `published` None: unknown, never guessed from a clock.
    `place` is the file it was read from, None where that is none; it is no part of what the report says.
    """

    name: str
    text: str
    published: date | None = None
    source: str | None = None
    url: str | None = None
    licence: str | None = None
    title: str | None = None
    bloc: str | None = None
    start: int = 0
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Code points [start, end) of the report's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words [first, last) of the document, code points [start, end), and what part of the page it is."""

    first: int
    last: int
    start: int
    end: int
    kind: SentenceKind = "prose"


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a document as parallel tuples of one length; `head` is a document-wide index, -1 at a root."""

    start: tuple[int, ...] = ()
    end: tuple[int, ...] = ()
    text: tuple[str, ...] = ()
    lower: tuple[str, ...] = ()
    lemma: tuple[str, ...] = ()
    upos: tuple[str, ...] = ()
    xpos: tuple[str, ...] = ()
    head: tuple[int, ...] = ()
    deprel: tuple[str, ...] = ()
    sentence: tuple[int, ...] = ()
    children: tuple[tuple[int, ...], ...] = ()

    def __len__(self) -> int:
        return len(self.text)

    def child(self, word: int, *relations: str) -> int | None:
        """The first child of a word in one of these relations."""
        for kid in self.children[word]:
            if self.deprel[kid] in relations:
                return kid
        return None

    def kids(self, word: int, *relations: str) -> Iterator[int]:
        return (kid for kid in self.children[word] if self.deprel[kid] in relations)

    def subtree(self, word: int) -> list[int]:
        """The word and all below it, in order of the text."""
        found = [word]
        for node in found:
            found.extend(self.children[node])
        found.sort()
        return found


def children_of(heads: Iterable[int], length: int) -> tuple[tuple[int, ...], ...]:
    """The children of every word, from the heads of all."""
    kids: list[list[int]] = [[] for _ in range(length)]
    for word, head in enumerate(heads):
        if head >= 0:
            kids[head].append(word)
    return tuple(map(tuple, kids))


@dataclass(frozen=True, slots=True)
class Name:
    """Words [first, last) that the encoder reads as a name; label person, organization, place or event."""

    first: int
    last: int
    label: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Act:
    """A word that the encoder reads as telling a claim, whatever the lexicon says of it.

    `label` is an event's PLOVER type, another kind of claim, or "position" with its stance; `score` between 0 and 1;
    `mode` an event's, where it has one; `main` how likely the text is mainly about it; `roles` are a role (agent,
    patient, content), a word's index and a score.
    """

    word: int
    label: str
    score: float
    status: Status
    mode: str | None = None
    main: float = 0.0
    roles: tuple[tuple[str, int, float], ...] = ()

    def fillers(self, role: str) -> tuple[int, ...]:
        """The words in a role, in order."""
        return tuple(word for name, word, _ in self.roles if name == role)


@dataclass(frozen=True, slots=True)
class Time:
    """Words [first, last) that give a date, and the date."""

    first: int
    last: int
    when: When


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase or pronoun, words [first, last) headed by `head`, and whom it means.

    `actors` holds one actor, or several for a plural ("the leaders of Kazakhstan and Iran"), or none where
    it names nobody in particular. Mentions of one entity share `entity`. `post` is a title the phrase itself
    gives ("Foreign Minister"), as written, and `of` the state or organisation whose post it is, where known.
    """

    first: int
    last: int
    head: int
    form: Form
    type: str
    actors: tuple[Actor, ...]
    entity: int
    post: str | None = None
    of: Actor | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Reported speech. Spans are code points; quotation marks belong to `content`. `verb` is the cue's word index.

    `occasion` are the words naming where or when it was said ("at a joint meeting"). `nested` are utterances
    inside this one's content. `chain`: the relays between speaker and report, outermost first.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    mode: Mode
    verb: int
    speaker: Actor | None = None
    joint: tuple[Actor, ...] = ()  # who speaks together with the speaker
    addressee: Actor | None = None
    chain: tuple[Actor, ...] = ()
    occasion: Span | None = None
    when: When | None = None
    where: Actor | None = None
    status: Status = "asserted"
    nested: tuple[Quotation, ...] = ()
    rule: str = ""

    def contains(self, start: int, end: int) -> bool:
        """Whether code points [start, end) begin and end in pieces of the content; a cue between is outside."""
        begins = any(span.start <= start < span.end for span in self.content)
        return begins and any(span.start < end <= span.end for span in self.content)


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills one role of a frame: words [first, last) headed by `head`, and the actors they name, if any."""

    role: str
    first: int
    last: int
    head: int
    actors: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """A language-neutral reading of some words: who did what to whom, how firmly, by which rule.

    `trigger` is the word that evoked it, `start`/`end` the code points that show it; `attributes` are what the
    lexicon says of it (PLOVER `type`, `mode`, `context`, `cameo`; `stance`, `role`, `format` …). `weight` is
    between 0 and 1, and so are `lexical`, what it weighs by its rule alone, and `main`, how likely the sentence is
    mainly about it, as far as the encoder tells. `chance`: how likely an event of a whole report is right, None where
    only rules were asked.
    """

    name: str
    trigger: int
    start: int
    end: int
    fillers: tuple[Filler, ...] = ()
    status: Status = "asserted"
    when: When | None = None
    where: Actor | None = None
    weight: float = 1.0
    lexical: float = 0.0
    main: float = 0.0
    chance: float | None = None
    rule: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def learned(self) -> bool:
        """Whether the encoder alone read it, by no rule of the lexicon."""
        return self.rule.startswith(LEARNED)

    def filler(self, role: str) -> Filler | None:
        return next((filler for filler in self.fillers if filler.role == role), None)

    def actors(self, *roles: str) -> tuple[Actor, ...]:
        """The actors in these roles, in order, each once."""
        found: dict[str, Actor] = {}
        for filler in self.fillers:
            for actor in filler.actors if filler.role in roles else ():
                found.setdefault(actor.key(), actor)
        return tuple(found.values())


class _Places:
    """Where a document's dates, mentions and utterances stand: each question is answered without going through all."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._utterances: dict[int, _Utterances] = {}

    @cached_property
    def times(self) -> dict[int, list[Time]]:
        """The dates by the sentence they begin in."""
        found: dict[int, list[Time]] = {}
        for time in self._document.times:
            found.setdefault(self._document.words.sentence[time.first], []).append(time)
        return found

    @cached_property
    def time_at(self) -> dict[int, Time]:
        """For each word of a date the first date it is part of."""
        found: dict[int, Time] = {}
        for time in self._document.times:
            for word in range(time.first, time.last):
                found.setdefault(word, time)
        return found

    @cached_property
    def mentions(self) -> dict[int, list[Mention]]:
        """The mentions by the sentence of their heads."""
        found: dict[int, list[Mention]] = {}
        for mention in self._document.mentions:
            found.setdefault(self._document.words.sentence[mention.head], []).append(mention)
        return found

    @cached_property
    def firsts(self) -> dict[int, list[Mention]]:
        """The mentions by their first word."""
        found: dict[int, list[Mention]] = {}
        for mention in self._document.mentions:
            found.setdefault(mention.first, []).append(mention)
        return found

    def around(self, pool: tuple[Quotation, ...], start: int) -> list[Quotation]:
        """The utterances of a pool in one of whose pieces a code point stands."""
        if id(pool) not in self._utterances:
            self._utterances[id(pool)] = _Utterances(pool)
        return self._utterances[id(pool)].at(start)


class _Utterances:
    """Utterances by the stretches of text that their contents begin and end at."""

    def __init__(self, pool: tuple[Quotation, ...]) -> None:
        self.bounds = sorted({bound for q in pool for span in q.content for bound in (span.start, span.end)})
        place = {bound: number for number, bound in enumerate(self.bounds)}
        self.within: list[list[Quotation]] = [[] for _ in self.bounds]
        for quotation in pool:
            spans = ((place[span.start], place[span.end]) for span in quotation.content)
            for number in sorted({number for first, last in spans for number in range(first, last)}):
                self.within[number].append(quotation)

    def at(self, start: int) -> list[Quotation]:
        number = bisect_right(self.bounds, start) - 1
        return self.within[number] if number >= 0 else []


@dataclass(frozen=True, slots=True)
class Document:
    """A report with what analysis found in it. Each stage returns a new document with one layer more."""

    report: Report
    sentences: tuple[Sentence, ...] = ()
    words: Words = field(default_factory=Words)
    names: tuple[Name, ...] = ()
    acts: tuple[Act, ...] = ()
    times: tuple[Time, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    frames: tuple[Frame, ...] = ()
    _mention_at: Mapping[int, Mention] = field(default_factory=dict, repr=False, compare=False)
    #: Looked up once and kept; a document with another layer has its own.
    _places: list[_Places] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def text(self) -> str:
        return self.report.text

    def with_mentions(self, mentions: Iterable[Mention], also: Mapping[int, Mention] | None = None) -> Document:
        """The document with these mentions, found by their heads; `also`: other words that find one of them."""
        found = tuple(mentions)
        return replace(self, mentions=found, _mention_at={**(also or {}), **{m.head: m for m in found}})

    def mention(self, word: int) -> Mention | None:
        """The mention headed by this word."""
        return self._mention_at.get(word)

    def _placed(self) -> _Places:
        if not self._places:
            self._places.append(_Places(self))
        return self._places[0]

    def mentions_in(self, sentence: int) -> Iterable[Mention]:
        """The mentions headed by a word of this sentence, in their order."""
        return self._placed().mentions.get(sentence, ())

    def mentions_from(self, first: int, last: int) -> Iterator[Mention]:
        """The mentions that begin with one of words [first, last), in order of the text."""
        begin = self._placed().firsts
        return (mention for word in range(first, last) for mention in begin.get(word, ()))

    def times_in(self, sentence: int) -> Iterable[Time]:
        """The dates that begin in this sentence, in their order."""
        return self._placed().times.get(sentence, ())

    def time_at(self, word: int) -> Time | None:
        """The first date that this word is part of."""
        return self._placed().time_at.get(word)

    def actors(self, word: int) -> tuple[Actor, ...]:
        """Whom the noun phrase headed by this word means, its conjuncts too, each once, in order of the text."""
        # of "Ada Bello and Yusuf Saidi" the second may hang on the first's last name
        parts = (word, *self.words.kids(word, "flat"))
        heads = [word, *(kid for part in parts for kid in self.words.kids(part, "conj"))]
        found: dict[str, Actor] = {}
        for head in heads:
            mention = self.mention(head)
            for actor in mention.actors if mention else ():
                found.setdefault(actor.key(), actor)
        return tuple(found.values())

    def restricted(self, filler: Filler) -> int:
        """Where a filler ends with a clause that says which is meant: "any deal that leaves the militia in power"."""
        words, last = self.words, filler.last
        while last < len(words):
            kids = (kid for word in range(filler.first, last) for kid in words.kids(word, "acl:relcl") if kid >= last)
            behind = next((clause for kid in kids if (clause := words.subtree(kid))[0] == last), None)
            if behind is None or words.upos[last] == "PUNCT":
                return last
            last = behind[-1] + 1
            while words.upos[last - 1] == "PUNCT":
                last -= 1
        return last

    def span(self, first: int, last: int) -> Span:
        """The code points of words [first, last)."""
        return Span(self.words.start[first], self.words.end[last - 1])

    def quotation_around(self, start: int, end: int) -> Quotation | None:
        """The innermost utterance in whose content these code points stand."""
        found = None
        pool = self.quotations
        while pool:
            around = [q for q in self._placed().around(pool, start) if q.contains(start, end)]
            if not around:
                break
            found = min(around, key=lambda q: q.content[-1].end - q.content[0].start)
            pool = found.nested
        return found

    def cite(self, start: int, end: int, *, status: Status = "asserted", rule: str = "") -> Evidence:
        """Evidence for these code points: whole words, at most 800 of them, with whose word it is."""
        end = min(end, start + LONGEST_QUOTE)
        if end - start == LONGEST_QUOTE:
            while end > start and not self.text[end - 1 : end + 1].isspace() and self.text[end : end + 1].isalnum():
                end -= 1
        around = self.quotation_around(start, end)
        return Evidence(
            report=self.report.name, start=start, end=end, quote=self.text[start:end], status=status,
            speaker=around.speaker if around else None, chain=around.chain if around else (), rule=rule,
        )
