"""Gatherings: engagements with the parts they have, and who took part in any of them (domain.md 13.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from legation.claim import union
from legation.ids import kind
from legation.projections.attendance import UNNAMED
from legation.projections.engagements import Engagement
from legation.reading import Reading


def wholes(eng: str, at: Reading) -> list[str]:
    """Return an engagement, what it is a part of, and so on: the gathering comes last."""
    chain = [eng]
    while (whole := next((value for value, _ in union(_row(chain[-1], at).parent)), "")) and whole not in chain:
        chain.append(whole)
    return chain


def parts(whole: str, at: Reading) -> Iterator[str]:
    """Yield the engagements that are parts of one."""
    return (value for value, _ in union(_row(whole, at).parts))


def participants(eng: str, at: Reading) -> set[str]:
    """Return everybody of whom it is told that they were, or were not, at an engagement."""
    return {who for who, _ in at.keys_holding("attendance", eng) if who != UNNAMED}


def gathered(at: Reading, ids: Iterable[str]) -> set[str]:
    """Return who took part in any of the engagements among `ids`, or in another part of the same gathering."""
    found, todo = set[str](), {wholes(id_, at)[-1] for id_ in ids if kind(id_) == "eng"}
    while todo:
        found |= todo
        todo = {part for eng in todo for part in parts(eng, at)} - found
    return {who for eng in found for who in participants(eng, at)}


def _row(eng: str, at: Reading) -> Engagement:
    return cast("Engagement", at.row("engagements", eng))
