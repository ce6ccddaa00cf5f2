"""Commands that answer from knowledge or from single texts: `who`, `explain`, `resolve`, `code`, `quotes`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from communique.cli.application import AsJson, AsOf, KnowledgeFolder, Published, app
from communique.cli.lines import Reader, answer_lines
from communique.cli.printing import print_json
from communique.dates import day_of

LineFile = Annotated[str, typer.Argument(metavar="[FILE]", help="A file of JSON lines; - is standard input.")]



def _answer(file: str, read: Reader, *fields: str) -> None:
    if not answer_lines(file, read, fields=fields or ("text",)):
        raise typer.Exit(1)


@app.command()
def who(
    name: Annotated[str, typer.Argument(help="A state, organisation, organ, person, place, medium or group.")],
    as_of: AsOf = None,
    as_json: AsJson = False,
    knowledge: KnowledgeFolder = None,
) -> None:
    """What the shipped knowledge says of a name, on any day.

    \b
    Example:
      communique who SCO --as-of 2021-09-17
    """
    from communique.cli.telling import tell_who
    from communique.knowledge import Knowledge
    from communique.knowledge import who as ask

    answer = ask(Knowledge.load(knowledge), name, as_of)
    if as_json:
        print_json(answer)
    else:
        tell_who(answer)


@app.command()
def explain(
    sentence: Annotated[str, typer.Argument(help="A sentence, or a short text.")],
    published: Published = None,
    as_json: AsJson = False,
    knowledge: KnowledgeFolder = None,
) -> None:
    """Which rule or head read what from which words of a sentence.

    \b
    Example:
      communique explain "Norway pledged 10 million dollars to Chad on Friday."
    """
    from communique.cli.explaining import explanation, print_explanation
    from communique.document import Report
    from communique.pipeline import Pipeline

    pipeline = Pipeline(knowledge=knowledge)
    found = explanation(pipeline, Report("sentence", sentence, published=published))
    if as_json:
        print_json(found)
    else:
        print_explanation(found)


@app.command()
def resolve(file: LineFile = "-", knowledge: KnowledgeFolder = None) -> None:
    """Actors for names and descriptions, as JSON lines.

    A line in: {"id", "text", "date"?, "context"?}.

    \b
    Example:
      echo '{"id": 1, "text": "the Tajik president", "date": "2021-09-17"}' | communique resolve
    """
    from communique.analysis.resolving import resolve_phrase
    from communique.knowledge import Knowledge

    known = Knowledge.load(knowledge)

    def read(row: dict[str, Any]) -> dict[str, Any]:
        actor = resolve_phrase(row["text"], known, day_of(row.get("date")), str(row.get("context") or ""))
        return {"id": row.get("id"), "actor": actor.to_dict() if actor else None}

    _answer(file, read)


@app.command()
def code(file: LineFile = "-", knowledge: KnowledgeFolder = None) -> None:
    """PLOVER and CAMEO events of texts, as JSON lines.

    A line in: {"id", "text" or "event_text", "date"?}.

    \b
    Example:
      echo '{"id": 1, "text": "France imposed sanctions on Mali."}' | communique code
    """
    from communique.answers.code import code_row
    from communique.pipeline import Pipeline

    analyse = Pipeline(knowledge=knowledge).analyse
    _answer(file, lambda row: code_row(row, analyse), "text", "event_text")


@app.command()
def quotes(file: LineFile = "-", knowledge: KnowledgeFolder = None) -> None:
    """Reported speech with exact spans, as JSON lines.

    A line in: {"id", "text", "date"?}.

    \b
    Example:
      echo '{"id": 1, "text": "\\"We will stay,\\" the envoy said."}' | communique quotes
    """
    from communique.answers.quotes import quotes_row
    from communique.pipeline import Pipeline

    analyse = Pipeline(knowledge=knowledge).analyse
    _answer(file, lambda row: quotes_row(row, analyse))
