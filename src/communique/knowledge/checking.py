"""What knowledge must not say: two people in one post on a day, an end before its start, one name for two things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from communique.errors import KnowledgeError
from communique.knowledge.entities import Membership, Tenure
from communique.knowledge.reading import Entry, Facts, Name
from communique.knowledge.spelling import abbreviation, key


def check(facts: Facts) -> None:
    """Raise KnowledgeError for the first clashes found, each with its file and entry."""
    clashes = [*_backwards(facts), *_two_in_one_post(facts), *_unknown_ids(facts), *_one_name_for_two(facts.entries),
               *_unknown_posts(facts)]
    if clashes:
        more = f"; and {len(clashes) - 5} more" if len(clashes) > 5 else ""
        raise KnowledgeError("knowledge", "\n  ".join(["clashes:", *clashes[:5]]) + more, "mend the files named")


def _backwards(facts: Facts) -> Iterator[str]:
    rows: list[Membership | Tenure] = [*facts.memberships, *facts.tenures]
    for row in rows:
        if row.end is not None and row.start is not None and row.end < row.start:
            yield f"{facts.whence[row]}: ends ({row.end}) before it begins ({row.start})"


def _two_in_one_post(facts: Facts) -> Iterator[str]:
    by_post: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for tenure in facts.tenures:
        if tenure.held != "disputed" and not facts.titles.get(tenure.post, {}).get("several"):
            by_post[tenure.of, tenure.post].append(tenure)
    for rows in by_post.values():
        rows.sort(key=lambda t: (t.start or "", t.end or "9999"))
        for earlier, later in pairwise(rows):
            if earlier.person != later.person and (earlier.end is None or (later.start or "") < earlier.end):
                yield (f"{facts.whence[later]}: holds it from {later.start} while {facts.whence[earlier]} does"
                       f" until {earlier.end}")


def _unknown_ids(facts: Facts) -> Iterator[str]:
    known = {entry.id for entry in facts.entries} | set(facts.people)
    for row in facts.memberships:
        for id in sorted({row.member, row.organization} - known):
            yield f"{facts.whence[row]}: {id} is not known"
    for tenure in facts.tenures:
        if tenure.of not in known:
            yield f"{facts.whence[tenure]}: {tenure.of} is not known"
    for entry in facts.entries:
        if entry.home and entry.home not in known:
            yield f"{entry.where}: its home {entry.home} is not known"
    for designation in facts.designations:
        if designation.by not in known:
            yield f"{designation.subject}: designated by {designation.by}, which is not known"


def _unknown_posts(facts: Facts) -> Iterator[str]:
    for tenure in facts.tenures:
        if tenure.post not in facts.titles:
            yield f"{facts.whence[tenure]}: {tenure.post} is no post that titles.yaml names"


def _one_name_for_two(entries: Iterable[Entry]) -> Iterator[str]:
    """Things of one kind with one name on one day; organs may share names, and so may names marked `shared`."""
    seen: dict[tuple[str, str], list[tuple[Entry, Name]]] = defaultdict(list)
    for entry in entries:
        if entry.kind == "organ":
            continue
        for name in entry.names:
            owners = seen[entry.kind, abbreviation(name.text) or key(name.text)]
            for other, theirs in owners:
                apart = (name.end and name.end <= theirs.start) or (theirs.end and theirs.end <= name.start)
                if other.id != entry.id and not (apart or name.shared or theirs.shared):
                    yield f"{entry.where}: {name.text!r} is also a name of {other.where}"
            owners.append((entry, name))


