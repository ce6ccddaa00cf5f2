"""Statements: one claim an utterance, nested ones included; what nobody uttered in so many words is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.actors import Actor, Evidence
from communique.claims import Statement
from communique.document import LONGEST_QUOTE, Document, Quotation, Span

#: Characters between source and cue beyond which the source is not cited.
FAR = 240
#: Characters behind the cue within which the addressee is cited.
NEAR = 120
CONFIDENCE = {"direct": 0.92, "mixed": 0.88, "indirect": 0.8}
#: An utterance whose speaker is not known is less likely read rightly.
WITHOUT_SPEAKER = 0.6
#: Kinds of content, the end of a quotation's rule, that are neither clause nor quotation.
PHRASES = ("object", "infinitive", "prepositional", "naming", "passive")
#: What a quotation's rule begins with that is no statement: beliefs, bare attitudes, things that cannot speak.
NO_STATEMENT = ("belief ", "attitude ", "mute ")


def extract(document: Document) -> Iterator[Statement]:
    """Every utterance of the document; joint speakers give a statement each."""
    for quotation in document.quotations:
        yield from _statements(document, quotation, None)


def _statements(document: Document, quotation: Quotation, outer: Quotation | None) -> Iterator[Statement]:
    if _is_statement(quotation, outer):
        speakers: tuple[Actor | None, ...] = (quotation.speaker, *quotation.joint)
        for speaker in speakers:
            yield _statement(document, quotation, outer, speaker)
    for inner in quotation.nested:
        yield from _statements(document, inner, _whose(quotation, inner, outer))


def _whose(quotation: Quotation, inner: Quotation, outer: Quotation | None) -> Quotation | None:
    """In whose words an inner utterance stands; "declined to say when" stands in nobody's but the report's."""
    bare = quotation.rule.startswith(NO_STATEMENT)
    return outer if bare and _same(quotation.speaker, inner.speaker) else quotation


def _same(one: Actor | None, other: Actor | None) -> bool:
    return one is not None and other is not None and one.key() == other.key()


def _is_statement(quotation: Quotation, outer: Quotation | None) -> bool:
    if quotation.rule.startswith(NO_STATEMENT) or _merely_passes_on(quotation):
        return False
    # "the envoy asked the bloc to call on both sides to stop": the bloc has said nothing yet
    if outer is not None and quotation.status == "proposed":
        return False
    if quotation.speaker is None:
        # "the road is being measured, it is hoped", "it is also reported that …": nobody is said to have spoken
        above = len(outer.chain) + (outer.speaker is not None) if outer else 0
        relayed = bool(quotation.source) and len(quotation.chain) > above
        return relayed or (outer is None and quotation.mode != "indirect")
    # "I call on all sides", "I must stress that …", inside a quotation: the quotation says it
    own = outer is not None and _same(outer.speaker, quotation.speaker)
    return not (own and (quotation.mode == "indirect" or quotation.rule.endswith(PHRASES)))


def _merely_passes_on(quotation: Quotation) -> bool:
    """Press that reports what somebody said is a relay of that statement, and says nothing itself."""
    return (
        quotation.speaker is None
        and bool(quotation.chain)
        and any(not inner.rule.startswith(NO_STATEMENT) for inner in quotation.nested)
    )


def _statement(
    document: Document, quotation: Quotation, outer: Quotation | None, speaker: Actor | None
) -> Statement:
    known = speaker is not None or bool(quotation.chain)
    return Statement(
        evidence=(_evidence(document, quotation, outer),),
        when=quotation.when,
        where=quotation.where,
        confidence=CONFIDENCE[quotation.mode] if known else WITHOUT_SPEAKER,
        speaker=speaker,
        addressee=quotation.addressee,
        cue=" ".join(_words(document, span) for span in quotation.cue),
        mode=quotation.mode,
        content=" ".join(_words(document, span) for span in quotation.content),
        occasion=_words(document, quotation.occasion) if quotation.occasion else None,
        chain=quotation.chain,
    )


def _words(document: Document, span: Span) -> str:
    return " ".join(document.text[span.start : span.end].split())


def _evidence(document: Document, quotation: Quotation, outer: Quotation | None) -> Evidence:
    span = cited(document.text, quotation)
    return replace(
        document.cite(span.start, span.end, status=quotation.status, rule=f"statement: {quotation.rule}"),
        speaker=outer.speaker if outer else None,
        chain=quotation.chain,
    )


def cited(text: str, quotation: Quotation) -> Span:
    """The stretch from the first to the last word of source, cue and content; the content is cut where it is too long.

    A source far from its cue ("The envoy said …, and … and promised …") is left out.
    """
    told = _told(text, quotation)
    whole = _hull([told, *quotation.content])
    if whole.end - whole.start <= LONGEST_QUOTE:
        return whole
    start = whole.start
    if told.end - start > LONGEST_QUOTE:
        start = _word_start(text, max(start, min(told.end - LONGEST_QUOTE, told.start)))
    return Span(start, _word_end(text, Span(start, whole.end), LONGEST_QUOTE))


def _told(text: str, quotation: Quotation) -> Span:
    """Source and cue, with the occasion and the words that name the addressee where they stand close by."""
    cue = _hull(quotation.cue or quotation.content[:1])
    near = [span for span in quotation.source if _gap(span, cue) <= FAR]
    if quotation.occasion and _gap(quotation.occasion, cue) <= NEAR:
        near.append(quotation.occasion)
    return _hull([cue, *near, *_addressed(text, quotation, cue.end)])


def _hull(spans: tuple[Span, ...] | list[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _gap(one: Span, other: Span) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def _addressed(text: str, quotation: Quotation, end: int) -> Iterator[Span]:
    """From the cue to the words that name the addressee, where these follow it closely."""
    end = max([end, *(span.end for span in quotation.source)])
    if quotation.addressee is None:
        return
    place = text.find(quotation.addressee.text, end, end + NEAR)
    if place >= 0 and "\n" not in text[end:place]:
        yield Span(end, place + len(quotation.addressee.text))


def _word_start(text: str, start: int) -> int:
    """The first whole word at or behind a place."""
    while start < len(text) and not (start == 0 or text[start - 1].isspace()):
        start += 1
    return start


def _word_end(text: str, span: Span, room: int) -> int:
    """Where the span ends, or the last whole word that fits into the room."""
    if span.end - span.start <= room:
        return span.end
    end = span.start + max(0, room)
    while end > span.start and not text[end - 1 : end + 1].isspace() and not text[end].isspace():
        end -= 1
    return span.start + len(text[span.start : end].rstrip())
