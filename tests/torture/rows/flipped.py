"""Every file cut at every byte, and every bit of it turned over: all of it is noticed, and a torn end recovers."""

from __future__ import annotations

import os

from legation.errors import Damaged, LegationError
from legation.segments import SEAL
from legation.store import verify
from legation.stores.files import Files
from stores.ledgers import batch, copy, files, ledger, numbers, unsealed
from torture.row import Tally, folder

TITLE, UNIT, LEAST = "torn at every byte, every bit flipped", "files", 4_000
FAULTS = ("the root is not compared", "a torn tail is cut without a copy")
FIRST = "000000000001.jsonl"


def run(thorough: bool) -> Tally:
    """Cut and flip a small ledger; without thoroughness, one bit of each byte."""
    tally = Tally()
    with folder() as root:
        place = ledger(root / "sealed", (1, 2), (3,))
        for name, data in files(place).items():
            for at in range(len(data)):
                for bit in range(8) if thorough else [at * 5 % 8]:
                    changed = bytearray(data)
                    changed[at] ^= 1 << bit
                    (place / name).write_bytes(changed)
                    tally.note(_noticed(str(place)), f"{name}: bit {bit} of byte {at} flipped, and nobody noticed")
            for size in range(len(data)):
                (place / name).write_bytes(data[:size])
                tally.note(_noticed(str(place)), f"{name}: cut at {size}, and nobody noticed")
            (place / name).write_bytes(data)
        whole = unsealed(root / "unsealed", (1, 2), (3, 4, 5))
        text = (whole / FIRST).read_bytes()
        start = len(b"".join(text.splitlines(keepends=True)[:2]))
        for size in range(start, len(text)):
            here = copy(whole, root / "cut")
            os.truncate(here / FIRST, size)
            tally.note(*_recovers(here, text[start:size]))
    return tally


def _noticed(place: str) -> bool:
    try:
        with Files.open(place) as store:
            try:
                store.head()
            except Damaged:
                return bool(verify(store).faults)
    except LegationError:
        return True
    return False


def _recovers(here: object, tail: bytes) -> tuple[bool, str]:
    try:
        with Files.open(str(here)) as store:
            before = numbers(store)
            store.append(batch(9))
            sound = before == [1, 2] and numbers(store) == [1, 2, 9] and not verify(store).faults
    except LegationError as error:
        return False, f"torn after {len(tail)} bytes: {error}"
    aside = [data for name, data in files(here).items() if name not in {FIRST, SEAL}]  # type: ignore[arg-type]
    return sound and aside == ([tail] if tail else []), f"torn after {len(tail)} bytes: {aside!r:.80}"
