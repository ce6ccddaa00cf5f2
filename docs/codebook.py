"""Writes docs/codebook.md from languages/en/codebook.yaml and the lexicon.

    python -m docs.codebook            write the page
    python -m docs.codebook --check    exit 1 where the page is not what would be written
    python -m docs.codebook --counts   how many predicates and classes the lexicon has, by type
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from communique.analysis.lexicon import Entry, load
from communique.languages.codebook import TypeEntry, codebook

PAGE = Path(__file__).parent / "codebook.md"
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
INTRODUCTION = """# Codebook

What each type, mode and context of an event means. Types, modes and contexts are PLOVER's (version 0.8); the words are
ours. An event takes the type of what is *done*: an agreement to send aid is an AGREE until the aid is sent. A mode is
given where the words say so, a context wherever they show it; an event may have several contexts.

This page is made from `src/communique/languages/en/codebook.yaml` by `python -m docs.codebook`; the patterns that find
the events stand in `src/communique/languages/en/frames/`.
"""


def page() -> str:
    """The page in Markdown."""
    book = codebook()
    parts = [INTRODUCTION, "## Types\n"]
    parts += [_type(name, entry) for name, entry in book.types.items()]
    parts.append("## Contexts\n\n| context | speaks of | words that show it |\n|---|---|---|")
    rows = (f"| {name} | {entry.means} | {', '.join(entry.words)} |" for name, entry in sorted(book.contexts.items()))
    return "\n".join([*parts, *rows]) + "\n"


def _type(name: str, entry: TypeEntry) -> str:
    lines = [f"### {name}\n", f"{entry.means} *Not:* {entry.excludes[0].lower()}{entry.excludes[1:]}\n"]
    lines.append(f"Class {entry.quad}, {QUADS[entry.quad]}. Cues: {', '.join(_cues(name))}.\n")
    lines += [f"- {example}" for example in entry.examples]
    if entry.modes:
        lines.append("\n| mode | means | example |\n|---|---|---|")
        lines += [f"| {mode} | {row.means} | {row.example} |" for mode, row in entry.modes.items()]
    return "\n".join(lines) + "\n"


def _cues(kind: str) -> list[str]:
    """The verbs of their own meaning that show a type in most entries, at most twelve."""
    heads: Counter[str] = Counter()
    for entry in _of(kind):
        verbs = (head for p in entry.patterns if p.kind == "verb" for head in p.heads)
        heads.update(set(verbs) - load().grammar.light)
    return sorted(sorted(heads, key=lambda head: (-heads[head], head))[:12])


def _of(kind: str) -> Iterator[Entry]:
    return (entry for entry in load().entries if entry.event and entry.event["type"] == kind)


def counts() -> str:
    """How many entries, patterns and words evoke each type, and how many classes they share."""
    lines = []
    for kind in codebook().types:
        patterns = [pattern for entry in _of(kind) for pattern in entry.patterns]
        words = {head for pattern in patterns for head in pattern.heads}
        lines.append(f"{kind:10} entries {len(list(_of(kind))):3}  predicates {len(patterns):4}  words {len(words):4}")
    every = [pattern for entry in load().entries for pattern in entry.patterns]
    words = {(pattern.kind, head) for pattern in every for head in pattern.heads}
    lines.append(f"all: entries {len(load().entries)}, predicates {len(every)}, words {len(words)}, ")
    return "\n".join(lines).rstrip(", ") + f", classes {len(load().classes)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where the page is out of date")
    parser.add_argument("--counts", action="store_true", help="print how broad the lexicon is")
    arguments = parser.parse_args()
    if arguments.counts:
        print(counts())
    elif not arguments.check:
        PAGE.write_text(page(), encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != page():
        sys.exit(f"{PAGE.name} is out of date: run python -m docs.codebook")


if __name__ == "__main__":
    main()
