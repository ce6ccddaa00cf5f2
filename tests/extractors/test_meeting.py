"""Who met whom, where, when and how, in sentences about many blocs."""

from __future__ import annotations

from datetime import date

import pytest

from communique.claims import Meeting
from communique.describe import describe
from communique.document import Report
from communique.extractors.meeting import extract
from communique.languages.meetings import meeting_words
from communique.pipeline import Pipeline


def read(pipeline: Pipeline, text: str, published: date | None = date(2021, 9, 15)) -> list[Meeting]:
    return list(extract(pipeline.analyse(Report("report", text, published=published))))


def names(claim: Meeting) -> set[str]:
    """Everybody who met, by name and as written."""
    actors = [*claim.body, *(p.actor for p in claim.participants)]
    return {actor.name for actor in actors} | {actor.text for actor in actors}


@pytest.mark.parametrize(("sentence", "wanted"), meeting_words().matches.items())
def test_the_lexicons_own_sentences_give_their_meetings(
    pipeline: Pipeline, sentence: str, wanted: list[str]
) -> None:
    assert any(all(any(name in n for n in names(claim)) for name in wanted) for claim in read(pipeline, sentence))


@pytest.mark.parametrize("sentence", meeting_words().rejects)
def test_what_is_no_meeting_gives_none(pipeline: Pipeline, sentence: str) -> None:
    assert read(pipeline, sentence) == []


def test_calls_with_several_are_a_meeting_each(pipeline: Pipeline) -> None:
    claims = read(pipeline, "On Monday, Cyril Ramaphosa spoke by phone with the leaders of Kenya, Ghana and Senegal.")
    assert [claim.format for claim in claims] == ["phone"] * 3
    assert all(len(claim.participants) == 2 for claim in claims)
    assert {claim.when.edtf for claim in claims if claim.when} == {"2021-09-13"}


def test_a_meeting_on_the_eve_is_not_the_session(pipeline: Pipeline) -> None:
    text = (
        "In Addis Ababa, on the eve of the session of the African Union, "
        "a meeting of the Peace and Security Council was held."
    )
    bodies = [{actor.name for actor in claim.body} for claim in read(pipeline, text)]
    assert len(bodies) == 2
    assert bodies[0] != bodies[1]


def test_the_sidelines_are_an_occasion(pipeline: Pipeline) -> None:
    claims = read(pipeline, "Narendra Modi met Emmanuel Macron on the sidelines of the G20 summit in Rome.")
    meeting = next(claim for claim in claims if len(claim.participants) == 2)
    assert meeting.occasion is not None
    assert "G20 summit" in meeting.occasion


def test_this_meeting_has_those_told_before(pipeline: Pipeline) -> None:
    text = (
        "Ghanaian President Nana Akufo-Addo received Alassane Ouattara in Accra on Monday. "
        "Foreign Minister Shirley Ayorkor Botchwey took part in this meeting."
    )
    last = read(pipeline, text)[-1]
    assert len(last.participants) == 3


def test_hosts_and_guests_are_told_apart(pipeline: Pipeline) -> None:
    (claim,) = read(pipeline, "Recep Tayyip Erdogan received Ilham Aliyev in Ankara.")
    assert [participant.part for participant in claim.participants] == ["host", "guest"]


def test_a_summit_to_come_is_planned(pipeline: Pipeline) -> None:
    (claim,) = read(pipeline, "The Arab League will hold a summit in Algiers next month.")
    assert claim.status == "planned"
    assert claim.when is not None
    assert claim.when.edtf == "2021-10"


def test_a_cancelled_summit_is_cancelled(pipeline: Pipeline) -> None:
    claims = read(pipeline, "ECOWAS cancelled its summit in Abuja.")
    assert [claim.status for claim in claims] == ["cancelled"]


def test_a_video_summit_was_attended_by_video(pipeline: Pipeline) -> None:
    (claim,) = read(pipeline, "Joko Widodo attended the ASEAN summit virtually.")
    assert claim.format == "video"
    assert [participant.via for participant in claim.participants] == ["video"]


def test_a_meeting_without_body_people_or_date_is_no_claim(pipeline: Pipeline) -> None:
    assert read(pipeline, "A meeting was held.") == []


def test_the_saying_verbs_date_is_not_the_meetings(pipeline: Pipeline) -> None:
    claims = read(pipeline, "The spokesman said on Monday that Olaf Scholz would meet Rishi Sunak in London.")
    assert [claim.when for claim in claims] == [None]


def test_the_next_session_is_none_that_was_held(pipeline: Pipeline) -> None:
    text = "The Council of the Arab League met in Cairo on Sunday. The next session of the council will be in Tunis."
    met = [claim for claim in pipeline.atoms(Report("league.txt", text, date(2023, 5, 8))) if claim.kind == "meeting"]
    assert [(m.where.name, m.status, m.when.edtf) for m in met if m.where and m.when] == [
        ("Cairo", "asserted", "2023-05-07"), ("Tunis", "planned", "2023-05-09/.."),
    ]
    assert describe(met[-1]).endswith("on or after 9 May 2023")
