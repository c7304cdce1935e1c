"""Other keys than the registry's: understood as they are written, and never two things under one key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.tui.keyboard import Keyboard, first_word, pressed, written
from legation.tui.keys import KEYS
from legation.tui.settings import Settings
from stage import acting

NAMES = [name for entry in KEYS for name in (*entry.keys, *entry.aliases)]


@pytest.mark.parametrize(
    ("text", "name", "back"),
    [
        ("e", "e", "e"),
        ("E", "E", "E"),
        ("?", "question_mark", "?"),
        ("-", "minus", "-"),
        ("^e", "ctrl+e", "^e"),
        ("ctrl+e", "ctrl+e", "^e"),
        ("F5", "f5", "F5"),
        ("PageUp", "pageup", "PgUp"),
        ("alt+,", "alt+comma", "Alt+,"),
    ],
)
def test_a_key_is_understood_as_it_is_written(text: str, name: str, back: str) -> None:
    assert (pressed(text), written(name)) == (name, back)


@pytest.mark.parametrize("text", ["", "ee", "hyper+e", "ctrl+", "f1x", "é é"])
def test_what_is_no_key_is_none(text: str) -> None:
    assert pressed(text) == ""


def test_every_sign_of_the_registry_can_be_written_and_understood_again() -> None:
    signs = [name for name in NAMES if written(name).isascii() and len(written(name)) == 1]
    assert len(signs) > 20
    assert [pressed(written(name)) for name in signs] == signs


@given(st.dictionaries(st.sampled_from([e.id for e in KEYS]), st.lists(st.sampled_from([*"abcdefxyzTQ", ",", "f5"]))))
def test_whatever_is_wanted_no_two_entries_share_a_key(wanted: dict[str, list[str]]) -> None:
    keyboard = Keyboard(wanted)
    bound = [name for entry in KEYS for name in keyboard.keys(entry.id)]
    assert len(set(bound)) == len(bound)
    kept = {id_ for id_, _ in keyboard.faults}
    assert all(keyboard.keys(id_) == tuple(map(pressed, keys)) for id_, keys in wanted.items() if id_ not in kept)


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"wy": ["e"]}, "did you mean why?"),
        ({"stop": ["u"]}, "it takes 2 keys, for , ."),
        ({"why": ["qq"]}, '"qq" is no key'),
        ({"why": ["ctrl+i"]}, "terminals send Tab for ^i"),
        ({"why": ["ctrl+c"]}, "it says how to leave"),
        ({"day": ["y"]}, 'y is the key of "Copy" (copy): choose another'),
        ({"day": ["e"], "why": ["e"]}, "e is the key of"),
    ],
)
def test_what_cannot_be_bound_is_told_with_its_reason(wanted: dict[str, list[str]], told: str) -> None:
    [(_, sentence)] = Keyboard(wanted).faults
    assert told in sentence


def test_two_keys_can_change_places() -> None:
    keyboard = Keyboard({"why": ["d"], "compare": ["w"]})
    assert not keyboard.faults
    assert (keyboard.shown("why"), keyboard.shown("compare")) == ("d", "w")


def test_the_first_word_names_the_keys_that_work() -> None:
    assert first_word(Keyboard()) == "Arrows move, Enter opens, , and . travel in time, ? shows all keys"
    assert "u and i travel" in first_word(Keyboard({"stop": ["u", "i"]}))


async def test_another_key_acts_is_shown_everywhere_and_the_old_one_does_nothing() -> None:
    settings = Settings(keys={"why": ("e",), "stop": ("u", "l"), "now": ("w",)})
    async with acting(settings=settings) as stage:
        assert "e Why?" in stage.text()
        await stage.press("u")
        assert stage.moment.as_of == "2024-01-13"
        await stage.press("comma")
        assert stage.moment.as_of == "2024-01-13"
        await stage.press("w")
        assert stage.screen.now
        await stage.press("e")
        assert stage.app.focused is stage.screen.pane
        await stage.press("e", "question_mark", *"earlier")
        assert "u l" in stage.text()
