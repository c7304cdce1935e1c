"""What is left to judge: values that disagree, readings that are unclear, and what looks odd (domain.md 12, 13.2).

Nothing is settled here. An item goes when an event settles it, and comes back when that event is struck.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple
from weakref import WeakKeyDictionary

from legation import brief
from legation.assessment import assessments, judged
from legation.claim import weight
from legation.contests import Contest, Values, contested_lives, contests
from legation.dates import in_words
from legation.errors import Fault
from legation.fact import Fact
from legation.ids import KINDS, kind
from legation.reading import Reading
from legation.steps import Positions
from legation.supporting import support, supported
from legation.view import Column, Entry, Note, View, Why, line_named, told
from legation.warning import warnings
from legation.words import about, listed, sentence, what

_CONTESTED, _UNCLEAR, _WARNING, _NOTED = "contested", "unclear", "warning", "noted"
_WHY = {
    "W1": "one seat, two", "W2": "two places", "W3": "out of turn", "W4": "a gap",
    "W5": "one thing twice?", "W6": "after its source", "W7": "a stop missing", "W8": "out of order",
    "W9": "sum does not fit", "W10": "no outcome", "W11": "basis is shaken", "W12": "figures apart",
}  # fmt: skip
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FIELDS = {"class_": "what kind of meeting", "when": "its day", "on": "the day it was made", "due": "the day it is due"}


class Item(NamedTuple):
    """One open question: about what, of which sort, why it is open, the values that stand, and what would settle it."""

    key: str
    sort: str
    what: str
    because: str
    values: Values
    at: Positions
    settle: str
    briefly: str = ""  # what it is about, where there is little room


class Inbox(View):
    """One line an open question, the oldest first."""

    digit, name, short, one = 0, "To judge", "Judge", "open question"
    projections = ("registry", "engagements", "followups", "recommendations", "sources", "offices", "series")
    kinds = KINDS
    follows = True
    ordered = "oldest first"
    columns = (
        Column("", 1),
        Column("What", 0, least=36),
        Column("Why it is here", 16, keep=1),
        Column("Since", 11, keep=2, right=True),
        Column("Src", 3, keep=3, right=True),
    )
    states = (("≠", _CONTESTED), ("?", _UNCLEAR), ("!", _WARNING), ("·", _NOTED))

    def keys(self, at: Reading) -> Sequence[str]:
        """Return the open questions, by when the last of their events was recorded."""
        return list(_items(at))

    def lines(self, key: str, at: Reading) -> Sequence[str]:
        """Return the questions about one id."""
        return [line for line in _items(at) if line.partition(" ")[0] == key]

    def find(self, words: str, at: Reading) -> str:
        """Return what `words` name: something there is a question about, or the one question that they tell of."""
        return line_named(self, words, at, lambda key: _items(at)[key].what)

    def entry(self, key: str, at: Reading) -> Entry:
        """Return one open question."""
        item = _items(at)[key]
        sign = self.sign(item.sort)
        documents, _ = support(at, item.at)
        src = f"{documents}{'≠' if item.sort == _CONTESTED else ''}"
        cells = (sign, item.what, item.because, in_words(_since(item, at)), src)
        return Entry(key, cells, item.sort, item.at, sure=False, short={1: item.briefly} if item.briefly else {})

    def why(self, key: str, at: Reading) -> Why:
        """Say what stands against what, how independent the sources are, and which event would settle it."""
        item = _items(at)[key]
        verdict = [sentence(f"{item.because[:1].upper()}{item.because[1:]}")]
        if item.values:
            documents, origins = support(at, item.at)
            verdict.append(
                "Same document, so this is 1 source against itself." if documents == 1 else
                f"{documents} documents, of {'one origin' if origins == 1 else f'{origins} origins'}."
            )  # fmt: skip
            verdict.append(sentence(f"Views show: ≠ {listed((str(value) for value, _ in item.values), 'or')}"))
        else:
            verdict.append(supported(at, item.at))
        letters = [(LETTERS[i % len(LETTERS)], *value) for i, value in enumerate(item.values)]
        sections = tuple((f"{letter}  {value}", told(at, told_by, _plainly)) for letter, value, told_by in letters)
        noted = [fact.position for fact in assessments(at) if judged(fact.data, at) & set(item.at)]
        rest = set(item.at) - {p for _, told_by in item.values for p in told_by}
        judge = " · ".join((*(letter for letter, *_ in letters), *(("both",) if len(letters) == 2 else ())))
        how = (
            Note(f"c judge{': ' if judge else ''}{judge}"),
            Note("An event is added; it can be undone."),
            Note(item.settle),
        )
        return Why(item.what, "an open question", tuple(verdict), (
            *sections, ("It rests on", told(at, rest)), ("As an editor reads it", told(at, noted)),
            ("How to settle it", how),
        ), question=item.what)  # fmt: skip


def _plainly(fact: Fact, at: Reading) -> str:
    return what(fact)


_KEPT: WeakKeyDictionary[Reading, dict[str, Item]] = WeakKeyDictionary()


def _items(at: Reading) -> dict[str, Item]:
    """Return all open questions at a moment, by key; found once for each reading."""
    if at not in _KEPT:
        found = [*_disagreeing(at), *_possible(at), *_odd(at)]
        known = [set(item.at) for item in found]
        found += [item for item in _contradicted(at) if not any(set(item.at[:2]) <= at_ for at_ in known)]
        noted = [judged(fact.data, at) for fact in assessments(at)]
        found = [item._replace(sort=_NOTED) if _is_noted(item, noted) else item for item in found]
        _KEPT[at] = {item.key: item for item in sorted(found, key=lambda item: (_since(item, at), item.key))}
    return _KEPT[at]


def _is_noted(item: Item, noted: Sequence[set[int]]) -> bool:
    """Tell whether an editor has said how two of its events stand to each other."""
    return any(len(pair & set(item.at)) > 1 for pair in noted)


def _disagreeing(at: Reading) -> Iterator[Item]:
    """Yield fields whose values exclude each other, and beginnings told both as new and as a restoration."""
    for contest in contests(at):
        yield _contest(contest, at)
    for body, positions in contested_lives(at):
        by_act: dict[str, list[int]] = {}
        for position in positions:
            by_act.setdefault(what(at.fact(position)), []).append(position)
        values = tuple((act, tuple(at_)) for act, at_ in by_act.items())
        title = f"{at.name(body)}: {listed((act for act, _ in values), 'or')}"
        yield Item(f"{body} life", _CONTESTED, title, "values disagree", values, positions, _judge(values))


def _contest(contest: Contest, at: Reading) -> Item:
    id_ = contest.key[0]
    field = _FIELDS.get(contest.field, contest.field.rstrip("_").replace("_", " "))
    what_ = f"{at.name(id_).rstrip('.')}, {field}: {listed((value for value, _ in contest.values), 'or')}"
    key = f"{id_} {contest.projection}.{contest.field}"
    return Item(key, _CONTESTED, what_, "values disagree", contest.values, contest.at, _judge(contest.values))


def _contradicted(at: Reading) -> Iterator[Item]:
    """Yield pairs of events that an editor finds in conflict: noted, until one of them is preferred or struck."""
    for fact in assessments(at):
        if fact.data["verdict"] == "contradicts":
            pair = tuple(sorted(judged(fact.data, at)))
            values = tuple((about(at.fact(p), at.name), (p,)) for p in pair)
            named = " against ".join(f"#{p}" for p in pair)
            title = f"{about(at.fact(pair[0]), at.name)} ({named})"
            yield Item(f"{_subject(pair[0], at)} #{fact.position}", _NOTED, title, "an editor finds them in conflict",
                       values, (*pair, fact.position), _judge(values))  # fmt: skip


def _possible(at: Reading) -> Iterator[Item]:
    """Yield the events whose reading is only possible, but for those that an editor has settled."""
    told_of = (at.fact(p) for p in range(1, at.position + 1) if at.counts(p))
    settled = {
        p for f in assessments(at) if f.data["verdict"] in {"outweighs", "corroborates"} for p in judged(f.data, at)
    }
    for fact in told_of:
        if fact.data.get("evidence") and weight(fact) == "possible" and fact.position not in settled:
            title, briefly = (f"{what(fact)}: {about(fact, name)}" for name in (at.name, partial(brief.mentioned, at)))
            settle = (
                "It is settled by a surer event on the same, or by taking this one back: "
                f"legation retract {fact.position} --ground entry_error --reason …."
            )
            yield Item(f"{_subject(fact.position, at)} {fact.position}", _UNCLEAR, title, "reading unclear",
                       (), (fact.position,), settle, briefly)  # fmt: skip


def _odd(at: Reading) -> Iterator[Item]:
    """Yield the warnings, but for those that tell of a beginning which is contested already."""
    begun = {body for body, _ in contested_lives(at)}
    count: dict[str, int] = {}
    for fault in warnings(at):
        if fault.code == "W7" and fault.field in begun:
            continue
        key = f"{fault.field} {fault.code}"
        count[key] = count.get(key, 0) + 1
        yield _warning(fault, key if count[key] == 1 else f"{key}.{count[key]}", at)


def _warning(fault: Fault, key: str, at: Reading) -> Item:
    positions = tuple(p for p in fault.positions if at.counts(p))
    said = fault.what
    if re.search(r"\d", fault.expected):
        said += f"; {fault.expected} expected"
    settle = f"It is settled by an event that tells {fault.expected}, or by taking one of these back."
    # Two holders of one seat and two figures of one thing exclude each other; a share without its base does not.
    sort = _CONTESTED if fault.code in {"W1", "W12"} and len(positions) > 1 else _WARNING
    name = brief.title(at, fault.field) if kind(fault.field) == "office" else at.name(fault.field).rstrip(".")
    briefly = f"{brief.mentioned(at, fault.field).rstrip('.')}: {said}"
    return Item(key, sort, f"{name}: {said}", _WHY[fault.code], (), positions, settle, briefly)


def _judge(values: Values) -> str:
    one, other = (at[0] for _, at in values[:2]) if len(values) > 1 else (0, 0)
    act = f"legation assess {one} {other} --verdict outweighs --reason …"
    return f"To prefer A: {act}. A retraction, or a later source that narrows it, settles it as well."


def _subject(position: int, at: Reading) -> str:
    return at.identity.resolve((at.fact(position).subject,))[0]


def _since(item: Item, at: Reading) -> str:
    return max((at.fact(p).recordedtime[:10] for p in item.at), default="")
