"""Which language a report is in: only English is read, anything else is refused by its name."""

from __future__ import annotations

import math
import re

from communique.errors import SourceError
from communique.languages import NAMES
from communique.languages.page import page

#: Characters looked at; a report does not change its language after them.
SAMPLE = 4_000

#: Share of English function words above which nothing else is asked. Reports in English have 0.18 to 0.33.
SURELY_ENGLISH = 0.12

#: The share that will do for a text of fewer words than this: names fill short reports.
SHORT, SHORT_SHARE = 40, 0.06

#: A Latin text with fewer letters is too short to tell, and taken as English.
FEWEST_LETTERS = 60

#: Probability a language other than English needs before a text is refused.
SURE = 0.9

WORD = re.compile(r"[^\W\d_]+")


def refuse_other_languages(text: str, subject: str) -> None:
    """Raises `SourceError` naming the language of a text that is not English."""
    sample = text[:SAMPLE]
    words = [word.lower() for word in WORD.findall(sample)]
    if page().english_share(words) >= (SURELY_ENGLISH if len(words) >= SHORT else SHORT_SHARE):
        return
    letters = "".join(words)
    if len(letters) < FEWEST_LETTERS and sum(letter < "\u0250" for letter in letters) * 2 >= len(letters):
        return
    code = _language(sample)
    # a code without a name is a creole or dialect that the identifier mistakes English names for
    if code != "en" and code in NAMES:
        raise SourceError(subject, f"is in {NAMES[code]} ({code}), not English", "give an English report")


def _language(text: str) -> str:
    """The likeliest language's ISO 639-1 code; English where none is sure."""
    import py3langid

    ranked = py3langid.rank(text)
    best, top = ranked[0]
    total = sum(math.exp(max(-700.0, score - top)) for _, score in ranked)
    # Chinese, Arabic and the like are split among near relatives: their letters alone make them foreign
    foreign = sum(c >= "\u0370" for c in text if c.isalpha()) * 2 > sum(map(str.isalpha, text))
    return str(best) if foreign or 1 / total >= SURE else "en"
