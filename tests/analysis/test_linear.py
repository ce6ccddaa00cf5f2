"""Reading takes steps in proportion to a report's length, whatever its text.

Steps are calls, counted by the interpreter, not time: the same number on every machine.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import cycle, islice
from types import FrameType

import pytest

from communique.document import Report
from communique.pipeline import Pipeline

PEOPLE = [f"{given} {family}" for family in ("Okonda", "Varga", "Tembo") for given in ("Amara", "Dora", "Omar")]
STATES = ("Ghana", "Mali", "Peru", "Latvia", "Oman")
#: How much longer the second text is than the first, and how many times the calls it may take: less than its square.
LONGER, MOST = 4, 6.5

#: Modules whose work grows within one sentence, which is cut at a fixed length before they see it.
BOUNDED = ("analysis/encoder.py", "analysis/trees.py", "analysis/pieces.py")


def told(count: int, sentences: Iterable[str], between: str = " ") -> str:
    """So many of the sentences, people and states taking turns in them."""
    people, states = cycle(PEOPLE), cycle(STATES)
    return between.join(
        sentence.format(one=next(people), other=next(people), state=next(states))
        for sentence in islice(cycle(sentences), count)
    )


TEXTS: dict[str, Callable[[int], str]] = {
    "short sentences in one line": lambda n: told(n, [
        "{one} met {other} in Lima on 5 May 2023.", "{one} said that {state} would send aid to Mali.",
        "He accused {state} of shelling a village.", "{one} is the foreign minister of {state}.",
        "{state} joined the African Union in 2019.",
    ]),
    "a sentence without an end": lambda n: "The minister said that " + " and ".join(
        f"{STATES[k % 5]} had sent {('aid', 'envoys')[k % 2]} to {STATES[(k + 2) % 5]}" for k in range(n)
    ),
    "words without a stop": lambda n: " ".join(f"talks {STATES[k % 5]} council" for k in range(n)),
    "the same sentence again and again": lambda n: told(n, ["President Amara Okonda said on Tuesday that Mali left."]),
    "quotations": lambda n: told(n, ["“We will leave {state} this year,” {one} said."], "\n\n"),
    "quotations left open": lambda n: told(n, ["“We will leave {state}, minister {one} said."]),
    "marks alone": lambda n: '" ' * 3 * n,
    "brackets left open": lambda n: "The council " + "( of Mali " * n + ") " * n + "met.",
    "a list of names": lambda n: "Present were " + told(n, ["{one} of {state}"], ", ") + ".",
    "a transcript": lambda n: told(n, ["{one}: I think that we will support {state} and I thank Ghana."], "\n\n"),
    "pronouns": lambda n: told(n, ["He said they would meet him and she told it to them."]),
    "lines without an end": lambda n: told(n, ["Talks in Oslo", "{one} meets {other}"], "\n"),
}  # fmt: skip


def calls(pipeline: Pipeline, text: str) -> Counter[str]:
    """Calls while a report is read, by module."""
    counted: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _: object) -> None:
        module = frame.f_code.co_filename.replace("\\", "/")
        if event in ("call", "c_call") and "communique/" in module and not module.endswith(BOUNDED):
            counted[module] += 1

    report = Report("report.txt", text)
    sys.setprofile(count)
    try:
        pipeline.atoms(report)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("kind", TEXTS)
def test_four_times_the_text_takes_hardly_more_than_four_times_the_calls(kind: str, pipeline: Pipeline) -> None:
    size = 60
    pipeline.atoms(Report("warm.txt", TEXTS[kind](size)))  # what is kept between reports is there for both
    short, long = (calls(pipeline, TEXTS[kind](times * size)) for times in (1, LONGER))
    grown = {name: n / short[name] for name, n in long.items() if short[name] > 500}
    worst = max(grown, key=lambda name: grown[name])
    assert sum(long.values()) <= MOST * sum(short.values()), f"most in {worst}: {grown[worst]:.1f} times"
    assert grown[worst] <= 2 * MOST, f"{worst} makes {grown[worst]:.1f} times the calls"
