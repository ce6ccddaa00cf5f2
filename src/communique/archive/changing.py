"""What newsrooms took back: claims of an earlier text of a report that its present text tells no longer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from communique import questions
from communique.claims import Claim
from communique.questions import Gone
from communique.record import combine

if TYPE_CHECKING:
    from communique.archive.account import Account
    from communique.store import Kept, Store


class Changing:
    """The part of a record that knows of reports' earlier texts."""

    _store: Store
    _account: Account

    def gone(self, *, known_by: date | None = None) -> list[Gone]:
        """Claims that a newsroom's later text of a report tells no longer, as far as reports had been changed by a day.

        What the later text puts in other words is not gone.
        """
        rewritten = self._store.rewritten(known_by=known_by)
        return [found for name, version in list(rewritten) for found in self._lost(name, version)]

    def _lost(self, name: str, version: int) -> Iterator[Gone]:
        texts = [kept for kept in self._store.versions(name) if kept.version <= version]
        told = {kept.version: self._atoms_of(kept) for kept in texts}
        for before, after in pairwise(texts):
            later = [told[kept.version] for kept in texts if kept.version > after.version]
            for claim in lost(told[before.version], told[after.version]):
                if not _again(claim, later):
                    yield Gone(
                        questions.line(claim, {name: before.report}), before.version, after.version,
                        after.recorded[:10], after.report.published,
                        tuple(questions.witness(piece, before.report) for piece in claim.evidence),
                    )

    def _atoms_of(self, kept: Kept) -> list[Claim]:
        found = self._store.atoms_of(kept.report.name, kept.version)
        return list(self._account.judgements().judged(found))

    def gone_from(self, claim: Claim, *, known_by: date | None = None) -> tuple[Gone, ...]:
        """Of what newsrooms took back, that which was this claim."""
        alike = [found for found in self.gone(known_by=known_by) if found.line.claim.kind == claim.kind]
        if not alike:
            return ()
        parts = list(self._account.atoms(known_by=known_by, ids=claim.members))
        return tuple(found for found in alike if len(combine([*parts, found.line.claim])) < 1 + len(combine(parts)))


def lost(before: Iterable[Claim], after: Iterable[Claim]) -> list[Claim]:
    """The claims of an earlier text that a later one of the same report neither repeats nor puts in other words."""
    kept = list(after)
    ids = {member for claim in kept for member in claim.members or (claim.id,)}
    own = [claim for claim in before if not ids.intersection(claim.members or (claim.id,))]
    merged = combine([*own, *kept]) if own else ()
    found = {member for claim in merged if ids.intersection(claim.members) for member in claim.members}
    return [claim for claim in own if not found.intersection(claim.members or (claim.id,))]


def _again(claim: Claim, later: Iterable[list[Claim]]) -> bool:
    """Whether a text after the next tells it again."""
    return any(not lost([claim], atoms) for atoms in later)
