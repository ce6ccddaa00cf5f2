"""Claims of several reports on one matter that differ in a number, in whose words they are, or in who did it.

Two claims are of one matter where most of their words are the same and they were told within days; what they then
say otherwise is what they differ over. A later promise or a changed mind is none: those are told weeks apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from communique.actors import Actor
from communique.claims import Claim, Commitment, Event, Position, Statement
from communique.languages.counts import counts_with
from communique.record.days import FOREVER, Days, days, overlap
from communique.record.numbers import other_numbers
from communique.record.whom import Who, alike, everyone, in_common, who
from communique.record.wording import Stems, Wording, contained, jaccard, stem_of, weighed, weight, wording

Pair = tuple[str, Claim, Claim]

#: Days between what happened, and between two tellings of a saying or a promise, that can be of one matter.
NEAR, TOLD, BLAMED = 3, 10, 60

#: The weighted share of the shorter's words, and of both together, that make two texts of one matter; of a saying
#: that two people are said to have made, and of an act laid at two doors.
SHARE, BOTH = 0.7, 0.4
SAME_WORDS, SAME_ACT = 0.9, 0.6

#: The fewest words of a quotation, and of a paraphrase, that two people do not say by chance.
QUOTED, PARAPHRASED = 6, 9

#: PLOVER types of deeds that one party does: of two that are named, one did not.
DEEDS = frozenset({"ASSAULT"})

FOR, AGAINST = frozenset({"supports"}), frozenset({"opposes", "withholds"})


@dataclass(frozen=True, slots=True)
class Told:
    """What decides whether two claims are rivals: the claim, its words, its days, its reports and when they told it."""

    claim: Claim
    words: Wording
    stems: Stems  # without numbers, and without the names of those who acted
    when: Days | None
    reports: frozenset[str]
    days: tuple[int, ...]


def rivals(claims: Iterable[Claim], published: Mapping[str, date]) -> Iterator[Pair]:
    """Pairs of claims of one matter, no report telling both, each with what they differ over."""
    shelves: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    for claim in claims:
        if claim.status in ("denied", "cancelled"):
            continue
        if held := shelf(claim):
            shelves[held].append(_told(claim, published))
    for told in shelves.values():
        for one, other in _close(told):
            if not one.reports & other.reports and (over := _over(one, other)):
                yield over, one.claim, other.claim


def shelf(claim: Claim) -> tuple[str, ...]:
    """What two rivals have in common; () for a claim that has none."""
    if isinstance(claim, Statement):
        return ("statement",) if claim.speaker and claim.content else ()
    if isinstance(claim, Commitment):
        return ("commitment", who(claim.by).side) if claim.by else ()
    if isinstance(claim, Position) and claim.issue:
        return ("blames",) if claim.stance == "blames" else ("position", who(claim.holder).side) if claim.holder else ()
    if isinstance(claim, Event) and claim.actors and claim.quad in (2, 4):
        return "event", claim.type
    return ()


class Matter(NamedTuple):
    """The words of a claim, and the stems of them that tell what it is about."""

    words: Wording
    stems: Stems


def matter(claim: Claim) -> Matter:
    """What a claim is about, in its words: without numbers, and without the names of those who acted."""
    if isinstance(claim, (Statement, Commitment)):
        text = claim.content
    elif isinstance(claim, Position):
        text = claim.issue
    else:
        text = " / ".join(sorted({evidence.quote for evidence in claim.evidence}))
    words = wording(text)
    # "to lend 40 million dollars" tells nothing of what for
    left_out = {*words.numbers, *(stem_of(word) for word in words.sequence.split() if counts_with(word))}
    if isinstance(claim, Event):
        left_out |= {stem for actor in claim.actors for stem in wording(f"{actor.name} {actor.text}").stems.all}
    return Matter(words, weighed(words.stems.all - left_out))


def _told(claim: Claim, published: Mapping[str, date]) -> Told:
    words, stems = matter(claim)
    reports = frozenset(evidence.report for evidence in claim.evidence)
    told = tuple(sorted(published[name].toordinal() for name in reports if name in published))
    return Told(claim, words, stems, days(claim.when), reports, told)


def _close(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Pairs that share most of the shorter's words, each once: those that meet in one of its rarest are compared."""
    frequent: dict[str, int] = defaultdict(int)
    for one in told:
        for stem in one.stems.all:
            frequent[stem] += 1
    filed: dict[str, list[int]] = defaultdict(list)
    # each is looked for among those that weigh as much or more: then no pair is missed, whichever words are rare
    told = sorted(told, key=lambda one: (-one.stems.weight, one.claim.id))
    for number, one in enumerate(told):
        spare, met = (1 - SAME_ACT) * one.stems.weight + 1e-6, set[int]()
        rare = True
        for stem in sorted(one.stems.all, key=lambda stem: (frequent[stem], stem)):
            if rare and frequent[stem] > 1:
                met.update(filed[stem])
            if frequent[stem] > 1:
                filed[stem].append(number)
            spare -= weight(stem)
            rare = rare and spare >= 0
        yield from ((told[other], one) for other in sorted(met))


def _over(one: Told, other: Told) -> str | None:
    a, b = one.claim, other.claim
    if isinstance(a, Statement) and isinstance(b, Statement):
        return _said(one, other, a, b)
    if isinstance(a, Commitment) and isinstance(b, Commitment):
        return _promised(one, other, a, b)
    if isinstance(a, Position) and isinstance(b, Position):
        return _held(one, other, a, b)
    if isinstance(a, Event) and isinstance(b, Event):
        return _done(one, other, a, b)
    return None


def _said(one: Told, other: Told, a: Statement, b: Statement) -> str | None:
    assert a.speaker
    assert b.speaker
    if not _told_within(one, other, TOLD) or not _alike(one, other):
        return None
    if alike(who(a.speaker), who(b.speaker)):
        if not overlap(one.when, other.when):
            return None
        if one.words.negated != other.words.negated:
            return "opposite"
        return "number" if other_numbers(a.content, b.content) else None
    fewest = QUOTED if "direct" in (a.mode, b.mode) else PARAPHRASED
    same = contained(one.words.stems, other.words.stems) >= SAME_WORDS and one.words.negated == other.words.negated
    if not same or min(one.words.length, other.words.length) < fewest or _relays(a, b) or _relays(b, a):
        return None
    return "speaker"


def _relays(one: Statement, other: Statement) -> bool:
    """Whether one is said to have passed on, or to have been told, what the other said."""
    assert one.speaker
    relays = [*other.chain, *(actor for evidence in other.evidence for actor in evidence.chain)]
    relays += [other.addressee] if other.addressee else []
    return any(alike(who(one.speaker), who(actor)) for actor in relays)


def _promised(one: Told, other: Told, a: Commitment, b: Commitment) -> str | None:
    assert a.by
    assert b.by
    if not _told_within(one, other, TOLD) or not _alike(one, other) or (a.to and b.to and not _one_side(a.to, b.to)):
        return None
    if one.words.negated != other.words.negated:
        return "opposite"
    if other_numbers(a.content, b.content):
        return "number"
    return "deadline" if not overlap(days(a.deadline), days(b.deadline)) else None


def _held(one: Told, other: Told, a: Position, b: Position) -> str | None:
    inside = contained(one.stems, other.stems)
    if inside < SHARE or len(one.stems.all & other.stems.all) < min(2, len(one.stems.all), len(other.stems.all)):
        return None
    if a.stance == b.stance == "blames":
        if a.subject is None or b.subject is None or _one_side(a.subject, b.subject):
            return None
        return "blame" if _told_within(one, other, BLAMED) else None
    if not _told_within(one, other, TOLD) or not a.holder or not b.holder or not _one_side(a.holder, b.holder):
        return None
    if a.subject and b.subject and not _one_side(a.subject, b.subject):
        return None
    stances = {a.stance, b.stance}
    return "stance" if stances & FOR and stances & AGAINST and one.words.negated == other.words.negated else None


def _done(one: Told, other: Told, a: Event, b: Event) -> str | None:
    if not _near(one, other) or (a.mode and b.mode and a.mode != b.mode) or not _alike(one, other, share=SAME_ACT):
        return None
    if a.where and b.where and not _one_side(a.where, b.where):
        return None
    doers = everyone(a.actors), everyone(b.actors)
    if not in_common(*doers):
        return "doer" if a.type in DEEDS and _same_victims(a, b) and _apart(*doers) else None
    return "number" if _same_victims(a, b) and other_numbers(_quotes(a), _quotes(b)) else None


def _apart(one: Sequence[Who], other: Sequence[Who]) -> bool:
    """Whether no party of the one side is of the same state as one of the other."""
    return not any(a.side == b.side for a in one for b in other)


def _same_victims(a: Event, b: Event) -> bool:
    here, there = everyone(a.recipients), everyone(b.recipients)
    return not here or not there or in_common(here, there) > 0 or not any(known.id for known in (*here, *there))


def _quotes(claim: Claim) -> str:
    return " / ".join(sorted({evidence.quote for evidence in claim.evidence}))


def _one_side(one: Actor, other: Actor) -> bool:
    a, b = who(one), who(other)
    return a.side == b.side or alike(a, b) > 0


def _alike(one: Told, other: Told, *, share: float = SHARE) -> bool:
    """Whether two texts are of one matter, their numbers aside."""
    common = one.stems.all & other.stems.all
    if len(common) < min(3, len(one.stems.all), len(other.stems.all)) or len(common) < 2:
        return False
    return contained(one.stems, other.stems) >= share and jaccard(one.stems, other.stems) >= BOTH


def _told_within(one: Told, other: Told, most: int) -> bool:
    """Whether some report of each was published within so many days, as far as reports are dated."""
    return not one.days or not other.days or any(abs(a - b) <= most for a in one.days for b in other.days)


def _near(one: Told, other: Told) -> bool:
    """Whether two deeds can be one: done within days, and told within days where one of them is undated."""
    here, there = one.when, other.when
    if here and there and here.dated and there.dated and FOREVER not in (here.last, there.last):
        return max(here.first, there.first) - min(here.last, there.last) <= NEAR
    return _told_within(one, other, TOLD)
