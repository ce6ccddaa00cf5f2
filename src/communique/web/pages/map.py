"""Map: where claims are set, place by place, with counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from communique.archive.room import Reader
from communique.claims import KINDS
from communique.store.catalogue import Asked
from communique.web.asking import Query
from communique.web.pages import Page
from communique.web.pages.search import wanted

#: Whose view of borders the base map takes; said on the page.
BORDERS = (
    "Borders are drawn as Natural Earth draws them: by who controls a territory in fact, not by who claims it in law."
    " That is the map makers’ point of view, not a finding of this record."
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place with the claims set there; `country` is an ISO 3166 alpha-3 code or ""; `status`, a disputed standing."""

    key: str
    name: str
    country: str
    country_name: str
    claims: int
    kinds: tuple[tuple[str, int], ...]
    status: str


@dataclass(frozen=True, slots=True)
class Map:
    """Places, those with most claims first."""

    TEMPLATE: ClassVar[str] = "map.html"
    COLUMNS: ClassVar[tuple[str, ...]] = ("place", "name", "country", "claims", *KINDS, "status")

    places: tuple[Place, ...]
    kinds: tuple[str, ...]
    who: str
    unknown: str
    borders: str = BORDERS

    @property
    def title(self) -> str:
        return "Map"

    def to_dict(self) -> dict[str, object]:
        return {
            "borders": self.borders,
            "places": [
                {"place": own.key, "name": own.name, "country": own.country, "country_name": own.country_name,
                 "claims": own.claims, "kinds": dict(own.kinds), "status": own.status}
                for own in self.places
            ],
        }

    def rows(self) -> Iterator[Sequence[object]]:
        for own in self.places:
            kinds = dict(own.kinds)
            yield own.key, own.name, own.country, own.claims, *(kinds.get(kind, 0) for kind in KINDS), own.status


def map_(reader: Reader, query: Query, name: str) -> Map:
    asked, unknown, _ = wanted(reader, query)
    kinds = query.choices("kind", list(KINDS))
    asked = Asked(
        words=asked.words, kinds=kinds, parties=asked.parties, first=query.day("from"), last=query.day("to")
    )
    places = () if unknown else reader.remember(("places", asked), lambda: _places(reader, asked))
    return Map(places, kinds, query.text("who"), unknown)


def _places(reader: Reader, asked: Asked) -> tuple[Place, ...]:
    counts: dict[str, list[tuple[str, int]]] = defaultdict(list)
    called: dict[str, tuple[str, str]] = {}
    for key, name, code, kind, count in reader.catalogue.places(asked):
        counts[key].append((kind, count))
        called.setdefault(key, (name, code or ""))
    knowledge = reader.room.knowledge
    found = []
    for key, kinds in counts.items():
        name, code = called[key]
        home = knowledge.home(key) if knowledge.entity(key) else None
        total = sum(count for _, count in kinds)
        status = knowledge.status(key) or (knowledge.status(home.id) if home else None) or ""
        country = home.name if home else name if key.startswith("state/") else ""
        found.append(Place(key, name, code, country, total, tuple(kinds), status))
    return tuple(sorted(found, key=lambda own: (-own.claims, own.name)))


PAGES = (Page("/map", map_),)
