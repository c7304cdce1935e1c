"""A ledger in a directory against a list, through crashes, junk, lost and old checkpoints, two writers."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from stores.test_files_model import Ledger
from torture.row import Tally

TITLE, UNIT, LEAST = "model: against a list", "steps", 300 * 30
FAULTS = ("the expected size is not compared", "a torn tail is left where it is")


def run(thorough: bool) -> Tally:
    """Walk through random histories; the first that parts from the list ends it."""
    # Fewer walks than these pass by a torn tail now and then.
    walks, steps = (300, 30) if thorough else (200, 30)
    tally = Tally(told=f"{walks} histories")
    chosen = settings(
        max_examples=walks, stateful_step_count=steps, deadline=None, database=None, phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    try:
        run_state_machine_as_test(Ledger, settings=chosen)  # type: ignore[no-untyped-call]
    except (Exception, pytest.fail.Exception) as error:
        tally.wrong.append(f"{type(error).__name__}: {str(error)[:200]}")
    tally.tried = walks * steps
    return tally
