from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.archive import Record, account
from communique.claims import Claim
from communique.document import Report
from communique.record import combine
from tests.claims_by_chance import claims

if TYPE_CHECKING:
    from communique.pipeline import Pipeline

PUBLISHED = {"a.txt": date(2022, 5, 17), "b.txt": date(2022, 6, 1), "c.txt": None}


class Reader:
    """Stands for the pipeline: gives each text the claims laid out for it."""

    def __init__(self) -> None:
        self.given: dict[tuple[str, str], list[Claim]] = {}

    def atoms(self, report: Report) -> tuple[Claim, ...]:
        own = self.given[report.name, report.text]
        return combine(claim for claim in own if claim.evidence[0].report == report.name)


@pytest.fixture
def always_in_part() -> Iterator[None]:
    with patch.object(account, "ANEW", 0):
        yield


def view(record: Record) -> list[Any]:
    """Everything the view holds, whatever numbers its claims go by."""
    read = record._store._db.execute
    columns = (
        "id, kind, first_day, last_day, told_first, told_last, newsrooms, fullness, content, block, ended, published,"
        " known_first, known_last"
    )
    found = [sorted(read(f"SELECT {columns} FROM claim"), key=repr), sorted(read("SELECT * FROM called"))]
    for table in ("member", "party", "teller", "tie", "cited", "rival", "label"):
        rows = read(f"SELECT {table}.*, claim.id FROM {table} JOIN claim ON number = claim")
        found.append(sorted(((key, ident, *more) for key, _, *more, ident in rows), key=repr))
    conflicts = read(
        "SELECT over, rank, one_id, other_id, told, sides, a.id, b.id FROM conflict"
        " LEFT JOIN claim AS a ON a.number = one LEFT JOIN claim AS b ON b.number = other"
    )
    found.append(sorted(conflicts, key=repr))
    return [*found, sorted(line.claim.id for line in record.search("border").lines)]


steps = st.lists(
    st.tuples(st.sampled_from(["add", "add", "remove", "merge", "split", "undo"]), st.sampled_from(sorted(PUBLISHED)),
              st.lists(claims(), min_size=1, max_size=6)),
    min_size=2, max_size=7,
)


@pytest.mark.usefixtures("always_in_part")
@settings(max_examples=60, deadline=None)
@given(steps)
def test_a_view_renewed_in_part_is_the_view_made_anew(taken: list[tuple[str, str, list[Claim]]]) -> None:
    reader = Reader()
    read = cast("Pipeline", reader)
    with TemporaryDirectory() as folder, Record.open(Path(folder) / "a.db", pipeline=read) as record:
        for number, (act, name, atoms) in enumerate(taken):
            _take(record, reader, act, name, atoms, number)
            record.refresh()
        renewed = view(record)
        with record._store._writing() as changes:
            record._store._db.execute("DELETE FROM decided")
            changes()
        record.refresh()
        for part, whole in zip(renewed, view(record), strict=True):
            assert part == whole


def _take(record: Record, reader: Reader, act: str, name: str, atoms: list[Claim], number: int) -> None:
    held = {kept.report.name for kept in record.reports()}
    told = list(record.claims())
    pairs = [(a.id, b.id) for a in told for b in told if a.id < b.id and a.kind == b.kind]
    parted = [claim.id for claim in told if len(claim.members) > 1]
    if act == "add":
        reader.given[name, str(number)] = atoms
        record.add(Report(name, str(number), PUBLISHED[name]))
    elif act == "remove" and name in held:
        record.remove(name)
    elif act == "merge" and pairs:
        record.merge(*pairs[number % len(pairs)])
    elif act == "split" and parted:
        record.split(parted[0])
    elif act == "undo":
        record.undo()
