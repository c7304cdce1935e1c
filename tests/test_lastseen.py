"""What a machine remembers of a ledger, and what it takes for the same ledger, grown."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.errors import NotProved
from legation.lastseen import Seen, apart, remember, seen
from legation.tree import Checkpoint
from test_note import KEY, sealed
from test_tree import mth, numbered


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path


def test_each_ledger_is_remembered_by_its_name_with_the_key_that_vouched() -> None:
    signed, bare = sealed(), Checkpoint("example.org,2026:other", 0, bytes(32))
    assert seen(signed.origin) is None
    remember(signed, KEY)
    remember(bare, None)
    assert (seen(signed.origin), seen(bare.origin)) == (Seen(signed, KEY), Seen(bare, None))


@pytest.mark.parametrize("spoil", [lambda raw: b"", lambda raw: raw[:-1], lambda raw: b"x" + raw, lambda raw: raw * 2])
def test_what_cannot_be_read_is_said_and_not_passed_over(state: Path, spoil: object) -> None:
    remember(sealed(), KEY)
    (file,) = (state / "legation" / "seen").iterdir()
    file.write_bytes(spoil(file.read_bytes()))  # type: ignore[operator]
    with pytest.raises(NotProved, match="remove that file"):
        seen(sealed().origin)


def test_the_memory_of_one_ledger_does_not_do_for_another(state: Path) -> None:
    remember(sealed(), KEY)
    remember(Checkpoint("example.org,2026:other", 0, bytes(32)), None)
    one, other = (state / "legation" / "seen").iterdir()
    one.write_bytes(other.read_bytes())
    with pytest.raises(NotProved):
        seen(sealed().origin), seen("example.org,2026:other")


def test_a_log_goes_on_from_a_checkpoint_if_it_begins_with_it() -> None:
    known = Checkpoint("a", 5, mth(numbered(5)))
    for size in range(9):
        why = apart(known, size, lambda n: mth(numbered(n)))
        assert bool(why) == (size < 5)
    assert apart(known, 4, lambda n: mth(numbered(n))) == "there were 5 events, and now there are 4"
    assert apart(known, 7, lambda n: bytes(32)) == "the first 5 events are not those that were there"
