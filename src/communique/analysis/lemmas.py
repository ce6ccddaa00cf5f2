"""Lemmas by small edits: the encoder chooses a script for each word, a list of known words corrects its spelling.

A script says how a word becomes its lemma: `-ies+y` drops an ending of the lower-cased
word and adds letters, `^-s+` does the same but keeps the case ("Balkans"), `=be`
stands for the whole lemma, `-+` is the word lower-cased, `^-+` the word as it stands.
"""

from collections.abc import Iterator, Sequence, Set

REMEMBERED = 200_000  # lemmas kept in memory

# other ways to take off the same ending: "promised" is not of "promis", nor "stopped" of "stopp"
SPELLINGS = {
    "ed": ("-d+", "-ed+", "-ied+y"),
    "ing": ("-ing+", "-ing+e"),
    "s": ("-s+", "-es+", "-ies+y"),
}


def lemmatize(word: str, script: str) -> str:
    """Applies a script; one that does not fit gives the word lower-cased.

    >>> lemmatize("Countries", "-ies+y"), lemmatize("was", "=be"), lemmatize("Balkans", "^-+")
    ('country', 'be', 'Balkans')
    """
    if script[0] == "=":
        return script[1:]
    form = word if script[0] == "^" else word.lower()
    removed, _, added = script[script.index("-") + 1 :].partition("+")
    if removed and not form.endswith(removed):
        return form
    return form[: len(form) - len(removed)] + added or form


class Lemmas:
    """Lemmas by script number; `known` are common words in lower case."""

    def __init__(self, scripts: Sequence[str], known: Set[str]) -> None:
        self._scripts, self._known = scripts, known
        self._found: dict[tuple[str, int], str] = {}

    def of(self, word: str, script: int) -> str:
        """The lemma, spelt as a known word where its ending can be taken off in several ways."""
        lemma = self._found.get((word, script))
        if lemma is None:
            lemma = self._spelt(word, self._scripts[script])
            if len(self._found) < REMEMBERED:
                self._found[word, script] = lemma
        return lemma

    def _spelt(self, word: str, script: str) -> str:
        lemma = lemmatize(word, script)
        if script[0] != "-" or lemma in self._known or lemma == word.lower():
            return lemma
        return next((other for other in _others(word.lower()) if other in self._known), lemma)


def _others(word: str) -> Iterator[str]:
    """Other lemmas of a word with a regular ending."""
    for ending, scripts in SPELLINGS.items():
        if word.endswith(ending):
            for script in scripts:
                removed = script[1 : script.index("+")]
                if word.endswith(removed):
                    yield lemmatize(word, script)
            stem = word.removesuffix(ending)
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]
