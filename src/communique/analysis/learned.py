"""Acts that the encoder reads beside the frames that the lexicon finds: each supports, outweighs or adds to the other.

A rule explains, a head finds what no rule foresaw. An event frame that the head reads alike gains weight, one that it
reads otherwise, or not at all, loses some; an act without a frame becomes one. How much is fitted on the corpus's dev
documents (`python -m training.acts.arbiter`), not guessed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from communique.analysis.composition import QUAD, UNDER, is_event
from communique.analysis.lexicon import Lexicon
from communique.analysis.matching import Matcher
from communique.document import Act, Document, Filler, Frame

#: Relations by which a trigger hangs on another word that tells the same act: "held talks", "came under fire".
_SAME = frozenset({"obj", "nsubj:pass", "compound:prt", "compound", "xcomp", "obl", "amod", "cop", "aux"})

RULE = "learned"
#: Acts less likely than this become no frames.
LEAST = 0.3
#: The scores of role fillers count from here on.
_ROLES = {"agent": "agent", "patient": "recipient"}


@dataclass(frozen=True, slots=True)
class Arbiter:
    """Logistic weights: of a frame by its own weight and what the head makes of it, of an act by its score."""

    frame: tuple[float, float, float, float]  # constant, weight, score of its type, score of the best other type
    act: tuple[float, float]  # constant, score

    def of_frame(self, weight: float, own: float, other: float) -> float:
        constant, *slopes = self.frame
        return _chance(constant + sum(s * _odds(x) for s, x in zip(slopes, (weight, own, other), strict=True)))

    def of_act(self, score: float) -> float:
        return _chance(self.act[0] + self.act[1] * _odds(score))


ARBITER = Arbiter(frame=(0.0, 1.0, 0.5, -0.2), act=(0.0, 1.0))


def _odds(chance: float) -> float:
    """Log odds, cut off where certainty is only seeming."""
    chance = min(max(chance, 0.02), 0.98)
    return math.log(chance / (1 - chance))


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


class Heard:
    """What the head makes of a document's words."""

    def __init__(self, document: Document) -> None:
        self.words = document.words
        self.acts = [act for act in document.acts if act.label in QUAD]
        self._at: dict[int, dict[str, Act]] = {}
        for act in self.acts:
            self._at.setdefault(act.word, {})[act.label] = act

    def same(self, word: int) -> Iterator[int]:
        """The word, and those that may tell its act in its place."""
        yield word
        if self.words.deprel[word] in _SAME:
            yield self.words.head[word]
        yield from self.words.kids(word, *_SAME)

    def own(self, frame: Frame) -> Act | None:
        """The likeliest act of a frame's type at its trigger."""
        label = frame.attributes["type"]
        found = (self._at.get(word, {}).get(label) for word in self.same(frame.trigger))
        return max((act for act in found if act), key=lambda act: act.score, default=None)

    def other(self, frame: Frame) -> float:
        """The score of the likeliest act of another type at its trigger."""
        here = self._at.get(frame.trigger, {})
        return max((act.score for label, act in here.items() if label != frame.attributes["type"]), default=0.0)


def settle(frames: Iterable[Frame], matcher: Matcher, lexicon: Lexicon, arbiter: Arbiter = ARBITER) -> list[Frame]:
    """The frames, weighed by what the head reads, with those of acts that no frame tells."""
    document = matcher.document
    frames = list(frames)
    if not document.acts:
        return frames
    heard = Heard(document)
    found = [_weighed(frame, heard, arbiter) if is_event(frame) else frame for frame in frames]
    return [*found, *_added(frames, heard, matcher, lexicon, arbiter)]


def _weighed(frame: Frame, heard: Heard, arbiter: Arbiter) -> Frame:
    own = heard.own(frame)
    weight = arbiter.of_frame(frame.weight, own.score if own else 0.0, heard.other(frame))
    attributes = {**frame.attributes, "main": f"{own.main:.3f}"} if own else frame.attributes
    return replace(frame, weight=weight, attributes=attributes)


def _added(
    frames: list[Frame], heard: Heard, matcher: Matcher, lexicon: Lexicon, arbiter: Arbiter
) -> Iterator[Frame]:
    """Frames of acts: of the likeliest type at a word, where no frame tells that type there."""
    told = {(word, f.attributes["type"]) for f in frames if is_event(f) for word in heard.same(f.trigger)}
    under = {f.trigger for f in frames if is_event(f) and f.attributes.get(UNDER)}
    best: dict[int, Act] = {}
    for act in heard.acts:
        if act.score >= LEAST and (act.word not in best or act.score > best[act.word].score):
            best[act.word] = act
    for word, act in best.items():
        if (word, act.label) not in told and word not in under:
            yield _frame(act, matcher, lexicon, arbiter.of_act(act.score))


def _frame(act: Act, matcher: Matcher, lexicon: Lexicon, weight: float) -> Frame:
    attributes = {"type": act.label, "mode": act.mode or "", "main": f"{act.main:.3f}"}
    attributes["cameo"] = lexicon.code(act.label, act.mode)
    fillers = tuple(_fillers(act, matcher))
    start, end = matcher.extent(act.word, fillers)
    return Frame(
        name=f"{RULE} {act.label}", trigger=act.word, start=start, end=end, fillers=fillers, status=act.status,
        when=matcher.setting.when(act.word), where=matcher.setting.where(act.word), weight=weight,
        rule=f"{RULE}: {act.label}", attributes=attributes,
    )  # fmt: skip


def _fillers(act: Act, matcher: Matcher) -> Iterator[Filler]:
    """Who stands in which role: by the head's score, each phrase once."""
    seen = set[int]()
    for name, word, _ in sorted(act.roles, key=lambda role: -role[2]):
        if name not in _ROLES or word in seen or word == act.word:
            continue
        mention = matcher.document.mention(word)
        first, last = (mention.first, mention.last) if mention else matcher.phrase(word)
        if seen.isdisjoint(range(first, last)):
            seen |= set(range(first, last))
            head = mention.head if mention else word
            yield Filler(_ROLES[name], first, last, head, matcher.actors(head))
