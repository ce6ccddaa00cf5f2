"""Actors of phrases by themselves: country or organisation code, sector, and both, against PLOVER's gold records.

Usage: python benchmarks/actors.py [--half even|odd|all] [--misses]

Only the half of the records whose text's SHA-256 begins with an even digit may be read; the other is scored unseen.
Each gold phrase is resolved with its record's text as context and without its (placeholder) date. Sectors are compared
by their first three letters where the gold gives one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from communique.analysis.resolving import resolve_phrase
from communique.knowledge import Knowledge

SHARED = Path(os.environ.get("COMMUNIQUE_SHARED", "../shared"))

#: Codes the gold writes otherwise than ISO 3166; PLOVER 0.8 has codes of their own for the UN and the EU.
SAME = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM", "UNO": "IGO", "EUR": "IGO", "IMG": "IGO"}


def records(half: str) -> Iterator[dict[str, Any]]:
    """The gold records of one half, or all."""
    path = SHARED / "data" / "eval" / "plover_gsr.dev.jsonl"
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        even = int(hashlib.sha256(row["text"].encode()).hexdigest()[0], 16) % 2 == 0
        if half == "all" or even == (half == "even"):
            yield row


def same(gold: str | None, ours: str | None) -> bool:
    left, right = (gold or "").upper()[:3], (ours or "").upper()[:3]
    return SAME.get(left, left) == SAME.get(right, right)


def measure(half: str, knowledge: Knowledge, *, misses: bool = False) -> dict[str, float]:
    """Shares right of the phrases that have a gold code, a gold sector, and of all for both together."""
    right = {"code": [0, 0], "sector": [0, 0], "both": [0, 0]}
    for row in records(half):
        for gold in row["actors"] + row["recipients"]:
            actor = resolve_phrase(gold["text"], knowledge, context=row["text"])
            sector = gold["sector"] if gold["sector"] != "***" else None
            code_right = same(gold["code"], actor.code if actor else None)
            sector_right = not sector or same(sector, actor.sector if actor else None)
            right["code"][0] += code_right and bool(gold["code"])
            right["code"][1] += bool(gold["code"])
            right["sector"][0] += sector_right and bool(sector)
            right["sector"][1] += bool(sector)
            right["both"][0] += code_right and sector_right
            right["both"][1] += 1
            if misses and half == "even" and not (code_right and sector_right):
                print(f"  {gold['text']!r}: wanted {gold['code']} {sector}, got {actor}")
    return {name: good / max(total, 1) for name, (good, total) in right.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("even", "odd", "all"), default="all")
    parser.add_argument("--misses", action="store_true", help="print what is wrong in the half that may be read")
    options = parser.parse_args()
    scores = measure(options.half, Knowledge.load(), misses=options.misses)
    print("  ".join(f"{name} {share:.3f}" for name, share in scores.items()))


if __name__ == "__main__":
    main()
