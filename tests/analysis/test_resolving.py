from __future__ import annotations

from datetime import date

import pytest

from communique.analysis.resolving import resolve_phrase
from communique.pipeline import Pipeline


@pytest.mark.parametrize(
    ("text", "code", "sector"),
    [
        ("Kenyan police", "KEN", "COP"),
        ("rebels in eastern Chad", "TCD", "REB"),
        ("the army of Bangladesh", "BGD", "MIL"),
        ("a Danish former minister", "DNK", "ELI"),
        ("Somali refugees", "SOM", "REF"),
        ("Zambia's Supreme Court", "ZMB", "JUD"),
        ("Peruvians", "PER", "CVL"),
        ("ethnic Somalis in Kenya", "KEN", "CVL"),
        ("Zambian Foreign Minister Chanda Mulengo", "ZMB", "GOV"),
        ("government of Bolivia", "BOL", "GOV"),
    ],
)
def test_code_and_sector_come_from_country_and_role(pipeline: Pipeline, text: str, code: str, sector: str) -> None:
    actor = resolve_phrase(text, pipeline.knowledge)
    assert actor is not None
    assert (actor.code, actor.sector) == (code, sector)


def test_a_capital_alone_is_its_government(pipeline: Pipeline) -> None:
    actor = resolve_phrase("Nairobi", pipeline.knowledge)
    assert actor is not None
    assert (actor.id, actor.sector) == ("state/ke", "GOV")


def test_a_post_is_its_holder_on_the_day(pipeline: Pipeline) -> None:
    actor = resolve_phrase("the Russian president", pipeline.knowledge, on=date(2022, 5, 10))
    assert actor is not None
    assert actor.id == "person/vladimir-putin"


def test_the_context_gives_the_country_of_the_police(pipeline: Pipeline) -> None:
    actor = resolve_phrase("the police", pipeline.knowledge, context="In Ghana the police dispersed a crowd.")
    assert actor is not None
    assert actor.code == "GHA"


def test_no_words_mean_nobody(pipeline: Pipeline) -> None:
    assert resolve_phrase("", pipeline.knowledge) is None
