"""When and where an act happened: by its own clause, not by one beside it."""

from __future__ import annotations

from datetime import date

import pytest

from communique.document import Frame, Report
from communique.pipeline import Pipeline

DAY = date(2023, 6, 15)  # a Thursday


def acts(text: str, pipeline: Pipeline) -> dict[str, Frame]:
    """The event frames of a report of DAY, by their triggers."""
    document = pipeline.analyse(Report("report", text, published=DAY))
    return {document.words.text[f.trigger]: f for f in document.frames if f.attributes.get("type")}


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("Togo closed its border with Benin on Monday.", "closed", "2023-06-12"),
        ("On Monday Togo closed the border and expelled the ambassador of Benin.", "expelled", "2023-06-12"),
        ("Officials said on Monday that Togo had expelled two envoys of Benin.", "expelled", None),
        ("The council approved the 2019 budget of the African Union.", "approved", None),
        ("Togo expelled two envoys of Benin after the talks failed on Monday.", "expelled", None),
        ("Togo praised Benin, which had opened its ports in 2020.", "praised", None),
    ],
)
def test_an_act_has_the_time_of_its_own_clause(text: str, trigger: str, day: str | None, pipeline: Pipeline) -> None:
    when = acts(text, pipeline)[trigger].when
    assert (when.edtf if when else None) == day


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Rebels killed two guards in Sudan.", "killed", "Sudan"),
        ("Rebels attacked a convoy of aid trucks in Sudan.", "attacked", "Sudan"),
        ("The army of Chad arrested three smugglers in the town of Abéché.", "arrested", "Abéché"),
        ("Ghana condemned the attack on a market in Sudan.", "condemned", None),
    ],
)
def test_a_deed_has_the_place_of_whom_it_is_done_to(
    text: str, trigger: str, place: str | None, pipeline: Pipeline
) -> None:
    where = acts(text, pipeline)[trigger].where
    assert (where.name if where else None) == place
