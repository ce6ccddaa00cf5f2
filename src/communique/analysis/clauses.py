"""The places of verbs, read from the parse: passives turned, subjects inherited.

Places are voice-neutral: the subject of "Y was seized by X" is X. Subjects are inherited through control,
coordination, participles and relative clauses as in enhanced Universal Dependencies.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator

from communique.analysis.lexicon import Grammar
from communique.analysis.places import Places
from communique.document import Document

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
SUBJECTS = ("nsubj", "csubj", "nsubj:outer")
_PASSIVES = ("nsubj:pass", "csubj:pass")
#: How far a subject is looked for up the tree; deeper trees are parsing errors.
FARTHEST = 8


class ClauseReader(ABC):
    """The places of every verb of one document, each computed once; nouns are read by who inherits."""

    def __init__(self, document: Document, grammar: Grammar) -> None:
        self.document = document
        self.words = document.words
        self.grammar = grammar
        self._clauses: dict[int, Places] = {}
        self._phrases: dict[int, Places] = {}
        self._open: set[int] = set()

    @abstractmethod
    def phrase(self, noun: int) -> Places:
        """The places of a noun that names an act."""

    @abstractmethod
    def possessor(self, noun: int) -> tuple[int, ...]:
        """Whoever a noun belongs to."""

    def clause(self, verb: int) -> Places:
        """The places of a verb or of a predicate with a copula."""
        if verb not in self._clauses:
            if verb in self._open or len(self._open) > FARTHEST:
                return Places()
            self._open.add(verb)
            self._clauses[verb] = self._read_clause(verb)
            self._open.discard(verb)
        return self._clauses[verb]

    def _read_clause(self, verb: int) -> Places:
        words, places = self.words, Places()
        particles: set[str] = set()
        prepositions: dict[str, list[int]] = {}
        passive_subject: tuple[int, ...] = ()
        for kid in words.children[verb]:
            relation = words.deprel[kid]
            if relation in SUBJECTS:
                places.subject = (*places.subject, kid)
            elif relation in _PASSIVES:
                passive_subject = (kid,)
            elif relation == "obj":
                places.object = (*places.object, kid)
                # "handed over three suspects": a particle read as the object's preposition
                for case in (k for k in words.kids(kid, "case") if k < kid):
                    particles.add(words.lower[case])
                    prepositions.setdefault(words.lower[case], []).append(kid)
            elif relation == "iobj" and kid < verb and self._has_mark(verb, infinitive=True):
                # "wants Peru to pay": whoever is to do it read as the infinitive's
                places.subject = (*places.subject, kid)
            elif relation == "iobj":
                places.iobj = (kid,)
            elif relation == "xcomp":
                self._add_xcomp(places, kid)
            elif relation == "ccomp":
                places.clause = (kid,)
            elif relation == "compound:prt" or (relation == "advmod" and words.lower[kid] in self.grammar.prepositions):
                particles.add(words.lower[kid])
                for noun in words.kids(kid, "obl", "nmod"):
                    self._add_oblique(verb, noun, prepositions)
            elif relation.startswith("obl") or relation == "nmod":
                self._add_oblique(verb, kid, prepositions)
            elif relation == "advcl":
                self._add_adverbial(places, kid, prepositions)
        if not places.subject and not passive_subject and (torn := self._torn_subject(verb)) is not None:
            passive = words.child(verb, "aux:pass") is not None
            passive_subject, places.subject = ((torn,), ()) if passive else ((), (torn,))
            kept = {name: [head for head in heads if head != torn] for name, heads in prepositions.items()}
            prepositions = {name: heads for name, heads in kept.items() if heads}
        if not places.subject and verb > 1 and words.lower[verb - 1] == "-":
            # "Peru test-fired a rocket": the subject read as the first half's
            places.subject = tuple(words.kids(verb - 2, *SUBJECTS))
        if len(places.subject) > 1:
            # two clauses read as one ("all was quiet: on Monday, Peru recalled …"): the nearer subject is its own
            places.subject = (max((s for s in places.subject if s < verb), default=places.subject[0]),)
        if not (places.object or places.clause or places.infinitive):
            # "accused Peru of arming": the one object read as a listener
            places.object = places.iobj
        places.passive = bool(passive_subject) or self._is_passive(verb)
        if places.passive:
            self._turn_passive(places, passive_subject, prepositions)
        places.particles = frozenset(particles)
        places.prepositions = {name: tuple(heads) for name, heads in prepositions.items()}
        self._inherit(verb, places)
        if places.complement and not places.object:
            self._add_object_phrases(places, places.complement)
        if places.object:
            self._add_object_phrases(places, places.object)
            places.infinitive = places.infinitive or tuple(self._told_to(places.object[0]))
        return places

    def _torn_subject(self, verb: int) -> int | None:
        """ "Left after Kenya massed troops": the subject of a finite verb read as governed by its conjunction."""
        words = self.words
        finite = words.xpos[verb] in ("VBD", "VBP", "VBZ", "MD") or words.child(verb, "aux", "aux:pass") is not None
        if words.deprel[verb] not in ("advcl", "xcomp") or not finite or words.child(verb, "mark") is not None:
            return None
        above = words.head[verb]
        before = [kid for kid in words.kids(verb, "obl", "nmod") if kid < verb]
        if not before and words.xpos[verb] != "VBN":
            # read as the main verb's: it stands right before the verb
            behind = (kid for kid in words.kids(above, "obl") if above < kid < verb)
            before = [kid for kid in behind if words.subtree(kid)[-1] == verb - 1]
        case = words.child(before[0], "case") if len(before) == 1 else None
        return before[0] if case is not None and above < case < before[0] else None

    def _told_to(self, noun: int) -> Iterator[int]:
        """ "Ordered the ministry to pay": the infinitive of a verb read as hanging on whoever is told to do it."""
        if self.document.actors(noun):
            yield from (kid for kid in self.words.kids(noun, "acl") if self._has_mark(kid, infinitive=True))

    def _add_xcomp(self, places: Places, kid: int) -> None:
        if self.words.upos[kid] in ("VERB", "AUX") or self.words.child(kid, "cop", "mark"):
            places.infinitive = (kid,)
        else:
            places.complement = (kid,)

    def _add_oblique(self, verb: int, noun: int, prepositions: dict[str, list[int]]) -> None:
        name, heads = self.preposition(noun)
        if name or self.words.deprel[noun] == "obl:agent":
            prepositions.setdefault(name or "by", []).extend(heads)
        # "walked out of the talks": two prepositions read as the noun's
        for case in list(self.words.kids(noun, "case"))[1:]:
            prepositions.setdefault(self.words.lower[case], []).append(noun)

    def _add_adverbial(self, places: Places, kid: int, prepositions: dict[str, list[int]]) -> None:
        words = self.words
        mark = words.child(kid, "mark", "case")
        lower = words.lower[mark] if mark is not None else ""
        if lower in self.grammar.condition:
            places.condition = (kid,)
        elif words.lower[kid] in self.grammar.condition and words.child(kid, "ccomp") is not None:
            # "provided that it is paid", read as a participle
            places.condition = tuple(words.kids(kid, "ccomp"))
        elif words.upos[kid] in ("VERB", "AUX") and words.xpos[kid] == "VBG" and lower:
            places.gerund = (kid,)
            prepositions.setdefault(lower, []).append(kid)
        elif lower in self.grammar.infinitive and not places.infinitive:
            places.infinitive = (kid,)
        elif lower and lower in self.grammar.prepositions:
            prepositions.setdefault(lower, []).append(kid)

    def preposition(self, noun: int) -> tuple[str, tuple[int, ...]]:
        """The preposition before a noun and the noun; for "on behalf of X" the compound and X."""
        words = self.words
        case = words.child(noun, "case")
        if case is None:
            return "", (noun,)
        name = words.lower[case]
        fixed = [words.lower[w] for w in words.kids(case, "fixed")]
        if fixed:
            return " ".join([name, *fixed]), (noun,)
        table = self.grammar.compounds.get((name, words.lower[noun]))
        if table:
            for kid in words.kids(noun, "nmod", "acl", "advcl"):
                inner = words.child(kid, "case", "mark")
                if inner is not None and words.lower[inner] in table:
                    return table[words.lower[inner]], (kid,)
        return name, (noun,)

    def _is_passive(self, verb: int) -> bool:
        words = self.words
        if words.child(verb, "aux:pass") is not None:
            return True
        if words.xpos[verb] != "VBN" or words.child(verb, "aux") is not None:
            return False
        relation = words.deprel[verb]
        if relation in ("acl", "amod", "advcl", "xcomp"):
            return words.child(verb, "nsubj") is None and words.child(verb, "obj") is None
        if relation == "conj":
            above = words.head[verb]
            verbal = words.upos[above] in ("VERB", "AUX")
            return words.child(verb, "nsubj") is None and verbal and self._is_passive(above)
        return False

    def _turn_passive(self, places: Places, subject: tuple[int, ...], prepositions: dict[str, list[int]]) -> None:
        """Passive subject to object (or, beside an object kept, to indirect object), agent to subject."""
        if places.object:
            places.iobj = subject
        elif subject:
            places.object = subject
        agents: list[int] = []
        for marker in sorted(self.grammar.agent):
            agents += prepositions.get(marker, [])
        agents = agents or list(self._agents_within(prepositions))
        agents = [a for a in agents if self.words.upos[a] in NOMINAL and not self._is_time(a)]
        places.subject = tuple(agents)

    def _agents_within(self, prepositions: dict[str, list[int]]) -> Iterator[int]:
        """ "Was threatened with sanctions by Kenya": the agent read as belonging to the last noun."""
        words = self.words
        for noun in (heads[-1] for heads in prepositions.values() if heads):
            for kid in words.kids(noun, "nmod"):
                case = words.child(kid, "case")
                if case is not None and words.lower[case] in self.grammar.agent and self.document.actors(kid):
                    yield kid

    def _is_time(self, noun: int) -> bool:
        return self.document.time_at(noun) is not None or self.words.upos[noun] == "NUM"

    # --- subjects from elsewhere -----------------------------------------------------------------------------

    def _inherit(self, verb: int, places: Places) -> None:
        words = self.words
        relation, above = words.deprel[verb], words.head[verb]
        self._replace_relatives(verb, places)
        if relation == "conj" and above >= 0 and words.upos[above] in ("VERB", "AUX"):
            # "by decision of the Council, a fund will be set up, rules will be passed"
            for name, heads in self.clause(above).prepositions.items():
                if heads[0] < min((*self.clause(above).subject, *self.clause(above).object, above)):
                    places.prepositions.setdefault(name, heads)
        empty = not places.object if places.passive else not places.subject
        if not empty or above < 0:
            return
        donor: tuple[int, ...] = ()
        if relation == "conj" and words.upos[above] in ("VERB", "AUX", "ADJ", "NOUN"):
            donor = self._conjunct_subject(above, places)
        elif relation == "xcomp" or (relation == "advcl" and self._has_mark(verb, infinitive=True)):
            donor = self._controller(above, verb)
        elif relation == "advcl":
            participle = words.xpos[verb] in ("VBG", "VBN")
            # a finite verb without a mark is a conjunct misread ("set out its aims, declared its loyalty")
            donor = self._surface_subject(above) if participle or words.child(verb, "mark") is None else ()
        elif relation in ("acl", "amod"):
            donor = self._modified(verb, above)
        elif relation == "acl:relcl":
            donor = (above,)
        elif relation == "ccomp" and self._has_mark(verb, infinitive=True):
            donor = self._controller(above, verb)
        elif relation == "ccomp" and above > verb:
            donor = self._misplaced(verb, above)
        if not donor:
            return
        places.inherited = True
        if places.passive:
            places.object = donor
        else:
            places.subject = donor

    def _misplaced(self, verb: int, above: int) -> tuple[int, ...]:
        """ "The poet began a fast, her brother said": both subjects read as the last verb's."""
        subjects = list(self.words.kids(above, *SUBJECTS))
        return (subjects[0],) if len(subjects) > 1 and subjects[0] < verb < subjects[-1] else ()

    def _conjunct_subject(self, above: int, places: Places) -> tuple[int, ...]:
        other = self.clause(above)
        if other.passive and not places.passive:
            return other.object
        if places.passive and not other.passive:
            return other.subject
        return other.object if other.passive else other.subject

    def _surface_subject(self, verb: int) -> tuple[int, ...]:
        if self.words.upos[verb] in ("NOUN", "PROPN") and self.words.child(verb, "cop") is None:
            return ()
        other = self.clause(verb)
        return other.object if other.passive else other.subject

    def _controller(self, above: int, verb: int) -> tuple[int, ...]:
        """Whose infinitive it is: the object's after "urge", the subject's after "promise" and without object."""
        words = self.words
        if words.upos[above] in ("NOUN", "PROPN") and words.child(above, "cop") is None:
            return self.phrase(above).subject
        other = self.clause(above)
        if words.deprel[verb] == "xcomp" and words.lemma[above] not in self.grammar.subject_control:
            return other.iobj or other.object or other.subject
        return self._surface_subject(above)

    def _modified(self, verb: int, above: int) -> tuple[int, ...]:
        """The noun a participle modifies; whoever owns the noun for an infinitive ("Egypt's offer to mediate")."""
        words = self.words
        if self._has_mark(verb, infinitive=True):
            told = self.words.deprel[above] in ("obj", "nsubj:pass") and self.document.actors(above)
            return (above,) if told else self.phrase(above).subject
        if words.deprel[verb] == "acl" and words.xpos[verb] == "VBG" and words.child(verb, "mark", "case") is not None:
            return self.phrase(above).subject
        return (above,)

    def _has_mark(self, verb: int, *, infinitive: bool) -> bool:
        return any(self.words.lower[m] in self.grammar.infinitive for m in self.words.kids(verb, "mark")) == infinitive

    def _replace_relatives(self, verb: int, places: Places) -> None:
        """Relative pronouns mean the noun their clause hangs on; a clause without one misses its object."""
        words = self.words
        if words.deprel[verb] != "acl:relcl":
            return
        noun = words.head[verb]
        relative = self.grammar.relative
        met = False
        for name in ("subject", "object", "iobj"):
            heads = getattr(places, name)
            replaced = tuple(noun if words.lower[h] in relative else h for h in heads)
            met = met or replaced != heads
            setattr(places, name, replaced)
        for name, found in places.prepositions.items():
            places.prepositions[name] = tuple(noun if words.lower[h] in relative else h for h in found)
            met = met or places.prepositions[name] != found
        if places.subject and not places.object and not met and not places.clause and not places.infinitive:
            places.object = (noun,)

    def _add_object_phrases(self, places: Places, nouns: tuple[int, ...]) -> None:
        """What the object governs counts as governed by the verb: "put pressure on Y"; and the object's owner."""
        for noun in nouns[:1]:
            if self.words.upos[noun] not in NOMINAL:
                continue
            places.possessor = self.possessor(noun)
            for kid in self.words.kids(noun, "nmod"):
                name, heads = self.preposition(kid)
                if name:
                    places.prepositions.setdefault(name, heads)
                if name in self.grammar.genitive and self.words.lemma[noun] in self.grammar.containers:
                    places.possessor = places.possessor or self.possessor(kid)
            for kid in self.words.kids(noun, "acl", "ccomp"):
                if name := self._clausal_place(kid):
                    places.prepositions.setdefault(name, (kid,))

    def _clausal_place(self, verb: int) -> str:
        """The place of a clause that an object governs: "the need to leave", "the importance of leaving"."""
        mark = self.words.child(verb, "mark", "case")
        if mark is None or self.words.upos[verb] not in ("VERB", "AUX", "ADJ", "NOUN"):
            return ""
        if self.words.lower[mark] in self.grammar.infinitive and self.words.xpos[verb] != "VBG":
            return "object-infinitive"
        return "object-gerund" if self.words.xpos[verb] == "VBG" else "object-clause"
