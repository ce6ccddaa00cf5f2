"""JSON lines in, JSON lines out: one answer a line, in the same order, an error in the place of a broken line."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from communique.cli.printing import print_line
from communique.errors import SourceError

#: Answers one line's object, which has a text.
Reader = Callable[[dict[str, Any]], dict[str, Any]]

#: Half of a character, which JSON can carry and no text can; another sign in its place keeps every offset.
SURROGATE = re.compile("[\ud800-\udfff]")

#: Most characters of one line's text.
LONGEST = 1_000_000


def answer_lines(file: str, read: Reader, *, fields: tuple[str, ...] = ("text",)) -> bool:
    """Answers every line as it comes in; whether all could be answered. The first of `fields` present is the text."""
    whole = True
    with _stream(file) as stream:
        for line in stream:
            answer = _answer(line, read, fields)
            whole = whole and "error" not in answer
            print_line(answer)
    return whole


@contextmanager
def _stream(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(file).open("rb") as opened:
            yield opened
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise SourceError(file, f"cannot be read: {error.strerror}", "give a file of JSON lines, or -") from error


def _answer(line: bytes, read: Reader, fields: tuple[str, ...]) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return {"id": None, "error": "the line is not JSON"}
    if not isinstance(row, dict):
        return {"id": None, "error": "the line is not a JSON object"}
    id = row.get("id")
    text = next((row[field] for field in fields if field in row), None)
    if not isinstance(text, str) or not text.strip():
        return {"id": id, "error": f"the line lacks a text: give it as {' or '.join(map(repr, fields))}"}
    if len(text) > LONGEST:
        return {"id": id, "error": f"the text has {len(text):,} characters; a line has at most {LONGEST:,}"}
    return read(row | {field: SURROGATE.sub("\ufffd", text) for field in fields if field in row})
