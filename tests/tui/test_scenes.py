"""The screens as they look: pictures in both themes, and beside those of one the lines that a terminal shows.

They are drawn on the ledger that ships, as of fixed days. `pytest tests/tui/test_scenes.py --snapshot-update` draws
them anew; the lines are what a reviewer reads in the difference.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.pilot import Pilot

from legation.documents import Documents
from legation.moment import Moment
from legation.read_model import ReadModel
from legation.stores.files import Files
from legation.tui.app import LegationApp
from legation.tui.opening import Opening, on_the_shelf
from stage import TODAY, Stage, lines_of

EVENTS = str(Path(__file__).parents[2] / "events")
MINISTER = "office:mx-foreign-secretary"
SIZES = {"wide": (120, 36), "small": (80, 24)}


class Scene(NamedTuple):
    """A moment, the row with the cursor, and the keys that lead there."""

    moment: str = ""
    row: str = ""
    keys: tuple[str, ...] = ()


SCENES = {
    "now": Scene("", MINISTER),
    "past": Scene("2023-03-01", MINISTER),
    "filter": Scene("2023-03-01", "", ("slash", *"mexic", "enter")),
    "why": Scene("2023-03-01", MINISTER, ("w", "down")),
    "date": Scene("", "", ("t", *"2023")),
    "help": Scene("2023-03-01", "", ("question_mark",)),
    "anything": Scene("2023-03-01", "", ("ctrl+p", *"salaz")),
    "anything-event": Scene("2023-03-01", "", ("ctrl+p", *"#358")),
    "commands": Scene("2023-03-01", "", ("ctrl+p", "greater_than_sign", *"time")),
    "filter-wrong": Scene("2023-03-01", "", ("slash", *"hwo", "colon", *"x")),
    "sort": Scene("2023-03-01", "", ("s",)),
    "copy": Scene("2023-03-01", MINISTER, ("y",)),
    "export": Scene("2023-03-01", "", ("x",)),
    "empty": Scene("2023-03-01", "", ("slash", *"sheinb", "enter")),
    "calendar": Scene("2023-03-01", "", ("2", "end")),
    "audit": Scene("2023-03-01", "", ("9", "end")),
    "advice": Scene("2024-07-17", "rec:tn-visa-three-years", ("6",)),
    "figures": Scene("2024-07-17", "", ("7", "down", "down")),
    "topics": Scene("2024-07-17", "", ("0", *"topics", "enter", "down")),
    "judge": Scene("2024-07-17", "", ("0", *"judge", "enter", "end")),
    "relations": Scene("2024-07-17", "", ("0", *"relations", "enter")),
}


class Lines(SingleFileSnapshotExtension):
    """The text twin of a picture."""

    _file_extension = "txt"
    _write_mode = WriteMode.TEXT


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the tables of the ledger that ships, built once."""
    path = tmp_path_factory.mktemp("tables") / "model.sqlite"
    ReadModel(Files.open(EVENTS), path).catch_up()
    return path


@pytest.mark.parametrize("theme", ["chancery", "paper"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_looks_and_reads_as_it_did(
    snap_compare: Callable[..., bool],
    snapshot: SnapshotAssertion,
    tables: Path,
    scene: str,
    size: str,
    theme: str,
) -> None:
    moment, row, keys = SCENES[scene]
    opening = Opening(
        lambda: Files.open(EVENTS), tables, Documents(), "us-mexico", on_the_shelf(), clock=lambda: TODAY, every=0
    )
    app = LegationApp(opening, Moment.parse(moment, TODAY), theme)
    lines = ""

    async def act(pilot: Pilot[None]) -> None:
        nonlocal lines
        stage = Stage(app, pilot)
        await stage.settle()
        if row:
            stage.screen.seek(row)
            await stage.settle()
        app.hush()
        await stage.press(*keys)
        lines = lines_of(app)

    looks = snap_compare(app, terminal_size=SIZES[size], run_before=act)
    if theme == "chancery":
        assert lines == snapshot.use_extension(Lines)
    assert looks
