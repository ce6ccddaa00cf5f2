"""What decides whether two claims are the same: the traits of claims, and the interface each kind fills."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from communique.claims import Claim
from communique.record.days import Days, nearest_year
from communique.record.index import Index, Place
from communique.record.wording import Stems, weighed, wording

#: How two claims may stand to each other. LIKE, as any likeness above 0: the same. UNRELATED: nothing says so, but a
#: third may join them. MAYBE: they may be the same, yet nothing of their own says so: the vaguer names the sharper as
#: refining it. UNLIKE: two things, though a fuller telling may hold both. APART: never.
LIKE, UNRELATED, MAYBE, UNLIKE, APART = 1.0, 0.0, -0.25, -0.5, -1.0

#: Days before and after its publication in which a report's undated happenings are taken to lie.
AROUND = 21


class Node:
    """Claims that identity cannot tell from one another: they share `trait`, and with it every decision.

    `days` is when it happened: as told, else the `window` that publication implies. `stems` are the words of the
    evidence.
    """

    __slots__ = ("_id", "_stems", "claims", "days", "reports", "trait", "window")

    def __init__(self, trait: Any, window: Days | None) -> None:
        self.trait = trait
        self.window = window
        self.days: Days | None = window or trait.days
        self.claims: list[Claim] = []
        self.reports: set[str] = set()
        self._stems: Stems | None = None
        self._id = ""

    def take(self, claim: Claim) -> None:
        """One more claim of this trait."""
        self.claims.append(claim)
        for evidence in claim.evidence:
            self.reports.add(evidence.report)

    @property
    def id(self) -> str:
        """The least of its claims' ids; to be asked once all are taken."""
        if not self._id:
            self._id = min([claim.id for claim in self.claims])
        return self._id

    @property
    def stems(self) -> Stems:
        if self._stems is None:
            quotes = {evidence.quote for claim in self.claims for evidence in claim.evidence}
            told = [wording(quote).stems for quote in quotes]
            self._stems = told[0] if len(told) == 1 else weighed(frozenset().union(*(stems.all for stems in told)))
        return self._stems


def key(*parts: str) -> str:
    """One key of several parts: a string, as a record's worth of tuples would keep the garbage collector busy."""
    return "\x1f".join(parts)


class Kind(Protocol):
    """What a module in `record/same/` provides for its kind of claim.

    Claims of one trait are one. Two nodes are compared where a probe of the one of less `weight` is a key of the
    other. Probes may be chosen by what the index holds, if every pair that is alike is found whichever are chosen:
    then a record combined in part is that part of the record. `relate` is symmetric and gives the likeness, or
    MAYBE, UNRELATED, UNLIKE or APART; of a likeness it only matters that there is one. `sharpness` puts the claim
    that says more first. `pool` gives the fields of a merged claim, from its parts, the sharpest first. `WINDOWED`:
    whether the day of publication tells when an undated one was; `span`: the days by which it is filed, in periods
    of `PERIOD` days.
    """

    PERIOD: int
    WINDOWED: bool

    def trait(self, claim: Any, /) -> Any: ...
    def keys(self, node: Node, index: Index, /) -> Iterable[Place]: ...
    def probes(self, node: Node, index: Index, /) -> Iterable[Place]: ...
    def span(self, node: Node, /) -> Days | None: ...
    def weight(self, node: Node, /) -> int: ...
    def sharpness(self, node: Node, /) -> int: ...
    def relate(self, one: Node, other: Node, /) -> float: ...
    def pool(self, claims: Any, /) -> dict[str, Any]: ...


def window(claim: Claim, told: Days | None, published: Mapping[str, date]) -> Days | None:
    """The days implied by the first publication of a claim without a full date; None where no report is dated.

    `told` are the claim's own days: one without a year gets the year nearest to publication.
    """
    if not published or (told and told.dated):
        return None
    known = [published[e.report].toordinal() for e in claim.evidence if e.report in published]
    if not known:
        return None
    return nearest_year(told, min(known)) if told else Days(min(known) - AROUND, min(known) + AROUND)


def precision(days: Days | None) -> int:
    """Sharper dates first: 20 for one day, less the wider, 0 for none."""
    return max(1, 21 - days.width.bit_length()) if days else 0
