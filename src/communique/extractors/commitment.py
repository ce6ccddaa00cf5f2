"""Commitments: what somebody undertakes, for whom, on which condition, by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.actors import Actor
from communique.claims import Commitment
from communique.dates import When
from communique.document import Document, Filler, Frame

#: How surely the encoder must hear a promise in what is told as a mere plan.
HEARD = 0.6
#: Frames of less weight are no claims; those that no rule reads must weigh more.
ABSTAIN, ABSTAIN_UNRULED = 0.45, 0.6
#: What those must weigh whose words say plainly that somebody undertakes something: "pledged to", "said it would".
ABSTAIN_PLAIN = 0.2
PLAIN = "plain"


def extract(document: Document) -> Iterator[Commitment]:
    heard = {act.word for act in document.acts if act.label == "commitment" and act.score >= HEARD}
    stands = (f for f in document.frames if f.attributes.get("stance") and not f.learned)
    held = {frame.trigger for frame in stands if "heard" not in frame.attributes}
    for frame in document.frames:
        if frame.learned and frame.trigger in held:
            continue  # "is committed to the accord" is a stand
        told = "heard" not in frame.attributes or frame.trigger in heard
        # "is not prepared to pay" undertakes nothing
        told = told and not (frame.status == "denied" and frame.name == "readiness")
        least = ABSTAIN_PLAIN if PLAIN in frame.attributes else ABSTAIN
        if frame.attributes.get("commits") and told and frame.weight >= (ABSTAIN_UNRULED if frame.learned else least):
            yield from read_commitments(frame, document)


def read_commitments(frame: Frame, document: Document) -> Iterator[Commitment]:
    """One commitment for each thing undertaken; one whose maker is unnamed is none."""
    makers = frame.actors("by")
    if not makers or frame.status in ("possible", "conditional", "proposed"):
        return
    # "the commitment of Chad to withdraw": whoever makes it is not what is promised
    contents = (f for f in frame.fillers if f.role == "content" and set(f.actors).isdisjoint(makers))
    # "committed itself to paying"
    promised = [f for f in contents if f.first + 1 < f.last or document.words.upos[f.head] != "PRON"]
    for content in (_alone(filler, document) for filler in promised):
        for maker in makers:
            yield Commitment(
                evidence=(document.cite(*_extent(frame, content, document), status=frame.status, rule=frame.rule),),
                when=frame.when, where=frame.where, confidence=round(frame.weight, 3),
                by=maker, to=_beneficiary(frame, maker), content=_content(frame, content, document),
                condition=_condition(frame, document), deadline=_deadline(frame, document),
            )


def _alone(content: Filler, document: Document) -> Filler:
    """What is promised without the next clause, which has its own subject, or one of which only the start is in it.

    "Lead the force and Ghana has pledged boats" is Kenya's as far as "force".
    """
    words, last = document.words, content.last
    for word in range(content.head + 1, content.last):
        if words.deprel[word] == "conj" and words.head[word] == content.head:
            other = word if any(words.kids(word, "nsubj", "nsubj:pass")) else None
        else:
            # "…, though interim steps": the clause that this word begins ends beyond
            other = words.head[word] if words.deprel[word] == "mark" and words.head[word] >= content.last else None
        start = words.subtree(other)[0] if other is not None else last
        if content.head < start < last:
            last = start
    while last < content.last and last - 1 > content.head and words.upos[last - 1] in ("PUNCT", "CCONJ"):
        last -= 1
    return replace(content, last=last) if last < content.last else content


def _extent(frame: Frame, content: Filler, document: Document) -> tuple[int, int]:
    """From whoever promises or the promise itself to the end of this one thing promised."""
    words = document.words
    span = document.span(content.first, content.last)
    starts = [words.start[frame.trigger], span.start]
    starts += [words.start[f.first] for f in frame.fillers if f.role == "by" and frame.start <= words.start[f.first]]
    return min(starts), max(span.end, words.end[frame.trigger])


def _beneficiary(frame: Frame, maker: Actor) -> Actor | None:
    return next((actor for actor in frame.actors("to") if actor.key() != maker.key()), None)


def _words(filler: Filler, document: Document) -> str:
    span = document.span(filler.first, filler.last)
    return document.text[span.start : span.end]


def _content(frame: Frame, content: Filler, document: Document) -> str:
    """What is promised, without the condition, which is told apart."""
    condition, words = frame.filler("condition"), document.words
    if condition is None or not content.head < condition.head < content.last:
        span = document.span(content.first, document.restricted(content))
        return document.text[span.start : span.end]
    node = condition.head
    while words.deprel[node] == "ccomp" and words.head[node] > content.head:
        node = words.head[node]
    last = words.subtree(node)[0]
    if last <= content.head:
        return _words(content, document)
    while words.upos[last - 1] == "PUNCT" and last - 1 > content.head:
        last -= 1
    return document.text[words.start[content.first] : words.end[last - 1]]


def _condition(frame: Frame, document: Document) -> str | None:
    filler = frame.filler("condition")
    return _words(filler, document) if filler else None


def _deadline(frame: Frame, document: Document) -> When | None:
    filler = frame.filler("deadline")
    if filler is None:
        return None
    time = document.time_at(filler.head)
    return time.when if time else None
