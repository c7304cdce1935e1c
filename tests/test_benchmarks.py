"""What is measured comes out as ratios with goals, and the README shows the table of the last run."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import __main__ as bench
from benchmarks import keeping, rebuild, table
from benchmarks.measure import Left, Ratio, medians
from benchmarks.rows import commands, opening, rebuilding
from legation.stores.files import Files

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keep ledgers and tables in a folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    rebuild.rebuilt.cache_clear()
    yield tmp_path
    rebuild.rebuilt.cache_clear()


def test_a_goal_is_a_bound_from_above_or_from_below() -> None:
    assert Ratio("it", "F", 2.5, 2.6).reached
    assert not Ratio("it", "F", 2.7, 2.6).reached
    assert Ratio("it", "another", 2.7, 2.6, at_least=True).reached
    assert not Ratio("it", "another", 2.5, 2.6, at_least=True).reached
    assert Ratio("it", "another", 1_000).reached


def test_works_are_run_in_turn_after_a_warm_up_of_each() -> None:
    ran: list[str] = []
    assert len(medians(lambda: ran.append("a"), lambda: ran.append("b"), runs=2)) == 2
    assert ran == ["a", "b"] * 3


def test_the_table_tells_of_every_figure_and_of_what_was_left_out() -> None:
    found = [
        Ratio("append", "eventsourcing", 0.5, 1.0, 10_000, "2 k/s", at_least=True),
        Ratio("`--help`", "python -c pass", 5.0, 6, 0, "48 ms"),
        Ratio("replay", "beancount", 20.0, None, 10_000),
        Left("replay, against hledger", "hledger is not installed"),
    ]
    text = table.markdown(found)
    assert "| append | 10,000 | 2 k/s | eventsourcing | 0.50 × | ≥ 1 | missed |\n" in text
    assert "| `--help` |  | 48 ms | python -c pass | 5.00 × | ≤ 6 | reached |\n" in text
    assert "| replay | 10,000 |  | beancount | 20.00 × |  |  |\n" in text
    assert text.endswith("\nLeft out: replay, against hledger: hledger is not installed.\n")
    told = " ".join(table.line(found[0]).split())
    assert told == "0.50 × ≥ 1 missed append, 10,000 events, against eventsourcing (2 k/s)"


def test_the_readme_has_one_place_for_the_table_and_nothing_else_changes(tmp_path: Path) -> None:
    copy = tmp_path / "README.md"
    before = (ROOT / "README.md").read_text("utf-8")
    copy.write_text(before, "utf-8")
    assert table.put(r"a new \1 table", copy)
    after = copy.read_text("utf-8")
    assert "\n<!-- bench -->\n\na new \\1 table\n\n<!-- /bench -->\n" in after
    place = re.compile("<!-- bench -->.*<!-- /bench -->", re.DOTALL)
    assert place.sub("", after) == place.sub("", before)
    assert table.put("again", copy)
    copy.write_text("nothing", "utf-8")
    assert not table.put("a table", copy)
    assert copy.read_text("utf-8") == "nothing"


def test_a_ledger_is_made_once_and_kept(cache: Path) -> None:
    place = keeping.kept(300)
    assert cache in place.parents
    checkpoint = place / "checkpoint"
    made = checkpoint.stat().st_mtime_ns
    assert keeping.kept(300) == place
    assert checkpoint.stat().st_mtime_ns == made
    with Files.open(str(place)) as store:
        assert store.head().size == 300


def test_every_group_that_needs_no_peer_gives_its_figures_on_a_small_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    for group, name in ((commands, "RUNS"), (opening, "RUNS"), (opening, "APPENDS")):
        monkeypatch.setattr(group, name, 1)
    found = [one for group in (rebuilding, opening, commands) for one in group.measure([400])]
    assert len(found) == 8
    assert all(one.ratio > 0 for one in found)
    assert {one.goal for one in found if one.against == "F"} == {40, None}


def test_a_group_whose_peer_is_not_installed_is_left_out_with_a_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    group = tmp_path / "benchmarks" / "rows"
    group.mkdir(parents=True)
    (group / "appending.py").touch()
    monkeypatch.setattr(bench, "ROOT", tmp_path)
    monkeypatch.setitem(sys.modules, "eventsource", None)
    (left,) = bench.figures([300])
    assert left == Left("appending", "eventsource is not installed: `make bench` brings it")
