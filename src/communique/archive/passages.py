"""Passages of a text around words, where no index has them: of texts that a newsroom has changed since."""

from __future__ import annotations

from communique.record.wording import WORD, fold, stem_of

#: Words shown around the first that is found.
AROUND = 12


def passage(text: str, words: str) -> str:
    """The passage around the first of these words, each marked « », where the text has them all; else ""."""
    sought = {_root(word) for word in WORD.findall(words)}
    found = list(WORD.finditer(text))
    hits = [number for number, match in enumerate(found) if _root(match[0]) in sought]
    if not sought or {_root(found[number][0]) for number in hits} != sought:
        return ""
    first, last = max(0, hits[0] - AROUND), min(len(found), hits[0] + AROUND + 1)
    marked = set(hits)
    parts, at = list[str](), found[first].start()
    for number in range(first, last):
        match = found[number]
        parts += [text[at : match.start()], f"«{match[0]}»" if number in marked else match[0]]
        at = match.end()
    return f"{'…' if first else ''}{''.join(parts)}{'…' if last < len(found) else ''}"


def _root(word: str) -> str:
    """What two forms of a word share."""
    return stem_of(word) or fold(word)
