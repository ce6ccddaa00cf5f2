from __future__ import annotations

from typing import Any

import pytest

from communique.analysis.resolving import resolve_phrase
from communique.languages.roles import agency, function_words, groups, modifiers, nouns, pronouns, roles
from communique.pipeline import Pipeline

SECTORS = {
    "GOV",
    "MIL",
    "COP",
    "JUD",
    "LEG",
    "SPY",
    "PTY",
    "OPP",
    "REB",
    "UAF",
    "PRM",
    "CVL",
    "ELI",
    "REF",
    "JRN",
    "EDU",
    "BUS",
    "LAB",
    "REL",
    "CRM",
    "MED",
    "AGR",
    "SOC",
    "PRE",
    "UNK",
}


def phrases(field: str) -> list[tuple[str, Any]]:
    return [(phrase, row["sector"]) for row in groups() for phrase in row.get(field, ())]


@pytest.mark.parametrize(("phrase", "sector"), phrases("matches"))
def test_a_phrase_a_group_must_match_has_its_sector(pipeline: Pipeline, phrase: str, sector: str | None) -> None:
    actor = resolve_phrase(phrase, pipeline.knowledge)
    # a known government of a union or an NGO has its code instead of a sector
    assert actor is not None
    assert actor.sector == sector or actor.code == "NGO"


@pytest.mark.parametrize(("phrase", "sector"), phrases("rejects"))
def test_a_phrase_a_group_must_reject_has_another_sector(pipeline: Pipeline, phrase: str, sector: str | None) -> None:
    actor = resolve_phrase(phrase, pipeline.knowledge)
    assert actor is None or actor.sector != sector


def test_every_sector_is_one_of_plovers() -> None:
    assert {role.sector for role in roles().values()} <= SECTORS | {None}


def test_the_other_lexicons_load_and_name_what_the_code_asks_for() -> None:
    assert pronouns()["she"].gender == "f"
    assert "state" in nouns().kinds_of["country"]
    assert "former" in modifiers().former
    assert "in" in agency().located


def test_no_function_word_is_both_definite_and_indefinite() -> None:
    assert not function_words().definite & function_words().indefinite


def test_an_institution_of_states_can_still_be_named_by_its_kind() -> None:
    assert {word for word in nouns().institutional if " " not in word} - {"road", "street", "bridge"} <= set(
        nouns().kinds_of
    ) | set(roles())
