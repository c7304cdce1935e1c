"""The whole ledger looked at again: whether it makes sense, and whether its bytes are as they were written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from legation import store as bytes_of
from legation.after import After
from legation.collecting import without_collection
from legation.documents import Documents
from legation.envelope import line_faults, payload, time_key
from legation.errors import Fault
from legation.event_type import faults_of, subject_of
from legation.fact import Batch, Fact, decode
from legation.known import Nothing
from legation.ledger import unclear_ids
from legation.payload import shown
from legation.rule import broken
from legation.store import Report, Store

# What a line is told of that was written by a later version: of a type, or of a version of one, that is not known here.
NEWER = frozenset({"E901", "E908"})
_REMEDY = "a newer legation may have written it: use that one"


def _as_written(fault: Fault) -> Fault:
    """Return a fault of a line that stands already: nobody can spell its type otherwise."""
    return replace(fault, remedy=_REMEDY) if fault.code in NEWER else fault


class _Lines:
    """Stored lines looked at one by one: what can be said of each from itself and those before it."""

    def __init__(self, subjects: MutableMapping[str, str] | None = None) -> None:
        self._subjects = {} if subjects is None else subjects
        self._time = ""

    def faults(self, line: Mapping[str, Any]) -> list[Fault]:
        """Return what is wrong with the attributes and the shape of the next line."""
        type_, data = line.get("type"), payload(line)
        faults = list(line_faults(line))
        if not any(fault.code in NEWER for fault in faults):  # else its data are of a shape that is not known here
            faults += map(_as_written, faults_of(type_, data))
        if faults:
            return faults
        subject = subject_of(line["type"], data, lambda event: self._subjects.get(event, line["subject"]))
        if subject != line["subject"]:
            faults.append(
                Fault("E911", f"found {shown(line['subject'])}", f"{subject}, from the data", field="subject")
            )
        if line["id"] in self._subjects:
            faults.append(Fault("E025", f"{shown(line['id'])} is the id of an earlier event", "a new id", field="id"))
        if self._time and time_key(line["recordedtime"]) < time_key(self._time):
            what, expected = f"found {line['recordedtime']}", f"{self._time} or later"
            faults.append(Fault("E026", what, expected, field="recordedtime"))
        self._subjects[line["id"]] = line["subject"]
        self._time = line["recordedtime"]
        return faults


def check(store: Store, documents: Documents | None = None) -> Iterator[Fault]:
    """Yield all that makes no sense in a ledger: each line's shape, and every rule asked of each batch as it came.

    The line of a fault is a position. Holds all facts in memory.
    """
    with without_collection():  # all facts are held: to look through them again and again took a third of the time
        yield from _checked(store, documents)


def _checked(store: Store, documents: Documents | None) -> Iterator[Fault]:
    so_far, each, unclear = After(Nothing(), (), documents), _Lines(), set[str]()
    lines = ((line.position, decode(line.entry)) for line in store.read())
    for _, batch in groupby(lines, key=lambda found: Batch.parse(found[1]["batch"]).id):
        facts = []
        for position, line in batch:
            if faults := each.faults(line):
                unclear |= unclear_ids(line)
                yield from (fault.at("ledger", position) for fault in faults)
            else:
                facts.append(Fact.of({**line, "data": payload(line)}))
        for fact, fault in broken(After(so_far, facts, documents, unclear)):
            yield fault.at("ledger", fact.position)
        so_far.take(facts)


def verify(
    store: Store,
    subjects: MutableMapping[str, str] | None = None,
    more: Callable[[Mapping[str, Any]], Iterable[Fault]] = lambda line: (),
    sizes: Collection[int] = (),
) -> Report:
    """Read every byte again, as the store verifies it and as events of their types; return all that is wrong.

    `subjects` keeps what each event is about (None: in memory); `more` looks at sound lines; `sizes`: roots wanted.
    """
    each = _Lines(subjects)
    return bytes_of.verify(store, lambda _, line: each.faults(line) or more(line), sizes)
