"""What two reports contradict each other over, and what only looks like it."""

from __future__ import annotations

from datetime import date

import pytest

from communique.claims import Claim, Meeting, Participant
from communique.dates import When
from communique.record import OVER, combine, conflicts, differences
from tests.claims_by_hand import (
    ACTORS,
    actor,
    commitment,
    event,
    meeting,
    position,
    statement,
    tenure,
)

PUBLISHED = {
    "coast.txt": date(2022, 5, 16), "lake.txt": date(2022, 5, 17), "later.txt": date(2022, 9, 1),
    "echo.txt": date(2022, 5, 18),
}
DUTY = "the dam belongs to everyone who drinks of the river"


def over(*claims: Claim) -> list[str]:
    """What the claims, combined as reports give them, differ over."""
    merged = combine(claims, published=PUBLISHED)
    return [what for what, _, _ in conflicts(merged, published=PUBLISHED)]


# numbers


def test_two_sums_of_one_promise_are_a_conflict() -> None:
    one, other = (
        commitment(report, "Norway", f"to lend {sum} million dollars for the dam at the border")
        for report, sum in (("coast.txt", 40), ("lake.txt", 60))
    )
    assert over(one, other) == ["number"]


def test_two_counts_of_one_statement_are_a_conflict() -> None:
    one, other = (
        statement(report, "Wanjiru", f"the flood on the river killed {dead} people in the valley")
        for report, dead in (("coast.txt", 12), ("lake.txt", 30))
    )
    assert over(one, other) == ["number"]


@pytest.mark.parametrize("other", [
    commitment("lake.txt", "Norway", "to lend at least 30 million dollars for the dam at the border"),
    # months later it is another promise
    commitment("later.txt", "Norway", "to lend 60 million dollars for the dam at the border"),
    commitment("lake.txt", "Ghana", "to lend 60 million dollars for the dam at the border"),
    commitment("lake.txt", "Norway", "to lend 60 million dollars to farmers on the southern coast"),
    # one report tells both
    commitment("coast.txt", "Norway", "to lend 60 million dollars for the dam at the border", at=400),
])
def test_other_promises_and_open_bounds_are_no_conflict_of_numbers(other: Claim) -> None:
    assert over(commitment("coast.txt", "Norway", "to lend 40 million dollars for the dam at the border"), other) == []


def test_two_deadlines_of_one_promise_are_a_conflict() -> None:
    one = commitment("coast.txt", "Norway", "to send engineers to the flooded valley", deadline=When("2022-06"))
    other = commitment("lake.txt", "Norway", "to send engineers to the flooded valley", deadline=When("2022-08"))
    assert over(one, other) == ["deadline"]
    within = commitment("lake.txt", "Norway", "to send engineers to the flooded valley", deadline=When("2022-06-20"))
    assert over(one, within) == []
    assert over(one, commitment("lake.txt", "Norway", "to send engineers to the flooded valley")) == []


# attributions


def test_one_saying_in_two_mouths_is_a_conflict() -> None:
    pair = statement("coast.txt", "Wanjiru", DUTY, mode="direct"), statement("lake.txt", "Mensah", DUTY, mode="direct")
    assert over(*pair) == ["speaker"]


@pytest.mark.parametrize("other", [
    # a state and its minister speak with one voice
    statement("lake.txt", "Kenya", DUTY, mode="direct"),
    # passed on, not said
    statement("lake.txt", "Mensah", DUTY, mode="direct", chain=["Wanjiru"]),
    # said by both, as one report tells
    statement("coast.txt", "Mensah", DUTY, mode="direct", at=600),
    # months later somebody quotes it
    statement("later.txt", "Mensah", DUTY, mode="direct"),
    # a common phrase
    statement("lake.txt", "Mensah", "the dam belongs to everyone", mode="direct"),
    statement("lake.txt", "Mensah", "the dam never belonged to anyone who drinks of the lake", mode="direct"),
])
def test_relays_joint_sayings_and_phrases_are_no_conflict_of_speakers(other: Claim) -> None:
    told = statement("coast.txt", "Wanjiru", DUTY, mode="direct")
    if other.content.startswith("the dam belongs to everyone") and len(other.content) < 40:  # type: ignore[attr-defined]
        told = statement("coast.txt", "Wanjiru", "the dam belongs to everyone", mode="direct")
    assert over(told, other) == []


def test_an_attack_laid_at_two_doors_is_a_conflict() -> None:
    words = "{} shelled the bridge at Kisoro on the northern road"
    one = event("coast.txt", "ASSAULT", ["Mali"], [], words.format("Mali"), quad=4, when="2022-05-15")
    other = event("lake.txt", "ASSAULT", ["Sahel Front"], [], words.format("Sahel Front"), quad=4, when="2022-05-15")
    assert over(one, other) == ["doer"]


@pytest.mark.parametrize("other", [
    # weeks later it is another attack
    event("later.txt", "ASSAULT", ["Sahel Front"], [], "Sahel Front shelled the bridge at Kisoro on the northern road",
          quad=4, when="2022-08-30"),
    # another victim
    event("lake.txt", "ASSAULT", ["Sahel Front"], ["Ghana"], "Sahel Front shelled a market near the southern port",
          quad=4, when="2022-05-15"),
    # several may sanction one state on a day
    event("lake.txt", "SANCTION", ["Ghana"], [], "Ghana shelled the bridge at Kisoro on the northern road", quad=4,
          when="2022-05-15"),
])
def test_other_attacks_and_joint_measures_are_no_conflict_of_doers(other: Claim) -> None:
    one = event("coast.txt", "ASSAULT", ["Mali"], ["Kenya"], "Mali shelled the bridge at Kisoro on the northern road",
                quad=4, when="2022-05-15")
    assert over(one, other) == []


def test_blame_laid_on_two_is_a_conflict() -> None:
    one = position("coast.txt", "Kenya", "blames", "the shelling of the northern bridge", "Mali")
    assert over(one, position("lake.txt", "Mali", "blames", "the shelling of the bridge", "Kenya")) == ["blame"]


@pytest.mark.parametrize("other", [
    position("lake.txt", "Ghana", "blames", "the shelling of the northern bridge", "Mali"),
    position("lake.txt", "Mali", "blames", "the closing of the southern port", "Kenya"),
    # one side blames several, in one report
    position("coast.txt", "Kenya", "blames", "the shelling of the northern bridge", "Ghana"),
])
def test_shared_blame_and_other_matters_are_no_conflict(other: Claim) -> None:
    assert over(position("coast.txt", "Kenya", "blames", "the shelling of the northern bridge", "Mali"), other) == []


# stances


def test_one_side_for_and_against_in_one_week_is_a_conflict() -> None:
    one = position("coast.txt", "Kenya", "supports", "the river pact", None)
    assert over(one, position("lake.txt", "Wanjiru", "opposes", "the river pact", None)) == ["stance"]


@pytest.mark.parametrize("other", [
    # a changed mind
    position("later.txt", "Kenya", "opposes", "the river pact", None),
    position("lake.txt", "Ghana", "opposes", "the river pact", None),
    position("lake.txt", "Kenya", "opposes", "the border levy", None),
])
def test_a_changed_mind_and_another_issue_are_no_conflict(other: Claim) -> None:
    assert over(position("coast.txt", "Kenya", "supports", "the river pact", None), other) == []


# meetings and posts


def test_a_meeting_of_two_in_two_cities_is_a_conflict() -> None:
    one = meeting("coast.txt", "Wanjiru met Mensah", "Wanjiru", "Mensah", where="Accra", when="2022-05-16")
    other = meeting("lake.txt", "Mensah met Wanjiru", "Wanjiru", "Mensah", where="Nairobi", when="2022-05-16")
    assert over(one, other) == ["place"]
    assert over(one, other.with_(when=When("2022-05-17"))) == []
    assert over(one, other.with_(format="video")) == []


def test_heads_of_two_bodies_are_no_two_holders_of_one_post() -> None:
    one = tenure("coast.txt", "Wanjiru", "head", "Kenya")
    other = tenure("lake.txt", "Ochieng", "head", "Kenya")
    words = "head of the Ministry of Finance Wanjiru", "head of the interim government Ochieng"
    told = [
        claim.with_(evidence=(claim.evidence[0].__class__(claim.evidence[0].report, 0, len(quote), quote),))
        for claim, quote in zip((one, other), words, strict=True)
    ]
    assert over(*told) == []
    assert over(one, other) == ["holder"]


def test_what_conflicts_are_over_is_named() -> None:
    from communique.cli.differing import OVER as HEADINGS

    assert set(OVER) | {"knowledge"} == set(HEADINGS)
    assert "Kenya" in ACTORS


# within one merged claim


def parts(*atoms: Claim, texts: dict[str, str] | None = None) -> list[tuple[str, tuple[str, str]]]:
    """What reports of one claim differ over, and what each says."""
    (merged,) = combine(atoms, published=PUBLISHED)
    given = texts or {}
    return [(found.over, found.told) for found in differences(merged, atoms, lambda name: given.get(name, ""))]


def attended(report: str, **via: str) -> Meeting:
    people = []
    for name in ("Wanjiru", "Mensah"):
        known = actor(name)
        assert known
        people.append(Participant(known, via=via.get(name)))  # type: ignore[arg-type]
    told = meeting(report, f"the council met, {report}", body=["Executive Council"], when="2022-05-16")
    return told.with_(participants=tuple(people))


def test_taking_part_by_video_and_in_person_differs() -> None:
    assert parts(attended("coast.txt", Wanjiru="video"), attended("lake.txt", Wanjiru="person")) == [
        ("form", ("Wanjiru by video", "Wanjiru in person"))
    ]
    assert parts(attended("coast.txt", Wanjiru="video"), attended("lake.txt", Mensah="person")) == []
    assert parts(attended("coast.txt", Wanjiru="video"), attended("lake.txt", Wanjiru="video")) == []


def sat(report: str, *people: str, **fields: object) -> Meeting:
    told = meeting(report, f"the council met, {report}", *people, body=["Executive Council"], when="2022-05-16")
    return told.with_(**fields)


def test_two_delegates_of_one_state_differ() -> None:
    told = parts(sat("coast.txt", "Wanjiru", "Mensah"), sat("lake.txt", "Ochieng", "Mensah"))
    assert told == [("participants", ("Wanjiru", "Ochieng"))]
    # a fuller list, a state for its minister, and ministers of two councils are no contradiction
    assert parts(sat("coast.txt", "Wanjiru"), sat("lake.txt", "Wanjiru", "Ochieng")) == []
    assert parts(sat("coast.txt", "Wanjiru"), sat("lake.txt", "Kenya")) == []
    both = tuple(found for name in ("Executive Council", "Peace and Security Council") if (found := actor(name)))
    assert parts(sat("coast.txt", "Wanjiru", body=both), sat("lake.txt", "Ochieng", body=both)) == []


def test_two_chairs_differ_and_a_chair_and_a_host_do_not() -> None:
    def led(report: str, name: str, part: str) -> Meeting:
        known = actor(name)
        assert known
        return sat(report, participants=(Participant(known, part=part),))  # type: ignore[arg-type]

    assert parts(led("coast.txt", "Wanjiru", "chair"), led("lake.txt", "Mensah", "chair")) == [
        ("chair", ("Wanjiru", "Mensah"))
    ]
    assert parts(led("coast.txt", "Wanjiru", "chair"), led("lake.txt", "Mensah", "host")) == []
    assert parts(led("coast.txt", "Wanjiru", "chair"), led("lake.txt", "Kenya", "chair")) == []


def test_the_dead_of_one_attack_are_counted_otherwise_in_the_sentences_around_it() -> None:
    words = "Sahel Front attacked the convoy"
    atoms = [
        event(name, "ASSAULT", ["Sahel Front"], ["Mali"], words, quad=4, when="2022-05-15", at=0)
        for name in ("coast.txt", "lake.txt")
    ]

    def told(one: str, other: str) -> list[tuple[str, tuple[str, str]]]:
        return parts(*atoms, texts={"coast.txt": f"{words}{one}", "lake.txt": f"{words}{other}"})

    assert told(", killing 12 soldiers. It rained.", ", and 30 soldiers died. It rained.") == [
        ("number", ("12 soldiers killed", "30 soldiers killed"))
    ]
    assert told(", killing 12 soldiers. It rained.", ". On the coast 30 soldiers died.") == []
    assert told(", killing 12 soldiers.", ", wounding 30 soldiers.") == []
    assert told(", killing at least 12 soldiers.", ", killing 30 soldiers.") == []
