"""`legation verify`: every byte is as it was written, or the place of the damage is named."""

from __future__ import annotations

import json
import shutil

import pytest

from commands.signing import begin_signed, with_key, without_key
from console import Console, attested
from legation.store import Store
from legation.stores.files import Files


def test_size_and_root_are_printed(run: Console) -> None:
    run.begin(attested())
    store: Store = Files.open(str(run.folder / "events"))
    root = store.head().root.hex()
    assert (run("verify").status, run("verify").out) == (0, f"verified: 6 events, root {root}\n")
    assert run("verify", "--json").json == {
        "source": store.source, "size": 6, "root": root, "sealed": 6, "key": None, "faults": [],
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


def put_back(run: Console, before: dict[str, bytes]) -> None:
    for file in (run.folder / "events").iterdir():
        file.unlink()
    for name, raw in before.items():
        (run.folder / "events" / name).write_bytes(raw)
    shutil.rmtree(run.folder / "cache")


def test_a_ledger_put_back_to_an_earlier_state_is_refused_until_it_is_accepted(run: Console) -> None:
    run.begin()
    before = run.ledger()
    run.append(attested())
    assert run("verify").status == 0
    put_back(run, before)
    done = run("verify")
    assert (done.status, "E099" in done.err) == (1, True)
    assert "there were 6 events, and now there are 5" in done.err
    assert run("verify").status == 1, "it is said as long as it is so"
    assert run("verify", "--accept").status == 0
    assert run("verify").status == 0


def test_a_ledger_that_was_forked_is_refused_though_it_is_longer(run: Console) -> None:
    run.begin()
    before = run.ledger()
    run.append(attested())
    assert run("verify").status == 0
    put_back(run, before)
    run.append(attested("2022"), attested("2023"))
    done = run("verify", "--json")
    assert (done.status, [fault["code"] for fault in done.json["faults"]]) == (1, ["E099"])


def test_a_ledger_that_grew_is_remembered_anew(run: Console) -> None:
    run.begin()
    for year in ("2021", "2022"):
        assert run("verify").status == 0
        run.append(attested(year))
    before = run.ledger()
    assert run("verify").status == 0
    put_back(run, before)
    assert run("verify").status == 0


def test_the_memory_is_state_and_survives_the_cache(run: Console) -> None:
    run.begin()
    run("verify")
    (file,) = (run.folder / "state" / "legation" / "seen").iterdir()
    file.write_bytes(b"nonsense")
    done = run("verify")
    assert (done.status, "remove that file" in done.err) == (1, True)
    assert run("verify", "--accept").status == 0


def test_where_nothing_can_be_remembered_that_is_said(run: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    run.begin()
    (run.folder / "blocked").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(run.folder / "blocked"))
    done = run("verify", "--accept")
    assert (done.status, "that will not be noticed" in done.err) == (0, True)


def test_another_checkpoint_has_to_be_one_that_the_ledger_goes_on_from(run: Console) -> None:
    run.begin()
    old = (run.folder / "events" / "checkpoint").read_text()
    run.append(attested())
    (run.folder / "old").write_text(old)
    assert run("verify", "--against", "old").status == 0
    assert run("verify", "--against", old).status == 0
    assert run("verify", "--against", old.rstrip("\n")).status == 0
    name, _, root = old.splitlines()
    for forged, why in (
        (f"{name}\n4\n{root}\n", "the first 4 events are not those"), (f"{name}\n99\n{root}\n", "there were 99 events"),
        (f"example.org,2026:x\n5\n{root}\n", "it is of example.org,2026:x"), (f"{name}\n05\n{root}\n", "no checkpoint"),
        ("nonsense", "no checkpoint"),
    ):  # fmt: skip
        done = run("verify", "--against", forged)
        assert (done.status, why in done.err) == (1, True), done.err


def test_a_key_that_is_demanded_has_to_be_the_ledgers(run: Console) -> None:
    key = begin_signed(run)
    stranger = run("key", "new").out.strip()
    assert run("verify", "--key", key).status == 0
    assert run("verify", "--key", stranger, "--key", key).status == 0
    done = run("verify", "--key", stranger)
    assert (done.status, "the ledger is not signed with" in done.err) == (1, True)


def test_a_signature_taken_away_or_changed_is_noticed(run: Console) -> None:
    begin_signed(run)
    seal = run.folder / "events" / "checkpoint"
    raw = seal.read_bytes()
    seal.write_bytes(raw[: raw.index(b"\n\n") + 1])
    done = run("verify")
    assert (done.status, "E098 the signature of the checkpoint is missing" in done.err) == (1, True)
    seal.write_bytes(raw[:-20] + (b"A" if raw[-20:-19] != b"A" else b"B") + raw[-19:])
    done = run("verify")
    assert (done.status, "or is wrong" in done.err) == (1, True)


def test_a_lost_checkpoint_of_a_signed_ledger_is_a_fault_and_no_append_makes_up_for_it(run: Console) -> None:
    begin_signed(run)
    (run.folder / "events" / "checkpoint").unlink()
    done = run("verify")
    assert (done.status, "E098 the checkpoint is missing" in done.err) == (1, True), done.err
    without_key(run)
    run.append(attested("2022"))
    assert run("verify").status == 1
    with_key(run)
    assert run("seal").status == 0
    assert run("verify").status == 0


def test_without_a_ledger_there_is_nothing_to_verify(run: Console) -> None:
    assert run("verify").status == 2
