"""Turns examples into batches of tensors of like length."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from communique.analysis.pieces import CLASSIFY, ROOT_SHAPE, SEPARATE, SHAPES, Pieces, shapes
from training import lemmas, names
from training.data import Example
from training.network import Batch, Sizes

MISSING = -100
MASK = 103  # [MASK]
LONGEST = 300  # pieces: the few longer sentences are left out of training


@dataclass(frozen=True, slots=True)
class Labels:
    """Every head's classes, in the order of the network's outputs."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    scripts: tuple[str, ...]
    relations: tuple[str, ...]

    @property
    def sizes(self) -> Sizes:
        return Sizes(
            len(self.upos),
            len(self.xpos),
            len(self.scripts),
            len(self.relations),
            len(names.SCHEMES),
            len(names.TAGS),
            SHAPES,
        )


@dataclass(frozen=True, slots=True)
class Encoded:
    """An example as numbers; word 0 is the root and has no labels."""

    pieces: list[int]
    piece_shapes: list[int]
    first: list[int]
    last: list[int]
    shapes: list[int]
    layers: tuple[list[int], ...]  # upos, xpos, scripts, heads, relations, names
    scheme: int


def learn_labels(examples: Sequence[Example]) -> Labels:
    pairs = [pair for example in examples for pair in zip(example.words, example.lemmas, strict=False)]
    return Labels(
        tuple(sorted({tag for example in examples for tag in example.upos})),
        tuple(sorted({tag for example in examples for tag in example.xpos})),
        lemmas.learn(pairs),
        tuple(sorted({name for example in examples for name in example.relations})),
    )


def encode(examples: Sequence[Example], labels: Labels, vocabulary: Path) -> list[Encoded]:
    """All examples short enough to learn from."""
    pieces = Pieces(vocabulary)
    indices = tuple({name: k for k, name in enumerate(part)} for part in (labels.upos, labels.xpos, labels.relations))
    scripts = {name: k for k, name in enumerate(labels.scripts)}
    encoded = (_encode(example, pieces, indices, scripts) for example in examples)
    return [one for one in encoded if len(one.pieces) <= LONGEST]


def _encode(example: Example, pieces: Pieces, indices: tuple[dict[str, int], ...], scripts: dict[str, int]) -> Encoded:
    ids, first, last, kinds = [CLASSIFY], [0], [0], [ROOT_SHAPE]
    word_shapes = shapes(example.words)
    for word, kind in zip(example.words, word_shapes, strict=True):
        first.append(len(ids))
        ids += pieces.of(word)
        last.append(len(ids) - 1)
        kinds += [kind] * (len(ids) - len(kinds))
    upos, xpos, relations = indices
    layers: tuple[Sequence[int], ...] = (
        [upos[tag] for tag in example.upos],
        [xpos[tag] for tag in example.xpos],
        [lemmas.target(word, lemma, scripts) for word, lemma in zip(example.words, example.lemmas, strict=False)],
        example.heads,
        [relations[name] for name in example.relations],
        [names.TAGS.index(tag) for tag in example.names],
    )
    nothing = [MISSING] * len(example.words)
    return Encoded(
        [*ids, SEPARATE],
        [*kinds, ROOT_SHAPE],
        first,
        last,
        [ROOT_SHAPE, *word_shapes],
        tuple([MISSING, *(layer or nothing)] for layer in layers),
        names.SCHEMES.index(example.scheme) if example.scheme else 0,
    )


def shuffled(examples: Sequence[Encoded], size: int, chance: random.Random) -> list[list[Encoded]]:
    """Batches of at most `size` pieces, padding included, of like length, in any order."""
    ordered = sorted(examples, key=lambda one: len(one.pieces) + chance.random() * 6)
    found = list(_cut(ordered, size))
    chance.shuffle(found)
    return found


def _cut(ordered: Sequence[Encoded], size: int) -> Iterator[list[Encoded]]:
    batch: list[Encoded] = []
    for one in ordered:
        longest = max(len(one.pieces), *(len(other.pieces) for other in batch)) if batch else len(one.pieces)
        if batch and longest * (len(batch) + 1) > size:
            yield batch
            batch = []
        batch.append(one)
    yield batch


def collate(batch: Sequence[Encoded], *, masked: float = 0.0) -> Batch:
    """Tensors of a batch; each word is hidden behind [MASK] with probability `masked`."""
    pieces = _padded([one.pieces for one in batch], 0)
    mask = _padded([[1] * len(one.pieces) for one in batch], 0).bool()
    first, last = _padded([one.first for one in batch], 0), _padded([one.last for one in batch], 0)
    upos, xpos, scripts, heads, relations, bio = (_padded([one.layers[k] for one in batch], MISSING) for k in range(6))
    if masked:
        hidden = (torch.rand(pieces.shape) < masked) & (pieces != CLASSIFY) & (pieces != SEPARATE) & mask
        pieces = pieces.masked_fill(hidden, MASK)
    return Batch(
        pieces=pieces,
        piece_shapes=_padded([one.piece_shapes for one in batch], ROOT_SHAPE),
        mask=mask,
        first=first,
        last=last,
        shapes=_padded([one.shapes for one in batch], ROOT_SHAPE),
        present=_padded([[1] * len(one.first) for one in batch], 0).bool(),
        upos=upos,
        xpos=xpos,
        scripts=scripts,
        heads=heads,
        relations=relations,
        names=bio,
        schemes=torch.tensor([one.scheme for one in batch]),
    )


def _padded(rows: Sequence[Sequence[int]], filler: int) -> Tensor:
    width = max(map(len, rows))
    return torch.tensor([[*row, *[filler] * (width - len(row))] for row in rows])
