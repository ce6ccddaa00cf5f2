from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import apsw
import pytest

from communique.document import Report
from communique.errors import StoreError
from communique.store import Store, usual_path
from communique.store.schema import APPLICATION, MIGRATIONS
from tests.claims_by_hand import membership, statement

NOW = "2024-01-02T03:04:05+00:00"
TEXT = "Laos joined. Norway said it was pleased."
REPORT = Report("coast/a.txt", TEXT, date(2022, 5, 1), "Coast Wire", title="Joined")
ATOMS = [membership("coast/a.txt", "Laos", "ASEAN"), statement("coast/a.txt", "Norway", "it was pleased")]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "deep" / "record.db")


def contents(store: Store) -> list[object]:
    return [list(store.reports()), list(store.atoms()), store.stale]


def test_a_report_comes_back_as_it_was_put(store: Store) -> None:
    assert store.put(REPORT, ATOMS, recorded=NOW) == "new"
    kept = store.report("coast/a.txt")
    assert kept
    assert (kept.report, kept.version, kept.recorded) == (REPORT, 1, NOW)
    assert [claim.to_dict() for claim in store.atoms()] == [claim.to_dict() for claim in ATOMS]


def test_the_same_report_changes_nothing(store: Store) -> None:
    store.put(REPORT, ATOMS, recorded=NOW)
    before = contents(store)
    assert store.put(REPORT, [], recorded="2025-01-01T00:00:00+00:00") == "known"
    assert contents(store) == before


def test_another_text_under_a_name_is_a_new_version(store: Store) -> None:
    store.put(REPORT, ATOMS, recorded=NOW)
    changed = Report("coast/a.txt", "Laos did not join.", date(2022, 5, 9), "Coast Wire")
    assert store.put(changed, [], recorded="2024-02-01T00:00:00+00:00") == "changed"
    assert [kept.version for kept in store.versions("coast/a.txt")] == [1, 2]
    assert list(store.atoms()) == []
    assert len(list(store.atoms(known_by=date(2022, 5, 3)))) == 2
    assert store.passages("pleased", limit=5) == []


def test_a_removed_report_leaves_nothing(store: Store) -> None:
    store.put(REPORT, ATOMS, recorded=NOW)
    store.remove("coast/a.txt")
    assert list(store.reports()) == []
    assert list(store.atoms()) == []
    assert store.passages("Norway", limit=5) == []
    assert store.put(REPORT, ATOMS, recorded=NOW) == "new"


def test_words_are_found_whatever_marks_they_carry(store: Store) -> None:
    store.put(REPORT, ATOMS, recorded=NOW)
    marked = "Laos joined. «Norway» said it was «pleased»."
    assert store.passages("norway PLEASED", limit=5) == [("coast/a.txt", marked)]
    for odd in ('"', "AND", "a* OR (", "NEAR(", "", "'; DROP TABLE report; --"):
        assert store.passages(odd, limit=5) == []


def test_a_store_is_found_again_when_reopened(store: Store) -> None:
    store.put(REPORT, ATOMS, recorded=NOW)
    store.close()
    again = Store.open(store.path)
    assert len(list(again.reports())) == 1


def test_a_file_that_is_no_store_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("just some notes\n" * 100)
    apsw.Connection(str(tmp_path / "other.db")).execute("CREATE TABLE shopping (item)")
    for name in ("notes.txt", "other.db"):
        with pytest.raises(StoreError, match=name):
            Store.open(tmp_path / name)
    assert (tmp_path / "notes.txt").read_text().startswith("just some notes")


def test_a_store_of_a_newer_version_is_refused(store: Store) -> None:
    store.close()
    apsw.Connection(str(store.path)).execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="newer version"):
        Store.open(store.path)


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="folder"):
        Store.open(tmp_path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="--store"):
        Store.open(tmp_path / "record.db")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="folder cannot be made"):
        Store.open(tmp_path / "file" / "record.db")


def test_a_second_writer_is_told_to_wait(store: Store) -> None:
    other = apsw.Connection(str(store.path))
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="another process"):
        Store.open(store.path, patience=10).put(REPORT, ATOMS, recorded=NOW)
    other.execute("ROLLBACK")
    assert store.put(REPORT, ATOMS, recorded=NOW) == "new"


def test_a_full_disk_keeps_what_there_was(store: Store) -> None:
    store.put(REPORT, ATOMS, recorded=NOW)
    pages = store._number("PRAGMA page_count")
    store._db.execute(f"PRAGMA max_page_count = {pages}")
    large = Report("b.txt", "Laos " * 200_000, None)
    with pytest.raises(StoreError, match="disk is full"):
        store.put(large, [], recorded=NOW)
    assert [kept.report.name for kept in store.reports()] == ["coast/a.txt"]
    store._db.execute("PRAGMA max_page_count = 1000000")
    assert store.put(large, [], recorded=NOW) == "new"


WRITER = """
import sys
from pathlib import Path
from communique.document import Report
from communique.store import Store
from tests.claims_by_hand import membership
store = Store.open(Path(sys.argv[1]))
print("ready", flush=True)
for number in range(100_000):
    name = f"{number}.txt"
    atoms = [membership(name, "Laos", "ASEAN", at=place) for place in range(20)]
    store.put(Report(name, f"Report {number}. " * 500), atoms, recorded="2024-01-01T00:00:00+00:00")
"""


def test_a_killed_writer_leaves_whole_reports_only(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    for pause in (0.02, 0.05, 0.09):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE)
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(pause)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        store = Store.open(path)
        names = [kept.report.name for kept in store.reports()]
        assert len(list(store.atoms())) == 20 * len(names)
        assert store._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        store.close()
    assert names


def test_the_environment_names_the_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COMMUNIQUE_STORE", str(tmp_path / "mine.db"))
    assert usual_path() == tmp_path / "mine.db"
    monkeypatch.delenv("COMMUNIQUE_STORE")
    assert usual_path().parts[-2:] == ("communique", "record.db")


def test_a_store_of_an_older_version_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    old = apsw.Connection(str(path))
    old.execute(f"{MIGRATIONS[0]}; PRAGMA user_version = 1; PRAGMA application_id = {APPLICATION}")
    old.close()
    store = Store.open(path)
    assert store.put(REPORT, ATOMS, recorded=NOW) == "new"
    assert store.stale
    assert store.changed() == ([], ["coast/a.txt"])
