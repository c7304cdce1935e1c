"""The ledger as it stands, and as it would stand with more lines: what rules may ask (domain.md 11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache

from legation.documents import Documents, Lines
from legation.event_type import Reference, creates, event_type, names, references
from legation.fact import Fact
from legation.ids import kind
from legation.known import Known
from legation.payload import members as fields
from legation.shapes import New


class After:
    """A ledger with more lines taken in; answers all that `Known` answers, and what the lines brought about.

    `ended` and `restored` give, by the position of a retraction, the facts that it took out of the ledger or brought
    back. `unclear` are ids that lines with faults of their own may have meant to create: nobody reports them missing.
    """

    def __init__(
        self,
        before: Known,
        lines: Iterable[Fact] = (),
        documents: Documents | None = None,
        unclear: Collection[str] = (),
    ) -> None:
        self.before, self.documents, self.unclear = before, documents or Documents(), unclear
        self.lines: list[Fact] = []
        self.ended: defaultdict[int, list[Fact]] = defaultdict(list)
        self.restored: defaultdict[int, list[Fact]] = defaultdict(list)
        self._events: dict[str, Fact] = {}
        self._subjects: defaultdict[str, defaultdict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
        self._types: defaultdict[str, list[Fact]] = defaultdict(list)
        self._identified: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
        self._digested: defaultdict[str, list[Fact]] = defaultdict(list)
        self._names: defaultdict[str, list[Fact]] = defaultdict(list)
        self._named = 0
        self._counts: dict[int, bool] = {}
        self._back: dict[int, Fact] = {}
        self._classes: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._creators: dict[str, list[Fact]] = {}
        self._references: dict[str, tuple[Reference, ...]] = {}
        self._at_hand: list[tuple[str, Lines]] | None = None
        self.take(lines)

    def take(self, lines: Iterable[Fact]) -> None:
        """Take in more lines; they stand behind all others."""
        more = list(lines)
        self.lines += more
        self._creators.clear()
        self._at_hand = None
        for fact in more:
            self._events[fact.id] = fact
            self._subjects[fact.subject][fact.type].append(fact)
            self._types[fact.type].append(fact)
            if fact.type == "entity.identified":
                self._identified[fact.data["scheme"], fact.data["value"]].append(fact)
            if fact.type == "source.registered" and "sha256" in fact.data:
                self._digested[fact.data["sha256"]].append(fact)
        toggled: list[Fact] = []
        # The newest first: whether a retraction counts is decided before it is asked what it retracts.
        for retraction in reversed([fact for fact in more if fact.type == "record.retracted"]):
            toggled += self._settled(retraction)
        matches = [fact for fact in (*more, *toggled) if is_match(fact)]
        if matches:
            self._rejoin(matches)

    def _settled(self, cause: Fact) -> Iterator[Fact]:
        work = [self.event(cause.data["target"])]
        while work:
            fact = work.pop()
            if fact is None or (counts := not self.retractions(fact)) == self.live(fact):
                continue
            self._counts[fact.position] = counts
            (self.restored if counts else self.ended)[cause.position].append(fact)
            if fact.id not in self._events and not self.before.live(fact):
                self._back[fact.position] = fact
            if fact.type == "record.retracted":
                work.append(self.event(fact.data["target"]))
            yield fact

    def _rejoin(self, matches: Iterable[Fact]) -> None:
        ends = {id_ for match in matches for id_ in (match.data["entity"], match.data["other"])}
        touched = {member for id_ in ends for member in self.members(id_)}
        classes = joined(self._matches(touched))
        self._classes.update((id_, classes.get(id_, (id_, (id_,)))) for id_ in touched)

    def _matches(self, ids: Iterable[str]) -> list[Fact]:
        found = {m.position: m for id_ in ids for m in self.about(id_, "entity.matched") if is_match(m)}
        return [found[position] for position in sorted(found)]

    def newer(self) -> Sequence[int]:
        return self.before.newer()

    def event(self, id: str) -> Fact | None:  # noqa: A002
        return self._events.get(id) or self.before.event(id)

    def live(self, fact: Fact) -> bool:
        counts = self._counts.get(fact.position)
        return (fact.id in self._events or self.before.live(fact)) if counts is None else counts

    def about(self, id: str, *types: str) -> list[Fact]:  # noqa: A002
        told: Mapping[str, list[Fact]] = self._subjects.get(id, {})
        own = [fact for type_ in types or told for fact in told.get(type_, ())]
        older = self.before.about(id, *types)
        return self._joined(older, own, lambda fact: fact.subject == id and (not types or fact.type in types))

    def naming(self, id: str) -> list[Fact]:  # noqa: A002
        for fact in self.lines[self._named :]:
            for value in named(fact):
                self._names[value].append(fact)
        self._named = len(self.lines)
        return self._joined(self.before.naming(id), self._names.get(id, ()), lambda fact: id in named(fact))

    def of_type(self, type: str) -> list[Fact]:  # noqa: A002
        return self._joined(self.before.of_type(type), self._types.get(type, ()), lambda fact: fact.type == type)

    def identified(self, scheme: str, value: str) -> list[Fact]:
        def wanted(fact: Fact) -> bool:
            return fact.type == "entity.identified" and (fact.data["scheme"], fact.data["value"]) == (scheme, value)

        own = self._identified.get((scheme, value), ())
        return self._joined(self.before.identified(scheme, value), own, wanted)

    def digested(self, sha256: str) -> list[Fact]:
        def wanted(fact: Fact) -> bool:
            return fact.type == "source.registered" and fact.data.get("sha256") == sha256

        return self._joined(self.before.digested(sha256), self._digested.get(sha256, ()), wanted)

    def survivor(self, id: str) -> str:  # noqa: A002
        return self._classes[id][0] if id in self._classes else self.before.survivor(id)

    def members(self, id: str) -> Sequence[str]:  # noqa: A002
        return self._classes[id][1] if id in self._classes else self.before.members(id)

    def near(self, id: str) -> list[str]:  # noqa: A002
        own = [subject for subject in self._subjects if kind(subject) == kind(id) and self.creators(subject)]
        return list(dict.fromkeys((*get_close_matches(id, own, n=3, cutoff=0.75), *self.before.near(id))))[:3]

    def _joined(self, older: Iterable[Fact], own: Iterable[Fact], wanted: Callable[[Fact], bool]) -> list[Fact]:
        found = [fact for fact in (*older, *own) if self._counts.get(fact.position, True)]
        back = [fact for fact in self._back.values() if self._counts[fact.position] and wanted(fact)]
        return sorted((*found, *back), key=lambda fact: fact.position) if back or len(found) > 1 else found

    # What rules ask beside.

    def new(self, fact: Fact) -> bool:
        """Tell whether the fact is one of the lines taken in."""
        return fact.id in self._events

    def first(self, other: Fact, fact: Fact) -> bool:
        """Tell whether `other` was there when `fact` was taken in or, if it is older, restored."""
        return other.position != fact.position and (other.position < fact.position or not self.new(fact))

    def references(self, fact: Fact) -> tuple[Reference, ...]:
        """Return all that the fact names and does not create."""
        if fact.id not in self._references:
            self._references[fact.id] = tuple(references(fact.type, fact.data))
        return self._references[fact.id]

    def at_hand(self) -> list[tuple[str, Lines]]:
        """Return the registered documents whose text is at hand, with their lines."""
        if self._at_hand is None and not self.documents:
            self._at_hand = []
        if self._at_hand is None:
            held = [fact for fact in self.of_type("source.registered") if "sha256" in fact.data]
            found = ((fact.subject, self.documents.lines(fact.data["sha256"], fact.data["bytes"])) for fact in held)
            self._at_hand = [(document, lines) for document, lines in found if lines]
        return self._at_hand

    def retractions(self, fact: Fact) -> list[Fact]:
        """Return the live retractions of a fact, in order."""
        return [r for r in self.about(fact.subject, "record.retracted") if r.data["target"] == fact.id]

    def matches(self, id: str) -> list[Fact]:  # noqa: A002
        """Return the live matches that make `id` one with others, in order."""
        return self._matches(self.members(id))

    def creators(self, id: str) -> list[Fact]:  # noqa: A002
        """Return the live facts that create `id` or an id joined with it."""
        if id not in self._creators:
            self._creators[id] = creators(self, id)
        return self._creators[id]


def joined(matches: Iterable[Fact]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return, for each id in these matches, taken in order, the id that survives and all that are one with it.

    The class joined last survives as the survivor of `keep`'s class; a match that joins nothing new only chooses anew.
    """
    classes: dict[str, tuple[str, tuple[str, ...]]] = {}
    for match in matches:
        one, other, keep = match.data["entity"], match.data["other"], match.data["keep"]
        left, right = classes.get(one, (one, (one,))), classes.get(other, (other, (other,)))
        if one in right[1]:
            survivor, members = keep, left[1]
        else:
            survivor, members = (left if keep == one else right)[0], left[1] + right[1]
        classes |= dict.fromkeys(members, (survivor, members))
    return classes


def creators(known: Known, id: str) -> list[Fact]:  # noqa: A002
    """Return the live facts that create `id` or an id joined with it, as `known` has them."""
    return [fact for member in known.members(id) for fact in known.about(member, *creating(kind(id)))]


@cache
def creating(kind_: str) -> tuple[str, ...]:
    """Return the names of the event types that create ids of a kind."""
    nodes = {name: [member.node for member in fields(event_type(name)).values()] for name in names()}
    return tuple(name for name, of in nodes.items() if any(isinstance(n, New) and kind_ in n.kinds for n in of))


def is_match(fact: Fact) -> bool:
    """Tell whether the fact says that two ids are one."""
    return fact.type == "entity.matched" and fact.data["verdict"] == "same"


def named(fact: Fact) -> set[str]:
    """Return everything that the fact names: what it refers to, and what it creates."""
    return {reference.value for reference in references(fact.type, fact.data)} | {creates(fact.type, fact.data) or ""}


def affirmed(fact: Fact) -> bool:
    """Tell whether the fact says that something is so: it has no evidence, or some that does not deny it."""
    evidence = fact.data.get("evidence", ())
    return not evidence or any(piece.get("polarity") != "denied" for piece in evidence)
