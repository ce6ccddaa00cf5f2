"""What has been annotated: documents, words, units and claims per kind and split (`python -m corpus.counts`)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from corpus.loading import FIRST, Row, documents, kept
from corpus.scheme import KINDS
from corpus.standoff import Annotation

SPLITS = ("test", "dev", "train")


def count(rows: Iterable[Row], annotations: Iterable[Annotation]) -> dict[str, Counter[str]]:
    """By split: documents and words in all, and of those annotated; their claims by kind; units by what they hold.

    A document that several readers have annotated counts once, by the reader of record (`FIRST`), or else by the first
    reader in order of name; `twice` counts such documents, once each.
    """
    by_id = {row.id: row for row in rows}
    found: dict[str, Counter[str]] = {split: Counter() for split in SPLITS}
    for row in by_id.values():
        news = row.source_file == "wikinews_en"
        found[row.split].update({"documents": 1, "words": row.words, "news": int(news)})
    readings: dict[str, list[Annotation]] = defaultdict(list)
    for annotation in annotations:
        readings[annotation.document].append(annotation)
    for name, several in readings.items():
        row, annotation = by_id[name], min(several, key=lambda each: (each.reader != FIRST, each.reader))
        found[row.split]["twice"] += len(several) > 1
        found[row.split].update({"annotated": 1, "annotated words": row.words, "claims": len(annotation.claims)})
        found[row.split].update(claim.kind for claim in annotation.claims)
        found[row.split].update(f"units: {what}" for _, _, what in annotation.units)
    return found


def report(found: dict[str, Counter[str]]) -> Iterator[str]:
    """The counts as lines of a table."""
    names = (
        "documents", "news", "words", "annotated", "twice", "annotated words", "units: claims", "units: nothing",
        "units: boilerplate", "claims", *KINDS,
    )  # fmt: skip
    yield f"{'':20}" + "".join(f"{split:>9}" for split in SPLITS) + f"{'all':>9}"
    for name in names:
        row = [found[split][name] for split in SPLITS]
        yield f"{name:20}" + "".join(f"{figure:9,}" for figure in (*row, sum(row)))


def main() -> None:
    print("\n".join(report(count(documents().values(), kept()))))


if __name__ == "__main__":
    main()
