"""When everything is looked through for garbage: as Python does it, or where nobody waits."""

from __future__ import annotations

import gc

import pytest

from legation import collecting


def test_in_pauses_all_is_collected_only_when_a_pause_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    before = gc.get_threshold()
    collecting.collect_in_pauses()
    assert gc.get_threshold()[2] > before[2]
    whole: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda: whole.append(1))
    for count, expected in (((0, 0, 3), 0), ((0, 0, 30), 1)):
        monkeypatch.setattr(gc, "get_count", lambda count=count: count)
        collecting.pause()
        assert len(whole) == expected
    collecting.collect_as_ever()
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)
