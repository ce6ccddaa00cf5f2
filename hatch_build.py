"""What building the package makes: the compiled knowledge, and the reading room's drawings.

Contradictions in knowledge/*.yaml fail the build. Drawings need Node and npm's packages; where they cannot be had the
build says so in one line and goes on: the pages work without them and say what is missing.
"""

from __future__ import annotations

import importlib
import shutil
import subprocess
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


#: Seconds that npm may take for its packages, and for the build.
PATIENCE = 300


def build_islands(root: Path) -> str | None:
    """Build frontend/ into src/communique/web/built where that is missing or older; what went wrong, in one line."""
    source, built = root / "frontend", root / "src" / "communique" / "web" / "built"
    if not (source / "package-lock.json").is_file() or _is_newer(built / "manifest.json", source):
        return None
    npm = shutil.which("npm")
    if npm is None:
        return "npm was not found (install Node 18 or later)"
    packages = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-timeout=30000"]
    installed = source / "node_modules" / ".package-lock.json"
    ready = installed.is_file() and installed.stat().st_mtime >= (source / "package-lock.json").stat().st_mtime
    problem = None if ready else _run(packages, source)
    return problem or _run([npm, "run", "build"], source)


def _is_newer(built: Path, source: Path) -> bool:
    """Whether what was built is newer than everything it is built from."""
    if not built.is_file():
        return False
    made_from = [*source.glob("*.json"), *source.glob("*.ts"), *source.glob("src/*")]
    return built.stat().st_mtime >= max(path.stat().st_mtime for path in made_from)


def _run(command: list[str], folder: Path) -> str | None:
    name = " ".join(["npm", *command[1:3]])
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{name}: {error}"
    if done.returncode == 0:
        return None
    said = [line.strip() for line in (done.stderr + done.stdout).splitlines() if "error" in line.lower()]
    return f"{name} failed: {said[0] if said else f'it ended with {done.returncode}'}"


class CustomBuildHook(BuildHookInterface[Any]):
    """Hatchling's hook: runs before a wheel is packed, an editable one too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        # a source distribution carries the compiled file already
        if (root / "knowledge" / "titles.yaml").is_file():
            build_data["artifacts"].append(str(compile_knowledge(root).relative_to(root)))
        if problem := build_islands(root):
            self.app.display_warning(f"The reading room has no drawings, its pages work without: {problem}")
