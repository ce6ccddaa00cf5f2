"""What was said: the clause, phrase or quotation that is the content of a reporting verb."""

from __future__ import annotations

from communique.analysis.asides import FINITE, around_parenthesis, before_final_aside, behind_as_clause
from communique.analysis.complements import read_phrase, without_afterthought, without_occasion
from communique.analysis.fragments import fragments
from communique.analysis.passages import CLOSING_MARKS, DASHES, SUBJECTS, Passage, Stretch
from communique.analysis.speakers import noun_phrase, subject
from communique.analysis.utterances import Utterance
from communique.languages.speech import Reporting

#: Words a "that" may stand behind the cue: "told reporters in the capital on Friday that".
THAT_REACH = 9
BEGINS_CLAUSE = frozenset({"DET", "PRON", "PROPN", "NOUN", "NUM", "ADJ"})


def read_verb(passage: Passage, verb: int, entry: Reporting) -> Utterance | None:
    """The utterance that a reporting verb tells, or None where it tells none."""
    return Telling(passage, verb, entry).read()


def cue_of(passage: Passage, verb: int, extra: tuple[int, ...] = ()) -> Stretch:
    """The verb with its auxiliaries, adverbs before it and particles, and the verbs above it ("declined to say")."""
    group, top = _near(passage, verb) | set(extra), verb
    while passage.deprel[top] == "xcomp" and top - 3 <= passage.head[top] < top:
        governor = passage.head[top]
        between = range(governor + 1, top)
        if passage.upos[governor] != "VERB" or not all(
            passage.is_(word, "infinitive") or passage.upos[word] == "ADV" for word in between
        ):
            break
        group |= {governor, *between} | _near(passage, governor)
        top = governor
    first, last = verb, verb + 1
    while first - 1 in group:
        first -= 1
    while last in group:
        last += 1
    return first, last


def _near(passage: Passage, word: int) -> set[int]:
    return {word} | {
        kid
        for kid in passage.children[word]
        if passage.deprel[kid] in {"aux", "aux:pass", "compound:prt"}
        or passage.lower[kid] in passage.lexicon["negation"]
        or (passage.deprel[kid] == "advmod" and kid < word)
    }


class Telling:
    """One reporting verb being read: its subject, its cue clause, its content."""

    def __init__(self, passage: Passage, verb: int, entry: Reporting) -> None:
        self.passage, self.verb, self.entry = passage, verb, entry
        self.kids = passage.children[verb]
        self.own_quote = passage.quoted[verb]
        self.voice, self.subject = subject(passage, verb)
        self.agent = next(
            (
                k
                for k in self.kids
                if passage.deprel[k].startswith("obl")
                and passage.marker(k, passage.lexicon["agent"]) is not None
            ),
            None,
        )
        own = passage.child(verb, *SUBJECTS)
        if self.agent is not None and own is None and passage.words.xpos[verb] == "VBN":
            self.voice, self.subject = "passive", None  # "as noted by the envoy, shelling went on"
        self.objects = [
            k
            for k in self.kids
            if passage.deprel[k] in {"obj", "iobj"} and (k > verb or passage.quoted[k] == self.own_quote)
        ]
        self.has_subject = self.voice == "active" and any(k in self.kids for k in passage.subjects(verb))
        # "asked about the strike, the minister said …": what follows the comma is not what was asked
        self.is_fronted = passage.deprel[verb] == "advcl" and passage.head[verb] > verb
        self.extra: tuple[int, ...] = ()

    def read(self) -> Utterance | None:
        if self.subject is None and self.agent is None and self.voice != "passive":
            return None
        if self._introduces_words() or self._is_asked():
            return None
        source = self._source()
        first, last = cue_of(self.passage, self.verb)
        if self.has_subject and source:
            first, last = min(first, source[0]), max(last, source[1])
        content, clause, kind = self._content(first, last)
        if content is None:
            return None
        pieces = fragments(self.passage, content, clause, self.verb, whole=self.voice == "passive")
        if not pieces:
            return None
        head = self.subject if self.voice == "active" else self.agent
        return Utterance(
            cue_word=self.verb,
            cue=cue_of(self.passage, self.verb, self.extra),
            source=source,
            head=head,
            contents=pieces,
            rule=f"{self.entry.lemma}: {kind}",
            clause=frozenset(clause),
            belief=self.entry.belief,
        )

    def _introduces_words(self) -> bool:
        """ "Quoted the governor as saying": the saying is the cue."""
        passage = self.passage
        return passage.is_(self.verb, "relays: citing") and any(
            passage.deprel[k] in {"advcl", "xcomp"} and passage.takes(k, "clause")
            for k in self.kids
            if k > self.verb
        )

    def _is_asked(self) -> bool:
        """ "Asked about the strike, the minister said …": who asked is not told."""
        passage = self.passage
        start = passage.sentence(self.verb)[0]
        opens = all(passage.upos[word] in {"NUM", "PUNCT"} for word in range(start, self.verb))  # "12:45 Asked …"
        if not passage.is_(self.verb, "addressees: asking") or not (
            opens or passage.words.xpos[self.verb] == "VBN"
        ):
            return False
        bare = passage.child(self.verb, "aux", "aux:pass") is None and passage.child(self.verb, *SUBJECTS) is None
        return bare and (opens or self.agent is None)

    def _source(self) -> Stretch | None:
        if self.voice == "active" and self.subject is not None:
            return noun_phrase(self.passage, self.subject, self.verb)
        if self.voice == "passive" and self.agent is not None:
            first, last = noun_phrase(self.passage, self.agent)
            return first + self.passage.is_(first, "agent"), last
        return None

    def _content(self, first: int, last: int) -> tuple[set[int] | None, set[int], str]:
        """Content, cue clause and the kind of content; [first, last) is "X said". No content: None."""
        passage, verb = self.passage, self.verb
        near = set(range(first, last)) | {
            k for k in self.kids if passage.deprel[k] == "iobj" and abs(k - verb) < 4
        }
        far, kind = last, "clause"
        content: set[int] = set()
        aside: set[int] = set()
        if "clause" in self.entry.takes:
            relative = any(passage.words.xpos[k] in {"WDT", "WP"} for k in self.kids)  # "a policy which both mocked"
            if self.has_subject and self.own_quote < 0 and not relative:
                far = self._end_of_aside(last)
                content = aside = (
                    around_parenthesis(passage, verb, first, far)
                    or before_final_aside(passage, verb, first, far)
                    or (behind_as_clause(passage, verb) if self.is_fronted else set())
                )
            if not content and self.is_fronted and self.agent is not None:  # "as noted by the envoy, …"
                content = aside = behind_as_clause(passage, verb)
            content = content or self._clause(last)
        weak = not content and bool(self.objects)
        if not content:
            phrase = read_phrase(self)
            content, kind, self.extra = phrase.content, phrase.kind, phrase.opening
        clause = {k for k in passage.tree(verb) - content if passage.upos[k] != "PUNCT"} | {verb}
        content = content - passage.tree(*(k for k in self.kids if passage.deprel[k] == "conj"))
        content &= set(range(*passage.sentence(verb)))
        if self.is_fronted and not aside:
            content &= passage.tree(verb)
        if aside and not self.is_fronted:
            clause &= set(range(first, far))
        quotable = not self.is_fronted or (self.has_subject and bool(aside or not content))
        if self.own_quote < 0 and "clause" in self.entry.takes and quotable:
            content, clause = self._with_quotations(min(near), max(near), content, clause)
        weak = weak and all(passage.quoted[k] == self.own_quote for k in content)
        if self._is_empty(content) or (weak and self._is_unreal()):
            return None, clause, kind
        clause |= near
        content -= clause
        if content and min(content) > verb:
            if kind == "clause":
                content = self._stretch(self._with_conjuncts(content))
            else:
                content = self._stretch(
                    without_afterthought(passage, without_occasion(passage, content))
                )
            clause -= content
        content = self._before_main_verb(content)
        return content, clause, kind

    def _before_main_verb(self, content: set[int]) -> set[int]:
        """Without the sentence's own verb, where the parse hangs it on a noun: "urging a report … was rejected"."""
        passage = self.passage
        for word in sorted(content):
            if passage.deprel[word] != "acl" or passage.words.xpos[word] != "VBN":
                continue
            finite = passage.child(word, "aux:pass", "aux")
            if finite is None or passage.words.xpos[finite] not in FINITE or finite < self.verb:
                continue
            if passage.child(word, *SUBJECTS, "mark") is None:
                return {other for other in content if other < finite}
        return content

    def _is_empty(self, content: set[int]) -> bool:
        """Mere pronouns are no content: "she said it", unless a name is given: "called it a farce"."""
        return "naming" not in self.entry.takes and all(
            self.passage.upos[k] in {"PRON", "PUNCT"} for k in content
        )

    def _is_unreal(self) -> bool:
        """A noun phrase is no content under a modal, a negation or as a purpose: "could announce a deal"."""
        passage, verb = self.passage, self.verb
        if "naming" in self.entry.takes:
            return False
        if passage.marker(verb, passage.lexicon["modals"]) is not None:
            return True
        purpose = passage.marker(verb, passage.lexicon["purpose marks"]) is not None
        return purpose and passage.deprel[verb] in {"xcomp", "advcl", "acl"}

    def _end_of_aside(self, last: int) -> int:
        """Behind "X said": where "to reporters on Friday" ends."""
        passage = self.passage
        below = passage.tree(
            *(k for k in self.kids if k > self.verb and passage.deprel[k].startswith(("iobj", "obl")))
        )
        while last in below and passage.upos[last] != "PUNCT":
            last += 1
        return last

    def _clause(self, last: int) -> set[int]:
        """A clause that is the content: attached, simply following, or the one that holds the cue as a parenthesis."""
        passage, verb = self.passage, self.verb
        attached = passage.tree(*(k for k in self.kids if passage.deprel[k] == "ccomp"))
        if self.voice == "passive":  # "it is said that …"
            attached |= passage.tree(
                *(k for k in self.kids if k > verb and passage.deprel[k].startswith("csubj"))
            )
        attached = {w for w in attached if w > verb or passage.upos[w] != "PUNCT"}
        if attached and max(attached) > verb:
            return attached
        following = self._following_clause(last) if self.own_quote < 0 else set()
        return following or attached or self._beside()

    def _following_clause(self, last: int) -> set[int]:
        """A clause behind the cue that the parser did not attach as its complement."""
        passage, end = self.passage, self.passage.sentence(self.verb)[1]
        after = cue_of(passage, self.verb)[1]
        if not last <= after < end - 1 or subject(passage, self.verb)[0] != "active":
            return set()
        if self._goes_on_doing():
            return set()
        if passage.is_(after, "complementizers"):
            return set(range(after, end))
        plain = not self.entry.takes & {"object", "infinitive", "naming"}
        things = passage.tree(*self.objects)  # "maintain a policy that …", "continue their silence, which …"
        finite = any(passage.words.xpos[word] in FINITE and word not in things for word in range(after, end))
        begins = passage.upos[after] in BEGINS_CLAUSE and not passage.is_(after, "time words")
        if plain and finite and begins and not self.objects:
            return set(range(after, end))
        that = next(
            (
                k
                for k in range(after, min(after + THAT_REACH, end))
                if passage.lower[k] in passage.lexicon["that"] and passage.deprel[k] == "mark"
            ),
            None,
        )
        if that is not None and not self.objects:
            return set(range(that, end))
        return set()

    def _goes_on_doing(self) -> bool:
        """ "Continue to have concerns that …" reports nothing."""
        passage = self.passage
        doing = passage.child(self.verb, "xcomp")
        infinitive = doing is not None and passage.marker(doing, passage.lexicon["infinitive"]) is not None
        return infinitive and "infinitive" not in self.entry.takes

    def _beside(self) -> set[int]:
        passage, verb = self.passage, self.verb
        later = next((k for k in self.kids if passage.deprel[k] == "parataxis" and k > verb), None)
        if later is not None and self._is_told_itself(later):
            return set()
        if later is not None:
            quoted = any(passage.quoted[k] not in {-1, self.own_quote} for k in range(verb + 1, later + 1))
            return passage.tree(later) if ":" in passage.text[verb:later] or quoted else set()
        if passage.deprel[verb] == "parataxis" and self.has_subject:
            before = passage.text[min(w for w in passage.tree(verb) if passage.upos[w] != "PUNCT") - 1]
            if before == "," or before in CLOSING_MARKS or before in DASHES:
                return passage.tree(passage.head[verb]) - passage.tree(verb)
        return set()

    def _is_told_itself(self, later: int) -> bool:
        """ "…, an official told Reuters" behind the verb is another cue."""
        passage = self.passage
        first = min(passage.tree(later))
        return passage.text[first - 1] == "," and passage.takes(later, "clause") and passage.quoted[later] < 0

    def _with_conjuncts(self, content: set[int]) -> set[int]:
        """With coordinated clauses behind the content that are no new speech act."""
        passage = self.passage
        for kid in self.kids:
            if passage.deprel[kid] == "conj" and kid > max(content) and not self._is_new_act(kid):
                content = content | passage.tree(kid)
        return content

    def _is_new_act(self, verb: int) -> bool:
        """Whether a coordinated verb reports as well; "and is always invited" does not."""
        passage = self.passage
        return passage.reporting(verb) is not None and passage.child(verb, "aux:pass") is None

    def _stretch(self, content: set[int]) -> set[int]:
        """Content behind the cue is one stretch, with its "that", without the reporter's own afterthought."""
        passage = self.passage
        first, last = min(content), max(content) + 1
        for kid in self.kids:
            if passage.deprel[kid] == "conj" and first < kid < last and self._is_new_act(kid):
                last = min([kid, *(k for k in passage.children[kid] if first < k < kid)])
        while first - 1 >= cue_of(passage, self.verb, self.extra)[1] and passage.upos[first - 1] == "DET":
            first -= 1  # torn off by the parser
        if first - 1 > self.verb and passage.lower[first - 1] in passage.lexicon["that"]:
            first -= 1
        if passage.is_(first, "only") and passage.is_(first + 1, "that"):
            first += 1  # "said only that"
        for word in range(first + 3, last - 1):
            if (
                (passage.text[word] in DASHES or passage.text[word] == ",")
                and passage.quoted[word] < 0
                and passage.lower[word + 1] in passage.lexicon["afterthoughts"]
                and all(passage.quoted[w] < 0 for w in range(word, last))
            ):
                return set(range(first, word))
        return set(range(first, last))

    def _with_quotations(
        self, first: int, last: int, content: set[int], clause: set[int]
    ) -> tuple[set[int], set[int]]:
        """Content and cue clause with the quotations next to "X said" (first to last), or behind its adverbials."""
        passage = self.passage
        right = bool(content) and min(content) > self.verb
        complement = passage.child(self.verb, "ccomp") is not None
        before, after = passage.quote_before(first), passage.quote_after(last)
        if before is None and not complement:
            before = passage.quote_before(min(clause))
        if after is None and (before is not None or not content or right):
            end = max((k for k in clause if not right or k < min(content)), default=last)
            told = any(passage.takes(w, "clause") and passage.upos[w] == "VERB" for w in range(last, end + 1))
            if not told and end + 1 < passage.size and passage.text[end + 1] in {",", ":"}:
                after = passage.quote_after(end)
        if (
            before is not None
            and content
            and (self._is_title(before, content) or (right and not self.has_subject))
        ):
            before = None  # "said: “…,” adding that …"
        for number in (before, after):
            if number is None or number == self.own_quote or not passage.is_speech(number):
                continue
            begin, end = passage.quotes[number]
            if number == after and content and passage.deprel[begin - 1] == "cc":
                begin -= 1
            if number == before and right and not complement:
                content = set()
            content = content | set(range(begin, end))
            clause = clause - content
        return content, clause

    def _is_title(self, number: int, content: set[int]) -> bool:
        """A quotation in the middle of a sentence before the speaker, apart from the content, is a name or a title."""
        passage = self.passage
        first, last = passage.quotes[number]
        if first == passage.sentence(first)[0] or passage.quoted[first - 1] >= 0:
            return False
        ends = passage.text[first - 1] in {".", "?", "!", ":"}
        same = passage.paragraph[first - 1] == passage.paragraph[first]
        return not ends and same and not content & set(range(first, last - 1))
