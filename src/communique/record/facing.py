"""By which keys claims that may contradict each other find each other, among however many of a record."""

from __future__ import annotations

from hashlib import blake2b
from typing import NamedTuple

from communique.claims import Claim, Position
from communique.record.conflicts import block
from communique.record.identity import key
from communique.record.rivals import BOTH, matter, shelf
from communique.record.wording import weight

#: What is denied or called off is found by the ties of what it denies, not by keys of its own.
AGAINST = frozenset({"denied", "cancelled"})


class Facing(NamedTuple):
    """A claim's keys, each with what sharing it weighs, and the least that two claims which conflict share."""

    keys: dict[int, int]
    least: float


NOBODY = Facing({}, 0)


def facing(claim: Claim) -> Facing:
    """The keys of a claim: any two claims that `conflicts` sets against each other, neither denied, share enough."""
    if claim.status in AGAINST:
        return NOBODY
    if own := block(claim):
        return Facing({_number(claim.kind, *own): 1}, 1)
    if not (held := shelf(claim)):
        return NOBODY
    stems = matter(claim).stems
    keys = {_number(*held, stem): weight(stem) for stem in stems.all}
    return Facing(keys, 1 if isinstance(claim, Position) else BOTH * stems.weight)


def _number(*parts: str) -> int:
    return int.from_bytes(blake2b(key(*parts).encode(), digest_size=8).digest(), "big", signed=True)
