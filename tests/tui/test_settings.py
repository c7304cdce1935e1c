"""What a person may set: what is right is used, what is not is told with place, expectation and near misses."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.tui.settings import SETTINGS, Settings, keep, parse, read
from stage import acting


def test_no_file_sets_nothing(tmp_path: Path) -> None:
    assert read(tmp_path / "settings.toml") == Settings()


def test_all_that_may_be_set_is_read(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(
        'theme = "nord"\nmarks = "ascii"\nfollow = false\nresume = false\ndocuments = ["~/texts", "/more"]\n\n'
        '[keys]\nwhy = "e"\nstop = ["u", "i"]\n'
    )
    assert read(file) == Settings(
        "nord", "ascii", False, False, ("~/texts", "/more"), {"why": ("e",), "stop": ("u", "i")}
    )
    assert {setting.name for setting in SETTINGS} < set(Settings.__dataclass_fields__)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('\nthme = "nord"', "S:2: thme is no setting; did you mean theme?"),
        ("colour = 1", "S:1: colour is no setting; expected theme, marks"),
        ('theme = "papper"', 'S:1: theme cannot be "papper": expected the name of a theme; did you mean paper?'),
        ('marks = "ASCII"', 'S:1: marks cannot be "ASCII": expected auto, unicode or ascii; did you mean ascii?'),
        ("follow = 1", "S:1: follow cannot be 1: expected true or false"),
        ("documents = [1]", "S:1: documents cannot be [1]: expected a folder, or a list of folders"),
        ("keys = 3", "S:1: keys.: expected a table [keys], not 3"),
        ('[keys]\n\nwy = "e"', "S:3: keys.wy: no key has this name; did you mean why?"),
        ("[keys]\nwhy = 3", "S:2: keys.why: expected a key, or a list of keys"),
        ("theme = ", "S: no TOML: Invalid value (at line 1, column 9). Nothing of it is used"),
    ],
)
def test_what_cannot_be_used_is_told_and_the_rest_is_used(text: str, told: str) -> None:
    found = parse(f"{text}\n", "S")
    [fault] = found.faults
    assert fault.startswith(told)
    assert found.theme == "chancery"


def test_what_is_wrong_takes_nothing_else_with_it() -> None:
    found = parse('theme = "paper"\nfollow = "yes"\n[keys]\nwhy = "e"\nday = "y"\n', "S")
    assert (found.theme, found.follow, found.keys) == ("paper", True, {"why": ("e",)})
    assert len(found.faults) == 2


def test_hostile_text_in_the_file_is_harmless() -> None:
    [fault] = parse('theme = "\\u001b]0;owned"\n', "S").faults
    assert "\x1b" not in fault


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(b"\xff\xfe")
    assert "it is not UTF-8 text" in read(file).faults[0]
    file.unlink()
    file.mkdir()
    assert "cannot be read" in read(file).faults[0]


def test_one_setting_is_kept_and_the_rest_of_the_file_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "settings.toml"
    keep("theme", "paper", file)
    assert read(file).theme == "paper"
    file.write_text('# mine\nmarks = "ascii"  # for the old terminal\ntheme = "nord"\n\n[keys]\nwhy = "e"\n')
    keep("theme", "paper", file)
    keep("follow", "false", file)
    assert file.read_text() == (
        '# mine\nmarks = "ascii"  # for the old terminal\ntheme = "paper"\nfollow = false\n\n[keys]\nwhy = "e"\n'
    )


@given(st.text())
def test_no_text_is_too_much(text: str) -> None:
    assert isinstance(parse(text, "S"), Settings)


async def test_faults_are_told_at_the_start_and_at_the_end_of_all_keys() -> None:
    settings = parse('theme = "papper"\n', "S")
    async with acting(settings=settings) as stage:
        assert "one of your settings cannot be used; ? says why" in stage.text()
        await stage.press("question_mark", *["pagedown"] * 5)
        assert "did you mean paper?" in stage.text()


async def test_the_screen_shows_what_is_set_and_enter_takes_the_next_choice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    async with acting(None, "", (120, 36), "ctrl+p", *"settings", "enter") as stage:
        assert "chancery" in stage.text()
        await stage.press("enter")
        assert stage.app.theme == "paper"
        await stage.press("down", "enter", "enter")
        assert stage.app.plain
        assert "> Offices" in stage.text()
        await stage.press("escape")
        assert "● " not in stage.text()
        found = read(tmp_path / "legation" / "settings.toml")
        assert (found.theme, found.marks) == ("paper", "ascii")
