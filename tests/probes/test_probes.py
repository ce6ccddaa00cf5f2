"""What must not change a reading: other names, the passive, another order, a dateline or an attribution around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.probes import Case, case, cases, events, holds, rows
from communique.analysis.frames import arbitrate, read_lexical_frames
from communique.analysis.lexicon import load
from communique.document import Frame, Report
from communique.knowledge import Knowledge
from communique.pipeline import Pipeline

ROWS = rows()
CASES = [probe for row in ROWS for probe in cases(row)]
#: Share of a probe's texts that must hold; benchmarks/floors.toml holds the whole. Only ever goes up.
FLOORS = {"plain": 0.98, "names": 0.97, "passive": 0.94, "dateline": 0.97, "attribution": 0.95, "list": 0.93}
KNOWLEDGE = Knowledge.load()
PIPELINE = Pipeline()
#: Names that are people's or other places' too, and so may be read otherwise.
AMBIGUOUS = frozenset({"Chad", "Georgia", "Israel", "Jordan"})


def _states() -> Iterator[str]:
    """The short names of one word of the United Nations' members that mean nobody else."""
    for membership in KNOWLEDGE.members("org/un"):
        state = KNOWLEDGE.entity(membership.member)
        if state and state.name.isalpha() and state.name not in AMBIGUOUS and len(KNOWLEDGE.named(state.name)) == 1:
            yield state.name


STATES = sorted(set(_states()))
pairs = st.tuples(st.sampled_from(STATES), st.sampled_from(STATES)).filter(lambda pair: pair[0] != pair[1])
#: Sentences whose reading must hold for every two states.
ALWAYS = [row for row in ROWS if row["active"] in {
    "{A} attacked {B}.", "{A} invaded {B}.", "{A} imposed sanctions on {B}.", "{A} accused {B} of arming the rebels.",
    "{A} urged {B} to open the border.", "{A} sent food to {B}.", "{A} praised {B} for its restraint.",
    "{A} withdrew its troops from {B}.", "{A} rejected a proposal by {B}.",
}]  # fmt: skip


def test_there_are_sixty_sentences_over_all_types() -> None:
    assert len({row["active"] for row in ROWS}) == len(ROWS) >= 60
    assert len({row["type"] for row in ROWS}) == 16


def test_sentences_that_always_hold_are_found() -> None:
    assert len(ALWAYS) == 9
    assert len(STATES) > 100


@pytest.mark.parametrize("probe", sorted(FLOORS))
def test_readings_survive(probe: str, pipeline: Pipeline) -> None:
    chosen = [one for one in CASES if one.probe == probe]
    failed = [one.text for one in chosen if not holds(one, pipeline)]
    assert len(failed) <= (1 - FLOORS[probe]) * len(chosen), "\n".join(failed)


def test_the_lexicon_reads_a_clause_before_or_behind_another(pipeline: Pipeline) -> None:
    """By the lexicon alone: an act told beside the main one is read, whichever comes first."""
    chosen = [one for one in CASES if one.probe.startswith("clause")]
    failed = [one.text for one in chosen if one.type not in {f.attributes.get("type") for f in _frames(one, pipeline)}]
    assert len(failed) <= 0.03 * len(chosen), "\n".join(failed)


def _frames(one: Case, pipeline: Pipeline) -> list[Frame]:
    return arbitrate(read_lexical_frames(pipeline.analyse(Report("probe", one.text)), load()))


@given(st.sampled_from(ALWAYS), pairs)
@settings(max_examples=60, deadline=None)
def test_any_two_states_may_stand_in_a_sentence(row: dict[str, str], pair: tuple[str, str]) -> None:
    frames = _frames(case("any", row, row["active"], *pair), PIPELINE)
    found = [f for f in frames if f.attributes.get("type") == row["type"]]
    sides = [({a.name for a in f.actors("agent")}, {a.name for a in f.actors("recipient")}) for f in found]
    assert ({pair[0]}, {pair[1]}) in sides


@given(st.sampled_from(ALWAYS), pairs)
@settings(max_examples=40, deadline=None)
def test_swapping_two_states_swaps_the_sides_and_nothing_else(row: dict[str, str], pair: tuple[str, str]) -> None:
    one, other = (_main(case("any", row, row["active"], a, b)) for a, b in (pair, pair[::-1]))
    assert [one[key] for key in ("type", "mode", "status")] == [other[key] for key in ("type", "mode", "status")]
    assert (_codes(one["actors"]), _codes(one["recipients"])) == (_codes(other["recipients"]), _codes(other["actors"]))


def _main(one: Case) -> dict[str, object]:
    return next(event for event in events(one.text, PIPELINE) if event["type"] == one.type)


def _codes(actors: object) -> Counter[str]:
    assert isinstance(actors, list)
    return Counter(actor["code"] for actor in actors)
