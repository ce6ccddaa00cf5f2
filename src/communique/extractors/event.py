"""Events: who did what to whom, in PLOVER's types, from the frames that carry one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping

from communique.actors import Actor
from communique.claims import Event
from communique.document import COURTESY, INTENDED, INTENDED_CAMEO, INTENDED_MODE, MENTIONED, Document, Filler, Frame

#: Events less likely are no claims: an analyst reads every one. The second is for those that nobody named does.
CERTAIN, UNDONE = 0.5, 0.6
#: Where only rules were asked: what an event must weigh, and what one that may only happen.
ABSTAIN, UNFIRM = 0.6, 0.75
#: Sectors whose nameless members make no politics among themselves.
PRIVATE = frozenset({"BUS", "MED", "EDU", None})
#: Types that are somebody's word: without whoever says it they are no claim.
VERBAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE"})
#: Words against somebody, who may be several without a name; and the types of their mentions.
ADDRESSED, NAMELESS = frozenset({"ACCUSE", "REQUEST", "THREATEN"}), frozenset({"state", "people", "organization"})
#: PLOVER's quad class of each type.
QUAD = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3,
    "SANCTION": 4, "PROTEST": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}


def extract(document: Document) -> Iterator[Event]:
    """An event for each event frame that names a side and stands in no other event's complement."""
    meetings = Meetings(frame for frame in document.frames if frame.name == "meeting")
    for frame in document.frames:
        if frame.attributes.get("type") == "CONSULT" and meetings.tell(frame):
            continue  # the meeting tells it
        told = frame.attributes.get("type") and not frame.attributes.get("under") and frame.status != "proposed"
        if told and _is_sure(frame) and not frame.attributes.get(COURTESY):
            event = read_event(frame, document)
            words, trigger = document.words, frame.trigger
            # "authorised them to protect civilians": who is to do it is not whom it names
            # and "the murdered journalist" says who he is
            unfinished = words.xpos[trigger] in ("VB", "VBG") or words.deprel[trigger] == "amod"
            nominal = words.upos[trigger] in ("NOUN", "PROPN")
            if (event.actors or not unfinished) and _is_told(event, nominal):
                yield event


def _is_sure(frame: Frame) -> bool:
    if frame.chance is not None:
        return frame.chance >= (CERTAIN if frame.actors("agent") else UNDONE)
    return frame.weight >= (UNFIRM if frame.status == "possible" else ABSTAIN)


class Meetings:
    """The frames of meetings by where they begin."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        self._frames = sorted(frames, key=lambda frame: frame.start)
        self._starts = [frame.start for frame in self._frames]
        self._longest = max((frame.end - frame.start for frame in self._frames), default=0)

    def tell(self, frame: Frame) -> bool:
        """Whether one of them tells by the same words."""
        first = bisect_left(self._starts, frame.start - self._longest)
        last = bisect_right(self._starts, frame.end)
        return any(_overlap(frame, meeting) for meeting in self._frames[first:last])


def _overlap(frame: Frame, meeting: Frame) -> bool:
    """Whether two frames tell by the same words, at least half of the shorter's."""
    shared = min(frame.end, meeting.end) - max(frame.start, meeting.start)
    return shared * 2 >= min(frame.end - frame.start, meeting.end - meeting.start)


def _is_told(event: Event, nominal: bool) -> bool:
    """Whether an event names enough of its sides to be one.

    "Aid was delivered" names nobody, "talks with Peru" not who talked; of nouns without whoever acts only an attack
    on somebody tells what happened, and a noun that is planned tells nothing yet. Companies among themselves are
    business.
    """
    status = event.evidence[0].status
    if not event.actors and not event.recipients:
        return False
    if not event.actors and (event.type in VERBAL or status == "planned" or (nominal and event.type != "ASSAULT")):
        return False
    if nominal and status in ("planned", "possible"):
        return False
    # "the boy promised his mother": civilians among themselves make no politics by words alone
    private = PRIVATE | {"CVL"} if event.type in VERBAL else PRIVATE
    return any(actor.sector not in private or actor.id or actor.code for actor in (*event.actors, *event.recipients))


def read_event(frame: Frame, document: Document) -> Event:
    """The event a frame tells; an actor on both sides counts as acting."""
    attributes = _planned(frame.attributes)
    actors = tuple(filter(_acts, frame.actors("agent")))
    acting = {actor.key() for actor in actors}
    context = attributes.get("context", "")
    # "clashed in Chad" is no attack on Chad
    there = {frame.where.key()} if frame.where and actors else set()
    return Event(
        evidence=(document.cite(frame.start, frame.end, status=frame.status, rule=frame.rule),),
        when=frame.when, where=frame.where,
        confidence=round(frame.weight if frame.chance is None else frame.chance, 3),
        type=attributes["type"], mode=attributes.get("mode") or None,
        context=tuple(context.split(",")) if context else (), quad=QUAD[attributes["type"]],
        cameo=attributes.get("cameo", ""), actors=actors,
        recipients=tuple(a for a in filter(_acts, _recipients(frame, document)) if a.key() not in acting | there),
    )


def _planned(attributes: Mapping[str, str]) -> Mapping[str, str]:
    """What is done, where a plan is read by its intent: help that is planned is AID, of status planned.

    PLOVER codes the intent (AGREE, THREATEN), as `communique code` does; a claim has its status to tell a plan by.
    """
    if not attributes.get(INTENDED):
        return attributes
    kind, mode, cameo = (attributes.get(key, "") for key in (INTENDED, INTENDED_MODE, INTENDED_CAMEO))
    return {**attributes, "type": kind, "mode": mode, "cameo": cameo}


def _recipients(frame: Frame, document: Document) -> Iterator[Actor]:
    """Whom an event is done to, each once, without those who are only mentioned."""
    mentioned = frame.attributes.get(MENTIONED, "").split()
    fillers = [f for f in frame.fillers if f.role == "recipient" and str(f.head) not in mentioned]
    found = {actor.key(): actor for filler in fillers for actor in filler.actors}
    if not found and frame.attributes["type"] in ADDRESSED:
        found = {actor.key(): actor for filler in fillers for actor in _nameless(filler, document)}
    yield from found.values()


def _nameless(filler: Filler, document: Document) -> Iterator[Actor]:
    """Several of whom only the kind is told, by the text's own words: "accused Western countries"."""
    mention = document.mention(filler.head)
    several = document.words.xpos[filler.head] == "NNS" and mention is not None and mention.head == filler.head
    if several and mention is not None and mention.form == "description" and mention.type in NAMELESS:
        words = document.words
        text = document.text[words.start[mention.first] : words.end[mention.last - 1]]
        yield Actor(name=text, text=text)


def _acts(actor: Actor) -> bool:
    """Whether an actor is one and no mere region: "concern over the Middle East" is no word against it."""
    return not ((actor.id or "").startswith("place/") and actor.code is None)
