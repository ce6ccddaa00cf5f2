"""The compiled knowledge: flat tables of text in one file, loaded in milliseconds, taken apart only when asked."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from communique.errors import KnowledgeError
from communique.knowledge.entities import Entity, Kind, Membership, Tenure

#: Raised when the tables' layout changes, so that a stale file is noticed.
LAYOUT = 5

#: Between tables, between a table's keys and values, between items: characters no text of ours holds.
SECTION, HALVES, ITEM = b"\x1d", "\x1c", "\x1e"

PACKAGE = Path(__file__).parent.parent
COMPILED = PACKAGE / "knowledge.bin"
#: Where the YAML files stand in a source tree; absent from an installed wheel.
SOURCES = PACKAGE.parent.parent / "knowledge"


@dataclass(slots=True)
class Tables:
    """Rows are tab-separated texts, lists of rows lines, references "flags;id;from;to" joined by "|".

    flags: l may be written in lower case, t only behind "the", m a seat of power. `stamp` tells the sources' state.
    """

    layout: int = LAYOUT
    stamp: str = ""
    entities: dict[str, str] = field(default_factory=dict)  # id → name, kind, code, sector, home
    names: dict[str, str] = field(default_factory=dict)  # key → references
    abbreviations: dict[str, str] = field(default_factory=dict)  # capitals → references
    surnames: dict[str, str] = field(default_factory=dict)  # key → references
    variants: dict[str, str] = field(default_factory=dict)  # loose key of people → references
    firsts: dict[str, int] = field(default_factory=dict)  # first piece of a name → longest key beginning so
    demonyms: dict[str, str] = field(default_factory=dict)  # plain word → state
    same: dict[str, str] = field(default_factory=dict)  # given name → the variant it is compared as
    titles: dict[str, str] = field(default_factory=dict)  # key of a title → post
    post_sectors: dict[str, str] = field(default_factory=dict)  # post → PLOVER sector
    several: list[str] = field(default_factory=list)  # posts that several people may hold at once
    prominent: list[str] = field(default_factory=list)  # people first meant by a shared surname while in office
    beside: list[str] = field(default_factory=list)  # posts held beside another
    tenures: list[str] = field(default_factory=list)
    tenures_of: dict[str, str] = field(default_factory=dict)  # person → numbers of tenures
    posts_of: dict[str, str] = field(default_factory=dict)  # state, organisation → numbers of tenures
    members: dict[str, str] = field(default_factory=dict)  # organisation → lines
    memberships: dict[str, str] = field(default_factory=dict)  # member → organisations
    organs: dict[str, str] = field(default_factory=dict)  # organisation → ids
    capitals: dict[str, str] = field(default_factory=dict)  # state → lines place, from, to
    capital_of: dict[str, str] = field(default_factory=dict)  # place → states
    designations: dict[str, str] = field(default_factory=dict)  # group → lines
    sources: dict[str, str] = field(default_factory=dict)  # key of a source → what it is
    status: dict[str, str] = field(default_factory=dict)  # territory → a neutral note on its standing
    cameo: dict[str, str] = field(default_factory=dict)  # state → its CAMEO code where that is not its ISO code


def tenure_of(row: str) -> Tenure:
    """The tenure in a row of the table."""
    person, post, title, of, start, end, until, held, source = row.split("\t")
    return Tenure(person, post, title, of, start or None, end or None, until or None, held, source)


def entity_of(id: str, row: str) -> Entity:
    """The entity in a row of the table."""
    name, kind, code, sector, _ = row.split("\t")
    return Entity(id, name, cast(Kind, kind), code or None, sector or None)


def membership_of(line: str) -> Membership:
    """The membership in a line of the table."""
    organization, member, role, start, end, source = line.split("\t")
    return Membership(organization, member, role, start or None, end or None, source)


@lru_cache(maxsize=16384)
def references(refs: str) -> tuple[tuple[str, str, str, str], ...]:
    """The references of one name: flags, id, from, to."""
    return tuple(cast(tuple[str, str, str, str], tuple(ref.split(";"))) for ref in refs.split("|")) if refs else ()


def lines(block: str) -> list[str]:
    """The lines of one item of a table; none of an empty one."""
    return block.split("\n") if block else []


def write(tables: Tables, path: Path) -> None:
    """The tables as one file; the same tables give the same bytes."""
    partial = path.with_suffix(f".{os.getpid()}.partial")
    partial.write_bytes(SECTION.join(_packed(getattr(tables, field.name)) for field in fields(Tables)))
    partial.replace(path)


def read(path: Path) -> Tables:
    """The tables in a file written by `write`. Raises KnowledgeError for a file of another layout."""
    try:
        sections = path.read_bytes().split(SECTION)
        if sections[0] == str(LAYOUT).encode() and len(sections) == len(fields(Tables)):
            return Tables(**{f.name: _unpacked(f.type, b) for f, b in zip(fields(Tables), sections, strict=True)})
    except (OSError, ValueError) as error:
        raise KnowledgeError(str(path), f"cannot be read: {error}", "install the package again") from error
    raise KnowledgeError(str(path), "was compiled by another version", "install the package again")


def _packed(table: object) -> bytes:
    """A table as text: all keys, then all values, which splits into a dictionary ten times faster than JSON reads."""
    if isinstance(table, dict):
        return (ITEM.join(table) + HALVES + ITEM.join(map(str, table.values()))).encode()
    return (ITEM.join(table) if isinstance(table, list) else str(table)).encode()


def _unpacked(kind: object, section: bytes) -> Any:
    text = section.decode()
    if kind == "int":
        return int(text)
    if kind == "list[str]":
        return text.split(ITEM) if text else []
    if kind == "str":
        return text
    keys, _, values = text.partition(HALVES)
    pairs = zip(keys.split(ITEM), values.split(ITEM), strict=True) if keys else ()
    return {key: int(value) for key, value in pairs} if kind == "dict[str, int]" else dict(pairs)


def load() -> Tables:
    """The shipped tables. In a source tree they are compiled from `knowledge/` first where they are stale."""
    in_source_tree = (SOURCES / "titles.yaml").is_file()
    if in_source_tree:
        from communique.knowledge.compiling import compiled_afresh

        return compiled_afresh(SOURCES, COMPILED)
    if not COMPILED.is_file():
        raise KnowledgeError(str(COMPILED), "the compiled knowledge is missing", "install the package again")
    return read(COMPILED)
