"""One claim made of several that are the same: the sharpest fields, every report's evidence, all their ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from communique.actors import FIRMNESS, Actor, Evidence
from communique.claims import Claim
from communique.dates import When
from communique.document import LONGEST_QUOTE
from communique.record.days import FOREVER, completed, days
from communique.record.whom import sharpest_actor

#: Characters to which a quotation may be cut so that the other places of a report can be cited too.
SHORTEST_CITED = 40


def pool(claims: Sequence[Claim], fields: dict[str, Any], refined_by: tuple[str, ...] = ()) -> Claim:
    """The merged claim; `claims` are its parts, the sharpest first, `fields` what its kind says of them."""
    parts = {member for claim in claims for member in claim.members or (claim.id,)}
    return claims[0].with_(
        evidence=cited(evidence for claim in claims for evidence in claim.evidence), members=tuple(sorted(parts)),
        when=sharpest([claim.when for claim in claims if claim.when]), refined_by=refined_by,
        where=place([claim.where for claim in claims if claim.where]),
        confidence=max(claim.confidence for claim in claims), **fields,
    )


def sharpest(whens: Sequence[When]) -> When | None:
    """The narrowest date, with the year that another of them gives where it has none."""
    if not whens:
        return None
    best = min(whens, key=_width)
    dated = [when for when in whens if when.year_known]
    if dated and best.year_known is False:
        best = completed(best, min(dated, key=_width))
    elif dated:
        # "17 September" is sharper than "this week of 2021", once the week has given it the year
        yearless = [completed(when, best) for when in whens if not when.year_known]
        best = min([best, *(when for when in yearless if when.year_known)], key=_width)
    return best


def _width(when: When) -> tuple[bool, int, str, str]:
    known = days(when)
    return not when.year_known, known.width if known else FOREVER, when.edtf, when.text


def place(places: Sequence[Actor]) -> Actor | None:
    """The narrowest place: a city before its state, a known one before an unknown."""
    return sharpest_actor(places)


def cited(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each evidence once, in order of the text, at most 800 characters a report: then the longest are cut short."""
    reports: dict[str, dict[tuple[int, int, str], Evidence]] = {}
    for found in evidence:
        told, span = reports.setdefault(found.report, {}), (found.start, found.end, found.status)
        there = told.setdefault(span, found)
        if there != found:
            told[span] = min(there, found, key=_decisive)
    kept = [fitted for told in reports.values() for fitted in _fitted(sorted(told.values(), key=_decisive))]
    return tuple(sorted(kept, key=lambda found: (found.report, found.start, found.end, FIRMNESS.index(found.status))))


def _fitted(evidence: list[Evidence]) -> list[Evidence]:
    """The evidence of one report, the firmest and shortest first, within the contract's limit."""
    if len(evidence) == 1 and len(evidence[0].quote) <= LONGEST_QUOTE:
        return evidence
    kept = evidence[: LONGEST_QUOTE // SHORTEST_CITED]
    room = LONGEST_QUOTE
    fitted: list[Evidence] = []
    for left, found in zip(range(len(kept), 0, -1), sorted(kept, key=lambda e: (len(e.quote), e.start)), strict=True):
        fitted.append(_shortened(found, room // left))
        room -= len(fitted[-1].quote)
    return fitted


def _shortened(evidence: Evidence, length: int) -> Evidence:
    """The evidence cut to whole words of at most so many characters."""
    if len(evidence.quote) <= length:
        return evidence
    end = length
    while end > SHORTEST_CITED // 2 and evidence.quote[end - 1 : end + 1].isalnum():
        end -= 1
    quote = evidence.quote[:end].rstrip()
    return replace(evidence, quote=quote, end=evidence.start + len(quote))


def _decisive(evidence: Evidence) -> tuple[Any, ...]:
    """From the most to the least decisive; whose word it is, told fully, before an evidence without."""
    speaker = evidence.speaker.name if evidence.speaker else ""
    chain = tuple((actor.id or "", actor.name, actor.text) for actor in evidence.chain)
    return (
        FIRMNESS.index(evidence.status), evidence.end - evidence.start, evidence.report, evidence.start,
        not evidence.speaker, speaker, -len(chain), chain, evidence.rule, evidence.quote, repr(evidence.speaker),
    )
