"""Annotations joined with the texts they stand off from, where the texts are present."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.standoff import Annotation, Span, read
from corpus.texts import MissingTextsError, Text, folder, read_all

HERE = Path(__file__).parent
FIRST = "a"  # the reader of record: every document, those read twice as adjudicated
BEFORE = "a1"  # the same reader's annotations of documents read twice, as they were before that


class ChangedTextError(Exception):
    """A text whose characters are no longer those that were annotated."""


@dataclass(frozen=True, slots=True)
class Row:
    """One document of the corpus, as splits.jsonl lists it."""

    id: str
    split: str
    sha256: str
    words: int
    source_file: str
    source_id: str
    date: str
    region: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotation and its text."""

    row: Row
    text: str
    annotation: Annotation

    def words(self, span: Span) -> str:
        return self.text[slice(*span)]


@cache
def documents() -> dict[str, Row]:
    """Every document of the corpus by its id, annotated or not; needs no texts."""
    with (HERE / "splits.jsonl").open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        return {row["id"]: Row(**row | {"tags": tuple(row["tags"])}) for row in rows}


def kept(*, split: str | None = None, where: Path = HERE / "annotations") -> Iterator[Annotation]:
    """Every annotation kept, of one split or of all, in order of file names; needs no texts."""
    for path in sorted(where.glob("*.jsonl")):
        annotation = read(path)
        if split is None or documents()[annotation.document].split == split:
            yield annotation


@cache
def _texts() -> dict[str, Text]:
    return {text.id: text for text in read_all(folder()) if text.id in documents()}


def text_of(row: Row) -> str:
    """A document's characters, as annotated.

    Raises MissingTextsError where the shared data is absent, ChangedTextError where the digest differs.
    """
    if row.id not in _texts():
        raise MissingTextsError(f"{row.id}: not in {row.source_file} under {folder()}")
    text = _texts()[row.id].text
    if hashlib.sha256(text.encode()).hexdigest() != row.sha256:
        raise ChangedTextError(f"{row.id}: the text is not the one that was annotated (its SHA-256 differs)")
    return text


def load(*, split: str | None = None, reader: str | None = FIRST) -> Iterator[Annotated]:
    """Annotations with their texts, by default the first reader's; `reader=None` gives every reader's.

    Raises MissingTextsError with what to set where the texts are absent.
    """
    for annotation in kept(split=split):
        if reader is not None and annotation.reader != reader:
            continue
        row = documents()[annotation.document]
        if annotation.sha256 != row.sha256:
            raise ChangedTextError(f"{row.id}: annotated on another text than splits.jsonl lists")
        yield Annotated(row, text_of(row), annotation)
