"""Memberships and posts as reports tell them, against the knowledge."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from communique.actors import Actor, Evidence, Status
from communique.claims import Claim, Held, Membership, Role, Tenure
from communique.dates import When
from communique.knowledge import Knowledge
from communique.record.known import known

FILES = """
- id: org/reed-league
  names: [Reed League]
  code: IGO
  source: general
  members:
    - {who: ch, role: member, from: 1999-05-01}
    - {who: fr, role: observer, from: 2001-01-01, to: 2010-06-01}
    - {who: fr, role: member, from: 2010-06-01}
    - {who: it, role: member, from: 1999-05-01, to: 2020-01-01}
    - {who: at, role: applicant, from: 2015-01-01}
  posts:
    secretary-general:
      holders: "2010-01-01/2015-06-01 Arna Sedge\\n2015-06-01/ Bero Rush"
      confirmed_until: 2025-10-01
"""


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    folder = tmp_path_factory.mktemp("knowledge")
    (folder / "reed.yaml").write_text(FILES, encoding="utf-8")
    return Knowledge.load(Path(folder))


def evidence(status: Status) -> tuple[Evidence, ...]:
    return (Evidence("a.txt", 0, 5, "words", status=status),)


def belongs(state: str, role: Role = "member", when: str | None = None, status: Status = "asserted") -> Claim:
    return Membership(
        evidence=evidence(status), member=Actor(state, state, f"state/{state}"), role=role,
        organization=Actor("Reed League", "the league", "org/reed-league"), when=When(when) if when else None,
    )


def holds(knowledge: Knowledge, person: str, held: Held = "current") -> Claim:
    (found,) = knowledge.named(person)
    return Tenure(
        evidence=evidence("asserted"), person=knowledge.actor(found, person), post="Secretary-General", held=held,
        of=Actor("Reed League", "the league", "org/reed-league"),
    )


def verdict(claim: Claim, knowledge: Knowledge, day: str | None) -> str | None:
    found = known(claim, knowledge, date.fromisoformat(day) if day else None)
    return found.verdict if found else None


@pytest.mark.parametrize(("claim", "day", "expected"), [
    (belongs("ch"), "2005-01-01", "agrees"),
    (belongs("ch", "founding member"), "2005-01-01", "agrees"),
    (belongs("fr", "observer"), "2005-01-01", "agrees"),
    # the week in which it changes, a report may tell of what was before
    (belongs("fr", "observer"), "2010-06-03", "agrees"),
    (belongs("fr", "observer"), "2012-01-01", "contradicts"),
    (belongs("fr"), "2005-01-01", "contradicts"),
    (belongs("it"), "2021-01-01", "contradicts"),
    (belongs("it", "former"), "2021-01-01", "agrees"),
    (belongs("ch", "former"), "2021-01-01", "contradicts"),
    # after the knowledge ends it may have changed
    (belongs("it"), "2031-01-01", "news"),
    (belongs("ch", "former"), "2031-01-01", "news"),
    (belongs("no"), "2005-01-01", "contradicts"),
    (belongs("no"), "2031-01-01", "news"),
    (belongs("no", status="denied"), "2005-01-01", "agrees"),
    (belongs("ch", status="denied"), "2005-01-01", "contradicts"),
    # its own day goes before the report's
    (belongs("fr", when="2012"), "2009-01-01", "agrees"),
    (belongs("fr", "observer", when="2005"), "2012-01-01", "agrees"),
    (belongs("ch", when="1999/.."), "2012-01-01", "agrees"),
    (belongs("ch", when="2003/.."), "2012-01-01", "contradicts"),
    # an applicant may be a guest or an observer; what is planned is not compared; an undated report agrees at most
    (belongs("at", "observer"), "2016-01-01", None),
    (belongs("fr", "guest"), "2005-01-01", None),
    (belongs("no", status="planned"), "2005-01-01", None),
    (belongs("ch"), None, "agrees"),
    (belongs("no"), None, None),
])
def test_a_membership_agrees_is_news_or_contradicts(
    claim: Claim, day: str | None, expected: str | None, knowledge: Knowledge
) -> None:
    assert verdict(claim, knowledge, day) == expected


@pytest.mark.parametrize(("person", "held", "day", "expected"), [
    ("Arna Sedge", "current", "2012-01-01", "agrees"),
    ("Arna Sedge", "current", "2015-06-04", "agrees"),
    ("Arna Sedge", "current", "2018-01-01", "contradicts"),
    ("Arna Sedge", "former", "2018-01-01", "agrees"),
    ("Arna Sedge", "former", "2012-01-01", "contradicts"),
    ("Bero Rush", "current", "2012-01-01", "contradicts"),
    ("Bero Rush", "former", "2020-01-01", "contradicts"),
    ("Bero Rush", "former", "2026-01-01", "news"),
    ("Arna Sedge", "current", "2031-01-01", "news"),
])
def test_a_post_agrees_is_news_or_contradicts(
    person: str, held: Held, day: str, expected: str, knowledge: Knowledge
) -> None:
    assert verdict(holds(knowledge, person, held), knowledge, day) == expected


def test_the_knowledge_is_named_with_its_source_and_days(knowledge: Knowledge) -> None:
    found = known(belongs("fr", "observer"), knowledge, date(2012, 1, 1))
    assert found
    assert found.text == "France: member of Reed League since 2010-06-01"
    assert "Common public knowledge" in found.source
    assert found.to_dict()["from"] == "2010-06-01"
    post = known(holds(knowledge, "Bero Rush"), knowledge, date(2020, 1, 1))
    assert post
    assert post.confirmed_until == "2025-10-01"


def test_somebody_whom_the_knowledge_lacks_contradicts_nothing(knowledge: Knowledge) -> None:
    claim = Tenure(
        evidence=evidence("asserted"), person=Actor("Cal Moss", "Cal Moss"), post="Secretary-General",
        of=Actor("Reed League", "the league", "org/reed-league"),
    )
    assert verdict(claim, knowledge, "2012-01-01") is None


def test_a_state_that_has_a_bodys_chair_contradicts_none_of_its_people(knowledge: Knowledge) -> None:
    person, state = holds(knowledge, "Arna Sedge"), Actor("Austria", "Austria", "state/at", "AUT")
    assert verdict(person, knowledge, "2020-01-01") == "contradicts"
    assert verdict(person.with_(person=state), knowledge, "2020-01-01") is None
