"""What reports differ in though they tell one thing: numbers, who spoke for whom, in which form, in which part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from communique.actors import Actor
from communique.claims import Claim, Commitment, Event, Meeting, Statement
from communique.record.numbers import other_numbers
from communique.record.whom import alike, who

#: A report's text by its name.
Text = Callable[[str], str]

#: Where a sentence ends.
END = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(A-Z])|\n")

#: Ways of taking part of which one rules out the other.
FORMS = {"video": "by video", "phone": "by phone", "person": "in person", "in-person": "in person"}


@dataclass(frozen=True, slots=True)
class Difference:
    """In what two reports of one claim differ: each is the claim with that report's evidence, and what it says."""

    over: str
    one: Claim
    other: Claim
    told: tuple[str, str]


def differences(claim: Claim, atoms: Iterable[Claim], text: Text) -> Iterator[Difference]:
    """Where the reports of a merged claim differ, once for each thing they differ over.

    `atoms` are what each report claims of it; `text` gives a report's text, "" where it is not at hand.
    """
    told: dict[str, list[Claim]] = defaultdict(list)
    for atom in atoms:
        told[atom.evidence[0].report].append(atom)
    if len(told) < 2:
        return
    found: dict[str, Difference] = {}
    for one, other in combinations(sorted(told), 2):
        for over, says in _between(told[one], told[other], text):
            if over not in found:
                here, there = _side(claim, one, told[one]), _side(claim, other, told[other])
                found[over] = Difference(over, here, there, says)
    yield from (found[over] for over in sorted(found))


def _side(claim: Claim, report: str, atoms: Sequence[Claim]) -> Claim:
    """The claim as one report tells it, known by the merged claim's ids."""
    own = tuple(evidence for evidence in claim.evidence if evidence.report == report)
    return atoms[0].with_(evidence=own or atoms[0].evidence, members=claim.members, refined_by=claim.refined_by)


def _between(one: Sequence[Claim], other: Sequence[Claim], text: Text) -> Iterator[tuple[str, tuple[str, str]]]:
    numbers = other_numbers(_words(one, text), _words(other, text))
    if numbers:
        a, b = numbers
        yield "number", (a.said, b.said)
    here, there = [[atom for atom in atoms if isinstance(atom, Meeting)] for atoms in (one, other)]
    if here and there:
        yield from _meetings(here, there)


def _words(atoms: Sequence[Claim], text: Text) -> str:
    """What a report says of a claim in which a number matters: the saying itself, a deed's whole sentence."""
    found = list[str]()
    for atom in atoms:
        if isinstance(atom, (Statement, Commitment)):
            found.append(atom.content)
        elif isinstance(atom, (Event, Meeting)):
            found += [sentence(text(piece.report), piece.start, piece.end) or piece.quote for piece in atom.evidence]
    return "\n".join(dict.fromkeys(found))


def sentence(text: str, start: int, end: int) -> str:
    """The sentences of a text that hold these code points; "" where it is shorter than that."""
    if end > len(text):
        return ""
    first = max((found.end() for found in END.finditer(text, max(0, start - 600), start)), default=max(0, start - 600))
    after = END.search(text, max(start, end - 1), end + 600)
    return text[first : after.start() + 1 if after else end + 600].strip()


def _meetings(one: Sequence[Meeting], other: Sequence[Meeting]) -> Iterator[tuple[str, tuple[str, str]]]:
    forms = _forms(one), _forms(other)
    for key in sorted(set(forms[0]) & set(forms[1])):
        here, there = forms[0][key], forms[1][key]
        if here[1].isdisjoint(there[1]):
            yield "form", tuple(f"{name} {' and '.join(sorted(how))}" for name, how in (here, there))  # type: ignore[misc]
            break
    for part in ("chair", "host"):
        here_in, there_in = _in_part(one, part), _in_part(other, part)
        if len(here_in) == len(there_in) == 1 and not any(_related(a, b) for a in here_in for b in there_in):
            yield part, (here_in[0].name, there_in[0].name)
    yield from _delegates(one, other)


def _forms(meetings: Sequence[Meeting]) -> Mapping[str, tuple[str, set[str]]]:
    """By key how each took part as far as a report says, and under "" the form of the meeting."""
    found: dict[str, tuple[str, set[str]]] = {}
    for meeting in meetings:
        if meeting.format in FORMS:
            found.setdefault("", ("held", set()))[1].add(FORMS[meeting.format])
        for part in meeting.participants:
            if part.via:
                found.setdefault(part.actor.key(), (part.actor.name, set()))[1].add(FORMS[part.via])
    return found


def _in_part(meetings: Sequence[Meeting], part: str) -> list[Actor]:
    people = {found.actor.key(): found.actor for m in meetings for found in m.participants if found.part == part}
    return list(people.values())


def _related(one: Actor, other: Actor) -> bool:
    a, b = who(one), who(other)
    return alike(a, b) > 0 or (a.side == b.side and (a.whole or b.whole))


def _delegates(one: Sequence[Meeting], other: Sequence[Meeting]) -> Iterator[tuple[str, tuple[str, str]]]:
    """A state whose one delegate a report names as one person, and another report as another."""
    if any(len(meeting.body) > 1 for meeting in (*one, *other)):
        return  # ministers of two councils sit together: each names another of them
    here, there = _people(one), _people(other)
    for side in sorted(set(here) & set(there)):
        if len(here[side]) == len(there[side]) == 1:
            (a,), (b,) = here[side].values(), there[side].values()
            if not alike(who(a), who(b)):
                yield "participants", (a.name, b.name)
                return


def _people(meetings: Sequence[Meeting]) -> dict[str, dict[str, Actor]]:
    found: dict[str, dict[str, Actor]] = defaultdict(dict)
    for part in (part for meeting in meetings for part in meeting.participants):
        known = who(part.actor)
        if not known.whole and known.side != known.key:
            found[known.side][known.key] = part.actor
    return found
