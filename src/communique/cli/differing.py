"""Contradictions, framing and what was taken back, for people: newsrooms side by side, each with its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from communique.cli.showing import SHOWN, console, say

if TYPE_CHECKING:
    from communique.questions import Comparison, Conflict, Framed, Gone, KnownLine, LabelsOf, Line
    from communique.record.framing import Label
    from communique.record.known import Known

#: What two claims differ over, as a heading.
OVER = {
    "denied": "One tells it, one denies it", "cancelled": "One tells it, one says it was called off",
    "date": "On which day", "place": "Where", "holder": "Who holds the post", "number": "How many",
    "speaker": "Who said it", "doer": "Who did it", "blame": "Whose fault it is", "stance": "For or against",
    "deadline": "By when", "opposite": "The opposite is told", "form": "In which form", "chair": "Who was in the chair",
    "host": "Who was the host", "participants": "Who took part", "knowledge": "A report and the shipped knowledge",
}

#: How a membership or a post stands to the knowledge.
VERDICTS = {
    "agrees": "agrees with the shipped knowledge", "contradicts": "contradicts the shipped knowledge",
    "news": "is news to the shipped knowledge, which ends before",
}

#: Lines shown of what one newsroom tells alone, unless asked for JSON.
ALONE = 12


def show_conflicts(conflicts: Iterable[Conflict], *, limit: int | None = None) -> None:
    """Pairs that cannot both be so, side by side; told where of one sort there are as many as the `limit`."""
    shown = Counter[str]()
    for conflict in conflicts:
        shown[conflict.over] += 1
        told = " — ".join(filter(None, conflict.told)) if conflict.over != "knowledge" else ""
        say(f"{OVER.get(conflict.over, conflict.over)}{f': {told}' if told else ''}", "bold")
        _side_by_side(_cell(conflict.one), _cell(conflict.other))
    if not shown:
        say("No conflicts in the record.")
    for over, count in shown.items():
        if count == limit:
            say(f"{OVER.get(over, over)}: the first {count}; --limit shows more.", "dim")


def _side_by_side(one: Sequence[str], other: Sequence[str]) -> None:
    """Two columns: who tells it, what, in which words."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, expand=False)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(ratio=1, overflow="fold")
    for row, style in zip(zip(one, other, strict=True), ("italic", "", "dim", "dim"), strict=True):
        table.add_row(*(Text(cell, style) for cell in row))
    console().print(table)
    say()


def _cell(line: Line | KnownLine) -> tuple[str, str, str, str]:
    from communique.describe import shortened
    from communique.questions import KnownLine

    if isinstance(line, KnownLine):
        return line.newsrooms[0], line.text, "", f"source: {line.known.source}"
    words = shortened(line.quote.quote, SHOWN)
    return ", ".join(line.newsrooms), line.text, f"“{words}”", f"{line.quote.report}, claim {line.claim.id}"


def show_comparison(comparison: Comparison) -> None:
    """What two newsrooms contradict each other in, both tell, and one tells alone; and their words."""
    from communique.cli.showing import show_lines
    from communique.questions import Line

    one, other = comparison.one, comparison.other
    if comparison.conflicts:
        say(f"{one} and {other} contradict each other", "bold")
        say()
        show_conflicts(comparison.conflicts)
    if comparison.framings or comparison.labels:
        say("In other words", "bold")
        show_framings(comparison.framings)
        for labels in comparison.labels:
            show_labels_of(labels, (one, other))
        say()
    say(f"Told by both{_of(len(comparison.both), comparison.totals[0])}", "bold")
    show_lines(comparison.both)
    # what stands in a contradiction is told by both, otherwise
    sides = [line for found in comparison.conflicts for line in (found.one, found.other)]
    shown = {_place(line) for line in sides if isinstance(line, Line)}
    _alone(one, other, comparison.only_one, comparison.shared[0], shown)
    _alone(other, one, comparison.only_other, comparison.shared[1], shown)


def _alone(room: str, other: str, lines: Sequence[Line], ids: frozenset[str], shown: set[tuple[str, int]]) -> None:
    from communique.cli.showing import show_lines

    own = _each_once(lines, shown)
    near = [line for line in own if line.claim.id in ids]
    far = [line for line in own if line.claim.id not in ids]
    say()
    if not own:
        say(f"{room} tells nothing that {other} does not.", "bold")
    if near:
        say(f"Only {room} tells, on matters that {other} covers too{_of(min(ALONE, len(near)), len(near))}", "bold")
        show_lines(near[:ALONE])
    if far:
        say(f"Only {room} tells, on matters of its own{_of(min(ALONE, len(far)), len(far))}", "bold")
        show_lines(far[:ALONE])


def _each_once(lines: Iterable[Line], shown: set[tuple[str, int]]) -> list[Line]:
    """The lines whose words do not end where those of one before do: a promise is told again as a saying."""
    seen = set(shown)
    kept: list[Line] = []
    for line in lines:
        if (place := _place(line)) not in seen:
            kept.append(line)
        seen.add(place)
    return kept


def _place(line: Line) -> tuple[str, int]:
    return line.quote.report, line.quote.end


def _of(shown: int, total: int) -> str:
    return f" ({shown} of {total})" if shown < total else f" ({total})" if total else ""


def show_framings(framings: Iterable[Framed]) -> None:
    """One thing in two newsrooms' words."""
    for framed in framings:
        said = [f"{room}: “{word}”" for room, word in zip(framed.newsrooms, framed.words, strict=True)]
        say(f"• {framed.of}: {'; '.join(said)}")
        for line in {line.claim.id: line for line in (framed.one, framed.other)}.values():
            say(f"    {line.text}; claim {line.claim.id}", "dim")


def show_labels_of(labels: LabelsOf, rooms: Sequence[str]) -> None:
    """What two newsrooms call one actor; "by its name" for one that calls it nothing else."""
    told = []
    for room in rooms:
        own = [label for label in labels.labels if label.newsroom == room]
        told.append(f"{room}: {', '.join(map(_label, own)) if own else 'by name only'}")
    say(f"• {labels.name}: {'; '.join(told)}")


def show_labels(labels: Sequence[Label]) -> None:
    """What each newsroom calls an actor beside its name."""
    rooms = dict.fromkeys(label.newsroom for label in labels)
    if not rooms:
        return
    say()
    say("What newsrooms call them", "bold")
    for room in rooms:
        say(f"• {room}: {', '.join(_label(label) for label in labels if label.newsroom == room)}")


def _label(label: Label) -> str:
    by = f", by {label.by}" if label.by else ""
    times = f", {label.count} times" if label.count > 1 else ""
    return f"“{label.text}”" + (f" ({(by + times)[2:]})" if by or times else "")


def show_gone(gone: Sequence[Gone]) -> None:
    """What newsrooms told and took back."""
    if not gone:
        return
    say()
    say("Told once, and taken back", "bold")
    once = {line.claim.id for line in _each_once((own.line for own in gone), set())}
    for own in (own for own in gone if own.line.claim.id in once):
        line = own.line
        say(f"• {line.text}")
        day = f", published {own.published}" if own.published else ""
        say(
            f"    {', '.join(line.newsrooms)} wrote “{line.quote.quote}” in version {own.version} of"
            f" {line.quote.report}; version {own.later} (recorded {own.seen}{day}) no longer does;"
            f" claim {line.claim.id}", "dim",
        )


def show_known(known: Known | None) -> None:
    """How a claim stands to the shipped knowledge."""
    if known:
        say(f"This {VERDICTS[known.verdict]}: {known.text} (source: {known.source})")


def show_positions(lines: Sequence[Line]) -> None:
    """Who stands where since when, one side's changes under one another."""
    from communique.describe import shortened

    if not lines:
        say("Nothing in the record.")
    since = {line.claim.id: line.since for line in lines}
    for line in lines:
        against = line.before is not None and since.get(line.before) == line.since
        say(f"{'• ' if not line.before else '  but also: ' if against else '  then: '}{line.text}")
        told = [f"{telling.newsroom}{f' since {telling.day}' if telling.day else ''}" for telling in line.told]
        held = f"held since {line.since}; " if line.since and line.claim.when else ""
        words = shortened(line.quote.quote, SHOWN)
        say(f"    “{words}” — {held}told by {', '.join(told)}; claim {line.claim.id}", "dim")
