"""What people judged of single claims: read rightly, wrongly, or to be put otherwise; kept when reports are reread.

A judgement names a claim by the ids of its members. A correction also knows the words the claim rests on: where a later
reading makes another claim of the same kind of these very words, it is put as the person put it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from communique.claims import Claim, from_dict
from communique.store import Decision

#: Decisions that judge one claim, beside those on whether two are one.
ACTS = ("accept", "reject", "correct")

#: The report a claim rests on, its kind and the words.
Words = tuple[str, str, str]

Written = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgements:
    """Judgements in force: ids of claims `accepted` and `rejected`; changes in the contract's form, by id and words."""

    accepted: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()
    corrected: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    reworded: Mapping[Words, Mapping[str, Any]] = field(default_factory=dict)
    reports: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # where a judged id stands

    def judged(self, atoms: Iterable[Claim]) -> Iterator[Claim]:
        """The atoms as people put them, without those they rejected."""
        for atom in atoms:
            if not self.rejected.isdisjoint(atom.members or (atom.id,)):
                continue
            changes = self._changes(atom)
            yield _changed(atom, changes) if changes else atom

    def _changes(self, atom: Claim) -> Mapping[str, Any]:
        if not self.corrected:
            return {}
        for ident in (atom.id, *atom.members):
            if ident in self.corrected:
                return self.corrected[ident]
        for evidence in atom.evidence:
            if found := self.reworded.get((evidence.report, atom.kind, evidence.quote)):
                return found
        return {}

    def written(self) -> list[list[str]]:
        """What bears on the merged claims, each judgement with the reports it concerns, as text."""
        rows = [["reject", *self.reports.get(ident, ()), ident] for ident in sorted(self.rejected)]
        for ident, changes in sorted(self.corrected.items()):
            put = json.dumps(changes, sort_keys=True, ensure_ascii=False)
            rows.append(["correct", *self.reports.get(ident, ()), ident, put])
        return rows

    @staticmethod
    def reports_of(written: Iterable[Written]) -> set[str]:
        """The reports that written judgements concern."""
        behind = {"reject": 1, "correct": 2}
        return {name for act, *rest in written if act in behind for name in rest[: -behind[act]]}


def _changed(atom: Claim, changes: Mapping[str, Any]) -> Claim:
    row = atom.to_dict() | {"members": atom.members or (atom.id,)} | dict(changes) | {"confidence": 1.0}
    if status := changes.get("status"):
        row["evidence"] = [piece | {"status": status} for piece in row["evidence"]]
    return from_dict(row)


def judgements(log: Iterable[Decision]) -> Judgements:
    """What the log of decisions says of single claims, the later before the earlier."""
    accepted, rejected = set[str](), set[str]()
    corrected: dict[str, dict[str, Any]] = {}
    reworded: dict[Words, dict[str, Any]] = {}
    reports: dict[str, tuple[str, ...]] = {}
    for decision in log:
        content = decision.content
        if decision.undone or content["act"] not in ACTS:
            continue
        ids = set(content["claims"])
        reports |= dict.fromkeys(ids, tuple(content["reports"]))
        if content["act"] == "reject":
            rejected |= ids
            accepted -= ids
            continue
        accepted |= ids
        rejected -= ids
        if content["act"] == "correct":
            for ident in ids:
                corrected[ident] = corrected.get(ident, {}) | content["changes"]
            for report, quote in content["words"]:
                words = (report, content["kind"], quote)
                reworded[words] = reworded.get(words, {}) | content["changes"]
    return Judgements(frozenset(accepted), frozenset(rejected), corrected, reworded, reports)
