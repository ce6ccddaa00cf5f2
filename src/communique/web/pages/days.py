"""The days a slider stops at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from communique.archive.room import Reader

#: Days a slider has room for.
MOST = 120


def slider(reader: Reader, kinds: Sequence[str]) -> tuple[date, ...]:
    """The days on which claims of these kinds begin to hold or are told, up to the last that anything was told on.

    That one always; of the others so many that all fit.
    """
    told = reader.remember("told", reader.catalogue.told)
    if told is None:
        return ()
    last = date.fromisoformat(told[1])
    begun = reader.remember(("days", *kinds), lambda: reader.catalogue.days(kinds))
    days = [*(day for day in begun if day < last), last]
    if len(days) <= MOST:
        return tuple(days)
    step = (len(days) - 1) / (MOST - 1)
    return tuple(days[round(number * step)] for number in range(MOST))
