"""Agreements and bodies on the shelf: where each stands, step by step, and beginnings that are told twice."""

from __future__ import annotations

import pytest

from legation.view import VIEWS, Entry, Why
from readings import Trial, court, noted, reading, rows
from trial import Event, cited, entity, event

NAME, STAGE, SINCE, SRC = range(1, 5)
PACT, BODY = "agreement:pact", "org:freedonia"


def pact(*more: Event) -> Trial:
    return court(entity(PACT, name="The Pact"), *more)


def launched(act: str, on: str | None = None, **more: object) -> Event:
    return event("agreement.launched", agreement=PACT, act=act, **({"on": on} if on else {}), **more)


def advanced(stage: str, on: str, **more: object) -> Event:
    return event("agreement.advanced", agreement=PACT, stage=stage, on=on, **more)


def entry(trial: Trial, day: str, key: str = PACT) -> Entry:
    return VIEWS["agreements"]().entry(key, reading(trial, day))


def why(trial: Trial, day: str, key: str = PACT) -> Why:
    return VIEWS["agreements"]().why(key, reading(trial, day))


@pytest.fixture(scope="module")
def long_lived() -> Trial:
    """Return an agreement that went through all of its life, in #9 to #13."""
    return pact(
        launched("proposed", "2019"),
        advanced("negotiated", "2020-01-01"),
        launched("signed", "2021-10", parties=["org:freedonia"]),
        advanced("in_force", "2022"),
        event("agreement.ended", agreement=PACT, act="terminated", on="2023-05-05"),
    )


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2019-05-05", ("?", "not yet or proposed", "2019", False)),
        ("2020-02-01", ("█", "in preparation", "1 Jan 2020", True)),
        ("2021-10-10", ("?", "in preparation or made", "Oct 2021", False)),
        ("2021-10-31", ("█", "signed", "Oct 2021", True)),
        ("2022-05-05", ("?", "in force or made", "2022", False)),
        ("2022-12-31", ("█", "in force", "2022", True)),
        ("2024-01-01", ("█", "ended", "5 May 2023", True)),
    ],
)
def test_the_last_sure_step_decides_and_the_others_are_told(long_lived: Trial, day: str, told: tuple[object]) -> None:
    line = entry(long_lived, day)
    assert (line.cells[0], line.cells[STAGE], line.cells[SINCE], line.sure) == told


def test_what_surely_began_later_is_not_listed(long_lived: Trial) -> None:
    assert rows("agreements", reading(long_lived, "2018-12-31")) == []
    assert len(rows("agreements", reading(long_lived, "2019-01-01"))) == 1


def test_why_lists_the_steps_in_the_order_of_their_dates(long_lived: Trial) -> None:
    told = why(long_lived, "2022-05-05")
    assert told.about == "an agreement"
    assert told.verdict == (
        "In force or made.",
        "The dates of its steps leave more than one standing open on this day.",
        "Parties: org:freedonia.",
        "1 document agrees, 0 disagree.",
    )
    assert noted(told) == {"Steps": [9, 10, 11, 12, 13], "Also said of it": [8]}


def test_the_question_is_its_life_under_the_name_people_use() -> None:
    trial = pact(launched("signed", "2021"), event("entity.named", entity=PACT, name="Pact", use="short"))
    assert why(trial, "2024-01-01").asked == "Life of Pact"
    assert VIEWS["agreements"]().entry(PACT, reading(trial)).short[NAME] == "Pact"


def test_what_grew_out_of_it_is_named_with_the_day() -> None:
    trial = pact(launched("signed", "2021"),
                 event("body.established", body=BODY, act="created", on="2022-05-05", under=PACT))  # fmt: skip
    [grown] = dict(why(trial, "2024-01-01").sections)["What grew out of it"]
    assert (grown.position, grown.day) == (10, "5 May 2022")


def test_who_joins_later_is_no_party_yet(long_lived: Trial) -> None:
    assert not [sentence for sentence in why(long_lived, "2020-02-01").verdict if "Parties" in sentence]


def test_an_agreement_of_which_no_step_is_recorded_is_listed_and_claims_nothing() -> None:
    line = entry(pact(), "2024-01-01")
    assert (line.cells, line.state) == (("·", "The Pact", "nothing recorded", "", ""), "nothing recorded")
    assert why(pact(), "2024-01-01").verdict == ("Nothing recorded.", "No step of its life is recorded.")


def test_a_ratification_alone_says_nothing_of_where_it_stands() -> None:
    trial = pact(advanced("ratified", "2022-01-01", party="org:freedonia"))
    assert entry(trial, "2024-01-01").cells == ("·", "The Pact", "not known", "", "1")
    assert why(trial, "2024-01-01").verdict[:2] == ("Not known.", "Parties: org:freedonia.")


def test_an_undated_step_is_open_until_it_was_told() -> None:
    trial = pact(launched("signed"))
    told = [(line.cells[STAGE], line.cells[SINCE]) for line in (entry(trial, "2024-01-01"), entry(trial, "2024-08-01"))]
    assert told == [("made or not yet", "by 17 Jul 2024"), ("signed", "by 17 Jul 2024")]


def test_an_uncertain_date_is_not_sure_and_why_says_so() -> None:
    trial = pact(launched("signed", "2021~"))
    line = entry(trial, "2024-01-01")
    assert (line.cells[STAGE], line.state, line.sure) == ("signed", "unclear", False)
    assert "It rests on a date that is itself uncertain." in why(trial, "2024-01-01").verdict


class TestBodies:
    def founded(self, on: str = "2021") -> Event:
        return event("body.established", body=BODY, act="founded", on=on)

    def restored(self, on: str = "2021") -> Event:
        return event("body.restored", body=BODY, on=on, evidence=[cited(2)])

    def test_a_body_without_a_step_is_not_listed(self) -> None:
        assert rows("agreements", reading(court())) == []

    def test_a_beginning_told_as_new_and_as_a_return_is_contested(self) -> None:
        trial = court(self.founded(), self.restored())
        line, told = entry(trial, "2022-01-01", BODY), why(trial, "2022-01-01", BODY)
        assert line.cells == ("≠", BODY, "founded or restored", "2021", "1≠")
        assert (line.state, line.at) == ("contested", (8, 9))
        assert told.verdict == (
            "One beginning, 2 names for it: founded or restored.",
            "1 document, 2 readings, none struck.",
        )
        assert noted(told) == {"Steps": [8, 9], "Also said of it": [2]}

    def test_a_return_years_later_is_no_contest_but_implies_a_stop(self) -> None:
        trial = court(self.founded("2013"), self.restored())
        assert entry(trial, "2018-06-01", BODY).cells[:3] == ("?", BODY, "active or stopped")
        assert entry(trial, "2022-01-01", BODY).cells == ("█", BODY, "restored", "2021", "1")

    def test_a_suspended_body_has_not_ended(self) -> None:
        trial = court(self.founded("2013"), event("body.dissolved", body=BODY, act="suspended", on="2020"))
        assert entry(trial, "2022-01-01", BODY).cells[STAGE] == "suspended"

    def test_agreements_come_first_then_bodies_then_programmes(self) -> None:
        launched = event("body.established", body="programme:grants", act="launched", on="2010")
        trial = pact(self.founded("2013"), entity("programme:grants", name="Grants"), launched)
        assert [row[NAME] for row in rows("agreements", reading(trial))] == ["The Pact", BODY, "Grants"]


class TestProgrammes:
    GRANTS = entity("programme:grants", name="Grants")

    def launched(self, on: str = "2013") -> Event:
        return event("body.established", body="programme:grants", act="launched", on=on)

    def test_a_programme_without_a_step_is_not_listed_whatever_money_is_told_of(self) -> None:
        funded = event("funding.recorded", **{"for": "programme:grants"}, stage="announced")
        assert rows("agreements", reading(court(self.GRANTS, funded))) == []

    def test_a_programme_stands_where_its_life_has_brought_it(self) -> None:
        stopped = event("body.dissolved", body="programme:grants", act="suspended", on="2020")
        trial = court(self.GRANTS, self.launched(), stopped)
        line, told = (ask(trial, "2022-01-01", "programme:grants") for ask in (entry, why))
        assert line.cells == ("█", "Grants", "suspended", "2020", "1")
        assert (told.about, noted(told)) == ("a programme", {"Steps": [9, 10], "Also said of it": [8]})
        assert rows("agreements", reading(trial, "2012-12-31")) == []
