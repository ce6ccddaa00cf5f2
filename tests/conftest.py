"""What tests share: the pipeline, built once, and the shared data where it is present."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from communique.pipeline import Pipeline

# a run that decides whether a change lands tries the same examples each time; at a desk they are drawn anew
settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("COMMUNIQUE_SHARED", "../shared")).resolve()
    if not (folder / "gold").is_dir():
        pytest.skip(f"shared data not found at {folder}: set COMMUNIQUE_SHARED to its folder")
    return folder


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return Pipeline()
