"""A document's words seen with its quotations and paragraphs: what every reading of reported speech asks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from communique.analysis.quotes import Quote, paragraphs, quotes
from communique.document import Document, Time
from communique.languages.speech import Reporting, SpeechLexicon

#: Words [first, last) of the document.
Stretch = tuple[int, int]

NOWHERE = -1
#: Words beyond this are read as another sentence, so that a text without full stops costs no more than others.
LONGEST_SENTENCE = 300
STOPS = frozenset({".", "?", "!"})
CLOSING_MARKS = frozenset({'"', "''", "”", "’", "'", "»"})
OPENING_MARKS = frozenset({"“", "``", "‘", "«", "„"})
DASHES = frozenset({"―", "—", "–", "-", "--"})
SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer")


class Passage:
    """The words of a document, the quotation and the paragraph each stands in, and small questions to its parse."""

    def __init__(self, document: Document, lexicon: SpeechLexicon) -> None:
        words = document.words
        self.document, self.lexicon, self.words = document, lexicon, words
        self.text, self.lower, self.upos = words.text, words.lower, words.upos
        self.head, self.deprel = list(words.head), list(words.deprel)
        self.children = list(words.children)
        self.size = len(words)
        self.marks: list[Quote] = []
        self.quotes: list[Stretch] = []
        self.quoted = [NOWHERE] * self.size
        for quote in quotes(document.text, tellers=lexicon.tellers):
            self._add(quote)
        self.opening = {first: number for number, (first, _) in enumerate(self.quotes)}
        self.closing = {last - 1: number for number, (_, last) in enumerate(self.quotes)}
        self.bounds = self._sentences()
        starts = [start for start, _ in paragraphs(document.text)]
        self.paragraph = [bisect_right(starts, start) for start in words.start]

        self.name_at = {word: name for name in document.names for word in range(name.first, name.last)}
        self.times: dict[int, list[Time]] = {}
        for time in document.times:
            self.times.setdefault(words.sentence[time.first], []).append(time)

    def _add(self, quote: Quote) -> None:
        first, last = self.words_in(quote.start, quote.end)
        if first < last:
            for word in range(first, last):
                self.quoted[word] = len(self.quotes)
            self.marks.append(quote)
            self.quotes.append((first, last))

    def words_in(self, start: int, end: int) -> Stretch:
        """The words that lie wholly in these code points."""
        return bisect_left(self.words.start, start), bisect_right(self.words.end, end)

    def sentence(self, word: int) -> Stretch:
        """The words of the sentence this one stands in; a full stop before an opening or closing mark ends one too."""
        return self.bounds[word]

    def _sentences(self) -> list[Stretch]:
        bounds: list[Stretch] = []
        for sentence in self.document.sentences:
            first = sentence.first
            torn = bool(bounds) and self.text[first - 1] == ")" and self.text[first].islower()
            if bounds and (torn or self.text[first] == ")"):  # "Moyo (D-Ga." and ") said" are one
                first = bounds[-1][0]
                bounds[first:] = [(first, sentence.first)] * (sentence.first - first)
            for word in range(sentence.first, sentence.last):
                if word + 1 == sentence.last or word - first > LONGEST_SENTENCE or self._ends_sentence(word):
                    bounds[first:] = [(first, word + 1)] * (word + 1 - first)
                    first = word + 1
        return bounds

    def _ends_sentence(self, word: int) -> bool:
        if self.text[word] in STOPS:
            return (
                self.quoted[word] < 0
                and word + 1 in self.opening
                and word > 0
                and len(self.text[word - 1]) > 1
            )
        return word in self.closing and self.text[word - 1] == "." and self.text[word + 1][0].isupper()

    def tree(self, *roots: int) -> set[int]:
        """These words and all below them."""
        found: set[int] = set()
        queue = list(roots)
        while queue:
            word = queue.pop()
            if word not in found:
                found.add(word)
                queue.extend(self.children[word])
        return found

    def child(self, word: int, *relations: str) -> int | None:
        return next((kid for kid in self.children[word] if self.deprel[kid] in relations), None)

    def marker(self, word: int, forms: Iterable[str]) -> int | None:
        """The child of a word that is one of these forms."""
        return next((kid for kid in self.children[word] if self.lower[kid] in forms), None)

    def reporting(self, word: int) -> Reporting | None:
        """The reporting verb this word is a form of."""
        return self.lexicon.verb(self.lower[word])

    def takes(self, word: int, kind: str) -> bool:
        verb = self.reporting(word)
        return verb is not None and kind in verb.takes

    def subjects(self, word: int) -> Iterator[int]:
        return (kid for kid in self.children[word] if self.deprel[kid] in SUBJECTS)

    def attach(self, word: int, head: int, relation: str) -> None:
        """Hang a word elsewhere, but on nothing below itself; the document's own parse stays as it is."""
        if self.is_below(head, word):
            return
        old = self.head[word]
        if old >= 0:
            self.children[old] = tuple(kid for kid in self.children[old] if kid != word)
        self.head[word], self.deprel[word] = head, relation
        self.children[head] = tuple(sorted((*self.children[head], word)))

    def is_below(self, word: int, above: int) -> bool:
        """Whether a word hangs, at any depth, on another."""
        while word >= 0 and word != above:
            word = self.head[word]
        return word >= 0

    def is_(self, word: int, *lists: str) -> bool:
        """Whether a word, as written or as the base form of a verb, is in one of the lexicon's lists."""
        lower = self.lower[word]
        lemma = self.lexicon.forms.get(lower, lower)
        return any(lower in self.lexicon[name] or lemma in self.lexicon[name] for name in lists)

    def quote_before(self, word: int) -> int | None:
        """The quotation that ends just before a word (a comma or dash may stand between) and closes no sentence."""
        near = word - 1
        while near >= 0 and (self.text[near] == "," or self.text[near] in DASHES) and self.quoted[near] < 0:
            near -= 1
        if near < 0 or self.paragraph[near] != self.paragraph[word] or near not in self.closing:
            return None
        return self.quoted[near] if near < word - 1 or self.text[near - 1] != "." else None

    def quote_after(self, word: int) -> int | None:
        """The quotation that begins just after a word; behind a colon also in the next paragraph."""
        near = word + 1
        while near < self.size and self.quoted[near] < 0 and self._leads(near):
            near += 1
        if near >= self.size or near not in self.opening:
            return None
        reach = 1 if ":" in self.text[word:near] else 0
        return self.quoted[near] if self.paragraph[near] <= self.paragraph[word] + reach else None

    def _leads(self, word: int) -> bool:
        return self.text[word] in {",", ":", "—", "--", "–"} or self.is_(word, "that", "conjunctions")

    def is_speech(self, number: int) -> bool:
        """Whether a quotation is long enough to be more than a title or a single word in quotation marks."""
        first, last = self.quotes[number]
        return last - first > 4
