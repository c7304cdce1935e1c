"""Every example that a help page gives is run, on the ledger that ships."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from console import Console
from legation.cli import COMMANDS

EVENTS = Path(__file__).parents[1] / "events"
_EXAMPLE = re.compile(r"^\s*Example: (legation .*)$", re.MULTILINE)
# What opens a screen, and what a ledger that is there refuses, has no example that could run here.
_WITHOUT = {"append", "browse", "init", "log", "schema", "serve", "settings", "source"}
# What is to be undone has to be done before; and the texts, whose lines an example cites, do not ship.
_SIGNED = (("key", "new"), ("key", "use"))
_BEFORE = {
    "unmatch": (("match", "person:esteban-moctezuma", "person:ken-salazar", "--reason", "One man."),),
    "prove": _SIGNED, "publish": _SIGNED,
}  # fmt: skip
_CITING = {"followup"}


def examples() -> Iterator[str]:
    for file in COMMANDS:
        module = sys.modules[COMMANDS[file].callback.__module__]  # type: ignore[union-attr]
        if module.section != "look":
            yield from _EXAMPLE.findall(COMMANDS[file].callback.__doc__ or "")


@pytest.mark.parametrize("example", list(examples()))
def test_it_answers(run: Console, example: str) -> None:
    shutil.copytree(EVENTS, run.folder / "events")
    _, *words = shlex.split(example)
    for before in _BEFORE.get(words[0], ()):
        assert run(*before).status == 0
    done = run(*words)
    if words[0] in _CITING:
        assert (done.status, "the text of doc:" in done.err) == (2, True), done.err
    else:
        assert done.status == 0, done.err
    assert done.out or done.err


def test_every_command_that_asks_of_a_ledger_has_one() -> None:
    with_one = {shlex.split(example)[1] for example in examples()}
    named = {file.rstrip("_").replace("_", "-") for file in COMMANDS}
    assert named - with_one <= _WITHOUT | {"add"}
