"""What may be appended, as far as references, identity and liveness go, by plain definitions (domain.md 11.3)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from legation.after import affirmed
from legation.dates import before, parse
from legation.event_type import creates, references
from legation.fact import Fact
from oracle import survivors

_ACCOUNTS = ("meeting.held", "visit.made")
_LAST = {"fulfilled", "superseded", "withdrawn", "lapsed", "rejected"}
_TIES = {"part_of", "section_of", "under", "replaces"}
_FIELDS = ("parent", "follows", "replaces", "within", "broader")


class Said(NamedTuple):
    """What a fact creates, the ids it names, the events it rests on, and ties (which, to what) that close no circle."""

    creates: str | None
    ids: tuple[str, ...]
    events: tuple[str, ...]
    ties: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, type_: str, data: Mapping[str, Any]) -> Said:
        """Look through the payload of an event."""
        named = list(references(type_, data))
        taken_back = data["target"] if type_ == "record.retracted" else None
        return cls(
            creates(type_, data),
            tuple(reference.value for reference in named if not reference.event),
            tuple(r.value for r in named if r.event and (r.value, r.path) != (taken_back, "target")),
            tuple(_ties(type_, data)),
        )


def _ties(type_: str, data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    told = {**data, **data.get("attrs", {})}
    if type_ == "entity.related":
        told = {data["relation"]: data["other"]} if data["relation"] in _TIES else {}
    return ((name, told[name]) for name in (*_FIELDS, *_TIES) if name in told)


class State:
    """A ledger as the rules see it: what counts, who is who, and what exists."""

    def __init__(self, facts: Sequence[Fact], said: Mapping[str, Said]) -> None:
        self.facts, self.said, live = facts, said, list[Fact]()
        self._retracted: Counter[str] = Counter()
        for fact in reversed(facts):  # a retraction is settled by what stands behind it
            if fact.id not in self._retracted:
                live.append(fact)
                if fact.type == "record.retracted":
                    self._retracted[fact.data["target"]] += 1
        self.live = {fact.id: fact for fact in reversed(live)}
        self.matches = [fact for fact in self.live.values() if is_match(fact)]
        self._same = survivors(self.matches)
        self.created = {self.who(made) for fact in live if (made := said[fact.id].creates)}

    def who(self, id_: str) -> str:
        """Return the id that goes on."""
        return self._same.get(id_, id_)

    def accounts(self) -> list[Fact]:
        """Return the live facts that others may name: those about the world, not about records."""
        return [fact for fact in self.live.values() if not fact.type.startswith("record.")]

    def may_follow(self, older: State) -> bool:
        """Tell whether an append may lead here from an older state (domain.md 11.3)."""
        fresh = [fact for id_, fact in self.live.items() if id_ not in older.live]
        return (
            max(self._retracted.values(), default=0) <= 1
            and all(self.who(id_) in self.created for fact in self.live.values() for id_ in self.said[fact.id].ids)
            and all(self._rests_on_live(fact) and self._leads_somewhere(fact) for fact in fresh)
            and all(self._fits_the_end(fact) for fact in fresh if fact.type == "followup.updated" and affirmed(fact))
            and self._registered_once()
            and self._like_with_like()
            and self._identified_once()
            and not any(map(closes_a_circle, self._ties().values()))
        )

    def _rests_on_live(self, fact: Fact) -> bool:
        named = [self.live.get(id_) for id_ in self.said[fact.id].events]
        about_records = fact.type == "record.retracted"
        return bool(fact.subject) and all(
            event and (about_records or not event.type.startswith("record.")) for event in named
        )

    def _leads_somewhere(self, fact: Fact) -> bool:
        if not is_match(fact):
            return True
        earlier = survivors(match for match in self.matches if match.position < fact.position)
        one, other = (earlier.get(fact.data[side], fact.data[side]) for side in ("entity", "other"))
        return one != other or fact.data["keep"] != one

    def _fits_the_end(self, fact: Fact) -> bool:
        """Tell whether no update of the same case surely follows one that is the last."""
        for other in self.live.values():
            same_case = other.type == fact.type and self.who(other.subject) == self.who(fact.subject)
            if same_case and affirmed(other) and other.data.get("party") == fact.data.get("party"):
                for end, after in ((fact.data, other.data), (other.data, fact.data)):
                    ended = end["state"] in _LAST and end["state"] != after["state"]
                    if ended and before(parse(end["on"]), parse(after["on"])) == "certain":
                        return False
        return True

    def _registered_once(self) -> bool:
        registered = Counter(fact.subject for fact in self.live.values() if fact.type.endswith(".registered"))
        return max(registered.values(), default=0) <= 1

    def _like_with_like(self) -> bool:
        met, visited = (
            {self.who(fact.subject) for fact in self.live.values() if fact.type == type_} for type_ in _ACCOUNTS
        )
        judged = (fact.data for fact in self.live.values() if fact.type == "entity.matched" and not is_match(fact))
        return met.isdisjoint(visited) and all(self.who(two["entity"]) != self.who(two["other"]) for two in judged)

    def _identified_once(self) -> bool:
        found = defaultdict[tuple[str, str], set[str]](set)
        for fact in self.live.values():
            if fact.type == "entity.identified" and fact.data.get("match", "exact") == "exact" and affirmed(fact):
                who, scheme, value = self.who(fact.subject), fact.data["scheme"], fact.data["value"]
                found[scheme, value].add(who)
                if scheme != "url":
                    found[who, scheme].add(value)
        return all(len(one) == 1 for one in found.values())

    def _ties(self) -> Mapping[str, Mapping[str, set[str]]]:
        ties = defaultdict[str, defaultdict[str, set[str]]](lambda: defaultdict(set))
        for fact in filter(affirmed, self.live.values()):
            for tie, target in self.said[fact.id].ties:
                ties[tie][self.who(fact.subject)].add(self.who(target))
        return ties


def closes_a_circle(ties: Mapping[str, set[str]]) -> bool:
    """Tell whether one can come back by following ties."""

    def reached(start: str) -> set[str]:
        found, work = set[str](), [start]
        while work:
            more = ties.get(work.pop(), set()) - found
            found |= more
            work += more
        return found

    return any(start in reached(start) for start in ties)


def is_match(fact: Fact) -> bool:
    """Tell whether the fact says that two ids are one."""
    return fact.type == "entity.matched" and bool(fact.data["verdict"] == "same")
