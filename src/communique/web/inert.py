"""Foreign text made inert: characters that are not seen, or that turn other text about, are shown by their names."""

from __future__ import annotations

import re
import unicodedata

#: Control characters but tab and line ends, marks of direction, and characters of no width that can hide words.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def inert(text: str) -> str:
    """The text with each unseen character told as its number: "a\\u202eb" becomes "a[U+202E]b"."""
    return UNSEEN.sub(_named, text) if not text.isascii() or UNSEEN.search(text) else text


def _named(match: re.Match[str]) -> str:
    return f"[U+{ord(match[0]):04X}]"


def describe_unseen(text: str) -> dict[str, str]:
    """Which unseen characters a text holds, by number with their Unicode names."""
    found = sorted(set(UNSEEN.findall(text)))
    return {f"U+{ord(char):04X}": unicodedata.name(char, "control character").lower() for char in found}
