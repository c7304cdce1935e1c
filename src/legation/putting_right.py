"""The forms that put the record right: events are judged, ids matched, events struck, or put in the place of others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from legation.amending import struck_with
from legation.answering import naming
from legation.entry import EVIDENCE, Batch, Entry, Slot
from legation.envelope import uuid7
from legation.fact import Fact
from legation.form import Blank, blanks
from legation.ids import is_id, kind
from legation.jsonlines import Given
from legation.labels import label
from legation.ledger import now
from legation.payload import Node
from legation.reading import Reading
from legation.righting import RETRACTED, differences, first, replaced, striking, struck, told
from legation.shapes import EventRef, Ref
from legation.words import counted


class Judging(Entry):
    """How two events stand to each other; both stay."""

    def __init__(self, one: Fact, other: Fact, verdict: str, at: Reading) -> None:
        """Take the events in the order in which the verdict reads: the one outweighs the other."""
        self._both = f"{told(at, one)} · {told(at, other)}"
        title = f"Judge #{one.position} and #{other.position}"
        given = {"target": one.id, "other": other.id}
        super().__init__("record.assessed", given, ("target", "other"), title)
        self.start = {"verdict": verdict}
        self._purpose = ("judge", str(one.position), str(other.position), verdict)

    @property
    def purpose(self) -> tuple[str, ...]:
        return self._purpose

    @property
    def heading(self) -> tuple[str, str]:
        return "What is judged", self._both


class Matching(Entry):
    """Two ids are one thing, or two."""

    def __init__(self, one: str, other: str, verdict: str, at: Reading) -> None:
        """Take one id, the other if it is known, and what is thought of them."""
        title = "One, or two?" if verdict == "same" else "Held apart"
        super().__init__("entity.matched", {"entity": one}, ("entity",), title)
        self._one = f"{at.name(one)} ({one})"
        self.start = {"other": other, "verdict": verdict} if other else {"verdict": verdict}
        self._purpose = ("match", one, other, verdict)

    @property
    def purpose(self) -> tuple[str, ...]:
        return self._purpose

    @property
    def heading(self) -> tuple[str, str]:
        return "This one", self._one

    def node(self, path: Sequence[str], data: Mapping[str, Any]) -> Node | None:
        """Return the shape of a field; what is matched is of one kind."""
        return Ref(kind(self.given["entity"])) if tuple(path) == ("other",) else super().node(path, data)


class Striking(Entry):
    """An event no longer counts; with it goes what cannot stand without it, if that is wanted."""

    def __init__(self, target: Fact, at: Reading) -> None:
        super().__init__(RETRACTED, {"target": target.id}, ("target", "replaced_by"), f"Strike #{target.position}")
        self.target, self._told = target, told(at, target)
        self.all = struck_with(at.model, [target], at.size)
        if target.type == RETRACTED:
            self.title = f"Restore what #{target.position} struck"
        if target.type == "entity.matched":
            self.start = {"ground": "identity"}

    @property
    def purpose(self) -> tuple[str, ...]:
        return ("strike", str(self.target.position))

    @property
    def heading(self) -> tuple[str, str]:
        return "What goes", self._told

    @cached_property
    def slots(self) -> list[Slot]:
        """The fields of a retraction, and whether what depends on the event goes, too, if anything does."""
        found = [Slot(".".join(b.path), label(b.name), b, b.name in {"ground", "reason", "note"})
                 for b in blanks(self.type) if b.path[0] not in {*self.fixed, EVIDENCE}]  # fmt: skip
        found = [slot._replace(needed="" if slot.blank.required else "optional") for slot in found]
        if len(self.all) > 1:
            words = f"{counted(len(self.all) - 1, 'event')} cannot stand without it: yes strikes all"
            blank = Blank(
                ("dependants",), "dependants", "WORD", False, True, ("yes", "no"), f"{words}: yes strikes all"
            )
            found.insert(0, Slot("dependants", "Strike these?", blank, True, needed=""))
        return found

    def batch(self, data: Mapping[str, Any], texts: Mapping[str, str], at: Reading) -> Batch:
        """Return the retraction, and those of what depends on its target."""
        more, answer = [fact for fact in self.all if fact is not self.target], texts.get("dependants", "").strip()
        gone = self.all if answer == "yes" else [self.target]
        missing = "Strike these?" if more and answer not in {"yes", "no"} else ""
        asked = first([f"cannot stand without it: {told(at, fact)}" for fact in more]) if answer != "yes" else []
        events = striking(gone, [self.target], data)
        main = next(i for i, fact in enumerate(gone) if fact is self.target)
        return Batch(events, main, [*asked, *struck(at, gone)], missing)


class Righting(Entry):
    """The right event in the place of a wrong one, from which it takes every value that is not typed anew."""

    def __init__(self, wrong: Fact, at: Reading) -> None:
        super().__init__(wrong.type, wrong.data, (), f"Put #{wrong.position} right")
        self.wrong, self._id = wrong, uuid7(round(now().timestamp() * 1000))
        self.start = {slot.key: text for slot in self.slots if (text := as_typed(self, slot, at))}
        self.kept = frozenset(self.start)
        self.start["strike.ground"] = "entry_error"

    @property
    def purpose(self) -> tuple[str, ...]:
        return ("correct", str(self.wrong.position))

    @cached_property
    def slots(self) -> list[Slot]:
        """The fields of the event, and why it is put right."""
        words = {"ground": "Ground", "reason": "Why put right"}
        why = [Slot(f"strike.{blank.name}", words[blank.name], blank, True, needed="")
               for blank in blanks(RETRACTED) if blank.name in words]  # fmt: skip
        return [*(slot for blank in self.blanks for slot in self._of(blank)), *why]

    def batch(self, data: Mapping[str, Any], texts: Mapping[str, str], at: Reading) -> Batch:
        """Return the right event, and the retraction of the wrong one that names it."""
        why = {"ground": texts.get("strike.ground", "").replace(" ", "_"), "reason": texts.get("strike.reason", "")}
        because = {"target": self.wrong.id, "replaced_by": self._id, **{k: v for k, v in why.items() if v}}
        events = [
            Given({"type": self.type, "id": self._id, "data": dict(data)}),
            Given({"type": RETRACTED, "data": because}),
        ]
        missing = "another value than it has" if data == self.wrong.data else ""
        return Batch(
            events, 0, [*differences(at, self.wrong.data, data), *replaced(at, self.wrong, dict(data))], missing
        )


def as_typed(entry: Entry, slot: Slot, at: Reading) -> str:
    """Return what the given data of an entry say in a field, as somebody would type it; empty if they say nothing."""
    value: Any = entry.given
    for step in slot.key.split("."):
        match value:
            case list() if step.isdecimal() and int(step) < len(value):
                value = value[int(step)]
            case Mapping():
                value = value.get(step)
            case _:
                value = None
    if slot.key.endswith(".lines") and isinstance(value, list):
        return "-".join(map(str, dict.fromkeys(value)))
    several = value if isinstance(value, list) else [] if value is None else [value]
    names_event = isinstance(entry.node(slot.blank.path, entry.given), EventRef)
    return "; ".join(_typed(one, at, names_event) for one in several)


def _typed(value: Any, at: Reading, names_event: bool) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return str(value)
    if is_id(value):
        return naming(at, value)
    event = at.model.event(value) if names_event else None
    return f"#{event.position}" if event else value
