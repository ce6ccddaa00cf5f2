"""Communiqué reads news reports about diplomacy and keeps a dated, source-linked record of what they claim."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique import claims
    from communique.archive import Record
    from communique.pipeline import Pipeline, read

__version__ = "0.1.0"
__all__ = ["Pipeline", "Record", "__version__", "claims", "read"]

#: Where each public name lives. Read when first asked for (PEP 562): `import communique` loads no model.
_HOMES = {"Record": "communique.archive", "Pipeline": "communique.pipeline", "read": "communique.pipeline"}


def __getattr__(name: str) -> Any:
    if name == "claims":
        return importlib.import_module("communique.claims")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
