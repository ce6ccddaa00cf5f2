"""How newsrooms word one thing: what each calls an actor, and which words each chooses for an act or a saying."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from communique.actors import Actor, Evidence
from communique.claims import Claim, Designation, Event, Statement, actors_of
from communique.languages.framing import DOMAINS, is_label, of_whom, other_choices
from communique.record.wording import WORD, fold

#: The newsroom of a report, by the report's name.
Room = Callable[[str], str]

#: Characters of the words for an actor that can be a label, and labels of one newsroom that are shown.
LONGEST, MOST = 60, 6

#: What a domain's words are said of.
OF = {"acts": "the act", "fighters": "who fights", "rulers": "who rules", "sayings": "the saying"}

#: Words of a label that say nothing by themselves.
ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those|its|his|her|their)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Framing:
    """One thing in two newsrooms' words: each the claim with that newsroom's evidence, and the word it chose."""

    of: str
    rooms: tuple[str, str]
    words: tuple[str, str]
    one: Claim
    other: Claim


@dataclass(frozen=True, slots=True)
class Label:
    """What a newsroom calls an actor; `by`: whose law or words call it so; `count`: how many claims it stands in."""

    newsroom: str
    text: str
    by: str | None
    count: int
    evidence: Evidence

    def to_dict(self) -> dict[str, Any]:
        quote = {name: getattr(self.evidence, name) for name in ("report", "start", "end", "quote")}
        return {"newsroom": self.newsroom, "label": self.text, "by": self.by, "count": self.count, "quote": quote}


def framings(claim: Claim, atoms: Iterable[Claim], room: Room) -> Iterator[Framing]:
    """Where newsrooms that tell one thing choose other words for it, in order of the newsrooms.

    `atoms` are what each report claims of it. A newsroom that uses both words has not chosen.
    """
    told: dict[str, list[Claim]] = defaultdict(list)
    for atom in atoms:
        told[room(atom.evidence[0].report)].append(atom)
    for one, other in combinations(sorted(told), 2):
        for domain in DOMAINS:
            words = other_choices(domain, _words(domain, told[one]), _words(domain, told[other]))
            if words:
                sides = [_side(claim, name, room, word) for name, word in zip((one, other), words, strict=True)]
                yield Framing(OF[domain], (one, other), words, sides[0], sides[1])


def other_acts(one: Event, other: Event) -> tuple[str, str] | None:
    """The types of two acts of one party to another, where they differ: "aid" here, "threaten" there.

    Nothing where one of them is denied or called off, or they are not of the same parties.
    """
    if one.type == other.type or {"denied", "cancelled"} & {one.status, other.status}:
        return None
    sides = [({actor.key() for actor in act.actors}, {actor.key() for actor in act.recipients}) for act in (one, other)]
    if sides[0] != sides[1] or not all(sides[0]):
        return None
    return one.type.lower(), other.type.lower()


def _words(domain: str, atoms: Sequence[Claim]) -> str:
    """A newsroom's own words for a thing: not those of whom it quotes."""
    if domain == "sayings":
        return "\n".join(atom.cue for atom in atoms if isinstance(atom, Statement))
    if domain == "acts":
        return "\n".join(_own(piece) for atom in atoms if isinstance(atom, Event) for piece in atom.evidence)
    return "\n".join(_beyond_name(actor) for atom in atoms for actor in actors_of(atom) if len(actor.text) <= LONGEST)


def _own(piece: Evidence) -> str:
    return "" if piece.speaker else piece.quote


def _side(claim: Claim, name: str, room: Room, word: str) -> Claim:
    """The claim as one newsroom tells it; the words with the chosen one first."""
    own = [piece for piece in claim.evidence if room(piece.report) == name]
    own = [piece for piece in own if word in piece.quote] or own
    return claim.with_(evidence=tuple(own) or claim.evidence)


def labels(atoms: Iterable[Claim], keys: Collection[str], room: Room) -> tuple[Label, ...]:
    """What each newsroom calls an actor known by `keys`, beside its name: the commonest first, newsroom by newsroom.

    Labels are designations, and words for the actor that say more than who it is.
    """
    told = (
        (atom.id, room(atom.evidence[0].report), text, by, atom.evidence[0])
        for atom in atoms for key, text, by in called(atom) if key in keys
    )
    return labelled(told)


def labelled(told: Iterable[tuple[str, str, str, str | None, Evidence]]) -> tuple[Label, ...]:
    """The same of what was called so: the report's claim, the newsroom, the words, whose they are, and the evidence."""
    counted: Counter[tuple[str, str, str | None]] = Counter()
    first: dict[tuple[str, str, str | None], Evidence] = {}
    evidences = {(atom, (name, text, by)): piece for atom, name, text, by, piece in told}
    for (_, label), piece in evidences.items():
        counted[label] += 1
        first.setdefault(label, piece)
    for label in [label for label in counted if any(_within(label, other) for other in counted)]:
        del counted[label]
    kept: Counter[str] = Counter()
    found = list[Label]()
    for (name, text, by), count in sorted(counted.items(), key=lambda row: (row[0][0], -row[1], row[0][1])):
        kept[name] += 1
        if kept[name] <= MOST:
            found.append(Label(name, text, by, count, first[name, text, by]))
    return tuple(found)


def _within(label: tuple[str, str, str | None], other: tuple[str, str, str | None]) -> bool:
    """Whether a newsroom's label is a word of a longer one of the same hand: "regime" of "regime in Lusaka"."""
    (name, text, by), (other_name, longer, other_by) = label, other
    return (name, by) == (other_name, other_by) and text != longer and f" {text} " in f" {longer} "


def called(atom: Claim) -> Iterator[tuple[str, str, str | None]]:
    """Whom a report's claim calls what beside the name: the actor's key, the words, and whose words they are."""
    if isinstance(atom, Designation) and atom.subject:
        yield atom.subject.key(), _bare(atom.label), atom.by.name if atom.by else None
    for actor in actors_of(atom):
        if _says_more(actor):
            yield actor.key(), _bare(actor.text), None


def _bare(text: str) -> str:
    return ARTICLE.sub("", of_whom().sub("", " ".join(text.split()))).strip(" ,;:.()-\"“”")


def _says_more(actor: Actor) -> bool:
    """Whether the words for an actor are one thing, short enough to be a label, and say more than its name."""
    text = actor.text
    if len(text) > LONGEST or "," in text or " and " in text:
        return False
    return is_label(_beyond_name(actor))


def _beyond_name(actor: Actor) -> str:
    """The words for an actor without those of its name."""
    named = {fold(word) for word in WORD.findall(actor.name)}
    return " ".join(word for word in actor.text.split() if fold(word.strip("“”\"'’,.")) not in named)


def contrasted(found: Iterable[Label]) -> Mapping[str, tuple[Label, ...]]:
    """The labels by newsroom, where two newsrooms use some that the other does not; else nothing."""
    rooms: dict[str, list[Label]] = defaultdict(list)
    for label in found:
        rooms[label.newsroom].append(label)
    texts = [frozenset(fold(label.text) for label in own) for own in rooms.values()]
    if not any(one != other for one, other in combinations(texts, 2)):
        return {}
    return {name: tuple(own) for name, own in rooms.items()}
