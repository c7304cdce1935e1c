"""R9: what chapter 5 of the domain asks of a payload, beyond what the payload alone can show.

E901  a type that does not exist
E902  a field that the type does not have
E903  a field that is missing
E904  a value of the wrong form
E905  a word that the field does not allow
E906  fields that do not go together
E907  bytes that are registered already, under another id
E908  a version of the payload's shape that does not exist
E909  an update after one that ended the promise or the advice
E910  a promise to meet or visit that is fulfilled without an engagement
E911  a subject that is not the payload's
"""

from __future__ import annotations

from collections.abc import Iterator

from legation.after import After, affirmed
from legation.dates import before, parse
from legation.errors import Fault
from legation.fact import Fact
from legation.payload import shown

_LAST = frozenset({"fulfilled", "superseded", "withdrawn", "lapsed", "rejected"})


def types_are_obeyed(fact: Fact, after: After) -> Iterator[Fault]:
    """Ask what needs the ledger: one registration for the same bytes, and promises that end once."""
    match fact.type, fact.data:
        case "source.registered", {"sha256": sha256}:
            for other in after.digested(sha256):
                if other.subject != fact.subject and after.first(other, fact):
                    what = f"these bytes are registered already, as {shown(other.subject)} at {other.position}"
                    yield Fault("E907", what, "a document that is new", f"cite {other.subject}", "data.sha256")
        case "followup.updated", {"target": target} if affirmed(fact):
            yield from _ends_once(fact, target, after)
            if fact.data["state"] == "fulfilled" and "engagement" not in fact.data and _is_to_meet(target, after):
                what, remedy = "a promise to meet or visit, fulfilled by nothing that took place", "name the engagement"
                yield Fault("E910", what, "an engagement", remedy, "data.engagement")


def _ends_once(fact: Fact, target: str, after: After) -> Iterator[Fault]:
    """Tell of updates that surely follow one that is the last; there may be many accounts of one end."""
    for member in after.members(target):
        for other in after.about(member, "followup.updated"):
            if not after.first(other, fact) or not affirmed(other) or other.data.get("party") != fact.data.get("party"):
                continue
            state, theirs = fact.data["state"], f"{other.data['state']} {other.data['on']}, at {other.position}"
            if state == other.data["state"]:
                continue
            if other.data["state"] in _LAST and _surely_before(other, fact):
                yield _two_ends(f"it was {theirs}; nothing follows that")
            elif state in _LAST and _surely_before(fact, other):
                yield _two_ends(f"it cannot be {state} before it was {theirs}")


def _two_ends(what: str) -> Fault:
    return Fault("E909", what, "an end that is the last word", "retract whichever is wrong", "data.on")


def _surely_before(one: Fact, other: Fact) -> bool:
    return before(parse(one.data["on"]), parse(other.data["on"])) == "certain"


def _is_to_meet(target: str, after: After) -> bool:
    promises = [p for member in after.members(target) for p in after.about(member, "commitment.made") if affirmed(p)]
    return bool(promises) and all(promise.data["action"] in {"meet", "visit"} for promise in promises)
