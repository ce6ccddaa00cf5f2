"""Meetings, memberships and tenures in sentences of many newsrooms and blocs, against what an analyst would note."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.actors import FIRMNESS, Actor
from communique.claims import Claim, Meeting, Membership, Tenure
from communique.document import Report
from communique.extractors import meeting, membership, tenure
from communique.pipeline import Pipeline
from communique.record import combine

HERE = Path(__file__).parent
PUBLISHED = date(2021, 9, 15)


def rows(name: str) -> list[Any]:
    found = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return [pytest.param(row, id=row["text"][:50]) for row in found]


def analyse(pipeline: Pipeline, text: str) -> Any:
    return pipeline.analyse(Report("report", text, published=PUBLISHED))


def is_named(actor: Actor | None, wanted: str) -> bool:
    """By its name or as written; `*` stands for anything."""
    return actor is not None and any(fnmatchcase(name, wanted) for name in (actor.name, actor.text))


def are_named(actors: Iterable[Actor], wanted: list[str]) -> bool:
    actors = list(actors)
    return len(actors) == len(wanted) and all(any(is_named(actor, name) for actor in actors) for name in wanted)


def account(claims: list[Any], wanted: list[Any], tells: Any, loose: bool) -> None:
    """Every wanted claim is there once, and, unless it does not matter, no other."""
    missing = [row for row in wanted if not any(tells(claim, row) for claim in claims)]
    extra = [claim for claim in claims if not loose and not any(tells(claim, row) for row in wanted)]
    assert not missing, (missing, [shown(claim) for claim in claims])
    assert not extra, [shown(claim) for claim in extra]
    assert loose or len(claims) <= len(wanted), [shown(claim) for claim in claims]


def shown(claim: Claim) -> Any:
    return {k: v for k, v in claim.to_dict().items() if k not in {"id", "evidence", "confidence", "refined_by"}}


def tells_meeting(claim: Meeting, row: dict[str, Any]) -> bool:
    return (
        are_named(claim.body, row.get("body", []))
        and are_named((p.actor for p in claim.participants), row.get("who", []))
        and ("where" not in row or is_named(claim.where, row["where"]))
        and ("when" not in row or (claim.when is not None and claim.when.edtf == str(row["when"])))
        and claim.status == row.get("status", "asserted")
        and ("format" not in row or claim.format == row["format"])
        and row.get("occasion", "") in (claim.occasion or "")
        and row.get("about", "") in (claim.about or "")
    )


def tells_membership(claim: Membership, row: list[str]) -> bool:
    member, organization, role, *rest = row
    return (
        is_named(claim.member, member) and is_named(claim.organization, organization) and claim.role == role
        and claim.status == next((status for status in rest if status in FIRMNESS), "asserted")
        and all(claim.when is not None and claim.when.edtf == str(day) for day in rest if day not in FIRMNESS)
    )


def tells_tenure(claim: Tenure, row: list[str]) -> bool:
    person, post, of, held, *rest = row
    return (
        is_named(claim.person, person) and fnmatchcase(claim.post.casefold(), post.casefold())
        and is_named(claim.of, of) and claim.held == held
        and all(claim.when is not None and claim.when.edtf == str(day) for day in rest)
    )


@pytest.mark.parametrize("row", rows("meetings.yaml"))
def test_who_met(pipeline: Pipeline, row: dict[str, Any]) -> None:
    claims = list(combine(meeting.extract(analyse(pipeline, row["text"]))))
    account(claims, row["claims"], tells_meeting, row.get("loose", False))


@pytest.mark.parametrize("row", rows("memberships.yaml"))
def test_who_belongs(pipeline: Pipeline, row: dict[str, Any]) -> None:
    claims = list(membership.extract(analyse(pipeline, row["text"])))
    account(claims, row["claims"], tells_membership, row.get("loose", False))


@pytest.mark.parametrize("row", rows("tenures.yaml"))
def test_who_holds_a_post(pipeline: Pipeline, row: dict[str, Any]) -> None:
    claims = list(tenure.extract(analyse(pipeline, row["text"])))
    account(claims, row["claims"], tells_tenure, row.get("loose", False))
