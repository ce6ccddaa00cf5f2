"""The drawn islands (timeline, network, map): scripts that Vite builds into the wheel, found by its manifest.

Without Node at build time there are none; the pages then say so in one line and show their tables, which hold the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: Where the build puts scripts, styles and Vite's manifest.
BUILT = Path(__file__).parent / "built"

MISSING = "The drawing is not part of this installation: it was built without Node. The table below holds the same."


@dataclass(frozen=True, slots=True)
class Bundle:
    """Addresses of the built scripts and styles; both empty where nothing was built."""

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.scripts)


def bundle(folder: Path = BUILT) -> Bundle:
    """What Vite's manifest names as entries: https://vite.dev/guide/backend-integration."""
    for name in ("manifest.json", ".vite/manifest.json"):
        if (folder / name).is_file():
            chunks: Mapping[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
            entries = [chunk for chunk in chunks.values() if chunk.get("isEntry")]
            styles = [style for chunk in entries for style in chunk.get("css", ())]
            return Bundle(
                tuple(f"/built/{chunk['file']}" for chunk in entries), tuple(f"/built/{style}" for style in styles)
            )
    return Bundle()
