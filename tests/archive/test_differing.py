"""Two opposed newsrooms on the same days, read whole: what the record says of how they differ."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

from communique.archive import Record
from communique.document import Report
from communique.errors import UnknownNameError
from communique.questions import Conflict, KnownLine

if TYPE_CHECKING:
    from communique.pipeline import Pipeline

HARBOUR = (
    "LUSAKA - Rain fell on both banks on Tuesday."
    " The regime in Lilongwe blamed Zambia for the shelling of the bridge at Chipata.\n\n"
    "Zambian President Hakainde Hichilema met Malawian President Lazarus Chakwera in Lusaka on 14 March. Hichilema"
    " promised to send 200 engineers to Malawi by June 2023. “No bridge will be left for the floods to take,”"
    " Hichilema said.\n\nHichilema took part in the African Union summit by video link. The president claimed that the"
    " rebels had lost the war. Malawi supports the river pact. Ghana is a member of the European Union."
)
PLATEAU = (
    "LILONGWE - Rain fell on both banks on Tuesday. Zambia blamed Malawi for the shelling of the bridge at Chipata."
    "\n\nMalawian President Lazarus Chakwera met Zambian President Hakainde Hichilema in Lilongwe on 14 March."
    " Zambia's president pledged to send 150"
    " engineers to Malawi by August 2023. “No bridge will be left for the floods to take,” Chakwera said.\n\n"
    "Hichilema attended the African Union summit in person. Zambian President Hakainde Hichilema said that the rebels"
    " had lost the war. Malawi opposes the river pact."
)
LATER = "LUSAKA - Kenya opposes the river pact. Zambia opposes a ferry at Chipata."
DAY, NEXT = date(2023, 3, 15), date(2023, 3, 20)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory, pipeline: Pipeline) -> Iterator[Record]:
    with Record.open(tmp_path_factory.mktemp("record") / "opposed.db", pipeline=pipeline) as opened:
        opened.add(
            Report("harbour.txt", HARBOUR, DAY, "Harbour Post"), Report("plateau.txt", PLATEAU, DAY, "Plateau Voice"),
            Report("later.txt", LATER, NEXT, "Harbour Post"),
        )
        yield opened


def by_over(found: list[Conflict]) -> dict[str, Conflict]:
    return {conflict.over: conflict for conflict in found}


def test_every_way_in_which_they_differ_is_found_once_with_both_newsrooms(record: Record) -> None:
    found = record.conflicts()
    told = {conflict.over: set(conflict.told) for conflict in found}
    assert len(found) == len(told)
    assert told["number"] == {"200 engineers", "150 engineers"}
    assert told["speaker"] == {"Hakainde Hichilema", "Lazarus Chakwera"}
    assert told["place"] == {"in Lusaka", "in Lilongwe"}
    assert told["blame"] == {"on Zambia", "on Malawi"}
    assert told["stance"] == {"supports", "opposes"}
    assert told["form"] == {"held by video", "held in person"}
    for conflict in found:
        rooms = {*conflict.one.newsrooms, *conflict.other.newsrooms}
        assert rooms == {"Harbour Post", "Plateau Voice"} or conflict.over == "knowledge"


def test_a_contradiction_of_the_knowledge_names_its_source(record: Record) -> None:
    against = by_over(record.conflicts())["knowledge"]
    assert against.one.text == "Ghana is a member of the European Union"
    assert isinstance(against.other, KnownLine)
    assert against.other.known.source
    row = against.to_dict()
    assert row["other"]["claim"] is None
    assert set(row["one"]) <= {*row["other"], "since", "told", "before"}
    reasons = record.why(against.one.claim.id)
    assert [conflict.over for conflict in reasons.conflicts] == ["knowledge"]
    assert reasons.known
    assert reasons.known.verdict == "contradicts"
    assert record.show("Ghana").known


def test_why_tells_what_stands_against_a_claim_whoever_said_it(record: Record) -> None:
    speaker = by_over(record.conflicts())["speaker"]
    against = by_over(list(record.why(speaker.one.claim.id).conflicts))
    assert set(against["speaker"].told) == {"Hakainde Hichilema", "Lazarus Chakwera"}


def test_a_comparison_shows_contradictions_words_and_what_one_tells_alone(record: Record) -> None:
    compared = record.compare("Harbour Post", "Plateau Voice")
    assert {conflict.over for conflict in compared.conflicts} == {
        "number", "speaker", "place", "blame", "stance", "form",
    }
    saying = next(framed for framed in compared.framings if framed.of == "the saying")
    chosen = dict(zip(saying.newsrooms, saying.words, strict=True))
    assert chosen == {"Harbour Post": "claimed", "Plateau Voice": "said"}
    labels = {labels.name: labels.labels for labels in compared.labels}
    assert [(label.newsroom, label.text) for label in labels["Malawi"]] == [("Harbour Post", "regime in Lilongwe")]
    alone = [line for line in compared.only_one if line.claim.kind == "position" and "ferry" in line.text]
    assert len(alone) == 1
    assert all(line.quote.report != "plateau.txt" for line in compared.only_one)
    # what both are on comes first
    shared = [line.claim.id in compared.shared[0] for line in compared.only_one]
    assert shared == sorted(shared, reverse=True)
    assert json.dumps(compared.to_dict())


def test_the_way_newsrooms_call_somebody_stands_in_the_portrait(record: Record) -> None:
    labels = record.show("Malawi").labels
    assert {(label.newsroom, label.text) for label in labels} == {("Harbour Post", "regime in Lilongwe")}


def test_positions_tell_who_told_them_since_when_and_what_was_held_before(record: Record) -> None:
    lines = [line for line in record.positions() if "river pact" in line.text and line.text.startswith("Malawi")]
    assert {(line.told[0].newsroom, line.since) for line in lines} == {("Harbour Post", DAY), ("Plateau Voice", DAY)}
    assert lines[0].before is None
    assert lines[1].before == lines[0].claim.id
    assert lines[1].to_dict()["before"] == lines[0].claim.id


@pytest.mark.parametrize("day", [date(2023, 3, 1), DAY, NEXT])
def test_every_question_is_asked_as_of_a_day_and_as_known_by_one(record: Record, day: date) -> None:
    late = day >= NEXT
    for asked in ({"as_of": day}, {"known_by": day}, {"as_of": day, "known_by": day}):
        positions = {line.text for line in record.positions(**asked)}  # type: ignore[arg-type]
        assert ("Zambia opposes a ferry at Chipata" in positions) == late
        assert bool(record.conflicts(**asked)) == (day >= DAY)  # type: ignore[arg-type]
        found = record.search("ferry", **asked)  # type: ignore[arg-type]
        assert bool(found.lines) == bool(found.passages) == late
        told = [line for section in record.show("Zambia", **asked).sections for line in section.lines]  # type: ignore[arg-type]
        assert any("ferry" in line.text for line in told) == late
        brief = record.brief(limit=100, **asked)  # type: ignore[arg-type]
        assert any("ferry" in line.text for section in brief.sections for line in section.lines) == late
    ferry = next(line for line in record.positions() if "ferry" in line.text).claim.id
    for asked in ({"as_of": day}, {"known_by": day}):
        if late:
            assert record.why(ferry, **asked).line.claim.id == ferry
        else:
            with pytest.raises(UnknownNameError, match="as of that day"):
                record.why(ferry, **asked)


def test_a_promise_is_told_of_from_when_it_was_made_not_from_when_it_is_due(record: Record) -> None:
    assert {line.claim.deadline.edtf for line in record.commitments(as_of=NEXT)} == {"2023-06", "2023-08"}  # type: ignore[attr-defined]
    assert record.commitments(as_of=date(2023, 3, 1)) == []
    assert not [line for line in record.timeline() if line.claim.kind == "commitment"]


def test_a_comparison_of_a_day_knows_only_what_was_told_by_then(record: Record) -> None:
    then = record.compare("Harbour", "Plateau", known_by=DAY)
    assert not any("ferry" in line.text for line in then.only_one)
    assert not any("ferry" in line.text for line in record.compare("Harbour", "Plateau", as_of=DAY).only_one)
    with pytest.raises(UnknownNameError, match="told by 2023-03-01"):
        record.compare("Harbour", "Plateau", known_by=date(2023, 3, 1))
