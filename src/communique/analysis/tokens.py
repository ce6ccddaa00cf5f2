"""Cuts English text into words with exact offsets, the way the UD treebanks EWT and GUM do.

One regular expression finds chunks (linear on any input: its repetitions cannot
overlap or are bounded); a chunk that is more than letters is then cut by rules.
No character other than white space is ever lost.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

WORD = r"[\w\u0300-\u036f\u00ad\u200c\u200d]"

_CHUNK = re.compile(
    rf"""
    (?P<address>(?:https?://|ftp://|www\.)[^\s<>"”“»]*[^\s<>"”“».,;:!?)\]}}'’…]
      | [\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}}
      | (?<![\w&])[@\#][^\W\d]\w*)
  | (?P<face>(?<!\S)[:;=]['’]?-?[)(](?!\w)|(?<!\S)[:;=]-?[DPO](?!\w))
  | (?P<number>[+]?\d+(?:[.:/]\d+|,\d{{3}}(?!\d))+|(?<![\w.])\.\d+|[+]\d+|(?<![^\n])\d+(?:\.\d+)*\.(?=[ \t]))
  | (?P<money>(?:US|CA?|AU?|HK|NZ|S|R|NT)\$)
  | (?P<word>{WORD}+(?:[.'’&\-‐‑]{WORD}+)*(?:\.(?!\.))?)
  | (?P<clitic>(?<=\S)['’](?:s|m|d|re|ve|ll)(?!\w)|['’](?:em|til|tis|twas|cause|bout|\d0?s|\d\ds?)(?!\w))
  | (?P<mark>\.\.+|…+|[!?]+|-{{2,}}|={{2,}}|\*{{2,}}|_{{2,}}|~{{2,}}|\#{{2,}}|<<+|>>+|``|''|’’|‘‘)
  | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)

# a full stop after these is theirs, wherever they stand, if they are capitalised ("Ill.", not "ill.")
ABBREVIATIONS = frozenset(
    """mr mrs ms messrs mme mlle dr prof rev fr hon st ft mt sr jr esq gen lt col maj capt cpl sgt cmdr adm brig
    gov sen rep reps sens pres amb supt insp det dept govt assn bros corp inc ltd co cos plc llc vs etc al cf eg ie viz
    approx est ca vol vols ed eds fig figs pp para sec nos jan feb apr jun jul aug sept sep oct nov dec
    mon tue tues thur thurs fri ave blvd rd hwy ext univ inst conf attn calif conn mass mich minn okla ore
    penn tenn wash wis ariz ala colo dak fla ill ind kan ky md mo neb nev tex va vt wyo bn mln""".split()  # noqa: SIM905
)
# and after these in lower case as well
LOWER = frozenset("vs etc al cf eg ie viz approx est ca inc dept fig figs pp vol eds".split())  # noqa: SIM905
# these are words too: the full stop is theirs only where the text goes on so
BEFORE_NUMBER = frozenset(["no", "art", "p", "ch", "c", "mar", "sat", "sun", "wed", "ver"])

SUFFIX = re.compile(r"(?:n['’]t|['’](?:s|m|d|re|ve|ll))$", re.IGNORECASE)
DECADE = re.compile(r"\d*0['’]s")
MERGED = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3}
UNSPELLED = re.compile(r"(?:do|does|did|wo|ca|is|are|was|were|has|have|had|would|could|should|ai)(?=nt$)|[Ii](?=m$)")
UNIT = re.compile(r"(\d+)(am|pm|km|kg|cm|mm|mph|kph|mg|ml|mb|gb|ft|lbs?|hrs?|mins?|bn|mln)", re.IGNORECASE)
LETTERS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\.?")  # U.S., p.m., e.g.
DEGREE = re.compile(r"(?:Ph|LL|Ed|Lit|Sc)\.[A-Z]\.?|[A-Z][a-z]?\.(?:[A-Z]\.)+")
DOTTED = re.compile(
    r"[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|gov|edu|mil|int|info|biz|tv|io|co|uk|ru|de|fr|eu|cn|us|ua|by|kz|am|ge|in|ir"
    r"|html?|php|pdf|docx?|xlsx?|txt|csv|jpe?g|png|gif|zip|exe)",
    re.IGNORECASE,
)
TELEPHONE = re.compile(r"(?:\d-)?(?:\d{3}-)?\d{3}-\d{4}|\d{1,2}-\d{1,2}-\d{4}|\d{4}-\d{2}-\d{2}")
AMPERSAND = re.compile(r"[A-Z]{1,3}&[A-Z]{1,3}")
# a hyphen after these stays inside the word
PREFIXES = frozenset(
    """non pro anti re co pre post mid ex multi semi mini pan neo cross sub counter intra inter socio vice arch e un
    ultra extra quasi pseudo trans bi tri de micro macro mega infra psycho geo""".split()  # noqa: SIM905
)
HYPHENS = re.compile(r"[-‐‑]")


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Offsets (start, exclusive end) of the words of `text[start:end]`, in the text's own counting.

    >>> text = "The U.S. didn't pay $5."
    >>> [text[one:two] for one, two in tokenize(text)]
    ['The', 'U.S.', 'did', "n't", 'pay', '$', '5', '.']
    """
    end = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    for match in _CHUNK.finditer(text, start, end):
        one, two = match.span()
        if match.lastgroup != "word":
            found.append((one, two))
            continue
        chunk = match.group()
        if chunk.isalpha() and chunk.lower() not in MERGED and not UNSPELLED.match(chunk):
            found.append((one, two))
            continue
        if chunk[-1] == "." and not _keeps_stop(chunk, text[two : min(two + 4, end)]):
            found += _shifted(_cuts(chunk[:-1]), one)
            found.append((two - 1, two))
        else:
            found += _shifted(_cuts(chunk), one)
    return found


def _shifted(cuts: tuple[int, ...], start: int) -> Iterator[tuple[int, int]]:
    previous = 0
    for cut in cuts:
        yield start + previous, start + cut
        previous = cut


def _keeps_stop(chunk: str, after: str) -> bool:
    """Whether the full stop that ends `chunk` belongs to its last word; `after` is what follows."""
    word = HYPHENS.split(chunk[:-1])[-1]
    if LETTERS.fullmatch(word) or DEGREE.fullmatch(word + "."):
        return True
    lowered = word.lower()
    if lowered in ABBREVIATIONS:
        return lowered in LOWER or word[0].isupper()
    if lowered in BEFORE_NUMBER:
        return bool(re.match(r"\s*[#\d]", after))
    # an initial: "A. Ghani", "George W. Bush", "J.K."
    return (
        len(word) == 1
        and word.isupper()
        and bool(re.match(r"[ \u00a0]?[^\W\d_a-z]|[,;-]|\s+[a-z]", after))
        and word != "I"
    )


@lru_cache(maxsize=65_536)
def _cuts(chunk: str) -> tuple[int, ...]:
    """Where a chunk is cut: the ends of its words."""
    merged = MERGED.get(chunk.lower())
    if merged:
        return merged, len(chunk)
    if negated := UNSPELLED.match(chunk):  # "dont", "im"
        return negated.end(), len(chunk)
    if unit := UNIT.fullmatch(chunk):
        return unit.end(1), len(chunk)
    if chunk.isalnum() or _is_whole(chunk):
        return (len(chunk),)
    return tuple(_inner_cuts(chunk))


def _is_whole(chunk: str) -> bool:
    """Abbreviations, addresses, decades, telephone numbers, "AT&T"."""
    patterns = (LETTERS, DEGREE, DOTTED, DECADE, TELEPHONE, AMPERSAND)
    return any(pattern.fullmatch(chunk) for pattern in patterns)


def _inner_cuts(chunk: str) -> Iterator[int]:
    start = 0
    for match in re.finditer(r"[-‐‑.&]", chunk):
        place = match.start()
        if place < start or _joins(chunk, start, place):
            continue
        if place > start:
            yield from _word_cuts(chunk, start, place)
        yield place + 1
        start = place + 1
    if start < len(chunk):
        yield from _word_cuts(chunk, start, len(chunk))


def _joins(chunk: str, start: int, place: int) -> bool:
    """Whether the mark at `place` stays inside its word."""
    if place == len(chunk) - 1:
        return True  # a full stop that was kept
    before = chunk[start:place]
    if chunk[place] in "-‐‑":
        return before.lower() in PREFIXES
    if chunk[place] == ".":
        # decimals, letters of an abbreviation ("U.S.-led")
        number = before.isdigit() and chunk[place + 1].isdigit()
        return number or (
            len(before.rpartition(".")[2]) == 1 and (len(chunk) == place + 2 or not chunk[place + 2].isalnum())
        )
    return False


def _word_cuts(chunk: str, start: int, end: int) -> Iterator[int]:
    """Cuts "didn't", "Russia's" before their clitics."""
    word = chunk[start:end]
    suffix = SUFFIX.search(word)
    if suffix and suffix.start() > 0 and not DECADE.fullmatch(word):
        yield start + suffix.start()
    yield end
