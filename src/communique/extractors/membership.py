"""Memberships: who belongs to an organisation and as what, one claim a member."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from communique.claims import Membership, Role
from communique.document import Document


def extract(document: Document) -> Iterator[Membership]:
    """One claim a member that a frame "membership" names."""
    for frame in document.frames:
        organization = frame.filler("organization")
        if frame.name != "membership" or organization is None or not organization.actors:
            continue
        evidence = document.cite(frame.start, frame.end, status=frame.status, rule=frame.rule)
        for member in frame.actors("member"):
            yield Membership(
                evidence=(evidence,),
                when=frame.when,
                confidence=frame.weight,
                member=member,
                organization=organization.actors[0],
                role=cast(Role, frame.attributes["role"]),
            )
