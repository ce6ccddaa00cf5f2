"""What became of a promise, as later claims tell it: repeated, acted on, kept, withdrawn, questioned, or overdue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from communique.actors import Actor
from communique.claims import Claim, Commitment, Event, Statement
from communique.languages.following import doubts, not_yet, takes_back
from communique.record.days import FOREVER, days
from communique.record.numbers import other_numbers
from communique.record.whom import Who, alike, who
from communique.record.wording import Wording, contained, jaccard, weighed, wording

Fate = Literal["repeated", "acted on", "kept", "broken", "withdrawn", "questioned"]

#: The weighted share of a promise's words that a claim about it has; and from which share of both it is no less.
ABOUT, WHOLE = 0.6, 0.5

#: PLOVER's quad classes of deeds, not words.
DEEDS = frozenset({2, 4})


@dataclass(frozen=True, slots=True)
class Sequel:
    """A later claim about a promise, and what it says became of it."""

    fate: Fate
    claim: Claim
    told: date


def sequels(promise: Commitment, claims: Iterable[Claim], published: Mapping[str, date]) -> Iterator[Sequel]:
    """What claims told after a promise say of it, in order of their telling; nothing where it is unsure.

    A deed counts where the same side did it in the promise's own words; "kept" only where the words add nothing
    and no number differs, else "acted on". What has "not yet" been done is only "questioned" before its deadline.
    """
    made = _told(promise, published)
    if made is None or promise.by is None:
        return
    by, content = who(promise.by), wording(promise.content)
    if len(content.stems.all) < 2:
        return
    found = [
        Sequel(fate, claim, told)
        for claim in claims
        if claim.id != promise.id and (told := _told(claim, published)) and told > made
        and not _same_words(promise, claim) and (fate := _fate(by, content, promise, claim, told))
    ]
    yield from sorted(found, key=lambda sequel: (sequel.told, sequel.fate, sequel.claim.id))


def overdue(promise: Commitment, found: Iterable[Sequel], day: date) -> bool:
    """Whether a promise's deadline had passed by a day without word that it was kept."""
    due = days(promise.deadline)
    if due is None or not due.dated or due.last == FOREVER:
        return False
    return due.last < day.toordinal() and not any(sequel.fate == "kept" for sequel in found)


def _told(claim: Claim, published: Mapping[str, date]) -> date | None:
    """The day it was first told; None where no report of it is dated."""
    return min((published[e.report] for e in claim.evidence if e.report in published), default=None)


def _same_words(one: Claim, other: Claim) -> bool:
    """Whether both rest on one place: "pledged to send" is a promise and an event."""
    pairs = ((a, b) for a in one.evidence for b in other.evidence)
    return any(a.report == b.report and a.start < b.end and b.start < a.end for a, b in pairs)


def _fate(by: Who, content: Wording, promise: Commitment, claim: Claim, told: date) -> Fate | None:
    if isinstance(claim, Event):
        return _deed(by, content, promise, claim, told)
    if isinstance(claim, Commitment):
        return _promised_again(by, content, promise, claim)
    if isinstance(claim, Statement) and claim.speaker:
        return _spoken_of(by, content, claim, claim.speaker)
    return None


def _spoken_of(by: Who, content: Wording, claim: Statement, speaker: Actor) -> Fate | None:
    """What a saying makes of a promise: its own side takes it back, another doubts it or says the opposite."""
    said = wording(claim.content)
    if not _about(content, said):
        return None
    opposite = said.negated != content.negated
    if _one_side(by, who(speaker)):
        # "we have not sent them yet" takes nothing back
        taken_back = takes_back(claim.content) or (opposite and not not_yet(claim.content))
        return "withdrawn" if taken_back and claim.status == "asserted" else None
    return "questioned" if opposite or doubts(claim.content) else None


def _deed(by: Who, content: Wording, promise: Commitment, claim: Event, day: date) -> Fate | None:
    if claim.quad not in DEEDS or not any(_one_side(by, who(actor)) for actor in claim.actors):
        return None
    told = wording(" / ".join(sorted({evidence.quote for evidence in claim.evidence})))
    if not _about(content, told):
        return None
    if claim.status in ("denied", "cancelled") or told.negated != content.negated:
        return "questioned" if _may_still_come(promise, claim, day) else "broken"
    if claim.status != "asserted":
        return None
    doer = frozenset(stem for actor in claim.actors for stem in wording(f"{actor.name} {actor.text}").stems.all)
    whole = jaccard(content.stems, weighed(told.stems.all - doer)) >= WHOLE and told.numbers == content.numbers
    return "kept" if whole else "acted on"


def _may_still_come(promise: Commitment, claim: Event, day: date) -> bool:
    """Whether what has not been done may be done yet: the words leave it open, and no deadline is over."""
    due = days(promise.deadline)
    over = due is not None and due.dated and due.last < day.toordinal()
    return not over and any(not_yet(evidence.quote) for evidence in claim.evidence)


def _promised_again(by: Who, content: Wording, promise: Commitment, claim: Commitment) -> Fate | None:
    if not claim.by or not _one_side(by, who(claim.by)):
        return None
    told = wording(claim.content)
    if not _about(content, told) or other_numbers(promise.content, claim.content):
        return None
    withdrawn = claim.status in ("denied", "cancelled") or told.negated != content.negated or takes_back(claim.content)
    return "withdrawn" if withdrawn else "repeated"


def _about(content: Wording, told: Wording) -> bool:
    """Whether a text has most of a promise's words, and none of its numbers is another's."""
    common = weighed(content.stems.all & told.stems.all)
    numbers = not content.numbers or not told.numbers or bool(content.numbers & told.numbers)
    return numbers and len(common.all) >= 2 and contained(content.stems, told.stems) >= ABOUT and (
        common.weight >= ABOUT * content.stems.weight
    )


def _one_side(one: Who, other: Who) -> bool:
    return one.side == other.side or alike(one, other) > 0
