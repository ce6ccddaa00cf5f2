"""Which claims can bear on one another at all: keys, of which any two that may be one share some.

Where claims are compared by whom they are of alone, or by few words, these are the keys by which they are compared.
Sayings, promises and acts share a key of whom they are of and one of their words: any two that are alike have a share
of the lighter one's words in common, so that each of its heaviest words, as many as cannot all be wanting, is sought
among all words of the other (the prefixes of Bayardo, Ma and Srikant 2007, "Scaling up all pairs similarity search").
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from communique.actors import Actor
from communique.claims import Claim, Commitment, Event, Statement
from communique.record.combining import SAME
from communique.record.identity import Node, key, window
from communique.record.index import Index, Place
from communique.record.same import commitment, event, statement
from communique.record.whom import who
from communique.record.wording import Wording, weight

#: Which keys are filed and sought; nothing is filed in them. The periods are those by which claims are compared.
ANY = {kind: Index(period=same.PERIOD) for kind, same in SAME.items()}


class Tying(NamedTuple):
    """Of the claims that share one of `whom` and, unless `words` is empty, one of `words`, some may be one with it."""

    whom: frozenset[int]
    words: frozenset[int]


def tied(claim: Claim, published: Mapping[str, date]) -> frozenset[int]:
    """The keys under which a claim is kept; `published` dates the reports by name."""
    node, index = _node(claim, published), ANY[claim.kind]
    if (told := _worded(node, claim)) is None:
        return _written(claim.kind, SAME[claim.kind].keys(node, index))
    whom = _written(claim.kind, index.filed(list(_whom(claim, kept=True)), SAME[claim.kind].span(node)))
    words, share = told
    deeds = _written("to", _to_whom(event.keys(node, index))) if isinstance(claim, Event) else frozenset()
    return whom | deeds | _stems(claim, "all", _all(words)) | _stems(claim, "heaviest", _heaviest(words, share))


def tying(claim: Claim, published: Mapping[str, date]) -> Tying:
    """The keys under which every kept claim is found that this one can bear on."""
    node, index = _node(claim, published), ANY[claim.kind]
    if (told := _worded(node, claim)) is None:
        return Tying(_written(claim.kind, SAME[claim.kind].probes(node, index)), frozenset())
    whom = _written(claim.kind, index.sought(list(_whom(claim, kept=False)), SAME[claim.kind].span(node)))
    words, share = told
    deeds = _written("to", _to_whom(event.probes(node, index))) if isinstance(claim, Event) else frozenset()
    stems = _stems(claim, "heaviest", _all(words)) | _stems(claim, "all", _heaviest(words, share))
    return Tying(whom, deeds | stems)


def _node(claim: Claim, published: Mapping[str, date]) -> Node:
    same = SAME[claim.kind]
    trait = same.trait(claim)
    node = Node(trait, window(claim, trait.days, published) if same.WINDOWED else None)
    node.take(claim)
    return node


def _worded(node: Node, claim: Claim) -> tuple[Wording, float] | None:
    """The words by which a claim is compared, and the share of the lighter's that two which are one have in common."""
    if isinstance(claim, Statement):
        return node.trait.content, statement.SHARE
    if isinstance(claim, Commitment):
        return node.trait.content, commitment.SHARE
    if isinstance(claim, Event):
        return node.trait.words, event.DATED if event.dated(node.trait) else event.UNDATED
    return None


def _whom(claim: Claim, *, kept: bool) -> Iterator[str]:
    """Without whose likeness no two claims of a kind are one: the speaker, who promises, who did it."""
    if isinstance(claim, Event):
        # an event whose doer is not told may be anybody's
        doers = sorted({name for actor in claim.actors for name in _names(actor, kept=kept)})
        yield from (key(claim.type, name) for name in (*doers, "*" if kept or not doers else "nobody"))
        if kept and not doers:
            yield key(claim.type, "nobody")
        return
    actor = claim.speaker if isinstance(claim, Statement) else claim.by if isinstance(claim, Commitment) else None
    yield from _names(actor, kept=kept) if actor else ("nobody",)


def _names(actor: Actor, *, kept: bool) -> Iterator[str]:
    known = who(actor)
    return known.filed_as(known.side) if kept else known.sought_as(known.side)


def _all(words: Wording) -> Collection[str]:
    """Every stem of a text; one without stems goes by itself."""
    return words.stems.all or [words.sequence]


def _heaviest(words: Wording, share: float) -> Collection[str]:
    """The heaviest stems of a text, as many as no text can lack that has `share` of it."""
    spare, chosen = (1 - share) * words.stems.weight + 1e-6, list[str]()
    for stem in sorted(words.stems.all, key=lambda stem: (-weight(stem), stem)):
        if spare < 0:
            break
        chosen.append(stem)
        spare -= weight(stem)
    return chosen or [words.sequence]


def _to_whom(places: Iterable[Place]) -> list[Place]:
    """Of the places of an event, those that tell to whom it was done, on which day or in which report."""
    return [place for place in places if not place[0][0]]


def _stems(claim: Claim, which: str, stems: Iterable[str]) -> frozenset[int]:
    return frozenset(_number(claim.kind, which, stem) for stem in stems)


def _written(kind: str, places: Iterable[Place]) -> frozenset[int]:
    """Keys with their shelves, as numbers for the store; two keys of one number make some claims looked at in vain."""
    return frozenset(_number(kind, *map(str, shelf), told) for shelf, keys in places for told in keys)


@lru_cache(maxsize=1 << 16)
def _number(*parts: str) -> int:
    return int.from_bytes(blake2b(key(*parts).encode(), digest_size=8).digest(), "big", signed=True)
