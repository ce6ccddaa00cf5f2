"""The record: the claims of many reports as one account, in which nobody's words are lost."""

from communique.record.combining import Decisions, blocks, combine
from communique.record.conflicts import conflicts
from communique.record.following import Sequel, overdue, sequels
from communique.record.seasons import seasons
from communique.record.ties import tied, tying

__all__ = [
    "Decisions", "Sequel", "blocks", "combine", "conflicts", "overdue", "seasons", "sequels", "tied",
    "tying",
]
