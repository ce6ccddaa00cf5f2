"""From what the YAML files say to the flat tables that are loaded and asked."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import product
from pathlib import Path

from communique.errors import KnowledgeError
from communique.knowledge.checking import check
from communique.knowledge.entities import KINDS, Tenure
from communique.knowledge.reading import Entry, Facts, Name, read_folder
from communique.knowledge.spelling import abbreviation, as_written, key, loose, pieces, plain
from communique.knowledge.tables import Tables, read, write

#: Words that belong to the surname behind them ("bin Salman", "von der Leyen").
PARTICLES = {"van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "do", "la", "le", "bin", "ben", "al",
             "el", "ould", "abdel", "abdul", "abu", "san"}
#: What stands behind a name and is no part of it: "Felipe VI", "Marcos Jr."
BEHIND_A_NAME = re.compile(r"[IVX]+|[JS]r\.?")
#: Where the family name comes first, and where English texts use either end.
FAMILY_FIRST = {"state/cn", "state/kr", "state/kp", "state/tw"}
EITHER_END = {f"state/{code}" for code in ("vn", "kh", "sg", "mm", "la", "th", "my", "id", "et")}
#: An organ goes by its organisation's first names only ("CSTO Council", not with every alias).
NAMES_BEFORE_ORGANS = 4


def compiled_afresh(sources: Path, compiled: Path) -> Tables:
    """The tables of a folder, compiled and kept at `compiled` unless what is kept there is of the same files."""
    stamp = stamp_of(sources)
    if compiled.is_file():
        try:
            tables = read(compiled)
        except KnowledgeError:
            tables = Tables()
        if tables.stamp == stamp:
            return tables
    tables = compile_folder(sources)
    tables.stamp = stamp
    with suppress(OSError):  # a source tree that cannot be written to is compiled each time
        write(tables, compiled)
    return tables


def stamp_of(folder: Path) -> str:
    """A digest of the folder's files as they stand: names, sizes, times."""
    digest = hashlib.blake2b(digest_size=12)
    for path in sorted([*folder.rglob("*.yaml"), *Path(__file__).parent.glob("*.py")]):
        status = path.stat()
        digest.update(f"{path.name}:{status.st_size}:{status.st_mtime_ns};".encode())
    return digest.hexdigest()


def compile_folder(folder: Path) -> Tables:
    """The tables of a folder of YAML files. Raises KnowledgeError where the files contradict themselves."""
    facts = read_folder(folder)
    check(facts)
    return tabulate(facts)


def tabulate(facts: Facts, known: Iterable[Entry] = ()) -> Tables:
    """Flat tables of checked facts; `known` are entries that stand already and that the facts may add to."""
    tables = Tables(sources=dict(sorted(facts.sources.items())), status=facts.status, cameo=facts.cameo)
    for variants in facts.same:
        tables.same |= {plain(variant): plain(variants[0]) for variant in variants}
    for post, title in facts.titles.items():
        tables.post_sectors[post] = title.get("sector", "GOV")
        tables.titles |= {key(name): post for name in title["names"]}
    tables.several = sorted(post for post, title in facts.titles.items() if title.get("several"))
    tables.prominent = sorted(entry.id for entry in facts.entries if entry.prominent)
    tables.beside = sorted(post for post, title in facts.titles.items() if title.get("beside"))
    entries = _merged([*known, *facts.entries])
    entries += _people(facts, {entry.id for entry in entries})
    last_post = _last_posts(facts)
    by_id = {entry.id: entry for entry in entries}
    for entry in entries:
        code, sector = _code_and_sector(entry, last_post.get(entry.id), by_id, tables)
        tables.entities[entry.id] = "\t".join((_shown(entry, by_id), entry.kind, code, sector, entry.home))
        if entry.kind == "organ":
            _append(tables.organs, entry.home, entry.id, " ")
    _tabulate_names(entries, by_id, last_post, tables)
    _tabulate_facts(facts, tables)
    return tables


def _merged(entries: Iterable[Entry]) -> list[Entry]:
    """One entry an id: a second one only adds names."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if known := found.get(entry.id):
            names = (*known.names, *(name for name in entry.names if name not in known.names))
            entry = Entry(known.where, known.id, known.kind, names, known.code or entry.code,
                          known.sector or entry.sector, known.home or entry.home, known.surname or entry.surname,
                          (*known.adjectives, *entry.adjectives), (*known.metonyms, *entry.metonyms))
        found[entry.id] = entry
    return list(found.values())


def _people(facts: Facts, known: set[str]) -> Iterator[Entry]:
    """The people whom only the lists of holders name."""
    for id, name in facts.people.items():
        if id not in known:
            yield Entry("posts", id, "person", (Name(name),))


def _last_posts(facts: Facts) -> dict[str, Tenure]:
    """Each person's latest post, which says whose they are; one held beside another (chairing a bloc) does not."""

    def weight(tenure: Tenure) -> tuple[bool, str]:
        return not facts.titles.get(tenure.post, {}).get("beside"), tenure.start or ""

    last: dict[str, Tenure] = {}
    for tenure in facts.tenures:
        if tenure.person not in last or weight(tenure) >= weight(last[tenure.person]):
            last[tenure.person] = tenure
    return last


def _code_and_sector(
    entry: Entry, post: Tenure | None, by_id: Mapping[str, Entry], tables: Tables
) -> tuple[str, str]:
    code, sector = entry.code, entry.sector
    if not code and (home := by_id.get(entry.home)):
        code = home.code
    if post:
        sector = sector or tables.post_sectors[post.post]
        code = code or by_id[post.of].code
    if entry.kind == "medium":
        sector = sector or "JRN"
    return code, sector


def _shown(entry: Entry, by_id: Mapping[str, Entry]) -> str:
    first = entry.names[0]
    if first.bare:
        return first.text
    return f"{by_id[entry.home].names[0].text} {first.text}"


# names


def _tabulate_names(
    entries: Iterable[Entry], by_id: Mapping[str, Entry], last_post: Mapping[str, Tenure], tables: Tables
) -> None:
    names: dict[str, dict[str, None]] = defaultdict(dict)
    shorts: dict[str, dict[str, None]] = defaultdict(dict)
    surnames: dict[str, dict[str, None]] = defaultdict(dict)
    variants: dict[str, dict[str, None]] = defaultdict(dict)
    for entry in sorted(entries, key=lambda e: (KINDS.index(e.kind), not e.id.startswith("org/un/"), e.id)):
        for name in _written(entry, by_id):
            reference = f"{_flags(entry, name)};{entry.id};{name.start};{name.end}"
            short = abbreviation(name.text) or (name.text if as_written(name.text) else None)
            (shorts[short] if short else names[key(name.text)])[reference] = None
            _note_first(name.text, tables)
        for metonym in entry.metonyms:
            names[key(metonym)][f"m;{entry.id};;"] = None
            _note_first(metonym, tables)
        for word in entry.adjectives:
            for form in _forms(word):
                tables.demonyms.setdefault(plain(form), entry.id)
        if entry.kind == "person":
            _index_person(entry, last_post.get(entry.id), tables, surnames, variants)
    for table, found in ((tables.names, names), (tables.abbreviations, shorts), (tables.surnames, surnames),
                         (tables.variants, variants)):
        table.update({text: "|".join(references) for text, references in sorted(found.items())})


def _flags(entry: Entry, name: Name) -> str:
    flags = "" if any(c.isupper() for c in name.text) or not name.text.isascii() else "l"
    return flags + ("t" if entry.kind == "medium" and name.text.startswith("The ") else "")


def _note_first(text: str, tables: Tables) -> None:
    words = [piece for word in text.split() for piece in pieces(word)]
    words = words[1:] if len(words) > 1 and words[0] == "the" else words
    if not words:
        return
    # a tokenizer may cut "People's" in two
    cut = plain(text.split("'")[0].removeprefix("The "))
    for first in (words[0], cut) if cut and words[0].startswith(cut) else (words[0],):
        tables.firsts[first] = max(tables.firsts.get(first, 0), len("".join(words)))


def _written(entry: Entry, by_id: Mapping[str, Entry]) -> Iterator[Name]:
    """The names an entry goes by; an organ also with its organisation before or behind it."""
    if entry.kind == "person":
        yield from _full_names(entry)
        return
    yield from (name for name in entry.names if name.bare)
    if entry.kind != "organ":
        return
    owners = [name.text for name in by_id[entry.home].names[:NAMES_BEFORE_ORGANS]]
    for name, owner in product(entry.names, owners):
        if f" {plain(owner)} " in f" {plain(name.text)} ":
            continue  # "ASEAN Summit"
        for text in (f"{owner} {name.text}", f"{owner}'s {name.text}", f"{name.text} of {owner}",
                     f"{name.text} of the {owner}"):
            yield Name(text, name.start, name.end)


def _full_names(entry: Entry) -> Iterator[Name]:
    """The names as written, and without middle names ("William J. Burns")."""
    for name in entry.names:
        yield name
        words = name.text.split()
        if len(words) == 3 and words[1].lower().split("-")[0] not in PARTICLES and len(words[1].rstrip(".")) == 1:
            yield Name(f"{words[0]} {words[2]}", name.start, name.end)


def _forms(word: str) -> Iterator[str]:
    """A demonym and its plural: Afghan, Afghans; but Japanese, Swiss, Dutch as they are."""
    yield word
    if not word.lower().endswith(("s", "sh", "ch", "ese", "z", "men", "women", "x")):
        yield word + "s"


def _index_person(
    entry: Entry, post: Tenure | None, tables: Tables, surnames: dict[str, dict[str, None]],
    variants: dict[str, dict[str, None]],
) -> None:
    reference = f";{entry.id};;"
    for name in entry.names:
        state = post.of if post else entry.home
        for surname in _forms_of_surname(entry.surname) if entry.surname else _surnames(name.text, state):
            surnames[key(surname)][reference] = None
            variants[loose(surname, tables.same)][reference] = None
        variants[loose(name.text, tables.same)][reference] = None


def _forms_of_surname(surname: str) -> list[str]:
    """A surname and, if it is a double one with a hyphen, its last part."""
    return [surname, surname.split("-")[-1]] if "-" in surname else [surname]


def _surnames(name: str, state: str) -> Iterator[str]:
    words = [word for word in name.split() if not BEHIND_A_NAME.fullmatch(word)]
    if len(words) == 1:
        yield words[0]
        return
    if state in FAMILY_FIRST | EITHER_END:
        yield words[0]
    if state in FAMILY_FIRST:
        return
    yield words[-1]
    if "-" in words[-1] and words[-1].split("-")[0].lower() in PARTICLES:
        yield words[-1].split("-", 1)[1]
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in PARTICLES:
        first -= 1
    if first < len(words) - 1:
        yield " ".join(words[first:])
    elif len(words) > 2:
        yield " ".join(words[-2:])  # "López Obrador", "Rasmussen" after a middle name


# facts


def _tabulate_facts(facts: Facts, tables: Tables) -> None:
    for tenure in sorted(facts.tenures, key=lambda t: (t.of, t.post, t.start or "", t.person)):
        add_tenure(tables, tenure)
    for row in facts.memberships:
        _append(tables.members, row.organization, _line(row.organization, row.member, row.role, row.start, row.end,
                                                        row.source), "\n")
    index_members(tables)
    for state, place, start, end in facts.capitals:
        _append(tables.capitals, state, _line(place, start, end), "\n")
        if state not in tables.capital_of.get(place, "").split():
            _append(tables.capital_of, place, state, " ")
    for d in facts.designations:
        _append(tables.designations, d.subject, _line(d.subject, d.by, d.label, d.start, d.end, d.source), "\n")


def index_members(tables: Tables) -> None:
    """Fill, from the organisations' members, which organisations each member is in."""
    for organization, lines in tables.members.items():
        for member in dict.fromkeys(line.split("\t")[1] for line in lines.split("\n")):
            _append(tables.memberships, member, organization, " ")


def add_tenure(tables: Tables, tenure: Tenure) -> None:
    """Put one tenure's row into the tables."""
    number = str(len(tables.tenures))
    tables.tenures.append(_line(tenure.person, tenure.post, tenure.title, tenure.of, tenure.start, tenure.end,
                                tenure.confirmed_until, tenure.held, tenure.source))
    _append(tables.tenures_of, tenure.person, number, " ")
    _append(tables.posts_of, tenure.of, number, " ")


def _line(*fields: str | None) -> str:
    return "\t".join(field or "" for field in fields)


def _append(table: dict[str, str], id: str, item: str, separator: str) -> None:
    table[id] = f"{table[id]}{separator}{item}" if id in table else item
