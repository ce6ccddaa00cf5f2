"""What speaks for one phrase being what a pronoun or description means: candidates and the features they are ranked by.

The ranker is log-linear over the candidates of one anaphor, "nobody" among them (Denis and Baldridge 2008); its weights
are fitted on the training documents of GUM by `training/antecedents.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from communique.actors import Actor
from communique.document import Mention, Words
from communique.languages.roles import Gender, Pronoun, nouns, roles

WEIGHTS = Path(__file__).parent.parent / "languages" / "en" / "antecedents.json"

#: A pronoun looks back this many sentences, a description this many entities.
FARTHEST = 4
MOST = 40

#: What has been spoken of in so many sentences weighs by how often.
LATELY = 5

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "nsubj:outer"})
BODIES = frozenset({"state", "organization", "organ", "group", "medium"})


@dataclass(slots=True)
class Known:
    """One entity so far: what its mentions told.

    `words` are the words of its names, `heads` their head nouns, `lemmas` the nouns of its descriptions and `many`
    those of its plural ones, `roles` its role nouns and posts, `owners` the keys of whom its posts belong to.
    `aside`: named in brackets only; `group`: several entities named in a row.
    """

    number: int
    kind: str
    gender: Gender | None = None
    plural: bool = False
    actors: tuple[Actor, ...] = ()
    words: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    lemmas: set[str] = field(default_factory=set)
    many: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    owners: set[str] = field(default_factory=set)
    named: bool = False
    aside: bool = False
    group: bool = False
    mentions: list[Site] = field(default_factory=list)

    @property
    def last(self) -> Site:
        return self.mentions[-1]


@dataclass(frozen=True, slots=True)
class Site:
    """Where a mention stands: its head, sentence, grammatical place, and whether within quotation marks."""

    mention: Mention
    head: int
    sentence: int
    place: str
    quoted: bool


@cache
def weights() -> Mapping[str, float]:
    """The fitted weights; features without one weigh nothing."""
    if not WEIGHTS.is_file():
        return {}
    found: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return found


def place_of(words: Words, head: int) -> str:
    """Subject, object, oblique, possessor, modifier or other; a conjunct has its first conjunct's place."""
    relation = words.deprel[head]
    for _ in range(4):
        if relation not in {"conj", "appos", "flat"}:
            break
        head = words.head[head]
        relation = words.deprel[head]
    if relation in SUBJECTS:
        return "subject"
    if relation in {"obj", "iobj"}:
        return "object"
    if relation == "nmod:poss":
        return "possessor"
    if relation.startswith("obl"):
        return "oblique"
    if relation.startswith(("nmod", "compound", "amod")):
        return "modifier"
    return "other"


def clause_of(words: Words, word: int) -> int:
    """The predicate whose argument or adjunct a word is, through the phrases it stands in."""
    node = word
    for _ in range(12):
        above = words.head[node]
        if above < 0:
            return node
        if (
            words.deprel[node] in SUBJECTS
            or words.deprel[node] in {"obj", "iobj"}
            or words.deprel[node].startswith("obl")
        ):
            return above
        node = above
    return node


def governs(words: Words, subject: int, word: int) -> bool:
    """Whether `subject` is the subject of a clause in which the clause of `word` is embedded ("X said he …")."""
    if words.deprel[subject] not in SUBJECTS:
        return False
    predicate, node = words.head[subject], clause_of(words, word)
    for _ in range(8):
        node = words.head[node]
        if node < 0:
            return False
        if node == predicate:
            return True
    return False


def fits(pronoun: Pronoun, known: Known) -> bool:
    """Whether number, gender and kind allow it."""
    if pronoun.gender in {"m", "f"}:
        return (
            known.kind in {"person", "thing", "pronoun"}
            and not known.plural
            and known.gender in {None, pronoun.gender}
            and (known.kind == "person" or known.gender is not None or not known.named)
        )
    if pronoun.gender == "n":
        return known.kind not in {"person", "people"} and not known.plural and known.gender in {None, "n"}
    if pronoun.number == "plural":
        return known.plural or known.kind in BODIES - {"state"} or (known.kind == "person" and not known.named)
    return True


def pronoun_features(
    words: Words, anaphor: Site, pronoun: Pronoun, known: Known, rank: int, *, most: bool
) -> Iterator[str]:
    """The features of one candidate for one pronoun; `most`: no other candidate has been spoken of as often."""
    last = known.last
    group = f"{pronoun.gender or 'they'}{'+' if anaphor.place == 'possessor' else ''}"
    distance = min(anaphor.sentence - last.sentence, 4)
    form = last.mention.form
    yield f"{group} distance {distance}"
    yield f"{group} {distance > 0} place {last.place}"
    yield f"{distance == 0} form {form}"
    yield f"{group} kind {known.kind}"
    yield f"places {anaphor.place} {last.place} {distance > 0}"
    yield f"rank {min(rank, 5)} {distance > 0}"
    yield f"{group} size {min(len(known.mentions), 4)}"
    yield f"named {known.named} {group}"
    yield f"quoted {anaphor.quoted} {last.quoted}"
    yield f"gender {known.gender is not None}"
    yield f"{group} most {most}"
    if pronoun.number == "plural":
        yield f"plural {known.plural} {known.kind}"
    if form == "pronoun" and words.lower[last.head] == words.lower[anaphor.head]:
        yield f"same word {group}"
    if distance == 0:
        if governs(words, last.head, anaphor.head):
            yield f"governs {group}"
        if clause_of(words, last.head) == clause_of(words, anaphor.head):
            yield f"clausemate {anaphor.place} {last.place}"
    yield f"{group} chain {form} {distance} {last.place}"
    yield f"{group} {distance > 0} rank {min(rank, 5)}"
    yield (
        f"noun {words.lemma[last.head].lower()} {group}" if form == "description" else f"label {words.upos[last.head]}"
    )
    above = words.head[anaphor.head]
    if above >= 0 and anaphor.place in {"subject", "object"}:
        yield f"verb {words.lemma[above].lower()} {anaphor.place} {known.kind} {known.named}"
        yield f"predicate {words.upos[above]} {group} {known.kind}"
    subjects = sum(site.place == "subject" for site in known.mentions[-3:])
    yield f"subjects {subjects}"
    yield f"listed {listed(words, last.head)} {group} {known.group}"


def nobody_features(words: Words, anaphor: Site, pronoun: Pronoun, pool: list[Known]) -> Iterator[str]:
    """What speaks for a pronoun meaning no phrase at all: a clause, a situation, nothing."""
    group = pronoun.gender or "they"
    above = words.head[anaphor.head]
    governor = words.upos[above] if above >= 0 else ""
    yield f"nobody {group}"
    yield f"nobody {group} place {anaphor.place}"
    yield f"nobody {group} {anaphor.place} {governor}"
    yield f"nobody {group} quoted {anaphor.quoted}"
    yield f"nobody {group} here {any(known.last.sentence == anaphor.sentence for known in pool)}"
    if group == "they":
        near = (anaphor.sentence - known.last.sentence for known in pool if known.plural)
        plural = min((min(distance, 3) for distance in near), default=4)
        yield f"nobody they plural {plural}"
        yield f"nobody they plural {plural} {anaphor.place}"
        yield f"nobody they {words.lemma[above].lower() if above >= 0 else ''} {anaphor.place}"
    if above >= 0 and group == "n":
        yield f"nobody verb {words.lemma[above].lower()}"
        kinds = {words.deprel[kid] for kid in words.children[above]}
        for kind in ("ccomp", "xcomp", "advcl", "expl", "cop", "csubj"):
            if kind in kinds:
                yield f"nobody {kind} {anaphor.place}"


def description_features(
    words: Words,
    anaphor: Site,
    lemma: str,
    modifiers: frozenset[str],
    determiner: str,
    known: Known,
    rank: int,
    *,
    most: bool,
) -> Iterator[str]:
    """The features of one candidate for one definite description; `most`: none is spoken of more often."""
    match = matches(lemma, modifiers, known)
    distance = anaphor.sentence - known.last.sentence
    near = 0 if distance == 0 else 1 if distance == 1 else 2 if distance <= 3 else 3 if distance <= 8 else 4
    yield f"match {match}"
    yield f"match {match} {determiner}"
    yield f"match {match} near {near}"
    yield f"near {near} {determiner}"
    yield f"match {match} modified {bool(modifiers)}"
    yield f"match {match} kind {known.kind}"
    yield f"size {min(len(known.mentions), 4)} {match}"
    yield f"rank {match} {min(rank, 4)}"
    yield f"last {known.last.mention.form} {known.last.place}"
    yield f"named {known.named} {match}"
    yield f"most {most} {match}"
    lately = [site for site in known.mentions[-8:] if anaphor.sentence - site.sentence <= LATELY]
    yield f"lately {min(len(lately), 4)} {match}"
    yield f"subjects lately {min(sum(site.place == 'subject' for site in lately), 2)} {match}"
    yield f"listed {listed(words, known.last.head)} {match}"
    yield f"metonym {metonym(known)} {match}"
    if modifiers:
        inside = modifiers <= (known.words | known.lemmas)
        yield f"modifiers inside {inside} {match}"
    if not modifiers and determiner in {"this", "that"}:
        yield f"{determiner} bare {match} {near}"


def matches(lemma: str, modifiers: frozenset[str], known: Known) -> str:
    """How a description's noun fits an entity: same noun, a word of its name, its role, its kind; "" for not."""
    if lemma in known.lemmas:
        return "noun" if not modifiers or modifiers <= (known.words | known.lemmas) else "noun+"
    if known.named and lemma in known.words and (lemma in known.heads or lemma in nouns().kinds_of or lemma in roles()):
        return "name"
    if lemma in known.roles:
        return "role"
    gender = nouns().genders.get(lemma)
    if known.kind == "person" and gender and gender == known.gender and not known.plural:
        # "the crown prince" is no journalist named before
        return "" if lemma in roles() and known.roles else "gender"
    return _of_kind(lemma, modifiers, known, gender)


def _of_kind(lemma: str, modifiers: frozenset[str], known: Known, gender: Gender | None) -> str:
    """How a noun fits an entity by its kind alone."""
    kinds, classes = nouns().kinds_of.get(lemma, ()), nouns()
    known_body = any((actor.id or "").startswith(("org/", "group/", "place/")) for actor in known.actors)
    if lemma in classes.institutional and known_body:
        return ""
    if modifiers and known_body and lemma in roles() and roles()[lemma].sector == "CVL":
        return ""  # "the international community"
    if lemma == "continent" and not known.words & classes.continents:
        return ""
    if known.kind in kinds and not (known.kind == "person" and gender):
        return "kind" if known.named else "kind unnamed"
    if known.named and known.kind == "state" and "place" in kinds:
        return "kind place"
    unknown = known.kind in {"thing", "organization"} and not any(actor.id for actor in known.actors)
    if known.named and unknown and not modifiers and (BODIES | {"place"}).intersection(kinds):
        return "kind unsure"
    return ""


def several(words: Words, known: Known) -> bool:
    """Whether an entity is several, or was last spoken of as such: "the leaders of the bloc"."""
    return known.plural or words.xpos[known.last.head] in {"NNS", "NNPS"}


def listed(words: Words, head: int) -> bool:
    """Whether a word is an item of a list."""
    return words.deprel[head] == "conj" or words.child(head, "conj") is not None


def metonym(known: Known) -> bool:
    """Whether a state was last spoken of by its capital or seat."""
    mention = known.last.mention
    return known.kind == "state" and mention.form == "name" and any(actor.sector == "GOV" for actor in mention.actors)


def score(features: Iterator[str]) -> float:
    table = weights()
    return sum(table.get(feature, 0.0) for feature in features)
