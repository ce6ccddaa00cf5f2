"""Fits how much the rules and the head count, on the corpus's dev documents: `python -m training.acts.arbiter [MODEL]`.

A frame of the rules, or an act of the head without one, is right where the corpus marks a claim of its label in the
same words. Logistic regression by Newton's method, with a little ridge.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from communique.analysis.composition import UNDER
from communique.analysis.coreference import resolve
from communique.analysis.frames import propose, read_others
from communique.analysis.layout import lay_out
from communique.analysis.learned import Heard, group_of, label_of
from communique.analysis.lexicon import load as lexicon
from communique.analysis.linking import link
from communique.analysis.parsing import parse
from communique.analysis.quotations import read_quotations
from communique.analysis.times import read_times
from communique.chances import odds
from communique.dates import day_of
from communique.document import Document, Report
from communique.pipeline import Pipeline
from corpus.loading import Annotated, load
from training.acts import data

Rows = list[tuple[list[float], bool]]
Gold = list[tuple[int, int, str]]


def analysed(marked: Annotated, pipeline: Pipeline) -> Document:
    """The document as it is when frames are read."""
    report = Report(marked.row.id, marked.text, published=day_of(marked.row.date))
    document = parse(lay_out(Document(report)), pipeline.encoder)
    document = resolve(link(read_times(document), pipeline.knowledge), pipeline.knowledge)
    return read_quotations(document)


def right(start: int, end: int, label: str, gold: Gold) -> bool:
    """Whether a claim of this label is marked in these words: half of the shorter of both."""
    return any(label == k and 2 * (min(end, b) - max(start, a)) >= min(end - start, b - a) > 0 for a, b, k in gold)


def gather(pipeline: Pipeline, split: str) -> Iterator[tuple[str, str, list[float], bool]]:
    """Group, "frame" or "act", features, and whether it is right, of all that is read."""
    for marked in load(split=split):
        document = analysed(marked, pipeline)
        gold = [
            (e.spans[0][0], e.spans[-1][1], data.label_of(c)) for c in marked.annotation.claims for e in c.evidence
        ]
        found, matcher = propose(document, lexicon())
        found = [*found, *read_others(document)]
        heard = Heard(matcher.document)
        for frame in found:
            label = label_of(frame)
            if label and not frame.attributes.get(UNDER) and frame.status != "proposed":
                own = heard.own(frame)
                features = [frame.weight, own.score if own else 0.0, heard.other(frame)]
                yield group_of(label), "frame", list(map(odds, features)), right(frame.start, frame.end, label, gold)
        for act in heard.unfounded(found):
            if act.status != "proposed":
                span = document.words.start[act.word], document.words.end[act.word]
                yield group_of(act.label), "act", [odds(act.score)], right(*span, act.label, gold)


def fit(rows: Rows, ridge: float = 0.5) -> tuple[NDArray[np.float64], str]:
    """The constant and the weights, and how many would be right at some thresholds."""
    x = np.array([[1.0, *features] for features, _ in rows])
    y = np.array([float(answer) for _, answer in rows])
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (y - p) - ridge * w
        w += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(w)), gradient)
    p = 1 / (1 + np.exp(-x @ w))
    lines = [f"{len(y)}, {int(y.sum())} right; log loss {-np.mean(np.log(np.where(y > 0, p, 1 - p))):.3f};"]
    for least in (0.2, 0.3, 0.4, 0.5, 0.6):
        chosen = p >= least
        lines.append(f"  >= {least}: {int(y[chosen].sum())}/{int(chosen.sum())}")
    return w, "".join(lines)


def main(model: Path | None, split: str = "dev") -> None:
    rows: dict[tuple[str, str], Rows] = defaultdict(list)
    for group, form, features, answer in gather(Pipeline(model=model), split):
        rows[group, form].append((features, answer))
    for key, found in sorted(rows.items()):
        weights, told = fit(found)
        print(*key, tuple(float(round(x, 3)) for x in weights), told)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
