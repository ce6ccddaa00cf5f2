"""What a person sees: progress on long work, errors of one line, answers as JSON or as short text."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

Item = TypeVar("Item")

#: Seconds of work before a progress bar appears; shorter work needs none.
PATIENCE = 2.0


def print_json(value: Any) -> None:
    """A whole answer, indented."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_line(row: Any) -> None:
    """One line of JSON lines, handed on at once."""
    print(json.dumps(row, ensure_ascii=False), flush=True)


def complain(problem: object) -> None:
    """One line on standard error."""
    print(f"communique: {problem}", file=sys.stderr, flush=True)


def with_progress(items: Iterable[Item], *, total: int, label: str) -> Iterator[Item]:
    """The items, with a bar on standard error where that is a terminal and the work takes longer than two seconds."""
    if not sys.stderr.isatty():
        yield from items
        return
    started, bar = time.monotonic(), None
    try:
        for number, item in enumerate(items):
            if bar is None and time.monotonic() - started > PATIENCE:
                bar = _bar()
                bar.start()
                task = bar.add_task(label, total=total, completed=number)
            yield item
            if bar is not None:
                bar.advance(task)
    finally:
        if bar is not None:
            bar.stop()


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    return Progress(*columns, console=Console(stderr=True), transient=True)
