"""Commands that keep reports in the record, take them out and write the record for other programs."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from communique.cli.application import KnowledgeFolder, Published, Sources, StorePath, app
from communique.cli.printing import with_progress
from communique.cli.reading import good_reports

#: What became of an added report, in words.
OUTCOMES = {"new": "added", "changed": "kept as a new version", "known": "already there"}


@app.command()
def add(
    sources: Sources, published: Published = None, store: StorePath = None, knowledge: KnowledgeFolder = None
) -> None:
    """Read reports into the record; the same one twice is kept once.

    \b
    Example:
      communique add reports/ --published 2021-09-17
    """
    from communique.archive import Addition, Record

    failures, outcomes = list[str](), Counter[str]()
    with Record.open(store, knowledge=knowledge) as record:
        for done in record.adding(good_reports(sources, published, failures)):
            if isinstance(done, Addition):
                outcomes[done.put] += 1
        told = ", ".join(f"{outcomes[put]} {words}" for put, words in OUTCOMES.items() if outcomes[put])
        print(f"{told or 'nothing added'}; record: {record.path}")
    if failures:
        raise typer.Exit(1)


@app.command()
def remove(
    report: Annotated[str, typer.Argument(help="The report's name, or the end of it.")], store: StorePath = None
) -> None:
    """Take one report out of the record, with all that it claims.

    \b
    Example:
      communique remove story.txt
    """
    from communique.archive import Record

    with Record.open(store) as record:
        record.remove(report)
        print(f"{report} removed; record: {record.path}")


@app.command()
def reread(store: StorePath = None, knowledge: KnowledgeFolder = None) -> None:
    """Read every report again with the present model and rules.

    What people decided by merge and split is kept.

    \b
    Example:
      communique reread --knowledge my-knowledge/
    """
    from communique.archive import Record

    with Record.open(store, knowledge=knowledge) as record:
        total = len(record.reports())
        claims = sum(done.claims for done in with_progress(record.reread(), total=total, label="Reading again"))
        print(f"{total} read again, {claims} claims; record: {record.path}")


@app.command()
def export(
    format: Annotated[str, typer.Option("--format", help="jsonl, or another format the package can write.")],
    out: Annotated[Path | None, typer.Option("--out", metavar="PATH", help="A file, not standard output.")] = None,
    store: StorePath = None,
) -> None:
    """Write the whole record in a format of other programs.

    \b
    Example:
      communique export --format jsonl --out claims.jsonl
    """
    from communique.archive import Record
    from communique.errors import StoreError

    with Record.open(store) as record:
        if format not in record.exports:
            raise typer.BadParameter(f"{format!r} is no format: choose {', '.join(record.exports)}")
        pieces = record.export(format)
        if out is None:
            for piece in pieces:
                sys.stdout.write(piece.decode("utf-8"))
            return
        try:
            with out.open("wb") as file:
                file.writelines(pieces)
        except OSError as error:
            cause = f"cannot be written: {error.strerror}"
            raise StoreError(str(out), cause, "name another file with --out") from error
