"""Which words of a phrase are the post: without "former", its owner's name, or the rank of who holds it."""

from __future__ import annotations

from communique.actors import Actor
from communique.document import Document, Mention
from communique.languages.titles import TitleWords, title_words

#: Words before a post among which "former" or "acting" may stand.
BEFORE = 4
#: Words behind a post among which the place it governs is named: "of Chad's largest region, Borkou".
BEHIND = 7


def post_words(document: Document, mention: Mention) -> tuple[int, int]:
    """Words [first, last) of the post that a mention gives, as far as they name the post alone."""
    lexicon = title_words()
    first, last = _written(document, mention)
    return _opening(document, first, last, lexicon), _closing(document, first, last, lexicon)


def place_governed(document: Document, mention: Mention, last: int) -> Actor | None:
    """ "Mayor of Lagos", "governor of Chad's Borkou region": the place behind the post's "of", not the place's state.

    `last` is the word behind the post. None for other posts, and where a state or nothing known stands there.
    """
    lexicon, words = title_words(), document.words
    nouns = {word.rpartition("-")[2] for word in (mention.post or "").casefold().split()}
    if not nouns & lexicon.local or last >= len(words) or words.lower[last] not in lexicon.of:
        return None
    for word in range(last + 1, min(last + BEHIND, len(words))):
        if words.upos[word] in {"VERB", "AUX", "PRON"} or words.sentence[word] != words.sentence[last]:
            return None
        place = document.mention(word)
        if place is not None and place.form == "name" and place.type == "place" and len(place.actors) == 1:
            return place.actors[0]
    return None


def _written(document: Document, mention: Mention) -> tuple[int, int]:
    """Where the mention's post stands."""
    wanted = "".join((mention.post or "").casefold().split()).lstrip("–-")
    lower = document.words.lower
    before = range(mention.first - 1, max(mention.first - BEFORE, 0) - 1, -1)
    # a list of leaders has the same post just before: the mention's own words first
    for first in (*range(mention.first, min(mention.last, len(lower))), *before):
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
