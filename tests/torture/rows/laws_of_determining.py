"""The laws of test_determining.py, asked of many made-up ledgers."""

from __future__ import annotations

from torture import laws
from torture.row import Tally

TITLE, UNIT, LEAST = "laws: on which events a cell rests", "tests", 7
FAULTS = ("an answer rests on one event less",)


def run(thorough: bool) -> Tally:
    """Ask them all."""
    return laws.ask("test_determining.py", thorough)
