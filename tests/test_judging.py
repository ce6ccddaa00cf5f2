"""Judgements of single claims: what they change, that they are kept, and that a view renewed in part has them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.archive import Record, account
from communique.archive.judging import Judgements
from communique.claims import Claim
from communique.document import Report
from communique.errors import StoreError, UnknownNameError
from communique.record import combine
from tests.claims_by_chance import claims
from tests.claims_by_hand import membership, statement

if TYPE_CHECKING:
    from communique.pipeline import Pipeline

NAMES = ("a.txt", "b.txt", "c.txt")


class Reader:
    """Stands for the pipeline: gives each report the claims laid out for it."""

    def __init__(self, given: dict[str, list[Claim]] | None = None) -> None:
        self.given = given or {}

    def atoms(self, report: Report) -> tuple[Claim, ...]:
        return combine(claim for claim in self.given[report.name] if claim.evidence[0].report == report.name)


def opened(path: Path, reader: Reader) -> Record:
    return Record.open(path, pipeline=cast("Pipeline", reader))


def viewed(record: Record) -> list[tuple[object, ...]]:
    return sorted((c.id, c.kind, c.status, str(c.to_dict()), c.members) for c in record.claims())


@pytest.fixture
def always_in_part() -> Iterator[None]:
    with patch.object(account, "ANEW", 0):
        yield


steps = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "accept", "reject", "correct", "merge", "undo", "undo one", "reread", "remove"]),
        st.sampled_from(NAMES), st.lists(claims(), min_size=1, max_size=5),
    ),
    min_size=3, max_size=8,
)


@pytest.mark.usefixtures("always_in_part")
@settings(max_examples=60, deadline=None)
@given(steps)
def test_a_view_renewed_in_part_has_every_judgement(taken: list[tuple[str, str, list[Claim]]]) -> None:
    reader = Reader()
    with TemporaryDirectory() as folder, opened(Path(folder) / "a.db", reader) as record:
        for number, (act, name, atoms) in enumerate(taken):
            _take(record, reader, act, name, atoms, number)
            record.refresh()
        renewed = viewed(record)
        with record._store._writing() as changes:
            record._store._db.execute("DELETE FROM decided")
            changes()
        assert viewed(record) == renewed


def _take(record: Record, reader: Reader, act: str, name: str, atoms: list[Claim], number: int) -> None:
    told = list(record.claims())
    one = told[number % len(told)] if told else None
    if act == "add":
        reader.given[name] = atoms
        record.add(Report(name, str(number), date(2022, 5, 17) if name != "c.txt" else None))
    elif act == "remove" and name in {kept.report.name for kept in record.reports()}:
        record.remove(name)
    elif act == "reread":
        list(record.reread())
    elif act == "undo":
        record.undo()
    elif act == "undo one":
        record.undo(number)
    elif one and act == "accept":
        record.accept(one.id)
    elif one and act == "reject":
        record.reject(one.id)
    elif one and act == "correct":
        record.correct(one.id, {"status": "possible", "when": {"edtf": "2022-05-18", "text": ""}})
    elif one and act == "merge" and (others := [o for o in told if o.kind == one.kind and o.id != one.id]):
        record.merge(one.id, others[0].id)


SAID = statement("a.txt", "Ghana", "the harbour stays open", at=0)


def test_a_correction_holds_where_a_later_reading_reads_the_same_words_otherwise(tmp_path: Path) -> None:
    reader = Reader({"a.txt": [SAID]})
    with opened(tmp_path / "a.db", reader) as record:
        record.add(Report("a.txt", "text", date(2022, 5, 17)))
        record.correct(SAID.id, {"content": "the harbour stays shut"})
        reader.given["a.txt"] = [SAID.with_(cue="whispered")]
        list(record.reread())
        (found,) = record.claims()
        assert found.to_dict()["content"] == "the harbour stays shut"
        assert found.id != SAID.id


def test_a_correction_is_not_put_on_other_claims_of_the_same_words(tmp_path: Path) -> None:
    other = SAID.with_(speaker=membership("a.txt", "Mali", "ECOWAS").member)
    reader = Reader({"a.txt": [SAID, other]})
    with opened(tmp_path / "a.db", reader) as record:
        record.add(Report("a.txt", "text", date(2022, 5, 17)))
        record.correct(SAID.id, {"content": "the harbour stays shut"})
        assert {claim.to_dict()["content"] for claim in record.claims()} == {
            "the harbour stays shut", "the harbour stays open",
        }


def test_a_claim_rejected_and_then_accepted_is_back(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db", Reader({"a.txt": [SAID]})) as record:
        record.add(Report("a.txt", "text"))
        record.reject(SAID.id)
        with pytest.raises(UnknownNameError):
            record.claim(SAID.id)
        assert [(entry.act, entry.claims) for entry in record.log()] == [("reject", (SAID.id,))]
        taken = record.undo()
        assert taken
        assert taken["act"] == "reject"
        assert record.claim(SAID.id).id == SAID.id
        assert record.accept(SAID.id).id in record.judgements().accepted


def test_why_tells_what_people_judged(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db", Reader({"a.txt": [SAID]})) as record:
        record.add(Report("a.txt", "text"))
        record.accept(SAID.id)
        assert [decision["act"] for decision in record.why(SAID.id).decisions] == ["accept"]


@pytest.mark.parametrize("changes", [
    {}, {"kind": "meeting"}, {"evidence": []}, {"status": "surely"}, {"when": {"edtf": "soon", "text": ""}},
    {"speaker": {"name": "Ghana"}}, {"id": "x"}, {"speaker": "Ghana"},
])
def test_what_is_no_field_of_the_claim_corrects_nothing(tmp_path: Path, changes: dict[str, object]) -> None:
    from communique.errors import CommuniqueError

    with opened(tmp_path / "a.db", Reader({"a.txt": [SAID]})) as record:
        record.add(Report("a.txt", "text"))
        with pytest.raises(CommuniqueError):
            record.correct(SAID.id, changes)
        assert record.log() == []


def test_a_record_without_judgements_changes_no_claim() -> None:
    assert list(Judgements().judged([SAID])) == [SAID]


def test_correcting_to_what_is_no_status_names_the_statuses(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db", Reader({"a.txt": [SAID]})) as record:
        record.add(Report("a.txt", "text"))
        with pytest.raises(StoreError, match="asserted"):
            record.correct(SAID.id, {"status": "surely"})
