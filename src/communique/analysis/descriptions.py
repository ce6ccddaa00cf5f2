"""What a noun phrase without a name says of whom it means: its role, its post, and the words of its title."""

from __future__ import annotations

from dataclasses import dataclass

from communique.analysis.phrases import determiner
from communique.document import Words
from communique.languages.roles import Role, function_words, longest_role, modifiers, nouns, roles


@dataclass(frozen=True, slots=True)
class Title:
    """Words [first, last) that name a role around `head`: "deputy foreign minister", "minister of finance"."""

    first: int
    last: int
    head: int
    role: Role
    former: bool = False
    other: bool = False

    @property
    def exclusive(self) -> bool:
        """Whether the knowledge may be asked who holds it now."""
        return self.role.post is not None and not self.former and not self.other


def singular(words: Words, word: int) -> str:
    """The lemma as roles are written: lower case, a plural proper noun without its s."""
    lemma = words.lemma[word].lower()
    if words.upos[word] == "PROPN" and words.xpos[word] == "NNPS" and lemma.endswith("s"):
        return lemma[:-1]
    if words.xpos[word] == "NNS" and lemma not in roles() and lemma.removesuffix("s") in roles():
        return lemma.removesuffix("s")  # "troops"
    return lemma


def title_at(words: Words, head: int, first: int) -> Title | None:
    """The longest role named by the words up to `head` (not before `first`), with an "of" behind it or without."""
    known = roles()
    noun = singular(words, head)
    best = _behind(words, head, noun) or _before(words, head, first, noun)
    if best is None and words.lower[head] in known:
        best = head, head + 1, known[words.lower[head]]
    if best is None and "-" in noun and noun.rpartition("-")[2] in known:
        # "ex-president", "vice-premier" in one token
        best = head, head + 1, known[noun.rpartition("-")[2]]
    return _qualified(words, head, first, *best) if best else None


def _before(words: Words, head: int, first: int, noun: str) -> tuple[int, int, Role] | None:
    """Phrases ending at the head: "defence minister"; hyphens between words count as spaces or as themselves."""
    found = (head, head + 1, roles()[noun]) if noun in roles() else None
    text, start = noun, head
    for _ in range(longest_role() + 1):
        start -= 1
        if start < first:
            break
        text = f"{words.lower[start]} {text}"
        role = roles().get(text) or roles().get(text.replace(" - ", "-"))
        if role:
            found = start, head + 1, role
    return found


def _behind(words: Words, head: int, noun: str) -> tuple[int, int, Role] | None:
    """Phrases beginning at the head: "minister of foreign affairs", "head of state", "secretary-general"."""
    if head + 1 >= len(words) or words.lower[head + 1] not in function_words().continuing:
        return None
    found, text = None, noun
    for last in range(head + 1, min(head + 6, len(words))):
        form = words.lower[last]
        text = f"{text} {form}"
        for written in (text, text.replace(" - ", "-"), f"{text[: -len(form)]}{singular(words, last)}"):
            if written in roles():
                found = head, last + 1, roles()[written]
    return found


def _qualified(words: Words, head: int, floor: int, first: int, last: int, role: Role) -> Title:
    """The title with "former" and "deputy" read off the words before it."""
    former = other = False
    for word in range(floor, first + 1):
        form = words.lower[word].rstrip("-")
        former = former or form in modifiers().former or form.startswith("ex-")
        other = other or form in modifiers().other
    if last + 1 < len(words) and words.text[last] in {"-", "‑"}:
        other = other or words.lower[last + 1] in modifiers().other  # "president-elect"
    return Title(first, last, head, role, former, other)


def bare(words: Words, title: Title) -> bool:
    """Whether a singular role stands without an article and so names nobody: "the treaty enters into force"."""
    head = title.head
    return (
        words.upos[head] == "NOUN"
        and words.xpos[head] == "NN"
        and words.lower[head] not in nouns().collective
        and title.role.noun not in nouns().collective
        and not determiner(words, head)
        and words.child(head, "nummod") is None
    )


def post_words(words: Words, title: Title, floor: int, skipped: frozenset[int]) -> tuple[int, int]:
    """Words [first, last) of the post as written: from the first word that belongs to it to the title's end.

    `skipped` are words that name its owner or only describe ("the former Kenyan" of "the former Kenyan defence
    minister").
    """
    first = title.first
    while first - 1 >= floor and first - 1 not in skipped and _of_title(words, first - 1):
        first -= 1
    while first < title.first and words.upos[first] == "PUNCT":
        first += 1
    return first, title.last


def _of_title(words: Words, word: int) -> bool:
    form, classes = words.lower[word], modifiers()
    if words.upos[word] not in {"NOUN", "ADJ", "PROPN", "PUNCT"} or form in {",", "'s", "(", '"', "“", "’s", "the"}:
        return False
    if form in classes.former or form in classes.describing or form in classes.acting:
        return False
    return words.upos[word] != "PUNCT" or form in {"-", "–"}
