"""What every plot promises: on the shipped ledger, on one of a hostile hand, and on one made up by chance."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from ledgers import sample, stored
from legation.breadth import width
from legation.contrast import SAME_MOMENT, Contrast
from legation.letters import PLAIN, letter, plain
from legation.literal import literal
from legation.plot import PLOTS, Plot, band_line, drawn, drawn_apart, first_cell, note_lines, scale_lines
from legation.plots.graph import GRAPH, around, around_apart
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.row_source import RowSource
from legation.stores.files import Files
from legation.view import VIEWS, View
from readings import nasty

EVENTS = str(Path(__file__).parents[2] / "events")
WIDTHS = (12, 37, 78, 160)


@cache
def moments() -> dict[str, Reading]:
    models = {
        "shipped": ReadModel(Files.open(EVENTS)),
        "hostile": nasty(),
        "made up": ReadModel(stored(sample(3).facts)),
    }
    for model in models.values():
        model.catch_up()
    return {
        "shipped": Reading(models["shipped"], "2024-07-17"),
        "shipped, as known by 400": Reading(models["shipped"], "2022-03-01", 400),
        "hostile": Reading(models["hostile"], "2024-07-17"),
        "made up": Reading(models["made up"], "2023-06-01"),
    }


def plots(view: View, name: str, at: Reading, room: int) -> list[Plot]:
    """Return the plot of all rows; of graphs, those of the first ids of every kind that can stand in the middle."""
    if name != GRAPH:
        return [drawn(name, RowSource(view, at), room)]
    ids = [key[0] for shelf in ("people", "offices", "bodies", "engagements") for key in at.keys(shelf)[:4]]
    return [around(id_, at, room) for id_ in ids]


every_plot = pytest.mark.parametrize(
    ("view", "name"), [pytest.param(VIEWS[v](), p, id=f"{v} {p}") for v in VIEWS for p in VIEWS[v].plots]
)


def test_every_plot_is_one_of_some_view_and_every_view_names_plots_that_there_are() -> None:
    assert {plot for name in VIEWS for plot in VIEWS[name].plots} == set(PLOTS)


@every_plot
def test_lines_fit_any_width_and_are_harmless(view: View, name: str) -> None:
    for at in moments().values():
        for room in WIDTHS:
            for plot in plots(view, name, at, room):
                lines = ["".join(piece.text for piece in band_line(plot, band, room)) for band in plot.bands]
                for line in (*lines, *(line for line, _ in scale_lines(plot, room)), *note_lines(plot, room)):
                    assert width(line) <= room, line
                    assert literal(line) == line


@every_plot
def test_cells_stand_for_rows_of_their_view_and_say_what_they_are(view: View, name: str) -> None:
    for at in moments().values():
        keys = set(map(str, view.keys(at)))
        for plot in plots(view, name, at, 78):
            for cell in (cell for band in plot.bands for cell in band.cells):
                if cell.view:
                    assert VIEWS[cell.view]().entry(cell.keys[0], at).cells
                elif set(cell.keys) - keys:  # who is named for an office, and branches, have rows of their own
                    assert view.entry(cell.keys[0], at).cells
                assert cell.says or not cell.text.strip()


@every_plot
def test_a_cursor_finds_the_cell_of_every_row_that_has_one(view: View, name: str) -> None:
    at = moments()["shipped"]
    for plot in plots(view, name, at, 78):
        for band in plot.bands:
            for cell in band.cells:
                for key in cell.keys[:2]:
                    b, c = first_cell(plot, key, at.day)
                    assert key in plot.bands[b].cells[c].keys


def texts(plot: Plot) -> Iterator[str]:
    """Yield what is drawn of a plot, and what is said of its cells."""
    yield from (line for line, _ in scale_lines(plot, 78))
    yield from note_lines(plot, 78)
    for band in plot.bands:
        yield "".join(piece.text for piece in band_line(plot, band, 78))
        yield from (cell.says for cell in band.cells)


def both(view: View, name: str) -> Iterator[Plot]:
    """Yield the plots of the shipped ledger, and the same of two moments."""
    now, then = moments()["shipped"], moments()["shipped, as known by 400"]
    yield from plots(view, name, now, 78)
    if name == GRAPH:
        yield from (around_apart(id_, then, now, 78) for id_ in ("person:ken-salazar", "office:mx-president"))
    else:
        yield drawn_apart(name, Contrast(view, then, now), 78)


@every_plot
def test_every_sign_has_a_letter_of_its_own(view: View, name: str) -> None:
    for plot in both(view, name):
        for text in texts(plot):
            assert plain(text).isascii()
            lost = [sign for sign in text if not sign.isascii() and sign != "▒" and letter(sign) == "?"]
            assert not lost, text
        signs = {sign for band in plot.bands for cell in band.cells for sign in cell.text if sign in PLAIN}
        assert len({PLAIN[sign] for sign in signs}) == len(signs)


@every_plot
def test_what_differs_is_said_in_lines_that_fit_and_cells_that_stand_for_rows(view: View, name: str) -> None:
    now, then, hostile = (moments()[name] for name in ("shipped", "shipped, as known by 400", "hostile"))
    for one, other in ((then, now), (now, then), (Reading(hostile.model, "1990-01-01"), hostile)):
        for room in WIDTHS:
            contrast = Contrast(view, one, other)
            plot = drawn_apart(name, contrast, room)
            every = set(contrast.all_keys)
            for line in (*(line for line, _ in scale_lines(plot, room)), *note_lines(plot, room),
                         *("".join(p.text for p in band_line(plot, band, room)) for band in plot.bands)):  # fmt: skip
                assert width(line) <= room, line
                assert literal(line) == line
            for cell in (cell for band in plot.bands for cell in band.cells):
                assert cell.says or not cell.text.strip()
                assert (
                    cell.view
                    or not {key.partition(" ")[0] for key in cell.keys} - {key.partition(" ")[0] for key in every}
                    or name == "life"
                )


@every_plot
def test_a_moment_does_not_differ_from_itself_nor_from_an_equal_one(view: View, name: str) -> None:
    at = moments()["shipped"]
    assert drawn_apart(name, Contrast(view, at, at), 78).notes == SAME_MOMENT
    assert not drawn_apart(name, Contrast(view, at, Reading(at.model, "2024-07-16")), 78).bands or view.uses_day
