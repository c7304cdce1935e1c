"""The laws of a test file asked of many more made-up ledgers than usual, in a process of their own.

`python -m torture.laws FILE` runs the file's tests, broken as `faults.py` says if the environment asks for a fault.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from torture import faults
from torture.child import environment
from torture.row import Tally

_ROOT = Path(__file__).parents[2]
_EXAMPLES = 500  # of each law, where conftest.py is asked for torture


def ask(file: str, thorough: bool) -> Tally:
    """Ask all laws of a test file; a test that fails went wrong as often as it can be told: once."""
    mode = "torture" if thorough else "seeded"
    done = subprocess.run(
        [sys.executable, "-m", "torture.laws", f"tests/{file}"], env=environment(LEGATION_TORTURE=mode),
        cwd=_ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    tally = Tally()
    passed = int((re.search(r"(\d+) passed", done.stdout) or ["", "0"])[1])
    for failed in re.findall(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE):
        tally.note(False, failed)
    if done.returncode and not tally.wrong:
        tally.note(False, done.stdout[-300:] + done.stderr[-300:])
    tally.tried = passed + len(tally.wrong)
    tally.told = f"{_EXAMPLES} ledgers a law" if thorough else ""
    return tally


def main() -> None:
    """Run the tests of the file that is named."""
    import pytest

    faults.seed_from_environment()
    stop = ["-x"] if faults.is_seeded() else []
    os.environ.pop("PYTEST_ADDOPTS", None)
    sys.exit(pytest.main(["-n0", "-q", "-rfE", "-p", "no:cacheprovider", *stop, *sys.argv[1:], "-v"]))


if __name__ == "__main__":
    main()
