"""Under which name a report is kept: two files of one name are two reports, unless one is a later text of the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, count
from pathlib import PurePath

from communique.document import Report
from communique.record.copying import COPIED, contained, shingles
from communique.record.wording import fold
from communique.store import Store

#: What standard input is called: no two texts of it are one because of that.
UNNAMED = "-"


def filed(report: Report, store: Store) -> Report:
    """The report under the name by which the store keeps it, or is to: its own, with its folders where that is taken.

    The name always ends with the file's. What was read from a place before keeps its name; it is a new version there
    where source and address do not say that it is another story.
    """
    at = store.name_at(report.place) if report.place else None
    for name in chain([at] if at else [], _names(report)):
        named = replace(report, name=name)
        kept = store.report(name)
        if kept is None or store.holds(named) or one_story(kept.report, report):
            return named
    raise AssertionError("names do not end")


def _names(report: Report) -> Iterator[str]:
    """Names that end with the report's own, each longer than the one before."""
    yield report.name
    parts = PurePath(report.place.replace("\\", "/")).parts if report.place else ()
    for start in range(len(parts) - 1, -1, -1):
        longer = PurePath(*parts[start:]).as_posix()
        if len(longer) > len(report.name) and longer.endswith(f"/{report.name}"):
            yield longer
    yield from (f"{number}/{report.name}" for number in count(2))


def one_story(kept: Report, new: Report) -> bool:
    """Whether a report is another text of the one kept under its name, not another story of that name."""
    if kept.url and new.url:
        return kept.url == new.url
    if kept.source and new.source and fold(kept.source) != fold(new.source):
        return False
    if kept.place and kept.place == new.place:
        return True
    if not kept.place and not new.place and new.name != UNNAMED:
        return True  # whoever gives reports by name says by it which they are
    agree = bool(kept.source and new.source) or not (kept.place and new.place)
    return agree and contained(shingles(kept.text), shingles(new.text)) >= COPIED
