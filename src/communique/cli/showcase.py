"""`communique demo`: the bundled reports, read into a record that is thrown away, and what to try next."""

from __future__ import annotations

import sys
from pathlib import Path

from communique.cli.application import app
from communique.cli.printing import with_progress

#: What to try after the demo, with what it shows.
NEXT = (
    ("read REPORT.txt", "what one report of your own claims"),
    ("add REPORTS/", "keep reports; then ask: brief, show NAME, why CLAIM"),
    ('explain "France pledged aid to Mali."', "which rule read what from which words"),
    ("who CSTO --as-of 2021-09-16", "what is known of a name on a day"),
    ("--help", "all commands"),
)


@app.command()
def demo() -> None:
    """Read the bundled reports, print their brief, keep nothing.

    Fourteen reports of three invented newsrooms, on Dushanbe in September 2021 and what followed.

    \b
    Example:
      communique demo
    """
    from tempfile import TemporaryDirectory

    from communique.archive import Record
    from communique.cli.showing import show_brief
    from communique.demo import reports

    bundled = list(reports())
    with TemporaryDirectory(prefix="communique-") as folder, Record.open(Path(folder) / "demo.db") as record:
        for _ in with_progress(record.adding(bundled), total=len(bundled), label="Reading the demo's reports"):
            pass
        show_brief(record.brief())
    print("\nEach line above leads to the words of a report. Try next:")
    for words, shows in NEXT:
        print(f"  {_command()} {words:40}{shows}")


def _command() -> str:
    """How this program was called, so that the next line can be copied."""
    called = Path(sys.argv[0])
    return sys.argv[0] if called.name == "communique" and called.parent != Path() else "communique"
