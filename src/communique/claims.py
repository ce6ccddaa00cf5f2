"""What a report says is so: the claim and its eight kinds, in the form of the outside contract."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, ClassVar, Literal, Self

from communique.actors import FIRMNESS, Actor, Evidence, Status
from communique.dates import When

Format = Literal["in-person", "video", "hybrid", "phone", "unknown"]
Via = Literal["person", "video", "phone"]
Part = Literal["host", "chair", "guest", "observer"]
Stance = Literal["supports", "opposes", "withholds", "conditional", "blames", "demands"]
Held = Literal["current", "former", "acting", "designate"]
Role = Literal[
    "member", "founding member", "observer", "dialogue partner", "guest", "applicant", "candidate", "suspended",
    "former",
]


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor at a meeting, how it took part (`via`) and as what (`part`), where the report says."""

    actor: Actor
    via: Via | None = None
    part: Part | None = None

    def to_dict(self) -> dict[str, Any]:
        row = self.actor.to_dict()
        if self.via:
            row["via"] = self.via
        if self.part:
            row["part"] = self.part
        return row

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Participant:
        return cls(Actor.from_dict(row), row.get("via"), row.get("part"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What every kind has. `confidence` is a calibrated probability that the claim is what the report says.

    `id` is made of the report's identity and the words, not of offsets; `refined_by` holds ids of sharper claims
    this vaguer one is compatible with.
    """

    kind: ClassVar[str] = ""

    evidence: tuple[Evidence, ...]
    when: When | None = None
    where: Actor | None = None
    confidence: float = 0.8
    refined_by: tuple[str, ...] = ()
    members: tuple[str, ...] = ()  # ids of the claims merged here, itself included

    @property
    def status(self) -> Status:
        """The firmest status of the evidence."""
        return min((e.status for e in self.evidence), key=FIRMNESS.index)

    @property
    def id(self) -> str:
        """The least of the members' ids, or for one report's claim the digest of its words."""
        return min(self.members) if self.members else self.digest()

    def digest(self) -> str:
        """The same words in the same report give the same sixteen hexadecimal digits."""
        left_out = {"confidence", "refined_by", "evidence"}
        row = {k: v for k, v in self.to_dict(identify=False).items() if k not in left_out}
        words = sorted({(e.report, e.quote, e.status) for e in self.evidence})
        return hashlib.blake2b(repr((_bare(row), words)).encode(), digest_size=8).hexdigest()

    def with_(self, **changes: Any) -> Self:
        return replace(self, **changes)

    def to_dict(self, *, identify: bool = True) -> dict[str, Any]:
        """The contract's form, in a fixed order of fields."""
        row: dict[str, Any] = {"id": self.id} if identify else {}
        row |= {"kind": self.kind, "status": self.status, "confidence": round(self.confidence, 3)}
        row |= {"when": self.when.to_dict() if self.when else None}
        row |= {"where": self.where.to_dict() if self.where else None}
        for name in own_fields(type(self)):
            row[name] = body_form(self.body) if name == "body" else _plain(getattr(self, name))  # type: ignore[attr-defined]
        row["evidence"] = [e.to_dict() for e in self.evidence]
        row["refined_by"] = list(self.refined_by)
        return row


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Claim):
    """Who met, in which body and form. One call or talk each with several partners is one claim a partner."""

    kind: ClassVar[str] = "meeting"
    body: tuple[Actor, ...] = ()
    participants: tuple[Participant, ...] = ()
    format: Format = "unknown"
    occasion: str | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Claim):
    """Who said what, to whom, through whom. `status` is the saying's, not its content's."""

    kind: ClassVar[str] = "statement"
    speaker: Actor | None = None
    addressee: Actor | None = None
    cue: str = ""
    mode: Literal["direct", "indirect", "mixed"] = "indirect"
    content: str = ""
    occasion: str | None = None
    chain: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Claim):
    """Where somebody stands on an issue."""

    kind: ClassVar[str] = "position"
    holder: Actor | None = None
    subject: Actor | None = None
    issue: str = ""
    stance: Stance = "supports"
    condition: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Claim):
    """What somebody undertakes to do, for whom, on which condition, by when."""

    kind: ClassVar[str] = "commitment"
    by: Actor | None = None
    to: Actor | None = None
    content: str = ""
    condition: str | None = None
    deadline: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Claim):
    """Who belongs to an organisation, and as what."""

    kind: ClassVar[str] = "membership"
    member: Actor | None = None
    organization: Actor | None = None
    role: Role = "member"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure(Claim):
    """Who holds or held which post of which state or organisation; `post` as written, without "former"."""

    kind: ClassVar[str] = "tenure"
    person: Actor | None = None
    post: str = ""
    of: Actor | None = None
    held: Held = "current"


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation(Claim):
    """What somebody is called, legally or loadedly, and by whom."""

    kind: ClassVar[str] = "designation"
    subject: Actor | None = None
    label: str = ""
    by: Actor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Claim):
    """Who did what to whom: PLOVER 0.8's type, mode, context and quad class (1–4), with the CAMEO code."""

    kind: ClassVar[str] = "event"
    type: str = ""
    mode: str | None = None
    context: tuple[str, ...] = ()
    quad: int = 1
    cameo: str = ""
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()


KINDS: dict[str, type[Claim]] = {
    c.kind: c for c in (Meeting, Statement, Position, Commitment, Membership, Tenure, Designation, Event)
}

_COMMON = {"evidence", "when", "where", "confidence", "refined_by", "members"}
_ACTOR_FIELDS = {"speaker", "addressee", "holder", "subject", "by", "to", "member", "organization", "person", "of"}
_OWN: dict[type[Claim], tuple[str, ...]] = {
    kind: tuple(f.name for f in fields(kind) if f.name not in _COMMON) for kind in KINDS.values()
}


def own_fields(kind: type[Claim]) -> tuple[str, ...]:
    """The fields only this kind of claim has, in order."""
    return _OWN[kind]


def actors_of(claim: Claim) -> Iterator[Actor]:
    """Every actor in a claim but its place, in order of the fields."""
    for name in own_fields(type(claim)):
        value = getattr(claim, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Participant):
                yield item.actor
            elif isinstance(item, Actor):
                yield item


def from_dict(row: dict[str, Any]) -> Claim:
    """A claim from its contract form; the reverse of `to_dict` but for merged members (kept under `members`)."""
    kind = KINDS[row["kind"]]
    values: dict[str, Any] = {name: _value(name, row[name]) for name in own_fields(kind) if name in row}
    return kind(
        evidence=tuple(map(Evidence.from_dict, row["evidence"])),
        when=When.from_dict(row["when"]) if row["when"] else None,
        where=Actor.from_dict(row["where"]) if row["where"] else None,
        confidence=row["confidence"], refined_by=tuple(row.get("refined_by", ())),
        members=tuple(row.get("members", ())), **values,
    )


def _value(name: str, value: Any) -> Any:
    if name == "participants":
        return tuple(map(Participant.from_dict, value))
    if name in {"actors", "recipients", "chain"}:
        return tuple(map(Actor.from_dict, value))
    if name == "body":
        return tuple(map(Actor.from_dict, value if isinstance(value, list) else [value] if value else []))
    if name == "context":
        return tuple(value)
    if name in _ACTOR_FIELDS:
        return Actor.from_dict(value) if value else None
    if name == "deadline":
        return When.from_dict(value) if value else None
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, (Actor, Participant, When)):
        return value.to_dict()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _bare(value: Any) -> Any:
    """Without what knowledge adds to an actor, so that an id outlives a better lexicon of codes."""
    if isinstance(value, dict):
        return {k: _bare(v) for k, v in sorted(value.items()) if k not in {"code", "sector"}}
    if isinstance(value, (list, tuple)):
        return [_bare(v) for v in value]
    return value


def body_form(body: Iterable[Actor]) -> Any:
    """One organ as an actor, a joint meeting's as a list, none as None."""
    rows = [actor.to_dict() for actor in body]
    return rows[0] if len(rows) == 1 else rows or None
