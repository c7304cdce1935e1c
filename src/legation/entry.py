"""One event being entered: the fields to fill in, and the batch that comes of what was typed into them.

What is typed is kept as text, under the path of its field in the data: `participant`, `evidence.0.lines`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from legation.answering import fresh
from legation.conditions import AtLeastOne, ExactlyOne
from legation.event_type import event_type
from legation.fact import Fact
from legation.form import Blank, blanks
from legation.ids import is_id, kind, slug
from legation.jsonlines import Given
from legation.labels import happening, label
from legation.payload import ListOf, Node, members
from legation.reading import Reading
from legation.righting import going_on, judging
from legation.shapes import ByKind, Date, New, Ref
from legation.words import listed

EVIDENCE = "evidence"
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
        return max(1, len(self.given.get(EVIDENCE, ())))

    @cached_property
    def slots(self) -> list[Slot]:
        """The fields, in the order in which they are asked for."""
        return [slot for blank in self.blanks if blank.path[0] not in self.fixed for slot in self._of(blank)]

    @property
    def blanks(self) -> list[Blank]:
        """The fields of the type; a reason, where one may do, comes before the evidence."""
        found = blanks(self.type)
        before = [blank for blank in found if blank.path[0] not in {EVIDENCE, "note", "reason"}]
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
        if blank.path[0] != EVIDENCE:
            needed = "" if blank.required else "one of these" if blank.path[0] in self._alternatives else "optional"
            yield Slot(".".join(blank.path), label(blank.name), blank, self._is_open(blank), needed=needed)
            return
        for piece in range(self.pieces):
            number = f" {piece + 1}" if self.pieces > 1 else ""
            name, cited = f"{EVIDENCE}.{piece}.{blank.path[-1]}", blank.path[-1] in _CITED
            must = cited and not piece and members(event_type(self.type))[EVIDENCE].required
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
