"""Commands that read reports and keep nothing: `read`, and `demo` over the bundled reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.application import KnowledgeFolder, Published, Sources, app
from communique.cli.printing import complain, print_line, with_progress

if TYPE_CHECKING:
    from datetime import date

    from communique.claims import Claim
    from communique.document import Report


class ClaimFormat(StrEnum):
    """How claims are printed: for people, or one JSON object a line."""

    text = "text"
    jsonl = "jsonl"


Format = Annotated[ClaimFormat, typer.Option("--format", help="For people, or one claim a line as JSON.")]


@app.command()
def read(
    sources: Sources,
    published: Published = None,
    format: Format = ClaimFormat.text,
    knowledge: KnowledgeFolder = None,
) -> None:
    """Read reports and print what they claim; nothing is kept.

    \b
    Example:
      communique read report.txt reports/ --format jsonl > claims.jsonl
    """
    from communique.pipeline import Pipeline

    pipeline, failures = Pipeline(knowledge=knowledge), list[str]()
    for report in good_reports(sources, published, failures):
        claims = pipeline.atoms(report)
        if format is ClaimFormat.jsonl:
            for claim in claims:
                print_line(claim.to_dict())
        else:
            print_claims(report, claims)
    if failures:
        raise typer.Exit(1)


def good_reports(sources: list[str], published: date | None, failures: list[str]) -> Iterator[Report]:
    """The reports that can be read; each of the others is named on standard error and noted in `failures`."""
    from communique.errors import SourceError
    from communique.sources import list_sources, open_listed

    listed = list_sources(sources)
    for item in with_progress(open_listed(listed, published=published), total=len(listed), label="Reading"):
        if isinstance(item, SourceError):
            complain(item)
            failures.append(str(item))
        else:
            yield item


def print_claims(report: Report, claims: Iterable[Claim]) -> None:
    """A report's claims for people: each with its words."""
    from communique.cli.telling import tell

    day = f", {report.published.isoformat()}" if report.published else ", date unknown"
    print(f"{report.name} ({report.source or 'source unknown'}{day})")
    tell(claims)
    print()
