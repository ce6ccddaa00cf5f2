"""Fits how much the rules and the head count, on the corpus's dev documents: `python -m training.acts.arbiter MODEL`.

A frame of the rules, or an act of the head without one, is right where the corpus marks an event of its type in the
same words. Logistic regression by Newton's method, with a little ridge.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from communique.analysis.composition import UNDER, is_event
from communique.analysis.coreference import resolve
from communique.analysis.frames import propose
from communique.analysis.layout import lay_out
from communique.analysis.learned import Heard, _odds
from communique.analysis.lexicon import load as lexicon
from communique.analysis.linking import link
from communique.analysis.parsing import parse
from communique.analysis.quotations import read_quotations
from communique.analysis.times import read_times
from communique.dates import day_of
from communique.document import Document, Report
from communique.pipeline import Pipeline
from corpus.loading import load

Rows = list[tuple[list[float], bool]]


def analysed(report: Report, pipeline: Pipeline) -> Document:
    """The document as it is when frames are read."""
    document = parse(lay_out(Document(report)), pipeline.encoder)
    document = resolve(link(read_times(document), pipeline.knowledge), pipeline.knowledge)
    return read_quotations(document)


def gather(pipeline: Pipeline, split: str) -> tuple[Rows, Rows]:
    """Features of frames and of acts, and whether each is right."""
    frames: Rows = []
    acts: Rows = []
    for marked in load(split=split):
        report = Report(marked.row.id, marked.text, published=day_of(marked.row.date))
        document = analysed(report, pipeline)
        events = [c for c in marked.annotation.claims if c.kind == "event"]
        gold = [(e.spans[0][0], e.spans[-1][1], c.fields["type"][0].value) for c in events for e in c.evidence]

        def right(start: int, end: int, kind: str, gold: list[tuple[int, int, str | None]] = gold) -> bool:
            return any(
                kind == k and 2 * (min(end, b) - max(start, a)) >= min(end - start, b - a) > 0 for a, b, k in gold
            )

        found, matcher = propose(document, lexicon())
        heard = Heard(matcher.document)
        told = {(w, f.attributes["type"]) for f in found if is_event(f) for w in heard.same(f.trigger)}
        under = {f.trigger for f in found if is_event(f) and f.attributes.get(UNDER)}
        for frame in found:
            if is_event(frame) and not frame.attributes.get(UNDER) and frame.status != "proposed":
                own = heard.own(frame)
                features = [frame.weight, own.score if own else 0.0, heard.other(frame)]
                frames.append((list(map(_odds, features)), right(frame.start, frame.end, frame.attributes["type"])))
        words = document.words
        for act in heard.acts:
            if (act.word, act.label) not in told and act.word not in under and act.status != "proposed":
                start, end = words.start[act.word], words.end[act.word]
                acts.append(([_odds(act.score)], right(start, end, act.label)))
    return frames, acts


def fit(rows: Rows, ridge: float = 0.5) -> tuple[NDArray[np.float64], str]:
    x = np.array([[1.0, *features] for features, _ in rows])
    y = np.array([float(answer) for _, answer in rows])
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (y - p) - ridge * w
        w += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(w)), gradient)
    p = 1 / (1 + np.exp(-x @ w))
    lines = [f"{len(y)} of which {int(y.sum())} right; log loss {-np.mean(np.log(np.where(y > 0, p, 1 - p))):.3f}"]
    for least in (0.3, 0.4, 0.5, 0.6, 0.7):
        chosen = p >= least
        lines.append(f"  >= {least}: {int(y[chosen].sum())} right of {int(chosen.sum())}")
    return w, "\n".join(lines)


def main(model: Path | None, split: str = "dev") -> None:
    frames, acts = gather(Pipeline(model=model), split)
    for name, rows in (("frame", frames), ("act", acts)):
        weights, told = fit(rows)
        print(name, tuple(float(round(x, 3)) for x in weights), told)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
