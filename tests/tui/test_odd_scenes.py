"""Scenes off the beaten track: no ledger, a damaged one, other signs and palettes, other scripts, hostile texts."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from later import RAW, later, written
from legation.documents import Documents
from legation.moment import Moment
from legation.store import Store
from legation.stores.files import Files
from legation.stores.memory import Memory
from legation.tui.app import LegationApp
from legation.tui.crash import CrashApp
from legation.tui.messages import Building
from legation.tui.opening import Opening, on_the_shelf
from legation.tui.settings import Settings, parse
from stage import TODAY, Stage, lines_of, story
from test_cli import HOSTILE
from tui.test_scenes import EVENTS, SIZES, Lines
from tui.walking import ledger

SCRIPTS = (
    "אנה לוי",
    "محمد بن راشد",
    "می‌خواهم",
    "王毅 外交部长",
    "Z̈oe\u0301 Ångström",
    "นายกรัฐมนตรี",
    "एस. जयशंकर",
)
LONG = (f"A title that never ends, {'and goes on, ' * 22}until here",)


class Odd(NamedTuple):
    """What is opened, what is set, the keys that lead there, and progress that is told at the end."""

    store: Callable[[], Store]
    keys: tuple[str, ...] = ()
    settings: Settings = Settings()
    moment: str = "2022-06-01"
    building: Building | None = None


def shipped() -> Store:
    """Open the ledger that ships."""
    return Files.open(EVENTS)


def damaged() -> Store:
    """Open a ledger with a line that nobody wrote."""
    if not Path("events").exists():
        shutil.copytree(EVENTS, "events")
        file = Path("events/000000000001.jsonl")
        lines = file.read_bytes().split(b"\n")
        lines[599] = lines[599].replace(b"{", b"{ ", 1)
        file.write_bytes(b"\n".join(lines))
    return Files.open("events")


def gone_on_with() -> Store:
    """Open a ledger that a later version of the program went on with."""
    trial = story()
    more = later(id="more")  # where the end is known, so is the root, and no two ledgers have the same
    written(trial.store, later(id="treaty"), later("meeting.held", 2, "torn", RAW, "eng:torn"), more)
    return trial.store


ODD = {
    "no-ledger": Odd(lambda: Files.open("events")),
    "no-ledger-start": Odd(lambda: Files.open("events"), ("o",)),
    "damaged": Odd(damaged),
    "damaged-report": Odd(damaged, ("o",)),
    "damaged-read-on": Odd(damaged, ("escape",)),
    "empty-ledger": Odd(Memory),
    "building": Odd(Memory, building=Building(712_000, 1_000_000)),
    "settings": Odd(
        lambda: story().store, ("ctrl+p", *"settings", "enter"),
        parse('theme = "papper"\n[keys]\nwhy = "e"\nday = "y"\n', "settings.toml"),
    ),
    "ansi-dark": Odd(shipped, (), Settings(theme="ansi-dark"), "2023-03-01"),
    "ascii": Odd(shipped, ("4",), Settings(marks="ascii"), "2023-03-01"),
    "scripts": Odd(lambda: ledger(SCRIPTS), ("down",)),
    "scripts-meetings": Odd(lambda: ledger(SCRIPTS), ("2", "end")),
    "long-title": Odd(lambda: ledger(LONG), ("2", "end")),
    "hostile": Odd(lambda: ledger(HOSTILE), ("down",)),
    "newer": Odd(gone_on_with, ("9", "end"), moment="@20"),
    "newer-event": Odd(gone_on_with, ("9", "end", "w", "enter"), moment="@20"),
    "hostile-meetings": Odd(lambda: ledger(HOSTILE), ("2", "end")),
}  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scene", ODD)
def test_an_odd_scene_looks_and_reads_as_it_did(
    snap_compare: Callable[..., bool],
    snapshot: SnapshotAssertion,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    scene: str,
    size: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", "/home/me/.config")
    odd = ODD[scene]
    opening = Opening(
        odd.store, None, Documents(), "", on_the_shelf(), clock=lambda: TODAY, every=0, pause=0, place="events"
    )  # fmt: skip
    app = LegationApp(opening, Moment.parse(odd.moment, TODAY), settings=odd.settings)
    lines = ""

    async def act(pilot: Pilot[None]) -> None:
        nonlocal lines
        stage = Stage(app, pilot)
        await stage.settle()
        app.hush()
        await stage.press(*odd.keys)
        if odd.building:
            stage.screen.tell(odd.building)
            await stage.settle()
        lines = lines_of(app)

    looks = snap_compare(app, terminal_size=SIZES[size], run_before=act)
    assert lines == snapshot.use_extension(Lines)
    assert looks


def test_the_last_screen_after_a_fault_looks_as_it_did(snap_compare: Callable[..., bool]) -> None:
    home = Path("/home/me/.local/state/legation")
    assert snap_compare(CrashApp("chancery", home / "crash.txt", home / "drafts" / "x.json"), terminal_size=(80, 24))
