"""The record: the claims of many reports as one account, in which nobody's words are lost."""

from communique.record.combining import Decisions, blocks, combine
from communique.record.conflicts import OVER, conflicts
from communique.record.courses import courses
from communique.record.following import Sequel, overdue, sequels
from communique.record.seasons import seasons
from communique.record.ties import tied, tying
from communique.record.within import Difference, differences

__all__ = [
    "OVER", "Decisions", "Difference", "Sequel", "blocks", "combine", "conflicts", "courses", "differences",
    "overdue", "seasons", "sequels", "tied", "tying",
]
