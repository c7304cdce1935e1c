"""What is measured how often: numbers and sums of money by their measure."""

from __future__ import annotations

from collections.abc import Sequence

from legation.plot import COUNTED
from legation.plots._bars import Groups, bars, largest_first
from legation.reading import Reading
from legation.tally import lines_of
from legation.view import View


@bars(COUNTED)
def measures(view: View, keys: Sequence[str], at: Reading) -> Groups:
    """Count how many lines there are of each measure; all money is one."""
    things = dict.fromkeys(key.partition(" ")[0] for key in keys)
    names = {f"{about} {line.word}": "Money" if line.is_money else line.measure
             for about in things for line in lines_of(about, at)}  # fmt: skip
    groups: dict[str, list[str]] = {}
    for key in keys:
        groups.setdefault(names[key], []).append(key)
    return Groups(largest_first(groups))
