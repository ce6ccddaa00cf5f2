"""Search: claims by words and facets, and the passages of reports where the words stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from communique.actors import FIRMNESS
from communique.archive.room import Reader
from communique.claims import KINDS
from communique.errors import UnknownNameError
from communique.questions import Line
from communique.store.catalogue import Asked, Facet
from communique.web.asking import Query
from communique.web.forms import LINE_COLUMNS, line_row
from communique.web.pages import SIZE, Page, Pager

#: Values a facet shows.
SHOWN = 12

#: Orders a reader may choose, with the name of each in the address.
ORDERS = {"words": "best match", "telling": "most newsrooms", "news": "newest told", "latest": "latest day"}


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet, with how many of the claims found have it, and whether it is asked for."""

    value: str
    name: str
    claims: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetShown:
    """A facet with its commonest values; `field` is its name in the address."""

    field: str
    heading: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What was found. `unknown`: a name that nobody in the record has, with the nearest."""

    TEMPLATE: ClassVar[str] = "search.html"
    COLUMNS: ClassVar[tuple[str, ...]] = LINE_COLUMNS

    words: str
    lines: tuple[Line, ...]
    facets: tuple[FacetShown, ...]
    passages: tuple[tuple[str, tuple[tuple[str, bool], ...]], ...]
    pager: Pager
    order: str
    unknown: str
    nearest: tuple[str, ...]

    @property
    def title(self) -> str:
        return f"Search: {self.words}" if self.words else "Search"

    def rows(self) -> Iterator[Sequence[object]]:
        return map(line_row, self.lines)


def search(reader: Reader, query: Query, name: str) -> Search:
    asked, unknown, nearest = wanted(reader, query)
    number = query.number("page")
    order = query.choice("order", list(ORDERS)) or ("words" if asked.words else "news")
    total = 0 if unknown else reader.remember(("tally", asked), lambda: reader.catalogue.tally(asked))
    rows = [] if unknown else reader.catalogue.find(asked, order=order, limit=SIZE, offset=number * SIZE)  # type: ignore[arg-type]
    passages = reader.catalogue.passages(asked.words, limit=6) if asked.words and number == 0 else []
    counted = reader.remember(("facets", asked, unknown), lambda: facets(reader, query, asked))
    return Search(
        asked.words, reader.lines(rows), counted,
        tuple((report, marked(text)) for report, text in passages), Pager(number, total), order, unknown, nearest,
    )


def wanted(reader: Reader, query: Query) -> tuple[Asked, str, tuple[str, ...]]:
    """The claims a query asks for; and a name in it that nobody has, with the nearest that somebody has."""
    parties = list[tuple[str, ...]]()
    for field in ("actor", "org", "who"):
        for value in query.several(field):
            try:
                parties.append(tuple(sorted(reader.meant(value).keys)))
            except UnknownNameError as error:
                return Asked(words=query.text("q")), value, error.nearest
    return Asked(
        words=query.text("q"), kinds=query.choices("kind", list(KINDS)), parties=tuple(parties),
        statuses=query.choices("status", FIRMNESS), newsrooms=query.several("newsroom"),
        reports=query.several("report"), first=query.day("from"), last=query.day("to"),
    ), "", ()


def facets(reader: Reader, query: Query, asked: Asked) -> tuple[FacetShown, ...]:
    """Each facet counted among the claims that the others leave."""
    def shown(field: str, heading: str, facet: Facet, *, without: Asked, prefix: str = "") -> FacetShown:
        chosen = query.several(field)
        counted = reader.catalogue.facet(without, facet, prefix=prefix, limit=SHOWN * 2)
        if field == "actor":
            counted = [(key, count) for key, count in counted if not key.startswith(("place/", "org/"))]
        names = {value: reader.name(value) if facet == "party" else value for value, _ in counted}
        values = [Value(value, names[value], count, value in chosen) for value, count in counted[:SHOWN]]
        missing = [own for own in chosen if own not in names or own not in {value.value for value in values}]
        named = [Value(own, reader.name(own) if facet == "party" else own, 0, True) for own in missing]
        return FacetShown(field, heading, (*values, *named))

    return (
        shown("kind", "Kind", "kind", without=replace(asked, kinds=())),
        shown("status", "Status", "status", without=replace(asked, statuses=())),
        shown("newsroom", "Newsroom", "newsroom", without=replace(asked, newsrooms=())),
        shown("actor", "Actor", "party", without=asked),
        shown("org", "Organisation", "party", without=asked, prefix="org/"),
    )


def marked(text: str) -> tuple[tuple[str, bool], ...]:
    """A passage in pieces, each with whether it is one of the words sought: they stand in « »."""
    pieces = list[tuple[str, bool]]()
    for number, part in enumerate(text.split("«")):
        word, closed, rest = part.partition("»")
        if number and closed:
            pieces += [(word, True), (rest, False)]
        else:
            pieces.append((part, False))
    return tuple(piece for piece in pieces if piece[0])


PAGES = (Page("/search", search),)
