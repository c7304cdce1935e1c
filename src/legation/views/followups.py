"""What was promised, what is due, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from legation.claim import first, union
from legation.dates import in_words
from legation.outcome import FULFILLED, NOT_YET, OVERDUE, TERMINAL
from legation.projections.followups import Followup
from legation.reading import Reading
from legation.steps import States
from legation.undertaking import by_addressee, due, state
from legation.view import Column, Entry, View, Why, support, supported, told
from legation.words import listed, sentence, spoken

_WORDS = {"overdue": "day passed", "fulfilled": "done", "not_yet_made": "not yet promised"}
_URGENT = ("overdue", "due", "pending", "", "not_yet_made")
_VAGUE = {"promptly": "soon, no day", "soon": "soon, no day", "coming_months": "in coming months", "ongoing": "ongoing"}
_BY_STRENGTH = {"agreed": "Agreed", "pledged": "Pledged", "intends": "Intended", "seeks": "Sought"}


class Followups(View):
    """One line a promise, what is due first at the top."""

    digit, name, short, one = 5, "Follow-ups", "Follow", "promise"
    projections, kinds = ("followups",), ("com",)
    ordered = "Due"
    columns = (
        Column("", 1),
        Column("What", 0),
        Column("By", 22, keep=2),
        Column("Due", 20, keep=1),
        Column("State", 16),
        Column("Src", 3, keep=3, right=True),
    )
    states = (("!", "day passed"), ("◔", "due"), ("○", "pending"), ("?", "unclear"), ("✓", "done"), ("−", "closed"))

    def lines(self, key: str, at: Reading) -> Sequence[str]:
        """Leave out what was surely not yet promised on the day."""
        return (key,) if state(self._row(key, at), at.day).states - {NOT_YET} else ()

    def entry(self, key: str, at: Reading) -> Entry:
        """Return one promise as it stands on the day."""
        row = self._row(key, at)
        stands = state(row, at.day)
        word = _state(stands)
        sign = self.sign(word)
        by = listed(at.name(who) for who, _ in union(row.by)) or spoken(first(row.group) or "", at.name)
        documents, _ = support(at, self._at(key, at))
        cells = (sign, at.name(key), by, _due(row, at.day), _in_words(stands), str(documents))
        return Entry(key, cells, word, stands.at, sure=stands.sure)

    def why(self, key: str, at: Reading) -> Why:
        """Say what was promised when and where, and what would close it."""
        row = self._row(key, at)
        stands = state(row, at.day)
        made = first(row.engagement)
        word = _in_words(stands).capitalize()
        verdict = [f"{word}{_doubt(stands)}."]
        if OVERDUE in stands.states:
            passed = "has passed" if len(stands.states) == 1 else "may have passed"
            verdict.append(f"Its day {passed} and no outcome is recorded. Silence is not failure.")
        shares = by_addressee(row, at.day)
        verdict += [f"{at.name(who) if who else 'All others'}: {_in_words(share)}." for who, share in shares]
        strength = _BY_STRENGTH.get(first(row.strength) or "", "Made")
        verdict.append(sentence(f"{strength} {_when(row)}{f', at: {at.name(made)}' if made else ''}"))
        basis = first(row.due_basis)
        verdict.append(f"Due: {_due(row, at.day)}{' (inferred)' if basis == 'inferred' else ''}.")
        if not stands.states <= TERMINAL:
            verdict.append("It closes when an event says what became of it.")
        positions = self._at(key, at)
        verdict.append(supported(at, positions))
        return Why(at.name(key), "a promise", tuple(verdict), (
            ("Because", told(at, positions)),
            ("Inferred from", told(at, basis_of(at, positions))),
        ))  # fmt: skip

    def _row(self, key: str, at: Reading) -> Followup:
        return cast("Followup", at.row("followups", key))

    def _at(self, key: str, at: Reading) -> list[int]:
        return at.evidence("followups", key)


def basis_of(at: Reading, positions: Sequence[int]) -> list[int]:
    """Return the positions of the events that count and from which the evidence of others was inferred."""
    pieces = (piece for p in positions for piece in at.fact(p).data.get("evidence", ()))
    named = (at.model.event(event) for piece in pieces for event in piece.get("basis", ()))
    return [fact.position for fact in named if fact and at.counts(fact.position)]


def _state(stands: States) -> str:
    if len(stands.states) == 1:
        (only,) = stands.states
        ended = "closed" if only in TERMINAL else "pending"
        return {OVERDUE: "day passed", FULFILLED: "done", "due": "due"}.get(only, ended)
    return "closed" if stands.states <= TERMINAL else "unclear"


def _doubt(stands: States) -> str:
    if len(stands.states) > 1:
        return ": the dates leave more than one open"
    return "" if stands.sure else ", by a date that is itself uncertain"


def _in_words(stands: States) -> str:
    return listed((_WORDS.get(s, s.replace("_", " ")) for s in sorted(stands.states, key=_urgency)), "or")


def _urgency(state: str) -> tuple[int, str]:
    """Sort what a reader must know first to the front: columns are cut at their end."""
    return (_URGENT.index(state) if state in _URGENT else len(_URGENT) - 2, state)


def _due(row: Followup, day: str) -> str:
    dues = [in_words(when) for when, _ in due(row, day).current]
    return listed(dues, "or") or _VAGUE.get(first(row.due_vague) or "", "no day given")


def _when(row: Followup) -> str:
    return listed((in_words(on) for on, _ in union(row.on)), "or")
