"""What parsers misread round reporting verbs, set right from commas, quotation marks and coordination."""

from __future__ import annotations

from communique.analysis.misplaced import (
    FINITE,
    NOMINAL,
    advertised,
    final_inversion,
    final_speaker,
    has_case,
    inverted,
    one_subject,
    stolen,
    take_subject,
    told_not_telling,
)
from communique.analysis.passages import SUBJECTS, Passage

FINITE_OR_PARTICIPLE = FINITE | {"VBN"}
#: Words of "X said" between two commas.
LONGEST_ASIDE = 9
#: How far before the verb the quotation may end whose speaker stands between.
SUBJECT_REACH = 24


def repair(passage: Passage) -> None:
    """Hang subjects and coordinated verbs of reporting where they belong."""
    for verb in range(passage.size):
        if passage.upos[verb] != "VERB":
            continue
        _subject_of_auxiliary(passage, verb)
        if passage.reporting(verb) is None:
            _uneven(passage, verb)
            continue
        _false_passive(passage, verb)
        _subject_of_infinitive(passage, verb)
        if not passage.takes(verb, "clause"):
            if passage.child(verb, *SUBJECTS) is None:
                _coordinated(passage, verb)
            continue
        _quoted_subjects(passage, verb)
        one_subject(passage, verb)
        final_inversion(passage, verb)
        if passage.child(verb, *SUBJECTS) is None:
            ways = (inverted, _aside, _missing, stolen)
            if not any(way(passage, verb) for way in ways):
                _coordinated(passage, verb)
                _continued(passage, verb)
        else:
            final_speaker(passage, verb)
            told_not_telling(passage, verb)
            _apposition(passage, verb)
            _subject_behind(passage, verb)


def _subject_of_auxiliary(passage: Passage, verb: int) -> None:
    """ "The host has in recent weeks raised …": the subject hangs on the verb, not on its auxiliary."""
    for kid in passage.children[verb]:
        if passage.deprel[kid] in {"aux", "aux:pass"}:
            for subject in list(passage.subjects(kid)):
                passage.attach(subject, verb, passage.deprel[subject])


def _false_passive(passage: Passage, verb: int) -> None:
    """ "The senator called on …": a passive subject without an auxiliary is an active one."""
    subject = passage.child(verb, "nsubj:pass")
    if subject is not None and subject < verb and passage.marker(verb, passage.lexicon["be"]) is None:
        passage.deprel[subject] = "nsubj"


def _subject_of_infinitive(passage: Passage, verb: int) -> None:
    """ "Calling for the bloc to act": who is to act does not call."""
    infinitive = passage.child(verb, "xcomp", "ccomp")
    for subject in list(passage.subjects(verb)):
        before = min(passage.tree(subject)) - 1
        told = infinitive is not None and verb < before < subject < infinitive
        if infinitive is not None and told and passage.is_(before, "for whom"):
            passage.attach(subject, infinitive, "nsubj")


def _missing(passage: Passage, verb: int) -> bool:
    """A finite verb without a subject has the noun before it, back to the last quotation: "“…,” Moyo, 52, said"."""
    start, behind_quotation = _region(passage, verb)
    if passage.words.xpos[verb] not in FINITE_OR_PARTICIPLE or (
        passage.quoted[verb] >= 0 and behind_quotation
    ):
        return False
    if passage.deprel[verb] in {"conj", "acl", "acl:relcl", "xcomp", "amod"} and not behind_quotation:
        return False
    if passage.words.xpos[verb] == "VBN" and not behind_quotation:
        return False
    tops = [
        w for w in range(start, verb) if not start <= passage.head[w] < verb and passage.upos[w] != "PUNCT"
    ]
    head = next((w for w in reversed(tops) if _may_be_subject(passage, w)), None)
    if head is None:
        head = next((advertised(passage, w, start) for w in tops if passage.words.xpos[w] == "VBN"), None)
    if head is None or passage.is_below(verb, head):
        return False
    take_subject(passage, verb, head)
    return True


def _region(passage: Passage, verb: int) -> tuple[int, bool]:
    """Where the clause of a verb can begin, and whether a quotation that ends in punctuation ends there."""
    start = passage.sentence(verb)[0]
    for word in range(verb - 1, max(start, verb - SUBJECT_REACH) - 1, -1):
        if passage.quoted[word] >= 0 and passage.quoted[word] != passage.quoted[verb]:
            ends = word in passage.closing
            punctuated = passage.upos[word - 1] == "PUNCT" or passage.text[word + 1] == ","
            return word + 1, ends and punctuated
        if passage.text[word] in {";", ":"}:
            return word + 1, False
    return start, False


def _may_be_subject(passage: Passage, word: int) -> bool:
    if passage.upos[word] not in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"} or has_case(passage, word):
        return False
    return not passage.is_(word, "time words") and passage.reporting(word) is None


def _subject_behind(passage: Passage, verb: int) -> None:
    """ "The governor (left) said his deputy …": the noun right before the verb is its subject, not the one behind."""
    subject = passage.child(verb, "nsubj")
    start = passage.sentence(verb)[0]
    head = verb - 1
    if subject is None or subject < verb or head < start:
        return
    if passage.text[head] == ")":
        head = next((w - 1 for w in range(head, start, -1) if passage.text[w] == "("), start)
    if passage.upos[head] not in {"NOUN", "PROPN", "PRON"} or passage.quoted[head] >= 0:
        return
    while start <= passage.head[head] < verb and passage.upos[passage.head[head]] in NOMINAL:
        head = passage.head[head]
    if has_case(passage, head) or passage.is_below(verb, head):
        return
    passage.attach(subject, verb, "dep")
    passage.attach(head, verb, "nsubj")


def _aside(passage: Passage, verb: int) -> bool:
    """ "The museum, the minister said, would …": what stands between commas is a clause of its own."""
    if passage.text[verb + 1 : verb + 2] != (",",):
        return False
    start = max(passage.sentence(verb)[0], verb - LONGEST_ASIDE)
    comma = next((w for w in range(verb - 1, start - 1, -1) if passage.text[w] == ","), None)
    if comma is None or passage.words.xpos[verb] not in FINITE or comma + 1 == verb:
        return False
    between = range(comma + 1, verb)
    if any(passage.upos[w] not in NOMINAL or passage.words.xpos[w] in {"WP", "WDT"} for w in between):
        return False
    head = next(
        (w for w in between if not comma < passage.head[w] < verb and _may_be_subject(passage, w)), None
    )
    if head is None or passage.is_below(verb, head):
        return False
    passage.attach(head, verb, "nsubj")
    return True


def _quoted_subjects(passage: Passage, verb: int) -> None:
    """ "She went on to say, “Nations that …”": the nations are no subject of saying."""
    for kid in passage.children[verb]:
        if (
            kid > verb
            and passage.deprel[kid] in SUBJECTS
            and passage.quoted[kid] not in {passage.quoted[verb], -1}
        ):
            passage.deprel[kid] = "dep"


def _coordinated(passage: Passage, verb: int) -> None:
    """ "admitted that the bridge was closed and promised that …": whoever admits also promises, not the bridge."""
    first = passage.head[verb]
    if passage.deprel[verb] != "conj" or first < 0 or passage.upos[verb] != "VERB":
        return
    outer = passage.head[first]
    if passage.upos[first] in {"VERB", "AUX"} or passage.child(first, *SUBJECTS) is not None:
        if passage.deprel[first] not in {"ccomp", "xcomp"} or passage.child(verb, *SUBJECTS) is not None:
            return
        subject = passage.child(first, *SUBJECTS)
        uneven = passage.words.xpos[first] == "VB" and passage.words.xpos[verb] in FINITE
        if not uneven and (subject is None or _can_speak(passage, subject)):
            return
    while outer >= 0 and passage.upos[outer] != "VERB":  # "called the vote “rigged” and called for …"
        outer = passage.head[outer]
    if outer < 0 or outer > first or passage.reporting(outer) is None or passage.is_below(outer, verb):
        return
    if passage.words.xpos[verb] in {passage.words.xpos[outer], "VBD", "VBN", "VBZ"} and _outside(
        passage, verb, outer
    ):
        passage.attach(verb, outer, "conj")


def _uneven(passage: Passage, verb: int) -> None:
    """ "vowed to cut spending and has since done so": the finite verb goes on from the vow, not from the infinitive."""
    first = passage.head[verb]
    if passage.deprel[verb] == "conj" and first >= 0 and passage.words.xpos[verb] in FINITE:
        outer = passage.head[first]
        if (
            passage.deprel[first] == "xcomp"
            and passage.words.xpos[first] == "VB"
            and passage.child(verb, *SUBJECTS) is None
            and outer >= 0
            and passage.reporting(outer) is not None
            and _outside(passage, verb, outer)
        ):
            passage.attach(verb, outer, "conj")


def _outside(passage: Passage, verb: int, outer: int) -> bool:
    return passage.quoted[verb] == passage.quoted[outer]


def _continued(passage: Passage, verb: int) -> None:
    """ "said the talks had failed, adding that …": whoever says also adds, whatever clause the parser hung it on."""
    if passage.words.xpos[verb] != "VBG" or passage.deprel[verb] not in {
        "advcl",
        "conj",
        "parataxis",
        "acl",
        "xcomp",
    }:
        return
    entry = passage.reporting(verb)
    if passage.text[verb - 1] != "," or entry is None or entry.takes & {"object", "naming", "infinitive"}:
        return
    start = passage.sentence(verb)[0]
    above = passage.head[verb]
    while above >= start:
        if (
            passage.takes(above, "clause")
            and passage.upos[above] == "VERB"
            and passage.child(above, *SUBJECTS) is not None
        ):
            break
        above = passage.head[above]
    outermost = above
    while above >= start:
        if (
            passage.takes(above, "clause")
            and passage.child(above, *SUBJECTS) is not None
            and _outside(passage, verb, above)
        ):
            outermost = above
        above = passage.head[above]
    if (
        outermost >= start
        and outermost < verb
        and outermost != passage.head[verb]
        and _outside(passage, verb, outermost)
    ):
        passage.attach(verb, outermost, "advcl")


def _can_speak(passage: Passage, word: int) -> bool:
    if passage.upos[word] in {"PRON", "PROPN"}:
        return True
    mention = passage.document.mention(word)
    return mention is not None and bool(mention.actors)


def _apposition(passage: Passage, verb: int) -> None:
    """ "The envoy, at talks with Li Na, the trade minister, said": the minister stands in apposition to Li Na."""
    subjects = [kid for kid in passage.children[verb] if passage.deprel[kid] == "nsubj" and kid < verb]
    if not subjects:
        return
    subject = subjects[-1]
    below = passage.tree(subject)
    first, last = min(below), max(below) + 1
    start = passage.sentence(verb)[0]
    if first - 2 <= start or passage.text[first - 1] != "," or passage.text[last : last + 1] != (",",):
        return
    name = first - 2
    while (
        passage.upos[name] == "PROPN"
        and passage.deprel[name] in {"flat", "compound"}
        and passage.head[name] >= start
    ):
        name = passage.head[name]
    if passage.upos[name] != "PROPN" or not has_case(passage, name):
        return
    speaker = subjects[0] if len(subjects) > 1 else _first_nominal(passage, start, name)
    if speaker is None or passage.is_below(verb, speaker) or passage.is_below(name, subject):
        return
    passage.attach(subject, name, "appos")
    passage.attach(speaker, verb, "nsubj")


def _first_nominal(passage: Passage, start: int, end: int) -> int | None:
    """The head of the noun phrase that opens the sentence and is closed by a comma."""
    comma = next((w for w in range(start, end) if passage.text[w] == ","), None)
    if comma is None:
        return None
    for word in range(start, comma):
        inside = start <= passage.head[word] < comma
        if passage.upos[word] in {"PROPN", "NOUN"} and not inside and not has_case(passage, word):
            return word
    return None
