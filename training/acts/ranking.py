"""Fits which event a text is mainly about, on sentences the head was not trained on: `python -m training.acts.ranking`.

A conditional logit (McFadden 1974): of a text's candidates the share of the right type is made likely. MODEL must hold
a head trained with `--hold`; its weights serve the one trained on all.
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch

from communique.answers.code import features, proposed, ranked, signs
from communique.document import Report
from communique.pipeline import Pipeline
from training.acts.data import lines, unmarked


def gather(pipeline: Pipeline) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """Of every held text its candidates' features and which are of the right type."""
    found = []
    for line in lines(held=True):
        label, marked = line.split("\t")
        if label.strip() == "-":
            continue
        kind = label.split(";")[0].split("=")[1].split("/")[0]
        frames = proposed(pipeline.analyse(Report("text", unmarked(marked)[0])))
        right = [frame.attributes["type"] == kind for frame in frames]
        if frames:
            found.append((torch.tensor([features(f) for f in frames]), torch.tensor(right)))
        else:
            found.append((torch.zeros(0, 0), torch.zeros(0, dtype=torch.bool)))
    return found


def fit(rows: list[tuple[torch.Tensor, torch.Tensor]], ridge: float = 0.02) -> torch.Tensor:
    usable = [(x, y) for x, y in rows if y.any() and not y.all()]
    weights = torch.zeros(usable[0][0].shape[1], requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200)

    def cost() -> torch.Tensor:
        optimizer.zero_grad()
        total = ridge * (weights**2).sum()
        for x, y in usable:
            total = total - (x @ weights).log_softmax(0)[y].logsumexp(0) / len(usable)
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimizer.step(cost)  # type: ignore[no-untyped-call]
    return weights.detach()


def weigh_signs(pipeline: Pipeline, ridge: float = 0.005) -> torch.Tensor:
    """The weights by which a text with candidates is about an event at all: a logistic regression, constant first."""
    rows, about = [], []
    for line in lines(held=True):
        label, marked = line.split("\t")
        found = list(ranked(pipeline.analyse(Report("text", unmarked(marked)[0]))))
        if found:
            frame, rank = max(found, key=lambda pair: (round(pair[1], 3), -pair[0].trigger))
            rows.append([1.0, *signs(frame, rank, len(found))])
            about.append(float(label.strip() != "-"))
    x, y = torch.tensor(rows), torch.tensor(about)
    weights = torch.zeros(x.shape[1], requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=100)

    def cost() -> torch.Tensor:
        optimizer.zero_grad()
        total = torch.nn.functional.binary_cross_entropy_with_logits(x @ weights, y) + ridge * (weights[1:] ** 2).sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimizer.step(cost)  # type: ignore[no-untyped-call]
    return weights.detach()


def right(rows: list[tuple[torch.Tensor, torch.Tensor]], weights: torch.Tensor) -> int:
    return sum(bool(y[(x @ weights).argmax()]) for x, y in rows if len(y))


def main(model: Path | None) -> None:
    pipeline = Pipeline(model=model)
    rows = gather(pipeline)
    print(f"{len(rows)} texts; right type among the candidates of {sum(bool(y.any()) for _, y in rows)}")
    folds = [rows[k::5] for k in range(5)]
    crossed = sum(
        right(fold, fit([row for other in folds if other is not fold for row in other])) for fold in folds
    )
    weights = fit(rows)
    shares = [count / len(rows) for count in (crossed, right(rows, weights))]
    print("first event of the right type: {:.3f} (five folds), {:.3f}".format(*shares))
    print("RANK", tuple(round(float(w), 3) for w in weights))
    print("ABOUT", tuple(round(float(w), 3) for w in weigh_signs(pipeline)))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
