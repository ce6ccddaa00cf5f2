"""Network: who met, backed and blamed whom; every edge opens the quotations behind it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any, ClassVar

from communique.archive.room import Reader
from communique.errors import UnknownNameError
from communique.questions import Line
from communique.store.catalogue import Asked
from communique.web.asking import BadQueryError, Query
from communique.web.forms import LINE_COLUMNS, line_row
from communique.web.pages import SIZE, Page, Pager

#: How two actors are joined; only to meet is mutual.
WAYS = {"met": "met", "backed": "backed", "blamed": "blamed"}

#: Stances and PLOVER types behind the two one-sided ways.
BACKED, BLAMED = frozenset({"supports", "SUPPORT", "AID"}), frozenset({"blames", "ACCUSE"})

#: Edges shown, and participants of a gathering so large that it joins nobody in particular.
EDGES, CROWD = 120, 16

#: One way of joining two actors, with the claims that tell it.
Joined = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Edge:
    """`one` met, backed or blamed `other`, as `claims` claims tell."""

    one: str
    other: str
    how: str
    claims: int


@dataclass(frozen=True, slots=True)
class Node:
    key: str
    name: str
    edges: int


@dataclass(frozen=True, slots=True)
class Network:
    """The edges told most often, and the actors at their ends."""

    TEMPLATE: ClassVar[str] = "network.html"
    COLUMNS: ClassVar[tuple[str, ...]] = ("actor", "name", "how", "other", "other_name", "claims")

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    total: int
    ways: tuple[str, ...]
    who: str
    unknown: str

    @property
    def title(self) -> str:
        return "Network"

    @property
    def names(self) -> Mapping[str, str]:
        return {node.key: node.name for node in self.nodes}

    def rows(self) -> Iterator[Sequence[object]]:
        names = self.names
        return (
            (edge.one, names[edge.one], edge.how, edge.other, names[edge.other], edge.claims) for edge in self.edges
        )


def network(reader: Reader, query: Query, name: str) -> Network:
    ways, who, unknown = query.choices("how", list(WAYS)), query.text("who"), ""
    keys: frozenset[str] = frozenset()
    if who:
        try:
            keys = reader.meant(who).keys
        except UnknownNameError:
            unknown = who
    joined = reader.remember("joined", lambda: _joined(reader))
    found = [
        Edge(*own, len(claims)) for own, claims in joined.items()
        if (not ways or own[2] in ways) and (not who or (keys and not keys.isdisjoint(own[:2])))
    ]
    found.sort(key=lambda edge: (-edge.claims, edge.one, edge.other, edge.how))
    shown = found[:EDGES]
    ends = Counter(key for edge in shown for key in (edge.one, edge.other))
    nodes = tuple(Node(key, reader.name(key), count) for key, count in sorted(ends.items()))
    return Network(nodes, tuple(shown), len(found), ways, who, unknown)


def _joined(reader: Reader) -> dict[Joined, list[str]]:
    """Every two actors that claims join, with the claims' ids."""
    found: dict[Joined, list[str]] = defaultdict(list)
    for _, content in reader.catalogue.pairs(("meeting", "position", "event")):
        row = json.loads(content)
        if row["status"] in ("denied", "cancelled"):
            continue
        for own in _joins(row):
            found[own].append(row["id"])
    return found


def _joins(row: Mapping[str, Any]) -> Iterator[Joined]:
    if row["kind"] == "meeting":
        keys = sorted({_key(actor) for actor in row["participants"]})
        if len(keys) <= CROWD:
            yield from ((one, other, "met") for one, other in combinations(keys, 2))
        return
    if row["kind"] == "position":
        ones, others, what = [row["holder"]], [row["subject"]], row["stance"]
    else:
        ones, others, what = row["actors"], row["recipients"], row["type"]
    how = "backed" if what in BACKED else "blamed" if what in BLAMED else ""
    for one, other in product(filter(None, ones), filter(None, others)):
        if how and _key(one) != _key(other):
            yield _key(one), _key(other), how


def _key(actor: Mapping[str, Any]) -> str:
    return str(actor["id"] or actor["name"].casefold())


@dataclass(frozen=True, slots=True)
class EdgeView:
    """The claims behind one edge, each with its words."""

    TEMPLATE: ClassVar[str] = "edge.html"
    COLUMNS: ClassVar[tuple[str, ...]] = LINE_COLUMNS

    one: str
    one_name: str
    other: str
    other_name: str
    how: str
    lines: tuple[Line, ...]
    pager: Pager

    @property
    def title(self) -> str:
        return f"{self.one_name} {self.how} {self.other_name}"

    def rows(self) -> Iterator[Sequence[object]]:
        return map(line_row, self.lines)


def edge(reader: Reader, query: Query, name: str) -> EdgeView:
    """Raises `BadQueryError` where no claim joins the two so."""
    one, other, how = query.text("one"), query.text("other"), query.choice("how", list(WAYS)) or "met"
    if how == "met":
        one, other = sorted((one, other))
    ids = reader.remember("joined", lambda: _joined(reader)).get((one, other, how))
    if not ids:
        raise BadQueryError("one", f"no claim says that {one or 'nobody'} {how} {other or 'anybody'}")
    number = query.number("page")
    rows = reader.catalogue.find(Asked(ids=tuple(ids[number * SIZE : (number + 1) * SIZE])), order="news")
    return EdgeView(
        one, reader.name(one), other, reader.name(other), how, reader.lines(rows), Pager(number, len(ids))
    )


PAGES = (Page("/network", network), Page("/network/edge", edge))
