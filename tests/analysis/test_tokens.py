"""Words: the treebanks' cuts, exact offsets, nothing lost, linear time."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.analysis.tokens import tokenize


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He didn't go.", "He did n't go ."),
        ("Russia's and Russia’s", "Russia 's and Russia ’s"),
        ("ministers' talks", "ministers ' talks"),
        ("Gen. A. Ghani left the U.S. on Jan. 5.", "Gen. A. Ghani left the U.S. on Jan. 5 ."),
        ("Mr. Putin met Sen. Smith, Jr.", "Mr. Putin met Sen. Smith , Jr."),
        ("a U.S.-led, well-known anti-war co-operation", "a U.S. - led , well - known anti-war co-operation"),
        ("$5.5 bn, US$3 and 1,000,000 roubles", "$ 5.5 bn , US$ 3 and 1,000,000 roubles"),
        ("at 7:30am on 9/11", "at 7:30 am on 9/11"),
        ("he cannot", "he can not"),
        ("wait... what?!", "wait ... what ?!"),
        ("see https://kremlin.ru/events/1.", "see https://kremlin.ru/events/1 ."),
        ("mail press@mid.ru, please", "mail press@mid.ru , please"),
        ("the 1990s—2000s", "the 1990s — 2000s"),
        ('"We agree," he said.', '" We agree , " he said .'),
        ("“We agree.”", "“ We agree . ”"),
        ("No. 5 is no.", "No. 5 is no ."),
        ("AT&T", "AT&T"),
        ("Shi'ite O'Brien", "Shi'ite O'Brien"),
        ("ended.Then", "ended . Then"),
    ],
)
def test_words_are_cut_as_the_treebanks_cut_them(text: str, expected: str) -> None:
    assert words(text) == expected.split(" ")


@given(st.text(alphabet=st.sampled_from("aZ9.-'’&@#/:,$ \n(“”\"…—é\u0301"), max_size=60) | st.text(max_size=60))
def test_no_character_but_white_space_is_lost(text: str) -> None:
    tokens = tokenize(text)
    assert "".join(text.split()) == "".join("".join(text[start:end].split()) for start, end in tokens)
    assert all(start < end for start, end in tokens)
    assert all(one[1] <= two[0] for one, two in pairwise(tokens))


def test_a_range_keeps_the_offsets_of_the_whole_text() -> None:
    text = "First. Second one. Third."
    assert [text[start:end] for start, end in tokenize(text, 7, 18)] == ["Second", "one", "."]


@pytest.mark.parametrize("piece", ["a-", "a.", "1,", "www.", "a@", "a'", "((", "...", "-", "https://", "a&", "1.1/"])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    started = time.perf_counter()
    tokenize(text)
    assert time.perf_counter() - started < 20  # a quadratic scan would take hours
