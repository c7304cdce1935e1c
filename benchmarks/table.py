"""The figures as a table: on the terminal while they come, and in the README when all are there."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import Left, Ratio


def line(found: Ratio | Left) -> str:
    """Return a figure as one line for a terminal."""
    if isinstance(found, Left):
        return f"{'':28} {'left out':<9} {found.what}: {found.why}"
    size = f", {found.size:,} events" if found.size else ""
    return (
        f"{found.ratio:8.2f} × {_goal(found):<17} {_verdict(found):<9} "
        f"{found.what}{size}, against {found.against} ({found.told})"
    )


def markdown(found: Iterable[Ratio | Left]) -> str:
    """Return the figures as a table in Markdown, under the day and the kind of machine."""
    rows, left = [], []
    for one in found:
        if isinstance(one, Left):
            left.append(f"Left out: {one.what}: {one.why}.\n")
        else:
            size = f"{one.size:,}" if one.size else ""
            cells = (one.what, size, one.told, one.against, f"{one.ratio:.2f} ×", _goal(one), _verdict(one))
            rows.append(f"| {' | '.join(cells)} |\n")
    return (
        f"Measured on {datetime.now(UTC):%d %B %Y}, on {machine()}.{_beside()}\n\n"
        "| what | events | figure | against | ratio | goal | |\n|---|---:|---:|---|---:|---:|---|\n"
        f"{''.join(rows)}{chr(10) if left else ''}{''.join(left)}"
    )


def put(text: str, file: Path, mark: str = "bench") -> bool:
    """Put a text between the marks `<!-- bench -->` and `<!-- /bench -->` of a file; tell whether they are there."""
    before = file.read_text("utf-8") if file.exists() else ""
    block = re.compile(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", re.DOTALL)
    after, marks = block.subn(lambda found: f"{found[1]}\n{text.strip()}\n\n{found[2]}", before)
    if marks:
        file.write_text(after, "utf-8")
    return bool(marks)


def machine() -> str:
    """Return what kind of machine this is: cores, architecture, system and Python."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{cores} cores ({platform.machine()}), {platform.system()}, Python {platform.python_version()}"


def _beside() -> str:
    """Say so if other programs kept the machine busy: disks and cores that are shared bend even ratios."""
    load = os.getloadavg()[1]
    return f" Other programs ran beside it (load {load:.1f})." if load > (os.cpu_count() or 1) + 0.5 else ""


def _goal(found: Ratio) -> str:
    return "" if found.goal is None else f"{'≥' if found.at_least else '≤'} {found.goal:g}"


def _verdict(found: Ratio) -> str:
    return "" if found.goal is None else "reached" if found.reached else "missed"
