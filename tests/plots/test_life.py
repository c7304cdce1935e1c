"""Lives: the steps of an agreement in order, and what came of it."""

from __future__ import annotations

from legation.plot import Plot, drawn
from legation.row_source import RowSource
from legation.view import VIEWS
from readings import court, reading
from trial import Event, entity, event

PACT = (
    entity("agreement:pact", name="The pact"),
    event("agreement.launched", agreement="agreement:pact", act="signed", on="2022-03-10"),
    event("agreement.launched", agreement="agreement:pact", act="announced", on="2021"),
)


def plot(*events: Event, day: str = "2024-07-17") -> Plot:
    return drawn("life", RowSource(VIEWS["agreements"](), reading(court(*events), day)), 80)


def lines(found: Plot) -> list[tuple[str, ...]]:
    return [(band.label.strip(), *(cell.text for cell in band.cells), band.after) for band in found.bands]


def test_steps_stand_below_their_agreement_in_order_with_their_days_and_events() -> None:
    assert lines(plot(*PACT)) == [
        ("█ The pact", ""), ("• announced", "2021", "#10"), ("• signed", "10 Mar 2022", "#9"),
    ]  # fmt: skip


def test_what_lies_ahead_is_no_step_yet() -> None:
    assert lines(plot(*PACT, day="2021-12-31")) == [("█ The pact", ""), ("• announced", "2021", "#10")]


def test_plans_and_bodies_under_it_are_branches_in_the_order_of_their_first_step() -> None:
    under = [event("entity.related", entity=child, relation="under", other="agreement:pact")
             for child in ("org:committee", "agreement:plan")]  # fmt: skip
    found = plot(
        *PACT, entity("org:committee", name="The committee"), entity("agreement:plan", name="The plan"), *under,
        event("body.established", body="org:committee", act="founded", on="2022-05-01"),
        event("agreement.launched", agreement="agreement:plan", act="published", on="2022-04-01"),
    )  # fmt: skip
    assert [line[:2] for line in lines(found)][3:5] == [
        ("├ The plan, published", "1 Apr 2022"), ("└ The committee, founded", "1 May 2022"),
    ]  # fmt: skip
    assert found.bands[3].cells[0].keys == ("agreement:plan",)


def test_agreements_without_a_step_are_counted_below() -> None:
    found = plot(*PACT, entity("agreement:bare", name="Bare"))
    assert found.notes == ("1 without a recorded step",)
    assert "Bare" not in str(found.bands)
