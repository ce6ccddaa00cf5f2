from __future__ import annotations

from datetime import date

from communique.actors import Evidence
from communique.claims import Claim, Commitment
from communique.dates import When
from communique.record import overdue, sequels
from tests.claims_by_hand import commitment, event, statement

PUBLISHED = {"a.txt": date(2022, 5, 1), "b.txt": date(2022, 7, 1), "c.txt": date(2022, 9, 1)}
PROMISE = commitment("a.txt", "Norway", "to send 40 engineers to the flooded valley", deadline=When("2022-08"))


def fates(*claims: Claim, promise: Commitment = PROMISE) -> list[str]:
    return [sequel.fate for sequel in sequels(promise, claims, PUBLISHED)]


def deed(report: str, quote: str, who: str = "Norway", quad: int = 2, **rest: object) -> Claim:
    return event(report, "AID", [who], [], quote, quad=quad, **rest)


def test_a_promise_done_in_its_own_words_is_kept() -> None:
    assert fates(deed("b.txt", "Norway has sent 40 engineers to the flooded valley")) == ["kept"]


def test_a_part_of_what_was_promised_is_acted_on_only() -> None:
    assert fates(deed("b.txt", "Norway has sent 15 of the 40 engineers to the flooded valley")) == ["acted on"]


def test_a_promise_of_another_number_is_not_the_same_promise_again() -> None:
    assert fates(commitment("b.txt", "Norway", "to send 60 engineers to the flooded valley by June 2023")) == []
    assert fates(commitment("b.txt", "Norway", "to send forty engineers to the flooded valley")) == ["repeated"]


def test_what_another_did_or_merely_said_keeps_no_promise() -> None:
    assert fates(deed("b.txt", "Ghana has sent 40 engineers to the flooded valley", "Ghana")) == []
    assert fates(deed("b.txt", "Norway agreed to send 40 engineers to the flooded valley", quad=1)) == []
    assert fates(deed("b.txt", "Norway will send 40 engineers to the flooded valley", status="planned")) == []
    assert fates(deed("b.txt", "Norway has sent 12 cooks to the flooded valley")) == []


def test_what_was_told_before_or_with_the_promise_is_no_sequel() -> None:
    late = PROMISE.with_(evidence=(Evidence("c.txt", 0, 9, "the words"),))
    assert fates(deed("b.txt", "Norway has sent 40 engineers to the flooded valley"), promise=late) == []
    assert fates(deed("a.txt", "Norway has sent 40 engineers to the flooded valley")) == []


def test_a_denied_deed_breaks_and_a_negated_promise_withdraws() -> None:
    assert fates(deed("b.txt", "Norway never sent the 40 engineers to the flooded valley")) == ["broken"]
    assert fates(commitment("b.txt", "Norway", "not to send 40 engineers to the flooded valley")) == ["withdrawn"]
    assert fates(commitment("c.txt", "Norway", "to send 40 engineers to the valley")) == ["repeated"]


def test_another_side_that_says_the_opposite_questions_it() -> None:
    doubt = statement("b.txt", "Ghana", "the 40 engineers were not sent to the flooded valley")
    assert fates(doubt) == ["questioned"]
    assert fates(statement("b.txt", "Ghana", "40 engineers were sent to the flooded valley")) == []


def test_a_deadline_passes_unless_the_promise_was_kept() -> None:
    kept = list(sequels(PROMISE, [deed("b.txt", "Norway has sent 40 engineers to the flooded valley")], PUBLISHED))
    assert overdue(PROMISE, [], date(2022, 9, 1))
    assert not overdue(PROMISE, kept, date(2022, 9, 1))
    assert not overdue(PROMISE, [], date(2022, 8, 31))


def test_its_own_side_takes_a_promise_back_by_saying_so() -> None:
    for words in ("it will no longer send", "it would not send"):
        assert fates(statement("b.txt", "Norway", f"{words} 40 engineers to the flooded valley")) == ["withdrawn"]
    assert fates(commitment("b.txt", "Norway", "to drop its plan to send 40 engineers to the flooded valley")) == [
        "withdrawn"
    ]
    assert fates(statement("b.txt", "Norway", "it has not sent the 40 engineers to the flooded valley yet")) == []
    assert fates(statement("b.txt", "Norway", "the 40 engineers will go to the flooded valley")) == []


def test_a_doubt_of_another_side_questions_it_and_praise_does_not() -> None:
    doubt = statement("b.txt", "Ghana", "it is unclear whether 40 engineers will be sent to the flooded valley")
    assert fates(doubt) == ["questioned"]
    assert fates(statement("b.txt", "Ghana", "40 engineers for the flooded valley are a great help")) == []
    assert fates(statement("b.txt", "Ghana", "it is unclear whether the summit will be held in the valley")) == []


def test_what_has_not_yet_been_done_is_open_until_the_deadline_and_broken_behind_it() -> None:
    late = "Norway has not sent the 40 engineers to the flooded valley yet"
    assert fates(deed("b.txt", late)) == ["questioned"]
    assert fates(deed("c.txt", late)) == ["broken"]


def test_a_deadline_that_is_open_or_unknown_never_passes() -> None:
    assert not overdue(PROMISE.with_(deadline=When("2022-08/..")), [], date(2030, 1, 1))
    assert not overdue(PROMISE.with_(deadline=None), [], date(2030, 1, 1))
