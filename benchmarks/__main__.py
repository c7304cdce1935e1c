"""Print every figure as a ratio with its goal and verdict, and write the table into the README: `make bench`.

The sizes of the ledgers can be named: `make bench SIZES="10000 100000"`; then nothing is written.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from benchmarks import table
from benchmarks.measure import Left, Ratio

ROOT = Path(__file__).parents[1]
SIZES = (10_000, 100_000, 1_000_000)


def figures(sizes: Sequence[int]) -> Iterator[Ratio | Left]:
    """Yield what every group of rows measures on ledgers of these sizes."""
    for file in sorted((ROOT / "benchmarks" / "rows").glob("[a-z]*.py")):
        try:
            yield from import_module(f"benchmarks.rows.{file.stem}").measure(sizes)
        except ModuleNotFoundError as error:
            yield Left(file.stem, f"{error.name} is not installed: `make bench` brings it")


def main(words: Sequence[str]) -> int:
    """Measure, print each figure as it comes and, for the usual sizes, put the table into the README."""
    if not all(word.isdecimal() and int(word) for word in words):
        print("python -m benchmarks [SIZE…]: a size is a number of events, such as 10000", file=sys.stderr)
        return 2
    found = []
    for one in figures(sorted({int(word) for word in words}) or SIZES):
        print(table.line(one), flush=True)
        found.append(one)
    if not words and not table.put(table.markdown(found), ROOT / "README.md"):
        print("the README has no place for the table", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
