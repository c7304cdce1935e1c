"""The figures as a table: on the terminal while they come, and in SECURITY.md when all are there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from benchmarks.table import machine
from torture.row import Figure


def line(found: Figure) -> str:
    """Return a figure for a terminal: a line, and below it what went wrong first."""
    head = f"{found.verdict:<8} {found.seconds:7.1f} s  {found.title}: {found.figure}  (goal: {found.goal})"
    return "\n".join((head, *(f"{'':20}{one}" for one in found.first)))


def markdown(found: Iterable[Figure]) -> str:
    """Return the figures as a table in Markdown, under the day and the kind of machine."""
    rows = "".join(f"| {one.title} | {one.figure} | {one.goal} | {one.verdict} |\n" for one in found)
    return (
        f"Tried on {datetime.now(UTC):%d %B %Y}, on {machine()}.\n\n"
        f"| what | figure | goal | |\n|---|---|---|---|\n{rows}"
    )
