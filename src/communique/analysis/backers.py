"""Who stands behind somebody by an adjective: "the Rwandan-backed rebels", "Togo's EU-supported government"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.analysis.matching import Matcher
from communique.document import Filler, Frame

RULE = "positions/backed"
_WEIGHT = 0.75


def read_backers(matcher: Matcher) -> Iterator[Frame]:
    """A stand of support for each "X-backed" before somebody; what is merely done with backing is nobody."""
    words, backed = matcher.words, matcher.lexicon.classes["backed"]
    for word, lower in enumerate(words.lower):
        if lower not in backed or word < 2 or words.lower[word - 1] != "-" or words.head[word] <= word:
            continue
        backer, noun = word - 2, words.head[word]
        holders = matcher.actors(backer)
        if not holders or not (matcher.actors(noun) or matcher.may_act(noun)):
            continue
        mention = matcher.document.mention(backer)
        first = mention.first if mention is not None and mention.last == backer + 1 else backer
        behind = matcher.phrase(noun)[1]
        keys = {actor.key() for actor in holders}
        subjects = tuple(actor for actor in matcher.actors(noun) if actor.key() not in keys)
        if words.upos[noun] not in ("NOUN", "PROPN"):
            continue
        yield Frame(
            name="backed", trigger=word, start=words.start[first], end=words.end[behind - 1],
            fillers=(
                Filler("holder", first, backer + 1, backer, holders), Filler("issue", word + 1, behind, noun),
                Filler("subject", word + 1, behind, noun, subjects),
            ),
            weight=_WEIGHT, rule=RULE, attributes={"stance": "supports"},
        )
