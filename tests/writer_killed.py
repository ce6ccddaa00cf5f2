"""A process that adds reports to a record through the real archive and store, made ready once to be killed often.

The claims are prepared instead of read: what is tried is how they are kept, not the model.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

from communique.archive import Record
from communique.claims import Claim
from communique.document import Report
from tests.claims_by_hand import statement

if TYPE_CHECKING:
    from communique.pipeline import Pipeline

#: Claims of one report.
CLAIMS = 20
SPEAKERS = ("Wanjiru", "Ochieng", "Mensah", "Traore")


class Prepared:
    """Stands for the pipeline: every third report tells of other matters than the one before."""

    def atoms(self, report: Report) -> list[Claim]:
        number = int(report.name.removesuffix(".txt"))
        return [
            statement(
                report.name, SPEAKERS[at % len(SPEAKERS)],
                f"province {1000 + number // 3} will gather {100 + at} thousand tonnes of sorghum", at=200 * at,
            )
            for at in range(CLAIMS)
        ]


def reports(count: int) -> list[Report]:
    """The first so many reports, each of some pages."""
    return [
        Report(f"{number}.txt", f"Report {number} on the harvest of the year. " * 100,
               date(2022, 1, 1) + timedelta(number), f"Newsroom {number % 3}")
        for number in range(count)
    ]


def opened(path: Path) -> Record:
    return Record.open(path, pipeline=cast("Pipeline", Prepared()))


def add(path: Path, count: int) -> None:
    """Adds the first so many reports, of which the record may hold some, and brings the view up to date."""
    with opened(path) as record:
        record.add(*reports(count))
        record.refresh()
