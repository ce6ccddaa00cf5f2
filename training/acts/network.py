"""The branch of the encoder that reads acts: its own upper layers over the trunk's lower ones, and light heads."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.acts.data import LABELS, MODE_LABELS, ROLES, STATUSES
from training.network import HIDDEN, Layer, _pick, dropped

#: The trunk's layers below the branch, and the branch's own.
BELOW, OWN = 3, 3
TRIGGER, PAIR = 256, 96


@dataclass(frozen=True, slots=True)
class Batch:
    """B sentences of at most L pieces and W words; word 0 is the root."""

    states: Tensor  # [B, L, HIDDEN] the trunk's states after BELOW layers
    mask: Tensor  # [B, L] bool
    first: Tensor  # [B, W]
    last: Tensor  # [B, W]
    present: Tensor  # [B, W] bool
    labels: Tensor  # [B, W, LABELS] 0 or 1
    weights: Tensor  # [B, W, LABELS] 0 where not labelled
    triggers: Tensor  # [T, 2] sentence and word of each act
    statuses: Tensor  # [T] or -100
    modes: Tensor  # [T] or -100
    mains: Tensor  # [T] 1, 0 or -100
    kinds: Tensor  # [T] the act's label
    roles: Tensor  # [T, W, ROLES] 0 or 1
    written: Tensor  # [B] 1 for sentences written as examples, which tell more than a report's do


@dataclass(frozen=True, slots=True)
class Answers:
    labels: Tensor  # [B, W, LABELS] scores
    statuses: Tensor  # [B, W, STATUSES]
    modes: Tensor  # [B, W, MODES]
    mains: Tensor  # [B, W, 1]
    triggers: Tensor  # [B, W, ROLES, PAIR]
    fillers: Tensor  # [B, W, ROLES, PAIR]


class Branch(nn.Module):
    def __init__(self, *, own: int = OWN, dropout: float = 0.1, word_dropout: float = 0.25) -> None:
        super().__init__()
        self.dropout, self.word_dropout = dropout, word_dropout
        self.layers = nn.ModuleList(Layer() for _ in range(own))
        self.hidden = nn.Linear(2 * HIDDEN, TRIGGER)
        self.scores = nn.Linear(TRIGGER, len(LABELS) + len(STATUSES) + len(MODE_LABELS) + 1)
        # how much likelier labels are in written examples: learned, and left out of the shipped head
        self.written = nn.Parameter(torch.zeros(len(LABELS)))
        self.pairs = nn.Linear(2 * HIDDEN, 2 * len(ROLES) * PAIR)

    def forward(self, batch: Batch) -> Answers:
        states = self._dropped(batch.states, self.dropout)
        mask = torch.zeros(batch.mask.shape).masked_fill(~batch.mask, -1e4)[:, None, None, :]
        mask = mask.to(torch.get_autocast_dtype("cpu")) if torch.is_autocast_enabled("cpu") else mask
        for layer in self.layers:
            states = layer(states, mask, self.dropout)
        words = torch.cat([_pick(states, batch.first), _pick(states, batch.last)], -1)
        words = self._dropped(words, self.word_dropout)
        hidden = self._dropped(functional.leaky_relu(self.hidden(words), 0.1), self.word_dropout)
        sizes = [len(LABELS), len(STATUSES), len(MODE_LABELS), 1]
        labels, statuses, modes, mains = torch.split(self.scores(hidden), sizes, -1)
        labels = labels + batch.written[:, None, None] * self.written
        pairs = functional.leaky_relu(self.pairs(words), 0.1)
        pairs = pairs.reshape(*pairs.shape[:2], 2, len(ROLES), PAIR)
        return Answers(labels, statuses, modes, mains, pairs[:, :, 0], pairs[:, :, 1])

    def _dropped(self, states: Tensor, rate: float) -> Tensor:
        return dropped(states, rate) if self.training else states


def roles_of(answers: Answers, triggers: Tensor) -> Tensor:
    """[T, W, ROLES]: scores of every word of a trigger's sentence in each role to it."""
    sentences, words = triggers[:, 0], triggers[:, 1]
    mine = answers.triggers[sentences, words]  # [T, R, P]
    theirs = answers.fillers[sentences]  # [T, W, R, P]
    return (theirs * mine[:, None]).sum(-1) * PAIR**-0.5 - 2.0
