"""Names in the four corpora's own conventions, as BIO tags over four kinds.

A *scheme* is one corpus's idea of what a name is. They disagree: CrossNER marks
"2009 European Parliament election" as an event and never a demonym; UNER knows no
events; GUM marks nested mentions, of which we keep the proper nouns; MEANTIME
(Wikinews) marks the named entity mentions. The encoder has one output layer a
scheme over a shared hidden layer, so none blurs another.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

SCHEMES = ("politics", "universal", "gum", "wikinews")
KINDS = ("person", "organization", "place", "event")
TAGS = ("O", *(f"{edge}-{kind}" for kind in KINDS for edge in "BI"))

POLITICS: Mapping[str, str] = {
    "politician": "person",
    "person": "person",
    "organisation": "organization",
    "politicalparty": "organization",
    "country": "place",
    "location": "place",
    "event": "event",
    "election": "event",
}
UNIVERSAL: Mapping[str, str] = {"PER": "person", "LOC": "place", "ORG": "organization"}
WIKINEWS: Mapping[str, str] = {"PER": "person", "LOC": "place", "ORG": "organization"}

Span = tuple[int, int, str]

_MENTION = re.compile(r"\(([^()]+)\)|\(([^()]+)|([^()]+)\)")


def renamed(tag: str, kinds: Mapping[str, str]) -> str:
    """`B-politician` → `B-person`; a kind we do not keep → `O`."""
    kind = kinds.get(tag[2:])
    return f"{tag[:2]}{kind}" if kind else "O"


def tags(spans: Iterable[Span], length: int) -> tuple[str, ...]:
    """BIO tags of `length` words; of overlapping spans the longest stays."""
    found = ["O"] * length
    for start, end, kind in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if all(tag == "O" for tag in found[start:end]):
            found[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
    return tuple(found)


def spans(bio: Sequence[str]) -> set[Span]:
    """The spans (start, exclusive end, kind) of BIO tags, the usual lenient way."""
    found: set[Span] = set()
    start, kind = 0, ""
    for place, tag in enumerate([*bio, "O"]):
        if kind and tag != f"I-{kind}":
            found.add((start, place, kind))
            kind = ""
        if tag != "O" and not kind:
            start, kind = place, tag[2:]
    return found


def gum_tags(mentions: Sequence[str], upos: Sequence[str], heads: Sequence[int]) -> tuple[str, ...]:
    """Names among GUM's nested mentions: those whose head is a proper noun, cut to their proper nouns.

    `mentions` are the words' `Entity=` values; `heads` count from 1, 0 is the root.
    """
    named = []
    for start, end, kind in _mentions(mentions):
        proper = [place for place in range(start, end) if upos[place] == "PROPN"]
        tops = [place for place in range(start, end) if not start <= heads[place] - 1 < end]
        if kind in KINDS and proper and tops and upos[tops[0]] == "PROPN":
            named.append((proper[0], proper[-1] + 1, kind))
    # the mention cut from the widest one ("[President [Barack Obama]]") is met first and stays
    return tags(named, len(upos))


def _mentions(values: Sequence[str]) -> Iterator[Span]:
    opened: list[tuple[str, int, str]] = []
    for place, value in enumerate(values):
        for whole, opening, closing in _MENTION.findall(value):
            if whole:
                yield place, place + 1, whole.split("-")[1]
            elif opening:
                name, kind = opening.split("-")[:2]
                opened.append((name, place, kind))
            else:
                name = closing.split("-")[0]
                for index in range(len(opened) - 1, -1, -1):
                    if opened[index][0] == name:
                        yield opened[index][1], place + 1, opened.pop(index)[2]
                        break
