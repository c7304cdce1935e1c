"""Bars: rows counted by what they have in common."""

from __future__ import annotations

from datetime import timedelta

from legation.plot import ONE_BY_ONE, Plot, drawn
from legation.row_source import RowSource
from legation.view import VIEWS
from readings import court, reading
from trial import NOON, Event, Trial, event, meeting, promise


def plot(view: str, name: str, trial: Trial, words: str = "") -> Plot:
    return drawn(name, RowSource(VIEWS[view](), reading(trial), words), 60)


def counts(found: Plot) -> dict[str, int]:
    assert all(len(band.cells) == 1 and band.after == f"{len(band.cells[0].keys)}" for band in found.bands)
    return {band.label: len(band.cells[0].keys) for band in found.bands}


def owed(number: int, **due: str) -> Event:
    basis = {"due_basis": "stated"} if due else {}
    return promise(f"com:c-{number}", summary=f"Bridge {number}", on="2022-01-01", **due, **basis)


def test_promises_are_counted_by_the_month_or_year_of_their_day_the_earliest_first() -> None:
    trial = court(owed(1), owed(2, due="2024-12-31"), owed(3, due="2023-05"), owed(4, due="2024-12-05"),
                  owed(5, due="2025"), owed(6, due="[2023-02,2024-02]"))  # fmt: skip
    told = {
        "Feb 2023 or Feb 2024": 1, "May 2023": 1, "Dec 2024": 2, "2025": 1, "no day given": 1,
    }  # fmt: skip
    found = plot("followups", "due", trial)
    assert counts(found) == told
    assert [band.label for band in found.bands] == list(told)


def test_a_bar_is_as_long_as_its_share_of_the_longest_and_never_empty() -> None:
    trial = court(*(owed(i, due="2024-12-31") for i in range(30)), owed(40, due="2025-01-01"))
    long, short = (band.cells[0].text for band in plot("followups", "due", trial).bands)
    assert set(long) == {"▇"}
    assert (len(long) > 30, len(short)) == (True, 1)


def advised(number: int, *to: str, **more: object) -> Event:
    return event("recommendation.made", recommendation=f"rec:r-{number}", by=["org:freedonia"], to=list(to),
                 on="2022-01-01", about=["org:freedonia"], summary=f"Do {number}", strength="should",
                 **more)  # fmt: skip


def test_advice_to_several_is_counted_with_each_of_them() -> None:
    trial = court(advised(1, "org:freedonia"), advised(2, "org:freedonia", "person:vera"))
    assert counts(plot("advice", "addressees", trial)) == {"org:freedonia": 2, "Vera Marcal": 1}


def test_figures_are_counted_by_measure_and_money_is_one() -> None:
    figure = [event("figure.reported", about="org:freedonia", measure="trade", unit="job", nature="observed", value="9",
                    period=str(year)) for year in (2021, 2022)]  # fmt: skip
    money = event("funding.recorded", **{"for": "org:freedonia"}, stage="pledged", amount="5", currency="USD",
                  donors=["org:freedonia"])  # fmt: skip
    assert counts(plot("figures", "measures", court(*figure, money))) == {"Trade": 2, "Money": 1}


def test_events_are_counted_by_append_in_the_order_of_the_ledger() -> None:
    trial = court()
    trial.clock = lambda: NOON + timedelta(days=2)
    trial.append(meeting("eng:a", title="Spring talks", when="2022-03-10"), meeting("eng:b", when="2022-03-11"))
    assert counts(plot("audit", "batches", trial)) == {
        "17 Jul 2024  #1–3": 3, "17 Jul 2024  #4–7": 4, "19 Jul 2024  #8–9": 2,
    }  # fmt: skip
    assert counts(plot("audit", "batches", trial, "spring")) == {"19 Jul 2024  #8–9": 1}


def test_an_audit_of_any_length_is_counted_without_reading_its_events() -> None:
    trial = court()
    at = reading(trial)
    at.model.db.execute("create temp table more as select * from ids")  # a ledger whose lines cannot be read
    found = drawn("batches", RowSource(VIEWS["audit"](), at), 60)
    assert sum(counts(found).values()) == at.position


def test_too_many_rows_are_not_drawn_but_told_of() -> None:
    many = [f"agreement:a-{i}" for i in range(ONE_BY_ONE + 1)]
    found = drawn("life", RowSource(VIEWS["agreements"](), reading(court()), "", many), 60)
    assert (found.bands, found.notes) == ((), ("Too many rows to draw: 501 rows.", "/ filters them."))
