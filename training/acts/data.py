"""Sentences with the acts they tell: our own labelled sentences, and the corpus's train documents."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from communique.analysis.encoder import Encoder
from communique.analysis.layout import lay_out
from communique.analysis.parsing import parse
from communique.document import Document, Report, Words
from corpus.loading import Annotated, load
from corpus.scheme import MODES
from corpus.standoff import Claim, Filler, Span

HERE = Path(__file__).parent.parent / "examples"

#: What a word may evoke. Events by type; positions by stance; the rest by kind.
EVENTS = tuple(MODES)
STANCES = ("supports", "opposes", "withholds", "conditional", "blames", "demands")
KINDS = ("statement", "meeting", "commitment", "membership", "tenure", "designation")
LABELS = (*EVENTS, *KINDS, *(f"position {stance}" for stance in STANCES))
STATUSES = ("asserted", "planned", "proposed", "conditional", "possible", "denied", "cancelled")
MODE_LABELS = tuple(sorted({f"{kind}/{mode}" for kind, modes in MODES.items() for mode in modes}))
ROLES = ("agent", "patient", "content")

#: The corpus's fields that fill each role, by kind.
FIELDS: dict[str, dict[str, str]] = {
    "event": {"actor": "agent", "recipient": "patient"},
    "statement": {"speaker": "agent", "addressee": "patient", "content": "content"},
    "meeting": {"participant": "agent", "body": "patient"},
    "position": {"holder": "agent", "subject": "patient", "issue": "content"},
    "commitment": {"by": "agent", "to": "patient", "content": "content"},
    "membership": {"member": "agent", "organization": "patient"},
    "tenure": {"person": "agent", "of": "patient"},
    "designation": {"subject": "agent", "by": "patient"},
}
#: Where a kind's trigger is, if not in the field of that name.
TRIGGERS = {"statement": "cue", "tenure": "post", "designation": "label"}


@dataclass(slots=True)
class Act:
    """One trigger, by its word's place in the sentence; `roles` are pairs of a role and a word.

    `main`: whether the text is mainly about it, None where nobody said.
    """

    word: int
    label: str
    status: str | None = None
    mode: str | None = None
    main: bool | None = None
    roles: set[tuple[str, int]] = field(default_factory=set)


@dataclass(slots=True)
class Sentence:
    """Words with their acts; what is not labelled is left out of the loss.

    `labelled` are the labels this source marks throughout; `unsure` pairs of word and label that may or may not hold;
    `written`: an example of our own.
    """

    words: tuple[str, ...]
    acts: list[Act]
    labelled: frozenset[str]
    unsure: set[tuple[int, str]] = field(default_factory=set)
    written: bool = False


def parsed(text: str, encoder: Encoder) -> Document:
    return parse(lay_out(Document(Report("text", text))), encoder)


def whole(text: str, encoder: Encoder) -> Document:
    """A text of one or two sentences, without a page's layout."""
    document = Document(Report("text", text))
    from communique.document import Sentence as Stretch

    return parse(Document(document.report, sentences=(Stretch(0, 0, 0, len(text)),)), encoder)


def head_of(span: Span, words: Words, first: int, last: int) -> int | None:
    """The word of a span, within words [first, last), whose head is outside it; None where no word is in it."""
    inside = [w for w in range(first, last) if words.start[w] < span[1] and words.end[w] > span[0]]
    tops = [w for w in inside if words.head[w] not in inside]
    best = next((w for w in tops if words.upos[w] not in ("DET", "PUNCT", "PART", "ADP", "AUX")), None)
    return best if best is not None else (tops or [None])[0]


# -- our own sentences ---------------------------------------------------------------------------------------------

_MARK = re.compile(r"\{((?:[art]\d+)+):|\}")
_TAG = re.compile(r"([art])(\d+)")


def unmarked(marked: str) -> tuple[str, list[tuple[str, int, int, int]]]:
    """The text without its braces, and (letter, number, start, end) of each; ValueError where unbalanced."""
    text, open_, found, last = "", list[tuple[str, int]](), list[tuple[str, int, int, int]](), 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        last = match.end()
        if match.group(1):
            open_.append((match.group(1), len(text)))
        elif not open_:
            raise ValueError(f"a brace closes nothing: {marked}")
        else:
            tags, start = open_.pop()
            found += [(letter, int(number), start, len(text)) for letter, number in _TAG.findall(tags)]
    if open_:
        raise ValueError(f"a brace is not closed: {marked}")
    return text + marked[last:], found


def lines(folder: Path = HERE, *, held: bool | None = None) -> Iterator[str]:
    """The labelled lines of our own writing; of them the fifth that is `held` out, or the rest."""
    for path in sorted(folder.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            fifth = int(hashlib.sha256(line.encode()).hexdigest(), 16) % 5 == 0
            if line.strip() and held in (None, fifth):
                yield line


def written(encoder: Encoder, *, held: bool | None = None) -> Iterator[Sentence]:
    """The sentences of our own writing; events alone are marked in them."""
    for line in lines(held=held):
        yield from _written(line, encoder)


def _written(line: str, encoder: Encoder) -> Iterator[Sentence]:
    labels, marked = line.split("\t")
    text, marks = unmarked(marked)
    kinds = {}
    for label in labels.split(";") if labels.strip() != "-" else ():
        number, rest = label.split("=")
        kinds[int(number)] = rest.strip().split("/")
    document = whole(text, encoder)
    words = document.words
    for sentence in document.sentences:
        acts = []
        for number, (kind, mode, status) in sorted(kinds.items()):
            mine = [(letter, (a, b)) for letter, n, a, b in marks if n == number]
            for span in [span for letter, span in mine if letter == "t"]:
                word = head_of(span, words, sentence.first, sentence.last)
                if word is None:
                    continue
                act = Act(word - sentence.first, kind, status, f"{kind}/{mode}" if mode != "-" else None, number == 1)
                for letter, role in (("a", "agent"), ("r", "patient")):
                    heads = (head_of(s, words, sentence.first, sentence.last) for a, s in mine if a == letter)
                    act.roles |= {(role, head - sentence.first) for head in heads if head is not None}
                acts.append(act)
        yield Sentence(words.text[sentence.first : sentence.last], acts, frozenset(EVENTS), written=True)


# -- the corpus ----------------------------------------------------------------------------------------------------


def annotated(split: str, encoder: Encoder, *, without: int | None = None) -> Iterator[Sentence]:
    """The sentences of the corpus's documents of a split, as the pipeline cuts them; `without` leaves out a half."""
    for document in load(split=split):
        if without is None or half_of(document.row.id) != without:
            yield from _annotated(document, encoder)


def half_of(name: str) -> int:
    """Which half of the documents one belongs to: 0 or 1, by its name's hash."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2


def _annotated(marked: Annotated, encoder: Encoder) -> Iterator[Sentence]:
    document = parsed(marked.text, encoder)
    skipped = [(a, b) for a, b, what in marked.annotation.units if what == "boilerplate"]
    for sentence in document.sentences:
        if any(a <= sentence.start < b for a, b in skipped):
            continue
        found = Sentence(document.words.text[sentence.first : sentence.last], [], frozenset(LABELS))
        for claim in marked.annotation.claims:
            _add(found, claim, document.words, sentence.first, sentence.last)
        yield found


def label_of(claim: Claim) -> str:
    def value(name: str) -> str:
        return claim.fields[name][0].value or ""

    if claim.kind == "event":
        return value("type")
    return f"position {value('stance')}" if claim.kind == "position" else claim.kind


def _add(sentence: Sentence, claim: Claim, words: Words, first: int, last: int) -> None:
    label = label_of(claim)
    triggers = _spans(claim.fields.get(TRIGGERS.get(claim.kind, "trigger"), ()))
    # a reader need not name one word as the trigger: then it is what the evidence hangs on
    places = triggers or claim.evidence[0].spans[:1]
    heads = {head for span in places if (head := head_of(span, words, first, last)) is not None}
    for evidence in claim.evidence[1:] if triggers else claim.evidence:
        for start, end in evidence.spans:
            for word in range(first, last):
                if words.start[word] < end and words.end[word] > start:
                    sentence.unsure.add((word - first, label))
    for word in heads:
        mode = claim.fields.get("mode", ()) if claim.kind == "event" else ()
        act = Act(word - first, label, claim.status, f"{label}/{mode[0].value}" if mode else None)
        for name, role in FIELDS[claim.kind].items():
            for span in _spans(claim.fields.get(name, ())):
                if role == "content":
                    inside = (w for w in range(first, last) if words.start[w] < span[1] and words.end[w] > span[0])
                    act.roles |= {(role, w - first) for w in inside}
                elif (head := head_of(span, words, first, last)) is not None:
                    act.roles.add((role, head - first))
        sentence.acts.append(act)


def _spans(fillers: Iterable[Filler]) -> Sequence[Span]:
    return [span for filler in fillers for span in filler.spans]
