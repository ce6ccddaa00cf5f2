"""Fits how sure an event of a report is, on documents its head was not trained on.

    python -m training.acts.certainty MODEL0 [MODEL1] [--out certainty.json]

MODEL0 is a copy of the model's folder whose head was trained without half of the train documents
(`python -m training.acts.train --model COPY --without 0`), MODEL1 one without the other half. Each is asked about its
half, the shipped model about the dev documents. An event is right where the corpus marks one in the same words, of its
type, with one of its actors or naming none.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.corpus import overlap, same_roles
from communique.analysis.certainty import FITTED, signs
from communique.analysis.composition import UNDER
from communique.analysis.frames import proposals
from communique.analysis.learned import Heard
from communique.claims import Event
from communique.extractors.event import Meetings, read_event
from communique.pipeline import Pipeline
from corpus.loading import Annotated, load
from corpus.standoff import Claim
from training.acts.arbiter import analysed
from training.acts.data import half_of

#: How strongly weights are held near nothing: those of signs, and those of single rules.
RIDGE, RIDGE_OF_RULES = 4.0, 8.0
#: Rules whose weight is smaller are left out.
LEAST = 0.05

Row = tuple[dict[str, float], str, bool]
Floats = NDArray[np.float64]


def gather(pipeline: Pipeline, documents: Iterable[Annotated]) -> Iterator[Row]:
    """Signs, rule, and whether it is right, of every event that is proposed."""
    for marked in documents:
        document = analysed(marked, pipeline)
        heard = Heard(document)
        events = [claim for claim in marked.annotation.claims if claim.kind == "event"]
        frames = list(proposals(document))
        meetings = Meetings(frame for frame in frames if frame.name == "meeting")
        for frame in frames:
            kind = frame.attributes.get("type")
            met = kind == "CONSULT" and meetings.tell(frame)  # then the meeting is the claim
            if kind and not met and not frame.attributes.get(UNDER) and frame.status != "proposed":
                event = read_event(frame, document)
                right = any(overlap(event, m) and _is_right(event, m, marked) for m in events)
                yield signs(frame, heard, document), "" if frame.learned else frame.rule, right


def _is_right(event: Event, claim: Claim, marked: Annotated) -> bool:
    """Whether an event has the claim's type and one of its actors, or names none: what it tells is then so."""
    if event.actors:
        return same_roles(event, claim, marked)
    return event.type in {filler.value for filler in claim.fields["type"]}


def fit(rows: list[Row]) -> tuple[dict[str, float], dict[str, float]]:
    """Weights of signs and of rules: logistic regression by Newton's method, with ridge."""
    signed = sorted({name for found, _, _ in rows for name in found})
    rules = sorted({rule for _, rule, _ in rows if rule})
    at = {name: place for place, name in enumerate([*signed, *(f"rule {rule}" for rule in rules)])}
    x = np.zeros((len(rows), len(at)))
    for line, (found, rule, _) in enumerate(rows):
        for name, value in found.items():
            x[line, at[name]] = value
        if rule:
            x[line, at[f"rule {rule}"]] = 1.0
    y = np.array([float(right) for _, _, right in rows])
    ridge = np.array([RIDGE] * len(signed) + [RIDGE_OF_RULES] * len(rules))
    ridge[at["constant"]] = 0.01
    weights = _newton(x, y, ridge)
    return (
        {name: round(float(weights[at[name]]), 3) for name in signed},
        {rule: round(float(w), 3) for rule in rules if abs(w := weights[at[f"rule {rule}"]]) >= LEAST},
    )


def _newton(x: Floats, y: Floats, ridge: Floats) -> Floats:
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - p) - ridge * weights
        weights += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge), slope)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="training.acts.certainty", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("halves", type=Path, nargs="+", metavar="MODEL", help="a model without half 0, one without 1")
    parser.add_argument("--out", type=Path, default=FITTED, help="where the weights go; default: the package's model")
    given = parser.parse_args()
    rows = list(gather(Pipeline(), load(split="dev")))
    for half, model in enumerate(given.halves):
        rows += gather(Pipeline(model=model), (d for d in load(split="train") if half_of(d.row.id) == half))
    weights, rules = fit(rows)
    given.out.write_text(json.dumps({"signs": weights, "rules": rules}, indent=0) + "\n", encoding="utf-8")
    print(f"{len(rows)} events, {sum(right for _, _, right in rows)} right; {len(weights)} signs, {len(rules)} rules")


if __name__ == "__main__":
    main()
