"""Map: where claims are set, place by place, with counts."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import ClassVar

from communique.archive.room import Reader
from communique.claims import KINDS
from communique.store.catalogue import Asked
from communique.web.asking import Query
from communique.web.pages import Page
from communique.web.pages.days import slider
from communique.web.pages.search import wanted

#: Whose view of borders the base map takes; said on the page.
BORDERS = (
    "Borders are drawn as Natural Earth draws them: by who controls a territory in fact, not by who claims it in law."
    " That is the map makers’ point of view, not a finding of this record."
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place with the claims set there; `country` is an ISO 3166 alpha-3 code or ""; `status`, a disputed standing.

    `at` are latitude and longitude in degrees, None where they are not known; a state has none, but a middle.
    """

    key: str
    name: str
    country: str
    country_name: str
    claims: int
    kinds: tuple[tuple[str, int], ...]
    status: str
    at: tuple[float, float] | None

    @property
    def placed(self) -> bool:
        """Whether the map has a point for it."""
        return self.at is not None or (bool(self.country) and self.key.startswith("state/"))


@cache
def towns() -> Mapping[str, tuple[float, float]]:
    """Latitude and longitude of the towns of the shipped knowledge, in degrees; of a region, its middle."""
    with (Path(__file__).parents[1] / "towns.csv").open(encoding="utf-8", newline="") as rows:
        return {row["place"]: (float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(rows)}


@dataclass(frozen=True, slots=True)
class Map:
    """Places, those with most claims first."""

    TEMPLATE: ClassVar[str] = "map.html"
    COLUMNS: ClassVar[tuple[str, ...]] = (
        "place", "name", "country", "latitude", "longitude", "claims", *KINDS, "status",
    )

    places: tuple[Place, ...]
    kinds: tuple[str, ...]
    who: str
    unknown: str
    as_of: date | None
    changes: tuple[date, ...]
    borders: str = BORDERS

    @property
    def title(self) -> str:
        return "Map"

    @property
    def nowhere(self) -> tuple[Place, ...]:
        """Places the map has no point for."""
        return tuple(own for own in self.places if not own.placed)

    def to_dict(self) -> dict[str, object]:
        return {
            "borders": self.borders, "as_of": self.as_of and self.as_of.isoformat(),
            "places": [
                {"place": own.key, "name": own.name, "country": own.country, "country_name": own.country_name,
                 "claims": own.claims, "kinds": dict(own.kinds), "status": own.status,
                 "latitude": own.at and own.at[0], "longitude": own.at and own.at[1]}
                for own in self.places
            ],
        }

    def rows(self) -> Iterator[Sequence[object]]:
        for own in self.places:
            kinds = dict(own.kinds)
            at = own.at or ("", "")
            yield own.key, own.name, own.country, *at, own.claims, *(kinds.get(kind, 0) for kind in KINDS), own.status


def map_(reader: Reader, query: Query, name: str) -> Map:
    asked, unknown, _ = wanted(reader, query)
    kinds = query.choices("kind", list(KINDS))
    as_of, last = query.day("as_of") or query.day("slide"), query.day("to")
    asked = Asked(
        words=asked.words, kinds=kinds, parties=asked.parties, first=query.day("from"),
        last=min((day for day in (as_of, last) if day), default=None),
    )
    places = () if unknown else reader.remember(("places", asked), lambda: _places(reader, asked))
    return Map(places, kinds, query.text("who"), unknown, as_of, slider(reader, kinds or tuple(KINDS)))


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
        found.append(Place(key, name, code, country, total, tuple(kinds), status, towns().get(key)))
    return tuple(sorted(found, key=lambda own: (-own.claims, own.name)))


PAGES = (Page("/map", map_),)
