"""`legation check`: faults of sense end with 1, what only looks odd does not."""

from __future__ import annotations

import json

from console import Console, attested, lines
from legation.fact import encode
from legation.store import Batch
from legation.tree import Checkpoint, Frontier, leaf
from trial import event, promise


def rewrite(run: Console, change: dict[str, object]) -> None:
    """Put other values into the data of the last line, as someone would who could also write the checkpoint anew."""
    segment = run.folder / "events" / "000000000001.jsonl"
    *before, last = segment.read_bytes().splitlines()
    line = json.loads(last)
    entries = [*before, encode({**line, "data": {**line["data"], **change}})]
    segment.write_bytes(b"".join(entry + b"\n" for entry in entries))
    frontier = Frontier()
    for entry in entries:
        frontier.append(leaf(entry))
    seal = Checkpoint(line["source"].removeprefix("tag:"), frontier.size, frontier.root())
    (run.folder / "events" / "checkpoint").write_bytes(seal.text())


def test_a_sound_ledger_passes(run: Console) -> None:
    run.begin(attested())
    done = run("check")
    assert (done.status, done.out) == (0, "")
    assert "6 events checked: 0 faults, 0 warnings" in done.err


def test_what_breaks_a_rule_is_a_fault_with_its_position(run: Console) -> None:
    run.begin(attested())
    rewrite(run, {"person": "person:nobody"})
    done = run("check")
    assert done.status == 1
    assert done.err.startswith("ledger:6: E101 data.person: ")
    assert run("check", "--json").json["faults"][0]["line"] == 6


def test_what_has_the_wrong_shape_is_a_fault(run: Console) -> None:
    run.begin(attested())
    rewrite(run, {"on": "2021-02-30"})
    assert "ledger:6: E702 data.on: " in run("check").err
    assert run("check").status == 1


def test_warnings_are_printed_and_do_not_fail(run: Console) -> None:
    run.begin(promise("com:bridge", due="2021-06", due_basis="stated", on="2021-05-09"))
    done = run("check", "--as-of", "2021-08-01")
    assert (done.status, done.out.split(" ")[:2]) == (0, ["W10", "com:bridge:"])
    assert "0 faults, 1 warning" in done.err
    assert run("check", "--as-of", "2021-05-20").out == ""


def test_json_keeps_faults_and_warnings_apart(run: Console) -> None:
    run.begin(
        event("figure.reported", about="org:freedonia", measure="exports", unit="percent", nature="change", value="4")
    )
    told = run("check", "--json").json
    assert (told["faults"], [w["code"] for w in told["warnings"]], told["size"]) == ([], ["W12"], 6)


def test_lines_at_hand_are_hashed_again(run: Console) -> None:
    run.begin(attested())
    evidence = json.loads(run.ledger()["000000000001.jsonl"].splitlines()[-1])["data"]["evidence"]
    rewrite(run, {"evidence": [{**evidence[0], "span_sha256": "0" * 64}]})
    assert "E404" in run("check").err
    (run.folder / "texts" / "report.txt").unlink()
    assert run("check").status == 0


def test_a_batch_is_checked_as_it_came(run: Console) -> None:
    run.begin()
    given = lines({**attested(), "id": "a"}, {**attested("2022"), "id": "b"})
    assert run("append", given=given).status == 0
    assert Batch.parse(json.loads(run.ledger()["000000000001.jsonl"].splitlines()[-1])["batch"]).n == 2
    assert run("check").status == 0


def test_without_a_ledger_there_is_nothing_to_check(run: Console) -> None:
    assert run("check").status == 2
    assert run("check", "--as-of", "never").status == 2
