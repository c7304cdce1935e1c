"""The shipped ledger at earlier moments: the past is the prefix, and what changed is all that changed.

Only the order of an earlier list is that of the head: names and days learnt since then do not move its lines.
"""

from __future__ import annotations

from random import Random

import pytest

from legation.fact import Fact
from legation.projection import PROJECTIONS
from legation.read_model import ReadModel
from legation.reading import Reading
from models import everything
from models import model as built
from test_changes import apart, found

DAYS = ("2013-06-01", "2022-03-20", "2022-06-30", "2023-03-01", "2024-01-10", "2024-07-17", "2026-12-31")


@pytest.mark.parametrize("seed", range(3))
def test_what_was_known_by_a_position_is_what_the_events_up_to_it_say(
    model: ReadModel, facts: list[Fact], seed: int
) -> None:
    known = Random(seed).randrange(1, model.size)
    past, prefix = Reading(model, "2024-07-17", known), Reading(built(facts[:known]), "2024-07-17")
    assert past.identity.same == prefix.identity.same
    then, alone = everything(past), everything(prefix)
    assert sorted(then) == sorted(alone)
    for at in then:
        assert (at, then[at]) == (at, alone[at])
    head = Reading(model, "2024-07-17")
    assert list(then) == [(name, key) for name in PROJECTIONS for key in head.keys(name) if (name, key) in then]


@pytest.mark.parametrize("seed", range(3))
def test_what_reads_otherwise_between_two_moments_is_told_and_nothing_else(model: ReadModel, seed: int) -> None:
    choose = Random(seed)
    one, other = choose.sample(DAYS, 2)
    low, high = sorted(choose.sample(range(model.size + 1), 2))
    for before, after in (
        (Reading(model, one), Reading(model, other)),
        (Reading(model, one, low), Reading(model, other, high)),
    ):
        assert found(before, after) == apart(before, after)
