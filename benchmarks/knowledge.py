"""How fast the shipped knowledge loads, how much memory it takes, how many look-ups a second it answers.

Times are of the processor, as the machine may be busy with other work.

    python benchmarks/knowledge.py
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from itertools import cycle, islice

from communique.knowledge import Knowledge

DAY = date(2021, 9, 17)
NAMES = ["Tajikistan", "the Shanghai Cooperation Organisation", "NATO", "Sergei Lavrov", "Council of Foreign Ministers",
         "Kremlin", "Dushanbe", "RIA Novosti", "Emomali Rakhmon", "no such name", "al-Shabaab", "U.S."]
TEXT = ("Foreign ministers of the CSTO met in Dushanbe on Wednesday before the SCO summit , where the Council of "
        "Foreign Ministers of the Collective Security Treaty Organisation was to adopt a statement .")
SURNAMES = ["Putin", "Xi", "Rakhmon", "Ghani", "Nobody", "Khan", "Zas"]


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def a_second(ask: Callable[[int], object], count: int) -> float:
    started = time.process_time()
    for number in range(count):
        ask(number)
    return count / (time.process_time() - started)


def main() -> None:
    before = peak_megabytes()
    loads = []
    for _ in range(7):
        started = time.process_time()
        knowledge = Knowledge.load()
        loads.append((time.process_time() - started) * 1000)
    grown = peak_megabytes() - before
    sentence = TEXT.split()
    names = list(islice(cycle(NAMES), 60_000))
    surnames = list(islice(cycle(SURNAMES), 20_000))
    named = a_second(lambda n: knowledge.named(names[n], DAY), len(names))
    longest = a_second(lambda n: knowledge.longest(sentence, n % len(sentence), DAY), 60_000)
    person = a_second(lambda n: knowledge.person(surnames[n], DAY), len(surnames))
    print(f"names {named:,.0f}/s; words of running text {longest:,.0f}/s; surnames {person:,.0f}/s")
    print(f"load {statistics.median(loads):.1f} ms (first {loads[0]:.1f}); memory grown {grown:.1f} MB")
    if statistics.median(loads) > 60 or grown > 80 or min(named, longest) < 50_000:
        sys.exit("short of: load 60 ms, 80 MB, 50,000 look-ups a second")


if __name__ == "__main__":
    main()
