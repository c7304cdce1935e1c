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
    made = _made(fact, after)
    if made and all(before(parse(due), parse(on)) == "certain" for on in made):
        what = f"due {shown(due)}, though promised {' or '.join(map(shown, dict.fromkeys(made)))}"
        yield Fault("E703", what, "a due date that may lie after the promise", "look at both dates again", "data.due")


def _made(fact: Fact, after: After) -> list[str]:
    """Return when the promise was made: as the account itself says, else as all accounts of it say."""
    if fact.type in _PROMISES and "on" in fact.data:
        return [fact.data["on"]]
    accounts = [account for member in after.members(fact.subject) for account in after.about(member, *_PROMISES)]
    return [account.data["on"] for account in accounts if "on" in account.data and affirmed(account)]
