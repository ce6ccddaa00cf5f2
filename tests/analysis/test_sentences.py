"""Sentences: where they end, and where they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.analysis.sentences import split
from communique.analysis.tokens import tokenize


def sentences(text: str) -> list[str]:
    tokens = tokenize(text)
    return [text[tokens[start][0] : tokens[end - 1][1]] for start, end in split(text, tokens)]


@pytest.mark.parametrize(
    "expected",
    [
        ["He met Gen. A. Ghani in the U.S. on Friday.", "They spoke."],
        ["Sen. John Smith, D.C., voted.", "No. 5 was left out."],
        ["“We left the country.”", "He did not say why."],
        ['"We will go to the country."', "The minister declined to comment."],
        ["He paused ... and went on.", "Nobody spoke."],
        ["Did they agree?", "They did not!", "Talks go on."],
    ],
)
def test_sentences_of_a_paragraph_are_found(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_a_quotation_mark_after_a_spaced_full_stop_closes_its_sentence() -> None:
    text = 'He said: "We will not leave the country. " The talks ended.'
    assert sentences(text) == ['He said: "We will not leave the country. "', "The talks ended."]


def test_a_blank_line_ends_a_sentence() -> None:
    assert sentences("Leaders meet in Dushanbe\n \nthe summit opened on Friday") == [
        "Leaders meet in Dushanbe",
        "the summit opened on Friday",
    ]


def test_a_blank_line_that_tears_a_sentence_is_read_over() -> None:
    assert len(sentences("The country is facing a new crisis in the\n\naftermath of the takeover.")) == 1


def test_a_headline_on_its_own_line_is_a_sentence() -> None:
    text = (
        "Leaders of six states meet in Dushanbe\n"
        "The presidents of six states gathered in the Tajik capital on Thursday for a summit of the organisation.\n"
        "They are expected to sign a declaration on security in the region before the talks end on Friday."
    )
    assert sentences(text) == text.split("\n")


def test_a_wrapped_line_goes_on() -> None:
    text = (
        "The presidents of six states gathered in the Tajik capital on\n"
        "Thursday for a summit of the organisation, the host's foreign\n"
        "ministry said. They are expected to sign a declaration."
    )
    assert len(sentences(text)) == 2


def test_bullets_are_sentences() -> None:
    text = "The sides agreed on three points:\n- to reopen the border\n- to exchange prisoners\n- to meet again"
    assert len(sentences(text)) == 4


@given(st.text(alphabet=st.sampled_from("aZ9.!?\"'”( \n-:"), max_size=80))
def test_sentences_hold_every_word_once(text: str) -> None:
    tokens = tokenize(text)
    ranges = split(text, tokens)
    assert [place for start, end in ranges for place in range(start, end)] == list(range(len(tokens)))
    assert all(start < end for start, end in ranges)
