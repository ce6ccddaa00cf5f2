"""Dated questions of public knowledge: the share the shipped knowledge answers rightly only goes up."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.knowledge import Entity, Knowledge
from communique.knowledge.spelling import key

#: By three occasions: with the tables; by another hand before opening any of them; by that hand after mending.
FILES = ("questions.yaml", "blind_questions.yaml", "later_questions.yaml")
FLOOR = 0.97


def find(knowledge: Knowledge, name: str) -> Entity:
    found = knowledge.named(name)
    assert found, f"unknown: {name}"
    return found[0]


def holder(knowledge: Knowledge, post: str, of: str, on: date, name: str) -> bool:
    found = knowledge.holders(post, find(knowledge, of).id, on)
    return len(found) == 1 and (key(name) in key(found[0].name) or found[0] in knowledge.person(name, on))


def members(
    knowledge: Knowledge, of: str, on: date, count: int | None, inside: list[str], outside: list[str]
) -> bool:
    found = {m.member for m in knowledge.members(find(knowledge, of).id, on) if m.role == "member"}
    right = {find(knowledge, name).id for name in inside} <= found
    return right and not found & {find(knowledge, name).id for name in outside} and count in (None, len(found))


def role(knowledge: Knowledge, member: str, of: str, on: date, expected: str) -> bool:
    rows = knowledge.members(find(knowledge, of).id, on)
    rows = knowledge.suspended(find(knowledge, of).id, on) if expected == "suspended" else rows
    return {row.role for row in rows if row.member == find(knowledge, member).id} == {expected}


def capital(knowledge: Knowledge, state: str, on: date, name: str) -> bool:
    found = knowledge.capital(find(knowledge, state).id, on)
    return found is not None and found.name == name


def named(knowledge: Knowledge, text: str, on: date, id: str | None) -> bool:
    return [e.id for e in knowledge.named(text, on)] == ([id] if id else [])


def surname(knowledge: Knowledge, text: str, on: date, name: str) -> bool:
    found = knowledge.person(text, on)
    return bool(found) and found[0].name == name


def home(knowledge: Knowledge, text: str, code: str) -> bool:
    return find(knowledge, text).code == code


ASKING: dict[str, Callable[..., bool]] = {
    "holders": holder, "members": members, "roles": role, "capitals": capital, "names": named, "surnames": surname,
    "homes": home,
}


def misses(knowledge: Knowledge, questions: dict[str, list[list[Any]]]) -> Iterator[str]:
    for kind, rows in questions.items():
        for row in rows:
            if not ASKING[kind](knowledge, *row):
                yield f"{kind}: {row}"


@pytest.mark.parametrize("file", FILES)
def test_dated_questions_are_answered_rightly(knowledge: Knowledge, file: str) -> None:
    questions = yaml.safe_load((Path(__file__).parent / file).read_text(encoding="utf-8"))
    wrong = list(misses(knowledge, questions))
    total = sum(map(len, questions.values()))
    share = 1 - len(wrong) / total
    print(f"\n{total} dated questions, {share:.3f} right", *wrong, sep="\n  ")
    assert total >= 150
    assert share >= FLOOR, wrong
