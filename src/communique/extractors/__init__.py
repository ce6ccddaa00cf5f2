"""One module a kind of claim; the file name is the registration."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache

from communique.claims import Claim
from communique.document import Document

Extractor = Callable[[Document], Iterator[Claim]]


@cache
def extractors() -> tuple[Extractor, ...]:
    """The `extract` of every module in this package, in order of their names."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").extract for name in names)


def extract(document: Document) -> Iterator[Claim]:
    """Every claim of every kind that the document makes, unmerged."""
    for extractor in extractors():
        yield from extractor(document)
