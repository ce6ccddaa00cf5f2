"""The texts the corpus annotates: found in the shared data, cut, and named by the digest of their characters."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: Files of one JSON object a line, below the shared data's folder of texts, and what their documents' ids begin with.
FILES = {"wikinews_en": "wn", "kremlin_en": "kr", "whitehouse_multilateral": "wh"}

#: Words after which a text is cut at the next end of a paragraph.
LONGEST = 560


class MissingTextsError(Exception):
    """The shared data with the texts is not there; the message says where it was looked for and what to set."""


@dataclass(frozen=True, slots=True)
class Text:
    """One document's characters as annotated: its title, an empty line, and its (cut) body."""

    id: str
    source_file: str
    source_id: str
    title: str
    date: str
    text: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def folder() -> Path:
    """The folder of texts below COMMUNIQUE_SHARED (default ../shared).

    Raises MissingTextsError where it is absent.
    """
    shared = Path(os.environ.get("COMMUNIQUE_SHARED", "../shared")).resolve()
    texts = shared / "data" / "text"
    if not texts.is_dir():
        raise MissingTextsError(
            f"the annotated texts are not at {texts}: set COMMUNIQUE_SHARED to the folder that holds data/text"
            " (the repository keeps only where the annotations stand, never the texts)"
        )
    return texts


def read_all(texts: Path) -> Iterator[Text]:
    """Every document of the shared files that has a date, cut."""
    for name in FILES:
        with gzip.open(texts / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if row["date"]:
                    yield _text(name, row)


def _text(name: str, row: dict[str, Any]) -> Text:
    return Text(
        id=document_id(name, row["id"]), source_file=name, source_id=row["id"], title=row["title"],
        date=row["date"][:10], text=f"{row['title']}\n\n{cut(_body(row))}\n",
    )


def document_id(name: str, source_id: str) -> str:
    """A short name of a document: its file's letters and a number, or a date and a digest where ids are long."""
    dated = re.match(r"wh_(\d{4})-(\d\d)-(\d\d)-", source_id)
    if dated:
        return f"wh-{''.join(dated.groups())}-{hashlib.sha256(source_id.encode()).hexdigest()[:4]}"
    return f"{FILES[name]}-{source_id.removeprefix('wikinews-').removeprefix('kremlin_en_')}"


def _body(row: dict[str, Any]) -> str:
    if "text" in row:
        return str(row["text"]).strip()
    return "\n\n".join(filter(None, [row["lead"], *row["paragraphs"]])).strip()


def cut(body: str, longest: int = LONGEST) -> str:
    """The paragraphs up to the one in which word number `longest` stands, that one included.

    A paragraph longer than `longest` words is kept whole: no document is cut inside one.
    """
    kept, words = [], 0
    for paragraph in re.split(r"\n\s*\n", body):
        if words >= longest:
            break
        kept.append(paragraph)
        words += len(paragraph.split())
    return "\n\n".join(kept)
