"""The two sides of a coded event: who acts and whom it is done to, those too whom a text does not name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from communique.actors import Actor
from communique.document import Document, Filler, Frame, Mention
from communique.languages.roles import roles

#: Codes that PLOVER's records give in a wider form.
WIDER: Mapping[str, str] = {"UNO": "IGO"}
#: Codes of no country.
NO_COUNTRY = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG", "ISM", "MNC"})
#: Types whose object may be a mere matter: "rejected the plan".
ABOUT = frozenset({"AGREE", "REJECT", "SUPPORT", "ACCUSE", "CONSULT", "COOPERATE", "CONCEDE"})
#: Types of mentions that people are meant by.
SOMEBODY = frozenset({"person", "people", "organization", "organ", "group", "state", "medium"})


class Sides:
    """The sides of one document's events."""

    def __init__(self, document: Document) -> None:
        self.document, self.words = document, document.words
        #: The words that name whoever is quoted.
        self.tellers = frozenset(self._tellers())

    def _tellers(self) -> Iterator[int]:
        starts = self.words.start
        for quotation in self.document.quotations:
            for span in quotation.source:
                yield from range(bisect_left(starts, span.start), bisect_left(starts, span.end))

    # --- whom an event is done to, where its rule names nobody ---------------------------------------------------

    def completed(self, frame: Frame) -> Frame:
        """An event that names nobody it is done to, with whoever its content names: a coder wants both sides.

        Else with the nearest others of its sentence, who do not merely tell of it; not where somebody without a
        name is told ("arrested a blogger in Ruritania").
        """
        acting = {actor.key() for actor in frame.actors("agent")}
        suffering = [filler for filler in frame.fillers if filler.role == "recipient"]
        if any(a.key() not in acting for f in suffering for a in f.actors) or any(map(self._is_somebody, suffering)):
            return frame
        for content in (f for f in frame.fillers if f.role in ("content", "matter", "recipient")):
            for word in range(content.first, content.last):
                mention = self.document.mention(word)
                others = tuple(a for a in (mention.actors if mention else ()) if a.key() not in acting)
                if mention and others:
                    return replace(frame, fillers=(*frame.fillers, *self._with_others(mention, acting)))
        beside = self._beside(frame, acting) if acting else None
        return replace(frame, fillers=(*frame.fillers, *self._with_others(beside, acting))) if beside else frame

    def _is_somebody(self, filler: Filler) -> bool:
        """Whether people or a body of them are meant by a phrase: "four Kurds", "the election board"."""
        mention = self.document.mention(filler.head)
        if self.words.upos[filler.head] in ("NOUN", "PROPN") and self.words.xpos[filler.head] == "NNPS":
            return True
        return bool(mention and mention.type in SOMEBODY) or self.words.lemma[filler.head].lower() in roles()

    def _with_others(self, mention: Mention, acting: set[str]) -> Iterator[Filler]:
        """A recipient and those joined to it: "blows to Ruritania and Sylvania"."""
        for head in (mention.head, *self.words.kids(mention.head, "conj")):
            found = self.document.mention(head)
            others = tuple(actor for actor in found.actors if actor.key() not in acting) if found else ()
            if found and others:
                yield Filler("recipient", found.first, found.last, head, others)

    def _beside(self, frame: Frame, acting: set[str]) -> Mention | None:
        sides = [(f.first, f.last) for f in frame.fillers if f.role == "agent"]
        best: tuple[int, Mention] | None = None
        for mention in self.document.mentions_in(self.words.sentence[frame.trigger]):
            if any(a <= mention.head < b for a, b in sides):
                continue
            coded = any(actor.code and actor.key() not in acting for actor in mention.actors)
            if coded and mention.head not in self.tellers:
                far = mention.head - frame.trigger
                rank = far if far > 0 else 1000 - far  # behind the verb before in front of it
                if best is None or rank < best[0]:
                    best = rank, mention
        return best[1] if best else None

    # --- who is coded -------------------------------------------------------------------------------------------

    def of(self, frame: Frame, role: str) -> Iterator[dict[str, Any]]:
        """Everybody on one side ("agent" or "recipient"), each once, whoever acts on no other."""
        seen = {actor.key() for actor in frame.actors("agent")} if role == "recipient" else set()
        others = frozenset(a.code for f in frame.fillers if f.role != role for a in f.actors)
        named = False
        for filler in frame.fillers:
            for actor in self._joined(filler) if filler.role == role else ():
                if actor.key() not in seen:
                    named = True
                    seen.add(actor.key())
                    code = actor.code or self._setting(filler.head, but=others)
                    yield {**actor.to_dict(), "code": WIDER.get(code or "", code), **self._where(actor, filler)}
        if not named:
            yield from self._nameless(frame, role)

    def _joined(self, filler: Filler) -> Iterator[Actor]:
        """The actors of a phrase, those joined to them within it too: "Ruritanian and Sylvanian negotiators"."""
        yield from filler.actors
        words = self.words
        codes = {actor.code for actor in filler.actors}
        for word in range(filler.first, filler.last) if filler.actors else ():
            mention = self.document.mention(word)
            joined = words.deprel[word] == "conj" and filler.first <= words.head[word] < filler.last
            if mention and joined and mention.head == word and not self._is_deep(word, filler):
                for actor in mention.actors:
                    if actor.code not in codes:
                        codes.add(actor.code)
                        yield actor

    def _is_deep(self, word: int, filler: Filler) -> bool:
        """Whether a word stands in a phrase within the phrase: "the road between A and B"."""
        words = self.words
        above = words.head[word]
        return (above != filler.head and words.head[above] != filler.head) or words.child(above, "case") is not None

    def _nameless(self, frame: Frame, role: str) -> Iterator[dict[str, Any]]:
        """Those whom a side tells by no name: of the country it happens in, else of that of whoever acts.

        An event without anybody who acts is somebody's all the same ("a bomb killed four in Ruritania").
        """
        told = (f for f in frame.fillers if f.role == role and not f.actors)
        found = [filler for filler in told if self.words.upos[filler.head] in ("NOUN", "PROPN", "NUM")]
        if role == "recipient":
            any_will_do = frame.attributes["type"] not in ABOUT
            found = [filler for filler in found if any_will_do or self._is_somebody(filler)]
        head = found[0].head if found else frame.trigger
        code = frame.where.code if frame.where and frame.where.code else self._setting(head, but=frozenset())
        if role == "recipient" and code is None:
            code = self._home(frame)
        # a protest that names nobody is against those who govern there
        if not code or code in NO_COUNTRY or (role == "recipient" and not found and not self._is_homely(frame)):
            return
        unknown = "UAF" if frame.attributes["type"] == "ASSAULT" and role == "agent" else None
        for filler in found[:1]:
            span = self.document.span(filler.first, filler.last)
            text = " ".join(self.document.text[span.start : span.end].split())
            known = roles().get(self.words.lemma[filler.head].lower())
            yield {
                "id": None, "name": text, "text": text, "code": code, "sector": known.sector if known else unknown,
                "start": span.start, "end": span.end,
            }  # fmt: skip
        if not found:
            name = frame.where.name if frame.where and frame.where.code == code else code
            yield {"id": None, "name": name, "text": "", "code": code, "sector": unknown, "start": None, "end": None}

    def _home(self, frame: Frame) -> str | None:
        """The country of an event for those of no other: where it happens, else that of whoever acts."""
        acting = {actor.code for actor in frame.actors("agent")}
        code = (frame.where.code if frame.where else None) or (acting.pop() if len(acting) == 1 else None)
        return None if code in NO_COUNTRY else code

    def _is_homely(self, frame: Frame) -> bool:
        return frame.attributes["type"] == "PROTEST" and frame.status == "asserted" and bool(frame.actors("agent"))

    def _setting(self, word: int, *, but: frozenset[str | None]) -> str | None:
        """The country of an actor that has none of its own: the one its sentence happens in, if it names but one.

        "A reporter was shot dead in eastern Ruritania": the reporter is coded to Ruritania. The country of whom it is
        done to or by (`but`) is no setting, unless the word names nobody.
        """
        mention = self.document.mention(word)
        # "President Adam Sow", of whom no more is known, is of the one country named
        named = mention is not None and mention.form == "name" and mention.post is None
        codes: dict[str, None] = {}
        for other in self.document.mentions_in(self.words.sentence[word]):
            codes |= dict.fromkeys(a.code for a in other.actors if a.code and a.code not in NO_COUNTRY)
        found = next(iter(codes)) if len(codes) == 1 else None
        return None if named and found in but else found

    def _where(self, actor: Actor, filler: Filler) -> dict[str, int]:
        """The actor's own words within its phrase, else the phrase."""
        span = self.document.span(filler.first, filler.last)
        found = self.document.text.find(actor.text, span.start, span.end) if actor.text else -1
        if found < 0:
            return {"start": span.start, "end": span.end}
        return {"start": found, "end": found + len(actor.text)}
