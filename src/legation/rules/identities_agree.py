"""R2: what is judged one thing can be one thing.

E201  a match between a meeting and a visit
E202  a match that changes nothing: the two are one already
E203  a pair that would be both the same and distinct
E204  one engagement that is both a meeting and a visit
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legation.after import After, affirmed, joined
from legation.errors import Fault
from legation.fact import Fact
from legation.payload import shown

_ACCOUNTS = {"meeting.held": "visit.made", "visit.made": "meeting.held"}


def identities_agree(fact: Fact, after: After) -> Iterator[Fault]:
    """Ask that matches join like with like, lead somewhere and do not gainsay each other."""
    match fact.type, fact.data:
        case "entity.matched", {"entity": one, "other": other, "verdict": "same", "keep": keep}:
            yield from _same(fact, one, other, keep, after)
        case "entity.matched", {"entity": one, "other": other}:
            if other in after.members(one):
                what = (
                    f"{shown(one)} and {shown(other)} are one by {_places(after.matches(one)) or 'being the same id'}"
                )
                yield Fault("E203", what, "a pair not matched as the same", "retract the match first", "data.verdict")
        case ("meeting.held" | "visit.made") as type_, {"engagement": id_}:
            others = (one for one in _told(after.members(id_), _ACCOUNTS[type_], after) if after.first(one, fact))
            if account := next(others, None):
                what = f"{shown(id_)} is told of as {account.type} at {account.position}"
                remedy = "give the meeting an id of its own, with the visit as its parent"
                yield Fault("E204", what, "either meetings or visits", remedy, "data.engagement")


def _same(fact: Fact, one: str, other: str, keep: str, after: After) -> Iterator[Fault]:
    before = [match for match in after.matches(one) if match.position < fact.position]
    survivor, members = joined(before).get(one, (one, (one,)))
    if one == other or (other in members and keep == survivor):
        what = f"{shown(one)} and {shown(other)} are one already, by {_places(before) or 'being the same id'}"
        yield Fault("E202", what, "two ids not joined yet", "leave the match out", "data.other")
    members = tuple(after.members(one))
    for distinct in (judged for id_ in members for judged in after.about(id_, "entity.matched")):
        if distinct.data["verdict"] == "distinct" and distinct.data["other"] in members and affirmed(distinct):
            pair = f"{shown(distinct.data['entity'])} and {shown(distinct.data['other'])}"
            what = f"this would make {pair} one, judged distinct at {distinct.position}"
            yield Fault("E203", what, "ids that are not held apart", "retract that judgement first", "data.verdict")
    accounts = [next(_told(members, type_, after), None) for type_ in _ACCOUNTS]
    if all(accounts):
        where = " and ".join(f"{account.type} at {account.position}" for account in accounts if account)
        what = f"this would join a meeting with a visit: {where}"
        yield Fault("E201", what, "two meetings, or two visits", "make the visit the meeting's parent", "data.other")


def _told(members: Sequence[str], type_: str, after: After) -> Iterator[Fact]:
    return (fact for id_ in members for fact in after.about(id_, type_))


def _places(matches: list[Fact]) -> str:
    return ", ".join(f"the match at {match.position}" for match in matches)
