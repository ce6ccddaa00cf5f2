"""Utterances that no rule reads and the encoder's head does: "persisted that …", "had a clear message: “…”"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from communique.analysis.contents import cue_of
from communique.analysis.passages import Passage, Stretch
from communique.analysis.speakers import noun_phrase, subject
from communique.analysis.utterances import Utterance
from communique.document import Act

RULE = "learned: statement"
LABEL = "statement"
#: The score from which an act is an utterance, by PolNeAR's readable articles and the corpus's dev documents.
LEAST = 0.9
#: Words that a content has at least, and words between two of its words that the head may have missed.
SHORTEST, GAP = 3, 2
#: By these a word and a cue that hangs on it tell one act: "declined to say", "pointed out".
SAME = frozenset({"obj", "xcomp", "compound:prt", "case", "fixed"})


def read_heard(passage: Passage, found: Iterable[Utterance]) -> Iterator[Utterance]:
    """The utterances that the head reads with a speaker and a content and of which none of those found has the cue."""
    found = list(found)
    holders: dict[int, set[int]] = {}
    for number, other in enumerate(found):
        for piece in other.contents:
            for word in range(*piece):
                holders.setdefault(word, set()).add(number)
    told = {word for utterance in found for word in (utterance.cue_word, *range(*utterance.cue))}
    for act in passage.document.acts:
        if act.label == LABEL and act.score >= LEAST and not _is_told(passage, act.word, told):
            utterance = _utterance(passage, act)
            if utterance is not None and not _is_held(utterance, holders):
                yield utterance


def _is_told(passage: Passage, word: int, told: set[int]) -> bool:
    if passage.is_(word, "relays: citing"):  # "quoted by the Post as saying": the saying is the cue
        return True
    if word in told or (passage.head[word] in told and passage.deprel[word] in SAME - {"case"}):
        return True
    return any(kid in told and passage.deprel[kid] in SAME for kid in passage.children[word])


def _is_held(utterance: Utterance, holders: Mapping[int, set[int]]) -> bool:
    """Whether another utterance has the words already: "“We agree,” the envoy said in response"."""
    (content,) = utterance.contents
    shared = Counter(number for word in range(*content) for number in holders.get(word, ()))
    around = holders.get(utterance.cue_word, ())
    return any(2 * times > content[1] - content[0] and number not in around for number, times in shared.items())


def _utterance(passage: Passage, act: Act) -> Utterance | None:
    word, verbal = act.word, passage.upos[act.word] == "VERB"
    content, head = _content(passage, act), _speaker(passage, act)
    if content is None or head is None or content[0] <= head < content[1]:
        return None
    if passage.is_(content[0], "negation", "nothing"):
        return None  # "made no mention of the offer"
    own = subject(passage, word) if verbal else (None, None)
    if own[0] == "active" and own[1] is not None and not content[0] <= own[1] < content[1]:
        head = own[1]
    source = noun_phrase(passage, head, word)
    apart = source[1] <= content[0] or content[1] <= source[0]
    if source[0] >= source[1] or source[0] <= word < source[1] or not apart:
        return None
    cue = cue_of(passage, word) if verbal else (word, word + 1)
    return Utterance(word, cue, source, head, [content], RULE, frozenset({word, *range(*source)}))


def _speaker(passage: Passage, act: Act) -> int | None:
    """The head of the phrase in which the likeliest agent stands."""
    agents = [(score, word) for role, word, score in act.roles if role == "agent" and word != act.word]
    if not agents:
        return None
    agent = max(agents)[1]
    near = passage.document.mentions_in(passage.words.sentence[agent])
    around = (m for m in near if m.first <= agent < m.last and m.actors)
    return next((mention.head for mention in around), agent)


def _content(passage: Passage, act: Act) -> Stretch | None:
    """The longest run of content words, with the clause it heads and the quotation it touches."""
    runs = list(_runs(act))
    if not runs:
        return None
    first, last = _bare(passage, *max(runs, key=lambda run: run[1] - run[0]))
    if first > act.word:
        first, last = _bare(passage, *_with_clause(passage, act.word, first, last))
    for word in (first, last - 1):
        number = passage.quoted[word]
        if number >= 0 and number != passage.quoted[act.word]:
            first, last = min(first, passage.quotes[number][0]), max(last, passage.quotes[number][1])
    if first - 1 > act.word and passage.is_(first - 1, "that"):
        first -= 1
    return (first, last) if last - first >= SHORTEST and not first <= act.word < last else None


def _runs(act: Act) -> Iterator[Stretch]:
    words = sorted(word for word in act.fillers("content") if word != act.word)
    first = last = words[0] if words else -1
    for word in words[1:]:
        if word - last > GAP + 1 or last < act.word < word:
            yield first, last + 1
            first = word
        last = word
    if words:
        yield first, last + 1


def _with_clause(passage: Passage, cue: int, first: int, last: int) -> Stretch:
    """A content behind its cue, with what hangs on it on either side."""
    inside = range(first, last)
    below = passage.tree(*(word for word in inside if passage.head[word] not in inside))
    end = passage.sentence(cue)[1]
    while last < end and last in below:
        last += 1
    while first - 1 > cue and first - 1 in below:
        first -= 1
    return first, last


def _bare(passage: Passage, first: int, last: int) -> Stretch:
    """Without marks and conjunctions at its ends, unless they are quoted."""
    while last - 1 > first and passage.upos[last - 1] == "PUNCT" and passage.quoted[last - 1] < 0:
        last -= 1
    while first < last - 1 and passage.upos[first] in {"PUNCT", "CCONJ"} and passage.quoted[first] < 0:
        first += 1
    return first, last
