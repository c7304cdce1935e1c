"""The door of the ledger: what is appended is checked as a whole and written as a whole.

What it looks at is the ledger as it stands under the lock, so two writers cannot both be right about the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import orjson

from legation.after import After
from legation.documents import Documents
from legation.envelope import (
    MERGED,
    SPECVERSION,
    given_faults,
    newest_schema,
    payload,
    time_key,
    time_text,
    uuid7,
)
from legation.errors import Fault, NewerEvents, Refused
from legation.event_type import creates, faults_of, names, subject_of
from legation.fact import LONGEST_LINE, Fact, decode
from legation.ids import is_id
from legation.jsonlines import Given, read_events
from legation.known import Known
from legation.payload import shown
from legation.rule import broken
from legation.store import Store
from legation.upcast import is_known

__all__ = ["Given", "Proposal", "Taken", "append", "propose", "read_events"]

Clock = Callable[[], datetime]
_PLACE = 128  # bytes that position and batch may take


class Proposal(NamedTuple):
    """What an append would do: the lines it adds, without position and batch; the same as facts; the known events that
    it repeats; all that is wrong with it."""

    lines: tuple[dict[str, Any], ...]
    facts: tuple[Fact, ...]
    repeated: tuple[Fact, ...]
    faults: tuple[Fault, ...]


class Taken(NamedTuple):
    """What an append did: the facts it added, at their positions; the known events that had no effect; is it sealed?"""

    facts: tuple[Fact, ...]
    repeated: tuple[Fact, ...]
    sealed: bool


def now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def append(
    store: Store,
    events: Sequence[Given],
    known_at: Callable[[int], Known],
    documents: Documents | None = None,
    *,
    actor: str = "",
    clock: Clock = now,
    expect: int | None = None,
) -> Taken:
    """Append events as one batch, all or none.

    `known_at` is called under the lock with the size of the ledger and answers for it as it then stands. `actor` stands
    in where an event names none. Raises Refused with every fault that was found, NewerEvents where rules cannot be
    asked of all that is there, and what `Store.append` raises.
    """
    looked_at = [_looked_at(given, store.source, actor) for given in events]
    done = Proposal((), (), (), ())

    def make(size: int) -> Sequence[dict[str, Any]]:
        nonlocal done
        moment = _not_before(time_text(clock()), store, size)
        done = _proposal(looked_at, known_at(size), documents, source=store.source, size=size, moment=moment)
        if done.faults:
            raise Refused(done.faults)
        return done.lines

    appended = store.append(make, expect)
    return Taken(done.facts, done.repeated, appended.sealed)


def _not_before(moment: str, store: Store, size: int) -> str:
    """Return the moment, or that of the last line if the clock was set back since."""
    last = [decode(line.entry)["recordedtime"] for line in store.read(size - 1, size)] if size else []
    return max(moment, *last, key=time_key) if last else moment


def propose(
    events: Sequence[Given],
    known: Known,
    documents: Documents | None = None,
    *,
    source: str,
    size: int,
    moment: str,
    actor: str = "",
) -> Proposal:
    """Return what an append behind position `size` would do at a moment, and all that is wrong with it.

    Raises NewerEvents as `append` does.
    """
    looked_at = [_looked_at(given, source, actor) for given in events]
    return _proposal(looked_at, known, documents, source=source, size=size, moment=moment)


class _LookedAt(NamedTuple):
    """An event that was given, its data in the newest shape, and all that is wrong with it taken by itself."""

    given: Given
    event: Mapping[str, Any]
    data: Any
    faults: list[Fault]


def _looked_at(given: Given, source: str, actor: str) -> _LookedAt:
    event = given.event if "actor" in given.event or not actor else {**given.event, "actor": actor}
    data = payload(event)
    faults = [*given_faults(event, source), *faults_of(event.get("type"), data)]
    if "actor" not in event:
        faults.append(Fault("E024", "missing", "who records this", "name one with --actor", "actor"))
    return _LookedAt(given, event, data, faults)


def _proposal(
    events: Sequence[_LookedAt], known: Known, documents: Documents | None, *, source: str, size: int, moment: str
) -> Proposal:
    if newer := known.newer():
        raise NewerEvents(newer)
    form = _Form(known, source, size, moment)
    for event in events:
        form.fill_in(*event)
    by_position = {fact.position: given for fact, given in form.facts}
    after = After(known, [fact for fact, _ in form.facts], documents, form.unclear)
    for fact, fault in broken(after):
        given = by_position[fact.position]
        form.faults.append(fault.at(given.file, given.line))
    faults = sorted(form.faults, key=lambda fault: (fault.file, fault.line))
    return Proposal(tuple(form.lines), tuple(fact for fact, _ in form.facts), tuple(form.repeated), tuple(faults))


class _Form:
    """The lines of one append being filled in, one after the other."""

    def __init__(self, known: Known, source: str, size: int, moment: str) -> None:
        self.lines: list[dict[str, Any]] = []
        self.facts: list[tuple[Fact, Given]] = []
        self.repeated: list[Fact] = []
        self.faults: list[Fault] = []
        self.unclear: set[str] = set()
        self._known, self._source, self._moment = known, source, moment
        self._position = size
        self._milliseconds = round(datetime.fromisoformat(moment).timestamp() * 1000)
        self._mine: dict[str, Fact] = {}

    def fill_in(self, given: Given, event: Mapping[str, Any], data: Any, faults: Sequence[Fault]) -> None:
        """Take in one event: as a line and a fact, as one that is known already, or as faults."""
        if not faults:
            line = self._line(event, data) | ({MERGED: given.mergedfrom} if given.mergedfrom else {})
            namesake = self._mine.get(line["id"]) or self._known.event(line["id"])
            if namesake and (namesake.type, namesake.data) == (line["type"], data):
                self.repeated.append(namesake)
                return
            faults = list(self._misfits(event, line, namesake))
            if not namesake:
                fact = Fact.of({**line, "position": self._position + 1, "batch": ""})
                self.lines.append(line)
                self.facts.append((fact, given))
                self._mine[fact.id] = fact
        self._position += 1
        self.faults += [fault.at(given.file, given.line) for fault in faults]
        if faults:
            self.unclear |= unclear_ids(event)

    def _line(self, event: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "specversion": SPECVERSION,
            "id": event["id"] if "id" in event else uuid7(self._milliseconds, len(self.lines)),
            "source": self._source,
            "type": event["type"],
            "subject": subject_of(event["type"], data, self._subject) or event.get("subject", ""),
            "recordedtime": self._moment,
            "actor": event["actor"],
            "dataschema": newest_schema(event["type"]),
            "data": data,
        }

    def _subject(self, event_id: str) -> str:
        """Return the subject of an earlier event; empty if there is none, which rule R1 tells."""
        fact = self._mine.get(event_id) or self._known.event(event_id)
        return fact.subject if fact else ""

    def _misfits(self, event: Mapping[str, Any], line: Mapping[str, Any], namesake: Fact | None) -> Iterator[Fault]:
        if namesake:
            where = f"at {namesake.position}" if namesake.id not in self._mine else "earlier in this append"
            what = f"{shown(line['id'])} is the id of another event, a {namesake.type} {where}"
            yield Fault("E025", what, "an id of its own", "leave the id out to have one given", "id")
        if event.get("subject", line["subject"]) != line["subject"]:
            remedy = "leave it out to have it filled in"
            yield Fault(
                "E911", f"found {shown(event['subject'])}", f"{line['subject']}, from the data", remedy, "subject"
            )
        place = str(self._position + 1)
        if "position" in event and shown(event["position"]) != place:
            remedy = "leave it out; the ledger gives it"
            yield Fault("E022", f"found {shown(event['position'])}", place, remedy, "position")
        if (length := len(orjson.dumps(line)) + _PLACE) > LONGEST_LINE:
            what = f"the line would take {length:,} bytes"
            yield Fault("E027", what, f"at most {LONGEST_LINE:,}", "say it in several events")


def unclear_ids(event: Mapping[str, Any]) -> set[str]:
    """Return what a line with faults may have meant to create: nobody else shall be blamed for not finding it."""
    type_, data = event.get("type"), event.get("data")
    known = "dataschema" not in event or is_known(event["dataschema"], type_)
    if known and type_ in names() and isinstance(data, Mapping):
        meant = [creates(str(type_), data), event.get("id")]
    else:
        meant = [event.get("id"), event.get("subject"), *filter(is_id, _texts(data))]
    return {text for text in meant if isinstance(text, str)}


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            yield from (text for member in value.values() for text in _texts(member))
        case list() | tuple():
            yield from (text for member in value for text in _texts(member))
