"""The two clocks: what people type for them, and how they print (screens.md 3)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from legation.errors import NotUnderstood
from legation.moment import FORMS, Moment, parse_day, parse_known

TODAY = date(2024, 7, 17)


class Told:
    """A ledger that tells of two days, the second at #388."""

    def first_day(self) -> str:
        return "2013-01-01"

    def last_day(self) -> str:
        return "2024-07-17"

    def day_of(self, position: int) -> str | None:
        return {388: "2024-03-01", 1: "0001-01-01"}.get(position)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2023-03-01", "2023-03-01"),
        (" 2023-03-01 ", "2023-03-01"),
        ("2023", "2023-12-31"),
        ("2023-02", "2023-02-28"),
        ("2024-02", "2024-02-29"),
        ("17 May 2024", "2024-05-17"),
        ("17 may 2024", "2024-05-17"),
        ("1 Sept 2023", "2023-09-01"),
        ("1 mar. 2023", "2023-03-01"),
        ("May 2024", "2024-05-31"),
        ("february 2024", "2024-02-29"),
        ("2024-Q2", "2024-06-30"),
        ("2024-q4", "2024-12-31"),
        ("2024-W20", "2024-05-19"),
        ("2024-W20-1", "2024-05-13"),
        ("2020-W53", "2021-01-03"),
        ("today", "2024-07-17"),
        ("Today", "2024-07-17"),
        ("now", "2024-07-17"),
        ("yesterday", "2024-07-16"),
        ("tomorrow", "2024-07-18"),
        ("last month", "2024-06-30"),
        ("Last  Month", "2024-06-30"),
        ("last year", "2023-12-31"),
        ("-30d", "2024-06-17"),
        ("+2w", "2024-07-31"),
        ("-5m", "2024-02-17"),
        ("-1y", "2023-07-17"),
        ("first", "2013-01-01"),
        ("last", "2024-07-17"),
        ("#388", "2024-03-01"),
        ("before #388", "2024-02-29"),
    ],
)
def test_a_day_is_understood_in_many_ways(typed: str, day: str) -> None:
    assert parse_day(typed, TODAY, Told()) == day


@pytest.mark.parametrize(
    "typed",
    [
        "", "2023-02-29", "2023-13", "2023-00", "0000", "23-03-01", "2023-3-1", "2023-W54", "2024-W20-8", "2024-Q5",
        "31 Feb 2024", "17 Foo 2024", "1 ma 2024", "next week", "-30", "30d", "-30h", "-999999y", "#389", "before #1",
        "before 388", "#", "2023-03-01@5", "٢٠٢٣", "2023/03/01", "01.03.2023", "first day", "2023-03-01\n2",
    ],
)  # fmt: skip
def test_anything_else_is_refused_and_told_what_would_be_understood(typed: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_day(typed, TODAY, Told())
    assert FORMS in str(refused.value)


@pytest.mark.parametrize("typed", ["first", "last", "#388", "before #388"])
def test_words_that_ask_the_ledger_are_refused_where_there_is_none(typed: str) -> None:
    with pytest.raises(NotUnderstood):
        parse_day(typed, TODAY)


def test_a_month_back_from_a_long_month_ends_with_the_shorter_one() -> None:
    assert parse_day("-1m", date(2024, 3, 31)) == "2024-02-29"
    assert parse_day("-1y", date(2024, 2, 29)) == "2023-02-28"


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("368", 368),
        ("#368", 368),
        ("0", 0),
        ("2023-03-01", datetime(2023, 3, 1, 23, 59, 59, 999999, UTC)),
        ("2023-03-01T12:00:00Z", datetime(2023, 3, 1, 12, tzinfo=UTC)),
        ("2023-03-01 12:00", datetime(2023, 3, 1, 12, tzinfo=UTC)),
        ("2023-03-01T12:00:00+01:00", datetime(2023, 3, 1, 11, tzinfo=UTC)),
        ("2023-03-01T12:00:00.250Z", datetime(2023, 3, 1, 12, 0, 0, 250_000, UTC)),
    ],
)
def test_how_much_is_known_is_a_position_or_a_time_and_a_day_means_its_end(typed: str, known: object) -> None:
    assert parse_known(typed) == known


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("before #388", 387),
        ("before #1", 0),
        ("2023", 2023),
        ("Mar 2023", datetime(2023, 3, 31, 23, 59, 59, 999999, UTC)),
        ("last month", datetime(2024, 6, 30, 23, 59, 59, 999999, UTC)),
        ("-30d", datetime(2024, 6, 17, 23, 59, 59, 999999, UTC)),
    ],
)
def test_with_a_clock_words_for_days_say_how_much_is_known_and_a_number_is_a_position(
    typed: str, known: object
) -> None:
    assert parse_known(typed, TODAY) == known


@pytest.mark.parametrize(
    "typed", ["", "x", "-3", "3.5", "2023-02-29", "203-01-01", "#", "##3", "0001-01-01T00:00+05:00", "1" * 16]
)
def test_other_words_for_how_much_is_known_are_refused(typed: str) -> None:
    with pytest.raises(NotUnderstood):
        parse_known(typed)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("today", Moment()),
        ("2023-03-01", Moment("2023-03-01")),
        ("@368", Moment(None, 368)),
        ("2023-03-01@368", Moment("2023-03-01", 368)),
        ("2023-03-01@2023-03-01", Moment("2023-03-01", datetime(2023, 3, 1, 23, 59, 59, 999999, UTC))),
        ("@2023-03-01T12:00:00.250Z", Moment(None, datetime(2023, 3, 1, 12, 0, 0, 250_000, UTC))),
    ],
)
def test_a_moment_is_a_day_and_how_much_is_known(text: str, moment: Moment) -> None:
    assert Moment.parse(text, TODAY) == moment
    assert str(moment) == text


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("", Moment()),
        ("@", Moment()),
        ("today@368", Moment(None, 368)),
        ("2023@#368", Moment("2023-12-31", 368)),
        ("first@5", Moment("2013-01-01", 5)),
    ],
)
def test_a_moment_is_read_generously(text: str, moment: Moment) -> None:
    assert Moment.parse(text, TODAY, Told()) == moment


days = st.none() | st.dates().map(date.isoformat)
offsets = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=offsets)  # noqa: DTZ001 the zones are drawn


@given(days, st.none() | st.integers(0, 10**15 - 1) | times)
@example("2023-03-01", datetime(2023, 3, 1, 23, 59, 59, 999999, UTC))
def test_a_moment_reads_back_as_it_prints(as_of: str | None, known_by: int | datetime | None) -> None:
    moment = Moment(as_of, known_by)
    assert Moment.parse(str(moment), TODAY) == moment
    assert str(Moment.parse(str(moment), TODAY)) == str(moment)


@given(st.text(max_size=24))
def test_whatever_is_typed_is_a_moment_or_refused(text: str) -> None:
    try:
        moment = Moment.parse(text, TODAY, Told())
    except NotUnderstood:
        return
    assert Moment.parse(str(moment), TODAY) == moment
