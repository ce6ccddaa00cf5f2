"""Measures what `benchmarks/floors.toml` holds, and fails where a score has fallen below its floor.

    python benchmarks/floors.py [--shared ../shared]

Uses the installed `communique` command, the other benchmarks, and the scorers and gold of the shared data.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
COMMAND = Path(sysconfig.get_path("scripts")) / "communique"


def output(*command: str | Path) -> str:
    """What a command prints; its errors pass through, and a status that is not 0 ends the run."""
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False, cwd=HERE.parent
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def seeds(shared: Path) -> str:
    """What the scorer prints of the seed reports' claims; it refuses broken offsets itself."""
    with tempfile.TemporaryDirectory() as folder:
        claims = Path(folder) / "claims.jsonl"
        claims.write_text(output(COMMAND, "read", shared / "seeds", "--format", "jsonl"), encoding="utf-8")
        gold = shared / "gold"
        return output(sys.executable, gold / "score_claims.py", gold / "seeds.claims.jsonl", claims, shared / "seeds")


def throughput() -> str:
    """The last line of `benchmarks/throughput.py` over the demo's reports."""
    home = output(sys.executable, "-c", "import communique, pathlib; print(pathlib.Path(communique.__file__).parent)")
    return output(sys.executable, HERE / "throughput.py", Path(home.strip()) / "demo").splitlines()[-1]


def start() -> str:
    """Processor seconds of `communique --help`, the best of five."""
    spent = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        output(COMMAND, "--help")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return f"{min(spent):.3f}"


@cache
def printed(run: str, shared: Path) -> str:
    """What a benchmark prints, each run once."""
    if run == "seeds":
        return seeds(shared)
    if run in {"throughput", "start"}:
        return throughput() if run == "throughput" else start()
    return output(sys.executable, "-m", *run.split())


def measured(row: dict[str, Any], shared: Path) -> float:
    """The figure a row's pattern finds in what its benchmark prints."""
    text = printed(row["run"], shared)
    found = re.search(row["find"], text)
    if not found:
        raise SystemExit(f"{row['run']} prints nothing like {row['find']!r}:\n{text}")
    return float(found[1].replace(",", ""))


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--shared", type=Path, default=Path(os.environ.get("COMMUNIQUE_SHARED", "../shared")))
    shared = arguments.parse_args().shared.resolve()
    if not (shared / "gold").is_dir():
        print(f"shared data not found at {shared}: set COMMUNIQUE_SHARED to its folder", file=sys.stderr)
        return 1
    os.environ["COMMUNIQUE_SHARED"] = str(shared)
    failed = False
    for row in tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))["floor"]:
        found, rising = measured(row, shared), "least" in row
        bound = row["least"] if rising else row["most"]
        kept = found >= bound if rising else found <= bound
        failed |= not kept
        print(f"{'kept' if kept else 'FELL':5} {row['name']}: {found:g} ({'floor' if rising else 'at most'} {bound:g})")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
