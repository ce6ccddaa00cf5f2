"""The record's answers for people: lines under headings, each with its newsrooms, its words and the claim's id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from communique.questions import Brief, Found, Line, Portrait, Reasons, Section, Witness
    from communique.record.known import Known

#: Most characters of a report's words under a line.
SHOWN = 160

NOTHING: Mapping[str, Known] = {}


@cache
def console() -> Console:
    """Standard output; bold and dim on a terminal only, lines left whole in a file or pipe."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def say(text: str = "", style: str = "") -> None:
    """One line, left whole."""
    console().print(text, style=style or None, soft_wrap=True)


def show_brief(brief: Brief) -> None:
    """What the record holds, by theme."""
    days = f", {brief.first_day} to {brief.last_day}" if brief.first_day else ""
    say(
        f"{_counted(brief.reports, 'report')} of {_counted(len(brief.newsrooms), 'newsroom')}{days}: "
        f"{_counted(brief.claims, 'claim')}", "bold",
    )
    if brief.newsrooms:
        say(", ".join(brief.newsrooms))
    show_sections(brief.sections)


def show_portrait(portrait: Portrait) -> None:
    """All about one actor."""
    from communique.cli.differing import show_gone, show_labels

    say(f"{portrait.name} ({portrait.key})", "bold")
    if portrait.others:
        say(f"The name may also mean: {', '.join(portrait.others)}", "dim")
    show_sections(portrait.sections, portrait.known)
    show_labels(portrait.labels)
    show_gone(portrait.gone)


def show_sections(sections: Sequence[Section], known: Mapping[str, Known] = NOTHING) -> None:
    """Headings with their lines; how many are not shown stands in the heading."""
    for section in sections:
        more = f" ({len(section.lines)} of {section.total})" if section.total > len(section.lines) else ""
        say()
        say(f"{section.heading}{more}", "bold")
        show_lines(section.lines, known)


def show_lines(lines: Iterable[Line], known: Mapping[str, Known] = NOTHING) -> None:
    """One line a claim; an empty answer says so. `known`: how some of them stand to the knowledge, by id."""
    from communique.cli.differing import show_known
    from communique.describe import shortened
    from communique.questions import telling

    none = True
    for line in lines:
        none = False
        say(f"• {line.text}{_sharper(line)}")
        words = shortened(line.quote.quote, SHOWN)
        say(f"    “{words}” — {_origin(line)}; claim {line.claim.id}", "dim")
        if (found := known.get(line.claim.id)) and found.verdict != "agrees":
            show_known(found)
        for sequel in line.sequels:
            quote = shortened(telling(sequel.claim.evidence).quote, SHOWN)
            say(f"      {sequel.fate}, {sequel.told}: “{quote}” — claim {sequel.claim.id}", "dim")
    if none:
        say("Nothing in the record.")


def _sharper(line: Line) -> str:
    refined = len(line.claim.refined_by)
    return f" (told more exactly by {_counted(refined, 'other claim')})" if refined else ""


def _origin(line: Line) -> str:
    """The report and who tells it; once where the report is all that is known of its newsroom."""
    tellers = _tellers(line)
    return tellers if tellers == line.quote.report else f"{line.quote.report}; {tellers}"


def _tellers(line: Line) -> str:
    if line.independent > len(line.newsrooms):
        return f"{', '.join(line.newsrooms)}, in part after an agency"
    if line.independent > 1:
        return f"{line.independent} independent newsrooms: {', '.join(line.newsrooms)}"
    return ", ".join(line.newsrooms)


def show_found(found: Found) -> None:
    """Claims with the words, and passages of reports."""
    if found.lines or not found.passages:
        show_lines(found.lines)
    for report, text in found.passages:
        say(f"{report}: {' '.join(text.split())}")


def show_reasons(reasons: Reasons) -> None:
    """Who tells a claim in which words, by which rule, and what stands against it."""
    from communique.cli.differing import show_conflicts, show_framings, show_gone, show_known

    say(reasons.line.text, "bold")
    claim = reasons.line.claim
    say(f"{claim.kind} {claim.id}, {claim.status}, confidence {claim.confidence:.2f}; {_tellers(reasons.line)}", "dim")
    if reasons.taken_back:
        say("No report tells it any longer.")
    show_known(reasons.known)
    for witness in reasons.witnesses:
        _show_witness(witness)
    for heading, lines in (("Merged from", reasons.parts), ("Told more exactly by", reasons.sharper)):
        if lines:
            say()
            say(heading, "bold")
            show_lines(lines)
    if reasons.framings:
        say()
        say("In other words", "bold")
        show_framings(reasons.framings)
    if reasons.conflicts:
        say()
        say("Against it", "bold")
        show_conflicts(reasons.conflicts)
    show_gone(reasons.gone)
    for decision in reasons.decisions:
        say(f"Decided by hand: {decision}", "dim")


def _show_witness(witness: Witness) -> None:
    piece = witness.evidence
    day = f", {witness.published}" if witness.published else ""
    say()
    say(f"{witness.newsroom}{day} ({piece.report}:{piece.start}-{piece.end}, {piece.status})")
    before, after = " ".join(witness.before.split()), " ".join(witness.after.split())
    say(f"    … {before} »{' '.join(piece.quote.split())}« {after} …")
    who = [piece.speaker.name] if piece.speaker else []
    relays = [actor.name for actor in piece.chain]
    if who or relays:
        say(f"    in the words of {', '.join(who) or 'somebody not named'}{_through(relays)}")
    if piece.rule:
        say(f"    read by {piece.rule}", "dim")


def _through(relays: list[str]) -> str:
    return f", through {', '.join(relays)}" if relays else ""


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
