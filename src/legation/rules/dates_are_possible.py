"""R7: dates can be read, and nothing is due before it was promised.

E701  a text that is no date of the ledger (told by the shape of the payload)
E702  a date that looks right and cannot be, such as one that ends before it begins (told by the shape of the payload)
E703  a due date that lies surely before the promise or the advice
"""

from __future__ import annotations

from collections.abc import Iterator

from legation.after import After, affirmed
from legation.dates import before, parse
from legation.errors import Fault
from legation.fact import Fact
from legation.payload import shown

_PROMISES = ("commitment.made", "recommendation.made")


def dates_are_possible(fact: Fact, after: After) -> Iterator[Fault]:
    """Ask that what is due, at first or after being put off, is not due before it was promised."""
    due = fact.data.get("due")
    if not due or not affirmed(fact):
        return
    if fact.type in _PROMISES:
        made = [fact.data["on"]] if "on" in fact.data else []
    else:
        promises = [promise for member in after.members(fact.subject) for promise in after.about(member, *_PROMISES)]
        made = [promise.data["on"] for promise in promises if "on" in promise.data and affirmed(promise)]
    if made and all(before(parse(due), parse(on)) == "certain" for on in made):
        what = f"due {shown(due)}, though promised {' or '.join(map(shown, dict.fromkeys(made)))}"
        yield Fault("E703", what, "a due date that may lie after the promise", "look at both dates again", "data.due")
