"""From YAML files to entries and dated facts, each remembering its file and entry for messages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from communique.errors import KnowledgeError
from communique.knowledge.entities import ROLES, Designation, Kind, Membership, Tenure

DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")

#: "2019-03-09/2021-05-05 acting Maryam Example #maryam-example-judge [factbook]": end, mark, id and source may lack.
HOLDER = re.compile(
    r"(?P<start>\?|\d{4}(?:-\d\d){0,2})(?P<range>/(?P<end>\d{4}(?:-\d\d){0,2})?)?\s+"
    r"(?:(?P<held>acting|disputed)\s+)?(?P<name>[^#\[]+?)(?:\s+#(?P<id>[\w-]+))?(?:\s+\[(?P<source>[\w-]+)\])?"
)

KIND_OF: dict[str, Kind] = {
    "state": "state", "org": "organization", "person": "person", "place": "place", "medium": "medium", "group": "group",
}

ENTRY_FIELDS = {
    "id", "names", "name", "code", "sector", "home", "adjectives", "capitals", "metonyms", "organs", "members", "posts",
    "designated", "surname", "status", "founded", "dissolved", "predecessor", "owner", "source", "confirmed_until",
    "prominent", "note", "cameo",
}


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entry, valid from `start` until before `end`; `shared`: another thing may have it too.

    `bare` False: an organ's name only together with its organisation's ("Commission").
    """

    text: str
    start: str = ""
    end: str = ""
    shared: bool = False
    bare: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One entity as written in a file. `where` names file and entry."""

    where: str
    id: str
    kind: Kind
    names: tuple[Name, ...]
    code: str = ""
    sector: str = ""
    home: str = ""
    surname: str = ""
    adjectives: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    prominent: bool = False


@dataclass(slots=True)
class Facts:
    """Everything a folder says, in the order of its files. Keys of `whence` are the facts' places in the files."""

    entries: list[Entry] = field(default_factory=list)
    tenures: list[Tenure] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    designations: list[Designation] = field(default_factory=list)
    capitals: list[tuple[str, str, str, str]] = field(default_factory=list)  # state, place, from, to
    people: dict[str, str] = field(default_factory=dict)  # id → name, of the people holders' lists name
    titles: dict[str, dict[str, Any]] = field(default_factory=dict)
    same: list[list[str]] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    status: dict[str, str] = field(default_factory=dict)
    cameo: dict[str, str] = field(default_factory=dict)
    whence: dict[object, str] = field(default_factory=dict)


def slug(name: str) -> str:
    """The last part of an id made of a name: "Sergey Lavrov" → sergey-lavrov."""
    from communique.knowledge.spelling import pieces

    return "-".join(piece for word in name.split() for piece in pieces(word))


def read_folder(folder: Path) -> Facts:
    """All that the YAML files below a folder say, in order of their paths. Raises KnowledgeError."""
    facts = Facts()
    if not folder.is_dir():
        raise KnowledgeError(str(folder), "is no folder of knowledge files", "give a folder holding *.yaml")
    for path in sorted(folder.rglob("*.yaml")):
        read_file(path, path.relative_to(folder).as_posix(), facts)
    return facts


def read_file(path: Path, name: str, facts: Facts) -> None:
    """Add what one file says."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise KnowledgeError(name, f"cannot be read as YAML: {reason}", "mend the file") from error
    if isinstance(content, list) or (isinstance(content, dict) and "id" in content):
        for row in content if isinstance(content, list) else [content]:
            _read_entry(_mapping(row, name), name, facts)
    elif isinstance(content, dict):
        _read_sections(content, name, facts)
    elif content is not None:
        raise KnowledgeError(name, "holds neither an entry nor a list of entries", "see docs on knowledge files")


def _read_sections(content: Mapping[str, Any], name: str, facts: Facts) -> None:
    defaults = {"source": content.get("source", "general"), "confirmed_until": content.get("confirmed_until")}
    for section, value in content.items():
        if section == "posts":
            for of, posts in value.items():
                _read_posts(of, posts, defaults, f"{name}: {of}", facts)
        elif section == "entries":
            for row in value:
                _read_entry({"source": defaults["source"]} | _mapping(row, name), name, facts)
        elif section == "titles":
            facts.titles |= value
        elif section == "equal":
            facts.same += value
        elif section == "sources":
            facts.sources |= value
        elif section not in defaults:
            raise KnowledgeError(f"{name}: {section}", "is no section of a knowledge file",
                                 "write posts, entries, titles, equal or sources")


def _mapping(row: Any, where: str) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise KnowledgeError(f"{where}: {row!r}", "is no entry", "write id and names")
    return row


def _read_entry(row: Mapping[str, Any], file: str, facts: Facts) -> None:
    where = f"{file}: {row.get('id', row)}"
    if unknown := sorted(set(row) - ENTRY_FIELDS):
        raise KnowledgeError(where, f"has unknown fields: {', '.join(unknown)}", "see docs on knowledge files")
    id = row.get("id")
    if not isinstance(id, str) or id.split("/")[0] not in KIND_OF:
        raise KnowledgeError(where, "has no id of a known kind", f"begin it with one of {', '.join(KIND_OF)}")
    kind = KIND_OF[id.split("/")[0]]
    entry = Entry(
        where, id, "organ" if kind == "organization" and id.count("/") > 1 else kind,
        tuple(_names(row, where)), code=row.get("code", ""), sector=row.get("sector", ""), home=row.get("home", ""),
        surname=row.get("surname", ""), adjectives=tuple(row.get("adjectives", ())),
        metonyms=tuple(row.get("metonyms", ())), prominent=bool(row.get("prominent")),
    )
    facts.entries.append(entry)
    facts.status |= {id: row["status"]} if "status" in row else {}
    facts.cameo |= {id: row["cameo"]} if "cameo" in row else {}
    _read_capitals(entry, row.get("capitals", ()), facts)
    _read_organs(entry, row.get("organs", {}), facts)
    _read_members(entry.id, row.get("members", ()), row.get("source", "general"), where, facts)
    defaults = {"source": row.get("source", "general"), "confirmed_until": row.get("confirmed_until")}
    _read_posts(id, row.get("posts", {}), defaults, where, facts)
    _read_designations(id, row.get("designated", ()), where, facts)


def _names(row: Mapping[str, Any], where: str) -> Iterator[Name]:
    given = row.get("names", row.get("name"))
    if isinstance(given, dict):
        given = [name for names in given.values() for name in names]
    if isinstance(given, str):
        given = [given]
    if not given:
        raise KnowledgeError(where, "has no name", "write names: [...]")
    for item in given:
        fields = {"name": item} if isinstance(item, str) else item
        text = fields.get("name") if isinstance(fields, dict) else None
        if not isinstance(text, str):
            raise KnowledgeError(where, f"has a name that is no text: {item!r}", "put it in quotation marks")
        yield Name(text.lstrip("~"), day(fields.get("from"), where), day(fields.get("to"), where),
                   bool(fields.get("shared")), not text.startswith("~"))


def day(value: Any, where: str) -> str:
    """A date as written in a file: 2019, 2019-03 or 2019-03-23; "" where none is given."""
    text = "" if value is None else str(value)
    if text and not DAY.fullmatch(text):
        raise KnowledgeError(where, f"{text!r} is no date", "write 2019, 2019-03 or 2019-03-23")
    return text


def _read_capitals(entry: Entry, capitals: Iterable[Any], facts: Facts) -> None:
    for item in capitals:
        fields = {"name": item} if isinstance(item, str) else item
        names = fields["name"] if isinstance(fields["name"], list) else [fields["name"]]
        place = fields.get("id", f"place/{slug(names[0] if isinstance(names[0], str) else names[0]['name'])}")
        # without names the place has an entry of its own, or stands in an earlier row
        if all(known.id != place for known in facts.entries):
            home = fields.get("in", entry.id)
            facts.entries.append(Entry(entry.where, place, "place", tuple(_names({"names": names}, entry.where)),
                                       code=entry.code if home == entry.id else "", home=home))
        start, end = day(fields.get("from"), entry.where), day(fields.get("to"), entry.where)
        facts.capitals.append((entry.id, place, start, end))


def _read_organs(entry: Entry, organs: Mapping[str, Any], facts: Facts) -> None:
    for last, value in organs.items():
        row = value if isinstance(value, dict) else {"names": value}
        id = f"{entry.id}/{last}"
        where = f"{entry.where}: {last}"
        names = tuple(_names(row, where))
        facts.entries.append(Entry(where, id, "organ", names, code=row.get("code", entry.code),
                                   sector=row.get("sector", ""), home=entry.id))
        _read_members(id, row.get("members", ()), row.get("source", "general"), where, facts)
        defaults = {"source": row.get("source", "general"), "confirmed_until": row.get("confirmed_until")}
        _read_posts(id, row.get("posts", {}), defaults, where, facts)


def _read_members(organization: str, rows: Iterable[Any], source: str, where: str, facts: Facts) -> None:
    for row in rows:
        if not isinstance(row, dict) or "who" not in row:
            raise KnowledgeError(f"{where}: {row!r}", "is no row of members", "write {who: ..., role: ..., from: ...}")
        role = row.get("role", "member")
        if role not in ROLES:
            raise KnowledgeError(where, f"{role!r} is no role of a member", f"write one of {', '.join(ROLES)}")
        for member in str(row["who"]).split():
            id = member if "/" in member else f"state/{'no' if member == 'False' else member}"
            membership = Membership(organization, id, role, day(row.get("from"), where) or None,
                                    day(row.get("to"), where) or None, row.get("source", source))
            facts.memberships.append(membership)
            facts.whence[membership] = f"{where}: {role} {id}"


def _read_posts(of: str, posts: Mapping[str, Any], defaults: Mapping[str, Any], where: str, facts: Facts) -> None:
    if not isinstance(posts, dict):
        raise KnowledgeError(where, "its posts are no mapping", "write POST: {holders: ...}")
    for post, value in posts.items():
        block = value if isinstance(value, dict) else {"holders": value}
        settings = dict(defaults) | block
        until = settings.get("confirmed_until")
        if isinstance(until, dict):  # by post
            settings["confirmed_until"] = until.get(post, until.get("other"))
        title = settings.get("title", "")
        title = ";".join(title) if isinstance(title, list) else title
        for tenure, name in _holders(of, post, title, settings, f"{where}: {post}"):
            facts.tenures.append(tenure)
            facts.whence[tenure] = f"{where}: {post}: {name}"
            facts.people.setdefault(tenure.person, name)


def _holders(of: str, post: str, title: str, settings: Mapping[str, Any], where: str) -> Iterator[tuple[Tenure, str]]:
    lines = [line.strip() for line in str(settings.get("holders") or "").splitlines() if line.strip()]
    matches = [HOLDER.fullmatch(line) for line in lines]
    for number, match in enumerate(matches):
        if match is None:
            raise KnowledgeError(f"{where}: {lines[number]}", "is no holder", "write FROM[/TO] [acting] NAME [#id]")
        if match["name"] == "vacant":
            continue
        following = next((m for m in matches[number + 1:] if m and m["held"] != "disputed"), None)
        end = match["end"] if match["range"] else following["start"] if following else None
        start = None if match["start"] == "?" else match["start"]
        until = None if end else day(settings.get("confirmed_until"), where) or None
        yield Tenure(f"person/{match['id'] or slug(match['name'])}", post, title, of, start, end, until,
                     match["held"] or "current", match["source"] or settings["source"]), match["name"]


def _read_designations(id: str, rows: Iterable[Mapping[str, Any]], where: str, facts: Facts) -> None:
    for row in rows:
        if not isinstance(row, dict) or "by" not in row:
            raise KnowledgeError(f"{where}: {row!r}", "is no designation", "write {by: ..., as: ..., from: ...}")
        for by in str(row["by"]).split():
            facts.designations.append(Designation(
                id, by if "/" in by else f"state/{by}", row.get("as", "terrorist organization"),
                day(row.get("from"), where) or None, day(row.get("to"), where) or None, row.get("source", "general"),
            ))


