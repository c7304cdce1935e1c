"""`legation prove`, `legation publish` and `legation verify --proof`: what others can check without the ledger."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands.signing import begin_signed, without_key
from console import Console, attested
from legation.proof import Consistency, Inclusion, parse
from legation.tree import Checkpoint


@pytest.fixture
def far(run: Console, monkeypatch: pytest.MonkeyPatch) -> Console:
    """Return a command line that knows nothing of this machine and has no ledger; the files are the same."""

    class Far(Console):
        def __init__(self) -> None:
            self.folder = run.folder

        def __call__(self, *words: str, given: str | bytes = b""):  # type: ignore[no-untyped-def]
            with monkeypatch.context() as patch:
                patch.setenv("XDG_STATE_HOME", str(run.folder / "far"))
                return run("--ledger", "nowhere", *words, given=given)

    return Far()


def test_an_event_is_proved_to_somebody_without_the_ledger(run: Console, far: Console) -> None:
    key = begin_signed(run)
    done = run("prove", "3")
    proof = parse(done.out.encode())
    assert isinstance(proof, Inclusion)
    assert (proof.position, proof.checkpoint.size, json.loads(proof.extra)["position"]) == (3, 7, 3)
    assert run("prove", "3", "-o", "three.tlog-proof").status == 0
    assert Path("three.tlog-proof").read_text() == done.out
    told = far("verify", "--proof", "three.tlog-proof", "--key", key)
    assert (told.status, told.out.splitlines()[0].startswith("proved: event #3 is one of the 7 of ")) == (0, True), told
    assert told.out.splitlines()[1].encode() == proof.extra
    assert far("verify", "--proof", "three.tlog-proof", "--key", key, "--json").json["position"] == 3


def test_without_a_key_that_is_known_a_proof_proves_nothing(run: Console, far: Console) -> None:
    begin_signed(run)
    run("prove", "3", "-o", "proof")
    stranger = run("key", "new").out.strip()
    done = far("verify", "--proof", "proof")
    assert (done.status, "no key of" in done.err, "--key" in done.err) == (1, True, True)
    done = far("verify", "--proof", "proof", "--key", stranger)
    assert (done.status, "its checkpoint is signed by" in done.err) == (1, True)
    assert run("verify", "--proof", "proof").status == 0, "the ledger at hand knows it, and so does this machine"
    assert far("verify", "--proof", "proof", "--key", "nonsense").status == 2


def test_a_proof_that_does_not_carry_its_event_takes_it_from_a_file_or_the_ledger(run: Console, far: Console) -> None:
    key = begin_signed(run)
    proof = parse(run("prove", "3").out.encode())
    assert isinstance(proof, Inclusion)
    Path("proof").write_bytes(proof._replace(extra=b"").raw())
    Path("event").write_bytes(proof.extra + b"\n")
    Path("other").write_bytes(proof.extra.replace(b"Here", b"There"))
    words = ("verify", "--proof", "proof", "--key", key)
    assert run(*words).status == 0
    assert (far(*words).status, "--event FILE" in far(*words).err) == (1, True)
    assert far(*words, "--event", "event").status == 0
    done = far(*words, "--event", "other")
    assert (done.status, "is not #3 of the 7" in done.err) == (1, True)


def test_growth_is_proved_from_the_checkpoint_that_the_other_holds(run: Console, far: Console) -> None:
    key = begin_signed(run)
    Path("old").write_bytes((run.folder / "events" / "checkpoint").read_bytes())
    run.append(attested("2022"), attested("2023"))
    done = run("prove", "--since", "7")
    assert isinstance(parse(done.out.encode()), Consistency)
    Path("growth").write_text(done.out)
    words = ("verify", "--proof", "growth", "--key", key)
    told = far(*words, "--against", "old")
    assert (told.status, "begin with the 7 known here" in told.out) == (0, True)
    done = far(*words)
    assert (done.status, "--against FILE" in done.err) == (1, True)
    held = Checkpoint.parse(Path("old").read_bytes())
    Path("forged").write_bytes(held._replace(root=bytes(32)).text())
    done = far(*words, "--against", "forged")
    assert (done.status, "do not begin with the 7" in done.err) == (1, True)
    done = far(*words, "--against", held._replace(size=6).text().decode())
    assert (done.status, "begins with 7 events" in done.err) == (1, True)
    assert run(*words).status == 0


def test_what_is_no_proof_is_refused_in_words(run: Console) -> None:
    begin_signed(run)
    for raw in (b"", b"\xff\xfe", b"old 3\n", run("prove", "2").out.encode()[:-2], b"x" * 300_000):
        Path("proof").write_bytes(raw)
        done = run("verify", "--proof", "proof")
        assert (done.status, "no proof" in done.err) == (1, True)


def test_only_what_is_sealed_can_be_proved(run: Console) -> None:
    begin_signed(run)
    without_key(run)
    run.append(attested("2022"))
    done = run("prove", "8")
    assert (done.status, "sealed up to #7" in done.err, "legation seal" in done.err) == (2, True, True)
    assert run("prove", "--since", "9").status == 2
    assert run("prove").status == run("prove", "0").status == run("prove", "1", "--since", "1").status == 2
    assert run("prove", "--since", "0").status == 0


@pytest.mark.parametrize("words", [("prove", "3"), ("prove", "--since", "3"), ("publish", "log")])
def test_an_unsigned_ledger_says_how_it_is_signed(run: Console, words: tuple[str, ...]) -> None:
    run.begin()
    done = run(*words)
    assert (done.status, "legation key new" in done.err, Path("log").exists()) == (2, True, False)


def test_a_ledger_is_published_and_published_again(run: Console) -> None:
    key = begin_signed(run)
    done = run("publish", "log")
    assert (done.status, done.out) == (0, "published: 7 events, 2 new files\n")
    assert key in done.err
    assert Path("log/checkpoint").read_bytes() == (run.folder / "events" / "checkpoint").read_bytes()
    assert run("publish", "log", "--json").json["new"] == 0
    run.append(attested("2022"))
    assert run("publish", "log", "--json").json["new"] == 2
    assert sorted(str(file) for file in Path("log").rglob("*") if file.is_file()) == [
        "log/checkpoint", "log/tile/0/000.p/7", "log/tile/0/000.p/8", "log/tile/entries/000.p/7",
        "log/tile/entries/000.p/8",
    ]  # fmt: skip


def test_nothing_is_published_over_another_log_or_a_ledger(run: Console) -> None:
    begin_signed(run)
    run("publish", "log")
    Path("log/tile/0/000.p/7").write_bytes(bytes(7 * 32))
    done = run("publish", "log")
    assert (done.status, "tile/0/000.p/7 holds other bytes" in done.err) == (1, True)
    before = run.ledger()
    done = run("publish", "events")
    assert (done.status, "a ledger itself" in done.err, run.ledger() == before) == (1, True, True)
