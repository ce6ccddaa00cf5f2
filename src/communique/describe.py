"""A claim in plain English, in one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from communique.actors import Actor, Status
from communique.claims import (
    Claim,
    Commitment,
    Designation,
    Event,
    Meeting,
    Membership,
    Participant,
    Position,
    Statement,
    Tenure,
)
from communique.dates import EDTF, When

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)

#: The longest content shown, in characters.
SHOWN = 160

#: How a firmness that a line's verb cannot show is told behind it.
FIRMLY: dict[Status, str] = {
    "asserted": "", "planned": "planned", "proposed": "proposed", "conditional": "conditional",
    "possible": "possible", "denied": "denied", "cancelled": "called off",
}


class Deed(NamedTuple):
    """What a PLOVER type says was done: "gave aid to", "is to give aid to", "Aid was given to"."""

    past: str
    base: str
    to: str
    passive: str


DEEDS = {
    "AGREE": Deed("agreed", "agree", "with", "An agreement was reached"),
    "CONSULT": Deed("held consultations", "hold consultations", "with", "Consultations were held"),
    "SUPPORT": Deed("voiced support", "voice support", "for", "Support was voiced"),
    "CONCEDE": Deed("made a concession", "make a concession", "to", "A concession was made"),
    "COOPERATE": Deed("cooperated", "cooperate", "with", "Cooperation was reported"),
    "AID": Deed("gave aid", "give aid", "to", "Aid was given"),
    "RETREAT": Deed("pulled back", "pull back", "from", "A pullback was reported"),
    "REQUEST": Deed("made an appeal", "make an appeal", "to", "An appeal was made"),
    "ACCUSE": Deed("voiced criticism", "voice criticism", "of", "Criticism was voiced"),
    "REJECT": Deed("rejected a proposal or demand", "reject a proposal or demand", "of", "A demand was rejected"),
    "THREATEN": Deed("made a threat", "make a threat", "against", "A threat was made"),
    "SANCTION": Deed("imposed sanctions", "impose sanctions", "on", "Sanctions were imposed"),
    "PROTEST": Deed("protested", "protest", "against", "A protest was reported"),
    "MOBILIZE": Deed("mobilised forces", "mobilise forces", "against", "Forces were mobilised"),
    "COERCE": Deed("used coercion", "use coercion", "against", "Coercion was used"),
    "ASSAULT": Deed("carried out an attack", "carry out an attack", "on", "An attack was carried out"),
}
#: Modes that say more exactly what was done than their type.
MODES = {
    ("SANCTION", "withdraw"): Deed("cut ties", "cut ties", "with", "Ties were cut"),
    ("SANCTION", "discontinue"): Deed("ended cooperation", "end cooperation", "with", "Cooperation was ended"),
    ("SANCTION", "expel"): Deed("ordered an expulsion", "order an expulsion", "against", "An expulsion was ordered"),
    ("SANCTION", "convict"): Deed("passed a sentence", "pass a sentence", "on", "A sentence was passed"),
    ("ACCUSE", "allege"): Deed("made an accusation", "make an accusation", "against", "An accusation was made"),
    ("ACCUSE", "investigate"): Deed("opened an inquiry", "open an inquiry", "into", "An inquiry was opened"),
    ("RETREAT", "withdraw"): Deed("withdrew", "withdraw", "from", "A withdrawal was reported"),
    ("RETREAT", "resign"): Deed("left office", "leave office", "in", "A resignation was reported"),
    ("RETREAT", "ceasefire"): Deed("ceased fire", "cease fire", "with", "A ceasefire was reported"),
    ("RETREAT", "release"): Deed("released captives", "release captives", "to", "Captives were released"),
    ("RETREAT", "disarm"): Deed("gave up weapons", "give up weapons", "to", "Weapons were given up"),
    ("CONSULT", "visit"): Deed("paid a visit", "pay a visit", "to", "A visit was paid"),
    ("CONSULT", "phone"): Deed("spoke by phone", "speak by phone", "with", "A phone call was held"),
    ("CONSULT", "mediate"): Deed("mediated", "mediate", "with", "Mediation was reported"),
    ("PROTEST", "demo"): Deed("demonstrated", "demonstrate", "against", "A demonstration was held"),
    ("PROTEST", "riot"): Deed("rioted", "riot", "against", "A riot was reported"),
    ("PROTEST", "strike-gen"): Deed("went on strike", "go on strike", "against", "A strike was held"),
    ("MOBILIZE", "weapons"): Deed("readied weapons", "ready weapons", "against", "Weapons were readied"),
    ("AID", "military"): Deed("gave military aid", "give military aid", "to", "Military aid was given"),
    ("AID", "economic"): Deed("gave economic aid", "give economic aid", "to", "Economic aid was given"),
    ("AID", "humanitarian"): Deed("gave humanitarian aid", "give humanitarian aid", "to", "Humanitarian aid was given"),
    ("AID", "asylum"): Deed("gave refuge", "give refuge", "to", "Refuge was given"),
    ("COERCE", "restrict"): Deed("imposed restrictions", "impose restrictions", "on", "Restrictions were imposed"),
    ("COERCE", "ban"): Deed("imposed a ban", "impose a ban", "on", "A ban was imposed"),
    ("COERCE", "detain"): Deed("made an arrest", "make an arrest", "among", "An arrest was made"),
    ("REJECT", "veto"): Deed("cast a veto", "cast a veto", "against", "A veto was cast"),
}
#: CAMEO codes that say more exactly what was done than their type and mode; a longer code is also of its beginning.
CAMEO = {
    "023": Deed("asked for help", "ask for help", "from", "Help was asked for"),
    "025": Deed("asked for a concession", "ask for a concession", "of", "A concession was asked for"),
    "0256": Deed("called for restraint", "call for restraint", "from", "Restraint was called for"),
    "028": Deed("asked for mediation or a settlement", "ask for a settlement", "of", "A settlement was asked for"),
    "051": Deed("voiced approval", "voice approval", "of", "Approval was voiced"),
    "054": Deed("granted recognition", "grant recognition", "to", "Recognition was granted"),
    "055": Deed("apologised", "apologise", "to", "An apology was made"),
    "056": Deed("forgave", "forgive", "what was done by", "Forgiveness was voiced"),
    "057": Deed("signed an agreement", "sign an agreement", "with", "An agreement was signed"),
    "062": Deed("cooperated militarily", "cooperate militarily", "with", "Military cooperation was reported"),
    "064": Deed("shared intelligence", "share intelligence", "with", "Intelligence was shared"),
    "115": Deed("brought a lawsuit", "bring a lawsuit", "against", "A lawsuit was brought"),
    "120": Deed("refused", "refuse", "what was wanted by", "A refusal was reported"),
    "129": Deed("cast a veto", "cast a veto", "against", "A veto was cast"),
    "138": Deed("threatened force", "threaten force", "against", "Force was threatened"),
    "139": Deed("gave an ultimatum", "give an ultimatum", "to", "An ultimatum was given"),
    "163": Deed("imposed sanctions", "impose sanctions", "on", "Sanctions were imposed"),
    "171": Deed("seized or damaged property", "seize or damage property", "of", "Property was seized or damaged"),
    "174": Deed("expelled people", "expel people", "of", "An expulsion was reported"),
    "181": Deed("abducted people", "abduct people", "of", "An abduction was reported"),
    "183": Deed("carried out a bombing", "carry out a bombing", "against", "A bombing was carried out"),
    "185": Deed("tried to kill", "try to kill", "", "An attempt to kill was reported:"),
    "191": Deed("imposed a blockade", "impose a blockade", "on", "A blockade was imposed"),
    "192": Deed("occupied territory", "occupy territory", "of", "Territory was occupied"),
    "195": Deed("carried out an air strike", "carry out an air strike", "on", "An air strike was carried out"),
}
OTHER_DEED = Deed("acted", "act", "towards", "An act was reported")

ROLES = {
    "member": "is a member of", "founding member": "is a founding member of", "observer": "is an observer at",
    "dialogue partner": "is a dialogue partner of", "guest": "is a guest of", "applicant": "wants to join",
    "candidate": "is a candidate to join", "suspended": "is suspended from", "former": "has left",
}

#: A stance with its holder, and without one.
STANCES = {
    "supports": ("supports {}", "Support for {} was voiced"), "opposes": ("opposes {}", "Opposition to {} was voiced"),
    "withholds": ("withholds {}", "{} is withheld"),
    "conditional": ("sets a condition for {}", "A condition for {} is set"),
    "demands": ("demands {}", "A demand was made: {}"), "blames": ("lays blame for {}", "Blame was laid for {}"),
}

HELD = {"current": "is", "former": "was", "acting": "is acting", "designate": "is to become"}
#: The same of a post told as what one has: "holds the chairmanship of".
HOLDS = {"current": "holds the", "former": "held the", "acting": "holds for now the", "designate": "is to hold the"}

#: Words that make a name one of a body of people, which takes "the"; states that take it.
BODIES = frozenset({
    "agency", "alliance", "assembly", "association", "bank", "bloc", "commission", "committee", "community",
    "conference", "convention", "cooperation", "council", "court", "forum", "fund", "group", "league", "meeting",
    "nations", "office", "organisation", "organization", "parliament", "secretariat", "summit", "union",
})
WITH_THE = frozenset({
    "Bahamas", "Central African Republic", "Comoros", "Czech Republic", "Democratic Republic of the Congo",
    "Dominican Republic", "Gambia", "Maldives", "Marshall Islands", "Netherlands", "Philippines",
    "Republic of the Congo", "Seychelles", "Solomon Islands", "Taliban", "Vatican",
})

#: Words with which an occasion, and a condition, fits behind a line as it stands.
LEADING = frozenset({
    "after", "ahead", "amid", "as", "at", "before", "during", "following", "for", "in", "on", "prior", "under",
})
CONDITIONAL = frozenset({
    "as", "after", "if", "once", "only", "pending", "provided", "providing", "subject", "unless", "until",
    "when",
})


def describe(claim: Claim) -> str:
    """What the claim says: "Retno Marsudi is to meet Penny Wong in Jakarta on 6 June 2022"."""
    line = _SENTENCES[claim.kind](claim)
    line = line[:1].upper() + line[1:] if line.startswith("the ") else line
    by_verb = claim.kind in ("meeting", "event") and (claim.kind == "meeting" or claim.actors)  # type: ignore[attr-defined]
    shown = by_verb and claim.status in ("planned", "possible", "proposed")
    firmly = "" if shown else FIRMLY[claim.status]
    return f"{line} ({firmly})" if firmly else line


def say_when(when: When | None, *, ahead: bool = False) -> str:
    """A date behind a verb: "on 16 September 2021", "on 14–16 September 2021", "in 2017"; "" for none.

    `ahead`: what is still to come happens "on or after" the first day of an open interval, not "since".
    """
    match = EDTF.match(when.edtf) if when else None
    if match is None:
        return ""
    start, end = match["start"].split("-"), (match["end"] or match["start"]).split("-")
    if match["open"]:
        return f"{'on or after' if ahead else 'since'} {_day(start)}"
    exact = len(start) == 3 and "X" not in start[2]
    return f"{'on' if exact else 'in'} {_range(start, end)}"


def _range(start: list[str], end: list[str]) -> str:
    if start == end:
        return _day(start)
    if len(start) == len(end) == 3 and start[:2] == end[:2]:
        return f"{int(start[2])}–{_day(end)}"
    if start[0] == end[0]:
        return f"{_day(start, year=False)} – {_day(end)}"
    return f"{_day(start)} – {_day(end)}"


def _day(parts: Sequence[str], *, year: bool = True) -> str:
    """ "16 September 2021", with what is known of it."""
    named = [MONTHS[int(parts[1]) - 1]] if len(parts) > 1 and parts[1].isdigit() else []
    if len(parts) > 2 and parts[2].isdigit():
        named = [str(int(parts[2])), *named]
    if not named or (year and "X" not in parts[0]):
        named.append(parts[0].replace("XXXX", "an unknown year").replace("X", "0s") if "X" in parts[0] else parts[0])
    return " ".join(named)


def listed(names: Iterable[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    parts = list(names)
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def shortened(text: str, length: int = SHOWN) -> str:
    """The text on one line, cut at a word with "…" where it is longer."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[:length].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _name(actor: Actor | None, otherwise: str = "") -> str:
    """The name as it stands within a sentence: "the African Union", "Ghana"."""
    if actor is None:
        return otherwise
    words, ident = actor.name.split(), actor.id or ""
    body = len(words) > 1 and ident.startswith("org/") and not BODIES.isdisjoint(actor.name.casefold().split())
    with_the = body or actor.name in WITH_THE or (words[:1] == ["United"] and ident.startswith("state/"))
    return f"the {actor.name}" if with_the and words[0].casefold() != "the" else actor.name


def _names(actors: Iterable[Actor]) -> str:
    return listed(dict.fromkeys(_name(actor) for actor in actors))


def _setting(claim: Claim) -> str:
    """ " in Jakarta on 6 June 2022"."""
    parts = [f"in {_name(claim.where)}" if claim.where else "", say_when(claim.when, ahead=claim.status == "planned")]
    return "".join(f" {part}" for part in parts if part)


def _done(status: Status, past: str, base: str, *, several: bool = False) -> str:
    """ "met", "is to meet", "are to meet", "may meet", "was to meet"."""
    if status == "cancelled":
        return f"{'were' if several else 'was'} to {base}"
    if status == "planned":
        return f"{'are' if several else 'is'} to {base}"
    modal = {"proposed": "might", "possible": "may", "conditional": "would"}.get(status)
    return f"{modal} {base}" if modal else past


def _meeting(claim: Meeting) -> str:
    people = _participants(claim.participants)
    tail = _setting(claim) + _occasion(claim.occasion)
    if claim.body:
        by_video = " by video" if claim.format == "video" else ""
        who = f", with {listed(people)} taking part" if people else ""
        met = _done(claim.status, "met", "meet", several=len(claim.body) > 1)
        return f"{_names(claim.body)} {met}{by_video}{tail}{who}"
    if not people:
        call = {"phone": "A phone call", "video": "A video conference"}.get(claim.format)
        held = _done(claim.status, "was held" if call else "were held", "be held", several=not call)
        return f"{call or 'Talks'} {held}{tail}"
    how = {"phone": " by phone", "video": " by video"}.get(claim.format, "")
    if len(people) == 1:
        return f"{people[0]} {_done(claim.status, 'held talks', 'hold talks')}{how}{tail}"
    verbs = (f"spoke{how} with", f"speak{how} with") if how else ("met", "meet")
    return f"{people[0]} {_done(claim.status, *verbs)} {listed(people[1:])}{tail}"


def _participants(parts: Sequence[Participant]) -> list[str]:
    """The participants' names; a state whose own people are named is not told beside them."""
    coded = {part.actor.code for part in parts if part.actor.id is None or part.actor.id.startswith("person/")}
    shown = [
        _name(part.actor) for part in parts
        if not ((part.actor.id or "").startswith("state/") and part.actor.code in coded)
    ]
    return list(dict.fromkeys(shown))


def _occasion(text: str | None) -> str:
    if not text:
        return ""
    told = shortened(text, 80).strip('"“”')
    return f", {told}" if told.split()[0].casefold() in LEADING else f" (occasion: {told})"


def _statement(claim: Statement) -> str:
    speaker, content = _name(claim.speaker), shortened(claim.content).strip()
    quoted = content[:1] in "\"“«'‘"
    to = f" {_name(claim.addressee)}" if claim.addressee else ""
    if speaker and not quoted and claim.mode != "direct" and (cue := _own_cue(claim)):
        return f"{speaker} {cue} {content}"
    said = f"{speaker} {'told' if to else 'said'}{to}" if speaker else f"It was said{' to' if to else ''}{to}"
    if not speaker and (chain := claim.chain or claim.evidence[0].chain):
        said = f"{_name(chain[-1])} reported"
    if not quoted and content[:5].casefold() == "that ":
        return f"{said} that {content[5:]}"
    return f"{said}: {content if quoted or claim.mode != 'direct' else f'“{content}”'}"


def _own_cue(claim: Statement) -> str | None:
    """The report's own verb of saying where the content follows it: "called for", "has urged"; no bare infinitive."""
    cue, content = claim.cue.strip(), claim.content.strip()
    for evidence in claim.evidence:
        before, found, _ = evidence.quote.partition(content)
        before = before.rstrip()
        if found and cue and before.endswith(f" {cue}") and cue.split()[0][-2:] in ("ed", "id", "ld", "es", "ys", "ks"):
            lead = before.removesuffix(cue).split()
            return cue if lead and lead[-1].casefold() not in BEFORE_OTHER_FORMS else None
    return None


#: Words after which a verb is no plain past or present of the speaker's.
BEFORE_OTHER_FORMS = frozenset({
    "to", "not", "be", "been", "being", "is", "are", "was", "were", "by", "would", "will", "could", "may",
    "might", "should", "must", "have", "has", "had", "n't", "and", "or",
})


def _position(claim: Position) -> str:
    holder, issue = _name(claim.holder), _uncapped(shortened(claim.issue)) or "a position"
    subject = _name(claim.subject)
    new = bool(claim.subject) and claim.subject.name.casefold() not in issue.casefold()  # type: ignore[union-attr]
    if claim.stance == "blames":
        line = f"{holder} blames {subject or 'others'}" if holder else f"Blame was laid on {subject or 'others'}"
        line += f" for {issue}" if claim.issue else ""
    else:
        with_holder, without = STANCES[claim.stance]
        of = f" of {subject}" if issue == "recognition" or claim.stance == "demands" else f" ({subject})"
        line = (f"{holder} {with_holder}" if holder else without).format(issue + (of if new else ""))
        line = line[:1].upper() + line[1:] if not holder else line
    return line + _condition(claim.condition)


def _uncapped(text: str) -> str:
    """Without the capital of an article that opened a sentence."""
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first in ("The", "A", "An", "This", "These", "Their", "Its") else text


def _condition(text: str | None) -> str:
    if not text:
        return ""
    told = shortened(text)
    return f", {told}" if told.split()[0].casefold() in CONDITIONAL else f", on condition: {told}"


def _commitment(claim: Commitment) -> str:
    to, content = f" {_name(claim.to)}" if claim.to else "", shortened(claim.content)
    promised = f"{_name(claim.by)} promised{to}" if claim.by else f"A promise was made{' to' if to else ''}{to}"
    joined = content.split(" ", 1)[0] in ("to", "that")
    deadline = f" (due {say_when(claim.deadline)})" if claim.deadline else ""
    return f"{promised}{' ' if joined else ': '}{content}{_condition(claim.condition)}{deadline}"


def _membership(claim: Membership) -> str:
    when = say_when(claim.when, ahead=claim.status == "planned")
    told = f" ({when})" if when else ""
    return f"{_name(claim.member, 'An unnamed party')} {ROLES[claim.role]} {_name(claim.organization, 'a body')}{told}"


def _tenure(claim: Tenure) -> str:
    of = claim.of.name if claim.of else ""
    post = claim.post if not of or of.casefold() in claim.post.casefold() else f"{claim.post} of {_name(claim.of)}"
    when = say_when(claim.when, ahead=claim.status == "planned")
    held = (HOLDS if claim.post.endswith(("ship", "presidency")) else HELD)[claim.held]
    return f"{_name(claim.person, 'An unnamed person')} {held} {post}" + (f" ({when})" if when else "")


def _designation(claim: Designation) -> str:
    label = shortened(claim.label)
    if claim.by:
        return f"{_name(claim.by)} calls {_name(claim.subject, 'an unnamed party')} “{label}”"
    return f"{_name(claim.subject, 'An unnamed party')} is called “{label}”"


def _event(claim: Event) -> str:
    deed = _deed(claim)
    recipients = f" {deed.to} {_names(claim.recipients)}".replace("  ", " ") if claim.recipients else ""
    if not claim.actors:
        return f"{deed.passive}{recipients}{_setting(claim)}"
    done = _done(claim.status, deed.past, deed.base, several=len(claim.actors) > 1)
    return f"{_names(claim.actors)} {done}{recipients}{_setting(claim)}"


def _deed(claim: Event) -> Deed:
    """What was done, as exactly as the mode or the CAMEO code says it."""
    mode = MODES.get((claim.type, claim.mode or ""))
    coded = (CAMEO[claim.cameo[:length]] for length in (4, 3) if claim.cameo[:length] in CAMEO)
    return mode or next(coded, DEEDS.get(claim.type, OTHER_DEED))


_SENTENCES: dict[str, Callable[[Any], str]] = {
    "meeting": _meeting, "statement": _statement, "position": _position, "commitment": _commitment,
    "membership": _membership, "tenure": _tenure, "designation": _designation, "event": _event,
}
