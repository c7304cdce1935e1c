"""The laws of test_preview.py, asked of many made-up ledgers."""

from __future__ import annotations

from torture import laws
from torture.row import Tally

TITLE, UNIT, LEAST = "laws: a trial tells what an append does", "tests", 2
FAULTS = ("a preview leaves out a change",)


def run(thorough: bool) -> Tally:
    """Ask them all."""
    return laws.ask("test_preview.py", thorough)
