"""A signed note is read only as it can be written, and the specification's own examples are."""

from __future__ import annotations

from base64 import b64encode
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.fact import NotCanonical
from legation.note import LONGEST_NOTE, Note, Signature, VerifierKey, base64, number
from legation.signing import PrivateKey, holds
from legation.tree import Checkpoint
from legation.vouching import signed

# Examples of c2sp.org/signed-note and c2sp.org/tlog-checkpoint.
VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
NOTE = (
    "This is an example message.\n\n— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
).encode()
CHECKPOINT = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
).encode()

PRIVATE = PrivateKey.new()
KEY = VerifierKey("example.org,2026:desk", PRIVATE.public)


def sealed(size: int = 8) -> Checkpoint:
    """Return a checkpoint that KEY signed."""
    bare = Checkpoint(KEY.name, size, bytes(range(32)))
    return bare._replace(signatures=(Signature(KEY.name, KEY.id, PRIVATE.sign(bare.text())),))


def test_the_examples_of_the_specification_hold() -> None:
    key, note = VerifierKey.parse(VKEY), Note.parse(NOTE)
    assert (key.text(), key.id.hex(), note.raw()) == (VKEY, "530d903a", NOTE)
    assert holds(key, note.signatures[0], note.text)
    assert not holds(key, note.signatures[0]._replace(name="example.com/other"), note.text)
    assert not holds(key, note.signatures[0], note.text + b"\n")
    checkpoint = Checkpoint.parse(CHECKPOINT, ours=False)
    assert (checkpoint.origin, checkpoint.size, checkpoint.note()) == (
        "example.com/behind-the-sofa",
        20852163,
        CHECKPOINT,
    )


def test_the_text_ends_at_the_last_empty_line() -> None:
    note = Note(b"one\n\ntwo\n\n\nthree\n", (Signature("a", b"1234", b"5"),))
    assert Note.parse(note.raw()) == note


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"text\n", b"text\n\n", NOTE[:-1], NOTE + b"\n", NOTE.replace(b"\n\n", b"\n"),
        NOTE.replace(b"\n", b"\r\n"),
        NOTE.replace("— ".encode(), b"- "), NOTE.replace("— ".encode(), "—  ".encode()),
        NOTE.replace(b"foo ", b"foo  "),
        NOTE.replace(b"foo ", b"f+o "), NOTE.replace(b"foo ", "f\u00a0o ".encode()), NOTE.replace(b"/foo", b"/\x1bfoo"),
        NOTE.replace(b"example m", b"example\tm"), NOTE.replace(b"message", b"mess\xffage"),
        NOTE.replace(b"aQM=", b"aQM"),
        NOTE.replace(b"aQM=", b"aQN="), NOTE.replace(b"aQM=", b"aQ M="), NOTE.replace(b"foo ", "f\u202eoo ".encode()),
        "text\n\n— a AAAAAA==\n".encode(), NOTE + NOTE.splitlines(keepends=True)[-1],
        b"x" * LONGEST_NOTE + NOTE,
    ],
)  # fmt: skip
def test_what_is_written_any_other_way_is_refused(raw: bytes) -> None:
    with pytest.raises(NotCanonical):
        Note.parse(raw)


def test_sixteen_signatures_are_read_and_no_more() -> None:
    many = tuple(Signature(f"key{i}", b"1234", bytes(64)) for i in range(17))
    assert Note.parse(Note(b"text\n", many[:16]).raw()).signatures == many[:16]
    with pytest.raises(NotCanonical, match="more than 16"):
        Note.parse(Note(b"text\n", many).raw())


@pytest.mark.parametrize(
    "text",
    [
        "", "a+b", VKEY[:-1], VKEY + "=", VKEY.replace("530d903a", "530D903A"), VKEY.replace("530d903a", "530d903b"),
        VKEY.replace("foo", "fop"), VKEY.replace("+AekyeR", "+AukyeR"), VKEY.replace("/foo", "/ foo"), f"{VKEY}\n",
        VKEY.removeprefix("example.com/foo"), VerifierKey("a", bytes(31)).text(),
    ],
)  # fmt: skip
def test_a_verifier_key_is_what_its_id_is_made_of(text: str) -> None:
    with pytest.raises(NotCanonical):
        VerifierKey.parse(text)


@pytest.mark.parametrize("text", ["", "01", "+1", "-1", " 1", "1 ", "1_0", "٨", "1.0", "0x1", "9" * 17])
def test_a_number_is_one_that_prints_as_it_was_written(text: str) -> None:
    with pytest.raises(NotCanonical):
        number(text)
    assert [number(n) for n in ("0", "1", "20852163", "9" * 16)] == [0, 1, 20852163, 10**16 - 1]


@pytest.mark.parametrize("text", ["", "A", "AA", "AA=", "AB==", "AA==\n", "A A=", "AAA==", "-_==", "AA==AA=="])
def test_base64_is_what_encodes_to_itself(text: str) -> None:
    with pytest.raises(NotCanonical):
        base64(text)


@given(st.binary(min_size=1, max_size=80), st.binary(max_size=40))
def test_whatever_is_read_is_written_back_the_same(noise: bytes, more: bytes) -> None:
    assert base64(b64encode(noise).decode()) == noise
    for raw in (noise, NOTE[: len(noise)] + more, noise + b"\n\n" + NOTE, NOTE[:60] + noise + NOTE[60 + len(more) :]):
        with suppress(NotCanonical):
            assert Note.parse(raw).raw() == raw
        with suppress(NotCanonical):
            assert Checkpoint.parse(raw, ours=False).note() == raw


def test_no_bit_of_a_signed_checkpoint_can_change_unnoticed() -> None:
    raw = sealed().note()
    assert signed(Checkpoint.parse(raw), [KEY])
    for at in range(len(raw)):
        for bit in (1, 2, 32, 128):
            changed = raw[:at] + bytes([raw[at] ^ bit]) + raw[at + 1 :]
            with suppress(NotCanonical):
                assert not signed(Checkpoint.parse(changed), [KEY]), (at, bit)


def test_a_checkpoint_counts_as_signed_by_the_keys_one_knows_and_by_no_others() -> None:
    checkpoint, stranger = sealed(), VerifierKey(KEY.name, PrivateKey.new().public)
    assert signed(checkpoint, [stranger, KEY])
    assert not signed(checkpoint, [stranger])
    assert not signed(checkpoint, [])
    # Who else signed is passed over; a signature that says it is of a known key, and is wrong, spoils the whole.
    other = Signature("witness", b"1234", bytes(72))
    assert signed(checkpoint._replace(signatures=(other, *checkpoint.signatures)), [KEY])
    wrong = Signature(stranger.name, stranger.id, bytes(64))
    assert not signed(checkpoint._replace(signatures=(*checkpoint.signatures, wrong)), [KEY, stranger])
