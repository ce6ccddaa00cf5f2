"""Reads sentences: tags, lemmas, a dependency tree and names, from one small quantised network.

Each sentence is read by itself, so that a reading never depends on what else was in
the call: the activations' quantisation scale is that sentence's own.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.analysis.lemmas import Lemmas
from communique.analysis.pieces import CLASSIFY, ROOT_SHAPE, SEPARATE, Pieces, shapes
from communique.analysis.trees import best_tree, is_tree

MODEL = Path(__file__).parent.parent / "model"
CONVENTION = "politics"
LONGEST = 480  # word pieces read at once; the network's positions end at 512

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Name:
    """A name over the words from `start` up to, not including, `end`; `score` is 0 to 1."""

    start: int
    end: int
    label: str  # person, organization, place, event
    score: float


@dataclass(frozen=True, slots=True)
class Parse:
    """One sentence's reading, one entry a word; `head` is a word's index, -1 for the one root."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    lemma: tuple[str, ...]
    head: tuple[int, ...]
    deprel: tuple[str, ...]
    names: tuple[Name, ...]


NOTHING = Parse((), (), (), (), (), ())


class Encoder:
    """The shipped model, loaded from `folder` (the package's own by default).

    `convention` says what counts as a name: `politics` (CrossNER: elections are events,
    demonyms are no names), `universal` (UNER), `gum`, `wikinews` (MEANTIME).
    """

    def __init__(self, folder: Path | None = None, *, threads: int = 1, convention: str = CONVENTION) -> None:
        folder = folder or MODEL
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        if convention not in labels["conventions"]:
            raise ValueError(f"unknown naming convention {convention!r}: one of {', '.join(labels['conventions'])}")
        self._upos: list[str] = labels["upos"]
        self._xpos: list[str] = labels["xpos"]
        self._relations: list[str] = labels["relations"]
        self._tags: list[str] = labels["names"]
        self._convention: int = labels["conventions"].index(convention)
        self._pieces = Pieces(folder / "vocab.txt")
        self._lemmas = Lemmas(labels["scripts"], self._pieces.whole_words)
        self._session = _session(folder / "encoder.onnx", threads)
        self._relations_session = _session(folder / "relations.onnx", threads)

    def read(self, sentences: Iterable[Sequence[str]]) -> Iterator[Parse]:
        """One parse a sentence, in order; a sentence of no words has an empty one."""
        for words in sentences:
            parts = [self._read(words[start:end]) for start, end in self._windows(words)]
            yield _joined(parts) if len(parts) != 1 else parts[0]

    def _windows(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """The whole sentence, or stretches of at most LONGEST pieces of a longer one."""
        if len(words) < LONGEST // 24:  # cannot be too long: see pieces.LONGEST_WORD
            return [(0, len(words))] if words else []
        ends, length = [0], 0
        for place, word in enumerate(words):
            size = len(self._pieces.of(word))
            if length + size > LONGEST:
                ends.append(place)
                length = 0
            length += size
        return list(pairwise([*ends, len(words)]))

    def _read(self, words: Sequence[str]) -> Parse:
        upos, xpos, scripts, heads, tags, arcs, scores, *factors = self._session.run(None, self._inputs(words))
        chosen = heads.tolist()
        if not is_tree(chosen):
            chosen = best_tree(arcs)
        pairs = {"label_dependents": factors[0], "label_heads": factors[1], "heads": np.array(chosen)}
        relations = self._relations_session.run(None, pairs)[0]
        return Parse(
            upos=tuple([self._upos[k] for k in upos.tolist()[1:]]),
            xpos=tuple([self._xpos[k] for k in xpos.tolist()[1:]]),
            lemma=tuple([self._lemmas.of(word, k) for word, k in zip(words, scripts.tolist()[1:], strict=True)]),
            head=tuple([head - 1 for head in chosen[1:]]),
            deprel=tuple(self._labelled(relations.tolist(), chosen)),
            names=tuple(_names([self._tags[k] for k in tags.tolist()[1:]], scores.tolist()[1:])),
        )

    def _inputs(self, words: Sequence[str]) -> dict[str, Integers]:
        pieces, first, last = [CLASSIFY], [0], [0]
        kinds = [ROOT_SHAPE, *shapes(words)]
        piece_shapes = [ROOT_SHAPE]
        for word, kind in zip(words, kinds[1:], strict=True):
            ids = self._pieces.of(word)
            first.append(len(pieces))
            pieces += ids
            last.append(len(pieces) - 1)
            piece_shapes += [kind] * len(ids)
        return {
            "pieces": np.array([*pieces, SEPARATE]),
            "piece_shapes": np.array([*piece_shapes, ROOT_SHAPE]),
            "first": np.array(first),
            "last": np.array(last),
            "shapes": np.array(kinds),
            "convention": np.array(self._convention),
        }

    def _labelled(self, relations: Sequence[int], heads: Sequence[int]) -> Iterator[str]:
        """Relation names; `root` is for the root word and no other."""
        for relation, head in zip(relations[1:], heads[1:], strict=True):
            name = self._relations[relation]
            if head == 0:
                yield "root"
            else:
                yield name if name != "root" else "parataxis"


def _session(path: Path, threads: int) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # every sentence has another length
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _names(tags: Sequence[str], scores: Sequence[float]) -> Iterator[Name]:
    """Names of BIO tags; a name's score is its words' mean. I- after another kind opens a name."""
    start, kind = 0, ""
    for place, tag in enumerate([*tags, "O"]):
        if kind and tag != f"I-{kind}":
            yield Name(start, place, kind, sum(scores[start:place]) / (place - start))
            kind = ""
        if tag != "O" and not kind:
            start, kind = place, tag[2:]


def _joined(parts: Sequence[Parse]) -> Parse:
    """The windows of one long sentence as one tree: later roots hang from the first as parataxis."""
    if not parts:
        return NOTHING
    whole, *rest = parts
    top = whole.head.index(-1)
    for part in rest:
        shift = len(whole.head)
        whole = Parse(
            whole.upos + part.upos,
            whole.xpos + part.xpos,
            whole.lemma + part.lemma,
            whole.head + tuple(top if head < 0 else head + shift for head in part.head),
            whole.deprel + tuple("parataxis" if name == "root" else name for name in part.deprel),
            whole.names + tuple(replace(name, start=name.start + shift, end=name.end + shift) for name in part.names),
        )
    return whole
