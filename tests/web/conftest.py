"""What tests of the reading room share: a record of the demo's reports, and the room over a copy of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from communique.archive import Record
from communique.archive.room import Room
from communique.demo import reports
from communique.web import app

if TYPE_CHECKING:
    from communique.pipeline import Pipeline

#: Where tests say the room is, and what a browser sends with a form of its pages.
BASE = "http://127.0.0.1"
OWN = {"origin": BASE, "sec-fetch-site": "same-origin"}


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, pipeline: Pipeline) -> Path:
    """A record of the demo's reports; not to be written to."""
    path = tmp_path_factory.mktemp("room") / "demo.db"
    with Record.open(path, pipeline=pipeline) as record:
        record.add(*reports())
        record.refresh()
    return path


@pytest.fixture(scope="session")
def reader(filled: Path) -> Iterator[TestClient]:
    """A browser in the room over that record, which is served to be read only."""
    room = Room(filled, read_only=True)
    room.wait()
    with TestClient(app(room=room), base_url=BASE) as client:
        yield client


@pytest.fixture
def copied(filled: Path, tmp_path: Path) -> Path:
    """A copy of the record, to be decided on."""
    return Path(shutil.copy(filled, tmp_path / "copy.db"))


@pytest.fixture
def opened() -> Iterator[Callable[[Path], TestClient]]:
    """Opens the room over a record; what was worked out beside is done."""
    clients: list[TestClient] = []

    def open_room(path: Path) -> TestClient:
        room = Room(path)
        room.wait()
        client = TestClient(app(room=room), base_url=BASE)
        client.__enter__()
        clients.append(client)
        return client

    yield open_room
    for client in clients:
        client.__exit__(None, None, None)
