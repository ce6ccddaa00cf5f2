"""Which claims are filed under which keys, so that each is compared with few others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from communique.record.days import Days, periods
from communique.record.wording import Wording, weight

#: Where claims of no known day are filed, and where those of any day are.
UNDATED, ANY_DAY = -1, -2

#: A shelf, and the keys by which a claim stands there. Keys of one shelf are told apart from those of all others
#: without being written out anew: a stem is one string, on however many shelves.
Place = tuple[tuple[str, int], Collection[str]]


class Index:
    """Which nodes are filed under which keys of which shelf: one for each period and, if need be, prefix.

    `period`: the days of one period by which dated nodes are filed; `any_time`: whether they are filed without it
    too, for others of no time to find.
    """

    def __init__(self, *, period: int, any_time: bool = True) -> None:
        self._shelves: dict[tuple[str, int], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._period = period
        self._any_time = any_time

    def file(self, number: int, places: Iterable[Place]) -> None:
        for shelf, keys in places:
            held = self._shelves[shelf]
            for key in keys:
                held[key].append(number)

    def met(self, places: Iterable[Place]) -> set[int]:
        """The nodes filed at any of these."""
        found: set[int] = set()
        for shelf, keys in places:
            if held := self._shelves.get(shelf):
                found.update(*[held.get(key, ()) for key in keys])
        return found

    def filed(self, keys: Collection[str], span: Days | None, *, prefix: str = "") -> Iterator[Place]:
        """Where nodes stand that are found by one of `keys` and, if both are dated, a period."""
        for period in periods(span, length=self._period) or (UNDATED,):
            yield (prefix, period), keys
        if self._any_time:
            yield (prefix, ANY_DAY), keys

    def sought(self, keys: Collection[str], span: Days | None, *, prefix: str = "") -> Iterator[Place]:
        """Where to look for what `filed` files."""
        return (((prefix, period), keys) for period in self._sought_in(span))

    def worded(self, content: Wording, span: Days | None, *, share: float, prefix: str = "") -> Iterable[Place]:
        """Where to look for nodes filed by their stems: the rarest, as many as no text can lack that has `share`.

        Of the prefixes of Bayardo, Ma and Srikant 2007 ("Scaling up all pairs similarity search"), with containment
        in place of cosine: what is left out weighs less than the share. A text without stems goes by itself.
        """
        if not content.stems.all:
            return self.sought([content.sequence], span, prefix=prefix)
        where = self._sought_in(span)
        held = self._shelves.get((prefix, where[0]), {})
        counts = {stem: len(held.get(stem, ())) for stem in content.stems.all}
        spare = (1 - share) * content.stems.weight + 1e-6
        chosen: list[str] = []
        for stem in sorted(counts, key=counts.__getitem__):
            if spare < 0:
                break
            chosen.append(stem)
            spare -= weight(stem)
        return [((prefix, period), chosen) for period in where]

    def _sought_in(self, span: Days | None) -> tuple[int, ...]:
        found = periods(span, length=self._period)
        return (*found, UNDATED) if found else (ANY_DAY,)


def anywhere(keys: Collection[str]) -> list[Place]:
    """Where nodes are filed and sought by these keys, whatever their days."""
    return [(("", ANY_DAY), keys)]
