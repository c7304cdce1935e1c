"""The command line as a whole: its help, its manners towards wrong words, and hostile ledgers."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from console import Console, attested
from legation.cli import COMMANDS
from legation.literal import literal
from trial import cited, entity, meeting

HOSTILE = (
    "\x1b]0;owned\x07",
    "\x1b[2J",
    "\u202egnp.exe",
    "zero\u200bwidth",
    "tag\U000e0041",
    "[bold]markup[/bold]",
    "=HYPERLINK(1)",
    "@SUM(1)",
    "Z" + "\u0300" * 30 + "algo",
    "soft\u00adhyphen",
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Console:
    return Console(tmp_path, monkeypatch)


def imported(run: Console, *words: str) -> set[str]:
    """Return the modules that a command has imported when it ends, in a process of its own."""
    code = (
        "import sys, json\nfrom legation.cli import main\n"
        "try: main()\nexcept SystemExit: pass\nprint(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=run.folder, env=os.environ.copy(), capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    return set(json.loads(done.stderr.splitlines()[-1]))


class TestHelp:
    def test_it_lists_every_command_with_the_first_line_of_its_file(self, run: Console) -> None:
        told = " ".join(run("--help").out.split())
        for file in COMMANDS:
            module = sys.modules[COMMANDS[file].callback.__module__]  # type: ignore[union-attr]
            first = (module.__doc__ or "").split("\n")[0]
            assert f"{file.rstrip('_').replace('_', '-')} {first}" in told

    @pytest.mark.parametrize("file", list(COMMANDS))
    def test_every_command_has_a_page_and_a_section(self, run: Console, file: str) -> None:
        done = run(file.rstrip("_").replace("_", "-"), "--help")
        assert (done.status, done.out.startswith("Usage: legation")) == (0, True)
        module = sys.modules[COMMANDS[file].callback.__module__]  # type: ignore[union-attr]
        assert module.section in {"write", "read", "audit", "leave", "look"}

    def test_both_clocks_are_explained(self, run: Console) -> None:
        told = run("--help").out
        assert "--as-of" in told
        assert "--known-by" in told

    @pytest.mark.parametrize(
        ("words", "found"),
        [("legation lo", "log"), ("legation add role.as", "role.assumed"), ("legation log --rev", "--reverse")],
    )
    def test_a_shell_can_complete_words(self, run: Console, words: str, found: str) -> None:
        env = os.environ | {
            "_LEGATION_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" ")),
        }  # fmt: skip
        command = [sys.executable, "-m", "legation"]
        done = subprocess.run(command, cwd=run.folder, env=env, capture_output=True, text=True, check=True)
        assert f"plain,{found}" in done.stdout.splitlines()

    def test_without_a_command_it_is_printed(self, run: Console) -> None:
        assert run().err.startswith("Usage: legation [OPTIONS] COMMAND")


class TestImports:
    @pytest.mark.parametrize(
        "words",
        [
            ("--help",), ("log", "--json"), ("log",), ("event", "6"), ("event", "6", "--json"), ("add", "--help"),
            ("query", "select * from offices"),
        ],
    )  # fmt: skip
    def test_reading_needs_neither_models_nor_the_screen(self, run: Console, words: tuple[str, ...]) -> None:
        run.begin(attested())
        found = imported(run, *words)
        assert "legation.cli" in found
        assert not found & {"pydantic", "textual"}

    def test_writing_needs_the_models(self, run: Console) -> None:
        run.begin()
        assert "pydantic" in imported(run, "append", "none.jsonl") | imported(run, "add", "role.left")


class TestWrongWords:
    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (("logs",), "did you mean log?"),
            (("apend",), "did you mean append"),
            (("frobnicate",), "there is no command 'frobnicate'"),
            (("\x1b[2J",), "there is no command '␛[2J'"),
            (("--ledgr", "x", "log"), "--ledger"),
            (("log", "--revers"), "--reverse"),
        ],
    )
    def test_a_mistyped_word_is_answered_with_what_comes_near(
        self, run: Console, words: tuple[str, ...], says: str
    ) -> None:
        done = run(*words)
        assert (done.status, done.out, says in done.err) == (2, "", True), done.err

    @pytest.mark.parametrize(
        "words", [("log",), ("event", "1"), ("check",), ("verify",), ("append",), ("show", "offices")]
    )
    def test_a_place_without_a_ledger_is_said_to_have_none(self, run: Console, words: tuple[str, ...]) -> None:
        done = run("--ledger", "nowhere", *words)
        assert (done.status, done.out) == (2, "")
        assert "no ledger at nowhere: name one with --ledger, or start one with `legation init`" in done.err
        assert "no ledger at" in run(*words).err
        assert not (run.folder / "nowhere").exists()

    def test_a_file_is_no_ledger(self, run: Console) -> None:
        (run.folder / "file").write_text("x")
        assert run("--ledger", "file", "log").status in {1, 2}
        (run.folder / "empty").mkdir()
        assert run("--ledger", "empty", "log").status == 2

    def test_the_nearest_ledger_above_is_found(self, run: Console, monkeypatch: pytest.MonkeyPatch) -> None:
        run.begin()
        (run.folder / "a" / "b").mkdir(parents=True)
        monkeypatch.chdir(run.folder / "a" / "b")
        assert len(run("log", "--json").json["rows"]) == 5

    def test_a_reader_that_goes_away_is_no_fault(self, run: Console) -> None:
        run.begin(*(entity(f"topic:t-{i}") for i in range(2_000)))
        command = f"{sys.executable} -m legation log | head -n 1; echo ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", command], cwd=run.folder, env=os.environ.copy(), capture_output=True,
                              text=True, check=True)  # fmt: skip
        assert done.stdout.splitlines()[1] in {"0", "1"}
        assert "Traceback" not in done.stderr
        assert "Exception" not in done.stderr


class TestHostileText:
    """What others typed cannot touch a terminal, a spreadsheet or a parser."""

    @pytest.fixture
    def hostile(self, run: Console) -> Console:
        run.begin()
        kept = [text for text in HOSTILE if not any(ord(c) < 0x20 for c in text)]
        run.append(*(entity(f"topic:hostile-{i}", name=text) for i, text in enumerate(kept)))
        run.append(meeting("eng:talks", title=HOSTILE[2], note=HOSTILE[3], evidence=[cited(2)]))
        (run.folder / "texts" / "report.txt").unlink()
        (run.folder / "texts" / "\x1b[2J.txt").write_bytes(b"x")
        return run

    @pytest.mark.parametrize(
        "words", [("log",), ("event", "6"), ("event", "12"), ("search", "zero"), ("show", "calendar")]
    )
    def test_text_reaches_the_terminal_harmless(self, hostile: Console, words: tuple[str, ...]) -> None:
        done = hostile(*words)
        for line in (done.out + done.err).splitlines():
            assert literal(line) == line

    @pytest.mark.parametrize("words", [("log",), ("event", "6"), ("event", "12")])
    def test_json_keeps_every_character_as_an_escape(self, hostile: Console, words: tuple[str, ...]) -> None:
        done = hostile(*words, "--json")
        assert all(literal(line) == line for line in done.out.splitlines())
        assert done.json["rows"]

    def test_json_loses_nothing(self, hostile: Console) -> None:
        names = {row["about"] for row in hostile("log", "--json", "--type", "entity").json["rows"]}
        assert {text for text in HOSTILE if "\x1b" not in text} <= names

    def test_csv_cells_are_no_formulas(self, hostile: Console) -> None:
        out = hostile("log", "--csv").out
        assert all(literal(line) == line for line in out.splitlines())
        cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
        assert "'=HYPERLINK(1)" in cells
        assert not [cell for cell in cells if cell.startswith(("=", "@", "+"))]

    @pytest.mark.parametrize("text", HOSTILE)
    def test_words_of_the_command_line_come_back_harmless(self, hostile: Console, text: str) -> None:
        for words in (("log", "--about", text), ("event", text), (text,), ("add", text), ("--ledger", text, "log")):
            done = hostile(*words)
            assert done.status == 2 or words[0] == "log"
            assert all(literal(line) == line for line in (done.out + done.err).splitlines()), done
