"""Pages drawn from templates: every value is text, escaped and made inert; addresses are made here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from communique.claims import Claim
from communique.describe import say_when, shortened
from communique.web.asking import KNOWN_BY
from communique.web.inert import inert
from communique.web.islands import MISSING
from communique.web.pages.against import OVERS
from communique.web.pages.reading import whose

TEMPLATES = Path(__file__).parent / "templates"

#: What each kind is called on the pages: one, several, and the tag in the text.
KINDS = {
    "meeting": ("Meeting", "Meetings", "met"), "statement": ("Statement", "Statements", "said"),
    "event": ("Event", "Events", "did"), "commitment": ("Promise", "Promises", "vowed"),
    "position": ("Position", "Positions", "stands"), "membership": ("Membership", "Memberships", "member"),
    "tenure": ("Post", "Posts", "post"), "designation": ("Name", "Names", "called"),
}

#: How firmly, in words a reader knows.
STATUS = {
    "asserted": "said to be so", "planned": "planned", "proposed": "proposed", "conditional": "on condition",
    "possible": "possible", "denied": "denied", "cancelled": "called off",
}

#: The pages in the order of the menu, each with its access key.
MENU = (
    ("/", "Today", "t"), ("/actors", "Actors", "o"), ("/meetings", "Meetings", "e"), ("/reports", "Reports", "d"),
    ("/promises", "Promises", "i"), ("/positions", "Positions", "w"), ("/timeline", "Timeline", "l"),
    ("/network", "Network", "k"), ("/map", "Map", "g"), ("/review", "Review", "v"),
)


#: The day by which the record was known as the page drawn now shows it, if not as it stands: its links keep it.
_KNOWN: ContextVar[date | None] = ContextVar("known", default=None)


@cache
def environment() -> Environment:
    """Jinja, set so that nothing foreign becomes markup."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=_finalize, auto_reload=False,
    )
    env.globals.update(
        kinds=KINDS, statuses=STATUS, menu=MENU, missing=MISSING, claim_url=claim_url, actor_url=actor_url,
        report_url=report_url, url=url, whose=whose, known=_KNOWN.get, overs=OVERS,
    )
    env.filters.update(day=day, short=shortened, when=say_when, counted=counted)
    return env


def draw(template: str, values: Mapping[str, Any], *, known_by: date | None = None) -> bytes:
    """The page, in UTF-8; `known_by`: every address in it is of the record as it was known by that day."""
    before = _KNOWN.set(known_by)
    try:
        return environment().get_template(template).render(values).encode("utf-8", errors="replace")
    finally:
        _KNOWN.reset(before)


def _finalize(value: Any) -> Any:
    return inert(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def claim_url(claim: Claim) -> str:
    """A meeting's own page, any other claim's reasons."""
    return url(f"/meeting/{claim.id}" if claim.kind == "meeting" else f"/claim/{claim.id}")


def actor_url(key: str) -> str:
    return url(f"/actor/{_path(key)}")


def report_url(name: str) -> str:
    return url(f"/report/{_path(name)}")


def _path(name: str) -> str:
    """A name as the rest of a path; one that a browser would take for steps up or down keeps no slash."""
    steps = name.split("/")
    whole = all(step.strip(".") for step in steps)
    return quote(name, safe="/" if whole else "", errors="replace")


def url(path: str, **fields: Any) -> str:
    """An address with these fields, a list as several of one name; those without a value are left out."""
    known = _KNOWN.get()
    asked = fields | {KNOWN_BY: known} if known else fields
    kept = [(name, value) for name, value in asked.items() if value not in (None, "", ())]
    return f"{path}?{urlencode(kept, doseq=True, errors='replace')}" if kept else path


def day(value: Any) -> str:
    """ "17 September 2021" for a day or its ISO form; "" for none."""
    from communique.dates import When

    if not value:
        return ""
    text = value if isinstance(value, str) else value.isoformat()
    return say_when(When(text[:10])).removeprefix("on ").removeprefix("in ")


def counted(number: int, noun: str, several: str = "") -> str:
    """ "1 report", "2,000 reports"."""
    return f"{number:,} {noun if number == 1 else several or noun + 's'}"
