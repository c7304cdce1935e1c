"""The tree is that of RFC 6962, held against the definition written down naively."""

from __future__ import annotations

from base64 import b64encode
from contextlib import suppress
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.errors import NotUnderstood
from legation.fact import NotCanonical
from legation.tree import (
    EMPTY,
    Checkpoint,
    Frontier,
    Known,
    consistency,
    consistent,
    includes,
    inclusion,
    leaf,
    origin,
)

ENTRIES = [bytes.fromhex(text) for text in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
# The roots that implementations of Certificate Transparency test themselves with, for the first n of these entries.
ROOTS = [bytes.fromhex(text) for text in (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)]  # fmt: skip


def below(size: int) -> int:
    power = 1
    while power * 2 < size:
        power *= 2
    return power


def mth(entries: list[bytes]) -> bytes:
    """RFC 6962 2.1."""
    if len(entries) < 2:
        return sha256(b"\0" + entries[0]).digest() if entries else sha256(b"").digest()
    k = below(len(entries))
    return sha256(b"\1" + mth(entries[:k]) + mth(entries[k:])).digest()


def path(m: int, entries: list[bytes]) -> list[bytes]:
    """RFC 6962 2.1.1."""
    if len(entries) == 1:
        return []
    k = below(len(entries))
    return [*path(m, entries[:k]), mth(entries[k:])] if m < k else [*path(m - k, entries[k:]), mth(entries[:k])]


def subproof(m: int, entries: list[bytes], complete: bool) -> list[bytes]:
    """RFC 6962 2.1.2."""
    if m == len(entries):
        return [] if complete else [mth(entries)]
    k = below(len(entries))
    if m <= k:
        return [*subproof(m, entries[:k], complete), mth(entries[k:])]
    return [*subproof(m - k, entries[k:], False), mth(entries[:k])]


def numbered(size: int) -> list[bytes]:
    return [str(n).encode() for n in range(size)]


def test_the_known_roots_come_out() -> None:
    frontier = Frontier()
    assert frontier.root() == EMPTY == ROOTS[0]
    for entry, root in zip(ENTRIES, ROOTS[1:], strict=True):
        frontier.append(leaf(entry))
        assert frontier.root() == root


@given(st.lists(st.binary(max_size=4), max_size=70))
@settings(max_examples=60)
def test_a_frontier_has_the_root_of_its_leaves_and_no_more_hashes_than_needed(entries: list[bytes]) -> None:
    frontier = Frontier()
    for entry in entries:
        frontier.append(leaf(entry))
    assert frontier.root() == mth(entries)
    assert (frontier.size, len(frontier.peaks)) == (len(entries), len(entries).bit_count())


def test_a_copy_of_a_frontier_grows_alone() -> None:
    frontier = Frontier()
    for entry in ENTRIES[:3]:
        frontier.append(leaf(entry))
    frontier.copy().append(leaf(ENTRIES[3]))
    assert (frontier.size, frontier.root()) == (3, ROOTS[3])


@pytest.mark.parametrize(("size", "peaks"), [(1, []), (0, [bytes(32)]), (2, [b"short"]), (3, [bytes(32)]), (-1, [])])
def test_peaks_that_do_not_fit_the_size_make_no_frontier(size: int, peaks: list[bytes]) -> None:
    with pytest.raises(NotCanonical):
        Frontier(size, peaks)


def test_every_inclusion_proof_is_that_of_the_definition_and_holds() -> None:
    for size in range(1, 34):
        entries = numbered(size)
        leaves, root = [leaf(entry) for entry in entries], mth(entries)
        for index in range(size):
            proof = inclusion(iter(leaves), index, size)
            assert proof == path(index, entries)
            assert includes(root, size, index, leaves[index], proof)


def test_every_consistency_proof_is_that_of_the_definition_and_holds() -> None:
    for new in range(34):
        entries = numbered(new)
        leaves, root = [leaf(entry) for entry in entries], mth(entries)
        for old in range(new + 1):
            proof = consistency(iter(leaves), old, new)
            assert proof == (subproof(old, entries, True) if old else [])
            assert consistent(old, mth(entries[:old]), new, root, proof)


@given(st.data())
@settings(max_examples=150)
def test_an_inclusion_proof_holds_for_nothing_else(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 40))
    index = data.draw(st.integers(0, size - 1))
    entries = numbered(size)
    root, hashed, proof = mth(entries), leaf(entries[index]), path(index, entries)
    other = data.draw(st.integers(0, size - 1).filter(lambda n: n != index) if size > 1 else st.just(size))
    assert not includes(root, size, other, hashed, proof)
    assert not includes(root, size, index, leaf(b"other"), proof)
    assert not includes(sha256(root).digest(), size, index, hashed, proof)
    assert not includes(root, size, -1, hashed, proof)
    for wrong in changed(proof, data):
        assert not includes(root, size, index, hashed, wrong)


@given(st.data())
@settings(max_examples=150)
def test_a_consistency_proof_holds_for_nothing_else(data: st.DataObject) -> None:
    new = data.draw(st.integers(0, 40))
    old = data.draw(st.integers(0, new))
    entries = numbered(new)
    old_root, root = mth(entries[:old]), mth(entries)
    proof = subproof(old, entries, True) if old else []
    assert not consistent(old, sha256(old_root).digest(), new, root, proof)
    if old:
        assert not consistent(old, old_root, new, sha256(root).digest(), proof)
    assert not consistent(new + 1, root, new, root, proof)
    for wrong in changed(proof, data):
        assert not consistent(old, old_root, new, root, wrong)


def test_a_proof_for_a_smaller_tree_does_not_do_for_a_larger_one() -> None:
    leaves, roots = [leaf(entry) for entry in ENTRIES], ROOTS
    assert consistent(1, roots[1], 2, roots[2], [leaves[1]])
    assert not consistent(1, roots[1], 3, roots[2], [leaves[1]])
    assert includes(roots[2], 2, 0, leaves[0], [leaves[1]])
    assert not includes(roots[2], 3, 0, leaves[0], [leaves[1]])


def changed(proof: list[bytes], data: st.DataObject) -> list[list[bytes]]:
    """Return proofs with a hash too many, too few, flipped, cut, or out of order."""
    wrong = [[*proof, EMPTY], [EMPTY, *proof], [*proof, *proof[-1:], EMPTY]]
    if proof:
        wrong.append([])
        at = data.draw(st.integers(0, len(proof) - 1))
        flipped = bytes((proof[at][0] ^ 1, *proof[at][1:]))
        wrong += [proof[:-1], proof[1:], [*proof[:at], flipped, *proof[at + 1 :]], [*proof[:at], proof[at][:31]]]
    if len(proof) > 1:
        wrong.append(proof[::-1])
    return wrong


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 3)])
def test_what_is_not_in_the_tree_is_not_proved(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="no leaf"):
        inclusion([], index, size)
    with pytest.raises(ValueError, match="no proof"):
        consistency([], size + 1, size)


def test_too_few_leaves_make_no_proof() -> None:
    with pytest.raises(ValueError, match="fewer"):
        inclusion(map(leaf, numbered(5)), 0, 6)


class TestCheckpoint:
    TEXT = b"example.org,2026:desk\n8\n" + b64encode(ROOTS[8]) + b"\n"

    def test_is_three_lines_that_read_back(self) -> None:
        checkpoint = Checkpoint("example.org,2026:desk", 8, ROOTS[8])
        assert checkpoint.text() == self.TEXT
        assert Checkpoint.parse(self.TEXT) == checkpoint
        assert checkpoint.source == "tag:example.org,2026:desk"
        assert origin(checkpoint.source) == checkpoint.origin

    @pytest.mark.parametrize(("old", "new"), [
        (b"\n8\n", b"\n08\n"), (b"\n8\n", b"\n+8\n"), (b"\n8\n", b"\n-8\n"), (b"\n8\n", b"\n 8\n"), (b"\n8\n",
        b"\n8 \n"),
        (b"\n8\n", b"\n8_0\n"), (b"\n8\n", "\n٨\n".encode()), (b"\n8\n", b"\n" + b"9" * 5_000 + b"\n"), (b"\n8\n",
        b"\n\n"),
        (b"\n8\n", b"\r\n8\n"), (b"=\n", b"\n"), (b"=\n", b"==\n"), (b"=\n", b"="), (b"=\n", b"=\n\n"), (b"=\n",
        b"=\nx\n"),
        (b"=\n", b"=\n\n\xe2\x80\x94 name AAAA\n"), (b"Qyg=", b"Qyh="), (b"example", b" example"),
        (b"example.org", b""),
        (b"desk", b"de sk"), (b"desk", b"de+sk"), (b"desk", b"de\xffsk"), (b"desk", "dé".encode()), (b"desk",
        b"d" * 70_000),
    ])  # fmt: skip
    def test_written_any_other_way_is_refused(self, old: bytes, new: bytes) -> None:
        assert old in self.TEXT
        with pytest.raises(NotCanonical):
            Checkpoint.parse(self.TEXT.replace(old, new, 1))

    def test_with_a_root_of_another_length_is_refused(self) -> None:
        with pytest.raises(NotCanonical):
            Checkpoint.parse(b"example.org,2026:desk\n8\n" + b64encode(bytes(33)) + b"\n")

    @given(st.binary(max_size=120))
    def test_whatever_is_read_is_written_back_the_same(self, noise: bytes) -> None:
        for text in (noise, self.TEXT[: len(noise)] + noise, noise + self.TEXT):
            with suppress(NotCanonical):
                assert Checkpoint.parse(text).text() == text

    @pytest.mark.parametrize(
        "source", ["", "tag:", "tag:x", "tag:example.org,2026", "urn:x:y", "tag:example.org,2026-1:x"]
    )
    def test_a_source_that_is_no_tag_has_no_origin(self, source: str) -> None:
        with pytest.raises(NotUnderstood):
            origin(source)


class TestKnown:
    def test_is_one_word_that_reads_back(self) -> None:
        known = Known(3, (ROOTS[1], ROOTS[2]), 777)
        assert Known.parse(known.text()) == known
        assert Known.parse(Known(0, (), 0).text()) == Known(0, (), 0)

    @pytest.mark.parametrize("text", ["", "1", "x.0", "1.0", "1.0.00", "2.5." + "00" * 32 + "." + "00" * 32, "1.0.zz"])
    def test_of_another_shape_is_refused(self, text: str) -> None:
        with pytest.raises(NotCanonical):
            Known.parse(text)
