"""The record as of a day, and as it was known by a day: on pages, as JSON, as a table, and in every link on them."""

from __future__ import annotations

import csv
import gc
import io
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from communique.archive import Record
from communique.archive.room import DAYS, Room
from communique.document import Report
from communique.store import Store
from communique.store.catalogue import Asked
from tests.claims_by_hand import meeting, membership

Opened = Callable[[Path], TestClient]

PAGES = (
    "/", "/search", "/actors", "/actor/org/sco", "/meetings", "/reports", "/promises", "/positions", "/timeline",
    "/network", "/map",
)


@pytest.mark.parametrize("address", PAGES)
def test_every_link_of_a_page_of_an_earlier_day_stays_with_that_day(reader: TestClient, address: str) -> None:
    page = html.fromstring(reader.get(f"{address}?known_by=2021-09-17").text)
    assert "17 September 2021" in page.xpath("//*[@class='earlier']")[0].text_content()
    own = [link for link in page.xpath("//main//a/@href | //nav//a/@href | //footer//a/@href") if link.startswith("/")]
    back = page.xpath("//*[@class='earlier']//a/@href")
    assert [link for link in own if "known_by=2021-09-17" not in link and link not in back] == []
    assert "known_by" not in back[0]
    for form in page.xpath("//form"):
        assert dict(form.form_values()).get("known_by") == "2021-09-17"


@pytest.mark.parametrize("address", PAGES)
def test_json_of_an_earlier_day_says_so_and_holds_no_report_told_later(reader: TestClient, address: str) -> None:
    path = "/today" if address == "/" else address
    told = reader.get(f"{path}.json?known_by=2021-09-17").json()
    assert told["known_by"] == "2021-09-17"
    later = {own["name"] for own in reader.get("/reports.json").json()["reports"] if own["published"] > "2021-09-17"}
    assert later
    assert not [name for name in later if name in str(told)]


def test_the_table_of_an_earlier_day_has_fewer_rows(reader: TestClient) -> None:
    tables = (reader.get(f"/meetings.csv{query}").text for query in ("?known_by=2021-09-16", ""))
    then, now = (list(csv.reader(io.StringIO(table))) for table in tables)
    assert then[0] == now[0]
    assert 1 < len(then) < len(now)


def test_the_room_of_an_earlier_day_holds_what_the_record_answers_of_it(filled: Path) -> None:
    room = Room(filled, read_only=True)
    with Record.open(filled) as record:
        for day in (date(2021, 9, 16), date(2021, 9, 18), date(2022, 12, 31), date(1999, 1, 1)):
            with room.known_by(day).reading() as reader:
                found = {row.claim.id: row.claim for row in reader.catalogue.find(Asked())}
            assert found == {claim.id: claim for claim in record.claims(known_by=day)}
    assert room.known_by(date(2100, 1, 1)) is room
    room.close()


def test_what_is_kept_of_earlier_days_is_little_and_goes_with_the_room(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    room = Room(filled, read_only=True)
    for day in (date(2021, 9, 16), date(2021, 9, 17), date(2021, 9, 18), date(2021, 9, 22), date(2022, 12, 31)):
        assert room.known_by(day) is room.known_by(day)
    gc.collect()
    assert 0 < len(list(tmp_path.iterdir())) <= DAYS
    room.close()
    del room
    gc.collect()
    assert list(tmp_path.iterdir()) == []


def test_a_report_that_was_changed_is_read_as_it_stood_on_that_day(tmp_path: Path, opened: Opened) -> None:
    store = Store.open(tmp_path / "changed.db")
    for day, who in (("2023-05-01", "Laos"), ("2023-05-09", "Mali")):
        text = f"{who} applied to join ECOWAS."
        claim = membership("a.txt", who, "ECOWAS", at=0)
        report = Report("a.txt", text, date.fromisoformat(day), "Coral Post")
        store.put(report, [claim], recorded=f"{day}T08:00:00+00:00")
    store.close()
    client = opened(tmp_path / "changed.db")
    assert "Laos applied" in client.get("/report/a.txt?known_by=2023-05-05").text
    assert "Mali applied" in client.get("/report/a.txt").text
    assert client.get("/search.json?q=Mali&known_by=2023-05-05").json()["pager"]["total"] == 0
    assert client.get("/report/a.txt?known_by=2023-04-30").status_code == 404


def test_nothing_is_decided_on_an_earlier_day(copied: Path, opened: Opened) -> None:
    client = opened(copied)
    page = html.fromstring(client.get("/review?known_by=2021-09-17").text)
    assert page.xpath("//form[@method='post']") == []
    assert html.fromstring(client.get("/review").text).xpath("//form[@method='post']")


def test_what_is_no_day_is_refused_with_the_field_named(reader: TestClient) -> None:
    for field in ("known_by", "as_of"):
        answer = reader.get(f"/network?{field}=yesterday")
        assert answer.status_code == 400
        assert field in answer.text


def test_network_and_map_of_a_day_hold_what_had_happened_by_then(tmp_path: Path, opened: Opened) -> None:
    store = Store.open(tmp_path / "met.db")
    for number, (day, other) in enumerate((("2023-02-01", "Laos"), ("2023-06-01", "Mali"))):
        claim = meeting(f"{number}.txt", f"Kenya met {other}.", "Kenya", other, at=0, when=day)
        # both told on one day: what counts is when they met
        report = Report(f"{number}.txt", f"Kenya met {other}.", date(2023, 7, 1), "Coral Post")
        store.put(report, [claim], recorded="2023-07-01T08:00:00+00:00")
    store.close()
    client = opened(tmp_path / "met.db")
    ends = lambda query: [edge["other"] for edge in client.get(f"/network.json{query}").json()["edges"]]  # noqa: E731
    assert sorted(ends("")) == ["state/la", "state/ml"]
    assert ends("?as_of=2023-03-01") == ["state/la"]
    assert ends("?slide=738000") == []
    assert client.get("/network/edge?one=state/ke&other=state/ml&as_of=2023-03-01").status_code == 400
    assert client.get("/network/edge?one=state/ke&other=state/ml&as_of=2023-06-01").status_code == 200
    page = html.fromstring(client.get("/network?as_of=2023-03-01").text)
    assert page.xpath("//input[@type='range']")
    assert all("as_of=2023-03-01" in link for link in page.xpath("//td[@data-label='Words']//a/@href"))


def test_the_sections_of_an_actor_as_of_a_day_hold_nothing_later(reader: TestClient) -> None:
    sections = lambda query: {  # noqa: E731
        own["heading"]: own["total"] for own in reader.get(f"/actor/org/sco.json{query}").json()["sections"]
    }
    then, now = sections("?as_of=2021-09-17"), sections("")
    assert then["Meetings"] < now["Meetings"]
    assert all(then[heading] <= now[heading] for heading in then)
