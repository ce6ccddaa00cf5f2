"""What stands around the words of a document that bears on whom they mean: quotation marks, brackets, titles."""

from __future__ import annotations

from collections.abc import Iterator

from communique.document import Document, Mention, Words
from communique.languages.roles import STEM, acting_stems, nouns, roles


def quoted(document: Document) -> Iterator[bool]:
    """For every word whether it stands within quotation marks, by counting them."""
    inside = False
    for text in document.words.text:
        if text in {"“", "«", "``"}:
            inside = True
        elif text in {"”", "»", "''"}:
            inside = False
        elif text == '"':
            inside = not inside
        yield inside


def title_owners(document: Document) -> Iterator[int]:
    """The heads of names that stand in a title as its owner."""
    for mention in document.mentions:
        if mention.of is None:
            continue
        for word in range(mention.first, mention.last):
            inner = document.mention(word)
            if inner and inner is not mention and any(a.key() == mention.of.key() for a in inner.actors):
                yield inner.head


def sentence_start(document: Document, word: int) -> int:
    """The first word of a word's sentence."""
    return document.sentences[document.words.sentence[word]].first


def bracketed(document: Document) -> Iterator[bool]:
    """For every word whether it stands in brackets within its sentence."""
    for sentence in document.sentences:
        inside = False
        for word in range(sentence.first, sentence.last):
            text = document.words.text[word]
            inside = text in {"(", "["} or (inside and text not in {")", "]"})
            yield inside


def empty(words: Words, head: int) -> bool:
    """An "it" that stands for nothing: "it is clear that", "it was in Accra that"."""
    governor = words.head[head]
    if words.deprel[head] == "expl":
        return True
    if governor < 0 or words.deprel[head] not in {"nsubj", "nsubj:pass"}:
        return False
    clause = any(words.deprel[kid] in {"csubj", "csubj:pass"} for kid in words.children[governor])
    weak = words.upos[governor] == "ADJ" and any(
        words.deprel[kid] in {"ccomp", "advcl", "xcomp"} for kid in words.children[governor]
    )
    return clause or weak


def inside(document: Document, mention: Mention) -> Iterator[Mention]:
    """The mentions within a mention."""
    for word in range(mention.first, mention.last):
        inner = document.mention(word)
        if inner is not None and inner.head == word and word != mention.head:
            yield inner


def acting(words: Words, head: int) -> bool:
    """Whether a word is the subject of what only people and bodies do: "it condemned the attack"."""
    verb = words.head[head]
    if verb < 0 or words.deprel[head] != "nsubj":
        return False
    return not acting_stems().isdisjoint({words.lemma[verb].lower()[:STEM], words.lower[verb][:STEM]})


def apposed(words: Words, named: int, word: int) -> bool:
    """Whether a word stands in an apposition to a name: "its" of "Chad, its partner"."""
    node = word
    for _ in range(8):
        above = words.head[node]
        if above < 0:
            return False
        if above == named:
            return words.deprel[node] == "appos"
        node = above
    return False


def nominal(words: Words, head: int) -> bool:
    """Whether a word is said to be some thing: "it is a statement against us", not "it is a member"."""
    predicate = words.head[head]
    if predicate < 0 or words.deprel[head] != "nsubj" or words.upos[predicate] != "NOUN":
        return False
    lemma = words.lemma[predicate].lower()
    thing = lemma not in nouns().kinds_of and lemma not in nouns().genders and lemma not in roles()
    return thing and words.child(predicate, "cop") is not None and words.child(predicate, "case") is None
