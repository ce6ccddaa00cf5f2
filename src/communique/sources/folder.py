"""Folders: the text and HTML files below one, in an order that does not depend on the disk."""

from __future__ import annotations

import os
from pathlib import Path

from communique.errors import SourceError

#: What a report in a folder is called; other files there are passed over.
ENDINGS = (".txt", ".text", ".md", ".html", ".htm", ".xhtml")


def texts_below(folder: Path) -> tuple[list[Path], list[SourceError]]:
    """The reports below a folder, sorted by path, and the folders in it that cannot be listed.

    Hidden files and links to folders are passed over. Raises `SourceError` where there is nothing at all.
    """
    found, refused = list[Path](), list[SourceError]()
    for parent, folders, names in os.walk(folder, onerror=lambda error: refused.append(_refusal(error))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent) / name for name in names if name.lower().endswith(ENDINGS) and name[0] != "."]
    if not found and not refused:
        raise SourceError(str(folder), "holds no texts", f"put files ending in {', '.join(ENDINGS[:4])} there")
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix()), refused


def _refusal(error: OSError) -> SourceError:
    return SourceError(str(error.filename), f"cannot be listed: {error.strerror}", "check the folder's permissions")
