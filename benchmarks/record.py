"""How long combining takes as the record grows, and how fast questions are answered.

    python benchmarks/record.py [--sizes 1000 10000 100000] [--questions 100000] [--seed 1]

Claims are made up: actors drawn by Zipf's law from 5,000, contents from 20,000 words, a third without a date, a fifth
told again by another report in other words. Times are of the processor, so that other work on the machine counts for
little; each size is combined in a process of its own, whose peak memory is told. The last line gives the exponent of
growth from the first size to the last (1 is linear), claims a second at the last, and the median of the questions.
"""

from __future__ import annotations

import argparse
import itertools
import math
import random
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from communique.actors import Actor, Evidence
from communique.archive import Record
from communique.claims import Claim, Commitment, Event, Meeting, Membership, Participant, Position, Statement
from communique.dates import When
from communique.document import Report
from communique.record import combine

FIRST_DAY = date(2015, 1, 1)
#: Claims of one report, and reports that appear on one day.
A_REPORT, A_DAY = 25, 5


class World:
    """Draws actors and words as news does: a few of them all the time."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.actors = [self._actor(number) for number in range(5_000)]
        self.actor_weights = list(itertools.accumulate(1 / rank for rank in range(1, 5_001)))
        self.words = [self._word(rank) for rank in range(1, 20_001)]
        self.word_weights = list(itertools.accumulate(1 / rank for rank in range(1, 20_001)))

    def _actor(self, number: int) -> Actor:
        """Every 25th is a state, every 25th an organisation, the others are officials of the states."""
        code = "".join(chr(65 + n) for n in (number // 25 % 26, number // 650 % 26, 7))
        if number % 25 == 0:
            return Actor(f"State {number}", f"State {number}", f"state/{number}", code)
        if number % 25 == 1:
            return Actor(f"Bloc {number}", f"Bloc {number}", f"org/{number}", "IGO")
        return Actor(f"Person {number}", f"Person {number}", f"person/{number}", code, "GOV")

    def _word(self, rank: int) -> str:
        """Frequent words are short (Zipf's law of brevity)."""
        length = 2 + round(math.log(rank)) + self.chance.randint(-1, 1)
        return "".join(self.chance.choices("aeioubcdfglmnprst", k=length))

    def actor(self) -> Actor:
        return self.chance.choices(self.actors, cum_weights=self.actor_weights)[0]

    def some(self, most: int) -> tuple[Actor, ...]:
        return tuple(dict.fromkeys(self.actor() for _ in range(self.chance.randint(1, most))))

    def text(self, length: int) -> str:
        return " ".join(self.chance.choices(self.words, cum_weights=self.word_weights, k=length))

    def reworded(self, text: str) -> str:
        """The same with a word left out and a word put in."""
        words = text.split()
        del words[self.chance.randrange(len(words))]
        words.insert(self.chance.randrange(len(words) + 1), self.chance.choice(self.words))
        return " ".join(words)

    def claim(self, report: str, day: date) -> Claim:
        text = self.text(self.chance.randint(8, 20))
        when = When((day - timedelta(self.chance.randint(0, 3))).isoformat()) if self.chance.random() > 1 / 3 else None
        common: dict[str, Any] = {"evidence": (Evidence(report, 0, len(text), text),), "when": when}
        kind = self.chance.randrange(6)
        if kind == 0:
            body = (self.actors[self.chance.randrange(40) * 25 + 1],) if self.chance.random() < 0.4 else ()
            people = tuple(map(Participant, self.some(4)))
            common["where"] = self.actor() if self.chance.random() < 0.5 else None
            return Meeting(body=body, participants=people, **common)
        if kind == 1:
            return Statement(speaker=self.actor(), content=text, **common)
        if kind == 2:
            return Position(holder=self.actor(), subject=self.actor(), issue=self.text(3), **common)
        if kind == 3:
            return Commitment(by=self.actor(), content=text, **common)
        if kind == 4:
            bloc = self.actors[self.chance.randrange(40) * 25 + 1]
            return Membership(member=self.actor(), organization=bloc, **common)
        deed = self.chance.choice(("AID", "CONSULT", "ACCUSE"))
        return Event(type=deed, actors=self.some(2), recipients=self.some(2), **common)

    def told_again(self, claim: Claim, report: str) -> Claim:
        text = self.reworded(claim.evidence[0].quote)
        changes: dict[str, Any] = {"evidence": (Evidence(report, 0, len(text), text),), "members": ()}
        if isinstance(claim, (Statement, Commitment)):
            changes["content"] = text
        if self.chance.random() < 1 / 3:
            changes["when"] = None
        return claim.with_(**changes)

    def claims(self, count: int) -> Iterator[Claim]:
        """Each with its id, as the store gives them."""
        recent: list[Claim] = []
        for number in range(count):
            report, day = name_and_day(number)
            if recent and self.chance.random() < 0.2:
                claim = self.told_again(self.chance.choice(recent), report)
            else:
                claim = self.claim(report, day)
                recent = [*recent[-200:], claim]
            yield claim.with_(members=(claim.digest(),))


def name_and_day(number: int) -> tuple[str, date]:
    report = number // A_REPORT
    return f"{report}.txt", FIRST_DAY + timedelta(report // A_DAY)


def combining(size: int, seed: int) -> tuple[float, float]:
    """Seconds to combine that many claims, and bytes a claim that it took at its peak, the claims left out."""
    claims = list(World(seed).claims(size))
    published = dict(name_and_day(number) for number in range(0, size, A_REPORT))
    before, started = _peak(), time.process_time()
    merged = len(combine(claims, published=published))
    took, each = time.process_time() - started, (_peak() - before) / size
    print(
        f"{size:>9,} claims: {merged:>9,} merged, {took:8.2f} s, {size / took:>8,.0f} claims/s, {each:8,.0f} bytes"
        f" a claim, {_peak() / 1e6:8,.0f} MB in all", flush=True,
    )
    return took, each


def _peak() -> int:
    """The most bytes this process has held at once."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def each_alone(sizes: Sequence[int], seed: int) -> list[tuple[float, float]]:
    """`combining` for each size, each in a process of its own, so that none profits from what another left."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as alone:
        return [alone.submit(combining, size, seed).result() for size in sizes]


class Prepared:
    """Stands for the pipeline: gives each report the claims made up for it."""

    def __init__(self, claims: dict[str, list[Claim]]) -> None:
        self.claims = claims

    def atoms(self, report: Report) -> list[Claim]:
        return self.claims[report.name]


def asking(size: int, seed: int, folder: Path) -> dict[str, float]:
    """Milliseconds, at the median, that each question takes to a record of that many claims."""
    world, by_report = World(seed), dict[str, list[Claim]]()
    for number, claim in enumerate(world.claims(size)):
        by_report.setdefault(name_and_day(number)[0], []).append(claim)
    days = dict(name_and_day(number) for number in range(0, size, A_REPORT))
    with Record.open(folder / "record.db", pipeline=Prepared(by_report)) as record:  # type: ignore[arg-type]
        record.add(*(Report(name, world.text(200), day, f"Newsroom {day.day}") for name, day in days.items()))
        started = time.process_time()
        record.refresh()
        print(f"the view of {size:,} claims made in {time.process_time() - started:.1f} s")
        claim = next(record.claims()).id
        some, word = world.actors[300].name, world.words[1_000]
        questions: dict[str, Callable[[], object]] = {
            "brief": record.brief, "show": lambda: record.show(some), "why": lambda: record.why(claim),
            "meetings": record.meetings, "commitments": record.commitments, "positions": record.positions,
            "timeline": record.timeline, "search": lambda: record.search(word), "conflicts": record.conflicts,
            "compare": lambda: record.compare("Newsroom 3", "Newsroom 4"),
        }
        return {name: _median(ask) for name, ask in questions.items()}


def _median(ask: Callable[[], object]) -> float:
    """Of seven times, or of as many as a few seconds hold."""
    times: list[float] = []
    while len(times) < 7 and sum(times) < 5_000:
        started = time.process_time()
        ask()
        times.append(1000 * (time.process_time() - started))
    return statistics.median(times)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    arguments.add_argument("--questions", type=int, default=100_000)
    arguments.add_argument("--seed", type=int, default=1)
    asked = arguments.parse_args()
    measured = each_alone(asked.sizes, asked.seed)
    (first, _), (last, _) = measured[0], measured[-1]
    apart = math.log(asked.sizes[-1] / asked.sizes[0])
    exponent = math.log(last / first) / apart if apart else math.nan
    with TemporaryDirectory() as folder:
        answers = asking(asked.questions, asked.seed, Path(folder)) if asked.questions else {}
    for name, milliseconds in answers.items():
        print(f"{name:>12}: {milliseconds:9.1f} ms")
    median = statistics.median(answers.values()) if answers else math.nan
    print(f"exponent {exponent:.2f}; {asked.sizes[-1] / last:,.0f} claims/s; questions {median:.1f} ms")


if __name__ == "__main__":
    main()
