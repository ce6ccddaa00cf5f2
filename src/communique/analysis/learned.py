"""What the encoder reads beside what the rules find: each supports, outweighs or adds to the other.

A rule explains, a head finds what no rule foresaw. A frame that the head reads alike gains weight, one that it reads
otherwise, or not at all, loses some; an act without a frame becomes one. How much is fitted on the corpus's dev
documents (`python -m training.acts.arbiter`), not guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from communique.analysis.composition import QUAD, UNDER
from communique.analysis.lexicon import Lexicon
from communique.analysis.matching import Matcher
from communique.analysis.spheres import load_spheres, without_spheres
from communique.chances import chance_of, odds
from communique.document import ASKED, INTENDED, LEARNED, Act, Document, Filler, Frame

#: Relations by which a trigger hangs on another word that tells the same act: "held talks", "came under fire".
_SAME = frozenset({"obj", "nsubj:pass", "compound:prt", "compound", "xcomp", "obl", "amod", "cop", "aux"})


@dataclass(frozen=True, slots=True)
class Arbiter:
    """How likely a claim of one group is right: logistic weights of a frame's own weight, its act, the best rival.

    `act`: those of an act without a frame, None where such acts are no claims; `least`: what a new frame must reach.
    """

    frame: tuple[float, float, float, float]
    act: tuple[float, float] | None = None
    least: float = 0.3

    def of_frame(self, weight: float, own: float, other: float) -> float:
        constant, *slopes = self.frame
        return chance_of(constant + sum(s * odds(x) for s, x in zip(slopes, (weight, own, other), strict=True)))

    def of_act(self, score: float) -> float:
        return chance_of(self.act[0] + self.act[1] * odds(score)) if self.act else 0.0


#: PLOVER's quad classes of what is done, not said.
_DEEDS = (2, 4)

#: Words of the longest phrase that is cited for what a trigger governs.
SHOWN = 12

#: By group; frames of other groups stay as they are.
ARBITERS: Mapping[str, Arbiter] = {
    "event": Arbiter(frame=(-0.626, 0.459, 0.359, 0.002), act=(-1.211, 0.452), least=0.08),
    "commitment": Arbiter(frame=(0.084, 0.299, 0.706, -0.326), act=(-1.828, 0.909), least=0.4),
    "meeting": Arbiter(frame=(-0.068, 0.93, 0.436, 0.265)),
}


def label_of(frame: Frame) -> str | None:
    """The head's label for what a frame tells, None where it has none."""
    attributes = frame.attributes
    if attributes.get("type"):
        return attributes["type"]
    if attributes.get("stance"):
        return f"position {attributes['stance']}"
    if attributes.get("commits"):
        return "commitment"
    return frame.name if frame.name in ("meeting", "membership", "designation", "tenure") else None


def labels_of(frame: Frame) -> frozenset[str]:
    """The labels by which the head may know a frame: a plan to help is an agreement in PLOVER, but tells of help."""
    label = label_of(frame)
    found = {label, frame.attributes.get(INTENDED), frame.attributes.get(ASKED)} if label else set()
    return frozenset(name for name in found if name)


def group_of(label: str) -> str:
    """The kind of claim a label stands for."""
    return "event" if label in QUAD else label.partition(" ")[0]


class Heard:
    """What the head makes of a document's words."""

    def __init__(self, document: Document) -> None:
        self.words = document.words
        self._at: dict[int, dict[str, Act]] = {}
        for act in document.acts:
            self._at.setdefault(act.word, {})[act.label] = act

    def same(self, word: int) -> Iterator[int]:
        """The word, and those that may tell its act in its place."""
        yield word
        if self.words.deprel[word] in _SAME:
            yield self.words.head[word]
        yield from self.words.kids(word, *_SAME)

    def own(self, frame: Frame) -> Act | None:
        """The likeliest act of a frame's labels at its trigger."""
        if frame.learned:
            return self._at.get(frame.trigger, {}).get(frame.rule.removeprefix(f"{LEARNED}: "))
        labels = labels_of(frame)
        found = (self._at.get(word, {}).get(label) for word in self.same(frame.trigger) for label in labels)
        return max((act for act in found if act), key=lambda act: act.score, default=None)

    def other(self, frame: Frame) -> float:
        """The score of the likeliest act of another label of its group at its trigger."""
        labels, group = labels_of(frame), group_of(label_of(frame) or "")
        here = self._at.get(frame.trigger, {}).items()
        rivals = (act.score for name, act in here if name not in labels and group_of(name) == group)
        return max(rivals, default=0.0)

    def unfounded(self, frames: Iterable[Frame]) -> list[Act]:
        """The acts that no frame tells, of each group the likeliest at a word."""
        told, under = set[tuple[int, str]](), set[int]()
        for frame in frames:
            told |= {(word, label) for label in labels_of(frame) for word in self.same(frame.trigger)}
            if frame.attributes.get(UNDER):
                under.add(frame.trigger)
        best: dict[tuple[int, str], Act] = {}
        for word, acts in self._at.items():
            for act in acts.values():
                group = group_of(act.label)
                if (word, group) not in best or act.score > best[word, group].score:
                    best[word, group] = act
        return [
            act for (word, group), act in best.items()
            if (word, act.label) not in told and not (group == "event" and word in under)
        ]  # fmt: skip


def settle(
    frames: Iterable[Frame], matcher: Matcher, lexicon: Lexicon, arbiters: Mapping[str, Arbiter] = ARBITERS
) -> list[Frame]:
    """The frames, weighed by what the head reads, with those of acts that no frame tells."""
    frames = list(frames)
    if not matcher.document.acts:
        return [replace(frame, lexical=frame.weight) for frame in frames]
    heard = Heard(matcher.document)
    weighed = (_weighed(frame, heard, matcher, arbiters) for frame in frames)
    added = without_spheres(_added(frames, heard, matcher, lexicon, arbiters), matcher.document, load_spheres())
    kept = [*weighed, *(frame for frame in added if label_of(frame) and _is_public(frame))]
    return [_placed(frame, matcher) for frame in kept]


def _placed(frame: Frame, matcher: Matcher) -> Frame:
    """An event with the place of whom it is done to, where it is a deed and has no place of its own."""
    if frame.where is not None or QUAD.get(frame.attributes.get("type", ""), 1) not in _DEEDS:
        return frame
    return replace(frame, where=matcher.setting.within(frame.trigger))


def _weighed(frame: Frame, heard: Heard, matcher: Matcher, arbiters: Mapping[str, Arbiter]) -> Frame:
    label = label_of(frame)
    arbiter = arbiters.get(group_of(label)) if label else None
    if arbiter is None:
        return frame
    own = heard.own(frame)
    weight = arbiter.of_frame(frame.weight, own.score if own else 0.0, heard.other(frame))
    if own is None:
        return replace(frame, weight=weight, lexical=frame.weight)
    fillers = (*frame.fillers, *_missing(frame, own, matcher)) if frame.attributes.get("type") else frame.fillers
    return replace(frame, weight=weight, lexical=frame.weight, fillers=fillers, main=own.main)


def _missing(frame: Frame, act: Act, matcher: Matcher) -> Iterator[Filler]:
    """The sides of an event that the rule names nobody for and the head does."""
    taken = {word for filler in frame.fillers for word in range(filler.first, filler.last) if filler.actors}
    suffering = {actor.key() for actor in frame.actors("recipient")}
    for filler in _sides(act, matcher, "agent", "recipient"):
        if filler.role == "agent" and not _may_do(filler.head, act.word, matcher):
            continue
        if filler.role == "agent" and filler.actors and {actor.key() for actor in filler.actors} <= suffering:
            continue  # "a movement banned in Chad" bans nobody
        if filler.actors and not frame.actors(filler.role) and taken.isdisjoint(range(filler.first, filler.last)):
            yield filler


def _may_do(doer: int, act: int, matcher: Matcher) -> bool:
    """Whether who a verb tells of may do the act it is about: not of "Kenya regretted the killing"."""
    words, verb = matcher.words, matcher.words.head[act]
    if words.upos[act] not in ("NOUN", "PROPN") or verb < 0 or words.upos[verb] != "VERB":
        return True
    governed = words.deprel[act] in ("obj", "nsubj:pass") and doer in matcher.roles.clause(verb).subject
    return not governed or words.lemma[verb] not in matcher.grammar.factive


def _added(
    frames: list[Frame], heard: Heard, matcher: Matcher, lexicon: Lexicon, arbiters: Mapping[str, Arbiter]
) -> Iterator[Frame]:
    beside = {frame.trigger: frame for frame in frames if frame.attributes.get("type")}
    for act in heard.unfounded(frames):
        arbiter = arbiters.get(group_of(act.label))
        if arbiter and arbiter.act and (weight := arbiter.of_act(act.score)) >= arbiter.least:
            frame = _frame(act, matcher, lexicon, weight)
            if frame:
                yield _with_sides_of(frame, beside.get(act.word))


def _done_by_a_thing(word: int, matcher: Matcher) -> bool:
    """Whether a verb's subject is named and nobody: "a fire destroyed the warehouse"."""
    if matcher.words.upos[word] != "VERB":
        return False
    subject = matcher.roles.clause(word).subject
    return bool(subject) and not any(matcher.actors(head) or matcher.may_act(head) for head in subject)


def _governed(word: int, matcher: Matcher) -> Iterator[Filler]:
    """What a trigger governs, so that the words cited say what it is about: "called for aid to Ruritania"."""
    for kid in matcher.words.kids(word, "obj", "obl", "xcomp", "nmod"):
        first, last = matcher.phrase(kid)
        if last - first <= SHOWN:
            yield Filler("", first, last, kid)


def _is_public(frame: Frame) -> bool:
    """Whether anybody in an event is of a country or a sector, or it is told where: strangers make no politics."""
    actors = frame.actors("agent", "recipient", "holder", "subject", "by", "to")
    return any(actor.code or actor.id or actor.sector for actor in actors) or frame.where is not None


def _with_sides_of(frame: Frame, rival: Frame | None) -> Frame:
    """An event with the sides that a rule finds at the same trigger, whatever type it takes it for."""
    if rival is None or not frame.attributes.get("type"):
        return frame
    told = {role for role in ("agent", "recipient") if rival.actors(role)}
    kept = [filler for filler in frame.fillers if filler.role not in told]
    return replace(frame, fillers=(*kept, *(f for f in rival.fillers if f.role in told)))


def _frame(act: Act, matcher: Matcher, lexicon: Lexicon, weight: float) -> Frame | None:
    """The frame of an act; none of what a thing does, nor of a stand or a promise without its matter."""
    group = group_of(act.label)
    attributes: dict[str, str]
    if group == "event":
        attributes = {"type": act.label, "mode": act.mode or "", "cameo": lexicon.code(act.label, act.mode)}
        if _done_by_a_thing(act.word, matcher):
            return None
        sides = list(_sides(act, matcher, "agent", "recipient"))
        fillers = (*sides, *_by_places(act, matcher, sides))
    elif group in _CONTENT:
        attributes = {"stance": act.label.partition(" ")[2]} if group == "position" else {"commits": "promise"}
        holder, other, about = _CONTENT[group]
        content = _content(act, matcher, about)
        if content is None:
            return None
        fillers = (*_sides(act, matcher, holder, other), content)
    else:
        return None
    start, end = matcher.extent(act.word, (*fillers, *_governed(act.word, matcher)))
    return Frame(
        name=f"{LEARNED} {act.label}", trigger=act.word, start=start, end=end, fillers=fillers, status=act.status,
        when=matcher.setting.when(act.word), where=matcher.setting.where(act.word), weight=weight,
        main=act.main, rule=f"{LEARNED}: {act.label}", attributes=attributes,
    )  # fmt: skip


#: The roles of a group's frames: whose it is, towards whom, and what.
_CONTENT = {"position": ("holder", "subject", "issue"), "commitment": ("by", "to", "content")}


def _sides(act: Act, matcher: Matcher, agent: str, patient: str) -> Iterator[Filler]:
    """Who stands in which role: by the head's score, each phrase once."""
    names = {"agent": agent, "patient": patient}
    seen = set[int]()
    nominal = matcher.words.upos[act.word] in ("NOUN", "PROPN")
    victims = matcher.roles.victims(act.word) if nominal else ()
    for name, word, _ in sorted(act.roles, key=lambda role: -role[2]):
        if name not in names or word in seen or word == act.word:
            continue
        if name == "agent" and nominal and not _is_near(word, act.word, matcher):
            continue
        mention = matcher.document.mention(word)
        first, last = (mention.first, mention.last) if mention else matcher.phrase(word)
        if seen.isdisjoint(range(first, last)):
            seen |= set(range(first, last))
            head = mention.head if mention else word
            suffers = any(first <= victim < last for victim in victims)
            yield Filler(patient if suffers else names[name], first, last, head, matcher.actors(head))


def _is_near(doer: int, noun: int, matcher: Matcher) -> bool:
    """Whether a word stands in the clause of a noun that tells an act, not in one told after it.

    Of "fighting went on, and the army of Benin moved north" Benin is not read to have fought.
    """
    words, top = matcher.words, noun
    while words.head[top] >= 0 and words.upos[top] not in ("VERB", "AUX"):
        top = words.head[top]
    node = doer
    while node >= 0 and node != top:
        if words.upos[node] in ("VERB", "AUX") and words.deprel[node] in ("conj", "parataxis") and doer > noun:
            return False
        node = words.head[node]
    return True


def _by_places(act: Act, matcher: Matcher, known: list[Filler]) -> Iterator[Filler]:
    """The sides that the head names nobody for, by the trigger's places: its subject, its objects, its prepositions."""
    words, word = matcher.words, act.word
    nominal = words.upos[word] in ("NOUN", "PROPN")
    places = matcher.roles.phrase(word) if nominal else matcher.roles.clause(word)
    above = words.head[word]
    held = nominal and words.deprel[word] in ("obj", "obl") and words.upos[above] == "VERB"
    subject = places.possessor or (matcher.roles.clause(above).subject if held else ()) if nominal else places.subject
    first = [places.prepositions.get(name, ()) for name in matcher.grammar.recipients]
    rest = [heads for name, heads in places.prepositions.items() if name not in matcher.grammar.recipients]
    wanted = {
        "agent": [subject],
        "recipient": [places.iobj, places.object, *first, *rest],
    }
    taken = {w for filler in known for w in range(filler.first, filler.last)}
    taken |= {doer for name, doer, _ in act.roles if name == "agent"}  # who is read to act is not acted on
    for role, ways in wanted.items():
        if any(filler.actors for filler in known if filler.role == role):
            continue
        for heads in ways:
            found = [head for head in heads if head not in taken and head != word and matcher.actors(head)]
            for head in found:
                first_word, last_word = matcher.phrase(head)
                taken |= set(range(first_word, last_word))
                yield Filler(role, first_word, last_word, head, matcher.actors(head))
            if found:
                break


def _content(act: Act, matcher: Matcher, role: str) -> Filler | None:
    """The longest run of words that the head reads as content, small gaps closed, beside the trigger."""
    found = sorted(word for word in act.fillers("content") if word != act.word)
    runs: list[list[int]] = []
    for word in found:
        if runs and word - runs[-1][-1] <= 3 and not runs[-1][-1] < act.word < word:
            runs[-1].append(word)
        else:
            runs.append([word])
    if not runs:
        return None
    best = max(runs, key=len)
    first, last = best[0], best[-1] + 1
    words = matcher.words
    while last - 1 > first and words.upos[last - 1] == "PUNCT":
        last -= 1
    while first < last - 1 and words.upos[first] in ("PUNCT", "CCONJ"):
        first += 1
    head = next((w for w in range(first, last) if not first <= words.head[w] < last), first)
    return Filler(role, first, last, head, matcher.actors(head))
