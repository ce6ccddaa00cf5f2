"""What tests in a browser share: Chromium, and the room over a record of the demo's reports, read by the pipeline."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from communique.archive import Record
from communique.demo import reports
from communique.web.islands import bundle

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from communique.pipeline import Pipeline


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for one module: while it is open, this thread has an event loop of Playwright's."""
    pytest.importorskip("playwright", reason="playwright is not installed: pip install '.[test]'")
    from playwright.sync_api import sync_playwright

    from tests.browser.room import chromium, launch

    if chromium() is None:
        pytest.skip("Chromium was not found: install it (apt-get install chromium) or set COMMUNIQUE_CHROMIUM")
    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def demo_record(tmp_path_factory: pytest.TempPathFactory, pipeline: Pipeline) -> Path:
    """A record of the demo's reports; not to be written to."""
    path = tmp_path_factory.mktemp("browsed") / "demo.db"
    with Record.open(path, pipeline=pipeline) as record:
        record.add(*reports())
        record.refresh()
    return path


@pytest.fixture(scope="session")
def base(demo_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The room over a copy of that record. What a test decides here it takes back."""
    from tests.browser.room import served

    with served(Path(shutil.copy(demo_record, tmp_path_factory.mktemp("served") / "demo.db"))) as address:
        yield address


@pytest.fixture(scope="session")
def drawings() -> None:
    """Skips what needs the built drawings where the installation has none."""
    if not bundle():
        pytest.skip("the drawings are not built: install Node 18 or later, then pip install again")
