"""Whom a role belongs to: "Kenyan", "Kenya's", "of Kenya", "CSTO", "in eastern Congo" around a noun."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from communique.actors import Actor
from communique.analysis.descriptions import Title
from communique.analysis.names import Named
from communique.analysis.phrases import conjuncts, prepositions
from communique.languages.roles import function_words, nouns

if TYPE_CHECKING:
    from communique.analysis.drafting import Drafts

#: Relations of words before a noun that may name its owner.
BEFORE = frozenset({"nmod:poss", "amod", "compound", "nmod:desc", "nmod", "nmod:unmarked", "dep", "flat", "obl:npmod"})

#: Owners of owners are followed this far: "the office of the head of the mission of X".
DEEPEST = 4

#: Roles whose "to" and "for" name where they are sent, not who sends them.
SENT = frozenset({"ambassador", "special-envoy"})


class Owners:
    """Finds owners in one document; owners are states, organisations, organs, groups, media."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._words = drafts.words
        self._depth = 0

    def of_title(self, title: Title, head: int, *, named: bool = False) -> tuple[Actor, ...]:
        """Who the bearer of a title works for; `head` heads the phrase, a name or the title's own noun.

        Behind a title and a name (`named`) only "of" still belongs to the title.
        """
        nodes = [title.head] if title.head == head else [title.head, head]
        found = self._before(nodes, title.first)
        if found or self._pronoun(nodes):
            return found
        bonds = function_words().bonds[:1] if named else function_words().bonds
        # "the consulate in Lagos" is not Nigeria's
        sent = title.role.post in SENT or title.role.noun in nouns().abroad
        return self._behind(
            (*range(title.first, title.last), head), bonds, sent=sent, inside=title.last
        )

    def _pronoun(self, nodes: list[int]) -> bool:
        """Whether a pronoun says whose it is: "its forces in Mali" are not Mali's."""
        kids = (kid for node in nodes for kid in self._words.kids(node, "nmod:poss"))
        return any(self._words.upos[kid] == "PRON" for kid in kids)

    def of_noun(self, head: int) -> tuple[Actor, ...]:
        """Whose a noun is: "CSTO members", "the council of the league"."""
        if self._pronoun([head]):
            return ()
        return self._before([head], head) or self._behind((head,), function_words().bonds, sent=False, inside=head + 1)

    def shared(self, owners: tuple[Actor, ...], head: int) -> tuple[Actor, ...]:
        """Owners with those that the parse joins to the people themselves: "the leaders of the bloc and Togo"."""
        found = {owner.key(): owner for owner in owners}
        for kid in self._words.kids(head, "conj"):
            draft = self._drafts.draft(kid)
            if draft is None or draft.form != "name" or draft.type not in {"state", "organization"}:
                return owners
            for actor in draft.actors:
                found.setdefault(actor.key(), actor)
        return tuple(found.values())

    def before_name(self, span: Named, head: int) -> tuple[Actor, ...]:
        """The states named right before a name: "the Kenyan Security Council"."""
        kids = [k for k in self._words.children[head] if k < span.first and self._words.deprel[k] in BEFORE]
        return next((found for kid in kids if (found := self.through(kid))), ())

    def through(self, node: int) -> tuple[Actor, ...]:
        """The states and bodies that a modifier names, its conjuncts too; a person gives whom they work for."""
        found: dict[str, Actor] = {}
        for part in self._row(node):
            for actor in self._through(part):
                found.setdefault(actor.key(), actor)
        return tuple(found.values())

    def _row(self, node: int) -> list[int]:
        """What is coordinated with a modifier, to the end of the list that the parse may break off."""
        words, row = self._words, conjuncts(self._words, node)
        while len(row) > 1 and words.child(row[-1], "cc") is None:
            following = self._drafts.following(row[-1])
            if following is None or following in row:
                break
            row.append(following)
        return row

    def words_of_owner(self, head: int) -> frozenset[int]:
        """The words before a role that name its owner."""
        found: set[int] = set()
        for kid in self._words.children[head]:
            if kid < head and self._words.deprel[kid] in BEFORE and self._named_owner(kid):
                found.update(range(self._drafts.low[kid], self._drafts.high[kid] + 1))
        for span in self._drafts.identities.outer_before(head):
            found.update(range(span.first, span.last))
        return frozenset(found)

    def _named_owner(self, kid: int) -> bool:
        """Whether a modifier is an owner's name, not a body within the title ("Foreign Ministry spokesman")."""
        return self._words.deprel[kid] == "nmod:poss" or self._drafts.identities.named_at(kid)

    def _before(self, nodes: list[int], first: int) -> tuple[Actor, ...]:
        words = self._words
        kids = [kid for node in nodes for kid in words.children[node] if kid < node]
        # "Turkish foreign ministry spokesman": the owner may hang on any word of the title
        kids += [kid for kid in range(max(first - 3, 0), first) if words.head[kid] in range(first, max(nodes) + 1)]
        kids += [kid for word in range(first, nodes[0]) for kid in words.children[word] if kid < word]
        for kid in sorted(set(kids), reverse=True):
            if words.deprel[kid] not in BEFORE or self._apart(kid, nodes[0]) or self._origin(kid):
                continue
            if found := self.through(kid):
                return found
        return ()

    def _origin(self, kid: int) -> bool:
        """Whether a name only says where something comes from: "Omani" of "Omani-made drones"."""
        behind = max((kid, *self._words.kids(kid, "flat"))) + 1
        hyphen = behind + 1 < len(self._words) and self._words.text[behind] in {"-", "‑"}
        if not hyphen or self._words.upos[behind + 1] not in {"VERB", "ADJ"}:
            return False
        return self._words.lower[behind + 1] not in function_words().leading

    def _apart(self, word: int, head: int) -> bool:
        """Whether a bracket opens between a word and a head: "the Shabaab (a terrorist group"."""
        return any(self._words.text[between] in {"(", "["} for between in range(word + 1, head))

    def _behind(self, nodes: Iterable[int], bonds: Sequence[str], *, sent: bool, inside: int) -> tuple[Actor, ...]:
        words = self._words
        best: tuple[int, tuple[Actor, ...]] | None = None
        for kid in sorted({kid for node in nodes for kid in words.children[node]}):
            if kid < inside or words.deprel[kid] not in {"nmod", "obl"}:
                continue
            bond = prepositions(words, kid)
            if bond not in bonds or (sent and bond in function_words().destinations):
                continue
            rank = bonds.index(bond)
            if (best is None or rank < best[0]) and (found := self.through(kid)):
                best = rank, found
        return best[1] if best else self._adjacent(inside, sent=sent)

    def _adjacent(self, word: int, *, sent: bool) -> tuple[Actor, ...]:
        """The owner right behind a role that the parse hangs elsewhere: "fought rebels in northern Mali"."""
        words, bonds = self._words, function_words().bonds[:3]
        if sent or word >= len(words) or words.upos[word] != "ADP" or words.lower[word] not in bonds:
            return ()
        node = words.head[word]
        return self.through(node) if node > word else ()

    def _through(self, node: int) -> tuple[Actor, ...]:
        if self._depth >= DEEPEST:
            return ()
        self._depth += 1
        try:
            return self._resolved(node)
        finally:
            self._depth -= 1

    def _resolved(self, node: int) -> tuple[Actor, ...]:
        draft = self._drafts.draft(node)
        if draft is None:
            return ()
        if draft.form == "name" and draft.type == "place":
            state = self._drafts.identities.land(draft.actors)
            return (state,) if state else ()
        if draft.type in {"person", "people"}:
            if draft.key.startswith("members "):
                return draft.actors
            of = draft.of
            if of is None and draft.person is not None:  # "the Kenyatta administration"
                of = self._drafts.identities.employer_of(draft.person, None)
            return (of,) if of else ()
        if draft.actors:
            return draft.actors
        if draft.title is None and draft.form == "description":
            return self.of_noun(node)
        return (draft.of,) if draft.of else ()
