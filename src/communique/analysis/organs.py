"""Which organ a generic name means, by the organisation named nearby; and abbreviations that a report introduces."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz

from communique.actors import Actor
from communique.analysis.names import Named
from communique.document import Document
from communique.knowledge import Entity, Knowledge
from communique.languages.roles import Role, modifiers

#: An organ's organisation is looked for this many words away before the rest of the report.
NEAR = 40

BODIES = frozenset({"organization", "organ", "group"})

#: A word this like another is that word spelt otherwise: "Organisation" and "Organization".
ALIKE = 80

#: And then among this many organisations named before and behind.
FAR = 200


class Organs:
    """The organisations of one report in order, and the short names it gives to long ones."""

    def __init__(self, document: Document, knowledge: Knowledge, names: Iterable[Named]) -> None:
        self._document, self._knowledge = document, knowledge
        spans = sorted(names, key=lambda span: span.first)
        self._trail = [
            (span.first, entity.id) for span in spans for entity in span.entities if entity.kind == "organization"
        ]
        self._short: dict[str, str] = {}
        self._entities: dict[str, Entity] = {}
        self._others: dict[str, Entity | None] = {}
        self._introduce(spans)
        self._signatures: dict[str, list[tuple[frozenset[str], Entity]]] = {}

    def key_of(self, name: str) -> str:
        """One key for a long name and the abbreviation the report gives it."""
        plain = name.casefold().removeprefix("the ")
        return f"body {self._short.get(plain, plain)}"

    def introduced(self, text: str) -> Entity | None:
        """The known organisation that an unknown name is introduced as another name of."""
        return self._entities.get(text.casefold())

    def is_other(self, text: str) -> bool:
        """Whether the report gives a known abbreviation to another body: "World Tea Organisation (WTO)"."""
        return text.casefold() in self._others

    def other(self, text: str) -> Entity | None:
        """The known body to which the report gives an abbreviation that is known as another's; None: an unknown one."""
        return self._others.get(text.casefold())

    def nearest(self, span: Named) -> Entity | None:
        """Of several organs of one name, that of the organisation named nearest; None where none of theirs is named."""
        homes = {home.id: e for e in span.entities for home in [self._knowledge.home(e.id)] if home}
        place = bisect_left(self._trail, (span.first, ""))
        near = [
            (abs(word - span.first), word > span.first, id)
            for word, id in self._trail[max(0, place - 8) : place + 4]
            if id in homes and abs(word - span.first) <= NEAR
        ]
        if near:
            return homes[min(near)[2]]
        earlier = [id for _, id in self._trail[max(0, place - FAR) : place] if id in homes]
        later = [id for _, id in self._trail[place : place + FAR] if id in homes]
        if earlier or later:
            return homes[earlier[-1] if earlier else later[0]]
        others = [e for e in span.entities if e.kind != "organ"]
        return others[0] if others else homes.get("org/un")

    def of_posts(self, words: Sequence[str], role: Role, owner: Actor) -> Entity | None:
        """The organ in which the holders of a post sit: the foreign ministers of a union are its council of them."""
        if role.post is None or not (owner.id or "").startswith("org/"):
            return None
        wanted = [_signature(role.post.split("-")), _signature(role.noun.split())]
        if role.post == "leader":
            wanted.append(_signature(["head", "state"]))
        return self._matching(wanted, str(owner.id))

    def inside(self, words: Sequence[str], owner: Actor) -> Entity | None:
        """The organ of an organisation that a phrase names with other words: "the council of its foreign ministers"."""
        return self._matching([_signature(words)], str(owner.id))

    def _matching(self, wanted: Iterable[frozenset[str]], organization: str) -> Entity | None:
        if organization not in self._signatures:
            entity = self._knowledge.entity(organization)
            own = _signature(entity.name.split()) if entity else frozenset()
            self._signatures[organization] = [
                (_signature(organ.name.split()) - own, organ) for organ in self._knowledge.organs(organization)
            ]
        for signature in wanted:
            for known, organ in self._signatures[organization]:
                if signature and signature == known:
                    return organ
        return None

    def _introduce(self, spans: Sequence[Named]) -> None:
        """ "Lake Chad Basin Commission (LCBC)": the brackets' content is the same body."""
        words = self._document.words
        starts = {span.first: span for span in spans}
        for span in spans:
            opening = span.last
            if (
                opening + 2 >= len(words)
                or words.text[opening] not in {"(", "["}
                or words.text[opening + 2] not in {")", "]"}
            ):
                continue
            short = words.text[opening + 1]
            if span.last - span.first < 2 or not (2 <= len(short) <= 10 and sum(c.isupper() for c in short) >= 2):
                continue
            self._pair(span, short, starts.get(opening + 1))

    def _pair(self, span: Named, short: str, inner: Named | None) -> None:
        words = self._document.words
        long = " ".join(words.text[span.first : span.last])
        if inner is not None and self._is_home(span, inner):
            return
        if inner is not None and inner.last == inner.first + 1 and self._differs(span, short, inner):
            self._others[short.casefold()] = next((e for e in span.entities if e.kind in BODIES), None)
            self._short[short.casefold()] = long.casefold().removeprefix("the ")
            return
        known = [
            e
            for e in (*span.entities, *(inner.entities if inner else ()))
            if e.kind in {"organization", "organ", "group"}
        ]
        if known:
            self._entities.setdefault(long.casefold(), known[0])
            self._entities.setdefault(short.casefold(), known[0])
        self._short[short.casefold()] = long.casefold().removeprefix("the ")

    def _is_home(self, span: Named, inner: Named) -> bool:
        """ "The Assembly of the African Union (AU)": the brackets name the whole, not the organ."""
        homes = {home.id for entity in span.entities if (home := self._knowledge.home(entity.id)) is not None}
        return inner.last == inner.first + 1 and any(entity.id in homes for entity in inner.entities)

    def _differs(self, span: Named, short: str, inner: Named) -> bool:
        """Whether a long name is no other name of what its abbreviation is known for.

        A known name decides by itself; an unknown one must be what the letters stand for, in words of its own.
        """
        bodies = [entity for entity in inner.entities if entity.kind in BODIES]
        if not bodies or not inner.entities:
            return False
        if span.entities:
            return not {entity.id for entity in span.entities} & {entity.id for entity in inner.entities}
        words = self._document.words.text[span.first : span.last]
        written = [word for word in words if word[:1].isupper() and word.casefold() != "the"]
        if "".join(word[0] for word in written).casefold() != short.casefold():
            return False
        stems = _signature(written)
        return not any(_same_words(stems, _signature(body.name.split())) for body in bodies)


def _same_words(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names are made of the same words, whichever way these are spelt."""
    return all(any(fuzz.ratio(word, known) >= ALIKE for known in other) for word in one)


def _signature(words: Iterable[str]) -> frozenset[str]:
    return frozenset(_stems(words))


def _stems(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        form = word.casefold().replace("defense", "defence")
        if form not in modifiers().organ_words:
            yield form[:-1] if form.endswith("s") and len(form) > 3 else form
