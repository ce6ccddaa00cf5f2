"""Ties lead to every claim that may be one with another, and to few that may not."""

from __future__ import annotations

from datetime import date
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.claims import Claim
from communique.record import Decisions, combine, conflicts, tied, tying
from communique.record.combining import SAME, _groups
from tests.claims_by_chance import claims_of_any_kind
from tests.claims_by_hand import commitment, event, meeting, position, statement

PUBLISHED: list[dict[str, date]] = [
    {}, {"a.txt": date(2022, 5, 17)}, {"a.txt": date(2022, 5, 17), "b.txt": date(2023, 2, 1)},
]


def leads(one: Claim, other: Claim, published: dict[str, date] | None = None) -> bool:
    """Whether the ties of a new claim lead to a kept one."""
    whom, words = tying(one, published or {})
    kept = tied(other, published or {})
    return bool(whom & kept) and (not words or bool(words & kept))


@settings(max_examples=300, deadline=None)
@given(st.lists(claims_of_any_kind(), max_size=14), st.sampled_from(PUBLISHED))
def test_ties_lead_from_each_claim_to_all_that_are_or_may_be_one_with_it(
    atoms: list[Claim], published: dict[str, date]
) -> None:
    for group in _groups(atoms, Decisions(), published):
        met = {frozenset((one, other)) for one, others in enumerate(group.near) for other in others}
        met |= {frozenset((one, other)) for one, others in group.hints.items() for other in others}
        if group.kind.__name__.rpartition(".")[2] in ("statement", "commitment", "event"):  # type: ignore[attr-defined]
            # where words choose what is compared, all that is alike, whatever words were chosen
            met |= {
                frozenset(pair) for pair in combinations(range(len(group.nodes)), 2)
                if group.kind.relate(*(group.nodes[number] for number in pair)) > 0
            }
        for one, other in (sorted(pair) for pair in met):
            for a, b in product(group.nodes[one].claims, group.nodes[other].claims):
                assert leads(a, b, published)
                assert leads(b, a, published)


WORDS = [
    "harbour", "dredged", "spring", "40", "soldiers", "crossed", "river", "vote", "pact", "EU", "treaty", "not",
]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(st.lists(texts, min_size=2, max_size=8), st.sampled_from([None, "2022-05-16"]))
def test_whichever_words_two_tellings_share_their_ties_lead_to_each_other(said: list[str], when: str | None) -> None:
    told = [text for text in said for text in (text, f"{text} {said[0]}", f"{said[-1]} {text}")]
    for kind in ("statement", "commitment", "event"):
        claims = [_by_kenya(kind, f"{number}.txt", text, when) for number, text in enumerate(told)]
        nodes = [node for group in _groups(claims, Decisions(), {}) for node in group.nodes]
        for one, other in combinations(nodes, 2):
            if SAME[kind].relate(one, other) > 0:
                assert leads(one.claims[0], other.claims[0])
                assert leads(other.claims[0], one.claims[0])


def _by_kenya(kind: str, report: str, text: str, when: str | None) -> Claim:
    if kind == "event":
        return event(report, "AID", ["Kenya"], ["Mali"], text, when=when)
    return (statement if kind == "statement" else commitment)(report, "Kenya", text, when=when)


@settings(max_examples=200, deadline=None)
@given(st.lists(claims_of_any_kind(), max_size=12), st.sampled_from(PUBLISHED))
def test_ties_lead_from_what_is_denied_to_what_it_denies(atoms: list[Claim], published: dict[str, date]) -> None:
    merged = combine(atoms, published=published)
    kept = {claim.id: claim for claim in merged}
    for over, one, other in conflicts(merged, published=published):
        if over in ("denied", "cancelled"):
            assert leads(kept[one.id], kept[other.id], published)
            assert leads(kept[other.id], kept[one.id], published)


@pytest.mark.parametrize("pair", [
    (statement("a.txt", "Kenya", "the harbour will open in spring"),
     statement("b.txt", "Kenya", "no soldier has crossed the river")),
    (commitment("a.txt", "Ghana", "to dredge the harbour by spring"),
     commitment("b.txt", "Ghana", "to free every prisoner of the war")),
    (event("a.txt", "AID", ["Kenya"], ["Mali"], "Kenya sent tents", when="2022-05-16"),
     event("b.txt", "AID", ["Kenya"], ["Ghana"], "vaccines arrived from Nairobi", when="2022-05-16")),
    (position("a.txt", "Kenya", "supports", "the harbour treaty", None),
     position("b.txt", "Kenya", "supports", "free elections", None)),
    (meeting("a.txt", "they met", "Kenya", "Ghana", when="2022-05-16"),
     meeting("b.txt", "they met", "Kenya", "Mali", when="2022-05-16")),
], ids=lambda pair: str(pair[0].kind))
def test_ties_do_not_lead_to_whatever_else_one_party_says_or_does(pair: tuple[Claim, Claim]) -> None:
    assert leads(pair[0], pair[0])
    assert not leads(*pair)
    assert not leads(*reversed(pair))
