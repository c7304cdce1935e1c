"""Bytes of every kind for the readers of lines, batches, checkpoints: what is accepted is written the very same way."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from legation import fact
from legation.fact import Batch, NotCanonical
from legation.tree import Checkpoint, Known
from stores.ledgers import SOURCE, event
from torture.row import Tally

TITLE, UNIT, LEAST = "fuzz: lines, batches, checkpoints", "inputs", 400_000
FAULTS = ("any json is a line", "a checkpoint is read however it is written", "a checkpoint is unpacked unseen")
_LINE = fact.encode({**event(7, text="é\u2028\U0001f600", deep=[[{"a": [True, -5]}]]), "position": 7, "batch": "b/1/1"})
_SEAL = Checkpoint(SOURCE[4:], 1_234, bytes(range(32))).text()
_PARTS = (
    b"", b"\n", b"\r", b"\0", b" ", b"\t", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\\u0041", b"\\ud800", b"NaN",
    b"1e5", b"-0", b"1.5", b"null", b"9007199254740993", b'"id":"e7",', b"[" * 40, b"{}", b"+1", b"01", b"=", b"==",
    "\u0661".encode(), b"-1", b"/", "— x y".encode(),
)  # fmt: skip
_SEEDS: tuple[tuple[bytes, Callable[[bytes], bytes]], ...] = (
    (_LINE, lambda data: fact.encode(fact.decode(data))),
    (_SEAL, lambda data: Checkpoint.parse(data).text()),
    (b"3fe1/2/7", lambda data: str(Batch.parse(data.decode("latin-1"))).encode("latin-1")),
    (Known(1, (bytes(32),), 90).text().encode(), lambda data: Known.parse(data.decode("latin-1")).text().encode()),
)


def run(thorough: bool) -> Tally:
    """Change sound inputs in one to six places, the same way each time this is run."""
    tally, choose, accepted = Tally(), Random(20), 0
    for number in range(440_000 if thorough else 8_000):
        seed, again = _SEEDS[number % len(_SEEDS)]
        data = _changed(seed, choose)
        try:
            same = again(data) == data
        except NotCanonical:
            same = True
        except Exception as error:
            tally.note(False, f"{type(error).__name__} for {data!r:.120}")
            continue
        else:
            accepted += 1
        # What a machine keeps for itself (`Known`) is proved before it is used, however it is written.
        tally.note(same or seed is _SEEDS[3][0], f"accepted, yet written otherwise: {data!r:.120}")
    tally.told = f"{accepted:,} accepted"
    return tally


def _changed(seed: bytes, choose: Random) -> bytes:
    data = bytearray(seed)
    for _ in range(choose.choice((1, 1, 1, 2, 3, 6))):
        at = choose.randrange(len(data) + 1)
        match choose.randrange(5):
            case 0:
                data[at : at + 1] = bytes([choose.randrange(256)])
            case 1:
                del data[at : at + choose.randrange(1, 9)]
            case 2:
                data[at:at] = choose.choice(_PARTS)
            case 3:
                data[at : at + choose.randrange(4)] = choose.choice(_PARTS)
            case _:
                start = choose.randrange(len(data) + 1)
                data[at:at] = data[start : start + choose.randrange(1, 30)]
    return bytes(data)
