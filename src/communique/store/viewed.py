"""A merged claim with what the view finds and sorts it by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from communique.actors import Evidence
from communique.claims import Claim

#: An actor's key and a name it goes by, several times.
Names = tuple[tuple[str, str], ...]

#: A key that sorts claims as the store does.
Order = tuple[Any, ...]

#: Parts an actor has in a claim: its place only, one who acts or is acted on, the one who speaks.
PLACE, ACTS, SPEAKS = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Called:
    """What one report's claim `atom` calls an actor; `by`: whose law or words call it so."""

    key: str
    atom: str
    text: str
    by: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Viewed:
    """A merged claim with what the view finds it by. `told_…` are ISO days, all other days ordinals.

    `independent` counts newsrooms, copies once; `fullness` ranks claims that as many tell.
    """

    claim: Claim
    first_day: int | None
    last_day: int | None
    told_first: str
    told_last: str
    newsrooms: tuple[str, ...]
    independent: int
    fullness: int
    parties: Names
    words: str
    block: str  # the same for claims that bear on one another
    ties: frozenset[int]  # keys by which a report's claims find those they may bear on
    parts: Mapping[str, int] = field(default_factory=dict)  # `PLACE`, `ACTS` or `SPEAKS`, by actor
    ended: int | None = None  # the last day on which what lasts still did
    published: int | None = None  # the day of its first report that is dated
    known: tuple[str, str] = ("", "")  # ISO days: from which the first and the last of its reports are known
    rivals: frozenset[int] = frozenset()  # keys that claims share which may contradict each other
    labels: tuple[Called, ...] = ()

    def order(self, *, by_day: bool = False) -> Order:
        """Sorts as the store does: those first that most newsrooms tell, or `by_day`."""
        return order(self.independent, self.fullness, self.told_last, self.first_day, self.claim.id, by_day=by_day)


@dataclass(frozen=True, slots=True)
class Then:
    """What of the view held on a day: claims known by `known`, without those `without`, by number."""

    known: date
    without: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Sketch:
    """Of a claim what a choice among many needs; `keys` are of those who act in it, days are ordinals."""

    id: str
    kind: str
    order: Order
    published: int | None
    first_day: int | None
    last_day: int | None
    keys: tuple[str, ...]


def order(
    newsrooms: int, fullness: int, told_last: str, first_day: int | None, ident: str, *, by_day: bool = False
) -> Order:
    """A key that sorts as the store does: those first that most newsrooms tell, or `by_day`, the undated last."""
    if by_day:
        return first_day is None, first_day or 0, ident
    return -newsrooms, -fullness, -date.fromisoformat(told_last).toordinal(), -(first_day or 0), ident
