"""Reports that their newsrooms changed, and files of one name that are several reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from communique.archive import Addition, Record
from communique.archive.filing import one_story
from communique.claims import Claim
from communique.document import Report
from tests.claims_by_hand import commitment, meeting, tenure

if TYPE_CHECKING:
    from communique.pipeline import Pipeline

MET, PROMISED = "Wanjiru met Mensah in Accra", "Kenya promised to send forty engineers to the coast"
POST = "President Wanjiru"


class Reader:
    """Stands for the pipeline: claims whatever of these sentences a report holds."""

    def atoms(self, report: Report) -> tuple[Claim, ...]:
        told = (
            (MET, meeting(report.name, MET, "Wanjiru", "Mensah", where="Accra", when="2022-05-16")),
            (PROMISED, commitment(report.name, "Kenya", "to send forty engineers to the coast")),
            (POST, tenure(report.name, "Wanjiru", "president", "Kenya")),
        )
        found = []
        for words, claim in told:
            if (start := report.text.find(words)) >= 0:
                piece = claim.evidence[0].within(start, start + len(words), report.text)
                found.append(claim.with_(evidence=(piece,)))
        return tuple(found)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "record.db", pipeline=cast("Pipeline", Reader())) as opened:
        yield opened


def report(text: str, day: date = date(2022, 5, 16), **about: str) -> Report:
    return Report(about.pop("name", "story.txt"), text, day, about.pop("source", "Coast Wire"), **about)  # type: ignore[arg-type]


def names(record: Record) -> list[tuple[str, int]]:
    return [(kept.report.name, kept.version) for kept in record.reports()]


# what was taken back


def test_what_a_later_text_tells_no_longer_is_shown_with_its_words(record: Record) -> None:
    record.add(report(f"{MET}. {PROMISED}."))
    promise = next(record.claims(kind="commitment")).id
    record.add(report(f"{MET}."))
    assert not list(record.claims(kind="commitment"))
    (gone,) = record.gone()
    assert (gone.line.claim.id, gone.version, gone.later) == (promise, 1, 2)
    assert gone.line.newsrooms == ("Coast Wire",)
    reasons = record.why(promise)
    assert reasons.taken_back
    assert reasons.witnesses[0].evidence.quote == PROMISED
    assert reasons.witnesses[0].before.startswith("Wanjiru met")
    assert record.show("Kenya").gone == (gone,)
    assert record.show("Wanjiru").gone == ()


def test_what_is_told_in_other_words_or_told_again_later_is_not_gone(record: Record) -> None:
    record.add(report(f"{MET}. {PROMISED}."))
    record.add(report(f"Corrected: {MET}. On Monday {PROMISED}."))
    assert record.gone() == []
    record.add(report(f"{MET}."))
    record.add(report(f"{MET}. {PROMISED}. Amended."))
    assert record.gone() == []


def test_a_claim_that_another_newsroom_still_tells_says_who_took_it_back(record: Record) -> None:
    record.add(report(f"{MET}. {PROMISED}."), report(f"{PROMISED}.", name="lake.txt", source="Lake"))
    record.add(report(f"{MET}."))
    (promise,) = record.claims(kind="commitment")
    reasons = record.why(promise.id)
    assert [witness.newsroom for witness in reasons.witnesses] == ["Lake"]
    assert [gone.line.newsrooms for gone in reasons.gone] == [("Coast Wire",)]
    assert not reasons.taken_back
    (met,) = record.meetings()
    assert record.why(met.claim.id).gone == ()


def test_before_a_text_was_changed_it_said_what_it_said(record: Record) -> None:
    record.add(report(f"{MET}. {PROMISED}."))
    record.add(report(f"{MET}.", date(2022, 5, 20)))
    then = date(2022, 5, 18)
    assert [line.claim.kind for line in record.commitments(known_by=then)] == ["commitment"]
    assert record.gone(known_by=then) == []
    assert record.commitments(known_by=date(2022, 5, 20)) == []
    found = record.search("forty engineers", known_by=then)
    assert [line.claim.kind for line in found.lines] == ["commitment"]
    assert "«forty» «engineers»" in found.passages[0][1]
    assert record.search("forty engineers") == record.search("forty engineers", known_by=date(2022, 5, 20))
    assert record.why(found.lines[0].claim.id, known_by=then).witnesses[0].after == ""


def test_a_text_changed_under_its_old_date_is_known_from_when_it_was_recorded(record: Record) -> None:
    record.add(report(f"{MET}. {PROMISED}."))
    record.add(report(f"{MET}."))
    assert record.commitments(known_by=date(2022, 5, 20)) != []
    assert record.commitments() == []


# names


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


ENGLISH = "The ministers of the two countries spoke about the river, the road and the harbour on Monday."


def test_files_of_one_name_in_two_folders_are_two_reports(record: Record, tmp_path: Path) -> None:
    one = written(tmp_path / "may" / "story.txt", f"{MET}. {ENGLISH}")
    other = written(tmp_path / "june" / "story.txt", f"{PROMISED}. All of it was told to the council in the evening.")
    record.add(one)
    record.add(other)
    assert names(record) == [("june/story.txt", 1), ("story.txt", 1)]
    assert all(kept.report.name.endswith("story.txt") for kept in record.reports())
    again = record.add(other, one)
    assert [added.put for added in again if isinstance(added, Addition)] == ["known", "known"]
    # each folder's file is changed by itself
    written(other, f"{PROMISED}. Nothing of it was told to the council in the evening, it says now.")
    (changed,) = record.add(other)
    assert isinstance(changed, Addition)
    assert (changed.report, changed.put) == ("june/story.txt", "changed")
    assert names(record) == [("june/story.txt", 2), ("story.txt", 1)]


def test_the_same_text_in_another_folder_is_already_there(record: Record, tmp_path: Path) -> None:
    record.add(written(tmp_path / "may" / "story.txt", f"{MET}. {ENGLISH}"))
    (copy,) = record.add(written(tmp_path / "copy" / "story.txt", f"{MET}. {ENGLISH}"))
    assert isinstance(copy, Addition)
    assert copy.put == "known"


@pytest.mark.parametrize(("head", "other", "versions"), [
    ("# url: https://coast.example/1\n", "# url: https://coast.example/1\n", [("story.txt", 2)]),
    ("# url: https://coast.example/1\n", "# url: https://coast.example/2\n", [("june/story.txt", 1), ("story.txt", 1)]),
    ("# source: Coast Wire\n", "# source: Coast Wire\n", [("story.txt", 2)]),
    ("# source: Coast Wire\n", "# source: Lake\n", [("june/story.txt", 1), ("story.txt", 1)]),
    ("# source: Coast Wire\n", "", [("june/story.txt", 1), ("story.txt", 1)]),
])
def test_a_text_from_another_folder_is_a_version_where_source_and_address_agree(
    record: Record, tmp_path: Path, head: str, other: str, versions: list[tuple[str, int]]
) -> None:
    record.add(written(tmp_path / "may" / "story.txt", f"{head}{MET}. {ENGLISH}"))
    record.add(written(tmp_path / "june" / "story.txt", f"{other}{MET}. {ENGLISH} Nothing was signed."))
    assert names(record) == versions


def test_another_story_of_the_same_newsroom_under_one_name_is_no_version() -> None:
    one = report(f"{MET}. {ENGLISH}", place="/may/1.txt")
    rain = "Rain fell on the coast for a week, and nobody went out to sea before Sunday morning."
    other = report(rain, place="/june/1.txt")
    assert not one_story(one, other)
    assert one_story(one, report(f"{MET}. {ENGLISH} It rained.", place="/june/1.txt"))


def test_two_texts_from_standard_input_are_two_reports(record: Record) -> None:
    for text in (f"{MET}. {ENGLISH}", "Rain fell on the whole coast."):
        record.add(report(text, name="-", source=""))
    assert names(record) == [("-", 1), ("2/-", 1)]
