"""Whom a noun phrase in a cue clause means: the actors of its mention, or an unnamed source in its own words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from communique.actors import Actor
from communique.analysis.passages import Passage, Stretch
from communique.document import Mention

MEDIUM = "medium/"
PRESS_SECTOR = "JRN"
PEOPLE = frozenset({"person", "people", "organization", "organ", "state", "group"})
EMPLOYING = frozenset({"compound", "nmod", "nmod:poss", "nmod:desc", "amod"})
INTRODUCING = frozenset({"flat", "appos", "nmod:desc"})
DEFINITE = frozenset({"the", "this"})
#: The telling of a document's issuing is looked for this many words before.
FARTHEST_DOCUMENT = 150
#: A source described at greater length is cut at its first comma or clause.
LONGEST_NAME = 12
ENDS_NAME = frozenset({"acl:relcl", "acl", "appos", "advcl", "parataxis", "ccomp", "punct"})


class Voices:
    """Finds the actors of noun phrases; every phrase in the place of a speaker is somebody, known or not."""

    def __init__(self, passage: Passage) -> None:
        self.passage, self.document = passage, passage.document
        self._media: list[int] | None = None  # the last words of the names that are of press

    def mention(self, head: int) -> Mention | None:
        """The mention of a phrase: its head's, else a name's that the head only introduces ("news agency Ilmari")."""
        found = self.document.mention(head)
        if found is not None and any(actor.id for actor in found.actors):
            return found
        for kid in self.passage.children[head]:
            if self.passage.deprel[kid] in INTRODUCING:
                inside = self.document.mention(kid)
                if inside is not None and any(actor.id for actor in inside.actors):
                    return inside
        return self._apposed(head) or found

    def _apposed(self, head: int) -> Mention | None:
        """The person whom a post introduces, "the attorney general, Grace Moyo", known or not."""
        passage = self.passage
        if passage.upos[head] == "PROPN" and passage.name_at.get(head) is not None:
            return None
        for kid in passage.children[head]:
            name = passage.name_at.get(kid)
            if kid > head and passage.deprel[kid] == "appos" and name is not None and name.label == "person":
                return self.document.mention(kid)
        return None

    def is_people(self, head: int) -> bool:
        """Whether a phrase, named or not, means people or a body of them: "the two leaders", "both sides"."""
        mention = self.document.mention(head)
        return mention is not None and mention.form == "description" and mention.type in PEOPLE

    def is_thing(self, head: int) -> bool:
        """Whether a phrase of common nouns means nobody: "those transfers"."""
        mention = self.document.mention(head)
        if mention is None or mention.type not in {"thing", "event"} or self.passage.words.xpos[head] != "NNS":
            return False
        return any(self.passage.upos[kid] == "DET" for kid in self.passage.children[head])

    def is_somebody(self, head: int) -> bool:
        """Whether a phrase means people or a body of them, by name or not."""
        mention = self.document.mention(head)
        return mention is not None and mention.type in PEOPLE and bool(mention.actors)

    def actors(self, head: int, *, unnamed: bool = True) -> tuple[Actor, ...]:
        """Whom the phrase means, conjuncts included; `unnamed`: a source without a name becomes an actor of its own.

        A pronoun that nothing resolves is nobody. A reporter of some press means the press.
        """
        passage = self.passage
        if passage.upos[head] == "NOUN" and (paper := self._paper_before(head)):
            return paper
        if passage.upos[head] == "PRON" and passage.words.xpos[head] in {"WDT", "WP"}:
            told = self._told_of(head)
            if told is not None and passage.is_(told, "documents"):
                return self._issuer(told) or tuple(self._unnamed(told))
        if passage.upos[head] == "NOUN" and passage.is_(head, "documents"):
            return self._issuer(head) or tuple(self._unnamed(head))
        mention, found = self.mention(head), self._listed(head)
        if mention is not None and mention is not self.document.mention(head):
            found = mention.actors
        found = self._employer(head) or self._paper(head, found) or found
        if passage.is_(head, "relays: people") and not any(actor.id for actor in found):
            found = ()  # "reporters in Accra": reporters
        if not found and passage.upos[head] in {"VERB", "ADJ", "PROPN"}:
            found = self._misread(head)
        return found if found or not unnamed else tuple(self._unnamed(head))

    def _paper_before(self, head: int) -> tuple[Actor, ...]:
        """ "The paper", "the site": the press named last."""
        passage = self.passage
        kids = passage.children[head]
        bare = passage.is_(head, "relays: bodies") and any(passage.deprel[kid] == "det" for kid in kids)
        if not bare or any(passage.deprel[kid] not in {"det", "case", "punct", "cc"} for kid in kids):
            return ()
        if self._media is None:
            lasts = (name.last - 1 for name in self.document.names)
            self._media = [last for last in lasts if self.is_medium(last, self.document.actors(last))]
        before = bisect_left(self._media, head)
        if not before:
            return ()
        last = self._media[before - 1]
        found = self.document.actors(last)
        return found if any(actor.id for actor in found) else tuple(self._unnamed(last))

    def _issuer(self, head: int) -> tuple[Actor, ...]:
        """Who speaks in a document: "the premier's letter", "a text released by the court", "issued a statement"."""
        for word in self._issuing(head):
            mention = self.mention(word)
            if mention is None or mention.type not in PEOPLE or self.is_medium(word, mention.actors):
                continue
            # "a note released by the premier's office"
            relative = self._told_of(word) if self.passage.upos[word] == "PRON" else None
            several = self._listed(word) if mention is self.document.mention(word) else ()
            return several or mention.actors or tuple(self._unnamed(word if relative is None else relative))
        return self._issued_before(head)

    def _issued_before(self, head: int) -> tuple[Actor, ...]:
        """ "The statement said": whoever issued the statement told of last."""
        passage = self.passage
        kids = passage.children[head]
        definite = any(passage.lower[kid] in DEFINITE for kid in kids)
        besides = (kid for kid in kids if kid < head and not passage.is_(kid, "jointly"))
        alone = all(passage.deprel[kid] in {"det", "case", "punct"} for kid in besides)
        if not (definite and alone and passage.is_(head, "own words")):
            return ()
        for word in range(head - 1, max(head - FARTHEST_DOCUMENT, -1), -1):
            if passage.lower[word] == passage.lower[head] and passage.upos[word] == "NOUN":
                return self._issuer(word)
        return ()

    def _told_of(self, pronoun: int) -> int | None:
        """The noun that the clause of a relative pronoun is about."""
        word = self.passage.head[pronoun]
        while word >= 0 and not self.passage.deprel[word].startswith("acl"):
            word = self.passage.head[word]
        above = self.passage.head[word] if word >= 0 else -1
        return above if 0 <= above < pronoun else None

    def _issuing(self, head: int) -> Iterator[int]:
        passage = self.passage
        yield from passage.words.kids(head, "nmod:poss")
        yield from self._house(head)
        by = passage.lexicon["issuing"]
        for kid in passage.children[head]:
            if kid > head and passage.deprel[kid].startswith("nmod") and passage.marker(kid, by) is not None:
                yield kid
            elif passage.deprel[kid] == "acl" and passage.words.xpos[kid] == "VBN" and passage.is_(kid, "issuers"):
                for agent in passage.children[kid]:
                    if _is_agent(passage, agent):
                        yield agent
        verb = passage.head[head]
        issued = verb >= 0 and passage.words.lemma[verb] in passage.lexicon["issuers"]
        if passage.deprel[head] in {"obj", "iobj"} and (issued or passage.is_(verb, "issuers")):
            yield from passage.words.kids(verb, "nsubj")

    def _house(self, head: int) -> Iterator[int]:
        """The organisation whose name stands before its paper: "an IAEA board report"."""
        if not self.passage.is_(head, "house papers"):
            return
        for kid in self.passage.words.kids(head, "compound", "nmod:desc"):
            mention = self.document.mention(kid)
            actors = mention.actors if mention is not None and mention.form == "name" else ()
            if kid < head and any((actor.id or "").startswith("org/") for actor in actors):
                yield kid

    def _listed(self, head: int) -> tuple[Actor, ...]:
        """Whom a phrase and its conjuncts mean; of "Ghana, Mali and Niger" the middle one too, however parsed."""
        passage, document = self.passage, self.document
        conjunct = next((k for k in passage.children[head] if passage.deprel[k] == "conj" and k > head), None)
        if conjunct is None:
            return document.actors(head)
        heads = [
            word
            for word in range(head + 2, conjunct)
            if passage.text[word - 1] == "," and passage.upos[word] == "PROPN" and document.mention(word)
        ]
        found: dict[str, Actor] = {}
        for word in (head, *heads, *passage.words.kids(head, "conj")):
            mention = document.mention(word)
            for actor in mention.actors if mention else ():
                found.setdefault(actor.key(), actor)
        return tuple(found.values())

    def _misread(self, head: int) -> tuple[Actor, ...]:
        """A name whose first word the parser took for something else: the name that follows it."""
        following = self.document.mention(head + 1) if head + 1 < self.passage.size else None
        joined = following is not None and self.passage.upos[head + 1] == "PROPN"
        return following.actors if following is not None and joined and self.passage.text[head][0].isupper() else ()

    def _paper(self, head: int, found: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """ "The Accra Post" in full, where the encoder saw the name in "Post" alone."""
        if len(found) != 1 or found[0].id or self.passage.upos[head] != "PROPN" or not self.is_press(head):
            return ()
        longer = tuple(self._unnamed(head))
        if not longer:
            return ()
        one, other = longer[0].name, found[0].name
        described = other.islower()  # "state news agency"
        return longer if described or one.endswith(other) or other.endswith(one) else ()

    def _employer(self, head: int) -> tuple[Actor, ...]:
        """The press whose reporter a phrase means, or that a noun introduces: "the news agency Ilmari"."""
        passage = self.passage
        if passage.is_(head, "relays: people"):
            relations = EMPLOYING
        elif passage.upos[head] == "NOUN" and self.is_press(head):
            relations = INTRODUCING
        else:
            return ()
        for kid in passage.children[head]:
            somewhere = passage.marker(kid, passage.lexicon["places"]) is not None  # "reporters in Accra"
            if passage.upos[kid] == "PROPN" and passage.deprel[kid] in relations and not somewhere:
                known = self.document.actors(kid)
                return known if any(actor.id for actor in known) else tuple(self._unnamed(kid)) or known
        return ()

    def _unnamed(self, head: int) -> Iterator[Actor]:
        passage = self.passage
        some = (
            passage.upos[head] in {"DET", "PRON"} and passage.child(head, "nmod") is not None
        )  # "some of the miners"
        if not some and passage.upos[head] not in {"NOUN", "PROPN", "ADJ", "NUM"}:
            return
        first, last = self._phrase(head)
        for kid in passage.children[head] if passage.is_(head, "relays: people") else ():
            if kid > head and passage.marker(kid, passage.lexicon["places"]) is not None:
                last = min(last, head + 1)  # "reporters in Accra": where they are is not who they are
        text = " ".join(self.document.text[passage.words.start[first] : passage.words.end[last - 1]].split())
        bare = first + (passage.is_(first, "articles") and last - first > 1)
        name = " ".join(self.document.text[passage.words.start[bare] : passage.words.end[last - 1]].split())
        press = PRESS_SECTOR if self.is_press(head) else None
        if press:
            name = self._bare_title(first, last) or name
        yield Actor(name=name, text=text, sector=press)

    def _bare_title(self, first: int, last: int) -> str:
        """Of "the state news agency Ilmari": what stands behind the noun."""
        passage = self.passage
        kinds = range(last - 1, first, -1)
        noun = next((w for w in kinds if passage.is_(w, "relays: nouns", "relays: bodies")), last)
        if noun < last and not passage.text[noun].islower():  # "the Press Wire Service"
            return ""
        words = range(noun + 1, last)
        return " ".join(passage.text[w] for w in words) if all(passage.upos[w] == "PROPN" for w in words) else ""

    def _phrase(self, head: int) -> Stretch:
        """The noun with its determiners, adjectives and "of" phrases, no clause."""
        passage = self.passage
        members = {head}
        for word in sorted(passage.tree(head)):
            own_case = passage.head[word] == head and passage.deprel[word] in {"case", "conj", "cc"}
            if (
                word != head
                and passage.head[word] in members
                and passage.deprel[word] not in ENDS_NAME
                and not own_case
            ):
                members |= passage.tree(word)
        first, last = head, head + 1
        while first - 1 in members and last - first < LONGEST_NAME:
            first -= 1
        while last in members and last - first < LONGEST_NAME:
            last += 1
        return first, last

    def is_medium(self, head: int, actors: tuple[Actor, ...]) -> bool:
        """Whether a phrase means press that passes others' words on: an agency, a newspaper, a channel."""
        if self.passage.is_(head, "relays: people") and not any(actor.id for actor in actors):
            passage = self.passage
            named = (kid for kid in passage.children[head] if passage.upos[kid] == "PROPN")
            if any(passage.is_(kid, "relays: bodies", "relays: nouns") for kid in passage.children[head]):
                return True  # "the agency's correspondent"
            return any(passage.marker(kid, passage.lexicon["places"]) is None for kid in named)
        if any((actor.id or "").startswith(MEDIUM) or actor.sector == PRESS_SECTOR for actor in actors):
            return not any((actor.id or "").startswith("person/") for actor in actors)
        if any(actor.id for actor in actors):
            return False
        return self.is_press(head)

    def is_press(self, head: int) -> bool:
        """Whether the words themselves say so: "the newspaper", "a news agency", "the Sunday Tribune"."""
        passage = self.passage
        noun = passage.lower[head].removesuffix("s")
        if passage.upos[head] != "PROPN":
            beside = (
                {*passage.children[head], *passage.children[passage.head[head]]}
                if passage.head[head] >= 0
                else set()
            )
            kinds = {passage.lower[kid] for kid in beside | set(passage.children[head])} & passage.lexicon[
                "relays: modifiers"
            ]
            if noun in passage.lexicon["offices"] and passage.child(head, "nmod", "nmod:poss") is not None:
                return False
            return noun in passage.lexicon["relays: nouns"] or (
                noun in passage.lexicon["relays: bodies"] and bool(kinds)
            )
        if any(passage.upos[kid] == "NOUN" and self.is_press(kid) for kid in passage.children[head]):
            return True  # "the news agency Ilmari", whichever is the head
        if any(kid < head and passage.is_(kid, "relays: nouns") for kid in passage.children[head]):
            return True  # "the Ghanaian daily Ilmari"
        first, last = head, head + 1
        while first > 0 and passage.words.xpos[first - 1].startswith("NNP"):
            first -= 1
        while last < passage.size and passage.words.xpos[last].startswith("NNP"):
            last += 1
        known = passage.lower[last - 1] in passage.lexicon["relays: names"]
        short = last - first == 1 and first > 0 and passage.is_(first - 1, "articles")  # "the Herald"
        if known and (last - first > 1 or (short and not passage.is_(first, "relays: bodies"))):
            return True
        return first > 0 and passage.upos[first - 1] == "NOUN" and self.is_press(first - 1)

    def is_pronoun(self, head: int) -> bool:
        return self.passage.upos[head] == "PRON"


def _is_agent(passage: Passage, word: int) -> bool:
    return passage.deprel[word].startswith("obl") and passage.marker(word, passage.lexicon["agent"]) is not None
