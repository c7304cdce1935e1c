"""A published log: the tiles of the definition, written once, in an order that never misleads a reader."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation import tiles as tiling
from legation.errors import LedgerBusy, NotWritable, PublishedDiffers
from legation.tiles import Published, publish, tiles
from legation.tree import Checkpoint, leaf
from test_proof import sealed
from test_tree import mth, numbered


def entries(size: int) -> Iterator[bytes]:
    return iter(numbered(size))


def files(place: Path) -> dict[str, bytes]:
    return {str(f.relative_to(place)): f.read_bytes() for f in sorted(place.rglob("*")) if f.is_file()}


def defined(size: int) -> dict[str, bytes]:
    """Return the tiles of the definition: MTH(D[(n*256+i) * 256**l : (n*256+i+1) * 256**l]) for each hash."""
    every, found, level = numbered(size), dict[str, bytes](), 0
    while span := size // 256**level:
        hashes = [mth(every[i * 256**level : (i + 1) * 256**level]) for i in range(span)]
        for n in range(0, span, 256):
            width = min(256, span - n)
            name = f"{n // 256:03}" + ("" if width == 256 else f".p/{width}")
            found[f"tile/{level}/{name}"] = b"".join(hashes[n : n + width])
            if level == 0:
                bundle = (len(e).to_bytes(2, "big") + e for e in every[n : n + width])
                found[f"tile/entries/{name}"] = b"".join(bundle)
        level += 1
    return found


@given(st.one_of(st.integers(0, 20), st.sampled_from([255, 256, 257, 511, 512, 513, 1_000])))
@settings(max_examples=20)
def test_the_tiles_are_those_of_the_definition(size: int) -> None:
    assert {tile.path: tile.data for tile in tiles(entries(size))} == defined(size)


def test_a_tree_of_70_000_has_the_tiles_that_the_specification_counts() -> None:
    paths = [tile.path for tile in tiles(b"" for _ in range(70_000))]
    hashes = [path for path in paths if "entries" not in path]
    assert sum(path.startswith("tile/0/") and ".p/" not in path for path in hashes) == 273
    assert [path for path in hashes if not path.startswith("tile/0/")] == [
        "tile/1/000",
        "tile/1/001.p/17",
        "tile/2/000.p/1",
    ]
    assert "tile/0/273.p/112" in hashes
    assert [tile.path for tile in tiles(entries(256))] == [
        "tile/entries/000",
        "tile/0/000",
        "tile/1/000.p/1",
    ]


def test_indices_are_written_in_groups_of_three_digits() -> None:
    assert [tiling._numbered(n) for n in (0, 7, 999, 1_000, 1_234_067)] == [
        "000", "007", "999", "x001/000", "x001/x234/067",
    ]  # fmt: skip


def test_an_entry_may_be_as_long_as_a_line() -> None:
    bundle, _ = tiles([b"x" * 65_535])
    assert bundle.data == b"\xff\xff" + b"x" * 65_535


def test_published_again_only_what_is_new_is_written(tmp_path: Path) -> None:
    assert publish(tmp_path, entries, sealed(255)) == Published(2, 0)
    times = {path: (tmp_path / path).stat().st_mtime_ns for path in files(tmp_path)}
    assert publish(tmp_path, entries, sealed(255)) == Published(0, 2)
    assert publish(tmp_path, entries, sealed(257)) == Published(5, 0)
    assert publish(tmp_path, entries, sealed(258)) == Published(2, 3)
    assert publish(tmp_path, entries, sealed(258)) == Published(0, 5)
    now = files(tmp_path)
    assert now == {**defined(258), "tile/0/001.p/1": now["tile/0/001.p/1"],
                   "tile/entries/001.p/1": now["tile/entries/001.p/1"], "checkpoint": sealed(258).note()}  # fmt: skip
    full = "tile/0/000"
    assert full not in times, "partial tiles of 255 are gone, as the full one is there"


@pytest.mark.parametrize("path", ["tile/0/000", "tile/entries/000", "tile/0/001.p/44", "tile/1/000.p/1"])
def test_what_differs_is_refused_and_never_overwritten(tmp_path: Path, path: str) -> None:
    publish(tmp_path, entries, sealed(300))
    raw = (tmp_path / path).read_bytes()
    (tmp_path / path).write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
    before = files(tmp_path)
    with pytest.raises(PublishedDiffers, match=path):
        publish(tmp_path, entries, sealed(300))
    assert files(tmp_path) == before


def test_a_log_that_is_another_or_shorter_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    publish(tmp_path, entries, sealed(300))
    before = files(tmp_path)

    def forked(size: int) -> Iterator[bytes]:
        return iter([b"another", *numbered(size)[1:]])

    fork = Checkpoint(sealed(1).origin, 301, mth(list(forked(301))))
    other = sealed(301)._replace(origin="example.org,2026:other")
    for checkpoint, source, why in (
        (fork, forked, "are others than these"), (sealed(299), entries, "300 events are published"),
        (other, entries, "another log"),
        (sealed(301)._replace(root=bytes(32)), entries, "not those of their checkpoint"),
    ):  # fmt: skip
        with pytest.raises(PublishedDiffers, match=why):
            publish(tmp_path, source, checkpoint)
        assert files(tmp_path) == before


def test_a_ledger_itself_is_never_published_over(tmp_path: Path) -> None:
    (tmp_path / "000000000001.jsonl").write_bytes(b"")
    with pytest.raises(PublishedDiffers, match="a ledger itself"):
        publish(tmp_path, entries, sealed(3))
    assert list(files(tmp_path)) == ["000000000001.jsonl"]


def test_the_checkpoint_comes_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever publishing breaks off, the checkpoint there speaks only of what is there; the next time mends it."""
    publish(tmp_path, entries, sealed(200))
    replace, calls, rounds = tiling._replace, 0, 0

    def one_only(path: Path, data: bytes) -> None:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise OSError(28, "No space left on device")
        replace(path, data)

    monkeypatch.setattr(tiling, "_replace", one_only)
    while (tmp_path / "checkpoint").read_bytes() != sealed(600).note():
        calls, rounds = 0, rounds + 1
        with suppress(NotWritable):
            publish(tmp_path, entries, sealed(600))
        sealed_there = Checkpoint.parse((tmp_path / "checkpoint").read_bytes())
        assert set(defined(sealed_there.size)) <= set(files(tmp_path))
    assert rounds == len(defined(600)) + 1


def test_two_do_not_publish_at_once(tmp_path: Path) -> None:
    with tiling._locked(tmp_path), pytest.raises(LedgerBusy):
        publish(tmp_path, entries, sealed(3))


def test_entries_hash_to_the_leaves_beside_them(tmp_path: Path) -> None:
    publish(tmp_path, entries, sealed(2))
    assert (tmp_path / "tile/0/000.p/2").read_bytes() == leaf(b"0") + leaf(b"1")
