"""Where two readers of one document differ: `python -m corpus.differences ID` prints it unit by unit, for adjudication.

Claims are paired as `corpus.agreement` pairs them. Below each unit of the text stand the claims that begin there: `=`
what both have, with the fields in which they differ; `1` what only the one reader has, `2` what only the other has.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from corpus.agreement import pairs, same_entities
from corpus.loading import BEFORE, documents, text_of
from corpus.quoting import quoted
from corpus.reading import Unit, units
from corpus.scheme import KINDS, fields_of
from corpus.standoff import Annotation, Claim, Filler, read
from corpus.writing import claim_line, filled, home


def differences(one: Annotation, other: Annotation, text: str, *, every: bool = False) -> Iterator[str]:
    """The differences of two annotations of one text as lines; with `every`, what they agree on too."""
    all_units = units(text)
    told: dict[int, list[str]] = defaultdict(list)
    same = same_entities(one, other)
    for kind in KINDS:
        ones, others = ([claim for claim in side.claims if claim.kind == kind] for side in (one, other))
        paired = pairs(ones, others)
        for left, right in paired:
            differing = list(_fields(left, right, same, all_units, text))
            if differing or every:
                told[home(all_units, left.evidence[0])] += [f"= {claim_line(left, all_units, text)}", *differing]
        alone = {"1": (ones, {left.id for left, _ in paired}), "2": (others, {right.id for _, right in paired})}
        for mark, (side, known) in alone.items():
            for claim in side:
                if claim.id not in known:
                    told[home(all_units, claim.evidence[0])].append(f"{mark} {claim_line(claim, all_units, text)}")
    for unit in all_units:
        if told[unit.number] or every:
            yield f"[{unit.number}] {' '.join(text[unit.start : unit.end].split())}"
            yield from (f"  {line}" for line in told[unit.number])


def _fields(
    left: Claim, right: Claim, same: frozenset[tuple[str, str]], every: tuple[Unit, ...], text: str
) -> Iterator[str]:
    if left.status != right.status:
        yield f"    status: {left.status} | {right.status}"
    places, their_places = ({evidence.spans for evidence in side.evidence[1:]} for side in (left, right))
    if places != their_places:
        told = (" ".join(quoted(spans, every, text) for spans in sorted(side)) for side in (places, their_places))
        yield f"    again: {' | '.join(words or '-' for words in told)}"
    for name, spec in fields_of(left.kind).items():
        ours, theirs = left.fields.get(name, ()), right.fields.get(name, ())
        if spec.form == "actor":
            # an entity's key is each reader's own
            alike = len(ours) == len(theirs) and all(
                any((a.value, b.value) in same and (a.spans, a.manner) == (b.spans, b.manner) for b in theirs)
                for a in ours
            )
        else:
            alike = sorted(ours, key=_order) == sorted(theirs, key=_order)
        if not alike:
            sides = (" ".join(filled(filler, every, text) for filler in side) or "-" for side in (ours, theirs))
            yield f"    {name}: {' | '.join(sides)}"


def _order(filler: Filler) -> tuple[str, tuple[tuple[int, int], ...]]:
    return filler.value or "", filler.spans


def main() -> None:
    parser = argparse.ArgumentParser(prog="corpus.differences", description="Where two readers of a document differ.")
    parser.add_argument("document", nargs="+", help="ids of documents read twice, such as wn-2019-85")
    parser.add_argument("--one", default=BEFORE, help="a reader's name (default: %(default)s)")
    parser.add_argument("--other", default="b", help="another reader's name (default: %(default)s)")
    parser.add_argument("--every", action="store_true", help="show what both agree on, too")
    given = parser.parse_args()
    folder = Path(__file__).parent / "annotations"
    for name in given.document:
        files = [folder / f"{name}.{reader}.jsonl" for reader in (given.one, given.other)]
        for file in files:
            if not file.exists():
                parser.error(f"{file.name} is not kept: {name} was not read by that reader")
        one, other = map(read, files)
        print(name)
        print("\n".join(differences(one, other, text_of(documents()[name]), every=given.every)))


if __name__ == "__main__":
    main()
