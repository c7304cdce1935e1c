"""A command line for each test, and how much Hypothesis tries: always the same in CI, much with LEGATION_TORTURE."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from console import Console
from legation import collecting

# A shell has what it starts in the background ignore Ctrl-C, and that would be handed on to what tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# What is drawn is compared with what was drawn elsewhere: no locale of this machine has a say in it.
os.environ.update(LC_ALL="C.UTF-8")
# (Readline sets the size of the terminal for all that pytest-xdist starts, and it would go before that of a terminal.)
for _name in ("NO_COLOR", "XDG_CONFIG_HOME", "COLUMNS", "LINES"):
    os.environ.pop(_name, None)

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
settings.register_profile("default", deadline=None, suppress_health_check=_SLOW)
settings.register_profile("ci", settings.get_profile("default"), derandomize=True)
settings.register_profile("torture", settings.get_profile("default"), max_examples=500)
# Where a fault is seeded, it is enough to meet it; the smallest ledger that shows it is of no use.
settings.register_profile("seeded", settings.get_profile("default"), phases=(Phase.generate,), database=None)
_ASKED = {"": "ci" if "CI" in os.environ else "default", "seeded": "seeded"}
settings.load_profile(_ASKED.get(os.environ.get("LEGATION_TORTURE", ""), "torture"))


@pytest.fixture(scope="session", autouse=True)
def _room_for_all_tests() -> Iterator[None]:
    """Let SQLite have more memory than a query may: its limit is the whole process's, and cannot be raised again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("legation.query._MEMORY", 4 << 30)
        yield


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    """Let a screen that is gone be collected: in one process there are as many as tests."""
    yield
    collecting.collect_as_ever()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Console:
    """Return a command line in an empty folder."""
    return Console(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds a ledger of five events, made once: tests take copies of it."""
    folder = tmp_path_factory.mktemp("begun")
    with pytest.MonkeyPatch.context() as patch:
        Console(folder, patch).begin()
    return folder
