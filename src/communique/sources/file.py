"""One file as a report: its bytes checked and decoded, its metadata line read, its date and title found."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import BinaryIO

from communique.document import Report
from communique.errors import SourceError
from communique.languages.page import is_headline, lines, page
from communique.sources.html import Article, article_of, declared_encoding, is_feed, is_html
from communique.sources.language import refuse_other_languages

#: Most bytes of one report: a long day's transcript has a fifth of it.
LARGEST = 5_000_000

#: The metadata keys of the outside contract.
KEYS = ("source", "url", "licence", "date", "title", "bloc")

#: Beginnings of files that are no text, with the name people know them by.
SIGNATURES = {
    b"%PDF": "a PDF", b"PK\x03\x04": "a zip archive or an office document", b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image", b"GIF8": "a GIF image", b"\x1f\x8b": "a gzip archive", b"WARC/": "a web archive",
    b"SQLite format 3": "an SQLite database", b"\xd0\xcf\x11\xe0": "an office document", b"\x7fELF": "a program",
    b"{\\rtf": "an RTF document",
}

#: Lines at either end of a report among which a date of its own is sought.
HEAD_LINES, TAIL_LINES = 12, 4

METADATA = re.compile(r"\ufeff?#\s*(?=(?:" + "|".join(KEYS) + r")\s*:)[^\n]*", re.IGNORECASE)
FIELD = re.compile(r"(" + "|".join(KEYS) + r")\s*:\s*(.*)", re.IGNORECASE | re.DOTALL)


def read_bytes(path: Path) -> bytes:
    """A file's bytes; raises `SourceError` where it is missing, unreadable or larger than a report can be."""
    try:
        if path.is_dir():
            raise SourceError(str(path), "is a folder, not one report", "give the folder to `communique read`")
        size = path.stat().st_size
        if size > LARGEST:
            raise _too_large(str(path), size)
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        raise SourceError(str(path), "does not exist", "check the path") from None
    except OSError as error:
        raise SourceError(str(path), f"cannot be read: {error.strerror}", "check its permissions") from error


def read_stream(stream: BinaryIO) -> bytes:
    """What standard input holds."""
    return stream.read(LARGEST + 1)


def report_of(data: bytes, name: str, *, subject: str, published: date | None = None) -> Report:
    """The report in these bytes. `subject` is what errors call it.

    Raises `SourceError` for empty, binary, oversized, wrongly encoded or non-English input.
    """
    if len(data) > LARGEST:
        raise _too_large(subject, len(data))
    text = _decoded(data, subject)
    if is_feed(text):
        raise SourceError(subject, "is a feed, which comes in a later version", "save its pages as files")
    if is_html(name, text):
        article = article_of(text, subject)
        report = _from_article(article, name)
    else:
        report = _from_text(text, name)
    if not report.text[report.start :].strip("\ufeff \t\r\n\f\v"):
        raise SourceError(subject, "is empty", "give a file with a report's text")
    refuse_other_languages(report.text[report.start :], subject)
    return _dated(report, published)


def _too_large(subject: str, size: int) -> SourceError:
    over = "more than " if size == LARGEST + 1 else ""
    cause = f"holds {over}{size / 1e6:.0f} MB; a report has at most {LARGEST // 1_000_000} MB"
    return SourceError(subject, cause, "split it into its reports")


def _decoded(data: bytes, subject: str) -> str:
    """UTF-8 text exactly as stored, line ends and a byte order mark included; a page in the encoding it declares."""
    if not data.strip():
        raise SourceError(subject, "is empty", "give a file with a report's text")
    for signature, kind in SIGNATURES.items():
        if data.startswith(signature):
            raise SourceError(subject, f"is {kind}, not a text", "give its text as a UTF-8 file")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _encoded(subject, "UTF-16")
    if b"\0" in data:
        raise SourceError(subject, "is binary, not a text", "give a text or HTML file")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if (declared := declared_encoding(data)) is not None:
            return data.decode(declared, "replace")
        raise _encoded(subject, _likely_encoding(data), error.start) from None
    if sum(c < " " and c not in "\t\n\r\f\v" for c in text[:10_000]) > len(text[:10_000]) / 20:
        raise SourceError(subject, "is binary, not a text", "give a text or HTML file")
    return text


def _encoded(subject: str, encoding: str, position: int = 0) -> SourceError:
    cause = f"is not UTF-8 (byte {position}; perhaps {encoding})"
    return SourceError(subject, cause, f"convert it: iconv -f {encoding} -t UTF-8")


def _likely_encoding(data: bytes) -> str:
    """A guess for the error's remedy only: a Cyrillic page has mostly high letters, a Western one few."""
    sample = data[:20_000]
    high = sum(byte >= 0xC0 for byte in sample)
    return "WINDOWS-1251" if high > len(sample) / 4 else "WINDOWS-1252"


def _from_text(text: str, name: str) -> Report:
    match = METADATA.match(text)
    known = _metadata(match[0]) if match else {}
    start = match.end() if match else 1 if text.startswith("\ufeff") else 0
    return Report(
        name=name, text=text, published=_iso_day(known.get("date", "")), source=known.get("source"),
        url=known.get("url"), licence=known.get("licence"), title=known.get("title"), bloc=known.get("bloc"),
        start=start,
    )


def _from_article(article: Article, name: str) -> Report:
    return Report(
        name=name, text=article.text, published=article.published, source=article.source, url=article.url,
        licence=article.licence, title=article.title,
    )


def _metadata(line: str) -> dict[str, str]:
    """`# source: The Herald | date: 2012-03-09` as a mapping; unknown keys are passed over."""
    found: dict[str, str] = {}
    for field in line.lstrip("\ufeff# \t").split("|"):
        match = FIELD.fullmatch(field.strip())
        if match and match[2]:
            found[match[1].lower()] = match[2]
    return found


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return page().day(text)


def _dated(report: Report, published: date | None) -> Report:
    """The report with the date, title and source that its own lines give where its metadata do not."""
    ends = _end_lines(report)
    day = published or report.published or _own_day(ends)
    title = report.title or next(iter(line for line in ends[:1] if is_headline(line) and len(ends) > 1), None)
    source = report.source or _agency(ends)
    return Report(
        name=report.name, text=report.text, published=day, source=source, url=report.url, licence=report.licence,
        title=title, bloc=report.bloc, start=report.start,
    )


def _end_lines(report: Report) -> list[str]:
    """The first and last lines of the story."""
    found = [report.text[a:b] for a, b in lines(report.text, report.start) if b > a]
    return found[:HEAD_LINES] + found[max(HEAD_LINES, len(found) - TAIL_LINES) :]


def _own_day(ends: list[str]) -> date | None:
    """The day of a line that is only a date, else of a dateline."""
    rules = page()
    for line in ends:
        part = rules.part(line)
        if part and part.dated and (day := rules.day(line)):
            return day
    for line in ends:
        dateline = rules.dateline(line)
        if dateline and dateline.published:
            return dateline.published
    return None


def _agency(ends: list[str]) -> str | None:
    """The agency a dateline or a byline names."""
    rules = page()
    for line in ends:
        found = rules.dateline(line) or rules.part(line)
        if found and found.agency:
            return found.agency.strip()
    return None
