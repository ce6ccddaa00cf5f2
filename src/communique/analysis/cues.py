"""Every cue and the utterance it tells: verbs, "according to", nouns with a "that" clause, a name and a colon."""

from __future__ import annotations

from collections.abc import Iterator

from communique.analysis.contents import cue_of, read_verb
from communique.analysis.fragments import fragments, trim
from communique.analysis.passages import CLOSING_MARKS, DASHES, Passage, Stretch
from communique.analysis.speakers import noun_phrase, subject
from communique.analysis.utterances import Utterance

#: A label before a colon and a signature behind a dash are short.
LONGEST_LABEL = 20
LONGEST_SHOUT = 3
HANGING = frozenset({"nmod", "obl", "acl", "advcl", "ccomp"})
TITLE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "CCONJ", "PUNCT"})
ACCORDING = "according to"
LABEL = "name and colon"
LONGEST_SIGNATURE = 7
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM", "X"})


def read_cues(passage: Passage, *, attitudes: bool) -> Iterator[Utterance]:
    """The utterances of a passage in order of their cues, nested and unnested alike; `attitudes`: beliefs as well."""
    for word in range(passage.size):
        utterance = _read(passage, word, attitudes)
        if utterance is not None:
            yield utterance


def _read(passage: Passage, word: int, attitudes: bool) -> Utterance | None:
    lower, lexicon = passage.lower[word], passage.lexicon
    if lower in lexicon["according"]:
        return _according(passage, word)
    if _is_in_name(passage, word):
        return None
    if passage.upos[word] == "VERB" or lexicon.forms.get(lower) in lexicon["plain"]:
        entry = passage.reporting(word)
        light = _light(passage, word)
        if light is not None:
            return light
        if entry is not None and (attitudes or not entry.belief):
            return read_verb(passage, word, entry)
    elif passage.upos[word] == "NOUN":
        lemma = lower.removesuffix("s")
        if lemma in lexicon.nouns or (attitudes and lemma in lexicon.belief_nouns):
            return _nominal(passage, word)
    elif passage.text[word] == ":":
        return _labelled(passage, word)
    elif passage.text[word] in DASHES - {"-"}:
        return _signed(passage, word)
    return None


def _is_in_name(passage: Passage, word: int) -> bool:
    """Whether a word is written as part of a name: "Qaboos bin Said"."""
    return word in passage.name_at and passage.text[word][0].isupper() and word > passage.sentence(word)[0]


def _light(passage: Passage, verb: int) -> Utterance | None:
    """ "Raised alarm over X", "issued a warning that …": the noun says what is done, what hangs on it the content."""
    noun = passage.child(verb, "obj")
    if (
        noun is None
        or not passage.is_(verb, "light: verbs")
        or passage.lower[noun] not in passage.lexicon["light: nouns"]
    ):
        return None
    voice, head = subject(passage, verb)
    if head is None or voice != "active" or noun < verb:
        return None
    source = noun_phrase(passage, head, verb)
    last = noun + 1
    for kid in (*passage.children[noun], *passage.children[verb]):
        case = passage.child(kid, "case", "mark")
        if kid < noun or case is None or passage.deprel[kid].split(":")[0] not in HANGING:
            continue
        content = passage.tree(kid)
        if passage.lower[case] in passage.lexicon["light: behind"]:
            content, last = content - {case}, max(last, case + 1)
        elif not passage.is_(case, "that", "infinitive"):
            continue
        clause = {verb, noun, *range(*source), *(passage.tree(verb) - content)}
        pieces = fragments(passage, content, clause, verb)
        if pieces and pieces[0][0] >= last:
            cue = cue_of(passage, verb)[0], last
            return Utterance(verb, cue, source, head, pieces, "noun with a verb: object", frozenset(clause))
    return None


def _according(passage: Passage, word: int) -> Utterance | None:
    """ "According to X": the content is the clause it modifies."""
    if word + 2 >= passage.size or not passage.is_(word + 1, "to"):
        return None
    head = _named_behind(passage, word + 1)
    first, last = noun_phrase(passage, head)
    first = max(first, word + 2)
    if first >= last:
        return None
    content = _modified(passage, word, head, set(range(word, last)))
    content = {w for w in content if not (passage.is_(w, "that") and w == word - 1)}
    pieces = fragments(passage, content, range(word, last), word)
    if not pieces:
        return None
    clause = frozenset({*range(word, last), *passage.tree(head)})
    return Utterance(word, (word, word + 2), (first, last), head, pieces, ACCORDING, clause)


def _named_behind(passage: Passage, preposition: int) -> int:
    """The head of the noun phrase behind a preposition, by the words alone up to a comma, a verb or a mark."""
    head = preposition + 1
    while passage.head[head] > preposition and passage.upos[passage.head[head]] in NOMINAL:
        above = passage.head[head]
        if any(
            (passage.upos[w] == "PUNCT" and passage.text[w] not in {"-", "/"})
            or (passage.upos[w] == "VERB" and passage.deprel[w] != "amod")
            for w in range(min(head, above) + 1, max(head, above))
        ):
            break
        head = above
    return head


def _modified(passage: Passage, word: int, head: int, phrase: set[int]) -> set[int]:
    start, end = passage.sentence(word)
    governor = next((h for h in (passage.head[head], passage.head[word]) if h >= 0 and h not in phrase), -1)
    whole = passage.tree(governor) if governor >= 0 else set(range(start, end))
    content = whole - passage.tree(head) - phrase
    if content and min(content) < word - 1:
        before = passage.text[word - 1] == ","
        behind = max(phrase) + 1
        if before and behind < end and passage.text[behind] == "," and governor > behind:
            return content - {word - 1, behind}  # "Chad has, according to the army, sent help"
        return set(range(start, word - 1)) if before else {k for k in content if k < word}
    opened = passage.quote_after(max(phrase))
    return content | set(range(*passage.quotes[opened])) if opened is not None else content


def _nominal(passage: Passage, noun: int) -> Utterance | None:
    """ "The minister's warning that …"."""
    clause = passage.child(noun, "acl", "ccomp", "acl:relcl")
    owner = passage.child(noun, "nmod:poss")
    if clause is None or owner is None or clause < noun:
        return None
    that = passage.marker(clause, passage.lexicon["that"])
    if that is None or passage.deprel[that] != "mark":
        return None
    pieces = fragments(passage, passage.tree(clause), {noun}, noun)
    if not pieces:
        return None
    source = noun_phrase(passage, owner)
    return Utterance(
        noun,
        (noun, noun + 1),
        source,
        owner,
        pieces,
        "noun with a clause",
        frozenset({noun, *range(*source)}),
    )


def _paragraph(passage: Passage, word: int) -> Stretch:
    first = last = word
    while first > 0 and passage.paragraph[first - 1] == passage.paragraph[word]:
        first -= 1
    while last < passage.size and passage.paragraph[last] == passage.paragraph[word]:
        last += 1
    return first, last


def _labelled(passage: Passage, colon: int) -> Utterance | None:
    """ "NAME: …" and "President Grace Moyo: …" that open a paragraph, as in transcripts; a headline's "Moyo: …"."""
    first = colon
    while first > 0 and passage.paragraph[first - 1] == passage.paragraph[colon]:
        first -= 1
        if colon - first > LONGEST_LABEL:
            return None
    while first < colon and passage.upos[first] == "PUNCT":
        first += 1
    last = _before_aside(passage, first, colon)
    if first >= last or not _is_label(passage, first, last):
        return None
    end = _paragraph(passage, colon)[1]
    content = trim(passage, colon + 1, end)
    if content[0] >= content[1] or _is_told_behind(passage, content[0], end):
        return None
    while (
        content[1] < end and passage.text[content[1]] not in CLOSING_MARKS
    ):  # a turn keeps its last full stop
        content = content[0], content[1] + 1
    head = next((w for w in range(first, last) if not first <= passage.head[w] < last), last - 1)
    name = passage.name_at.get(last - 1)
    if name is not None:
        head = next(
            (w for w in range(name.first, name.last) if not name.first <= passage.head[w] < name.last), head
        )
    head = next((w for w in range(first, last) if _is_known(passage, w)), head)
    return Utterance(
        colon, (colon, colon + 1), (first, last), head, [content], LABEL, frozenset(range(first, colon + 1))
    )


def _before_aside(passage: Passage, first: int, colon: int) -> int:
    """Where a label's name ends: "Prime Minister Li Na (in translation): …"."""
    if passage.text[colon - 1] != ")":
        return colon
    return next((word for word in range(colon - 1, first, -1) if passage.text[word] == "("), colon)


def _is_told_behind(passage: Passage, first: int, end: int) -> bool:
    """Whether a quotation behind the colon is followed by its own cue: "Brussels: “…,” said the envoy"."""
    number = passage.opening.get(first)
    if number is None:
        return False
    behind = range(passage.quotes[number][1], end)
    return any(passage.takes(word, "clause") for word in behind[:LONGEST_SIGNATURE])


def _is_label(passage: Passage, first: int, colon: int) -> bool:
    if colon - first == 1 and passage.text[first].isupper() and passage.is_(first, "turns"):
        return True  # "Q: …"
    if all(passage.text[w].isupper() and len(passage.text[w]) > 1 for w in range(first, colon)):
        return colon - first <= LONGEST_SHOUT
    if first > 0 and _is_person(passage, first, colon):
        return True
    near = dict.fromkeys(passage.name_at[w] for w in range(first, colon) if w in passage.name_at)
    names = [n for n in near if first <= n.first and n.last <= colon]
    if first == 0:
        return bool(names) and colon - first <= LONGEST_SHOUT
    if not names or names[-1].label != "person" or names[-1].last != colon:
        return False
    return all(passage.upos[w] in TITLE or passage.is_(w, "of") for w in range(first, colon))


def _is_person(passage: Passage, first: int, colon: int) -> bool:
    """Whether a label is just a person's name, by whomever it means."""
    proper = all(passage.upos[w] == "PROPN" for w in range(first, colon))
    return proper and any(_is_known(passage, w) for w in range(first, colon))


def _is_known(passage: Passage, word: int) -> bool:
    mention = passage.document.mention(word)
    return mention is not None and any((actor.id or "").startswith("person/") for actor in mention.actors)


def _signed(passage: Passage, dash: int) -> Utterance | None:
    """ "“…” ― Name" at the end of a paragraph."""
    if dash - 1 not in passage.closing or dash + 1 >= passage.size or passage.upos[dash + 1] != "PROPN":
        return None
    last = dash + 1
    while (
        last < passage.size
        and passage.paragraph[last] == passage.paragraph[dash]
        and last - dash <= LONGEST_SIGNATURE
    ):
        last += 1
    if last - dash > LONGEST_SIGNATURE:
        return None
    content = passage.quotes[passage.closing[dash - 1]]
    return Utterance(
        dash,
        (dash, dash + 1),
        (dash + 1, last),
        dash + 1,
        [content],
        "signature",
        frozenset(range(dash, last)),
    )
