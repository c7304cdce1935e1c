"""Who holds which office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from legation.dates import in_words
from legation.holders import SETTLED_BY, holding_of, office_row
from legation.projections.offices import Answer, Conflict, Designate, Holding, beside, tenures
from legation.reading import Reading
from legation.view import Column, Entry, Note, View, Why, support, supported, told
from legation.words import listed, sentence

NEXT, ACTING = "next", "acting"
_SHADES = {
    "attested": "a source places the person there that day",
    "bridged": "seen before and after this day, and nothing says otherwise",
    "blurred": "seen there, but only to the month, the year or a range that this day lies in",
    "carried": "seen before this day; no source says when it ended",
    "backcast": "seen only after this day; no source says when it began",
    "bounded": "not seen that day; what is known of beginning and end allows it",
}


class Offices(View):
    """One line an office; somebody acting, and somebody named to follow, have lines of their own."""

    digit, name, short, one = 1, "Offices", "Office", "office"
    projections, kinds = ("offices",), ("office",)
    ordered = "Office"
    columns = (
        Column("", 1),
        Column("Office", 0),
        Column("Holder", 22),
        Column("State", 9, keep=1),
        Column("How", 8, keep=4),
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

    def lines(self, key: str, at: Reading) -> Sequence[str]:
        """Return one line for the holder, and one each for who acts and who is named, if anybody is."""
        held = holding_of(at, key)
        beside = [*([f"{key} {ACTING}"] if held.acting else []), *([f"{key} {NEXT}"] if held.designated else [])]
        return [key, *beside] if held.certain or held.possible or not beside else beside

    def entry(self, key: str, at: Reading) -> Entry:
        """Return who holds the office on the day, or acts in it, or is named for it."""
        office, _, lane = key.partition(" ")
        held = holding_of(at, office)
        title = at.name(office)
        if lane == NEXT:
            return self._named(key, f"{title}, next", held.designated, at)
        return self._held(key, title, _lane(held, lane), at)

    def _held(self, key: str, title: str, held: Holding, at: Reading) -> Entry:
        answers = held.certain or held.possible
        state = _state(held)
        positions = _rests_on(held, answers)
        names = listed((at.name(a.person) + (f" ({a.capacity.replace('_', ' ')})" if a.capacity != "titular" else "")
                        for a in answers), "and" if state == "certain" else "or")  # fmt: skip
        others = listed((at.name(a.person) for a in held.possible), "or") if held.certain else ""
        holder = names + (f", perhaps {others}" if others else "")
        documents, _ = support(at, positions)
        sign = self.sign(state)
        shade = answers[0].shade if len(answers) == 1 and state in {"certain", "possible"} else ""
        nobody = "vacant" if held.vacant else "nobody known"
        cells = (sign, title, holder or nobody, state, shade, _seen(answers), str(documents) if documents else "")
        return Entry(key, cells, state, positions, _day(answers), sure=state == "certain")

    def _named(self, key: str, title: str, designated: Sequence[Designate], at: Reading) -> Entry:
        positions = tuple(dict.fromkeys(p for named in designated for p in named.at))
        documents, _ = support(at, positions)
        since = in_words(designated[0].since)
        persons = listed((at.name(d.person) for d in designated), "or")
        cells = ("→", title, persons, "named", "", since, str(documents))
        return Entry(key, cells, "named", positions, sure=all(d.certain for d in designated))

    def why(self, key: str, at: Reading) -> Why:
        """Say where each person was seen in the office, and what bounds the time in it."""
        office, _, lane = key.partition(" ")
        held = holding_of(at, office)
        if lane == NEXT:
            verdict = [_prospect(named, at) for named in held.designated]
            named = [p for d in held.designated for p in d.at]
            rest = set(at.evidence("offices", office)) - set(named)
            return Why(at.name(office), "named to follow", tuple(verdict), (
                ("Named", told(at, named)),
                ("Also said of the office", told(at, rest)),
            ))  # fmt: skip
        held = _lane(held, lane)
        answers = (*held.certain, *held.possible)
        verdict = [f"Contested: {_conflict(conflict, at)}" for conflict in held.contested]
        if len(held.possible) > 1 and not held.certain:
            verdict.append("Neither is certain." if len(held.possible) == 2 else "None of them is certain.")
        verdict += [_verdict(answer, at) for answer in answers]
        if not answers:
            verdict.append("It is closed." if held.vacant else "Nobody is known to have held it on this day.")
        positions = _rests_on(held, answers)
        verdict += [supported(at, positions)] if positions else []
        sections = [
            (f"{at.name(a.person)} in office", told(at, (p for p in a.at if _is_of(a, p, at)))) for a in answers
        ]
        bounds = tuple(note for a in answers for note in (
            *map(Note, _bounds(a, at)), *told(at, (p for p in a.at if not _is_of(a, p, at)))
        ))  # fmt: skip
        rest = set(at.evidence("offices", office)) - set(positions)
        doubtful = {claim.at for claim in beside(office_row(at, office))}
        return Why(at.name(office), "an office", tuple(verdict), (
            *sections,
            ("What closed it", told(at, held.vacant)),
            ("What cannot all be true", told(at, (p for conflict in held.contested for p in conflict.at))),
            ("What bounds it", bounds),
            ("Takes no part: denied, only possible, or outweighed", told(at, rest & doubtful)),
            ("Also said of the office", told(at, rest - doubtful)),
        ))  # fmt: skip

    def also(self, key: str, at: Reading) -> Sequence[str]:
        """Return everybody who ever held the office."""
        office = key.partition(" ")[0]
        return [at.name(t.person) for t in tenures(office_row(at, office))]


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


def _seen(answers: Iterable[Answer]) -> str:
    seen = [a.last_seen for a in answers if a.last_seen]
    if seen:
        return in_words(max(seen))
    first = [a.first_seen for a in answers if a.first_seen]
    return f"first {in_words(min(first))}" if first else ""


def _day(answers: Iterable[Answer]) -> str:
    return max(
        (a.last_seen or "" for a in answers if a.last_seen and len(a.last_seen) == len("2022-03-20")), default=""
    )


def _verdict(answer: Answer, at: Reading) -> str:
    sure = "certain" if answer.certain else "possible"
    acting = "" if answer.capacity == "titular" else f", {answer.capacity.replace('_', ' ')}"
    told = f"{at.name(answer.person)}{acting}: {sure} ({answer.shade}), {_SHADES[answer.shade]}"
    seen = f"; last seen {in_words(answer.last_seen)}" if answer.last_seen else ""
    first = f"; first seen {in_words(answer.first_seen)}" if answer.first_seen and not answer.last_seen else ""
    return f"{told}{seen}{first}."


def _prospect(named: Designate, at: Reading) -> str:
    outcome = "outcome unknown" if named.outcome == "unknown" else f"by this day perhaps {named.outcome}"
    return f"{at.name(named.person)}: {named.act.replace('_', ' ')}; {outcome}."


def _conflict(conflict: Conflict, at: Reading) -> str:
    """Say what cannot all be true: two persons on one seat, or two accounts of one beginning or end."""
    if not conflict.refusal:
        return sentence(f"one seat, yet it is told of {listed(at.name(t.person) for t in conflict.tenures)} at once")
    side, cut, standing = conflict.refusal
    act = "took it" if side.startswith("s") else "left it"
    low, high = (cut, standing) if side.endswith("lo") else (standing, cut)
    return (f"by one account {at.name(conflict.tenures[0].person)} {act} on or after {in_words(low.day)}, "
            f"by another on or before {in_words(high.day)}.")  # fmt: skip


def _is_of(answer: Answer, position: int, at: Reading) -> bool:
    person = at.fact(position).data.get("person")
    return isinstance(person, str) and at.identity.resolve((person,)) == (answer.person,)


def _bounds(answer: Answer, at: Reading) -> list[str]:
    """Say between which days the tenure began and ended, and what says so."""
    t = answer.tenure
    began, ended = _range(t.s_lo.day, t.s_hi.day), _range(t.e_lo.day, t.e_hi.day)
    by_seat = any(bound.why == "seat" for bound in (t.s_lo, t.e_hi))
    rest = "; one bound follows from there being one seat" if by_seat else ""
    return [f"{at.name(answer.person)} began {began}, ended {ended}{rest}."]


def _range(low: str, high: str) -> str:
    if low.startswith("0000") and high.startswith("9999"):
        return "on a day nobody tells"
    if low == high:
        return f"on {in_words(low)}"
    if low.startswith("0000"):
        return f"on or before {in_words(high)}"
    if high.startswith("9999"):
        return f"on or after {in_words(low)}"
    return f"between {in_words(low)} and {in_words(high)}"
