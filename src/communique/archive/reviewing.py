"""What a person does with claims under review: accepts, rejects, corrects; and the log of all decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from communique.actors import FIRMNESS
from communique.archive.judging import Judgements
from communique.claims import KINDS, Claim, from_dict, own_fields
from communique.describe import describe
from communique.errors import CommuniqueError, StoreError

if TYPE_CHECKING:
    from communique.archive.account import Account
    from communique.store import Decision, Store

#: Fields of every kind that a correction may change.
COMMON = ("status", "when", "where")


@dataclass(frozen=True, slots=True)
class Logged:
    """One decision of the log; `made` and `undone` are UTC, ISO 8601; `text` says what was decided on."""

    number: int
    act: str
    text: str
    claims: tuple[str, ...]
    made: str
    undone: str | None


class Reviewing:
    """The part of a record that takes judgements of single claims; each is logged, and `undo` takes it back."""

    _store: Store
    _account: Account

    def claim(self, ident: str) -> Claim:
        raise NotImplementedError

    def accept(self, claim: str) -> Claim:
        """Notes that a claim is read rightly. Raises `UnknownNameError`, as the next two do."""
        found = self.claim(claim)
        self._judge("accept", found)
        return found

    def reject(self, claim: str) -> Claim:
        """Takes a claim out as read wrongly: no question is answered from it until that is undone."""
        found = self.claim(claim)
        self._judge("reject", found)
        return found

    def correct(self, claim: str, changes: Mapping[str, Any]) -> Claim:
        """Puts fields of a claim otherwise; `changes` in the contract's form. Raises `StoreError` where they are none.

        >>> record.correct("3f0c1d2e4b5a6978", {"when": {"edtf": "2021-09-17", "text": "Friday"}})  # doctest: +SKIP
        """
        found = self.claim(claim)
        _check(found, changes)
        self._judge("correct", found, changes=dict(changes), words=self._own_words(found))
        return self.claim(found.id)

    def judgements(self) -> Judgements:
        """What people judged of single claims, as it stands."""
        return self._account.judgements()

    def log(self, *, limit: int | None = None) -> list[Logged]:
        """Every decision, the latest first, those taken back too."""
        found = [_logged(decision) for decision in self._store.decisions()][::-1]
        return found[:limit]

    def _judge(self, act: str, claim: Claim, **more: Any) -> None:
        reports = sorted({evidence.report for evidence in claim.evidence})
        content = {
            "act": act, "pairs": [], "claims": sorted(claim.members or (claim.id,)), "reports": reports,
            "kind": claim.kind, "text": describe(claim),
        }
        self._store.decide(content | more, made=datetime.now(UTC).isoformat(timespec="seconds"))

    def _own_words(self, claim: Claim) -> list[tuple[str, str]]:
        """The words of a claim that no other claim of its kind and report rests on."""
        words = {(evidence.report, evidence.quote) for evidence in claim.evidence}
        others = {
            (evidence.report, evidence.quote)
            for atom in self._account.atoms(reports={report for report, _ in words})
            if atom.kind == claim.kind and not {atom.id, *atom.members} & {claim.id, *claim.members}
            for evidence in atom.evidence
        }
        return sorted(words - others)


def _check(claim: Claim, changes: Mapping[str, Any]) -> None:
    """That changes are of fields the claim has, in the contract's form."""
    may = {*COMMON, *own_fields(KINDS[claim.kind])}
    if not changes or not may.issuperset(changes):
        odd = ", ".join(sorted(set(changes) - may)) or "nothing"
        raise StoreError(claim.id, f"{odd} cannot be corrected", f"name one of {', '.join(sorted(may))}")
    if changes.get("status", "asserted") not in FIRMNESS:
        raise StoreError(claim.id, f"{changes['status']!r} is no status", f"name one of {', '.join(FIRMNESS)}")
    try:
        describe(from_dict(claim.to_dict() | dict(changes)))
    except CommuniqueError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        remedy = "give the fields as `read --format jsonl` does"
        raise StoreError(claim.id, f"cannot be put so: {error}", remedy) from error


def _logged(decision: Decision) -> Logged:
    content = decision.content
    ids = content.get("claims") or dict.fromkeys(ident for pair in content["pairs"] for ident in pair)
    return Logged(
        decision.number, content["act"], content.get("text", ""), tuple(ids), decision.made, decision.undone
    )
