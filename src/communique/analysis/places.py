"""The places of one trigger in a clause: what its subject, its objects and its prepositions' nouns are."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Places:
    """The filled places of one trigger. Values are word indices of the fillers' heads; `passive` of its voice."""

    subject: tuple[int, ...] = ()
    object: tuple[int, ...] = ()
    iobj: tuple[int, ...] = ()
    possessor: tuple[int, ...] = ()
    infinitive: tuple[int, ...] = ()
    clause: tuple[int, ...] = ()
    gerund: tuple[int, ...] = ()
    complement: tuple[int, ...] = ()
    condition: tuple[int, ...] = ()
    prepositions: dict[str, tuple[int, ...]] = field(default_factory=dict)
    particles: frozenset[str] = frozenset()
    passive: bool = False
    inherited: bool = False

    def at(self, name: str) -> tuple[int, ...]:
        """The fillers at a place of the lexicon's notation, a preposition's nouns included."""
        if name in _FIELDS:
            found: tuple[int, ...] = getattr(self, name)
            return found
        return self.prepositions.get(name, ())


_FIELDS = frozenset(
    {"subject", "object", "iobj", "possessor", "infinitive", "clause", "gerund", "complement", "condition"}
)
