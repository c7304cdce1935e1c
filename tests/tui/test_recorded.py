"""The bar of the record: its cells, their positions, and what it says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from legation.reading import Reading
from legation.recording import Recording
from legation.tui.recorded import Recorded, here, recorded
from legation.tui.track import At
from readings import model_of
from stage import story

# The story: batches #1–3, #4–12 and #13–18, all of one day.
RECORDING = Recording(Reading(model_of(story()), "2024-07-17"))


@given(st.data())
def test_every_position_has_a_cell_that_reaches_it_and_the_one_before_does_not(data: st.DataObject) -> None:
    cells, zoom = data.draw(st.integers(1, 150)), data.draw(st.integers(0, 12))
    position = data.draw(st.integers(0, RECORDING.end))
    bar = recorded(RECORDING, position, cells, None, zoom)
    cell = bar.spot(At("", position))
    assert bar.ends[cell] >= position
    assert cell == 0 or bar.ends[cell - 1] < position
    assert len(bar.cells) == len(bar.heights()) == len(bar.labels()) == len(bar.ends) == cells
    assert list(bar.ends) == sorted(bar.ends)
    assert bar.ends[-1] <= RECORDING.end


def test_of_one_day_batches_stand_where_they_begin() -> None:
    bar = recorded(RECORDING, 18, 18)
    assert {bar.ends[i]: cell.sure for i, cell in enumerate(bar.cells) if cell.sure} == {1: 3, 4: 9, 13: 6}
    assert bar.labels().split()[0] == "#1"
    assert bar.beyond() == "1 document in 3 batches"


def test_it_is_kept_while_it_serves() -> None:
    bar = recorded(RECORDING, 18, 50)
    assert recorded(RECORDING, 3, 50, bar) is bar
    assert recorded(RECORDING, 3, 49, bar) is not bar
    assert isinstance(recorded(RECORDING, 3, 50, bar, 1), Recorded)


def test_a_position_is_told_with_its_batch_the_next_one_and_what_lies_between() -> None:
    beside = here(RECORDING, At("2024-07-17", 7), 12)
    assert (beside.earlier, beside.later, beside.between) == (
        "17 Jul 2024, #4–7, entered", "17 Jul 2024, #8–12, Report", "5 events recorded between A and B",
    )  # fmt: skip
    assert here(RECORDING, At("2024-07-17", 0)).earlier == ""
    assert here(RECORDING, At("2024-07-17", 18)).later == ""
