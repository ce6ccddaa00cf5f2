"""Frames of a document: every reader proposes, one arbiter decides between rivals on the same trigger."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec

from communique.analysis.addressees import addressed
from communique.analysis.certainty import weigh
from communique.analysis.composition import UNDER, compose, intended, is_event, subordinate
from communique.analysis.demands import RULE as DEMAND
from communique.analysis.demands import read_demands
from communique.analysis.ellipsis import complete
from communique.analysis.learned import settle
from communique.analysis.lexicon import Lexicon, load
from communique.analysis.matching import Candidate, Matcher
from communique.analysis.spheres import load_spheres, without_spheres
from communique.analysis.untold import without_untold
from communique.document import ASKED, Document, Filler, Frame

#: How much a possible, proposed or conditional event weighs beside one that is told as fact.
UNFIRM = 0.85

#: Types whose object is a fact of its own: "condemned the attack" tells of an attack.
FACTIVE = frozenset({"ACCUSE", "SUPPORT"})

#: Types that are done by announcing them.
DECREED = frozenset({"SANCTION", "COERCE"})

Reader = Callable[[Document], Iterator[Frame]]


def read_frames(document: Document) -> Document:
    """The document with its frames, in order of the text."""
    return replace(document, frames=tuple(arbitrate(weigh(proposals(document), document))))


def proposals(document: Document) -> Iterator[Frame]:
    """Every frame that the readers or the encoder propose; rivals still among them."""
    lexicon = load()
    lexical, matcher = propose(document, lexicon)
    for frame in settle([*lexical, *read_others(document)], matcher, lexicon):
        frame = _in_context(_read_as_plan(frame, matcher.document, lexicon), matcher.document, lexicon)
        yield addressed(without_untold(frame, matcher.document), matcher.document) if is_event(frame) else frame


def _read_as_plan(frame: Frame, document: Document, lexicon: Lexicon) -> Frame:
    """An event that only the encoder reads, its plans read as those of rules are."""
    return _planned(frame, document, lexicon) if frame.learned and is_event(frame) else frame


def read_others(document: Document) -> Iterator[Frame]:
    """The frames of the readers beside the lexicon."""
    return (frame for read in _readers() for frame in read(document))


def _readers() -> Iterator[Reader]:
    """Readers beside the lexicon: titles and appositions, meetings, lists of members."""
    for name in ("titles", "designations", "meetings", "memberships"):
        if find_spec(f"communique.analysis.{name}"):
            yield getattr(import_module(f"communique.analysis.{name}"), f"read_{name}")


def read_lexical_frames(document: Document, lexicon: Lexicon) -> list[Frame]:
    """The frames the lexicon's entries find by themselves; rivals still among them."""
    frames, matcher = propose(document, lexicon)
    return [_in_context(frame, matcher.document, lexicon) for frame in frames]


def propose(document: Document, lexicon: Lexicon) -> tuple[list[Frame], Matcher]:
    """The frames the lexicon's entries find, complements composed, before the encoder is heard."""
    document = _with_lemmas(document, lexicon)
    matcher = Matcher(document, lexicon)
    candidates = compose(list(matcher.candidates()), matcher)
    chosen = _best_events(candidates, document, lexicon.grammar.light)
    contents = {}
    for candidate in chosen:
        spans = [f for f in candidate.frame.fillers if f.role == "content" or _is_act(f, document)]
        if spans and is_event(candidate.frame):
            span = (min(f.first for f in spans), max(f.last for f in spans))
            contents[candidate.frame.trigger] = (span, candidate.frame.rule)
    frames = [_planned(frame, document, lexicon) for frame in subordinate((c.frame for c in chosen), contents)]
    frames = _under_demands([*map(_by_firmness, frames), *read_demands(matcher)])
    return complete(list(without_spheres(frames, document, load_spheres())), document), matcher


def _under_demands(frames: list[Frame]) -> list[Frame]:
    """What a speaker says that others must do is asked for, no event: of "Y must arrest Z" only the demand stays."""
    demands = {frame.trigger for frame in frames if frame.rule == DEMAND}
    others = (frame for frame in frames if is_event(frame) and frame.rule != DEMAND)
    asked = {frame.trigger: frame.attributes["type"] for frame in others if frame.trigger in demands}
    told = {frame.trigger for frame in frames if frame.attributes.get(UNDER)}
    found = []
    for frame in frames:
        if frame.rule == DEMAND and frame.trigger in told:
            continue  # "insisted that Y must leave": the verb tells it
        if frame.rule == DEMAND and frame.trigger in asked:
            frame = replace(frame, attributes={**frame.attributes, ASKED: asked[frame.trigger]})
        elif frame.trigger in asked and is_event(frame):
            frame = replace(frame, weight=frame.weight * 0.5, attributes={**frame.attributes, UNDER: DEMAND})
        found.append(frame)
    return found


def _in_context(frame: Frame, document: Document, lexicon: Lexicon) -> Frame:
    """An event with PLOVER's contexts, by the words that show it; at most three, the most spoken of first."""
    if not is_event(frame) or frame.attributes.get("context"):
        return frame
    words = document.words
    first, last = bisect_left(words.start, frame.start), bisect_left(words.start, frame.end)
    spoken = Counter(c for word in range(first, last) for c in lexicon.contexts.get(words.lemma[word], ()))
    if not spoken:
        return frame
    chosen = ",".join(context for context, _ in spoken.most_common(3))
    return replace(frame, attributes={**frame.attributes, "context": chosen})


def _planned(frame: Frame, document: Document, lexicon: Lexicon) -> Frame:
    """A plan read as PLOVER does; what somebody does something for is none ("fired gas to disperse the crowd")."""
    if is_event(frame) and _is_supposed(frame.trigger, document, lexicon):
        return replace(frame, attributes={**frame.attributes, UNDER: "condition"})
    if frame.attributes.get("stance") and _is_supposed(frame.trigger, document, lexicon):
        # "declined to say whether it backs the plan"
        return replace(frame, status="proposed")
    if frame.attributes.get("type") in DECREED and _is_decreed(frame.trigger, document, lexicon):
        return frame
    if _is_courtesy(frame, document, lexicon):
        return replace(frame, status="asserted")
    purpose = document.words.deprel[frame.trigger] in ("advcl", "acl")
    # a noun told as planned ("the withdrawal of the troops") is nobody's word
    return frame if purpose or document.words.upos[frame.trigger] in ("NOUN", "PROPN") else intended(frame)


def _is_decreed(word: int, document: Document, lexicon: Lexicon) -> bool:
    """Whether a verb stands in what somebody announced: "announced that it would ban the party"."""
    words = document.words
    while words.deprel[word] == "conj":
        word = words.head[word]
    above = words.head[word]
    return words.deprel[word] == "ccomp" and words.lemma[above] in lexicon.grammar.decreeing


def _is_courtesy(frame: Frame, document: Document, lexicon: Lexicon) -> bool:
    """ "We would like to thank our hosts" thanks them."""
    words, trigger = document.words, frame.trigger
    wished = words.head[trigger] >= 0 and words.lemma[words.head[trigger]] in lexicon.grammar.courteous
    return frame.attributes.get("type") == "SUPPORT" and wished and words.deprel[trigger] == "xcomp"


def _is_supposed(word: int, document: Document, lexicon: Lexicon) -> bool:
    """Whether a word stands in an "if" clause: what is supposed there is told of nobody."""
    words, conditions = document.words, lexicon.grammar.open_conditions
    while word >= 0:
        if any(words.lower[mark] in conditions for mark in words.kids(word, "mark")):
            return True
        word = words.head[word] if words.deprel[word] != "ccomp" else -1
    return False


def _by_firmness(frame: Frame) -> Frame:
    """What may only happen is less likely what the sentence is about."""
    if is_event(frame) and frame.status in ("possible", "proposed", "conditional"):
        return replace(frame, weight=frame.weight * UNFIRM)
    return frame


def _is_act(filler: Filler, document: Document) -> bool:
    """What one is criticised for in a clause is a word, in a noun a fact: "for doing", "for the raid"."""
    return filler.role == "matter" and document.words.upos[filler.head] in ("VERB", "AUX")


def _with_lemmas(document: Document, lexicon: Lexicon) -> Document:
    """The document with the lexicon's own lemmas, in lower case."""
    words = document.words
    lemmas = list(map(lexicon.lemma, words.lower, words.upos, (lemma.lower() for lemma in words.lemma)))
    for word, lower in enumerate(words.lower):
        if lower == "-" and 0 < word < len(words) - 1:
            joined = lexicon.joined(words.lower[word - 1], words.lower[word + 1], words.upos[word + 1])
            lemmas[word + 1] = joined or lemmas[word + 1]
    return replace(document, words=replace(words, lemma=tuple(lemmas)))


def _best_events(candidates: list[Candidate], document: Document, light: frozenset[str]) -> list[Candidate]:
    """Of the events on one trigger the likeliest; frames that are no event stay."""
    rivals: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        if is_event(candidate.frame):
            rivals.setdefault(candidate.frame.trigger, []).append(candidate)
    best = {trigger: max(found, key=lambda c: _strength(c.frame)) for trigger, found in rivals.items()}
    for candidate in list(best.values()):
        if _repeats(candidate, best, document, light):
            del best[candidate.frame.trigger]
    others = [c for c in candidates if not is_event(c.frame) and _says_more(c)]
    return [*(_with_mode(c, rivals[trigger]) for trigger, c in best.items()), *others]


def _with_mode(candidate: Candidate, rivals: list[Candidate]) -> Candidate:
    """An event without a mode takes that of the best rival of its type that knows one."""
    attributes = candidate.frame.attributes
    if attributes.get("mode"):
        return candidate
    same = [c for c in rivals if c.frame.attributes["type"] == attributes["type"] and c.frame.attributes.get("mode")]
    if not same:
        return candidate
    known = max(same, key=lambda c: _strength(c.frame)).frame.attributes
    found = {**attributes, "mode": known["mode"], "cameo": known.get("cameo", attributes.get("cameo", ""))}
    return replace(candidate, frame=replace(candidate.frame, attributes=found))


def _repeats(
    candidate: Candidate, best: dict[int, Candidate], document: Document, light: frozenset[str]
) -> bool:
    """A noun whose verb tells its event: "held talks" is one consultation, "ended its cooperation" none."""
    words, trigger = document.words, candidate.frame.trigger
    verb = words.head[trigger]
    if words.upos[trigger] not in ("NOUN", "PROPN") or verb not in best:
        return False
    kind = best[verb].frame.attributes["type"]
    governed = words.deprel[trigger] in ("obj", "nsubj:pass")
    return candidate.frame.attributes["type"] == kind or (
        governed and (kind not in FACTIVE or words.lemma[verb] in light)
    )


def _says_more(candidate: Candidate) -> bool:
    """Whether a frame that is no event says anything: an event composed away says nothing."""
    return not is_event(candidate.frame) and (candidate.entry.event is None or bool(candidate.entry.gives))


def arbitrate(frames: Iterable[Frame]) -> list[Frame]:
    """One event a trigger, and one frame of a name a trigger; the likelier, then the fuller wins."""
    best: dict[tuple[int, str], Frame] = {}
    for frame in frames:
        key = (frame.trigger, "" if is_event(frame) else frame.name)
        rival = best.get(key)
        if rival is None or _strength(frame) > _strength(rival):
            best[key] = frame
    return sorted(best.values(), key=lambda f: (f.trigger, f.name, f.rule))


def _strength(frame: Frame) -> tuple[float, int, int]:
    return (
        round(frame.weight if frame.chance is None else frame.chance, 6),
        sum(1 for filler in frame.fillers if filler.actors),
        len(frame.fillers),
    )
