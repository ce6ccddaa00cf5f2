"""The lexicon of frames: data files read into patterns, indexed by the lemma of the trigger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml

from communique import languages
from communique.actors import Status
from communique.analysis.patterns import Kind, Pattern, PatternReader, spellings
from communique.languages.inflection import plural_forms, verb_forms

_FOLDER = Path(languages.__file__).parent

#: Keys of an entry that hold trigger patterns, and the kind of pattern each holds.
TRIGGERS: dict[str, Kind] = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective", "phrases": "phrase"}
_KEYS = frozenset(
    {*TRIGGERS, "frame", "roles", "only", "never", "gives", "event", "status", "weight"}
    | {"matches", "rejects", "compose", "negated"}
)


@dataclass(frozen=True, slots=True)
class Place:
    """A grammatical place a filler is looked for in: `name` as in the lexicon's notation.

    `every`: all filled places are taken, not the first only. `actor`: where the phrase itself names no actor,
    whoever owns or does what it speaks of ("U.S. policy", "the attack by the militia"). `inner`: the first actor
    anywhere within the phrase.
    """

    name: str
    every: bool = False
    actor: bool = False
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the lexicon: what evokes the frame and what the frame then says.

    `compose` gives another event by what the complement is (a PLOVER type, "cooperative" or "hostile");
    `negated` the event of its negation with a will behind it ("will not negotiate").
    """

    name: str
    rule: str
    patterns: tuple[Pattern, ...]
    roles: tuple[tuple[str, tuple[Place, ...]], ...] = ()
    only: tuple[tuple[str, frozenset[str]], ...] = ()
    never: tuple[tuple[str, frozenset[str]], ...] = ()
    gives: Mapping[str, str] = field(default_factory=dict)
    event: Mapping[str, str] | None = None
    compose: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    negated: Mapping[str, str] | None = None
    status: Status | None = None
    weight: float = 0.8
    matches: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grammar:
    """The closed words of a language that reading roles and firmness needs (languages/*/grammar.yaml)."""

    prepositions: frozenset[str]
    compounds: Mapping[tuple[str, str], Mapping[str, str]]
    agent: frozenset[str]
    genitive: frozenset[str]
    infinitive: frozenset[str]
    relative: frozenset[str]
    expletive: frozenset[str]
    containers: frozenset[str]
    examples: frozenset[str]
    light: frozenset[str]
    subject_control: frozenset[str]
    condition: frozenset[str]
    negation: frozenset[str]
    negative_subjects: frozenset[str]
    open_conditions: frozenset[str]
    auxiliaries: Mapping[str, str]
    embeds: Mapping[str, str]
    modifiers: Mapping[str, str]
    possible_adverbs: frozenset[str]
    first_person: frozenset[str]
    third_person: frozenset[str]
    disputing: frozenset[str]
    factive: frozenset[str]
    separating: frozenset[str]
    temporal: frozenset[str]
    reflexives: frozenset[str]
    location: tuple[str, ...]
    owners: tuple[str, ...]
    recipients: tuple[str, ...]
    joint: frozenset[str]
    suffered: frozenset[str]
    suffered_by_people: frozenset[str]
    consoling: frozenset[str]
    ending: frozenset[str]
    capacity: frozenset[str]
    courteous: frozenset[str]
    decreeing: frozenset[str]
    nobody: frozenset[str]
    attitudes: frozenset[str]
    deadlines: frozenset[str]
    deontic: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries of a language, found by the trigger's lemma; the parts of speech are kept apart.

    `forms` gives by part of speech the lemma of any form of the lexicon's words, `contexts` by lemma PLOVER's contexts,
    `codes` the CAMEO code that most entries of a type and mode give (mode None: of the type).
    """

    entries: tuple[Entry, ...]
    grammar: Grammar
    classes: Mapping[str, frozenset[str]]
    index: Mapping[Kind, Mapping[str, tuple[tuple[Pattern, Entry], ...]]]
    forms: Mapping[str, Mapping[str, str]]
    contexts: Mapping[str, tuple[str, ...]]
    codes: Mapping[tuple[str, str | None], str]

    def code(self, kind: str, mode: str | None) -> str:
        """The CAMEO code of an event of which no more is known than its type and, perhaps, mode."""
        return self.codes.get((kind, mode)) or self.codes.get((kind, None), "")

    def joined(self, before: str, form: str, upos: str) -> str | None:
        """The lemma of a word written with a hyphen, where the lexicon knows it: "test-fired", "re-opened"."""
        table = self.forms.get(upos)
        return None if table is None else table.get(f"{before}-{form}") or table.get(before + form)

    def lemma(self, form: str, upos: str, lemma: str) -> str:
        """A word's lemma: the encoder's where the lexicon knows it, else by the word's form."""
        table = self.forms.get(upos)
        if table is None or table.get(lemma) == lemma:
            return lemma
        return table.get(form, lemma)


@cache
def load(language: str = "en") -> Lexicon:
    """The shipped lexicon of a language, read once a process."""
    return read_lexicon(_FOLDER / language)


def read_lexicon(folder: Path) -> Lexicon:
    """The lexicon in a folder: grammar.yaml, classes.yaml and frames/*.yaml.

    Raises ValueError naming the entry where one cannot be read.
    """
    rows = _yaml(folder / "grammar.yaml")
    grammar = read_grammar(rows)
    files = {path.stem: _yaml(path) or [] for path in sorted((folder / "frames").glob("*.yaml"))}
    classes: dict[str, list[str]] = dict(_yaml(folder / "classes.yaml"))
    for entries_of in files.values():
        if entries_of and "classes" in entries_of[0]:
            classes |= entries_of[0]["classes"]
    flat = {name: frozenset(spellings(_flat(classes, name))) for name in classes}
    reader = PatternReader(grammar.prepositions, flat)
    entries = tuple(
        _entry(row, theme, reader) for theme, rows_of in files.items() for row in rows_of if "frame" in row
    )
    index = _index(entries)
    forms = _forms(index, flat, grammar, rows["irregular"])
    return Lexicon(entries, grammar, flat, index, forms, _contexts(folder), _codes(entries))


def _codes(entries: Iterable[Entry]) -> dict[tuple[str, str | None], str]:
    counts: dict[tuple[str, str | None], Counter[str]] = {}
    for event in (entry.event for entry in entries if entry.event):
        for mode in {event.get("mode") or None, None} if event.get("cameo") else ():
            counts.setdefault((event["type"], mode), Counter())[event["cameo"]] += 1
    return {key: min(found, key=lambda code: (-found[code], code)) for key, found in counts.items()}


def _contexts(folder: Path) -> dict[str, tuple[str, ...]]:
    """The contexts each lemma speaks of, in the file's order."""
    found: dict[str, tuple[str, ...]] = {}
    for context, lemmas in _yaml(folder / "contexts.yaml").items():
        for lemma in lemmas:
            found[lemma] = (*found.get(lemma, ()), context)
    return found


def _forms(
    index: Mapping[Kind, Mapping[str, Any]], classes: Mapping[str, frozenset[str]], grammar: Grammar,
    irregular: Mapping[str, list[str]],
) -> dict[str, dict[str, str]]:
    verbs = {*index["verb"], *grammar.light, *grammar.embeds, *irregular, *grammar.subject_control}
    nouns = {*index["noun"], *index["phrase"], *grammar.containers, *(w for words in classes.values() for w in words)}
    rows = (row for kind in index.values() for found in kind.values() for row in found)
    nouns |= {word for pattern, _ in rows for need in pattern.needs for word in need.words}
    by_verb = {form: lemma for lemma in sorted(verbs) for form in verb_forms(lemma, irregular)}
    by_noun = {form: lemma for lemma in sorted(nouns) for form in plural_forms(lemma)}
    by_verb |= {lemma: lemma for lemma in verbs}
    by_noun |= {lemma: lemma for lemma in nouns}
    return {"VERB": by_verb, "AUX": by_verb, "NOUN": by_noun, "PROPN": by_noun}


def _yaml(path: Path) -> Any:
    # every scalar stays text: "on", "off" and "no" are words here
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)


def _flat(classes: Mapping[str, list[str]], name: str) -> Iterator[str]:
    """A class's words; a class may hold other classes (`@aid`)."""
    for word in classes[name]:
        if word.startswith("@"):
            yield from _flat(classes, word[1:])
        else:
            yield word


def _entry(row: dict[str, Any], theme: str, reader: PatternReader) -> Entry:
    rule = f"{theme}/{row['frame']}"
    unknown = row.keys() - _KEYS
    if unknown:
        raise ValueError(f"{rule}: unknown keys {sorted(unknown)}")
    try:
        patterns = tuple(
            reader.read(str(text), kind) for key, kind in TRIGGERS.items() for text in row.get(key, ())
        )
        return Entry(
            name=row["frame"], rule=rule, patterns=patterns, roles=tuple(_roles(row.get("roles", {}))),
            only=tuple(_tests(row.get("only", {}), reader)), never=tuple(_tests(row.get("never", {}), reader)),
            gives={key: _text(value) for key, value in row.get("gives", {}).items()},
            event=_event(row.get("event")), negated=_event(row.get("negated")),
            compose={key: _event(value) or {} for key, value in row.get("compose", {}).items()},
            status=row.get("status"), weight=float(row.get("weight", 0.8)),
            matches=tuple(row.get("matches", ())), rejects=tuple(row.get("rejects", ())),
        )
    except (KeyError, AttributeError, TypeError) as error:
        raise ValueError(f"{rule}: {error!r}") from error


def _roles(roles: Mapping[str, str | list[str]]) -> Iterator[tuple[str, tuple[Place, ...]]]:
    for role, places in roles.items():
        found = tuple(map(_place, [places] if isinstance(places, str) else places))
        # whoever issues a paper does what the paper does
        yield role, tuple(replace(p, actor=True) if (role, p.name) == ("agent", "subject") else p for p in found)


def _place(text: str) -> Place:
    return Place(text.rstrip("+~>"), every="+" in text, actor="~" in text, inner=">" in text)


def _tests(rows: Mapping[str, str | list[str]], reader: PatternReader) -> Iterator[tuple[str, frozenset[str]]]:
    """What may (not) stand at a place; tests on the phrase as a whole keep their mark: "@actor", "@money"."""
    for place, tokens in rows.items():
        found: set[str] = set()
        for token in [tokens] if isinstance(tokens, str) else tokens:
            found |= {token} if token in PHRASE_TESTS else reader.words(token)
        yield place, frozenset(found)


PHRASE_TESTS = frozenset(
    {"@agent", "@actor", "@person", "@place", "@organization", "@state", "@number", "@any", "@people"}
)


def _event(value: Any) -> dict[str, str] | None:
    """An event as text attributes: `{type: AID, mode: economic}` or in short "AID/economic 071"."""
    if value is None:
        return None
    if isinstance(value, str):
        kind, _, cameo = value.partition(" ")
        kind, _, mode = kind.partition("/")
        value = {"type": kind, "mode": mode, "cameo": cameo}
    return {key: _text(item) for key, item in value.items() if item}


def _text(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _index(entries: tuple[Entry, ...]) -> dict[Kind, dict[str, tuple[tuple[Pattern, Entry], ...]]]:
    index: dict[Kind, dict[str, list[tuple[Pattern, Entry]]]] = {kind: {} for kind in TRIGGERS.values()}
    for entry in entries:
        for pattern in entry.patterns:
            for head in sorted(pattern.heads):
                index[pattern.kind].setdefault(head, []).append((pattern, entry))
    return {kind: {head: tuple(rows) for head, rows in table.items()} for kind, table in index.items()}


def read_grammar(rows: Mapping[str, Any]) -> Grammar:
    """The grammar of a language from its file's lists."""
    compounds: dict[tuple[str, str], dict[str, str]] = {}
    for phrase in rows["compound prepositions"]:
        *start, last = phrase.split()
        for middle in spellings(start[1:]):
            compounds.setdefault((start[0], middle), {})[last] = phrase

    def words(key: str) -> frozenset[str]:
        return frozenset(spellings(map(str, rows[key])))

    return Grammar(
        prepositions=frozenset(rows["particles"]) | frozenset(rows["compound prepositions"]), compounds=compounds,
        agent=words("agent"), genitive=words("genitive"), infinitive=words("infinitive"), relative=words("relative"),
        expletive=words("expletive"), containers=words("containers"), examples=words("examples"), light=words("light"),
        subject_control=words("subject control"), condition=words("condition"), negation=words("negation"),
        negative_subjects=words("negative subjects"), open_conditions=words("open conditions"),
        auxiliaries=_reversed(rows["auxiliaries"]), embeds=_reversed(rows["embeds"]),
        modifiers=_reversed(rows["modifiers"]), possible_adverbs=words("possible adverbs"),
        first_person=words("first person"), third_person=words("third person"),
        disputing=words("disputing"), factive=words("factive"), separating=words("separating"),
        temporal=words("temporal"),
        reflexives=words("reflexives"),
        location=tuple(rows["location"]), owners=tuple(rows["owners"]),
        recipients=tuple(rows["recipients"]), joint=words("joint"),
        suffered=words("suffered"), suffered_by_people=words("suffered by people"),
        consoling=words("consoling"), ending=words("ending"), capacity=words("capacity"), courteous=words("courteous"),
        decreeing=words("decreeing"),
        nobody=words("nobody"), attitudes=words("attitudes"), deadlines=words("deadlines"), deontic=words("deontic"),
    )


def _reversed(groups: Mapping[str, list[Any]]) -> dict[str, str]:
    return {word: group for group, words in groups.items() for word in spellings(map(str, words))}


def status_of(text: str) -> Status:
    """A status the data names; the data's tests check that it is one."""
    return cast(Status, text)
