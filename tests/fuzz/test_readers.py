"""Every reader stands whatever it is fed: a little always, much with LEGATION_TORTURE."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fuzz.readers import READERS

_PIECES = st.sampled_from([
    b"", b"\n", b"\r", b"\0", b" ", b"\t", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\\ud800", b"NaN", b"1e5", b"-0", b"null", b'"', b"{", b"}", b"[",
    b"/", b"..", b"?", b"~", b"%", b"@", b"#", b"+", b"-", b"=", b":", b"0", b"9" * 20, b"2024", b"-05", b"Z", "\u0661".encode(), "— x AAAA".encode(), b"[" * 40,
])  # fmt: skip
_CUTS = st.tuples(st.integers(0, 60), st.integers(0, 8), st.binary(max_size=4) | _PIECES)
MOST = settings().max_examples


def changed(seed: bytes, cuts: list[tuple[int, int, bytes]]) -> bytes:
    """Return the seed with pieces put in the place of others."""
    for at, length, piece in cuts:
        seed = seed[:at] + piece + seed[at + length :]
    return seed


@pytest.mark.parametrize("name", READERS)
@given(st.data())
def test_what_is_accepted_is_written_the_same_again(name: str, data: st.DataObject) -> None:
    reader, seeds = READERS[name]
    seed = data.draw(st.sampled_from(seeds))
    reader(changed(seed, data.draw(st.lists(_CUTS, max_size=5))))


@pytest.mark.parametrize("name", READERS)
@given(st.binary(max_size=300) | st.text(max_size=80).map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"")
def test_anything_at_all_is_refused_in_the_reader_s_own_way(name: str, raw: bytes) -> None:
    READERS[name][0](raw)


@pytest.mark.parametrize("name", READERS)
def test_its_own_examples_are_taken(name: str) -> None:
    reader, seeds = READERS[name]
    for seed in seeds:
        reader(seed)
