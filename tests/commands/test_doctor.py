"""`legation doctor`: what is wrong, what holds, what can be done; and the repairs that are safe."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from console import Console
from legation.read_model import cache_path
from trial import entity

FIRST = "000000000001.jsonl"


@pytest.fixture
def own(run: Console) -> Console:
    run.begin()
    assert run("show", "people").status in {0, 1}
    return run


def events(run: Console) -> Path:
    return run.folder / "events"


def model(run: Console) -> Path:
    return cache_path(str(events(run)))


def torn(run: Console) -> bytes:
    with (events(run) / FIRST).open("ab") as file:
        file.write(b'{"torn')
    return b'{"torn'


class TestWhatIsSaid:
    def test_a_sound_ledger_is_told_to_be_so(self, own: Console) -> None:
        done = own("doctor")
        assert (done.status, done.out) == (0, "sound: 5 events, all sealed\n")
        assert own("doctor", "--json").json["ailments"] == []

    def test_damage_is_told_with_code_place_what_holds_and_what_can_be_done(self, own: Console) -> None:
        path = events(own) / FIRST
        path.write_bytes(path.read_bytes().replace(b"Firefly", b"Fireflu"))
        done = own("doctor")
        assert done.status == 1
        assert done.out.startswith("D14 checkpoint: the sealed lines are not those that were sealed")
        assert "\n    holds: nothing is certain" in done.out
        assert "\n    can be done: restore the file from a backup or from git" in done.out
        assert "0 events can be proved" in done.err
        (ailment,) = own("doctor", "--json").json["ailments"]
        assert (ailment["code"], ailment["place"], ailment["grave"]) == ("D14", "checkpoint", True)

    def test_whoever_is_refused_is_sent_here(self, own: Console) -> None:
        (events(own) / FIRST).write_bytes(b"")
        assert "`legation doctor`" in own("show", "people").err

    def test_names_of_files_cannot_reach_the_terminal(self, own: Console) -> None:
        (events(own) / "\x1b[2Jx.jsonl").touch()
        done = own("doctor")
        assert (done.status, "\x1b" in done.out + done.err) == (1, False)
        assert done.out.startswith("D16 ")

    def test_a_ledger_that_is_not_there_is_no_damage(self, run: Console) -> None:
        done = run("--ledger", "nowhere", "doctor")
        assert (done.status, done.out) == (2, "")


class TestRepairs:
    def test_nothing_is_done_where_nothing_is_to_be_done(self, own: Console) -> None:
        before = own.ledger()
        done = own("doctor", "--repair", "tail", "--repair", "checkpoint")
        assert done.status == 0
        assert done.out.count("nothing to do") == 2
        assert own.ledger() == before

    def test_a_torn_tail_is_set_aside_byte_for_byte_and_only_when_asked(self, own: Console) -> None:
        whole = own.ledger()[FIRST]
        tail = torn(own)
        looked = own("doctor")
        assert (looked.status, "D01" in looked.out, own.ledger()[FIRST]) == (0, True, whole + tail)
        assert own("doctor", "--repair", "tail").status == 0
        after = own.ledger()
        assert after[FIRST] == whole
        assert [data for name, data in after.items() if name.startswith("torn-")] == [tail]
        assert "D21" in own("doctor").out

    def test_a_lost_checkpoint_is_made_anew_and_the_loss_is_said(self, own: Console) -> None:
        seal = own.ledger()["checkpoint"]
        (events(own) / "checkpoint").unlink()
        assert own("doctor").status == 1
        done = own("doctor", "--repair", "checkpoint")
        assert (done.status, "nobody can tell any more" in done.out) == (0, True)
        assert own.ledger()["checkpoint"] == seal

    def test_an_unreadable_checkpoint_is_kept_beside_the_new_one(self, own: Console) -> None:
        seal = own.ledger()["checkpoint"]
        (events(own) / "checkpoint").write_bytes(b"junk")
        done = own("doctor", "--repair", "checkpoint")
        assert (done.status, "kept as torn-checkpoint-" in done.out) == (0, True)
        assert own.ledger()["checkpoint"] == seal
        assert b"junk" in own.ledger().values()

    def test_one_that_bears_a_signature_is_left_to_the_holder_of_the_key(self, own: Console) -> None:
        (events(own) / "checkpoint").write_bytes(own.ledger()["checkpoint"] + "\n— desk junk\n".encode())
        before = own.ledger()
        done = own("doctor", "--repair", "checkpoint")
        assert (done.status, "whoever holds the key" in done.out) == (1, True)
        assert own.ledger() == before

    def test_lines_that_do_not_hold_are_not_sealed(self, own: Console) -> None:
        path = events(own) / FIRST
        path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[1:]))
        (events(own) / "checkpoint").unlink()
        before = own.ledger()
        done = own("doctor", "--repair", "checkpoint")
        assert (done.status, "see to D07" in done.out or "see to D16" in done.out) == (1, True)
        assert own.ledger() == before


class TestReadModel:
    def test_one_that_is_behind_is_told_and_no_fault(self, own: Console) -> None:
        with sqlite3.connect(model(own)) as db:
            db.execute("update meta set value = 'older' where name = 'code'")
        done = own("doctor")
        assert (done.status, done.out[:3]) == (0, "D30")

    def test_one_that_was_tampered_with_is_found_out_and_made_anew(self, own: Console) -> None:
        with sqlite3.connect(model(own)) as db:
            db.execute("update names set name = 'Somebody else', folded = 'somebody else' where id = 'person:rufus'")
        done = own("doctor")
        assert (done.status, done.out[:3], "names (otherwise: person:rufus)" in done.out) == (1, "D31", True)
        assert own("doctor", "--repair", "read-model").status == 0
        assert own("doctor").out.startswith("sound")

    def test_one_that_is_no_database_is_told_and_made_anew(self, own: Console) -> None:
        for file in model(own).parent.glob(f"{model(own).name}-*"):
            file.unlink()
        model(own).write_bytes(b"no database at all, only text" * 100)
        done = own("doctor")
        assert (done.status, done.out[:3]) == (1, "D32")
        assert own("doctor", "--repair", "read-model").out.count("made anew") == 1
        assert own("doctor").status == 0

    def test_looking_at_it_changes_nothing(self, own: Console) -> None:
        own.append(entity("person:gloria"))
        before = model(own).read_bytes()
        assert own("doctor").status == 0
        assert model(own).read_bytes() == before
