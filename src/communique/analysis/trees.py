"""Dependency trees from scores: the best single-rooted tree, by Chu-Liu and Edmonds' algorithm."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]


def is_tree(heads: Sequence[int]) -> bool:
    """Whether `heads` (word 0 is the root, `heads[0]` ignored) has one root word and no cycle."""
    if sum(head == 0 for head in heads[1:]) != 1:
        return False
    state = [0] * len(heads)  # 0 unseen, else the walk that reached it
    state[0] = -1
    for walk in range(1, len(heads)):
        word = walk
        while state[word] == 0:
            state[word] = walk
            word = heads[word]
        if state[word] == walk:
            return False
        word = walk
        while state[word] == walk:
            state[word] = -1
            word = heads[word]
    return True


def best_tree(scores: Scores) -> list[int]:
    """The heads of the best tree with exactly one root word; entry 0 is 0.

    `scores[dependent, head]` are log-likelihoods over [W, W], word 0 the root.
    """
    scores = np.array(scores, dtype=np.float64)
    np.fill_diagonal(scores, -np.inf)
    scores[0] = -np.inf
    if len(scores) <= 2:
        return [0] * len(scores)
    heads = _chu_liu_edmonds(scores)
    if (heads[1:] == 0).sum() != 1:
        heads = _chu_liu_edmonds(_single_rooted(scores))
    heads[0] = 0
    return [int(head) for head in heads]


def _single_rooted(scores: Scores) -> Scores:
    # a penalty larger than any difference of scores makes a second root never worth it
    finite = scores[np.isfinite(scores)]
    scores[1:, 0] -= (finite.max() - finite.min() + 1.0) * len(scores)
    return scores


def _chu_liu_edmonds(scores: Scores) -> NDArray[np.int64]:
    heads: NDArray[np.int64] = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    size = len(scores)
    inside = np.zeros(size, dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    kept = scores[cycle, heads[cycle]]
    # the cycle becomes one word, the last of a smaller graph
    smaller = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    leaving = scores[np.ix_(outside, cycle)]
    smaller[:-1, -1] = leaving.max(1)
    entering = scores[np.ix_(cycle, outside)] - kept[:, None]
    smaller[-1, :-1] = entering.max(0) + kept.sum()
    np.fill_diagonal(smaller, -np.inf)
    smaller[0] = -np.inf
    small_heads = _chu_liu_edmonds(smaller)
    result: NDArray[np.int64] = heads.copy()
    for place, word in enumerate(outside[1:], start=1):
        head = small_heads[place]
        result[word] = cycle[leaving[place].argmax()] if head == len(outside) else outside[head]
    above = small_heads[-1]
    broken = cycle[entering[:, above].argmax()]
    result[broken] = outside[above]
    return result


def _cycle(heads: NDArray[np.int64]) -> NDArray[np.int64] | None:
    """The words of one cycle, or None."""
    seen = np.zeros(len(heads), dtype=np.int64)
    for start in range(1, len(heads)):
        word = start
        while word and not seen[word]:
            seen[word] = start
            word = int(heads[word])
        if word and seen[word] == start:
            cycle = [word]
            while (word := int(heads[word])) != cycle[0]:
                cycle.append(word)
            return np.array(cycle)
    return None
