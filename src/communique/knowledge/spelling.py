"""How names are compared: one key for all spellings of a name, and a looser one for romanised names of people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

#: Letters that carry no accent to strip but have a plain form in English texts.
PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss",
                       "ə": "a", "ʼ": "'", "’": "'", "‘": "'", "ʻ": "'", "`": "'"})

PIECE = re.compile(r"[^\W_]+")
DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?")

#: British and American spellings of one word.
SAME_WORD = {
    "organisation": "organization", "organisations": "organizations", "defence": "defense", "centre": "center",
    "labour": "labor", "programme": "program", "harbour": "harbor", "theatre": "theater", "mr": "", "and": "and",
}

#: A name in capitals of at most this many letters is an abbreviation; longer ones are names shouted.
LONGEST_ABBREVIATION = 9

#: Abbreviations of at least this many letters are also written "Nato", "Asean".
SHORTEST_TITLE_CASE = 4


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Lower case, without accents, in Latin letters where the letter has a plain form."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(PLAIN))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def pieces(word: str) -> tuple[str, ...]:
    """The words inside a word as compared: "Al-Shabaab" is al, shabaab; "U.N." is un; "&" is and."""
    if word == "&":
        return ("and",)
    if DOTTED.fullmatch(word):
        word = word.replace(".", "")
    return tuple(SAME_WORD.get(piece, piece) for piece in PIECE.findall(plain(word).replace("'", "")))


@lru_cache(maxsize=32768)
def key(text: str) -> str:
    """What is equal for all spellings of one name: case, accents, hyphens, spaces and a leading "the" aside.

    Spaces are dropped too, so that it does not matter how a tokenizer cuts "People's" or "Guinea-Bissau".

    >>> key("The Collective Security Treaty Organisation") == key("Collective-Security Treaty organization")
    True
    """
    words = [piece for word in text.split() for piece in pieces(word)]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return "".join(words)


def as_written(text: str) -> bool:
    """Whether a short name counts only as written, as its letters in another case are a word: LeT, CoE, dpa."""
    inner_capital = len(text) <= 4 and text.isalpha() and text[1:] != text[1:].lower()
    return inner_capital or (text.islower() and len(text) <= 3)


@lru_cache(maxsize=32768)
def abbreviation(text: str) -> str | None:
    """The capitals of an abbreviation without its dots ("U.N." → "UN"), or None for a name in words."""
    if text.endswith(("-", "&")):
        return None
    bare = text.replace(".", "").replace("+", "P").replace("-", "").replace("&", "")
    capitals = bare.isalnum() and bare.upper() == bare and any(c.isalpha() for c in bare)
    if " " in text or not capitals or not 2 <= len(bare) <= LONGEST_ABBREVIATION or not bare.isascii():
        return None
    return bare


def loose(name: str, same: Mapping[str, str]) -> str:
    """A key equal for the romanisations of a person's name: Rahmon and Rakhmon, Muttaqi and Mottaki.

    `same` maps a given name's variants to one of them (Mohammed, Muhammad …). Vowel pairs that tell people apart
    (a and o: Rahmon, Rahman) stay different; so do Khan and Han, Zhang and Jang (rules for long or later parts only).
    """
    words = [piece for word in name.split() for piece in pieces(word)]
    kept = [w for w in words if w not in {"al", "el", "ul", "ibn"}] or words
    return " ".join(_loose_word(same.get(word, word)) for word in kept)


@lru_cache(maxsize=32768)
def _loose_word(word: str) -> str:
    head, tail = word[:1], word[1:]
    if len(word) >= 7 and word.startswith("zh"):
        head, tail = "j", word[2:]
    if word.startswith("ye"):
        head, tail = "e", word[2:]
    tail = tail.replace("kh", "h").replace("dzh", "j").replace("dj", "j")
    text = re.sub(r"(?<=[aiou])[iy]ev", "ev", head + tail)  # "Abdyldayev", "Abdyldaev"
    for old, new in (("tsch", "ch"), ("tch", "ch"), ("sch", "sh"), ("ck", "k"), ("ph", "f"), ("gh", "g"), ("q", "k"),
                     ("w", "v"), ("x", "ks"), ("ee", "i"), ("oo", "u"), ("ou", "u"), ("oe", "o"), ("ae", "a"),
                     ("y", "i"), ("ij", "i")):
        text = text.replace(old, new)
    text = text[:1] + text[1:].replace("u", "o")
    return re.sub(r"(.)\1+", r"\1", text)
