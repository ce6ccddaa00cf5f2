"""Scores `communique code` on PLOVER's gold records from raw text, on the half that may be read and the locked half.

Usage: python benchmarks/events.py [--errors]

A record belongs to a half by a hash of its text. Errors are shown of the first half only; the locked half is
scored and never shown.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from communique.answers.code import code_row
from communique.pipeline import Pipeline

Row = dict[str, Any]
HALVES = ("read", "locked")


def half(text: str) -> str:
    """The half a text belongs to: the same for every record of one text, whatever its spacing."""
    digest = hashlib.sha256(re.sub(r"\W+", " ", text).strip().lower().encode()).hexdigest()
    return HALVES[int(digest, 16) % 2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--errors", action="store_true", help="show the wrong ones of the half that may be read")
    arguments = parser.parse_args()
    folder = Path(os.environ.get("COMMUNIQUE_SHARED", "../shared")) / "data" / "eval"
    gold = [json.loads(line) for line in (folder / "plover_gsr.dev.jsonl").read_text(encoding="utf-8").splitlines()]
    pipeline = Pipeline()
    coded = [code_row({"id": row["id"], "text": row["text"]}, pipeline.analyse) for row in gold]
    for name in HALVES:
        chosen = [(g, c) for g, c in zip(gold, coded, strict=True) if half(g["text"]) == name]
        print(f"{name} half\n{score(folder / 'score_events.py', chosen)}")
        if arguments.errors and name == "read":
            show_errors(chosen)


def score(script: Path, rows: list[tuple[Row, Row]]) -> str:
    """What the shared scorer prints."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / "gold.jsonl", Path(folder) / "coded.jsonl"]
        for path, side in zip(paths, zip(*rows, strict=True), strict=True):
            path.write_text("\n".join(map(json.dumps, side)), encoding="utf-8")
        command = [sys.executable, str(script), *map(str, paths)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def show_errors(rows: list[tuple[Row, Row]]) -> None:
    for gold, coded in rows:
        found = [(e["type"], e["cue"]) for e in coded["events"]]
        if not found or found[0][0] != gold["event_v08"]:
            print(gold["event_v08"], "|", gold["text"], "|", found)


if __name__ == "__main__":
    main()
