"""The laws of test_why.py, asked of many made-up ledgers."""

from __future__ import annotations

from torture import laws
from torture.row import Tally

TITLE, UNIT, LEAST = "laws: why is exact", "tests", 3
FAULTS = ("evidence leaves out an event",)


def run(thorough: bool) -> Tally:
    """Ask them all."""
    return laws.ask("test_why.py", thorough)
