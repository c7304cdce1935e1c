"""Print every figure as a ratio with its goal and verdict, and write the table into the README: `make bench`.

The sizes of the ledgers can be named: `make bench SIZES="10000 100000"`; then nothing is written.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from benchmarks import table

ROOT = Path(__file__).parents[1]
SIZES = (10_000, 100_000, 1_000_000)


def main(words: list[str]) -> int:
    """Measure every group of rows, for ledgers of these sizes."""
    sizes = sorted({int(word) for word in words}) or SIZES
    found = []
    for file in sorted((ROOT / "benchmarks" / "rows").glob("[a-z]*.py")):
        for one in import_module(f"benchmarks.rows.{file.stem}").measure(sizes):
            print(table.line(one), flush=True)
            found.append(one)
    if not words and not table.put(table.markdown(found), ROOT / "README.md"):
        print("the README has no place for the table", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
