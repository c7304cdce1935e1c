"""The laws of test_laws.py, asked of many made-up ledgers."""

from __future__ import annotations

from torture import laws
from torture.row import Tally

TITLE, UNIT, LEAST = "laws: rows, past, retraction, identity", "tests", 8
FAULTS = ("a past row forgets its last event",)


def run(thorough: bool) -> Tally:
    """Ask them all."""
    return laws.ask("test_laws.py", thorough)
