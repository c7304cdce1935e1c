"""The shipped ledger answers as its documents allow: the worked examples of domain.md, day by day."""

from __future__ import annotations

from typing import Any

import pytest

from legation.holders import holding_of
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.undertaking import state
from legation.view import VIEWS


def holders(model: ReadModel, office: str, day: str) -> tuple[str, str, str, str]:
    """Return the sign, who holds an office on a day, how that is attested if by one person, and the day seen."""
    at = Reading(model, day)
    sign, _, who, state, seen, *_ = VIEWS["offices"]().entry(office, at).cells
    held = holding_of(at, office)
    answers = held.certain or held.possible
    shade = answers[0].shade if len(answers) == 1 and state != answers[0].shade else ""
    return sign, who, f"{state} {shade}".strip(), seen


class TestOffices:
    """The worked examples of domain.md 7.5."""

    @pytest.mark.parametrize(
        ("day", "answer"),
        [
            ("2021-06-01", ("▒", "Marcelo Ebrard", "possible backcast", "first 9 Feb 2022")),
            ("2022-02-09", ("█", "Marcelo Ebrard", "certain attested", "9 Feb 2022")),
            ("2022-03-20", ("█", "Marcelo Ebrard", "certain bridged", "8 Mar 2022")),
            ("2022-04-27", ("█", "Marcelo Ebrard", "certain attested", "27 Apr 2022")),
            ("2023-03-01", ("▒", "Marcelo Ebrard or Alicia Bárcena Ibarra", "possible", "12 May 2022")),
            ("2024-01-08", ("█", "Alicia Bárcena Ibarra, perhaps Marcelo Ebrard", "certain attested", "8 Jan 2024")),
            ("2024-03-15", ("█", "Alicia Bárcena Ibarra", "certain bridged", "8 Jan 2024")),
            ("2024-07-17", ("█", "Alicia Bárcena Ibarra", "certain attested", "17 Jul 2024")),
            ("2024-09-01", ("░", "Alicia Bárcena Ibarra", "carried", "17 Jul 2024")),
        ],
    )
    def test_mexicos_foreign_secretary(self, model: ReadModel, day: str, answer: tuple[str, str, str, str]) -> None:
        assert holders(model, "office:mx-foreign-secretary", day) == answer

    @pytest.mark.parametrize(
        ("office", "day", "answer"),
        [
            ("us-cbp-commissioner", "2022-03-21", ("▒", "Chris Magnus", "possible backcast", "first 22 Mar 2022")),
            ("us-cbp-commissioner", "2022-03-22", ("█", "Chris Magnus", "certain attested", "22 Mar 2022")),
            ("us-cbp-commissioner", "2022-03-23", ("░", "Chris Magnus", "carried", "22 Mar 2022")),
            ("us-ambassador-to-mexico", "2021-11-01", ("▒", "Ken Salazar", "possible backcast", "first Dec 2021")),
            ("us-ambassador-to-mexico", "2021-12-15", ("▒", "Ken Salazar", "possible blurred", "first Dec 2021")),
            ("us-ambassador-to-mexico", "2022-01-15", ("█", "Ken Salazar", "certain bridged", "Dec 2021")),
            ("us-ambassador-to-mexico", "2022-04-01", ("█", "Ken Salazar", "certain bridged", "22 Mar 2022")),
            ("us-ambassador-to-mexico", "2023-06-01", ("░", "Ken Salazar", "carried", "12 May 2022")),
            (
                "mx-president",
                "2015-06-01",
                ("▒", "Enrique Peña Nieto or Andrés Manuel López Obrador", "possible", "2013"),
            ),
            ("mx-defence-secretary", "2022-06-01", ("·", "nobody known", "unknown", "")),
        ],
    )
    def test_other_offices(self, model: ReadModel, office: str, day: str, answer: tuple[str, str, str, str]) -> None:
        assert holders(model, f"office:{office}", day) == answer

    def test_the_acting_deputy_leaves_the_titular_lane_empty(self, model: ReadModel) -> None:
        view, at = VIEWS["offices"](), Reading(model, "2022-05-11")
        lines = view.lines("office:us-deputy-homeland-security-secretary", at)
        assert [view.entry(line, at).cells[2:5] for line in lines] == [
            ("Blas Nuñez-Neto (acting)", "certain", "11 May 2022")
        ]


class TestTheFebruaryRound:
    """The table of domain.md 8, on the events themselves."""

    @pytest.mark.parametrize(
        ("day", "states"),
        [
            ("2022-11-30", {"not_yet_made"}),
            ("2022-12-15", {"not_yet_made", "pending"}),
            ("2023-02-10", {"not_yet_made", "pending", "due"}),
            ("2023-07-01", {"not_yet_made", "pending", "overdue"}),
            ("2024-01-25", {"not_yet_made", "pending", "overdue"}),
            ("2024-02-10", {"not_yet_made", "due", "overdue"}),
            ("2024-02-29", {"due", "overdue"}),
            ("2024-03-01", {"overdue"}),
        ],
    )
    def test_its_states(self, model: ReadModel, day: str, states: set[str]) -> None:
        row: Any = Reading(model, day).row("followups", "com:february-round")
        assert state(row, day).states == states

    def test_the_other_promises_are_pending(self, model: ReadModel) -> None:
        view, at = VIEWS["followups"](), Reading(model, "2024-03-01")
        assert {key: view.entry(key, at).state for key in view.keys(at)} == {
            "com:february-round": "day passed",
            "com:darien-visit": "pending",
            "com:talks-with-guatemala": "pending",
            "com:otay-ii-opening": "pending",
            "com:regional-laboratory": "pending",
        }


def test_the_summit_that_was_planned_was_held(model: ReadModel) -> None:
    view = VIEWS["calendar"]()
    planned = view.entry("eng:summit-of-the-americas-2022", Reading(model, "2022-05-01"))
    held = view.entry("eng:summit-of-the-americas-2022", Reading(model, "2022-06-10"))
    assert (planned.state, held.state, held.cells[1]) == ("planned", "held", "7–10 Jun 2022")


def test_two_meetings_of_one_day_in_one_house_stay_two(model: ReadModel) -> None:
    view, at = VIEWS["calendar"](), Reading(model, "2024-03-01")
    assert [view.entry(key, at).cells[1] for key in view.keys(at)].count("27 Apr 2022") == 2
