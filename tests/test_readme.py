"""The README tells the truth: its commands are run, and print what stands below them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

from legation.tui.keys import KEYS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", README, re.DOTALL)


def transcript(block: str) -> list[tuple[str, str]]:
    """Split a block into commands and what each is said to print."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [(command, printed) for command, _, printed in (part.partition("\n") for part in parts)]


def test_every_command_of_the_readme_prints_what_stands_below_it(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "events", tmp_path / "events")
    clean = {k: v for k, v in os.environ.items() if not k.startswith("LEGATION_")}
    env = clean | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "COLUMNS": "120",
    }
    told = [pair for block in BLOCKS for pair in transcript(block)]
    assert len(told) >= 10
    for command, printed in told:
        done = subprocess.run(
            ["bash", "-c", command], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
        )
        assert "Traceback" not in done.stderr
        assert (command, done.stdout) == (command, printed), done.stderr


def test_the_table_of_keys_is_the_registry() -> None:
    rows, group = [], ""
    for entry in KEYS:
        keys = " ".join(f"`{name}`" for name in entry.shown.split())
        rows.append(f"| {entry.group if entry.group != group else ''} | {keys} | {entry.help} |")
        group = entry.group
    table = re.search(r"\| Group \| Key \|.*\n\|---.*\n((?:\|.*\n)+)", README)
    assert table, "the README has no table of keys"
    assert table[1].splitlines() == rows


def test_the_two_commands_stand_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^make ([a-z]+)", README, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_link_into_the_project_leads_somewhere() -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)", README):
        assert (ROOT / unquote(target)).exists(), target
