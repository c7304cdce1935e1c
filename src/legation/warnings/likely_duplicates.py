"""W5: two engagements that may be one: same class and place, days that overlap, and a person who came to both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from legation.errors import Fault
from legation.likeness import Account, account, shared
from legation.reading import Reading
from legation.warning import odd


def likely_duplicates(at: Reading) -> Iterator[Fault]:
    """Yield the pairs of engagements that nobody has judged yet."""
    places: dict[tuple[str, str], list[Account]] = defaultdict(list)
    for (key,) in at.keys("engagements"):
        if told := account(at, key):
            places[told.where].append(told)
    for accounts in places.values():
        yield from _pairs(at, sorted(accounts))


def _pairs(at: Reading, accounts: list[Account]) -> Iterator[Fault]:
    for i, one in enumerate(accounts):
        for other in accounts[i + 1 :]:
            if other.first > one.last:
                break
            if heads := shared(at, one, other):
                names = " and ".join(map(at.name, heads))
                what = f"{other.key} overlaps it in time and place, with {names} in both"
                remedy = "judge them: entity.matched, same or distinct"
                yield odd("W5", one.key, what, "one id for one engagement", (*one.at, *other.at), remedy)
