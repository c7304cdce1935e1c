"""One event being entered: the fields to fill in, and the batch that comes of what was typed into them.

What is typed is kept as text, under the path of its field in the data: `participant`, `evidence.0.lines`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from legation.amending import struck_with
from legation.answering import fresh, naming
from legation.conditions import AtLeastOne, ExactlyOne
from legation.envelope import uuid7
from legation.event_type import event_type
from legation.fact import Fact
from legation.form import Blank, blanks
from legation.ids import is_id, kind, slug
from legation.jsonlines import Given
from legation.labels import happening, label
from legation.ledger import now
from legation.payload import ListOf, Node, members
from legation.reading import Reading
from legation.righting import RETRACTED, differences, going_on, judging, replaced, striking, struck, told
from legation.shapes import ByKind, Date, New, Ref
from legation.words import counted, listed

_EVIDENCE = "evidence"
_CITED = frozenset({"document", "lines", "voice"})
_NAMES = ("name", "title", "summary")


class Slot(NamedTuple):
    """A field of the form: its key, what it is called, what it takes; `open` if it is not folded away.

    `piece` is the piece of evidence, counted from 0, that it is a part of; `needed` says in a word whether it must be.
    """

    key: str
    label: str
    blank: Blank
    open: bool
    piece: int | None = None
    needed: str = "optional"


class Batch(NamedTuple):
    """What is to be appended: the event that was entered stands at index `main`; `told` says what else that does."""

    events: Sequence[Given]
    main: int = 0
    told: Sequence[str] = ()
    missing: str = ""


class Entry:
    """A new event, or more of one: `given` are data that stand already, `fixed` the fields that are not asked for."""

    def __init__(
        self, type_: str, given: Mapping[str, Any] | None = None, fixed: Sequence[str] = (), title: str = ""
    ) -> None:
        self.type, self.given, self.fixed = type_, dict(given or {}), frozenset(fixed)
        self.title = title or "Add to the ledger"
        self.start: dict[str, str] = {}
        self.kept: frozenset[str] = frozenset()  # fields whose text, as it was at the start, stands for what is given

    @property
    def purpose(self) -> tuple[str, ...]:
        """What the form was opened for, in words by which `opened` opens it again."""
        return ("add", self.type)

    @property
    def heading(self) -> tuple[str, str]:
        """The first line of the form: a label, and what happened, in words."""
        return "What happened", happening(self.type).rstrip(".")

    @property
    def derived(self) -> frozenset[str]:
        """The fields that follow from others, if they are left empty."""
        of_matches = {"keep"} if self.type == "entity.matched" else set()
        fields = members(event_type(self.type))
        new = {name for name, member in fields.items() if isinstance(member.node, New) and "summary" in fields}
        return frozenset(of_matches | new)

    @property
    def pieces(self) -> int:
        """How many pieces of evidence there is room for."""
        return max(1, len(self.given.get(_EVIDENCE, ())))

    @cached_property
    def slots(self) -> list[Slot]:
        """The fields, in the order in which they are asked for."""
        return [slot for blank in self._blanks if blank.path[0] not in self.fixed for slot in self._of(blank)]

    @property
    def _blanks(self) -> list[Blank]:
        """The fields of the type; a reason, where one may do, comes before the evidence."""
        found = blanks(self.type)
        before = [blank for blank in found if blank.path[0] not in {_EVIDENCE, "note", "reason"}]
        return sorted(found, key=lambda blank: (blank not in before, blank.name != "reason"))

    @property
    def one_of(self) -> str:
        """The fields of which one is needed, in words."""
        labels = [slot.label for slot in self.slots if slot.blank.path[0] in self._alternatives and slot.open]
        return listed(dict.fromkeys(label for label in labels if label not in {"Lines", "Voice"}), "or")

    def beside(self, slot: Slot, name: str) -> Slot | None:
        """Return another field of the same piece of evidence; None if there is none."""
        return next((s for s in self.slots if s.piece == slot.piece and s.blank.path[-1] == name), None)

    def _of(self, blank: Blank) -> Iterator[Slot]:
        if blank.path[0] != _EVIDENCE:
            needed = "" if blank.required else "one of these" if blank.path[0] in self._alternatives else "optional"
            yield Slot(".".join(blank.path), label(blank.name), blank, self._is_open(blank), needed=needed)
            return
        for piece in range(self.pieces):
            number = f" {piece + 1}" if self.pieces > 1 else ""
            name, cited = f"{_EVIDENCE}.{piece}.{blank.path[-1]}", blank.path[-1] in _CITED
            must = cited and not piece and members(event_type(self.type))[_EVIDENCE].required
            told_ = blank._replace(required=must)
            yield Slot(name, label(blank.name) + number, told_, cited, piece, "" if must else "optional")

    def _is_open(self, blank: Blank) -> bool:
        """Tell whether a field is asked for at once: it is needed, or one of several is, or it says when or as what."""
        node = self.node(blank.path, {})
        if isinstance(node, New) and "summary" in members(event_type(self.type)):
            return False  # its id follows from the summary
        if len(blank.path) > 1:
            return blank.path[-1] == "label" and blank.path[0] in self._alternatives
        dated = isinstance(node, Date) and blank.path[0] in {"on", "when", "due"}
        as_what = isinstance(node, Ref) and node.kinds == {"office"}
        return blank.required or blank.path[0] in self._alternatives or dated or as_what or blank.name == "note"

    @cached_property
    def _alternatives(self) -> frozenset[str]:
        found: set[str] = set()
        for condition in event_type(self.type).conditions:
            match condition:
                case ExactlyOne(one=one, other=other):
                    found |= {one, other}
                case AtLeastOne(tests=tests):
                    found |= {name for test in tests if (name := getattr(test, "field", ""))}
        return frozenset(found)

    def node(self, path: Sequence[str], data: Mapping[str, Any]) -> Node | None:
        """Return the shape of a field, of its members if it is a list; None for an attribute this kind has not."""
        node: Node | None = event_type(self.type)
        for step in path:
            node = node.model(data) if isinstance(node, ByKind) else node.item if isinstance(node, ListOf) else node
            member = members(node).get(step) if isinstance(node, type) else None
            node = member.node if member else None
        return node.item if isinstance(node, ListOf) else node

    def completed(self, data: Mapping[str, Any], texts: Mapping[str, str], at: Reading) -> dict[str, Any]:
        """Return the data with what follows from what was typed: an id from a name, a name from what was typed for an
        id, and of two that are one, which goes on."""
        told_, fields = dict(data), members(event_type(self.type))
        new = next((name for name, member in fields.items() if isinstance(member.node, New)), "")
        name = next((name for name in _NAMES if name in fields), "")
        if new and name and new not in told_ and isinstance(told_.get(name), str):
            kinds = sorted(fields[new].node.kinds)  # type: ignore[union-attr]
            if len(kinds) == 1:
                told_[new] = fresh(f"{kinds[0]}:{slug(told_[name])}", at)
        elif new in told_ and name and name not in told_ and not at.naming(told_[new]):
            words = texts.get(new, "").removeprefix(f"{kind(told_[new])}:").strip()
            told_ |= {name: words} if words and not is_id(texts[new]) else {}
        both = {"entity", "other"} <= told_.keys()
        if self.type == "entity.matched" and both and told_.get("verdict") == "same" and "keep" not in told_:
            told_["keep"] = going_on(at, told_["entity"], told_["other"])
        return told_

    def batch(self, data: Mapping[str, Any], texts: Mapping[str, str], at: Reading) -> Batch:
        """Return what is to be appended for these data."""
        said = [judging(at, self._judged(data, at), data["verdict"])] if self._judges(data, at) else []
        return Batch([Given({"type": self.type, "data": dict(data)})], told=said)

    def _judges(self, data: Mapping[str, Any], at: Reading) -> bool:
        return self.type == "record.assessed" and "verdict" in data and bool(self._judged(data, at))

    def _judged(self, data: Mapping[str, Any], at: Reading) -> list[Fact]:
        return [fact for name in ("target", "other") if (fact := at.model.event(str(data.get(name, ""))))]


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
                 for b in blanks(self.type) if b.path[0] not in {*self.fixed, _EVIDENCE}]  # fmt: skip
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
        asked = [f"cannot stand without it: {told(at, fact)}" for fact in more] if answer != "yes" else []
        events = striking(gone, [self.target], data)
        main = next(i for i, fact in enumerate(gone) if fact is self.target)
        return Batch(events, main, [*asked, *struck(at, gone)], missing)


class Righting(Entry):
    """The right event in the place of a wrong one, from which it takes every value that is not typed anew."""

    def __init__(self, wrong: Fact, at: Reading) -> None:
        super().__init__(wrong.type, wrong.data, (), f"Put #{wrong.position} right")
        self.wrong, self._id = wrong, uuid7(round(now().timestamp() * 1000))
        self.start = {slot.key: text for slot in self.slots if (text := self._present(slot, at))}
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
        return [*(slot for blank in self._blanks for slot in self._of(blank)), *why]

    def _present(self, slot: Slot, at: Reading) -> str:
        """Return what the wrong event says in a field, as somebody would type it."""
        value: Any = self.given
        for step in slot.key.split("."):
            value = value[int(step)] if isinstance(value, list) and step.isdecimal() and int(step) < len(value) else (
                value.get(step) if isinstance(value, Mapping) else None)  # fmt: skip
        if slot.key.endswith("lines") and isinstance(value, list):
            return "-".join(map(str, dict.fromkeys(value)))
        several = value if isinstance(value, list) else [] if value is None else [value]
        return "; ".join(_typed(one, at) for one in several)

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


def _typed(value: Any, at: Reading) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return str(value)
    if is_id(value):
        return naming(at, value)
    event = at.model.event(value)
    return f"#{event.position}" if event else value
