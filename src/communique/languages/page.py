"""How a page of news is laid out in a language: which lines are captions, credits, datelines, dates, marks of the site.

The patterns are data (`layout.yaml` of each language); this module compiles them once and answers for one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

PartKind = Literal["caption", "boilerplate"]

#: Longest line, in characters, that a rule is tried on where it names no length.
USUAL_LENGTH = 200

#: A line that ends so is a sentence; one that does not may be a headline.
FINAL = (".", "!", "?", ":", ";", ",", "…", '."', '.”', '!"', '?"', "!”", "?”", ',"', ",”", ".)", "—")

#: What a headline or heading may have at the most: words in a title, words in a heading, characters in either.
TITLE_WORDS, HEADING_WORDS, HEADLINE_LENGTH = 26, 10, 180


@dataclass(frozen=True, slots=True)
class Part:
    """What one line is, by which rule.

    `credit` is where, in the line, the name of a picture's maker begins; `agency` whom a byline was written for;
    `dated` tells that the line is nothing but the report's date.
    """

    kind: PartKind
    rule: str
    credit: int | None = None
    agency: str | None = None
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place, day and agency before a report's first words; `length` counts the characters it takes."""

    length: int
    published: date | None
    agency: str | None


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: PartKind
    name: str
    pattern: re.Pattern[str]
    longest: int
    dated: bool


class Page:
    """The compiled patterns of one language."""

    def __init__(self, lexicon: dict[str, Any]) -> None:
        self._months = {name: number for number, names in enumerate(lexicon["months"], 1) for name in names}
        pieces = dict(lexicon["pieces"]) | _date_pieces(self._months)
        self._rules = [
            _Rule(row["kind"], row["name"], _compiled(row["pattern"], pieces), row.get("longest", USUAL_LENGTH),
                row.get("gives") == "date")
            for row in lexicon["parts"]
        ]
        self._datelines = [_compiled(row["pattern"], pieces) for row in lexicon["datelines"]]
        self._date = re.compile(pieces["dated"], re.IGNORECASE)
        self._function_words = frozenset(lexicon["function_words"])

    def part(self, line: str) -> Part | None:
        """What a line is when it is no sentence of the story."""
        for rule in self._rules:
            if len(line) > rule.longest:
                continue
            match = rule.pattern.search(line)
            if match:
                credit = match.start("credit") if "credit" in rule.pattern.groupindex else None
                return Part(rule.kind, rule.name, credit, match.groupdict().get("agency"), rule.dated)
        return None

    def dateline(self, line: str) -> Dateline | None:
        """The dateline that opens this line: "NAIROBI, Feb. 2, 2010 (Xinhua) --"."""
        for pattern in self._datelines:
            match = pattern.match(line)
            if match:
                return Dateline(match.end(), self.day(match[0]), match.groupdict().get("agency"))
        return None

    def day(self, words: str) -> date | None:
        """The first full date (day, month, year) in these words; one without its year is None."""
        for match in self._date.finditer(words):
            found = self._read(match)
            if found:
                return found
        return None

    def _read(self, match: re.Match[str]) -> date | None:
        part = match.groupdict()
        month = part["number"] or self._months.get((part["month"] or part["month2"] or "").casefold())
        day, year = part["day"] or part["day2"] or part["day3"], part["year"] or part["year2"] or part["year3"]
        try:
            return date(int(year), int(month), int(day)) if year and month and day else None
        except ValueError:  # 31 February
            return None

    def english_share(self, words: list[str]) -> float:
        """The share of these words (lower case) that only this language uses often."""
        return sum(word in self._function_words for word in words) / max(1, len(words))


@cache
def page(language: str = "en") -> Page:
    """The page patterns of a language, compiled once."""
    return Page(lexicon(language))


@cache
def lexicon(language: str = "en") -> dict[str, Any]:
    """The patterns as written, each with the lines it must and must not match."""
    text = (files("communique.languages") / language / "layout.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return found


def is_headline(line: str, *, longest: int = TITLE_WORDS) -> bool:
    """Whether a line has the shape of a headline: short, begun with a capital or figure, without a full stop."""
    words = line.split()
    return (
        0 < len(words) <= longest
        and len(line) <= HEADLINE_LENGTH
        and not line.endswith(FINAL)
        and (line[0].isupper() or line[0].isdigit() or line[0] in "\"'“‘«$€£")
        and any(character.isalpha() for character in line)
    )


def lines(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """The lines of a text from code point `start` on, as code points without outer blanks; an empty line as (a, a)."""
    position = start
    for raw in text[start:].splitlines(keepends=True):
        stripped = raw.strip("\ufeff \t\r\n\f\v\x1c\x1d\x1e\x85\xa0\u2028\u2029\u200b")
        offset = raw.find(stripped) if stripped else 0
        yield position + offset, position + offset + len(stripped)
        position += len(raw)


def _date_pieces(months: dict[str, int]) -> dict[str, str]:
    month = "|".join(sorted(months, key=len, reverse=True))
    day, year = r"\d{1,2}(?:st|nd|rd|th)?", r"(?:,? \d{4})?"
    bare = rf"(?:(?i:{month})\.? {day}{year}|{day} (?i:{month})\.?{year}|\d{{4}}-\d{{2}}-\d{{2}})"
    dated = (
        rf"\b(?P<month>{month})\b\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>\d{{4}})\b)?"
        rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?P<month2>{month})\b\.?(?:,? (?P<year2>\d{{4}})\b)?"
        r"|\b(?P<year3>\d{4})-(?P<number>\d{2})-(?P<day3>\d{2})\b"
    )
    return {"date": bare, "dated": dated, "month": month}


def _compiled(pattern: str, pieces: dict[str, str]) -> re.Pattern[str]:
    for name, piece in pieces.items():
        pattern = pattern.replace("{" + name + "}", piece)
    return re.compile(pattern)
