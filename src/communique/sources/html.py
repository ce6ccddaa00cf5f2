"""HTML pages: the article's main text and what the page says of itself, by trafilatura."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from datetime import date

from communique.errors import SourceError

CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)

ENDINGS = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class Article:
    """The main text of a page, one paragraph a line, and its metadata; offsets count in this text."""

    text: str
    title: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None
    licence: str | None = None


def is_html(name: str, text: str) -> bool:
    """Whether a file is a page: by its name, else by how it begins."""
    opening = text[:300].lstrip("\ufeff \t\r\n").lower()
    return name.lower().endswith(ENDINGS) or opening.startswith(("<!doctype html", "<html", "<?xml version"))


def is_feed(text: str) -> bool:
    """Whether a file is an RSS or Atom feed."""
    opening = text[:1000].lower()
    return opening.lstrip("\ufeff \t\r\n").startswith("<?xml") and ("<rss" in opening or "<feed" in opening)


def declared_encoding(data: bytes) -> str | None:
    """The encoding a page names in its head, where it is one that can be read."""
    match = CHARSET.search(data[:2000])
    try:
        return codecs.lookup(match[1].decode("ascii")).name if match else None
    except LookupError:
        return None


def article_of(page: str, subject: str) -> Article:
    """The article of a page; raises `SourceError` where no main text is found."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(
        page, with_metadata=True, include_comments=False, include_tables=False, include_links=False,
        favor_precision=True, date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = found.text.strip() if isinstance(found, Document) and found.text else ""
    if not isinstance(found, Document) or not text:
        raise SourceError(subject, "holds no article that could be found", "save its text as a UTF-8 .txt file")
    title = found.title or None
    return Article(
        text=f"{title}\n\n{text}" if title and not text.startswith(title) else text, title=title,
        published=_day(found.date), source=found.sitename or found.hostname or None, url=found.url or None,
        licence=found.license or None,
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
