"""How far two readers of the same documents agree: `python -m corpus.agreement A B` prints it per kind and field.

Claims of one kind are paired one to one, likest first, by the characters their evidence and fields share; a pair
shares at least one character. F1 is over claims (paired or not); the fields of paired claims are compared by spans,
exactly and by overlap, by value, and by whom they mean (links).
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from corpus.scheme import KINDS, fields_of
from corpus.standoff import Annotation, Claim, Filler, Span, marked, read


@dataclass(slots=True)
class Tally:
    """What one reader has, what the other has, and what both have."""

    one: int = 0
    other: int = 0
    both: int = 0

    def add(self, one: int, other: int, both: int) -> None:
        self.one, self.other, self.both = self.one + one, self.other + other, self.both + both

    @property
    def f1(self) -> float | None:
        """Between 0 and 1; None where neither reader has anything."""
        return 2 * self.both / (self.one + self.other) if self.one + self.other else None


@dataclass(slots=True)
class Agreement:
    """Tallies by kind, and by kind and field: `exact` and `overlapping` spans, `values`, `links` to entities."""

    kinds: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    statuses: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    exact: dict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    overlapping: dict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    values: dict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    links: dict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))

    def add(self, one: Annotation, other: Annotation) -> None:
        """Count one document read by both. Raises ValueError where they are of two documents or texts."""
        if (one.document, one.sha256) != (other.document, other.sha256):
            raise ValueError(f"{one.document} and {other.document} are not one text")
        same = same_entities(one, other)
        for kind in KINDS:
            ones, others = ([c for c in a.claims if c.kind == kind] for a in (one, other))
            paired = pairs(ones, others)
            self.kinds[kind].add(len(ones), len(others), len(paired))
            for left, right in paired:
                self.statuses[kind].add(1, 1, int(left.status == right.status))
                self._fields(left, right, same)

    def _fields(self, left: Claim, right: Claim, same: frozenset[tuple[str, str]]) -> None:
        for name, spec in fields_of(left.kind).items():
            key, ours, theirs = (left.kind, name), left.fields.get(name, ()), right.fields.get(name, ())
            if spec.form in ("actor", "text"):
                spans, their_spans = _spans(ours), _spans(theirs)
                self.exact[key].add(len(spans), len(their_spans), len(spans & their_spans))
                found = _overlapping(spans, their_spans) + _overlapping(their_spans, spans)
                self.overlapping[key].add(2 * len(spans), 2 * len(their_spans), found)
            if spec.form == "actor":
                linked = sum(any((a.value, b.value) in same for b in theirs) for a in ours)
                self.links[key].add(len(ours), len(theirs), min(linked, len(theirs)))
            elif spec.form != "text":
                values, their_values = ({filler.value for filler in side} for side in (ours, theirs))
                self.values[key].add(len(values), len(their_values), len(values & their_values))


def pairs(ones: Iterable[Claim], others: Iterable[Claim]) -> list[tuple[Claim, Claim]]:
    """Claims of two readers, one to one, those that share the most characters first."""
    left, right = ([(claim, _characters(claim)) for claim in side] for side in (ones, others))
    likeness = [
        (2 * len(a & b) / (len(a) + len(b)), -i, -j)
        for i, (_, a) in enumerate(left) for j, (_, b) in enumerate(right) if a & b
    ]  # fmt: skip
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    paired = []
    for _, i, j in sorted(likeness, reverse=True):
        if -i not in taken_left and -j not in taken_right:
            taken_left.add(-i)
            taken_right.add(-j)
            paired.append((left[-i][0], right[-j][0]))
    return paired


def _characters(claim: Claim) -> frozenset[tuple[str, int]]:
    """The claim's first evidence, and each field's characters under its name, so that roles tell claims apart."""
    cited = {("evidence", at) for start, end in claim.evidence[0].spans for at in range(start, end)}
    filled = {
        (name, at) for name, fillers in claim.fields.items() for start, end in _spans(fillers)
        for at in range(start, end)
    }  # fmt: skip
    return frozenset(cited | filled)


def _spans(fillers: Iterable[Filler]) -> frozenset[Span]:
    return frozenset(span for filler in fillers for span in filler.spans)


def _overlapping(spans: Iterable[Span], others: Iterable[Span]) -> int:
    others = tuple(others)
    return sum(any(span[0] < other[1] and other[0] < span[1] for other in others) for span in spans)


def same_entities(one: Annotation, other: Annotation) -> frozenset[tuple[str, str]]:
    """Which entity keys of two readers mean one: the same identity or name, or a mention marked by both."""
    mentions, their_mentions = one.mentions(), other.mentions()
    return frozenset(
        (ours.key, theirs.key) for ours in one.entities for theirs in other.entities
        if (ours.id and ours.id == theirs.id) or ours.name.casefold() == theirs.name.casefold()
        or mentions[ours.key] & their_mentions[theirs.key]
    )  # fmt: skip


def read_units(one: Annotation, other: Annotation) -> Tally:
    """Agreement on which units hold claims."""
    left, right = ({unit for unit in side.units if _holds_claim(side, unit)} for side in (one, other))
    return Tally(len(left), len(right), len({u[:2] for u in left} & {u[:2] for u in right}))


def _holds_claim(annotation: Annotation, unit: tuple[int, int, str]) -> bool:
    return any(unit[0] <= start < unit[1] for claim in annotation.claims for start, _ in marked(claim))


def report(agreement: Agreement) -> Iterator[str]:
    """The tables as lines: claims by kind, then every field that either reader fills."""
    yield f"{'kind':12} {'one':>5} {'other':>5} {'F1':>6} {'status':>7}"
    for kind in KINDS:
        tally, status = agreement.kinds[kind], agreement.statuses[kind]
        yield f"{kind:12} {tally.one:5} {tally.other:5} {_figure(tally):>6} {_figure(status):>7}"
    yield f"\n{'field':26} {'exact':>6} {'overlap':>8} {'value':>6} {'links':>6}"
    for kind in KINDS:
        for name in fields_of(kind):
            row = [_figure(table[kind, name]) for table in (
                agreement.exact, agreement.overlapping, agreement.values, agreement.links)]  # fmt: skip
            if any(figure != "-" for figure in row):
                yield f"{kind + '.' + name:26} {row[0]:>6} {row[1]:>8} {row[2]:>6} {row[3]:>6}"


def _figure(tally: Tally) -> str:
    return "-" if tally.f1 is None else f"{tally.f1:.3f}"


def by_document(paths: Iterable[Path]) -> Mapping[str, Annotation]:
    """One reader's annotations by document."""
    return {annotation.document: annotation for annotation in map(read, sorted(paths))}


def main() -> None:
    parser = argparse.ArgumentParser(prog="corpus.agreement", description="Agreement of two readers.")
    parser.add_argument("one", help="a reader's name")
    parser.add_argument("other", help="another reader's name")
    parser.add_argument("--annotations", type=Path, default=Path(__file__).parent / "annotations")
    given = parser.parse_args()
    left, right = (by_document(given.annotations.glob(f"*.{name}.jsonl")) for name in (given.one, given.other))
    agreement, shared = Agreement(), sorted(left.keys() & right.keys())
    for name in shared:
        agreement.add(left[name], right[name])
    print(f"{len(shared)} documents read by both {given.one} and {given.other}\n")
    print("\n".join(report(agreement)))


if __name__ == "__main__":
    main()
