"""Claims and knowledge for people: what is claimed, in whose words, and what a name is known to be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.claims import Claim

#: Most characters of a report's words shown under a claim.
SHOWN = 220


def tell(claims: Iterable[Claim]) -> None:
    """Each claim on a line, and under it the words it comes from."""
    from communique.describe import describe, shortened

    for claim in claims:
        print(f"• {describe(claim)}")
        for piece in claim.evidence:
            speaker = f"{piece.speaker.name}: " if piece.speaker else ""
            place = f"{piece.report}:{piece.start}-{piece.end}"
            print(f"    {speaker}“{shortened(piece.quote, SHOWN)}” [{claim.kind} {claim.id}; {place}]")


def tell_who(answer: dict[str, Any]) -> None:
    """What the knowledge says of a name: its memberships, members, posts and tenures, as tables."""
    code = f", {answer['code']}" if answer["code"] else ""
    print(f"{answer['name']} ({answer['kind']}{code}; {answer['id']})")
    if answer["as_of"]:
        print(f"as of {answer['as_of']}")
    tables = {
        "Members": [[row["name"], row["role"], *_days(row)] for row in answer["members"]],
        "Member of": [[row["name"], row["role"], *_days(row)] for row in answer["memberships"]],
        "Posts": [
            [f"{row['post']} ({row['of']['name']})", row["person"]["name"], *_days(row)] for row in answer["posts"]
        ],
        "Held": [[row["post"], row["of"]["name"], *_days(row)] for row in answer["tenures"]],
    }
    for title, rows in tables.items():
        if rows:
            print_table(title, rows)


def _days(row: dict[str, Any]) -> tuple[str, str]:
    """From when and until when; an open end with the last day a source confirms it."""
    confirmed = row.get("confirmed_until")
    return row["from"] or "?", row["to"] or (f"now (confirmed until {confirmed})" if confirmed else "now")


def print_table(title: str, rows: list[list[str]], *, header: tuple[str, ...] = ()) -> None:
    """A table without lines around it, as wide as the terminal."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, title_justify="left", title_style="bold", box=None, show_header=bool(header))
    for number in range(max(map(len, rows))):
        table.add_column(header[number] if header else "", overflow="fold")
    for row in rows:
        table.add_row(*row)
    console = Console(highlight=False, markup=False)
    console.print()
    console.print(table)
