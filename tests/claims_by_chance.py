"""Claims drawn by chance, few enough to be alike, for properties of the record."""

from __future__ import annotations

from hypothesis import strategies as st

from communique.claims import Claim
from tests.claims_by_hand import commitment, designation, event, meeting, membership, position, statement, tenure

PEOPLE, BODIES = ["Wanjiru", "Ochieng", "Mensah", "Traore", "Ghana", "Kenya"], ["African Union", "ECOWAS", "Assembly"]
UNKNOWN = ["?Rustam Amini", "?Rustem Amini", "?Amini"]
DAYS = [None, "2022-05-16", "2022-05-17", "XXXX-05-17", "2022-05-15/2022-05-18", "2022-05", "2023"]
SAYINGS = [
    "the border stays closed", "the border stays closed until the harvest is in", "talks resume next month in Accra",
    "talks will resume in Accra", "the border does not stay closed", "talks on the border resume in Accra next month",
]
ISSUES = [
    *SAYINGS, "the border pact", "the border pact that Mali drafted", "the border pact that Mali and Ghana drafted",
]
POSTS, LABELS = ["foreign minister", "minister of foreign affairs", "envoy"], ["rebels", "armed rebels", "bandits"]


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
        issue = draw(st.sampled_from(ISSUES))
        return position(report, person, "opposes", issue, draw(st.sampled_from(["Mali", None])), when=when)
    return event(report, "AID", [person], draw(st.sampled_from([["Mali"], []])), saying, when=when, status=status)


@st.composite
def claims_of_any_kind(draw: st.DrawFn) -> Claim:
    """The same, or claims of the other kinds, and by people whom the knowledge lacks."""
    report, when = draw(st.sampled_from(["a.txt", "b.txt", "c.txt"])), draw(st.sampled_from(DAYS))
    person, saying = draw(st.sampled_from([*PEOPLE, *UNKNOWN])), draw(st.sampled_from(SAYINGS))
    kind = draw(st.sampled_from(
        ["any", "statement", "event", "nobody's", "commitment", "membership", "tenure", "designation"]
    ))
    if kind == "statement":
        return statement(report, person, saying, when=when)
    if kind in ("event", "nobody's"):
        doers, to = [person] if kind == "event" else [], draw(st.sampled_from([["Mali"], ["Traore"], []]))
        return event(report, "AID", doers, to, saying, when=when)
    if kind == "commitment":
        return commitment(report, person, saying, to=draw(st.sampled_from(["Mali", None])), when=when)
    if kind == "membership":
        role = draw(st.sampled_from(["member", "founder", "observer"]))
        return membership(report, draw(st.sampled_from(["Ghana", "Kenya"])), "ECOWAS", role, when=when)
    if kind == "tenure":
        return tenure(report, person, draw(st.sampled_from(POSTS)), draw(st.sampled_from(["Ghana", "Kenya"])))
    if kind == "designation":
        return designation(report, "Sahel Front", draw(st.sampled_from(LABELS)), draw(st.sampled_from(["Mali", None])))
    return draw(claims())
