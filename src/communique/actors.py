"""Who acts and in whose words: the two values both documents and claims speak of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

Status = Literal["asserted", "planned", "proposed", "conditional", "possible", "denied", "cancelled"]

#: From the firmest to the least firm; denied and cancelled never pool with the others.
FIRMNESS: tuple[Status, ...] = (
    "asserted", "planned", "proposed", "conditional", "possible", "denied", "cancelled",
)


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, organisation, organ, person, group, place or medium as one text names it.

    `id` is its identity in the knowledge base, or None; `name` the common short English name; `text` the words
    written; `code` ISO 3166 alpha-3 or a PLOVER code; `sector` a PLOVER sector.
    """

    name: str
    text: str
    id: str | None = None
    code: str | None = None
    sector: str | None = None

    def key(self) -> str:
        """What makes two mentions one actor: the id, else the name without case."""
        return self.id or self.name.casefold()

    def to_dict(self) -> dict[str, Any]:
        return {"id": self.id, "name": self.name, "text": self.text, "code": self.code, "sector": self.sector}

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Actor:
        return cls(name=row["name"], text=row["text"], id=row["id"], code=row["code"], sector=row["sector"])


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a claim stands: `text[start:end] == quote` in the report, how firmly, in whose words.

    `start` and `end` are code points. `speaker` is whose word it is (None: the newsroom's own); `chain` is
    everyone between the speaker and the report, outermost first.
    """

    report: str
    start: int
    end: int
    quote: str
    status: Status = "asserted"
    speaker: Actor | None = None
    chain: tuple[Actor, ...] = ()
    rule: str = ""  # which rule or head read it; shown by `why`

    def to_dict(self) -> dict[str, Any]:
        return {
            "report": self.report,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "status": self.status,
            "speaker": self.speaker.to_dict() if self.speaker else None,
            "chain": [actor.to_dict() for actor in self.chain],
            "rule": self.rule,
        }

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Evidence:
        speaker = row["speaker"]
        return cls(
            report=row["report"], start=row["start"], end=row["end"], quote=row["quote"], status=row["status"],
            speaker=Actor.from_dict(speaker) if speaker else None,
            chain=tuple(Actor.from_dict(actor) for actor in row["chain"]), rule=row.get("rule", ""),
        )

    def within(self, start: int, end: int, text: str) -> Evidence:
        """The same evidence citing other words of the same report."""
        return replace(self, start=start, end=end, quote=text[start:end])
