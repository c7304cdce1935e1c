"""W10: a due date passed without outcome, or a plan and what came of it differ in class."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from legation import undertaking
from legation.claim import single
from legation.errors import Fault
from legation.outcome import OVERDUE
from legation.projections import engagements
from legation.projections.engagements import NO_OUTCOME, Engagement
from legation.reading import Reading
from legation.undertaking import Undertaking
from legation.warning import odd

_VISITS = frozenset({"visit", "working_visit", "official_visit", "state_visit", "tour", "trip", "delegation_visit"})
_UNCLEAR = frozenset({"other", "election", "review", "tournament"})


def plans_without_outcome(at: Reading) -> Iterator[Fault]:
    """Yield promises, advice and plans that are surely over as of the day, and plans that became something else."""
    for projection, what in (("followups", "this promise"), ("recommendations", "this advice")):
        for (key,), row in at.rows(projection):
            state = undertaking.state(cast("Undertaking", row), at.day)
            if state.sure and state.states == {OVERDUE}:
                yield _passed(key, f"the due date of {what} has passed", state.at)
    for (key,), row in at.rows("engagements"):
        row = cast("Engagement", row)
        standing = engagements.standing(row, at.day)
        if standing.sure and standing.states == {NO_OUTCOME}:
            yield _passed(key, "the day of this plan has passed", standing.at)
        yield from _became_another(key, row)


def _passed(key: str, what: str, at: tuple[int, ...]) -> Fault:
    return odd("W10", key, f"{what}, and no outcome is recorded", "what became of it", at)


def _became_another(key: str, row: Engagement) -> Iterator[Fault]:
    came = single(row.class_)
    for plan in row.plans:
        kind = plan.value["kind"]
        planned = "visit" if kind in _VISITS else "meeting"
        if plan.counts and came.value and kind not in _UNCLEAR and planned != came.value:
            what = f"planned as a {planned} ({kind}), told as a {came.value}"
            yield odd("W10", key, what, "a plan and an outcome of one class", (plan.at, *came.at))
