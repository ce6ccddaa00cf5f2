"""Claims drawn by chance, few enough to be alike, for properties of the record."""

from __future__ import annotations

from hypothesis import strategies as st

from communique.claims import Claim
from tests.claims_by_hand import event, meeting, position, statement

PEOPLE, BODIES = ["Wanjiru", "Ochieng", "Mensah", "Traore", "Ghana", "Kenya"], ["African Union", "ECOWAS", "Assembly"]
DAYS = [None, "2022-05-16", "2022-05-17", "XXXX-05-17", "2022-05-15/2022-05-18", "2022-05", "2023"]
SAYINGS = [
    "the border stays closed", "the border stays closed until the harvest is in", "talks resume next month in Accra",
    "talks will resume in Accra", "the border does not stay closed", "talks on the border resume in Accra next month",
]


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    report = draw(st.sampled_from(["a.txt", "b.txt", "c.txt"]))
    when, status = draw(st.sampled_from(DAYS)), draw(st.sampled_from(["asserted", "planned", "denied"]))
    kind = draw(st.sampled_from(["meeting", "statement", "position", "event"]))
    person, saying = draw(st.sampled_from(PEOPLE)), draw(st.sampled_from(SAYINGS))
    if kind == "meeting":
        people = draw(st.lists(st.sampled_from(PEOPLE), max_size=3, unique=True))
        body = draw(st.lists(st.sampled_from(BODIES), max_size=2, unique=True))
        where = draw(st.sampled_from([None, "Accra", "Nairobi", "Ghana"]))
        return meeting(report, saying, *people, body=body, where=where, when=when, status=status)
    if kind == "statement":
        return statement(report, person, saying, when=when)
    if kind == "position":
        return position(report, person, "opposes", saying, draw(st.sampled_from(["Mali", None])), when=when)
    return event(report, "AID", [person], draw(st.sampled_from([["Mali"], []])), saying, when=when, status=status)
