"""Quotations that no cue tells: behind a colon, or a paragraph of its own that goes on with what was quoted before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.analysis.passages import CLOSING_MARKS, SUBJECTS, Passage, Stretch
from communique.analysis.speakers import noun_phrase
from communique.analysis.utterances import Utterance

#: A quotation shorter than this is a name, a title or a scare quote.
SHORTEST = 7
#: A paragraph that goes on with a quotation is longer than a subheading in quotation marks.
SHORTEST_CONTINUED = 12
#: How far before the colon a clause or a name is sought.
REACH = 40
#: Words of a post before a colon.
LONGEST_TITLE = 8


def read_orphans(passage: Passage, found: Iterable[Utterance]) -> Iterator[Utterance]:
    """An utterance for each longer quotation that none of those found tells, where its speaker can be read."""
    told = {passage.quoted[word] for u in found for piece in u.contents for word in piece_ends(piece)}
    speaker: Utterance | None = None
    by_quotation = {passage.quoted[u.contents[-1][1] - 1]: u for u in found}
    for number, (first, last) in enumerate(passage.quotes):
        if number in told:
            speaker = by_quotation.get(number, speaker)
            continue
        if last - first < SHORTEST:
            utterance = _entitled(passage, first, last)
            if utterance is not None:
                speaker = utterance
                yield utterance
            continue
        utterance = _behind_colon(passage, first, last) or _continuing(passage, first, last, speaker)
        if utterance is not None:
            speaker = utterance
            yield utterance


def piece_ends(piece: Stretch) -> tuple[int, int]:
    return piece[0], piece[1] - 1


def _behind_colon(passage: Passage, first: int, last: int) -> Utterance | None:
    """ "She defended the plan in a letter: “…”", "- Grace Moyo: “…”"."""
    colon = first - 1
    while colon > 0 and passage.upos[colon] in {"PUNCT", "SYM", "X"} and passage.text[colon] != ":":
        colon -= 1
    if colon < 1 or ":" not in passage.text[colon] or passage.paragraph[first] - passage.paragraph[colon] > 1:
        return None
    start = max(passage.sentence(colon)[0], colon - REACH)
    verb = next((w for w in range(colon - 1, start - 1, -1) if _leads(passage, w)), None)
    if verb is None:
        return _entitled(passage, first, last) or _labelled(passage, colon, start, (first, last))
    head = next(passage.subjects(verb))
    source = noun_phrase(passage, head, verb)
    return Utterance(
        verb,
        (verb, verb + 1),
        source,
        head,
        [(first, last)],
        "quotation behind a colon",
        frozenset(range(min(source[0], verb), colon)),
    )


def _leads(passage: Passage, word: int) -> bool:
    return passage.upos[word] == "VERB" and any(
        passage.deprel[k] in SUBJECTS and k < word and not passage.is_(k, "relatives") for k in passage.children[word]
    )


def _labelled(passage: Passage, colon: int, start: int, content: Stretch) -> Utterance | None:
    """A list's name, "- Special Envoy Grace Moyo: “…”", with whatever markup stands round it."""
    near = dict.fromkeys(passage.name_at[word] for word in range(start, colon) if word in passage.name_at)
    names = [name for name in near if start <= name.first and name.last <= colon]
    persons = [name for name in names if name.label == "person"] or names
    if not persons:
        return None
    name = persons[-1]
    inside = range(name.first, name.last)
    return Utterance(
        colon,
        (colon, colon + 1),
        (name.first, name.last),
        next((w for w in inside if passage.head[w] not in inside), name.last - 1),
        [content],
        "name and quotation",
        frozenset(range(name.first, colon)),
    )


def _entitled(passage: Passage, first: int, last: int) -> Utterance | None:
    """ "Ghana's trade minister: “…”": somebody's post, and what they say behind the colon."""
    colon = first - 1
    if colon < 1 or passage.text[colon] != ":":
        return None
    start = max(passage.sentence(colon)[0], colon - LONGEST_TITLE)
    while start < colon and passage.upos[start] == "PUNCT":
        start += 1
    words = range(start, colon)
    if start >= colon or passage.sentence(start)[0] < start - 1 or not all(_in_title(passage, w) for w in words):
        return None
    head = next((w for w in words if passage.head[w] not in words), colon - 1)
    mention = passage.document.mention(head)
    if mention is None or not mention.actors:
        return None
    return Utterance(
        colon, (colon, colon + 1), (start, colon), head, [(first, last)], "name and quotation", frozenset(words)
    )


def _in_title(passage: Passage, word: int) -> bool:
    return passage.upos[word] in {"NOUN", "PROPN", "ADJ", "DET", "PART", "ADP"}


def _continuing(passage: Passage, first: int, last: int, speaker: Utterance | None) -> Utterance | None:
    """A paragraph that is one quotation goes on with the words of whoever was quoted in the paragraph before."""
    if (
        speaker is None
        or (speaker.source is None and not speaker.continues)
        or last - first < SHORTEST_CONTINUED
    ):
        return None
    end = max(speaker.contents[-1][1], speaker.cue[1])
    if passage.paragraph[first] - passage.paragraph[end - 1] != 1 or not _quoted_throughout(passage, speaker):
        return None
    alone = all(
        passage.paragraph[word] != passage.paragraph[first]
        or passage.upos[word] == "PUNCT"
        or passage.text[word] in CLOSING_MARKS
        for word in (first - 1, last)
        if 0 <= word < passage.size
    )
    if not alone:
        return None
    return Utterance(
        first,
        (first, first),
        None,
        speaker.head,
        [(first, last)],
        "quotation goes on",
        frozenset(),
        continues=True,
    )


def _quoted_throughout(passage: Passage, utterance: Utterance) -> bool:
    return all(passage.quoted[word] >= 0 for first, last in utterance.contents for word in range(first, last))
