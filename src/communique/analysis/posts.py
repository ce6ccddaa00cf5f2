"""Which words of a phrase are the post: without "former", its owner's name, or the rank of who holds it."""

from __future__ import annotations

from communique.document import Document, Mention
from communique.languages.titles import TitleWords, title_words

#: Words before a post among which "former" or "acting" may stand.
BEFORE = 4


def post_words(document: Document, mention: Mention) -> tuple[int, int]:
    """Words [first, last) of the post that a mention gives, as far as they name the post alone."""
    lexicon = title_words()
    first, last = _written(document, mention)
    return _opening(document, first, last, lexicon), _closing(document, first, last, lexicon)


def _written(document: Document, mention: Mention) -> tuple[int, int]:
    """Where the mention's post stands."""
    wanted = "".join((mention.post or "").casefold().split()).lstrip("–-")
    lower = document.words.lower
    for first in range(max(mention.first - BEFORE, 0), min(mention.last, len(lower))):
        text, last = lower[first], first + 1
        while last < len(lower) and len(text) < len(wanted):
            text, last = text + lower[last], last + 1
        if text == wanted:
            return first, last
    return mention.first, mention.first + 1


def _opening(document: Document, first: int, last: int, lexicon: TitleWords) -> int:
    """Past "the member states President", "States Secretary", "Ex-Georgian President"."""
    words = document.words
    for word in range(first, last - 1):
        if words.lower[word] in lexicon.of:
            break
        plural = words.xpos[word] == "NNS" and words.text[word].islower()
        if plural and words.text[word + 1].istitle():
            first = word + 1
    prefix = words.lower[first].partition("-")[0]
    if prefix in lexicon.former and "-" in words.lower[first] and first + 1 < last:
        return first + 1
    for word in range(first, min(first + BEFORE, last)):
        owner = document.mention(word)
        state = owner is not None and owner.form == "name" and owner.type == "state"
        if owner is not None and state and owner.first <= first < owner.last < last:
            return owner.last
    return first


def _closing(document: Document, first: int, last: int, lexicon: TitleWords) -> int:
    """Before the rank of who holds it, "Chairman General X"."""
    lower = document.words.lower
    while last - 1 > first and lower[last - 1] in lexicon.rank_heads and lower[last - 2] in lexicon.before_rank:
        last -= 1
    return last
