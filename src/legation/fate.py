"""What became of an event: what struck it and why, what stands in its place, and in whose place it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cached_property

from legation.fact import Fact
from legation.reading import Reading
from legation.words import spoken

_FEW = 8  # so many are looked for one by one, more among all strings of a line
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')


class Fates:
    """What retractions made of events, at one moment; they are looked through once."""

    def __init__(self, at: Reading) -> None:
        """Take the moment."""
        self.at = at

    def struck_by(self, fact: Fact) -> Fact | None:
        """Return the first retraction that counts and takes this event back; None if there is none."""
        return next((self.at.fact(p) for p in self._by_target.get(fact.position, ())), None)

    def successor(self, fact: Fact) -> Fact | None:
        """Return what was put in the place of an event that was struck; None if nothing was."""
        strike = self.struck_by(fact)
        return self._replacement(strike) if strike else None

    def latest(self, fact: Fact) -> Fact | None:
        """Return what stands in the place of an event now, however often that was put right; None if nothing does."""
        seen, new = {fact.position}, self.successor(fact)
        while new and new.position not in seen and not self.at.counts(new.position):
            seen.add(new.position)
            new = self.successor(new)
        return new if new and self.at.counts(new.position) else None

    def replaced(self, fact: Fact) -> list[Fact]:
        """Return the events in whose place this one was put."""
        return [self.at.fact(position) for position in self._by_successor.get(fact.id, ())]

    def story(self, fact: Fact) -> str:
        """Say why an event no longer counts; empty if it does."""
        if self.at.counts(fact.position):
            return ""
        if not (strike := self.struck_by(fact)):
            return "an event that it names is retracted"
        told = f"retracted by #{strike.position} ({because(strike)})"
        new = self._replacement(strike)
        return f"{told}, replaced by #{new.position}" if new else told

    def _replacement(self, strike: Fact) -> Fact | None:
        new = self.at.model.event(strike.data.get("replaced_by", ""))
        return new if new and new.position <= self.at.position else None

    @cached_property
    def _by_target(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        told = "select target, position from retractions where position <= ? and target is not null order by position"
        for target, position in self.at.model.db.execute(told, (self.at.position,)).fetchall():
            if self.at.counts(position):
                found[target].append(position)
        return found

    @cached_property
    def _by_successor(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for new, target in self._successions():
            found[new].append(target)
        return {new: sorted(set(targets)) for new, targets in found.items()}

    def _successions(self) -> Iterator[tuple[str, int]]:
        for target, strikes in self._by_target.items():
            for strike in map(self.at.fact, strikes):
                if new := strike.data.get("replaced_by"):
                    yield new, target


def because(strike: Fact) -> str:
    """Say on which ground and for what reason a retraction was made: `entry error: the note says July`."""
    return f"{spoken(strike.data['ground'], str)}: {strike.data['reason']}"


def referring(at: Reading, facts: Collection[Fact]) -> list[Fact]:
    """Return the later events, known at this moment, that name one of these as target, basis, cause or replacement."""
    told = "select position from mentions where id = ? and position > ? and position <= ?"
    found = {
        position
        for fact in facts
        for (position,) in at.model.db.execute(told, (fact.id, fact.position, at.position)).fetchall()
    }
    return [at.fact(position) for position in sorted(found)]
