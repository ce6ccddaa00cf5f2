"""Which claims can bear on one another at all: coarse keys, of which any two that may be one share some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from communique.actors import Actor
from communique.claims import Claim, Commitment, Designation, Event, Meeting, Membership, Position, Statement, Tenure
from communique.record.combining import SAME
from communique.record.days import Days
from communique.record.identity import key, window
from communique.record.index import ANY_DAY, UNDATED, Index, Place
from communique.record.whom import who

#: Which keys are filed and sought; nothing is filed in it.
ANY = Index(period=64)
#: How the shelves that are of no one period are written.
ENDINGS = {UNDATED: "\x1fundated", ANY_DAY: ""}


def tied(claim: Claim, published: Mapping[str, date]) -> Iterable[str]:
    """The keys under which a claim is kept; `published` dates the reports by name."""
    told = [key(claim.kind, *told) for told in _told(claim, kept=True)]
    return _written(ANY.filed(told, _days(claim, published)))


def tying(claim: Claim, published: Mapping[str, date]) -> Iterable[str]:
    """The keys under which every kept claim is found that this one can bear on."""
    told = [key(claim.kind, *told) for told in _told(claim, kept=False)]
    return _written(ANY.sought(told, _days(claim, published)))


def _written(places: Iterable[Place]) -> Iterator[str]:
    """Keys with their period, as text for the store."""
    for (_, period), keys in places:
        ending = ENDINGS.get(period, f"\x1f{period}")
        yield from (told + ending for told in keys)


def _days(claim: Claim, published: Mapping[str, date]) -> Days | None:
    told: Days | None = SAME[claim.kind].trait(claim).days
    # a long quotation is the same saying whenever it is told, a post or a membership told years later the same too
    if claim.kind == "statement" or not SAME[claim.kind].WINDOWED:
        return told
    # positions bear on each other within a year
    return None if claim.kind == "position" else window(claim, told, published) or told


def _told(claim: Claim, *, kept: bool) -> Iterator[tuple[str, ...]]:
    if isinstance(claim, Meeting):
        if claim.body:
            yield "body", *sorted({who(organ).side for organ in claim.body})
        yield from (("side", side) for side in sorted({who(part.actor).side for part in claim.participants}))
    elif isinstance(claim, Event):
        # an event whose doer is not told may be anybody's
        doers = sorted({name for actor in claim.actors for name in _names(actor, kept=kept)})
        yield from ((claim.type, name) for name in (*doers, "*" if kept or not doers else "nobody"))
        if kept and not doers:
            yield claim.type, "nobody"
    else:
        actor = _first(claim)
        if actor is None:
            yield ("nobody",)
            return
        yield from ((name,) for name in _names(actor, kept=kept, exactly=not SAME[claim.kind].WINDOWED))


def _names(actor: Actor, *, kept: bool, exactly: bool = False) -> Iterator[str]:
    known = who(actor)
    own = known.key if exactly else known.side
    return known.filed_as(own) if kept else known.sought_as(own)


def _first(claim: Claim) -> Actor | None:
    """The actor without whose likeness no two claims of a kind are one."""
    if isinstance(claim, Statement):
        return claim.speaker
    if isinstance(claim, Commitment):
        return claim.by
    if isinstance(claim, Position):
        return claim.holder
    if isinstance(claim, Membership):
        return claim.member
    if isinstance(claim, Tenure):
        return claim.person
    return claim.subject if isinstance(claim, Designation) else None
