"""Where claims of a record contradict one another: said and denied, one thing on two days, one post in two hands.

What they differ over is one of `OVER`. Claims of one matter that differ in a number, a speaker or a doer are `rivals`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, combinations

from communique.actors import Actor
from communique.claims import Claim, Meeting, Membership, Tenure
from communique.record.combining import NOTHING, SAME
from communique.record.days import days
from communique.record.identity import Node, window
from communique.record.index import Index
from communique.record.rivals import rivals
from communique.record.same.tenure import one_post
from communique.record.whom import Who, alike, who
from communique.record.wording import Stems, contained, weighed, wording

#: Days between two reports within which a post has hardly passed on unnoticed.
TENURE = 30
#: Days by which two reports may differ on the date of what may be one meeting.
NEAR = 3

#: The most days a meeting's date may span and still say that it was in one city then.
SHORT = 2

#: What two claims may differ over. Within one claim, its reports may differ over numbers, forms and parts too.
OVER = (
    "denied", "cancelled", "date", "place", "holder", "number", "speaker", "doer", "blame", "stance", "deadline",
    "opposite", "form", "chair", "host", "participants",
)

Pair = tuple[str, Claim, Claim]


def conflicts(claims: Iterable[Claim], *, published: Mapping[str, date] = NOTHING) -> Iterator[Pair]:
    """Pairs of merged claims that contradict each other, each with what they differ over, in order of their ids."""
    found: dict[tuple[str, str], Pair] = {}
    by_kind: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: claim.id):
        by_kind[claim.kind].append(claim)
    for kind, group in by_kind.items():
        differing = (_ordered(*pair) for pair in rivals(group, published))
        for pair in [*_gainsaid(kind, group, published), *_differing(group, published), *differing]:
            found.setdefault((pair[1].id, pair[2].id), pair)
    yield from (found[key] for key in sorted(found))


def _gainsaid(kind: str, claims: list[Claim], published: Mapping[str, date]) -> Iterator[Pair]:
    """What some report denies, or calls off, beside the claim that it is so."""
    against = [claim for claim in claims if claim.status in ("denied", "cancelled")]
    if not against:
        return
    same, index = SAME[kind], Index(period=SAME[kind].PERIOD)
    nodes = [_node(claim, published) for claim in claims]
    for number, claim in enumerate(claims):
        if claim.status not in ("denied", "cancelled"):
            index.file(number, same.keys(nodes[number], index))
    for claim in against:
        node = _node(claim, published)
        for other in index.met(chain(same.keys(node, index), same.probes(node, index))):
            if same.relate(node, nodes[other]) > 0 and (over := _against(claim, claims[other])):
                yield _ordered(over, claim, claims[other])


def _against(denied: Claim, other: Claim) -> str | None:
    """What is denied of another claim: that it is so, or only that somebody had a part in it."""
    if not (isinstance(denied, Meeting) and isinstance(other, Meeting)) or not absent(denied):
        return denied.status
    return "participants" if other.status == "asserted" and present_after_all(denied, other) else None


def present_after_all(denied: Meeting, other: Meeting) -> list[str]:
    """The names of those of whom it is denied that they were at a meeting, and whom another telling lists there."""
    there = [who(part.actor) for part in other.participants]
    return [actor.name for actor in absent(denied) if _one_of(who(actor), there)]


def absent(claim: Meeting) -> list[Actor]:
    """Those of whom it is denied that they were at a body's meeting: "Chile's president did not attend the summit"."""
    return [part.actor for part in claim.participants] if claim.status == "denied" and claim.body else []


def _one_of(absent: Who, there: Iterable[Who]) -> bool:
    """Whether somebody said to be absent is told among those present; a state is present where one of its own is."""
    return any(alike(absent, known) == 2 or (absent.whole and known.side == absent.side) for known in there)


def _node(claim: Claim, published: Mapping[str, date]) -> Node:
    trait = SAME[claim.kind].trait(claim)
    node = Node(trait, window(claim, trait.days, published) if SAME[claim.kind].WINDOWED else None)
    node.take(claim)
    return node


def _differing(claims: list[Claim], published: Mapping[str, date]) -> Iterator[Pair]:
    """Claims of one thing that differ in a date or a holder."""
    blocks: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if (held := block(claim)) and claim.status not in ("denied", "cancelled"):
            blocks[held].append(claim)
    for alike_claims in blocks.values():
        for one, other in combinations(alike_claims, 2):
            if over := _over(one, other, published):
                yield _ordered(over, one, other)


def block(claim: Claim) -> tuple[str, ...]:
    """What two claims of one thing have in common that may differ in a date, a place or a holder; () for none."""
    if isinstance(claim, Membership) and claim.member and claim.organization and claim.when:
        return claim.member.key(), claim.organization.key(), claim.role
    if isinstance(claim, Tenure) and claim.person and claim.of and claim.held == "current" and not claim.when:
        return who(claim.of).side, str(len(claim.post.split()))
    if isinstance(claim, Meeting) and claim.body and claim.when:
        return tuple(sorted(who(organ).key for organ in claim.body))
    if isinstance(claim, Meeting) and claim.when and claim.where and len(claim.participants) == 2:
        return "both", *sorted(who(part.actor).key for part in claim.participants)
    return ()


def _over(one: Claim, other: Claim, published: Mapping[str, date]) -> str | None:
    """What two claims of one block contradict each other over, if anything."""
    if isinstance(one, Tenure) and isinstance(other, Tenure):
        return "holder" if _two_holders(one, other) and _together(one, other, published) else None
    if {evidence.report for evidence in one.evidence} & {evidence.report for evidence in other.evidence}:
        return None
    here, there = days(one.when), days(other.when)
    if not (here and there and here.dated and there.dated):
        return None
    gap = max(here.first, there.first) - min(here.last, there.last)
    if isinstance(one, Meeting) and isinstance(other, Meeting):
        if gap <= 0 and max(here.width, there.width) <= SHORT:
            return "place" if _two_cities(one, other) else None
        if not one.body:
            return None  # two who met on Monday may meet again on Tuesday
    return "date" if 0 < gap <= NEAR or (gap > 0 and isinstance(one, Membership)) else None


def _two_holders(one: Tenure, other: Tenure) -> bool:
    """Whether one post is said to be in two hands, neither of them on given days only."""
    if one.when or other.when or one.person is None or other.person is None:
        return False
    # a "presidential envoy" is no second president
    as_long = len(one.post.split()) == len(other.post.split())
    same_post = as_long and one_post(wording(one.post), wording(other.post)) > 0.9
    return same_post and not alike(who(one.person), who(other.person)) and not _two_offices(one, other)


def _two_offices(one: Tenure, other: Tenure) -> bool:
    """Whether the words tell two heads of two things: "head of the Ministry of Finance", "head of the government"."""
    here, there = _office(one), _office(other)
    return bool(here.all and there.all) and contained(here, there) < 0.5


def _office(claim: Tenure) -> Stems:
    """The stems that stand behind a post in its report's words, without those of its holder and of the state."""
    stems: set[str] = set()
    for evidence in claim.evidence:
        _, found, behind = evidence.quote.partition(claim.post)
        stems |= wording(behind).stems.all if found else frozenset()
    names = [claim.person.name, claim.person.text] if claim.person else []
    for name in [*names, claim.of.name if claim.of else ""]:
        stems -= wording(name).stems.all
    return weighed(frozenset(stems))


def _two_cities(one: Meeting, other: Meeting) -> bool:
    """Whether a meeting is said to have been held in two cities, in person."""
    if one.where is None or other.where is None or {one.format, other.format} & {"phone", "video", "hybrid"}:
        return False
    here, there = one.where.id or "", other.where.id or ""
    # ministers of one organisation sit in several cities on a day; an organ does not, nor do two people
    sits = not one.body or not any(who(organ).whole for organ in (*one.body, *other.body))
    return sits and here != there and here.startswith("place/") and there.startswith("place/")


def _together(one: Claim, other: Claim, published: Mapping[str, date]) -> bool:
    """Whether some report of each is of the same weeks: two years apart a post has merely passed on."""
    here, there = ([published.get(e.report) for e in claim.evidence] for claim in (one, other))
    return any(a is None or b is None or abs((a - b).days) <= TENURE for a in here for b in there)


def _ordered(over: str, one: Claim, other: Claim) -> Pair:
    return (over, one, other) if one.id < other.id else (over, other, one)
