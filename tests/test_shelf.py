"""A folder seen as a mapping: one file more is one thing more, and nothing is imported before it is asked for."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from legation.shelf import Shelf, camel, same


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    package = tmp_path / f"shelf_{tmp_path.name.replace('-', '_')}"
    package.mkdir()
    (package / "__init__.py").write_text('"""A shelf."""\n')
    (package / "red_apple.py").write_text("class RedApple: ...\n")
    (package / "_hidden.py").write_text("raise RuntimeError\n")
    (package / "notes.txt").write_text("no module\n")
    monkeypatch.syspath_prepend(tmp_path)
    return package


def test_its_names_are_those_of_its_files_and_import_nothing(folder: Path) -> None:
    shelf: Shelf[type] = Shelf(folder.name, camel)
    assert (list(shelf), len(shelf), "red_apple" in shelf, "_hidden" in shelf) == (["red_apple"], 1, True, False)
    assert f"{folder.name}.red_apple" not in sys.modules
    assert shelf["red_apple"].__name__ == "RedApple"
    assert f"{folder.name}.red_apple" in sys.modules


def test_one_file_more_is_all_that_one_thing_more_takes(folder: Path) -> None:
    (folder / "green_pear.py").write_text("green_pear = 'a pear'\n")
    shelf: Shelf[str] = Shelf(folder.name, same)
    assert list(shelf) == ["green_pear", "red_apple"]
    assert shelf["green_pear"] == "a pear"


def test_what_is_not_there_is_a_key_error_and_no_import(folder: Path) -> None:
    with pytest.raises(KeyError):
        Shelf(folder.name, same)["os"]
