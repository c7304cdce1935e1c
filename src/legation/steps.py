"""Steps in time: what was done to a thing, between which days, and which of them was the last (domain.md 8, 9).

A step is rarely known to the day, so several may have been the last by a given day. All of them answer, and an answer
is sure only if it would be the same wherever the dates that a source itself calls uncertain may lie.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from legation.claim import Claim, Claims, dated
from legation.dates import OPEN_END, OPEN_START, Edtf, parse, sort_key
from legation.fact import Fact

NONE = "none"
ANY_DAY = Edtf("", "range", OPEN_START, OPEN_END, OPEN_START, OPEN_END, "", ((OPEN_START, OPEN_END),))

Positions: TypeAlias = tuple[int, ...]
Dating: TypeAlias = tuple[Edtf, Positions]
Blur: TypeAlias = Callable[[Edtf], Edtf]
Found: TypeAlias = Iterable[tuple[str, Positions]]

_BESIDE = frozenset({"evidence", "note", "reason"})


@dataclass(frozen=True, slots=True)
class States:
    """What may be the case on a day: every state that is possible, and the positions this rests on.

    Without a single claim that counts there is no state at all.
    """

    states: frozenset[str] = frozenset()
    sure: bool = False
    at: Positions = ()
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the state it leads to (empty: it changes none), its date, and one account of it as it was written."""

    state: str
    on: Edtf
    at: Positions
    value: Mapping[str, Any] = field(default_factory=dict)


def step(fact: Fact, *known: str) -> dict[str, Any]:
    """Return what a row keeps of a step: its type and data, without evidence and the fields `known` from elsewhere."""
    return {"type": fact.type, **{k: v for k, v in fact.data.items() if k not in _BESIDE and k not in known}}


def datings(claims: Claims) -> tuple[Dating, ...]:
    """Return what a date may be: what its claims leave; each claimed value if they disagree; nothing if none counts."""
    found = dated(claims)
    if found.contested:
        return tuple((parse(text), at) for text, at in found.values)
    return ((parse(found.value), found.at),) if found.value else ()


def told(claims: Claims, state: Callable[[Mapping[str, Any]], str], *alike: str) -> tuple[Step, ...]:
    """Return the steps that count, in the order of their dates; `state` says what a step leads to.

    Accounts that are equal in the fields `alike` tell of one step and narrow its date, unless no day would be left.
    Without `alike` each account is a step of its own.
    """
    accounts: dict[tuple[Any, ...], list[Claim]] = {}
    for claim in claims:
        if claim.counts:
            same = tuple(claim.value.get(name) for name in alike) if alike else (len(accounts),)
            accounts.setdefault(same, []).append(claim)
    steps = (step for group in accounts.values() for step in _steps(group, state(group[0].value)))
    return tuple(sorted(steps, key=lambda step: sort_key(step.on, step.at[0])))


def _steps(accounts: Sequence[Claim], state: str) -> Iterator[Step]:
    days = datings(tuple(claim._replace(value=claim.value.get("on", "")) for claim in accounts))
    if len(days) > 1:
        for on, at in days:
            yield Step(state, on, at, next(claim.value for claim in accounts if claim.at in at))
    else:
        on = days[0][0] if days else ANY_DAY
        yield Step(state, on, tuple(claim.at for claim in accounts), accounts[0].value)


def last(steps: Iterable[Step], day: str) -> tuple[Step | None, ...]:
    """Return every step that may have been the last by the end of `day`; None leads if maybe none was taken by then.

    A step is taken surely if its latest day has come, possibly if its earliest has. The last one was not taken before
    any step that surely was.
    """
    begun = [step for step in steps if step.on.s_lo <= day]
    sure = [step.on.s_lo for step in begun if step.on.e_hi <= day]
    latest = tuple(step for step in begun if step.on.e_hi >= max(sure, default=OPEN_START))
    return latest if sure else (None, *latest)


def standing(steps: Iterable[Step], day: str) -> States:
    """Return the states that the steps may have led to by the end of `day`; `none` where they may not have begun."""
    leading = tuple(step for step in steps if step.state)
    return judged(lambda blur: reached(blurred(leading, blur), day))


def reached(steps: Iterable[Step], day: str) -> Iterator[tuple[str, Positions]]:
    """Yield the state, with its positions, of each step that may have been the last."""
    return ((step.state, step.at) if step else (NONE, ()) for step in last(steps, day))


def judged(possible: Callable[[Blur], Found], *, contested: bool = False) -> States:
    """Return what `possible` finds; it is sure if one state is found, and still one when qualified dates mean any day.

    `possible` is asked twice and reads each date through the function it is given.
    """
    found = list(possible(_plain))
    states = frozenset(state for state, _ in found)
    sure = len(states) == 1 and len({state for state, _ in possible(_at_worst)}) == 1
    return States(states, sure, tuple(sorted({p for _, at in found for p in at})), contested)


def blurred(steps: Iterable[Step], blur: Blur) -> tuple[Step, ...]:
    """Return the steps with their dates read through `blur`."""
    return tuple(replace(step, on=blur(step.on)) for step in steps)


def _plain(on: Edtf) -> Edtf:
    return on


def _at_worst(on: Edtf) -> Edtf:
    return ANY_DAY if on.qualifier else on
