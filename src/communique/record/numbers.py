"""Where two texts on one matter give other numbers of the same thing: "12 people died", "30 people died"."""

from __future__ import annotations

from collections import defaultdict

from communique.languages.counts import Count, counts


def other_numbers(one: str, other: str) -> tuple[Count, Count] | None:
    """Two counts of one thing that cannot both be exact, the first there are; None where all can.

    Texts that agree on any count of the thing ("15 of the 40 engineers", "40 engineers") do not differ.
    """
    here, there = _by_thing(one), _by_thing(other)
    for thing, told in here.items():
        others = there.get(thing, [])
        if others and not any(a.fits(b) for a in told for b in others):
            return told[0], others[0]
    return None


def _by_thing(text: str) -> dict[tuple[str, str], list[Count]]:
    found: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for count in counts(text):
        found[count.unit, count.fate].append(count)
    return found
