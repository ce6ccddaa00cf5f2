"""Whether stories told by several reports are merged as a careful reader merges them.

    python benchmarks/stories.py [--folder tests/stories] [--show]

Eight stories of several blocs, each told by three or four reports of ours; the gold names, by words of the text, what
tells of one thing. All are read into one record. Printed for each kind: B³ (Bagga and Baldwin 1998) over the places
that were read as a claim of the kind, the share of places that were, and claims merged across stories.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from communique.claims import Claim
from communique.describe import describe
from communique.document import Report
from communique.pipeline import Pipeline
from communique.record import combine

STORIES = Path(__file__).parent.parent / "tests" / "stories"


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a report that tell of one thing of the gold."""

    story: str
    kind: str
    thing: int
    report: str
    start: int
    end: int


def stories(folder: Path = STORIES) -> Iterator[tuple[str, list[Report], list[Place]]]:
    """Each story's reports, and the places of its gold. A place's words stand once in its report."""
    for path in sorted(folder.glob("*.yaml")):
        told: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
        reports = {
            name: Report(f"{path.stem}/{name}.txt", row["text"], _day(row["date"]), row["source"])
            for name, row in told["reports"].items()
        }
        yield path.stem, list(reports.values()), list(_places(path.stem, told["gold"], reports))


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _places(story: str, gold: dict[str, Any], reports: dict[str, Report]) -> Iterator[Place]:
    for kind, things in gold.items():
        for number, thing in enumerate(things):
            for name, words in ((name, words) for row in thing for name, words in row.items()):
                text = reports[name].text
                if text.count(words) != 1:
                    raise ValueError(f"{story}/{name}: {text.count(words)} times “{words}”")
                start = text.index(words)
                yield Place(story, kind, number, reports[name].name, start, start + len(words))


def found(place: Place, claims: Iterable[Claim]) -> Claim | None:
    """The claim of the place's kind that cites most of its words."""
    best, most = None, 0.0
    for claim in claims:
        for evidence in claim.evidence:
            if claim.kind == place.kind and evidence.report == place.report:
                shared = min(evidence.end, place.end) - max(evidence.start, place.start)
                share = shared / (max(evidence.end, place.end) - min(evidence.start, place.start))
                if shared > 0 and share > most:
                    best, most = claim, share
    return best


def b_cubed(pairs: Sequence[tuple[object, object]]) -> float:
    """F1 of the mean precision and recall over items, each with what gold and system take it for."""
    if not pairs:
        return 1.0
    by_gold, by_system = defaultdict(set), defaultdict(set)
    for number, (gold, system) in enumerate(pairs):
        by_gold[gold].add(number)
        by_system[system].add(number)
    shared = [len(by_gold[gold] & by_system[system]) for gold, system in pairs]
    precision = sum(n / len(by_system[system]) for n, (_, system) in zip(shared, pairs, strict=True)) / len(pairs)
    recall = sum(n / len(by_gold[gold]) for n, (gold, _) in zip(shared, pairs, strict=True)) / len(pairs)
    return 2 * precision * recall / (precision + recall)


def across(claims: Iterable[Claim]) -> list[Claim]:
    """Claims that cite reports of two stories, memberships and posts left out: those are of every story."""
    return [
        claim for claim in claims if claim.kind not in ("membership", "tenure", "designation")
        and len({evidence.report.split("/")[0] for evidence in claim.evidence}) > 1
    ]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("--folder", type=Path, default=STORIES)
    arguments.add_argument("--show", action="store_true", help="name what was not read, and wrong merges")
    asked = arguments.parse_args()
    pipeline, told = Pipeline(), list(stories(asked.folder))
    reports = [report for _, own, _ in told for report in own]
    atoms = [claim for report in reports for claim in pipeline.atoms(report)]
    claims = combine(atoms, published={report.name: report.published for report in reports if report.published})
    texts = {report.name: report.text for report in reports}
    places = [place for _, _, own in told for place in own]
    met = {place: claim for place in places if (claim := found(place, claims))}
    for kind in ("meeting", "statement", "commitment", "position"):
        own = [place for place in places if place.kind == kind]
        read = [((p.story, p.thing), met[p].id) for p in own if p in met]
        print(f"{kind:>10}: B³ {b_cubed(read):.3f} over {len(read)} of {len(own)} places")
    print(f"merged across stories: {len(across(claims))}")
    if asked.show:
        _show(places, met, texts)
        for claim in across(claims):
            print("ACROSS", describe(claim), sorted({evidence.report for evidence in claim.evidence}))


def _show(places: list[Place], met: dict[Place, Claim], texts: dict[str, str]) -> None:
    things = defaultdict(list)
    for place in places:
        things[place.kind, place.story, place.thing].append(place)
        if place not in met:
            print("NOT READ", place.kind, place.report, texts[place.report][place.start : place.end])
    owners = defaultdict(set)
    for thing, own in things.items():
        parts = {met[place].id: met[place] for place in own if place in met}
        if len(parts) > 1:
            print("PARTED", *thing, *(f"\n    {describe(claim)} {claim.members}" for claim in parts.values()))
        for ident in parts:
            owners[ident].add(thing)
    for ident, of in owners.items():
        if len(of) > 1:
            print("JOINED", ident, sorted(of))


if __name__ == "__main__":
    main()
