"""World dates: every row of domain.md 6, and a naive reading of them over a small world of days.

Half of it is tables: each row is a case of its own, so the file is long and nothing in it is said twice.
"""

from __future__ import annotations

import calendar
import locale
import re
from datetime import date
from itertools import permutations
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dates_strategies import edtfs, extents, parts, points, ranges, sets
from legation.dates import (
    OPEN_END,
    OPEN_START,
    PATTERN,
    NotADate,
    before,
    covers,
    day_before,
    first_day,
    in_words,
    narrow,
    parse,
    sort_key,
    whole,
)

FORMS = {
    "2022-02-09": ("point", "2022-02-09", "2022-02-09", "2022-02-09", "2022-02-09"),
    "2021-10": ("point", "2021-10-01", "2021-10-31", "2021-10-01", "2021-10-31"),
    "2021-12": ("point", "2021-12-01", "2021-12-31", "2021-12-01", "2021-12-31"),
    "2013": ("point", "2013-01-01", "2013-12-31", "2013-01-01", "2013-12-31"),
    "2021~": ("point", "2021-01-01", "2021-12-31", "2021-01-01", "2021-12-31"),
    "2021-02?": ("point", "2021-02-01", "2021-02-28", "2021-02-01", "2021-02-28"),
    "2024-02-29%": ("point", "2024-02-29", "2024-02-29", "2024-02-29", "2024-02-29"),
    "0001": ("point", "0001-01-01", "0001-12-31", "0001-01-01", "0001-12-31"),
    "9999-12": ("point", "9999-12-01", "9999-12-31", "9999-12-01", "9999-12-31"),
    "[2022-12..2024-02]": ("range", "2022-12-01", "2024-02-29", "2022-12-01", "2024-02-29"),
    "[..2022-03-22]": ("range", OPEN_START, "2022-03-22", OPEN_START, "2022-03-22"),
    "[2001-09-11..]": ("range", "2001-09-11", OPEN_END, "2001-09-11", OPEN_END),
    "[2023-02,2024-02]": ("set", "2023-02-01", "2024-02-29", "2023-02-01", "2024-02-29"),
    "2024-01-08/2024-01-13": ("extent", "2024-01-08", "2024-01-08", "2024-01-13", "2024-01-13"),
    "2022-03-10/2022-03-12": ("extent", "2022-03-10", "2022-03-10", "2022-03-12", "2022-03-12"),
    "2020-05/2021-04": ("extent", "2020-05-01", "2020-05-31", "2021-04-01", "2021-04-30"),
    "2014/2018": ("extent", "2014-01-01", "2014-12-31", "2018-01-01", "2018-12-31"),
    "/2022-03-08": ("extent", OPEN_START, "2022-03-08", "2022-03-08", "2022-03-08"),
    "2002/": ("extent", "2002-01-01", "2002-12-31", "2002-01-01", OPEN_END),
    "../2022-03-08": ("extent", OPEN_START, OPEN_START, "2022-03-08", "2022-03-08"),
    "2002/..": ("extent", "2002-01-01", "2002-12-31", OPEN_END, OPEN_END),
    # What begins in May ends in May or later; what ends in May began in May or earlier.
    "2004-05/2004": ("extent", "2004-05-01", "2004-05-31", "2004-05-01", "2004-12-31"),
    "2004/2004-05": ("extent", "2004-01-01", "2004-05-31", "2004-05-01", "2004-05-31"),
}

REFUSED = {
    "2019-02-29": ("no day 29 in Feb 2019", "2019-02"),
    "1900-02-29": ("no day 29 in Feb 1900", "1900-02"),
    "2022-04-31": ("no day 31 in Apr 2022", "2022-04"),
    "2022-01-32": ("no day 32 in Jan 2022", "2022-01"),
    "2022-01-00": ("no day 00 in Jan 2022", "2022-01"),
    "2022-1-32": ("no day 32 in Jan 2022", "2022-01"),
    "[2022-01..2023-02-29]": ("no day 29 in Feb 2023", "2023-02"),
    "2022-02-30~": ("no day 30 in Feb 2022", "2022-02"),
    "2022-13": ("no month 13", "2022"),
    "2022-13/..": ("no month 13", "2022"),
    "2022-00": ("no month 00", "2022"),
    "2022-013": ("no month 013", "2022"),
    "2024-1-1": ("zero is missing", "2024-01-01"),
    "2024-4": ("zero is missing", "2024-04"),
    "0000": ("no year 0000", "0001"),
    "0000-05-01": ("no year 0000", "0001"),
    "22": ("not four digits", "2022-02-09"),
    "12022": ("not four digits", "2022-02-09"),
    "20220209": ("hyphens are missing", "2022-02-09"),
    "/..": ("names no day", ""),
    "../..": ("names no day", ""),
    "../": ("names no day", ""),
    "/": ("names no day", ""),
    "..": ("names no day", ""),
    "[..]": ("names no day", ""),
    "": ("empty", ""),
    "2004-01-01/2003-01-01": ("ends before it begins", "2003-01-01/2004-01-01"),
    "[2004-01-01..2003]": ("reversed", "[2003..2004-01-01]"),
    "[2024-02,2023-02]": ("reversed", "[2023-02,2024-02]"),
    "[2023,2023-05]": ("overlap", "2023-05"),
    "[2023-05,2023]": ("overlap", "2023"),
    "[2023,2023]": ("overlap", "2023"),
    "[2023~,2024]": ("only one date takes a qualifier", ""),
    "[2023..2024?]": ("only one date takes a qualifier", ""),
    "[2023..2024]?": ("only one date takes a qualifier", ""),
    "2023~/2024": ("only one date takes a qualifier", ""),
    "2023~?": ("two qualifiers", ""),
    "2023~-05": ("qualifies a part", "2021-05~"),
    "?2023-05": ("qualifies a part", "2021~"),
    "２０２２": ("digits outside ASCII", ""),
    "٢٠٢٢-01": ("digits outside ASCII", ""),
    "2022‑03": ("signs outside ASCII", ""),
    "2022\n": ("line break", ""),
    "2022-02-09\n": ("line break", ""),
    "[2022,2023]\n": ("line break", ""),
    "2022-02-09T10:00": ("times and zones", "2022-02-09"),
    "2022-02-09T10": ("times and zones", "2022-02-09"),
    "2022-02-09Z": ("times and zones", "2022-02-09"),
    "2022-21": ("seasons", "[2022-06..2022-08]"),
    "2022-41": ("seasons", "[2022-06..2022-08]"),
    "2022-XX": ("unknown digits", "2022"),
    "202X": ("unknown digits", "[2020..2029]"),
    "202u": ("unknown digits", "2022"),
    "Y17E8": ("exponents", "2022"),
    "Y170000002": ("exponents and long years", "2022"),
    "1950S2": ("exponents", "2022"),
    "{2022,2023}": ("braces", ""),
    "-0044": ("negative years", ""),
    "[-0044..]": ("negative years", ""),
    "9 Feb 2022": ("blank", "2022-02-09"),
    " 2022": ("blank", "2022-02-09"),
    "02.09.22": ("signs are wrong", "2022-02-09"),
    "02/09/2022": ("signs are wrong", "2022-02-09"),
    "2022/2023/2024": ("two slashes", ""),
    "2022..2023": ("brackets are missing", ""),
    "2022,2023": ("brackets are missing", ""),
    "[2022..2023": ("brackets do not match", ""),
    "[2022]]": ("brackets do not match", ""),
    "[2022]": ("single alternative", ""),
    "[2022,,2023]": ("alternative is missing", ""),
    "[2022..2023,2025]": ("mixes a range and alternatives", ""),
    "[2022/2023]": ("mixes a range and an extent", ""),
    "October": ("none of the forms", "2022-02-09"),
    "2022--01": ("none of the forms", "2022-02-09"),
}


@pytest.mark.parametrize(("text", "expected"), FORMS.items())
def test_every_form_gives_its_kind_and_its_four_bounds(text, expected):
    w = parse(text)
    assert (w.kind, w.s_lo, w.s_hi, w.e_lo, w.e_hi) == expected
    assert str(w) == w.text == text


@pytest.mark.parametrize(("text", "wrong", "instead"), [(text, *said) for text, said in REFUSED.items()])
def test_every_mistake_is_named_and_what_to_write_is_itself_a_date(text, wrong, instead):
    with pytest.raises(NotADate) as caught:
        parse(text)
    error = caught.value
    assert wrong in error.what
    assert repr(text) in error.what
    assert error.text == text
    assert error.expected
    assert error.remedy
    assert str(error) == f"{error.what}; expected {error.expected}; {error.remedy}"
    if instead:
        assert instead in re.split(r"[ ,]+(?![^\[]*\])", error.remedy)
        parse(instead)


def test_a_hostile_text_is_refused_at_once_and_quoted_short():
    began = process_time()
    for text in ("[" * 100_000, "2" * 100_000, "2022" + "-1" * 50_000, "x" * 100_000, "[2022," * 20_000):
        with pytest.raises(NotADate) as caught:
            parse(text)
        assert len(str(caught.value)) < 300
    assert process_time() - began < 2


def test_qualifiers_and_alternatives_are_kept():
    assert [parse(f"2021{q}").qualifier for q in ("", "~", "?", "%")] == ["", "~", "?", "%"]
    assert parse("[2023-02,2024-02]").alternatives == (("2023-02-01", "2023-02-28"), ("2024-02-01", "2024-02-29"))
    assert parse("2021").alternatives == (("2021-01-01", "2021-12-31"),)
    assert parse("2021/2022").alternatives == ()


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2022-02-09", "day"),
        ("2021-10~", "month"),
        ("2013", "year"),
        ("[2022-03-01..2022-03-31]", "month"),
        ("[2022-03-01..2022-03-30]", ""),
        ("[2022-03..]", ""),
        ("[2022-01-01,2022-12-31]", ""),
        ("2022-03-10/2022-03-12", ""),
    ],
)
def test_precision_is_that_of_the_one_day_and_nothing_is_made_up(text, precision):
    assert parse(text).precision == precision


def test_whole_names_a_day_month_or_year_and_nothing_else():
    assert whole("2022-03-10", "2022-03-10") == "2022-03-10"
    assert whole("2024-02-01", "2024-02-29") == "2024-02"
    assert whole("2023-01-01", "2023-12-31") == "2023"
    assert whole("2023-01-01", "2024-12-31") == whole("2024-02-01", "2024-02-28") == ""
    assert whole(OPEN_START, "2023-12-31") == whole("2023-01-01", OPEN_END) == whole(OPEN_START, OPEN_END) == ""


@pytest.mark.parametrize(
    ("a", "b", "answer"),
    [
        ("2022-02-09", "2022-03", "certain"),
        ("2022-03", "2022-03-22", "possible"),
        ("2022-03", "2022-03", "possible"),
        ("2024", "2022-05", "no"),
        ("2022-06~", "2022-07", "possible"),
        ("[2022-12..2024-02]", "2024-07-17", "certain"),
        # A qualifier weakens an order either way, on either side, and openness never.
        ("2022-06", "2022-07?", "possible"),
        ("2024%", "2022-05", "possible"),
        ("2024", "2022-05~", "possible"),
        ("2022-02-09", "2022-02-09", "no"),
        ("2002/..", "2050~", "no"),
        ("2002~", "../2024", "no"),
        # An unknown end may be any day, an open one is none.
        ("2002/", "2050", "possible"),
        ("2002/..", "2050", "no"),
        ("1990", "/2024", "possible"),
        ("1990", "../2024", "no"),
        ("../2021", "2022", "certain"),
        ("[..2021]", "[..2020]", "possible"),
    ],
)
def test_before_has_three_answers(a, b, answer):
    assert before(parse(a), parse(b)) == answer


@pytest.mark.parametrize(
    ("text", "day", "answer"),
    [
        ("2022-03-10/2022-03-12", "2022-03-11", "certain"),
        ("/2022-03-08", "2022-03-07", "possible"),
        ("2021-12", "2021-12-15", "possible"),
        ("[2023-02,2024-02]", "2023-07-01", "no"),
        ("2014/2018", "2014-06-01", "possible"),
        ("2014/2018", "2016-06-01", "certain"),
        ("2014/2018", "2013-12-31", "no"),
        ("2014/2018", "2019-01-01", "no"),
        ("2022-02-09", "2022-02-09", "certain"),
        ("2022-02-09~", "2022-02-09", "possible"),
        ("2022-02-09~", "2022-02-10", "no"),
        ("[2023-02,2024-02]", "2024-02-29", "possible"),
        ("[2022-02-09..2022-02-09]", "2022-02-09", "certain"),
        ("[2022-02-09..]", "2999-01-01", "possible"),
        ("2002/..", "2999-01-01", "certain"),
        ("2002/", "2999-01-01", "possible"),
        ("../2002", "0001-01-01", "certain"),
    ],
)
def test_covers_has_three_answers(text, day, answer):
    assert covers(parse(text), day) == answer


@pytest.mark.parametrize("month", [f"{year}-{month:02}" for year in (2023, 2024) for month in range(1, 13)])
def test_a_month_never_proves_one_of_its_days(month):
    days = calendar.monthrange(int(month[:4]), int(month[5:]))[1]
    assert {covers(parse(month), f"{month}-{day:02}") for day in range(1, days + 1)} == {"possible"}


def test_a_stay_lasts_and_a_range_is_unsure():
    assert covers(parse("2022-03-10/2022-03-12"), "2022-03-11") == "certain"
    assert covers(parse("[2022-03-10..2022-03-12]"), "2022-03-11") == "possible"


NARROWED = [
    (["2022-03"], "2022-03"),
    (["2022", "2022-03", "2022-03-10"], "2022-03-10"),
    (["2021-12", "2021-12"], "2021-12"),
    (["2022", "2023"], None),
    (["[..2022-03-22]", "[2022-03..]"], "[2022-03-01..2022-03-22]"),
    (["[2022..]", "[..2022-06]"], "[2022-01..2022-06]"),
    (["[2021..]", "[..2022-06]"], "[2021..2022-06]"),
    (["[2022-03-01..2022-05]", "[2022..2022-03-31]"], "2022-03"),
    (["[2021-05..2023]", "2022"], "2022"),
    (["[2021..]", "[2022..]"], "[2022..]"),
    (["[2023-02,2024-02]", "2024"], "2024-02"),
    (["[2022,2023-02,2024-02]", "[2023..]"], "[2023-02,2024-02]"),
    (["[2023-02,2024-02]", "[2023-02-27..]"], "[2023-02-27,2023-02-28,2024-02]"),
    (["[2021,2023]", "[2020..2022]", "2021-05"], "2021-05"),
    (["[2021,2023]", "2022"], None),
    # Three that agree only in pairs.
    (["[2021,2022]", "[2022,2023]", "[2021,2023]"], None),
    (["2022-03-10/2022-03-12", "2022-03/2022-03"], "2022-03-10/2022-03-12"),
    (["2022/", "/2023-05"], "2022/2023-05"),
    (["2022/", "/2022-05"], "2022/2022-05"),
    (["2022/2023", "2022-05/"], "2022-05/2023"),
    (["2002/", "2002-05/.."], "2002-05/.."),
    (["2002/..", "2002/2023"], None),
    (["../2023", "/2023-04"], "../2023-04"),
    (["../2023", "2002/"], None),
    (["2023/", "/2022"], None),
    (["2022-03-10/2022-03-12", "2022-03-11/2022-03-12"], None),
    (["2022-03/2022-03-12", "2022-03-12/2022"], "2022-03-12"),
    # A point, range or set that can lie inside leaves the extent as it is.
    (["2021-12-14/2021-12-16", "2021-12"], "2021-12-14/2021-12-16"),
    (["2021-12-14/2021-12-16", "[..2021-12-14]"], "2021-12-14/2021-12-16"),
    (["2021-12-14/2021-12-16", "2021-12-16", "2021"], "2021-12-14/2021-12-16"),
    (["2021-12-14/2021-12-16", "2022-01"], None),
    (["2021-12-14/2021-12-16", "[2021-12-13,2021-12-17]"], None),
    (["2021-12-14/2021-12-16", "2021-12-14", "2021-12-15"], None),
    # Qualifiers survive where only they made it narrower and where they can be written.
    (["2021~"], "2021~"),
    (["2021~", "2021-05"], "2021-05"),
    (["2021", "2021-05~"], "2021-05~"),
    (["2021~", "2021"], "2021"),
    (["2021~", "2021-05?"], "2021-05%"),
    (["2021~", "2021-05~"], "2021-05~"),
    (["2021%", "2021?"], "2021%"),
    (["2024~", "[2023-02,2024-02]"], "2024-02~"),
    (["2021~", "[2021-05..2023]"], "[2021-05..2023]"),
    (["2021~", "2022"], None),
    (["2021~", "2021-12-30/2022-01-02"], "2021-12-30/2022-01-02"),
]


@pytest.mark.parametrize(("claims", "left"), NARROWED)
def test_claims_narrow_each_other_in_any_order_or_are_contested(claims, left):
    for order in permutations(claims):
        narrowed = narrow([parse(text) for text in order])
        assert narrowed == (left and parse(left))


def test_no_claim_leaves_nothing():
    assert narrow([]) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2022-02-09", "9 Feb 2022"),
        ("2021-10", "Oct 2021"),
        ("2013", "2013"),
        ("2021~", "about 2021"),
        ("2021?", "2021, uncertain"),
        ("2021-05%", "about May 2021, uncertain"),
        ("2024-01-08/2024-01-13", "8–13 Jan 2024"),
        ("2022-03-10/2022-03-12", "10–12 Mar 2022"),
        ("2022-02-28/2022-03-03", "28 Feb – 3 Mar 2022"),
        ("2022-12-30/2023-01-02", "30 Dec 2022 – 2 Jan 2023"),
        ("2022-03-10/2023-03-10", "10 Mar 2022 – 10 Mar 2023"),
        ("2020-05/2021-04", "May 2020 – Apr 2021"),
        ("2020-05/2020-07", "May–Jul 2020"),
        ("2014/2018", "2014–2018"),
        ("2014/2018-05", "2014 – May 2018"),
        ("2022-03-10/2022-03-10", "10 Mar 2022"),
        ("2022-03/2022-03", "within Mar 2022"),
        ("[..2022-03-22]", "by 22 Mar 2022"),
        ("[..2022-03]", "by the end of Mar 2022"),
        ("[2001-09-11..]", "on or after 11 Sep 2001"),
        ("[2001-09..]", "in or after Sep 2001"),
        ("[2022-12..2024-02]", "between Dec 2022 and Feb 2024"),
        ("[2022-03-09..2022-03-12]", "between 9 and 12 Mar 2022"),
        ("[2022..2022]", "2022"),
        ("[2023-02,2024-02]", "Feb 2023 or Feb 2024"),
        ("[2020,2023-02,2024-02-01]", "2020, Feb 2023 or 1 Feb 2024"),
        ("[2023-02-26,2023-02-27,2023-02-28,2024-02]", "26 to 28 Feb 2023 or Feb 2024"),
        ("[2021,2022-12-31,2023-01-01,2023-01-02]", "2021 or 31 Dec 2022 to 2 Jan 2023"),
        ("[2022,2023,2024]", "2022 to 2024"),
        ("[2022-01,2022-02,2022-03-01]", "Jan 2022, Feb 2022 or 1 Mar 2022"),
        ("/2022-03-08", "until 8 Mar 2022, start unknown"),
        ("../2022-03-08", "until 8 Mar 2022, no start"),
        ("2002/", "since 2002, end unknown"),
        ("2002/..", "since 2002, still going"),
    ],
)
def test_a_date_reads_as_a_person_would_say_it(text, words):
    assert in_words(text) == in_words(parse(text)) == words


def test_months_are_english_in_any_locale():
    standing = locale.setlocale(locale.LC_TIME)
    try:
        for name in ("es_MX.UTF-8", "fr_FR.UTF-8", "de_DE.UTF-8", "C.UTF-8"):
            try:
                locale.setlocale(locale.LC_TIME, name)
            except locale.Error:
                continue
            read = [in_words(f"2022-{month:02}") for month in range(1, 13)]
            assert " ".join(read).replace(" 2022", "") == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
    finally:
        locale.setlocale(locale.LC_TIME, standing)


def test_rows_sort_by_start_then_end_then_position_and_the_undated_come_last():
    rows = [
        None,
        "2002/..",
        "[..2022]",
        "2021",
        "2021-01",
        "2021-01-01",
        "2021-01-01",
        "2021-01/2021",
        "[9999..]",
        None,
    ]
    keys = [sort_key(text and parse(text), position) for position, text in enumerate(rows)]
    assert [rows[key[-1]] for key in sorted(keys)] == [
        "[..2022]",
        "2002/..",
        "2021-01-01",
        "2021-01-01",
        "2021-01",
        "2021-01/2021",
        "2021",
        "[9999..]",
        None,
        None,
    ]
    assert len(set(keys)) == len(rows)
    assert sort_key(parse("2014/2018-05"), 7) == ("2014-01-01", "2018-05-31", "2014-12-31", "2018-05-01", 7)


@given(edtfs())
def test_bounds_are_ordered_days_or_open_and_the_text_is_kept(text):
    w = parse(text)
    assert w.text == text
    assert w.s_lo <= w.s_hi <= w.e_hi
    assert w.s_lo <= w.e_lo <= w.e_hi
    assert (
        is_day(w.s_hi)
        or (w.s_hi == OPEN_START and text.startswith("../"))
        or (w.s_hi == OPEN_END and w.kind == "range")
    )
    assert (
        is_day(w.e_lo) or (w.e_lo == OPEN_END and text.endswith("/..")) or (w.e_lo == OPEN_START and w.kind == "range")
    )
    assert is_day(w.s_lo) or (w.s_lo == OPEN_START and text.startswith(("[..", "../", "/")))
    assert is_day(w.e_hi) or (w.e_hi == OPEN_END and text.endswith(("..]", "/..", "/")))


@given(edtfs())
def test_the_published_pattern_takes_every_date(text):
    assert re.search(PATTERN, text)
    assert all(re.search(PATTERN, one) is None for one in (f" {text}", f"{text}~~", f"[{text}", f"{text}//"))


def is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def refusal(text: str) -> NotADate | None:
    """Return why `text` is refused; any other exception is a defect."""
    try:
        assert parse(text).text == text
    except NotADate as error:
        return error
    return None


@given(points(), ranges(), sets(), extents())
def test_each_kind_is_told_by_its_signs(point, range_, set_, extent):
    assert [parse(text).kind for text in (point, range_, set_, extent)] == ["point", "range", "set", "extent"]


@given(st.text() | st.text("0123456789-/[].,~?%X \n٣", max_size=24))
def test_any_text_is_a_date_or_is_refused_with_a_reason(text):
    error = refusal(text)
    assert error is None or all((error.what, error.expected, error.remedy))


@given(edtfs(), st.data())
def test_a_slip_of_the_hand_gives_another_date_or_a_reason(text, data):
    at = data.draw(st.integers(0, len(text)))
    until = data.draw(st.integers(at, min(at + 2, len(text))))
    error = refusal(text[:at] + data.draw(st.text("0123456789-/[].,~?% \n", max_size=2)) + text[until:])
    assert error is None or all((error.what, error.expected, error.remedy))


@given(edtfs(), st.integers(0x660, 0x669).map(chr), st.data())
def test_a_digit_of_another_script_is_never_a_digit(text, foreign, data):
    plain = data.draw(st.sampled_from([sign for sign in text if sign.isdigit()]))
    assert refusal(text) is None
    assert "outside ASCII" in str(refusal(text.replace(plain, foreign)))


@given(edtfs())
def test_the_words_name_every_year_of_the_text(text):
    named = set(re.findall(r"\d{4}", in_words(text)))
    written = re.findall(r"\d{4}", text)
    assert named <= set(written)
    assert {min(written), max(written)} & named
    assert set("/[]~%") & set(in_words(text)) == set()


# A small world: enough days that every date below begins and ends on one of them, plus one day before and one
# after all others. In it a date is the set of all that it may mean, written down without any bound.
WORLD = (
    OPEN_START,
    "2023-01-01",
    "2023-12-01",
    "2023-12-31",
    "2024-01-01",
    "2024-01-31",
    "2024-02-01",
    "2024-02-28",
    "2024-02-29",
    "2024-03-01",
    "2024-03-31",
    "2024-12-31",
    OPEN_END,
)
SMALL = st.sampled_from(("2023", "2024", "2023-12", "2024-01", "2024-02", "2024-03", *WORLD[1:-1]))
PLAIN = points(SMALL, st.just("")) | ranges(SMALL) | sets(SMALL) | extents(SMALL)
ANY = edtfs(SMALL)


def days(part: str) -> set[str]:
    return {day for day in WORLD if day.startswith(part)}


def meanings(text: str) -> set[tuple[str, str]]:
    """List every (start, end) that a plain date leaves possible in the small world."""
    if "/" in text:
        a, b = text.split("/")
        starts = {OPEN_START} if a == ".." else days(a)
        ends = {OPEN_END} if b == ".." else days(b)
        return {(start, end) for start in starts for end in ends if start <= end}
    if ".." in text:
        a, b = text.strip("[]").split("..")
        found = {day for day in WORLD if (not a or day >= min(days(a))) and (not b or day <= max(days(b)))}
    else:
        found = {day for part in text.strip("[]").split(",") for day in days(part)}
    return {(day, day) for day in found}


def verdict(answers: set[bool]) -> str:
    return {(True,): "certain", (False,): "no"}.get(tuple(answers), "possible")


@given(PLAIN, PLAIN)
def test_before_is_certain_if_in_every_meaning_and_no_if_in_none(a, b):
    answers = {end < start for _, end in meanings(a) for start, _ in meanings(b)}
    assert before(parse(a), parse(b)) == verdict(answers)


@given(PLAIN, st.sampled_from(WORLD[1:-1]))
def test_covers_is_certain_if_in_every_meaning_and_no_if_in_none(text, day):
    answers = {start <= day <= end for start, end in meanings(text)}
    assert covers(parse(text), day) == verdict(answers)


@given(points(SMALL), ANY, st.sampled_from(WORLD[1:-1]))
def test_a_qualifier_only_ever_weakens(point, other, day):
    vague, plain, b = parse(point), parse(point.rstrip("~?%")), parse(other)
    for answer, bare in (
        (before(vague, b), before(plain, b)),
        (before(b, vague), before(b, plain)),
        (covers(vague, day), covers(plain, day)),
    ):
        assert answer in {bare, "possible"}
    if vague.qualifier:
        assert "certain" not in {before(vague, b), before(b, vague), covers(vague, day)}


@given(PLAIN | edtfs(), PLAIN | edtfs())
def test_before_is_antisymmetric_and_agrees_with_the_order_of_rows(a, b):
    one, two = parse(a), parse(b)
    if before(one, two) == "certain":
        assert before(two, one) == "no"
        assert sort_key(one, 2) < sort_key(two, 1)


@given(st.lists(PLAIN, min_size=1, max_size=4), st.randoms())
def test_narrowing_is_what_all_claims_have_in_common(texts, random):
    dated = [{start for start, _ in meanings(text)} for text in texts if "/" not in text]
    common = set(WORLD).intersection(*dated)
    lasting = [meanings(text) for text in texts if "/" in text]
    left = {(day, day) for day in common}
    if lasting:
        left = set.intersection(*lasting)
        left = left if any(start <= day <= end for start, end in left for day in common) else set()
    narrowed = narrow([parse(text) for text in texts])
    assert (meanings(narrowed.text) if narrowed else set()) == left
    random.shuffle(texts)
    assert narrow([parse(text) for text in texts]) == narrowed


@given(st.lists(ANY, min_size=1, max_size=4), st.randoms())
def test_narrowing_is_idempotent_and_blind_to_order_and_repetition(texts, random):
    claims = [parse(text) for text in texts]
    narrowed = narrow(claims)
    random.shuffle(claims)
    assert narrow([*claims, *claims]) == narrowed
    if narrowed:
        assert narrow([narrowed]) == narrowed
        assert narrow([*claims, narrowed]) == narrowed


@given(st.lists(points(SMALL) | ranges(SMALL) | sets(SMALL), min_size=1, max_size=4))
def test_a_qualified_claim_excludes_like_a_plain_one_but_never_makes_the_result_surer(texts):
    claims = [parse(text) for text in texts]
    as_plain = narrow([parse(text.rstrip("~?%")) for text in texts])
    narrowed = narrow(claims)
    assert (narrowed is None) == (as_plain is None)
    if narrowed and not narrowed.qualifier:
        assert narrowed == narrow([claim for claim in claims if not claim.qualifier])
    elif narrowed and as_plain:
        assert narrowed.text == as_plain.text + narrowed.qualifier


@given(st.lists(st.none() | edtfs() | PLAIN, max_size=8), st.randoms())
def test_the_sort_key_is_total_and_does_not_depend_on_the_order_met(texts, random):
    keys = [sort_key(text and parse(text), position) for position, text in enumerate(texts)]
    shuffled = random.sample(keys, len(keys))
    assert sorted(shuffled) == sorted(keys)
    assert len(set(keys)) == len(keys)
    dated = [texts[key[-1]] is not None for key in sorted(keys)]
    assert dated == sorted(dated, reverse=True)


@given(parts())
def test_a_day_month_or_year_is_its_own_shortest_form(part):
    w = parse(part)
    assert whole(w.s_lo, w.e_hi) == part
    assert narrow([w]) == w


@pytest.mark.parametrize(
    ("text", "day"),
    [("2022-03-10", "2022-03-10"), ("2022-03-10/2022-03-12", "2022-03-10"), ("2022-03", ""), ("[..2022-03-10]", ""),
     ("/2022-03-08", ""), ("", ""), (None, "")],
)  # fmt: skip
def test_a_date_leads_to_the_day_it_surely_begins_on(text: str | None, day: str) -> None:
    assert first_day(text) == day


def test_the_day_before_is_in_the_month_or_year_before_where_it_must() -> None:
    assert [day_before(day) for day in ("2022-03-01", "2024-01-01", "2024-03-01")] == [
        "2022-02-28", "2023-12-31", "2024-02-29",
    ]  # fmt: skip
