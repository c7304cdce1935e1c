"""What a form comes to while it is being filled in: an answer to every field, the batch, and what it would change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from legation.answering import Answer, Meaning, asked_for, meant, parts
from legation.appending import Trial, checked, tried
from legation.conditions import TOO_LITTLE
from legation.dates import NotADate, parse
from legation.documents import Documents
from legation.entry import Batch, Entry, Slot
from legation.errors import Fault
from legation.fitting import cited_lines, document, in_office
from legation.form import COMPUTED, applies, filled, registration, without
from legation.jsonlines import Given
from legation.reading import Reading
from legation.shapes import Choice, Ref
from legation.words import happened

_EVIDENCE = "evidence"
_UNREAD = "0" * 64  # stands for the hash of lines that are not at hand, so that the rest can be looked at


class Understood(NamedTuple):
    """The answers by field; what is hidden as it does not apply; what is missing, and wrong with no single field; the
    events, what else they do, and the trial of them."""

    answers: Mapping[str, Answer]
    hidden: frozenset[str]
    missing: tuple[str, ...]
    wrong: tuple[str, ...]
    told: tuple[str, ...]
    events: tuple[Given, ...]
    trial: Trial

    @property
    def ready(self) -> bool:
        """Tell whether this can be recorded."""
        sound = not (self.missing or self.wrong or any(answer.sign == "✗" for answer in self.answers.values()))
        return sound and bool(self.trial.proposal.lines) and not self.trial.proposal.faults


def understood(
    entry: Entry, texts: Mapping[str, str], at: Reading, documents: Documents, actor: str, today: date
) -> Understood:
    """Return what the texts come to; `at` is the ledger at its head. Nothing is written."""
    return _Understanding(entry, texts, at, documents, actor, today).all()


class _Understanding:
    def __init__(
        self, entry: Entry, texts: Mapping[str, str], at: Reading, documents: Documents, actor: str, today: date
    ) -> None:
        self.entry, self.at, self.documents, self.actor, self.today = entry, at, documents, actor, today
        self.texts = {key: text for key, raw in texts.items() if (text := raw.strip())}
        self.meanings: dict[str, Meaning] = {}
        self.new: dict[str, tuple[str, str]] = {}
        self.hidden: set[str] = set()

    def all(self) -> Understood:
        data = self._data()
        batch = self.entry.batch(data, self.texts, self.at)
        entered = self._entered(data)
        events = [given._replace(file="form", line=i) for i, given in enumerate((*entered, *batch.events), 1)]
        answers = {key: meaning.answer for key, meaning in self.meanings.items()}
        answers |= self._beside(data, answers)
        blocked = any(answer.sign == "✗" for answer in answers.values()) or bool(batch.missing)
        look = checked if blocked else tried
        trial = look(self.at.model, events, self.documents, self.actor, self.at.day)
        missing = {slot.label: None for slot in self._slots() if slot.blank.required and not self._said(slot, data)}
        wrong: list[str] = []
        for fault in trial.proposal.faults:
            self._blame(fault, len(entered), batch, answers, missing, wrong)
        if trial.proposal.repeated and not trial.proposal.facts:
            wrong.append(f"#{trial.proposal.repeated[0].position} says this already, word for word")
        missing |= {batch.missing: None} if batch.missing else {}
        for slot in self._slots():
            if slot.key not in answers or not answers[slot.key].text:
                hint = asked_for(self.entry.node(slot.blank.path, data), slot.blank.choices, slot.blank.help)
                answers[slot.key] = answers.get(slot.key, Answer())._replace(text=hint)
        order = [slot.label for slot in self.entry.slots]
        needed = sorted(missing, key=lambda name: order.index(name) if name in order else len(order))
        return Understood(
            answers, frozenset(self.hidden), tuple(needed), tuple(dict.fromkeys(wrong)), tuple(batch.told),
            tuple(events), trial,
        )  # fmt: skip

    def _slots(self) -> Iterator[Slot]:
        return (slot for slot in self.entry.slots if slot.key not in self.hidden)

    # From texts to data.

    def _data(self) -> dict[str, Any]:
        data: dict[str, Any] = dict(self.entry.given)
        plain = [slot for slot in self.entry.slots if len(slot.blank.path) == 1 or slot.piece is not None]
        for slot in plain:
            self._mean(slot, data)
        data = self._put(data)
        for slot in self.entry.slots:
            if slot not in plain:
                if slot.blank.path[0] in {"strike"}:
                    continue
                if applies(self.entry.type, slot.blank, data) and self.entry.node(slot.blank.path, data):
                    self._mean(slot, data)
                else:
                    self.hidden.add(slot.key)
        return self._put(data, {slot.key for slot in plain})

    def _mean(self, slot: Slot, data: Mapping[str, Any]) -> None:
        node, text = self.entry.node(slot.blank.path, data), self.texts.get(slot.key, "")
        if text and slot.key.startswith("strike."):
            node = Entry("record.retracted").node(slot.blank.path, {})
        if slot.key == "dependants":
            node = Choice(slot.blank.choices)
        if text and node is not None:
            self.meanings[slot.key] = meant(node, parts(text, many=slot.blank.many), self.at, self.today)
            self.new |= {id_: (slot.key, name) for id_, name in self.meanings[slot.key].new}

    def _put(self, data: Mapping[str, Any], done: frozenset[str] | set[str] = frozenset()) -> dict[str, Any]:
        """Return the data with the values of all fields but those that are `done` put in, or taken away."""
        told = dict(data)
        mine = [s for s in self.entry.slots if s.key not in {*done, "dependants"} and not s.key.startswith("strike.")]
        for slot in (s for s in mine if s.piece is None and self._cleared(s)):
            told = without(told, slot.blank.path)
        typed = {s.blank.path: self._values(s) for s in mine if s.piece is None and self._values(s)}
        told = filled(self.entry.type, typed, told, self.at, self.documents)
        pieces = len(told.get(_EVIDENCE, ()))
        for piece in reversed(range(self.entry.pieces)):
            told = self._piece([s for s in mine if s.piece == piece], piece, pieces, told)
        return self.entry.completed(told, self.texts, self.at)

    def _piece(self, slots: Sequence[Slot], piece: int, pieces: int, data: dict[str, Any]) -> dict[str, Any]:
        gone = [slot for slot in slots if self._cleared(slot)]
        if {slot.blank.path[-1] for slot in gone} >= {"document", "lines"}:
            return without(data, (_EVIDENCE,), piece)
        for slot in gone:
            data = without(data, slot.blank.path, piece)
        typed = {slot.blank.path: self._values(slot) for slot in slots if self._values(slot)}
        if not typed:
            return data
        if not self._at_hand(slots):
            typed[_EVIDENCE, COMPUTED] = (_UNREAD,)
        return filled(self.entry.type, typed, data, self.at, self.documents, piece if piece < pieces else None)

    def _at_hand(self, slots: Sequence[Slot]) -> bool:
        id_ = next((self._id(slot) for slot in slots if slot.blank.path[-1] == "document"), "")
        source = registration(self.at, id_) if id_ else None
        sha256 = source.data.get("sha256") if source else None
        return not sha256 or self.documents.lines(sha256) is not None

    def _id(self, slot: Slot) -> str:
        meaning = self.meanings.get(slot.key)
        return meaning.values[0] if meaning and meaning.values else ""

    def _values(self, slot: Slot) -> tuple[str, ...]:
        """Return what a field puts into the data: nothing if it says what it said."""
        if slot.key in self.entry.kept and self.texts.get(slot.key) == self.entry.start.get(slot.key):
            return ()
        return self.meanings[slot.key].values if slot.key in self.meanings else ()

    def _cleared(self, slot: Slot) -> bool:
        return slot.key in self.entry.kept and slot.key not in self.texts

    def _entered(self, data: Mapping[str, Any]) -> list[Given]:
        """Return the events by which new things get their ids, on the evidence of the event that names them."""
        grounds = {name: data[name] for name in (_EVIDENCE, "reason") if name in data}
        return [
            Given({"type": "entity.registered", "data": {"entity": id_, "name": name, "attrs": {}, **grounds}})
            for id_, (_, name) in self.new.items()
        ]

    # From data to answers.

    def _beside(self, data: Mapping[str, Any], answers: Mapping[str, Answer]) -> Iterator[tuple[str, Answer]]:
        """Yield the answers that depend on other fields."""
        person, day = data.get("person") or data.get("participant"), self._day(data)
        for slot in self._slots():
            id_, node = self._id(slot), self.entry.node(slot.blank.path, data)
            if isinstance(node, Ref) and node.kinds == {"office"} and id_ and person and day and not self.new:
                fits = in_office(str(person), id_, day, self.at)
                yield slot.key, fits._replace(accept=answers[slot.key].accept)
            elif slot.piece is not None and slot.blank.path[-1] == "document" and id_:
                about = document(id_, self.at, self.documents)
                yield slot.key, about._replace(accept=answers[slot.key].accept)
            elif slot.piece is not None and slot.blank.path[-1] == "lines":
                cited = self.entry.beside(slot, "document")
                source = self._id(cited) if cited else ""
                if source:
                    yield slot.key, cited_lines(self.texts.get(slot.key, ""), source, self.at, self.documents)

    def _day(self, data: Mapping[str, Any]) -> str:
        """Return the day of which the event tells, be it that of its meeting; empty if none is known exactly."""
        told = [data.get("on"), data.get("when")]
        told += [happened(fact) for fact in self.at.about(str(data.get("engagement", "")))]
        for text in filter(None, told):
            try:
                return parse(str(text)).s_lo
            except NotADate:
                continue
        return ""

    def _said(self, slot: Slot, data: Mapping[str, Any]) -> bool:
        if slot.key in self.texts:
            return True
        return slot.key.partition(".")[0] in data and not slot.key.startswith("strike.")

    def _blame(
        self, fault: Fault, entered: int, batch: Batch, answers: dict[str, Answer], missing: dict[str, None],
        wrong: list[str],
    ) -> None:  # fmt: skip
        if fault.line <= entered and (fault.what == TOO_LITTLE or fault.field.startswith(f"data.{_EVIDENCE}")):
            return  # the event itself, on whose evidence the thing is entered, is blamed for it
        said = "; ".join(filter(None, (fault.what, fault.expected and f"expected {fault.expected}", fault.remedy)))
        slot = self._blamed(fault, entered, batch)
        if not slot and fault.what == TOO_LITTLE:
            missing[self.entry.one_of] = None
        elif not slot:
            if fault.code.startswith("W") or fault.field not in {f"data.{_EVIDENCE}", "data.reason"}:
                wrong.append(said)
        elif slot.key not in self.texts:
            missing |= {} if slot.key in self.entry.derived else {slot.label: None}
            if fault.what != "missing":
                answers[slot.key] = Answer(answers.get(slot.key, Answer()).sign, f"needed: {said}")
        elif answers.get(slot.key, Answer()).sign != "✗":
            answers[slot.key] = Answer("✗", said, answers.get(slot.key, Answer()).accept)

    def _blamed(self, fault: Fault, entered: int, batch: Batch) -> Slot | None:
        index = fault.line - 1
        if index < entered:
            key = list(self.new.values())[index][0]
        else:
            key = fault.field.removeprefix("data.")
            if index - entered != batch.main:
                key = f"strike.{key}"
        steps = key.replace(COMPUTED, "lines").split(".")
        found = {slot.key: slot for slot in self._slots()}
        while steps and ".".join(steps) not in found:
            first = next((slot for slot in found.values() if slot.key.startswith(f"{'.'.join(steps)}.")), None)
            if first:
                return first
            steps.pop()
        return found.get(".".join(steps))
