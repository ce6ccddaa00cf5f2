"""Sheets, the form in which a reader writes claims down, checked against the text and turned into stand-off and back.

A sheet goes through the text unit by unit (`corpus.reading`) and quotes the exact words of every role, so that the
text itself is never retyped or altered; docs/annotation.md shows the form. `python -m corpus.markup SHEET…` checks
sheets and prints every problem with its line; with `--keep` those without a problem go to annotations/.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.quoting import Problem, find
from corpus.reading import Unit, laid_out, units
from corpus.scheme import (
    ENTITY_KINDS,
    GUIDELINES,
    KINDS,
    MANNERS,
    MODES,
    SECTORS,
    STATUSES,
    Field,
    fields_of,
)  # fmt: skip
from corpus.standoff import Annotation, Claim, Entity, Evidence, Filler, Span, marked, write
from corpus.writing import sheet_of

#: Words one claim may cite, as in the outside contract.
LONGEST_EVIDENCE = 800

_TOKEN = re.compile(r"(?:<[^>]*>|[^\s<>])+")
_QUOTE = re.compile(r"(?:(\d+):)?<([^>]*)>(?:#(\d+))?")
_ACTOR = re.compile(r"([\w.-]+)@?((?:(?:\d+:)?<[^>]*>(?:#\d+)?\+?)+)?((?:/[\w-]+)*)")
_DATE = re.compile(r"[0-9X]{4}(-[0-9X]{2}(-[0-9X]{2})?)?(/[0-9X]{4}(-[0-9X]{2}(-[0-9X]{2})?)?)?")
_UNIT_LINE = re.compile(r"\[(\d+)(?:-(\d+))?\]\s*([-~])?\s*$")


class SheetError(Exception):
    """A sheet with problems; `problems` are (line number, what is wrong)."""

    def __init__(self, problems: Iterable[tuple[int, str]]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"line {line}: {what}" for line, what in self.problems))


@dataclass
class _Sheet:
    """A sheet being read: what has been gathered so far."""

    text: str
    units: tuple[Unit, ...]
    head: dict[str, str] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    read: dict[int, str] = field(default_factory=dict)
    unit: Unit | None = None
    problems: list[tuple[int, str]] = field(default_factory=list)

    def span(self, match: re.Match[str]) -> Span:
        number, quote, occurrence = match.groups()
        unit = self.unit if number is None else self.numbered(int(number))
        if unit is None:
            raise Problem("a claim before the first unit")
        return find(self.text, unit, quote, int(occurrence) if occurrence else None)

    def numbered(self, number: int) -> Unit:
        if not 1 <= number <= len(self.units):
            raise Problem(f"there is no unit {number}: the text has {len(self.units)}")
        return self.units[number - 1]


def parse(sheet: str, text: str, sha256: str) -> Annotation:
    """The annotation a sheet writes down. Raises SheetError with every problem found."""
    reading = _Sheet(text, units(text))
    for number, line in enumerate(sheet.splitlines(), start=1):
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        try:
            _line(reading, bare)
        except Problem as problem:
            reading.problems.append((number, str(problem)))
    reading.problems += [(0, problem) for problem in _unfinished(reading)]
    if reading.problems:
        raise SheetError(reading.problems)
    return Annotation(
        document=reading.head["document"], sha256=sha256, reader=reading.head["reader"], date=reading.head["date"],
        guidelines=GUIDELINES, entities=tuple(reading.entities.values()),
        claims=tuple(sorted(map(_in_order, reading.claims.values()), key=_place)),
        units=tuple((unit.start, unit.end, reading.read[unit.number]) for unit in reading.units),
    )  # fmt: skip


def _in_order(claim: Claim) -> Claim:
    first, *others = claim.evidence
    return replace(claim, evidence=(first, *sorted(others, key=lambda evidence: evidence.spans)))


def _place(claim: Claim) -> tuple[tuple[Span, ...], str, str]:
    return claim.evidence[0].spans, claim.kind, claim.id


def _line(reading: _Sheet, line: str) -> None:
    if line.startswith("["):
        _unit(reading, line)
        return
    first, _, rest = line.partition(" ")
    if first == "document":
        reading.head["document"] = rest.strip()
    elif first == "reader":
        reading.head["reader"], _, reading.head["date"] = rest.strip().partition(" ")
    elif first == "entity":
        _entity(reading, rest)
    elif first == "again":
        _again(reading, rest)
    else:
        _claim(reading, line)


def _unit(reading: _Sheet, line: str) -> None:
    match = _UNIT_LINE.match(line)
    if not match:
        raise Problem(f"{line}: write [number], [number] -, [number] ~ or [number-number] -")
    first, last, mark = match.groups()
    expected = len(reading.read) + 1
    if int(first) != expected:
        raise Problem(f"unit {first} where unit {expected} comes next: every unit is read, in order")
    for number in range(int(first), int(last or first) + 1):
        reading.unit = reading.numbered(number)
        reading.read[number] = {"-": "nothing", "~": "boilerplate", None: "claims"}[mark]


def _entity(reading: _Sheet, rest: str) -> None:
    parts = rest.split(None, 3)
    if len(parts) < 4:
        raise Problem("entity KEY KIND[/id…] CODE.SECTOR|- NAME")
    key, kind, codes, name = parts
    if key in reading.entities:
        raise Problem(f"entity {key} is declared twice")
    code, _, sector = codes.partition(".")
    if sector and sector not in SECTORS:
        raise Problem(f"unknown sector {sector}")
    if code not in {"", "-"} and not re.fullmatch(r"[A-Z]{3}", code):
        raise Problem(f"{code} is no country code of three letters")
    bare = kind.partition("/")[0]
    if bare not in ENTITY_KINDS:
        raise Problem(f"unknown kind of entity {bare}: one of {', '.join(ENTITY_KINDS)}")
    reading.entities[key] = Entity(
        key, "organ" if kind.count("/") == 2 else bare, name, id=kind if "/" in kind else None,
        code=code if code not in {"", "-"} else None, sector=sector or None,
    )  # fmt: skip


def _again(reading: _Sheet, rest: str) -> None:
    label, *tokens = _TOKEN.findall(rest)
    if label not in reading.claims:
        raise Problem(f"no claim {label} before this line")
    claim = reading.claims[label]
    written = _Written(claim.kind)
    for token in tokens:
        _token(reading, written, token)
    if set(written.fields) - {"evidence"}:
        raise Problem("`again` takes a status, in= and evidence= only")
    evidence = _evidence(reading, written)
    reading.claims[label] = Claim(claim.id, claim.kind, (*claim.evidence, evidence), claim.fields, claim.unsure)


@dataclass
class _Written:
    """One claim's line, taken apart."""

    kind: str
    status: str = "asserted"
    within: str | None = None
    unsure: bool = False
    fields: dict[str, list[Filler]] = field(default_factory=dict)


def _claim(reading: _Sheet, line: str) -> None:
    kind, *tokens = _TOKEN.findall(line)
    label = f"c{len(reading.claims) + 1}"
    if kind.endswith(":"):
        label, kind, *tokens = kind[:-1], *tokens
    if kind not in KINDS:
        raise Problem(f"unknown kind {kind}: one of {', '.join(KINDS)}")
    if label in reading.claims:
        raise Problem(f"two claims are labelled {label}")
    if reading.unit is None or reading.read[reading.unit.number] != "claims":
        raise Problem("a claim below a unit marked as nothing or boilerplate")
    written = _Written(kind)
    for token in tokens:
        _token(reading, written, token)
    evidence = _evidence(reading, written)
    _check(written)
    reading.claims[label] = Claim(
        label, kind, (evidence,), {name: tuple(fillers) for name, fillers in written.fields.items()}, written.unsure
    )


def _token(reading: _Sheet, written: _Written, token: str) -> None:
    name, equals, value = token.partition("=")
    if not equals or "<" in name:
        _bare_word(written, token)
    elif name == "in":
        if value not in reading.claims or reading.claims[value].kind != "statement":
            raise Problem(f"in={value}: no statement of that label above")
        written.within = value
    elif name == "evidence":
        written.fields["evidence"] = [Filler(None, _spans(reading, value))]
    elif name in fields_of(written.kind):
        spec = fields_of(written.kind)[name]
        written.fields.setdefault(name, []).extend(_fillers(reading, spec, name, value))
    else:
        raise Problem(f"a {written.kind} has no field {name}: it has {', '.join(fields_of(written.kind))}")


def _bare_word(written: _Written, word: str) -> None:
    """A status, `?` for unsure, or a value of the kind's one closed field ("observer", "AID/military")."""
    if word == "?":
        written.unsure = True
    elif word in STATUSES:
        written.status = word
    elif not _closed(written.kind):
        raise Problem(f"{word}: neither a status nor field=value")
    else:
        parts = word.split("/") if written.kind == "event" else [word]
        for name, part in zip((_closed(written.kind), "mode"), parts, strict=False):
            written.fields[name] = _fillers(None, KINDS[written.kind][name], name, part)


def _closed(kind: str) -> str:
    return next((name for name, spec in KINDS[kind].items() if spec.form == "one of"), "")


def _fillers(reading: _Sheet | None, spec: Field, name: str, value: str) -> list[Filler]:
    if spec.form in ("one of", "list of"):
        return [Filler(_known(spec, name, part)) for part in (value.split(",") if spec.form == "list of" else [value])]
    assert reading is not None
    if spec.form == "text":
        return [Filler(None, _spans(reading, value))]
    return [_date(reading, value) if spec.form == "date" else _actor(reading, value)]


def _known(spec: Field, name: str, value: str) -> str:
    for known in (value, value.replace("-", " ")):
        if known in spec.values:
            return known
    raise Problem(f"{name}={value}: one of {', '.join(spec.values)}")


def _actor(reading: _Sheet, value: str) -> Filler:
    """`key<words>/video/chair`, `key@13:<words>` and bare `key` (implied here, named elsewhere)."""
    match = _ACTOR.fullmatch(value)
    if not match:
        raise Problem(f"{value}: write key<words>, key@13:<words of unit 13> or key")
    key, quotes, manner = match.groups()
    if key not in reading.entities:
        raise Problem(f"{key}: no such entity is declared")
    manners = tuple(part.replace("-", " ") for part in (manner or "").split("/") if part)
    for part in manners:
        if part not in MANNERS:
            raise Problem(f"/{part}: one of {', '.join(MANNERS)}")
    return Filler(key, _spans(reading, quotes) if quotes else (), manners)


def _date(reading: _Sheet, value: str) -> Filler:
    match = _DATE.match(value)
    if not match:
        raise Problem(f"{value}: a date is EDTF, such as 2011-01, 2011-01-07 or XXXX-09-14/XXXX-09-16")
    rest = value[match.end() :]
    return Filler(match.group(), _spans(reading, rest.lstrip("@")) if "<" in rest else ())


def _spans(reading: _Sheet, value: str) -> tuple[Span, ...]:
    spans = tuple(reading.span(match) for match in _QUOTE.finditer(value))
    if not spans:
        raise Problem(f"{value}: words of the text stand in <>")
    return spans


def _evidence(reading: _Sheet, written: _Written) -> Evidence:
    """The words given, else from the first to the last word the claim marks in the unit it is written under."""
    given = written.fields.pop("evidence", None)
    spans = given[0].spans if given else (_hull(reading, written),)
    if sum(end - start for start, end in spans) > LONGEST_EVIDENCE:
        raise Problem(f"evidence of more than {LONGEST_EVIDENCE} characters: give evidence=<…> with fewer")
    return Evidence(spans, written.status, written.within)


def _hull(reading: _Sheet, written: _Written) -> Span:
    assert reading.unit is not None
    here = [
        span for fillers in written.fields.values() for filler in fillers for span in filler.spans
        if reading.unit.start <= span[0] < reading.unit.end
    ]  # fmt: skip
    if not here:
        raise Problem("no words in this unit: give evidence=<…>")
    return min(start for start, _ in here), max(end for _, end in here)


def _check(written: _Written) -> None:
    fields = KINDS[written.kind]
    for name, spec in fields.items():
        if spec.needed and not written.fields.get(name):
            raise Problem(f"a {written.kind} needs {name}")
    for name, fillers in written.fields.items():
        spec = fields_of(written.kind)[name]
        if len(fillers) > 1 and not spec.many and spec.form != "list of":
            raise Problem(f"{name} is given {len(fillers)} times")
    if written.kind == "event":
        _check_event(written)
    if written.kind == "meeting" and not (written.fields.get("body") or written.fields.get("participant")):
        raise Problem("a meeting needs a body or a participant")


def _check_event(written: _Written) -> None:
    kind, mode = written.fields["type"][0].value, written.fields.get("mode")
    if mode and mode[0].value not in MODES[str(kind)]:
        raise Problem(f"{kind} has no mode {mode[0].value}: {', '.join(MODES[str(kind)]) or 'it has none'}")
    if not written.fields.get("trigger"):
        raise Problem("an event needs its trigger")


def _unfinished(reading: _Sheet) -> Iterator[str]:
    for name in ("document", "reader", "date"):
        if not reading.head.get(name):
            yield f"no {name} given"
    for unit in reading.units[len(reading.read) :]:
        yield f"unit {unit.number} is not read"
    own = {number: False for number, what in reading.read.items() if what == "claims"}
    mentioned = set()
    for claim in reading.claims.values():
        for start, _ in marked(claim):
            own |= {unit.number: True for unit in reading.units if unit.start <= start < unit.end if unit.number in own}
        mentioned |= {f.value for fillers in claim.fields.values() for f in fillers if f.spans and f.value}
    yield from (f"unit {number}: no claim, so write [{number}] -" for number, full in own.items() if not full)
    for key in reading.entities:
        if key not in mentioned:
            yield f"entity {key} is never mentioned"


def main() -> None:
    from corpus.loading import FIRST, documents, kept, text_of

    parser = argparse.ArgumentParser(prog="corpus.markup", description="Check sheets; keep those that are whole.")
    parser.add_argument("sheets", nargs="*", type=Path)
    parser.add_argument("--keep", action="store_true", help="write stand-off into annotations/")
    parser.add_argument("--lay-out", metavar="DOCUMENT", help="print a document's numbered units and stop")
    parser.add_argument("--sheet", metavar="DOCUMENT", help="print the sheet of a document that is kept and stop")
    parser.add_argument("--reader", default=FIRST, help="whose sheet (default: %(default)s)")
    given = parser.parse_args()
    if given.sheet:
        for annotation in kept():
            if (annotation.document, annotation.reader) == (given.sheet, given.reader):
                print(sheet_of(annotation, text_of(documents()[given.sheet])))
        return
    if given.lay_out:
        print(laid_out(text_of(documents()[given.lay_out])), end="")
        return
    failed = False
    for path in given.sheets:
        sheet = path.read_text(encoding="utf-8")
        name = re.search(r"^document (\S+)", sheet, re.MULTILINE)
        document = documents()[name.group(1)] if name else None
        if document is None:
            sys.exit(f"{path}: no `document ID` line")
        try:
            annotation = parse(sheet, text_of(document), document.sha256)
        except SheetError as error:
            failed = True
            print(f"{path}\n{error}")
        else:
            where = write(annotation, Path(__file__).parent / "annotations").name if given.keep else "whole"
            print(f"{path.name}: {len(annotation.claims)} claims, {where}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
