"""The application every command registers with, and the options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Reads news reports about diplomacy and keeps a dated record in which every line leads to the words it came"
    " from. Begin with: communique demo",
    add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _tell_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"communique {version('communique')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="The version, and no more.", callback=_tell_version, is_eager=True)
    ] = False,
) -> None:
    """What goes before a command."""


def day(text: str) -> date:
    """A day on the command line, as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day: write it as 2021-09-17") from None


Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCE...", help="Text or HTML files, folders, or - for standard input.")
]
Published = Annotated[
    date | None,
    typer.Option("--published", parser=day, metavar="DATE", help="The day the reports appeared, before their own."),
]
KnowledgeFolder = Annotated[
    Path | None,
    typer.Option("--knowledge", metavar="DIR", help="Your own knowledge files, laid over the shipped ones."),
]
StorePath = Annotated[
    Path | None,
    typer.Option(
        "--store", metavar="PATH", envvar="COMMUNIQUE_STORE", help="The record's file [default: in your data folder]."
    ),
]
AsOf = Annotated[
    date | None, typer.Option("--as-of", parser=day, metavar="DATE", help="Only what holds on that day.")
]
KnownBy = Annotated[
    date | None, typer.Option("--known-by", parser=day, metavar="DATE", help="Only what was reported by that day.")
]
AsJson = Annotated[bool, typer.Option("--json", help="The answer as JSON.")]
