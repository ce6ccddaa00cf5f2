"""Every referring noun phrase of a document and whom it means, as far as its own words and the knowledge tell.

Names become entities or new actors, role descriptions the holder of the post on the report's day or whom the bearer
stands for. Pronouns and what only the report's course tells ("the minister") are left to `coreference`.
"""

from __future__ import annotations

from dataclasses import replace

from communique.actors import Actor
from communique.analysis.appositions import Draft
from communique.analysis.drafting import Drafts
from communique.document import Document, Mention
from communique.knowledge import Knowledge


def link(document: Document, knowledge: Knowledge) -> Document:
    """The document with its mentions. A head word finds its mention; so do the other top words of a name that
    the parse has torn apart."""
    drafts = Drafts(document, knowledge)
    found = drafts.all()
    names = _fullest(found)
    numbers: dict[str, int] = {}
    mentions: list[Mention] = []
    also: dict[int, Mention] = {}
    for draft in found:
        entity = numbers.setdefault(draft.key or f"#{draft.head}", len(numbers))
        mention = _mention(draft, entity, names)
        mentions.append(mention)
        for word in draft.tops:
            also[word] = mention
    mentions.sort(key=lambda m: (m.first, -m.last, m.head))
    return document.with_mentions(mentions, also)


def _fullest(drafts: list[Draft]) -> dict[str, Actor]:
    """For each new actor the report's fullest account: the longest name, the first code and sector stated."""
    best: dict[str, Actor] = {}
    for draft in drafts:
        if len(draft.actors) != 1 or draft.actors[0].id or not draft.key:
            continue
        actor, seen = draft.actors[0], best.get(draft.key)
        if seen is None:
            best[draft.key] = actor
            continue
        name = actor.name if draft.form == "name" and len(actor.name) > len(seen.name) else seen.name
        best[draft.key] = replace(seen, name=name, code=seen.code or actor.code, sector=seen.sector or actor.sector)
    return best


def _mention(draft: Draft, entity: int, names: dict[str, Actor]) -> Mention:
    actors = draft.actors
    if len(actors) == 1 and draft.key in names and not actors[0].id:
        actors = (replace(names[draft.key], text=actors[0].text),)
    return Mention(
        draft.first,
        draft.last,
        draft.head,
        draft.form,
        draft.type,
        actors,
        entity,
        draft.post,
        draft.of,
    )


def post_of(document: Document, mention: Mention) -> tuple[str, Actor | None] | None:
    """The post a mention gives its bearer, as written, and the state or organisation it is a post of; None for none."""
    if mention.post is None:
        return None
    return mention.post, mention.of
