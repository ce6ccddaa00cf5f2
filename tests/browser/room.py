"""The reading room as people meet it: `communique serve` in a process of its own, and Debian's Chromium before it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, expect

ROOT = Path(__file__).parents[2]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

#: A phone's width and a desk's, in CSS pixels.
PHONE, DESK = 360, 1600

#: Chromium asks for nothing by itself, and starts where a test runs as root.
SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--disable-quic", "--disable-dev-shm-usage", "--hide-scrollbars",
)


def chromium() -> str | None:
    """The browser to drive: COMMUNIQUE_CHROMIUM, or the one that is installed."""
    named = os.environ.get("COMMUNIQUE_CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=chromium(), args=list(SWITCHES))


@contextmanager
def served(record: Path, *options: str) -> Iterator[str]:
    """The address of a reading room over this record, ended afterwards."""
    command = [sys.executable, "-c", "from communique.cli import main; main()", "serve", "--port", "0", "--store"]
    process = subprocess.Popen([*command, str(record), *options], stderr=subprocess.PIPE, text=True)
    assert process.stderr
    try:
        told = process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", told)
        assert found, told + process.stderr.read()
        # what it says later is read too, or the server would wait for it
        threading.Thread(target=process.stderr.read, daemon=True).start()
        settle(found[0])
        yield found[0]
    finally:
        process.terminate()
        process.wait(timeout=20)


def answer(base: str, path: str) -> Any:
    """A page of the room as JSON."""
    with urlopen(base + path, timeout=30) as got:
        return json.load(got)


def settle(base: str) -> None:
    """Waits until the room answers, and what is worked out beside the readers is done."""
    for _ in range(300):
        # the address is told a moment before the server answers there
        with suppress(ConnectionError, URLError):
            if not answer(base, "/review.json")["pending"]:
                return
        time.sleep(0.1)
    raise AssertionError("the room was not ready in 30 seconds")


def addresses(base: str) -> dict[str, str]:
    """An address of every page, by the page's path as the application has it; further ones by a name."""
    reports = [f"report={quote(name)}" for name in ("03-herald-sco-summit.txt", "04-volga-sco-summit.txt")]
    lines = answer(base, "/search.json?kind=meeting&order=telling")["lines"]
    meeting = lines[0]["claim"]
    statement = answer(base, "/search.json?kind=statement&order=telling")["lines"][0]["claim"]
    edge = answer(base, "/network.json")["edges"][0]
    del edge["claims"]
    return {
        "/": "/", "/today": "/today?days=365", "/search": "/search?q=summit", "/actors": "/actors",
        "/actor/{name}": "/actor/org/sco", "/meetings": "/meetings", "/meeting/{name}": f"/meeting/{meeting}",
        "/reports": "/reports", "/report/{name}": "/report/03-herald-sco-summit.txt",
        "/compare": f"/compare?{'&'.join(reports)}", "/promises": "/promises", "/positions": "/positions",
        "/timeline": "/timeline", "/network": "/network", "/network/edge": f"/network/edge?{urlencode(edge)}",
        "/map": "/map", "/review": "/review", "/review/correct": f"/review/correct?claim={meeting}",
        "/review/log": "/review/log", "/claim/{name}": f"/claim/{statement}", "/keys": "/keys",
        "an actor on a day": "/actor/state/ru?as_of=2021-09-17", "a search for nothing": "/search?q=unwritten",
        "an earlier day": "/network?as_of=2021-09-17&known_by=2021-09-18",
        "an actor on an earlier day": "/actor/org/sco?known_by=2021-09-17",
    }


class Watched:
    """A page of a browser with what went on in it: requests, messages of the console, dialogs, errors."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("dialog", self._dialog)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def _dialog(self, dialog: Any) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def foreign(self, base: str) -> list[str]:
        """Requests that went anywhere but to the room."""
        return [url for url in self.requests if not url.startswith((f"{base}/", "data:"))]


def width_of(page: Page) -> int:
    """How wide the whole page is, what has to be scrolled to included."""
    return int(page.evaluate("document.documentElement.scrollWidth"))


@contextmanager
def window(
    browser: Browser, *, width: int = DESK, height: int = 1000, dark: bool = False, script: bool = True,
    still: bool = True,
) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", locale="en-GB",
        java_script_enabled=script, reduced_motion="reduce" if still else "no-preference", service_workers="block",
    )
    context.set_default_timeout(30_000)
    try:
        yield context
    finally:
        context.close()


def drawn(page: Page) -> None:
    """Waits until every drawing of the page is there."""
    expect(page.locator("[data-island]:has(table):not([data-drawn])")).to_have_count(0)


def serious(page: Page, *rules: str) -> list[str]:
    """What axe finds that keeps people out, by these rules or all of WCAG 2.2 AA, each with the elements.

    https://github.com/dequelabs/axe-core
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    asked = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": tags}
    found: Iterable[dict[str, Any]] = page.evaluate(
        "asked => axe.run(document, {runOnly: asked, resultTypes: ['violations']}).then(own => own.violations)", asked
    )
    return [
        f"{own['id']} ({own['impact']}): {own['help']}: {[node['html'][:160] for node in own['nodes'][:3]]}"
        for own in found if own["impact"] in ("serious", "critical")
    ]
