"""How often a reading survives what must not change it: other names, the passive, another order, a frame around it.

    python -m benchmarks.probes [--failures]

Each of our own sentences (tests/probes/sentences.yaml) tells one act of {A}, mostly to {B}. It holds where an event of
its type is read with those actors: plain, with names swapped and replaced, in the passive, before and behind another
clause, in a list of actors in either order, behind a dateline, before an attribution. The probes are those that the
literature on coders asks for; what a sentence asks ("type", "actors", else recipients too) stands with it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from communique.answers.code import code_row
from communique.claims import Event
from communique.dates import day_of
from communique.document import Report
from communique.pipeline import Pipeline

SENTENCES = Path(__file__).parent.parent / "tests" / "probes" / "sentences.yaml"
#: Pairs put for {A} and {B}; the first is the plain reading's.
PAIRS = {
    "states": [("Kenya", "Peru"), ("Peru", "Kenya"), ("Norway", "Chad"), ("Laos", "Togo"), ("Brazil", "Ghana")],
    "people": [
        ("Ama Kossi", "Pedro Ruiz"), ("Pedro Ruiz", "Ama Kossi"), ("Lena Holt", "Tomas Varga"),
        ("Ines Duarte", "Karim Saidi"),
    ],
}
#: By which code somebody of a state is known: "two soldiers from Peru" are Peru's.
CODES = {
    "Kenya": "KEN", "Peru": "PER", "Norway": "NOR", "Chad": "TCD", "Laos": "LAO", "Togo": "TGO", "Brazil": "BRA",
    "Ghana": "GHA", "Fiji": "FJI",
}
#: Who joins {A} in a list, and a clause that stands beside another.
PARTNERS = {"states": "Fiji", "people": "Yusuf Bello"}
OTHER = "the Omani foreign minister visited Lusaka"
DAY = "2021-09-15"


@dataclass(frozen=True, slots=True)
class Case:
    """A text, and of the event that must be read in it the type, the actors and the recipients (None: any)."""

    probe: str
    text: str
    type: str
    actors: frozenset[str] | None
    recipients: frozenset[str] | None
    both: bool = False


def rows() -> list[dict[str, Any]]:
    """The sentences as they stand in their file."""
    found: list[dict[str, Any]] = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))
    return found


def cases(row: dict[str, Any]) -> Iterator[Case]:
    """Every probe of one sentence."""
    names = row.get("names", "states")
    first, *others = PAIRS[names]
    yield case("plain", row, row["active"], *first)
    for pair in others:
        yield case("names", row, row["active"], *pair)
    if "passive" in row:
        yield case("passive", row, row["passive"], *first)
    clause = row["active"].rstrip(".")
    inner = clause if clause.startswith("{") else clause[0].lower() + clause[1:]
    yield case("clause behind", row, f"{OTHER[0].upper()}{OTHER[1:]} after {inner}.", *first)
    yield case("clause before", row, f"After {inner}, {OTHER}.", *first)
    yield case("dateline", row, f"NAIROBI, September 14 - {row['active']}", *first)
    yield case("attribution", row, f"{clause}, officials said.", *first)
    yield case("attribution", row, f"Officials said on Tuesday that {inner}.", *first)
    if clause.startswith("{A}"):
        partner = PARTNERS[names]
        for listed in (f"{partner} and {first[0]}", f"{first[0]} and {partner}"):
            text = row["active"].replace("{A}", listed).replace(" its ", " their ")
            yield case("list", row, text, *first, more={partner})


def case(probe: str, row: dict[str, Any], text: str, a: str, b: str, more: set[str] | None = None) -> Case:
    """One probe: the text with the names in it, and what its event must say."""
    ask = row.get("ask", "recipients")
    actors = None if ask == "type" else frozenset({a, *(more or ())})
    told = ask == "recipients" and "{B}" in row["active"]
    recipients = frozenset({b}) if told else None
    text = text.replace("{A}", a).replace("{B}", b)
    return Case(probe, text, row["type"], actors, recipients, row.get("both", False))


def holds(case: Case, pipeline: Pipeline) -> bool:
    """Whether one event of the type is read with the actors asked for, and as told, not denied."""
    for event in events(case.text, pipeline):
        if event["type"] != case.type or event["status"] in ("denied", "cancelled"):
            continue
        actors, recipients = event["actors"], event["recipients"]
        if case.both:
            actors = recipients = [*actors, *recipients]
        if all(any(means(actor, name) for actor in actors) for name in case.actors or ()) and all(
            any(means(actor, name) for actor in recipients) for name in case.recipients or ()
        ):
            return True
    return False


def means(actor: dict[str, Any], name: str) -> bool:
    """Whether an actor is the one named, or somebody or something of the state named."""
    if " " in name and name.split()[-1] == actor["name"].split()[-1]:
        return True  # a person by the last name
    return name in (actor["name"], actor["text"]) or (actor["code"] is not None and actor["code"] == CODES.get(name))


def events(text: str, pipeline: Pipeline) -> list[dict[str, Any]]:
    """The events of a text that appeared on a fixed day: those coded, the main one first, then those claimed."""
    coded: list[dict[str, Any]] = code_row({"id": 1, "text": text, "date": DAY}, pipeline.analyse)["events"]
    claims = pipeline.atoms(Report("probe", text, published=day_of(DAY)))
    return [*coded, *(claim.to_dict() | {"status": claim.status} for claim in claims if isinstance(claim, Event))]


def told(text: str, pipeline: Pipeline) -> str:
    """The events of a text in short: type, who, to whom."""
    def named(event: dict[str, Any], side: str) -> str:
        return ", ".join(actor["name"] for actor in event[side])

    found = events(text, pipeline)
    return "; ".join(f"{e['type']} {named(e, 'actors')} > {named(e, 'recipients')}" for e in found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--failures", action="store_true", help="print every text whose reading does not hold")
    failures = parser.parse_args().failures
    pipeline = Pipeline()
    held, asked = Counter[str](), Counter[str]()
    for row in rows():
        for probe in cases(row):
            right = holds(probe, pipeline)
            asked[probe.probe] += 1
            held[probe.probe] += right
            if failures and not right:
                print(f"{probe.probe}: {probe.type}: {probe.text}  {told(probe.text, pipeline)}")
    for name in asked:
        print(f"{name:15} {held[name]:4}/{asked[name]:4} = {held[name] / asked[name]:.3f}")
    share = held.total() / asked.total()
    print(f"probes of {len(rows())} sentences held: {held.total()}/{asked.total()} = {share:.3f}")


if __name__ == "__main__":
    main()
