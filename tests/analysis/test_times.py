"""Dates as English tells them, read as of Wednesday, 15 September 2021."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from communique.analysis.encoder import Encoder
from communique.analysis.parsing import parse
from communique.analysis.times import LEXICON, read_times
from communique.document import Document, Report, Sentence

WEDNESDAY = date(2021, 9, 15)
ROWS = yaml.safe_load(LEXICON.read_text(encoding="utf-8"))["patterns"]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def told(encoder: Encoder, text: str, published: date | None = WEDNESDAY) -> dict[str, str]:
    """Every date in a text: its words and its EDTF."""
    document = Document(Report("report", text, published=published), sentences=(Sentence(0, 0, 0, len(text)),))
    return {time.when.text: time.when.edtf for time in read_times(parse(document, encoder)).times}


@pytest.mark.parametrize(
    ("sentence", "edtf"), [pair for row in ROWS for pair in row.get("matches", {}).items()]
)
def test_the_lexicons_own_sentences_give_their_dates(encoder: Encoder, sentence: str, edtf: str) -> None:
    assert edtf in told(encoder, sentence).values()


@pytest.mark.parametrize("sentence", [sentence for row in ROWS for sentence in row.get("rejects", ())])
def test_the_lexicons_rejected_sentences_give_none(encoder: Encoder, sentence: str) -> None:
    assert not set(told(encoder, sentence)) - {"this week"}


@pytest.mark.parametrize(
    ("sentence", "edtf"),
    [
        ("The ministers of the bloc gathered in Harare on Monday.", "2021-09-13"),
        ("Ghana's president is due to arrive in Lomé on Monday.", "2021-09-20"),
        ("The foreign ministers are to meet in Riga on Thursday.", "2021-09-16"),
        ("Leaders were preparing for a summit on Thursday.", "2021-09-16"),
        ("The council agreed to convene again on Sunday.", "2021-09-19"),
        ("The envoy said on Wednesday that progress was slow.", "2021-09-15"),
        ("A ceasefire came into force Tuesday.", "2021-09-14"),
        ("The two will hold talks ahead of Saturday's vote.", "2021-09-18"),
    ],
)
def test_a_weekday_lies_where_its_verb_points(encoder: Encoder, sentence: str, edtf: str) -> None:
    assert list(told(encoder, sentence).values()) == [edtf]


def test_a_report_without_a_date_keeps_the_year_unknown(encoder: Encoder) -> None:
    text = "The summit took place on September 14-16, and the ministers met on September 17."
    assert list(told(encoder, text, None).values()) == ["XXXX-09-14/XXXX-09-16", "XXXX-09-17"]


def test_a_report_without_a_date_has_no_weekdays(encoder: Encoder) -> None:
    assert told(encoder, "The bloc met on Wednesday and will meet again next month.", None) == {}


def test_a_year_told_elsewhere_is_not_carried_over(encoder: Encoder) -> None:
    text = "The accord was signed on May 3, 2019. The parties met again on June 7."
    assert list(told(encoder, text, None).values()) == ["2019-05-03", "XXXX-06-07"]


def test_yesterday_within_a_quotation_counts_from_the_day_of_saying(encoder: Encoder) -> None:
    text = 'On September 3 the minister said: "We agreed on that yesterday."'
    assert told(encoder, text)["yesterday"] == "2021-09-02"


def test_yesterday_within_an_undated_quotation_counts_from_the_report(encoder: Encoder) -> None:
    assert told(encoder, '"We agreed on that yesterday," the minister said.')["yesterday"] == "2021-09-14"


def test_the_day_of_saying_may_lack_its_year(encoder: Encoder) -> None:
    text = 'On September 3 the minister said: "We agreed on that yesterday."'
    assert told(encoder, text, None)["yesterday"] == "XXXX-09-02"


def test_the_following_day_follows_the_day_told_last(encoder: Encoder) -> None:
    text = "The leaders met in Accra on 4 July 2020. The following day they signed a pact."
    assert told(encoder, text)["following day"] == "2020-07-05"


@pytest.mark.parametrize(
    "sentence",
    ["The talks may yet fail.", "Troops march on the capital.", "He was the second speaker.",
     "The eve of the summit was tense.", "Prime Minister May spoke.", "They met on the sidelines.",
     "About 1950 soldiers were killed.", "Flight 2011 was diverted."],
)
def test_words_that_only_look_like_dates_are_none(encoder: Encoder, sentence: str) -> None:
    assert told(encoder, sentence) == {}


def test_a_time_spans_whole_words(encoder: Encoder) -> None:
    text = "They met in mid-July."
    document = Document(Report("report", text, published=WEDNESDAY), sentences=(Sentence(0, 0, 0, len(text)),))
    (time,) = read_times(parse(document, encoder)).times
    assert time.when.text == "mid-July"
