"""How fast reading is: the encoder alone and the whole pipeline over a folder's texts, in turns in one process.

    python benchmarks/throughput.py FOLDER [--turns 3]

Needs the installed package only. The last line is
`encoder N sentences/s; pipeline M sentences/s; ratio R; peak K MB`: R is the pipeline's processor time over the
encoder's for the same sentences, each the best of its turns; K is the highest memory the process held.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from communique.document import Document, Report
from communique.pipeline import Pipeline
from communique.sources import open_sources


def reports_in(folder: Path) -> list[Report]:
    """Every report of the folder that can be read; the others are named on standard error."""
    found = []
    for item in open_sources([folder]):
        if isinstance(item, Report):
            found.append(item)
        else:
            print(item, file=sys.stderr)
    return found


def sentences_of(documents: list[Document]) -> list[list[str]]:
    """The words of every sentence the pipeline gives the encoder."""
    return [
        list(document.words.text[sentence.first : sentence.last])
        for document in documents
        for sentence in document.sentences
    ]


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time, every thread's counted."""
    started = time.process_time()
    work()
    return time.process_time() - started


def peak_megabytes() -> float:
    """The most memory this process has held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1024


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--turns", type=int, default=3)
    options = arguments.parse_args()
    pipeline = Pipeline()
    reports = reports_in(options.folder)
    sentences = sentences_of([pipeline.analyse(report) for report in reports])
    if not sentences:
        print(f"{options.folder}: no report could be read", file=sys.stderr)
        return 1

    def encode() -> None:
        for _ in pipeline.encoder.read(sentences):
            pass

    def read() -> None:
        for report in reports:
            pipeline.atoms(report)

    encoder, whole = [], []
    for turn in range(options.turns):
        encoder.append(timed(encode))
        whole.append(timed(read))
        print(f"turn {turn + 1}: encoder {encoder[-1]:.2f} s, pipeline {whole[-1]:.2f} s", flush=True)
    best, slow = min(encoder), min(whole)
    print(f"{len(reports)} reports, {len(sentences)} sentences, {sum(map(len, sentences))} words")
    print(
        f"encoder {len(sentences) / best:.0f} sentences/s; pipeline {len(sentences) / slow:.0f} sentences/s; "
        f"ratio {slow / best:.2f}; peak {peak_megabytes():.0f} MB"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
