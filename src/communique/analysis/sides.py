"""Whose a joint text is: the sides that its title names together, or that its first sentences tell to have met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from communique.actors import Actor
from communique.analysis.antecedents import SUBJECTS
from communique.analysis.phrases import prepositions
from communique.document import Document, Mention, Sentence
from communique.languages.speech import speech

#: Who met is looked for in so many sentences of the story below its title.
OPENING = 2
#: A title with more words than this is a paragraph.
LONGEST_TITLE = 40
#: Parts of speech that may stand between the names of two sides: "the Leaders of Togo and of the Bloc".
BETWEEN = frozenset({"PUNCT", "CCONJ", "DET", "ADP", "SYM", "NOUN", "PROPN", "PART"})
#: At most so many words stand between two sides.
FARTHEST = 9
DEALING = frozenset({"state", "organization", "person"})
ENDINGS = frozenset({".", "?", "!"})
FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})


def title_sides(document: Document) -> tuple[Actor, ...]:
    """The sides of "Joint Statement of the Leaders of A and B", "A–B Summit"; () for a text of one or of nobody.

    A title with a finite verb is a headline: somebody tells the story, and the sides need not be the story's.
    """
    last = _title(document)
    if not last or not any(_joint(document, word) for word in range(last)):
        return ()
    named = [m for m in document.mentions if m.last <= last and m.form == "name" and m.type in DEALING and m.actors]
    named = [m for m in named if not any(o is not m and o.first <= m.first and m.last <= o.last for o in named)]
    for place, first in enumerate(named):
        row = list(_row(document, first, named[place + 1 :]))
        actors = _distinct(row)
        if len(actors) > 1:
            return actors
    return ()


def _title(document: Document) -> int:
    """Where the first line ends, if that is a title without a finite verb; 0: it is not."""
    words, sentences = document.words, document.sentences
    last = sentences[0].last if sentences else 0
    if not 0 < last < min(len(words), LONGEST_TITLE) or words.text[last - 1] in ENDINGS:
        return 0
    return 0 if any(words.xpos[word] in FINITE for word in range(last)) else last


def _joint(document: Document, word: int) -> bool:
    """Whether a title's word says what the sides did together: a statement, a summit, talks."""
    lower, lexicon = document.words.lower[word], speech()
    return bool({lower, lower.removesuffix("s")} & (lexicon["authored"] | lexicon["joint doings"]))


def _row(document: Document, first: Mention, others: Iterable[Mention]) -> Iterator[Mention]:
    """A name and those joined to it by commas, dashes and "and"."""
    words = document.words
    yield first
    for one, other in pairwise((first, *others)):
        between = range(one.last, other.first)
        small = len(between) <= FARTHEST and all(words.upos[word] in BETWEEN for word in between)
        joined = any(words.upos[word] == "CCONJ" or words.text[word] in {",", "-", "–", "—", "&"} for word in between)
        if not small or not (joined or _distinct([one]) == _distinct([other])):  # "the Bloc (BLC)"
            return
        yield other


def opening_sides(document: Document, done: Mapping[int, Mention]) -> tuple[Actor, ...]:
    """Who the first sentences tell to have met: "President A and Prime Minister B met today"."""
    prose = [s for s in document.sentences if s.kind == "prose" and s.first < s.last and s.first >= _title(document)]
    for sentence in prose[:OPENING]:
        if met := who_met(document, done, sentence):
            return met[1]
    return ()


def who_met(
    document: Document, done: Mapping[int, Mention], sentence: Sentence
) -> tuple[Mention, tuple[Actor, ...]] | None:
    """The subject of the sentence's verb of meeting, and all who met: "A phoned B", "A held talks with B".

    None: nobody is told to have met anybody.
    """
    words = document.words
    for verb in range(sentence.first, sentence.last):
        if words.upos[verb] != "VERB" or not ((hosts := _hosts(document, verb)) or _gathers(document, verb)):
            continue
        subjects = [kid for kid in words.children[verb] if words.deprel[kid] in SUBJECTS]
        heads = [*subjects, *_partners(document, verb)]
        if hosts or speech().forms.get(words.lower[verb], words.lemma[verb]) in speech()["meeting whom"]:
            heads += words.kids(verb, "obj")
        rows = [[head, *words.kids(head, "conj")] for head in heads]
        met = [done[word] for row in rows for word in row if word in done and done[word].type in DEALING | {"people"}]
        named = [mention for mention in met if mention.form != "description" or any(a.id for a in mention.actors)]
        found = _distinct(named if len(named) > 1 else met)  # "ministers A and B"
        if len(found) > 1 and subjects and subjects[0] in done:
            return done[subjects[0]], found
    return None


def _gathers(document: Document, verb: int) -> bool:
    """Whether a verb tells that several come together: "met", "held talks"."""
    words, lexicon = document.words, speech()
    lemma = lexicon.forms.get(words.lower[verb], words.lemma[verb])
    if lemma in lexicon["gathering"]:
        return True
    held = {words.lemma[kid].lower() for kid in words.kids(verb, "obj")}
    return lemma in lexicon["holding"] and bool(held & lexicon["held"])


def _hosts(document: Document, verb: int) -> bool:
    """Whether a verb tells that its subject received its object, somebody named."""
    words, lexicon = document.words, speech()
    if lexicon.forms.get(words.lower[verb], words.lemma[verb]) not in lexicon["hosting"]:
        return False
    guests = (document.mention(kid) for kid in words.kids(verb, "obj"))
    return any(guest is not None and guest.type == "person" for guest in guests)


def _partners(document: Document, verb: int) -> Iterator[int]:
    """Whom "with" names, behind the verb or behind the talks it holds."""
    words, lexicon = document.words, speech()
    for node in (verb, *words.kids(verb, "obj")):
        for kid in words.kids(node, "obl", "nmod"):
            if prepositions(words, kid) in lexicon["meeting with"]:
                yield kid


def _distinct(mentions: Iterable[Mention]) -> tuple[Actor, ...]:
    found: dict[str, Actor] = {}
    for mention in mentions:
        for actor in mention.actors:
            found.setdefault(actor.key(), actor)
    return tuple(found.values())
