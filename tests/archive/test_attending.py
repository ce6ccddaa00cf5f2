"""Two reports of one summit, read whole: one lists somebody among those present, the other says they stayed away."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from communique.archive import Record
from communique.document import Report

if TYPE_CHECKING:
    from communique.pipeline import Pipeline

DAY = date(2022, 5, 17)
AWAY = "Kenyan President Uhuru Kenyatta did not attend the African Union summit in Accra on 16 May 2022."
PRESENT = "Kenyan President Uhuru Kenyatta attended the African Union summit in Accra on 16 May 2022."


def test_who_is_told_to_have_stayed_away_stands_against_the_report_that_lists_them(
    tmp_path: Path, pipeline: Pipeline
) -> None:
    with Record.open(tmp_path / "a.db", pipeline=pipeline) as record:
        record.add(Report("away.txt", AWAY, DAY, "Coast Wire"), Report("there.txt", PRESENT, DAY, "Lake Post"))
        found = [conflict for conflict in record.conflicts() if conflict.over == "participants"]
        assert [set(conflict.told) for conflict in found] == [{"with Uhuru Kenyatta", "without Uhuru Kenyatta"}]
        (compared,) = record.compare("Coast Wire", "Lake Post").conflicts
        assert compared.over == "participants"
        assert record.why(compared.one.claim.id).conflicts
