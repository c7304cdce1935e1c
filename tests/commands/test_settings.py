"""`legation settings`: what may be set, what is set, where, and what of it cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from console import Console
from legation.tui.keys import KEYS
from legation.tui.settings import SETTINGS


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of the settings, which is not there yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    found = tmp_path / "config" / "legation" / "settings.toml"
    found.parent.mkdir(parents=True)
    return found


def test_every_setting_is_shown_with_value_and_meaning_and_the_place_of_the_file(run: Console, file: Path) -> None:
    done = run("settings")
    assert done.status == 0
    assert all(setting.name in done.out and setting.help in done.out for setting in SETTINGS)
    assert done.err == f"set in {file}, which is not there yet\n"


def test_every_key_is_shown_by_the_name_under_which_it_can_be_set(run: Console, file: Path) -> None:
    file.write_text('[keys]\nwhy = "e"\n')
    rows = run("settings", "keys", "--json").json["settings"]
    assert [row["name"] for row in rows] == [f"keys.{entry.id}" for entry in KEYS]
    assert {row["name"]: row["value"] for row in rows}["keys.why"] == "e"


def test_what_cannot_be_used_is_told_and_the_status_says_so(run: Console, file: Path) -> None:
    file.write_text('theme = "papper"\nmarks = "ascii"\n')
    done = run("settings", "--csv")
    assert done.status == 1
    assert "marks,ascii" in done.out
    assert f'{file}:1: theme cannot be "papper"' in done.err
    assert run("settings", "--json").json["faults"]
