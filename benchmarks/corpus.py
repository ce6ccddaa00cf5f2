"""How many of the corpus's claims are read, and how many of those read are the corpus's, by kind.

    python -m benchmarks.corpus [--split dev] [--rules-alone] [--errors KIND ...]

A claim is found when one of the same kind cites words that share at least half of the shorter with the other's
words; "with roles": when its main role (a meeting's participants and body together, an event's type and actors, a
statement's speaker …) also names one of the same actors, by id, else by name or the words, one within the other.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from communique.analysis.encoder import Encoder
from communique.claims import KINDS, Claim
from communique.dates import day_of
from communique.document import Report
from communique.extractors import event
from communique.pipeline import Pipeline
from corpus.loading import Annotated, load
from corpus.standoff import Claim as Marked

#: What an event must weigh where no head has weighed it, and what one that is only possible.
RULES_ABSTAIN = (0.6, 0.75)
#: The roles by which a claim of a kind is known, in our claims and in the corpus's.
ROLES = {
    "meeting": (("participants", "body"), ("participant", "body")), "statement": (("speaker",), ("speaker",)),
    "position": (("holder",), ("holder",)), "commitment": (("by",), ("by",)),
    "membership": (("member",), ("member",)), "tenure": (("person",), ("person",)),
    "designation": (("subject",), ("subject",)), "event": (("actors",), ("actor",)),
}


Pairs = list[tuple[int, int]]


def plain(text: str | None) -> str:
    """A name for comparing: lower case, words only, no article."""
    return " ".join(word for word in re.findall(r"\w+", (text or "").casefold()) if word != "the")


def read_names(claim: Claim) -> set[str]:
    """Ids, names and words of the actors in a read claim's main roles."""
    row, names = claim.to_dict(), set[str]()
    for role in ROLES[claim.kind][0]:
        value: Any = row[role]
        for actor in value if isinstance(value, list) else [value]:
            names |= {actor["id"] or "", plain(actor["name"]), plain(actor["text"])} if actor else set()
    return names - {""}


def marked_names(claim: Marked, document: Annotated) -> set[str]:
    """The same of a claim the corpus marks."""
    names = set[str]()
    for role in ROLES[claim.kind][1]:
        for filler in claim.fields.get(role, ()):
            entity = document.annotation.entity(filler.value) if filler.value else None
            names |= {entity.id or "", plain(entity.name)} if entity else set()
            names |= {plain(document.words(span)) for span in filler.spans}
    return names - {""}


def overlap(read: Claim, marked: Marked) -> bool:
    """Whether the two cite words in common, at least half of the shorter citation."""
    for piece in read.evidence:
        for evidence in marked.evidence:
            start, end = evidence.spans[0][0], evidence.spans[-1][1]
            shared = min(piece.end, end) - max(piece.start, start)
            if shared > 0 and shared * 2 >= min(piece.end - piece.start, end - start):
                return True
    return False


def same_roles(read: Claim, marked: Marked, document: Annotated) -> bool:
    """Whether a read claim of the right place has the marked one's main role, and an event its type."""
    if read.kind == "event" and read.to_dict()["type"] not in {f.value for f in marked.fields.get("type", ())}:
        return False
    wanted, found = marked_names(marked, document), read_names(read)
    return not wanted or any(_alike(one, other) for one in wanted for other in found)


def _alike(one: str, other: str) -> bool:
    """Whether two names are one, or one is the other with more said: "protesters", "three thousand protesters"."""
    return one == other or f" {one} " in f" {other} " or f" {other} " in f" {one} "


def score(
    documents: Iterable[Annotated], pipeline: Pipeline, errors: Collection[str] = ()
) -> Counter[tuple[str, str]]:
    """Counts by kind: marked, read, and of both how many are found, without and with roles.

    `errors` names kinds of which every miss and every wrong claim is shown, a line each.
    """
    count: Counter[tuple[str, str]] = Counter()
    for document in documents:
        report = Report(document.row.id, document.text, published=day_of(document.row.date))
        claims = pipeline.atoms(report)
        for kind in KINDS:
            read = [claim for claim in claims if claim.kind == kind]
            marked = [claim for claim in document.annotation.claims if claim.kind == kind]
            pairs = [(r, m) for r in range(len(read)) for m in range(len(marked)) if overlap(read[r], marked[m])]
            sure = [(r, m) for r, m in pairs if same_roles(read[r], marked[m], document)]
            if kind in errors:
                show_errors(document, read, marked, pairs, sure)
            count[kind, "read"] += len(read)
            count[kind, "marked"] += len(marked)
            for name, found in (("place", pairs), ("roles", sure)):
                count[kind, f"{name} read"] += len({r for r, _ in found})
                count[kind, f"{name} marked"] += len({m for _, m in found})
    return count


def show_errors(
    document: Annotated, read: list[Claim], marked: list[Marked], pairs: Pairs, sure: Pairs
) -> None:
    """What was marked and not read, read with other roles, or read and not marked; a line a claim."""
    for m, claim in enumerate(marked):
        here = [r for r, other in pairs if other == m]
        if m in {other for _, other in sure}:
            continue
        words = " … ".join(document.words((e.spans[0][0], e.spans[-1][1])) for e in claim.evidence[:1])
        fields = {
            name: "|".join((f.value or "") + " ".join(document.words(span) for span in f.spans) for f in fillers)
            for name, fillers in claim.fields.items()
        }
        fault = "OTHER ROLES" if here else "MISSED"
        print(f"{document.row.id} {fault} {claim.kind} {fields} in: {' '.join(words.split())}")
        for r in here:
            print(f"    read: {_brief(read[r])}")
    for r, own in enumerate(read):
        if r not in {other for other, _ in pairs}:
            print(f"{document.row.id} NOT MARKED {_brief(own)} in: {' '.join(own.evidence[0].quote.split())}")


def _brief(claim: Claim) -> str:
    row = claim.to_dict()
    kept = {k: v for k, v in row.items() if v not in (None, [], "") and k not in ("evidence", "id", "kind")}
    for key, value in kept.items():
        if isinstance(value, dict):
            kept[key] = value.get("name") or value.get("edtf") or value.get("text")
        elif isinstance(value, list):
            kept[key] = [one.get("name") if isinstance(one, dict) else one for one in value]
    return f"{claim.kind} {kept}"


def show(name: str, count: Counter[tuple[str, str]], kinds: Iterable[str]) -> None:
    """One line: how many, and precision, recall and F1 by place and with roles."""
    total: Counter[str] = Counter()
    for kind in kinds:
        total.update({key: n for (k, key), n in count.items() if k == kind})
    line = f"{name:12} marked {total['marked']:4} read {total['read']:4}"
    for way in ("place", "roles"):
        precision = total[f"{way} read"] / max(1, total["read"])
        recall = total[f"{way} marked"] / max(1, total["marked"])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        line += f"   {way}: P {precision:.2f} R {recall:.2f} F1 {f1:.2f}"
    print(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", default="dev", choices=("train", "dev", "test"))
    parser.add_argument("--rules-alone", action="store_true", help="without what the encoder's head reads by itself")
    parser.add_argument("--errors", nargs="*", default=[], choices=KINDS, help="show the errors of these kinds")
    given = parser.parse_args()
    if given.errors and given.split == "test":
        parser.error("the test documents' errors stay unread: --errors goes with --split dev or train")
    pipeline = Pipeline()
    if given.rules_alone:
        pipeline.encoder = Encoder(acts=False)
        event.ABSTAIN, event.UNFIRM = RULES_ABSTAIN
    count = score(load(split=given.split), pipeline, given.errors)
    for kind in KINDS:
        show(kind, count, [kind])
    show("all", count, KINDS)


if __name__ == "__main__":
    main()
