"""From what single reports claim to one account: which claims are the same, which refine which, which stay apart.

What must stay apart is settled first. A claim that fits two which cannot be the same is a bridge: it pools with the
one it plainly fits best, else it stays by itself and names them as refining it. Nothing depends on the order or the
grouping of the claims given.
"""

from __future__ import annotations

import gc
import importlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import chain, combinations
from typing import cast

from communique.actors import Status
from communique.claims import KINDS, Claim
from communique.record.days import Days, periods
from communique.record.identity import APART, MAYBE, UNLIKE, Kind, Node, window
from communique.record.index import Index
from communique.record.pooling import cited, pool
from communique.record.seasons import seasons
from communique.record.wording import weighed

#: The numbers of nodes that are one, and of those that are sharper.
Cluster = tuple[list[int], tuple[int, ...]]

#: By how much more of a bridge's words one claim must share than the next for it to pool there.
PLAINLY = 0.3

NOTHING: Mapping[str, date] = {}

#: How each kind is told the same: `record/same/<kind>.py`.
SAME: dict[str, Kind] = {
    kind: cast(Kind, importlib.import_module(f"communique.record.same.{kind}")) for kind in KINDS
}


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided: pairs of claim ids (any member's) that are one, and that are two."""

    together: frozenset[tuple[str, str]] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()

    def involved(self) -> frozenset[str]:
        return frozenset(ident for pair in self.together | self.apart for ident in pair)


UNDECIDED = Decisions()


def combine(
    atoms: Iterable[Claim], *, decisions: Decisions = UNDECIDED, published: Mapping[str, date] = NOTHING,
    written: Mapping[str, Days] | None = None, at_once: int | None = None,
) -> tuple[Claim, ...]:
    """The claims of one report, or of many, each thing once: a pure function of the set of atoms.

    `published` dates the reports by name; it keeps undated happenings of far-off days apart. `written` tells about
    when the others were written (`seasons` of all their atoms, which is also what is taken if it is not given). The
    result is in order of the first evidence. `at_once`: of more different claims of a kind than this only those are
    compared that are told near one another, so many by so many in order of the text; a record compares all.
    """
    with _uncollected():
        groups = _groups(atoms, decisions, published, written, at_once)
        merged = [claim for group in groups for claim in group.merged()]
        return tuple(sorted(merged, key=_place))


def blocks(
    atoms: Iterable[Claim], *, decisions: Decisions = UNDECIDED, published: Mapping[str, date] = NOTHING,
    written: Mapping[str, Days] | None = None,
) -> Iterator[tuple[Claim, ...]]:
    """The same claims in blocks that have no bearing on one another.

    A block's atoms, combined by themselves, give the block; atoms that bear on none of them change nothing in it.
    """
    with _uncollected():
        yield from [block for group in _groups(atoms, decisions, published, written) for block in group.blocks()]


def _groups(
    atoms: Iterable[Claim], decisions: Decisions, published: Mapping[str, date],
    written: Mapping[str, Days] | None = None, at_once: int | None = None,
) -> Iterator[_Group]:
    atoms = list(atoms)
    written = seasons(atoms, published) if written is None else written
    sorts: dict[tuple[str, Status | None], list[Claim]] = defaultdict(list)
    for atom in atoms:
        status = atom.evidence[0].status if len(atom.evidence) == 1 else atom.status
        sorts[atom.kind, status if status in ("denied", "cancelled") else None].append(atom)
    for (kind, _), claims in sorts.items():
        for part in _parts(SAME[kind], claims, at_once or len(claims)):
            yield _Group(SAME[kind], part, decisions, published, written)


def _parts(kind: Kind, claims: list[Claim], at_once: int) -> Iterator[list[Claim]]:
    """The claims in parts of so many different ones, in order of their first evidence; equal ones are in one part."""
    if len(claims) <= at_once:
        yield claims
        return
    equal: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=_place):
        equal[kind.trait(claim)].append(claim)
    together = list(equal.values())
    for first in range(0, len(together), at_once):
        yield list(chain.from_iterable(together[first : first + at_once]))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector, which would go through millions of small values that hold no cycles."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _place(claim: Claim) -> tuple[str, int, int, str, str]:
    first = claim.evidence[0]
    return first.report, first.start, first.end, claim.kind, claim.id


class _Group:
    """Claims of one kind that may pool: the nodes, who is like whom, and the clusters."""

    def __init__(
        self, kind: Kind, claims: Iterable[Claim], decisions: Decisions, published: Mapping[str, date],
        written: Mapping[str, Days],
    ) -> None:
        self.kind = kind
        self.decisions = decisions
        self.marks: list[str] = []
        self.nodes = self._nodes(claims, published, written if kind is SAME["meeting"] else {})
        self.apart = {frozenset(self._marks_of(pair)) for pair in decisions.apart}
        self.hints: dict[int, set[int]] = defaultdict(set)
        self.near = self._near()
        self._bridging: dict[frozenset[int], bool] = {}

    def _nodes(
        self, claims: Iterable[Claim], published: Mapping[str, date], written: Mapping[str, Days]
    ) -> list[Node]:
        """The claims by their traits, the sharpest first; a claim that somebody decided on stands alone."""
        involved, found, marks = self.decisions.involved(), dict[Hashable, Node](), dict[int, str]()
        for claim in claims:
            trait = self.kind.trait(claim)
            around = window(claim, trait.days, published) if self.kind.WINDOWED else None
            if around is None and written and trait.days is None:
                around = next((written[e.report] for e in claim.evidence if e.report in written), None)
            mark = claim.id if involved and involved.intersection(claim.members or (claim.id,)) else ""
            node = found.get((trait, around, mark))
            if node is None:
                node = found[trait, around, mark] = Node(trait, around)
                marks[id(node)] = mark
            node.take(claim)
        nodes = sorted(found.values(), key=lambda node: (-self.kind.sharpness(node), node.id))
        self.marks = [marks[id(node)] for node in nodes]
        return nodes

    def _near(self) -> list[set[int]]:
        """For each node, the nodes that may be the same."""
        nodes, kind = self.nodes, self.kind
        # only what is of no period looks for others of any time
        any_time = any(not periods(kind.span(node), length=kind.PERIOD) for node in nodes)
        index = Index(period=kind.PERIOD, any_time=any_time)
        near: list[set[int]] = [set() for _ in nodes]
        relate = self._relate if self.apart else None
        # each is looked for among those that weigh as much or more: a cut quotation among the whole ones
        for number in sorted(range(len(nodes)), key=[-kind.weight(node) for node in nodes].__getitem__):
            node = nodes[number]
            for other in index.met(kind.probes(node, index)):
                likeness = relate(number, other) if relate else kind.relate(node, nodes[other])
                if likeness > 0:
                    near[number].add(other)
                    near[other].add(number)
                elif likeness == MAYBE:
                    self.hints[number].add(other)
                    self.hints[other].add(number)
            index.file(number, kind.keys(node, index))
        return near

    def _relate(self, one: int, other: int) -> float:
        if self.apart and frozenset((self.marks[one], self.marks[other])) in self.apart:
            return APART
        return self.kind.relate(self.nodes[one], self.nodes[other])

    def _marks_of(self, pair: tuple[str, str]) -> list[str]:
        """The deciding claims' own ids: a person may have named any member."""
        own = {member: claim.id for node in self.nodes for claim in node.claims for member in claim.members}
        return [own.get(ident, ident) for ident in pair]

    def _cannot(self, one: int, other: int) -> bool:
        return other not in self.near[one] and self._relate(one, other) == APART

    def _bridges(self, number: int) -> bool:
        """Whether a node is like two that cannot be the same."""
        # nodes like one another and like the same others bridge the same
        around = frozenset((number, *self.near[number]))
        if around not in self._bridging:
            pairs = ((a, b) for a in around for b in around - self.near[a] if a < b)
            self._bridging[around] = any(self._relate(a, b) == APART for a, b in pairs)
        return self._bridging[around]

    def merged(self) -> Iterator[Claim]:
        """The claims, each thing once."""
        return (claim for claim, _ in self._claims())

    def blocks(self) -> Iterator[tuple[Claim, ...]]:
        """The claims that bear on one another, together."""
        made = list(self._claims())
        within = Components(len(self.nodes))
        for number, others in chain(enumerate(self.near), self.hints.items()):
            for other in others:
                within.join(number, other)
        for _, cluster in made:
            for number in cluster:
                within.join(cluster[0], number)
        found: dict[int, list[Claim]] = defaultdict(list)
        for claim, cluster in made:
            found[within.of(cluster[0])].append(claim)
        return map(tuple, found.values())

    def _claims(self) -> Iterator[tuple[Claim, list[int]]]:
        """The claims, each with the nodes it is made of."""
        met = [number for number in range(len(self.nodes)) if self.near[number]]
        bridges = [number for number in met if len(self.near[number]) > 1 and self._bridges(number)]
        sharp, unclear = self._clusters(met, set(bridges))
        vague = self._settle(sorted({*bridges, *unclear}), sharp)
        alone: list[Cluster] = [([number], ()) for number in range(len(self.nodes)) if not self.near[number]]
        if not (self.decisions.together or self.hints):
            yield from ((self._one(cluster, ()), cluster) for cluster, _ in alone)
            alone = []
        clusters = self._decided([*((c, ()) for c in sharp), *vague, *alone])
        of = {number: at for at, (cluster, _) in enumerate(clusters) for number in cluster}
        for cluster, refining in clusters:
            sharper = {of[number] for number in refining}
            if self.hints:
                sharper |= self._sharper(cluster, clusters, of)
            ids = {self._id_of(clusters[at][0]) for at in sharper} - {self._id_of(cluster)} if sharper else ()
            yield self._one(cluster, tuple(sorted(ids))), cluster

    def _id_of(self, cluster: list[int]) -> str:
        return min([self.nodes[number].id for number in cluster])

    def _sharper(self, cluster: list[int], clusters: list[Cluster], of: Mapping[int, int]) -> set[int]:
        """The clusters that may be the same as this one and say more, for all that nothing of their own tells."""
        hinted = {of[other] for number in cluster for other in self.hints.get(number, ())}
        return {
            at for at in hinted
            if min(clusters[at][0]) < min(cluster)
            and not any(self._cannot(a, b) for a in cluster for b in clusters[at][0])
        }

    def _clusters(self, met: list[int], bridges: set[int]) -> tuple[list[list[int]], list[int]]:
        """Nodes like others that are no bridges, put where they fit, the sharpest first; those that fit in several."""
        clusters: dict[int, list[int]] = {}
        home: dict[int, int] = {}
        unclear: list[int] = []
        for number in met:
            if number in bridges:
                continue
            fits = self._fits(number, home, clusters)
            if any(self._unlike(clusters[a], clusters[b]) for a, b in combinations(fits, 2)):
                unclear.append(number)
                continue
            joined = sorted([number, *(member for at in fits for member in clusters.pop(at))])
            clusters[joined[0]] = joined
            home.update(dict.fromkeys(joined, joined[0]))
        return [clusters[at] for at in sorted(clusters)], unclear

    def _fits(self, number: int, home: Mapping[int, int], clusters: Mapping[int, list[int]]) -> list[int]:
        """The clusters with a node like this one and none it must stay apart from."""
        like = {home[other] for other in self.near[number] if other in home}
        return sorted(at for at in like if not any(self._cannot(number, member) for member in clusters[at]))

    def _unlike(self, one: list[int], other: list[int]) -> bool:
        """Whether two clusters hold things that are two."""
        return any(b not in self.near[a] and self._relate(a, b) <= UNLIKE for a in one for b in other)

    def _settle(self, unsettled: list[int], sharp: list[list[int]]) -> list[Cluster]:
        """Nodes put into the one cluster they fit, in place; the others, with the nodes that refine them."""
        clusters = dict(enumerate(sharp))
        home = {number: at for at, cluster in clusters.items() for number in cluster}
        vague: dict[int, Cluster] = {}
        within: dict[int, int] = {}
        for number in unsettled:
            fits = self._fits(number, home, clusters)
            if (plain := self._plainly(number, fits, clusters)) is not None:
                clusters[plain].append(number)
            else:
                refining = tuple(sorted(clusters[at][0] for at in fits))
                within[number] = at = self._among_vague(number, refining, vague, within)
                vague.setdefault(at, ([], refining))[0].append(number)
        return list(vague.values())

    def _plainly(self, number: int, fits: list[int], clusters: Mapping[int, list[int]]) -> int | None:
        """The one of the clusters that a node fits, or fits much better than the next by its words."""
        if len(fits) < 2:
            return fits[0] if fits else None
        (best, at), (second, _) = sorted((-self._told_by(number, clusters[at]), at) for at in fits)[:2]
        return at if second - best >= PLAINLY else None

    def _told_by(self, number: int, cluster: list[int]) -> float:
        """The share of a node's words that a cluster's evidence has too."""
        own = self.nodes[number].stems
        theirs = frozenset().union(*(self.nodes[member].stems.all for member in cluster))
        return weighed(own.all & theirs).weight / max(1, own.weight)

    def _among_vague(
        self, number: int, refining: tuple[int, ...], vague: Mapping[int, Cluster], within: Mapping[int, int]
    ) -> int:
        """The first of the `vague` clusters that holds a node's equals: as vague, refined by the same, all like it."""
        for at in sorted({within[other] for other in self.near[number] if other in within}):
            cluster, others = vague[at]
            if others == refining and self.near[number] >= set(cluster):
                return at
        return number

    def _decided(self, clusters: list[Cluster]) -> list[Cluster]:
        """The clusters, with those joined that somebody decided are one."""
        for pair in sorted(self.decisions.together):
            marks = self._marks_of(pair)
            meant = [entry for entry in clusters if any(self.marks[number] in marks for number in entry[0])]
            if len(meant) > 1:
                rest = [entry for entry in clusters if entry not in meant]
                joined = sorted(number for cluster, _ in meant for number in cluster)
                refining = sorted({number for _, others in meant for number in others} - set(joined))
                clusters = [*rest, (joined, tuple(refining))]
        return clusters

    def _one(self, cluster: list[int], refined_by: tuple[str, ...]) -> Claim:
        """The claim of one cluster; one that stands alone is given back as it is."""
        if len(cluster) == 1:
            claims = self._distinct(self.nodes[cluster[0]].claims)
        else:
            claims = [claim for number in sorted(cluster) for claim in self._distinct(self.nodes[number].claims)]
        if len(claims) == 1:
            only = claims[0]
            if only.members and only.refined_by == refined_by:
                return only
            members = only.members or (self.nodes[cluster[0]].id,)
            return only.with_(members=members, evidence=cited(only.evidence), refined_by=refined_by)
        return pool(claims, self.kind.pool(claims), refined_by)

    @staticmethod
    def _distinct(claims: list[Claim]) -> list[Claim]:
        """The claims of one node, each once, in an order of their own."""
        if len(claims) == 1:
            return claims
        keyed = {(claim.id, claim.confidence, claim.evidence): claim for claim in claims}
        return [keyed[key] for key in sorted(keyed, key=repr)]


class Components:
    """Which of so many things hang together, pair by pair."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def of(self, number: int) -> int:
        """The least thing known to hang together with this one."""
        above = self._above
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.of(one), self.of(other)))
        self._above[second] = first
