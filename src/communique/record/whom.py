"""Whether two actors, as two reports name them, are one, one the other's spokesman, or two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Indel

from communique.actors import Actor
from communique.record.wording import WORD, fold

#: PLOVER sectors whose members speak for their state.
OFFICIAL = frozenset({"GOV", "MIL", "LEG", "SPY"})
#: PLOVER codes that name a sort of actor, not a state.
NO_STATE = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG", "ISM", "MNC"})


class Who(NamedTuple):
    """What identity needs of an actor.

    `side` is the state whose officials and delegations count as one side, or the organisation of an organ,
    or the actor itself; `whole` tells that the actor is that state or organisation.
    """

    key: str
    id: str | None
    side: str
    whole: bool
    names: tuple[str, ...]
    code: str | None

    @property
    def named_only(self) -> bool:
        """Whether names alone tell who it is: the knowledge lacks it."""
        return self.id is None

    def filed_as(self, own: str) -> Iterator[str]:
        """Keys for an actor known as `own`; those that go by names are filed under each of them too."""
        yield own
        if not self.whole:
            for name in self.names:
                yield f"named {name}"
                if self.named_only:
                    yield f"only {name}"

    def sought_as(self, own: str) -> Iterator[str]:
        """Of the keys under which another is filed that is alike this one is among these."""
        yield own
        if not self.whole:
            yield from (f"{'named' if self.named_only else 'only'} {name}" for name in self.names)


def who(actor: Actor) -> Who:
    """What identity needs of this actor."""
    return _who(actor.name, actor.id, actor.code, actor.sector)


@lru_cache(maxsize=1 << 16)
def _who(name: str, ident: str | None, code: str | None, sector: str | None) -> Who:
    names = tuple(sorted({fold(word) for word in WORD.findall(name)}))
    key = ident or " ".join(names) or name
    state = ident is not None and ident.startswith("state/")
    if ident and ident.startswith("org/"):
        root = "/".join(ident.split("/")[:2])
        return Who(key, ident, root, root == ident, names, code)
    of_state = code and len(code) == 3 and code not in NO_STATE
    if of_state and (state or (sector in OFFICIAL and not (ident or "").startswith(("group/", "medium/")))):
        assert code
        return Who(key, ident, code, state, names, code)
    return Who(key, ident, key, state, names, code)


def alike(one: Who, other: Who) -> int:
    """2: one actor; 1: one is the state or organisation the other belongs to or speaks for; 0: two actors."""
    if one.key == other.key:
        return 2
    if one.side == other.side and one.whole != other.whole:
        return 1
    if (one.id and other.id) or one.whole or other.whole:
        return 0
    return 2 if _one_name(one, other) else 0


def _one_name(one: Who, other: Who) -> bool:
    if one.code and other.code and one.code != other.code:
        return False
    return _alike_names(one.names, other.names)


@lru_cache(maxsize=1 << 16)
def _alike_names(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names can be one person's: a surname and the full name, or two spellings ("Rustam", "Rustem")."""
    short, long = sorted((set(one), set(other)), key=len)
    if not short or max(map(len, short)) < 3:
        return False
    if short <= long:
        return True
    apart_short, apart_long = sorted(short - long), sorted(long - short)
    if len(apart_short) != 1 or len(apart_long) != 1 or len(short) < 2:
        return False
    return float(Indel.normalized_similarity(apart_short[0], apart_long[0])) >= 0.8


def in_common(one: tuple[Who, ...], other: tuple[Who, ...]) -> int:
    """How many of the shorter list have a counterpart in the longer; of two equally long, the less."""
    if len(one) == len(other) == 1:
        return int(alike(one[0], other[0]) > 0)
    pairs = [(here, there) for here, a in enumerate(one) for there, b in enumerate(other) if alike(a, b)]
    if len(pairs) < 2:
        return len(pairs)
    sides = len({here for here, _ in pairs}), len({there for _, there in pairs})
    if len(one) == len(other):
        return min(sides)
    return sides[len(one) > len(other)]


def everyone(actors: tuple[Actor, ...]) -> tuple[Who, ...]:
    """What identity needs of these actors, each once, in a fixed order."""
    if len(actors) < 2:
        return tuple(map(who, actors))
    return tuple(sorted({who(actor) for actor in actors}, key=lambda known: known.key))


def sharpest_actor(actors: Iterable[Actor | None]) -> Actor | None:
    """A person before the state or organisation they speak for, a known actor before an unknown."""
    named = (actor for actor in actors if actor)
    return min(named, key=lambda actor: (who(actor).whole, not actor.id, actor.name, actor.text), default=None)
