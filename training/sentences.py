"""Learns where sentences end, from the treebanks' documents laid out in the ways texts come."""

import json
import random
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from communique.analysis.sentences import candidates, features, forced, read
from communique.analysis.tokens import tokenize
from training import data
from training.data import RawDocument

SEED = 7
LEAST = 3  # times a feature must be seen
Lesson = tuple[list[str], bool]


def lessons(document: RawDocument) -> Iterator[Lesson]:
    """Features of each open place and whether a sentence does end there."""
    tokens = tokenize(document.text)
    page = read(document.text, tokens)
    starts = {start for start, _ in document.sentences}
    begun = 0
    for place in candidates(page):
        ends = tokens[place][0] in starts
        if "\n" in page.gaps[place] and forced(page, place):
            ends = True
        else:
            yield features(page, place, place - begun), ends
        if ends:
            begun = place


def laid_out(document: RawDocument, chance: random.Random) -> Iterator[RawDocument]:
    """The document as it is, with a paragraph a line, wrapped, and with a line for each short sentence."""
    yield document
    yield _respaced(document, lambda gap, start: "\n" if "\n" in gap else gap)
    starts = {start: end - start for start, end in document.sentences}
    yield _respaced(document, lambda gap, start: "\n" if gap and starts.get(start, 999) < 60 else gap)
    yield _wrapped(document, chance.randint(55, 95))


def _respaced(document: RawDocument, change: "object") -> RawDocument:
    """The document with every run of white space changed; lengths stay, so that offsets do."""
    assert callable(change)

    def changed(match: re.Match[str]) -> str:
        return str(change(match.group(), match.end())).ljust(len(match.group()))

    return RawDocument(document.name, re.sub(r"\s+", changed, document.text), document.words, document.sentences)


def _wrapped(document: RawDocument, width: int) -> RawDocument:
    """The document's paragraphs hard-wrapped at `width` characters."""
    paragraphs = re.split(r"(\n+)", document.text)
    lines = []
    for paragraph in paragraphs:
        if paragraph.startswith("\n"):
            lines.append(paragraph)
            continue
        wrapped = textwrap.wrap(paragraph, width, break_long_words=False, break_on_hyphens=False)
        filled = "\n".join(wrapped)
        lines.append(filled if len(filled) == len(paragraph) else paragraph)
    return RawDocument(document.name, "".join(lines), document.words, document.sentences)


def documents() -> Iterator[RawDocument]:
    for name in ("ud_ewt.train", "ud_gum.train"):
        yield from data.raw(name)


def train(out: Path) -> None:
    """Writes `sentences.json` into `out`: weights by feature name."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    found = [lesson for document in documents() for shape in laid_out(document, chance) for lesson in lessons(shape)]
    weights = fit(found)
    part = out / "sentences.json.part"
    part.write_text(json.dumps(weights, ensure_ascii=False, indent=0), encoding="utf-8")
    part.replace(out / "sentences.json")


def fit(found: Sequence[Lesson], *, rounds: int = 20, penalty: float = 1e-5) -> dict[str, float]:
    """Weights of a logistic regression with an L1 penalty, small ones dropped."""
    counts = Counter(name for names, _ in found for name in set(names))
    kept = sorted(name for name, count in counts.items() if count >= LEAST)
    index = {name: place for place, name in enumerate(kept)}
    numbered = [([index[name] for name in names if name in index], ends) for names, ends in found]
    bag = nn.EmbeddingBag(len(kept), 1, mode="sum")
    nn.init.zeros_(bag.weight)
    optimizer = torch.optim.Adam(bag.parameters(), lr=0.05)
    size = 4096
    for turn in range(rounds):
        for group in optimizer.param_groups:
            group["lr"] = 0.05 * (1 - turn / rounds)
        order = torch.randperm(len(numbered)).tolist()
        for start in range(0, len(order), size):
            part = [numbered[place] for place in order[start : start + size]]
            scores = bag(*_flat(names for names, _ in part)).squeeze(1)
            truth = torch.tensor([float(ends) for _, ends in part])
            cost = functional.binary_cross_entropy_with_logits(scores, truth) + penalty * bag.weight.abs().sum()
            optimizer.zero_grad()
            torch.autograd.backward(cost)
            optimizer.step()
    weights = bag.weight.detach().squeeze(1).tolist()
    return {name: round(weight, 2) for name, weight in zip(kept, weights, strict=True) if abs(weight) >= 0.05}


def _flat(rows: Iterable[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    flat: list[int] = []
    offsets: list[int] = []
    for row in rows:
        offsets.append(len(flat))
        flat += row
    return torch.tensor(flat, dtype=torch.long), torch.tensor(offsets)


if __name__ == "__main__":
    train(Path(sys.argv[1]))
