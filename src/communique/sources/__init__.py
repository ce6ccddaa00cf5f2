"""Where reports come from: text files, HTML files, folders and standard input, read one report at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from communique.document import Report
from communique.errors import SourceError
from communique.sources.file import read_bytes, read_stream, report_of
from communique.sources.folder import texts_below

#: Sources of a later version, told from how they are named.
LATER = {"http://": "a web address", "https://": "a web address", "feed:": "a feed", "ftp://": "a web address"}
LATER_ENDINGS = {(".warc", ".warc.gz", ".wacz"): "a web archive", (".rss", ".atom"): "a feed"}


@dataclass(frozen=True, slots=True)
class Listed:
    """One report that is there to be read, and the name it gets."""

    path: str | Path
    name: str | None = None


def list_sources(sources: Iterable[str | Path]) -> list[Listed | SourceError]:
    """What the sources hold, unread: a folder's texts in order of their paths, everything else as it is named."""
    found: list[Listed | SourceError] = []
    for source in sources:
        try:
            found += _listed(source)
        except SourceError as error:
            found.append(error)
    return _told_apart(found)


def open_listed(
    listed: Iterable[Listed | SourceError], *, published: date | None = None
) -> Iterator[Report | SourceError]:
    """The report of each, in order; what cannot be read stands in its place as the reason."""
    for item in listed:
        if isinstance(item, SourceError):
            yield item
            continue
        try:
            yield open_source(item.path, name=item.name, published=published)
        except SourceError as error:
            yield error


def open_sources(sources: Iterable[str | Path], *, published: date | None = None) -> Iterator[Report | SourceError]:
    """Every report of every source, in order; what cannot be read stands in its place as the reason.

    A folder gives the texts below it in order of their paths. `published` overrides each report's own date.
    """
    return open_listed(list_sources(sources), published=published)


def open_source(source: str | Path, *, name: str | None = None, published: date | None = None) -> Report:
    """The one report of a file or of standard input ("-"), named `name` or after the file.

    Raises `SourceError` where it cannot be read, or is no English text.
    """
    _refuse_later(str(source))
    if str(source) == "-":
        return report_of(read_stream(sys.stdin.buffer), "-", subject="standard input", published=published)
    path = Path(source)
    report = report_of(read_bytes(path), _writable(name or path.name), subject=str(path), published=published)
    return replace(report, place=_writable(os.path.abspath(path)))


def _told_apart(found: list[Listed | SourceError]) -> list[Listed | SourceError]:
    """Files of one name in several places get their whole path as a name, so that evidence leads to one of them."""
    places: dict[str, set[str]] = {}
    for item in found:
        if isinstance(item, Listed):
            places.setdefault(_name(item), set()).add(os.path.abspath(item.path))
    return [
        Listed(item.path, Path(item.path).as_posix())
        if isinstance(item, Listed) and len(places[_name(item)]) > 1 else item
        for item in found
    ]


def _name(item: Listed) -> str:
    return item.name or Path(item.path).name


def _writable(name: str) -> str:
    """A file's name as text that can be written, also where the disk's bytes are no UTF-8."""
    return os.fsencode(name).decode("utf-8", "replace")


def _listed(source: str | Path) -> list[Listed | SourceError]:
    _refuse_later(str(source))
    if str(source) == "-" or not Path(source).is_dir():
        return [Listed(source)]
    paths, refused = texts_below(Path(source))
    return [*(Listed(path, path.relative_to(source).as_posix()) for path in paths), *refused]


def _refuse_later(source: str) -> None:
    for start, kind in LATER.items():
        if source.lower().startswith(start):
            raise SourceError(source, f"is {kind}, which comes in a later version", "save the page and give the file")
    for endings, kind in LATER_ENDINGS.items():
        if source.lower().endswith(endings):
            raise SourceError(source, f"is {kind}, which comes in a later version", "extract its pages as files")
