"""Every entry of the lexicon matches what it says it matches, and nothing of what it says it rejects."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from communique import languages
from communique.analysis.frames import arbitrate, read_lexical_frames, read_others
from communique.analysis.lexicon import Entry, load
from communique.claims import KINDS
from communique.document import Document, Report
from communique.pipeline import Pipeline

#: Share of the sentences that must read as their entry says; the encoder misreads a few. Only ever goes up.
FLOOR = 0.97

ENTRIES = load().entries
#: How broad the lexicon must be: patterns of predicates, and classes of nouns that they share.
PREDICATES, CLASSES = 1500, 300
FOLDER = Path(languages.__file__).parent / "en"
#: Classes that a program asks for by name rather than an entry.
NAMED_IN_CODE = {
    "agents", "backed", "binding", "blamed_for", "blaming", "contrasting", "copulas", "insisting", "leaning_against",
    "leaning_for", "no_issues", "not_undertaken", "promising", "under_terms",
}  # fmt: skip
TYPES = frozenset(
    {
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
        "THREATEN", "SANCTION", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT",
    }
)


def _readings(sentence: str, pipeline: Pipeline) -> set[str]:
    """The rules that by themselves read something in a sentence, and the types of its events."""
    document: Document = pipeline.analyse(Report("sentence", sentence))
    frames = arbitrate([*read_lexical_frames(document, load()), *read_others(document)])
    return {frame.rule for frame in frames} | {frame.attributes.get("type", "") for frame in frames}


def _is_shown(entry: Entry, readings: set[str]) -> bool:
    """Whether an entry reads, or one that asks more of the same words gives the same type of event."""
    types = {event.get("type", "") for event in (entry.event, *entry.compose.values()) if event}
    return entry.rule in readings or bool((types - {"none", ""}) & readings)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.rule)
def test_an_entry_shows_what_it_matches(entry: Entry) -> None:
    assert entry.matches, f"{entry.rule} has no sentence that it must match"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.rule)
def test_an_event_is_one_of_the_sixteen(entry: Entry) -> None:
    composed = [event.get("type") for event in entry.compose.values() if event.get("type") != "none"]
    assert {kind for kind in [entry.event["type"] if entry.event else None, *composed] if kind} <= TYPES


def test_entries_match_their_sentences_and_reject_the_others(pipeline: Pipeline) -> None:
    wrong = []
    count = 0
    for entry in ENTRIES:
        for sentence in entry.matches:
            count += 1
            if not _is_shown(entry, _readings(sentence, pipeline)):
                wrong.append(f"{entry.rule} misses: {sentence}")
        for sentence in entry.rejects:
            count += 1
            if entry.rule in _readings(sentence, pipeline):
                wrong.append(f"{entry.rule} takes: {sentence}")
    assert len(wrong) <= (1 - FLOOR) * count, "\n".join(wrong)


def test_the_lexicon_names_kinds_of_claims_that_exist() -> None:
    assert {"event", "position", "commitment"} <= set(KINDS)


def test_the_lexicon_is_broad() -> None:
    assert sum(len(entry.patterns) for entry in ENTRIES) >= PREDICATES
    assert len(load().classes) >= CLASSES


def test_every_class_is_used() -> None:
    files = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("**/*.yaml"))]
    used = {name for text in files for name in re.findall(r"@([a-z_]+)", text)}
    assert set(load().classes) - used == NAMED_IN_CODE
