from __future__ import annotations

import random
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.claims import Claim, Commitment, Meeting, Position, Statement
from communique.dates import When
from communique.languages import contrast
from communique.record import Decisions, blocks, combine, conflicts, seasons
from communique.record.combining import _groups
from communique.record.days import Days, completed, days, overlap
from communique.record.whom import alike, who
from communique.record.wording import likeness, wording
from tests.claims_by_chance import claims
from tests.claims_by_hand import (
    actor,
    commitment,
    designation,
    event,
    meeting,
    membership,
    position,
    statement,
    tenure,
)

ON_THE_DAM = "the dam will be filled only once all three countries have signed"


def together(*claims: Claim, **options: Any) -> bool:
    """Whether all these are one."""
    return len(combine(claims, **options)) == 1


def groups(claims: list[Claim], **options: Any) -> set[frozenset[str]]:
    return {frozenset(claim.members) for claim in combine(claims, **options)}


# one report


def test_what_a_report_tells_twice_is_one_claim_with_two_citations() -> None:
    first, again = (statement("a.txt", "Wanjiru", f'"{ON_THE_DAM}"', mode="direct", at=at) for at in (10, 900))
    (claim,) = combine([first, again])
    assert [evidence.start for evidence in claim.evidence] == [10, 900]


def test_a_report_is_cited_with_at_most_800_characters_a_claim() -> None:
    told = [designation("a.txt", "Sahel Front", "armed group " * 30, at=at) for at in (0, 1000, 2000)]
    short = designation("a.txt", "Sahel Front", "armed group", at=4000)
    (claim,) = combine([*told, short])
    assert [evidence.start for evidence in claim.evidence] == [0, 1000, 2000, 4000]
    assert sum(evidence.end - evidence.start for evidence in claim.evidence) <= 800
    assert all(evidence.quote.endswith(("armed", "group")) for evidence in claim.evidence)
    assert all(len(evidence.quote) == evidence.end - evidence.start for evidence in claim.evidence)


# meetings


@pytest.fixture
def week() -> list[Claim]:
    """Three meetings of one week in one city."""
    return [
        meeting("a.txt", "the council sat", body=["Peace and Security Council"], where="Accra", when="2022-05-16"),
        meeting("a.txt", "ministers prepared it", body=["Executive Council"], where="Accra", when="2022-05-15"),
        meeting("b.txt", "a joint sitting", body=["African Union", "ECOWAS"], where="Accra", when="2022-05-17"),
        meeting("b.txt", "the ECOWAS summit", body=["ECOWAS"], where="Accra", when="2022-05-17"),
    ]


def test_meetings_of_one_week_in_one_city_stay_apart(week: list[Claim]) -> None:
    assert len(combine(week)) == len(week)


def test_a_vague_meeting_bridges_no_sharp_ones_and_names_them(week: list[Claim]) -> None:
    vague = meeting("c.txt", "leaders of the bloc gathered", body=["African Union"], where="Accra")
    found = {claim.id: claim for claim in combine([*week, vague])}
    assert set(found[vague.id].refined_by) == {week[0].id, week[1].id}


def test_a_vague_meeting_of_the_same_weeks_that_fits_one_pools_there() -> None:
    sharp = meeting("a.txt", "x", body=["Peace and Security Council"], where="Accra", when="2022-05-16")
    vague = meeting("b.txt", "y", "Mensah", body=["African Union"], where="Accra")
    (claim,) = combine([sharp, vague], published={"b.txt": date(2022, 5, 18)})
    assert isinstance(claim, Meeting)
    assert claim.body == sharp.body
    assert [part.actor.name for part in claim.participants] == ["Mensah"]


def test_an_undated_sitting_in_an_undated_report_needs_more_than_body_and_place() -> None:
    sharp = meeting("a.txt", "x", "Mensah", "Traore", body=["African Union"], where="Accra", when="2022-05-16")
    vague = meeting("b.txt", "y", body=["African Union"], where="Accra")
    found = {claim.id: claim for claim in combine([sharp, vague])}
    assert found[vague.id].refined_by == (sharp.id,)
    assert found[sharp.id].refined_by == ()
    assert together(sharp, meeting("b.txt", "y", "Mensah", "Traore", body=["African Union"]))
    years_later = {"b.txt": date(2025, 6, 1)}
    found = {claim.id: claim for claim in combine([sharp, vague], published=years_later)}
    assert found[vague.id].refined_by == ()


def test_a_report_that_speaks_of_days_in_may_was_written_about_then() -> None:
    sharp = meeting("a.txt", "x", body=["Peace and Security Council"], where="Accra", when="2022-05-16")
    vague = meeting("b.txt", "y", body=["African Union"], where="Accra")
    told = [meeting("b.txt", f"on {day}", "Wanjiru", "Traore", when=f"XXXX-05-{day}") for day in (14, 17)]
    assert {sharp.id, vague.id} in [set(claim.members) for claim in combine([sharp, vague, *told])]
    elsewhen = [claim.with_(when=When(f"XXXX-11-{day}")) for claim, day in zip(told, (14, 17), strict=True)]
    assert {sharp.id, vague.id} not in [set(claim.members) for claim in combine([sharp, vague, *elsewhen])]
    anywhere = vague.with_(where=None)
    assert {sharp.id, anywhere.id} not in [set(claim.members) for claim in combine([sharp, anywhere, *told])]


def test_a_day_without_its_year_is_of_the_year_of_its_report() -> None:
    dated = meeting("a.txt", "x", body=["African Union"], where="Accra", when="2019-05-16")
    yearless = meeting("b.txt", "y", body=["African Union"], where="Accra", when="XXXX-05-16")
    assert together(dated, yearless)
    assert not together(dated, yearless, published={"b.txt": date(2022, 6, 1)})


def test_a_vague_meeting_told_in_the_words_of_one_sharp_meeting_is_that_one(week: list[Claim]) -> None:
    sharp = meeting(
        "a.txt", "foreign ministers and chiefs of staff conferred", body=["Executive Council"], where="Accra"
    )
    vague = meeting("c.txt", "a conference of foreign ministers and chiefs of staff", body=["African Union"])
    found = combine([week[0], sharp, vague])
    assert {sharp.id, vague.id} in [set(claim.members) for claim in found]


def test_a_joint_meeting_is_not_that_of_one_of_the_two() -> None:
    joint = meeting("a.txt", "x", body=["African Union", "ECOWAS"], when="2022-05-17")
    assert not together(joint, meeting("b.txt", "y", body=["ECOWAS"], when="2022-05-17"))


def test_a_day_without_its_year_is_completed_by_another_report() -> None:
    (claim,) = combine([
        meeting("a.txt", "x", "Wanjiru", "Mensah", when="XXXX-05-17"),
        meeting("b.txt", "y", "Wanjiru", "Mensah", when="2022-05-16/2022-05-18"),
    ])
    assert claim.when
    assert claim.when.edtf == "2022-05-17"


def test_meetings_on_two_days_are_two() -> None:
    first, second = (meeting(f"{d}.txt", "x", "Wanjiru", "Mensah", when=f"2022-05-1{d}") for d in (6, 7))
    assert not together(first, second)


def test_a_call_is_not_a_meeting_of_the_same_two() -> None:
    called = meeting("a.txt", "x", "Wanjiru", "Mensah", format="phone", when="2022-05-16")
    assert not together(called, meeting("b.txt", "y", "Wanjiru", "Mensah", format="in-person", when="2022-05-16"))


def test_calls_with_two_partners_are_two() -> None:
    first = meeting("a.txt", "x", "Wanjiru", "Ghana", format="phone", when="2022-05-16")
    second = meeting("a.txt", "x", "Wanjiru", "Mali", format="phone", when="2022-05-16")
    assert not together(first, second)


def test_talks_of_two_are_not_the_talks_of_three_that_day() -> None:
    two = meeting("a.txt", "x", "Wanjiru", "Mensah", when="2022-05-16")
    assert not together(two, meeting("b.txt", "y", "Wanjiru", "Mensah", "Traore", when="2022-05-16"))
    assert together(two, meeting("b.txt", "y", "Wanjiru", "Mensah", "Ghana", when="2022-05-16"))


def test_the_leader_of_ghana_by_name_and_by_country_is_one_partner() -> None:
    first = meeting("a.txt", "x", "Wanjiru", "Ghana", when="2022-05-16")
    assert together(first, meeting("b.txt", "y", "Wanjiru", "Mensah", when="2022-05-16"))


def test_two_officials_of_a_state_meet_separately() -> None:
    first = meeting("a.txt", "x", "Wanjiru", "Mensah", when="2022-05-16")
    assert not together(first, meeting("b.txt", "y", "Ochieng", "Mensah", when="2022-05-16"))


def test_a_summit_attended_by_video_and_in_the_room_is_hybrid() -> None:
    (claim,) = combine([
        meeting("a.txt", "x", "Mensah", body=["ECOWAS"], when="2022-05-17", format="video"),
        meeting("b.txt", "y", "Traore", body=["ECOWAS"], when="2022-05-17", format="in-person"),
    ])
    assert isinstance(claim, Meeting)
    assert claim.format == "hybrid"


def test_undated_meetings_of_reports_years_apart_are_two() -> None:
    first, second = (meeting(name, "x", "Wanjiru", "Mensah") for name in ("a.txt", "b.txt"))
    assert together(first, second)
    assert not together(first, second, published={"a.txt": date(2019, 3, 1), "b.txt": date(2022, 5, 1)})


def test_a_meeting_planned_and_then_held_is_one_and_held() -> None:
    (claim,) = combine([
        meeting("a.txt", "x", "Wanjiru", "Mensah", when="2022-05-16", status="planned"),
        meeting("b.txt", "y", "Wanjiru", "Mensah", when="2022-05-16"),
    ])
    assert claim.status == "asserted"


def test_undated_talks_that_are_denied_stand_against_those_told_of() -> None:
    told, denied = (meeting(f"{s}.txt", "x", "Wanjiru", "Mensah", status=s) for s in ("asserted", "denied"))
    assert [over for over, _, _ in conflicts(combine([told, denied]))] == ["denied"]


def test_talks_that_somebody_proposes_are_not_talks_that_were_held() -> None:
    held = meeting("a.txt", "x", "Wanjiru", "Mensah")
    proposed = meeting("b.txt", "y", "Kenya", "Ghana", status="proposed")
    assert not together(held, proposed, published={"a.txt": date(2022, 5, 1), "b.txt": date(2022, 5, 9)})
    on_a_day = [claim.with_(when=When("2022-05-16")) for claim in (held, proposed)]
    assert together(*on_a_day)


def test_a_meeting_called_off_does_not_pool_with_the_plan() -> None:
    plan = meeting("a.txt", "x", "Wanjiru", "Mensah", when="2022-05-16", status="planned")
    off = meeting("b.txt", "y", "Wanjiru", "Mensah", when="2022-05-16", status="cancelled")
    assert not together(plan, off)
    assert [over for over, _, _ in conflicts(combine([plan, off]))] == ["cancelled"]


# statements


def test_a_quotation_cut_short_is_the_same_saying() -> None:
    whole = statement("a.txt", "Wanjiru", f'"We hold that {ON_THE_DAM}, and not before."', mode="direct")
    part = statement("b.txt", "Wanjiru", f'that "{ON_THE_DAM}"', mode="mixed")
    (claim,) = combine([whole, part])
    assert isinstance(claim, Statement)
    assert claim.content == whole.content
    assert claim.mode == "direct"


def test_a_paraphrase_of_an_undated_saying_is_not_taken_for_it() -> None:
    told = [
        statement("a.txt", "Wanjiru", "the joint commission on the river ought to resume its sessions"),
        statement("b.txt", "Wanjiru", "the joint commission on the river should resume sessions"),
    ]
    assert not together(*told)
    assert together(*told, published={"a.txt": date(2022, 5, 1), "b.txt": date(2022, 5, 2)})
    assert not together(*told, published={"a.txt": date(2022, 5, 1), "b.txt": date(2024, 5, 2)})


def test_two_sayings_of_one_speaker_are_two() -> None:
    first = statement("a.txt", "Wanjiru", "the river belongs to everyone who drinks of it")
    assert not together(first, statement("a.txt", "Wanjiru", "talks on the river resume in Nairobi next month"))


def test_two_speakers_of_one_sentence_are_two() -> None:
    first = statement("a.txt", "Wanjiru", ON_THE_DAM)
    assert not together(first, statement("b.txt", "Ochieng", ON_THE_DAM))


def test_a_saying_and_its_opposite_are_two() -> None:
    first = statement("a.txt", "Wanjiru", "the envoy of the Front was invited to the conference in Accra")
    second = statement("b.txt", "Wanjiru", "the envoy of the Front was not invited to the conference in Accra")
    assert not together(first, second)


def test_two_sums_are_two_sayings() -> None:
    first = statement("a.txt", "Mensah", "Ghana will send 300 soldiers to the mission")
    assert not together(first, statement("b.txt", "Mensah", "Ghana will send 500 soldiers to the mission"))


def test_a_short_saying_that_two_longer_ones_contain_joins_neither() -> None:
    one = statement("a.txt", "Mensah", "the border with our northern neighbour remains closed until the harvest is in")
    two = statement("a.txt", "Mensah", "traders know the border with our northern neighbour remains a lifeline for all")
    short = statement("b.txt", "Mensah", "the border with our northern neighbour remains")
    assert groups([one, two, short]) == {frozenset([claim.id]) for claim in (one, two, short)}


# positions, promises


def test_a_state_and_its_minister_hold_one_position() -> None:
    state = position("a.txt", "Kenya", "withholds", "recognition", "Sahel Front")
    minister = position("b.txt", "Wanjiru", "withholds", "full recognition", "Sahel Front")
    (claim,) = combine([state, minister])
    assert isinstance(claim, Position)
    assert claim.holder == actor("Kenya")


def test_a_position_on_an_issue_told_in_fewer_words_is_the_same_position() -> None:
    vague = position("a.txt", "Kenya", "opposes", "the border pact", None)
    sharp = position("b.txt", "Kenya", "opposes", "the border pact that Mali put forward in Accra", "Mali")
    (claim,) = combine([vague, sharp])
    assert isinstance(claim, Position)
    assert (claim.issue, claim.subject) == ("the border pact that Mali put forward in Accra", actor("Mali"))


@pytest.mark.parametrize("other", [
    position("b.txt", "Ghana", "opposes", "the border pact that Mali put forward", "Mali"),
    position("b.txt", "Kenya", "supports", "the border pact that Mali put forward", "Mali"),
    position("b.txt", "Kenya", "opposes", "the pact on the border that Mali put forward", "Mali"),
    position("b.txt", "Kenya", "opposes", "the border pact", "Mali"),
], ids=["another holder", "another stance", "other words", "a subject beside the issue"])
def test_a_position_on_somebody_is_not_that_on_an_issue_alone(other: Position) -> None:
    assert not together(position("a.txt", "Kenya", "opposes", "the border pact", None), other)


def test_a_position_in_few_words_that_two_fit_joins_neither() -> None:
    vague = position("a.txt", "Kenya", "opposes", "the border pact", None)
    mali = position("b.txt", "Kenya", "opposes", "the border pact that Mali put forward", "Mali")
    ghana = position("c.txt", "Kenya", "opposes", "the border pact that Ghana put forward", "Ghana")
    merged = combine([vague, mali, ghana])
    assert len(merged) == 3
    assert next(claim for claim in merged if claim.id == vague.id).refined_by == tuple(sorted((mali.id, ghana.id)))


def test_opposed_stances_stay_side_by_side() -> None:
    against = position("b.txt", "Kenya", "opposes", "recognition", "Sahel Front")
    assert not together(position("a.txt", "Kenya", "supports", "recognition", "Sahel Front"), against)


def test_nobodys_position_is_not_everybodys() -> None:
    nobody = position("b.txt", None, "withholds", "recognition", "Sahel Front")
    assert not together(position("a.txt", "Kenya", "withholds", "recognition", "Sahel Front"), nobody)


def test_a_promise_told_in_fewer_words_is_the_same_promise() -> None:
    (claim,) = combine([
        commitment("a.txt", "Norway", "to finance the resettlement of flooded villages over five years", to="Laos"),
        commitment("b.txt", "Norway", "to finance resettlement of villages"),
    ])
    assert isinstance(claim, Commitment)
    assert claim.to == actor("Laos")


def test_two_promises_of_one_sentence_are_two() -> None:
    assert not together(
        commitment("a.txt", "Norway", "to finance the resettlement of villages"),
        commitment("a.txt", "Norway", "to train customs officers at the border"),
    )


# standing


def test_an_observer_told_by_two_reports_is_one() -> None:
    assert together(
        membership("a.txt", "Timor-Leste", "ASEAN", "observer"), membership("b.txt", "Timor-Leste", "ASEAN", "observer")
    )


def test_an_observer_is_not_a_member() -> None:
    assert not together(
        membership("a.txt", "Timor-Leste", "ASEAN", "observer"), membership("b.txt", "Timor-Leste", "ASEAN", "member")
    )


def test_two_dates_of_joining_stay_side_by_side_as_a_conflict() -> None:
    told = [membership(f"{y}.txt", "Laos", "ASEAN", when=str(y)) for y in (1996, 1997)]
    assert [over for over, _, _ in conflicts(combine(told))] == ["date"]


def test_a_post_in_two_wordings_is_one() -> None:
    assert together(
        tenure("a.txt", "Wanjiru", "minister of foreign affairs", "Kenya"),
        tenure("b.txt", "Wanjiru", "Foreign Minister", "Kenya"),
    )


def test_a_former_post_is_not_a_present_one() -> None:
    assert not together(
        tenure("a.txt", "Wanjiru", "president", "Kenya"), tenure("b.txt", "Wanjiru", "president", "Kenya", "former")
    )


def test_spellings_of_an_unknown_envoy_meet_by_post_and_state() -> None:
    assert together(
        tenure("a.txt", "?Souleymane Kaboré", "special envoy", "Mali"),
        tenure("b.txt", "?Suleymane Kabore", "special envoy", "Mali"),
    )


def test_two_holders_of_one_post_are_a_conflict() -> None:
    told = [tenure(f"{who}.txt", who, "president", "Kenya") for who in ("Wanjiru", "Ochieng")]
    assert [over for over, _, _ in conflicts(combine(told))] == ["holder"]


def test_a_post_passed_on_between_reports_and_an_envoy_are_no_conflict() -> None:
    passed = [tenure(f"{who}.txt", who, "president", "Kenya") for who in ("Wanjiru", "Ochieng")]
    days = {"Wanjiru.txt": date(2012, 5, 1), "Ochieng.txt": date(2014, 5, 1)}
    assert not list(conflicts(combine(passed), published=days))
    envoy = tenure("b.txt", "Ochieng", "presidential envoy", "Kenya")
    assert not list(conflicts(combine([passed[0], envoy])))


def test_a_label_with_its_author_takes_in_the_label_without() -> None:
    assert together(
        designation("a.txt", "Sahel Front", "terrorist organisation banned in Mali", "Mali"),
        designation("b.txt", "Sahel Front", "terrorist organisation"),
    )


# events


def test_an_event_in_other_words_on_the_same_day_is_one() -> None:
    assert together(
        event("a.txt", "SANCTION", ["ECOWAS"], ["Mali"], "ECOWAS closed borders with Mali", when="2022-01-09"),
        event("b.txt", "SANCTION", ["ECOWAS"], ["Mali"], "the bloc shut its borders to Mali", when="2022-01-09"),
    )


def test_what_was_done_to_two_recipients_is_two_events() -> None:
    assert not together(
        event("a.txt", "AID", ["Norway"], ["Laos"], "Norway gave rice to Laos", when="2022-01-09"),
        event("a.txt", "AID", ["Norway"], ["Mali"], "Norway gave rice to Mali", when="2022-01-09"),
    )


def test_what_may_happen_is_not_what_happened() -> None:
    assert not together(
        event("a.txt", "SANCTION", ["ECOWAS"], ["Mali"], "ECOWAS may close borders with Mali", status="possible"),
        event("b.txt", "SANCTION", ["ECOWAS"], ["Mali"], "ECOWAS closed borders with Mali"),
    )


# decisions


def test_a_merge_by_hand_joins_and_a_split_by_hand_parts() -> None:
    first = statement("a.txt", "Wanjiru", "the river belongs to everyone who drinks of it")
    second = statement("b.txt", "Wanjiru", "water is the property of those downstream as well")
    assert together(first, second, decisions=Decisions(together=frozenset({(first.id, second.id)})))
    same = [statement(name, "Wanjiru", ON_THE_DAM) for name in ("a.txt", "b.txt")]
    assert not together(*same, decisions=Decisions(apart=frozenset({(same[0].id, same[1].id)})))


# properties

@settings(max_examples=150, deadline=None)
@given(st.lists(claims(), max_size=12), st.randoms(use_true_random=False))
def test_order_and_repetition_make_no_difference(atoms: list[Claim], chance: random.Random) -> None:
    shuffled = atoms + [chance.choice(atoms) for _ in atoms]
    chance.shuffle(shuffled)
    assert [claim.to_dict() for claim in combine(shuffled)] == [claim.to_dict() for claim in combine(atoms)]


@settings(max_examples=150, deadline=None)
@given(st.lists(claims(), max_size=12))
def test_no_word_is_lost_and_none_told_twice(atoms: list[Claim]) -> None:
    merged = combine(atoms)
    assert sorted(member for claim in merged for member in claim.members) == sorted({atom.id for atom in atoms})
    assert {e.quote for c in merged for e in c.evidence} == {e.quote for c in atoms for e in c.evidence}


@settings(max_examples=150, deadline=None)
@given(st.lists(claims(), max_size=12))
def test_a_record_combined_again_is_the_same_record(atoms: list[Claim]) -> None:
    by_report = [claim for name in ("c.txt", "a.txt", "b.txt") for claim in combine(
        atom for atom in atoms if atom.evidence[0].report == name)]
    again = [claim for name in ("a.txt", "b.txt", "c.txt") for claim in combine(
        claim for claim in by_report if claim.evidence[0].report == name)]
    assert [c.to_dict() for c in combine(by_report)] == [c.to_dict() for c in combine(again)]


def _members(block: tuple[Claim, ...]) -> set[str]:
    return {member for claim in block for member in claim.members}


PUBLISHED: list[dict[str, date]] = [
    {}, {"a.txt": date(2022, 5, 17)}, {"a.txt": date(2022, 5, 17), "b.txt": date(2023, 2, 1)},
]


@settings(max_examples=150, deadline=None)
@given(st.lists(claims(), max_size=14), st.sampled_from(PUBLISHED))
def test_a_block_combined_by_itself_is_that_block(atoms: list[Claim], published: dict[str, date]) -> None:
    by_id = {atom.id: atom for atom in atoms}
    written = seasons(atoms, published)
    whole = [claim.to_dict() for claim in combine(atoms, published=published)]
    apart = []
    for block in blocks(atoms, published=published):
        own = [by_id[member] for claim in block for member in claim.members]
        apart += combine(own, published=published, written=written)
        assert {claim.id for claim in block} == {claim.id for claim in apart if claim.members[0] in _members(block)}
    assert sorted((claim.to_dict() for claim in apart), key=str) == sorted(whole, key=str)


@settings(max_examples=150, deadline=None)
@given(st.lists(claims(), max_size=14), st.sampled_from(PUBLISHED))
def test_every_pair_that_is_alike_is_found(atoms: list[Claim], published: dict[str, date]) -> None:
    for group in _groups(atoms, Decisions(), published):
        for one, other in combinations(range(len(group.nodes)), 2):
            if group.kind.relate(group.nodes[one], group.nodes[other]) > 0:
                assert other in group.near[one]


@settings(max_examples=150, deadline=None)
@given(st.lists(claims(), max_size=12))
def test_what_is_denied_or_on_other_days_never_pools(atoms: list[Claim]) -> None:
    by_id = {atom.id: atom for atom in atoms}
    for claim in combine(atoms):
        parts = [by_id[member] for member in claim.members]
        assert len({part.status == "denied" for part in parts}) == 1
        if claim.kind in ("meeting", "statement", "event"):
            assert all(overlap(days(one.when), days(other.when)) for one in parts for other in parts)


# values


def test_same_is_symmetric_for_people_with_and_without_an_id() -> None:
    names = ("Kenya", "Wanjiru", "?Amina Wanjiru", "?Rustam Amini", "?Rustem Amini", "Assembly")
    everyone = [actor(name) for name in names]
    known = [who(found) for found in everyone if found]
    assert all(alike(one, other) == alike(other, one) for one in known for other in known)
    assert alike(known[3], known[4]) == 2
    assert not alike(known[2], known[3])


def test_days_without_a_year_overlap_in_some_year() -> None:
    new_year = days(When("XXXX-12-30/XXXX-01-02"))
    assert overlap(new_year, days(When("2022-01-01")))
    assert overlap(days(When("2021-12-31")), new_year)
    assert not overlap(new_year, days(When("2022-01-03")))
    assert overlap(days(When("XXXX-02-29")), days(When("2024-02-29")))
    assert days(When("XXXX-XX-05")) is None
    assert days(When("2021-05-01/..")) == Days(date(2021, 5, 1).toordinal(), date.max.toordinal())


def test_a_date_takes_the_year_in_which_it_fits() -> None:
    assert completed(When("XXXX-12-31"), When("2021-12-20/2022-01-10")).edtf == "2021-12-31"
    assert completed(When("XXXX-06-01"), When("2021-12-20/2022-01-10")).edtf == "XXXX-06-01"


@pytest.mark.parametrize("pair", contrast.source()["opposites"])
def test_opposites_are_told_apart(pair: list[str]) -> None:
    assert likeness(wording(pair[0]), wording(pair[1])) < 0


@pytest.mark.parametrize("pair", contrast.source()["alike"])
def test_the_same_in_other_words_is_alike(pair: list[str]) -> None:
    assert likeness(wording(pair[0]), wording(pair[1])) > 0
