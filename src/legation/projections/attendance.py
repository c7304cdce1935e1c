"""Who was at what: one row for each participant of each engagement; groups nobody names stand under `-`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from legation.claim import Agreed, Claims, single
from legation.fact import Fact
from legation.ids import kind
from legation.projection import Change, Row, many, one, projection

UNNAMED = "-"

_FUNCTIONS = {"visitors": "visitor", "hosts": "host"}


@dataclass(frozen=True, slots=True)
class Attendance(Row):
    """One participant at one engagement; several functions may be told, and all may be true."""

    function: Claims = many("in what part: head, member, host, visitor …")
    office: Claims = one("id", "in which office")
    side: Claims = one("id", "for which side")
    presence: Claims = one("text", "present, absent or invited")
    portion: Claims = one("text", "for which part of it")
    group: Claims = many("who nobody names: {label, count, comparator, function, side, presence, portion}")


@projection(
    Attendance,
    "engagement.attended",
    "visit.made",
    "meeting.held",
    participant=("id", "who took part; `-` stands for groups that nobody names"),
    engagement=("id", "the meeting or visit"),
)
def attendance(fact: Fact) -> Iterator[Change[Attendance]]:
    """Fold attendances, and the hosts and visitors whom an account names."""
    match fact.type, fact.data:
        case "engagement.attended", {"engagement": key, "participant": who}:
            yield (who, key), _attended
        case "engagement.attended", {"engagement": key, "group": _}:
            yield (UNNAMED, key), _attended_in_numbers
        case "visit.made" | "meeting.held", {"engagement": key}:
            for name, function in _FUNCTIONS.items():
                for who in fact.data.get(name, ()):
                    yield (who, key), partial(_took_part, function=function, seen=kind(who) == "person")
            if "group" in fact.data:
                yield (UNNAMED, key), _visited_in_numbers


def presence(row: Attendance) -> Agreed:
    """Return whether the participant was there: `present`, `absent` or, if no more is known, `invited`.

    An invitation contradicts neither.
    """
    said = single(tuple(claim for claim in row.presence if claim.value != "invited"))
    return said if said.values else single(row.presence)


def _attended(row: Attendance, fact: Fact) -> Attendance:
    known = fact.data.get("function") not in {None, "unspecified"}
    return row.keep(fact, *(["function"] if known else []), "office", "side", "portion").add(
        fact, presence=fact.data.get("presence", "present")
    )


def _attended_in_numbers(row: Attendance, fact: Fact) -> Attendance:
    said = {name: fact.data[name] for name in ("function", "office", "side", "portion") if name in fact.data}
    return row.add(fact, group={**fact.data["group"], **said, "presence": fact.data.get("presence", "present")})


def _visited_in_numbers(row: Attendance, fact: Fact) -> Attendance:
    return row.add(fact, group={**fact.data["group"], "function": "visitor", "presence": "present"})


def _took_part(row: Attendance, fact: Fact, function: str, *, seen: bool) -> Attendance:
    # An organisation takes part through people; that any of them was in the room is not said.
    return row.add(fact, function=function, presence="present" if seen else None)
