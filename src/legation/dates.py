"""World dates: a small part of EDTF, read into bounds, compared in three values, narrowed (domain.md 6).

A date in a source is rarely one day, and nothing here makes one up: a month stays a month. Every value becomes four
days, it began in [s_lo, s_hi] and ended in [e_lo, e_hi], and all questions are asked of those. Days are ISO strings
that compare as text; `OPEN_START` and `OPEN_END` stand outside every calendar, so an open bound needs no special case.

It is longer than most files because the forms, the sentences that refuse them and the words that show them are one
grammar: whoever changes a form must see all three.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, reduce
from itertools import pairwise
from typing import Literal

OPEN_START = "0000-00-00"
OPEN_END = "9999-99-99"

Kind = Literal["point", "range", "set", "extent"]
Qualifier = Literal["", "~", "?", "%"]
Precision = Literal["", "year", "month", "day"]
Answer = Literal["certain", "possible", "no"]
Span = tuple[str, str]

_DATE = r"(?!0000)[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
PATTERN = (
    rf"^({_DATE}[~?%]?"
    rf"|\[(\.\.{_DATE}|{_DATE}\.\.({_DATE})?|{_DATE}(,{_DATE})+)\]"
    rf"|({_DATE}|\.\.)?/{_DATE}|{_DATE}/(\.\.)?)$"
)
"""The shape of every date, as JSON Schema writes it; which days exist and what is reversed, only `parse` knows."""

SHAPE = re.compile(PATTERN)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PRECISIONS: dict[int, Precision] = {0: "", 4: "year", 7: "month", 10: "day"}
_LAST_DAYS = ("31", "28", "31", "30", "31", "30", "31", "31", "30", "31", "30", "31")


class NotADate(ValueError):
    """A text that is no date of the ledger: what was found, what was expected, what to write instead."""

    def __init__(self, text: str, wrong: str, expected: str, remedy: str) -> None:
        shown = text if len(text) <= 60 else f"{text[:59]}…"
        self.text, self.expected, self.remedy = text, expected, remedy
        self.what = f"{shown!r} is not a date: {wrong}"
        super().__init__(f"{self.what}; expected {expected}; {remedy}")


@dataclass(frozen=True, slots=True)
class Edtf:
    """A world date: its text as written, and the days between which it began and ended (domain.md 6.2).

    `alternatives` are the spans of days of which one holds *the* day, ascending; an extent has none, for it lasts.
    """

    text: str
    kind: Kind
    s_lo: str
    s_hi: str
    e_lo: str
    e_hi: str
    qualifier: Qualifier = ""
    alternatives: tuple[Span, ...] = ()

    @property
    def precision(self) -> Precision:
        """Tell what its one day is known to: `day`, `month` or `year`; empty for what is none of these."""
        one = whole(self.s_lo, self.e_hi) if len(self.alternatives) == 1 else ""
        return _PRECISIONS[len(one)]

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=1 << 16)
def parse(text: str) -> Edtf:
    """Read a world date (domain.md 6.1); raises `NotADate`, which says what to write instead."""
    if not SHAPE.fullmatch(text):
        raise _misshapen(text)
    if "/" in text:
        return _extent(text)
    if text[0] == "[":
        return _range(text) if ".." in text else _set(text)
    bare = text.rstrip("~?%")
    lo, hi = _span(bare, text)
    qualifier: Qualifier = text[len(bare) :]  # type: ignore[assignment]  # the shape allows no other
    return Edtf(text, "point", lo, hi, lo, hi, qualifier, ((lo, hi),))


def _range(text: str) -> Edtf:
    a, b = text[1:-1].split("..")
    lo = _span(a, text)[0] if a else OPEN_START
    hi = _span(b, text)[1] if b else OPEN_END
    if lo > hi:
        raise NotADate(text, "it is reversed", "the earlier date first", f"write [{b}..{a}]")
    return Edtf(text, "range", lo, hi, lo, hi, "", ((lo, hi),))


def _set(text: str) -> Edtf:
    parts = text[1:-1].split(",")
    spans = tuple(_span(part, text) for part in parts)
    for (one, (lo, hi)), (two, (next_lo, next_hi)) in pairwise(zip(parts, spans, strict=True)):
        if next_hi < lo:
            remedy = f"write [{','.join(sorted(parts))}]"
            raise NotADate(text, f"it is reversed, {two} is earlier than {one}", "ascending alternatives", remedy)
        if next_lo <= hi:
            remedy = f"keep one of {one} and {two}"
            raise NotADate(text, f"{one} and {two} overlap", "alternatives without a common day", remedy)
    lo, hi = spans[0][0], spans[-1][1]
    return Edtf(text, "set", lo, hi, lo, hi, "", spans)


def _extent(text: str) -> Edtf:
    a, b = text.split("/")
    # An open end has no day at all; an unknown one may be any that its other end leaves.
    s_lo, s_hi = _span(a, text) if a not in {"", ".."} else (OPEN_START, OPEN_START if a else OPEN_END)
    e_lo, e_hi = _span(b, text) if b not in {"", ".."} else (OPEN_END if b else OPEN_START, OPEN_END)
    if s_lo > e_hi:
        raise NotADate(text, "it ends before it begins", "the start, then the end", f"write {b}/{a}")
    return Edtf(text, "extent", s_lo, min(s_hi, e_hi), max(e_lo, s_lo), e_hi)


def _span(part: str, text: str = "") -> Span:
    """Return the first and the last day of a day, month or year; `text` is what it was found in."""
    if len(part) == 4:
        return f"{part}-01-01", f"{part}-12-31"
    last = _last_day(part)
    if len(part) == 7:
        return f"{part}-01", f"{part}-{last}"
    if part[8:] > last:
        raise NotADate(text, *_wrong_part(part))
    return part, part


def _last_day(part: str) -> str:
    if part[5:7] == "02":
        year = int(part[:4])
        return "29" if year % 4 == 0 and (year % 100 or year % 400 == 0) else "28"
    return _LAST_DAYS[int(part[5:7]) - 1]


def before(a: Edtf, b: Edtf) -> Answer:
    """Tell whether `a` ended before `b` began (domain.md 6.2).

    A qualifier blurs order, never openness: what has no end comes before nothing, however vague the other date.
    """
    blurred = a.qualifier or b.qualifier
    if a.e_hi < b.s_lo:
        return "possible" if blurred else "certain"
    if a.e_lo >= b.s_hi:
        return "possible" if blurred and a.e_lo != OPEN_END and b.s_hi != OPEN_START else "no"
    return "possible"


def covers(w: Edtf, day: str) -> Answer:
    """Tell whether `w` was on that day, or lasted over it (domain.md 6.2).

    A qualifier moves no bound, so a day outside stays outside: else "about 2021" would show on every day there is.
    """
    if w.kind == "extent":
        if not w.s_lo <= day <= w.e_hi:
            return "no"
        return "certain" if w.s_hi <= day <= w.e_lo else "possible"
    if not any(lo <= day <= hi for lo, hi in w.alternatives):
        return "no"
    return "certain" if w.s_lo == w.e_hi and not w.qualifier else "possible"


def sort_key(when: Edtf | None, position: int) -> tuple[str, str, str, str, int]:
    """Return what orders dated rows, the undated last; `position` makes it total (domain.md 6.2)."""
    if when is None:
        return (OPEN_END, OPEN_END, OPEN_END, OPEN_END, position)
    return (when.s_lo, when.e_hi, when.s_hi, when.e_lo, position)


def narrow(claims: Sequence[Edtf]) -> Edtf | None:
    """Return what all claims about one date leave, in its shortest form; None if nothing is left (domain.md 6.3).

    - What remains of a set is written exactly, as years, months and days.
    - An extent that a point, range or set can lie inside stands as it is.
    - A qualified point excludes like a plain one. If it alone made the result narrower, the result carries its
      qualifier (`~` and `?` together are `%`); where none can stand, in a range or set, the plain claims stand alone.
    """
    if not claims:
        return None
    dated = [claim for claim in claims if claim.kind != "extent"]
    left = _common(claim.alternatives for claim in dated)
    extents = [claim.text for claim in claims if claim.kind == "extent"]
    if extents:
        extent = _common_extent(extents)
        inside = extent and any(lo <= extent.e_hi and extent.s_lo <= hi for lo, hi in left)
        return extent if inside else None
    if not left:
        return None
    plain = _common(claim.alternatives for claim in dated if not claim.qualifier)
    if left == plain:
        return parse(_written(plain))
    (lo, hi), *others = left
    one = whole(lo, hi) if not others else ""
    return parse(one + _joined({claim.qualifier for claim in dated}) if one else _written(plain))


def _common(claims: Iterable[tuple[Span, ...]]) -> tuple[Span, ...]:
    return reduce(_meet, claims, ((OPEN_START, OPEN_END),))


def _meet(some: tuple[Span, ...], others: tuple[Span, ...]) -> tuple[Span, ...]:
    pairs = ((max(a, c), min(b, d)) for a, b in some for c, d in others)
    return tuple((lo, hi) for lo, hi in pairs if lo <= hi)


def _common_extent(texts: Sequence[str]) -> Edtf | None:
    starts, ends = zip(*(text.split("/") for text in texts), strict=True)
    start, end = _innermost(starts), _innermost(ends)
    if start is None or end is None:
        return None
    try:
        extent = parse(f"{start}/{end}")
    except NotADate:  # It would end before it begins.
        return None
    return parse(extent.s_lo) if extent.s_lo == extent.e_hi else extent


def _innermost(parts: Sequence[str]) -> str | None:
    """Return the one that lies in all others; as text it begins with them, and so does what is unknown, the empty."""
    longest = max(parts, key=len)
    return longest if all(longest.startswith(part) for part in parts) else None


def _joined(qualifiers: set[Qualifier]) -> str:
    return min(qualifiers - {""}) if len(qualifiers - {""}) == 1 else "%"


def _written(spans: tuple[Span, ...]) -> str:
    if len(spans) > 1:
        return f"[{','.join(part for span in spans for part in _tiles(*span))}]"
    lo, hi = spans[0]
    a = "" if lo == OPEN_START else _widest_from(lo, hi)
    b = "" if hi == OPEN_END else _widest_until(lo, hi)
    return a if a == b else f"[{a}..{b}]"


def _tiles(lo: str, hi: str) -> Iterator[str]:
    while True:
        yield (part := _widest_from(lo, hi))
        if (last := _span(part)[1]) == hi:
            return
        lo = day_after(last)


def _widest_from(lo: str, hi: str) -> str:
    return next(part for part in (lo[:4], lo[:7], lo) if _span(part)[0] == lo and _span(part)[1] <= hi)


def _widest_until(lo: str, hi: str) -> str:
    return next(part for part in (hi[:4], hi[:7], hi) if _span(part)[1] == hi and _span(part)[0] >= lo)


def whole(lo: str, hi: str) -> str:
    """Return the day, month or year that is exactly [lo, hi]; empty if there is none."""
    if lo == OPEN_START:
        return ""
    part = _widest_from(lo, hi)
    return part if _span(part) == (lo, hi) else ""


def first_day(text: str | None) -> str:
    """Return the day on which a date surely begins, to go to; empty if it is not known to the day, or not at all."""
    on = parse(text) if text else None
    return on.s_lo if on and on.s_lo == on.s_hi else ""


def day_before(day: str) -> str:
    """Return the day before `day`, which is not open."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def day_after(day: str) -> str:
    """Return the day after `day`, which is not open."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def in_words(when: Edtf | str) -> str:
    """Return the date as screens show it, in English whatever the locale: `8–13 Jan 2024`, `by 22 Mar 2022`."""
    w = parse(when) if isinstance(when, str) else when
    if w.kind == "range":
        return _range_in_words(*w.text[1:-1].split(".."))
    if w.kind == "extent":
        return _extent_in_words(*w.text.split("/"))
    if w.kind == "set":
        *most, last = _runs(w)
        return f"{', '.join(most)} or {last}" if most else last
    about = "about " if w.qualifier in {"~", "%"} else ""
    uncertain = ", uncertain" if w.qualifier in {"?", "%"} else ""
    return f"{about}{_plain(w.text.rstrip('~?%'))}{uncertain}"


def _range_in_words(a: str, b: str) -> str:
    if not a:
        return f"by {'' if len(b) == 10 else 'the end of '}{_plain(b)}"
    if not b:
        return f"{'on' if len(a) == 10 else 'in'} or after {_plain(a)}"
    one, two = _shared(a, b)
    return f"between {one} and {two}" if one else two


def _extent_in_words(a: str, b: str) -> str:
    if a in {"", ".."}:
        return f"until {_plain(b)}, {'no start' if a else 'start unknown'}"
    if b in {"", ".."}:
        return f"since {_plain(a)}, {'still going' if b else 'end unknown'}"
    one, two = _shared(a, b)
    if not one:
        return two if len(b) == 10 else f"within {two}"
    return f"{one}–{two}" if " " not in one and len(a) == len(b) else f"{one} – {two}"


def _runs(w: Edtf) -> Iterator[str]:
    """Yield the alternatives in words, three or more that follow on each other as one."""
    parts, spans = w.text[1:-1].split(","), w.alternatives
    while parts:
        run = 1
        while run < len(parts) and len(parts[run]) == len(parts[0]) and day_after(spans[run - 1][1]) == spans[run][0]:
            run += 1
        run = run if run > 2 else 1
        yield " to ".join(_shared(parts[0], parts[run - 1])) if run > 1 else _plain(parts[0])
        parts, spans = parts[run:], spans[run:]


def _shared(a: str, b: str) -> tuple[str, str]:
    """Return both in words, the first without the month and year that the second repeats; empty if it is the second."""
    one, two = _plain(a).split(), _plain(b).split()
    if len(one) == len(two):
        while one and one[-1] == two[len(one) - 1]:
            one.pop()
    return " ".join(one), " ".join(two)


def _plain(part: str) -> str:
    year, _, rest = part.partition("-")
    month, _, day = rest.partition("-")
    return " ".join([*([str(int(day))] if day else []), *([_MONTHS[int(month) - 1]] if month else []), year])


def _misshapen(text: str) -> NotADate:
    if _SKELETON.fullmatch(text):
        parts = re.findall(r"[0-9-]+", text)
        return NotADate(text, *next(_wrong_part(part[:20]) for part in parts if not re.fullmatch(_DATE, part)))
    likely = _MISTAKES if len(text) < 1000 else _MISTAKES[-1:]  # Some patterns take quadratic time.
    return NotADate(text, *next(sentences for mistake, *sentences in likely if re.search(mistake, text)))


def _wrong_part(part: str) -> Sequence[str]:
    """Return what is wrong with a day, month or year made of digits and hyphens, what is expected, what to write."""
    year, *rest = part.split("-")
    if len(year) == 8 and not rest:
        return "its hyphens are missing", "YYYY-MM-DD", f"write {year[:4]}-{year[4:6]}-{year[6:]}"
    if len(year) != 4:
        return f"the year {year} has not four digits", "a year from 0001 to 9999, first", "write as in 2022-02-09"
    if year == "0000":
        return "there is no year 0000", "a year from 0001 to 9999", "write 0001 for the first year"
    month, day, *more = (*(piece.zfill(2) for piece in rest), "", "")
    if "21" <= month <= "41" and not day:
        return "seasons are not used", "a month from 01 to 12", f"write the months, as in [{year}-06..{year}-08]"
    if not "01" <= month <= "12" or len(month) > 2:
        return f"there is no month {month}", "a month from 01 to 12", f"write {year} if the month is unknown"
    month = f"{year}-{month}"
    last = _last_day(month)
    if any(more) or (day and (not "01" <= day <= last or len(day) > 2)):
        found = f"there is no day {'-'.join([day, *filter(None, more)])} in {_plain(month)}"
        return found, f"a day from 01 to {last}", f"write {month} if the day is unknown"
    return "a zero is missing", "months and days of two digits", f"write {month}{'-' if day else ''}{day}"


_SKELETON = re.compile(PATTERN.replace(_DATE, "[0-9]+(-[0-9]+)*"))
_ONE_OR_ALL = "A/B if it lasted, [A..B] if it was one day in it"

# Looked at in this order, for texts that are not even built like a date; the last one fits everything.
_MISTAKES = (
    (r"\A\Z", "it is empty", "a day, month or year", "leave the field out if the date is unknown"),
    (r"(?![0-9])\d", "it has digits outside ASCII", "the digits 0 to 9", "type it anew with plain digits"),
    (r"[^\x00-\x7f]", "it has signs outside ASCII", "digits, - and ..", "type it anew with plain hyphens and dots"),
    (r"[\r\n]", "it has a line break", "the date alone", "take the line break out"),
    (r"\dT|:|\dZ", "times and zones are not used", "a day", "write the day alone, as in 2022-02-09"),
    (r"\s", "it has a blank", "digits and signs only", "write 2022-02-09, or 2024-01-08/2024-01-13"),
    (r"[{}]", "braces are not used", "[A,B] or A/B", "write [A,B] if it was one of them, A/B if it lasted"),
    (r"\d[XxUu]|[Xx]{2}", "unknown digits are not used", "digits", "write 2022 for 2022-XX, [2020..2029] for 202X"),
    (r"\AY-?\d|\d[ES]\d", "exponents and long years are not used", "0001 to 9999", "write four digits, as in 2022"),
    (r"(\A|[\[,/.])-\d", "negative years are not used", "0001 to 9999", "say it in words, in a text field"),
    (r"\A[^\w]+\Z", "it names no day", "../B (no start) or A/.. (no end)", "leave the field out if it is unknown"),
    (r"\d[/.]\d\d?[/.]\d", "its signs are wrong", "YYYY-MM-DD", "write 2022-02-09 for 02/09/22 or 9.2.2022"),
    (r"/.*/", "it has two slashes", "one start and one end, A/B", "write one event for each stretch"),
    (r"[\[\],/.].*[~?%]|[~?%].*[\[\],/.]", "only one date takes a qualifier", "2021~ or none", "take it off"),
    (r"[~?%]{2}", "it has two qualifiers", "~ (about), ? (uncertain) or % (both)", "write % for ~ and ? together"),
    (r"[~?%].", "it qualifies a part", "a qualifier at the end", "write 2021-05~, or 2021~ for the year alone"),
    (r"\[.*/|/.*\]", "it mixes a range and an extent", _ONE_OR_ALL, "write the one that is meant"),
    (r"\A(?=.*[\[\]])(?!\[[^\[\]]*\]\Z)", "its brackets do not match", "[A..B] or [A,B]", "put one at each end"),
    (r"\.\..*,|,.*\.\.", "it mixes a range and alternatives", "[A..B] or [A,B]", "write one range over all of them"),
    (r"\[,|,,|,\]", "an alternative is missing", "a date on each side of a comma", "take the extra comma out"),
    (r"\A[^\[]*,", "its brackets are missing", "[A,B]", "put the alternatives in brackets"),
    (r"\A[^\[/]*\.\.", "its brackets are missing", _ONE_OR_ALL, "put the range in brackets, or write a slash"),
    (r"\A\[[0-9-]+\]\Z", "it has a single alternative", "a date without brackets", "take the brackets off"),
    (r"", "it is none of the forms", "YYYY-MM-DD, YYYY-MM or YYYY", "write 2022-02-09, 2022-02 or 2022"),
)
