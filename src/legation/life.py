"""The life of what comes into being and ceases: organisations, offices, programmes (domain.md 9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from legation.claim import Claims
from legation.dates import OPEN_START
from legation.steps import Blur, Positions, States, Step, blurred, judged, reached, told

ACTIVE, STOPPED, SUSPENDED, ENDED = "active", "stopped", "suspended", "ended"


def life(claims: Claims) -> tuple[Step, ...]:
    """Return the recorded steps of a life, the `body.*` events, in the order of their dates."""
    return told(claims, _leads_to, "type", "act")


def standing(claims: Claims, day: str) -> States:
    """Return what may have been the case by the end of `day`: none, active, stopped, suspended, ended (domain.md 9).

    A restoration without a recorded stop implies one, so that before it nobody knows. Contested, if one beginning is
    told both as a founding and as a restoration.
    """
    steps = life(claims)
    return judged(lambda blur: _possible(steps, day, blur), contested=bool(contested_beginning(claims)))


def contested_beginning(claims: Claims) -> Positions:
    """Return the positions of all that tell one beginning both as new and as restored; empty if nothing does."""
    steps = life(claims)
    pairs = [(new, again) for again in steps if _restores(again) for new in steps if _same_beginning(steps, new, again)]
    return tuple(sorted({position for pair in pairs for step in pair for position in step.at}))


def _possible(steps: tuple[Step, ...], day: str, blur: Blur) -> Iterator[tuple[str, Positions]]:
    seen = blurred(steps, blur)
    yield from reached(seen, day)
    for again in filter(_restores, seen):
        since = _alive(seen, again)
        if since and since.on.s_lo <= day < again.on.e_hi and not _stops(seen, since, again):
            yield STOPPED, (*since.at, *again.at)


def _alive(steps: tuple[Step, ...], again: Step) -> Step | None:
    """Return the last sign of life before a restoration: the latest that surely lies before it, else any that may."""
    signs = [
        sign
        for sign in steps
        if sign.state == ACTIVE
        and sign is not again
        and sign.on.s_lo < again.on.e_hi
        and not _same_beginning(steps, sign, again)
    ]
    sure = [sign for sign in signs if sign.on.e_hi < again.on.s_lo]
    return max(sure, key=_begins) if sure else min(signs, key=_begins, default=None)


def _stops(steps: tuple[Step, ...], since: Step, again: Step) -> bool:
    """Tell whether a recorded stop may lie between a sign of life and a restoration."""
    stops = (step for step in steps if step.state in {SUSPENDED, ENDED})
    return any(stop.on.e_hi >= since.on.s_lo and stop.on.s_lo <= again.on.e_hi for stop in stops)


def _same_beginning(steps: tuple[Step, ...], new: Step, again: Step) -> bool:
    # A founding known only by an upper bound may lie long before; it contradicts no restoration.
    dated = OPEN_START not in {new.on.s_lo, again.on.s_lo}
    meet = new.on.s_lo <= again.on.e_hi and again.on.s_lo <= new.on.e_hi
    return new.value["type"] == "body.established" and dated and meet and not _stops(steps, new, again)


def _restores(step: Step) -> bool:
    return bool(step.value["type"] == "body.restored")


def _begins(step: Step) -> str:
    return step.on.s_lo


def _leads_to(step: Mapping[str, Any]) -> str:
    if step["type"] != "body.dissolved":
        return ACTIVE
    return SUSPENDED if step["act"] == "suspended" else ENDED
