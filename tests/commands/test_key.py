"""`legation key` and `legation seal`: a ledger gets a key, another one, and a signature under all that is appended."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from commands.signing import begin_signed, sign, with_key, without_key
from console import Console, attested, newest
from legation.note import VerifierKey
from legation.tree import Checkpoint
from legation.vouching import signed


def checkpoint(run: Console) -> Checkpoint:
    return Checkpoint.parse((run.folder / "events" / "checkpoint").read_bytes())


def test_a_key_is_made_used_and_signs_what_is_appended_from_then_on(run: Console) -> None:
    key = VerifierKey.parse(begin_signed(run))
    assert key.name == checkpoint(run).origin
    assert newest(run)["data"] == {
        "key": f"key:{key.id.hex()}",
        "verifier": key.text(),
        "reason": "It signs from here on.",
    }
    assert (checkpoint(run).size, signed(checkpoint(run), [key])) == (7, True)
    run.append(attested("2022"))
    assert (checkpoint(run).size, signed(checkpoint(run), [key])) == (8, True)
    done = run("verify")
    assert (done.status, f"sealed and signed up to #8 by {key.text()}" in done.err) == (0, True)
    assert run("verify", "--json").json["key"] == key.text()


def test_show_tells_which_keys_signed_and_which_are_at_hand(run: Console) -> None:
    run.begin(attested())
    assert "the ledger is not signed" in run("key", "show").err
    first = sign(run)
    assert [(row["key"], row["state"], row["since"]) for row in run("key", "show", "--json").json["keys"]] == [
        (first, "signs", "since #7"),
    ]  # fmt: skip
    other = run("key", "new").out.strip()
    assert run("key", "show", "--json").json["keys"][1]["state"] == "not used"
    run("key", "use", other)
    assert [row["state"] for row in run("key", "show", "--json").json["keys"]] == ["signed", "signs"]
    without_key(run)
    done = run("key", "show")
    assert [line.split()[-3:] for line in done.out.splitlines()] == [["not", "at", "hand"]] * 2


def test_who_has_no_key_appends_and_leaves_the_seal_to_who_has(run: Console) -> None:
    key = VerifierKey.parse(begin_signed(run))
    before = checkpoint(run)
    without_key(run)
    for year in ("2022", "2023"):
        done = run("append", given=json.dumps(attested(year)))
        assert done.status == 0
    assert "2 events are not sealed: the ledger is signed, and its key is not at hand" in done.err
    assert checkpoint(run) == before
    assert run("append", "--json", given=json.dumps(attested("2024"))).json["sealed"] is False
    assert (run("seal").status, run("verify").status) == (2, 0)
    assert "the last 3 are not sealed yet: the holder of the key seals them" in run("verify").err
    with_key(run)
    done = run("seal")
    assert (done.status, done.out.startswith("sealed: 10 events, root ")) == (0, True)
    assert signed(checkpoint(run), [key])
    assert checkpoint(run).size == 10


def test_the_next_append_of_the_holder_seals_what_others_left(run: Console) -> None:
    begin_signed(run)
    without_key(run)
    run.append(attested("2022"))
    with_key(run)
    run.append(attested("2023"))
    assert checkpoint(run).size == 9


def test_a_seal_of_an_unsigned_ledger_is_size_and_root(run: Console) -> None:
    run.begin()
    done = run("seal", "--json").json
    assert (done["size"], done["key"], checkpoint(run).signatures) == (5, None, ())


def test_a_new_key_is_vouched_for_by_the_one_before(run: Console) -> None:
    begin_signed(run)
    other = VerifierKey.parse(run("key", "new").out.strip())
    done = run("key", "use", other.text(), "--reason", "The old machine is given up.")
    assert done.status == 0, done.err
    assert newest(run)["data"]["reason"] == "The old machine is given up."
    assert "voucher" in newest(run)["data"]
    assert signed(checkpoint(run), [other])
    assert run("verify").status == 0
    assert "signed from here on" in run("log").out


def test_a_lost_key_is_given_up_unvouched_and_readers_have_to_accept_it(
    run: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_signed(run)
    assert run("verify").status == 0
    without_key(run)
    other = run("key", "new").out.strip()
    done = run("key", "use", other)
    assert (done.status, "--unvouched" in done.err, "is not at hand" in done.err) == (2, True, True)
    assert run("key", "use", other, "--unvouched").status == 0
    monkeypatch.setenv("XDG_STATE_HOME", str(run.folder / "another machine"))
    done = run("verify")
    assert (done.status, "E1103" in done.err, f"legation verify --key '{other}'" in done.err) == (1, True, True)
    assert run("verify", "--key", other).status == 0
    assert run("verify").status == 0, "who accepted it once is not asked again"


def test_a_trial_signs_nothing(run: Console) -> None:
    run.begin()
    run("key", "new")
    before = run.ledger()
    assert (run("key", "use", "--dry-run").status, run.ledger()) == (0, before)


def test_one_of_several_keys_has_to_be_named(run: Console) -> None:
    run.begin()
    assert "legation key new" in run("key", "use").err
    keys = [VerifierKey.parse(run("key", "new").out.strip()) for _ in range(2)]
    assert "fits 2" in run("key", "use").err
    assert run("key", "use", keys[0].id.hex()).status == 0
    assert run("key", "use", "nothing-like-it").status == 2
    assert run("key", "use", "broken+key").status == 2


def test_a_name_of_ones_own_is_that_of_the_signatures(run: Console) -> None:
    run.begin()
    key = run("key", "new", "example.com/archive").out.strip()
    assert run("key", "use", key).status == 0
    assert checkpoint(run).signatures[0].name == "example.com/archive"
    assert run("verify").status == 0
    assert run("key", "new", "a b").status == run("key", "new", "a+b").status == 2


def test_a_key_in_a_work_tree_or_read_by_others_is_refused_in_words(
    run: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.begin()
    (run.folder / "tree" / ".git").mkdir(parents=True)
    done = run("key", "new", "--file", "tree/key.pem")
    assert (done.status, "git work tree" in done.err, Path("tree/key.pem").exists()) == (2, True, False)
    key = run("key", "new", "--file", "key.pem").out.strip()
    monkeypatch.setenv("LEGATION_KEY", "key.pem")
    Path("key.pem").chmod(0o644)
    done = run("key", "use", key)
    assert (done.status, "mode 0644" in done.err, "chmod 600" in done.err) == (2, True, True)
    assert run.size() == 5
    Path("key.pem").chmod(0o600)
    assert run("key", "use", key).status == 0
    Path("key.pem").chmod(0o640)
    done = run("append", given=json.dumps(attested()))
    assert (done.status, "1 not sealed, though kept: key.pem cannot be used" in done.err) == (0, True)


def test_a_key_in_an_ssh_agent_signs(run: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    if not shutil.which("ssh-agent"):
        pytest.skip("ssh-agent is not installed")
    run.begin()
    with subprocess.Popen(["ssh-agent", "-D", "-a", run.folder / "agent"], stdout=subprocess.PIPE) as agent:
        try:
            assert agent.stdout
            agent.stdout.readline()
            monkeypatch.setenv("SSH_AUTH_SOCK", str(run.folder / "agent"))
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "desk", "-f", "mine"], check=True)
            subprocess.run(["ssh-add", "-q", "mine"], check=True)
            (shown,) = run("key", "show", "--json").json["keys"]
            assert (shown["state"], shown["place"]) == ("not used", "ssh-agent (desk)")
            assert run("key", "use").status == 0
            assert signed(checkpoint(run), [VerifierKey.parse(shown["key"])])
            subprocess.run(["ssh-add", "-q", "-D"], check=True)
            assert "1 event is not sealed" in run("append", given=json.dumps(attested())).err
        finally:
            agent.terminate()


def test_a_seal_that_cannot_be_remembered_is_made_all_the_same_and_that_is_said(run: Console) -> None:
    begin_signed(run)
    (run.folder / "state" / "legation").rename(run.folder / "away")
    (run.folder / "state" / "legation").symlink_to(run.folder / "nowhere")
    done = run("append", given=json.dumps(attested()))
    assert (done.status, "that will not be noticed" in done.err) == (0, True), done.err
    assert checkpoint(run).size == 8


def test_nothing_is_signed_that_contradicts_what_was_seen_here(run: Console) -> None:
    begin_signed(run)
    before = run.ledger()
    run.append(attested("2022"))
    for name, raw in before.items():
        (run.folder / "events" / name).write_bytes(raw)
    done = run("append", given=json.dumps(attested("2023")))
    assert (done.status, "the first 8 events are not those that were there" in done.err) == (0, True), done.err
    assert checkpoint(run).size == 7
    done = run("seal")
    assert (done.status, "legation verify --accept" in done.err) == (1, True)
    assert run("verify").status == 1
    assert run("verify", "--accept").status == 0
    assert run("seal").status == 0
    assert run("verify").status == 0
