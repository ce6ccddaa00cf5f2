"""What contradicts claims just made: other claims, and within each the reports that tell it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from communique.claims import Claim
from communique.record import conflicts, differences
from communique.store.opposed import Opposed

#: Which kind of claim tells a contradiction best, where several do.
KINDS = ("commitment", "position", "meeting", "membership", "tenure", "designation", "statement", "event")


def opposed(
    new: Sequence[Claim], near: Iterable[Claim], atoms: Iterable[Claim], published: Mapping[str, date],
    text: Callable[[str], str],
) -> Iterator[Opposed]:
    """The contradictions in which `new` claims stand, with one another and with those `near`.

    `atoms` are what reports claim of the new ones, `text` gives a report's text.
    """
    made = {claim.id for claim in new}
    for over, one, other in conflicts([*new, *near], published=published):
        if one.id in made or other.id in made:
            yield Opposed(over, KINDS.index(one.kind), one.id, other.id)
    for claim, own in several(new, atoms):
        for found in differences(claim, own, text):
            rank = KINDS.index(claim.kind)
            yield Opposed(found.over, rank, claim.id, claim.id, found.told, (found.one, found.other))


def several(claims: Iterable[Claim], atoms: Iterable[Claim]) -> Iterator[tuple[Claim, list[Claim]]]:
    """The claims that several reports tell, each with what every report claims."""
    told = [claim for claim in claims if len({piece.report for piece in claim.evidence}) > 1]
    owner = {member: claim.id for claim in told for member in claim.members}
    found = defaultdict[str, list[Claim]](list)
    for atom in atoms if owner else ():
        for ident in {owner[member] for member in atom.members or (atom.id,) if member in owner}:
            found[ident].append(atom)
    yield from ((claim, found[claim.id]) for claim in told)
