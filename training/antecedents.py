"""Fits the weights by which antecedents are ranked, on GUM's training documents: a log-linear ranker.

Usage: python -m training.antecedents      (writes src/communique/languages/en/antecedents.json; about two minutes)

The reading of a document during fitting follows the gold where the gold speaks, so that one wrong choice does not spoil
the candidates of the next.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from benchmarks.coreference import Gold, gold_documents
from communique.analysis import antecedents
from communique.analysis.antecedents import Known, Site
from communique.analysis.coreference import Resolver
from communique.analysis.encoder import Encoder
from communique.analysis.linking import link
from communique.knowledge import Knowledge

PASSES = 12
RATE = 0.25
RIDGE = 2e-4
RAREST = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """The features of every candidate ("nobody" last) and which are right."""

    features: list[list[str]]
    right: frozenset[int]


class Follower(Resolver):
    """A resolver that takes the gold choice and notes what it chose among."""

    gold: Gold
    choices: list[Choice]

    def _choose(self, site: Site, nobody: list[str], features: list[list[str]], pool: list[Known]) -> Known | None:
        features.append(nobody)
        wanted = self.gold.entity.get(site.head)
        right = [place for place, known in enumerate(pool) if wanted is not None and self._is(known, wanted)]
        self.choices.append(Choice(features, frozenset(right or [len(pool)])))
        return pool[right[0]] if right else None

    def _is(self, known: Known, wanted: int) -> bool:
        if known.group:
            return self.gold.group.get(known.mentions[0].head) == wanted
        numbers = [self.gold.entity[site.head] for site in known.mentions if site.head in self.gold.entity]
        return bool(numbers) and numbers[-1] == wanted


def choices(golds: Iterable[Gold], knowledge: Knowledge) -> Iterator[Choice]:
    """Every choice among candidates that reading these documents asks for."""
    for gold in golds:
        follower = Follower(link(gold.document, knowledge), knowledge)
        follower.gold, follower.choices = gold, []
        follower.resolved()
        yield from follower.choices


def fit(examples: list[Choice]) -> dict[str, float]:
    """The weights, by stochastic gradient on the likelihood of the right candidates together; deterministic."""
    counts = Counter(feature for choice in examples for row in choice.features for feature in set(row))
    weights = {feature: 0.0 for feature, count in sorted(counts.items()) if count >= RAREST}
    kept = [Choice([[f for f in row if f in weights] for row in c.features], c.right) for c in examples]
    for number in range(PASSES):
        rate = RATE / (1 + number)
        loss = sum(_step(choice, weights, rate) for choice in kept)
        for feature in weights:
            weights[feature] *= 1 - RIDGE * len(kept) * rate / 50
        print(f"pass {number + 1}: mean loss {loss / len(kept):.4f}", flush=True)
    return {feature: round(weight, 3) for feature, weight in weights.items() if abs(weight) >= 0.01}


def _step(choice: Choice, weights: dict[str, float], rate: float) -> float:
    scores = [sum(weights[f] for f in row) for row in choice.features]
    top = max(scores)
    likely = [math.exp(s - top) for s in scores]
    total = sum(likely)
    good = sum(likely[place] for place in choice.right)
    for place, row in enumerate(choice.features):
        target = likely[place] / good if place in choice.right else 0.0
        change = rate * (target - likely[place] / total)
        if abs(change) > 1e-5:
            for feature in row:
                weights[feature] += change
    return math.log(total / good)


def main() -> None:
    knowledge = Knowledge.load()
    examples = list(choices(gold_documents("train", Encoder()), knowledge))
    print(f"{len(examples)} choices")
    weights = fit(examples)
    antecedents.WEIGHTS.write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(weights)} weights in {antecedents.WEIGHTS}")


if __name__ == "__main__":
    main()
