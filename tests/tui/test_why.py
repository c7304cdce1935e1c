"""The why pane and the source behind it: the same words as the command's, and every link leads where it says."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from console import Console
from legation.commands._reasons import reasons
from legation.documents import Documents
from legation.explaining import explained
from legation.literal import literal
from legation.moment import Moment
from legation.tui.app import LegationApp
from legation.tui.screens.source import SourceScreen, is_address
from stage import Stage, acting, at_hand, attested, lines_of, opening, story
from trial import meeting, retract, source

TEXT = b"one\n\nthree\n"


def said(stage: Stage) -> str:
    """Return all that the pane holds, what lies below its edge too, each paragraph in a line."""
    paragraphs = stage.screen.pane._paragraphs
    return "\n".join("".join(text for text, _ in paragraph.parts) for paragraph in paragraphs)


@pytest.mark.parametrize("digit", "123456789")
async def test_the_command_says_what_the_pane_says(digit: str) -> None:
    async with acting(None, "2023-03-01", (120, 36), digit) as stage:
        view, key, at = stage.screen.view, stage.screen.table.key, stage.screen.reading
        if not key:
            pytest.skip(f"the story has no {view.one}")
        why = explained(view, key, at)
        lines = [line.strip() for line in reasons(_Desk(), at, why)]
        pane = said(stage)
        assert stage.screen.pane._title == why.asked
        for sentence in (*why.verdict, *(heading for heading, notes in why.sections if notes)):
            assert sentence in lines, sentence
            assert literal(sentence) in pane, sentence
        for note in (note for _, notes in why.sections for note in notes):
            assert note.text in "\n".join(lines)
            assert literal(note.text) in pane


class _Desk:
    documents = None


async def test_the_title_is_a_question_about_who_is_shown() -> None:
    async with acting(None, "2023-03-01") as stage:
        stage.screen.seek("office:minister")
        await stage.settle()
        assert "Why Lovell or Stark?" in stage.text()
        assert "neither is certain" in stage.text()


async def test_enter_on_what_was_known_then_goes_to_that_moment() -> None:
    trial = story()
    trial.clock = lambda: datetime(2024, 8, 20, 12, tzinfo=UTC)
    trial.append(attested("bruno", "ambassador", "2024-07-20"))
    async with acting(trial, "2024-07-30") as stage:
        stage.screen.seek("office:ambassador")
        await stage.settle()
        assert "Known by that day this row read" in said(stage)
        await stage.press("w")
        for _ in range(12):
            if stage.screen.pane.chosen < 0:
                break
            await stage.press("down")
        await stage.press("enter")
        assert stage.moment == Moment("2024-07-30", 18)


class TestAudit:
    async def test_enter_goes_to_the_other_event_and_back_again(self) -> None:
        trial = story(meeting("eng:wrong", "wrong", title="Wrong meeting", when="2022-03-12"))
        trial.append(retract("wrong"))
        async with acting(trial, "", (120, 36), "9", "end", "w") as stage:
            assert "struck: #19 no longer counts." in said(stage)
            await stage.press("home", "enter")
            assert stage.screen.table.key == "19"
            assert stage.row[0] == "−"
            assert "struck by #20" in stage.row[4]

    async def test_lines_are_read_again_and_the_border_says_that_the_seal_holds(self) -> None:
        trial = story()
        trial.store.seal()
        async with acting(trial, "", (120, 36), "9") as stage:
            assert "18 events · ✓ the seal holds for all 18 · end #18 " in stage.text()
            assert stage.row[-1] == "✓"


class TestSource:
    async def test_o_opens_the_lines_that_the_event_cites_with_the_events_below(self, tmp_path: Path) -> None:
        trial = story()
        async with acting(trial, opened=opening(trial.store, at_hand(tmp_path))) as stage:
            await stage.press("o")
            assert isinstance(stage.app.screen, SourceScreen)
            text = lines_of(stage.app)
            assert "▌1  Report" in text
            assert "▸#" in text
            await stage.press("escape")
            assert not isinstance(stage.app.screen, SourceScreen)

    async def test_without_the_text_it_says_how_to_come_by_it(self) -> None:
        async with acting(None, "", (80, 24), "o") as stage:
            text = lines_of(stage.app)
            assert "Its text is not at hand." in text
            assert "--documents DIR" in text
            assert "sha256 " in text

    async def test_an_address_is_opened_only_after_a_question_that_shows_all_of_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened: list[str] = []
        monkeypatch.setattr(LegationApp, "open_url", lambda app, url, **_: opened.append(url))
        address = "https://example.org/a/report?x=1"
        trial = story(source("doc:web", TEXT, title="Web", url=address))
        async with acting(trial, "", (120, 36), "8", "end", "o", "enter") as stage:
            assert opened == []
            await stage.press("o")
            assert f"Open {address} in the browser?" in lines_of(stage.app)
            await stage.press("escape", "enter")
            assert opened == []
            await stage.press("o", "enter")
            assert opened == [address]

    @pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "https://", "https://a b", "https://é.x",
                                     "https://x\x1b]0;", "http://[", ""])  # fmt: skip
    def test_nothing_but_plain_web_addresses_is_offered(self, url: str) -> None:
        assert not is_address(url)


async def test_sources_walk_line_by_line_and_say_what_is_not_cited(tmp_path: Path) -> None:
    trial = story()
    async with acting(trial, "", (120, 36), "8", opened=opening(trial.store, at_hand(tmp_path))) as stage:
        assert (stage.row[0], stage.row[2]) == ("✓", "here")
        assert "not cited" in said(stage)


def test_the_pane_is_what_the_command_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Console(tmp_path, monkeypatch)
    run.begin()
    assert run("why", "sources", "report").out.startswith("Report · ")


async def test_a_file_that_was_not_the_one_read_is_told_of_wherever_its_text_would_stand(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes(b"another\n")
    trial, said = story(), "✗ the file is not the one that was read: expected 38f6182d…, found 33a7b215…"
    async with acting(trial, "", (200, 40), opened=opening(trial.store, Documents([tmp_path]))) as stage:
        assert said in " ".join(stage.text().replace("│", " ").split())
        assert "Not at hand" not in stage.text()
        await stage.press("o")
        assert said in stage.text()
        await stage.press("escape", "8")
        assert said in " ".join(stage.text().replace("│", " ").split())
        assert stage.row[2] == "differs"
