"""How sure an event of a whole report is: what speaks for it and against it, weighed by a fitted model.

A text given to be coded by itself is about an event; most sentences of a report are not. So an event has a `weight` for
the one and a `chance` for the other. Refitted by `python -m training.acts.certainty`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from communique.analysis.learned import Heard
from communique.chances import chance_of, odds
from communique.document import INTENDED, Act, Document, Frame

#: The fitted weights.
FITTED = Path(__file__).parent.parent / "model" / "certainty.json"
#: Relations of a trigger to what it hangs on that are told apart.
RELATIONS = frozenset(
    ("root", "ccomp", "conj", "advcl", "acl", "acl:relcl", "xcomp", "obj", "obl", "nmod", "amod", "compound")
)
#: Words that an actor may stand away before it makes no more odds.
FAR = 30

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Model:
    """Log odds that signs and rules add; what is not named adds nothing."""

    signs: Weights
    rules: Weights

    def chance(self, found: Weights, rule: str) -> float:
        """How likely an event with these signs, read by this rule, is right; between 0 and 1."""
        total = sum(self.signs.get(name, 0.0) * value for name, value in found.items())
        return chance_of(total + self.rules.get(rule, 0.0))


@cache
def load(path: Path = FITTED) -> Model:
    """The fitted model. Raises FileNotFoundError where it is not there."""
    row = json.loads(path.read_text(encoding="utf-8"))
    return Model(signs=row["signs"], rules=row["rules"])


def weigh(frames: Iterable[Frame], document: Document) -> Iterator[Frame]:
    """The frames, events with their chance; all as they are where the encoder reads no acts."""
    if not document.acts:
        yield from frames
        return
    heard, model = Heard(document), load()
    for frame in frames:
        if not frame.attributes.get("type"):
            yield frame
            continue
        yield replace(frame, chance=model.chance(signs(frame, heard, document), frame.rule))


def signs(frame: Frame, heard: Heard, document: Document) -> dict[str, float]:
    """What speaks for and against an event, by name."""
    words, trigger, learned = document.words, frame.trigger, frame.learned
    act, rival = heard.own(frame), odds(heard.other(frame))
    own = odds(act.score if act else 0.0)
    nominal = words.upos[trigger] in ("NOUN", "PROPN")
    relation = words.deprel[trigger] if words.deprel[trigger] in RELATIONS else "other"
    found = {
        "constant": 1.0,
        "learned": float(learned),
        "own": own,
        "own, learned": own * learned,
        "other": rival,
        "other, learned": rival * learned,
        "weight": 0.0 if learned else odds(frame.lexical),
        "main": odds(act.main if act else 0.0),
        f"type {frame.attributes.get(INTENDED) or frame.attributes['type']}": 1.0,
        f"status {frame.status}": 1.0,
        f"relation {relation}": 1.0,
        "nominal": float(nominal),
        "nominal, learned": float(nominal and learned),
        "nobody": float(not frame.actors("agent", "recipient")),
    }
    return found | _side("agent", "agent", frame, act, document) | _side("recipient", "patient", frame, act, document)


def _side(role: str, name: str, frame: Frame, act: Act | None, document: Document) -> dict[str, float]:
    """What is known of one side: whether it is named, and whether the head reads it alike."""
    heard = {word: score for part, word, score in (act.roles if act else ()) if part == name}
    fillers = [filler for filler in frame.fillers if filler.role == role and filler.actors]
    if not fillers:
        return {f"{role} unnamed": 1.0, f"{role} unnamed but heard": max(heard.values(), default=0.0)}
    actors = frame.actors(role)
    agreed = max((s for w, s in heard.items() for f in fillers if f.first <= w < f.last), default=0.0)
    mention = document.mention(fillers[0].head)
    near = min(abs(filler.head - frame.trigger) for filler in fillers)
    return {
        f"{role} named": 1.0,
        f"{role} known": float(any(actor.id for actor in actors)),
        f"{role} of a country": float(any(actor.code for actor in actors)),
        f"{role} agreed": agreed,
        f"{role} otherwise": float(bool(heard) and agreed == 0),
        f"{role} pronoun": float(mention is not None and mention.form == "pronoun"),
        f"{role} far": min(near, FAR) / 10,
        f"{role} behind": float(fillers[0].head > frame.trigger),
    }
