"""Print every figure as a ratio with its goal and verdict: `make bench`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

if __name__ == "__main__":
    for file in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        for found in getattr(import_module(f"benchmarks.{file.stem}"), "measure", list)():
            verdict = "reached" if found.reached else "missed"
            print(f"{found.ratio:8.1f} × {found.against:<16} goal {found.goal:5.1f}  {verdict:<8} {found.what}")
