"""A text in its author's own words: "Statement by President X", "Joint Statement from A and B"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from communique.analysis.acts import act
from communique.analysis.cues import LABEL
from communique.analysis.passages import Passage, Stretch
from communique.analysis.speakers import noun_phrase
from communique.analysis.utterances import Utterance

AUTHORED = "authored"
#: A text of one author says "I welcome": one statement; several authors' "we welcome" is a statement of its own.
JOINTLY = "authored jointly"
#: Words of a title behind which no document's name is sought, and of a body below which there is nothing to attribute.
LONGEST_TITLE, SHORTEST_BODY = 12, 12
#: A text of which quotations are more than this share was written about its speaker, not by.
MOST_QUOTED = 0.15
VERBAL = frozenset({"VERB", "AUX"})
ENDINGS = frozenset({".", "?", "!", ":"})
OFF_PAGE = frozenset({"boilerplate", "caption"})
TITLES = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PART", "PUNCT", "CCONJ", "SYM", "X", "DET", "ADP"})


def read_authored(passage: Passage, found: Iterable[Utterance]) -> Utterance | None:
    """The statement that the whole text is, where its title says whose; None for a text that somebody reports.

    `found`: the other utterances; a text with labelled turns is a transcript. What several declare in a sentence with
    a verb of saying ("We condemn …") is a statement of its own and left out.
    """
    found = list(found)
    noun = titled(passage)
    if noun is None or any(utterance.rule == LABEL for utterance in found):
        return None
    heads = authors(passage)
    body = list(_body(passage, noun))
    words = [word for first, last in body for word in range(first, last)]
    if not heads or len(words) < SHORTEST_BODY or not _is_own(passage, noun, heads, words):
        return None
    source = min(noun_phrase(passage, head)[0] for head in heads), max(noun_phrase(passage, head)[1] for head in heads)
    first = noun - (noun > 0 and passage.is_(noun - 1, "jointly"))
    plural = any(passage.is_(word, "several") for word in range(noun))
    several = plural or len(heads) > 1 or first < noun or not _is_person(passage, heads[0])
    if several:
        told = {passage.sentence(u.cue_word) for u in found if _is_declared(passage, u)}
        body = [piece for stretch in body for piece in _without(passage, stretch, told)]
    return Utterance(
        noun, (first, noun + 1), source, heads[0], body, JOINTLY if several else AUTHORED, frozenset({first, noun}),
        together=tuple(heads[1:]),
    )  # fmt: skip


def authors(passage: Passage) -> list[int]:
    """The words that head the names of a text's authors, as its title tells them."""
    noun = titled(passage)
    return [] if noun is None else _behind(passage, noun) or _before(passage, noun)


def _is_declared(passage: Passage, utterance: Utterance) -> bool:
    """Whether an utterance is one of the declaring parties' own: "We welcome …", "the leaders underscored …"."""
    verbal = passage.upos[utterance.cue_word] == "VERB" and passage.quoted[utterance.cue_word] < 0
    return verbal and utterance.source is not None and act(passage, utterance, speakers=()) == ""


def _without(passage: Passage, stretch: Stretch, told: set[Stretch]) -> Iterator[Stretch]:
    """What is left of a paragraph without some of its sentences."""
    first, last = stretch
    begin = word = first
    while word < last:
        sentence = passage.sentence(word)
        if sentence in told:
            if begin < word:
                yield begin, word
            begin = sentence[1]
        word = max(sentence[1], word + 1)
    if begin < last:
        yield begin, last


def titled(passage: Passage) -> int | None:
    """The noun in a text's title that says that a statement follows; a title with a finite verb is a headline."""
    if not passage.size or passage.quoted[0] >= 0:
        return None
    first, last = passage.sentence(0)
    if last >= passage.size or passage.text[last - 1] in ENDINGS or _is_sentence(passage, last):
        return None
    for word in range(first, min(last, first + LONGEST_TITLE)):
        if passage.upos[word] in VERBAL and passage.deprel[word] not in {"amod", "compound"}:
            return None
        if passage.upos[word] in {"NOUN", "PROPN"} and passage.is_(word, "authored"):
            return word if passage.paragraph[last] > passage.paragraph[word] else None
    return None


def _is_sentence(passage: Passage, last: int) -> bool:
    """Whether the main clause of the first words is a verb with its subject."""
    return any(
        passage.head[word] < 0 and passage.upos[word] in VERBAL and passage.child(word, "nsubj") is not None
        for word in range(last)
    )


def _behind(passage: Passage, noun: int) -> list[int]:
    """Whom "by", "from" or "of" right behind the noun names."""
    if noun + 2 >= passage.size or not passage.is_(noun + 1, "authors"):
        return []
    forms = passage.lexicon["authors"]
    for word in (*passage.children[noun], *range(noun + 2, noun + 6)):
        if word > noun + 1 and passage.document.mention(word) and passage.marker(word, forms) is not None:
            return [word]
    named = next((m for m in passage.document.mentions if m.first == noun + 2 and m.actors), None)
    return [named.head] if named else []


def _before(passage: Passage, noun: int) -> list[int]:
    """Whom the words before the noun name: "G7 Leaders' Statement", "U.S.–Norway Joint Statement"."""
    if any(passage.upos[word] not in TITLES for word in range(passage.sentence(noun)[0], noun)):
        return []
    named = [m for m in passage.document.mentions if m.last <= noun and m.actors and m.form == "name"]
    return [m.head for m in named if not any(m is not o and o.first <= m.first and m.last <= o.last for o in named)]


def _body(passage: Passage, noun: int) -> Iterator[Stretch]:
    """The paragraphs behind the title, without what belongs to the page."""
    after = passage.sentence(noun)[1]
    told = (s for s in passage.document.sentences if after <= s.first < s.last and s.kind not in OFF_PAGE)
    for _, sentences in groupby(told, key=lambda sentence: passage.paragraph[sentence.first]):
        paragraph = list(sentences)
        yield paragraph[0].first, paragraph[-1].last


def _is_own(passage: Passage, noun: int, heads: list[int], words: list[int]) -> bool:
    """Whether the body may be the author's words: hardly quoted; in the first person where no "by" names the author."""
    bare = [word for word in words if passage.quoted[word] < 0]
    if len(words) - len(bare) > MOST_QUOTED * len(words):
        return False
    return heads[0] > noun or any(passage.is_(word, "singular person", "plural person") for word in bare)


def _is_person(passage: Passage, head: int) -> bool:
    mention = passage.document.mention(head)
    return mention is not None and mention.type == "person" and len(mention.actors) < 2
