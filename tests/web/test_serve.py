"""`communique serve`, as a user starts it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

COMMAND = [sys.executable, "-c", "from communique.cli import main; main()", "serve"]


@contextmanager
def served(*options: str) -> Iterator[str]:
    """The address it prints, while it runs."""
    server = subprocess.Popen([*COMMAND, "--port", "0", *options], stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr
        told = server.stderr.readline()
        found = re.search(r"http://\S+", told)
        assert found, told
        yield found[0]
    finally:
        server.terminate()
        assert server.wait(timeout=20) in (0, -15)


def test_the_room_opens_at_the_address_it_prints(copied: Path) -> None:
    with served("--store", str(copied)) as address:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        with urlopen(address, timeout=20) as answer:
            assert "What is new" in answer.read().decode()
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert "server" not in answer.headers


def test_a_name_with_signs_in_it_comes_through_the_wire_as_it_is(copied: Path) -> None:
    with served("--store", str(copied), "--read-only") as address, pytest.raises(HTTPError) as caught:
        urlopen(f"{address}report/%252e%252e%2Fx.txt", timeout=20)
    assert "%2e%2e/x.txt: no report of this name is kept" in caught.value.read().decode()


@pytest.mark.skipif(os.name == "nt", reason="another machine's address is not bound to there")
def test_where_others_can_reach_it_a_token_is_printed_and_asked_for(copied: Path) -> None:
    with served("--store", str(copied), "--host", "0.0.0.0", "--read-only") as address:
        port = re.search(r":(\d+)/", address)
        assert port
        assert "?token=" in address
        with pytest.raises(HTTPError) as caught:
            urlopen(f"http://127.0.0.1:{port[1]}/", timeout=20)
        assert caught.value.code == 403
        token = address.partition("?token=")[2]
        shown = Request(f"http://127.0.0.1:{port[1]}/", headers={"cookie": f"communique_token={token}"})
        assert urlopen(shown, timeout=20).status == 200


def test_a_port_in_use_is_named_with_what_to_do(copied: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [*COMMAND, "--port", str(port), "--store", str(copied)], capture_output=True, text=True, timeout=60
        )
    assert done.returncode == 1
    assert f"127.0.0.1:{port}" in done.stderr
    assert "--port" in done.stderr


def test_a_file_that_is_no_record_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes " * 1_000)
    done = subprocess.run(
        [*COMMAND, "--store", str(tmp_path / "notes.txt")], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert "notes.txt" in done.stderr
