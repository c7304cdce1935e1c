"""Torture, tried a little: every row finds nothing wrong, and catches the faults that are seeded for it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from benchmarks.table import put
from torture import faults, row, table
from torture.__main__ import main
from torture.row import ROWS, CaughtError, Figure, Tally, measure

# Those that start dozens of processes, or ask the laws that `make test` asks anyway, are left to `make torture`.
QUICK = ("flipped", "fuzz", "git", "model", "no_room")


@pytest.mark.parametrize("name", QUICK)
def test_a_row_finds_nothing_wrong_and_catches_its_faults(name: str) -> None:
    figure = measure(name, thorough=False)
    assert (figure.verdict, figure.first) == ("reached", ()), figure.figure


def test_every_row_has_a_title_a_goal_and_faults_that_there_are() -> None:
    seeded = set()
    for name in ROWS:
        module = import_module(f"torture.rows.{name}")
        assert module.TITLE
        assert module.LEAST > 0
        assert module.FAULTS
        assert set(module.FAULTS) <= set(faults.FAULTS), name
        seeded |= set(module.FAULTS)
    assert seeded == set(faults.FAULTS), "a fault that no row has to catch"


def test_a_row_whose_program_is_missing_says_how_to_get_it_and_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row.shutil, "which", lambda program: None)
    figure = measure("every_call", thorough=True)
    assert (figure.verdict, figure.reached) == ("not run", False)
    assert "apt-get install strace" in figure.figure


def test_a_fault_that_nobody_notices_is_a_goal_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("torture.rows.fuzz"), "FAULTS", ("nobody waits for a lock",))
    figure = measure("fuzz", thorough=False)
    assert (figure.verdict, list(figure.first)) == ("missed", ["not caught: nobody waits for a lock"])


def test_fewer_tries_than_the_goal_are_a_goal_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    fuzz = import_module("torture.rows.fuzz")
    monkeypatch.setattr(fuzz, "FAULTS", ())
    monkeypatch.setattr(fuzz, "run", lambda thorough: Tally(tried=fuzz.LEAST - 1))
    assert measure("fuzz", thorough=True).verdict == "missed"
    monkeypatch.setattr(fuzz, "run", lambda thorough: Tally(tried=fuzz.LEAST))
    assert measure("fuzz", thorough=True).verdict == "reached"


def test_what_goes_wrong_under_a_fault_ends_the_row() -> None:
    with faults.seeded("nobody waits for a lock"), pytest.raises(CaughtError):
        Tally().note(False, "noticed")
    Tally().note(False, "only told")


def test_the_table_is_put_between_its_marks(tmp_path: Path) -> None:
    figure = Figure("fuzz", "fuzz", "9 inputs, 0 wrong", "9 inputs", "reached", 1.0)
    file = tmp_path / "SECURITY.md"
    assert not put(table.markdown([figure]), file, "torture")
    file.write_text("before\n<!-- torture -->\nold\n<!-- /torture -->\nbehind\n")
    assert put(table.markdown([figure]), file, "torture")
    text = file.read_text()
    assert "| fuzz | 9 inputs, 0 wrong | 9 inputs | reached |" in text
    assert text.startswith("before\n")
    assert text.endswith("behind\n")
    assert "old" not in text
    assert "Tried on " in text


def test_a_row_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["racin"]) == 2
    assert "did you mean racing?" in capsys.readouterr().err
