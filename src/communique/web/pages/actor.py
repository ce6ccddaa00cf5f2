"""An actor: what it belongs to and which posts there are on a day, what it says, does, promises, and is called."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from communique.archive.room import Reader
from communique.errors import UnknownNameError
from communique.knowledge.answers import who
from communique.newsrooms import newsroom
from communique.questions import Line
from communique.store.catalogue import Asked, Row
from communique.store.joined import Share
from communique.web.asking import Query
from communique.web.forms import LINE_COLUMNS, line_row
from communique.web.pages import SIZE, Page, Pager
from communique.web.pages.against import Against, against_actor
from communique.web.pages.today import Named

#: Lines under a heading, and characters of a name.
SHOWN, LONGEST_NAME = 8, 80

#: Sections of the page by name in the address: the heading, and which of the actor's claims stand there.
SECTIONS: dict[str, tuple[str, Share]] = {
    share.name: (heading, share) for heading, share in (
        ("Membership", Share("membership", ("membership",), 0, "telling")),
        ("Posts", Share("posts", ("tenure",), 0, "telling")),
        ("Said by", Share("said", ("statement",), 3, "news")),
        ("Said to or about", Share("told", ("statement",), 4, "news")),
        ("Meetings", Share("meetings", ("meeting",), 0, "latest")),
        ("Promises made", Share("promised", ("commitment",), 1, "news")),
        ("Promised to", Share("owed", ("commitment",), 2, "news")),
        ("Positions taken", Share("positions", ("position",), 1, "news")),
        ("Positions on it", Share("faced", ("position",), 2, "news")),
        ("Decisions and events", Share("events", ("event",), 0, "news")),
        ("What it is called", Share("called", ("designation",), 1, "telling")),
    )
}
#: Those that stand with what the shipped knowledge says.
STANDING = ("membership", "posts")

#: What each sort of actor is called on its page.
SORTS = {
    "state": "State", "org": "Organisation", "person": "Person", "place": "Place", "medium": "News medium",
    "group": "Group",
}


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under a heading; `total` counts all, `anchor` names the section."""

    heading: str
    anchor: str
    kinds: tuple[str, ...]
    lines: tuple[Line, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Held:
    """A row of membership or post: `what` of `whom`, as known from `start` to `end` (ISO days; "" unknown or open)."""

    what: str
    name: str
    key: str
    start: str
    end: str
    confirmed: str


@dataclass(frozen=True, slots=True)
class Called:
    """How one newsroom writes an actor's name: the words, each with how many claims are so worded."""

    newsroom: str
    words: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ActorView:
    """All about one actor, its standing as of a day."""

    TEMPLATE: ClassVar[str] = "actor.html"
    COLUMNS: ClassVar[tuple[str, ...]] = ("section", *LINE_COLUMNS)

    key: str
    name: str
    sort: str
    code: str
    also: tuple[str, ...]
    as_of: date | None
    changes: tuple[date, ...]
    known: tuple[tuple[str, tuple[Held, ...]], ...]
    reported: tuple[Part, ...]
    parts: tuple[Part, ...]
    met: tuple[Named, ...]
    called: tuple[Called, ...]
    organs: tuple[Named, ...]
    against: tuple[Against, ...]
    claims: int

    @property
    def title(self) -> str:
        return self.name

    def to_dict(self) -> dict[str, object]:
        return {
            "actor": self.key, "name": self.name, "code": self.code,
            "as_of": self.as_of.isoformat() if self.as_of else None, "others": list(self.also),
            "changes": [day.isoformat() for day in self.changes], "claims": self.claims,
            "known": {
                heading: [{name: getattr(row, name) for name in Held.__slots__} for row in rows]
                for heading, rows in self.known
            },
            "sections": [
                {"heading": part.heading, "total": part.total, "lines": [line.to_dict() for line in part.lines]}
                for part in (*self.reported, *self.parts)
            ],
            "met": [{"actor": own.key, "name": own.name, "claims": own.claims} for own in self.met],
            "called": {own.newsroom: dict(own.words) for own in self.called},
            "conflicts": [own.to_dict() for own in self.against],
        }

    def rows(self) -> Iterator[Sequence[object]]:
        return ((part.heading, *line_row(line)) for part in (*self.reported, *self.parts) for line in part.lines)


def actor(reader: Reader, query: Query, name: str) -> ActorView:
    """Raises `UnknownNameError` where neither the record nor the knowledge has anybody of this name."""
    as_of = query.day("as_of") or query.day("slide")
    key, also = _key(reader, name)
    keys = reader.keys(key)
    known, days = _known(reader, key, as_of)
    entity = reader.room.knowledge.entity(key)
    counts = reader.remember(
        ("kinds", key, as_of), lambda: dict(reader.catalogue.facet(Asked(parties=(keys,), last=as_of), "kind"))
    )
    parts = [_part(reader, name, *own) for name, own in reader.catalogue.shares(
        keys, [share for _, share in SECTIONS.values()], until=as_of, limit=SHOWN
    ).items()]
    return ActorView(
        key, reader.name(key), SORTS.get(key.partition("/")[0], "Named in reports; not in the knowledge")
        if "/" in key else "Named in reports; not in the knowledge",
        (entity.code if entity else "") or "", also, as_of, _slider(reader, days), known,
        tuple(part for part in parts if part.anchor in STANDING),
        tuple(part for part in parts if part.anchor not in STANDING),
        _met(reader, keys, as_of), reader.remember(("called", key), lambda: _called(reader, keys)),
        tuple(Named(own, reader.name(own), 0) for own in keys[1:]),
        reader.remember(("against", key), lambda: against_actor(reader, keys)),
        sum(counts.values()),
    )


def _key(reader: Reader, name: str) -> tuple[str, tuple[str, ...]]:
    if reader.catalogue.has_party(name) or reader.room.knowledge.entity(name):
        return name, ()
    try:
        meant = reader.meant(name)
    except UnknownNameError:
        found = reader.room.knowledge.named(name)
        if not found:
            raise
        return found[0].id, ()
    return meant.key, meant.others


def _known(reader: Reader, key: str, as_of: date | None) -> tuple[tuple[tuple[str, tuple[Held, ...]], ...], set[str]]:
    """What the shipped knowledge says on the day; and every day on which something of it changes."""
    knowledge = reader.room.knowledge
    if knowledge.entity(key) is None:
        return (), set()
    whole = reader.remember(("who", key), lambda: who(knowledge, key))
    days = {row[end] for rows in ("members", "memberships", "posts", "tenures") for row in whole[rows]
            for end in ("from", "to") if row[end]}
    found = who(knowledge, key, as_of) if as_of else whole
    tables = {
        "Member of": [_belongs(row) for row in found["memberships"]],
        "Members": [_belongs(row) for row in found["members"]],
        "Posts": [_post(row, row["person"]) for row in found["posts"]],
        "Posts held": [_post(row, row["of"]) for row in found["tenures"]],
    }
    return tuple((heading, tuple(rows)) for heading, rows in tables.items() if rows), days


def _belongs(row: dict[str, Any]) -> Held:
    return Held(row["role"], row["name"], row["id"], row["from"] or "", row["to"] or "", "")


def _post(row: dict[str, Any], other: dict[str, str]) -> Held:
    return Held(
        row["post"], other["name"], other["id"], row["from"] or "", row["to"] or "", row["confirmed_until"] or ""
    )


def _slider(reader: Reader, days: Iterable[str]) -> tuple[date, ...]:
    """Days the slider stops at: changes of membership and posts, and the last day anything was told."""
    told = reader.remember("told", reader.catalogue.told)
    found = {date.fromisoformat(day) for day in days if len(day) == 10 and day >= "1900"}
    return tuple(sorted(found | ({date.fromisoformat(told[1])} if told else set())))


def _part(reader: Reader, name: str, rows: Sequence[Row], total: int) -> Part:
    heading, share = SECTIONS[name]
    return Part(heading, name, share.kinds, reader.lines(rows), total)


def _met(reader: Reader, keys: tuple[str, ...], as_of: date | None) -> tuple[Named, ...]:
    """Whom the actor meets, the most often first."""
    asked = Asked(kinds=("meeting",), parties=(keys,), last=as_of)
    found = reader.catalogue.facet(asked, "party", limit=24)
    own = [(key, count) for key, count in found if key not in keys and not key.startswith("place/")]
    return tuple(Named(key, reader.name(key), count) for key, count in own[:12])


def _called(reader: Reader, keys: tuple[str, ...]) -> tuple[Called, ...]:
    """How each newsroom writes the actor, by how often; reports' own words, not the knowledge's name."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for report, words, count in reader.catalogue.written_as(keys):
        # pronouns and the like are no names
        if any(char.isupper() for char in words) and len(words) <= LONGEST_NAME:
            found[newsroom(report, reader.reports)][words] += count
    return tuple(
        Called(room, tuple(sorted(words.items(), key=lambda own: (-own[1], own[0]))[:8]))
        for room, words in sorted(found.items())
    )


@dataclass(frozen=True, slots=True)
class Actors:
    """Everybody claims speak of, the most spoken of first."""

    TEMPLATE: ClassVar[str] = "actors.html"
    COLUMNS: ClassVar[tuple[str, ...]] = ("actor", "name", "claims")

    sort: str
    named: tuple[Named, ...]
    pager: Pager

    @property
    def title(self) -> str:
        return "Actors"

    def rows(self) -> Iterator[Sequence[object]]:
        return ((own.key, own.name, own.claims) for own in self.named)


def actors(reader: Reader, query: Query, name: str) -> Actors:
    sort = query.choice("sort", [*SORTS, "unknown"])
    number, size = query.number("page"), SIZE * 3
    prefix = f"{sort}/" if sort in SORTS else ""
    found = reader.remember(
        ("actors", prefix), lambda: reader.catalogue.facet(Asked(), "party", prefix=prefix, limit=-1)
    )
    if sort == "unknown":
        found = [(key, count) for key, count in found if reader.room.knowledge.entity(key) is None]
    page = found[number * size : (number + 1) * size]
    return Actors(
        sort, tuple(Named(key, reader.name(key), count) for key, count in page), Pager(number, len(found), size)
    )


PAGES = (Page("/actors", actors), Page("/actor/{name}", actor))
