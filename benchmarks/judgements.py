"""Draw claims at random for people to judge, and print the share they found right.

    python benchmarks/judgements.py draw FOLDER [--reports 10] [--claims 50] [--seed 7]
    python benchmarks/judgements.py share benchmarks/verdicts/SHEET.csv [SECOND_READER.csv]

A sheet holds claim ids and verdicts, never the texts: `claim,report,kind,right,reason`. A claim is right when its
kind, its roles, its status and its quotation are what a careful reader of the report would write. With a second
reader's sheet the agreement of the two is printed as well (raw, and Cohen's kappa).
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections.abc import Iterator
from pathlib import Path

from communique.claims import Claim
from communique.pipeline import Pipeline
from communique.sources import open_sources


def draw(folder: Path, *, reports: int, claims: int, seed: int) -> Iterator[tuple[str, Claim]]:
    """That many claims out of that many reports of a folder, with the report's text; the same seed, the same draw."""
    choice = random.Random(seed)
    paths = choice.sample(sorted(folder.glob("*.txt")), reports)
    pipeline, pool = Pipeline(), list[tuple[str, Claim]]()
    for report in open_sources([str(path) for path in sorted(paths)]):
        if isinstance(report, Exception):
            raise report
        pool += [(report.text, claim) for claim in pipeline.atoms(report)]
    return iter(choice.sample(pool, claims))


def show(number: int, text: str, claim: Claim) -> None:
    """Print one claim for judging: what it says, and its words with what stands around them."""
    row = claim.to_dict()
    said = {k: v for k, v in row.items() if v not in (None, [], "") and k not in {"evidence", "id", "confidence"}}
    print(f"\n[{number}] {claim.id} {claim.evidence[0].report} ({claim.confidence:.2f})")
    print("    " + json.dumps(_short(said), ensure_ascii=False))
    for piece in claim.evidence:
        around = text[max(0, piece.start - 300) : piece.start], text[piece.end : piece.end + 200]
        print(f"    … {around[0]}>>>{piece.quote}<<<{around[1]} …".replace("\n", " "))


def _short(value: object) -> object:
    if isinstance(value, dict) and "text" in value:
        extra = "".join(f" {key}={value[key]}" for key in ("via", "part") if value.get(key))
        return f"{value.get('name', value.get('edtf'))} <{value.get('id')}> “{value['text']}”{extra}"
    if isinstance(value, dict):
        return {key: _short(item) for key, item in value.items()}
    return [_short(item) for item in value] if isinstance(value, list) else value


def share(first: Path, second: Path | None) -> None:
    """Print the share found right by kind and over all, and how far a second reader agrees."""
    rows = {row["claim"]: row for row in csv.DictReader(first.open(encoding="utf-8"))}
    for kind in sorted({row["kind"] for row in rows.values()}):
        verdicts = [row["right"] == "1" for row in rows.values() if row["kind"] == kind]
        print(f"{kind:12} {sum(verdicts)}/{len(verdicts)}")
    right = [row["right"] == "1" for row in rows.values()]
    print(f"right {sum(right)}/{len(right)} = {sum(right) / len(right):.3f}")
    if second:
        others = {row["claim"]: row["right"] == "1" for row in csv.DictReader(second.open(encoding="utf-8"))}
        pairs = [(rows[key]["right"] == "1", others[key]) for key in rows if key in others]
        same = sum(a == b for a, b in pairs) / len(pairs)
        a, b = (sum(pair[i] for pair in pairs) / len(pairs) for i in (0, 1))
        chance = a * b + (1 - a) * (1 - b)
        print(f"second reader: right {b:.3f}, agreement {same:.3f}, kappa {(same - chance) / (1 - chance or 1):.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("folder", type=Path)
    for name, value in (("reports", 10), ("claims", 50), ("seed", 7)):
        drawing.add_argument(f"--{name}", type=int, default=value)
    sharing = commands.add_parser("share")
    sharing.add_argument("first", type=Path)
    sharing.add_argument("second", type=Path, nargs="?")
    args = parser.parse_args()
    if args.command == "share":
        share(args.first, args.second)
        return
    drawn = draw(args.folder, reports=args.reports, claims=args.claims, seed=args.seed)
    for number, (text, claim) in enumerate(drawn, 1):
        show(number, text, claim)


if __name__ == "__main__":
    main()
