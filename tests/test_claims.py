"""Claims: the contract's form and ids made of words, not of offsets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.actors import Actor, Evidence
from communique.claims import KINDS, Claim, Event, Meeting, Membership, Participant, Statement, from_dict
from communique.dates import When

KENYA = Actor("Kenya", "Nairobi", "state/ke", "KEN", "GOV")
RUTO = Actor("William Ruto", "Ruto", "person/william-ruto", "KEN", "GOV")
UNION = Actor("African Union", "the AU", "org/au", "IGO")


def evidence(start: int = 10, **changes: object) -> Evidence:
    return replace(Evidence("nairobi.txt", start, start + 9, "Ruto said"), **changes)  # type: ignore[arg-type]


def test_the_same_words_elsewhere_in_the_report_give_the_same_id() -> None:
    early, late = (Statement(evidence=(evidence(at),), speaker=RUTO, content="we will") for at in (10, 400))
    assert early.id == late.id


def test_other_words_give_another_id() -> None:
    one = Statement(evidence=(evidence(),), speaker=RUTO, content="we will")
    assert one.id != one.with_(content="we will not").id


def test_a_better_code_for_an_actor_keeps_the_id() -> None:
    one = Statement(evidence=(evidence(),), speaker=RUTO)
    assert one.id == one.with_(speaker=replace(RUTO, code=None, sector=None)).id


def test_a_merged_claim_has_the_least_of_its_members_ids() -> None:
    assert Event(evidence=(evidence(),), members=("b1", "a2")).id == "a2"


def test_a_claim_shows_the_firmest_of_its_evidence() -> None:
    claim = Meeting(evidence=(evidence(status="possible"), evidence(status="planned"), evidence(status="denied")))
    assert claim.status == "planned"


@pytest.mark.parametrize("bodies", [(), (UNION,), (UNION, KENYA)])
def test_a_body_is_null_an_actor_or_a_list(bodies: tuple[Actor, ...]) -> None:
    body = Meeting(evidence=(evidence(),), body=bodies).to_dict()["body"]
    assert [type(body)] == [{0: type(None), 1: dict, 2: list}[len(bodies)]]


@pytest.mark.parametrize("kind", KINDS.values(), ids=str)
def test_every_kind_survives_its_contract_form(kind: type[Claim]) -> None:
    claim = kind(evidence=(evidence(),), when=When("2024-02", "February"), where=KENYA, confidence=0.5)
    assert from_dict(claim.to_dict()) == claim


def test_roles_survive_their_contract_form() -> None:
    met = Meeting(evidence=(evidence(),), body=(UNION,), participants=(Participant(RUTO, "video", "chair"),))
    joined = Membership(evidence=(evidence(speaker=RUTO, chain=(KENYA,)),), member=KENYA, organization=UNION)
    assert [from_dict(c.to_dict()) for c in (met, joined)] == [met, joined]
