"""Words as the encoder sees them: word-piece ids, and a shape that keeps what lower-casing loses."""

from collections.abc import Sequence
from pathlib import Path

SHAPES = 11
CLASSIFY, SEPARATE, UNKNOWN = 101, 102, 100  # [CLS], [SEP], [UNK] in BERT's vocabulary
LONGEST_WORD = 24  # pieces kept of one word (a URL may have hundreds)
REMEMBERED = 200_000  # words whose pieces are kept in memory

ROOT_SHAPE = 0


def shape(word: str) -> int:
    """A small class of how a word is written, 1 to 9; `initial` adds the tenth (see `shapes`)."""
    if word.isdigit():
        return 1
    if word.islower():
        return 2 if word.isalpha() else 3
    if word.isupper():
        return 4 if len(word) == 1 else 5
    if word[:1].isupper():
        return 6 if word[1:].islower() else 7
    return 8 if any(letter.isalpha() for letter in word) else 9


def shapes(words: Sequence[str]) -> list[int]:
    """The words' shapes; a capitalised first word (after opening marks) says less and has its own class.

    >>> shapes(["The", "NATO", "chief", "."])
    [10, 5, 2, 9]
    """
    found = [shape(word) for word in words]
    for place, kind in enumerate(found):
        if kind != 9:
            if kind == 6:
                found[place] = 10
            break
    return found


class Pieces:
    """Words to word-piece ids (uncased BERT), each word looked up once and remembered."""

    def __init__(self, vocabulary: Path) -> None:
        from tokenizers import Tokenizer
        from tokenizers.models import WordPiece
        from tokenizers.normalizers import BertNormalizer
        from tokenizers.pre_tokenizers import BertPreTokenizer

        model = WordPiece.from_file(str(vocabulary), unk_token="[UNK]", max_input_chars_per_word=100)
        self._tokenizer = Tokenizer(model)
        self._tokenizer.normalizer = BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = BertPreTokenizer()
        self._known: dict[str, tuple[int, ...]] = {}
        self.whole_words = frozenset(word for word in self._tokenizer.get_vocab() if word.isalpha())

    def of(self, word: str) -> tuple[int, ...]:
        """The word's ids, at least one, at most `LONGEST_WORD`."""
        ids = self._known.get(word)
        if ids is None:
            ids = tuple(self._tokenizer.encode(word).ids[:LONGEST_WORD]) or (UNKNOWN,)
            if len(self._known) < REMEMBERED:
                self._known[word] = ids
        return ids
