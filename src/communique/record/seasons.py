"""When a report without a date was written, as far as the days it tells of show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from statistics import median_low

from communique.claims import Claim
from communique.record.days import ANY_YEAR, Days, days
from communique.record.identity import AROUND

#: The longest time that counts as a day told of, and the fewest places that must tell of about one day.
LONGEST, FEWEST = 10, 2

#: Kinds of claims that tell of the news, not of what has long been so.
NEWS = frozenset({"meeting", "event", "statement"})


def seasons(atoms: Iterable[Claim], published: Mapping[str, date]) -> dict[str, Days]:
    """The days about which each report without a date must have been written; of no known year where it names none.

    A report that speaks of 14, 16 and 17 September was written about then, in whichever year.
    """
    told: dict[tuple[str, bool], set[tuple[int, int]]] = defaultdict(set)
    for atom in atoms:
        span = days(atom.when) if atom.kind in NEWS else None
        if span and 0 <= span.last - span.first <= LONGEST:
            for evidence in atom.evidence:
                if evidence.report not in published:
                    told[evidence.report, span.dated].add((span.first, evidence.start))
    found: dict[str, Days] = {}
    for (report, dated), places in sorted(told.items()):
        firsts = [first for first, _ in sorted(places)]
        middle = median_low(firsts)
        near = sum(abs(first - middle) <= AROUND for first in firsts)
        if near >= FEWEST and near * 2 > len(firsts) and (dated or _within_a_year(middle)):
            found.setdefault(report, Days(middle - AROUND, middle + AROUND, dated))
    return found


def _within_a_year(middle: int) -> bool:
    """Whether the season lies in one year: days of no known year do not run on into the next."""
    return {date.fromordinal(day).year for day in (middle - AROUND, middle + AROUND)} == {ANY_YEAR}
