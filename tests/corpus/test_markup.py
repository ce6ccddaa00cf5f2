"""Sheets: what they write down is found in the text, and nothing else passes."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest

from corpus.markup import SheetError, parse
from corpus.reading import units
from corpus.standoff import from_lines, lines
from corpus.writing import sheet_of

TEXT = """Envoys of three lakeside states gather in Lomé

Togo's foreign minister Ama Kossi told reporters on Friday that the lake “belongs to all of us,” and
she urged Benin to sign the water treaty. Benin said it would sign by June if its fishermen were paid.
The sun shone on the hotel.

Photo: Harbour Press
"""

SHEET = """
document zz-1
reader a 2026-01-02
entity envoys group IMG.GOV envoys of three lakeside states
entity lome place - Lomé
entity kossi person TGO.GOV Ama Kossi
entity togo state/tg TGO.GOV Togo
entity benin state/bj BEN.GOV Benin
[1]
meeting participant=envoys<Envoys of three lakeside states> trigger=<gather> where=lome<Lomé>
[2]
tenure current person=kossi<Ama Kossi> post=<foreign minister> of=togo<Togo's>
s1: statement mixed speaker=kossi<Ama Kossi> cue=<told> content=<the lake "belongs .. us,"> when=2026-01-02<Friday>
u1: event REQUEST/assist trigger=<urged> actor=kossi<she> recipient=benin<Benin> context=resource
[3]
p1: commitment conditional by=benin<it> content=<sign> deadline=2026-06<by June> condition=<if .. paid>
again u1 possible evidence=<Benin .. sign>
[4] -
[5] ~
"""


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def problems_of(sheet: str) -> str:
    with pytest.raises(SheetError) as caught:
        parse(sheet, TEXT, digest(TEXT))
    return str(caught.value)


def test_a_sheet_survives_the_way_to_stand_off_and_back() -> None:
    annotation = parse(SHEET, TEXT, digest(TEXT))
    again = parse(sheet_of(annotation, TEXT), TEXT, digest(TEXT))
    assert again == annotation
    assert from_lines(lines(annotation)) == annotation


def test_a_statement_told_before_the_one_it_stands_in_survives_the_way_too() -> None:
    sheet = SHEET.replace(
        "s1: statement mixed speaker=kossi<Ama Kossi> cue=<told>",
        "s0: statement indirect speaker=benin<Benin> cue=<said> content=3:<it .. June> evidence=3:<it .. June>\n"
        "statement direct speaker=togo<Togo's> content=<belongs to all> in=s0\n"
        "s1: statement mixed speaker=kossi<Ama Kossi> cue=<told>",
    ).replace("speaker=benin<Benin> cue=<said>", "speaker=benin@3:<Benin> cue=3:<said>")
    annotation = parse(sheet, TEXT, digest(TEXT))
    assert parse(sheet_of(annotation, TEXT), TEXT, digest(TEXT)) == annotation


def test_stand_off_keeps_no_words_of_the_text() -> None:
    kept = "".join(lines(parse(SHEET, TEXT, digest(TEXT))))
    assert "belongs" not in kept
    assert "urged" not in kept


def test_units_and_the_white_space_between_them_are_the_text() -> None:
    found = units(TEXT)
    assert [TEXT[unit.start : unit.end].split()[0] for unit in found] == ["Envoys", "Togo's", "Benin", "The", "Photo:"]
    between = [TEXT[one.end : other.start] for one, other in pairwise(found)]
    assert not "".join(between).strip()


def test_an_abbreviation_ends_no_unit() -> None:
    text = "Lt. Gen. Okoro met U.S. officials. Talks went on."
    assert [text[unit.start : unit.end] for unit in units(text)] == [
        "Lt. Gen. Okoro met U.S. officials.", "Talks went on.",
    ]  # fmt: skip


def test_a_quote_may_cross_a_line_break_and_be_typed_with_straight_marks() -> None:
    annotation = parse(SHEET, TEXT, digest(TEXT))
    statement = next(claim for claim in annotation.claims if claim.kind == "statement")
    [content] = statement.fields["content"]
    assert TEXT[slice(*content.spans[0])] == "the lake “belongs to all of us,”"


def test_angle_brackets_of_the_text_are_quoted_by_their_likes() -> None:
    text = "Chad met <b>Gabon</b> today."
    sheet = (
        "document zz-1\nreader a 2026-01-02\nentity td state/td TCD.GOV Chad\nentity ga state/ga GAB.GOV Gabon\n[1]\n"
        "meeting participant=td<Chad> participant=ga<Gabon> trigger=<met> evidence=<met ‹b›Gabon‹/b›>\n"
    )
    annotation = parse(sheet, text, digest(text))
    assert [text[slice(*span)] for span in annotation.claims[0].evidence[0].spans] == ["met <b>Gabon</b>"]
    assert parse(sheet_of(annotation, text), text, digest(text)) == annotation


def test_words_left_out_in_a_quote_are_inside_the_span() -> None:
    annotation = parse(SHEET, TEXT, digest(TEXT))
    promise = next(claim for claim in annotation.claims if claim.kind == "commitment")
    [condition] = promise.fields["condition"]
    assert TEXT[slice(*condition.spans[0])] == "if its fishermen were paid"


def test_evidence_is_from_the_first_to_the_last_marked_word_unless_given() -> None:
    annotation = parse(SHEET, TEXT, digest(TEXT))
    request = next(claim for claim in annotation.claims if claim.kind == "event")
    assert [TEXT[slice(*place.spans[0])] for place in request.evidence] == [
        "she urged Benin", "Benin said it would sign",
    ]  # fmt: skip
    assert [place.status for place in request.evidence] == ["asserted", "possible"]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("<she>", "<they>", "line 14: <they> does not stand in unit 2"),
        ("<she>", "<sh>", "<sh> does not stand in unit 2"),
        ("deadline=2026-06<by June>", "deadline=June<by June>", "a date is EDTF"),
        ("event REQUEST/assist", "event BEG/assist", "type=BEG: one of"),
        ("event REQUEST/assist", "event REQUEST/veto", "REQUEST has no mode veto"),
        ("tenure current", "reign current", "unknown kind reign"),
        ("tenure current", "tenure lapsed", "held=lapsed: one of"),
        ("post=<foreign minister>", "job=<foreign minister>", "a tenure has no field job"),
        ("post=<foreign minister>", "", "a tenure needs post"),
        ("actor=kossi<she>", "actor=kosi<she>", "kosi: no such entity is declared"),
        ("entity benin", "entity ghana state/gh GHA Ghana\nentity benin", "entity ghana is never mentioned"),
        ("TGO.GOV Ama", "TGO.GVT Ama", "unknown sector GVT"),
        ("group IMG", "crowd IMG", "unknown kind of entity crowd"),
        ("again u1 possible", "again u2 possible", "no claim u2"),
        ("[4] -\n", "", "unit 5 where unit 4 comes next"),
        ("[5] ~\n", "", "unit 5 is not read"),
        ("[4] -", "[4]", "unit 4: no claim"),
        ("trigger=<urged> ", "", "an event needs its trigger"),
    ],
)
def test_what_is_not_so_is_refused_and_placed(old: str, new: str, complaint: str) -> None:
    assert old in SHEET
    assert complaint in problems_of(SHEET.replace(old, new))


def test_a_quote_that_stands_twice_needs_its_number() -> None:
    sheet = SHEET.replace("by=benin<it>", "by=benin<s>")
    assert "does not stand" in problems_of(sheet)
    twice = SHEET.replace("trigger=<urged>", "trigger=<the>")
    assert "<the> stands 2 times in unit 2: add #1 … #2" in problems_of(twice)
    parse(SHEET.replace("trigger=<urged>", "trigger=<the>#2"), TEXT, digest(TEXT))


def test_every_problem_of_a_sheet_is_told_at_once() -> None:
    told = problems_of(SHEET.replace("<she>", "<they>").replace("tenure current", "reign current"))
    assert "line 12:" in told
    assert "line 14:" in told
