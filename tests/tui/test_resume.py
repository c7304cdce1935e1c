"""Who comes back finds view, cursor and filter as they were, and the moment at now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.moment import Moment
from legation.tui.resume import Left, keep, name_of, read, resume_path
from stage import acting, opening, story


@given(st.text(max_size=9), st.dictionaries(st.text(max_size=9), st.tuples(st.text(), st.integers(0, 9), st.text())))
def test_what_is_kept_is_read_again(tmp_path_factory: pytest.TempPathFactory, view: str, views: dict) -> None:  # type: ignore[type-arg]
    file = tmp_path_factory.mktemp("left") / "deep" / "left.json"
    left = Left(view.encode("utf-8", "ignore").decode(), views)
    keep(file, left)
    assert read(file) == (left, "")


@pytest.mark.parametrize(
    "bytes_", [b"", b"{", b"[]", b'{"view": 1}', b'{"view":"x","views":{"a":[1]},"more":{}}', b"\xff"]
)
def test_a_damaged_file_is_passed_over_with_a_word(tmp_path: Path, bytes_: bytes) -> None:
    file = tmp_path / "left.json"
    file.write_bytes(bytes_)
    left, word = read(file)
    assert left == Left()
    assert "could not be read" in word


def test_a_place_that_cannot_be_written_keeps_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    keep(tmp_path / "file" / "left.json", Left("Offices"))


def test_each_ledger_has_a_file_of_its_own_whichever_way_leads_there(tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "way").symlink_to(tmp_path / "events")
    assert name_of(str(tmp_path / "way")) == name_of(str(tmp_path / "events"))
    assert resume_path(str(tmp_path / "events")) != resume_path(str(tmp_path))


async def test_view_cursor_and_filter_come_back_and_the_moment_does_not(tmp_path: Path) -> None:
    opened = replace(opening(story().store), resume=tmp_path / "left.json")
    async with acting(
        None, "2022-05-12", (120, 36), "down", "2", "slash", "t", "enter", "down", opened=opened
    ) as stage:
        key = stage.screen.table.key
        await stage.press("q")
    async with acting(opened=opened) as stage:
        assert (stage.screen.view.name, stage.screen.table.key, stage.screen.words) == ("Calendar", key, "t")
        assert stage.moment == Moment()
        assert "Calendar · filter “t”" in stage.text()
        await stage.press("1")
        assert stage.screen.table.cursor == 1


async def test_the_plot_of_each_view_comes_back(tmp_path: Path) -> None:
    opened = replace(opening(story().store), resume=tmp_path / "left.json")
    async with acting(None, "", (120, 36), "v", "2", "v", "v", opened=opened) as stage:
        await stage.press("q")
    async with acting(opened=opened) as stage:
        assert "Calendar · days" in stage.text()
        await stage.press("1")
        assert "Offices · lanes" in stage.text()


async def test_the_relations_and_the_pane_alone_come_back(tmp_path: Path) -> None:
    opened = replace(opening(story().store), resume=tmp_path / "left.json")
    async with acting(None, "", (120, 36), "3", "r", "z", opened=opened) as stage:
        title = stage.screen.listing.border_title
        assert "Relations · Ada Lovell" in title
        await stage.press("q")
    async with acting(opened=opened) as stage:
        assert stage.screen.listing.border_title == title
        assert stage.screen.charted
        assert not stage.screen.bar.display
        await stage.press("z")
        assert stage.screen.bar.display


async def test_the_why_pane_alone_comes_back(tmp_path: Path) -> None:
    opened = replace(opening(story().store), resume=tmp_path / "left.json")
    async with acting(None, "", (120, 36), "w", "z", opened=opened) as stage:
        await stage.press("q")
    async with acting(opened=opened) as stage:
        assert (stage.screen.listing.display, stage.screen.pane.display) == (False, True)


@pytest.mark.parametrize(
    "more",
    [{"plot Offices": "pie"}, {"plot Offices": "graph", "centre Offices": "person:ada"}, {"zoom": "sky"},
     {"plot Relations": "graph", "centre Relations": "../../etc"}, {"plot Relations": "graph"}],
)  # fmt: skip
async def test_what_a_view_does_not_offer_is_a_table(more: dict[str, str], tmp_path: Path) -> None:
    view = "Relations" if "plot Relations" in more else "Offices"
    keep(tmp_path / "left.json", Left(view, {}, more))
    async with acting(opened=replace(opening(story().store), resume=tmp_path / "left.json")) as stage:
        assert stage.screen.view.name == view
        assert not stage.screen.charted
        assert stage.screen.bar.display


async def test_a_damaged_file_begins_at_the_first_view_with_a_word(tmp_path: Path) -> None:
    (tmp_path / "left.json").write_text("{")
    async with acting(opened=replace(opening(story().store), resume=tmp_path / "left.json")) as stage:
        assert stage.screen.view.digit == 1
        assert "where you were could not be read" in stage.text()


async def test_a_view_that_is_gone_is_the_first_one(tmp_path: Path) -> None:
    keep(tmp_path / "left.json", Left("Astrology", {"Astrology": ("x", 3, "y")}))
    async with acting(opened=replace(opening(story().store), resume=tmp_path / "left.json")) as stage:
        assert (stage.screen.view.digit, stage.screen.words) == (1, "")
