"""Review with the keyboard alone: decide, and take it back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.room import answer, served, window

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture
def own(demo_record: Path, tmp_path: Path) -> Iterator[str]:
    """A room over a record of its own, to be decided on."""
    with served(Path(shutil.copy(demo_record, tmp_path / "own.db"))) as address:
        yield address


def doings(base: str) -> list[tuple[str, bool]]:
    return [(entry["act"], entry["undone"] is not None) for entry in answer(base, "/review.json")["log"]]


def told(page: Page, words: str) -> None:
    """Waits until a page says what was done, and its script listens: a letter pressed sooner is nobody's."""
    page.locator(".done", has_text=words).wait_for()
    page.wait_for_load_state("load")


def test_a_letter_decides_and_a_letter_takes_it_back(browser: Browser, own: str, drawings: None) -> None:
    with window(browser) as context:
        page = context.new_page()
        page.goto(f"{own}/review")
        case = page.locator(".side h2").first.inner_text()
        page.keyboard.press("a")
        told(page, "Accepted")
        assert ("accept", False) in doings(own)
        page.keyboard.press("u")
        told(page, "Taken back")
        assert all(undone for act, undone in doings(own) if act == "accept")
        page.keyboard.press("r")
        told(page, "Rejected")
        page.goto(f"{own}/review")
        assert page.locator(".side h2").first.inner_text() != case
        page.keyboard.press("u")
        told(page, "Taken back")
        page.goto(f"{own}/review")
        page.locator(".side h2", has_text=case).first.wait_for()


def test_next_before_and_correct_are_keys_too(browser: Browser, own: str, drawings: None) -> None:
    with window(browser) as context:
        page = context.new_page()
        page.goto(f"{own}/review")
        page.keyboard.press("n")
        page.wait_for_url("**/review?after=1")
        page.keyboard.press("p")
        page.wait_for_url("**/review")
        page.keyboard.press("c")
        page.wait_for_url("**/review/correct?*")
        assert page.locator("form.correct").count() == 1
    assert doings(own) == []


def test_letters_typed_into_a_field_decide_nothing(browser: Browser, own: str, drawings: None) -> None:
    with window(browser) as context:
        page = context.new_page()
        page.goto(f"{own}/review")
        page.locator("#q-top").focus()
        page.keyboard.type("area")
        page.keyboard.press("Control+a")
        page.wait_for_timeout(200)
        assert page.locator("#q-top").input_value() == "area"
    assert doings(own) == []


def test_letters_can_be_turned_off_and_stay_off(browser: Browser, own: str, drawings: None) -> None:
    # WCAG 2.1.4: a key without a modifier must not surprise who dictates
    with window(browser) as context:
        page = context.new_page()
        page.goto(f"{own}/review")
        page.get_by_label("The letter alone is enough").uncheck()
        page.locator("body").press("a")
        page.reload()
        assert not page.get_by_label("The letter alone is enough").is_checked()
        page.locator("body").press("a")
        page.wait_for_timeout(200)
    assert doings(own) == []


def test_without_script_the_buttons_decide(browser: Browser, own: str) -> None:
    with window(browser, script=False) as context:
        page = context.new_page()
        page.goto(f"{own}/review")
        page.locator("form button[data-key=a]").click()
        assert "Accepted" in page.locator(".done").inner_text()
        page.locator("form button[data-key=u]").click()
        assert "Taken back" in page.locator(".done").inner_text()


def test_a_correction_is_written_in_a_form(browser: Browser, own: str) -> None:
    meeting = answer(own, "/search.json?kind=meeting&order=telling")["lines"][0]["claim"]
    with window(browser) as context:
        page = context.new_page()
        page.goto(f"{own}/review/correct?claim={meeting}")
        page.locator("form.correct [name=occasion]").fill("the harvest talks")
        page.locator("form.correct button").first.click()
        assert "Corrected" in page.locator(".done").inner_text()
        page.goto(f"{own}/search?q=harvest")
        assert "harvest talks" in page.locator("main").inner_text()


def test_nothing_is_decided_where_it_is_served_to_be_read_only(browser: Browser, demo_record: Path) -> None:
    with served(demo_record, "--read-only") as address, window(browser) as context:
        page = context.new_page()
        page.goto(f"{address}/review")
        assert page.locator("form[method=post]").count() == 0
        for key in "arsm":
            page.keyboard.press(key)
        assert page.url == f"{address}/review"
