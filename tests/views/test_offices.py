"""Offices on the shelf: who holds them, who acts, who comes next, and what the sources cannot agree on."""

from __future__ import annotations

import pytest

from legation.view import VIEWS, Why
from readings import Trial, court, noted, reading, rows, seen
from trial import cited, entity, event, retract, same

OFFICE = "office:leader"
HOLDER, STATE, SEEN, SRC = range(2, 6)


@pytest.fixture(scope="module")
def three() -> Trial:
    """Return a ledger of one who was seen twice (#8, #9), one seen later (#10), and one who acted (#11)."""
    return court(
        seen("rufus", "2021-05-09"),
        seen("rufus", "2022-05-12"),
        seen("gloria", "2024-01-08"),
        seen("vera", "2023-03-01", capacity="acting"),
    )


def why(trial: Trial, day: str, lane: str = "") -> Why:
    return VIEWS["offices"]().why(f"{OFFICE} {lane}".strip(), reading(trial, day))


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2020-01-01", ("▒", "Rufus Firefly", "possible", "first 9 May 2021")),
        ("2021-05-09", ("█", "Rufus Firefly", "certain", "9 May 2021")),
        ("2021-12-01", ("█", "Rufus Firefly", "certain", "9 May 2021")),
        ("2023-03-01", ("▒", "Rufus Firefly or Gloria Teasdale", "possible", "12 May 2022")),
        ("2024-01-08", ("█", "Gloria Teasdale, perhaps Rufus Firefly", "certain", "8 Jan 2024")),
        ("2024-07-17", ("░", "Gloria Teasdale", "carried", "8 Jan 2024")),
    ],
)
def test_a_holder_is_told_with_how_sure_that_is(three: Trial, day: str, told: tuple[str, ...]) -> None:
    line = rows("offices", reading(three, day))[0]
    assert (line[0], *line[HOLDER:SRC]) == told


def test_who_acts_has_a_line_beside_the_holder_and_ends_nothing(three: Trial) -> None:
    titular, acting = rows("offices", reading(three, "2023-03-01"))
    assert titular[HOLDER] == "Rufus Firefly or Gloria Teasdale"
    assert (acting[0], acting[HOLDER], acting[STATE]) == ("█", "Vera Marcal (acting)", "certain")


def test_where_only_somebody_acts_that_line_stands_alone() -> None:
    trial = court(seen("vera", "2023-03-01", capacity="ad_interim"))
    assert [line[HOLDER] for line in rows("offices", reading(trial, "2023-03-01"))] == ["Vera Marcal (ad interim)"]


def test_why_says_what_bounds_each_of_two_who_are_possible(three: Trial) -> None:
    told = why(three, "2023-03-01")
    assert told.asked == "Why Firefly or Teasdale?"
    assert told.verdict[0] == (
        "possible: neither is certain. The change of hands lies between 12 May 2022 and 8 Jan 2024."
    )
    assert noted(told) == {
        "Rufus Firefly": [9, 8],
        "Gloria Teasdale": [10],
        "What bounds it": [4],
        "Also said of the office": [11],
    }
    bounds = [note.text for note in dict(told.sections)["Rufus Firefly"] if not note.position]
    assert bounds == ["Began on or before 9 May 2021", "Ended between 12 May 2022 and 8 Jan 2024: there is one seat"]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2020-01-01", "possible: first seen 9 May 2021, after this day. No source says when it began."),
        ("2021-05-09", "certain: a source places the person there on this day."),
        ("2021-12-01", "certain: seen before this day (9 May 2021) and after it."),
        ("2024-07-17", "carried: last seen 8 Jan 2024, 6 months before this day. No source says when it ended."),
    ],
)
def test_a_verdict_on_one_person_is_said_in_plain_words(three: Trial, day: str, told: str) -> None:
    assert why(three, day).verdict[0] == told


def test_of_three_who_are_possible_none_is_certain() -> None:
    told = why(court(seen("rufus", "2021"), seen("gloria", "2021"), seen("vera", "2021")), "2021-05-05")
    assert told.verdict[0] == "None of them is certain."


def test_the_line_of_who_acts_speaks_of_nobody_else(three: Trial) -> None:
    told = why(three, "2023-03-01", "acting")
    assert [sentence.split(":")[0] for sentence in told.verdict[:-1]] == ["Vera Marcal (acting), certain"]
    assert noted(told)["Seen in office"] == [11]


def test_nobody_known_is_not_vacant() -> None:
    trial = court()
    assert rows("offices", reading(trial)) == [("·", "Leader of Freedonia", "nobody known", "unknown", "", "")]
    assert why(trial, "2024-07-17").verdict == ("unknown: nobody is known to have held it on this day.",)


@pytest.mark.parametrize(
    ("closing", "rests_on"),
    [
        (event("role.left", person="person:rufus", office=OFFICE, act="post_closed", on="2022-01-31"), 9),
        (event("body.dissolved", body=OFFICE, act="abolished", on="2022-01-31"), 9),
    ],
)
def test_a_closed_office_is_vacant_and_says_by_which_event(closing: dict[str, object], rests_on: int) -> None:
    trial = court(seen("rufus", "2021-05-09"), closing)
    view, at = VIEWS["offices"](), reading(trial, "2023-01-01")
    entry, told = view.entry(OFFICE, at), view.why(OFFICE, at)
    assert (entry.cells[HOLDER], entry.state, entry.at) == ("vacant", "unknown", (rests_on,))
    assert told.verdict[0] == "closed."
    assert noted(told)["What closed it"] == [rests_on]
    assert view.entry(OFFICE, reading(trial, "2021-06-01")).cells[HOLDER] == "Rufus Firefly"


class TestNext:
    """Who is named for an office has a line of its own until something comes of it."""

    NAMED = event("role.designated", person="person:vera", office=OFFICE, act="elected", on="2024-06-02")

    def told(self, day: str, *more: dict[str, object]) -> list[tuple[str, ...]]:
        return [
            line[:4] for line in rows("offices", reading(court(seen("rufus", "2024-01-01"), self.NAMED, *more), day))
        ]

    def test_it_stands_beside_the_holder_from_the_day_of_the_naming(self) -> None:
        holder = ("░", "Leader of Freedonia", "Rufus Firefly", "carried")
        assert self.told("2024-06-01") == [holder]
        assert self.told("2024-06-02") == [holder, ("→", "Leader of Freedonia, next", "Vera Marcal", "named")]

    @pytest.mark.parametrize("act", ["declined", "rejected", "withdrawn"])
    def test_it_ends_when_it_surely_came_to_nothing(self, act: str) -> None:
        ended = event("role.designated", person="person:vera", office=OFFICE, act=act, on="2024-07")
        assert len(self.told("2024-07-10", ended)) == 2
        assert len(self.told("2024-08-01", ended)) == 1

    def test_it_ends_when_the_office_is_taken_up(self) -> None:
        taken = event("role.assumed", person="person:vera", office=OFFICE, act="sworn_in", on="2024-07-01")
        assert [line[2] for line in self.told("2024-07-01", taken)] == ["Vera Marcal, perhaps Rufus Firefly"]

    def test_why_says_the_act_and_what_may_have_become_of_it(self) -> None:
        told = why(court(self.NAMED), "2024-07-01", "next")
        assert told.verdict[0] == "Vera Marcal: elected; whether it was taken up is not told."
        assert noted(told) == {"Named": [8], "Also said of the office": [4]}
        ended = event("role.designated", person="person:vera", office=OFFICE, act="declined", on="2024-07")
        told = why(court(self.NAMED, ended), "2024-07-10", "next")
        assert told.verdict[0] == "Vera Marcal: elected; by this day perhaps declined."
        assert 9 in noted(told)["Also said of the office"]

    def test_a_naming_without_a_day_is_not_sure_before_it_was_told(self) -> None:
        trial = court(event("role.designated", person="person:vera", office=OFFICE, act="announced"))
        view = VIEWS["offices"]()
        before, after = (view.entry(f"{OFFICE} next", reading(trial, day)) for day in ("2024-01-01", "2024-07-17"))
        assert (before.sure, after.sure, after.cells[SEEN]) == (False, True, "by 17 Jul 2024")


class TestContested:
    def test_two_on_one_seat_on_one_day_are_both_shown_and_neither_wins(self) -> None:
        trial = court(seen("rufus", "2021-05-09"), seen("rufus", "2021-08-01"), seen("gloria", "2021-01-01/2021-12-31"))
        view, at = VIEWS["offices"](), reading(trial, "2021-07-01")
        entry = view.entry(OFFICE, at)
        assert (entry.cells[0], entry.state, entry.sure) == ("≠", "contested", False)
        assert entry.cells[HOLDER] == "Gloria Teasdale or Rufus Firefly"
        told = view.why(OFFICE, at)
        assert told.verdict[0].startswith("contested: one seat, yet it is told of ")
        assert {8, 9, 10} <= set(noted(told)["What cannot all be true"])

    def test_a_holder_who_had_died_is_contested_and_both_accounts_are_named(self) -> None:
        trial = court(entity("person:old", name="Old Man", death="1950"), seen("old", "1960-01-01"))
        view = VIEWS["offices"]()
        for day in ("1960-01-01", "2022-07-01"):
            at = reading(trial, day)
            entry, told = view.entry(OFFICE, at), view.why(OFFICE, at)
            assert (entry.state, set(entry.at) >= {8, 9}) == ("contested", True)
            assert told.verdict[0] == (
                "contested: by one account Old Man left it on or after 1 Jan 1960, by another on or before 31 Dec 1950."
            )
            assert noted(told)["What cannot all be true"] == [8, 9]


def test_what_takes_no_part_is_listed_apart() -> None:
    trial = court(
        seen("rufus", "2021-05-09"),
        seen("gloria", "2021-05-09", evidence=[cited(2, certainty="possible")]),
        seen("vera", "2021-05-09", evidence=[cited(2, polarity="denied")]),
    )
    at = reading(trial, "2021-05-09")
    assert rows("offices", at)[0][HOLDER] == "Rufus Firefly"
    told = noted(VIEWS["offices"]().why(OFFICE, at))
    assert told["Denied, only possible or outweighed"] == [9, 10]


def test_sources_are_counted_as_documents_not_as_events(three: Trial) -> None:
    assert {line[SRC] for line in rows("offices", reading(three, "2021-12-01"))} == {"1"}


def test_a_retraction_takes_the_holder_away_and_its_own_brings_him_back() -> None:
    trial = court(seen("rufus", "2021-05-09", id="seen"))
    trial.append(retract("seen", id="strike"))
    assert rows("offices", reading(trial, "2021-05-09"))[0][HOLDER] == "nobody known"
    assert rows("offices", reading(trial, "2021-05-09", 8))[0][HOLDER] == "Rufus Firefly"
    trial.append(retract("strike"))
    assert rows("offices", reading(trial, "2021-05-09"))[0][HOLDER] == "Rufus Firefly"


def test_one_person_under_two_ids_is_one_holder() -> None:
    trial = court(seen("rufus", "2021-05-09"), seen("gloria", "2021-06-09"), same("person:rufus", "person:gloria"))
    assert rows("offices", reading(trial, "2021-05-20"))[0][:4] == (
        "█",
        "Leader of Freedonia",
        "Rufus Firefly",
        "certain",
    )


def test_offices_are_listed_by_name() -> None:
    trial = court(
        entity("office:z", name="Almoner"), entity("office:a", name="Ñandú keeper"), entity("office:b", name="zoo")
    )
    assert [line[1] for line in rows("offices", reading(trial))] == [
        "Almoner", "Leader of Freedonia", "Ñandú keeper", "zoo",
    ]  # fmt: skip
