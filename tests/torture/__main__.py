"""Try everything, print each row as it comes, and put the table into SECURITY.md: `make torture`.

Rows can be named: `make torture ROWS="git racing"`; then nothing is written. `--quick` tries each a little.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path

from benchmarks.table import put
from torture.row import ROWS, Figure, measure
from torture.table import line, markdown

ROOT = Path(__file__).parents[2]
_AT_ONCE = 2


def main(words: Sequence[str]) -> int:
    """Run the rows, each in a process of its own, two at a time; return 1 if a goal was missed or a row not run."""
    quick, alone = "--quick" in words, "--alone" in words
    named = [word for word in words if not word.startswith("--")]
    if unknown := [word for word in named if word not in ROWS]:
        near = get_close_matches(unknown[0], ROWS, n=1) or ROWS
        print(f"there is no row {unknown[0]!r}: did you mean {', '.join(near)}?", file=sys.stderr)
        return 2
    if alone:
        print(json.dumps(asdict(measure(named[0], thorough=not quick))))
        return 0
    figures = []
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for figure in pool.map(lambda name: _alone(name, quick), named or ROWS):
            print(line(figure), flush=True)
            figures.append(figure)
    if not named and not quick and not put(markdown(figures), ROOT / "SECURITY.md", "torture"):
        print("SECURITY.md has no place for the table", file=sys.stderr)
        return 1
    return 0 if all(figure.reached for figure in figures) else 1


def _alone(name: str, quick: bool) -> Figure:
    command = [sys.executable, "-m", "torture", "--alone", name, *(["--quick"] if quick else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    last = done.stdout.splitlines()[-1] if done.stdout.strip() else ""
    if done.returncode or not last.startswith("{"):
        return Figure(name, name, f"the row itself broke: {done.stderr[-400:]}", "that it runs", "not run", 0.0)
    return Figure(**json.loads(last))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
