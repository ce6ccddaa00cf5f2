"""Where two readers of a document differ: each difference is told once, beside the unit it stands in."""

from __future__ import annotations

from corpus.differences import differences
from corpus.markup import parse
from corpus.standoff import Annotation

TEXT = "Ghana backed the plan, which Ivan Petrov rejected. Petrov also met Ghana's envoy."

HEAD = """document zz-2
reader a 2026-01-02
entity ghana state/gh GHA.GOV Ghana
entity petrov person RUS.GOV Ivan Petrov
entity envoy person GHA.GOV Ghana's envoy
"""

CLAIMS = """[1]
position supports holder=ghana<Ghana> issue=<the plan> trigger=<backed>
position opposes holder=petrov<Ivan Petrov> issue=<the plan> trigger=<rejected> evidence=<the plan .. rejected>
[2]
m: meeting participant=petrov<Petrov> participant=envoy<Ghana's envoy> trigger=<met>
"""


def annotate(claims: str = CLAIMS, head: str = HEAD) -> Annotation:
    return parse(head + claims, TEXT, "0" * 64)


def told(other: Annotation, *, every: bool = False) -> list[str]:
    return list(differences(annotate(), other, TEXT, every=every))


def test_readers_who_agree_have_nothing_to_talk_through() -> None:
    assert told(annotate()) == []


def test_entities_named_by_other_keys_are_no_difference() -> None:
    renamed = (HEAD + CLAIMS).replace("petrov", "p9")
    assert told(parse(renamed, TEXT, "0" * 64)) == []


def test_what_one_reader_alone_has_stands_below_its_unit_and_is_marked_by_reader() -> None:
    fewer = "\n".join(line for line in CLAIMS.splitlines() if "opposes" not in line)
    first, second = told(annotate(fewer))
    assert first == "[1] Ghana backed the plan, which Ivan Petrov rejected."
    assert second.startswith("  1 ")
    assert "stance=opposes" in second
    reverse = list(differences(annotate(fewer), annotate(), TEXT))
    assert reverse[1].startswith("  2 ")


def test_a_field_filled_otherwise_is_told_with_both_fillings() -> None:
    other = annotate(CLAIMS.replace("trigger=<met>", "trigger=<also met> format=in-person"))
    lines = told(other)
    assert lines[0] == "[2] Petrov also met Ghana's envoy."
    assert "      format: - | in-person" in lines
    assert "      trigger: 2:<met> | 2:<also met>" in lines
    assert not any("participant:" in line for line in lines)


def test_another_status_and_another_place_are_told() -> None:
    other = annotate(CLAIMS.replace("m: meeting", "m: meeting planned") + "again m evidence=<also met>\n")
    lines = told(other)
    assert "      status: asserted | planned" in lines
    assert "      again: - | 2:<also met>" in lines


def test_every_shows_what_both_have_and_every_unit() -> None:
    lines = told(annotate(), every=True)
    assert sum(line.startswith("[") for line in lines) == 2
    assert sum(line.startswith("  = ") for line in lines) == 3
