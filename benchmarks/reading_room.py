"""How fast the reading room answers: a record of 2,000 made-up reports, the server, and 20 readers at once.

    python benchmarks/reading_room.py [--reports 2000] [--readers 20] [--rounds 8] [--store PATH] [--cold] [--seed 1]

Reports are written from templates about leaders and states of the shipped knowledge, read by the whole pipeline (a few
minutes on one core; `--store` keeps the record for the next run) and served by `communique serve --read-only` as a user
would start it. Each reader asks for pages in a random order of its own, one after another without a pause, each time
about another actor, meeting or report; so most answers are made, not remembered. Readers begin when the server has
worked out the conflicts (`--cold`: at once). Prints a line a page: requests, the median and the 95th percentile in
milliseconds of wall time, then all pages together, and the server's processor time a request, which other work on the
machine does not change much.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, urlencode

from communique.archive import Record
from communique.document import Report
from communique.knowledge import Knowledge

FIRST_DAY = date(2022, 1, 3)
NEWSROOMS = (
    "Northern Courier", "Harbour Gazette", "Delta Wire", "Plateau News Agency", "Meridian Press", "Lantern Daily",
    "Coral Post", "Steppe Bulletin",
)
STATES = (
    "br", "cl", "co", "de", "eg", "et", "fi", "fr", "gh", "id", "in", "ir", "jp", "ke", "kz", "kg", "ma", "mx",
    "my", "ng", "no", "nz", "pe", "pk", "pl", "pt", "ro", "rs", "sa", "sn", "th", "tj", "tn", "tr", "ua", "ug",
    "uz", "vn", "za", "zm",
)
ORGANISATIONS = ("org/au", "org/asean", "org/nato", "org/csto", "org/sco", "org/ecowas", "org/mercosur", "org/eu")
MATTERS = (
    "border trade", "grain transit", "the water treaty", "fishing rights", "a rail corridor", "the ceasefire line",
    "refugee returns", "vaccine deliveries", "undersea cables", "counter-terrorism training", "visa rules",
    "the gas pipeline", "drought relief", "debt relief", "air safety",
)
TEMPLATES = (
    "{a} met {b} in {city} on {day} to discuss {matter}.",
    "{a} spoke by phone with {b} on {day} about {matter}.",
    "“We will not leave {matter} to chance,” {a} said on {day}.",
    "{a} told reporters that talks on {matter} would resume soon.",
    "{x} pledged {sum} million dollars to {y} for {matter}.",
    "{a} promised to open a liaison office in {city} by the end of the year.",
    "{x} accused {y} of blocking {matter}.",
    "{x} condemned the decision of {y} on {matter}.",
    "{x} supports the proposal of {y} on {matter}.",
    "{x} opposes the resolution on {matter}.",
    "{x} called on {y} to return to the talks on {matter}.",
    "{o} will hold its next summit in {city} in {month}.",
    "{x} wants to join {o}, the foreign ministry said.",
    "{a} thanked {b} for the support of {x}.",
    "{x} imposed sanctions on {y} over {matter}.",
    "According to {room}, {a} and {b} are to meet in {city} next week.",
)


class Desk:
    """Writes reports as newsrooms do: the same matters told by several, some of them in the same words."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.knowledge = Knowledge.load()
        self.cities = [entity.name for state in STATES if (entity := self._capital(state))]

    def _capital(self, state: str) -> object:
        return next((self.knowledge.entity(place) for place, *_ in self.knowledge._capitals(f"state/{state}")), None)

    def _leader(self, day: date) -> tuple[str, str]:
        """A leader as a report names one ("Norwegian" is left to real reports), and the leader's state."""
        state = self.knowledge.entity(f"state/{self.chance.choice(STATES)}")
        assert state
        post, words = self.chance.choice((
            ("head-of-government", "Prime Minister"), ("foreign-minister", "Foreign Minister"),
            ("head-of-state", "President"),
        ))
        held = self.knowledge.holders(post, state.id, day)
        return (f"{held[0].name}, the {words.lower()} of {state.name}," if held else f"the {words.lower()} of"
                f" {state.name}"), state.name

    def facts(self, day: date) -> str:
        """One thing that happened, in a sentence."""
        (one, state), (other, its) = self._leader(day), self._leader(day)
        organisation = self.knowledge.entity(self.chance.choice(ORGANISATIONS))
        assert organisation
        text = self.chance.choice(TEMPLATES).format(
            a=one, b=other, x=state, y=its, o=f"the {organisation.name}", city=self.chance.choice(self.cities),
            day=f"{day - timedelta(self.chance.randint(0, 2)):%d %B %Y}".lstrip("0"),
            month=f"{day + timedelta(60):%B %Y}", matter=self.chance.choice(MATTERS),
            sum=self.chance.randint(2, 90), room=self.chance.choice(NEWSROOMS),
        )
        return text[:1].upper() + text[1:]

    def reports(self, count: int) -> Iterator[Report]:
        """So many reports over two years; a third of a report's sentences tell what others of its day tell too."""
        a_day = max(1, count // 700)
        for number in range(count):
            if number % a_day == 0:
                day = FIRST_DAY + timedelta(number // a_day)
                common = [self.facts(day) for _ in range(6)]
            told = [
                self.chance.choice(common) if self.chance.random() < 0.35 else self.facts(day)
                for _ in range(self.chance.randint(6, 12))
            ]
            room = self.chance.choice(NEWSROOMS)
            text = "\n\n".join(dict.fromkeys(told))
            yield Report(f"{day}-{number:05}.txt", text, day, room, title=told[0][:90].rstrip(".,"))


def fill(path: Path, count: int, seed: int) -> None:
    """Reads so many reports into a record, where it does not hold them yet."""
    with Record.open(path) as record:
        started = time.perf_counter()
        for number, _ in enumerate(record.adding(Desk(seed).reports(count)), 1):
            if number % 250 == 0:
                print(f"{number} reports read in {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
        record.refresh()


def addresses(path: Path, chance: random.Random) -> dict[str, list[str]]:
    """Addresses of each page, many of them, drawn from what the record holds."""
    with Record.open(path) as record:
        reports = [kept.report.name for kept in record.reports()]
        claims = list(record.claims())
    actors = sorted({key for claim in claims for key in _keys(claim.to_dict())})
    meetings = [claim.id for claim in claims if claim.kind == "meeting"]
    days = [(FIRST_DAY + timedelta(n * 7)).isoformat() for n in range(90)]
    chance.shuffle(reports)
    chance.shuffle(meetings)
    chance.shuffle(actors)
    some = [quote(key) for key in actors[:300]]
    return {
        "today": ["/", *(f"/?{urlencode({'until': day})}" for day in days)],
        "search": [f"/search?{urlencode({'q': matter, 'kind': kind})}" for matter in MATTERS
                   for kind in ("", "statement", "event")],
        "actor": [f"/actor/{key}" for key in some] + [f"/actor/{key}?as_of=2023-02-01" for key in some[:50]],
        "meeting": [f"/meeting/{ident}" for ident in meetings[:300]],
        "reading": [f"/report/{quote(name)}" for name in reports[:300]],
        "compare": [f"/compare?{urlencode([('report', one), ('report', other)])}"
                    for one, other in zip(sorted(reports)[:200], sorted(reports)[1:], strict=False)],
        "promises": ["/promises", *(f"/promises?by={key}" for key in some[:60])],
        "positions": ["/positions", *(f"/positions?who={key}" for key in some[:60])],
        "timeline": ["/timeline", *(f"/timeline?{urlencode({'from': day})}" for day in days)],
        "network": ["/network", *(f"/network?who={key}" for key in some[:60])],
        "map": ["/map", "/map?kind=meeting", "/map?kind=event"],
        "review": ["/review", "/review?after=1", "/review?after=2"],
    }


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("id") and "text" in value:
            yield value["id"]
        for inner in value.values():
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


class Reader(threading.Thread):
    """One reader, who asks for page after page; `times` holds seconds by page, `wrong` answers that were no page."""

    def __init__(self, port: int, pages: dict[str, list[str]], rounds: int, seed: int) -> None:
        super().__init__()
        self.port, self.pages, self.rounds, self.chance = port, pages, rounds, random.Random(seed)
        self.times: dict[str, list[float]] = defaultdict(list)
        self.wrong: list[str] = []

    def run(self) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        for _ in range(self.rounds):
            for page in self.chance.sample(sorted(self.pages), len(self.pages)):
                address = self.chance.choice(self.pages[page])
                started = time.perf_counter()
                line.request("GET", address)
                answer = line.getresponse()
                answer.read()
                self.times[page].append(time.perf_counter() - started)
                if answer.status != 200:
                    self.wrong.append(f"{answer.status} {address}")


def serve(path: Path, port: int) -> subprocess.Popen[bytes]:
    """The server, answering."""
    command = [sys.executable, "-c", "from communique.cli import main; main()"]
    server = subprocess.Popen([*command, "serve", "--port", str(port), "--store", str(path), "--read-only"])
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return server
        except OSError:
            time.sleep(0.1)
    server.terminate()
    raise SystemExit("the server did not start within 30 seconds")


def warmed(port: int) -> float:
    """Seconds until the server has worked out what it works out beside the readers."""
    line, started = http.client.HTTPConnection("127.0.0.1", port, timeout=60), time.perf_counter()
    while True:
        line.request("GET", "/promises.json")
        if not json.loads(line.getresponse().read())["pending"]:
            return time.perf_counter() - started
        time.sleep(0.5)


def processor(server: subprocess.Popen[bytes]) -> float:
    """Seconds of processor time the server itself has taken, where the system tells."""
    try:
        fields = Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return float("nan")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(
    path: Path, pages: dict[str, list[str]], readers: int, rounds: int, *, cold: bool
) -> tuple[dict[str, list[float]], float]:
    """Seconds of each answer, by page; and the server's processor time for all of them."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = serve(path, port)
    try:
        if not cold:
            print(f"conflicts and promises worked out in {warmed(port):.1f} s", flush=True)
        before = processor(server)
        people = [Reader(port, pages, rounds, seed) for seed in range(readers)]
        for person in people:
            person.start()
        for person in people:
            person.join()
        taken = processor(server) - before
    finally:
        server.terminate()
        server.wait()
    wrong = [line for person in people for line in person.wrong]
    if wrong:
        raise SystemExit(f"{len(wrong)} answers were no page, first: {wrong[0]}")
    return {page: [t for person in people for t in person.times[page]] for page in pages}, taken


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=2_000)
    options.add_argument("--readers", type=int, default=20)
    options.add_argument("--rounds", type=int, default=8)
    options.add_argument("--store", type=Path, help="keep the record here, and use it again")
    options.add_argument("--cold", action="store_true", help="begin as soon as the server answers")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    with TemporaryDirectory() as folder:
        path = given.store or Path(folder) / "room.db"
        if not path.exists():
            fill(path, given.reports, given.seed)
        pages = addresses(path, random.Random(given.seed))
        times, taken = measure(path, pages, given.readers, given.rounds, cold=given.cold)
    print(f"{'page':10} {'asked':>6} {'median ms':>10} {'95 % ms':>9}")
    for page, seconds in [*times.items(), ("all", [t for own in times.values() for t in own])]:
        print(f"{page:10} {len(seconds):6} {_ms(statistics.median(seconds)):>10} {_ms(_percentile(seconds, 95)):>9}")
    asked = sum(map(len, times.values()))
    print(f"{asked} answers, {taken / asked * 1000:.1f} ms of the server's processor time each")
    medians = {page: round(statistics.median(seconds), 4) for page, seconds in times.items()}
    print(json.dumps({"readers": given.readers, "medians": medians}))


def _percentile(values: list[float], percent: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f}"


if __name__ == "__main__":
    main()
