"""A person's decisions over what was merged: logged, and taken back by `undo`."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.application import StorePath, app

ClaimId = Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, or that of any claim merged into it.")]


@app.command()
def merge(claim: ClaimId, other: ClaimId, store: StorePath = None) -> None:
    """Decide that two claims are one.

    \b
    Example:
      communique merge 3f0c1d2e4b5a6978 81a2b3c4d5e6f708
    """
    from communique.archive import Record

    with Record.open(store) as record:
        print(f"one claim now: {record.merge(claim, other).id}")


@app.command()
def split(claim: ClaimId, store: StorePath = None) -> None:
    """Decide that a merged claim is several.

    \b
    Example:
      communique split 3f0c1d2e4b5a6978
    """
    from communique.archive import Record

    with Record.open(store) as record:
        parts = record.split(claim)
        print(f"{len(parts)} claims now: {', '.join(part.id for part in parts)}")


@app.command()
def undo(store: StorePath = None) -> None:
    """Take back the last decision still in force.

    \b
    Example:
      communique undo
    """
    from communique.archive import Record

    with Record.open(store) as record:
        taken = record.undo()
    if taken is None:
        print("nothing to undo")
    else:
        claims = taken.get("claims") or dict.fromkeys(ident for pair in taken["pairs"] for ident in pair)
        print(f"taken back: {taken['act']} of {' and '.join(claims)}")
