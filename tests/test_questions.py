from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

import communique
from communique.actors import Evidence
from communique.archive import Addition, Record
from communique.claims import Claim
from communique.dates import When
from communique.document import Report
from communique.errors import SourceError, StoreError, UnknownNameError
from communique.questions import independent
from tests.claims_by_hand import commitment, event, meeting, membership, position, statement, tenure

if TYPE_CHECKING:
    from communique.pipeline import Pipeline

SAID = "the river belongs to everyone who drinks of it"
TEXT = (
    "Wanjiru met Mensah in Accra on 16 May. “The river belongs to everyone who drinks of it,” Wanjiru said."
    " Timor-Leste is an observer at ASEAN."
)
CLOSED = "Wanjiru and Mensah met. ECOWAS closed borders with Mali."
REPORTS = {
    "coast.txt": Report("coast.txt", TEXT, date(2022, 5, 16), "Coast Wire"),
    "lake.txt": Report("lake.txt", CLOSED, date(2022, 5, 17), "Lake"),
    "echo.txt": Report("echo.txt", "The river belongs to everyone, Wanjiru said.", date(2022, 5, 18)),
}
ATOMS: dict[str, list[Claim]] = {
    "coast.txt": [
        meeting("coast.txt", "Wanjiru met Mensah", "Wanjiru", "Mensah", where="Accra", when="2022-05-16"),
        statement("coast.txt", "Wanjiru", SAID),
        membership("coast.txt", "Timor-Leste", "ASEAN", "observer"),
        tenure("coast.txt", "Wanjiru", "president", "Kenya"),
    ],
    "lake.txt": [
        meeting("lake.txt", "Wanjiru and Mensah met", "Wanjiru", "Mensah", when="XXXX-05-16"),
        event("lake.txt", "SANCTION", ["ECOWAS"], ["Mali"], "ECOWAS closed borders with Mali", when="2022-05-01"),
        tenure("lake.txt", "Ochieng", "president", "Kenya"),
    ],
    "echo.txt": [statement("echo.txt", "Wanjiru", SAID, chain=["Coast Wire"])],
}


class Reader:
    """Stands for the pipeline: gives each report the claims written for it, placed at their words."""

    def atoms(self, report: Report) -> tuple[Claim, ...]:
        return tuple(_placed(claim, report.text) for claim in ATOMS.get(report.name, []))


def _placed(claim: Claim, text: str) -> Claim:
    (evidence,) = claim.evidence
    start = max(0, text.casefold().find(evidence.quote.casefold()))
    end = start + min(len(evidence.quote), len(text))
    return claim.with_(evidence=(cast(Evidence, evidence).within(start, end, text),))


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "record.db", pipeline=cast("Pipeline", Reader())) as opened:
        opened.add(*REPORTS.values())
        yield opened


def everything(record: Record) -> list[object]:
    return [claim.to_dict() for claim in record.claims()]


def test_importing_the_package_gives_the_public_names() -> None:
    assert communique.Record is Record
    assert communique.claims.Claim is Claim
    assert set(communique.__all__) <= set(dir(communique))
    with pytest.raises(AttributeError):
        _ = communique.nothing_of_this_name


def test_reading_keeps_nothing_and_names_what_cannot_be_read(tmp_path: Path) -> None:
    reader = cast("Pipeline", Reader())
    assert [claim.kind for claim in communique.read(REPORTS["echo.txt"], pipeline=reader)] == ["statement"]
    with pytest.raises(SourceError, match=r"missing\.txt"):
        next(communique.read(tmp_path / "missing.txt", pipeline=reader))


def test_adding_twice_and_in_another_order_changes_nothing(record: Record, tmp_path: Path) -> None:
    before = everything(record)
    again = record.add(*reversed(REPORTS.values()))
    assert [added.put for added in again if isinstance(added, Addition)] == ["known"] * 3
    assert everything(record) == before
    with Record.open(tmp_path / "other.db", pipeline=cast("Pipeline", Reader())) as other:
        for report in reversed(REPORTS.values()):
            other.add(report)
            other.brief()
        assert everything(other) == before


def test_what_cannot_be_read_stands_in_its_place(record: Record, tmp_path: Path) -> None:
    (missing,) = record.add(tmp_path / "missing.txt")
    assert "missing.txt" in str(missing)


def test_removing_a_report_leaves_what_the_others_tell(record: Record, tmp_path: Path) -> None:
    record.remove("lake.txt")
    with Record.open(tmp_path / "other.db", pipeline=cast("Pipeline", Reader())) as other:
        other.add(REPORTS["coast.txt"], REPORTS["echo.txt"])
        assert everything(record) == everything(other)


def test_a_report_that_is_not_kept_is_named_with_the_nearest(record: Record) -> None:
    with pytest.raises(UnknownNameError, match=r"coast\.txt"):
        record.remove("cost.txt")


def test_every_line_of_the_brief_leads_to_its_words(record: Record) -> None:
    brief = record.brief()
    assert (brief.reports, brief.newsrooms) == (3, ("Coast Wire", "Lake", "echo.txt"))
    assert (brief.first_day, brief.last_day) == (date(2022, 5, 16), date(2022, 5, 18))
    lines = [line for section in brief.sections for line in section.lines]
    assert [section.heading for section in brief.sections][:2] == ["Meetings", "Decisions and events"]
    for line in lines:
        text = REPORTS[line.quote.report].text
        assert text[line.quote.start : line.quote.end] == line.quote.quote
    assert json.dumps(brief.to_dict())


def test_a_brief_is_limited_and_counts_what_it_leaves_out(record: Record) -> None:
    posts = next(section for section in record.brief(limit=1).sections if section.heading == "Posts")
    assert (len(posts.lines), posts.total) == (1, 2)


def test_a_paper_that_quotes_an_agency_is_no_second_source(record: Record) -> None:
    said = next(section for section in record.brief().sections if section.heading == "Statements").lines[0]
    assert (said.newsrooms, said.independent) == (("Coast Wire", "echo.txt"), 1)
    met = next(section for section in record.brief().sections if section.heading == "Meetings").lines[0]
    assert met.independent == 2


def test_a_story_copied_word_for_word_is_no_second_source() -> None:
    own = "The regional bloc shut every border crossing with its northern neighbour late on Sunday evening"
    other = "Leaders of the bloc closed the crossings to its neighbour on Sunday, the harbour master's office wrote"
    told = [event(name, "SANCTION", ["ECOWAS"], ["Mali"], words).evidence[0] for name, words in (
        ("coast.txt", own), ("lake.txt", own), ("echo.txt", other))]
    claim = event("coast.txt", "SANCTION", ["ECOWAS"], ["Mali"], own).with_(evidence=tuple(told))
    assert independent(claim, REPORTS) == 2


def test_show_gathers_an_actor_under_headings(record: Record) -> None:
    portrait = record.show("wanjiru")
    assert portrait.key == "person/wanjiru"
    assert [section.heading for section in portrait.sections] == ["Posts", "Meetings", "Said"]
    assert record.show("Accra").sections[0].heading == "What happened there"


def test_an_unknown_name_is_answered_with_the_nearest(record: Record) -> None:
    with pytest.raises(UnknownNameError, match="wanjiru"):
        record.show("Wanjru")


def test_why_shows_the_words_with_those_around_them_and_each_part(record: Record) -> None:
    (line,) = record.meetings()
    reasons = record.why(line.claim.id)
    assert [witness.newsroom for witness in reasons.witnesses] == ["Coast Wire", "Lake"]
    assert reasons.witnesses[0].after.startswith(" in Accra")
    assert len(reasons.parts) == 2
    assert all(record.why(member).line.claim.id == line.claim.id for member in line.claim.members)
    with pytest.raises(UnknownNameError, match="no claim"):
        record.why("0000")


def test_why_tells_what_stands_against_a_claim(record: Record) -> None:
    post = next(claim for claim in record.claims(kind="tenure"))
    (against,) = record.why(post.id).conflicts
    assert against.over == "holder"
    assert len(record.conflicts()) == 1


def test_known_by_a_day_is_what_reports_had_told(record: Record) -> None:
    assert record.meetings(known_by=date(2022, 5, 16))[0].newsrooms == ("Coast Wire",)
    assert record.brief(known_by=date(2022, 5, 16)).reports == 1
    assert record.meetings(known_by=date(2022, 5, 15)) == []


def test_as_of_a_day_is_what_had_happened(record: Record) -> None:
    # told on 17 May of 1 May: it had happened by the 15th, though nobody knew of it from a report
    assert [line.claim.kind for line in record.timeline(as_of=date(2022, 5, 15))] == ["event"]
    assert record.timeline(as_of=date(2022, 5, 15), known_by=date(2022, 5, 15)) == []
    assert record.timeline(as_of=date(2022, 4, 30)) == []
    assert [line.claim.kind for line in record.timeline()] == ["event", "meeting"]


def test_the_view_and_memory_answer_alike(record: Record) -> None:
    late = date(2030, 1, 1)
    for asked in ({}, {"kind": "meeting"}, {"party": ["person/wanjiru"]}, {"newsroom": "Lake"}, {"by_day": True}):
        seen = [claim.id for claim in record.claims(**asked)]  # type: ignore[arg-type]
        assert seen == [claim.id for claim in record.claims(known_by=late, **asked)]  # type: ignore[arg-type]


def test_a_promise_is_shown_with_what_became_of_it(tmp_path: Path) -> None:
    due = When("2022-06")
    promised = commitment("spring.txt", "Norway", "to send 40 engineers to the flooded valley", deadline=due)
    done = event("autumn.txt", "AID", ["Norway"], [], "Norway has sent 40 engineers to the flooded valley", quad=2)

    class Promising:
        def atoms(self, report: Report) -> tuple[Claim, ...]:
            return (promised,) if report.name == "spring.txt" else (done,) if report.name == "autumn.txt" else ()

    days = {"spring.txt": date(2022, 5, 1), "summer.txt": date(2022, 7, 1), "autumn.txt": date(2022, 9, 1)}
    with Record.open(tmp_path / "promises.db", pipeline=cast("Pipeline", Promising())) as record:
        record.add(*(Report(name, name, day, name) for name, day in days.items()))
        (line,) = record.commitments()
        assert line.text.endswith(" — kept (told on 1 September 2022)")
        assert [sequel["fate"] for sequel in line.to_dict()["sequels"]] == ["kept"]
        (line,) = record.commitments(known_by=date(2022, 7, 1))
        assert line.text.endswith(" — its deadline has passed")
        (line,) = record.commitments(as_of=date(2022, 5, 2))
        assert "—" not in line.text


def test_search_finds_claims_and_passages(record: Record) -> None:
    found = record.search("borders Mali")
    assert [line.claim.kind for line in found.lines] == ["event"]
    assert found.passages == (("lake.txt", "Wanjiru and Mensah met. ECOWAS closed «borders» with «Mali»."),)
    assert record.search("borders Mali", known_by=date(2022, 5, 16)).lines == ()


def test_two_newsrooms_are_compared(record: Record) -> None:
    compared = record.compare("coast wire", "Lake")
    assert [line.claim.kind for line in compared.both] == ["meeting"]
    assert "event" in {line.claim.kind for line in compared.only_other}
    with pytest.raises(UnknownNameError, match="Coast Wire"):
        record.compare("Sea Wire", "Lake")


def test_merging_then_splitting_or_undoing_is_nothing(record: Record) -> None:
    before = everything(record)
    one, other = (claim.id for claim in record.claims(kind="tenure"))
    for back in (lambda: record.undo(), lambda: record.split(one)):
        assert set(record.merge(one, other).members) == {one, other}
        assert record.why(one).decisions[0]["act"] == "merge"
        back()
        assert everything(record) == before


def test_a_split_parts_what_reports_tell_and_can_be_undone(record: Record) -> None:
    before = everything(record)
    (line,) = record.meetings()
    assert len(record.split(line.claim.id)) == 2
    assert len(record.meetings()) == 2
    assert [addition.put for addition in record.reread()] == ["known"] * 3
    assert len(record.meetings()) == 2
    assert record.undo()
    assert everything(record) == before
    assert record.undo() is None


def test_what_cannot_be_merged_or_split_is_refused(record: Record) -> None:
    post, met = next(record.claims(kind="tenure")), next(record.claims(kind="meeting"))
    with pytest.raises(StoreError, match="one kind"):
        record.merge(post.id, met.id)
    with pytest.raises(StoreError, match="one part"):
        record.split(post.id)


def test_an_export_gives_every_claim_with_all_its_evidence(record: Record) -> None:
    rows = [json.loads(line) for line in record.export("jsonl")]
    assert sorted(row["id"] for row in rows) == sorted(claim.id for claim in record.claims())
    assert any(len(row["evidence"]) == 2 for row in rows)
    table = b"".join(record.export("csv")).decode()
    assert table.count("\r\n") == 1 + sum(len(row["evidence"]) for row in rows)
    with pytest.raises(StoreError, match="jsonl"):
        next(record.export("papyrus"))


def test_a_formula_in_a_report_is_text_in_the_table() -> None:
    from communique.exports import exporter

    told = position("a.txt", "Kenya", "opposes", "tolls", None).with_(
        evidence=(Evidence("=cmd.txt", 0, 4, "=1+1"),)
    )
    assert b",'=1+1," in b"".join(exporter("csv")([told]))
