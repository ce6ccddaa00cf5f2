"""What can go wrong for a reason outside the program: what failed, where, and what to do about it."""

from __future__ import annotations


class CommuniqueError(Exception):
    """Base of every error this package raises on purpose.

    `subject` is the thing that failed (a path, a name, a date), `cause` why, `remedy` what the user can do.
    """

    def __init__(self, subject: str, cause: str, remedy: str = "") -> None:
        super().__init__(subject, cause, remedy)
        self.subject = subject
        self.cause = cause
        self.remedy = remedy

    def __str__(self) -> str:
        tail = f" ({self.remedy})" if self.remedy else ""
        return f"{self.subject}: {self.cause}{tail}"


class SourceError(CommuniqueError):
    """A source that could not be read as a report."""


class StoreError(CommuniqueError):
    """A store that cannot be opened, read or written."""


class KnowledgeError(CommuniqueError):
    """Knowledge files that contradict themselves or cannot be read."""


class DateError(CommuniqueError):
    """A text that is no date of ours."""


class UnknownNameError(CommuniqueError):
    """A name the knowledge or the record does not hold; `nearest` are the closest names it does hold."""

    def __init__(self, subject: str, cause: str, remedy: str = "", *, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(subject, cause, remedy)
        self.nearest = nearest
