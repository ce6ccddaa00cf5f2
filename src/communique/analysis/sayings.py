"""The circumstances of an utterance: to whom, on what occasion, when and where it was made, and how firmly."""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors import Actor, Status
from communique.analysis.acts import withholds
from communique.analysis.authored import AUTHORED
from communique.analysis.passages import Passage
from communique.analysis.utterances import Utterance
from communique.analysis.voices import Voices
from communique.dates import When
from communique.document import Span, Time

CLAUSAL = ("conj", "parataxis")
#: How many words an occasion may have.
LONGEST_OCCASION = 30


def circle(passage: Passage, utterance: Utterance) -> list[int]:
    """The words of the cue clause, in order, without the content and coordinated clauses."""
    verb = utterance.cue_word
    if utterance.rule.startswith(AUTHORED):
        return []
    apart = passage.tree(*(k for k in passage.children[verb] if passage.deprel[k] in CLAUSAL))
    clause = set(utterance.clause - apart)
    begins = min((first for first, _ in utterance.contents if first > verb), default=verb)
    clause.update(range(verb, begins))  # "said Wednesday that …", whatever the day hangs on
    if all(last <= verb for _, last in utterance.contents) and passage.closing.keys() & {
        utterance.contents[-1][1] - 1
    }:
        clause.update(
            range(verb, passage.sentence(verb)[1])
        )  # "“…,” said Moyo, speaking at …", however parsed
    words = sorted(w for w in clause if not utterance.covers(w))
    behind = max((last for first, last in utterance.contents if first > verb), default=None)
    if behind is None or not utterance.tells_words:
        return words
    return [w for w in words if w < behind]  # "said that they would meet in Accra": where they meet


def addressee(passage: Passage, voices: Voices, utterance: Utterance, words: list[int]) -> Actor | None:
    """To whom it was said: who is told, spoken to, interviewed by, or asked the question that is answered."""
    # "wrote to the court asking it to rule", where "it" is read as whoever wrote
    own = {actor.key() for actor in voices.actors(utterance.head)} if utterance.head is not None else set()
    for head in _addressed(passage, voices, utterance, words):
        found = voices.actors(head) if head != utterance.head else ()
        if found and found[0].key() not in own:
            return found[0]
    return None


def _addressed(passage: Passage, voices: Voices, utterance: Utterance, words: list[int]) -> Iterator[int]:
    verb = utterance.cue_word
    if passage.is_(verb, "addressees: telling"):
        yield from (
            k
            for k in passage.children[verb]
            if k > verb and passage.deprel[k] in {"obj", "iobj"} and _can_listen(passage, k)
            if voices.is_somebody(k)  # "thanked the envoy"
            # "urged restraint", "urged the transfers to be made"
            or not ((utterance.rule.endswith(": object") and utterance.covers(k)) or voices.is_thing(k))
        )
    for word in words:
        lower = passage.lower[word]
        if (
            lower.removesuffix("s") in passage.lexicon["addressees: questions"]
            and passage.upos[word] == "NOUN"
        ):
            yield from _askers(passage, word)
        elif passage.upos[word] == "VERB" and passage.is_(word, "addressees: answering"):
            yield from _below(passage, word, "addressees: askers")
        elif word != verb and passage.is_(word, "addressees: asking") and passage.words.xpos[word] == "VBN":
            yield from _below(passage, word, "agent")
        elif lower in passage.lexicon["addressees: conversations"] and passage.upos[word] == "NOUN":
            if passage.head[word] == verb and passage.deprel[word] == "obj":
                continue  # "described the call with …"
            yield from _below(passage, word, "addressees: partners")
        elif word != verb and passage.is_(word, "addressees: speaking") and passage.words.xpos[word] == "VBG":
            yield from _below(passage, word, "addressees: partners")
    if passage.is_(verb, "addressees: demanding"):
        above = (verb, *(k for k in passage.children[verb] if passage.deprel[k] == "obj"))
        yield from (k for w in above for k in _below(passage, w, "addressees: demanded") if voices.is_somebody(k))
    if passage.is_(verb, "addressing verbs") and _asks_for_a_deed(passage, verb):
        yield from (
            k
            for k in _below(passage, verb, "addressing prepositions")
            if k > verb and not passage.is_(k, "time words")
        )
    governor = passage.head[verb]
    if passage.deprel[verb] in {"advcl", "acl"} and passage.words.xpos[verb] == "VBG" and governor >= 0:
        # "wrote to the court asking …", "a letter to the court urging …"
        letter = passage.lower[governor] in passage.lexicon["addressees: conversations"]
        if letter or passage.is_(governor, "addressees: toward"):
            yield from (k for k in _below(passage, governor, "addressees: behind") if k < verb)
    if passage.is_(verb, "addressees: toward"):
        yield from (k for k in _below(passage, verb, "addressees: behind") if k > verb and k in words)


def _asks_for_a_deed(passage: Passage, verb: int) -> bool:
    """Whether an infinitive follows: "called on both sides to …"."""
    to = passage.lexicon["infinitive"]
    below = (kid for k in passage.children[verb] for kid in (k, *passage.children[k]))
    return any(k > verb and passage.upos[k] == "VERB" and passage.marker(k, to) is not None for k in below)


def _can_listen(passage: Passage, word: int) -> bool:
    return passage.upos[word] in {"NOUN", "PROPN", "PRON", "NUM"}


def _askers(passage: Passage, question: int) -> Iterator[int]:
    yield from _below(passage, question, "addressees: askers")
    owner = passage.child(question, "nmod:poss")
    if owner is not None and passage.upos[owner] != "PRON":
        yield owner


def _below(passage: Passage, word: int, prepositions: str) -> Iterator[int]:
    """The nouns that hang on a word by one of these prepositions."""
    forms = passage.lexicon[prepositions]
    for kid in passage.children[word]:
        if passage.deprel[kid].startswith(("nmod", "obl")) and passage.marker(kid, forms) is not None:
            yield kid


def occasion(passage: Passage, utterance: Utterance, words: list[int]) -> tuple[int, int] | None:
    """The words [first, last) that name the occasion: "at a joint meeting of the two councils", "in his speech"."""
    near = set(words)
    for word in words:
        if passage.upos[word] not in {"NOUN", "PROPN"} or not _is_occasion(passage, word):
            continue
        if not _is_adverbial(passage, utterance, word):
            continue
        case = next(
            (
                k
                for k in passage.children[word]
                if passage.deprel[k] == "case"
                and k < word
                and passage.lower[k] in passage.lexicon["occasions: prepositions"]
            ),
            None,
        )
        if case is not None:
            return _phrase(passage, case, word, near)
        attended = passage.deprel[word] == "obj" and _attends(passage, passage.head[word])
        if attended and passage.head[word] != utterance.cue_word:
            return _phrase(passage, word, word, near)
    return None


def _attends(passage: Passage, verb: int) -> bool:
    return passage.is_(verb, "occasions: attending")


def _is_adverbial(passage: Passage, utterance: Utterance, word: int) -> bool:
    """Whether a noun tells of the saying itself, not of a topic: "answering a question on the war at the summit"."""
    above = passage.head[word]
    return (
        above < 0
        or passage.upos[above] in {"VERB", "AUX"}
        or above == utterance.head
        or _is_occasion(passage, above)
    )


def _is_occasion(passage: Passage, word: int) -> bool:
    lower = passage.lower[word]
    return (
        lower in passage.lexicon["occasions: nouns"]
        or lower.removesuffix("s") in passage.lexicon["occasions: nouns"]
    )


def _phrase(passage: Passage, first: int, head: int, near: set[int]) -> tuple[int, int]:
    below = passage.tree(head) & near | {head}
    while first - 1 in below:
        first -= 1
    while first < head and passage.upos[first] == "PUNCT":
        first += 1
    last = head + 1
    while last in below and last - first < LONGEST_OCCASION:
        last += 1
    while last - 1 > head and passage.upos[last - 1] == "PUNCT":
        last -= 1
    return first, last


def when(
    passage: Passage, utterance: Utterance, words: list[int], occasion: tuple[int, int] | None
) -> When | None:
    """The date of the saying: the occasion's own, else the one nearest to the cue in its clause."""
    near = set(words)
    times = [time for time in _times(passage, utterance) if near.issuperset(range(time.first, time.last))]
    if occasion is not None:
        inside = [t for t in times if occasion[0] <= t.first and t.last <= occasion[1]]
        times = inside or times
    nearest = min(times, key=lambda t: (abs(t.first - utterance.cue_word), t.first), default=None)
    return nearest.when if nearest else _behind_quotation(passage, utterance)


def _times(passage: Passage, utterance: Utterance) -> list[Time]:
    return passage.times.get(passage.words.sentence[utterance.cue_word], [])


def _behind_quotation(passage: Passage, utterance: Utterance) -> When | None:
    """A bare day right behind a scare quote is the newsroom's: "said the road was “impassable” Monday"."""
    for time in _times(passage, utterance):
        bare = passage.upos[time.first] == "PROPN" and time.last - time.first == 1
        if bare and utterance.covers(time.first - 1) and time.first - 1 in passage.closing:
            return time.when
    return None


def where(passage: Passage, voices: Voices, utterance: Utterance, words: list[int]) -> Actor | None:
    """The place of the saying: "speaking in Astana"."""
    content = min(first for first, _ in utterance.contents)
    for word in words:
        if utterance.cue_word < content < word or not passage.deprel[word].startswith("obl"):
            continue
        above = passage.head[word]
        if passage.upos[word] != "PROPN" or not (above == utterance.cue_word or _attends(passage, above)):
            continue
        mention = voices.mention(word)
        if (
            mention
            and mention.actors
            and passage.marker(word, passage.lexicon["places"]) is not None
            and _is_place(mention.type, mention.actors[0])
        ):
            return mention.actors[0]
    return None


def _is_place(label: str, actor: Actor) -> bool:
    return label == "place" or (actor.id or "").startswith(("place/", "state/"))


def status(passage: Passage, utterance: Utterance) -> Status:
    """How firmly the report says that it was said: "will announce", "did not say", "if the court rules"."""
    word, lexicon = utterance.cue_word, passage.lexicon
    if passage.upos[word] != "VERB":
        return "asserted"
    beside = [k for k in passage.children[word] if passage.quoted[k] == passage.quoted[word]]
    forms = {passage.lower[k] for k in beside if k < word or passage.deprel[k] == "advmod"}
    forms |= {
        passage.lower[k]
        for subject in passage.subjects(word)
        for k in passage.children[subject]
        if passage.deprel[k] == "det"
    }
    if forms & lexicon["open"]:
        return "conditional"
    if withholds(passage, utterance):
        return "denied"
    for name, words in lexicon.firmness:
        if forms & words:
            return name
    if _is_thought_of(passage, word):
        return "proposed"
    governor = passage.head[word]
    if governor >= 0 and passage.deprel[word] in {"xcomp", "ccomp"} and utterance.cue_word > governor:
        lower = passage.lower[governor]
        known = {lower, passage.words.lemma[governor], lexicon.forms.get(lower, lower)}
        for name, words in lexicon.governors:
            if known & words:
                return name
    return "asserted"


def _is_thought_of(passage: Passage, word: int) -> bool:
    """Whether somebody only might say it: "it is wrong for the council to judge and to threaten sanctions"."""
    first = word
    while passage.deprel[first] == "conj" and passage.upos[passage.head[first]] == "VERB":
        first = passage.head[first]
    infinitive = passage.words.xpos[first] == "VB" and passage.words.xpos[word] == "VB"
    return infinitive and passage.marker(first, passage.lexicon["for whom"]) is not None


def span_of(passage: Passage, stretch: tuple[int, int] | None) -> Span | None:
    return passage.document.span(*stretch) if stretch else None
