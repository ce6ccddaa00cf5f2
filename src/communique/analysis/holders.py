"""Who holds a post that a report speaks of: on the report's day or, where it has none, the one holder it names."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from communique.analysis.descriptions import Title
from communique.document import Words
from communique.knowledge import Entity, Knowledge
from communique.languages.roles import function_words

#: Posts whose holders are many, each sent somewhere else.
SENT = frozenset({"ambassador"})

#: The words behind a title that say what it is for are read this far.
LONGEST_FIELD = 6


def title_text(words: Words, title: Title) -> tuple[str, bool]:
    """The title in lower case with what it is for, and whether it says so: "high commissioner for human rights"."""
    last = title.last
    if last + 1 < len(words) and words.lower[last] == "for" and words.text[last + 1][:1].isupper():
        last += 1
        while last < min(len(words), title.last + LONGEST_FIELD) and words.upos[last] in {"PROPN", "NOUN", "ADJ"}:
            last += 1
    return " ".join(words.lower[title.first : last]), last > title.last


def holder(
    words: Words, title: Title, owner: str, knowledge: Knowledge, on: date | None, named: Collection[str]
) -> Entity | None:
    """The holder of a post of `owner`; without a day the only one among the people `named` that ever held it.

    A title with a field of its own ("secretary of state for defence") is never answered by the plain one.
    """
    if title.role.post == "leader":
        return _leader(owner, knowledge, on, named)
    text, special = title_text(words, title)
    texts = [text] if special or title.role.post is None else [text, title.role.post]
    for wanted in texts:
        found = knowledge.holders(wanted, owner, on)
        if special:
            found = tuple(entity for entity in found if _titled(knowledge, entity, wanted))
        if on is None:
            found = tuple(entity for entity in found if entity.id in named)
            if len(found) > 1:
                return None
        if title.role.post in SENT:
            found = tuple(entity for entity in found if _sent(words, title, knowledge, entity))
        if found:
            return found[0]
    return None


def _sent(words: Words, title: Title, knowledge: Knowledge, person: Entity) -> bool:
    """Whether somebody is ambassador where the report says: "Togo's ambassador to the Bloc", never just "Togo's"."""
    last = min(title.last + LONGEST_FIELD, len(words))
    beside = (*range(max(title.first - 2, 0), title.first), *range(title.last, last))
    said = {words.lower[word] for word in beside if words.upos[word] == "PROPN"}
    bonds = function_words().destinations
    for row in knowledge.tenures(person.id):
        for text in row.title.lower().split(";"):
            told = text.split()
            behind = next((told[place + 1 :] for place, word in enumerate(told) if word in bonds), [])
            if said.intersection(behind):
                return True
    return False


def _titled(knowledge: Knowledge, person: Entity, text: str) -> bool:
    """Whether one of somebody's posts is called so in full."""
    return any(text in row.title.lower().split(";") for row in knowledge.tenures(person.id))


def _leader(owner: str, knowledge: Knowledge, on: date | None, named: Collection[str]) -> Entity | None:
    """Whoever leads in any way: of several the only one that the report names, nobody where it names none of them."""
    posts = ("leader", "head-of-state", "head-of-government") if owner.startswith("state/") else ("leader",)
    found = {entity.id: entity for post in posts for entity in knowledge.holders(post, owner, on)}
    told = [entity for id, entity in found.items() if id in named]
    if len(told) == 1:
        return told[0]
    return next(iter(found.values())) if len(found) == 1 and on is not None else None
