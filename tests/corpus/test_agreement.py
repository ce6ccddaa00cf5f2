"""Agreement: with oneself it is whole; what differs lowers what it should and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.agreement import Agreement, read_units, report
from corpus.counts import count
from corpus.loading import Row
from corpus.markup import parse
from corpus.standoff import Annotation

TEXT = "Ghana backed the plan, which Ivan Petrov rejected. Petrov also met Ghana's envoy."

ENTITIES = """document zz-2
reader a 2026-01-02
entity ghana state/gh GHA.GOV Ghana
entity petrov person RUS.GOV Ivan Petrov
entity envoy person GHA.GOV Ghana's envoy
"""

FULL = """[1]
position supports holder=ghana<Ghana> issue=<the plan>
position opposes holder=petrov<Ivan Petrov> issue=<the plan> evidence=<the plan, which Ivan Petrov rejected>
[2]
meeting participant=petrov<Petrov> participant=envoy<Ghana's envoy> trigger=<met>
"""


def annotate(claims: str) -> Annotation:
    return parse(ENTITIES + claims, TEXT, "0" * 64)


def compare(one: str, other: str) -> Agreement:
    agreement = Agreement()
    agreement.add(annotate(one), annotate(other))
    return agreement


def test_a_document_agrees_with_itself_wholly() -> None:
    agreement = compare(FULL, FULL)
    tables = (agreement.kinds, agreement.statuses, agreement.exact, agreement.overlapping, agreement.values,
              agreement.links)  # fmt: skip
    figures = [tally.f1 for table in tables for tally in table.values() if tally.f1 is not None]
    assert figures
    assert set(figures) == {1.0}


def test_a_missed_claim_costs_its_kind_alone() -> None:
    agreement = compare(FULL, FULL.replace("[2]\nmeeting", "[2]\nevent CONSULT").replace("participant=", "actor="))
    assert agreement.kinds["meeting"].f1 == 0
    assert agreement.kinds["position"].f1 == 1


def test_another_stance_is_a_value_and_a_shorter_span_overlaps() -> None:
    other = FULL.replace("position supports", "position demands").replace("issue=<the plan>\n", "issue=<plan>\n")
    agreement = compare(FULL, other)
    assert agreement.values["position", "stance"].f1 == pytest.approx(0.5)
    assert agreement.exact["position", "issue"].f1 == pytest.approx(0.5)
    assert agreement.overlapping["position", "issue"].f1 == 1


def test_entities_are_one_by_identity_name_or_shared_words_and_not_by_key() -> None:
    sheet = (ENTITIES + FULL).replace("petrov", "x9").replace("Ivan Petrov\n", "I. Petrov\n")
    agreement = Agreement()
    agreement.add(annotate(FULL), parse(sheet, TEXT, "0" * 64))
    assert agreement.links["meeting", "participant"].f1 == 1


def test_two_texts_are_not_compared() -> None:
    other = parse(ENTITIES + FULL, TEXT, "1" * 64)
    with pytest.raises(ValueError, match="not one text"):
        Agreement().add(annotate(FULL), other)


def test_the_report_names_every_kind_and_the_fields_filled() -> None:
    told = "\n".join(report(compare(FULL, FULL)))
    assert "position.holder" in told
    assert "membership.member" not in told
    assert read_units(annotate(FULL), annotate(FULL)).f1 == 1


def test_counts_are_by_split_and_a_second_reader_does_not_count_twice() -> None:
    row = Row("zz-2", "dev", "0" * 64, 15, "wikinews_en", "zz", "2026-01-02", "africa", ())
    other = Row("zz-3", "test", "0" * 64, 20, "kremlin_en", "zy", "2026-01-03", "europe", ())
    without = FULL.replace("position opposes holder=petrov<Ivan Petrov> issue=<the plan>", "# ")
    second, third = (replace(annotate(without), reader=name) for name in ("0", "b"))
    found = count([row, other], [second, annotate(FULL), third])
    assert found["dev"]["position"] == 2
    assert found["dev"]["twice"] == 1
    assert found["dev"]["annotated words"] == 15
    assert found["test"]["documents"] == 1
    assert found["test"]["claims"] == 0
    assert count([row, other], [second, third])["dev"]["position"] == 1
    assert count([row, other], [annotate(FULL)])["dev"]["twice"] == 0
