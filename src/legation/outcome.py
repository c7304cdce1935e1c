"""What became of a promise or of advice: the states that are possible on a day (domain.md 8).

Nothing here is a timer. A due date that passes in silence makes a promise overdue, which means that no outcome is
recorded; only an event ends it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from legation.claim import Claims
from legation.dates import Edtf, parse
from legation.steps import Blur, Dating, Positions, States, Step, blurred, datings, judged, last, told

NOT_YET, PENDING, DUE, OVERDUE = "not_yet_made", "pending", "due", "overdue"
PARTLY, FULFILLED, RESCHEDULED = "partly_fulfilled", "fulfilled", "rescheduled"
PROGRESS = frozenset({"accepted", "noted", "in_progress", PARTLY})
TERMINAL = frozenset({FULFILLED, "superseded", "withdrawn", "lapsed", "rejected"})

# The whole has come as far as the addressee who has come least far.
_SLOWEST_FIRST = (
    NOT_YET, OVERDUE, DUE, PENDING, "noted", "accepted", "in_progress", PARTLY,
    "lapsed", "withdrawn", "rejected", "superseded", FULFILLED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Due:
    """The due date that holds on a day (several where that is open, none if it has none), and all dues up to then."""

    current: tuple[Dating, ...]
    chain: tuple[Dating, ...]


def state(on: Claims, due: Claims, updates: Claims, addressees: Iterable[str], day: str) -> States:
    """Return what may have become, by the end of `day`, of what was said `on` a day and is `due` on another.

    Updates of one party only are counted for that addressee; the whole is fulfilled when all are.
    """

    def possible(blur: Blur) -> Iterator[tuple[str, Positions]]:
        parts = [list(_possible(on, due, own, day, blur)) for _, own in _shares(updates, addressees)]
        if len(parts) == 1:
            yield from parts[0]
        else:
            at = tuple(position for part in parts for _, positions in part for position in positions)
            for whole in _together([{state for state, _ in part} for part in parts]):
                yield whole, at

    return judged(possible)


def by_addressee(
    on: Claims, due: Claims, updates: Claims, addressees: Iterable[str], day: str
) -> tuple[tuple[str, States], ...]:
    """Return the states for each addressee; empty unless an update speaks of one alone.

    The last, under an empty name, are all of whom no update speaks alone.
    """
    shares = _shares(updates, addressees)
    if len(shares) == 1 and not shares[0][0]:
        return ()
    return tuple((party, judged(partial(_possible, on, due, own, day))) for party, own in shares)


def due_on(due: Claims, updates: Claims, day: str) -> Due:
    """Return the due date on `day`, with the chain of those before it that were moved."""
    moved = _moves(_updates(updates))
    current = [dating for move in last(moved, day) for dating in ([_new_due(move)] if move else datings(due))]
    return Due(tuple(current), (*datings(due), *(_new_due(move) for move in moved if move.on.s_lo <= day)))


def by_time(due: Edtf, day: str) -> frozenset[str]:
    """Return where `day` may stand to a due date: pending before its window, due inside it, overdue after it.

    A point, an extent and each alternative of a set is one window; a range holds one day nobody knows.
    """
    if due.kind == "range":
        lo, hi = due.s_lo, due.e_hi
        may_be = {PENDING: day < hi, DUE: lo <= day <= hi, OVERDUE: lo < day}
        return frozenset(state for state, possible in may_be.items() if possible)
    windows = due.alternatives or ((due.s_lo, due.e_hi),)
    return frozenset(PENDING if day < lo else DUE if day <= hi else OVERDUE for lo, hi in windows)


def _possible(on: Claims, due: Claims, updates: Claims, day: str, blur: Blur) -> Iterator[tuple[str, Positions]]:
    made = [(blur(when), at) for when, at in datings(on)]
    said = tuple(position for _, at in made for position in at)
    if not made:
        return
    if day < min(when.s_lo for when, _ in made):
        yield NOT_YET, said
        return
    steps = blurred(_updates(updates), blur)
    ends = [step for step in steps if step.state in TERMINAL and step.on.s_lo <= day]
    yield from ((step.state, step.at) for step in ends)
    if any(step.on.e_hi <= day for step in ends):
        return
    if day < max(when.e_hi for when, _ in made):
        yield NOT_YET, said
    progress = last([step for step in steps if step.state in PROGRESS], day)
    for state, at in _times(due, _moves(steps), day, blur):
        for update in progress:
            lifted = update and state != OVERDUE
            yield update.state if update and lifted else state, (*said, *at, *(update.at if update and lifted else ()))


def _times(due: Claims, moves: Sequence[Step], day: str, blur: Blur) -> Iterator[tuple[str, Positions]]:
    for move in last(moves, day):
        dues = [_new_due(move)] if move else datings(due)
        for when, at in dues:
            for state in sorted(by_time(blur(when), day)):
                yield state, at
        if not dues:
            yield PENDING, ()


def _updates(updates: Claims) -> tuple[Step, ...]:
    """Return the updates as steps. An end comes once, so its accounts narrow each other; progress may be told often."""
    ends = tuple(claim for claim in updates if claim.value["state"] in TERMINAL)
    others = tuple(claim for claim in updates if claim.value["state"] not in TERMINAL)
    return (*told(others, _state), *told(ends, _state, "state", "successor"))


def _state(update: Mapping[str, Any]) -> str:
    return str(update["state"])


def _moves(steps: Iterable[Step]) -> tuple[Step, ...]:
    return tuple(step for step in steps if step.state == RESCHEDULED)


def _new_due(move: Step) -> Dating:
    return parse(move.value["due"]), move.at


def _shares(updates: Claims, addressees: Iterable[str]) -> list[tuple[str, Claims]]:
    """Return the updates that count for each party of whom one speaks alone, and for all others together."""
    alone = list(dict.fromkeys(u.value["party"] for u in updates if u.counts and "party" in u.value))
    shares = [(party, tuple(u for u in updates if u.value.get("party", party) == party)) for party in alone]
    if not alone or set(addressees) - set(alone):
        shares.append(("", tuple(u for u in updates if "party" not in u.value)))
    return shares


def _together(parts: Iterable[Iterable[str]]) -> set[str]:
    """Return what the whole may be, from what each part may be."""
    found = {(FULFILLED, False)}
    for states in parts:
        found = {
            (min(slowest, state, key=_SLOWEST_FIRST.index), some or state == FULFILLED)
            for slowest, some in found
            for state in states
        }
    return {PARTLY if some and slowest not in {NOT_YET, OVERDUE, FULFILLED} else slowest for slowest, some in found}
