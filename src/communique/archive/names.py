"""Whom and what a name on the command line means: an actor of the record, a report, a newsroom."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from communique import questions
from communique.errors import UnknownNameError
from communique.newsrooms import Reports, newsroom


@dataclass(frozen=True, slots=True)
class Meant:
    """The actor a name means: its key, the keys that count as it (its organs too), names of others it may mean."""

    key: str
    keys: frozenset[str]
    others: tuple[str, ...]


def actor_named(name: str, called: Collection[tuple[str, str, int]]) -> Meant:
    """The actor a name means best. `called` are names in use, each with its actor's key and number of claims.

    A whole name goes before part of one, an actor before a place, the more spoken of before the less. Raises
    `UnknownNameError` with the nearest names.
    """
    wanted = questions.plain(name)
    weights = {key: count for own, key, count in called if own == wanted or key == name}
    if not weights and wanted:
        tokens = set(wanted.split())
        weights = {key: count for own, key, count in called if tokens <= set(own.split())}
    if not weights:
        known = sorted({row[0] for row in called})
        close = process.extract(wanted, known, limit=3, scorer=fuzz.WRatio, score_cutoff=60)
        raise _unknown(name, "nobody of this name in the record", [match[0] for match in close])
    first, *others = sorted(weights, key=lambda key: (key.startswith("place/"), -weights[key], key))
    organs = {key for _, key, _ in called if key.startswith(f"{first}/")}
    shown = {key: max((own for own, k, _ in called if k == key), key=len) for key in others[:5]}
    return Meant(first, frozenset({first, *organs}), tuple(shown.values()))


def report_named(name: str, known: Sequence[str]) -> str:
    """The report of this name, or whose path ends with it. Raises `UnknownNameError` where none or several do."""
    meant = [own for own in known if own == name] or [own for own in known if own.endswith(f"/{name}")]
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise _unknown(name, "several reports have this name", meant)
    close = process.extract(name, known, limit=3)
    raise _unknown(name, "no report of this name is kept", [match[0] for match in close])


def newsroom_named(name: str, reports: Reports, *, known_by: date | None = None) -> str:
    """The newsroom of this name, or with these words in its name. Raises `UnknownNameError`.

    `known_by`: the day by which these reports had been told, for the error to name.
    """
    known = sorted({newsroom(report, reports) for report in reports})
    wanted = questions.plain(name)
    meant = [room for room in known if questions.plain(room) == wanted]
    meant = meant or [room for room in known if wanted and wanted in questions.plain(room)]
    if len(meant) == 1:
        return meant[0]
    then = f" that was told by {known_by}" if known_by else ""
    cause = "several newsrooms have this name" if meant else f"no report of this newsroom is kept{then}"
    raise _unknown(name, cause, meant or known)


def _unknown(name: str, cause: str, nearest: Iterable[str]) -> UnknownNameError:
    close = tuple(nearest)
    return UnknownNameError(name, cause, f"did you mean {', '.join(close[:5])}?" if close else "", nearest=close)
