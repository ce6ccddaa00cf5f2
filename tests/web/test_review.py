"""Decisions taken in the reading room: done, logged, taken back, and kept when reports are read again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import html
from starlette.testclient import TestClient

from communique.archive import Record
from tests.web.conftest import OWN

if TYPE_CHECKING:
    from communique.pipeline import Pipeline

Opened = Callable[[Path], TestClient]


def decide(client: TestClient, act: str, **fields: str) -> Any:
    return client.post("/review", data={"act": act} | fields, headers=OWN, follow_redirects=False)


def claims(client: TestClient, query: str = "") -> list[dict[str, Any]]:
    found = client.get(f"/search.json?{query}").json()["lines"]
    assert found
    return list(found)


def shown(client: TestClient, claim: str) -> bool:
    return client.get(f"/claim/{claim}").status_code == 200


def test_a_rejected_claim_is_in_no_answer_until_that_is_taken_back(copied: Path, opened: Opened) -> None:
    client = opened(copied)
    one = claims(client, "kind=statement")[0]["claim"]
    total = client.get("/search.json").json()["pager"]["total"]
    answer = decide(client, "reject", claim=one, after="3")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/review?after=3")
    assert not shown(client, one)
    assert client.get("/search.json").json()["pager"]["total"] == total - 1
    decide(client, "undo")
    assert shown(client, one)
    assert client.get("/search.json").json()["pager"]["total"] == total


def test_an_accepted_claim_leaves_the_queue_and_is_marked(copied: Path, opened: Opened) -> None:
    client = opened(copied)
    case = client.get("/review.json").json()
    ids = [claim["claim"] for claim in case["case"]["claims"]]
    decide(client, "accept", claim=ids[0], other=ids[-1])
    after = client.get("/review.json").json()
    assert after["total"] == case["total"] - 1
    assert client.get(f"/claim/{ids[0]}.json").json()["checked"]
    assert "read by a person" in client.get(f"/claim/{ids[0]}").text


def test_a_correction_is_what_every_page_says(copied: Path, opened: Opened) -> None:
    client = opened(copied)
    one = claims(client, "kind=commitment")[0]["claim"]
    form = html.fromstring(client.get(f"/review/correct?claim={one}").text).xpath("//form[@class='correct']")[0]
    fields = {name: value or "" for name, value in form.form_values()}
    fields |= {"content": "to dig three wells", "to": "Chad", "when": "2021-10-03"}
    assert decide(client, **fields).status_code == 303
    row = client.get(f"/claim/{one}.json").json()["claim"]
    assert (row["content"], row["to"]["id"], row["when"]["edtf"]) == ("to dig three wells", "state/td", "2021-10-03")
    assert row["id"] == one
    assert "to dig three wells" in client.get("/promises").text
    assert one in {line["claim"] for line in claims(client, "q=wells")}
    decide(client, "undo")
    assert client.get(f"/claim/{one}.json").json()["claim"]["content"] != "to dig three wells"


def test_what_is_no_date_corrects_nothing(copied: Path, opened: Opened) -> None:
    client = opened(copied)
    one = claims(client)[0]["claim"]
    answer = decide(client, "correct", claim=one, when="next spring")
    assert answer.status_code == 409
    assert "next spring" in answer.text
    assert client.get("/review/log.json").json()["entries"] == []


def test_nothing_changed_is_no_correction(copied: Path, opened: Opened) -> None:
    client = opened(copied)
    assert decide(client, "correct", claim=claims(client)[0]["claim"]).status_code == 409


def test_what_an_event_was_is_corrected_and_its_class_follows(copied: Path, opened: Opened) -> None:
    client = opened(copied)
    one = claims(client, "kind=event")[0]["claim"]
    before = client.get(f"/claim/{one}.json").json()["claim"]
    fields = {own["name"]: own for own in client.get(f"/review/correct.json?claim={one}").json()["fields"]}
    assert {"type", "mode", "context", "status", "actors", "recipients"} <= set(fields)
    # who did it and whom it was done to change places
    sides = {"actors": fields["recipients"]["value"], "recipients": fields["actors"]["value"]}
    answer = decide(client, "correct", claim=one, type="SANCTION", mode="expel", context="diplomatic", **sides)
    assert answer.status_code == 303
    after = client.get(f"/claim/{one}.json").json()["claim"]
    assert (after["type"], after["mode"], after["context"]) == ("SANCTION", "expel", ["diplomatic"])
    assert (after["quad"], after["cameo"]) == (4, "16")
    assert [own["name"] for own in after["actors"]] == [own["name"] for own in before["recipients"]]
    assert [own["id"] for own in after["recipients"]] == [own["id"] for own in before["actors"]]
    # the report's words are as they were
    assert [own["quote"] for own in after["evidence"]] == [own["quote"] for own in before["evidence"]]
    decide(client, "undo")
    assert client.get(f"/claim/{one}.json").json()["claim"] == before


def test_an_event_put_as_what_there_is_not_is_refused(copied: Path, opened: Opened) -> None:
    client = opened(copied)
    one = claims(client, "kind=event")[0]["claim"]
    for put in ({"type": "GREET"}, {"type": "AID", "mode": "expel"}, {"context": "weather"}, {"status": "true"}):
        answer = decide(client, "correct", claim=one, **put)
        assert answer.status_code == 409, put
        assert next(iter(put.values())) in answer.text or "mode" in answer.text


def test_how_somebody_took_part_in_a_meeting_is_corrected(copied: Path, opened: Opened) -> None:
    client = opened(copied)
    one = claims(client, "kind=meeting&order=telling")[0]["claim"]
    names = {own["name"]: own["value"] for own in client.get(f"/review/correct.json?claim={one}").json()["fields"]}
    first, *others = names["participants"].splitlines()
    name = first.partition(" (")[0]
    put = "\n".join([f"{name} (video, chair)", *others])
    assert decide(client, "correct", claim=one, participants=put).status_code == 303
    participants = client.get(f"/claim/{one}.json").json()["claim"]["participants"]
    assert (participants[0]["name"], participants[0]["via"], participants[0]["part"]) == (name, "video", "chair")
    assert decide(client, "correct", claim=one, participants=f"{name} (by balloon)").status_code == 409


def test_a_form_sent_as_it_was_given_changes_nothing(copied: Path, opened: Opened) -> None:
    client = opened(copied)
    for kind in ("meeting", "statement", "event", "commitment", "position", "membership", "tenure", "designation"):
        for line in client.get(f"/search.json?kind={kind}").json()["lines"][:3]:
            page = html.fromstring(client.get(f"/review/correct?claim={line['claim']}").text)
            form = page.xpath("//form[@class='correct']")[0]
            answer = client.post("/review", data=dict(form.form_values()), headers=OWN, follow_redirects=False)
            assert answer.status_code == 409, line
            assert "nothing was changed" in answer.text


def test_merging_and_splitting_are_done_and_undone(copied: Path, opened: Opened) -> None:
    client = opened(copied)
    one, other = (row["claim"] for row in claims(client, "kind=position")[:2])
    decide(client, "merge", claim=one, other=other)
    merged = client.get(f"/claim/{other}.json").json()["claim"]["id"]
    assert merged == client.get(f"/claim/{one}.json").json()["claim"]["id"]
    decide(client, "split", claim=merged)
    assert {client.get(f"/claim/{own}.json").json()["claim"]["id"] for own in (one, other)} == {one, other}
    acts = [entry["act"] for entry in client.get("/review/log.json").json()["entries"]]
    assert acts == ["unmerge", "merge"]


def test_any_decision_of_the_log_can_be_taken_back(copied: Path, opened: Opened) -> None:
    client = opened(copied)
    first, second = (row["claim"] for row in claims(client, "kind=statement")[:2])
    decide(client, "reject", claim=first)
    decide(client, "reject", claim=second)
    number = client.get("/review/log.json").json()["entries"][1]["number"]
    decide(client, "undo", number=str(number))
    assert shown(client, first)
    assert not shown(client, second)
    entries = client.get("/review/log.json").json()["entries"]
    assert [bool(entry["undone"]) for entry in entries] == [False, True]


def test_decisions_survive_reading_all_reports_again(copied: Path, opened: Opened, pipeline: Pipeline) -> None:
    client = opened(copied)
    gone, put, kept = (row["claim"] for row in claims(client, "kind=statement")[:3])
    decide(client, "reject", claim=gone)
    decide(client, "correct", claim=put, content="that the wells are dry")
    decide(client, "accept", claim=kept)
    with Record.open(copied, pipeline=pipeline) as record:
        assert sum(1 for _ in record.reread()) == 14
    assert not shown(client, gone)
    assert client.get(f"/claim/{put}.json").json()["claim"]["content"] == "that the wells are dry"
    assert client.get(f"/claim/{kept}.json").json()["checked"]


def test_conflicts_stand_first_in_the_queue(tmp_path: Path, opened: Opened) -> None:
    from communique.document import Report
    from communique.store import Store
    from tests.claims_by_hand import membership

    store = Store.open(tmp_path / "c.db")
    for name, status in (("a.txt", "asserted"), ("b.txt", "denied")):
        text = f"Laos joined ASEAN, says {name}."
        claim = membership(name, "Laos", "ASEAN", at=0, status=status)
        store.put(Report(name, text, None, name), [claim.with_(confidence=0.99)], recorded="2024-05-02T00:00:00+00:00")
    store.close()
    case = opened(tmp_path / "c.db").get("/review.json").json()
    assert case["case"]["sort"] == "conflict"
    assert len(case["case"]["claims"]) == 2


def test_a_button_of_the_page_does_what_it_says(copied: Path, opened: Opened) -> None:
    client = opened(copied)
    page = html.fromstring(client.get("/review?after=2").text)
    buttons = {form.fields["act"]: form for form in page.xpath("//form[@method='post']")}
    assert {"accept", "reject"} <= set(buttons)
    keys = page.xpath("//*[@accesskey]/@accesskey")
    assert len(keys) == len(set(keys))
    form = buttons["reject"]
    one = form.fields["claim"]
    answer = client.post(form.action, data=dict(form.form_values()), headers=OWN, follow_redirects=False)
    assert answer.status_code == 303
    assert not shown(client, one)


def test_an_act_there_is_not_is_refused(copied: Path, opened: Opened) -> None:
    client = opened(copied)
    assert decide(client, "burn", claim="x").status_code == 400
    assert decide(client, "accept", claim="0000000000000000").status_code == 409
    assert decide(client, "merge", claim="0", other="1").status_code == 409
    assert decide(client, "undo", number="1 OR 1=1").status_code == 303
