"""Drafts lie outside the ledger, in files that only their owner reads, and are whole or not there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from legation import drafts

NOON = datetime(2024, 7, 17, 12, tzinfo=UTC)
TEXTS = {"participant": "Ada ⟨\u202e⟩ 'Lovell'", "note": 'a "quoted" word'}


def test_a_draft_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    file = drafts.new(tmp_path / "mine", NOON)
    kept = drafts.keep(file, ("add", "visit.made"), TEXTS, NOON)
    assert drafts.kept(tmp_path / "mine") == [kept]
    assert (kept.purpose, kept.texts, kept.at) == (("add", "visit.made"), TEXTS, NOON)


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    file = drafts.keep(drafts.new(tmp_path / "mine", NOON), ("add", "visit.made"), TEXTS, NOON).file
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_draft_takes_the_place_of_its_former_self_and_leaves_nothing_beside(tmp_path: Path) -> None:
    file = drafts.new(tmp_path, NOON)
    drafts.keep(file, ("add", "visit.made"), {}, NOON)
    drafts.keep(file, ("add", "visit.made"), TEXTS, NOON)
    assert [name.name for name in tmp_path.iterdir()] == [file.name]
    drafts.discard(file)
    drafts.discard(file)
    assert not list(tmp_path.iterdir())


def test_the_newest_comes_first_and_what_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    for hour in (1, 3, 2):
        at = NOON + timedelta(hours=hour)
        drafts.keep(drafts.new(tmp_path, at), ("add", "visit.made"), {"title": str(hour)}, at)
    (tmp_path / "torn.json").write_text('{"purpose": ["add"')
    (tmp_path / "other.json").write_text("[]")
    assert [draft.texts["title"] for draft in drafts.kept(tmp_path)] == ["3", "2", "1"]
    assert drafts.kept(tmp_path / "nowhere") == []


def test_each_ledger_has_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    one, other = drafts.folder(str(tmp_path / "a")), drafts.folder(str(tmp_path / "b"))
    assert one != other
    assert one.parent == other.parent == tmp_path / "legation" / "drafts"
