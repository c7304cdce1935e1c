"""SECURITY.md promises nothing that no test holds, and what is installed is what was locked."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from hostile.everything import CASES
from test_house import FILES, imports

ROOT = Path(__file__).parents[1]
SECURITY = (ROOT / "SECURITY.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK = (ROOT / "requirements.lock").read_text("utf-8")


def called(requirement: str) -> str:
    """Return the name of the package that a requirement asks for, as the lock writes it."""
    return re.split(r"[\[<>=;~! ]", requirement)[0].lower().replace("_", "-")


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`(tests/[\w/.]+)`", SECURITY))))
def test_every_test_that_is_named_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_the_number_of_hostile_inputs_is_what_is_said() -> None:
    said = re.search(r"more than ([\d,]+) malformed", SECURITY)
    assert said
    assert len(CASES) > int(said[1].replace(",", ""))


def test_the_table_of_torture_has_its_place() -> None:
    assert re.search(r"<!-- torture -->\n.*<!-- /torture -->", SECURITY, re.DOTALL)


def _section(title: str) -> str:
    return SECURITY.partition(title)[2].partition("`requirements.lock`")[0]


def test_every_package_at_run_time_has_a_reason_and_no_other_is_imported() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    wanted = [*PROJECT["project"]["dependencies"], *(package for extra in extras.values() for package in extra)]
    told = re.findall(r"^\| ([a-z-]+)(?:, in [^|]+)? \|", _section("## What it stands on"), re.MULTILINE)
    assert sorted(map(called, wanted)) == sorted(set(told) - {"package"})
    foreign = {called(name.split(".")[0]) for file in FILES for name in imports(file)} - {
        called(name) for name in sys.stdlib_module_names
    }
    # rich comes with textual, and pydantic_core with pydantic.
    assert foreign - {"legation", "rich", "pydantic-core"} <= set(map(called, wanted))


def test_every_package_that_is_asked_for_is_locked_with_its_hashes() -> None:
    asked = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    locked = dict(re.findall(r"^([a-z0-9-]+)==\S+.*\\\n((?:    --hash=sha256:[0-9a-f]{64}.*\n?)+)", LOCK, re.MULTILINE))
    assert set(map(called, asked)) <= set(locked)
    assert len(locked) == len(re.findall(r"^[a-z0-9-]+==", LOCK, re.MULTILINE))


def test_development_and_ci_install_from_the_lock() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert "--require-hashes --requirement requirements.lock" in makefile
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8")
