"""Our reading of world dates beside that of the `edtf` package; where the two part is listed, each with its reason."""

from __future__ import annotations

from time import struct_time

import pytest
from edtf import EDTFObject, parse_edtf
from hypothesis import given, settings

from dates_strategies import edtfs, extents, parts, points, ranges, sets
from legation.dates import OPEN_END, OPEN_START, NotADate, parse

few = settings(max_examples=25, deadline=None)  # Their parser takes milliseconds.

THEY_TAKE_WE_REFUSE = {
    "2019-02-29": "they look a day up in its month, but not in its year",
    "[2019-02-29,2020]": "the same, inside brackets",
    "2019-02-29/2020": "the same, inside an extent",
    "1900-02-29~": "the same, qualified",
    "0000": "the year 0 of astronomers, the year 1 BC of historians: nobody can tell which is meant",
    "-0044": "no event of a ledger of diplomacy is that old",
    "2004-01-01/2003-01-01": "they accept an extent that ends before it begins",
    "[2004..2003]": "they accept a range with nothing in it",
    "[2024-02,2023-02]": "they accept alternatives in any order; we keep one way to write one thing",
    "[2023,2023-05]": "they accept alternatives that overlap; how many are meant is then unclear",
    "[2023~,2024]": "a qualified alternative would need a bound that moves",
    "2022~/2023": "a qualified end would need a bound that moves",
    "2022-05?/2023-06~": "the same on both ends",
    "2022~-05": "a qualifier on a part says which part is doubted, which no answer could use",
    "2022-?05": "the same, for one component",
    "2022-XX": "2022 says it",
    "202X": "[2020..2029] says it",
    "2022-21": "a season lies in other months on the other half of the world",
    "2022-25": "the same, with the half of the world named",
    "{2022,2023}": "all of a set is several events",
    "{2022..2023}": "the same",
    "[2020..2021,2023]": "a range beside an alternative was never needed",
    "2022-02-09T10:11:12": "no source here gives a time",
    "2022-02-09T10:11:12Z": "nor a zone",
    "Y170000002": "four digits hold every year of a ledger",
    "Y17E8": "the same",
    "../..": "it names no day; a field left out says so",
    "2022\n": "a text is kept byte for byte, so it must be the date and nothing else",
    " 2022": "the same",
}

WE_TAKE_THEY_REFUSE = {
    "[2022..2023-03]": "they want both ends of a range equally precise",
    "[2022-03..2023]": "the same, the other way",
    "[2022-03..2023-03-22]": "the same, with a day",
}


def day(found: struct_time | float) -> str:
    if isinstance(found, float):
        return OPEN_END if found > 0 else OPEN_START
    return "{:04}-{:02}-{:02}".format(*found[:3])


def bounds(theirs: EDTFObject) -> tuple[str, str]:
    return day(theirs.lower_strict()), day(theirs.upper_strict())


def equally_precise(text: str) -> bool:
    a, b = text[1:-1].split("..")
    return not (a and b) or len(a) == len(b)


@pytest.mark.parametrize("text", THEY_TAKE_WE_REFUSE)
def test_what_they_take_and_we_refuse(text):
    assert parse_edtf(text) is not None
    with pytest.raises(NotADate):
        parse(text)


@pytest.mark.parametrize("text", WE_TAKE_THEY_REFUSE)
def test_what_we_take_and_they_refuse(text):
    assert parse_edtf(text, fail_silently=True) is None
    assert parse(text).text == text


def test_they_give_an_unknown_end_ten_years_and_we_leave_it_open():
    # Ten years is a guess, and a guess may not become a bound.
    assert bounds(parse_edtf("/2022-03-08")) == ("2012-03-08", "2022-03-08")
    assert parse("/2022-03-08").s_lo == OPEN_START
    assert bounds(parse_edtf("2022-03-08/")) == ("2022-03-08", "2032-03-08")
    assert parse("2022-03-08/").e_hi == OPEN_END


def test_they_let_an_open_end_lie_anywhere_and_we_let_it_lie_nowhere():
    # To us, what is open has no such day, what is unknown has one: else the two forms would say the same.
    assert bounds(parse_edtf("2002/..").upper) == bounds(parse_edtf("../2002").lower) == (OPEN_START, OPEN_END)
    assert (parse("2002/..").e_lo, parse("2002/..").e_hi) == (OPEN_END, OPEN_END)
    assert (parse("../2002").s_lo, parse("../2002").s_hi) == (OPEN_START, OPEN_START)


def test_they_read_the_ends_of_an_extent_apart_and_we_know_that_one_comes_first():
    theirs = parse_edtf("2004-05/2004")
    assert bounds(theirs.upper) == ("2004-01-01", "2004-12-31")
    assert parse("2004-05/2004").e_lo == "2004-05-01"
    theirs = parse_edtf("2004/2004-05")
    assert bounds(theirs.lower) == ("2004-01-01", "2004-12-31")
    assert parse("2004/2004-05").s_hi == "2004-05-31"


@pytest.mark.parametrize("year", ["0001", "0004", "0100", "0400", "1900", "2000", "2023", "2024", "9999"])
def test_every_month_has_the_same_last_day(year):
    for month in range(1, 13):
        text = f"{year}-{month:02}"
        assert bounds(parse_edtf(text)) == (parse(text).s_lo, parse(text).s_hi)


@few
@given(points())
def test_points_have_the_same_bounds_and_qualifiers(text):
    theirs, ours = parse_edtf(text), parse(text)
    assert bounds(theirs) == (ours.s_lo, ours.s_hi) == (ours.e_lo, ours.e_hi)
    flags = (theirs.is_approximate, theirs.is_uncertain, theirs.is_uncertain_and_approximate)
    assert flags == tuple(ours.qualifier == sign for sign in "~?%")


@few
@given(parts())
def test_precision_is_the_same(text):
    assert parse_edtf(text).precision == parse(text).precision


@few
@given(ranges().filter(equally_precise))
def test_ranges_have_the_same_bounds(text):
    ours = parse(text)
    assert bounds(parse_edtf(text)) == (ours.s_lo, ours.s_hi) == (ours.e_lo, ours.e_hi)


@few
@given(sets())
def test_sets_have_the_same_alternatives(text):
    theirs, ours = parse_edtf(text), parse(text)
    assert tuple(bounds(one) for one in theirs.objects) == ours.alternatives
    assert bounds(theirs) == (ours.s_lo, ours.e_hi)


@few
@given(extents())
def test_extents_have_the_same_known_ends(text):
    theirs, ours = parse_edtf(text), parse(text)
    a, b = text.split("/")
    if a not in {"", ".."}:
        first, last = bounds(theirs.lower)
        assert (first, min(last, ours.e_hi)) == (ours.s_lo, ours.s_hi)
    if b not in {"", ".."}:
        first, last = bounds(theirs.upper)
        assert (max(first, ours.s_lo), last) == (ours.e_lo, ours.e_hi)
    if a == "..":
        assert bounds(theirs)[0] == ours.s_lo == OPEN_START
    if b == "..":
        assert bounds(theirs)[1] == ours.e_hi == OPEN_END


@few
@given(edtfs())
def test_they_take_whatever_we_take_but_ranges_of_mixed_precision(text):
    mixed = text.startswith("[") and ".." in text and not equally_precise(text)
    assert (parse_edtf(text, fail_silently=True) is None) == mixed
