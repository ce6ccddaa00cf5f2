"""The command line, `communique`: one module a family of commands, nothing heavy imported before it is needed."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs one command. Exit status: 0 all done, 1 something could not be read or found, 2 wrong command line."""
    from communique.cli import reading, keeping, asking, serving, deciding, answering, showcase  # noqa: F401, I001  in the order of the help
    from communique.cli.application import app
    from communique.errors import CommuniqueError

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(prog_name="communique")
    except CommuniqueError as error:
        print(f"communique: {error}", file=sys.stderr)
        sys.exit(1)
