"""Who tells a claim, and how many of them in their own words: a copy is no second source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

from communique.actors import Evidence
from communique.claims import Claim, Statement
from communique.document import Report
from communique.record.combining import Components
from communique.record.copying import one_copies
from communique.record.wording import fold, wording

#: Words in a row that two newsrooms do not write by chance.
COPIED = 12

#: Places told by one newsroom that are looked at for copies.
LOOKED_AT = 3

Reports = Mapping[str, Report]


class Shelf(Mapping[str, Report]):
    """Reports by name without their texts, which are taken down one by one when asked for.

    `counted` gives the independent newsrooms of a claim where somebody counted them before.
    """

    def __init__(
        self, reports: Mapping[str, Report], text: Callable[[str], str],
        counted: Callable[[Claim], int | None] | None = None,
    ) -> None:
        self._reports = reports
        self._text = text
        self._taken: dict[str, str] = {}
        self.counted = counted or (lambda _: None)

    def __getitem__(self, name: str) -> Report:
        return self._reports[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._reports)

    def __len__(self) -> int:
        return len(self._reports)

    def text(self, name: str) -> str:
        """A report's text, "" for one that is not here."""
        if name not in self._taken:
            self._taken[name] = self._text(name) if name in self._reports else ""
        return self._taken[name]


def newsroom(name: str, reports: Reports) -> str:
    """Who tells the report of this name: its source, else the report itself."""
    report = reports.get(name)
    return (report.source if report else None) or name


def newsrooms(claim: Claim, reports: Reports) -> tuple[str, ...]:
    """Everyone who tells a claim, by name."""
    return tuple(sorted({newsroom(evidence.report, reports) for evidence in claim.evidence}))


def independent(claim: Claim, reports: Reports) -> int:
    """How many newsrooms a claim comes from: a paper that quotes an agency counts as the agency, a copy not at all.

    A copy tells the claim in another newsroom's own words: its report, or the passage around the claim, shares most
    of them; where the texts are not at hand, its quotation holds `COPIED` or more in a row.
    """
    if isinstance(reports, Shelf) and (counted := reports.counted(claim)) is not None:
        return counted
    told: dict[str, list[Evidence]] = {}
    for evidence in claim.evidence:
        told.setdefault(fold(_origin(evidence, reports)), []).append(evidence)
    if len(told) < 2:
        return len(told)
    places = [own[:LOOKED_AT] for own in told.values()]
    together = Components(len(places))
    for one, other in combinations(range(len(places)), 2):
        if any(_copies(claim, a, b, reports) for a in places[one] for b in places[other]):
            together.join(one, other)
    return len({together.of(number) for number in range(len(places))})


def _copies(claim: Claim, one: Evidence, other: Evidence, reports: Reports) -> bool:
    if one.report == other.report:
        return False
    here, there = _text(one.report, reports), _text(other.report, reports)
    if here and there and one_copies(here, (one.start, one.end), there, (other.start, other.end)):
        return True
    if isinstance(claim, Statement) or one.speaker or other.speaker:
        return False
    short, long = sorted((wording(one.quote), wording(other.quote)), key=lambda told: told.length)
    return short.length >= COPIED and short.sequence in long.sequence


def _text(name: str, reports: Reports) -> str:
    if isinstance(reports, Shelf):
        return reports.text(name)
    report = reports.get(name)
    return report.text if report else ""


def _origin(evidence: Evidence, reports: Reports) -> str:
    """The agency nearest to the speaker, else the newsroom."""
    for relay in reversed(evidence.chain):
        if (relay.id or "").startswith("medium/") or relay.sector == "JRN":
            return relay.name
    return newsroom(evidence.report, reports)
