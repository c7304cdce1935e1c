"""When the ledger is missing, broken, empty or slow: what is said, what still holds, and the ways on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from legation.errors import Damaged, LedgerBusy, NoLedger
from legation.moment import Moment
from legation.reading import Reading
from legation.store import Store
from legation.stores.files import Files
from legation.stores.memory import Memory
from legation.tui.messages import Building
from legation.tui.opening import Opening, on_the_shelf
from legation.tui.screens import ledgered
from legation.view import Entry
from legation.views.offices import Offices
from stage import Stage, acting, attested, opening, story

SOURCE = "tag:example.org,2026:memory"


def on_files(place: Path) -> Opening:
    """Return what to open for a story kept in files, with tables in a file beside it."""
    from tui.test_main_screen import lines_of_a

    Files.create(str(place), SOURCE)
    with Files.open(str(place)) as store:
        told = lines_of_a(story())
        store.append(lambda _: told[:9])
        store.append(lambda _: told[9:])
    return replace(
        opening(Memory()), open_store=lambda: Files.open(str(place)), model_path=place.parent / "model.sqlite",
        name="", place=str(place),
    )  # fmt: skip


def spoil(place: Path, line: int) -> Callable[[], None]:
    """Make a line of the ledger one that nobody wrote; the answer puts it back."""
    file = place / "000000000001.jsonl"
    whole = file.read_bytes()
    parts = whole.split(b"\n")
    parts[line - 1] = parts[line - 1].replace(b"{", b"{ ", 1)
    file.write_bytes(b"\n".join(parts))
    return lambda: file.write_bytes(whole) and None


class TestNoLedger:
    async def test_it_says_so_and_offers_an_example_one_s_own_or_another(self) -> None:
        def look() -> Store:
            raise NoLedger("nowhere")

        async with acting(opened=replace(opening(Memory()), open_store=look, place="/nowhere")) as stage:
            text = stage.text()
            assert "There is no ledger at /nowhere." in text
            assert all(
                word in text for word in ("Enter  open an example", "a      start", "o      open", "q      leave")
            )
            await stage.press("1", "comma", "y", "w", "slash", "t")
            assert not stage.typing
            await stage.press("q")
            assert stage.app._exit

    async def test_enter_opens_a_copy_of_the_ledger_that_ships(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            monkeypatch.setenv(name, str(tmp_path / name))
        async with acting(opened=missing(tmp_path)) as stage:
            await stage.press("enter")
            await stage.settle()
            assert "mexico" in stage.text().splitlines()[0]
            assert "Secretary" in stage.text()
            assert (tmp_path / "XDG_DATA_HOME" / "legation" / "example" / "events").is_dir()
            await stage.press("q")

    async def test_a_starts_a_ledger_where_one_says(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        monkeypatch.chdir(tmp_path)
        async with acting(opened=missing(tmp_path)) as stage:
            await stage.press("a")
            assert stage.app.focused.value == str(tmp_path / "events")
            await stage.press("enter")
            await stage.settle()
            assert "No event is recorded yet." in stage.text()
            assert Files.open(str(tmp_path / "events")).head().size == 0

    async def test_o_opens_another_and_says_what_is_wrong_with_a_wrong_one(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        on_files(tmp_path / "there")
        async with acting(opened=missing(tmp_path)) as stage:
            await stage.press("o", "enter")
            assert "type the name of a folder" in stage.text()
            await stage.press("x", "enter")
            assert "no ledger at x" in stage.text()
            await stage.press("escape")
            assert not stage.typing
            await stage.press("o")
            stage.app.focused.value = str(tmp_path / "there")
            await stage.press("enter")
            await stage.settle()
            assert len(stage.rows) == 2

    async def test_where_a_ledger_cannot_be_opened_enter_looks_again(self) -> None:
        trial, tries = story(), []

        def look() -> Store:
            tries.append(1)
            if len(tries) < 2:
                raise LedgerBusy("here", 10)
            return trial.store

        async with acting(opened=replace(opening(trial.store), open_store=look)) as stage:
            assert "here is being written by another program" in stage.text()
            await stage.press("enter")
            assert len(stage.rows) == 2


def missing(folder: Path) -> Opening:
    """Return what to open where nothing is."""
    place = str(folder / "missing")
    return replace(opening(Memory()), open_store=lambda: Files.open(place), place=place)


class TestDamage:
    async def test_what_can_be_proved_is_shown_with_verdict_and_name(self, tmp_path: Path) -> None:
        opened = on_files(tmp_path / "events")
        mend = spoil(tmp_path / "events", 12)
        async with acting(opened=opened) as stage:
            text = " ".join(stage.text().split())
            position = stage.screen.reader.damage.position
            assert f"Ledger stopped at #{position + 1}" in text
            assert f"Events #1–{position} hold and are shown here." in text
            assert "damaged" in text
            await stage.press("escape")
            assert stage.screen.end == position
            assert f"✗ stopped at #{position + 1}" in stage.text().splitlines()[0]
            await stage.press("9", "end")
            assert stage.screen.table.key == str(position)
            await stage.press("escape")
            assert "Ledger stopped" in stage.text()
            mend()
            await stage.press("enter")
            assert "stopped" not in stage.text()
            assert stage.screen.end > position

    async def test_the_full_report_lists_every_fault(self, tmp_path: Path) -> None:
        opened = on_files(tmp_path / "events")
        spoil(tmp_path / "events", 12)
        async with acting(opened=opened) as stage:
            await stage.press("o")
            await stage.settle()
            assert "The full report" in stage.text()
            assert "E096" in stage.text()

    async def test_a_ledger_of_which_nothing_holds_shows_nothing_and_enter_checks_again(self, tmp_path: Path) -> None:
        opened = on_files(tmp_path / "events")
        (tmp_path / "events" / "checkpoint").write_text("nonsense")
        (tmp_path / "events" / "000000000001.jsonl").write_text("nonsense\n")
        async with acting(opened=opened) as stage:
            assert "The ledger cannot be read" in stage.text()
            assert "none is shown" in " ".join(stage.text().split())
            await stage.press("q")
            assert stage.app._exit

    async def test_damage_that_comes_later_keeps_the_rows_that_hold(self, tmp_path: Path) -> None:
        opened = on_files(tmp_path / "events")
        async with acting(opened=opened) as stage:
            rows = stage.rows
            file = tmp_path / "events" / "000000000001.jsonl"
            file.write_bytes(b"".join(file.read_bytes().splitlines(True)[:-2]))
            stage.screen.look()
            await stage.settle()
            assert "Ledger stopped at #" in stage.text()
            await stage.press("escape")
            assert set(stage.rows) <= set(rows)
            assert stage.rows
            assert stage.screen.end == stage.screen.reader.damage.position

    async def test_nothing_can_be_added_to_what_is_left(self, tmp_path: Path) -> None:
        opened = on_files(tmp_path / "events")
        spoil(tmp_path / "events", 12)
        async with acting(opened=opened) as stage:
            with pytest.raises(Damaged):
                stage.screen.reader.store.append(lambda _: [])


class TestEmpty:
    async def test_an_empty_ledger_says_how_the_first_event_comes(self) -> None:
        async with acting(opened=opening(Memory())) as stage:
            assert "No event is recorded yet." in stage.text()
            assert "a add the first one" in stage.text()
            await stage.press("comma")
            assert stage.message == "the ledger holds no event yet"

    async def test_an_empty_view_says_when_it_will_not_be_and_g_goes_there(self) -> None:
        async with acting(None, "2020-01-01", (120, 36), "5") as stage:
            text = " ".join(stage.text().split())
            assert "No promise is recorded up to 1 Jan 2020" in text
            assert "The first to stand here comes on 12 May 2022: Build a bridge." in text
            assert "g go to 12 May 2022 n now" in text
            await stage.press("g")
            assert (stage.moment.as_of, len(stage.rows)) == ("2022-05-12", 1)

    async def test_a_filter_without_a_match_says_what_matches_later(self) -> None:
        async with acting(None, "2020-01-01", (120, 36), "5", "slash", *"bridge", "enter") as stage:
            text = " ".join(stage.text().split())
            assert "Nothing matches “bridge” on 1 Jan 2020." in text
            assert "1 later, on 13 Jan 2024: Build a bridge." in text
            assert "Esc clear the filter" in text
            await stage.press("g")
            assert stage.rows == ["com:bridge"]


class Slow(Offices):
    """A view whose rows can be held back."""

    held = threading.Event()
    wanted = ""

    def entry(self, key: str, at: Reading) -> Entry:
        """Wait where a day is held back."""
        if at.day == Slow.wanted:
            Slow.held.wait(10)
        return super().entry(key, at)


@pytest.fixture
async def slow() -> Stage:
    """Return a screen at 12 May 2022 on which the day before never comes until it is let go."""
    Slow.held.clear()
    Slow.wanted = "2022-05-10"
    views = (Slow(), *on_the_shelf()[1:])
    async with acting(None, "2022-05-12", opened=opening(story().store, views=views)) as stage:
        yield stage  # type: ignore[misc]
        Slow.held.set()
        await stage.settle()


async def until(stage: Stage, words: str) -> None:
    """Wait until the screen says something."""
    for _ in range(400):
        await stage.pilot.pause(0.01)
        if words in stage.text():
            return
    raise AssertionError(f"it never said {words}:\n{stage.text()}")


class TestSlow:
    async def test_rows_that_are_behind_say_which_day_they_show_then_how_to_stay(self, slow: Stage) -> None:
        rows = slow.rows
        await slow.pilot.press("comma")
        await until(slow, "Offices · still Offices on 12 May 2022")
        assert slow.rows == rows
        await until(slow, "looking for Offices on 10 May 2022 · Esc stay here")
        await slow.pilot.press("escape")
        await until(slow, "2 rows")
        assert slow.moment == Moment("2022-05-12")
        assert "still" not in slow.text()
        assert "◷ as of 12 May 2022" in slow.text().splitlines()[0]
        Slow.held.set()
        await slow.settle()
        assert slow.moment == Moment("2022-05-12")

    async def test_when_they_come_nothing_is_behind(self, slow: Stage) -> None:
        await slow.pilot.press("comma")
        await until(slow, "still Offices on 12 May 2022")
        Slow.held.set()
        await slow.settle()
        assert "still" not in slow.text()
        assert slow.moment == Moment("2022-05-10")


class TestBuilding:
    async def test_it_says_how_far_it_is_when_there_is_nothing_to_read_yet(self) -> None:
        async with acting(opened=opening(Memory())) as stage:
            stage.screen.tell(Building(710_000, 1_000_000))
            await stage.settle()
            text = stage.text()
            assert "Building the views" in text
            assert "━┄" in text
            assert "71 %" in text
            assert "710,000 of 1,000,000 events" in text

    async def test_what_was_read_before_can_be_read_meanwhile_and_esc_stays_there(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from tui.test_main_screen import NEW_OFFICE, lines_of_a

        opened = on_files(tmp_path / "events")
        async with acting(opened=opened) as stage:
            end = stage.screen.end
        more = story(*NEW_OFFICE, *(attested("ada", "minister", "2022-03-12") for _ in range(20)))
        with Files.open(str(tmp_path / "events")) as store:
            store.append(lambda size: lines_of_a(more)[size:])
        monkeypatch.setattr(ledgered, "MANY", 5)
        let_go, caught_up = threading.Event(), ledgered.Reader.catch_up

        def held_back(reader, progress=None):  # type: ignore[no-untyped-def]
            progress(4, 22)
            let_go.wait(10)
            return caught_up(reader, progress)

        monkeypatch.setattr(ledgered.Reader, "catch_up", held_back)
        async with acting_unsettled(opened) as stage:
            await until(stage, f"as known by #{end}")
            await until(stage, "of 22 new events · Esc stay here")
            assert len(stage.rows) == 2
            await stage.pilot.press("escape")
            await until(stage, f"(#{end})")
            let_go.set()
            await stage.settle()
            assert len(stage.rows) == 2
            await stage.press("n")
            assert len(stage.rows) == 3


def acting_unsettled(opened: Opening):  # type: ignore[no-untyped-def]
    """Run the app without waiting for its workers."""
    from contextlib import asynccontextmanager

    from legation.tui.app import LegationApp

    @asynccontextmanager
    async def run():  # type: ignore[no-untyped-def]
        app = LegationApp(opened)
        async with app.run_test(size=(120, 36)) as pilot:
            yield Stage(app, pilot)

    return run()
