"""Fourteen short reports of three invented newsrooms, written for this project, that `communique demo` reads."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import as_file, files

from communique.document import Report
from communique.errors import SourceError
from communique.sources import open_sources


def reports() -> Iterator[Report]:
    """The bundled reports in order of what they tell: Dushanbe 2021, Kabul, Samarkand 2022, Iran 2023, Belarus 2024."""
    with as_file(files("communique.demo")) as folder:
        for report in open_sources([folder]):
            if isinstance(report, SourceError):
                raise report
            yield report
