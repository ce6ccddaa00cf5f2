"""Claims written by hand, as one report would give them, for tests of the record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from communique.actors import Actor, Evidence, Status
from communique.claims import (
    Claim,
    Commitment,
    Designation,
    Event,
    Meeting,
    Membership,
    Participant,
    Position,
    Statement,
    Tenure,
)
from communique.dates import When

ACTORS = {
    "Kenya": ("state/ke", "KEN", None), "Ghana": ("state/gh", "GHA", None), "Mali": ("state/ml", "MLI", None),
    "Norway": ("state/no", "NOR", None), "Laos": ("state/la", "LAO", None), "Timor-Leste": ("state/tl", "TLS", None),
    "African Union": ("org/au", "IGO", None), "ECOWAS": ("org/ecowas", "IGO", None),
    "ASEAN": ("org/asean", "IGO", None),
    "Peace and Security Council": ("org/au/peace-and-security-council", "IGO", None),
    "Executive Council": ("org/au/executive-council", "IGO", None), "Assembly": ("org/au/assembly", "IGO", None),
    "Mediation Council": ("org/ecowas/mediation-council", "IGO", None),
    "Wanjiru": ("person/wanjiru", "KEN", "GOV"), "Ochieng": ("person/ochieng", "KEN", "GOV"),
    "Mensah": ("person/mensah", "GHA", "GOV"), "Traore": ("person/traore", "MLI", "GOV"),
    "Accra": ("place/accra", "GHA", None), "Nairobi": ("place/nairobi", "KEN", None),
    "Vientiane": ("place/vientiane", "LAO", None), "Sahel Front": ("group/sahel-front", "MLI", "REB"),
    "Coast Wire": ("medium/coast-wire", "GHA", "JRN"),
}


def actor(name: str | None) -> Actor | None:
    """An actor of the table above; "?Name" one that the knowledge lacks."""
    if name is None:
        return None
    if name.startswith("?"):
        return Actor(name[1:], name[1:])
    ident, code, sector = ACTORS[name]
    return Actor(name, name, ident, code, sector)


def some(names: Iterable[str]) -> tuple[Actor, ...]:
    return tuple(found for name in names if (found := actor(name)))


def _claim(
    kind: type[Claim], report: str, quote: str, *, at: int | None = None, status: Status = "asserted",
    when: str | None = None, where: str | None = None, chain: Iterable[str] = (), **fields: Any,
) -> Any:
    start = sum(map(ord, quote)) if at is None else at
    evidence = Evidence(report, start, start + len(quote), quote, status=status, chain=some(chain))
    return kind(evidence=(evidence,), when=When(when) if when else None, where=actor(where), **fields)


def meeting(
    report: str, quote: str, *people: str, body: Iterable[str] = (), format: str = "unknown", **rest: Any
) -> Meeting:
    participants = tuple(map(Participant, some(people)))
    found: Meeting = _claim(
        Meeting, report, quote, body=some(body), participants=participants, format=format, **rest
    )
    return found


def statement(report: str, speaker: str | None, content: str, *, mode: str = "indirect", **rest: Any) -> Statement:
    found: Statement = _claim(
        Statement, report, content, speaker=actor(speaker), content=content, cue="said", mode=mode, **rest
    )
    return found


def position(report: str, holder: str | None, stance: str, issue: str, subject: str | None, **rest: Any) -> Position:
    found: Position = _claim(
        Position, report, f"{holder} {stance} {issue}", holder=actor(holder), stance=stance, issue=issue,
        subject=actor(subject), **rest,
    )
    return found


def commitment(report: str, by: str, content: str, *, to: str | None = None, **rest: Any) -> Commitment:
    found: Commitment = _claim(Commitment, report, content, by=actor(by), to=actor(to), content=content, **rest)
    return found


def membership(report: str, member: str, organization: str, role: str = "member", **rest: Any) -> Membership:
    found: Membership = _claim(
        Membership, report, f"{member} {role} {organization}", member=actor(member), organization=actor(organization),
        role=role, **rest,
    )
    return found


def tenure(report: str, person: str, post: str, of: str, held: str = "current", **rest: Any) -> Tenure:
    found: Tenure = _claim(
        Tenure, report, f"{post} {person}", person=actor(person), post=post, of=actor(of), held=held, **rest
    )
    return found


def designation(report: str, subject: str, label: str, by: str | None = None, **rest: Any) -> Designation:
    found: Designation = _claim(Designation, report, label, subject=actor(subject), label=label, by=actor(by), **rest)
    return found


def event(report: str, type: str, actors: Iterable[str], recipients: Iterable[str], quote: str, **rest: Any) -> Event:
    found: Event = _claim(
        Event, report, quote, type=type, actors=some(actors), recipients=some(recipients), cameo="010", **rest
    )
    return found
