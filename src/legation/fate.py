"""What became of an event: what struck it and why, what stands in its place, and in whose place it stands."""

from __future__ import annotations

from collections.abc import Collection

from legation.fact import Fact
from legation.reading import Reading
from legation.words import spoken


class Fates:
    """What retractions made of events, at one moment."""

    def __init__(self, at: Reading) -> None:
        """Take the moment."""
        self.at = at

    def struck_by(self, fact: Fact) -> Fact | None:
        """Return the first retraction that counts and takes this event back; None if there is none."""
        return next(map(self.at.fact, self._strikes(fact.position)), None)

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
        records = (one for one in referring(self.at, [fact]) if one.data.get("replaced_by") == fact.id)
        targets = {one.data["target"] for one in records if self.at.counts(one.position)}
        found = filter(None, map(self.at.model.event, targets))
        return sorted(found, key=lambda one: one.position)

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

    def _strikes(self, position: int) -> list[int]:
        """Return the retractions of an event that count, in order."""
        told = "select position from retractions where target = ? and position <= ? order by position"
        found = self.at.model.db.execute(told, (position, self.at.position)).fetchall()
        return [strike for (strike,) in found if self.at.counts(strike)]


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
