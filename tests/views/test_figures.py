"""Figures on the shelf: numbers and money in words, whose word each is, and what cannot all be true."""

from __future__ import annotations

from typing import Any

import pytest

from legation.errors import Ambiguous, NotUnderstood
from legation.view import VIEWS, Entry, Sections, Why
from readings import Trial, court, noted, reading, rows
from trial import Event, cited, entity, event, retract, same, source

MEASURE, VALUE, ABOUT, NATURE, PERIOD, CLAIMED, SRC = range(1, 8)
RUFUS = cited(2, voice="speaker", speaker="person:rufus")
OTHER = b"Another account.\n"


def figure(value: str = "", id: str | None = None, **more: Any) -> Event:  # noqa: A002
    said = {"about": "place:here", "measure": "river-crossings", "unit": "crossing", "nature": "observed"}
    return event("figure.reported", id, **said, **({"value": value} if value else {}), **more)


def share(**more: Any) -> Event:
    return event("figure.reported", about="org:freedonia", measure="us-trade", unit="percent", value="14.5", **more)


def money(amount: str = "", id: str | None = None, **more: Any) -> Event:  # noqa: A002
    sum_ = {"amount": amount, "currency": "USD"} if amount else {}
    return event("funding.recorded", id, **{"for": "org:freedonia", "stage": "announced", **sum_, **more})


def doubtful(**more: str) -> list[Event]:
    return [cited(1, **more)]


def entries(*events: Event, day: str = "2024-07-17") -> list[Entry]:
    view, at = VIEWS["figures"](), reading(court(*events), day)
    return [view.entry(key, at) for key in view.keys(at)]


def entry(*events: Event) -> Entry:
    [only] = entries(*events)
    return only


def why(*events: Event) -> Why:
    view, at = VIEWS["figures"](), reading(court(*events))
    return view.why(view.keys(at)[0], at)


def found(trial: Trial, words: str) -> list[str]:
    """Return what `legation show figures WORDS` lists."""
    view, at = VIEWS["figures"](), reading(trial)
    return list(view.naming(view.find(words, at), at))


def test_a_number_reads_in_plain_words() -> None:
    assert entry(figure("1049", comparator="gt", place="place:here", period="2020-05/2021-04")).cells == (
        "█", "River crossings", "more than 1,049 crossings", "place:here", "observed",
        "May 2020 – Apr 2021", "reported", "1",
    )  # fmt: skip


def test_money_says_from_whom_to_whom_and_at_which_stage() -> None:
    given = money("180000000", donors=["org:freedonia"], recipients=["person:rufus", "person:vera"], period="2022")
    assert entry(given).cells == (
        "█", "Money from org:freedonia to Rufus Firefly and Vera Marcal", "180,000,000 USD", "org:freedonia",
        "announced", "2022", "reported", "1",
    )  # fmt: skip


def test_many_who_give_or_get_are_counted() -> None:
    many = [entity(f"org:o-{n}", name=f"O{n}") for n in range(5)]
    told = entries(*many, money(recipients=[f"org:o-{n}" for n in range(5)]))
    assert told[0].cells[MEASURE] == "Money to O0, O1, O2 and 2 more"
    assert entries(*many, money(recipients=[f"org:o-{n}" for n in range(4)]))[0].cells[MEASURE].endswith("O2 and O3")


def test_money_without_an_amount_says_so() -> None:
    line = entry(money(donors=["org:freedonia"], stage="unchanged"))
    assert (line.cells[0], line.cells[VALUE], line.state, line.sure) == (
        "·",
        "amount not given",
        "amount not given",
        True,
    )
    claimed = entry(money(evidence=[RUFUS]))
    assert (claimed.cells[0], claimed.cells[VALUE], claimed.sure) == ("“", "amount not given", False)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ({"direction": "down"}, "down"),
        ({"compared_to": "place:here", "comparator": "lt"}, "fewer than in place:here"),
        ({"compared_to": "org:sylvania", "comparator": "gt"}, "more than in Sylvania"),
        ({"compared_to": "org:freedonia", "comparator": "gt"}, "more than org:freedonia"),
        ({"value": "12", "unit": "percent", "direction": "up"}, "up 12 percent"),
        ({"value": "162", "unit": "other"}, "162"),
    ],
)
def test_what_is_no_plain_number_reads_too(said: dict[str, str], value: str) -> None:
    told = event("figure.reported", about="place:here", measure="m", **{"unit": "job", "nature": "observed", **said})
    state = entity("org:sylvania", name="Sylvania", **{"class": "state"})
    assert entry(state, told).cells[VALUE] == value


class TestManyObservations:
    """All observations of one thing are one line."""

    @pytest.mark.parametrize(
        ("told", "value"),
        [
            ([{"value": "49"}, {"value": "49.0"}], "49 crossings"),
            ([{"value": "49"}, {"value": "48", "comparator": "gt"}], "49 crossings"),
            ([{"value": "40", "comparator": "gt"}, {"value": "50", "comparator": "lt"}],
             "more than 40 and less than 50 crossings"),
            ([{"value": "49", "comparator": "approx"}, {"value": "50", "comparator": "approx"}],
             "about 49 or about 50 crossings"),
            ([{"value": "49"}, {"value": "50", "comparator": "approx"}], "49 crossings"),
            ([{"value": "49"}, {"direction": "up"}], "49 crossings; up"),
            ([{"value": "49", "direction": "up"}, {"direction": "up"}], "up 49 crossings"),
            ([{"value": "49"}, {"value": "3", "compared_to": "org:freedonia"}],
             "49 crossings; 3 crossings, compared with org:freedonia"),
            ([{"direction": "up"}, {"compared_to": "place:here"}], "up; as many as in place:here"),
        ],
    )  # fmt: skip
    def test_that_agree_show_what_they_leave(self, told: list[dict[str, str]], value: str) -> None:
        line = entry(*(figure(**said, note=f"No. {n}") for n, said in enumerate(told)))
        assert (line.cells[VALUE], line.cells[0], line.at) == (value, "█", (8, 9))

    def test_that_disagree_all_stand_and_are_contested(self) -> None:
        line = entry(figure("49"), figure("94", comparator="gt"), figure("49", note="again"))
        assert (line.cells[0], line.cells[VALUE], line.cells[SRC]) == ("≠", "49 or more than 94 crossings", "1≠")
        assert (line.state, line.sure, line.at) == ("contested", False, (8, 9, 10))

    def test_of_which_one_denies_the_other_are_contested(self) -> None:
        line = entry(figure("49"), figure("49", evidence=doubtful(polarity="denied")))
        assert (line.cells[0], line.cells[VALUE], line.at) == ("≠", "49 crossings", (8,))

    def test_money_told_of_twice_is_one_line(self) -> None:
        line = entry(money("100"), money("90", comparator="gt"))
        assert (line.key, line.cells[VALUE], line.at) == ("org:freedonia 8", "100 USD", (8, 9))
        torn = entry(money("100"), money("90"))
        assert (torn.cells[VALUE], torn.state) == ("100 or 90 USD", "contested")

    def test_each_other_number_has_a_line_of_its_own_with_a_key_that_stays(self) -> None:
        told = entries(
            figure("49"), figure("28", place="place:here"), figure("30", period="2020"), share(nature="share"), money()
        )
        assert [line.key for line in told] == [
            "org:freedonia us-trade.share.percent",
            "org:freedonia 12",
            "place:here river-crossings.observed.crossing.2020",
            "place:here river-crossings.observed.crossing",
            "place:here river-crossings.observed.crossing@here",
        ]

    def test_independent_documents_are_counted(self) -> None:
        other = [cited(1, document="doc:other", text=OTHER)]
        assert entry(source("doc:other", OTHER), figure("49"), figure("49", evidence=other)).cells[SRC] == "2"


class TestWhoSaysSo:
    @pytest.mark.parametrize(
        ("evidence", "told"),
        [
            ([cited(1)], ("█", "reported", True)),
            ([cited(1, voice="heading")], ("█", "reported", True)),
            ([RUFUS], ("“", "Rufus Firefly", False)),
            ([cited(1, voice="author")], ("“", "the authors", False)),
            ([cited(1, voice="third_party")], ("“", "somebody unnamed", False)),
            ([RUFUS, cited(1)], ("█", "reported and Rufus Firefly", True)),
            ([RUFUS, cited(1, stance="inferred", rule="opening-day", basis=[])], ("“", "Rufus Firefly", False)),
            ([cited(1, stance="inferred", rule="opening-day", basis=[])], ("∴", "inferred", True)),
            (doubtful(certainty="possible"), ("?", "reported", False)),
            (doubtful(polarity="denied"), ("−", "reported", False)),
        ],
    )
    def test_is_seen_in_sign_and_word(self, evidence: list[Event], told: tuple[str, str, bool]) -> None:
        line = entry(figure("49", evidence=evidence))
        assert (line.cells[0], line.cells[CLAIMED], line.sure) == told

    def test_what_is_denied_or_outweighed_is_said_to_be(self) -> None:
        assert entry(figure("49", evidence=doubtful(polarity="denied"))).cells[VALUE] == "49 crossings (denied)"
        lines = entries(
            figure("49", "old"), figure("94", "new", period="2020"),
            event("record.assessed", target="new", verdict="outweighs", other="old"),
        )  # fmt: skip
        assert [(line.cells[VALUE], line.state) for line in lines] == [
            ("94 crossings", "reported"), ("49 crossings (outweighed)", "set aside"),
        ]  # fmt: skip

    def test_what_is_outweighed_contests_no_more(self) -> None:
        line = entry(
            figure("49", "old"), figure("94", "new"),
            event("record.assessed", target="new", verdict="outweighs", other="old"),
        )  # fmt: skip
        assert (line.cells[VALUE], line.state, line.at) == ("94 crossings", "reported", (9,))


class TestTheDay:
    def test_what_was_observed_later_is_not_listed(self) -> None:
        early = source("doc:early", OTHER, published="2024-03")
        early["data"]["published_basis"] = "stated"
        told = figure("49", period="2022-03", evidence=[cited(1, document="doc:early", text=OTHER)])
        assert entries(early, told, day="2022-02-28") == []
        assert len(entries(early, told, day="2022-03-01")) == 1

    def test_what_was_paid_later_is_not_listed(self) -> None:
        paid = money("5", stage="disbursed", period="2024-05")
        assert (entries(paid, day="2024-04-30"), len(entries(paid, day="2024-05-01"))) == ([], 1)

    def test_what_looks_ahead_is_listed_whatever_its_nature(self) -> None:
        # It was recorded in 2024.
        told = (figure("49", period="2050"), share(nature="change", period="2030"), money("5", period="2031"))
        assert len(entries(*told, day="2021-01-01")) == 3

    def test_a_line_is_about_the_day_of_its_period_if_that_is_one(self) -> None:
        assert [entry(figure("49", period=on)).day for on in ("2022-03-10", "2022-03")] == ["2022-03-10", ""]
        assert entry(figure("49")).day == ""


class TestNaming:
    @pytest.fixture(scope="class")
    def trial(self) -> Trial:
        return court(
            entity("place:there", name="There"),
            entity("programme:grants", name="Grants"),
            figure("49", evidence=[RUFUS]),
            figure("28", place="place:there"),
            figure(compared_to="org:freedonia", comparator="lt", period="2021"),
            money("5", donors=["person:vera"], recipients=["person:gloria"], **{"for": "programme:grants"}),
        )

    KEYS = ("programme:grants 13", "place:here river-crossings.observed.crossing")

    @pytest.mark.parametrize(
        ("words", "lines"),
        [
            ("rufus", [KEYS[1]]),
            ("vera", [KEYS[0]]),
            ("gloria", [KEYS[0]]),
            ("grants", [KEYS[0]]),
            ("there", [f"{KEYS[1]}@there"]),
            ("freedonia", [f"{KEYS[1]}.2021"]),
            ("place:here", [f"{KEYS[1]}.2021", KEYS[1], f"{KEYS[1]}@there"]),
            ("crossings 2021", [f"{KEYS[1]}.2021"]),
            ("money", [KEYS[0]]),
            (KEYS[1], [KEYS[1]]),
        ],
    )
    def test_finds_who_says_gives_and_gets_and_where_and_what(self, trial: Trial, words: str, lines: list[str]) -> None:
        assert found(trial, words) == lines

    def test_a_document_names_no_number(self, trial: Trial) -> None:
        assert VIEWS["figures"]().naming("doc:report", reading(trial)) == []

    def test_an_id_without_lines_stands_back_behind_a_measure_of_its_name(self) -> None:
        topic = entity("topic:crossings", name="Crossings")
        assert found(court(topic, figure("49")), "crossings") == [self.KEYS[1]]
        bridges = {**figure("3")["data"], "about": "topic:crossings", "measure": "bridges"}
        told = court(topic, figure("49"), event("figure.reported", **bridges))
        assert found(told, "crossings") == ["topic:crossings bridges.observed.crossing"]

    def test_words_that_fit_several_or_none_are_refused(self, trial: Trial) -> None:
        with pytest.raises(Ambiguous, match="fits 3 of kind figure: River crossings, place:here"):
            found(trial, "crossings")
        with pytest.raises(NotUnderstood, match="'homicides' is no figure in this ledger"):
            found(trial, "homicides")

    def test_joined_ids_name_the_same_lines(self) -> None:
        trial = court(entity("person:r", name="R"), same("person:r", "person:rufus"), figure("49", evidence=[RUFUS]))
        assert found(trial, "person:rufus") == found(trial, "person:r") == [self.KEYS[1]]


class TestWhy:
    def test_tells_what_it_is_whose_word_and_that_nobody_else_speaks_of_it(self) -> None:
        told = why(figure("49", comparator="lt", period="2022", evidence=[RUFUS], note="Told in passing."))
        assert (told.title, told.about) == ("River crossings · place:here", "a number")
        assert told.verdict == (
            "Less than 49 crossings (observed, 2022).",
            "Claimed by Rufus Firefly.",
            "No other account of it is recorded.",
            "1 document agrees, 0 disagree.",
        )
        assert noted(told) == {"Because": [8]}
        assert [note.text for heading, notes in told.sections if heading == "Noted" for note in notes] == [
            "#8: Told in passing."
        ]

    def test_tells_whose_word_each_of_several_is_where_they_disagree(self) -> None:
        told = why(figure("49"), figure("94", evidence=[RUFUS]), figure("3", evidence=doubtful(certainty="possible")))
        assert told.verdict[1:5] == (
            "Reported and claimed by Rufus Firefly.",
            "Contested: they cannot all be true. None is struck.",
            "#8: Reported.",
            "#9: Claimed by Rufus Firefly.",
        )
        assert noted(told) == {"Because": [8, 9], "Takes no part: denied, only possible, or outweighed": [10]}

    def test_tells_that_one_denies_another(self) -> None:
        told = why(figure("49"), figure("49", evidence=doubtful(polarity="denied")))
        assert "Contested: one account denies another. None is struck." in told.verdict

    def test_tells_how_many_agree(self) -> None:
        assert "2 accounts agree." in why(figure("49"), figure("49", note="again")).verdict

    @pytest.mark.parametrize(
        ("doubt", "sentence"),
        [({"certainty": "possible"}, "It is only possible"), ({"polarity": "denied"}, "It is denied")],
    )
    def test_tells_why_nothing_rests_on_it(self, doubt: dict[str, str], sentence: str) -> None:
        assert f"{sentence}, so nothing rests on it." in why(figure("49", evidence=doubtful(**doubt))).verdict

    def test_tells_what_is_missing(self) -> None:
        assert "A share without its base: it does not say of what." in why(share(nature="share")).verdict
        assert "A change without its base: it does not say since when." in why(share(nature="change")).verdict
        with_base = why(share(nature="share", base="all goods."))
        assert "Its base: all goods." in with_base.verdict
        assert not [text for text in with_base.verdict if "without" in text]
        assert not [text for text in why(figure("49")).verdict if "base" in text]

    def test_tells_what_money_comes_to_in_all(self) -> None:
        told = why(money("100", period="2021"), money("50", period="2022"))
        assert (told.title, told.about) == ("Money · org:freedonia", "money")
        assert "In all, announced: 150 USD (2 amounts, one a donor and period)." in told.verdict
        assert not [text for text in why(money("100")).verdict if "In all" in text]

    def test_tells_that_what_may_overlap_is_not_added_up(self) -> None:
        told = why(money("100", donors=["org:freedonia"]), money("50"))
        assert "The amounts announced in USD may overlap or are not exact, so they are not added up." in told.verdict


def test_a_page_says_what_there_is_in_all_of_the_money_for_one_thing() -> None:
    def page(*events: Event) -> Sections:
        return VIEWS["figures"]().page("org:freedonia", reading(court(*events)))

    both = page(money("100", period="2021"), money("50", period="2022"))
    assert [(heading, [note.text for note in notes]) for heading, notes in both] == [
        ("In all", ["In all, announced: 150 USD (2 amounts, one a donor and period)."])
    ]
    assert page(money("100")) == page() == ()


def test_what_was_retracted_is_not_listed() -> None:
    assert entries(figure("49", "wrong"), retract("wrong")) == []
    assert entry(figure("49", "wrong"), figure("94"), retract("wrong")).cells[VALUE] == "94 crossings"


def test_two_ids_that_are_one_have_one_line() -> None:
    other = event(
        "figure.reported", about="place:b", measure="river-crossings", unit="crossing", nature="observed", value="49"
    )
    line = entry(entity("place:b", name="B"), figure("49"), other, same("place:here", "place:b"))
    assert (line.key, line.at) == ("place:here river-crossings.observed.crossing", (9, 10))


def test_a_filter_finds_what_a_cell_says() -> None:
    at = reading(court(figure("49"), money("5", donors=["person:vera"])))
    assert [row[VALUE] for row in rows("figures", at, "vera")] == ["5 USD"]
