"""Which stretches of a report are its story, its headlines and captions, and which belong to the page around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.document import Document, Report, Sentence, SentenceKind
from communique.languages.page import FINAL, HEADING_WORDS, Page, is_headline, lines, page

#: A text whose lines nearly all fit into so many characters was wrapped by hand or by a mail program.
WIDEST_WRAP = 110

#: Share of lines that may be longer than that (titles, addresses), and that must come near the margin unfinished.
LONGER, NEAR = 0.5, 0.25

#: How near the margin a line comes that was broken there; texts are edited after they were wrapped.
RAGGED = 0.8

#: A list item's mark, the number of a paragraph, or quoting and emphasis marks before its words.
MARK = re.compile(r"(?:[-–—•·*▪►■]+|\d{1,2}[.)]|[>#]+|\\?\*)\s+")

#: A line shorter than this is not broken off by an empty line: what follows a heading stands alone.
SHORTEST_BROKEN = 40

#: How a sentence ends; after anything else a line in lower case goes on.
STOP = tuple(mark for mark in FINAL if mark[0] not in ",;—")


@dataclass(frozen=True, slots=True)
class _Block:
    """Code points [start, end) of one line or of several lines that run on.

    `column` is where its last line ends, counted from the margin; `gap`: an empty line stands before it; `listed`:
    it began with the mark of a list's item.
    """

    start: int
    end: int
    column: int
    gap: bool
    listed: bool = False


def lay_out(document: Document) -> Document:
    """The document with its stretches: one `Sentence` a paragraph, headline, caption or piece of boilerplate.

    Their word indexes are 0; `parsing.parse` splits them into sentences. Every offset counts from the start of the
    stored text, a metadata line included.
    """
    report, rules = document.report, page()
    blocks = list(_joined(report.text, _blocks(report.text, report.start), rules))
    stretches = _stretches(report, blocks, rules)
    return replace(document, sentences=tuple(Sentence(0, 0, a, b, kind) for a, b, kind in stretches))


def _blocks(text: str, start: int) -> Iterator[_Block]:
    """Every line that is not empty, its list mark left out."""
    gap = True
    for first, last in lines(text, start):
        if first == last:
            gap = True
            continue
        mark = MARK.match(text, first, last)
        inner = mark.end() if mark and mark.end() < last else first
        margin = max(text.rfind("\n", 0, first), start - 1) + 1
        yield _Block(inner, last, last - margin, gap, inner > first)
        gap = False


def _joined(text: str, blocks: Iterator[_Block], rules: Page) -> Iterator[_Block]:
    """Lines that run on into each other as one block: hard-wrapped ones, and ones broken in mid-sentence."""
    found = list(blocks)
    width = _wrap_width([(block.column, text[block.end - 1] in ".!?”\"") for block in _in_paragraphs(found)])
    open_block, last = None, ""
    for block in found:
        line = text[block.start : block.end]
        if open_block and _runs_on(open_block, last, block, line, width) and not rules.part(last):
            open_block = replace(open_block, end=block.end, column=block.column)
        else:
            if open_block:
                yield open_block
            open_block = block
        last = line
    if open_block:
        yield open_block


def _in_paragraphs(found: list[_Block]) -> Iterator[_Block]:
    """The lines with others right above or below: a heading between empty lines may be wider than a text is wrapped."""
    alone = [
        block.gap and (place + 1 == len(found) or found[place + 1].gap) for place, block in enumerate(found)
    ]
    return (block for block, single in zip(found, alone, strict=True) if not single)


def _wrap_width(ends: list[tuple[int, bool]]) -> int | None:
    """The column at which a text was wrapped, from where each line ends and whether a sentence ends there.

    None where its paragraphs are single lines: those end in full stops.
    """
    within = [(column, stop) for column, stop in ends if column <= WIDEST_WRAP]
    if len(within) < max(3, (1 - LONGER) * len(ends)):
        return None
    width = sorted(column for column, _ in within)[int(0.95 * len(within))]
    unfinished = sum(column >= RAGGED * width and not stop for column, stop in within)
    return width if unfinished >= NEAR * len(ends) else None


def _runs_on(before: _Block, last: str, block: _Block, line: str, width: int | None) -> bool:
    """Whether a line continues the one before it.

    A wrapped line is one whose next word did not fit. "…a new crisis in the", an empty line, "aftermath of…" is
    a paragraph that its page broke in two.
    """
    if block.listed:
        return False
    if width and not block.gap and before.column + 1 + len(line.split(maxsplit=1)[0]) > RAGGED * width:
        return True
    return line[0].islower() and not last.endswith(STOP) and (not block.gap or len(last) >= SHORTEST_BROKEN)


def _stretches(report: Report, blocks: list[_Block], rules: Page) -> Iterator[tuple[int, int, SentenceKind]]:
    text = report.text
    begun = False  # whether the story's first sentence was passed
    for place, block in enumerate(blocks):
        line = text[block.start : block.end]
        part = rules.part(line)
        if part:
            yield from _part(block, part.kind, part.credit)
            continue
        follower = blocks[place + 1] if place + 1 < len(blocks) else None
        if _is_heading(line, report, begun=begun, alone=len(blocks) == 1, listed=block.listed, follower=follower):
            yield block.start, block.end, "headline"
            continue
        begun = True
        yield from _prose(block, line, rules)


def _part(block: _Block, kind: SentenceKind, credit: int | None) -> Iterator[tuple[int, int, SentenceKind]]:
    """A caption's words and, apart from them, its credit; anything else whole."""
    if credit is None:
        yield block.start, block.end, kind
        return
    cut = block.start + credit
    if cut > block.start:
        yield block.start, cut, kind
    yield cut, block.end, "boilerplate"


def _is_heading(
    line: str, report: Report, *, begun: bool, alone: bool, listed: bool, follower: _Block | None
) -> bool:
    if alone or listed:
        return False
    if report.title and line.casefold() == report.title.casefold():
        return True
    if begun:
        # the last line of a report heads nothing: "Armenia handed the chair to Belarus" without its stop
        return follower is not None and is_headline(line, longest=HEADING_WORDS)
    return is_headline(line)


def _prose(block: _Block, line: str, rules: Page) -> Iterator[tuple[int, int, SentenceKind]]:
    """A paragraph, without the dateline that may open it."""
    dateline = rules.dateline(line)
    start = block.start
    if dateline and dateline.length < len(line):
        start += dateline.length
        yield block.start, start, "boilerplate"
    yield start, block.end, "prose"
