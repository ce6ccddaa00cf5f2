"""A hostile report is text, and nothing but text, on every page it comes to."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from communique.actors import Actor, Evidence
from communique.claims import Claim, Commitment, Designation, Meeting, Participant, Position, Statement
from communique.dates import When
from communique.document import Report
from communique.store import Store
from communique.web.inert import UNSEEN, describe_unseen, inert
from communique.web.rendering import report_url

NASTY = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)", "{{ 7*7 }}{% raw %}", "]]><!--", "\u202egnp.exe\u202c", "a\x00b\x1b[31mc\x07",
    "\u2066x\u2069",
    "=cmd|'/c calc'!A1", "&lt;b&gt;", "</title></textarea>", "\u200bhidden\u200b", "\ufeff",
)
LONG = "x" * 1_000_000
NAMES = ("<b>.txt", "a/../../b.txt", "..", "q?x=1#y.txt", "ü \u202e.txt", "//host/x.txt", "a\\b.txt")


def report(name: str, text: str) -> Report:
    return Report(
        name, text, date(2024, 5, 1), source=NASTY[0], title=NASTY[2], url=NASTY[4], licence=NASTY[1], bloc=NASTY[3],
    )


def atoms(name: str, text: str) -> list[Claim]:
    """A claim of each sort made of the nasty words themselves."""
    def cite(words: str) -> tuple[Evidence, ...]:
        start = text.index(words)
        speaker = Actor(NASTY[7], NASTY[7])
        return (Evidence(name, start, start + len(words), words, speaker=speaker, chain=(Actor(NASTY[1], NASTY[1]),)),)

    who, other = Actor(NASTY[0], NASTY[0]), Actor(NASTY[8], NASTY[8], "person/x", "\"><i>", "<GOV>")
    when = When("2024-05-01", NASTY[2])
    return [
        Statement(evidence=cite(NASTY[0]), speaker=who, addressee=other, content=NASTY[1], cue="said", when=when),
        Meeting(
            evidence=cite(NASTY[1]), participants=(Participant(who), Participant(other)),
            where=Actor(NASTY[2], NASTY[2]), occasion=NASTY[3], about=NASTY[7], when=when,
        ),
        Position(evidence=cite(NASTY[2]), holder=who, subject=other, issue=NASTY[5], stance="blames"),
        Commitment(evidence=cite(NASTY[3]), by=who, to=other, content=NASTY[6], condition=NASTY[9]),
        Designation(evidence=cite(NASTY[7]), subject=who, label=NASTY[7], by=other),
    ]


@pytest.fixture
def hostile(tmp_path: Path, opened: Callable[[Path], TestClient]) -> TestClient:
    path = tmp_path / "hostile.db"
    store = Store.open(path)
    text = "\n".join(NASTY) + "\n" + LONG
    for name in NAMES:
        store.put(report(name, text), atoms(name, text), recorded="2024-05-02T00:00:00+00:00")
    store.close()
    return opened(path)


def addresses(client: TestClient) -> list[str]:
    claims = [row["claim"] for row in client.get("/search.json").json()["lines"]]
    listed = [
        "/", "/search?q=alert", "/actors", "/meetings", "/reports", "/promises", "/positions", "/timeline", "/network",
        "/map", "/review", f"/review/correct?claim={claims[0]}",
        *(f"/claim/{claim}" for claim in claims), *(report_url(name) for name in NAMES),
        client.get("/actors").text.split('href="/actor/')[1].split('"')[0].join(["/actor/", ""]),
    ]
    return listed + [f"/meeting/{row['claim']}" for row in client.get("/meetings.json").json()["lines"]]


def test_nothing_of_a_report_becomes_markup(hostile: TestClient) -> None:
    tags = set[str]()
    for address in addresses(hostile):
        answer = hostile.get(address)
        assert answer.status_code == 200, address
        page = html.fromstring(answer.text)
        tags |= {str(own.tag) for own in page.iter() if isinstance(own.tag, str)
                 and not (own.tag == "script" and own.get("src", "").startswith("/built/"))}
        assert [own for own in page.iter() if any(str(name).startswith("on") for name in own.attrib)] == []
        for link in page.xpath("//@href | //@src | //@action"):
            assert not link.strip().casefold().startswith(("javascript:", "data:text", "//")), link
        assert "<script>alert" not in answer.text
        assert "{{ 7*7 }}" in answer.text or "49" not in page.text_content()
    assert tags & {"script", "img", "iframe", "object", "i", "style"} == set()


def test_unseen_characters_are_shown_on_every_page(hostile: TestClient) -> None:
    for address in addresses(hostile):
        text = hostile.get(address).text
        assert not UNSEEN.search(text), address
    assert "[U+202E]" in hostile.get(report_url(NAMES[0])).text


def test_a_report_of_any_name_is_found_under_its_own_address(hostile: TestClient) -> None:
    for name in NAMES:
        assert hostile.get(report_url(name)).status_code == 200, name
        address = report_url(name) + ".json"
        assert json.loads(hostile.get(address).text)["report"] == name


def test_a_line_of_a_million_characters_is_shown_whole(hostile: TestClient) -> None:
    assert LONG in hostile.get(report_url(NAMES[0])).text


def test_json_keeps_the_words_and_cannot_be_taken_for_a_page(hostile: TestClient) -> None:
    answer = hostile.get(report_url(NAMES[0]) + ".json")
    assert answer.headers["content-type"] == "application/json"
    assert "<" not in answer.text
    assert json.loads(answer.text)["text"].startswith("\n".join(NASTY))


def test_a_table_holds_no_formula(hostile: TestClient) -> None:
    for line in hostile.get("/search.csv").text.splitlines():
        assert not line.startswith(("=", "+", "@"))


def test_an_actor_named_in_markup_has_a_page(hostile: TestClient) -> None:
    found = hostile.get("/actors.json").json()["named"]
    links = html.fromstring(hostile.get("/actors").text).xpath("//ul[@class='index']//a/@href")
    assert len(links) == len(found) > 2
    for address in links:
        assert hostile.get(address).status_code == 200


def test_a_calendar_file_keeps_to_its_lines(hostile: TestClient) -> None:
    (row, *_) = hostile.get("/meetings.json").json()["lines"]
    file = hostile.get(f"/meeting/{row['claim']}.ics")
    assert file.headers["content-type"].startswith("text/calendar")
    lines = file.content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert [line.split(b":")[0].split(b";")[0] for line in lines if line and not line.startswith(b" ")] == [
        b"BEGIN", b"VERSION", b"PRODID", b"CALSCALE", b"BEGIN", b"UID", b"DTSTAMP", b"DTSTART", b"DTEND", b"SUMMARY",
        b"STATUS", b"TRANSP", b"LOCATION", b"DESCRIPTION", b"END", b"END",
    ]


def test_plain_words_in_any_script_are_left_as_they_are() -> None:
    for words in ("Žalgiris – «ура» “yes”", "العربية", "עברית", "日本語", "e\u0301", "a\tb", "👩‍🚀"[:1]):
        assert inert(words) == words


def test_unseen_characters_are_named() -> None:
    assert inert("a\u202eb") == "a[U+202E]b"
    assert describe_unseen("a\u202eb\x07") == {"U+0007": "control character", "U+202E": "right-to-left override"}
