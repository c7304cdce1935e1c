"""`legation verify`: every byte is as it was written, or the place of the damage is named."""

from __future__ import annotations

import json
import shutil

import pytest

from console import Console, attested
from legation.store import Store
from legation.stores.files import Files


def test_size_and_root_are_printed(run: Console) -> None:
    run.begin(attested())
    store: Store = Files.open(str(run.folder / "events"))
    root = store.head().root.hex()
    assert (run("verify").status, run("verify").out) == (0, f"verified: 6 events, root {root}\n")
    assert run("verify", "--json").json == {
        "source": store.source, "size": 6, "root": root, "sealed": 6, "faults": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (b'"position":3', b'"position":4', "000000000001.jsonl:3: E091 position: position 4; expected 3"),
        (b'"type":"role.attested"', b'"type":"role.attestee"', "000000000001.jsonl:6: E901"),
        (b'{"actor":"ana.ruiz","batch"', b'{"actor":"ana.ruiz", "batch"', "000000000001.jsonl:1: E090"),
        (b"Rufus", b"Bufus", "E096 the root of the first 6 lines is"),
        (b"\n", b" ", "000000000001.jsonl:1: E090"),
        (b'"specversion":"1.0"', b'"specversion":"1.1"', "000000000001.jsonl:1: E022"),
    ],
)
def test_a_changed_byte_is_noticed_and_its_line_named_if_that_alone_tells(
    run: Console, old: bytes, new: bytes, says: str
) -> None:
    run.begin(attested())
    segment = run.folder / "events" / "000000000001.jsonl"
    segment.write_bytes(segment.read_bytes().replace(old, new, 1))
    done = run("verify")
    assert (done.status, done.out.split(":")[0], says in done.err) == (1, "damaged", True), done.err


def test_no_byte_can_change_unnoticed(run: Console) -> None:
    run.begin()
    segment = run.folder / "events" / "000000000001.jsonl"
    raw = segment.read_bytes()
    for place in range(0, len(raw), len(raw) // 40):
        segment.write_bytes(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :])
        assert run("verify").status == 1, place


def test_a_lost_line_is_noticed(run: Console) -> None:
    run.begin(attested())
    segment = run.folder / "events" / "000000000001.jsonl"
    segment.write_bytes(b"".join(segment.read_bytes().splitlines(keepends=True)[:-1]))
    done = run("verify", "--json")
    assert done.status == 1
    assert {fault["code"] for fault in done.json["faults"]} & {"E092", "E095"}


def test_another_checkpoint_is_noticed(run: Console) -> None:
    run.begin(attested())
    seal = run.folder / "events" / "checkpoint"
    seal.write_text(seal.read_text().replace("\n6\n", "\n5\n"))
    assert run("verify").status == 1


def test_a_shape_that_no_type_has_is_a_fault_of_the_line(run: Console) -> None:
    from commands.test_check import rewrite

    run.begin(attested())
    rewrite(run, {"colour": "red"})
    done = run("verify", "--json")
    assert done.status == 1
    assert [(f["code"], f["line"]) for f in done.json["faults"]] == [("E902", 6)]


def test_reading_a_damaged_ledger_says_so_and_writing_is_refused(run: Console) -> None:
    run.begin(attested())
    segment = run.folder / "events" / "000000000001.jsonl"
    segment.write_bytes(segment.read_bytes().replace(b"Rufus", b"Bufus"))
    shutil.rmtree(run.folder / "cache")  # nothing has been proved on this machine before
    before = run.ledger()
    done = run("append", given=json.dumps(attested("2022")))
    assert (done.status, "Nothing was changed" in done.err) == (1, True)
    assert run.ledger() == before


def test_without_a_ledger_there_is_nothing_to_verify(run: Console) -> None:
    assert run("verify").status == 2
