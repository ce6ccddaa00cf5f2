"""A report made to harm, read by the pipeline and opened in a browser: on every page it is words and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from communique.archive import Record
from communique.document import Report
from communique.web.inert import UNSEEN
from tests.browser.room import DESK, PHONE, Watched, answer, drawn, served, width_of, window

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from communique.pipeline import Pipeline

NAME = "<b onclick=harm()>\"x'.txt"
SCRIPT = "<script>window.harmed = 1</script>"
MARKUP = "<img src=x onerror='window.harmed = 1'>"
TURNED = "\u202eevil.exe\u202c"
LINES = (
    "DUSHANBE, September 16, 2021. Russian Foreign Minister Sergey Lavrov met Chinese Foreign Minister Wang Yi in"
    " Dushanbe on Thursday.",
    f"“{SCRIPT} is our whole answer,” Lavrov told reporters in Dushanbe on Thursday.",
    f"“We open {MARKUP} and {TURNED} to all,” Wang Yi said on Thursday.",
    "Iran accused the United States of sabotage with \"><svg onload=window.harmed=1> on Thursday.",
    "The Foreign Ministry of Tajikistan \x1b[31mthanked\x07 China for the help of \u2066allies\u2069 on Thursday.",
    "x" * 1_000_000,
    "</p></main></body>{{ 7 * 7 }}<!-- <style>*{display:none}</style> <iframe src=//example.org></iframe>",
)
REPORT = Report(
    NAME, "\n\n".join(LINES), date(2021, 9, 16), source=f"Post {MARKUP}", title=f"{SCRIPT}{TURNED}",
    url="javascript:window.harmed=1", licence="</footer><script src=//example.org/x.js></script>",
)

#: What no page may have become: elements that run, load or send, other than our own.
FOREIGN = (
    "script:not([src^='/built/']), img, iframe, object, embed, svg [onload], [onerror], [onclick], [onmouseover],"
    " [style], [href^='javascript:' i], form[action*='//'], b[onclick]"
)


@pytest.fixture(scope="module")
def hostile(demo_record: Path, tmp_path_factory: pytest.TempPathFactory, pipeline: Pipeline) -> Iterator[str]:
    path = Path(shutil.copy(demo_record, tmp_path_factory.mktemp("hostile") / "demo.db"))
    with Record.open(path, pipeline=pipeline) as record:
        record.add(REPORT)
        record.refresh()
    with served(path) as address:
        yield address


def paths(base: str) -> list[str]:
    """Every page the report comes to; each of its claims too."""
    report = f"/report/{quote(NAME, safe='')}"
    lines = answer(base, f"/search.json?newsroom={quote(str(REPORT.source))}")["lines"]
    assert len(lines) >= 4
    assert any(SCRIPT in line["quote"]["quote"] for line in lines)
    claims = [f"/{'meeting' if line['kind'] == 'meeting' else 'claim'}/{line['claim']}" for line in lines]
    return [
        "/?days=365&until=2021-09-16", "/reports", report, f"/search?q={quote('harmed answer')}",
        "/actor/person/sergey-lavrov", "/actors?sort=unknown", "/meetings", "/timeline", "/network", "/map", "/review",
        "/positions", "/promises",
        f"/compare?report={quote(NAME)}&report=03-herald-sco-summit.txt", f"/review?claim={lines[0]['claim']}",
        f"/review/correct?claim={lines[0]['claim']}", *claims,
    ]


@pytest.mark.parametrize("script", [True, False])
def test_a_hostile_report_is_inert_on_every_page(browser: Browser, hostile: str, script: bool) -> None:
    with window(browser, width=PHONE, script=script) as context:
        watched = Watched(page := context.new_page())
        for path in paths(hostile):
            got = page.goto(hostile + path)
            assert got, path
            assert got.ok, path
            if script:
                drawn(page)
            assert page.evaluate("'harmed' in window") is False, path
            assert page.locator(FOREIGN).count() == 0, path
            assert page.locator("main").count() == page.locator("footer").count() == 1, path
            text = page.evaluate("document.documentElement.textContent")
            names = page.evaluate(
                "[...document.querySelectorAll('*')].flatMap(own => ['aria-label', 'title', 'alt', 'label', 'value']"
                ".map(name => own.getAttribute(name) ?? '')).join('\\n')"
            )
            assert not UNSEEN.search(text + names), path
            assert width_of(page) <= PHONE, path
        assert not watched.complaints
        assert not watched.foreign(hostile)


def test_the_reading_page_shows_the_report_as_it_was_written(browser: Browser, hostile: str) -> None:
    with window(browser, width=DESK) as context:
        page = context.new_page()
        page.goto(f"{hostile}/report/{quote(NAME, safe='')}")
        text = page.locator(".text").text_content() or ""
        for words in (SCRIPT, MARKUP, "[U+202E]evil.exe[U+202C]", "[U+001B][31m", "{{ 7 * 7 }}<!--", "x" * 10_000):
            assert words in "".join(text.split("\n")), words
        assert page.title().startswith(SCRIPT)


def test_what_turns_text_about_turns_nothing_outside_its_own_line(browser: Browser, hostile: str) -> None:
    # the marks of direction are shown by number, so the page's own words stand in their order
    with window(browser) as context:
        page = context.new_page()
        page.goto(f"{hostile}/reports")
        row = page.locator("tr", has_text="evil.exe")
        assert "[U+202E]evil.exe" in row.inner_text()
        assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"


def test_a_json_answer_is_never_taken_for_a_page(browser: Browser, hostile: str) -> None:
    with window(browser) as context:
        watched = Watched(page := context.new_page())
        got = page.goto(f"{hostile}/report/{quote(NAME, safe='')}.json")
        assert got
        assert got.headers["content-type"] == "application/json"
        assert page.evaluate("'harmed' in window") is False
        assert not watched.foreign(hostile)
