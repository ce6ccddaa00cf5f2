"""A text laid out for a reader: numbered units, about a sentence each, that an annotation must go through one by one.

The rule is simple on purpose and knows nothing of the program's own sentence splitter: annotation must not move when
the program learns. A unit that is no sentence does no harm, as a span may begin in one unit and another piece of it
stand in the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: A full stop after these ends no unit ("Lt. Gen. Orlov", "the U.S. Senate").
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Adm|Prof|St|Jr|Sr|No|vs|etc|approx|Jan|Feb|Mar|Apr|Aug"
    r"|Sept?|Oct|Nov|Dec|e\.g|i\.e|a\.m|p\.m)|\b[A-Z](?:\.[A-Z])*)\.$"
)
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9])")
_LINE = re.compile(r"[^\n]+(?:\n[^\n]+)*")


@dataclass(frozen=True, slots=True)
class Unit:
    """Code points [start, end) of the text, numbered from 1."""

    number: int
    start: int
    end: int


def units(text: str) -> tuple[Unit, ...]:
    """The units of a text, in order. What stands between two units is white space."""
    pieces = (piece for block in _LINE.finditer(text) for piece in _sentences(text, *_trimmed(text, *block.span())))
    return tuple(Unit(number, start, end) for number, (start, end) in enumerate(pieces, start=1))


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for stop in _END.finditer(text, start, end):
        if _ABBREVIATION.search(text, start, stop.end()) and stop.group() == ".":
            continue
        yield _trimmed(text, start, stop.end())
        start = stop.end()
    if text[start:end].strip():
        yield _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def laid_out(text: str) -> str:
    """The text as a reader gets it: one numbered unit a line, lines within a unit joined."""
    return "".join(f"[{unit.number}] {' '.join(text[unit.start : unit.end].split())}\n" for unit in units(text))
