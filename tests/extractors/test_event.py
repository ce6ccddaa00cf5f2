"""Events, positions and commitments from frames made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.actors import Actor, Status
from communique.claims import Commitment, Event, Position
from communique.document import Document, Filler, Frame, Report
from communique.extractors import commitment, event, position
from communique.pipeline import Pipeline
from tests.parsed_by_hand import parsed, state

PERU, CHILE = state("Peru", "pe"), state("Chile", "cl")
SENTENCE = parsed(
    """
    Peru Peru PROPN NNP 2 nsubj
    helped help VERB VBD 0 root
    Chile Chile PROPN NNP 2 obj
    """,
    Peru=PERU, Chile=CHILE,
)


def with_frame(status: Status = "asserted", *, roles: dict[str, Actor | None], **attributes: str) -> Document:
    fillers = tuple(
        Filler(role, 0 if actor == PERU else 2, 1 if actor == PERU else 3, 0, (actor,) if actor else ())
        for role, actor in roles.items()
    )
    frame = Frame("help", 1, 0, len(SENTENCE.text), fillers, status, rule="aid/help", attributes=attributes)
    return replace(SENTENCE, frames=(frame,))


def events(document: Document) -> list[Event]:
    return list(event.extract(document))


def positions(document: Document) -> list[Position]:
    return list(position.extract(document))


def commitments(document: Document) -> list[Commitment]:
    return list(commitment.extract(document))


def test_an_event_has_its_sides_its_class_and_its_words() -> None:
    (aid,) = events(with_frame(roles={"agent": PERU, "recipient": CHILE}, type="AID", mode="economic", cameo="071"))
    assert (aid.actors, aid.recipients, aid.quad, aid.mode, aid.cameo) == ((PERU,), (CHILE,), 2, "economic", "071")
    assert aid.evidence[0].quote == "Peru helped Chile"


def test_an_event_that_names_nobody_is_no_claim() -> None:
    assert events(with_frame(roles={"agent": None}, type="AID")) == []


def test_a_word_without_whoever_says_it_is_no_claim_but_a_blow_without_striker_is() -> None:
    assert events(with_frame(roles={"recipient": CHILE}, type="ACCUSE")) == []
    assert len(events(with_frame(roles={"recipient": CHILE}, type="ASSAULT"))) == 1


def test_what_another_event_speaks_of_is_no_event_of_its_own() -> None:
    assert events(with_frame(roles={"agent": PERU}, type="AID", under="request/ask")) == []


def test_who_acts_is_not_acted_on() -> None:
    (aid,) = events(with_frame(roles={"agent": PERU, "recipient": PERU}, type="AID"))
    assert aid.recipients == ()


def test_who_does_not_recognise_withholds() -> None:
    (claim,) = positions(
        with_frame("denied", roles={"holder": PERU, "subject": CHILE}, stance="supports", issue="recognition")
    )
    assert (claim.stance, claim.status, claim.subject) == ("withholds", "asserted", CHILE)


def test_who_denies_supporting_opposes_nobody() -> None:
    (claim,) = positions(
        with_frame("denied", roles={"holder": PERU, "issue": CHILE}, stance="supports", disputed="yes")
    )
    assert (claim.stance, claim.status) == ("supports", "denied")


def test_recognition_withheld_by_nobody_named_has_no_holder() -> None:
    (claim,) = positions(with_frame("denied", roles={"subject": CHILE}, stance="supports", issue="recognition"))
    assert claim.holder is None


def test_a_promise_says_what_to_whom() -> None:
    (claim,) = commitments(with_frame(roles={"by": PERU, "to": CHILE, "content": CHILE}, commits="promise"))
    assert (claim.by, claim.to, claim.content) == (PERU, CHILE, "Chile")


def test_a_promise_nobody_makes_is_none() -> None:
    assert commitments(with_frame(roles={"by": None, "content": CHILE}, commits="promise")) == []


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The boy promised his mother that he would come back.", []),
        ("Residents demanded that Ghana's government rebuild the bridge.", ["REQUEST"]),
    ],
)
def test_civilians_among_themselves_make_no_event_by_words(pipeline: Pipeline, text: str, types: list[str]) -> None:
    claims = pipeline.atoms(Report("town.txt", text))
    assert [claim.type for claim in claims if isinstance(claim, Event)] == types


def test_help_that_is_planned_is_help_of_that_status() -> None:
    roles: dict[str, Actor | None] = {"agent": PERU, "recipient": CHILE}
    plan = {"type": "AGREE", "cameo": "033", "intends": "AID", "intends mode": "economic", "intends cameo": "071"}
    (aid,) = events(with_frame("planned", roles=roles, **plan))
    assert (aid.type, aid.mode, aid.cameo, aid.quad, aid.status) == ("AID", "economic", "071", 2, "planned")


@pytest.mark.parametrize(
    ("chance", "acting", "told"), [(0.55, True, True), (0.45, True, False), (0.55, False, False), (0.65, False, True)]
)
def test_an_event_is_claimed_where_it_is_likely_and_more_so_where_nobody_does_it(
    chance: float, acting: bool, told: bool
) -> None:
    roles: dict[str, Actor | None] = {"agent": PERU if acting else None, "recipient": CHILE}
    document = with_frame(roles=roles, type="ASSAULT")
    (frame,) = document.frames
    found = events(replace(document, frames=(replace(frame, chance=chance),)))
    assert [event.confidence for event in found] == ([chance] if told else [])
