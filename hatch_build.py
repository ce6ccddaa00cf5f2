"""Compiles knowledge/*.yaml into the wheel when the package is built; contradictions there fail the build."""

from __future__ import annotations

import importlib
import sys
import types
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_knowledge(root: Path) -> Path:
    """Write src/communique/knowledge.bin from knowledge/*.yaml, needing PyYAML and the standard library only.

    The package's own front module imports all of reading; a bare stand-in for it keeps the build free of that.
    """
    package = types.ModuleType("communique")
    package.__path__ = [str(root / "src" / "communique")]
    sys.modules.setdefault("communique", package)
    compiling = importlib.import_module("communique.knowledge.compiling")
    tables = importlib.import_module("communique.knowledge.tables")
    compiled = root / "src" / "communique" / "knowledge.bin"
    tables.write(compiling.compile_folder(root / "knowledge"), compiled)
    return compiled


class CustomBuildHook(BuildHookInterface[Any]):
    """Hatchling's hook: runs before a wheel is packed, an editable one too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        if not (root / "knowledge" / "titles.yaml").is_file():
            return  # built from a source distribution that carries the compiled file already
        compiled = compile_knowledge(root)
        build_data["artifacts"].append(str(compiled.relative_to(root)))
