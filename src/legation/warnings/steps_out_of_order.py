"""W8: the steps of an agreement stand in the wrong order, or one follows its end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import cast

from legation.dates import before
from legation.errors import Fault
from legation.projections.agreements import Agreement, history
from legation.reading import Reading
from legation.steps import Step
from legation.warning import odd
from legation.words import spoken

_ORDER = ("proposed", "in preparation", "made", "in force", "ended")


def steps_out_of_order(at: Reading) -> Iterator[Fault]:
    """Yield the pairs of steps of which the later one surely belongs before the earlier one."""
    for (key,), row in at.rows("agreements"):
        for one, other in permutations(history(cast("Agreement", row)), 2):
            if before(one.on, other.on) == "certain" and _backwards(one, other):
                what = f"{_named(other)} comes after {_named(one)}"
                order = "proposed, prepared, made, in force, ended in this order"
                yield odd("W8", key, what, order, (*one.at, *other.at))


def _backwards(one: Step, other: Step) -> bool:
    if one.state == "ended":
        return True
    # What is suspended may be restored; what changes no standing may come at any time before the end.
    return one.state in _ORDER and other.state in _ORDER and _ORDER.index(other.state) < _ORDER.index(one.state)


def _named(step: Step) -> str:
    return f"{spoken(step.value.get('act') or step.value['stage'], str)} {step.on.text}".strip()
