"""Stand-off written down as a sheet again, for readers who take up or check what another has kept."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.quoting import quoted
from corpus.reading import Unit, units
from corpus.scheme import KINDS, Field
from corpus.standoff import Annotation, Claim, Entity, Evidence, Filler


def sheet_of(annotation: Annotation, text: str) -> str:
    """The sheet that writes an annotation down; parsing it gives the annotation again."""
    every = units(text)
    out = [f"document {annotation.document}", f"reader {annotation.reader} {annotation.date}"]
    out += [_entity_line(entity) for entity in annotation.entities]
    told: dict[int, list[str]] = {unit.number: [] for unit in every}
    homes = {claim.id: home(every, claim.evidence[0]) for claim in annotation.claims}
    # a claim is written below the statement it stands in, and told again below where it is told first
    outer = {claim.id: claim.evidence[0].within for claim in annotation.claims}
    for claim in sorted(annotation.claims, key=lambda claim: (claim.kind != "statement", _depth(claim.id, outer))):
        within = homes.get(claim.evidence[0].within or "", 1)
        homes[claim.id] = max(homes[claim.id], within)
        told[homes[claim.id]].append(claim_line(claim, every, text))
    for claim in annotation.claims:
        for evidence in claim.evidence[1:]:
            words = " ".join([f"again {claim.id}", *_standing(evidence, every, text)])
            told[max(home(every, evidence), homes[claim.id], homes.get(evidence.within or "", 1))].append(words)
    marks = {"claims": "", "nothing": " -", "boilerplate": " ~"}
    for unit, (_, _, what) in zip(every, annotation.units, strict=True):
        out += [f"[{unit.number}]{marks[what]}", *told[unit.number]]
    return "\n".join(out) + "\n"


def _entity_line(entity: Entity) -> str:
    codes = f"{entity.code or '-'}{'.' + entity.sector if entity.sector else ''}"
    return f"entity {entity.key} {entity.id or entity.kind} {codes} {entity.name}"


def home(every: tuple[Unit, ...], evidence: Evidence) -> int:
    """The number of the unit in which a piece of evidence begins."""
    return next(unit.number for unit in every if unit.start <= evidence.spans[0][0] < unit.end)


def _depth(label: str, outer: Mapping[str, str | None]) -> int:
    """How many statements a claim stands in, one inside the other."""
    within = outer[label]
    return 1 + _depth(within, outer) if within else 0


def claim_line(claim: Claim, every: tuple[Unit, ...], text: str) -> str:
    """A claim as its sheet's line, with all of its first evidence."""
    words = [f"{claim.id}:", claim.kind, *_standing(claim.evidence[0], every, text), *(["?"] if claim.unsure else [])]
    for name, fillers in claim.fields.items():
        if KINDS[claim.kind].get(name, Field("text")).form == "list of":
            words.append(f"{name}={','.join(str(filler.value) for filler in fillers)}")
        else:
            words += [f"{name}={filled(filler, every, text)}" for filler in fillers]
    return " ".join(words)


def _standing(evidence: Evidence, every: tuple[Unit, ...], text: str) -> list[str]:
    words = [evidence.status] + ([f"in={evidence.within}"] if evidence.within else [])
    return [*words, f"evidence={quoted(evidence.spans, every, text)}"]


def filled(filler: Filler, every: tuple[Unit, ...], text: str) -> str:
    """What fills a field, as a sheet writes it."""
    value = (filler.value or "").replace(" ", "-")
    quotes = quoted(filler.spans, every, text)
    between = "@" if value and quotes else ""
    return f"{value}{between}{quotes}" + "".join(f"/{part.replace(' ', '-')}" for part in filler.manner)
