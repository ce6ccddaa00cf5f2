"""Reads sentences: tags, lemmas, a dependency tree and names, from one small quantised network.

Each sentence is read by itself, so that a reading never depends on what else was in
the call: the activations' quantisation scale is that sentence's own.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Name:
    """A name over the words from `start` up to, not including, `end`; `score` is 0 to 1."""

    start: int
    end: int
    label: str  # person, organization, place, event
    score: float


@dataclass(frozen=True, slots=True)
class Act:
    """A word read as telling a claim: `label` an event's PLOVER type, another kind, or "position" with its stance.

    `score` is how sure that is, 0 to 1; `mode` an event's, where it has one; `main` how likely the sentence is mainly
    about it; `roles` are a role (agent, patient, content), a word's index and how sure.
    """

    word: int
    label: str
    score: float
    status: str
    mode: str | None = None
    main: float = 0.0
    roles: tuple[tuple[str, int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Parse:
    """One sentence's reading, one entry a word; `head` is a word's index, -1 for the one root."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    lemma: tuple[str, ...]
    head: tuple[int, ...]
    deprel: tuple[str, ...]
    names: tuple[Name, ...]
    acts: tuple[Act, ...] = ()


NOTHING = Parse((), (), (), (), (), ())


class Encoder:
    """The shipped model, loaded from `folder` (the package's own by default).

    `convention` says what counts as a name: `politics` (CrossNER: elections are events, demonyms are no names),
    `universal` (UNER), `gum`, `wikinews` (MEANTIME). `acts` False leaves out what words tell.
    """

    def __init__(
        self, folder: Path | None = None, *, threads: int = 1, convention: str = CONVENTION, acts: bool = True
    ) -> None:
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
        self._acts = Acts(labels["acts"]) if acts and "acts" in labels else None
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
        upos, xpos, scripts, heads, tags, arcs, scores, *more = self._session.run(None, self._inputs(words))
        chosen = heads.tolist()
        if not is_tree(chosen):
            chosen = best_tree(arcs)
        pairs = {"label_dependents": more[0], "label_heads": more[1], "heads": np.array(chosen)}
        relations = self._relations_session.run(None, pairs)[0]
        return Parse(
            upos=tuple([self._upos[k] for k in upos.tolist()[1:]]),
            xpos=tuple([self._xpos[k] for k in xpos.tolist()[1:]]),
            lemma=tuple([self._lemmas.of(word, k) for word, k in zip(words, scripts.tolist()[1:], strict=True)]),
            head=tuple([head - 1 for head in chosen[1:]]),
            deprel=tuple(self._labelled(relations.tolist(), chosen)),
            names=tuple(_names([self._tags[k] for k in tags.tolist()[1:]], scores.tolist()[1:])),
            acts=tuple(self._acts.read(*more[2:])) if self._acts else (),
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


class Acts:
    """The acts head's classes, and its answers read: `lists` names its labels, statuses, modes and roles."""

    #: Labels less likely than this are not read at all; roles are of those likelier than the second.
    LEAST, FILLED = 0.05, 0.1

    def __init__(self, lists: Mapping[str, Any]) -> None:
        self._labels: list[str] = lists["labels"]
        self._statuses: list[str] = lists["statuses"]
        self._roles: list[str] = lists["roles"]
        self._width: int = lists["width"]
        self._modes = {
            label: [(place, mode.partition("/")[2]) for place, mode in enumerate(lists["modes"])
                    if mode.startswith(f"{label}/")]
            for label in self._labels
        }  # fmt: skip

    def read(
        self, labels: Floats, modes: Floats, statuses: Integers, mains: Floats, triggers: Floats, fillers: Floats
    ) -> Iterator[Act]:
        """Every label of every word (the root, word 0, aside) that is at all likely, in order of the words."""
        for word, place in zip(*np.nonzero(labels[1:] >= self.LEAST), strict=True):
            label, score = self._labels[place], float(labels[word + 1, place])
            yield Act(
                word=int(word), label=label, score=score,
                status=self._statuses[statuses[word + 1]], mode=self._mode(label, modes[word + 1]),
                main=float(mains[word + 1, 0]),
                roles=tuple(self._fillers(triggers[word + 1], fillers[1:])) if score >= self.FILLED else (),
            )  # fmt: skip

    def _fillers(self, trigger: Floats, fillers: Floats) -> Iterator[tuple[str, int, float]]:
        shape = (-1, len(self._roles), self._width)
        pairs = (fillers.reshape(shape) * trigger.reshape(shape)).sum(-1) * self._width**-0.5 - 2.0
        for word, role in zip(*np.nonzero(pairs > 0), strict=True):
            yield self._roles[role], int(word), float(1 / (1 + np.exp(-pairs[word, role])))

    def _mode(self, label: str, scores: Floats) -> str | None:
        """The likeliest mode of an event's type, where one is likelier than all its others together."""
        if not self._modes[label]:
            return None
        shares = np.exp([scores[place] for place, _ in self._modes[label]])
        best = int(shares.argmax())
        return self._modes[label][best][1] if shares[best] * 2 > shares.sum() else None


def _shifted(act: Act, shift: int) -> Act:
    return replace(act, word=act.word + shift, roles=tuple((role, w + shift, score) for role, w, score in act.roles))


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
            whole.acts + tuple(_shifted(act, shift) for act in part.acts),
        )
    return whole
