from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.stories import Place, across, b_cubed, found, stories
from communique.claims import Claim
from communique.record import combine

if TYPE_CHECKING:
    from communique.pipeline import Pipeline

#: B³ below which merging must not fall.
FLOORS = {"meeting": 0.95, "statement": 0.90, "commitment": 0.90, "position": 0.90}


@pytest.fixture(scope="module")
def told(pipeline: Pipeline) -> tuple[list[Place], tuple[Claim, ...]]:
    """The gold of all stories, and the one record of all their reports."""
    given = list(stories())
    reports = [report for _, own, _ in given for report in own]
    published = {report.name: report.published for report in reports if report.published}
    atoms = (claim for report in reports for claim in pipeline.atoms(report))
    return [place for _, _, own in given for place in own], combine(atoms, published=published)


@pytest.mark.parametrize("kind", sorted(FLOORS))
def test_what_several_reports_tell_is_merged_as_a_reader_would(
    told: tuple[list[Place], tuple[Claim, ...]], kind: str
) -> None:
    places, claims = told
    met = [(place, claim.id) for place in places if place.kind == kind and (claim := found(place, claims))]
    assert len(met) >= len([place for place in places if place.kind == kind]) / 2
    assert b_cubed([((place.story, place.thing), ident) for place, ident in met]) >= FLOORS[kind]


def test_nothing_is_merged_across_stories(told: tuple[list[Place], tuple[Claim, ...]]) -> None:
    assert across(told[1]) == []


def test_b_cubed_is_that_of_the_textbook() -> None:
    assert b_cubed([("a", 1), ("a", 1), ("b", 2)]) == 1.0
    # one thing in two parts: each item of the pair keeps its precision and half its recall
    assert b_cubed([("a", 1), ("a", 2)]) == pytest.approx(2 * 0.5 / 1.5)
