"""When what was promised is due: promises by the month, year or range of their day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from legation.dates import Edtf, in_words, sort_key
from legation.plot import COUNTED
from legation.plots._bars import Groups, bars
from legation.projections.followups import Followup
from legation.reading import Reading
from legation.undertaking import due as due_on
from legation.view import View


@bars(COUNTED)
def due(view: View, keys: Sequence[str], at: Reading) -> Groups:
    """Count how many promises are due when, the earliest first; what may be due at two times stands at the first."""
    dated: dict[str, list[str]] = {}
    days: dict[str, tuple[str, ...]] = {}
    for key in keys:
        current = due_on(cast("Followup", at.row("followups", key)), at.day).current
        on = current[0][0] if current else None
        name = _time(on) if on else "no day given"
        dated.setdefault(name, []).append(key)
        days[name] = min(days.get(name, ("~",)), sort_key(on, 0)[:4])
    groups = {name: dated[name] for name in sorted(dated, key=days.__getitem__)}
    return Groups(groups)


def _time(on: Edtf) -> str:
    """Return the month or year that a date lies in, else the date itself, in words."""
    return next((in_words(on.s_lo[:n]) for n in (7, 4) if on.s_lo[:n] == on.e_hi[:n]), in_words(on))
