"""The knowledge as it is asked: names, posts and memberships as of a day, out of the compiled tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import cast

from communique.actors import Actor
from communique.knowledge.entities import ROLES, Designation, Entity, Membership, Tenure
from communique.knowledge.spelling import SHORTEST_TITLE_CASE, abbreviation, key, loose, pieces, plain
from communique.knowledge.tables import Tables, entity_of, lines, load, membership_of, references, tenure_of

#: The word behind a name, and whom it means.
Found = tuple[int, tuple[Entity, ...]]

#: A surname shorter than this is only ever matched as written, never by a variant spelling.
SHORTEST_VARIANT = 5

#: What may stand between the words of one name.
INSIDE_NAMES = frozenset("-–'’.,/")

#: Answers on people kept for when a report repeats their names.
MOST_REMEMBERED = 10_000

#: The role that stands beside another: who is suspended stays a member.
SUSPENDED = "suspended"

#: The posts whose holder is "the leader", "the chief", "the head" of what it belongs to.
LEADING = {"head-of-state", "head-of-government", "secretary-general", "commission-president", "group-leader"}


class Knowledge:
    """States, organisations, organs, people, places, media and groups, looked up as of a day.

    A day of None means "whenever": every holder, member or name there ever was, the latest first.
    Answers depend on nothing but the tables; tuples are ordered by kind (state, organization, organ, person,
    group, medium, place), current before former, then by id.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._entities: dict[str, Entity | None] = {}
        self._tenures: dict[int, Tenure] = {}
        self._ranks: dict[str, int] = {}
        self._on_day: dict[tuple[str, str], Entity] = {}
        self._asked: dict[tuple[str, date | None], tuple[Entity, ...]] = {}

    def __reduce__(self) -> tuple[type[Knowledge], tuple[Tables]]:
        return Knowledge, (self._tables,)

    @classmethod
    def load(cls, extra: Path | None = None) -> Knowledge:
        """The shipped knowledge, with a user's own folder of YAML files laid over it.

        Raises KnowledgeError, naming file and entry, where the folder contradicts itself or cannot be read.
        """
        tables = load()
        if extra is not None:
            from communique.knowledge.overlay import lay_over

            tables = lay_over(tables, extra)
        return cls(tables)

    # entities and names

    def entity(self, id: str) -> Entity | None:
        """The entity with this id."""
        if id not in self._entities:
            row = self._tables.entities.get(id)
            self._entities[id] = entity_of(id, row) if row else None
        return self._entities[id]

    def status(self, id: str) -> str | None:
        """What is said, without a verdict, of the standing of a disputed or dependent territory."""
        return self._tables.status.get(id)

    def cameo(self, entity: Entity) -> str | None:
        """The code in CAMEO's country list, which differs from ISO 3166 for few ("KSV" for Kosovo)."""
        return self._tables.cameo.get(entity.id, entity.code)

    def home(self, id: str) -> Entity | None:
        """What a thing belongs to: an organ's organisation, the country of a place, medium or group."""
        row = self._tables.entities.get(id)
        home = row.split("\t")[4] if row else ""
        return self.entity(home) if home else None

    def named(self, text: str, on: date | None = None) -> tuple[Entity, ...]:
        """Whom a name, alias, abbreviation or variant spelling means on that day; () for an unknown name.

        Case, accents, hyphens, a leading "the" and British or American spelling make no difference, but an
        abbreviation in capitals is tried as such first ("WHO"). Seats of power ("Kremlin") give their state,
        with sector GOV. Organs whose name several organisations share all come back. Surnames alone do not
        count: see `person`.
        """
        day = on.isoformat() if on else None
        short = abbreviation(text)
        refs = self._tables.abbreviations.get(short or text, "")
        if not refs:
            wanted = key(text)
            refs = self._tables.names.get(wanted, "") or self._tables.abbreviations.get(wanted.upper(), "")
        found = self._valid(refs, day)
        if not found and " " in text.strip():
            found = self._variants(text, day)
        return found

    def longest(self, words: Sequence[str], first: int, on: date | None = None) -> Found | None:
        """The longest known name beginning at word `first`, words as written, as (word behind it, entities).

        Names must be written like names: "turkey" and "who" are none, "Turkey" and "WHO" are. People are found
        by full names only. Unlike `named`, a name out of use on that day still names its thing where nothing
        else has it: reports go on saying "Swaziland".
        """
        start = pieces(words[first])
        if not start:
            return None
        room = self._tables.firsts.get(start[0], 0)
        day = on.isoformat() if on else None
        best: Found | None = None
        grown, upper = "", False
        for last in range(first, min(len(words), first + 16)) if room else ():
            word = words[last]
            if not (parts := pieces(word)):
                if word in INSIDE_NAMES:
                    continue
                break
            grown += "".join(parts)
            if len(grown) > room:
                break
            upper = upper or word[:1].isupper()
            if refs := self._tables.names.get(grown):
                the = first > 0 and words[first - 1].lower() == "the" and not _capital(words, last + 1)
                found = self._valid(refs, day, upper=upper, the=the) or self._valid(refs, None, upper=upper, the=the)
                best = (last + 1, found) if found else best
        return best or self._abbreviated(words, first, day)

    def _abbreviated(self, words: Sequence[str], first: int, day: str | None) -> Found | None:
        for last in range(min(first + 3, len(words)), first, -1):  # "OPEC +", "C5 + 1", "D - 8"
            written = "".join(words[first:last])
            if last > first + 1 and not (written[-1] == "+" or written[-1].isdigit()):
                continue
            short = abbreviation(written)
            if short is None and last == first + 1:
                title_case = len(written) >= SHORTEST_TITLE_CASE and written.istitle()
                short = written.upper() if title_case else written
            refs = self._tables.abbreviations.get(short or "", "")
            if refs and (found := self._valid(refs, day)):
                return last, found
        return None

    def person(self, text: str, on: date | None = None) -> tuple[Entity, ...]:
        """People a full name or a surname may mean, variant romanisations too; who holds a post on that day first.

        With a day, people who left their last post long before (or came to their first long after) still come
        back, behind the present ones: a report may speak of a former president.
        """
        if (text, on) not in self._asked:
            if len(self._asked) >= MOST_REMEMBERED:
                self._asked.clear()
            self._asked[text, on] = self._person(text, on)
        return self._asked[text, on]

    def _person(self, text: str, on: date | None) -> tuple[Entity, ...]:
        day = on.isoformat() if on else None
        found = [e for e in self.named(text, on) if e.kind == "person"]
        if not found:
            found = self._people(self._tables.surnames.get(key(text), ""), day)
        if not found and len(text) >= SHORTEST_VARIANT:
            found = self._people(self._tables.variants.get(loose(text, self._tables.same), ""), day)
        if day is None or len(found) < 2:
            return tuple(found)
        return tuple(sorted(found, key=lambda person: self._distance(person.id, day)))

    def demonym(self, word: str) -> Entity | None:
        """The state of an adjective or demonym as written: "Tajik", "Afghans", "South Korean"; never in lower case."""
        if not word[:1].isupper():
            return None
        id = self._tables.demonyms.get(plain(word))
        return self.entity(id) if id else None

    def metonym(self, text: str) -> Entity | None:
        """The state whose seat of power this names ("Kremlin", "White House"), else None."""
        refs = self._tables.names.get(key(text), "")
        return next((e for ref in references(refs) if "m" in ref[0] for e in [self._seat(ref[1])] if e), None)

    def nearest(self, text: str) -> tuple[str, ...]:
        """The known names most like an unknown one, best first, at most five."""
        from rapidfuzz import fuzz, process

        names = {id: row.split("\t", 1)[0] for id, row in self._tables.entities.items()}
        hits = process.extract(text, names, scorer=fuzz.WRatio, limit=12, score_cutoff=60)
        return tuple(dict.fromkeys(hit[0] for hit in hits))[:5]

    # places

    def capital(self, state: str, on: date | None = None) -> Entity | None:
        """The capital of a state on that day."""
        day = on.isoformat() if on else "9999"
        for place, start, end in self._capitals(state):
            if start <= day and (not end or day < end):
                return self.entity(place)
        return None

    def capital_of(self, place: str, on: date | None = None) -> Entity | None:
        """The state whose capital or seat of government this place (id or name) is on that day."""
        ids = [place] if place.startswith("place/") else [e.id for e in self.named(place, on) if e.kind == "place"]
        day = on.isoformat() if on else None
        for id in ids:
            for state in self._tables.capital_of.get(id, "").split():
                if any(p == id and (day is None or (start <= day and (not end or day < end)))
                       for p, start, end in self._capitals(state)):
                    return self.entity(state)
        return None

    # posts

    def post_key(self, words: str) -> str | None:
        """The key of a post as written: "minister of foreign affairs", "top diplomat" → "foreign-minister"."""
        return self._tables.titles.get(key(words))

    def post_sector(self, post: str) -> str | None:
        """The PLOVER sector of whoever holds such a post: foreign-minister → GOV."""
        return self._tables.post_sectors.get(post)

    def holders(self, post: str, of: str, on: date | None = None) -> tuple[Entity, ...]:
        """Who holds a post of a state, organisation or organ on that day; `post` a key or the title as written.

        The title as written is more exact: "president" of Iran is the head of government, "president" of
        Germany the head of state. A state without a separate head of government is answered by its head of state,
        an organisation without the post by its organs ("president" of the EU: of its Council and Commission).
        """
        rows = [t for t in self._posts(post, of) if on is None or t.on(on.isoformat())]
        rows = rows or [t for organ in self.organs(of) for t in self._posts(post, organ.id)
                        if on is None or t.on(on.isoformat())]
        rows.sort(key=lambda t: (t.held == "disputed", _reversed(t.start)))
        people = dict.fromkeys(row.person for row in rows)
        return tuple(e for id in people if (e := self._as_of(id, on.isoformat() if on else None)))

    def tenures(self, person: str, on: date | None = None) -> tuple[Tenure, ...]:
        """The posts of a person, the latest first."""
        rows = self._tenure_rows(self._tables.tenures_of.get(person, ""))
        return tuple(sorted((t for t in rows if on is None or t.on(on.isoformat())), key=_latest_first))

    def posts(self, of: str, on: date | None = None) -> tuple[Tenure, ...]:
        """Who holds or held the posts of a state, organisation or organ, in order of post and day."""
        rows = self._tenure_rows(self._tables.posts_of.get(of, ""))
        return tuple(t for t in rows if on is None or t.on(on.isoformat()))

    def several(self, post: str) -> bool:
        """Whether several people may hold a post at once: a state has one foreign minister and many ambassadors."""
        return post in self._tables.several

    # where it comes from, and when it ends

    def source(self, key: str) -> str:
        """What the key of a source stands for; the key itself where nothing is said of it."""
        return self._tables.sources.get(key, key)

    @cached_property
    def until(self) -> date:
        """The last day on which a source confirms any of it: what changed later is not known here."""
        days = (row.split("\t")[6] for row in self._tables.tenures)
        return date.fromisoformat(max((day for day in days if len(day) == 10), default="0001-01-01"))

    # belonging

    def members(self, organization: str, on: date | None = None) -> tuple[Membership, ...]:
        """Who belongs to an organisation and as what; on a day one row a member, its highest role.

        A suspended member is still one: see `suspended`.
        """
        return _highest(self._membership_rows(organization), on, by_member=True)

    def suspended(self, organization: str, on: date | None = None) -> tuple[Membership, ...]:
        """Whose membership of an organisation is suspended on that day (or ever was)."""
        rows = (row for row in self._membership_rows(organization) if row.role == SUSPENDED)
        return tuple(sorted((r for r in rows if on is None or r.on(on.isoformat())), key=lambda r: r.member))

    def memberships(self, id: str, on: date | None = None) -> tuple[Membership, ...]:
        """The organisations something belongs to; on a day one row an organisation."""
        organizations = self._tables.memberships.get(id, "").split()
        told = (line for org in organizations for line in lines(self._tables.members[org]) if id in line)
        rows = map(membership_of, told)
        return _highest((row for row in rows if row.member == id), on, by_member=False)

    def organs(self, organization: str) -> tuple[Entity, ...]:
        """The organs of an organisation, in the order its file gives them."""
        return tuple(e for id in self._tables.organs.get(organization, "").split() if (e := self.entity(id)))

    def designations(self, group: str, on: date | None = None) -> tuple[Designation, ...]:
        """Who designates a group as what."""
        rows = (Designation(*_blanks(line.split("\t"))) for line in lines(self._tables.designations.get(group, "")))
        return tuple(d for d in rows if on is None or d.on(on.isoformat()))

    # actors

    def actor(self, entity: Entity, text: str) -> Actor:
        """The entity as an actor written so."""
        return Actor(name=entity.name, text=text, id=entity.id, code=entity.code, sector=entity.sector)

    # inside

    def _valid(self, refs: str, day: str | None, *, upper: bool = True, the: bool = True) -> tuple[Entity, ...]:
        found: dict[str, Entity] = {}
        for flags, id, start, end in references(refs):
            if day is not None and (day < start or (end and day >= end)):
                continue
            if ("l" not in flags and not upper) or ("t" in flags and not the):
                continue
            entity = self._seat(id) if "m" in flags else self._as_of(id, day)
            if entity:
                found.setdefault(id, entity)
        return tuple(found.values())

    def _as_of(self, id: str, day: str | None) -> Entity | None:
        """The entity; a person with the code and sector of the post held on that day, or of the one before."""
        entity = self.entity(id)
        if entity is None or entity.kind != "person" or day is None:
            return entity
        if (id, day) not in self._on_day:
            self._on_day[id, day] = self._in_post(entity, day)
        return self._on_day[id, day]

    def _in_post(self, person: Entity, day: str) -> Entity:
        rows = [t for t in self.tenures(person.id) if t.post not in self._tables.beside and (t.start or "") <= day]
        post = min((t for t in rows if t.on(day)), key=lambda t: self._rank(t.post), default=rows[0] if rows else None)
        of = self.entity(post.of) if post else None
        if post is None or of is None:
            return person
        return replace(person, code=of.code, sector=self.post_sector(post.post))

    def _seat(self, state: str) -> Entity | None:
        entity = self.entity(state)
        return replace(entity, sector="GOV") if entity else None

    def _variants(self, text: str, day: str | None) -> tuple[Entity, ...]:
        return self._valid(self._tables.variants.get(loose(text, self._tables.same), ""), day)

    def _people(self, refs: str, day: str | None) -> list[Entity]:
        return list(self._valid(refs, day))

    def _distance(self, person: str, day: str) -> tuple[int, int, str, str]:
        """How near a person is to holding a post on a day: in one (the higher first), out of one lately, not yet."""
        rows = self.tenures(person)
        now = [self._rank(t.post) for t in rows if t.on(day)]
        if now:
            return 0, -1 if person in self._tables.prominent else min(now), "", person
        before = [t.end for t in rows if t.end and t.end <= day]
        if before:
            return 1, 0, _reversed(max(before)), person
        return 2, 0, min((t.start or "" for t in rows), default=""), person

    def _rank(self, post: str) -> int:
        """Posts rank as titles.yaml lists them."""
        return self._ranks.setdefault(post, list(self._tables.post_sectors).index(post))

    def _capitals(self, state: str) -> Iterator[tuple[str, str, str]]:
        for line in lines(self._tables.capitals.get(state, "")):
            place, start, end = line.split("\t")
            yield place, start, end

    def _posts(self, post: str, of: str) -> list[Tenure]:
        rows = self.posts(of)
        titled = [t for t in rows if t.title and key(post) in map(key, t.title.split(";"))]
        if titled:
            return titled
        wanted = post if post in self._tables.post_sectors else self.post_key(post)
        found = [t for t in rows if t.post == wanted]
        if not found and wanted == "head-of-government":
            found = [t for t in rows if t.post == "head-of-state"]
        if not found and wanted == "leader":
            found = [t for t in rows if t.post in LEADING]
        return found

    def _membership_rows(self, organization: str) -> Iterator[Membership]:
        return map(membership_of, lines(self._tables.members.get(organization, "")))

    def _tenure_rows(self, numbers: str) -> list[Tenure]:
        return [self._tenure(int(number)) for number in numbers.split()]

    def _tenure(self, number: int) -> Tenure:
        if number not in self._tenures:
            self._tenures[number] = tenure_of(self._tables.tenures[number])
        return self._tenures[number]


def _capital(words: Sequence[str], place: int) -> bool:
    """Whether a word begins with a capital: "the National Assembly" is no newspaper."""
    return place < len(words) and words[place][:1].isupper()


def _blanks(fields: Iterable[str]) -> Iterator[str]:
    return cast(Iterator[str], (field or None for field in fields))


def _highest(rows: Iterable[Membership], on: date | None, *, by_member: bool) -> tuple[Membership, ...]:
    def who(row: Membership) -> str:
        return row.member if by_member else row.organization

    if on is None:
        return tuple(sorted(rows, key=lambda row: (who(row), row.start or "", ROLES.index(row.role))))
    best: dict[str, Membership] = {}
    for row in sorted((r for r in rows if r.on(on.isoformat())), key=lambda r: ROLES.index(r.role)):
        best.setdefault(who(row), row)
    return tuple(best[id] for id in sorted(best))


def _latest_first(tenure: Tenure) -> tuple[str, str, str]:
    return _reversed(tenure.start), tenure.of, tenure.post


def _reversed(day: str | None) -> str:
    """A text that sorts later days first."""
    return "".join(chr(0x69 - ord(c)) if c.isdigit() else c for c in day or "")


