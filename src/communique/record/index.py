"""Which claims are filed under which keys, so that each is compared with few others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.record.days import Days, periods
from communique.record.wording import Wording, weight


class Index:
    """Which nodes are filed under which keys. Most keys hold one node; only the others take a list.

    `period`: the days of one period by which dated nodes are filed; `any_time`: whether they are filed without it
    too, for others of no time to find.
    """

    def __init__(self, *, period: int, any_time: bool = True) -> None:
        self._held: dict[str, int | list[int]] = {}
        self._period = period
        self._any_time = any_time

    def file(self, number: int, keys: Iterable[str]) -> None:
        held = self._held
        for key in keys:
            there = held.setdefault(key, number)
            if isinstance(there, list):
                if there[-1] != number:
                    there.append(number)
            elif there != number:
                held[key] = [there, number]

    def met(self, probes: Iterable[str]) -> set[int]:
        """The nodes filed under any of these."""
        found: set[int] = set()
        for key in probes:
            there = self._held.get(key)
            if there is None:
                continue
            if isinstance(there, int):
                found.add(there)
            else:
                found.update(there)
        return found

    def filed(self, keys: Iterable[str], span: Days | None) -> Iterator[str]:
        """Keys by which nodes are found that share one of `keys` and, if both are dated, a period."""
        endings = [f"\x1f{period}" for period in periods(span, length=self._period)] or ["\x1fundated"]
        if self._any_time:
            endings.append("")
        return (shared + ending for shared in keys for ending in endings)

    def sought(self, keys: Iterable[str], span: Days | None) -> Iterator[str]:
        """The probes for what `filed` files."""
        endings = self._endings(span)
        return (shared + ending for shared in keys for ending in endings)

    def worded(self, content: Wording, span: Days | None, *, share: float, prefix: str = "") -> list[str]:
        """Probes for nodes filed by their stems: the rarest, as many as no text can lack that has `share` of these.

        Of the prefixes of Bayardo, Ma and Srikant 2007 ("Scaling up all pairs similarity search"), with containment
        in place of cosine: what is left out weighs less than the share. A text without stems goes by itself.
        """
        if not content.stems.all:
            return list(self.sought([prefix + content.sequence], span))
        endings = self._endings(span)
        held, first = self._held, endings[0]
        counted = []
        for stem in content.stems.all:
            there = held.get(prefix + stem + first)
            counted.append((len(there) if isinstance(there, list) else there is not None, stem))
        counted.sort()
        spare = (1 - share) * content.stems.weight + 1e-6
        chosen: list[str] = []
        for _, stem in counted:
            if spare < 0:
                break
            chosen += [prefix + stem + ending for ending in endings]
            spare -= weight(stem)
        return chosen

    def _endings(self, span: Days | None) -> list[str]:
        endings = [f"\x1f{period}" for period in periods(span, length=self._period)]
        return [*endings, "\x1fundated"] if endings else [""]
