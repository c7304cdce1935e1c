"""Who holds which office."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from legation import brief
from legation.dates import in_words
from legation.holders import SETTLED_BY, holding_of, office_row
from legation.ids import fold
from legation.in_office import between, conflict, stood, told_of, verdict_on
from legation.projections.offices import Answer, Designate, Holding, beside, tenures
from legation.reading import Reading
from legation.supporting import support, supported
from legation.view import Column, Entry, View, Why, told
from legation.words import listed, sentence

NEXT, ACTING = "next", "acting"
_MOST_SORTED = 500  # titles are judged, not stored, so a long list keeps the order of its names


class Offices(View):
    """One line an office; somebody acting, and somebody named to follow, have lines of their own."""

    digit, name, short, one = 1, "Offices", "Office", "office"
    projections, kinds = ("offices",), ("office",)
    plots = ("lanes",)
    ordered_by = "Office"
    columns = (
        Column("", 1),
        Column("Office", 0),
        Column("Holder", 21),
        Column("State", 9, keep=1),
        Column("Seen", 11, keep=2, right=True),
        Column("Src", 3, keep=3, right=True),
    )
    states = (
        ("≠", "contested"),
        ("█", "certain"),
        ("▒", "possible"),
        ("░", "carried"),
        ("→", "named"),
        ("·", "unknown"),
    )
    settled_by = (
        *SETTLED_BY,
        ("named", "a source that tells whether the office was taken up"),
        ("unknown", "a source that names who held it"),
    )

    def ids(self, at: Reading) -> Sequence[str]:
        """Return the offices by whose they are, then by title, as the head has it; too many keep the tables' order."""
        head = at.known(at.size)
        titles = at.model.kept(("titles",), lambda: _titles(head, head.ids("offices")))
        offices = at.ids("offices")
        if not titles:
            return offices
        return sorted(offices, key=lambda office: titles.get(office) or fold(brief.title(at, office)))

    def lines(self, key: str, at: Reading) -> Sequence[str]:
        """Return one line for the holder, and one each for who acts and who is named, if anybody is."""
        held = holding_of(at, key)
        beside = [*([f"{key} {ACTING}"] if held.acting else []), *([f"{key} {NEXT}"] if held.designated else [])]
        return [key, *beside] if held.certain or held.possible or not beside else beside

    def entry(self, key: str, at: Reading) -> Entry:
        """Return who holds the office on the day, or acts in it, or is named for it."""
        office, _, lane = key.partition(" ")
        held = holding_of(at, office)
        if lane == NEXT:
            return self._named(key, office, held.designated, at)
        return self._held(key, office, _lane(held, lane), at)

    def _held(self, key: str, office: str, held: Holding, at: Reading) -> Entry:
        answers = held.certain or held.possible
        state = _state(held)
        positions = _rests_on(held, answers)
        word = "and" if state == "certain" else "or"
        nobody = "vacant" if held.vacant else "nobody known"

        def holders(called: Callable[[Reading, str], str], few: Callable[[Reading, str], str]) -> str:
            how = called if len(answers) == 1 and answers[0].capacity == "titular" else few
            names = listed((how(at, a.person) + _acting(a) for a in answers), word)
            others = listed((few(at, a.person) for a in held.possible), "or") if held.certain else ""
            return names + (f", perhaps {others}" if others else "")

        documents, _ = support(at, positions)
        seen, few = _seen(answers)
        cells = (self.sign(state), brief.title(at, office), holders(Reading.name, Reading.name) or nobody, state, seen,
                 str(documents) if documents else "")  # fmt: skip
        short = {1: brief.narrow_title(at, office), 2: holders(brief.person, brief.surname) or nobody, 4: few}
        return Entry(key, cells, state, positions, _day(answers), sure=state == "certain", short=short)

    def _named(self, key: str, office: str, designated: Sequence[Designate], at: Reading) -> Entry:
        positions = tuple(dict.fromkeys(p for named in designated for p in named.at))
        documents, _ = support(at, positions)
        since = designated[0].since
        persons = listed((at.name(d.person) for d in designated), "or")
        few = listed((brief.person(at, d.person) for d in designated), "or")
        cells = ("→", f"{brief.title(at, office)}, next", persons, "named", in_words(since), str(documents))
        short = {1: f"{brief.narrow_title(at, office)}, next", 2: few, 4: brief.day(since)}
        return Entry(key, cells, "named", positions, sure=all(d.certain for d in designated), short=short)

    def turned(self, early: Entry | None, late: Entry | None) -> str:
        """Say that the office changed hands, where both holders are certain and others."""
        if early and late and early.state == late.state == "certain" and early.cells[2] != late.cells[2]:
            return "Change of hands, at the latest:"
        return super().turned(early, late)

    def why(self, key: str, at: Reading) -> Why:
        """Say where each person was seen in the office, and what bounds the time in it."""
        office, _, lane = key.partition(" ")
        held = holding_of(at, office)
        evidence = at.evidence("offices", office)
        shown = Why(brief.title(at, office), at.name(office), ())
        if lane == NEXT:
            named = [p for d in held.designated for p in d.at]
            return replace(shown, question=_asked((d.person for d in held.designated), "or", at), verdict=(
                *(_prospect(one, at) for one in held.designated), supported(at, named),
            ), sections=(
                ("Named", told(at, named, stood)),
                ("Also said of the office", told(at, set(evidence) - set(named))),
            ))  # fmt: skip
        held = _lane(held, lane)
        answers = (*held.certain, *held.possible)
        positions = _rests_on(held, answers)
        doubtful = {claim.at for claim in beside(office_row(at, office))}
        verdict = [f"contested: {conflict(one, at)}" for one in held.contested]
        changed = between(held, at)
        if len(held.possible) > 1 and not held.certain and not changed:
            verdict.append("Neither is certain." if len(held.possible) == 2 else "None of them is certain.")
        verdict += changed or [verdict_on(a, at, alone=len(answers) == 1) for a in answers]
        if not answers:
            nobody = "closed" if held.vacant else "unknown: nobody is known to have held it on this day"
            verdict.append(sentence(nobody))
        verdict += [supported(at, positions, doubtful)] if positions else []
        rest = set(evidence) - set(positions)
        if alone := len(answers) == 1:
            shown = Why(at.name(answers[0].person), brief.title(at, office), ())
        own = tuple(("Seen in office" if alone else at.name(a.person), told_of(a, at)) for a in answers)
        bounds = {p for a in answers for p in a.at} - {note.position for _, notes in own for note in notes}
        question = _asked((a.person for a in answers), _word(held), at)
        return replace(shown, question=question, verdict=tuple(verdict), sections=(
            *own,
            ("What closed it", told(at, held.vacant)),
            ("What cannot all be true", told(at, (p for one in held.contested for p in one.at), stood)),
            ("What bounds it", told(at, bounds)),
            ("Denied, only possible or outweighed", told(at, rest & doubtful, stood)),
            ("Also said of the office", told(at, rest - doubtful)),
        ))  # fmt: skip

    def also(self, key: str, at: Reading) -> Sequence[str]:
        """Return everybody who ever held the office."""
        office = key.partition(" ")[0]
        return [at.name(t.person) for t in tenures(office_row(at, office))]


def _titles(at: Reading, offices: Sequence[str]) -> dict[str, str]:
    return {} if len(offices) > _MOST_SORTED else {office: fold(brief.title(at, office)) for office in offices}


def _lane(held: Holding, lane: str) -> Holding:
    """Return the holding as one line tells it: those who act stand apart from those they act for."""
    if lane != ACTING:
        return held
    return Holding(
        certain=tuple(answer for answer in held.acting if answer.certain),
        possible=tuple(answer for answer in held.acting if not answer.certain),
    )


def _state(held: Holding) -> str:
    if held.contested:
        return "contested"
    if held.certain:
        return "certain"
    if not held.possible:
        return "unknown"
    return "carried" if [answer.shade for answer in held.possible] == ["carried"] else "possible"


def _rests_on(held: Holding, answers: Iterable[Answer]) -> tuple[int, ...]:
    contested = (p for conflict in held.contested for p in conflict.at)
    return tuple(dict.fromkeys((*(p for answer in answers for p in answer.at), *held.vacant, *contested)))


def _seen(answers: Iterable[Answer]) -> tuple[str, str]:
    """Return the last day seen, or else the first, in full and in a few cells."""
    seen = [a.last_seen for a in answers if a.last_seen]
    if seen:
        return in_words(max(seen)), brief.day(max(seen))
    first = min((a.first_seen for a in answers if a.first_seen), default="")
    return (f"first {in_words(first)}", brief.onwards(first)) if first else ("", "")


def _day(answers: Iterable[Answer]) -> str:
    return max(
        (a.last_seen or "" for a in answers if a.last_seen and len(a.last_seen) == len("2022-03-20")), default=""
    )


def _word(held: Holding) -> str:
    return "and" if _state(held) == "certain" else "or"


def _asked(persons: Iterable[str], word: str, at: Reading) -> str:
    names = listed((brief.surname(at, person) for person in persons), word)
    return f"Why {names or 'nobody'}?"


def _acting(answer: Answer) -> str:
    return "" if answer.capacity == "titular" else f" ({answer.capacity.replace('_', ' ')})"


def _prospect(named: Designate, at: Reading) -> str:
    outcome = (
        "whether it was taken up is not told" if named.outcome == "unknown" else f"by this day perhaps {named.outcome}"
    )
    return f"{at.name(named.person)}: {named.act.replace('_', ' ')}; {outcome}."
