"""Coreference on GUM's documents: MUC, B³, CEAF-e and their mean, and how often a phrase finds what it means.

Usage: python benchmarks/coreference.py [--split dev+test] [--genre news]

Text and words are GUM's, the parse is the shipped encoder's. The three scores are over the mentions that the gold gives
and we read alike (by head word), single mentions left out, as in CoNLL 2012. The two accuracies are over third-person
pronouns that have a gold antecedent, and over definite descriptions whose gold entity is a named person, place or
organisation: right where the antecedent chosen is of the same gold entity.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from communique.analysis.coreference import Resolver
from communique.analysis.encoder import Encoder
from communique.analysis.linking import link
from communique.analysis.parsing import _names, _words
from communique.document import Document, Report, Sentence
from communique.knowledge import Knowledge
from communique.languages.roles import pronouns

SHARED = Path(os.environ.get("COMMUNIQUE_SHARED", "../shared"))
Cluster = frozenset[int]


@dataclass(frozen=True, slots=True)
class Gold:
    """One GUM document parsed, with the gold entity of every gold mention's head word."""

    id: str
    genre: str
    document: Document
    entity: Mapping[int, int]
    named: Mapping[int, str]  # gold entity → its type, where a mention of it is a proper name
    group: Mapping[int, int]  # first word of coordinated heads → the gold entity of them together


def rows(split: str) -> Iterator[dict[str, Any]]:
    """The documents of one split as GUM's file gives them."""
    with gzip.open(SHARED / "data" / "train" / "gum_docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from (row for row in map(json.loads, lines) if row["split"] in split.split("+"))


def gold_documents(split: str, encoder: Encoder) -> Iterator[Gold]:
    """Every document of a split, parsed and not yet linked."""
    for row in rows(split):
        document = parsed(row, encoder)
        yield Gold(row["id"], row["genre"], document, *heads(row, document))


def parsed(row: dict[str, Any], encoder: Encoder) -> Document:
    """GUM's own words and sentences, read by the encoder."""
    text, place, spans, sentences, forms = row["text"], 0, [], [], []
    for words in row["sentences"]:
        first = len(spans)
        for word in words:
            found = text.find(word, place, place + 200)
            start = found if found >= 0 else place
            spans.append((start, start + len(word)))
            place = start + (len(word) if found >= 0 else 0)
            forms.append(word)
        sentences.append(Sentence(first, len(spans), spans[first][0], spans[-1][1]))
    parses = list(encoder.read(row["sentences"]))
    published = row["date_created"][:10] if row["date_created"] else None
    try:
        day = date.fromisoformat(published) if published else None
    except ValueError:
        day = None
    return Document(
        Report(row["id"], text, published=day),
        sentences=tuple(sentences),
        words=_words(spans, forms, sentences, parses),
        names=tuple(_names(sentences, parses)),
    )


def heads(row: dict[str, Any], document: Document) -> tuple[dict[int, int], dict[int, str], dict[int, int]]:
    """The gold entity of every head word, of nested mentions with one head the shorter; the named ones; the groups."""
    entity: dict[int, int] = {}
    group: dict[int, int] = {}
    named: dict[int, str] = {}
    words = document.words
    for gold in sorted(row["entities"], key=lambda e: e["start_token"] - e["end_token"]):
        first, last = gold["start_token"], gold["end_token"]
        inside = [w for w in range(first, last) if not first <= words.head[w] < last]
        marked = [first + int(place) - 1 for place in gold["min"].split(",")]
        head = next((w for w in inside if w in marked), marked[0])
        if head in entity and entity[head] != gold["coref_id"]:
            group[head] = entity[head]
        entity[head] = gold["coref_id"]
        if any(words.upos[w] == "PROPN" for w in marked):
            named.setdefault(gold["coref_id"], gold["type"])
    return entity, named, group


def clusters(entity: Mapping[int, int]) -> list[Cluster]:
    """The words of each entity mentioned more than once."""
    found: dict[int, set[int]] = defaultdict(set)
    for word, number in entity.items():
        found[number].add(word)
    return [frozenset(words) for words in found.values() if len(words) > 1]


def muc(gold: list[Cluster], ours: list[Cluster]) -> tuple[float, float, float, float]:
    """Links kept and links wanted, of the gold and of ours (Vilain et al. 1995)."""
    return *_links(gold, ours), *_links(ours, gold)


def _links(wanted: list[Cluster], given: list[Cluster]) -> tuple[float, float]:
    of = {word: number for number, cluster in enumerate(given) for word in cluster}
    kept = total = 0
    for cluster in wanted:
        parts = {of.get(word, -1 - word) for word in cluster}
        kept += len(cluster) - len(parts)
        total += len(cluster) - 1
    return kept, total


def b_cubed(gold: list[Cluster], ours: list[Cluster]) -> tuple[float, float, float, float]:
    """Shares of each mention's entity (Bagga and Baldwin 1998)."""
    return *_shares(gold, ours), *_shares(ours, gold)


def _shares(wanted: list[Cluster], given: list[Cluster]) -> tuple[float, float]:
    of = {word: cluster for cluster in given for word in cluster}
    share = sum(len(cluster & of.get(word, frozenset())) / len(cluster) for cluster in wanted for word in cluster)
    return share, sum(map(len, wanted))


def ceaf(gold: list[Cluster], ours: list[Cluster]) -> tuple[float, float, float, float]:
    """Likeness of the best one-to-one alignment of entities (Luo 2005), aligned greedily: exact but for rare ties."""
    pairs = sorted(
        ((2 * len(a & b) / (len(a) + len(b)), i, j) for i, a in enumerate(gold) for j, b in enumerate(ours) if a & b),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    seen_gold: set[int] = set()
    seen_ours: set[int] = set()
    total = 0.0
    for value, i, j in pairs:
        if i not in seen_gold and j not in seen_ours:
            seen_gold.add(i)
            seen_ours.add(j)
            total += value
    return total, len(gold), total, len(ours)


def f_score(sums: Iterable[float]) -> float:
    kept, wanted, right, given = sums
    recall, precision = kept / wanted if wanted else 0.0, right / given if given else 0.0
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def phrases(gold: Gold, document: Document, groups: Mapping[int, int]) -> Iterator[tuple[str, int, bool]]:
    """Each pronoun and definite description in question: its kind, head and whether its antecedent is right.

    `groups`: our entities that are several names in a row → the first name's head.
    """
    words = document.words
    first: dict[int, int] = {}
    for word in sorted(gold.entity):
        first.setdefault(gold.entity[word], word)
    ours: dict[int, list[int]] = defaultdict(list)
    for mention in sorted(document.mentions, key=lambda m: m.head):
        number = gold.entity.get(mention.head)
        if number is not None and first[number] != mention.head:
            kind = _kind(gold, document, mention.head)
            if kind:
                earlier = [word for word in ours[mention.entity] if word != mention.head]
                known = [gold.entity[word] for word in earlier if word in gold.entity]
                if mention.entity in groups and not known:
                    known = [gold.group.get(groups[mention.entity], -1)]
                yield kind, mention.head, bool(known) and known[-1] == number
        ours[mention.entity].append(mention.head)
    missed = set(gold.entity) - {m.head for m in document.mentions}
    for word in sorted(missed):
        if words.lower[word] in pronouns() and first[gold.entity[word]] != word and _kind(gold, document, word):
            yield "pronoun", word, False


def _kind(gold: Gold, document: Document, head: int) -> str | None:
    words = document.words
    pronoun = pronouns().get(words.lower[head])
    if pronoun and not pronoun.relative and words.upos[head] == "PRON":
        return "pronoun"
    article = any(words.lower[kid] in {"the", "this", "that", "these", "those"} for kid in words.kids(head, "det"))
    named = gold.named.get(gold.entity[head]) in {"person", "place", "organization"}
    return "description" if article and named and words.upos[head] == "NOUN" else None


def measure(golds: Iterable[Gold], knowledge: Knowledge) -> dict[str, float]:
    """All figures over these documents."""
    sums = {name: [0.0] * 4 for name in ("MUC", "B³", "CEAF-e")}
    right: dict[str, list[bool]] = defaultdict(list)
    for gold in golds:
        resolver = Resolver(link(gold.document, knowledge), knowledge)
        document = resolver.resolved()
        groups = {number: known.mentions[0].head for number, known in resolver.by_number.items() if known.group}
        for kind, _, good in phrases(gold, document, groups):
            right[kind].append(good)
        read = {m.head: m.entity for m in document.mentions}
        shared = read.keys() & gold.entity.keys()
        both = clusters({w: gold.entity[w] for w in shared}), clusters({w: read[w] for w in shared})
        for name, scorer in (("MUC", muc), ("B³", b_cubed), ("CEAF-e", ceaf)):
            sums[name] = [a + b for a, b in zip(sums[name], scorer(*both), strict=True)]
    scores = {name: f_score(row) for name, row in sums.items()}
    scores["mean"] = sum(scores.values()) / 3
    for kind in ("pronoun", "description"):
        scores[kind] = sum(right[kind]) / max(len(right[kind]), 1)
        scores[f"{kind}s"] = len(right[kind])
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", default="dev+test", help="dev, test or both joined by +")
    parser.add_argument("--genre", action="append", help="only these genres")
    options = parser.parse_args()
    encoder, knowledge = Encoder(), Knowledge.load()
    golds = [g for g in gold_documents(options.split, encoder) if not options.genre or g.genre in options.genre]
    scores = measure(golds, knowledge)
    print(f"{len(golds)} documents of GUM {options.split}")
    print("  ".join(f"{name} {scores[name]:.3f}" for name in ("MUC", "B³", "CEAF-e", "mean")))
    print(f"third-person pronouns right: {scores['pronoun']:.3f} of {scores['pronouns']:.0f}")
    print(f"definite descriptions of named entities right: {scores['description']:.3f} of {scores['descriptions']:.0f}")


if __name__ == "__main__":
    main()
