"""Reported speech against PolNeAR's dev split: whole articles from raw text, scored by the shared scorers.

    python benchmarks/speech.py [SHARED]

Prints speech cues (score_speech) and all attitudes (score_attribution) for the first 56 articles by id, which may be
read, and the last 28, which are only ever scored; then the speed. Nothing here is trained on.
"""

from __future__ import annotations

import importlib
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from communique.analysis.quotations import read_quotations
from communique.answers.quotes import quotes_row
from communique.document import Document, Report
from communique.pipeline import Pipeline

READABLE = 56
Rows = dict[str, dict[str, Any]]


def main() -> None:
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("COMMUNIQUE_SHARED", "../shared"))
    sys.path.insert(0, str(shared / "data" / "eval"))
    score_attribution, score_speech = map(importlib.import_module, ("score_attribution", "score_speech"))
    gold: Rows = score_attribution.load(shared / "data" / "eval" / "polnear.dev.jsonl")
    reader = Reader()
    predicted = {name: reader.read(gold[name]) for name in sorted(gold)}
    speech = [
        {k: only_speech(rows[k], gold[k]["text"], score_speech) for k in sorted(rows)}
        for rows in (gold, predicted)
    ]
    names = sorted(gold)
    for title, part in (("first 56", names[:READABLE]), ("last 28", names[READABLE:])):
        print(f"{title}: {speech_line(pick(speech[0], part), pick(speech[1], part), score_attribution)}")
        print(f"{title}: {attitudes_line(pick(gold, part), pick(predicted, part), score_attribution)}")
    print(
        f"{reader.sentences / reader.seconds:.0f} sentences/s; quotations {reader.milliseconds:.2f} ms a sentence"
    )


class Reader:
    """Reads articles as `communique quotes` does, and keeps the time."""

    def __init__(self) -> None:
        self.pipeline = Pipeline()
        self.sentences, self.seconds, self.quoting = 0, 0.0, 0.0

    def read(self, article: Mapping[str, Any]) -> dict[str, Any]:
        began = time.perf_counter()
        row = quotes_row(
            {"id": article["id"], "text": article["text"], "date": article["date"]}, self.analyse
        )
        self.seconds += time.perf_counter() - began
        return row

    def analyse(self, report: Report) -> Document:
        document = self.pipeline.analyse(report)
        began = time.perf_counter()
        document = read_quotations(document, attitudes=True)
        self.quoting += time.perf_counter() - began
        self.sentences += len(document.sentences)
        return document

    @property
    def milliseconds(self) -> float:
        return 1000 * self.quoting / max(1, self.sentences)


def only_speech(row: Mapping[str, Any], text: str, scorer: Any) -> dict[str, Any]:
    """The row with the attributions whose cue reports speech."""
    return {**row, "attributions": [a for a in row["attributions"] if scorer.reports_speech(a, text)]}


def pick(rows: Rows, names: list[str]) -> Rows:
    return {name: rows[name] for name in names}


def speech_line(gold: Rows, predicted: Rows, scorer: Any) -> str:
    result = scorer.score(gold, predicted)
    recall = ", ".join(
        f"{kind} {scorer.score(gold, predicted, only=kind)['triple lenient']['all'][1]}"
        for kind in ("direct", "mixed", "indirect")
    )
    lenient, exact = result["triple lenient"]["all"][2], result["triple exact"]["all"][2]
    return f"speech: triple lenient F {lenient}, exact F {exact}; lenient recall {recall}"


def attitudes_line(gold: Rows, predicted: Rows, scorer: Any) -> str:
    spans = scorer.score(gold, predicted)["span"]
    return "all attitudes: span exact F " + ", ".join(
        f"{role} {spans[role][2]}" for role in ("source", "cue", "content")
    )


if __name__ == "__main__":
    main()
