"""The laws of test_changes.py, asked of many made-up ledgers."""

from __future__ import annotations

from torture import laws
from torture.row import Tally

TITLE, UNIT, LEAST = "laws: what changed, and by what", "tests", 20
FAULTS = ("a change is not told",)


def run(thorough: bool) -> Tally:
    """Ask them all."""
    return laws.ask("test_changes.py", thorough)
