"""Review: what a person should look at, conflicts first; accept, reject, correct, merge, split, undo; and the log."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from communique.actors import FIRMNESS
from communique.archive import Record
from communique.archive.reviewing import Logged
from communique.archive.room import Reader
from communique.claims import KINDS, Claim, own_fields
from communique.dates import When
from communique.document import Report
from communique.errors import StoreError
from communique.knowledge import Knowledge
from communique.languages.codebook import codebook
from communique.questions import Line, Witness, witness
from communique.store.catalogue import Asked
from communique.web.asking import BadQueryError, Query
from communique.web.forms import LINE_COLUMNS, line_row
from communique.web.pages import Page
from communique.web.pages.against import OVERS

#: Cases listed after the one shown, claims of doubtful reading looked at, and evidence shown of each.
NEXT, DOUBTFUL, SHOWN = 8, 400, 6

#: From this confidence on, a claim nobody contradicts is not put before a person.
SURE = 0.8

Sort = Literal["conflict", "refined", "doubt"]

#: What may be sent, with its key.
ACTS = {"accept": "a", "reject": "r", "correct": "c", "merge": "m", "split": "s", "undo": "u"}


@dataclass(frozen=True, slots=True)
class Case:
    """Something to decide: one claim, or two that contradict each other; `why` says what is asked."""

    sort: Sort
    why: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A claim of the case, with its words in their surroundings."""

    line: Line
    witnesses: tuple[Witness, ...]
    parts: int
    checked: bool


@dataclass(frozen=True, slots=True)
class Review:
    """The queue at one place: the case there, and those behind it."""

    TEMPLATE: ClassVar[str] = "review.html"
    COLUMNS: ClassVar[tuple[str, ...]] = ("sort", "why", *LINE_COLUMNS)

    case: Case | None
    sides: tuple[Side, ...]
    at: int
    total: int
    ahead: tuple[tuple[Case, Line], ...]
    log: tuple[Logged, ...]
    pending: bool
    read_only: bool

    @property
    def title(self) -> str:
        return "Review"

    def to_dict(self) -> dict[str, Any]:
        return {
            "at": self.at, "total": self.total, "pending": self.pending,
            "case": {"sort": self.case.sort, "why": self.case.why, "claims": [s.line.to_dict() for s in self.sides]}
            if self.case else None,
            "next": [{"sort": case.sort, "why": case.why, "claim": line.to_dict()} for case, line in self.ahead],
            "log": [{name: getattr(entry, name) for name in Logged.__slots__} for entry in self.log],
        }

    def rows(self) -> Iterator[Sequence[object]]:
        if self.case:
            yield from ((self.case.sort, self.case.why, *line_row(side.line)) for side in self.sides)
        yield from ((case.sort, case.why, *line_row(line)) for case, line in self.ahead)


def review(reader: Reader, query: Query, name: str) -> Review:
    cases = reader.remember(("cases", reader.beside.version if reader.beside else None), lambda: list(_cases(reader)))
    if ident := query.text("claim"):
        own = reader.row(ident).claim
        cases = [Case("doubt", "You asked to look at this claim.", (own.id,)), *cases]
    at = min(query.number("after"), max(len(cases) - 1, 0))
    case = cases[at] if cases else None
    behind = cases[at + 1 : at + 1 + NEXT]
    return Review(
        case, tuple(_side(reader, own) for own in case.ids) if case else (), at, len(cases),
        tuple((own, reader.line(reader.row(own.ids[0]))) for own in behind), tuple(reader.record.log(limit=10)),
        reader.beside is None or reader.beside.version < reader.version, reader.room.read_only,
    )


def _cases(reader: Reader) -> Iterator[Case]:
    """Conflicts, then vague claims that fit several sharper ones, then what was read with the least confidence."""
    accepted = reader.judgements.accepted
    pairs = reader.beside.pairs if reader.beside else ()
    ids = tuple({ident for _, one, other in pairs for ident in (one, other)})
    there = {row.claim.id: row for row in reader.catalogue.find(Asked(ids=ids))} if ids else {}
    ranked = []
    for over, one, other in pairs:
        # a claim may be gone since the pairs were found; two that both were read rightly do contradict each other
        if one in there and other in there and not {one, other} <= accepted:
            weight = there[one].independent + there[other].independent
            why = f"They contradict each other over: {OVERS.get(over, over)}."
            ranked.append((-weight, one, other, Case("conflict", why, (one, other))))
    yield from (case for *_, case in sorted(ranked, key=lambda own: own[:3]))
    doubtful = reader.catalogue.find(Asked(without=tuple(sorted(accepted))), order="doubt", limit=DOUBTFUL)
    for row in doubtful:
        if row.claim.confidence < SURE:
            yield Case("doubt", f"Read with confidence {row.claim.confidence:.2f}.", (row.claim.id,))


def _side(reader: Reader, ident: str) -> Side:
    row = reader.row(ident)
    shown = row.claim.evidence[:SHOWN]
    texts: dict[str, Report] = {piece.report: reader.text(piece.report) for piece in shown}
    return Side(
        reader.line(row), tuple(witness(piece, texts[piece.report]) for piece in shown), len(row.claim.members),
        not reader.judgements.accepted.isdisjoint(row.claim.members),
    )


# correcting


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: "text", "long" (a line each), or a choice of `choices`."""

    name: str
    value: str
    sort: Literal["text", "long", "choice"]
    hint: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correct:
    """The form to correct a claim."""

    TEMPLATE: ClassVar[str] = "correct.html"
    COLUMNS: ClassVar[tuple[str, ...]] = ("field", "value")

    line: Line
    fields: tuple[Field, ...]
    after: int
    read_only: bool

    @property
    def title(self) -> str:
        return f"Correct: {self.line.text}"

    def rows(self) -> Iterator[Sequence[object]]:
        return ((field.name, field.value) for field in self.fields)


CHOICES: dict[str, tuple[str, ...]] = {
    "status": FIRMNESS, "format": ("in-person", "video", "hybrid", "phone", "unknown"),
    "mode": ("direct", "indirect", "mixed"), "held": ("current", "former", "acting", "designate"),
    "stance": ("supports", "opposes", "withholds", "conditional", "blames", "demands"),
    "role": ("member", "founding member", "observer", "dialogue partner", "guest", "applicant", "candidate",
             "suspended", "former"),
}
#: CAMEO's root code of each of PLOVER's types, for a type that is put by hand.
ROOTS = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "COOPERATE": "06", "AID": "07", "CONCEDE": "08", "RETREAT": "08",
    "REQUEST": "10", "ACCUSE": "11", "REJECT": "12", "THREATEN": "13", "PROTEST": "14", "MOBILIZE": "15",
    "SANCTION": "16", "COERCE": "17", "ASSAULT": "18",
}
ONE = frozenset({
    "where", "speaker", "addressee", "holder", "subject", "by", "to", "member", "organization", "person", "of",
})
SEVERAL = frozenset({"participants", "body", "actors", "recipients", "chain"})
#: How somebody took part, in brackets behind the name, and the field that holds it.
HOW = dict.fromkeys(("person", "video", "phone"), "via") | dict.fromkeys(("host", "chair", "guest", "observer"), "part")
BRACKETS = re.compile(r"(.+?)\s*\(([^()]*)\)")
DATES = frozenset({"when", "deadline"})
#: What follows from the program's own tables is not typed in.
LEFT = frozenset({"quad", "cameo", "cue"})
#: What each field of an event is called on the form.
HINTS = {
    "type": "what was done, as PLOVER sorts it", "mode": "in which way; none for most types",
    "context": "what it is about: a word a line", "actors": "who did it: a name a line",
    "recipients": "to whom it was done: a name a line",
    "participants": "a name a line; how, in brackets: (video), (phone), (person), (host), (chair), (guest), (observer)",
}


def correct(reader: Reader, query: Query, name: str) -> Correct:
    """Raises `UnknownNameError` where the claim is none."""
    row = reader.row(query.text("claim"))
    return Correct(reader.line(row), tuple(_form(row.claim)), query.number("after"), reader.room.read_only)


def _form(claim: Claim) -> Iterator[Field]:
    row = claim.to_dict()
    for name in _correctable(claim):
        value, hint = row[name], HINTS.get(name, "")
        if choices := _choices(claim, name):
            # what the record holds stays what it is until somebody chooses
            yield Field(name, value or "", "choice", hint, tuple(dict.fromkeys((*choices, value or ""))))
        elif name in ONE:
            yield Field(name, value["name"] if value else "", "text", "a name")
        elif name in SEVERAL:
            rows = [value] if isinstance(value, dict) else value or []
            yield Field(name, "\n".join(map(_taking_part, rows)), "long", hint or "a name a line")
        elif name == "context":
            yield Field(name, "\n".join(value), "long", hint)
        elif name in DATES:
            yield Field(name, value["edtf"] if value else "", "text", "as 2021-09-17, 2021-09 or 2021-09-16/2021-09-17")
        else:
            yield Field(name, value or "", "long" if name in ("content", "issue", "about") else "text", "")


def _choices(claim: Claim, name: str) -> tuple[str, ...]:
    if claim.kind != "event" or name not in ("type", "mode"):
        return CHOICES.get(name, ())
    types = codebook().types
    return tuple(types) if name == "type" else ("", *sorted({mode for entry in types.values() for mode in entry.modes}))


def _taking_part(actor: Mapping[str, Any]) -> str:
    """ "Emomali Rahmon (video, chair)"."""
    how = [actor[field] for field in ("via", "part") if actor.get(field)]
    return f"{actor['name']} ({', '.join(how)})" if how else str(actor["name"])


def _correctable(claim: Claim) -> list[str]:
    own = [name for name in own_fields(KINDS[claim.kind]) if name not in LEFT]
    return ["status", "when", "where", *own]


def changes(claim: Claim, form: Mapping[str, str], knowledge: Knowledge) -> dict[str, Any]:
    """What a filled form puts otherwise, in the contract's form. Raises `StoreError` for what a field cannot hold."""
    row, found = claim.to_dict(), dict[str, Any]()
    for field in _form(claim):
        name, value = field.name, row[field.name]
        new = "\n".join(line.strip() for line in form.get(name, field.value).splitlines() if line.strip())
        if new == field.value:
            continue
        if field.choices and new not in field.choices:
            raise StoreError(claim.id, f"{new!r} is no {name}", f"name one of {', '.join(filter(None, field.choices))}")
        if name in ONE:
            found[name] = _actor(new, [value], knowledge) if new else None
        elif name in SEVERAL:
            had = [value] if isinstance(value, dict) else value or []
            found[name] = [_part(claim, line, had, knowledge, name) for line in new.splitlines()]
        elif name == "context":
            found[name] = _contexts(claim, new.split())
        elif name in DATES:
            found[name] = When(new, value["text"] if value else "").to_dict() if new else None
        else:
            optional = value is None or name in ("occasion", "about", "condition", "mode")
            found[name] = new or (None if optional else "")
    return found | _sorted_anew(claim, found)


def _sorted_anew(claim: Claim, found: Mapping[str, Any]) -> dict[str, Any]:
    """What follows from another type or mode of an event: its quad class and CAMEO root; no mode the type has not."""
    if claim.kind != "event" or found.keys().isdisjoint({"type", "mode"}):
        return {}
    kind, mode = ({**claim.to_dict(), **found}[name] for name in ("type", "mode"))
    entry = codebook().types[kind]
    more = {"quad": entry.quad, "cameo": ROOTS[kind]} if "type" in found else {}
    if mode and mode not in entry.modes:
        if "mode" in found:
            having = ", ".join(entry.modes) or "none"
            raise StoreError(claim.id, f"{mode} is no mode of {kind}", f"its modes: {having}")
        more["mode"] = None
    return more


def _contexts(claim: Claim, words: Sequence[str]) -> list[str]:
    known = codebook().contexts
    if odd := [word for word in words if word not in known]:
        raise StoreError(claim.id, f"{', '.join(odd)} is no context", f"name some of {', '.join(known)}")
    return list(dict.fromkeys(words))


def _part(
    claim: Claim, line: str, had: Sequence[dict[str, Any]], knowledge: Knowledge, field: str
) -> dict[str, Any]:
    """An actor of a list; at a meeting with how it took part, in brackets behind the name."""
    name, how = line, list[str]()
    named = any(own["name"] == line for own in had)
    if field == "participants" and not named and (found := BRACKETS.fullmatch(line)):
        name, how = found[1], [own.strip() for own in found[2].split(",") if own.strip()]
        if odd := [own for own in how if own not in HOW]:
            raise StoreError(claim.id, f"{', '.join(odd)!r} is no way of taking part", f"name some of {', '.join(HOW)}")
    actor = {key: value for key, value in _actor(name, had, knowledge).items() if key not in ("via", "part")}
    return actor | {HOW[own]: own for own in how}


def _actor(name: str, had: Sequence[dict[str, Any] | None], knowledge: Knowledge) -> dict[str, Any]:
    """The actor of this name: as it stood, or as the knowledge has it, or by the name alone."""
    for own in had:
        if own and own["name"] == name:
            return own
    meant = knowledge.named(name) or knowledge.person(name)
    if meant:
        return knowledge.actor(meant[0], name).to_dict()
    return {"id": None, "name": name, "text": name, "code": None, "sector": None}


def decide(record: Record, form: Mapping[str, str], knowledge: Knowledge) -> str:
    """Does what a form asks; gives in words what was done. Raises `StoreError`, `UnknownNameError`, `BadQueryError`."""
    act, claim = form.get("act", ""), form.get("claim", "")
    if act not in ACTS:
        raise BadQueryError("act", f"{act!r} is none of {', '.join(ACTS)}")
    if act == "undo":
        number = form.get("number", "")
        taken = record.undo(int(number) if number.isdecimal() and len(number) < 10 else None)
        return f"Taken back: {taken['act']}." if taken else "There is nothing to take back."
    if act == "merge":
        record.merge(claim, form.get("other", ""))
        return "Merged: the two are one claim now."
    if act == "split":
        return f"Split into {len(record.split(claim))} claims."
    if act == "correct":
        changed = changes(record.claim(claim), form, knowledge)
        if not changed:
            raise StoreError(claim, "nothing was changed", "change a field, or accept the claim as it is")
        record.correct(claim, changed)
        return f"Corrected: {', '.join(changed)}."
    for ident in filter(None, (claim, form.get("other", "") if act == "accept" else "")):
        if act == "accept":
            record.accept(ident)
        else:
            record.reject(ident)
    return "Accepted." if act == "accept" else "Rejected: it is out of every answer until that is taken back."


@dataclass(frozen=True, slots=True)
class Log:
    """Every decision, the latest first."""

    TEMPLATE: ClassVar[str] = "log.html"
    COLUMNS: ClassVar[tuple[str, ...]] = ("number", "act", "text", "claims", "made", "undone")

    entries: tuple[Logged, ...]
    read_only: bool

    @property
    def title(self) -> str:
        return "Decisions"

    def rows(self) -> Iterator[Sequence[object]]:
        return ((e.number, e.act, e.text, "; ".join(e.claims), e.made, e.undone or "") for e in self.entries)


def log(reader: Reader, query: Query, name: str) -> Log:
    return Log(tuple(reader.record.log(limit=1_000)), reader.room.read_only)


PAGES = (Page("/review", review), Page("/review/correct", correct), Page("/review/log", log))
