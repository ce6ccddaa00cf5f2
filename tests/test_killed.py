"""A record whose writer is killed at any moment, or runs out of disk, is whole, and adding again completes it."""

from __future__ import annotations

import itertools
import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import apsw
import pytest

from communique.archive import Record
from communique.errors import StoreError
from tests.writer_killed import CLAIMS, add, opened, reports

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills no process at once")

#: Writers killed in the midst of adding, and reports that each is to add to those of the writer before.
KILLS, EACH = 50, 2

COMMAND = Path(sysconfig.get_path("scripts")) / "communique"


def check(path: Path) -> int:
    """That a record is whole, every report of it with all its claims; how many reports there are."""
    with opened(path) as record:
        execute, kept = record._store._db.execute, record.reports()
        per_report = list(execute("SELECT count(*) FROM atom GROUP BY report"))
        assert per_report == [(CLAIMS,)] * len(kept)
        assert list(execute("PRAGMA integrity_check")) == [("ok",)]
        assert list(execute("PRAGMA foreign_key_check")) == []
        execute("INSERT INTO report_words (report_words, rank) VALUES ('integrity-check', 1)")
    return len(kept)


def told(record: Record) -> list[str]:
    """All that a record keeps and answers, whenever it was recorded."""
    claims = [json.dumps(claim.to_dict()) for claim in record.claims()]
    return [*(f"{row.report} {row.version}" for row in record.reports()), *claims]


def test_fifty_killed_writers_leave_whole_reports_and_the_next_goes_on(tmp_path: Path) -> None:
    path, chance = tmp_path / "record.db", random.Random(4)
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["__main__", "tests.writer_killed"])
    wanted, killed, held = 0, 0, [0]
    whole_run = 600.0  # seconds; the first writer is let be, and shows how long one takes
    while killed < KILLS:
        wanted += EACH
        writer = processes.Process(target=add, args=(path, wanted))
        started = time.perf_counter()
        writer.start()
        writer.join(chance.uniform(0, whole_run) if held[1:] else whole_run)
        writer.kill()
        writer.join()
        assert writer.exitcode in (0, -signal.SIGKILL)
        if writer.exitcode == 0:
            whole_run = time.perf_counter() - started
        killed += writer.exitcode == -signal.SIGKILL
        held.append(check(path))
        assert held[-1] >= held[-2]
    in_the_midst = sum(before < after for before, after in itertools.pairwise(held))
    assert in_the_midst > KILLS / 10, "hardly any writer had begun to write"
    with opened(path) as record, opened(tmp_path / "whole.db") as whole:
        record.add(*reports(wanted))
        whole.add(*reports(wanted))
        assert told(record) == told(whole)


def test_the_command_killed_while_adding_goes_on_where_it_was(tmp_path: Path) -> None:
    folder, chance = tmp_path / "reports", random.Random(5)
    folder.mkdir()
    for number in range(12):
        text = f"Norway pledged {number + 2} million dollars to Chad on Friday.\n" * 9
        (folder / f"{number:02}.txt").write_text(text)
    store = tmp_path / "record.db"
    command = [COMMAND, "add", folder, "--store", store]
    environment = {**os.environ, "COMMUNIQUE_STORE": str(store)}
    for kept in (0, 2, 5):
        writer = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
        _wait_for(store, kept, writer)
        time.sleep(chance.uniform(0, 0.1))
        writer.kill()
        writer.wait()
        with opened(store) as record:
            held = [row.report.name for row in record.reports()]
            assert len(held) >= kept
            assert all(list(record._store.atoms(reports=[name])) for name in held)
            assert list(record._store._db.execute("PRAGMA integrity_check")) == [("ok",)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    with opened(store) as record:
        assert len(record.reports()) == 12
        assert sum(1 for _ in record.claims()) > 0


def _wait_for(store: Path, reports: int, writer: subprocess.Popen[bytes]) -> None:
    """Until a store holds so many reports."""
    ends = time.monotonic() + 120
    while time.monotonic() < ends and writer.poll() is None:
        if store.exists() and _count(store) >= reports:
            return
        time.sleep(0.01)


def _count(store: Path) -> int:
    try:
        return int(apsw.Connection(str(store)).execute("SELECT count(*) FROM report").fetchone()[0])
    except (apsw.SQLError, apsw.BusyError):  # its tables are not made yet, or just being made
        return -1


def test_a_disk_that_fills_up_loses_nothing_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with opened(path) as record:
        record.add(*reports(3))
        before = told(record)
        pages = record._store._number("PRAGMA page_count")
        record._store._db.execute(f"PRAGMA max_page_count = {pages + 20}")
        with pytest.raises(StoreError, match=r"record\.db.*disk is full") as full:
            record.add(*reports(40))
        assert "free some space" in str(full.value)
        held = len(record.reports())
        assert 3 <= held < 40
        record._store._db.execute("PRAGMA max_page_count = 1000000")
        assert set(before[:3]) <= set(told(record))
        record.add(*reports(40))
        again = told(record)
    assert check(path) == 40
    with opened(tmp_path / "whole.db") as whole:
        whole.add(*reports(40))
        assert again == told(whole)


def test_a_second_writer_waits_for_the_first(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with opened(path) as record:
        record.add(*reports(2))
    code = "import sys; from pathlib import Path; from tests.writer_killed import add; add(Path(sys.argv[1]), 9)"
    writers = [subprocess.Popen([sys.executable, "-c", code, str(path)], stderr=subprocess.PIPE) for _ in range(2)]
    assert [writer.communicate()[1] for writer in writers] == [b"", b""]
    assert check(path) == 9
