"""Whole short reports with every statement they make: speakers, addressees, relays, occasions, nesting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.actors import Actor
from communique.claims import Statement
from communique.document import LONGEST_QUOTE, Report
from communique.extractors.statement import extract
from communique.pipeline import Pipeline

REPORTS = yaml.safe_load((Path(__file__).parent / "speech_reports.yaml").read_text("utf-8"))
#: The share that must be right; these only go up. Of the statements written down those found, and of those found
#: the ones written down; then each part, wherever the gold or the reading has one.
FLOORS = {
    "found": 0.97,
    "precise": 0.97,
    "speaker": 0.955,
    "addressee": 0.93,
    "chain": 0.92,
    "occasion": 0.9,
    "mode": 0.99,
    "inside": 0.9,
    "status": 0.6,
}
MARKS = re.compile(r"^[\s\"'“‘„«»”’—–-]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether one thing is read rightly, and what it is."""

    part: str
    good: bool
    what: str


def alternatives(expected: str | None) -> list[str]:
    """The names equally right; an empty one: nobody is right as well."""
    return expected.split("|") if expected else [""]


def is_(actor: Actor | None, expected: str | None) -> bool:
    if actor is None:
        return "" in alternatives(expected)
    return any(name in {actor.id, actor.name, actor.text} for name in alternatives(expected))


def is_chain(chain: tuple[Actor, ...], expected: list[str]) -> bool:
    """Whether the relays are these, in order; one with an empty alternative may be missing."""
    if not expected:
        return not chain
    if chain and is_(chain[0], expected[0]):
        return is_chain(chain[1:], expected[1:])
    return "" in alternatives(expected[0]) and is_chain(chain, expected[1:])


def begins(content: str, expected: str) -> bool:
    content = MARKS.sub("", content)
    return any(content.startswith(MARKS.sub("", start)) for start in expected.split("|"))


def find(statements: list[Statement], expected: dict[str, Any]) -> Statement | None:
    """The statement with this cue and this content, by this speaker where two make one together."""
    cues = {word for cue in expected["cue"].split("|") for word in cue.split()}
    found = [s for s in statements if begins(s.content, expected["content"]) and cues & set(_cue(s))]
    return next((s for s in found if is_(s.speaker, expected["speaker"])), next(iter(found), None))


def _cue(statement: Statement) -> list[str]:
    return statement.cue.replace(":", " : ").split()


def parts(statement: Statement, expected: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Each part that the gold or the statement has, and whether it is right; the speaker always counts."""
    speaker = statement.evidence[0].speaker
    yield "speaker", is_(statement.speaker, expected["speaker"])
    yield "mode", statement.mode in expected.get("mode", "indirect").split("|")
    if statement.addressee or expected.get("addressee"):
        yield "addressee", is_(statement.addressee, expected.get("addressee"))
    if statement.chain or expected.get("chain"):
        yield "chain", is_chain(statement.chain, expected.get("chain", []))
    if statement.occasion or expected.get("occasion"):
        yield "occasion", (statement.occasion or "") in alternatives(expected.get("occasion"))
    if speaker or expected.get("inside"):
        yield "inside", is_(speaker, expected.get("inside"))
    if statement.status != "asserted" or expected.get("status"):
        yield "status", statement.status == expected.get("status", "asserted")


def judged(pipeline: Pipeline) -> Iterator[Verdict]:
    """What is found, what is found too much, and each part of what is found."""
    for row in REPORTS:
        document = pipeline.analyse(Report("report.txt", row["text"], published=row["published"]))
        left = list(extract(document))
        for expected in row["says"]:
            found = find(left, expected)
            yield Verdict("found", found is not None, str(expected))
            if found is None:
                continue
            left.remove(found)
            yield Verdict("precise", True, "")
            for part, good in parts(found, expected):
                value = found.evidence[0].speaker if part == "inside" else getattr(found, part)
                yield Verdict(part, good, f"{value} in {expected}")
        for extra in left:
            name = extra.speaker.name if extra.speaker else None
            yield Verdict("precise", False, f"{name} {extra.cue!r} {extra.content[:60]!r} {extra.evidence[0].rule}")


@pytest.fixture(scope="module")
def verdicts(pipeline: Pipeline) -> list[Verdict]:
    return list(judged(pipeline))


@pytest.mark.parametrize("part", FLOORS)
def test_reported_speech_in_whole_reports_stays_above_its_floor(verdicts: list[Verdict], part: str) -> None:
    mine = [verdict for verdict in verdicts if verdict.part == part]
    wrong = [verdict.what for verdict in mine if not verdict.good]
    assert len(mine) - len(wrong) >= FLOORS[part] * len(mine), "\n".join(wrong)


def test_a_citation_shows_who_speaks_and_what(pipeline: Pipeline) -> None:
    for row in REPORTS[:6]:
        document = pipeline.analyse(Report("report.txt", row["text"], published=row["published"]))
        for statement in extract(document):
            cited = " ".join(" ".join(e.quote.split()) for e in statement.evidence)
            assert len(cited) <= LONGEST_QUOTE
            assert statement.content[:20] in cited
            assert statement.cue in cited
