"""Who belongs to an organisation, and as what, in sentences about many blocs."""

from __future__ import annotations

from datetime import date

import pytest

from communique.claims import Membership
from communique.document import Report
from communique.extractors.membership import extract
from communique.languages.memberships import membership_words
from communique.pipeline import Pipeline


def read(pipeline: Pipeline, text: str) -> list[Membership]:
    return list(extract(pipeline.analyse(Report("report", text, published=date(2021, 9, 15)))))


def belongs(pipeline: Pipeline, text: str) -> set[tuple[str, str, str]]:
    """Member, organisation, role."""
    return {
        (c.member.name, c.organization.name, c.role) for c in read(pipeline, text) if c.member and c.organization
    }


@pytest.mark.parametrize(("sentence", "membership"), membership_words().matches.items())
def test_the_lexicons_own_sentences_give_their_memberships(
    pipeline: Pipeline, sentence: str, membership: tuple[str, str, str]
) -> None:
    member, organization, role = membership
    assert any(
        c.member is not None and c.organization is not None and {c.member.name, c.member.text} & {member}
        and organization in f"{c.organization.name} {c.organization.text}" and c.role == role
        for c in read(pipeline, sentence)
    )


@pytest.mark.parametrize("sentence", membership_words().rejects)
def test_what_is_no_membership_gives_none(pipeline: Pipeline, sentence: str) -> None:
    assert read(pipeline, sentence) == []


def test_each_member_of_a_list_is_a_claim(pipeline: Pipeline) -> None:
    text = "Founded in 1967, ASEAN consisted of Indonesia, Malaysia, the Philippines, Singapore and Thailand."
    found = belongs(pipeline, text)
    assert {member for member, _, role in found if role == "founding member"} == {
        "Indonesia", "Malaysia", "Philippines", "Singapore", "Thailand",
    }


def test_founders_belong_since_the_founding(pipeline: Pipeline) -> None:
    claims = read(pipeline, "Founded in 1967, ASEAN consisted of Indonesia, Malaysia and Thailand.")
    assert {c.when.edtf for c in claims if c.when} == {"1967"}


def test_who_joined_later_is_no_founder(pipeline: Pipeline) -> None:
    text = "ASEAN consisted of Indonesia, Malaysia and Thailand before Laos and Myanmar joined the bloc in 1997."
    later = {c.member.name for c in read(pipeline, text) if c.member and c.when and c.when.edtf == "1997"}
    assert later == {"Laos", "Myanmar"}


def test_a_wish_to_join_is_no_membership(pipeline: Pipeline) -> None:
    (claim,) = read(pipeline, "Ukraine is keen to join NATO.")
    assert (claim.role, claim.status) == ("applicant", "possible")


def test_the_organisation_may_be_told_before(pipeline: Pipeline) -> None:
    found = belongs(pipeline, "The African Union will meet in Accra. Haiti is an observer.")
    assert ("Haiti", "African Union", "observer") in found


def test_an_adjective_of_size_names_no_members(pipeline: Pipeline) -> None:
    assert read(pipeline, "The 27-nation European Union objected.") == []
