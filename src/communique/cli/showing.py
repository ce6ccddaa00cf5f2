"""The record's answers for people: lines under headings, each with its newsrooms, its words and the claim's id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from communique.questions import Brief, Comparison, Conflict, Found, Line, Portrait, Reasons, Section, Witness

#: Most characters of a report's words under a line.
SHOWN = 160


@cache
def console() -> Console:
    """Standard output; bold and dim on a terminal only, lines left whole in a file or pipe."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def _say(text: str = "", style: str = "") -> None:
    console().print(text, style=style or None, soft_wrap=True)


def show_brief(brief: Brief) -> None:
    """What the record holds, by theme."""
    days = f", {brief.first_day} to {brief.last_day}" if brief.first_day else ""
    _say(
        f"{_counted(brief.reports, 'report')} of {_counted(len(brief.newsrooms), 'newsroom')}{days}: "
        f"{_counted(brief.claims, 'claim')}", "bold",
    )
    if brief.newsrooms:
        _say(", ".join(brief.newsrooms))
    show_sections(brief.sections)


def show_portrait(portrait: Portrait) -> None:
    """All about one actor."""
    _say(f"{portrait.name} ({portrait.key})", "bold")
    if portrait.others:
        _say(f"The name may also mean: {', '.join(portrait.others)}", "dim")
    show_sections(portrait.sections)


def show_sections(sections: Sequence[Section]) -> None:
    """Headings with their lines; how many are not shown stands in the heading."""
    for section in sections:
        more = f" ({len(section.lines)} of {section.total})" if section.total > len(section.lines) else ""
        _say()
        _say(f"{section.heading}{more}", "bold")
        show_lines(section.lines)


def show_lines(lines: Iterable[Line]) -> None:
    """One line a claim; an empty answer says so."""
    from communique.describe import shortened

    none = True
    for line in lines:
        none = False
        _say(f"• {line.text}{_sharper(line)}")
        words = shortened(line.quote.quote, SHOWN)
        _say(f"    “{words}” — {line.quote.report}; {_tellers(line)}; claim {line.claim.id}", "dim")
    if none:
        _say("Nothing in the record.")


def _sharper(line: Line) -> str:
    refined = len(line.claim.refined_by)
    return f" (told more exactly by {_counted(refined, 'other claim')})" if refined else ""


def _tellers(line: Line) -> str:
    if line.independent > 1:
        return f"{line.independent} independent newsrooms: {', '.join(line.newsrooms)}"
    return ", ".join(line.newsrooms)


def show_conflicts(conflicts: Iterable[Conflict]) -> None:
    """Pairs of claims that cannot both be so, side by side."""
    none = True
    for conflict in conflicts:
        none = False
        _say(f"Over {conflict.over}:", "bold")
        show_lines([conflict.one, conflict.other])
    if none:
        _say("No conflicts in the record.")


def show_comparison(comparison: Comparison) -> None:
    """What two newsrooms both tell, and what only one of them does."""
    parts = {
        f"Told by both {comparison.one} and {comparison.other}": comparison.both,
        f"Told by {comparison.one} alone": comparison.only_one,
        f"Told by {comparison.other} alone": comparison.only_other,
    }
    for heading, lines in parts.items():
        _say(heading, "bold")
        show_lines(lines)
        _say()


def show_found(found: Found) -> None:
    """Claims with the words, and passages of reports."""
    if found.lines or not found.passages:
        show_lines(found.lines)
    for report, text in found.passages:
        _say(f"{report}: {' '.join(text.split())}")


def show_reasons(reasons: Reasons) -> None:
    """Who tells a claim in which words, by which rule, and what stands against it."""
    _say(reasons.line.text, "bold")
    claim = reasons.line.claim
    _say(f"{claim.kind} {claim.id}, {claim.status}, confidence {claim.confidence:.2f}; {_tellers(reasons.line)}", "dim")
    for witness in reasons.witnesses:
        _show_witness(witness)
    for heading, lines in (("Merged from", reasons.parts), ("Told more exactly by", reasons.sharper)):
        if lines:
            _say()
            _say(heading, "bold")
            show_lines(lines)
    if reasons.conflicts:
        _say()
        _say("Against it", "bold")
        show_conflicts(reasons.conflicts)
    for decision in reasons.decisions:
        _say(f"Decided by hand: {decision}", "dim")


def _show_witness(witness: Witness) -> None:
    piece = witness.evidence
    day = f", {witness.published}" if witness.published else ""
    _say()
    _say(f"{witness.newsroom}{day} ({piece.report}:{piece.start}-{piece.end}, {piece.status})")
    before, after = " ".join(witness.before.split()), " ".join(witness.after.split())
    _say(f"    … {before} »{' '.join(piece.quote.split())}« {after} …")
    who = [piece.speaker.name] if piece.speaker else []
    relays = [actor.name for actor in piece.chain]
    if who or relays:
        _say(f"    in the words of {', '.join(who) or 'somebody not named'}{_through(relays)}")
    if piece.rule:
        _say(f"    read by {piece.rule}", "dim")


def _through(relays: list[str]) -> str:
    return f", through {', '.join(relays)}" if relays else ""


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
