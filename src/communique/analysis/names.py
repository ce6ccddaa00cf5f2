"""Where names stand: what the encoder reads as a name and what the gazetteer knows, joined without overlap."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from communique.document import Document, Name, Words
from communique.knowledge import Entity, Knowledge
from communique.languages.roles import function_words, nouns, roles

#: Words that never begin a name; a name's own article stays outside the span.
CLOSED = frozenset({"PUNCT", "AUX", "PRON", "ADP", "DET", "CCONJ", "SCONJ", "PART", "INTJ", "NUM", "SYM"})

#: What an encoder label may mean in the knowledge, likeliest first.
KINDS_OF_LABEL = {
    "person": ("person",),
    "organization": ("organization", "organ", "medium", "group", "state"),
    "place": ("state", "place"),
    "event": ("organ",),
    "": ("state", "organization", "organ", "person", "group", "medium", "place"),
}


OPENING = frozenset({"(", '"', "“"})
CLOSING = frozenset({"'s", "'", "’", ")", '"', "”", ","})
ROMAN = re.compile("[IVX]{1,5}")


@dataclass(frozen=True, slots=True)
class Named:
    """Words [first, last) that are a name. `label` is person, organization, place, event, demonym or ""."""

    first: int
    last: int
    label: str
    entities: tuple[Entity, ...] = ()

    def holds(self, other: Named) -> bool:
        return self.first <= other.first and other.last <= self.last

    def meets(self, other: Named) -> bool:
        return self.first < other.last and other.first < self.last


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a document: `outer` do not overlap; `inner` are known names inside longer unknown ones."""

    outer: tuple[Named, ...]
    inner: tuple[Named, ...]


def find_names(document: Document, knowledge: Knowledge) -> Names:
    """The names of a document in order of the text."""
    known = list(_known(document, knowledge, document.report.published))
    times = {word for time in document.times for word in range(time.first, time.last)}
    read = list(_read(document.words, document.names, times))
    told = {
        document.words.lower[name.first : name.last] for name in read
        if document.sentences[document.words.sentence[name.first]].kind != "headline"
    }
    read = [name for name in read if _borne_out(document, name, told)]
    called = (*_called(document.words, read), *_titled(document.words, known, read))
    outer, inner = _joined(document.words, known, sorted((*read, *called), key=_place))
    return Names(tuple(outer), tuple(inner))


def _place(name: Named) -> int:
    return name.first


def _called(words: Words, read: list[Named]) -> Iterator[Named]:
    """Capitalised words that are a name by the noun behind them: "the Umoja movement"."""
    taken = {word for name in read for word in range(name.first, name.last)}
    for word, upos in enumerate(words.upos):
        head = words.head[word]
        named = upos == "PROPN" and words.deprel[word] == "compound" and word not in taken and head == word + 1
        if named and words.upos[head] == "NOUN" and words.lemma[head].lower() in nouns().naming:
            first = word
            while first - 1 not in taken and words.head[first - 1] in {word, head} and words.upos[first - 1] == "PROPN":
                first -= 1
            yield Named(first, word + 1, "organization")


def _titled(words: Words, known: list[Named], read: list[Named]) -> Iterator[Named]:
    """A capitalised word behind a person's title that the encoder left out: "President Okello thanked …"."""
    taken = {word for name in (*known, *read) for word in range(name.first, name.last)}
    for word in range(1, len(words)):
        before = words.lower[word - 1]
        role = roles().get(before)
        if word in taken or word - 1 in taken or words.xpos[word] != "NNP" or role is None or role.kind != "person":
            continue
        bound = words.head[word - 1] == word and words.deprel[word - 1] in {"nmod:desc", "compound", "flat"}
        plain = words.text[word].isalpha() and words.text[word].istitle() and words.text[word - 1].istitle()
        common = words.lower[word] in roles() or words.lemma[word].lower() in nouns().kinds_of
        alone = word + 1 >= len(words) or words.xpos[word + 1] not in {"NNP", "NNPS"}
        if bound and plain and alone and not common:
            yield Named(word, word + 1, "person")


def _borne_out(document: Document, name: Named, told: set[tuple[str, ...]]) -> bool:
    """Whether a name read in a headline, where every word is capitalised, is a name below the headline too."""
    words = document.words
    if document.sentences[words.sentence[name.first]].kind != "headline" or name.label == "person":
        return True
    return words.lower[name.first : name.last] in told


def _known(document: Document, knowledge: Knowledge, on: date | None) -> Iterator[Named]:
    """The longest gazetteer matches from left to right."""
    words = document.words
    for sentence in document.sentences:
        texts = words.text[sentence.first : sentence.last]
        place = 0
        while place < len(texts):
            word = sentence.first + place
            hit = _match(words, knowledge, texts, place, word, on)
            if hit:
                yield hit
                place = hit.last - sentence.first
            else:
                place += 1


def _match(
    words: Words, knowledge: Knowledge, texts: tuple[str, ...], place: int, word: int, on: date | None
) -> Named | None:
    text = texts[place]
    upper = text[0].isupper()
    if not upper and words.upos[word] in CLOSED:
        return None
    if not (words.upos[word] in CLOSED and text != text.upper()):
        found = knowledge.longest(texts, place, on)
        if found and not (found[0] == place + 1 and _common(words, word, upper)):
            last = found[0]
            while last > place + 1 and not any(c.isalnum() for c in texts[last - 1]):
                last -= 1
            return Named(word, word - place + last, "", found[1])
    if not upper:
        return None
    for length in (2, 1):
        if length <= len(texts) - place and (state := knowledge.demonym(" ".join(texts[place : place + length]))):
            return Named(word, word + length, "demonym", (state,))
    return None


def _common(words: Words, word: int, upper: bool) -> bool:
    """A single word that is no name here: a lower-case one, a verb or an adverb at the head of a sentence."""
    return not upper or words.upos[word] in {"VERB", "ADV"}


def _read(words: Words, names: Iterable[Name], times: Container[int]) -> Iterator[Named]:
    """The encoder's names without articles, titles, dates and possessive marks at their ends."""
    for name in _paired(words, _hyphened(words, names)):
        first, last = name.first, name.last
        while first < last and last - 1 in times:
            last -= 1
        while first < last and _opening(words, first):
            first += 1
        while first < last and words.lower[last - 1] in CLOSING:
            last -= 1
        while first < last and words.upos[first] in {"ADP", "PUNCT", "CCONJ"}:
            first += 1
        last = _before_dash(words, first, last)
        while name.label == "organization" and first < last and _compounded(words, first, last):
            first -= 1
        while name.label == "organization" and 0 < first < last and _of_role(words, first):
            first -= 1
        if name.label == "person":
            first = _behind_titles(words, first, last)
        elif name.label == "place":
            last = _before_nouns(words, first, last)
        elif name.label == "organization":
            last = _to_head(words, first, last)
        if _no_name(words, first, last, name.label):
            continue
        if last - first == 1 and words.upos[first] == "ADJ":
            continue  # "Islamist" is no name
        if sum(map(len, words.text[first:last])) > 1 and any(words.text[w][:1].isupper() for w in range(first, last)):
            yield Named(first, last, name.label)


def _opening(words: Words, word: int) -> bool:
    form, closed = words.lower[word], function_words()
    return form in closed.articles or form in closed.possessives or form in OPENING or form in nouns().addresses


def _before_nouns(words: Words, first: int, last: int) -> int:
    """Where a place's name ends that the encoder carries on over a common noun: "Macau bank"."""
    while last - 1 > first and words.upos[last - 1] == "NOUN" and words.text[last - 1].islower():
        last -= 1
    return last


def _to_head(words: Words, first: int, last: int) -> int:
    """The end of a body's name with the capitalised head that the encoder left out: "Post" of "Harare Post"."""
    if last >= len(words) or words.head[last - 1] != last or words.deprel[last - 1] not in {"compound", "flat"}:
        return last
    common = words.lower[last] in roles() or words.lower[last] in nouns().titles
    named = words.upos[last] == "PROPN" and words.text[last][:1].isupper() and not common
    return last + 1 if named else last


def _no_name(words: Words, first: int, last: int, label: str) -> bool:
    """Whether words read as a name only say what a post is for ("Human Rights") or count ("Article VI")."""
    if first >= last:
        return True
    if label != "organization":
        return False
    if last - first == 1 and ROMAN.fullmatch(words.text[first]):
        return True
    body = any(words.lower[word] in roles() or nouns().kinds_of.get(words.lower[word]) for word in range(first, last))
    return words.lower[last - 1] in nouns().fields and not body


def _paired(words: Words, names: Iterable[Name]) -> Iterator[Name]:
    """Bodies read in two at their "and": "Umoja Peace" and "Civil Rights Organisation" are one."""
    held: Name | None = None
    for name in names:
        if held is not None and _pair(words, held, name):
            held = replace(name, first=held.first)
            continue
        if held is not None:
            yield held
        held = name
    if held is not None:
        yield held


def _pair(words: Words, one: Name, other: Name) -> bool:
    return (
        one.label == other.label == "organization"
        and one.last + 1 == other.first
        and words.upos[one.last] == "CCONJ"
        and words.lower[one.last - 1] in nouns().fields
        and "organization" in nouns().kinds_of.get(words.lower[other.last - 1], ())
    )


def _hyphened(words: Words, names: Iterable[Name]) -> Iterator[Name]:
    """Names with the capitalised word that a hyphen ties to them: "Al" and "Shabaab" of "Al-Shabaab" are one."""
    last: Name | None = None
    for name in names:
        while name.first >= 2 and _tied(words, name.first - 1) and words.text[name.first - 2][:1].isupper():
            name = replace(name, first=name.first - 2)
        while name.last + 1 < len(words) and _tied(words, name.last) and words.text[name.last + 1][:1].isupper():
            name = replace(name, last=name.last + 2)
        while name.last < len(words) and _carried(words, name):
            name = replace(name, last=name.last + 1)
        if last and last.last > name.first:
            label = last.label if last.label == name.label else "person"
            name = replace(name, first=min(last.first, name.first), last=max(last.last, name.last), label=label)
            last = None
        if last:
            yield last
        last = name
    if last:
        yield last


def _carried(words: Words, name: Name) -> bool:
    """Whether the parse carries a name on over the next word, which the encoder read apart."""
    word = name.last
    flat = words.deprel[word] == "flat" and name.first <= words.head[word] < word
    return name.label != "event" and flat and words.upos[word] == "PROPN"


def _tied(words: Words, word: int) -> bool:
    """Whether a word is a hyphen without spaces around it."""
    return (
        words.text[word] in {"-", "‑"}
        and words.end[word - 1] == words.start[word]
        and word + 1 < len(words)
        and words.end[word] == words.start[word + 1]
    )


def _compounded(words: Words, first: int, last: int) -> bool:
    """Whether the capitalised word before a name belongs to it: "Daily" of "Daily Nation"."""
    before = first - 1
    return (
        before >= 0
        and words.deprel[before] == "compound"
        and first <= words.head[before] < last
        and words.upos[before] == "PROPN"
        and words.text[before][:1].isupper()
    )


def _of_role(words: Words, first: int) -> bool:
    """Whether the word before a name is the first of the body's noun: "Foreign" of "Foreign Ministry of Togo"."""
    body = roles().get(f"{words.lower[first - 1]} {words.lower[first]}")
    return body is not None and body.kind == "body" and words.text[first - 1].istitle() and words.text[first].istitle()


def _before_dash(words: Words, first: int, last: int) -> int:
    """Where a name ends that the encoder carries across a dash set off by spaces ("the Quad - India")."""
    for word in range(first + 1, last - 1):
        if words.text[word] in {"-", "–", "—"} and words.start[word] > words.end[word - 1]:
            return word
    return last


def _behind_titles(words: Words, first: int, last: int) -> int:
    """The first word of the name proper: "President Ruto" begins at Ruto, "Lord" alone is no title."""
    titles, known = nouns().titles, roles()
    while first + 1 < last and (words.lower[first] in titles or words.lower[first] in known):
        first += 1
    return first


def _joined(words: Words, known: list[Named], read: list[Named]) -> tuple[list[Named], list[Named]]:
    outer: list[Named] = []
    inner: list[Named] = []
    free = {hit.first: hit for hit in known}
    covered: set[int] = set()
    by_word = {word: hit for hit in known for word in range(hit.first, hit.last)}
    for name in read:
        hits = list(dict.fromkeys(by_word[word] for word in range(name.first, name.last) if word in by_word))
        span, below = _arbitrate(words, name, hits)
        if span is None:
            continue
        for hit in hits:
            if hit not in below and span.meets(hit):
                free.pop(hit.first, None)
        if not any(span.meets(other) for other in outer[-2:]):
            outer.append(span)
            covered.update(range(span.first, span.last))
            inner += below
            for hit in below:
                free.pop(hit.first, None)
    outer += [hit for hit in free.values() if covered.isdisjoint(range(hit.first, hit.last))]
    outer.sort(key=lambda span: span.first)
    return outer, inner


def _arbitrate(words: Words, name: Named, hits: list[Named]) -> tuple[Named | None, list[Named]]:
    """The span that wins among a read name and the known names it meets, and those known inside it."""
    for hit in hits:
        if hit.holds(name) and hit.label != "demonym":
            return replace(hit, label=name.label), []
    if not hits:
        return name, []
    if _dealing(words, name, hits):
        return None, []
    if name.label == "person":
        return _person(words, name, hits), []
    for hit in hits:
        if (
            hit.label != "demonym"
            and 2 * (hit.last - hit.first) >= name.last - name.first
            and hit.entities[0].kind in ("organization", "organ", "medium", "group")
        ):
            return (hit, []) if name.holds(hit) else (replace(hit, label=name.label), [])
    if all(hit.label == "demonym" and hit.holds(name) for hit in hits):
        return None, []
    if any(not name.holds(hit) for hit in hits) or _strung(words, name, hits):
        return None, []
    return name, [hit for hit in hits if name.holds(hit)]


def _strung(words: Words, name: Named, hits: list[Named]) -> bool:
    """Whether known names merely stand in a row with small words between: "the PRC for Chad"."""
    covered = {word for hit in hits for word in range(hit.first, hit.last)}
    return all(word in covered or words.upos[word] in CLOSED for word in range(name.first, name.last))


def _dealing(words: Words, name: Named, hits: list[Named]) -> bool:
    """Whether what was read as a name only says of known ones who they are: "Ghana–Togo Summits", "Bloc Countries"."""
    bodies = [hit for hit in hits if hit.label != "demonym" and hit.entities[0].kind in {"state", "organization"}]
    covered = {word for hit in bodies for word in range(hit.first, hit.last)}
    rest = [word for word in range(name.first, name.last) if word not in covered and words.upos[word] != "PUNCT"]
    if name.label == "place" and bodies and bodies[0].first == name.first:
        kinds = nouns().kinds_of
        return bool(rest) and all("state" in kinds.get(words.lemma[word].lower(), ()) for word in rest)
    return name.label == "person" and len(bodies) > 1


def _person(words: Words, name: Named, hits: list[Named]) -> Named | None:
    """A person's name where something known stands inside: "Kenya's Ruto" without Kenya."""
    for hit in hits:
        if hit.label != "demonym" and hit.entities[0].kind == "person":
            # "Mohammad bin Salman of Saudi Arabia" is not his father
            covered = {word for other in hits for word in range(other.first, other.last)}
            before = (word for word in range(name.first, hit.first) if word not in covered)
            return hit if all(words.lower[word] in nouns().titles for word in before) else name
    first, last = name.first, name.last
    for hit in hits:
        # a state's name within a name belongs to it ("Chad Smith"), before a possessive mark it does not
        behind = hit.last < name.last and words.lower[hit.last] in {"'s", "'"}
        if hit.first <= first and (behind or hit.label == "demonym"):
            first = hit.last + (1 if behind else 0)
    return Named(first, last, name.label) if first < last else None


def kind_of(span: Named, entities: Iterable[Entity]) -> Entity | None:
    """The entity whose kind goes best with the encoder's label."""
    order = KINDS_OF_LABEL.get(span.label, KINDS_OF_LABEL[""])
    pool = list(entities)
    for kind in order:
        for entity in pool:
            if entity.kind == kind:
                return entity
    return pool[0] if pool else None
