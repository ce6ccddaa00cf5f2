"""The labelled sentences in training/examples: every line can be read, and means what its marks say."""

from __future__ import annotations

from collections import Counter

import pytest

from corpus.scheme import MODES
from training.acts.data import HERE, STATUSES, unmarked

LINES = [
    (path.stem, number, line)
    for path in sorted(HERE.glob("*.tsv"))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    if line.strip()
]


def labels(line: str) -> dict[int, list[str]]:
    text = line.split("\t")[0].strip()
    pairs = (label.split("=") for label in text.split(";")) if text != "-" else ()
    return {int(number): rest.split("/") for number, rest in pairs}


def test_there_are_enough_balanced_over_types() -> None:
    main = Counter(kinds[1][0] for _, _, line in LINES if (kinds := labels(line)))
    assert len(LINES) >= 3000
    assert set(main) == set(MODES)
    assert min(main.values()) >= 150


def test_no_sentence_stands_twice() -> None:
    texts = Counter(unmarked(line.split("\t")[1])[0] for _, _, line in LINES)
    assert [text for text, count in texts.items() if count > 1] == []


@pytest.mark.parametrize("part", sorted({part for part, _, _ in LINES}))
def test_every_line_has_legal_labels_and_a_trigger_for_each(part: str) -> None:
    for name, number, line in LINES:
        if name != part:
            continue
        _, marks = unmarked(line.split("\t")[1])
        for index, (kind, mode, status) in labels(line).items():
            where = f"{name}.tsv:{number}"
            assert kind in MODES, where
            assert mode == "-" or mode in MODES[kind], where
            assert status in STATUSES, where
            assert any(letter == "t" and n == index for letter, n, _, _ in marks), where
        assert {n for _, n, _, _ in marks} <= set(labels(line)), f"{name}.tsv:{number}"


def test_marks_are_taken_out_and_kept() -> None:
    text, marks = unmarked("{a1:Togo} {t1:freed} {a2r1:rebels} who {t2:fought} it.")
    assert text == "Togo freed rebels who fought it."
    assert ("r", 1, 11, 17) in marks
    assert ("a", 2, 11, 17) in marks


@pytest.mark.parametrize("line", ["{a1:Togo freed rebels.", "Togo} freed rebels."])
def test_a_brace_left_alone_is_an_error(line: str) -> None:
    with pytest.raises(ValueError, match="brace"):
        unmarked(line)
