"""What "the Council" and "the secretary general" mean that nobody has named: of the organisation spoken of last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from communique.actors import Actor
from communique.analysis.antecedents import Known
from communique.analysis.descriptions import Title
from communique.analysis.holders import holder
from communique.analysis.people import person_actor
from communique.analysis.phrases import is_plural
from communique.document import Document, Mention
from communique.knowledge import Entity, Knowledge

#: Posts that every organisation has but one of.
SINGLE = frozenset({"secretary-general", "commission-president"})

#: So many organisations are asked, the latest first.
ASKED = 2

#: Words that join the words of an organ's name.
JOINING = frozenset({"of", "for", "on"})


class Bodies:
    """Finds organs and heads of the organisations in one document."""

    def __init__(self, document: Document, knowledge: Knowledge) -> None:
        self.document, self.words, self.knowledge = document, document.words, knowledge
        self.on = document.report.published

    def told(self, mention: Mention, title: Title | None, earlier: Iterable[Known]) -> Mention | None:
        """The mention with the organ or the officer it means; None where it means neither or it is unclear."""
        head = mention.head
        if is_plural(self.words, head) or self.words.lower[mention.first] != "the" or not self._bare(mention, title):
            return None
        if title is not None and title.role.kind == "person":
            return self._officer(mention, title, earlier) if title.exclusive else None
        return self._organ(mention, earlier) if self.words.text[head][:1].isupper() else None

    def _bare(self, mention: Mention, title: Title | None) -> bool:
        first = title.first if title else mention.head
        return all(self.words.deprel[kid] in {"det", "punct", "case"} or kid >= first
                   for kid in self.words.children[mention.head])

    def _organ(self, mention: Mention, earlier: Iterable[Known]) -> Mention | None:
        noun = self.words.lower[mention.head]
        for organization in self._organizations(earlier):
            organs = [organ for organ in self.knowledge.organs(organization.id or "") if _named(organ, noun)]
            if len(organs) == 1:
                actor = self.knowledge.actor(organs[0], self._text(mention))
                return replace(mention, actors=(actor,), type="organ")
        return None

    def _officer(self, mention: Mention, title: Title, earlier: Iterable[Known]) -> Mention | None:
        if title.role.post not in SINGLE:
            return None
        for organization in self._organizations(earlier):
            found = holder(self.words, title, organization.id or "", self.knowledge, self.on, ())
            if found:
                actor = person_actor(self.knowledge, found, self._text(mention), self.on)
                return replace(mention, actors=(actor,), type="person", of=organization)
        return None

    def _organizations(self, earlier: Iterable[Known]) -> Iterator[Actor]:
        """The organisations spoken of, the latest first, an organ for its own."""
        seen: dict[str, Actor] = {}
        for known in earlier:
            id = known.actors[0].id or "" if len(known.actors) == 1 and known.named else ""
            if not id.startswith("org/") or len(seen) >= ASKED:
                continue
            home = self.knowledge.entity("/".join(id.split("/")[:2]))
            if home and home.id not in seen:
                seen[home.id] = self.knowledge.actor(home, home.name)
        yield from seen.values()

    def _text(self, mention: Mention) -> str:
        return " ".join(self.words.text[mention.head : mention.last])


def _named(organ: Entity, noun: str) -> bool:
    """Whether a noun heads the name of an organ: "Council of Ministers", "Peace and Security Council"."""
    words = organ.name.lower().split()
    return words[-1] == noun or any(a == noun and b in JOINING for a, b in pairwise(words))
