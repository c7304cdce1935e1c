"""W7: a body, office or programme was restored though no stop is recorded, or was established twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import cast

from legation import life
from legation.dates import before
from legation.errors import Fault
from legation.projections.bodies import Body
from legation.projections.offices import Office
from legation.projections.programmes import Programme
from legation.reading import Reading
from legation.steps import Step
from legation.warning import odd


def lives_begun_twice(at: Reading) -> Iterator[Fault]:
    """Yield the lives of organisations, offices and programmes that lack a stop between two beginnings."""
    for projection in ("bodies", "offices", "programmes"):
        for (key,), row in at.rows(projection):
            steps = life.life(cast("Body | Office | Programme", row).life)
            for again in (step for step in steps if step.value["type"] == "body.restored"):
                if not any(before(stop.on, again.on) != "no" for stop in _stops(steps)):
                    what = f"restored {again.on.text} without a recorded stop"
                    yield odd("W7", key, what, "a dissolution or suspension before it", again.at)
            for one, other in combinations([step for step in steps if step.value["type"] == "body.established"], 2):
                first, second = (one, other) if one.on.s_lo <= other.on.s_lo else (other, one)
                if before(first.on, second.on) == "certain" and not _between(steps, first, second):
                    what = f"established twice, {first.on.text} and {second.on.text}"
                    yield odd("W7", key, what, "one beginning", (*one.at, *other.at))


def _stops(steps: Sequence[Step]) -> list[Step]:
    return [step for step in steps if step.value["type"] == "body.dissolved"]


def _between(steps: Sequence[Step], first: Step, second: Step) -> bool:
    return any(before(first.on, s.on) != "no" and before(s.on, second.on) != "no" for s in _stops(steps))
