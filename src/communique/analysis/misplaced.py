"""Subjects that a parser gave to another verb, set right from commas, quotation marks and word order."""

from __future__ import annotations

from communique.analysis.passages import SUBJECTS, Passage

FINITE = frozenset({"VBD", "VBZ", "VBP"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
#: How far behind "“…,” said" the speaker's head may stand.
SPEAKER_REACH = 12


def one_subject(passage: Passage, verb: int) -> None:
    """ "The envoy, 52, told Kesho": of a subject before and one behind, the one behind is who was told.

    A name and a colon are none: "Brussels: “…,” said the envoy".
    """
    subjects = list(passage.subjects(verb))
    _one_name(passage, subjects, verb)
    subjects = list(passage.subjects(verb))
    if _is_inverted(passage, verb) and max(subjects, default=-1) > verb:  # "The text “…”, complained the envoy"
        complement = passage.child(verb, "ccomp")
        for kid in subjects:
            labels = ":" in passage.text[kid:verb]  # "Brussels: “…,” said the envoy"
            if kid < verb and complement is not None and not labels and not passage.is_below(complement, kid):
                passage.attach(kid, complement, "nsubj")
            elif kid < verb:
                passage.deprel[kid] = "dep"
        return
    for kid in subjects:
        if _is_inverted(passage, verb) and passage.upos[kid] == "NUM":  # "14:05 — “…,” says the envoy"
            passage.deprel[kid] = "dep"
        if len(subjects) > 1 and kid < verb and passage.text[kid:verb].count(":") == 1:
            passage.deprel[kid] = "dep"
    subjects = list(passage.subjects(verb))
    if len(subjects) > 1 and min(subjects) < verb and passage.quoted[min(subjects)] == passage.quoted[verb]:
        for kid in subjects:
            if kid > verb and not _speaks_next(passage, kid):
                passage.deprel[kid] = "iobj"


def _one_name(passage: Passage, subjects: list[int], verb: int) -> None:
    """ "The attorney general said": two subjects side by side are one post."""
    for kid in subjects:
        if kid + 1 in subjects and kid + 1 < verb:
            passage.attach(kid + 1, kid, "compound")


def _is_inverted(passage: Passage, verb: int) -> bool:
    """Whether a quotation closes right before a verb, a comma between them or not."""
    before = verb - 1 - (passage.text[verb - 1] == ",")
    return before in passage.closing and passage.quoted[before] != passage.quoted[verb]


def _speaks_next(passage: Passage, word: int) -> bool:
    """Whether a phrase stands right before a reporting verb of its own: "…, its envoy to the lakes said"."""
    verb = max(passage.tree(word)) + 1
    while verb < passage.size and passage.text[verb] == ",":
        verb += 1
    return verb < passage.sentence(word)[1] and passage.takes(verb, "clause") and passage.words.xpos[verb] in FINITE


def told_not_telling(passage: Passage, verb: int) -> None:
    """ "“…,” the envoy told the council": the envoy, whom the parser gave to the quotation, tells."""
    subject = passage.child(verb, "nsubj")
    if subject is None or subject < verb or not passage.is_(verb, "addressees: telling"):
        return
    speaker = _second_subject(passage, verb)
    if speaker is not None and not passage.is_below(verb, speaker):
        passage.deprel[subject] = "iobj"
        passage.attach(speaker, verb, "nsubj")


def stolen(passage: Passage, verb: int) -> bool:
    """ "…, the envoy to the lakes said, …": the phrase hangs on a clause that has its own subject."""
    if passage.words.xpos[verb] not in FINITE:
        return False
    head = _second_subject(passage, verb)
    if head is None:
        head = _apposed_subject(passage, verb)
    if head is None or passage.is_below(verb, head):
        return False
    passage.attach(head, verb, "nsubj")
    return True


def _apposed_subject(passage: Passage, verb: int) -> int | None:
    """ "The bloc needs fewer speeches, its chair, Grace Moyo, said": the chair, hung on the speeches."""
    start, word, found = passage.sentence(verb)[0], verb - 1, None
    while word > start and passage.text[word] == ",":
        word -= 1
    while start < word < verb:
        first = min(w for w in passage.tree(word) if w == word or passage.upos[w] != "PUNCT")
        if passage.deprel[word] == "appos" and passage.text[first - 1] == ",":
            found = word
        word = passage.head[word]
    if found is None or passage.deprel[verb] == "conj" or passage.quoted[found] >= 0:
        return None
    return found if passage.deprel[passage.head[found]] not in SUBJECTS else None


def _second_subject(passage: Passage, verb: int) -> int | None:
    """The noun whose phrase ends right before the verb, where the parser made it another verb's second subject."""
    start = passage.sentence(verb)[0]
    word = verb - 1
    while word >= start and passage.text[word] == ",":
        word -= 1
    while word >= start and word not in passage.opening and passage.deprel[word] not in SUBJECTS:
        above = passage.head[word]
        if not start <= above or above > verb:
            return None
        word = above
    if word < start or passage.deprel[word] not in SUBJECTS or passage.head[word] == verb:
        return None
    if passage.upos[word] not in {"PROPN", "PRON", "NOUN"} or max(passage.tree(word)) >= verb:
        return None
    rightful = [kid for kid in passage.children[passage.head[word]] if passage.deprel[kid] in SUBJECTS]
    return word if len(rightful) > 1 and min(rightful) < word else None


def final_inversion(passage: Passage, verb: int) -> None:
    """ "The dam had held, said the Institute of Hydrology." """
    end = passage.sentence(verb)[1]
    if (
        passage.lexicon.forms.get(passage.lower[verb]) not in passage.lexicon["inverting"]
        or passage.text[verb - 1] != ","
    ):
        return
    told = range(passage.sentence(verb)[0], verb - 1)
    if not any(passage.words.xpos[w] in {*FINITE, "MD"} for w in told):
        return
    if any(passage.deprel[kid].startswith("aux") and kid < verb - 1 for kid in passage.children[verb]):
        return  # "Ghana had not, until yesterday, announced any plans"
    relative = (w for w in range(verb + 1, end) if passage.words.xpos[w] in {"WP", "WDT"})
    behind = range(verb + 1, next(relative, end))  # "said Moyo, who leads …"
    if len(behind) < 2 or passage.words.xpos[verb] not in FINITE or passage.upos[verb + 1] not in NOMINAL:
        return
    if any(
        passage.words.xpos[word] in {*FINITE, "MD", "IN"} and passage.upos[word] != "ADP" for word in behind
    ):
        return
    head = next(
        (w for w in behind if passage.upos[w] in NOMINAL - {"DET"} and not verb < passage.head[w] < end), None
    )
    head = adopted(passage, behind) if head is None else head
    quoted = any(passage.quoted[word] >= 0 for word in range(passage.sentence(verb)[0], verb))
    if head is None or quoted or passage.is_(head, "time words") or passage.is_below(verb, head):
        return
    for subject in list(passage.subjects(verb)):
        passage.deprel[subject] = "dep"
    take_subject(passage, verb, head)


def take_subject(passage: Passage, verb: int, head: int) -> None:
    """Hang a noun on the verb as its subject; a participle that it was the subject of hangs on the noun."""
    governor = passage.head[head]
    participle = governor >= 0 and governor != verb and passage.words.xpos[governor] == "VBN"
    bare = participle and passage.child(governor, "aux", "aux:pass") is None and passage.deprel[head] in SUBJECTS
    passage.attach(head, verb, "nsubj")
    if bare:
        passage.attach(governor, head, "acl")


def final_speaker(passage: Passage, verb: int) -> None:
    """ "The envoys were to meet on Friday, the agency Ilmari reported.": the agency, not the envoys."""
    subject, head = passage.child(verb, "nsubj"), _between_comma_and(passage, verb)
    if subject is None or head is None or passage.words.xpos[verb] not in FINITE:
        return
    comma = next((w for w in range(head, subject, -1) if passage.text[w] == ","), -1)
    told = range(subject + 1, comma)
    if not any(passage.words.xpos[w] in {*FINITE, "MD"} for w in told):
        return
    complement = passage.child(verb, "ccomp")
    if complement is None or complement > verb or passage.quoted[subject] >= 0:
        return
    passage.attach(subject, complement, "nsubj")
    passage.attach(head, verb, "nsubj")


def _between_comma_and(passage: Passage, verb: int) -> int | None:
    """The head of a noun phrase that fills the place between a comma and a verb."""
    start, first = passage.sentence(verb)[0], verb
    while first > start and passage.upos[first - 1] in NOMINAL:
        first -= 1
    if first in {start, verb} or passage.text[first - 1] != "," or passage.deprel[verb - 1] == "nsubj":
        return None
    words = range(first, verb)
    return next((w for w in words if passage.head[w] not in words and passage.upos[w] != "DET"), None)


def adopted(passage: Passage, behind: range) -> int | None:
    """ "…, says the text adopted on Friday": the text, which the parser gives to the participle."""
    for participle in behind:
        if passage.words.xpos[participle] == "VBN":
            return advertised(passage, participle, behind.start)
    return None


def advertised(passage: Passage, participle: int, start: int) -> int | None:
    """ "A statement aired on state radio said …": the statement, which the parser gives to the participle."""
    subject = passage.child(participle, *SUBJECTS)
    if subject is None or subject < start or passage.child(participle, "aux", "aux:pass") is not None:
        return None
    return subject


def inverted(passage: Passage, verb: int) -> bool:
    """ "“…,” said Foreign Ministry spokeswoman Grace Moyo in reply to …": the noun behind the verb is its subject."""
    if passage.quote_before(verb) is None or verb + 1 >= passage.size:
        return False
    head = verb + 1
    if passage.upos[head] not in NOMINAL or passage.quoted[head] >= 0:
        return False
    while verb < passage.head[head] <= verb + SPEAKER_REACH and passage.upos[passage.head[head]] in NOMINAL:
        head = passage.head[head]
    if passage.upos[head] == "DET" or has_case(passage, head) or passage.is_below(verb, head):
        return False
    passage.attach(head, verb, "nsubj")
    return True


def has_case(passage: Passage, word: int) -> bool:
    return any(
        passage.deprel[kid] == "case" and kid < word and passage.upos[kid] == "ADP"
        for kid in passage.children[word]
    )
