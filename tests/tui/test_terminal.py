"""The screen in a real terminal: it starts, steps, folds, leaves and breaks as a person would see it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tui.terminal import THERE, Terminal

ROOT = Path(__file__).parents[2]
BROWSE = f"{sys.executable} -m legation --ledger {ROOT / 'events'} browse --as-of 2023-03-01"
pytestmark = pytest.mark.skipif(not THERE, reason="tmux is not installed")


def test_it_starts_steps_and_leaves_the_terminal_as_it_was_and_comes_back_where_it_was_left(tmp_path: Path) -> None:
    with Terminal(tmp_path, BROWSE) as terminal:
        terminal.until("▸ Offices", "◷ as of 1 Mar 2023", "23 rows")
        terminal.press(",")
        terminal.until("as of 10 Jun 2022")
        terminal.press("3", "Down")
        terminal.until("▸ People", "Why?")
        terminal.press("q")
        left = terminal.until("ended with 0")
        assert "People" not in left
        assert "╭" not in left
    with Terminal(tmp_path, BROWSE) as terminal:
        terminal.until("▸ People", "◷ as of 1 Mar 2023")


def test_it_folds_and_unfolds_with_the_terminal_and_the_footer_never_clips(tmp_path: Path) -> None:
    with Terminal(tmp_path, BROWSE) as terminal:
        terminal.until("╭─ Why", "23 rows", "? All keys")
        terminal.resize(80, 24)
        text = terminal.until("[1 Office]2 Cal", "? All keys", without="╭─ Why")
        assert text.splitlines()[23].endswith("^p Anything   ? All keys")
        terminal.resize(40, 12)
        text = terminal.until("1/9 Offices ‹ ›", "? All keys", without="2 Cal")
        assert text.splitlines()[11].endswith("^p Anything   ? All keys")
        assert "1 Mar 2023" in text.splitlines()[0]
        terminal.resize(30, 8)
        terminal.until("legation needs 40 × 12", without="All keys")
        terminal.resize(120, 36)
        terminal.until("╭─ Why", "◷ as of 1 Mar 2023", "? All keys")


@pytest.mark.parametrize("how", [f"TERM=dumb {BROWSE}", f"{BROWSE} 2>talk; cat talk; false", f"{BROWSE} </dev/null"])
def test_where_it_cannot_draw_it_says_so_and_what_prints_the_same(tmp_path: Path, how: str) -> None:
    with Terminal(tmp_path, how) as terminal:
        text = " ".join(terminal.until("ended with").split())
        assert "the screen needs a terminal for input, output and errors" in text
        assert "`legation show VIEW` prints the same rows" in text
        assert "ended with 0" not in text
        assert "Traceback" not in text


def test_without_utf_8_it_is_all_ascii(tmp_path: Path) -> None:
    with Terminal(tmp_path, BROWSE, LC_ALL="C") as terminal:
        text = terminal.until("> Offices", "@ as of 1 Mar 2023", "23 rows")
        assert text.isascii()
        terminal.press("q")
        terminal.until("ended with 0")


def test_a_fault_of_the_program_is_a_screen_with_draft_and_log_never_a_traceback(tmp_path: Path) -> None:
    script = tmp_path / "broken.py"
    script.write_text(
        "import sys\nfrom legation.views.offices import Offices\n"
        "def entry(self, key, at): raise ZeroDivisionError('text \\x1b]0;owned\\x07')\n"
        "Offices.entry = entry\nfrom legation.cli import main\nsys.argv[0] = 'legation'\nmain()\n"
    )
    shutil.copytree(ROOT / "events", tmp_path / "events")
    from legation.tui.resume import name_of

    drafts = tmp_path / "xdg_state_home" / "legation" / "drafts" / name_of(str(tmp_path / "events"))
    drafts.mkdir(parents=True)
    (drafts / "20240101.json").write_text("{}")
    command = f"{sys.executable} {script} --ledger {tmp_path / 'events'} browse"
    with Terminal(tmp_path, command, (160, 36)) as terminal:
        text = terminal.until("legation stopped", "q leave")
        assert "A fault of the program itself, not of your ledger." in text
        assert "20240101.json" in text.replace("│\n│", "")
        [log] = (tmp_path / "xdg_state_home" / "legation").glob("crash-*.txt")
        terminal.press("Enter")
        terminal.until("legation stopped", "q leave", without=log.name)
        terminal.press("q")
        text = terminal.until("ended with 70")
        assert "Traceback" not in text
        assert "ZeroDivisionError" not in text
    assert "ZeroDivisionError" in log.read_text()
    assert "\x1b" not in log.read_text()
