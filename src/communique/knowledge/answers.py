"""What `communique who` tells of one name, in the form of the outside contract."""

from __future__ import annotations

from datetime import date
from typing import Any

from communique.errors import UnknownNameError
from communique.knowledge.entities import Entity, Membership, Tenure
from communique.knowledge.lookup import Knowledge


def who(knowledge: Knowledge, name: str, on: date | None = None) -> dict[str, Any]:
    """All the knowledge says of a name on a day (or of all days), in the contract's form.

    A capital or a seat of power stays the place or gives its state. Raises UnknownNameError with the nearest names.
    """
    entity = _meant(knowledge, name, on)
    organs = knowledge.organs(entity.id)
    posts = [t for id in (entity.id, *(organ.id for organ in organs)) for t in knowledge.posts(id, on)]
    status = knowledge.status(entity.id)
    return ({"status": status} if status else {}) | {
        "id": entity.id, "name": entity.name, "kind": entity.kind, "code": entity.code,
        "as_of": on.isoformat() if on else None,
        "members": [_member(knowledge, row, row.member) for row in knowledge.members(entity.id, on)],
        "memberships": [_member(knowledge, row, row.organization) for row in knowledge.memberships(entity.id, on)],
        "posts": [_post(knowledge, row) for row in posts],
        "tenures": [_tenure(knowledge, row) for row in knowledge.tenures(entity.id, on)],
    }


def _meant(knowledge: Knowledge, name: str, on: date | None) -> Entity:
    entity = knowledge.entity(name)
    found = (entity,) if entity else knowledge.named(name, on) or knowledge.person(name, on) or knowledge.named(name)
    if not found and (state := knowledge.demonym(name)):
        found = (state,)
    if not found:
        nearest = knowledge.nearest(name)
        remedy = "nearest: " + ", ".join(nearest) if nearest else ""
        raise UnknownNameError(name, "no such name in the knowledge", remedy, nearest=nearest)
    plain = knowledge.entity(found[0].id)  # without the sector that a seat of power adds
    return plain or found[0]


def _named(knowledge: Knowledge, id: str) -> dict[str, str]:
    entity = knowledge.entity(id)
    return {"id": id, "name": entity.name if entity else id}


def _member(knowledge: Knowledge, row: Membership, id: str) -> dict[str, Any]:
    return _named(knowledge, id) | {"role": row.role, "from": row.start, "to": row.end}


def _post(knowledge: Knowledge, row: Tenure) -> dict[str, Any]:
    return {
        "post": _title(row), "of": _named(knowledge, row.of), "person": _named(knowledge, row.person),
        "from": row.start, "to": row.end, "confirmed_until": row.confirmed_until,
    }


def _tenure(knowledge: Knowledge, row: Tenure) -> dict[str, Any]:
    answer = _post(knowledge, row)
    del answer["person"]
    return answer


def _title(row: Tenure) -> str:
    """The post in words, marked where its holder is acting or disputed."""
    words = row.title.split(";")[0] or row.post.replace("-", " ")
    return words if row.held == "current" else f"{words} ({row.held})"
