"""Who met whom, when and where: meetings and visits, held or planned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from legation import brief
from legation.claim import Agreed, Claim, union
from legation.dates import first_day, in_words
from legation.fact import Fact
from legation.ids import kind
from legation.places import innermost, inside
from legation.projections.engagements import HELD, NO_OUTCOME, Engagement, said, standing, when
from legation.reading import Reading
from legation.steps import NONE, States
from legation.supporting import support, supported
from legation.view import Column, Entry, Note, Sections, View, Why, told
from legation.words import listed, sentence, spoken, what

_MOST_NAMED = 4
_TELLING = frozenset({"meeting.held", "visit.made", "engagement.planned", "engagement.attended"})
_LEADING = {"head": 0, "chair": 0, "host": 0, "visitor": 1}

_OUTCOME = "an account that it was held, or a word that it was put off or called off"


class Calendar(View):
    """One line a meeting or visit, in the order of time; what has no day comes last."""

    digit, name, short, one = 2, "Calendar", "Cal", "meeting or visit"
    projections, kinds = ("engagements",), ("eng", "person", "org", "place", "series")
    plots = ("months", "days")
    called = (2,)
    ordered_by = "When"
    columns = (
        Column("", 1),
        Column("When", 11, right=True),
        Column("What", 0, least=26),
        Column("Where", 11, keep=1),
        Column("Who", 18, keep=2),
        Column("Src", 3, keep=3, right=True),
    )
    states = (
        ("✓", "held"),
        ("○", "planned"),
        ("!", "no outcome"),
        ("−", "called off"),
        ("?", "unclear"),
        ("≠", "contested"),
    )
    settled_by = tuple((state, _OUTCOME) for state in ("planned", "no outcome"))

    def lines(self, key: str, at: Reading) -> Sequence[str]:
        """Leave out what was surely neither held nor planned by the day."""
        return (key,) if standing(_row(key, at), at.day).states - {NONE} else ()

    def naming(self, id_: str, at: Reading) -> Sequence[str]:
        """Return the meeting or visit, or those of a person, a side or a series, or in a place and all within it."""
        if kind(id_) == "eng":
            return super().naming(id_, at)
        around = (id_, *(inside(at, id_) if kind(id_) == "place" else ()))
        facts = (f for name in around for f in at.naming(name) if f.type in _TELLING)
        mine = {at.identity.resolve((f.subject,))[0] for f in facts}
        return [key for key in self.keys(at) if key in mine]

    def page(self, key: str, at: Reading) -> Sections:
        """Return who took part and in which office, what was talked about, said and promised, and its parts."""
        row = _row(key, at)
        said_ = [*row.positions, *row.promises, *row.advice]
        around = [*row.steps, *row.outcomes, *row.occurrences, *row.ordinals, *row.descriptions]
        parts = [Note(at.name(part), positions[0], _when(part, at)) for part, positions in union(row.parts)]
        sections = (
            ("Who took part", tuple(_participant(claim, at) for claim in row.attendance)),
            ("On the table", told(at, (c.at for c in row.topics))),
            ("Said, promised and advised", told(at, (c.at for c in said_))),
            ("What came with it", told(at, (c.at for c in around))),
            ("Parts", tuple(parts)),
        )
        return tuple(section for section in sections if section[1])

    def entry(self, key: str, at: Reading) -> Entry:
        """Return one meeting or visit as it stands on the day."""
        row = _row(key, at)
        stands = standing(row, at.day)
        date = when(row, at.day)
        word = _state(stands)
        sign = self.sign(word)
        days = "≠ " + listed((in_words(v) for v, _ in date.values), "or") if date.contested else _days(date, stands)
        documents, _ = support(at, at.evidence("engagements", key))
        who = _taking_part(row, at)
        cells = (sign, days, at.name(key), _place(row, at), _few([at.name(id_) for id_ in who]), str(documents))
        short = {1: _brief_days(date), 2: _brief_name(key, who, at), 4: _few([_brief(id_, at) for id_ in who])}
        return Entry(key, cells, word, stands.at, first_day(date.value), sure=stands.sure, short=short)

    def why(self, key: str, at: Reading) -> Why:
        """Say who tells of it, who was there, and what was said and promised."""
        row = _row(key, at)
        stands, date = standing(row, at.day), when(row, at.day)
        accounts = [c.at for c in row.class_]
        present = [c.at for c in row.attendance if _was_there(c)]
        absent = [c.at for c in row.attendance if not _was_there(c)]
        verdict = [] if date.contested else [f"{_in_words(stands)}: {_days(date, stands).removeprefix('postponed ')}."]
        if stands.contested:
            verdict.append(
                f"Contested: {'its accounts share no day' if date.contested else 'plans of one day differ'}."
            )
        if place := _place(row, at):
            verdict.append(sentence(f"In {place}"))
        if purpose := next((text for text, _ in union(said(row, "purpose"))), ""):
            verdict.append(sentence(purpose))
        if parent := next((whole for whole, _ in union(row.parent)), ""):
            verdict.append(sentence(f"Part of: {at.name(parent)}"))
        positions = at.evidence("engagements", key)
        verdict.append(supported(at, positions))
        listed_apart = {*accounts, *present, *absent, *(c.at for c in row.plans)}
        about = next((spoken(kind_, str) for kind_, _ in union(said(row, "kind"))), self.one)
        return Why(at.name(key), about, tuple(verdict), (
            ("Accounts", told(at, accounts, _of_itself)),
            ("Plans", told(at, (c.at for c in row.plans), _of_itself)),
            ("Who took part", told(at, present)),
            ("Who was invited, or stayed away", told(at, absent)),
            ("What was said and done", told(at, set(positions) - listed_apart)),
        ))  # fmt: skip


def _of_itself(fact: Fact, at: Reading) -> str:
    return what(fact)


def people(row: Engagement, at: Reading) -> list[str]:
    """Return the names of those who took part, leaders first; where no person is named, the sides."""
    return [at.name(who) for who in _taking_part(row, at)]


def _taking_part(row: Engagement, at: Reading) -> list[str]:
    ranked: dict[str, int] = {}
    for claims, rank in ((row.hosts, 0), (row.visitors, 1)):
        for who, _ in union(claims):
            ranked.setdefault(who, rank)
    for claim in row.attendance:
        if claim.counts and "participant" in claim.value and _was_there(claim):
            who = claim.value["participant"]
            ranked[who] = min(ranked.get(who, 2), _LEADING.get(claim.value.get("function", ""), 2))
    persons = [who for who in sorted(ranked, key=ranked.__getitem__) if kind(who) == "person"]
    return persons or [*ranked, *(party for party, _ in union(said(row, "parties")))]


def _brief(id_: str, at: Reading) -> str:
    return brief.surname(at, id_) if kind(id_) == "person" else brief.side(at, id_)


def _brief_name(key: str, who: Sequence[str], at: Reading) -> str:
    """Return what a meeting is called without the whole it is a part of, and its people by their surnames.

    Of one that is called by those who were there, and by where, the place is enough: who they are stands beside it.
    """
    name = at.name(key).partition(" · ")[0]
    own = f"{listed(map(at.name, who))} at "
    if who and name.startswith(own):
        return f"At {name.removeprefix(own)}"
    for id_ in (id_ for id_ in who if kind(id_) == "person"):
        name = name.replace(at.name(id_), _brief(id_, at))
    return name


def _brief_days(date: Agreed) -> str:
    if date.contested:
        return "≠ " + listed((brief.day(value) for value, _ in date.values), "or")
    return brief.day(date.value) if date.value else "day unknown"


def _participant(claim: Claim, at: Reading) -> Note:
    """Say who it was, in which office, for which side and as what, and how sure that is."""
    value = claim.value
    who = at.name(value["participant"]) if "participant" in value else spoken(value["group"], at.name)
    office = at.name(value["office"]) if "office" in value else ""
    side = f"for {at.name(value['side'])}" if "side" in value else ""
    function = "" if value.get("function") == "unspecified" else value.get("function", "")
    parts = (office, side, function, value.get("portion", ""))
    doubt = "" if claim.counts else f" ({claim.weight})"
    presence = value.get("presence", "present")
    there = "" if presence == "present" else f" ({presence})"
    return Note(", ".join(filter(None, (who, *parts))) + there + doubt, claim.at)


def _when(eng: str, at: Reading) -> str:
    on = when(_row(eng, at)).value
    return in_words(on) if on else ""


def _few(names: list[str]) -> str:
    most = _MOST_NAMED if len(names) > _MOST_NAMED + 1 else len(names)
    rest = [f"{len(names) - most} more"] if len(names) > most else []
    return listed([*names[:most], *rest])


def _row(key: str, at: Reading) -> Engagement:
    return cast("Engagement", at.row("engagements", key))


def _place(row: Engagement, at: Reading) -> str:
    told = [place for field in ("place", "destination") for place, _ in union(said(row, field))]
    told = innermost(at, told) or [place for place, _ in union(said(row, "venue"))]
    return listed((at.name(place) for place in told), "or")


def _state(stands: States) -> str:
    if stands.contested:
        return "contested"
    if len(stands.states) != 1:
        return "unclear"
    (only,) = stands.states
    return {HELD: "held", NO_OUTCOME: "no outcome", "cancelled": "called off"}.get(only, "planned")


def _in_words(stands: States) -> str:
    return listed(("not yet told of" if s == NONE else s for s in sorted(stands.states)), "or").capitalize()


def _was_there(claim: Claim) -> bool:
    return bool(claim.value.get("presence", "present") == "present")


def _days(date: Agreed, stands: States) -> str:
    """Return the date in words; what was put off without a new date has lost the one it had."""
    lost = stands.states == {"postponed"} and not set(stands.at) & set(date.at)
    told = in_words(date.value) if date.value else "day unknown"
    return f"postponed from {told}" if lost and date.value else told
