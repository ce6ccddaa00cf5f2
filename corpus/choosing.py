"""Which documents the corpus has, and in which split: made again from the list of documents judged by reading.

`python -m corpus.choosing` writes `splits.jsonl` from `judged.tsv`. A document that names an organisation of
HELD_BACK is in test, with all others that tell the same story; the rest are dealt by the digest of their story.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.texts import Text, folder, read_all

HERE = Path(__file__).parent

#: Organisations that only test documents name.
HELD_BACK = re.compile(
    r"African Union|African Unity|\bOAU\b|\bAU\b|\bASEAN\b|Southeast Asian Nations|Arab League|League of Arab"
)

#: How many documents that name none of HELD_BACK go to test and to dev: news, official.
TEST, DEV = (26, 4), (24, 10)


@dataclass(frozen=True, slots=True)
class Judged:
    """A document that somebody read and found to be about international politics."""

    source_id: str
    region: str
    tags: tuple[str, ...]
    story: str


def judged(path: Path = HERE / "judged.tsv") -> dict[str, Judged]:
    """The judged documents by their id in the source file."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return {
            row["source_id"]: Judged(
                row["source_id"], row["region"], tuple(row["tags"].split(",")), row["story"] or row["source_id"]
            )
            for row in rows
        }


def taken_elsewhere(texts: Path) -> frozenset[str]:
    """Titles of the check set and of the articles in GUM and MEANTIME, normalised: none of them may be chosen."""
    titles = set()
    for path in sorted((texts / "news").glob("*.txt")):
        titles |= set(re.findall(r"title: ([^|\n]*)", path.read_text(encoding="utf-8").split("\n", 1)[0]))
    train = texts.parent / "train"
    for name, field in (("gum_docs", "title"), ("meantime_en", "id")):
        with gzip.open(train / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            titles |= {re.sub(r"^\d+_|\.xml$", "", json.loads(line)[field] or "") for line in lines}
    return frozenset(map(_plain, titles))


def _plain(title: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", title.casefold()))


def deal(texts: Iterable[Text], judgements: dict[str, Judged]) -> dict[str, str]:
    """Split by document id. Documents of one story stand in one split."""
    stories: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        stories[judgements[text.source_id].story].append(text)
    splits: dict[str, str] = {}
    left = {"test": list(TEST), "dev": list(DEV)}
    for name in sorted(stories, key=lambda story: hashlib.sha256(story.encode()).hexdigest()):
        split = _split(stories[name], left)
        splits |= {text.id: split for text in stories[name]}
    return splits


def _split(story: list[Text], left: dict[str, list[int]]) -> str:
    if any(HELD_BACK.search(text.text) for text in story):
        return "test"
    kind = int(story[0].source_file != "wikinews_en")
    for name, room in left.items():
        if room[kind] >= len(story):
            room[kind] -= len(story)
            return name
    return "train"


def choose(texts: Path) -> list[dict[str, object]]:
    """The rows of splits.jsonl, sorted by split and id.

    Raises ValueError where a judged document stands in the check set or in a training file, or is not there.
    """
    judgements = judged()
    chosen = {text.source_id: text for text in read_all(texts) if text.source_id in judgements}
    elsewhere = taken_elsewhere(texts)
    for source_id in judgements:
        if source_id not in chosen:
            raise ValueError(f"{source_id}: judged, but not among the texts")
        if _plain(chosen[source_id].title) in elsewhere:
            raise ValueError(f"{source_id}: stands in the check set or in a training file")
    splits = deal(chosen.values(), judgements)
    rows = [_row(text, splits[text.id], judgements[text.source_id]) for text in chosen.values()]
    return sorted(rows, key=lambda row: (("test", "dev", "train").index(str(row["split"])), str(row["id"])))


def _row(text: Text, split: str, judgement: Judged) -> dict[str, object]:
    return {
        "id": text.id, "split": split, "sha256": text.sha256, "words": len(text.text.split()),
        "source_file": text.source_file, "source_id": text.source_id, "date": text.date,
        "region": judgement.region, "tags": list(judgement.tags),
    }


def main() -> None:
    rows = choose(folder())
    with (HERE / "splits.jsonl").open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    print(f"{len(rows)} documents, {sum(int(str(row['words'])) for row in rows):,} words")


if __name__ == "__main__":
    main()
