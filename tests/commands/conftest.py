"""A command line for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from console import Console


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Console:
    """Return a command line in an empty folder."""
    return Console(tmp_path, monkeypatch)
