"""The three drawings: what they show is the page's own, by mouse and by keyboard; the table stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.room import PHONE, Watched, answer, drawn, window

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.usefixtures("drawings")


def opened(context: object, address: str) -> Page:
    page: Page = context.new_page()  # type: ignore[attr-defined]
    page.goto(address)
    drawn(page)
    return page


def focused(page: Page, name: str) -> str | None:
    value = page.evaluate("name => document.activeElement.getAttribute(name)", name)
    return None if value is None else str(value)


# timeline


def test_the_timeline_has_a_bar_for_every_claim_of_the_page(browser: Browser, base: str) -> None:
    bars = answer(base, "/timeline.json")["bars"]
    with window(browser) as context:
        page = opened(context, f"{base}/timeline")
        page.get_by_role("button", name="All").click()
        told = {own.get_attribute("data-claim") for own in page.locator(".timeline [data-claim]").all()}
        assert told == {bar["claim"] for bar in bars}
        for shape, sure in (("sure", True), ("unsure", False)):
            drawn_so = page.locator(f".timeline [data-claim]:has(.bar.{shape})").count()
            assert drawn_so == sum(bar["sure"] is sure for bar in bars) > 0
        assert page.locator(".island table tbody tr").count() == len(bars)


def test_an_uncertain_date_is_as_long_as_its_days(browser: Browser, base: str) -> None:
    bars = [bar for bar in answer(base, "/timeline.json")["bars"] if bar["last"]]
    days = {bar["claim"]: (bar["first"], bar["last"]) for bar in bars}
    with window(browser) as context:
        page = opened(context, f"{base}/timeline")
        page.get_by_role("button", name="All").click()
        boxes = page.evaluate(
            "Object.fromEntries([...document.querySelectorAll('.timeline [data-claim] rect.bar')]"
            ".map(own => [own.parentNode.dataset.claim, own.getBBox().width]))"
        )
    year = [own for own, ends in days.items() if ends == (f"{ends[0][:4]}-01-01", f"{ends[0][:4]}-12-31")]
    day = [own for own, (first, last) in days.items() if first == last]
    assert year
    assert day
    # a year is as long as any other, and longer than a day
    assert max(boxes[own] for own in year) - min(boxes[own] for own in year) < 1
    assert min(boxes[own] for own in year) > max(boxes[own] for own in day)


def test_the_timeline_is_walked_by_keys_and_opens_the_claim(browser: Browser, base: str) -> None:
    with window(browser) as context:
        page = opened(context, f"{base}/timeline")
        page.locator(".timeline [data-claim][tabindex='0']").focus()
        first = focused(page, "data-claim")
        page.keyboard.press("ArrowRight")
        second = focused(page, "data-claim")
        assert second
        assert second != first
        # only one bar is a stop of the Tab key
        assert page.locator(".timeline [data-claim][tabindex='0']").count() == 1
        bar = next(own for own in answer(base, "/timeline.json")["bars"] if own["claim"] == second)
        assert bar["quote"][:60] in page.locator(".island-note").inner_text()
        page.keyboard.press("+")
        assert focused(page, "data-claim") == second
        page.keyboard.press("Enter")
        page.wait_for_url(f"{base}/*/{second}")


def test_closer_and_wider_change_how_much_is_in_sight(browser: Browser, base: str) -> None:
    with window(browser) as context:
        page = opened(context, f"{base}/timeline")
        count = page.locator(".timeline .island-count")
        page.get_by_role("button", name="All").click()
        whole = count.inner_text()
        assert "in sight" not in whole
        for _ in range(4):
            page.get_by_role("button", name="Closer").click()
        assert "in sight" in count.inner_text()
        page.get_by_role("button", name="All").click()
        assert count.inner_text() == whole


# network


def test_every_edge_opens_its_quotes(browser: Browser, base: str) -> None:
    edges = answer(base, "/network.json")["edges"]
    with window(browser) as context:
        page = opened(context, f"{base}/network")
        ties = page.locator(".tie[href]").all()
        assert len(ties) == len(edges) > 5
        for at, tie in enumerate(ties):
            expected = answer(base, str(tie.get_attribute("href")).replace("/edge?", "/edge.json?"))
            assert len(expected["lines"]) == edges[at]["claims"]
            tie.focus()
            page.keyboard.press("Enter")
            page.locator(".island-words h2", has_text=expected["title"]).wait_for()
            shown = [own.inner_text() for own in page.locator(".island-words q").all()]
            assert [words[:40] for words in shown] == [line["quote"]["quote"][:40] for line in expected["lines"]]
            assert page.evaluate("document.activeElement.tagName") == "H2"
            page.keyboard.press("Escape")
            assert not page.locator(".island-words").is_visible()
            assert page.evaluate("document.activeElement.getAttribute('href')") == tie.get_attribute("href")
        assert page.url == f"{base}/network"


def test_an_edge_opened_in_a_new_tab_is_a_page(browser: Browser, base: str) -> None:
    with window(browser) as context:
        page = opened(context, f"{base}/network")
        page.locator(".tie[href]").first.focus()
        with context.expect_page() as new:
            page.keyboard.press("Control+Enter")
        new.value.wait_for_load_state()
        assert "/network/edge?" in new.value.url
        assert new.value.locator("blockquote").count() > 0


def test_a_mouse_opens_an_edge_too(browser: Browser, base: str) -> None:
    with window(browser) as context:
        page = opened(context, f"{base}/network?how=backed")
        tie = page.locator(".tie[href] .hit").first
        middle = tie.evaluate("own => { const at = own.getPointAtLength(own.getTotalLength() / 2);"
                              " const to = own.getScreenCTM(); return [to.a * at.x + to.e, to.d * at.y + to.f]; }")
        page.mouse.click(*middle)
        page.locator(".island-words q").first.wait_for()


def test_the_same_record_gives_the_same_network_and_nothing_moves(browser: Browser, base: str) -> None:
    seen = []
    for still in (True, False):
        with window(browser, still=still) as context:
            page = opened(context, f"{base}/network")
            whole = "[...document.querySelectorAll('.tie[href] .stroke')].map(own => own.getAttribute('d')).join()"
            seen.append(page.evaluate(whole))
            page.wait_for_timeout(300)
            seen.append(page.evaluate(whole))
    assert len(set(seen)) == 1


def test_ways_differ_by_more_than_colour(browser: Browser, base: str) -> None:
    with window(browser) as context:
        page = opened(context, f"{base}/network")
        strokes = [page.locator(f".island-legend .w-{way} .stroke") for way in ("met", "backed", "blamed")]
        dashes = {stroke.evaluate("own => getComputedStyle(own).strokeDasharray") for stroke in strokes}
    assert len(dashes) == 3


# map


def test_the_map_counts_what_the_table_counts_and_asks_for_no_tile(browser: Browser, base: str) -> None:
    places = answer(base, "/map.json")["places"]
    with window(browser) as context:
        watched = Watched(page := context.new_page())
        page.goto(f"{base}/map")
        drawn(page)
        marks = page.locator("[data-place]").all()
        counts = {own.get_attribute("data-place"): int(own.text_content() or 0) for own in marks}
        placed = [own for own in places if own["latitude"] is not None or own["place"].startswith("state/")]
        assert counts == {own["place"]: own["claims"] for own in placed}
        assert "Natural Earth" in page.locator(".borders").inner_text()
        assert page.locator(".map .country").count() > 150
        page.locator("[data-place][tabindex='0']").focus()
        page.keyboard.press("Enter")
        first = page.locator("[data-place][tabindex='0']").get_attribute("data-place")
        name = next(own["name"] for own in places if own["place"] == first)
        assert name in page.locator(".island-words h2").inner_text()
        leads = str(page.locator(".island-words a").first.get_attribute("href"))
        assert f"actor={str(first).replace('/', '%2F')}" in leads
        page.keyboard.press("Escape")
        assert focused(page, "data-place") == first
        assert all(url.endswith(("/map", "/map.json", ".css", ".js")) for url in watched.requests if "data:" not in url)
        assert not watched.foreign(base)


def made_up(place: str, country: str, at: tuple[float, float] | None, claims: int = 1) -> dict[str, object]:
    """A place in the form of the server's own answer."""
    return {"place": place, "name": place, "country": country, "country_name": country, "claims": claims, "status": "",
            "kinds": {"meeting": claims}, "latitude": at and at[0], "longitude": at and at[1]}


def test_every_state_the_knowledge_has_a_code_for_has_a_place_on_the_map(browser: Browser, base: str) -> None:
    # small ones too
    codes = ["SGP", "VAT", "MDV", "BHR", "XKX", "PSE", "TWN", "USA", "RUS", "FJI", "MCO", "KIR"]
    places = [made_up(f"state/{code}", code, None, at + 1) for at, code in enumerate(codes)]
    with window(browser) as context:
        page = context.new_page()
        page.route("**/map.json", lambda route: route.fulfill(json={"title": "Map", "borders": "", "places": places}))
        page.goto(f"{base}/map")
        drawn(page)
        shown = {own.get_attribute("data-place") for own in page.locator("[data-place]").all()}
        assert shown == {f"state/{code}" for code in codes}
        assert page.locator(".map .whole").count() == len(codes)


def test_a_town_stands_within_its_country_and_one_without_a_point_nowhere(browser: Browser, base: str) -> None:
    towns = {"place/nairobi": ("KEN", (-1.29, 36.82)), "place/bogota": ("COL", (4.71, -74.07)),
             "place/oslo": ("NOR", (59.91, 10.75))}
    places = [made_up(place, country, at) for place, (country, at) in towns.items()]
    places.append(made_up("place/nowhere", "KEN", None))
    with window(browser) as context:
        page = context.new_page()
        page.route("**/map.json", lambda route: route.fulfill(json={"title": "Map", "borders": "", "places": places}))
        page.goto(f"{base}/map")
        drawn(page)
        assert {own.get_attribute("data-place") for own in page.locator("[data-place]").all()} == set(towns)
        # what lies under the middle of a circle is its own country, the one that is marked as told of
        under = page.evaluate(
            "[...document.querySelectorAll('[data-place] circle')].map(own => {"
            " own.scrollIntoView({block: 'center'}); const box = own.getBoundingClientRect();"
            " return document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2)"
            ".some(one => one.classList.contains('told-of')) })"
        )
        assert under == [True] * len(towns)


# without what they need


@pytest.mark.parametrize("name", ["timeline", "network", "map"])
def test_a_drawing_that_fails_leaves_the_table_and_says_so(browser: Browser, base: str, name: str) -> None:
    with window(browser, width=PHONE) as context:
        page = context.new_page()
        page.route(f"**/{name}.json", lambda route: route.fulfill(status=503, body="no"))
        page.goto(f"{base}/{name}")
        page.locator(".island .lacking").wait_for()
        assert page.locator(".island table").is_visible()
        assert page.locator(".island figure").count() == 0


@pytest.mark.parametrize("name", ["timeline", "network", "map"])
def test_the_table_can_be_opened_below_the_drawing(browser: Browser, base: str, name: str) -> None:
    with window(browser) as context:
        page = opened(context, f"{base}/{name}")
        assert not page.locator(".island table").is_visible()
        page.get_by_text("The same as a table").click()
        assert page.locator(".island table").is_visible()


# the slider over days


def test_the_slider_shows_each_day_of_change_without_a_new_page(browser: Browser, base: str) -> None:
    with window(browser) as context:
        watched = Watched(page := context.new_page())
        page.goto(f"{base}/actor/org/sco")
        page.evaluate("window.same = true")
        slider = page.locator("input[type=range]")
        assert slider.get_attribute("aria-valuetext")
        slider.focus()
        page.keyboard.press("Home")
        page.locator("#standing caption", has_text=" on ").first.wait_for()
        # on the first day of all, fewer are members than at the last
        first = page.locator("#standing tbody tr").count()
        day = slider.get_attribute("aria-valuetext")
        assert day
        assert page.locator("form.slider output").inner_text() == day
        assert day in page.locator("#standing caption").first.inner_text()
        page.keyboard.press("End")
        last = slider.get_attribute("aria-valuetext")
        page.locator("#standing caption", has_text=str(last)).first.wait_for()
        assert page.locator("#standing tbody tr").count() > first
        assert page.evaluate("window.same")
        assert "slide=" in page.url
        assert not watched.complaints


@pytest.mark.parametrize("name", ["network", "map"])
def test_the_slider_draws_the_network_and_the_map_as_of_a_day(browser: Browser, base: str, name: str) -> None:
    with window(browser) as context:
        watched = Watched(page := context.new_page())
        page.goto(f"{base}/{name}")
        drawn(page)
        page.evaluate("window.same = true")
        marks = page.locator(".tie" if name == "network" else "[data-place]")
        everything = marks.count()
        slider = page.locator("input[type=range]")
        slider.focus()
        for _ in range(12):
            page.keyboard.press("ArrowLeft")
        day = str(slider.get_attribute("aria-valuetext"))
        page.locator(".lede", has_text=f"as of {day}").wait_for()
        drawn(page)
        assert 0 < marks.count() < everything
        assert focused(page, "data-slider") == "day"
        assert page.evaluate("window.same")
        # the address is one that can be kept
        before = marks.count()
        page.reload()
        drawn(page)
        assert marks.count() == before
        assert not watched.complaints


def test_drawings_of_an_earlier_day_lead_on_to_that_day(browser: Browser, base: str) -> None:
    with window(browser) as context:
        page = opened(context, f"{base}/network?known_by=2021-09-17")
        links = page.locator(".network a[href]").all()
        assert links
        assert all("known_by=2021-09-17" in str(own.get_attribute("href")) for own in links)
        page.locator(".tie[href]").first.focus()
        page.keyboard.press("Enter")
        page.locator(".island-words blockquote").first.wait_for()
        assert all("known_by" in str(own.get_attribute("href")) for own in page.locator(".island-words a").all())


def test_the_slider_works_without_script(browser: Browser, base: str) -> None:
    with window(browser, script=False) as context:
        page = context.new_page()
        page.goto(f"{base}/actor/org/sco")
        page.locator("input[type=range]").focus()
        page.keyboard.press("Home")
        page.locator("form.slider button").click()
        assert "slide=" in page.url
        assert " on " in page.locator("#standing caption").first.inner_text()
