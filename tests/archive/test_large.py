"""What is kept beside the view so that large records answer quickly gives the answers of a record made anew."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

import apsw
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.archive import Record
from communique.claims import Claim
from communique.document import Report
from communique.record import combine
from communique.store.schema import APPLICATION, MIGRATIONS
from tests.claims_by_chance import claims
from tests.claims_by_hand import event, meeting

if TYPE_CHECKING:
    from communique.pipeline import Pipeline

#: The reports of claims made by chance; the third has no date and counts from the day it is recorded.
PUBLISHED = {"a.txt": date(2022, 5, 17), "b.txt": date(2022, 6, 1), "c.txt": None}
BETWEEN = date(2022, 5, 20)


class Given:
    """Stands for the pipeline: gives each report the claims laid out for it."""

    def __init__(self, atoms: list[Claim]) -> None:
        self._atoms = atoms

    def atoms(self, report: Report) -> tuple[Claim, ...]:
        return combine(atom for atom in self._atoms if atom.evidence[0].report == report.name)


def record_of(path: Path, atoms: list[Claim], published: dict[str, date | None]) -> Record:
    record = Record.open(path, pipeline=cast("Pipeline", Given(atoms)))
    for name, day in published.items():
        words = " / ".join(piece.quote for atom in atoms for piece in atom.evidence if piece.report == name)
        record.add(Report(name, words or name, day, f"Newsroom {name[0].upper()}"))
    return record


@settings(max_examples=40, deadline=None)
@given(st.lists(claims(), min_size=2, max_size=12))
def test_what_was_known_by_a_day_is_what_a_record_of_only_its_reports_holds(atoms: list[Claim]) -> None:
    with TemporaryDirectory() as folder:
        only = {name: day for name, day in PUBLISHED.items() if day and day <= BETWEEN}
        with (
            record_of(Path(folder) / "all.db", atoms, PUBLISHED) as whole,
            record_of(Path(folder) / "only.db", atoms, only) as part,
        ):
            held = [claim.to_dict() for claim in part.claims()]
            assert [claim.to_dict() for claim in whole.claims(known_by=BETWEEN)] == held
            found = [conflict.to_dict() for conflict in part.conflicts()]
            assert sorted(map(repr, (own.to_dict() for own in whole.conflicts(known_by=BETWEEN)))) == sorted(
                map(repr, found)
            )
            assert whole.brief(known_by=BETWEEN).to_dict() == part.brief().to_dict()
            assert [own.to_dict() for own in whole.timeline(known_by=BETWEEN)] == [
                own.to_dict() for own in part.timeline()
            ]


CROWD = [
    meeting(f"{name}.txt", f"{count} delegates came to the Accra talks of Kenya and Mali", "Kenya", "Mali",
            when="2022-05-16", where="Accra")
    for name, count in (("a", 40), ("b", 40), ("c", 70), ("d", 40))
]
CROWDED: dict[str, date | None] = {f"{name}.txt": date(2022, 5, 17) for name in "abcd"}


def test_reports_of_one_claim_that_differ_are_shown_where_their_two_newsrooms_are_compared(tmp_path: Path) -> None:
    with record_of(tmp_path / "a.db", CROWD, CROWDED) as record:
        (claim,) = record.claims()
        assert len({piece.report for piece in claim.evidence}) == 4
        (conflict,) = record.conflicts()
        assert set(conflict.told) == {"40 delegates", "70 delegates"}
        for other in ("A", "B", "D"):
            (found,) = record.compare(f"Newsroom {other}", "Newsroom C").conflicts
            assert found.one.newsrooms + found.other.newsrooms in (
                (f"Newsroom {other}", "Newsroom C"), ("Newsroom C", f"Newsroom {other}"),
            )
        assert not record.compare("Newsroom A", "Newsroom B").conflicts


def test_one_act_told_as_two_sorts_of_act_stands_side_by_side_where_newsrooms_are_compared(tmp_path: Path) -> None:
    acts = [
        event("a.txt", "AID", ["Norway"], ["Mali"], "Norway shipped grain to Mali", when="2022-05-16"),
        event("b.txt", "COERCE", ["Norway"], ["Mali"], "Norway flooded Malian markets", when="2022-05-16"),
        event("a.txt", "CONSULT", ["Norway"], ["Ghana"], "Norway called Ghana", when="2022-05-16"),
        event("b.txt", "AID", ["Norway"], ["Ghana"], "Norway paid Ghana", when="2022-05-15"),
    ]
    with record_of(tmp_path / "a.db", acts, {"a.txt": date(2022, 5, 17), "b.txt": date(2022, 5, 17)}) as record:
        (framed,) = record.compare("Newsroom A", "Newsroom B").framings
        assert (framed.of, framed.words) == ("what was done", ("aid", "coerce"))
        assert (framed.one.claim.type, framed.other.claim.type) == ("AID", "COERCE")  # type: ignore[attr-defined]


def test_a_limit_holds_for_each_thing_that_claims_differ_over(tmp_path: Path) -> None:
    more = [
        event(f"{name}.txt", "ASSAULT", ["Kenya"], ["Mali"], f"Kenya shelled a dam, killing {dead}", when="2022-05-16")
        for name, dead in (("a", "12 people"), ("b", "30 people"))
    ]
    other = [
        meeting(f"{name}.txt", f"the Assembly sat in {place}", body=["Assembly"], when="2022-05-16", where=place)
        for name, place in (("a", "Accra"), ("b", "Nairobi"))
    ]
    with record_of(tmp_path / "a.db", [*CROWD, *more, *other], CROWDED) as record:
        assert sorted(conflict.over for conflict in record.conflicts()) == ["number", "number", "place"]
        assert sorted(conflict.over for conflict in record.conflicts(limit=1)) == ["number", "place"]


def test_a_view_of_an_older_version_is_made_anew_with_its_conflicts(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with record_of(path, CROWD, CROWDED) as record:
        now = [conflict.to_dict() for conflict in record.conflicts()]
    old = apsw.Connection(str(tmp_path / "older.db"))
    old.execute(f"ATTACH '{path}' AS new")
    for script in MIGRATIONS[:4]:
        old.execute(script)
    old.execute(f"PRAGMA user_version = 4; PRAGMA application_id = {APPLICATION}")
    for table in ("report", "atom", "decision"):
        columns = ", ".join(row[1] for row in old.execute(f"PRAGMA main.table_info({table})"))
        old.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM new.{table}")
    # its view is up to date, as far as it knew
    old.execute("UPDATE state SET number = 7")
    old.execute("INSERT INTO decided VALUES ('[]')")
    old.execute("INSERT INTO seen SELECT name, version, revision FROM report")
    old.close()
    with Record.open(tmp_path / "older.db") as record:
        assert [conflict.to_dict() for conflict in record.conflicts()] == now
        assert len(list(record.claims())) == 1
