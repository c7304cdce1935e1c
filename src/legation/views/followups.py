"""What was promised, what is due, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import cast

from legation import brief
from legation.claim import first, union
from legation.dates import in_words
from legation.fact import Fact
from legation.outcome import FULFILLED, NOT_YET, OVERDUE, TERMINAL
from legation.projections.followups import Followup
from legation.reading import Reading
from legation.steps import States
from legation.supporting import support, supported
from legation.undertaking import by_addressee, due, state
from legation.view import Column, Entry, Note, View, Why, told
from legation.words import listed, sentence, spoken, what

_WORDS = {"overdue": "day passed", "fulfilled": "done", "not_yet_made": "not yet promised"}
_CLOSED_BY = {"meet": "A meeting", "visit": "A visit"}
_MONTH = re.compile(r"\b([A-Z][a-z]{2}) \d{4}\b(?=.*\1 \d{4})")
_MONTHS = "January February March April May June July August September October November December"
_PLURAL = {
    name[:3]: f"{name[:-1]}ies" if name.endswith("ary") else f"{name}s" for name in _MONTHS.split()
}  # fmt: skip
_YEARS = re.compile(r"\b([A-Z][a-z]{2}) (\d{4}) or \1 (\d{4})\b")
_URGENT = ("overdue", "due", "pending", "", "not_yet_made")
_VAGUE = {"promptly": "soon, no day", "soon": "soon, no day", "coming_months": "in coming months", "ongoing": "ongoing"}
_BY_STRENGTH = {"agreed": "Agreed", "pledged": "Pledged", "intends": "Intended", "seeks": "Sought"}


class Followups(View):
    """One line a promise, what is due first at the top."""

    digit, name, short, one = 5, "Follow-ups", "Follow", "promise"
    projections, kinds = ("followups",), ("com",)
    plots = ("due",)
    ordered_by = "Due"
    columns = (
        Column("", 1),
        Column("What", 0, least=28),
        Column("By", 9, keep=2),
        Column("Due", 16, keep=1),
        Column("State", 10),
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
        parties = [who for who, _ in union(row.by)]
        by = listed(map(at.name, parties)) or spoken(first(row.group) or "", at.name)
        documents, _ = support(at, self._at(key, at))
        when = _due(row, at.day)
        cells = (sign, at.name(key), by, when, _in_words(stands), str(documents))
        short = {1: brief.act(at, at.name(key), parties), 2: brief.sides(at, parties) or by,
                 3: _YEARS.sub(r"\1 \2 or \3", when)}  # fmt: skip
        return Entry(key, cells, word, stands.at, sure=stands.sure, short=short)

    def why(self, key: str, at: Reading) -> Why:
        """Say what was promised when and where, and what would close it."""
        row = self._row(key, at)
        stands = state(row, at.day)
        positions = self._at(key, at)
        word = _in_words(stands).capitalize()
        verdict = [f"{word}{_doubt(stands)}."]
        if stands.states == {OVERDUE}:
            verdict = [f"{word}{_doubt(stands)}; no outcome is recorded. Silence is not failure."]
        elif OVERDUE in stands.states:
            verdict.append("Its day may have passed and no outcome is recorded. Silence is not failure.")
        shares = by_addressee(row, at.day)
        verdict += [f"{at.name(who) if who else 'All others'}: {_in_words(share)}." for who, share in shares]
        basis = " · inferred" if first(row.due_basis) == "inferred" else ""
        verdict.append(sentence(f"Due {_due(row, at.day)}{basis}"))
        verdict.append(self._made(row, at))
        verdict.append(supported(at, positions))
        rests = basis_of(at, positions)
        several = " ".join(dict.fromkeys(_MONTH.findall(_due(row, at.day))))
        why_day = (
            f"Why two {_PLURAL[several]}" if several and len(due(row, at.day).current) < 2 else "How its day is known"
        )
        notes = [Note(str(fact.data["note"])) for fact in map(at.fact, positions) if "note" in fact.data]
        return Why(at.name(key), "a promise", tuple(verdict), (
            ("Because", told(at, positions, said)),
            (why_day, (*rules(at, positions), *told(at, rests))),
            ("Noted", tuple(notes)),
            ("What would close it", () if stands.states <= TERMINAL else (Note(_closing(row, at)),)),
        ))  # fmt: skip

    def _made(self, row: Followup, at: Reading) -> str:
        """Say how firmly, when, where and by whom it was promised."""
        strength = _BY_STRENGTH.get(first(row.strength) or "", "Made")
        where = first(row.engagement)
        by = listed(at.name(who) for who, _ in union(row.by)) or spoken(first(row.group) or "", at.name)
        to = listed(at.name(who) for who, _ in union(row.to))
        parts = (f"{strength} {_when(row)}", f"at {at.name(where)}" if where else "", f"by {by}" if by else "")
        return sentence(", ".join(filter(None, (*parts, f"to {to}" if to else ""))))

    def _row(self, key: str, at: Reading) -> Followup:
        return cast("Followup", at.row("followups", key))

    def _at(self, key: str, at: Reading) -> list[int]:
        return at.evidence("followups", key)


def basis_of(at: Reading, positions: Sequence[int]) -> list[int]:
    """Return the positions of the events that count and from which the evidence of others was inferred."""
    pieces = (piece for p in positions for piece in at.fact(p).data.get("evidence", ()))
    named = (at.model.event(event) for piece in pieces for event in piece.get("basis", ()))
    return [fact.position for fact in named if fact and at.counts(fact.position)]


def rules(at: Reading, positions: Sequence[int]) -> Iterator[Note]:
    """Yield by which rules some events were inferred, and from how many others."""
    for position in positions:
        for piece in at.fact(position).data.get("evidence", ()):
            if "rule" in piece and piece.get("basis"):
                named = filter(None, map(at.model.event, piece["basis"]))
                found = listed(f"#{fact.position}" for fact in named)
                yield Note(f"{piece['rule'].replace('-', ' ').capitalize()}: {found}")


def said(fact: Fact, at: Reading) -> str:
    """Say what an event on a promise is: what was promised stands above."""
    return what(fact)


def _closing(row: Followup, at: Reading) -> str:
    """Say what would close a promise: what was to be done, by whom and when."""
    sides = listed(at.name(who) for who, _ in union((*row.by, *row.with_)))
    act = _CLOSED_BY.get(first(row.action) or "", "An account that it was done")
    dues = [in_words(when) for when, _ in due(row, at.day).current]
    when = f" in {listed(dues, 'or')}" if dues else ""
    by = f" of {sides}" if sides and act.startswith("A ") else ""
    return f"{act}{by}{when}, or a word that it was dropped. None is recorded."


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
