"""Quotations as characters: the stretches between quotation marks, whatever the sentences, the style or the slips."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

#: Marks that only open, and what closes them; the straight mark and two apostrophes do both.
CLOSER = {"“": "”", "„": "“”", "«": "»", "``": "''", '"': '"', "''": "''", "”": "”"}
MARK = re.compile(r"[\"“”„«»]|''|``")
OPEN_SINGLE = re.compile(r"(?<![\w'’])['‘](?=[\w“\"])(?!\d0s)")
CLOSE_SINGLE = re.compile(r"(?<=[\w.,?!…])['’](?![\w'’])")
LINE_DASH = re.compile(r"\s*[—–―]\s*(?=\w)")
ASIDE = re.compile(r",?\s{1,3}[—–―]\s{1,3}(\w+)")
TOLD = re.compile(r",\s(\w+)\s")
DASH_AGAIN = re.compile(r"\s[—–―]\s+(?=\w)")
DASH_BEHIND_COLON = re.compile(r":\s+[—–―]\s+(?=\w)")
BEFORE_OPENING = frozenset("([{—–-:,‘'“")
#: A line shorter than this that leaves a quotation open is a slip, not the first paragraph of a long one.
SHORTEST_OPEN = 30


@dataclass(frozen=True, slots=True)
class Quote:
    """Code points [start, end), marks included; `closed` unless the closing mark is missing."""

    start: int
    end: int
    closed: bool = True
    inner: tuple[Quote, ...] = ()


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Code points of each paragraph: lines that are not blank, a line that begins in lower case joined to the last."""
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        if found and match.group().lstrip()[0].islower():
            found[-1] = found[-1][0], match.end()
        else:
            found.append(match.span())
    return found


def quotes(text: str, *, tellers: frozenset[str] = frozenset()) -> list[Quote]:
    """The quotations of a text in order, none overlapping; those within a quotation are its `inner`.

    `tellers`: words that tell who speaks behind a dash, "— The road is closed — said the governor".

    Linear in the text's length. A quotation left open at the end of a paragraph goes on where the next
    paragraph opens with the same mark, and else ends there. Closing marks torn from their word (`so, "said he`)
    close what is open; apostrophes and inch marks open nothing.
    """
    blocks = paragraphs(text)
    outer = list(_outer(text, blocks, tellers))
    dashed = [quote for block in blocks for quote in _dialogue(text, block, tellers)] if tellers else []
    outer = sorted([*outer, *dashed], key=lambda quote: quote.start) if dashed else outer
    return sorted(
        [*_nested(text, outer), *_singles(text, _between(blocks, outer))], key=lambda quote: quote.start
    )


def _dialogue(text: str, block: tuple[int, int], tellers: frozenset[str]) -> Iterator[Quote]:
    """What a line that begins with a dash says, up to the dash and the word that tell who says it."""
    start, end = block[0], _right_end(text, *block)
    if MARK.search(text, start, end):
        return
    opened = LINE_DASH.match(text, start, end)
    if opened is None:
        answered = DASH_BEHIND_COLON.search(text, start, end)
        if answered is not None:
            yield Quote(answered.end(), end, closed=False)
        return
    aside = next((m for m in ASIDE.finditer(text, opened.end(), end) if m.group(1) in tellers), None)
    if aside is None:
        return
    yield Quote(opened.end(), aside.start(), closed=False)
    again = DASH_AGAIN.search(text, aside.end(), end)
    if again is not None:
        yield Quote(again.end(), end, closed=False)


def _outer(
    text: str, blocks: list[tuple[int, int]], tellers: frozenset[str] = frozenset()
) -> Iterator[Quote]:
    begin, depth, kind = -1, 0, ""
    telling: list[tuple[int, int]] | None = None  # where a teller is told behind a comma, looked for once
    for (start, end), following in pairwise([*blocks, (len(text), len(text))]):
        marks = [(m.group(), start + m.start(), start + m.end()) for m in MARK.finditer(text[start:end])]
        for number, (mark, a, b) in enumerate(marks):
            if begin < 0:
                if _opens(text, marks, number, start):
                    begin, depth, kind = a, 0, mark
            elif number == 0 and mark == kind and not text[start:a].strip():
                continue  # a long quotation repeats its mark at the head of each paragraph
            else:
                if depth == 0 and mark == kind and text[a - 1].isspace() and text[b : b + 1].isalnum():
                    telling = _telling(text, tellers) if telling is None else telling
                    if told := _forgotten(telling, begin, a):
                        yield Quote(begin, told, closed=False)
                        begin = a
                        continue
                depth += _change(text, kind, mark, a, b)
                if depth < 0:
                    yield Quote(begin, b)
                    begin = -1
        if begin >= 0 and (
            end - start < SHORTEST_OPEN or not text.startswith(kind, _first_sign(text, following))
        ):
            yield Quote(begin, _right_end(text, start, end), closed=False)
            begin = -1


def _telling(text: str, tellers: frozenset[str]) -> list[tuple[int, int]]:
    """Where a comma and a word that tells who speaks stand: ", said "."""
    return [match.span() for match in TOLD.finditer(text) if match.group(1) in tellers]


def _forgotten(telling: list[tuple[int, int]], begin: int, a: int) -> int | None:
    """Where a quotation ends whose closing mark was forgotten: `"We go, said the envoy. "They stay."`."""
    number = bisect_left(telling, (begin, 0))
    return telling[number][0] + 1 if number < len(telling) and telling[number][1] <= a else None


def _change(text: str, kind: str, mark: str, a: int, b: int) -> int:
    """What a mark within a quotation of this kind does to the depth: -1 closes, 1 opens one inside, 0 neither."""
    glued = _glued(text, a, b)
    if mark == kind and mark not in CLOSER[kind]:
        return -1 if glued else 1
    if mark in CLOSER[kind]:
        return -1
    if mark in {"«", "»", "„"} or kind in {"«", "„"}:
        return 0
    return -1 if glued else 1  # another style's mark: a slip for the closing one, or a quotation inside


def _glued(text: str, a: int, b: int) -> bool:
    """Whether a mark sits at a word's end, as a closing one does: `“We go,“ he said`."""
    return (
        a > 0
        and not text[a - 1].isspace()
        and text[a - 1] not in BEFORE_OPENING - {","}
        and not text[b : b + 1].isalnum()
    )


def _first_sign(text: str, block: tuple[int, int]) -> int:
    start, end = block
    return start + len(text[start:end]) - len(text[start:end].lstrip())


def _right_end(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _opens(text: str, marks: list[tuple[str, int, int]], number: int, start: int) -> bool:
    mark, a, b = marks[number]
    if mark in "“„«" or mark == "``":
        return True
    if mark not in CLOSER:
        return False
    before, after = text[a - 1] if a > start else " ", text[b : b + 1]
    if mark == "”":  # typed for the opening mark
        return before.isspace() and after.isalnum()
    if before.isspace() or before in BEFORE_OPENING:
        return bool(after.strip()) or number + 1 < len(marks)
    # `the word was" unclear"`: an opening mark glued to the word before, if the next one closes as well
    rest = [m for m in marks[number + 1 : number + 3] if m[0] == mark]
    return len(rest) == 1 and after.isspace() and not before.isdigit() and not text[rest[0][1] - 1].isspace()


def _between(blocks: list[tuple[int, int]], outer: list[Quote]) -> Iterator[tuple[int, int]]:
    """The stretches of each paragraph that lie outside the quotations."""
    index = 0
    for start, end in blocks:
        while index < len(outer) and outer[index].end <= start:
            index += 1
        while index < len(outer) and outer[index].start < end:
            if start < outer[index].start:
                yield start, outer[index].start
            start = outer[index].end
            if start >= end:
                break
            index += 1
        if start < end:
            yield start, end


def _nested(text: str, outer: list[Quote]) -> Iterator[Quote]:
    for quote in outer:
        a, b = quote.start + 1, quote.end - quote.closed
        inner = list(_singles(text, [(a, b)]))
        if text[quote.start] in "“«„":
            inner += [Quote(a + q.start, a + q.end) for q in _outer(text[a:b], [(0, b - a)]) if q.closed]
        yield replace(quote, inner=tuple(sorted(inner, key=lambda q: q.start))) if inner else quote


def _singles(text: str, stretches: Iterator[tuple[int, int]] | list[tuple[int, int]]) -> Iterator[Quote]:
    for start, end in stretches:
        part = text[start:end]
        if "'" not in part and "‘" not in part:
            continue
        openers = [m.start() for m in OPEN_SINGLE.finditer(part)]
        closers = [m.start() for m in CLOSE_SINGLE.finditer(part)]
        last = -1
        for opener, following in pairwise([*openers, len(part)]):
            first = bisect_left(closers, opener)
            candidates = [c for c in closers[first : first + 3] if c < following]
            if opener > last and candidates:
                last = _closing(part, candidates)
                yield Quote(start + opener, start + last + 1)


def _closing(text: str, candidates: list[int]) -> int:
    """The first candidate, unless it is a plural's apostrophe: `the members' envoys met,'`."""
    first = candidates[0]
    if text[first - 1] == "s" and text[first + 1 : first + 2] == " ":
        return next((c for c in candidates[1:] if text[c - 1] in ",.?!…"), first)
    return first
