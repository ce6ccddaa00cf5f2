"""Network: who met, backed and blamed whom; every edge opens the quotations behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from communique.archive.room import Reader
from communique.errors import UnknownNameError
from communique.questions import Line
from communique.store.catalogue import Asked
from communique.store.joined import WAYS, Tie
from communique.web.asking import BadQueryError, Query
from communique.web.forms import LINE_COLUMNS, line_row
from communique.web.pages import SIZE, Page, Pager
from communique.web.pages.days import slider

#: Kinds of claims that join two actors.
JOINING = ("meeting", "position", "event")

#: Edges shown: the strongest, which can still be told apart in a drawing.
EDGES = 120


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
    edges: tuple[Tie, ...]
    total: int
    ways: tuple[str, ...]
    who: str
    unknown: str
    as_of: date | None
    changes: tuple[date, ...]

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
    ways, who, unknown = query.choices("how", WAYS), query.text("who"), ""
    as_of = query.day("as_of") or query.day("slide")
    keys: frozenset[str] = frozenset()
    if who:
        try:
            keys = reader.meant(who).keys
        except UnknownNameError:
            unknown = who
    found = [
        tie for tie in reader.ties(as_of)
        if (not ways or tie.how in ways) and (not who or (keys and not keys.isdisjoint((tie.one, tie.other))))
    ]
    shown = found[:EDGES]
    ends = Counter(key for tie in shown for key in (tie.one, tie.other))
    nodes = tuple(Node(key, reader.name(key), count) for key, count in sorted(ends.items()))
    return Network(nodes, tuple(shown), len(found), ways, who, unknown, as_of, slider(reader, JOINING))


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
    as_of: date | None
    lines: tuple[Line, ...]
    pager: Pager

    @property
    def title(self) -> str:
        return f"{self.one_name} {self.how} {self.other_name}"

    def rows(self) -> Iterator[Sequence[object]]:
        return map(line_row, self.lines)


def edge(reader: Reader, query: Query, name: str) -> EdgeView:
    """Raises `BadQueryError` where no claim joins the two so."""
    one, other, how = query.text("one"), query.text("other"), query.choice("how", WAYS) or "met"
    as_of = query.day("as_of")
    if how == "met":
        one, other = sorted((one, other))
    key = ("joining", one, other, how, as_of)
    ids = reader.remember(key, lambda: reader.catalogue.joining(one, other, how, until=as_of))
    if not ids:
        raise BadQueryError("one", f"no claim says that {one or 'nobody'} {how} {other or 'anybody'}")
    number = query.number("page")
    rows = reader.catalogue.find(Asked(ids=tuple(ids[number * SIZE : (number + 1) * SIZE])), order="news")
    return EdgeView(
        one, reader.name(one), other, reader.name(other), how, as_of, reader.lines(rows), Pager(number, len(ids))
    )


PAGES = (Page("/network", network), Page("/network/edge", edge))
