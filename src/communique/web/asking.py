"""What an address asks: its query read into typed values, or refused with the field named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

#: The field of every address that asks for the record as it was known by a day.
KNOWN_BY = "known_by"

#: Longest value of a field, in characters.
LONGEST = 500


class BadQueryError(Exception):
    """A field of the query that means nothing; `field` and `cause` are shown to the reader."""

    def __init__(self, field: str, cause: str) -> None:
        super().__init__(field, cause)
        self.field, self.cause = field, cause


@dataclass(frozen=True, slots=True)
class Query:
    """The fields of an address. Raises `BadQueryError` where one is no such value."""

    path: str
    fields: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, path: str, params: QueryParams) -> Query:
        """The fields that say something."""
        fields = tuple((name, value.strip()) for name, value in params.multi_items() if value.strip())
        for name, value in fields:
            if len(value) > LONGEST:
                raise BadQueryError(name, f"has {len(value)} characters; a field has at most {LONGEST}")
        return cls(path, fields)

    def text(self, name: str) -> str:
        return next((value for own, value in self.fields if own == name), "")

    def several(self, name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value for own, value in self.fields if own == name))

    def day(self, name: str) -> date | None:
        """A day as YYYY-MM-DD, or the ordinal a slider gives."""
        value = self.text(name)
        if not value:
            return None
        try:
            return date.fromordinal(int(value)) if value.isdecimal() and len(value) < 8 else date.fromisoformat(value)
        except (ValueError, OverflowError):
            raise BadQueryError(name, f"{value!r} is no day: write it as 2021-09-17") from None

    def number(self, name: str, *, most: int = 100_000) -> int:
        """A number from 0; 0 where none is given."""
        value = self.text(name)
        if value and (not value.isdecimal() or len(value) > 7 or int(value) > most):
            raise BadQueryError(name, f"{value!r} is no number up to {most}")
        return int(value or 0)

    def choice(self, name: str, choices: Sequence[str]) -> str:
        """One of these values, or none."""
        value = self.text(name)
        if value and value not in choices:
            raise BadQueryError(name, f"{value!r} is none of {', '.join(choices)}")
        return value

    def choices(self, name: str, choices: Sequence[str]) -> tuple[str, ...]:
        values = self.several(name)
        for value in values:
            if value not in choices:
                raise BadQueryError(name, f"{value!r} is none of {', '.join(choices)}")
        return values

    def others(self, *names: str) -> tuple[tuple[str, str], ...]:
        """The fields but those of these names, and but the place in a list: what a form over them keeps."""
        return tuple((name, value) for name, value in self.fields if name not in (*names, "page"))

    def with_(self, **changes: object) -> str:
        """The same address with some fields put otherwise; None takes one out."""
        kept = [(name, value) for name, value in self.fields if name not in changes]
        kept += [(name, str(value)) for name, value in changes.items() if value is not None]
        return f"{self.path}?{urlencode(kept)}" if kept else self.path

    def in_form(self, form: str) -> str:
        """The same content in another form: "json", "csv", "ics"."""
        path = self.path if self.path != "/" else "/today"
        return f"{path}.{form}?{urlencode(self.fields)}" if self.fields else f"{path}.{form}"
