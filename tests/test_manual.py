"""Every code has a page, and every page an example that is answered with that very code."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from console import Console, Done
from legation.damage import KINDS
from legation.errors import LegationError, NotUnderstood
from legation.errors.fault import name_of
from legation.manual import Page, explain, pages
from trial import cited, entity, source

SOURCE = Path(__file__).parents[1] / "src" / "legation"
PAGES = pages()
# Nothing that can be done from outside brings these about, so their pages have no example.
BY_NATURE = {
    "D99": "it is what has no name yet",
    "own-fault": "whoever knows how to bring it about mends it",
    "not-writable": "it needs a file system of another kind; tests/stores tries it",
    "too-many-rows": "it needs more rows than a quick test can make; tests/test_ordering.py tries it",
    "D18": "it needs a disk that fails; tests/test_doctor.py tries it",
    "D23": "it needs a file system of another kind; tests/test_doctor.py tries it",
}


@pytest.fixture
def run(tmp_path: Path, begun: Path, monkeypatch: pytest.MonkeyPatch) -> Console:
    console = Console(tmp_path, monkeypatch)
    shutil.copytree(begun / "events", tmp_path / "events")
    return console


def in_full(text: str) -> str:
    """Write the evidence out that a page leaves out."""
    return text.replace("[…]", json.dumps([cited(2)]))


def shell(run: Console, script: str) -> Done:
    """Run a script with `legation` on the path, as a person would."""
    bin_ = run.folder / "bin"
    bin_.mkdir()
    (bin_ / "legation").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m legation "$@"\n')
    (bin_ / "legation").chmod(0o755)
    env = os.environ | {"PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(SOURCE.parent)}
    done = subprocess.run(
        ["bash", "-c", in_full(script)], cwd=run.folder, env=env, capture_output=True, check=False, timeout=60
    )
    told = Done(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in told.out + told.err
    return told


@pytest.mark.parametrize("page", [page for page in PAGES.values() if page.examples], ids=lambda page: page.code)
def test_the_example_of_a_page_shows_its_code(run: Console, page: Page) -> None:
    *before, last = page.examples
    for example in before:
        assert example.kind in {"append", "check"}, "what comes before the last is taken in"
        done = run("append", given=in_full(example.text))
        assert done.status == 0, done.err
    if last.kind == "sh":
        done = shell(run, last.text)
    elif last.kind == "append":
        done = run("append", given=in_full(last.text))
        assert done.status == 1
    else:
        done = run("append", given=in_full(last.text))
        assert done.status == 0, done.err
        done = run("check", "--as-of", "2024-07-17")
    code = re.escape(page.code)
    told = rf"^(\S+:\d+: )?{code} " if page.code[1:].isdigit() else rf"\[{code}\]$"
    if page.code == "refused":
        told = "legation explain E"
    assert re.search(told, done.out + done.err, re.MULTILINE), done


class TestNothingIsLeftOut:
    def test_every_code_that_is_made_has_a_title(self) -> None:
        made = set()
        for file in SOURCE.rglob("*.py"):
            made |= set(re.findall(r'"(E\d{3,4}|W\d{1,2}|D\d\d)"', file.read_text("utf-8")))
        assert made <= set(PAGES)
        assert set(KINDS) <= set(PAGES)

    @pytest.mark.parametrize("code", PAGES)
    def test_every_page_says_why_and_what_to_do_and_shows_it(self, code: str) -> None:
        page = PAGES[code]
        assert page.title
        assert page.why
        assert page.remedy
        assert bool(page.examples) != (code in BY_NATURE)

    def test_no_page_is_of_nothing(self) -> None:
        told = [
            code for file in SOURCE.rglob("*.md") for code in re.findall(r"^## (\S+)", file.read_text("utf-8"), re.M)
        ]
        assert sorted(told) == sorted(set(told))
        assert set(told) <= set(PAGES)

    def test_no_title_is_given_twice(self) -> None:
        told = [
            code for file in SOURCE.rglob("*.py")
            for code in re.findall(r'^(?:""")?([EW]\d+)(?:  |: )', file.read_text("utf-8"), re.MULTILINE)
        ]  # fmt: skip
        assert sorted(told) == sorted(set(told))

    def test_why_is_said_with_its_source(self) -> None:
        for page in PAGES.values():
            assert re.search(r"\((domain|storage|house|screens)\.md \d|RFC \d|C2SP", page.why), page.code


class TestFinding:
    @pytest.mark.parametrize(
        ("word", "code"), [("E101", "E101"), ("e101", "E101"), ("w5", "W5"), ("NoLedger", "no-ledger"), ("D02", "D02")]
    )
    def test_a_code_is_found_however_its_letters_are(self, word: str, code: str) -> None:
        assert explain(word).code == code

    def test_what_comes_near_is_named(self) -> None:
        with pytest.raises(NotUnderstood) as error:
            explain("no-leger")
        assert error.value.near[0] == "no-ledger"

    def test_every_error_is_called_after_its_class(self) -> None:
        assert name_of("LedgerMoved") == LegationError.name.fget(type("LedgerMoved", (LegationError,), {})())  # type: ignore[attr-defined]
        assert {"ledger-moved", "query-stopped"} <= set(PAGES)


class TestTheCommand:
    def test_it_lists_all_codes(self, run: Console) -> None:
        done = run("explain")
        assert [line.split()[0] for line in done.out.splitlines()] == list(PAGES)
        assert len(run("explain", "--json").json["pages"]) == len(PAGES)

    def test_a_page_is_read_without_a_ledger(self, run: Console, monkeypatch: pytest.MonkeyPatch) -> None:
        shutil.rmtree(run.folder / "events")
        told = run("explain", "e101").out
        assert told.startswith("E101  an id that nothing creates\n")
        assert "domain.md" in told
        assert '    {"type":' in told
        assert run("explain", "E101", "--json").json["pages"][0]["code"] == "E101"

    def test_what_is_unknown_is_answered_with_what_comes_near(self, run: Console) -> None:
        done = run("explain", "E10l")
        assert (done.status, done.out) == (2, "")
        assert "E105" in done.err

    def test_faults_and_warnings_name_it_once(self, run: Console) -> None:
        err = run("append", given='{"type":"x"}\n{"type":"y"}\n').err
        assert err.count("legation explain") == 1
        assert err.splitlines()[-1].startswith("`legation explain E")
        run.append(entity("series:games", cadence="P4Y"), source("doc:other", b"x", title="Other"))
        assert "legation explain" not in run("check").err


# Words that tell nobody anything, unless the sentence goes on to say what, where and what to do.
_EMPTY = re.compile(r"\b(invalid|failed|bad|illegal|malformed|went wrong|(?<!\$)error)\b", re.IGNORECASE)


def test_no_message_only_says_that_something_is_wrong() -> None:
    """Read every string of the source that is no docstring."""
    import ast

    found = []
    for file in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                text = node.value
                if _EMPTY.search(text) and " " in text.strip() and "color: $" not in text:
                    found.append(f"{file.name}:{node.lineno}: {text[:100]}")
    assert not found, "\n".join(found)
