"""What may be marked: kinds of claims, their fields and the values each field takes (docs/annotation.md explains)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: Raised when a change of the guidelines makes older annotations differ; every file says under which it was made.
GUIDELINES = 1

STATUSES = ("asserted", "planned", "proposed", "conditional", "possible", "denied", "cancelled")

ENTITY_KINDS = ("state", "org", "organ", "person", "place", "medium", "group", "document")

#: PLOVER 0.8: the modes of each type; types without modes have an empty tuple.
MODES: dict[str, tuple[str, ...]] = {
    "AGREE": (),
    "CONSULT": ("host", "phone", "third-party", "visit"),
    "SUPPORT": (),
    "CONCEDE": (),
    "COOPERATE": (),
    "AID": ("asylum", "economic", "humanitarian", "military", "peacekeeping"),
    "RETREAT": ("access", "ceasefire", "disarm", "ease", "release", "resign", "return", "withdraw"),
    "REQUEST": ("assist", "change", "meet", "yield"),
    "ACCUSE": ("allege", "disapprove", "investigate"),
    "REJECT": ("assist", "change", "meet", "veto", "yield"),
    "THREATEN": ("ban", "expel", "political", "relations", "restrict", "territory", "violence"),
    "SANCTION": ("convict", "discontinue", "expel", "withdraw"),
    "PROTEST": ("boycott", "demo", "obstruct", "riot", "strike-gen", "strike-hun"),
    "MOBILIZE": ("militia", "police", "troops", "weapons"),
    "COERCE": ("ban", "censor", "curfew", "deport", "detain", "martial-law", "repress", "restrict", "seize"),
    "ASSAULT": (
        "abduct", "assassinate", "beat", "destroy", "execute", "explosives", "firearms", "heavy-weapons", "occupy",
        "sexual", "suicide-attack", "torture",
    ),
}  # fmt: skip

#: Every mode, of whichever type.
_MODES = tuple(sorted({mode for modes in MODES.values() for mode in modes}))

CONTEXTS = (
    "cbrn", "corruption", "crime", "culture", "cyber", "diplomatic", "disaster", "disease", "economic", "election",
    "environment", "government", "intelligence", "legal", "legislative", "military", "refugee", "resource", "rights",
    "territory", "terrorism",
)  # fmt: skip

SECTORS = frozenset(
    "GOV MIL COP JUD LEG SPY PTY OPP REB UAF PRM CVL ELI REF JRN EDU BUS LAB REL CRM MED AGR SOC PRE UNK".split()  # noqa: SIM905
)

Form = Literal["actor", "text", "date", "one of", "list of"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind of claim.

    `form` is what fills it: actors (an entity, with the words that name it there), text (words of the document),
    a date (EDTF, with its words), one of `values`, or several of them.
    """

    form: Form
    values: tuple[str, ...] = ()
    needed: bool = False
    many: bool = False


_ACTOR, _ACTORS, _TEXT, _DATE = Field("actor"), Field("actor", many=True), Field("text"), Field("date")


def _one_of(*values: str) -> Field:
    return Field("one of", values)


#: Fields that every kind has. `trigger` is the word that shows the claim best; `evidence` the fewest words that do.
COMMON = {"trigger": _TEXT, "when": _DATE, "where": _ACTOR}

KINDS: dict[str, dict[str, Field]] = {
    "meeting": {
        "body": _ACTORS, "participant": _ACTORS, "occasion": _TEXT, "about": _TEXT,
        "format": _one_of("in-person", "video", "hybrid", "phone", "unknown"),
    },
    "statement": {
        "speaker": _ACTORS, "addressee": _ACTORS, "chain": _ACTORS, "occasion": _TEXT,
        "cue": _TEXT, "content": Field("text", needed=True),
        "mode": Field("one of", ("direct", "indirect", "mixed"), needed=True),
    },
    "position": {
        "holder": Field("actor", needed=True, many=True), "subject": _ACTORS, "issue": Field("text", needed=True),
        "stance": Field(
            "one of", ("supports", "opposes", "withholds", "conditional", "blames", "demands"), needed=True
        ),
        "condition": _TEXT,
    },
    "commitment": {
        "by": Field("actor", needed=True, many=True), "to": _ACTORS, "content": Field("text", needed=True),
        "condition": _TEXT, "deadline": _DATE,
    },
    "membership": {
        "member": Field("actor", needed=True, many=True), "organization": Field("actor", needed=True),
        "role": Field(
            "one of",
            ("member", "founding member", "observer", "dialogue partner", "guest", "applicant", "candidate",
             "suspended", "former"),
            needed=True,
        ),
    },
    "tenure": {
        "person": Field("actor", needed=True), "post": Field("text", needed=True), "of": _ACTOR,
        "held": Field("one of", ("current", "former", "acting", "designate"), needed=True),
    },
    "designation": {
        "subject": Field("actor", needed=True), "label": Field("text", needed=True), "by": _ACTOR,
    },
    "event": {
        "type": Field("one of", tuple(MODES), needed=True), "mode": _one_of(*_MODES),
        "context": Field("list of", CONTEXTS), "actor": _ACTORS, "recipient": _ACTORS,
    },
}  # fmt: skip

#: What may stand after an actor of a meeting: how it took part, and as what.
MANNERS = ("in person", "video", "phone", "host", "chair", "guest", "observer")


def fields_of(kind: str) -> dict[str, Field]:
    """The fields a claim of this kind may have, in the order in which they are written."""
    return KINDS[kind] | COMMON
