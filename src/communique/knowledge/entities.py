"""What the knowledge holds: entities, who holds which post, who belongs where, each with its days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["state", "organization", "organ", "person", "place", "medium", "group"]

#: Where one name means things of several kinds ("Luxembourg", "Singapore"), the earlier kind is meant first.
KINDS: tuple[Kind, ...] = ("state", "organization", "organ", "person", "group", "medium", "place")

#: From the highest to the lowest: of a member's several roles on a day the first counts.
ROLES = (
    "founding member", "member", "suspended", "candidate", "applicant", "observer", "dialogue partner", "guest",
    "former",
)


@dataclass(frozen=True, slots=True)
class Entity:
    """Something with an identity; `code` ISO 3166 alpha-3 or a PLOVER code, `sector` its default PLOVER sector."""

    id: str
    name: str
    kind: Kind
    code: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person in one post. Days are ISO texts, `start` included, `end` not; None: unknown, or still so.

    `confirmed_until` is the last day a source confirms an open end. `held` is "current" for the ordinary
    holder, or "acting", "disputed". `title` is the post's own name in that state, where it has one.
    """

    person: str
    post: str
    title: str
    of: str
    start: str | None
    end: str | None
    confirmed_until: str | None
    held: str
    source: str

    def on(self, day: str) -> bool:
        return (self.start or "") <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Membership:
    """One member's role in one organisation, `start` included, `end` not."""

    organization: str
    member: str
    role: str
    start: str | None
    end: str | None
    source: str

    def on(self, day: str) -> bool:
        return (self.start or "") <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Designation:
    """Who calls a group what in law, since when."""

    subject: str
    by: str
    label: str
    start: str | None
    end: str | None
    source: str

    def on(self, day: str) -> bool:
        return (self.start or "") <= day and (self.end is None or day < self.end)
