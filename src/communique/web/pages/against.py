"""What contradicts a claim: other claims, another report of the same claim, the shipped knowledge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from communique import questions
from communique.archive.room import Reader
from communique.claims import Claim
from communique.describe import describe
from communique.newsrooms import newsroom
from communique.questions import Line
from communique.record.known import known
from communique.store.catalogue import Asked

#: Contradictions shown.
SHOWN = 8


#: What two claims contradict each other over, in words a reader knows.
OVERS = {
    "denied": "whether it is so: one denies it", "cancelled": "whether it is still to be: one calls it off",
    "opposite": "whether it is so: one says the opposite", "number": "how many", "date": "when", "place": "where",
    "deadline": "by when", "speaker": "who said it", "doer": "who did it", "blame": "whom it is blamed on",
    "stance": "for or against", "holder": "who holds the post", "form": "how it was held",
    "chair": "who was in the chair", "host": "who was the host", "participants": "who took part",
    "knowledge": "what the shipped knowledge has",
}


@dataclass(frozen=True, slots=True)
class Side:
    """What one side says: `told` of what they differ over; a claim's `line`, or the knowledge's `text` and `source`."""

    told: str
    line: Line | None
    text: str = ""
    source: str = ""

    @property
    def newsrooms(self) -> str:
        return ", ".join(self.line.newsrooms) if self.line else ""

    def to_dict(self) -> dict[str, Any]:
        if self.line is None:
            return {"told": self.told, "knowledge": self.text, "source": self.source}
        return {"told": self.told} | self.line.to_dict()


@dataclass(frozen=True, slots=True)
class Against:
    """Two sides, and what they differ over ("date", "holder", "knowledge" …)."""

    over: str
    sides: tuple[Side, Side]

    def to_dict(self) -> dict[str, Any]:
        return {"over": self.over, "sides": [side.to_dict() for side in self.sides]}


def against(reader: Reader, claims: Sequence[Claim]) -> tuple[Against, ...]:
    """What contradicts these claims, each contradiction once, as the view has it."""
    return tuple(islice(chain(_opposed(reader, [claim.id for claim in claims]), _knowledge(reader, claims)), SHOWN))


def against_actor(reader: Reader, keys: tuple[str, ...]) -> tuple[Against, ...]:
    """What contradicts the claims with an actor in them."""
    lasting = reader.catalogue.find(Asked(kinds=("membership", "tenure"), parties=(keys,)))
    opposed = _opposed(reader, reader.catalogue.contradicted(keys, limit=SHOWN))
    return tuple(islice(chain(opposed, _knowledge(reader, [row.claim for row in lasting])), SHOWN))


def _opposed(reader: Reader, ids: Sequence[str]) -> Iterator[Against]:
    """Other claims against these, and reports of one claim that differ."""
    if not ids:
        return
    found = [own for _, stream in reader.catalogue.contradictions(of=ids) for own in islice(stream, SHOWN)][:SHOWN]
    wanted = tuple({ident for own in found for ident in (own.one, own.other)})
    rows = {row.claim.id: row for row in reader.catalogue.find(Asked(ids=wanted))} if wanted else {}
    for own in found:
        if own.sides is not None:
            here, there = (_line(reader, side) for side in own.sides)
        elif own.one in rows and own.other in rows:
            here, there = reader.line(rows[own.one]), reader.line(rows[own.other])
        else:
            continue
        told = own.told or questions.said(own.over, here.claim, there.claim)
        yield Against(own.over, (Side(told[0], here), Side(told[1], there)))


def _knowledge(reader: Reader, claims: Sequence[Claim]) -> Iterator[Against]:
    for claim in claims:
        if claim.kind not in ("membership", "tenure"):
            continue
        found = known(claim, reader.room.knowledge, reader.published(claim))
        if found and found.verdict == "contradicts":
            yield Against("knowledge", (Side("", _line(reader, claim)), Side("", None, found.text, found.source)))


def _line(reader: Reader, claim: Claim) -> Line:
    rooms = tuple(sorted({newsroom(piece.report, reader.reports) for piece in claim.evidence}))
    return Line(describe(claim), claim, questions.telling(claim.evidence), rooms, len(rooms))
