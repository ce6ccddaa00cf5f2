"""A meeting as a calendar file (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from communique.claims import Meeting
from communique.describe import describe
from communique.web.inert import inert

#: Octets a line may have before it is folded.
FOLD = 75

STATUS = {"cancelled": "CANCELLED", "denied": "CANCELLED", "asserted": "CONFIRMED"}


def calendar(meeting: Meeting, *, told: date, sources: tuple[str, ...] = ()) -> bytes:
    """The file; the days a meeting may be of as a whole-day event. `told` stamps it, as no answer reads the clock.

    Raises `ValueError` for a meeting without a day and year.
    """
    when = meeting.when
    if when is None or when.earliest is None:
        raise ValueError("a meeting without a known day is in no calendar")
    last = when.latest or when.earliest
    stamp = datetime(told.year, told.month, told.day, tzinfo=UTC)
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Communique//Reading room//EN", "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT", f"UID:{meeting.id}@communique.invalid", f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{when.earliest:%Y%m%d}", f"DTEND;VALUE=DATE:{_after(last):%Y%m%d}",
        f"SUMMARY:{_text(describe(meeting))}", f"STATUS:{STATUS.get(meeting.status, 'TENTATIVE')}",
        "TRANSP:TRANSPARENT",
    ]
    if meeting.where:
        lines.append(f"LOCATION:{_text(meeting.where.name)}")
    told_by = f"As told by {', '.join(sources)}." if sources else ""
    unsure = f"The date is given as “{when.text}”." if when.text and when.day is None else ""
    if note := " ".join(part for part in (meeting.about or "", unsure, told_by) if part):
        lines.append(f"DESCRIPTION:{_text(note)}")
    lines += ["END:VEVENT", "END:VCALENDAR"]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _after(day: date) -> date:
    return day + timedelta(1) if day < date.max else day


def _text(value: str) -> str:
    """A text value: backslash, semicolon, comma and line ends escaped, control characters shown."""
    line = " ".join(inert(value).split())
    return line.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, the further ones begun with a blank; no character is cut."""
    piece, size = "", 0
    for char in line:
        width = len(char.encode())
        if size + width > FOLD:
            yield piece
            piece, size = " ", 1
        piece, size = piece + char, size + width
    yield piece
