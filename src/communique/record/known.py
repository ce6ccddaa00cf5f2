"""Memberships and posts as reports tell them, held against the knowledge: agreement, news, or contradiction.

What a report tells after the knowledge ends may be a change that the knowledge cannot hold: that is news. Only what
contradicts a row that a source confirms for the very day is a contradiction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from communique.claims import Claim, Membership, Tenure
from communique.dates import EDTF, When
from communique.knowledge import Knowledge
from communique.knowledge import Membership as KnownMembership
from communique.knowledge import Tenure as KnownTenure

Verdict = Literal["agrees", "news", "contradicts"]

#: Days after a change in which a report may still tell of what was before it.
JUST = timedelta(days=7)

#: Roles that are one standing; who is suspended stays a member.
BELONGING = frozenset({"member", "founding member", "suspended"})
APPLYING = frozenset({"applicant", "candidate"})


@dataclass(frozen=True, slots=True)
class Known:
    """What the knowledge says of a claim's matter on its day, and how the claim stands to it.

    `start` and `end` are ISO days, `end` the first on which it no longer holds; `confirmed_until` the last day a
    source confirms it; None: not known, or still so. `source` is the knowledge's own.
    """

    verdict: Verdict
    text: str
    source: str
    start: str | None = None
    end: str | None = None
    confirmed_until: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "verdict": self.verdict, "text": self.text, "source": self.source, "from": self.start, "to": self.end,
            "confirmed_until": self.confirmed_until,
        }


def known(claim: Claim, knowledge: Knowledge, told: date | None) -> Known | None:
    """How a membership or a post stands to the knowledge; None where that says nothing of the matter.

    `told` is the day a report first told it: the claim's day, where it gives none of its own. What is only planned,
    wished for or possible is not compared.
    """
    if claim.status not in ("asserted", "denied"):
        return None
    if isinstance(claim, Membership):
        return _membership(claim, knowledge, told)
    return _tenure(claim, knowledge, told) if isinstance(claim, Tenure) else None


# memberships


def _membership(claim: Membership, knowledge: Knowledge, told: date | None) -> Known | None:
    first, last = _span(claim.when, told)
    if not (claim.member and claim.member.id and claim.organization and claim.organization.id):
        return None
    if knowledge.entity(claim.member.id) is None:
        return None
    organization = "/".join(claim.organization.id.split("/")[:2])
    rows = [row for row in knowledge.memberships(claim.member.id) if row.organization == organization]
    if first is None or last is None:
        ever = next((row for row in rows if _standing(row.role) == _standing(claim.role)), None)
        return _member("agrees", ever, knowledge) if ever and claim.status == "asserted" else None
    if not rows:
        return _stranger(claim, knowledge, organization, first)
    now = [row for row in rows if _holds(row, first, last)]
    asserted = claim.status == "asserted"
    lately = [row for row in rows if _holds(row, first - JUST, last)] if asserted else now
    same = [row for row in lately if _standing(row.role) == _standing(claim.role)]
    if claim.role == "former":
        return _former(rows, now, knowledge, first)
    verdict = _role_verdict(claim, same, now)
    row = (same or now or sorted(rows, key=lambda row: row.start or "")[-1:])[0]
    if verdict == "agrees" and claim.when and claim.when.edtf.endswith("/..") and _other_start(claim.when, row):
        verdict = "contradicts"
    if verdict == "contradicts" and first > knowledge.until:
        verdict = "news"
    return _member(verdict, row, knowledge) if verdict else None


def _stranger(claim: Membership, knowledge: Knowledge, organization: str, day: date) -> Known | None:
    """A member that the knowledge does not list with the organisation's."""
    rows = knowledge.members(organization)
    if _standing(claim.role) != "member" or not any(row.role in BELONGING for row in rows):
        return None
    agrees = claim.status == "denied"
    verdict: Verdict = "agrees" if agrees else "news" if day > knowledge.until else "contradicts"
    assert claim.member
    text = f"{claim.member.name} is not among the members of {_name(knowledge, organization)}"
    return Known(verdict, text, knowledge.source(next(row.source for row in rows if row.role in BELONGING)))


def _former(
    rows: list[KnownMembership], now: list[KnownMembership], knowledge: Knowledge, day: date
) -> Known | None:
    still = [row for row in now if row.role in BELONGING and (row.end is None or row.end > day.isoformat())]
    row = (still or rows)[0]
    verdict: Verdict = "agrees" if not still else "news" if day > knowledge.until else "contradicts"
    return _member(verdict, row, knowledge)


def _role_verdict(claim: Membership, same: list[KnownMembership], now: list[KnownMembership]) -> Verdict | None:
    if claim.status == "denied":
        return "contradicts" if same else "agrees"
    if same:
        return "agrees"
    # a founder is a founder after it left; an observer may have applied, and any guest may have been invited
    if claim.role == "guest":
        return None
    belongs, standings = any(row.role in BELONGING for row in now), {_standing(row.role) for row in now}
    both = _standing(claim.role) == "applicant" or (standings == {"applicant"} and claim.role not in BELONGING)
    return None if both and not belongs else "contradicts"


def _standing(role: str) -> str:
    return "member" if role in BELONGING else "applicant" if role in APPLYING else role


def _other_start(when: When, row: KnownMembership) -> bool:
    """Whether a membership told "since 2019" began, as far as its days are known, in another year or on another day."""
    match = EDTF.match(when.edtf)
    began = When(match["start"]) if match else None
    if row.start is None or began is None or not (began.earliest and began.latest):
        return False
    first, last = row.start, row.start if len(row.start) == 10 else f"{row.start}-99"
    return last < began.earliest.isoformat() or first > began.latest.isoformat()


def _holds(row: KnownMembership, first: date, last: date) -> bool:
    return (row.start or "") <= last.isoformat() and (row.end is None or first.isoformat() < row.end)


def _member(verdict: Verdict, row: KnownMembership, knowledge: Knowledge) -> Known:
    of = f"{row.role} of {_name(knowledge, row.organization)}{_days(row.start, row.end)}"
    text = f"{_name(knowledge, row.member)}: {of}"
    return Known(verdict, text, knowledge.source(row.source), row.start, row.end)


# posts


def _tenure(claim: Tenure, knowledge: Knowledge, told: date | None) -> Known | None:
    first, last = _span(claim.when, told)
    if not (claim.person and claim.person.id and claim.of and claim.of.id and knowledge.entity(claim.person.id)):
        return None
    if not claim.person.id.startswith("person/"):
        return None  # a state's turn in a body's chair is held by one of its people
    post = knowledge.post_key(claim.post)
    if post is None or claim.held == "designate" or claim.status != "asserted":
        return None
    own = [row for row in knowledge.tenures(claim.person.id) if _is_post(row, claim.post, post, claim.of.id)]
    if first is None or last is None:
        return _row("agrees", own[0], knowledge) if own else None
    now = [row for row in own if _on(row, first, last)]
    if claim.held == "former":
        return _no_longer(own, now, knowledge, first)
    now = now or [row for row in own if _on(row, first - JUST, last)]
    if now:
        return _row("agrees", now[0], knowledge)
    if knowledge.several(post):
        return None
    rivals = [row for row in _holders(knowledge, claim, first) if row.person != claim.person.id]
    row = (rivals or own)[0] if rivals or own else None
    if row is None:
        return None
    sure = row.on(first.isoformat()) and _confirmed(row, first)
    ended = row in own and row.end is not None and first <= knowledge.until
    return _row("contradicts" if sure or ended else "news", row, knowledge)


def _holders(knowledge: Knowledge, claim: Tenure, day: date) -> list[KnownTenure]:
    """The rows of those who hold the post on the day."""
    assert claim.of
    assert claim.of.id
    people = {person.id for person in knowledge.holders(claim.post, claim.of.id, day)}
    found = [row for row in knowledge.posts(claim.of.id, day) if row.person in people]
    post = knowledge.post_key(claim.post) or ""
    return [row for row in found if _is_post(row, claim.post, post, claim.of.id)]


def _is_post(row: KnownTenure, written: str, post: str, of: str) -> bool:
    """Whether a row is of the post as written: "president" is the head of state here, of the government there."""
    if row.of != of:
        return False
    titles = [title.casefold() for title in row.title.split(";") if title]
    return row.post == post or written.casefold() in titles


def _no_longer(own: list[KnownTenure], now: list[KnownTenure], knowledge: Knowledge, day: date) -> Known | None:
    still = [row for row in now if row.end is None or row.end > day.isoformat()]
    if not own or (own and not still):
        return _row("agrees", own[0], knowledge) if own else None
    return _row("contradicts" if _confirmed(still[0], day) else "news", still[0], knowledge)


def _confirmed(row: KnownTenure, day: date) -> bool:
    """Whether a source says that it held on that day, not merely that it had not ended when last looked at."""
    return row.end is not None or (row.confirmed_until or "") >= day.isoformat()


def _on(row: KnownTenure, first: date, last: date) -> bool:
    return (row.start or "") <= last.isoformat() and (row.end is None or first.isoformat() < row.end)


def _row(verdict: Verdict, row: KnownTenure, knowledge: Knowledge) -> Known:
    title = row.title.split(";")[0] or row.post.replace("-", " ")
    acting = f" ({row.held})" if row.held != "current" else ""
    until = f"; confirmed until {row.confirmed_until}" if row.end is None and row.confirmed_until else ""
    held = f"{title} of {_name(knowledge, row.of)}{acting}{_days(row.start, row.end)}{until}"
    text = f"{_name(knowledge, row.person)}: {held}"
    return Known(verdict, text, knowledge.source(row.source), row.start, row.end, row.confirmed_until)


# both


def _span(when: When | None, told: date | None) -> tuple[date | None, date | None]:
    """The days a claim speaks of: its own where they are known, else that of its telling."""
    if when is None or when.earliest is None:
        return told, told
    if when.latest is None:  # "since 2019": as told
        return max(when.earliest, told or when.earliest), max(when.earliest, told or when.earliest)
    return when.earliest, when.latest


def _name(knowledge: Knowledge, id: str) -> str:
    entity = knowledge.entity(id)
    return entity.name if entity else id


def _days(start: str | None, end: str | None) -> str:
    if start and end:
        return f", {start} to {end}"
    return f" since {start}" if start else f" until {end}" if end else ""
