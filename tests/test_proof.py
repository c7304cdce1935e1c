"""Proofs as files: exactly as the specification has them, and good for nothing else than what they prove."""

from __future__ import annotations

from base64 import b64encode
from contextlib import suppress
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.fact import NotCanonical
from legation.note import LONGEST_NOTE, Signature
from legation.proof import LONGEST_PROOF, Consistency, Inclusion, parse
from legation.tree import Checkpoint, consistency, inclusion, leaf
from legation.vouching import signed
from test_note import KEY, PRIVATE
from test_tree import mth, numbered, path, subproof

NUMBERS = count()


def sealed(size: int) -> Checkpoint:
    bare = Checkpoint(KEY.name, size, mth(numbered(size)))
    return bare._replace(signatures=(Signature(KEY.name, KEY.id, PRIVATE.sign(bare.text())),))


def included(position: int, size: int) -> Inclusion:
    entries = numbered(size)
    proved = inclusion(map(leaf, entries), position - 1, size)
    return Inclusion(position, tuple(proved), sealed(size), entries[position - 1])


def grown(old: int, size: int) -> Consistency:
    return Consistency(old, tuple(consistency(map(leaf, numbered(size)), old, size)), sealed(size))


def test_a_proof_of_inclusion_is_a_tlog_proof_line_by_line() -> None:
    proof = included(3, 5)
    lines = [b64encode(hashed).decode() for hashed in path(2, numbered(5))]
    assert proof.raw().decode().split("\n")[:7] == ["c2sp.org/tlog-proof@v1", "extra Mg==", "index 2", *lines, ""]
    assert proof.raw().endswith(b"\n\n" + proof.checkpoint.note())
    assert (
        Inclusion(1, (), sealed(1)).raw().startswith(b"c2sp.org/tlog-proof@v1\nindex 0\n\nexample.org,2026:desk\n1\n")
    )


def test_a_proof_of_growth_begins_with_the_old_size() -> None:
    lines = [b64encode(hashed).decode() for hashed in subproof(3, numbered(5), True)]
    assert grown(3, 5).raw().decode() == "\n".join(["old 3", *lines, "", sealed(5).note().decode()])


@given(st.data())
@settings(max_examples=60)
def test_a_proof_reads_back_and_shows_what_it_says_and_nothing_else(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 300))
    position, old = data.draw(st.integers(1, size)), data.draw(st.integers(0, size))
    entries = numbered(size)
    proof, growth = included(position, size), grown(old, size)
    assert (parse(proof.raw()), parse(growth.raw())) == (proof, growth)
    assert proof.shows(entries[position - 1])
    assert not proof.shows(b"another")
    assert growth.shows(mth(entries[:old]))
    assert not growth.shows(mth([*entries[:old], b"another"]))
    other = data.draw(st.integers(1, size + 1).filter(lambda p: p != position))
    assert not proof._replace(position=other).shows(entries[position - 1])
    assert not growth._replace(path=(*growth.path, bytes(32))).shows(mth(entries[:old]))


def good(raw: bytes) -> bool:
    """Tell whether somebody who knows the key, event 3 and the first 3 events takes a proof for one of either."""
    try:
        proof = parse(raw)
    except NotCanonical:
        return False
    if not signed(proof.checkpoint, [KEY]):
        return False
    if isinstance(proof, Inclusion):
        return proof.position == 3 and proof.shows(proof.extra) and proof.extra == b"2"
    return proof.old == 3 and proof.shows(mth(numbered(3)))


@pytest.mark.parametrize("raw", [included(3, 7).raw(), grown(3, 7).raw()], ids=["inclusion", "consistency"])
def test_no_bit_of_a_proof_can_change_unnoticed(raw: bytes) -> None:
    assert good(raw)
    for at in range(len(raw)):
        for bit in (1, 4, 32):
            assert not good(raw[:at] + bytes([raw[at] ^ bit]) + raw[at + 1 :]), (at, bit)
    for at in range(len(raw)):
        assert not good(raw[:at])


INCLUSION, GROWTH = included(3, 5).raw(), grown(3, 5).raw()


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\n\n", INCLUSION.replace(b"@v1", b"@v2"), INCLUSION.replace(b"index 2", b"index 02"),
        INCLUSION.replace(b"index 2", b"index +2"), INCLUSION.replace(b"index 2", b"index  2"),
        INCLUSION.replace(b"index 2\n", b""), INCLUSION.replace(b"extra Mg==", b"extra Mh=="),
        INCLUSION.replace(b"extra Mg==", b"extra "), INCLUSION.replace(b"extra Mg==\nindex 2", b"index 2\nextra Mg=="),
        INCLUSION.replace(b"index 2", b"index 2\nAAAA"), INCLUSION.replace(b"\n", b"\r\n"), b"\n" + INCLUSION,
        INCLUSION.replace(b"index 2\n", b"index 2\n\n"), INCLUSION[: INCLUSION.index("— ".encode()) - 1],
        INCLUSION + b"\n", INCLUSION + INCLUSION, GROWTH.replace(b"old 3", b"old 03"),
        GROWTH.replace(b"old 3", b"Old 3"),
        GROWTH.replace(b"old 3", "old ٣".encode()),
        INCLUSION.replace(b"index 2\n", b"index 2\n" + (b"A" * 43 + b"=\n") * 200),
        INCLUSION.replace(b"\n\n", b"\n\n" + b"x" * LONGEST_NOTE), b"x" * LONGEST_PROOF + INCLUSION,
    ],
    ids=lambda _: next(NUMBERS),  # the keys are new each time, and names must not be
)  # fmt: skip
def test_what_is_written_any_other_way_is_refused(raw: bytes) -> None:
    with pytest.raises(NotCanonical):
        parse(raw)


def test_a_proof_is_no_longer_than_one_can_be() -> None:
    long = included(3, 5)._replace(extra=b"x" * (LONGEST_PROOF * 3 // 4))
    assert parse(long._replace(extra=long.extra[:65_535]).raw())
    with pytest.raises(NotCanonical, match="more than 262,144 bytes"):
        parse(long.raw())


@given(st.binary(max_size=60), st.integers(0, len(INCLUSION)))
def test_whatever_is_read_is_written_back_the_same(noise: bytes, at: int) -> None:
    for raw in (INCLUSION[:at] + noise + INCLUSION[at:], GROWTH[:at] + noise + GROWTH[at + len(noise) :], noise):
        with suppress(NotCanonical):
            assert parse(raw).raw() == raw
