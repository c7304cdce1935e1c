"""A ledger to try things on: short ways to write events down, and a store that tells what became of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest

from legation.after import After
from legation.documents import Documents, span_sha256, split
from legation.errors import Fault, Refused
from legation.event_type import Editorial, event_type
from legation.known import Nothing
from legation.ledger import Given, Taken, append
from legation.stores.memory import Memory

REPORT = "\n".join((
    "Report of a made-up year",
    "On the ninth of May the envoys of Freedonia arrived by train in the capital of Sylvania.",
    "They spoke of bridges, of the price of grain, and of the long quarrel over the lower river crossing.",
    "The Standing Joint Commission for the Navigation and Upkeep of the Lower River Crossings met twice that week.",
    "",
)).encode()  # fmt: skip
NOON = datetime(2024, 7, 17, 12, tzinfo=UTC)
Event = dict[str, Any]


def cited(a: int = 1, b: int | None = None, document: str = "doc:report", text: bytes = REPORT, **more: Any) -> Event:
    """Return one piece of evidence, its hash computed."""
    b = b or a
    place = {"document": document, "lines": [a, b], "span_sha256": span_sha256(split(text), a, b)}
    return {**place, "voice": "body", "stance": "asserted", **more}


def event(type_: str, /, id: str | None = None, **data: Any) -> Event:  # noqa: A002
    """Return an event with the evidence or the reason that its type asks for."""
    if type_ != "source.registered" and not {"evidence", "reason"} & data.keys():
        grounds: Event = (
            {"reason": "So it was."} if issubclass(event_type(type_), Editorial) else {"evidence": [cited()]}
        )
        data = {**data, **grounds}
    return {"type": type_, "data": data, **({"id": id} if id else {})}


def source(document: str = "doc:report", text: bytes = REPORT, id: str | None = None, **more: Any) -> Event:  # noqa: A002
    """Return the registration of a document."""
    return event(
        "source.registered", id, document=document, title=more.pop("title", "Report"), kind="report", language="en",
        origin="nobody", published_basis="unknown", sha256=sha256(text).hexdigest(), bytes=len(text),
        lines=len(split(text)), **more,
    )  # fmt: skip


_NEEDED: Mapping[str, Event] = {
    "org": {"class": "other"},
    "office": {"org": "org:freedonia"},
    "place": {"class": "city"},
    "agreement": {"class": "treaty"},
    "programme": {"class": "other"},
}


def entity(entity_: str, id: str | None = None, name: str = "", **attrs: Any) -> Event:  # noqa: A002
    """Return the registration of an entity."""
    needed = _NEEDED.get(entity_.partition(":")[0], {})
    return event("entity.registered", id, entity=entity_, name=name or entity_, attrs={**needed, **attrs})


def meeting(engagement: str, id: str | None = None, **data: Any) -> Event:  # noqa: A002
    """Return an account of a meeting."""
    return event("meeting.held", id, engagement=engagement, kind="meeting", **data)


def visit(engagement: str, id: str | None = None, **data: Any) -> Event:  # noqa: A002
    """Return an account of a visit by nobody in particular."""
    return event(
        "visit.made",
        id,
        engagement=engagement,
        kind="visit",
        group={"label": "Envoys"},
        destination="place:here",
        **data,
    )


def promise(commitment: str, id: str | None = None, **data: Any) -> Event:  # noqa: A002
    """Return a promise of Freedonia's."""
    told = {
        "by": ["org:freedonia"],
        "action": "build",
        "summary": "A bridge",
        "strength": "pledged",
        "due_basis": "none",
    }
    return event("commitment.made", id, commitment=commitment, **{**told, **data})


def same(entity_: str, other: str, keep: str = "", id: str | None = None) -> Event:  # noqa: A002
    """Return the judgement that two ids are one."""
    return event("entity.matched", id, entity=entity_, other=other, verdict="same", keep=keep or entity_)


def distinct(entity_: str, other: str, id: str | None = None) -> Event:  # noqa: A002
    """Return the judgement that two ids are not one."""
    return event("entity.matched", id, entity=entity_, other=other, verdict="distinct")


def retract(target: str, id: str | None = None, **data: Any) -> Event:  # noqa: A002
    """Return the retraction of an event."""
    return event("record.retracted", id, target=target, ground="entry_error", **data)


class Trial:
    """A ledger in memory that begins with one document and one state, and whose rules are asked of what is appended."""

    def __init__(self, documents: Documents | None = None, *first: Event) -> None:
        self.store, self.documents = Memory(), documents or Documents()
        self.known = After(Nothing(), ())
        self.clock: Callable[[], datetime] = lambda: NOON
        self.append(source(id="report"), entity("org:freedonia", "freedonia"), entity("place:here", "here"), *first)

    def append(self, *events: Event) -> Taken:
        """Append events; what was taken is known from then on."""
        given = [Given(one, "events", i) for i, one in enumerate(events, 1)]
        taken = append(self.store, given, self._known_at, self.documents, actor="ana.ruiz", clock=self.clock)
        self.known.take(taken.facts)
        return taken

    def _known_at(self, size: int) -> After:
        assert size == len(self.known.lines), "rules must be asked of the ledger as it stands under the lock"
        return self.known

    def faults(self, *events: Event) -> Sequence[Fault]:
        """Return why an append is refused; it must be, and must leave nothing behind."""
        before = self.store.head()
        with pytest.raises(Refused) as refused:
            self.append(*events)
        assert self.store.head() == before
        return refused.value.faults

    def codes(self, *events: Event) -> list[str]:
        """Return the codes of these faults, as (line, code) in words."""
        return [f"{fault.line} {fault.code}" for fault in self.faults(*events)]
