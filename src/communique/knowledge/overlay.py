"""A user's own knowledge files laid over the shipped ones and checked the same way.

Names are added; a post the user lists is the user's alone; so is one member's standing in one organisation.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import cast

from communique.errors import KnowledgeError
from communique.knowledge.checking import check
from communique.knowledge.compiling import add_tenure, index_members, tabulate
from communique.knowledge.entities import Kind
from communique.knowledge.reading import Entry, Facts, Name, read_folder
from communique.knowledge.spelling import abbreviation, key
from communique.knowledge.tables import Tables, tenure_of

#: Tables of references joined by "|", of ids joined by spaces, and of lines.
REFERENCES = ("names", "abbreviations", "surnames", "variants")
IDS = ("organs", "capital_of")
LINES = ("designations",)


def lay_over(shipped: Tables, folder: Path) -> Tables:
    """The shipped tables with a folder's entries over them. Raises KnowledgeError naming file and entry."""
    facts = read_folder(folder)
    known = _known(shipped, {tenure.person for tenure in facts.tenures} | {entry.id for entry in facts.entries})
    for post, sector in shipped.post_sectors.items():
        several, beside = post in shipped.several, post in shipped.beside
        facts.titles.setdefault(post, {"names": [], "sector": sector, "several": several, "beside": beside})
    check(replace(facts, entries=[*known, *facts.entries]))
    _check_names(shipped, facts)
    return _merged(shipped, tabulate(facts, known), facts)


def _known(shipped: Tables, changed: set[str]) -> list[Entry]:
    """The shipped entities, by their first names; the people and entries the user changes keep what they have."""
    entries = []
    for id, row in shipped.entities.items():
        name, kind, code, sector, home = row.split("\t")
        sector = "" if kind == "person" and id in changed else sector
        entries.append(Entry("shipped knowledge", id, cast(Kind, kind), (Name(name, shared=True),), code, sector, home))
    return entries


def _check_names(shipped: Tables, facts: Facts) -> None:
    """No thing of the user's takes the name of a shipped one of its kind, but where the user says `shared`."""
    for entry in facts.entries:
        for name in entry.names if entry.kind not in {"organ", "person"} else ():
            short = abbreviation(name.text)
            refs = shipped.abbreviations.get(short, "") if short else shipped.names.get(key(name.text), "")
            for ref in refs.split("|") if refs and not name.shared else ():
                id = ref.split(";")[1]
                if id != entry.id and shipped.entities[id].split("\t")[1] == entry.kind:
                    raise KnowledgeError(entry.where, f"{name.text!r} is also a name of {id}",
                                         "mark it {name: ..., shared: true} if both have it")


def _merged(shipped: Tables, own: Tables, facts: Facts) -> Tables:
    tables = deepcopy(shipped)
    tables.entities.update(own.entities)
    for simple in ("demonyms", "same", "titles", "post_sectors", "sources", "status", "cameo"):
        getattr(tables, simple).update(getattr(own, simple))
    for first, length in own.firsts.items():
        tables.firsts[first] = max(length, tables.firsts.get(first, 0))
    for group, separator in ((REFERENCES, "|"), (IDS, " "), (LINES, "\n")):
        for name in group:
            _union(getattr(tables, name), getattr(own, name), separator)
    for state, lines in own.capitals.items():
        tables.capitals[state] = lines
    tables.several, tables.beside = own.several, own.beside
    tables.prominent = sorted({*shipped.prominent, *own.prominent})
    _replace_tenures(tables, own)
    _replace_members(tables, own)
    return tables


def _union(table: dict[str, str], own: dict[str, str], separator: str) -> None:
    for id, items in own.items():
        both = [*table[id].split(separator), *items.split(separator)] if id in table else items.split(separator)
        table[id] = separator.join(dict.fromkeys(both))


def _replace_tenures(tables: Tables, own: Tables) -> None:
    theirs = {tuple(row.split("\t")[1:4:2]) for row in own.tenures}
    rows = [row for row in tables.tenures if tuple(row.split("\t")[1:4:2]) not in theirs]
    tables.tenures, tables.tenures_of, tables.posts_of = [], {}, {}
    for row in [*rows, *own.tenures]:
        add_tenure(tables, tenure_of(row))


def _replace_members(tables: Tables, own: Tables) -> None:
    for organization, lines in own.members.items():
        theirs = {line.split("\t")[1] for line in lines.split("\n")}
        kept = [line for line in tables.members.get(organization, "").split("\n")
                if line and line.split("\t")[1] not in theirs]
        tables.members[organization] = "\n".join([*kept, lines])
    tables.memberships = {}
    index_members(tables)
