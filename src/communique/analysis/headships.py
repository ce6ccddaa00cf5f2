"""Reads who heads a body without a title: "X, who chairs Y", "Y, led by X", "Kenya's presidency of Y"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.actors import Status
from communique.analysis.firmness import firmness
from communique.analysis.gatherings import Surroundings
from communique.analysis.parties import is_body
from communique.analysis.phrases import conjuncts
from communique.document import Document, Filler, Frame, Mention
from communique.languages.titles import title_words

WEIGHT = 0.8
#: How a chair hangs on the verb of having, taking or passing it on.
TAKEN = frozenset({"obj", "nsubj", "nsubj:pass", "obl"})
#: Words from a verb or noun to the name of the body it is said of.
NEAR = 8


def read_headships(document: Document) -> Iterator[Frame]:
    """Frames "tenure" of people who head bodies, and of states that hold a body's chair."""
    return _Reader(document).frames()


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document, self.words = document, document.words
        self.lexicon = title_words()
        self._around: Surroundings | None = None

    @property
    def around(self) -> Surroundings:
        if self._around is None:
            self._around = Surroundings(self.document)
        return self._around

    def frames(self) -> Iterator[Frame]:
        for word, upos in enumerate(self.words.upos):
            lemma = self.words.lemma[word].lower()
            if upos == "VERB" and lemma in self.lexicon.heading:
                yield from self._heads(word, self.lexicon.heading[lemma])
            elif upos in {"NOUN", "PROPN"} and lemma in self.lexicon.chairs:
                yield from self._chair(word)

    # -- "X, who heads Y", "Y, led by X"

    def _heads(self, verb: int, post: str) -> Iterator[Frame]:
        words, places = self.words, self.around.matcher.roles.clause(verb)
        if words.xpos[verb] in {"VBZ", "VBP"}:
            holders, bodies = list(places.subject), list(places.object)
        elif words.xpos[verb] == "VBN" and words.deprel[verb] in {"acl", "acl:relcl"}:
            holders, bodies = list(self.around.prepositional(places, "by")), [words.head[verb]]
            holders += [head for head in places.subject if head != words.head[verb]]
        else:
            return
        # a bloc "led by" a state has no chair in it
        states = post in self.lexicon.chairs
        person = next((m for h in holders if (m := self._holder(h)) and (states or not self._is_state(m))), None)
        body = next((m for head in bodies if (m := self._body(head))), None)
        if person is None or body is None:
            return
        filler = Filler("post", verb, verb + 1, verb)
        status = firmness(verb, words, self.around.matcher.grammar)
        yield self._frame(verb, filler, post, person, body, "current", status)

    def _holder(self, head: int) -> Mention | None:
        """A person who is named, or a state."""
        mention = self.document.mention(head)
        if mention is None or len(mention.actors) != 1:
            return None
        actor = mention.actors[0]
        person = mention.type == "person" and (mention.form == "name" or (actor.id or "").startswith("person/"))
        return mention if person or self._is_state(mention) else None

    def _is_state(self, mention: Mention) -> bool:
        return len(mention.actors) == 1 and (mention.actors[0].id or "").startswith("state/")

    def _body(self, head: int) -> Mention | None:
        """An organisation or organ by its name, no meeting of it."""
        mention = self.document.mention(head)
        if mention is None or mention.form != "name" or len(mention.actors) != 1:
            return None
        meets = self.words.lemma[head].lower() in self.around.lexicon.gatherings
        return mention if is_body(mention.actors[0], mention) and not meets else None

    # -- "X's presidency of Y", "X holds the Y chair", "X, the chair of Y"

    def _chair(self, noun: int) -> Iterator[Frame]:
        body = self._chaired(noun)
        if body is None:
            return
        words, post = self.words, Filler("post", noun, noun + 1, noun)
        text = words.text[noun]
        for mention, held, status in self._states(noun):
            yield self._frame(noun, post, text, mention, body, held, status)

    def _chaired(self, noun: int) -> Mention | None:
        """The body whose chair it is: behind "of", or named before the noun."""
        words = self.words
        for kid in words.kids(noun, "nmod", "obl"):
            case = words.child(kid, "case")
            if kid > noun and case is not None and words.lower[case] in self.lexicon.of and (body := self._body(kid)):
                return body
        for word in range(noun - 1, max(noun - NEAR, -1), -1):
            if words.upos[word] in {"VERB", "AUX", "ADP", "PRON"} or words.lower[word] in {",", "of"}:
                return None
            if (body := self._body(word)) is not None:
                return body
        return None

    def _states(self, noun: int) -> Iterator[tuple[Mention, str, Status]]:
        """Which states are said to have the chair, and whether they still or already do."""
        words, grammar = self.words, self.around.matcher.grammar
        for kid in words.children[noun]:
            mention = self.document.mention(kid)
            if kid < noun and mention is not None and mention.form == "name" and self._is_state(mention):
                yield mention, self._held(noun, None), "asserted"
                return
        above = words.head[noun]
        if words.child(noun, "cop") is not None:
            for head in words.kids(noun, "nsubj"):
                yield from self._all(head, self._held(noun, noun), firmness(noun, words, grammar))
        elif words.deprel[noun] == "appos" and above >= 0:
            yield from self._all(above, self._held(noun, None), "asserted")
        elif self._is_capacity(noun) and above >= 0:
            # "as chair of Y, X invited the others"
            clause = self.around.matcher.roles.clause(above)
            heads = clause.subject if words.upos[above] == "VERB" else (above,)
            yield from (row for head in heads for row in self._all(head, self._held(noun, None), "asserted"))
        elif above >= 0 and words.upos[above] == "VERB" and words.deprel[noun] in TAKEN:
            yield from self._taken(noun, above)

    def _is_capacity(self, noun: int) -> bool:
        case = self.words.child(noun, "case")
        return case is not None and self.words.lower[case] in self.lexicon.as_

    def _all(self, head: int, held: str, status: Status) -> Iterator[tuple[Mention, str, Status]]:
        for part in conjuncts(self.words, head):
            mention = self.document.mention(part)
            if mention is not None and mention.form == "name" and self._is_state(mention):
                yield mention, held, status

    def _taken(self, noun: int, verb: int) -> Iterator[tuple[Mention, str, Status]]:
        """ "Holds the chair", "took over the chair from Y", "handed over the chair to Z"."""
        words, lexicon = self.words, self.lexicon
        lemma, places = words.lemma[verb].lower(), self.around.matcher.roles.clause(verb)
        status = firmness(verb, words, self.around.matcher.grammar)
        now = "designate" if status in {"planned", "proposed", "possible"} else "current"
        before = "current" if now == "designate" else "former"
        told: Status = "asserted" if status == "planned" else status
        others = {name: list(heads) for name, heads in places.prepositions.items()}
        for kid in words.kids(noun, "nmod"):
            # "the chair from Y", hung on the chair
            case = words.child(kid, "case")
            others.setdefault(words.lower[case] if case is not None else "", []).append(kid)
        if lemma in lexicon.holding_chair and not places.passive:
            yield from (row for head in places.subject for row in self._all(head, now, told))
            left = [head for name in lexicon.from_ for head in others.get(name, ())]
            yield from (row for head in left for row in self._all(head, before, told))
        elif lemma in lexicon.handing_chair:
            gone = words.deprel[noun] in {"nsubj", "nsubj:pass"}  # "the chair passed from Y to Z"
            givers = [h for name in lexicon.from_ for h in others.get(name, ())] if gone else list(places.subject)
            takers = [head for name in lexicon.toward for head in others.get(name, ())]
            yield from (row for head in givers for row in self._all(head, before, told))
            yield from (row for head in takers for row in self._all(head, now, told))

    def _held(self, noun: int, copula: int | None) -> str:
        """ "The incoming chair", "the outgoing presidency"."""
        kids = {self.words.lower[kid] for kid in self.words.kids(noun, "amod")}
        if kids & self.lexicon.designate:
            return "designate"
        past = copula is not None and any(self.words.xpos[cop] == "VBD" for cop in self.words.kids(copula, "cop"))
        return "former" if past or kids & self.lexicon.former else "current"

    def _frame(
        self, trigger: int, post: Filler, text: str, person: Mention, body: Mention, held: str, status: Status
    ) -> Frame:
        words = self.words
        fillers = (
            Filler("person", person.first, person.last, person.head, person.actors), post,
            Filler("of", body.first, body.last, body.head, body.actors),
        )
        first, last = min(f.first for f in fillers), max(f.last for f in fillers)
        return Frame(
            "tenure", person.head, words.start[first], words.end[last - 1], fillers, status,
            self.around.when(trigger), weight=WEIGHT, rule="titles/headship", attributes={"held": held, "post": text},
        )
