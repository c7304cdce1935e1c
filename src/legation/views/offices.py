"""Who holds which office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from legation.dates import in_words
from legation.holders import holding_of, office_row
from legation.projections.offices import Answer, Designate, Holding, beside, tenures
from legation.reading import Reading
from legation.view import Column, Entry, Note, View, Why, support, supported, told
from legation.words import listed

NEXT, ACTING = "next", "acting"
_SHADES = {
    "attested": "a source places the person there that day",
    "bridged": "seen before and after this day, and nothing says otherwise",
    "blurred": "seen there, but only to the month, the year or a range that this day lies in",
    "carried": "seen before this day; no source says when it ended",
    "backcast": "seen only after this day; no source says when it began",
    "bounded": "between the last day somebody else must have held it and the next",
}


class Offices(View):
    """One line an office; somebody acting, and somebody named to follow, have lines of their own."""

    digit, name, short, one = 1, "Offices", "Office", "office"
    projections, kinds = ("offices",), ("office",)
    columns = (
        Column("", 1),
        Column("Office", 0),
        Column("Holder", 22),
        Column("State", 9, keep=1),
        Column("How", 8, keep=4),
        Column("Seen", 11, keep=2, right=True),
        Column("Src", 3, keep=3, right=True),
    )
    states = (("≠", "contested"), ("█", "certain"), ("▒", "possible"), ("░", "carried"), ("→", "named"), ("·", "unknown"))

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
        answers = held.acting if lane == ACTING else held.certain or held.possible
        return self._held(key, title, answers, held, at)

    def _held(self, key: str, title: str, answers: Sequence[Answer], held: Holding, at: Reading) -> Entry:
        state = _state(answers, held)
        positions = tuple(dict.fromkeys(p for answer in answers for p in answer.at))
        names = listed((at.name(a.person) + (f" ({a.capacity.replace('_', ' ')})" if a.capacity != "titular" else "")
                        for a in answers), "and" if state == "certain" else "or")  # fmt: skip
        others = "" if not held.certain or answers is held.acting else listed((at.name(a.person) for a in held.possible), "or")
        holder = names + (f", perhaps {others}" if others else "")
        documents, _ = support(at, positions)
        sign = next(sign for sign, word in self.states if word == state)
        shade = answers[0].shade if len(answers) == 1 and state in {"certain", "possible"} else ""
        nobody = "vacant" if held.vacant else "nobody known"
        cells = (sign, title, holder or nobody, state, shade, _seen(answers), str(documents) if documents else "")
        return Entry(key, cells, state, positions, _day(answers), sure=state == "certain")

    def _named(self, key: str, title: str, designated: Sequence[Designate], at: Reading) -> Entry:
        positions = tuple(dict.fromkeys(p for named in designated for p in named.at))
        documents, _ = support(at, positions)
        since = in_words(designated[0].since)
        return Entry(key, ("→", title, listed((at.name(d.person) for d in designated), "or"), "named", "", since, str(documents)),
                     "named", positions, sure=all(d.certain for d in designated))  # fmt: skip

    def why(self, key: str, at: Reading, field: str = "") -> Why:
        """Say where each person was seen in the office, and what bounds the time in it."""
        office, _, lane = key.partition(" ")
        held = holding_of(at, office)
        if lane == NEXT:
            verdict = [f"{at.name(d.person)}: {d.act.replace('_', ' ')}, outcome {d.outcome}." for d in held.designated]
            named = [p for d in held.designated for p in d.at]
            return Why(at.name(office), "named to follow", tuple(verdict), (("Named", told(at, named)),))
        answers = [*held.acting] if lane == ACTING else [*held.certain, *held.possible]
        verdict = [_verdict(answer, at) for answer in answers]
        if len(held.possible) > 1 and not held.certain:
            verdict.insert(0, "Neither is certain.")
        if held.contested:
            verdict.insert(0, "Contested: the sources cannot all be right.")
        if not answers:
            verdict = ["It is closed." if held.vacant else "Nobody is known to have held it on this day."]
        positions = [p for answer in answers for p in answer.at]
        verdict += [supported(at, positions)] if positions else []
        sections = [(f"{at.name(a.person)} in office", told(at, (p for p in a.at if _is_of(a, p, at)))) for a in answers]
        bounds = tuple(note for a in answers for note in (
            *map(Note, _bounds(a, at)), *told(at, (p for p in a.at if not _is_of(a, p, at)))
        ))  # fmt: skip
        rest = set(at.evidence("offices", office)) - set(positions)
        doubtful = {claim.at for claim in beside(office_row(at, office))}
        return Why(at.name(office), "an office", tuple(verdict), (
            *sections,
            ("What bounds it", bounds),
            ("Takes no part: denied, only possible, or outweighed", told(at, rest & doubtful)),
            ("Also said of the office", told(at, rest - doubtful)),
        ))  # fmt: skip

    def also(self, key: str, at: Reading) -> Sequence[str]:
        """Return everybody who ever held the office."""
        office = key.partition(" ")[0]
        return [at.name(t.person) for t in tenures(office_row(at, office))]


def _state(answers: Sequence[Answer], held: Holding) -> str:
    if held.contested and answers is not held.acting:
        return "contested"
    if not answers:
        return "unknown"
    if answers[0].certain:
        return "certain"
    return "carried" if len(answers) == 1 and answers[0].shade == "carried" else "possible"


def _seen(answers: Iterable[Answer]) -> str:
    seen = [a.last_seen for a in answers if a.last_seen]
    if seen:
        return in_words(max(seen))
    first = [a.first_seen for a in answers if a.first_seen]
    return f"first {in_words(min(first))}" if first else ""


def _day(answers: Iterable[Answer]) -> str:
    return max((a.last_seen or "" for a in answers if a.last_seen and len(a.last_seen) == len("2022-03-20")), default="")


def _verdict(answer: Answer, at: Reading) -> str:
    sure = "certain" if answer.certain else "possible"
    acting = "" if answer.capacity == "titular" else f", {answer.capacity.replace('_', ' ')}"
    told = f"{at.name(answer.person)}{acting}: {sure} ({answer.shade}), {_SHADES[answer.shade]}"
    seen = f"; last seen {in_words(answer.last_seen)}" if answer.last_seen else ""
    first = f"; first seen {in_words(answer.first_seen)}" if answer.first_seen and not answer.last_seen else ""
    return f"{told}{seen}{first}."


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
