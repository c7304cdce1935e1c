"""The screens as they look: pictures in both themes, and beside those of one the lines that a terminal shows.

They are drawn on the ledger that ships, as of fixed days. `pytest tests/tui/test_scenes.py --snapshot-update` draws
them anew; the lines are what a reviewer reads in the difference.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.pilot import Pilot

from legation.documents import Documents
from legation.drafts import keep, new
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
    """A moment, the row with the cursor, and the keys that lead there; whether a draft was left, why one only reads."""

    moment: str = ""
    row: str = ""
    keys: tuple[str, ...] = ()
    draft: bool = False
    read_only: str = ""


SCENES = {
    "now": Scene("", MINISTER),
    "past": Scene("2023-03-01", MINISTER),
    "filter": Scene("2023-03-01", "", ("slash", *"mexic", "enter")),
    "why": Scene("2023-03-01", MINISTER, ("w", "down")),
    "date": Scene("", "", ("t", *"2023")),
    "date-end": Scene("", "", ("t", *"2024", "minus", *"Q2")),
    "date-back": Scene("2023-03-01", "", ("t", "minus", *"30d")),
    "date-zoom": Scene("2022-05-12", "", ("t", "plus", "plus")),
    "play": Scene("2022-05-12", "", ("t", "space")),
    "mark": Scene("2023-03-01", "", ("m", *"budget")),
    "compare": Scene("2022-05-12", MINISTER, ("d", "n")),
    "compare-all": Scene("2022-05-12", MINISTER, ("d", "n", "v")),
    "compare-lanes": Scene("2022-05-12", MINISTER, ("d", "n", "v", "v")),
    "compare-lanes-known": Scene("@700", MINISTER, ("d", "n", "v", "v")),
    "compare-months": Scene("2022-03-01@700", "", ("2", "d", "n", "v", "v", "home", "right", "right")),
    "compare-days": Scene("@575", "", ("2", "d", "n", "v", "v", "v", "home")),
    "compare-bars": Scene("2022-03-01@700", "", ("7", "d", "n", "v", "v", "down")),
    "compare-batches": Scene("@700", "", ("9", "d", "n", "v", "v")),
    "compare-life": Scene("@700", "", ("4", "d", "n", "v", "v")),
    "compare-coverage": Scene("@700", "", ("8", "d", "n", "v", "v", "down")),
    "compare-graph": Scene("@700", "", ("3", "slash", *"salazar", "enter", "r", "d", "n")),
    "compare-pinned-plot": Scene("2022-05-12", "", ("v", "d")),
    "compare-pinned": Scene("2022-05-12", MINISTER, ("d",)),
    "compare-known": Scene("@575", "", ("2", "d", "T", "greater_than_sign")),
    "known-by": Scene("2023-03-01@950", MINISTER, ("T",)),
    "known-by-typed": Scene("2023-03-01", MINISTER, ("T", "t", *"before", "space", "number_sign", *"996")),
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
    "sources": Scene("2024-07-17", "doc:migration-talks", ("8", "down", "down", "down")),
    "agreements": Scene("2024-07-17", "", ("4", *["down"] * 19)),
    "source": Scene("2023-03-01", MINISTER, ("o",)),
    "followups": Scene("2024-07-17", "", ("5", "w")),
    "advice": Scene("2024-07-17", "rec:tn-visa-three-years", ("6",)),
    "figures": Scene("2024-07-17", "", ("7", "down", "down")),
    "topics": Scene("2024-07-17", "", ("0", *"topics", "enter", "down")),
    "judge": Scene("2024-07-17", "", ("0", *"judge", "enter", "end")),
    "keys": Scene("2023-03-01", "", ("question_mark", *"time")),
    "explained": Scene("2023-03-01", "", ("f1",)),
    "nothing": Scene("2020-01-01", "", ("5",)),
    "relations": Scene("2024-07-17", "", ("0", *"relations", "enter")),
    "lanes": Scene("2024-07-17", MINISTER, ("v",)),
    "months": Scene("2024-07-17", "", ("2", "v", "up", "up", *["right"] * 2)),
    "days": Scene("2022-03-22", "", ("2", "v", "v")),
    "bars": Scene("2024-07-17", "", ("6", "v", "down")),
    "life": Scene("2024-07-17", "agreement:bicentennial-framework", ("4", "v", *["down"] * 6)),
    "coverage": Scene("2024-07-17", "", ("8", "v", "down", "down")),
    "graph": Scene("2024-07-17", "", ("3", "slash", *"salazar", "enter", "r", "down")),
    "zoom": Scene("2024-07-17", "", ("3", "slash", *"salazar", "enter", "r", "z")),
    "adding": Scene(
        "",
        "",
        (
            "a",
            *"took",
            "enter",
            *"eng:rec-2024",
            "tab",
            *"ken sal",
            "tab",
            "tab",
            *"ambassador to",
            "tab",
            *"convoc",
            "tab",
            "6",
        ),
    ),
    "preview": Scene("2023-03-01", "", ("a", *"gets its id", "enter", *"topic: quiet talks", "tab", "tab", *"New.")),
    "putting-right": Scene("2024-07-17", "office:mx-environment-secretary", ("c",)),
    "striking": Scene("", "", ("9", "home", "c", *"strike", "enter", *"no", "tab", *"dup", "enter", *"Twice.")),
    "judging": Scene("2024-07-17", "", ("0", *"judge", "enter", "slash", *"or laun", "enter", "c", *"a:", "enter")),
    "draft": Scene("", "", ("a",), draft=True),
    "read-only": Scene("", MINISTER, ("a",), read_only="it was opened with --read-only"),
}


# What the others show is drawn with the same styles.
IN_BOTH_THEMES = {
    "now", "past", "why", "compare", "known-by", "date", "help", "anything", "empty", "adding", "followups",
    "agreements", "audit", "sources", "judge", "lanes", "months", "graph",
}  # fmt: skip


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


PICTURES = [
    pytest.param(scene, size, theme, id=f"{scene}-{size}-{theme}")
    for scene in SCENES
    for size in SIZES
    for theme in ("chancery", "paper")
    if theme == "chancery" or scene in IN_BOTH_THEMES
]


@pytest.mark.parametrize(("scene", "size", "theme"), PICTURES)
def test_a_scene_looks_and_reads_as_it_did(
    snap_compare: Callable[..., bool],
    snapshot: SnapshotAssertion,
    tables: Path,
    tmp_path: Path,
    scene: str,
    size: str,
    theme: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moment, row, keys, draft, read_only = SCENES[scene]
    monkeypatch.setattr("legation.tui.screens.travelling.PLAY_EVERY", 1_000)  # playing, but going nowhere
    if draft:
        left = datetime(2024, 7, 17, 10, 12, tzinfo=UTC)
        keep(new(tmp_path, left), ("add", "visit.made"), {"title": "Return visit", "destination": "Mexico City"}, left)
    opening = Opening(
        lambda: Files.open(EVENTS), tables, Documents(), "us-mexico", on_the_shelf(), clock=lambda: TODAY, every=0,
        pause=0, read_only=read_only, actor="ana.ruiz", drafts=tmp_path,
    )  # fmt: skip
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
