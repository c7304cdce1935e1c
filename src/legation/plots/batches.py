"""What was recorded together: events by the append that brought them, in the order of the ledger."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from legation.dates import in_words
from legation.plot import ANY
from legation.plots._bars import Groups, bars
from legation.reading import Reading
from legation.view import View

_BATCH = "substr(batch, 1, instr(batch, '/') - 1)"
_MOST = 2_000  # appends; of more, only the last are drawn


@bars(ANY)
def batches(view: View, keys: Sequence[str], at: Reading) -> Groups:
    """Count how many events each append brought; no event is read for it."""
    told = at.model.db.execute(
        f"""select min(position), max(position), min(recordedtime) from ids where position <= ?
        group by {_BATCH} order by 1 desc limit {_MOST}""",
        (at.position,),
    ).fetchall()
    groups: dict[str, Sequence[str]] = {}
    names: dict[str, str] = {}
    for first, last, recorded in reversed(told):
        held = keys[bisect_left(keys, first, key=int) : bisect_right(keys, last, key=int)]
        if held:
            groups[str(first)] = held
            names[str(first)] = f"{in_words(recorded[:10]):>11}  #{first}{f'–{last}' if last > first else ''}"
    return Groups(groups, (f"only the last {_MOST:,} appends",) if len(told) == _MOST else (), names)
