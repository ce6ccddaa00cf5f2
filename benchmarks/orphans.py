"""How many direct quotations are left without a speaker in real reports.

    python benchmarks/orphans.py [FOLDER] [--show] [--words 5]

A direct quotation is a stretch between quotation marks of at least `--words` words; it has a speaker when an utterance
that covers at least half of it names one. FOLDER defaults to the check set of the shared data.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from communique.analysis.quotes import quotes
from communique.document import Document, Quotation
from communique.errors import SourceError
from communique.pipeline import Pipeline
from communique.sources import open_sources


def every(quotations: Iterable[Quotation]) -> Iterator[Quotation]:
    for quotation in quotations:
        yield quotation
        yield from every(quotation.nested)


def without_speaker(document: Document, words: int) -> tuple[int, list[str]]:
    """How many direct quotations a document has, and those that nobody is named for."""
    text, count, left = document.text, 0, []
    told = [q for q in every(document.quotations) if q.speaker is not None]
    for quote in quotes(text):
        if quote.start < document.report.start or len(text[quote.start : quote.end].split()) < words:
            continue
        count += 1
        covered = max((_covered(quote.start, quote.end, q) for q in told), default=0)
        if covered * 2 < quote.end - quote.start:
            left.append(text[quote.start : quote.end])
    return count, left


def _covered(start: int, end: int, quotation: Quotation) -> int:
    return sum(max(0, min(end, span.end) - max(start, span.start)) for span in quotation.content)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = Path(os.environ.get("COMMUNIQUE_SHARED", "../shared")) / "data" / "text" / "news"
    parser.add_argument("folder", nargs="?", type=Path, default=default)
    parser.add_argument("--words", type=int, default=5)
    parser.add_argument("--show", action="store_true", help="print those left without a speaker")
    options = parser.parse_args()
    pipeline = Pipeline()
    total, orphans = 0, list[tuple[str, str]]()
    for report in open_sources([options.folder]):
        if isinstance(report, SourceError):
            raise report
        count, left = without_speaker(pipeline.analyse(report), options.words)
        total += count
        orphans += [(report.name, quote) for quote in left]
    for name, quote in orphans if options.show else ():
        print(f"{name}: {quote}")
    print(f"direct quotations without a speaker: {len(orphans)} of {total} = {len(orphans) / max(1, total):.3f}")


if __name__ == "__main__":
    main()
