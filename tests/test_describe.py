from __future__ import annotations

import pytest

from communique.actors import Evidence
from communique.claims import Claim
from communique.dates import When
from communique.describe import describe, listed, say_when, shortened
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


def cued(quote: str, speaker: str, cue: str, content: str) -> Claim:
    """A statement with the words it was read from."""
    return statement("a", speaker, content).with_(evidence=(Evidence("a", 0, len(quote), quote),), cue=cue)


LINES: list[tuple[Claim, str]] = [
    (
        meeting("a", "x", "Wanjiru", "Mensah", where="Accra", when="2022-05-16", occasion="on the margins of a summit"),
        "Wanjiru met Mensah in Accra on 16 May 2022, on the margins of a summit",
    ),
    (
        meeting("a", "x", "Wanjiru", "Mensah", when="XXXX-05-16", status="planned"),
        "Wanjiru is to meet Mensah on 16 May",
    ),
    (meeting("a", "x", "Wanjiru", "Ghana", format="phone"), "Wanjiru spoke by phone with Ghana"),
    (
        meeting("a", "x", "Mensah", "Ghana", body=["ECOWAS"], format="video", when="2022-05"),
        "ECOWAS met by video in May 2022, with Mensah taking part",
    ),
    (meeting("a", "x", "Wanjiru", "Mensah", status="cancelled"), "Wanjiru was to meet Mensah (called off)"),
    (meeting("a", "x", body=["African Union", "ECOWAS"], status="planned"), "The African Union and ECOWAS are to meet"),
    (meeting("a", "x", where="Accra"), "Talks were held in Accra"),
    (meeting("a", "x", "Mensah", occasion="the river summit"), "Mensah held talks (occasion: the river summit)"),
    (statement("a", "Wanjiru", "that the talks go on"), "Wanjiru said that the talks go on"),
    (statement("a", "Wanjiru", "that talks go on", addressee=actor("Mali")), "Wanjiru told Mali that talks go on"),
    (statement("a", None, "talks go on", chain=["Coast Wire"]), "Coast Wire reported: talks go on"),
    (
        cued("Wanjiru called for an end to the tolls", "Wanjiru", "called for", "an end to the tolls"),
        "Wanjiru called for an end to the tolls",
    ),
    (
        cued("asked to call on Mali to lift the tolls", "Wanjiru", "call on", "Mali to lift the tolls"),
        "Wanjiru said: Mali to lift the tolls",
    ),
    (position("a", None, "supports", "free trade", None), "Support for free trade was voiced"),
    (position("a", "Kenya", "withholds", "recognition", "Mali"), "Kenya withholds recognition of Mali"),
    (event("a", "MOBILIZE", ["Kenya"], [], "x", status="planned"), "Kenya is to mobilise forces"),
    (tenure("a", "Kenya", "rotating presidency", "Ghana"), "Kenya holds the rotating presidency of Ghana"),
    (event("a", "SANCTION", [], ["Mali"], "x"), "Sanctions were imposed on Mali"),
    (
        event("a", "SUPPORT", ["Kenya"], ["Mali"], "x").with_(cameo="057"),
        "Kenya signed an agreement with Mali",
    ),
    (
        event("a", "REQUEST", ["Kenya"], ["Mali"], "x").with_(mode="yield", cameo="0256"),
        "Kenya called for restraint from Mali",
    ),
    (
        event("a", "AID", ["Kenya"], ["Mali"], "x").with_(mode="military", cameo="0721"),
        "Kenya gave military aid to Mali",
    ),
    (statement("a", "Wanjiru", "“No.”", mode="direct", addressee=None), "Wanjiru said: “No.”"),
    (position("a", "Kenya", "opposes", "tolls on the canal", "Mali"), "Kenya opposes tolls on the canal (Mali)"),
    (position("a", "Kenya", "blames", "the delay", "Mali"), "Kenya blames Mali for the delay"),
    (position("a", None, "demands", "an apology", "Mali"), "A demand was made: an apology of Mali"),
    (
        commitment("a", "Norway", "to pay for the bridge", to="Laos", condition="a treaty", deadline=When("2025")),
        "Norway promised Laos to pay for the bridge, on condition: a treaty (due in 2025)",
    ),
    (membership("a", "Laos", "ASEAN", when="1997-07-23"), "Laos is a member of ASEAN (on 23 July 1997)"),
    (membership("a", "Timor-Leste", "ASEAN", "applicant"), "Timor-Leste wants to join ASEAN"),
    (tenure("a", "Wanjiru", "President of Kenya", "Kenya", "former"), "Wanjiru was President of Kenya"),
    (tenure("a", "Wanjiru", "foreign minister", "Kenya", "acting"), "Wanjiru is acting foreign minister of Kenya"),
    (designation("a", "Sahel Front", "terrorist", "Mali"), "Mali calls Sahel Front “terrorist”"),
    (designation("a", "Sahel Front", "terrorist"), "Sahel Front is called “terrorist”"),
    (event("a", "AID", ["Norway", "Kenya"], ["Laos"], "x", when="2022"), "Norway and Kenya gave aid to Laos in 2022"),
    (event("a", "PROTEST", ["Kenya"], [], "x", status="denied"), "Kenya protested (denied)"),
]


@pytest.mark.parametrize(("claim", "line"), LINES)
def test_a_claim_reads_as_english(claim: Claim, line: str) -> None:
    assert describe(claim) == line


@pytest.mark.parametrize(("edtf", "words"), [
    ("2021-09-16", "on 16 September 2021"), ("2021-09-14/2021-09-16", "on 14–16 September 2021"),
    ("2021-09-30/2021-10-02", "on 30 September – 2 October 2021"), ("2017", "in 2017"),
    ("XXXX-09-17", "on 17 September"),
    ("2021-12-30/2022-01-02", "on 30 December 2021 – 2 January 2022"), ("2021-05-01/..", "since 1 May 2021"),
    ("199X", "in 1990s"),
])
def test_a_date_reads_as_english(edtf: str, words: str) -> None:
    assert say_when(When(edtf)) == words


def test_a_list_ends_with_and_and_a_long_text_with_an_ellipsis() -> None:
    assert [listed("a"), listed("ab"), listed("abc"), listed("")] == ["a", "a and b", "a, b and c", ""]
    assert shortened("one two  three", 9) == "one two …"
