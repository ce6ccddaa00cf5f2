"""Who may ask: hosts, writes, the token, headers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.web import app
from communique.web.guard import HEADERS, allowed_hosts
from tests.web.conftest import BASE, OWN

TOKEN = "a-token-made-for-this-test"


@pytest.fixture
def abroad(copied: Path) -> Iterator[TestClient]:
    """The room at an address that others can reach."""
    served = app(copied, hosts=allowed_hosts("192.0.2.7", ["room.example"]), token=TOKEN)
    with TestClient(served, base_url="http://192.0.2.7", follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize("address", [
    "/", "/today.json", "/static/room.css", "/nowhere", "/search?from=x", "/claim/0",
    "/report/01-volga-csto-council.txt",
])
def test_every_answer_has_the_strict_headers(reader: TestClient, address: str) -> None:
    headers = reader.get(address).headers
    for name, value in HEADERS.items():
        assert headers[name] == value
    assert headers["x-content-type-options"] == "nosniff"


def test_the_content_policy_allows_no_inline_script_and_no_other_host() -> None:
    policy = HEADERS["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "evil.example:80", "[::2]", "0.0.0.0"])
def test_a_host_that_is_not_on_the_list_is_not_answered(reader: TestClient, host: str) -> None:
    answer = reader.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "Communiqué" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8642", "localhost:1", "[::1]:8642", "LOCALHOST"])
def test_this_machine_is_answered_at_any_port(reader: TestClient, host: str) -> None:
    assert reader.get("/keys", headers={"host": host}).status_code == 200


FOREIGN = [
    {"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site", "origin": BASE}, {"sec-fetch-site": "none"}, {"origin": "https://127.0.0.1"},
    {"origin": "http://127.0.0.1:81"}, {},
]


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_form_from_another_page_decides_nothing(copied: Path, headers: dict[str, str]) -> None:
    with TestClient(app(copied), base_url=BASE) as client:
        answer = client.post("/review", data={"act": "undo"}, headers=headers)
        assert answer.status_code == 403
        assert client.get("/review/log.json").json()["entries"] == []


def test_a_form_that_is_too_large_is_turned_away(copied: Path) -> None:
    with TestClient(app(copied), base_url=BASE) as client:
        assert client.post("/review", data={"act": "x" * 70_000}, headers=OWN).status_code == 413


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(reader: TestClient, method: str) -> None:
    assert reader.request(method, "/review").status_code == 405


def test_a_record_served_to_be_read_only_takes_no_decision(reader: TestClient) -> None:
    assert reader.post("/review", data={"act": "undo"}, headers=OWN).status_code == 403
    page = reader.get("/review").text
    assert "<form method=\"post\"" not in page
    assert "read only" in page


def test_abroad_nothing_is_shown_without_the_token(abroad: TestClient) -> None:
    for address in ("/", "/today.json", "/static/room.css", "/?token=wrong", "/?token="):
        answer = abroad.get(address)
        assert answer.status_code == 403
        assert "claim" not in answer.text


def test_the_token_in_the_address_is_taken_into_a_cookie_and_off_the_address(abroad: TestClient) -> None:
    answer = abroad.get(f"/search?token={TOKEN}&q=Kabul")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/search?q=Kabul"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert abroad.get("/search?q=Kabul").status_code == 200


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example/"])
def test_the_token_leads_to_no_other_host(abroad: TestClient, path: str) -> None:
    answer = abroad.get(f"http://192.0.2.7{path}?token={TOKEN}")
    assert answer.headers["location"].startswith("/evil.example")


def test_a_wrong_cookie_is_no_token(abroad: TestClient) -> None:
    for cookie in ("communique_token=wrong", "communique_token=", "\x7f;=;", "communique_token=é"):
        assert abroad.get("/", headers={"cookie": cookie.encode("latin-1")}).status_code == 403


def test_a_write_abroad_needs_the_token_too(abroad: TestClient) -> None:
    own = {"origin": "http://192.0.2.7", "sec-fetch-site": "same-origin"}
    assert abroad.post("/review", data={"act": "undo"}, headers=own).status_code == 403
    abroad.get(f"/?token={TOKEN}")
    assert abroad.post("/review", data={"act": "undo"}, headers=own).status_code == 303


def test_the_names_of_this_machine_are_always_on_the_list() -> None:
    assert allowed_hosts("0.0.0.0", ["Room.Example"]) == {"127.0.0.1", "localhost", "::1", "room.example"}
    assert "192.0.2.7" in allowed_hosts("192.0.2.7")


def test_a_file_outside_of_our_own_is_not_given(reader: TestClient) -> None:
    for address in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd"):
        assert reader.get(address).status_code in (404, 405)
