"""Words that tell of meetings: gatherings, calls, visits, and how people took part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from communique.languages.verbs import lemma_table

FOLDER = Path(__file__).parent / "en"
CLASSES = (
    "gatherings", "several", "paired", "never_after", "calls",
    "call_marks", "visits", "absent", "calling_off", "beginning", "greeting",
    "received_by", "with_takers", "also", "including", "aside_nouns", "not_about",
    "met_things", "back", "ceremonies", "ceremonial", "separate", "planning", "deciding", "addressing",
    "where", "led", "calling_on", "caller", "missing", "pressers", "joint", "informal", "telling", "hearing",
)


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """The word classes of meetings.yaml.

    `verbs`: a lemma's kinds; `forms`: lemmas by form; `manners`, `parts`: a phrase's value.
    """

    gatherings: frozenset[str]
    several: frozenset[str]
    paired: frozenset[str]
    never_after: frozenset[str]
    calls: frozenset[str]
    call_marks: frozenset[str]
    visits: frozenset[str]
    verbs: dict[str, frozenset[str]]
    forms: dict[str, str]
    absent: frozenset[str]
    calling_off: frozenset[str]
    beginning: frozenset[str]
    greeting: frozenset[str]
    received_by: frozenset[str]
    with_takers: frozenset[str]
    also: frozenset[str]
    including: frozenset[str]
    aside_nouns: frozenset[str]
    not_about: frozenset[str]
    prepositions: dict[str, frozenset[str]]
    met_things: frozenset[str]
    manners: dict[str, str]
    parts: dict[str, str]
    back: frozenset[str]
    ceremonies: frozenset[str]
    ceremonial: frozenset[str]
    separate: frozenset[str]
    planning: frozenset[str]
    deciding: frozenset[str]
    addressing: frozenset[str]
    where: frozenset[str]
    led: frozenset[str]
    calling_on: frozenset[str]
    caller: frozenset[str]
    missing: frozenset[str]
    pressers: frozenset[str]
    joint: frozenset[str]
    informal: frozenset[str]
    telling: frozenset[str]
    hearing: frozenset[str]
    matches: dict[str, list[str]]
    rejects: tuple[str, ...]


@cache
def meeting_words() -> MeetingWords:
    rows = yaml.load((FOLDER / "meetings.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    kinds: dict[str, set[str]] = {}
    for kind, lemmas in rows["verbs"].items():
        for lemma in lemmas:
            kinds.setdefault(lemma, set()).add(kind)
    return MeetingWords(
        **{name: frozenset(rows[name]) for name in CLASSES},
        verbs={lemma: frozenset(found) for lemma, found in kinds.items()},
        forms=lemma_table({*kinds, *rows["planning"], *rows["deciding"], *rows["addressing"]}, rows["irregular"]),
        prepositions={name: frozenset(rows[name]) for name in (
            "at", "aside", "ahead", "after", "with", "between", "of", "about", "by", "to", "arriving", "inside",
            "titling", "for",
        )},
        manners=_phrases(rows["manners"]), parts=_phrases(rows["parts"]),
        matches=rows["matches"], rejects=tuple(rows["rejects"]),
    )


def _phrases(rows: dict[str, Any]) -> dict[str, str]:
    return {phrase: value for value, phrases in rows.items() for phrase in phrases}
