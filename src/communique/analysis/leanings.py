"""Stands told by a small word behind a copula: "X is against naming a culprit", "Y, it said, is opposed to it".

Read from the order of the words, as such clauses are parsed in many ways: the small word as a preposition of what
follows, as a conjunction of a clause, or as a verb of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.analysis.matching import Matcher
from communique.document import Filler, Frame

RULE = "positions/leaning"
_WEIGHT = 0.8
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
#: How far a clause's words are looked through.
_FARTHEST = 60


def read_leanings(matcher: Matcher) -> Iterator[Frame]:
    """A stand for each copula with such a word behind it, where somebody is the copula's subject."""
    words, classes = matcher.words, matcher.lexicon.classes
    for copula, lemma in enumerate(words.lemma):
        if lemma not in classes["copulas"] or words.upos[copula] not in ("AUX", "VERB"):
            continue
        last = matcher.document.sentences[words.sentence[copula]].last
        cue, negated = copula + 1, False
        while cue < last - 2 and (words.upos[cue] == "ADV" or words.lower[cue] in matcher.grammar.negation):
            negated = negated or words.lower[cue] in matcher.grammar.negation
            cue += 1
        if cue >= last - 1:
            continue
        lower, behind = words.lower[cue], words.lower[cue + 1]
        if lower in classes["leaning_against"] or (lower, behind) in _pairs(classes["leaning_against"]):
            first = cue + 1 + (f"{lower} {behind}" in classes["leaning_against"])
            yield from _held(copula, cue, first, "opposes", matcher, negated=negated)
        elif lower in classes["leaning_for"]:
            yield from _held(copula, cue, cue + 1, "supports", matcher, negated=negated)
        elif (lower, behind) in _pairs(classes["blaming"]) and cue + 3 < last and not negated:
            if words.lower[cue + 2] in classes["blamed_for"]:
                yield from _blamed(copula, cue + 1, cue + 3, matcher)
        elif lower in classes["blaming"] and not negated:
            yield from _blamed(copula, cue, cue + 1, matcher)


def _pairs(names: frozenset[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(name.split()) for name in names if " " in name)


def _held(copula: int, cue: int, first: int, stance: str, matcher: Matcher, *, negated: bool) -> Iterator[Frame]:
    """The stand of the copula's subject on what stands from word `first` on."""
    words = matcher.words
    status = _modal(copula, matcher)
    head = _subject(copula, matcher)
    if head is None or status in ("possible", "conditional"):
        return
    holders = matcher.wording.actors(head, view=True)
    issue = _issue(first, matcher)
    if not holders or issue is None or not _may_be_at_issue(issue, stance, matcher):
        return
    words_of = matcher.wording.phrase(head)
    about = next((w for w in (issue.head, *words.kids(issue.head, "nmod:poss")) if matcher.actors(w)), None)
    subject = (Filler("subject", about, about + 1, about, matcher.actors(about)),) if about is not None else ()
    begin = min(words_of[0], cue)
    yield Frame(
        name="leaning", trigger=cue, start=words.start[begin], end=words.end[issue.last - 1],
        fillers=(Filler("holder", *words_of, head, holders), issue, *subject), when=matcher.setting.when(copula),
        status="denied" if negated else "asserted", weight=_WEIGHT, rule=RULE, attributes={"stance": stance},
    )


def _blamed(copula: int, cue: int, first: int, matcher: Matcher) -> Iterator[Frame]:
    """Whoever says that somebody is behind something, or to blame for it, blames them."""
    words = matcher.words
    around = matcher.wording.around(copula)
    head = _subject(copula, matcher)
    if around is None or around.speaker is None or head is None or around.status in ("denied", "possible"):
        return
    blamed, issue = matcher.actors(head), _issue(first, matcher)
    if not blamed or issue is None or matcher.actors(issue.head) or matcher.may_act(issue.head):
        return
    source = next(matcher.wording.words_of(around.source, around.speaker), None)
    if source is None or _modal(copula, matcher) != "asserted":
        return
    span = matcher.wording.phrase(head)
    yield Frame(
        name="leaning", trigger=cue, start=words.start[span[0]], end=words.end[issue.last - 1],
        fillers=(
            Filler("holder", source, source + 1, source, (around.speaker, *around.joint)),
            Filler("subject", *span, head, blamed), issue,
        ),
        when=around.when, weight=_WEIGHT, rule=RULE, attributes={"stance": "blames"},
    )


def _modal(copula: int, matcher: Matcher) -> str:
    """What an auxiliary before the copula makes of it: "would be", "may be"; "asserted" without any."""
    words, grammar = matcher.words, matcher.grammar
    for word in range(max(0, copula - 3), copula):
        if words.upos[word] == "AUX" and (status := grammar.auxiliaries.get(words.lower[word])):
            return status
    return "asserted"


def _subject(copula: int, matcher: Matcher) -> int | None:
    """Who a copula is said of: the nearest subject before it, past a "its minister said" between commas."""
    words, sentence = matcher.words, matcher.document.sentences[matcher.words.sentence[copula]]
    joined = any(words.upos[word] == "CCONJ" for word in range(max(sentence.first, copula - 2), copula))
    for word in range(copula - 1, sentence.first - 1, -1):
        if words.deprel[word] not in _SUBJECTS and not _is_torn(word, copula, matcher):
            continue
        if words.lower[word] in matcher.grammar.relative:
            node = word
            while words.head[node] >= 0 and words.deprel[node] != "acl:relcl":
                node = words.head[node]
            return words.head[node] if words.deprel[node] == "acl:relcl" else None
        between = range(matcher.wording.phrase(word)[1], copula)
        verbs = [w for w in between if words.xpos[w] in _FINITE and words.upos[w] != "AUX"]
        if words.head[word] in verbs and words.head[word] in matcher.wording.spoken:
            continue  # "Greece, its minister said, is against it"
        if not verbs or joined:
            return word
        if words.lower[copula - 1] == "," and all(verb in matcher.wording.spoken for verb in verbs):
            return word
        if not all(verb in matcher.wording.spoken for verb in verbs):
            return None
    return None


def _is_torn(word: int, copula: int, matcher: Matcher) -> bool:
    """Whether a name stands right before the copula, whatever the parse hangs it on."""
    words = matcher.words
    if words.upos[word] not in ("PROPN", "PRON") or matcher.wording.phrase(word)[1] != copula:
        return False
    return matcher.document.mention(word) is not None and words.child(word, "case") is None


def _issue(first: int, matcher: Matcher) -> Filler | None:
    """What stands from a word on, to the end of its clause."""
    words = matcher.words
    sentence = matcher.document.sentences[words.sentence[first]]
    last = first
    while last < min(sentence.last, first + _FARTHEST) and not _ends(last, matcher):
        last += 1
    heads = [word for word in range(first, last) if not first <= words.head[word] < last]
    gerund = first if words.xpos[first] == "VBG" else None
    nouns = [word for word in heads if words.upos[word] in _NOMINAL] or [
        word for word in range(first, last) if words.upos[word] in _NOMINAL and words.deprel[word] != "compound"
    ]
    head = gerund if gerund is not None else nouns[0] if nouns else None
    if head is None:
        return None
    first, last = matcher.wording.within_quotation(head, first, last)
    return Filler("issue", first, last, head, matcher.actors(head)) if first < last else None


def _ends(word: int, matcher: Matcher) -> bool:
    """Whether a clause ends before this word: at a mark, or where another clause is set against it."""
    words = matcher.words
    if words.upos[word] == "PUNCT" and words.lower[word] not in ("-", "–", "'", "’"):
        return True
    if words.lower[word] in matcher.lexicon.classes["contrasting"]:
        return True
    joined = words.head[word]
    return words.upos[word] == "CCONJ" and joined >= 0 and words.xpos[joined] in _FINITE


def _may_be_at_issue(issue: Filler, stance: str, matcher: Matcher) -> bool:
    words = matcher.words
    if matcher.wording.meanings(issue.head) & matcher.lexicon.classes["no_issues"]:
        return False
    if words.xpos[issue.head] == "VBG" or (words.upos[issue.head] == "PRON" and stance == "opposes"):
        return True
    # "Ghana is against Mali on Sunday", "the fund is for Chad"
    return words.upos[issue.head] == "NOUN" and matcher.document.time_at(issue.head) is None
