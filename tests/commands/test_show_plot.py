"""`legation show VIEW --plot NAME`: the plots of the screen as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from console import Console, attested
from legation.view import VIEWS
from trial import meeting, promise

PLOTS = [(name, plot) for name in VIEWS for plot in VIEWS[name].plots]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Console:
    console = Console(tmp_path, monkeypatch)
    console.begin(
        attested("2021-05-09"), attested("2021-08-02"),
        meeting("eng:talks", title="Talks", when="2021-05-09", hosts=["person:rufus"]),
        meeting("eng:round", title="Round", when="[2021-06,2021-07]"),
        promise("com:bridge", summary="A bridge", on="2021-05-09", due="2021-12", due_basis="stated"),
    )  # fmt: skip
    monkeypatch.setenv("COLUMNS", "60")
    return console


def test_lanes_are_printed_as_they_are_drawn_and_talk_goes_elsewhere(run: Console) -> None:
    done = run("show", "offices", "--plot", "lanes", "--as-of", "2021-10-20")
    assert done.out.splitlines() == [
        "                   2021",
        "Freedonia · Leader",
        "  Rufus T. Firefly ▒▒▒▒████░░",
        "one cell = 1 month, its surest day",
        "█ certain  ▒ possible  ░ carried",
    ]
    assert "as of 2021-10-20" in done.err


def test_months_are_printed_under_a_filter(run: Console) -> None:
    out = run("show", "calendar", "--plot", "months", "--filter", "talks").out.splitlines()
    assert out[:2] == ["     J F M A M J J A S O N D", "2021 · · · · 1 · · · · · · ·"]


def test_what_is_certain_can_be_drawn_alone(run: Console) -> None:
    lanes = ("show", "offices", "--plot", "lanes", "--certain", "--as-of")
    assert "Rufus" in run(*lanes, "2021-06-01").out
    assert run(*lanes, "2021-10-20").out == "Nothing here is certain.\n"


def test_a_graph_is_drawn_around_whoever_is_named(run: Console) -> None:
    out = run("show", "relations", "rufus", "--plot", "graph", "--as-of", "2021-10-20").out
    assert "▐Rufus T. Firefly▌" in out
    assert "holds" in out
    assert "is no person" in run("show", "relations", "zebra", "--plot", "graph").err


def test_json_carries_the_cells_with_their_rows_and_the_moment(run: Console) -> None:
    told = run("show", "followups", "--plot", "due", "--json", "--as-of", "2021-10-20").json
    assert (told["as_of"], told["view"], told["plot"]) == ("2021-10-20", "followups", "due")
    assert told["rows"][0]["keys"] == ["com:bridge"]
    assert told["rows"][0]["says"] == "Dec 2021: 1 promise"


def test_csv_has_a_line_for_every_cell(run: Console) -> None:
    lines = run("show", "calendar", "--plot", "months", "--csv").out.splitlines()
    assert lines[0] == "band,cell,says,keys"
    assert len(lines) == 13


def test_a_plot_that_a_view_does_not_have_is_refused_with_those_it_has(run: Console) -> None:
    done = run("show", "calendar", "--plot", "lanes")
    assert done.status == 2
    assert "'lanes' is no plot of calendar: did you mean months, days?" in done.err


def test_nothing_to_draw_is_said_and_ends_with_1(run: Console) -> None:
    done = run("show", "agreements", "--plot", "life")
    assert done.status == 1
    assert done.out.startswith("No agreement or body is recorded")


@pytest.mark.parametrize(("view", "plot"), PLOTS)
def test_no_line_is_wider_than_the_terminal(run: Console, view: str, plot: str) -> None:
    words = ("show", view, *(["rufus"] if plot == "graph" else []), "--plot", plot)
    lines = run(*words).out.splitlines()
    assert lines
    assert [line for line in lines if len(line) > 60] == []
