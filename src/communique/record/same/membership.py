"""When two memberships are one: who, in what, as what, since when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from communique.claims import Membership, Role
from communique.record.days import Days, days, overlap
from communique.record.identity import APART, Node, key, precision
from communique.record.index import Index, Place
from communique.record.whom import Who, alike, who

#: Roles that two reports may give one standing.
ONE_STANDING: dict[Role, str] = {"founding member": "member", "candidate": "applicant"}

PERIOD = 128
WINDOWED = False


class Trait(NamedTuple):
    days: Days | None
    member: Who | None
    organization: Who | None
    role: Role


def trait(claim: Membership) -> Trait:
    organization = who(claim.organization) if claim.organization else None
    return Trait(days(claim.when), who(claim.member) if claim.member else None, organization, claim.role)


def sharpness(node: Node) -> int:
    told: Trait = node.trait
    organ = bool(told.organization and not told.organization.whole)
    return 2 * precision(told.days) + (told.role in ONE_STANDING) + organ


def weight(_: Node) -> int:
    return 0


def span(node: Node) -> Days | None:
    own: Days | None = node.trait.days
    return own


def keys(node: Node, index: Index) -> Iterable[Place]:
    told: Trait = node.trait
    return index.filed(_standing(told, told.member.filed_as(told.member.key) if told.member else ()), span(node))


def probes(node: Node, index: Index) -> Iterable[Place]:
    told: Trait = node.trait
    return index.sought(_standing(told, told.member.sought_as(told.member.key) if told.member else ()), span(node))


def _standing(told: Trait, members: Iterable[str]) -> list[str]:
    organization = told.organization.side if told.organization else ""
    return [key(organization, ONE_STANDING.get(told.role, told.role), member) for member in members]


def relate(one: Node, other: Node) -> float:
    a: Trait = one.trait
    b: Trait = other.trait
    if not overlap(a.days, b.days) or not a.member or not b.member or not a.organization or not b.organization:
        return APART
    same = alike(a.member, b.member) == 2 and alike(a.organization, b.organization)
    return 1.0 if same else APART


def pool(claims: Sequence[Membership]) -> dict[str, Any]:
    roles = [claim.role for claim in claims]
    return {"role": next((role for role in roles if role in ONE_STANDING), roles[0])}
