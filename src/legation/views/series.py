"""Runs of meetings: their editions, how often they come, and whether the numbers fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from legation import brief
from legation.claim import union
from legation.dates import first_day, in_words, parse
from legation.editions import Count, cadence, counts, oddities
from legation.projections import engagements
from legation.projections.engagements import HELD, Engagement, standing
from legation.projections.series import Series as Run
from legation.reading import Reading
from legation.supporting import support, supported
from legation.view import Column, Entry, Note, Sections, View, Why, told
from legation.words import counted, listed, sentence

_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}


class Series(View):
    """One line a series of meetings; editions that no event tells of are not made up."""

    digit, name, short, one = 0, "Series", "Series", "series of meetings"
    projections, kinds = ("series",), ("series",)
    ordered_by = "Series"
    columns = (
        Column("", 1),
        Column("Series", 0),
        Column("Held", 5, keep=1, right=True),
        Column("Cadence", 14, keep=2),
        Column("Last", 11, keep=1, right=True),
        Column("Number check", 28, keep=1),
        Column("Src", 3, keep=3, right=True),
    )
    states = (("!", "does not fit"), ("█", "fits"), ("·", "not counted"))
    settled_by = (("does not fit", "a source that counts the editions, or the retraction of a number"),)

    def entry(self, key: str, at: Reading) -> Entry:
        """Return one series as of the day."""
        held = [eng for eng, stands in _editions(key, at) if stands]
        days = [(day, eng) for eng in held if (day := engagements.when(_engagement(eng, at)).value)]
        last = max(days, key=lambda pair: (parse(pair[0]).e_hi, pair[0]), default=("", ""))[0]
        odd, known = list(oddities(at, key)), counts(at, key)
        word = "does not fit" if odd else "fits" if len(known) > 1 else "not counted"
        sign = self.sign(word)
        check = listed(f"{_nth(known, o.at)}, {o.expected} expected" for o in odd) if odd else _fit(len(known))
        positions = at.evidence("series", key)
        documents, _ = support(at, positions)
        every = _every(cadence(at, key)[0])
        short = {1: brief.side(at, key), 3: every.removeprefix("every "), **({4: brief.day(last)} if last else {})}
        cells = (sign, at.name(key), str(len(held)) if held else "", every,
                 in_words(last) if last else "", check, str(documents))  # fmt: skip
        return Entry(key, cells, word, tuple(positions), first_day(last), short=short)

    def why(self, key: str, at: Reading) -> Why:
        """Say which editions are told of, who counts them, and what does not fit."""
        row = _row(key, at)
        every, said = cadence(at, key)
        verdict = [sentence(f"Comes {_every(every)}")] if every else ["How often it comes is not recorded."]
        odd = [f"{odd.what}: {odd.expected} expected" for odd in oddities(at, key)]
        verdict += [sentence(f"{told_of[:1].upper()}{told_of[1:]}") for told_of in odd]
        body = next((who for who, _ in union(row.body)), "")
        verdict += [sentence(f"Owned by {at.name(body)}")] if body else []
        verdict.append(supported(at, at.evidence("series", key)))
        counted_ = [c.at for c in row.ordinals]
        accounts = [c.at for c in row.editions]
        rest = set(at.evidence("series", key)) - {*counted_, *accounts, *said}
        return Why(at.name(key), "a series", tuple(verdict), (
            ("Editions", told(at, accounts)),
            ("Counted", told(at, counted_)),
            ("How often", told(at, said)),
            ("Also said of it", told(at, rest)),
        ))  # fmt: skip

    def page(self, key: str, at: Reading) -> Sections:
        """Return every edition that is told of, in order of time, with its number if somebody counts it."""
        numbers = {count.edition: count for count in counts(at, key)}
        notes = []
        for eng, stands in sorted(_editions(key, at), key=lambda pair: _engagement(pair[0], at).order()):
            number = f" · number {numbers[eng].ordinal}" if eng in numbers else ""
            when = engagements.when(_engagement(eng, at)).value
            ahead = "" if stands else " · not held by this day"
            position = at.evidence("engagements", eng)[0]
            notes.append(Note(f"{at.name(eng)}{number}{ahead}", position, in_words(when) if when else "day unknown"))
        others = [c.at for c in _row(key, at).ordinals if c.value["claim"] not in {"nth", "first"}]
        sections = (("Editions", tuple(notes)), ("Other counts", told(at, others)))
        return tuple(section for section in sections if section[1])


def _row(key: str, at: Reading) -> Run:
    return cast("Run", at.row("series", key))


def _engagement(key: str, at: Reading) -> Engagement:
    return cast("Engagement", at.row("engagements", key))


def _editions(key: str, at: Reading) -> list[tuple[str, bool]]:
    """Return every edition told of, and whether it can have been held by the day."""
    found = dict.fromkeys(claim.value["engagement"] for claim in _row(key, at).editions if claim.counts)
    return [(eng, HELD in standing(_engagement(eng, at), at.day).states) for eng in found]


def _nth(known: Sequence[Count], positions: Sequence[int]) -> str:
    """Name the count that an oddity is about: the highest number that rests on its events."""
    return f"number {max(count.ordinal for count in known if not set(positions).isdisjoint(count.at))}"


def _fit(known: int) -> str:
    return f"{counted(known, 'count')} fit" if known > 1 else "one count only" if known else ""


def _every(duration: str) -> str:
    match = re.fullmatch(r"P(\d+)([YMWD])", duration)
    if not match:
        return duration
    number, unit = int(match[1]), _UNITS[match[2]]
    return f"every {unit}" if number == 1 else f"every {number} {unit}s"
