"""Questions to the record, each for people or as JSON, as of a day and as known by a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli.application import AsJson, AsOf, KnownBy, StorePath, app
from communique.cli.printing import print_json

if TYPE_CHECKING:
    from communique.archive import Record

#: The most lines of a section that a brief or a portrait shows.
Limit = Annotated[int, typer.Option("--limit", min=1, help="Most lines a heading shows.")]


def ask(store: Path | None, question: Callable[[Record], Any], show: Callable[[Any], None], *, as_json: bool) -> None:
    """Puts a question to the record and prints the answer."""
    from communique.archive import Record

    with Record.open(store) as record:
        answer = question(record)
    if as_json:
        print_json(_plain(answer))
    else:
        show(answer)


def _plain(answer: Any) -> Any:
    if isinstance(answer, Iterable) and not isinstance(answer, (str, dict)):
        return [_plain(item) for item in answer]
    return answer.to_dict() if hasattr(answer, "to_dict") else answer


@app.command()
def brief(
    store: StorePath = None, as_of: AsOf = None, known_by: KnownBy = None, as_json: AsJson = False, limit: Limit = 8
) -> None:
    """What is new, by theme, with the newsrooms that tell it.

    \b
    Example:
      communique brief --known-by 2021-09-17
    """
    from communique.cli.showing import show_brief

    ask(store, lambda record: record.brief(as_of=as_of, known_by=known_by, limit=limit), show_brief, as_json=as_json)


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="A state, organisation, person or group in the record.")],
    store: StorePath = None, as_of: AsOf = None, known_by: KnownBy = None, as_json: AsJson = False, limit: Limit = 12,
) -> None:
    """All the record holds of one actor.

    \b
    Example:
      communique show Tajikistan --as-of 2021-09-17
    """
    from communique.cli.showing import show_portrait

    ask(
        store, lambda record: record.show(name, as_of=as_of, known_by=known_by, limit=limit), show_portrait,
        as_json=as_json,
    )


@app.command()
def meetings(
    store: StorePath = None, as_of: AsOf = None, known_by: KnownBy = None, as_json: AsJson = False
) -> None:
    """Who met whom, where, when and in which form.

    \b
    Example:
      communique meetings --as-of 2021-09-30
    """
    from communique.cli.showing import show_lines

    ask(store, lambda record: record.meetings(as_of=as_of, known_by=known_by), show_lines, as_json=as_json)


@app.command()
def commitments(
    store: StorePath = None, as_of: AsOf = None, known_by: KnownBy = None, as_json: AsJson = False
) -> None:
    """Who promised what to whom, on which condition, by when.

    \b
    Example:
      communique commitments --json
    """
    from communique.cli.showing import show_lines

    ask(store, lambda record: record.commitments(as_of=as_of, known_by=known_by), show_lines, as_json=as_json)


@app.command()
def positions(
    store: StorePath = None, as_of: AsOf = None, known_by: KnownBy = None, as_json: AsJson = False
) -> None:
    """Who stands where on which issue, since when, as told by whom.

    \b
    Example:
      communique positions --known-by 2021-12-31
    """
    from communique.cli.differing import show_positions

    ask(store, lambda record: record.positions(as_of=as_of, known_by=known_by), show_positions, as_json=as_json)


@app.command()
def conflicts(
    store: StorePath = None, as_of: AsOf = None, known_by: KnownBy = None, as_json: AsJson = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most shown of one sort: dates, numbers, …")] = 200,
) -> None:
    """Where reports contradict each other, or the shipped knowledge, side by side.

    \b
    Example:
      communique conflicts
    """
    from communique.cli.differing import show_conflicts

    ask(
        store, lambda record: record.conflicts(as_of=as_of, known_by=known_by, limit=limit),
        partial(show_conflicts, limit=limit), as_json=as_json,
    )


@app.command()
def compare(
    newsroom: Annotated[str, typer.Argument(help="A newsroom, as the reports' metadata name it.")],
    other: Annotated[str, typer.Argument(help="Another newsroom.")],
    store: StorePath = None, as_of: AsOf = None, known_by: KnownBy = None, as_json: AsJson = False,
) -> None:
    """What two newsrooms both tell, what only one of them, and in which words.

    \b
    Example:
      communique compare "Volga News Agency" "Atlantic Press Service"
    """
    from communique.cli.differing import show_comparison

    ask(
        store, lambda record: record.compare(newsroom, other, as_of=as_of, known_by=known_by), show_comparison,
        as_json=as_json,
    )


@app.command()
def timeline(
    store: StorePath = None, as_of: AsOf = None, known_by: KnownBy = None, as_json: AsJson = False
) -> None:
    """All that is dated, in order.

    \b
    Example:
      communique timeline --as-of 2022-12-31
    """
    from communique.cli.showing import show_lines

    ask(store, lambda record: record.timeline(as_of=as_of, known_by=known_by), show_lines, as_json=as_json)


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="Words that all stand in a claim or a report.")],
    store: StorePath = None, as_of: AsOf = None, known_by: KnownBy = None, as_json: AsJson = False,
) -> None:
    """Claims and passages of reports with these words.

    \b
    Example:
      communique search humanitarian aid
    """
    from communique.cli.showing import show_found

    sought = " ".join(words)
    ask(store, lambda record: record.search(sought, as_of=as_of, known_by=known_by), show_found, as_json=as_json)


@app.command()
def why(
    claim: Annotated[str, typer.Argument(help="A claim's id, or that of any claim merged into it.")],
    store: StorePath = None, as_of: AsOf = None, known_by: KnownBy = None, as_json: AsJson = False,
) -> None:
    """The words behind a claim, their speaker, relays and rule.

    \b
    Example:
      communique why 3f0c1d2e4b5a6978
    """
    from communique.cli.showing import show_reasons

    ask(store, lambda record: record.why(claim, as_of=as_of, known_by=known_by), show_reasons, as_json=as_json)
