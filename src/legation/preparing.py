"""A row as it was folded, made ready to be judged: who is who, on which day what is undated, what is outweighed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, replace
from functools import cache
from typing import Any, TypeVar

from legation.claim import Claim, Claims, Weight, substituted
from legation.projection import Row

R = TypeVar("R", bound=Row)


def prepared(row: R, same: Mapping[str, str], outweighed: Collection[int], told_by: Callable[[int], str]) -> R:
    """Return a row whose ids are those that survive, by `same`, and whose claims at `outweighed` positions say so.

    Steps without a day carry the one by which, says `told_by` of a position, they were told of (domain.md 13.1).
    """
    ready: dict[str, Any] = {}
    for name in _names(type(row)):  # type: ignore[arg-type]  # a class can be hashed
        told: Claims = getattr(row, name)
        claims = substituted(told, {} if name in row.as_written else same)
        if name in row.dated:
            claims = tuple(_with_day(claim, told_by) for claim in claims)
        if outweighed:
            claims = tuple(c._replace(weight=_lost(c.weight)) if c.at in outweighed else c for c in claims)
        if claims is not told:
            ready[name] = claims
    return replace(row, **ready) if ready else row


def _with_day(claim: Claim, told_by: Callable[[int], str]) -> Claim:
    match claim.value:
        case "":
            return claim._replace(value=f"[..{told_by(claim.at)}]")
        case {"on": _}:
            return claim
        case dict(step):
            return claim._replace(value={**step, "on": f"[..{told_by(claim.at)}]", "undated": True})
        case _:
            return claim


def _lost(weight: Weight) -> Weight:
    return "outweighed" if weight in {"certain", "probable"} else weight


@cache
def _names(kind: type[Row]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
