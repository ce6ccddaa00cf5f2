"""The record for other programs: one module a format; the file name is the registration."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator

from communique.claims import Claim
from communique.errors import StoreError

Exporter = Callable[[Iterable[Claim]], Iterator[bytes]]


def formats() -> tuple[str, ...]:
    """Every format there is, by name."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def exporter(format: str) -> Exporter:
    """The `export` of a format's module: merged claims to the bytes of a file. Raises `StoreError`."""
    if format not in formats():
        raise StoreError(format, "is no format we can write", f"choose {', '.join(formats())}")
    export: Exporter = importlib.import_module(f"{__name__}.{format}").export
    return export
