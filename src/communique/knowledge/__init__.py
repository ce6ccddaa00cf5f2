"""The knowledge of the world: who belongs where and holds what, on any day, and whom a name means."""

from communique.knowledge.answers import who
from communique.knowledge.entities import Designation, Entity, Kind, Membership, Tenure
from communique.knowledge.lookup import Knowledge

__all__ = ["Designation", "Entity", "Kind", "Knowledge", "Membership", "Tenure", "who"]
