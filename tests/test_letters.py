"""Signs in plain letters: all that a sign says is still said, and nothing else is lost than can be."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console import Console, attested
from legation.letters import PLAIN, bare, letter, plain
from legation.view import VIEWS

SIGNS = {sign for view in VIEWS.values() for sign, _ in view.states}


@given(st.text())
def test_what_is_plain_is_ascii_and_stays_as_it_is(text: str) -> None:
    told = plain(text)
    assert told.isascii()
    assert plain(told) == told


def test_every_sign_of_a_view_has_letters_of_its_own_choosing() -> None:
    assert {sign for sign in SIGNS if not sign.isascii() and sign not in PLAIN} <= {"“"}
    assert {len(letter(sign)) for sign in PLAIN} == {1, 2}


def test_in_no_view_do_two_signs_come_to_the_same_letters() -> None:
    for view in VIEWS.values():
        signs = [sign for sign, _ in view.states]
        assert len({plain(sign) for sign in signs}) == len(signs), view.name


def test_names_lose_their_accents_and_nothing_else() -> None:
    assert plain("Alicia Bárcena · “REC 2024” → Zürich…") == 'Alicia Barcena : "REC 2024" > Zurich~'
    assert plain("中文") == "??"


@pytest.mark.parametrize(
    ("set_to", "told"),
    [
        ({}, False),
        ({"LANG": "C.UTF-8"}, False),
        ({"LANG": "en_GB.utf8"}, False),
        ({"LANG": "C"}, True),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True),
        ({"LANG": "C", "LC_ALL": "es_MX.UTF-8"}, False),
        ({"LANG": "es_MX.UTF-8", "LC_ALL": "POSIX"}, True),
        ({"LANG": "de_DE.ISO-8859-1"}, True),
    ],
)
def test_the_locale_says_whether_there_is_utf_8(
    set_to: dict[str, str], told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in set_to.items():
        monkeypatch.setenv(name, value)
    assert bare() == told


def on_a_bare_terminal(run: Console, *words: str) -> bytes:
    """Run a command on a terminal whose locale knows no UTF-8, and return the bytes it sent there."""
    ours, theirs = pty.openpty()
    env = os.environ | {"LC_ALL": "C", "COLUMNS": "120"}
    command = [sys.executable, "-m", "legation", *words]
    done = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL, cwd=run.folder, env=env)
    os.close(theirs)
    told = b""
    while True:
        try:
            chunk = os.read(ours, 4096)
        except OSError:
            break
        if not chunk:
            break
        told += chunk
    os.close(ours)
    assert done.wait(30) == 0
    return told


def test_commands_print_plain_signs_in_line_on_such_a_terminal_and_json_loses_nothing(run: Console) -> None:
    run.begin(attested())
    run("append", given=json.dumps({"type": "entity.named", "data": {
        "entity": "person:rufus", "name": "Rúfus ≠ 中", "evidence": [{"document": "doc:report", "lines": [1, 1]}],
    }}))  # fmt: skip
    told = on_a_bare_terminal(run, "show", "offices")
    assert told.isascii()
    assert told.split()[0] == b"."
    read = json.loads(on_a_bare_terminal(run, "show", "offices", "--json"))
    assert read == run("show", "offices", "--json").json


def test_what_goes_to_a_file_stays_whole(run: Console, tmp_path: Path) -> None:
    run.begin(attested())
    done = subprocess.run(
        [sys.executable, "-m", "legation", "show", "offices"],
        cwd=run.folder, env=os.environ | {"LC_ALL": "C"}, capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout.decode().startswith("░")
