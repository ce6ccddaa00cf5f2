"""How a language reports speech: its reporting verbs, nouns and closed words, from `speech.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

import yaml

from communique.actors import Status

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Reporting:
    """A verb that reports: what its content may look like and which prepositions open it.

    `takes` holds clause, infinitive, object, naming or about; `belief`: an attitude nobody need have uttered.
    """

    lemma: str
    takes: Words
    prepositions: Words = frozenset()
    belief: bool = False


@dataclass(frozen=True, slots=True)
class SpeechLexicon:
    """One language's words for reported speech; `lists` holds its closed classes by name."""

    verbs: Mapping[str, Reporting]
    nouns: Words
    belief_nouns: Words
    forms: Mapping[str, str]
    other_senses: Mapping[str, Words]
    lists: Mapping[str, Words]
    firmness: tuple[tuple[Status, Words], ...]
    governors: tuple[tuple[Status, Words], ...]
    tellers: Words  # every form of a verb that stands before its speaker: "…," said

    def __getitem__(self, name: str) -> Words:
        return self.lists[name]

    def verb(self, form: str) -> Reporting | None:
        """The reporting verb that this lower-case word is a form of."""
        return self.verbs.get(self.forms.get(form, ""))


@cache
def speech(language: str = "en") -> SpeechLexicon:
    """The language's lexicon, read once."""
    return _lexicon(source(language))


def source(language: str = "en") -> dict[str, Any]:
    """The lexicon as written, with the sentences each entry must and must not match."""
    text = (files("communique.languages") / language / "speech.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return data


def _lexicon(data: Mapping[str, Any]) -> SpeechLexicon:
    firmness = dict(data["firmness"])
    governors = firmness.pop("governors")
    lists = {name: frozenset(words) for name, words in data["closed"].items()}
    lists |= {f"{number} person": frozenset(words) for number, words in data["first person"].items()}
    for group in ("light", "addressees", "occasions", "relays", "telling what", "vocatives"):
        lists |= {f"{group}: {name}": frozenset(words) for name, words in _lists(data[group])}
    lists |= {"open": frozenset(firmness.pop("open"))}
    lists |= {
        name: frozenset(data[name])
        for name in PLAIN_LISTS
    }
    forms = _forms(data)
    return SpeechLexicon(
        tellers=frozenset(form for form, verb in forms.items() if verb in lists["inverting"]),
        verbs=_verbs(data["verbs"], data["prepositions"]),
        nouns=frozenset(data["nouns"]),
        belief_nouns=frozenset(data["belief nouns"]),
        forms=forms,
        other_senses={verb: frozenset(nouns) for verb, nouns in data["other senses"].items()},
        lists=lists,
        firmness=_statuses(firmness),
        governors=_statuses(governors),
    )


#: Lists that stand at the top of the file.
PLAIN_LISTS = (
    "time words", "third person", "documents", "resuming", "places", "anybody", "generic", "mute", "turns", "hours",
    "telling listeners", "anonymity", "addressing prepositions", "offices", "authored", "authors", "jointly",
    "joint doings", "gathering", "meeting with", "meeting whom", "hosting", "holding", "held", "several",
    "several people", "issuing", "issuers", "answers",
    "own words", "bodies again", "nothing", "for whom",
)
#: Lists whose words are verbs and stand for all their forms.
VERB_LISTS = (
    ("light", "verbs"),
    ("relays", "carrying"),
    ("relays", "citing"),
    ("occasions", "attending"),
    ("addressees", "asking"),
    ("addressees", "answering"),
    ("addressees", "toward"),
    ("addressees", "telling"),
    ("addressees", "speaking"),
    ("addressees", "demanding"),
)


def _forms(data: Mapping[str, Any]) -> dict[str, str]:
    """Every form of every verb of the lexicon, with its base form; a reporting verb's own form comes first."""
    verbs = [verb for entry in data["verbs"] for verb in entry["verbs"]]
    verbs += [verb for group, name in VERB_LISTS for verb in data[group][name]]
    verbs += [*data["gathering"], *data["hosting"], *data["holding"], *data["issuers"]]
    forms: dict[str, str] = {}
    for verb in verbs:
        stem = verb + verb[-1] if verb in data["doubling"] else verb
        for number, group in enumerate(data["inflection"]):
            base = stem if number > 1 else verb
            pattern, ending = next((p, e) for p, e in group if re.search(p, base))
            forms.setdefault(re.sub(pattern, ending, base), verb)
    return forms | {form: verb for form, verb in data["irregular"].items() if verb in forms}


def _lists(group: Mapping[str, Any]) -> Iterable[tuple[str, list[str]]]:
    return ((name, words) for name, words in group.items() if name not in {"matches", "rejects"})


def _statuses(group: Mapping[str, Any]) -> tuple[tuple[Status, Words], ...]:
    return tuple((cast(Status, status), frozenset(words)) for status, words in _lists(group))


def _verbs(
    entries: Iterable[Mapping[str, Any]], prepositions: Mapping[str, list[str]]
) -> dict[str, Reporting]:
    takes: dict[str, set[str]] = {}
    beliefs: set[str] = set()
    for entry in entries:
        for verb in entry["verbs"]:
            takes.setdefault(verb, set()).update(entry["takes"])
            if entry.get("belief"):
                beliefs.add(verb)
    return {
        verb: Reporting(verb, frozenset(kinds), frozenset(prepositions.get(verb, ())), verb in beliefs)
        for verb, kinds in takes.items()
    }
