"""A signed ledger in files: what those without its key leave alone, whatever became of the checkpoint."""

from __future__ import annotations

import shutil
from base64 import b64encode
from pathlib import Path

import pytest

from legation.errors import Damaged, NotSealed
from legation.note import Signature
from legation.store import Event, verify
from legation.stores.files import Files
from legation.tree import Checkpoint

from .ledgers import SOURCE, batch, event


def signed(bare: Checkpoint) -> Checkpoint:
    return bare._replace(signatures=(Signature("somebody", b"1234", bytes(64)),))


def keyed(number: int) -> Event:
    return {**event(number), "type": "key.adopted"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with Files.create(str(tmp_path / "events"), SOURCE) as store:
        store.append(batch(1, 2))
        store.append(lambda size: [keyed(3)])
        store.seal(signed)
    return tmp_path / "events"


def test_the_checkpoint_is_a_signed_note(place: Path) -> None:
    *text, empty, signature, end = (place / "checkpoint").read_bytes().split(b"\n")
    assert (len(text), empty, end) == (3, b"", b"")
    assert signature == "— somebody ".encode() + b64encode(b"1234" + bytes(64))


def test_whoever_appends_without_the_key_leaves_it_byte_for_byte(place: Path) -> None:
    raw = (place / "checkpoint").read_bytes()
    for number in range(4, 8):
        with Files.open(str(place)) as store:
            assert not store.append(batch(number)).sealed
    assert (place / "checkpoint").read_bytes() == raw
    with Files.open(str(place)) as store:
        assert (store.head().size, verify(store).faults) == (7, ())


def test_what_is_sealed_is_a_floor_however_much_stands_above_it(place: Path) -> None:
    with Files.open(str(place)) as store:
        store.append(batch(4, 5))
    segment = place / "000000000001.jsonl"
    lines = segment.read_bytes().splitlines(keepends=True)
    segment.write_bytes(b"".join(lines[:2]))
    with pytest.raises(Damaged, match="3 events"), Files.open(str(place)) as store:
        store.head()


def test_a_lost_checkpoint_of_a_signed_ledger_is_written_anew_by_who_signs_alone(place: Path) -> None:
    (place / "checkpoint").unlink()
    with Files.open(str(place)) as store:
        assert store.append(batch(4))[:2] == (4, 4)
        with pytest.raises(NotSealed, match="4 events are not sealed"):
            store.seal()
    assert not (place / "checkpoint").exists()
    with Files.open(str(place)) as store:
        assert store.seal(signed).size == 4
    assert Checkpoint.parse((place / "checkpoint").read_bytes()).signatures


def test_a_signed_checkpoint_that_does_not_fit_is_damage(place: Path, tmp_path: Path) -> None:
    raw = (place / "checkpoint").read_bytes()
    for name, other in (
        ("size", raw.replace(b"\n3\n", b"\n2\n")),
        ("note", raw[:-1]),
        ("text", raw.replace(b"\n\n", b"\n")),
    ):
        copy = tmp_path / name
        shutil.copytree(place, copy)
        (copy / "checkpoint").write_bytes(other)
        with pytest.raises(Damaged), Files.open(str(copy)) as store:
            store.append(batch(4))
