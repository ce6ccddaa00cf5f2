"""Quotation marks as characters: every style, and the slips newsrooms make."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.analysis.quotes import paragraphs, quotes


def quoted(text: str) -> list[str]:
    return [text[quote.start : quote.end] for quote in quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes,” he said.", ["“Yes,”"]),
        ('"Yes," he said. "No."', ['"Yes,"', '"No."']),
        ("«Oui», he said; „ja“, she said.", ["«Oui»", "„ja“"]),
        ("``Yes,'' he said.", ["``Yes,''"]),
        ("‘We stay,’ she said.", ["‘We stay,’"]),
        ("'We stay,' she said, in spite of the states' vote.", ["'We stay,'"]),
        ("“We go,“ he said. “We stay,” he said.", ["“We go,“", "“We stay,”"]),
        ("”We go,” he said.", ["”We go,”"]),
        ('“We go," he said.', ['“We go,"']),
        ('"This is under way, "said the minister.', ['"This is under way, "']),
        ('He said that" the talks had failed".', ['" the talks had failed"']),
        ('a 6" pipe and a "name"', ['"name"']),
        ("The ministers' vote in the '90s wasn't close.", []),
    ],
)
def test_every_style_and_slip_is_one_quotation(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_repeats_its_mark_at_each_paragraph() -> None:
    text = "“The first paragraph is long enough to go on.\n\n“The second closes,” he said."
    assert len(quoted(text)) == 1


def test_a_quotation_never_closed_ends_with_its_paragraph() -> None:
    assert quoted("“We go on and on without an end.\n\nThey stay.") == ["“We go on and on without an end."]


def test_a_quotation_inside_a_quotation_is_its_inner_one() -> None:
    text = "“He told me ‘go away’ twice,” she said."
    [outer] = quotes(text)
    assert [text[inner.start : inner.end] for inner in outer.inner] == ["‘go away’"]


def test_a_wrapped_line_goes_on_in_lower_case() -> None:
    assert paragraphs("one line\nof two\nThe next") == [(0, 15), (16, 24)]


ODD = st.text(alphabet="“”\"'‘’«»„`ab. ,:\n—", max_size=400)


@given(ODD)
@settings(max_examples=300, deadline=None)
def test_quotations_lie_in_order_and_never_overlap(text: str) -> None:
    found = quotes(text)
    assert all(0 <= quote.start < quote.end <= len(text) for quote in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(q.start <= i.start and i.end <= q.end for q in found for i in q.inner)


@pytest.mark.parametrize("unit", ['"', "“", "'", "“a ", '"a\n\n', "a' ", "'a ", "‘a“ ", "«„", '" "'])
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    def seconds(times: int) -> float:
        began = time.process_time()
        quotes(unit * times)
        return time.process_time() - began

    seconds(1000)
    assert seconds(80_000) < 40 * max(seconds(8_000), 0.002)


def test_a_forgotten_closing_mark_stands_before_whoever_speaks() -> None:
    text = '"The road is closed, said Ana Moyo, who lives there. "They shut it at noon."'
    found = [text[quote.start : quote.end] for quote in quotes(text, tellers=frozenset({"said"}))]
    assert found == ['"The road is closed,', '"They shut it at noon."']
