"""Chances and their log odds."""

from __future__ import annotations

import math


def odds(chance: float) -> float:
    """Log odds, cut off where certainty is only seeming.

    >>> odds(0.5)
    0.0
    """
    chance = min(max(chance, 0.02), 0.98)
    return math.log(chance / (1 - chance))


def chance_of(log_odds: float) -> float:
    """The chance with these log odds (the logistic function)."""
    return 1 / (1 + math.exp(-log_odds))
