"""An utterance while it is being read: its parts as stretches of words, before they become code points."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.analysis.passages import Passage, Stretch

#: Kinds of content that are no clause and no quotation; a rule's name ends with its kind.
PHRASAL = (": object", ": infinitive", ": prepositional", ": naming", ": passive")


@dataclass(slots=True)
class Utterance:
    """One attribution in words. `source` may be unknown; `head` heads it; `clause` are the words of the cue clause.

    `cue_word` is the reporting verb, noun or mark; `rule` the rule that read it. One that `continues` another's words
    has no cue of its own: its cue is empty and `head` heads the other's source. `together`: the heads of those who
    speak with the source, where no phrase joins them.
    """

    cue_word: int
    cue: Stretch
    source: Stretch | None
    head: int | None
    contents: list[Stretch]
    rule: str
    clause: frozenset[int] = field(default_factory=frozenset)
    belief: bool = False
    continues: bool = False
    together: tuple[int, ...] = ()

    @property
    def tells_words(self) -> bool:
        """Whether a clause or a quotation is told, so that anybody in the place of the speaker speaks.

        "The plan offered relief" tells none: there only somebody known is a speaker.
        """
        return not self.rule.endswith(PHRASAL)

    def covers(self, word: int) -> bool:
        """Whether a word stands in a piece of the content."""
        return any(first <= word < last for first, last in self.contents)

    def quotes(self, passage: Passage) -> bool:
        """Whether some of its words stand in quotation marks of their own."""
        own = passage.quoted[self.cue_word]
        return any(passage.quoted[word] not in {own, -1} for piece in self.contents for word in range(*piece))

    @property
    def size(self) -> int:
        return sum(last - first for first, last in self.contents)
