"""Each hostile input is answered with its own code: no traceback, nothing appended, nothing unsafe printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from console import Console
from hostile.case import Case, fresh, wrong
from hostile.everything import CASES


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.encode("ascii", "backslashreplace").decode())
def test_a_hostile_input_is_answered_with_its_code(
    case: Case, tmp_path: Path, begun: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Console(tmp_path, monkeypatch)
    fresh(run, begun)
    assert wrong(case, run, monkeypatch) == []


def test_there_are_more_than_five_hundred_and_no_two_are_called_alike() -> None:
    names = [case.name for case in CASES]
    assert len(names) == len(set(names))
    assert len(names) > 500
