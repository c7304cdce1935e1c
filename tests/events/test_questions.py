"""A hundred questions to the shipped ledger, each answered by one command.

They were written from the documents before the ledger told of two of them. A row of an answer is a set of fragments
that stand in one printed line, with the heading above it, case and accents aside; what must never be printed is listed
beside.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from legation.ids import fold

ROOT = Path(__file__).parents[2]
QUESTIONS = [json.loads(line) for line in Path(__file__).with_name("questions.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("LEGATION_")}
    return clean | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache")),
        "XDG_STATE_HOME": str(tmp_path_factory.mktemp("state")),
        "LEGATION_LEDGER": str(ROOT / "events"),
    }


def under_headings(text: str) -> Iterator[str]:
    """Yield each printed line; one that stands below a heading with that heading before it."""
    heading = ""
    for line in text.splitlines():
        if line.startswith("  "):
            yield f"{heading} {line}"
        else:
            heading = line
            yield line


def test_there_are_enough_of_each_kind() -> None:
    alone = Counter(q["documents"][0] for q in QUESTIONS if len(q["documents"]) == 1)
    across = [q for q in QUESTIONS if len(q["documents"]) > 1]
    assert len(QUESTIONS) >= 100
    assert len({q["question"] for q in QUESTIONS}) == len(QUESTIONS)
    assert alone.keys() == {"000", "001", "002", "003", "004"}
    assert min(alone.values()) >= 10
    assert len(across) >= 20


@pytest.mark.parametrize("asked", QUESTIONS, ids=[q["question"] for q in QUESTIONS])
def test_the_answer_is_one_command_away(asked: dict[str, Any], env: Mapping[str, str]) -> None:
    done = subprocess.run(shlex.split(asked["command"]), env=env, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    printed = [fold(line) for line in under_headings(done.stdout)]
    for row in asked["rows"]:
        wanted = [fold(fragment) for fragment in row]
        assert any(all(fragment in line for fragment in wanted) for line in printed), (row, done.stdout, done.stderr)
    said = [fragment for fragment in asked.get("never", ()) if fold(fragment) in "\n".join(printed)]
    assert not said, (said, done.stdout)
