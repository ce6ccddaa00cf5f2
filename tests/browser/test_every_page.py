"""Every page, with and without script, narrow and wide, light and dark: readable, and alone with its server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from communique.web.app import PAGES
from tests.browser.room import AXE, DESK, PHONE, Watched, addresses, drawn, serious, width_of, window

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PATHS = [page.path for page in PAGES]
NAMES = [*PATHS, "an actor on a day", "a search for nothing", "an earlier day", "an actor on an earlier day"]


@pytest.fixture(scope="module")
def found(base: str) -> dict[str, str]:
    return addresses(base)


def test_every_page_of_the_application_is_visited(base: str, found: dict[str, str]) -> None:
    assert sorted(found) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_works_without_script(browser: Browser, base: str, found: dict[str, str], name: str) -> None:
    with window(browser, width=PHONE, script=False) as context:
        watched = Watched(page := context.new_page())
        got = page.goto(base + found[name])
        assert got
        assert got.ok
        assert page.locator("h1").count() == 1
        assert page.locator("main").inner_text().strip()
        assert width_of(page) <= PHONE
        # a drawing's place holds its table, and nothing hides it
        for island in page.locator("[data-island]").all():
            assert island.locator("table, .none").first.is_visible()
        page.set_viewport_size({"width": DESK, "height": 1000})
        assert width_of(page) <= DESK
        assert not watched.complaints
        assert not watched.foreign(base)


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_serious(
    browser: Browser, base: str, found: dict[str, str], name: str, drawings: None
) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core was not found: run npm ci in frontend/")
    with window(browser) as context:
        watched = Watched(page := context.new_page())
        page.goto(base + found[name])
        drawn(page)
        assert width_of(page) <= DESK
        assert not watched.complaints
        assert not watched.foreign(base)
        assert not serious(page)
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        page.set_viewport_size({"width": PHONE, "height": 800})
        page.wait_for_timeout(100)
        assert width_of(page) <= PHONE
        # what hangs on colours and widths
        assert not serious(page, "color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block")


@pytest.mark.parametrize("name", ["/today", "/report/{name}", "/timeline", "/network", "/map", "/review"])
def test_text_twice_as_large_needs_no_sideways_scrolling(
    browser: Browser, base: str, found: dict[str, str], name: str
) -> None:
    # WCAG 1.4.10: 1280 pixels at 400 %
    with window(browser, width=320) as context:
        page = context.new_page()
        page.goto(base + found[name])
        drawn(page)
        assert width_of(page) <= 320


def test_a_page_that_is_none_says_so(browser: Browser, base: str) -> None:
    with window(browser) as context:
        page = context.new_page()
        got = page.goto(f"{base}/no/such/page")
        assert got
        assert got.status == 404
        assert "no page" in page.locator("h1").inner_text()


def test_the_keyboard_reaches_the_page_past_the_menu(browser: Browser, base: str) -> None:
    with window(browser) as context:
        page = context.new_page()
        page.goto(base)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_menu_leads_to_each_of_its_pages_without_script(browser: Browser, base: str) -> None:
    with window(browser, script=False) as context:
        page = context.new_page()
        page.goto(base)
        links = [str(own.get_attribute("href")) for own in page.locator(".top nav a").all()]
        assert len(links) >= 10
        for link in ("/meetings", "/timeline", "/review"):
            page.click(f".top nav a[href='{link}']")
            assert page.url == base + link
            assert page.locator(".top nav a[aria-current]").get_attribute("href") == link
