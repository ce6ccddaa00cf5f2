"""Frames from parses made by hand: roles, firmness, complements, speakers, ellipsis."""

from __future__ import annotations

from dataclasses import replace

from communique.analysis.frames import read_lexical_frames
from communique.analysis.lexicon import load
from communique.document import Document, Frame
from tests.parsed_by_hand import parsed, quoted, state

PERU, CHILE, MALI = state("Peru", "pe"), state("Chile", "cl"), state("Mali", "ml")


def read(document: Document, kind: str) -> list[Frame]:
    """The events of a type, those within another's complement left out."""
    frames = read_lexical_frames(document, load())
    return [f for f in frames if f.attributes.get("type") == kind and not f.attributes.get("under")]


def names(frame: Frame, role: str) -> list[str]:
    return [actor.name for actor in frame.actors(role)]


def test_the_agent_of_a_passive_acts() -> None:
    document = parsed(
        """
        Chile Chile PROPN NNP 3 nsubj:pass
        was be AUX VBD 3 aux:pass
        criticised criticise VERB VBN 0 root
        by by ADP IN 5 case
        Peru Peru PROPN NNP 3 obl:agent
        """,
        Peru=PERU, Chile=CHILE,
    )
    (frame,) = read(document, "ACCUSE")
    assert (names(frame, "agent"), names(frame, "recipient")) == (["Peru"], ["Chile"])


def test_a_passive_gift_names_no_giver() -> None:
    document = parsed(
        """
        Aid aid NOUN NN 3 nsubj:pass
        was be AUX VBD 3 aux:pass
        delivered deliver VERB VBN 0 root
        to to ADP IN 5 case
        Mali Mali PROPN NNP 3 obl
        """,
        Mali=MALI,
    )
    (frame,) = read(document, "AID")
    assert names(frame, "agent") == []
    assert names(frame, "recipient") == ["Mali"]


def test_whoever_owns_what_is_criticised_is_criticised() -> None:
    document = parsed(
        """
        Peru Peru PROPN NNP 2 nsubj
        slammed slam VERB VBD 0 root
        Chile Chile PROPN NNP 5 nmod:poss
        's 's PART POS 3 case
        policy policy NOUN NN 2 obj
        """,
        Peru=PERU, Chile=CHILE,
    )
    (frame,) = read(document, "ACCUSE")
    assert names(frame, "recipient") == ["Chile"]


REFUSAL = """
    Peru Peru PROPN NNP 2 nsubj
    {cue} {lemma} VERB VBD 0 root
    to to PART TO 4 mark
    bomb bomb VERB VB 2 xcomp
    Chile Chile PROPN NNP 4 obj
"""


def test_an_agreement_to_bomb_is_a_threat() -> None:
    document = parsed(REFUSAL.format(cue="agreed", lemma="agree"), Peru=PERU, Chile=CHILE)
    (frame,) = read(document, "THREATEN")
    assert (names(frame, "agent"), names(frame, "recipient")) == (["Peru"], ["Chile"])
    assert not read(document, "ASSAULT")


def test_what_is_promised_is_done_to_whom_the_complement_names() -> None:
    document = parsed(
        """
        Peru Peru PROPN NNP 2 nsubj
        promised promise VERB VBD 0 root
        to to PART TO 4 mark
        help help VERB VB 2 xcomp
        Mali Mali PROPN NNP 4 obj
        """,
        Peru=PERU, Mali=MALI,
    )
    (frame,) = read(document, "AGREE")
    assert names(frame, "recipient") == ["Mali"]


def test_the_object_of_urging_does_what_is_urged() -> None:
    document = parsed(
        """
        Peru Peru PROPN NNP 2 nsubj
        urged urge VERB VBD 0 root
        Chile Chile PROPN NNP 2 obj
        to to PART TO 5 mark
        retreat retreat VERB VB 2 xcomp
        """,
        Peru=PERU, Chile=CHILE,
    )
    frames = read_lexical_frames(document, load())
    withdrawal = next(f for f in frames if f.trigger == 4)
    assert names(withdrawal, "agent") == ["Chile"]
    assert withdrawal.status == "proposed"
    assert withdrawal.attributes["under"] == "request/ask"


def plan(auxiliary: str) -> Frame:
    document = parsed(
        f"""
        Peru Peru PROPN NNP 3 nsubj
        {auxiliary} {auxiliary} AUX MD 3 aux
        bomb bomb VERB VB 0 root
        Chile Chile PROPN NNP 3 obj
        """,
        Peru=PERU, Chile=CHILE,
    )
    return next(f for f in read_lexical_frames(document, load()) if f.attributes.get("type"))


def test_a_modal_verb_says_how_firm_it_is() -> None:
    assert plan("may").status == "possible"
    assert plan("must").status == "proposed"
    assert plan("would").status == "conditional"


def test_a_planned_attack_is_a_threat() -> None:
    frame = plan("will")
    assert (frame.status, frame.attributes["type"], frame.attributes["intends"]) == ("planned", "THREATEN", "ASSAULT")


def test_what_an_if_clause_supposes_is_told_of_nobody() -> None:
    document = parsed(
        """
        If if SCONJ IN 3 mark
        Peru Peru PROPN NNP 3 nsubj
        bombs bomb VERB VBZ 6 advcl
        Chile Chile PROPN NNP 3 obj
        Mali Mali PROPN NNP 6 nsubj
        condemns condemn VERB VBZ 0 root
        Peru Peru PROPN NNP 6 obj
        """,
        Peru=PERU, Chile=CHILE, Mali=MALI,
    )
    assert not read(document, "ASSAULT")
    assert read(document, "ACCUSE")


DEMAND = parsed(
    """
    Peru Peru PROPN NNP 2 nsubj
    said say VERB VBD 0 root
    Chile Chile PROPN NNP 5 nsubj
    must must AUX MD 5 aux
    leave leave VERB VB 2 ccomp
    """,
    Peru=PERU, Chile=CHILE,
)


def test_a_speaker_who_says_another_must_do_it_asks_for_it() -> None:
    document = replace(DEMAND, quotations=(quoted(DEMAND, "Chile must leave", PERU, 1, "Peru"),))
    (frame,) = read(document, "REQUEST")
    assert (names(frame, "agent"), names(frame, "recipient")) == (["Peru"], ["Chile"])


def test_what_must_be_is_asked_by_nobody_where_nobody_speaks() -> None:
    assert not read(DEMAND, "REQUEST")


def test_no_hurry_borrows_what_it_is_about_from_the_sentence_before() -> None:
    document = parsed(
        """
        Peru Peru PROPN NNP 3 nsubj
        not not PART RB 3 advmod
        recognised recognise VERB VBD 0 root
        Mali Mali PROPN NNP 3 obj
        Chile Chile PROPN NNP 9 nsubj
        is be AUX VBZ 9 cop
        in in ADP IN 9 case
        no no DET DT 9 det
        hurry hurry NOUN NN 0 root
        """,
        Peru=PERU, Chile=CHILE, Mali=MALI,
    )
    frames = read_lexical_frames(document, load())
    hurry = next(f for f in frames if f.rule == "positions/no hurry")
    assert (names(hurry, "holder"), names(hurry, "subject")) == (["Chile"], ["Mali"])
    assert hurry.attributes["issue"] == "recognition"


def test_no_hurry_after_nothing_says_nothing() -> None:
    document = parsed(
        """
        Chile Chile PROPN NNP 5 nsubj
        is be AUX VBZ 5 cop
        in in ADP IN 5 case
        no no DET DT 5 det
        hurry hurry NOUN NN 0 root
        """,
        Chile=CHILE,
    )
    assert not [f for f in read_lexical_frames(document, load()) if f.rule == "positions/no hurry"]


def test_swapping_the_names_swaps_the_roles_and_nothing_else() -> None:
    rows = REFUSAL.format(cue="refused", lemma="refuse")
    one = read_lexical_frames(parsed(rows, Peru=PERU, Chile=CHILE), load())
    other = read_lexical_frames(parsed(rows, Peru=CHILE, Chile=PERU), load())
    assert [(f.rule, f.status, f.weight) for f in one] == [(f.rule, f.status, f.weight) for f in other]
    swapped = {"Peru": "Chile", "Chile": "Peru"}
    assert [names(f, "agent") for f in one] == [[swapped[n] for n in names(f, "agent")] for f in other]


def test_every_span_lies_within_the_text() -> None:
    document = parsed(REFUSAL.format(cue="threatened", lemma="threaten"), Peru=PERU, Chile=CHILE)
    for frame in read_lexical_frames(document, load()):
        assert 0 <= frame.start < frame.end <= len(document.text)
        assert all(0 <= f.first < f.last <= len(document.words) for f in frame.fillers)
