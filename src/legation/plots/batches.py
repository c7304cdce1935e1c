"""What was recorded together: events by the append that brought them, in the order of the ledger."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from legation.dates import in_words
from legation.plot import ANY, Plot, drawing
from legation.plots._bars import bars
from legation.reading import Reading
from legation.view import View

_BATCH = "substr(batch, 1, instr(batch, '/') - 1)"
_MOST = 2_000  # appends; of more, only the last are drawn


@drawing(ANY)
def batches(view: View, keys: Sequence[str], at: Reading, room: int) -> Plot:
    """Draw how many events each append brought; no event is read for it."""
    told = at.model.db.execute(
        f"""select min(position), max(position), min(recordedtime) from ids where position <= ?
        group by {_BATCH} order by 1 desc limit {_MOST}""",
        (at.position,),
    ).fetchall()
    groups: dict[str, Sequence[str]] = {}
    for first, last, recorded in reversed(told):
        held = keys[bisect_left(keys, first, key=int) : bisect_right(keys, last, key=int)]
        if held:
            name = f"#{first}" if first == last else f"#{first}–{last}"
            groups[f"{in_words(recorded[:10]):>11}  {name}"] = held
    return bars(groups, view.one, room, *([f"only the last {_MOST:,} appends"] if len(told) == _MOST else []))
