"""Measures the shipped model on the test files, through the run-time classes: `python -m training.scoreboard`."""

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from communique.analysis.encoder import MODEL, Encoder, Parse
from communique.analysis.sentences import split
from communique.analysis.tokens import tokenize
from training import data, names
from training.data import Example

Span = tuple[int, int]


class Tally:
    """Right, proposed and true counts, and their F1."""

    def __init__(self) -> None:
        self.right = self.proposed = self.true = 0

    def add(self, proposed: set[object], true: set[object]) -> None:
        self.right += len(proposed & true)
        self.proposed += len(proposed)
        self.true += len(true)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.proposed + self.true)


def parsing(encoder: Encoder, examples: Sequence[Example]) -> dict[str, float]:
    """Shares of words read right, gold words given, every sentence, punctuation too; LAS by universal relations."""
    right: Counter[str] = Counter()
    words = 0
    for example, parse in zip(examples, encoder.read(example.words for example in examples), strict=True):
        words += len(example.words)
        right.update(_right(example, parse))
    return {name: right[name] / words for name in ("UAS", "LAS", "UPOS", "XPOS", "lemma")}


def parsing_by_genre(encoder: Encoder, examples: Sequence[Example]) -> Iterator[tuple[str, dict[str, float]]]:
    """All sentences' scores, then each genre's."""
    yield "all", parsing(encoder, examples)
    for genre in sorted({example.genre for example in examples}):
        yield genre, parsing(encoder, [example for example in examples if example.genre == genre])


def _right(example: Example, parse: Parse) -> Iterator[str]:
    for place, head in enumerate(parse.head):
        if head + 1 == example.heads[place]:
            yield "UAS"
            if _universal(parse.deprel[place]) == _universal(example.relations[place]):
                yield "LAS"
        for name, found, true in (
            ("UPOS", parse.upos, example.upos),
            ("XPOS", parse.xpos, example.xpos),
            ("lemma", parse.lemma, example.lemmas),
        ):
            if found[place] == true[place]:
                yield name


def _universal(relation: str) -> str:
    return relation.partition(":")[0]


def naming(encoder: Encoder, examples: Sequence[Example], kinds: Iterable[str]) -> dict[str, float]:
    """F1 of exact spans and kinds, overall and by kind; kinds the corpus does not mark are left out."""
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    kinds = frozenset(kinds)
    for example, parse in zip(examples, encoder.read(example.words for example in examples), strict=True):
        found = {(name.start, name.end, name.label) for name in parse.names if name.label in kinds}
        true = names.spans(example.names)
        tallies["all"].add(set(found), set(true))
        for kind in kinds:
            tallies[kind].add({span for span in found if span[2] == kind}, {span for span in true if span[2] == kind})
    return {kind: tally.f1 for kind, tally in tallies.items()}


def cutting(documents: Iterable[data.RawDocument]) -> dict[str, tuple[float, float]]:
    """F1 of words and of sentences (exact offsets) cut from raw text, by genre and overall."""
    words: defaultdict[str, Tally] = defaultdict(Tally)
    sentences: defaultdict[str, Tally] = defaultdict(Tally)
    for document in documents:
        found = tokenize(document.text)
        ranges = {(found[start][0], found[end - 1][1]) for start, end in split(document.text, found)}
        for name in ("all", document.genre):
            words[name].add(set(found), set(document.words))
            sentences[name].add(set(ranges), set(document.sentences))
    return {name: (words[name].f1, sentences[name].f1) for name in sorted(words)}


def speed(encoder: Encoder, examples: Sequence[Example]) -> float:
    """Sentences read in a second."""
    started = time.perf_counter()
    count = sum(1 for _ in encoder.read(example.words for example in examples))
    return count / (time.perf_counter() - started)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="training.scoreboard", description=__doc__)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--split", choices=("test", "dev"), default="test")
    given = parser.parse_args(arguments)
    encoder = Encoder(given.model)
    for name in ("ud_ewt", "ud_gum"):
        examples = list(data.treebank(f"{name}.{given.split}"))
        for genre, scores in parsing_by_genre(encoder, examples):
            print(name, f"{genre:10}", *(f"{key} {100 * value:.2f}" for key, value in scores.items()), sep="  ")
    print("speed", f"{speed(encoder, examples):.0f} sentences/s", sep="  ")
    if given.split == "test":
        _names_board(given.model)
    for name in ("ud_gum", "ud_ewt"):
        for genre, (word, sentence) in cutting(data.raw(f"{name}.{given.split}")).items():
            print(f"{name}  {genre:10}  words {100 * word:.2f}  sentences {100 * sentence:.2f}")


def _names_board(model: Path) -> None:
    for convention, examples, kinds in (
        ("politics", list(data.politics("test")), names.KINDS),
        ("universal", list(data.universal("test")), names.UNIVERSAL.values()),
        ("gum", list(data.treebank("ud_gum.test")), names.KINDS),
    ):
        scores = naming(Encoder(model, convention=convention), examples, kinds)
        print("names", convention, *(f"{kind} {100 * f1:.2f}" for kind, f1 in sorted(scores.items())), sep="  ")


if __name__ == "__main__":
    main(sys.argv[1:])
