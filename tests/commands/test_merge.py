"""`legation merge`: what another branch or copy holds beyond ours comes in behind it, all or none, and once."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from console import Console, lines
from trial import Event, entity, event, meeting, retract

FIRST = "000000000001.jsonl"
THEIRS = ("--ledger", "theirs/events")


@pytest.fixture
def own(run: Console) -> Console:
    """Return a ledger of five events and a copy of it, `theirs`."""
    run.begin()
    shutil.copytree(run.folder / "events", run.folder / "theirs" / "events")
    return run


def theirs(run: Console, *events: Event) -> list[dict[str, Any]]:
    """Append events to the copy; return its lines."""
    done = run(*THEIRS, "append", "--actor", "bo.li", given=lines(*events))
    assert done.status == 0, done.err
    return told(run.folder / "theirs" / "events")


def told(place: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (place / FIRST).read_bytes().splitlines()]


def ours(run: Console) -> list[dict[str, Any]]:
    return told(run.folder / "events")


def sound(run: Console, size: int) -> None:
    assert run("verify", "--json").json["faults"] == []
    assert run("check", "--json").json["faults"] == []
    assert run.size() == size


class TestTaken:
    def test_their_events_come_in_behind_ours_and_say_where_they_stood(self, own: Console) -> None:
        own.append(entity("person:gloria", "gloria"))
        their = theirs(own, entity("person:trentino", "trentino"), meeting("eng:ball", hosts=["person:trentino"]))
        done = own("merge", "theirs")
        assert (done.status, done.out) == (0, "appended #7–#8 (2 events)\n  #7 was #6 there\n  #8 was #7 there\n")
        assert "the first 5 events are the same" in done.err
        raw = (own.folder / "theirs" / "events" / FIRST).read_bytes().splitlines()
        for line, was, entry in zip(ours(own)[6:], their[5:], raw[5:], strict=True):
            assert {k: line[k] for k in ("id", "type", "data", "actor", "subject")} == {
                k: was[k] for k in ("id", "type", "data", "actor", "subject")
            }
            leaf = sha256(b"\0" + entry).hexdigest()
            assert line["mergedfrom"] == f"{was['position']}/{was['recordedtime']}/{leaf}"
            assert line["recordedtime"] >= was["recordedtime"]
        sound(own, 8)
        shown = own("event", "7")
        assert f"recorded there {their[5]['recordedtime']} as #6" in shown.out
        assert "mergedfrom" not in own("event", "6", "--json").json["event"]

    def test_merging_twice_or_back_and_forth_says_everything_once(self, own: Console) -> None:
        own.append(entity("person:gloria", "gloria"))
        theirs(own, entity("person:trentino", "trentino"))
        assert own("merge", "theirs").status == 0
        before = own.ledger()
        again = own("merge", "theirs")
        assert (again.status, again.out) == (0, "appended nothing\n")
        assert "1 known here" in again.err
        assert own.ledger() == before
        assert own(*THEIRS, "merge", "events").status == 0
        line = told(own.folder / "theirs" / "events")[-1]
        assert (line["id"], line["mergedfrom"][:2]) == ("gloria", "6/")
        assert own("merge", "theirs").out == "appended nothing\n"

    def test_a_line_that_was_merged_before_keeps_its_first_place(self, own: Console) -> None:
        shutil.copytree(own.folder / "theirs", own.folder / "third")
        own.append(entity("person:gloria", "gloria"))
        theirs(own, entity("person:trentino", "trentino"))
        first = told(own.folder / "theirs" / "events")[-1]
        assert own("merge", "theirs").status == 0
        assert own("--ledger", "third/events", "append", given=lines(entity("person:chicolini"))).status == 0
        assert own("--ledger", "third/events", "merge", "events").status == 0
        last = told(own.folder / "third" / "events")[-1]
        assert last["id"] == "trentino"
        assert last["mergedfrom"].startswith(f"6/{first['recordedtime']}/")

    def test_a_trial_changes_nothing_and_says_what_would_change(self, own: Console) -> None:
        own.append(entity("person:gloria", "gloria"))
        theirs(own, entity("person:trentino", "trentino"))
        before = own.ledger()
        done = own("merge", "theirs", "--dry-run")
        assert (done.status, done.out.startswith("would append #7 (1 event)")) == (0, True)
        assert own.ledger() == before
        assert own("merge", "theirs", "--dry-run", "--json").json["would_append"] == 1

    def test_a_correction_of_theirs_to_what_both_share_comes_in_whole(self, own: Console) -> None:
        own.append(entity("person:gloria", "gloria"))
        assert own(*THEIRS, "correct", "4", "--name", "Rufus Firefly", "--reason", "Without the T.").status == 0
        assert own("merge", "theirs").status == 0
        sound(own, 8)
        assert "Rufus Firefly" in own("show", "people").out

    def test_only_a_merge_may_say_where_an_event_stood(self, own: Console) -> None:
        done = own(
            "append", given=lines({**entity("person:gloria"), "mergedfrom": f"6/2024-01-01T00:00:00Z/{'0' * 64}"})
        )
        assert (done.status, "E023 mergedfrom" in done.err) == (1, True)


class TestConflicts:
    def refused(self, own: Console, code: str, *told: str) -> None:
        before = own.ledger()
        done = own("merge", "theirs")
        assert (done.status, done.out) == (1, "")
        assert f"theirs/events:6: {code}" in done.err
        for words in told:
            assert words in done.err
        assert own.ledger() == before

    def test_one_id_for_two_events_is_refused_and_explained(self, own: Console) -> None:
        own.append(entity("person:gloria", "same"))
        theirs(own, entity("person:trentino", "same"))
        self.refused(own, "E025", "the two sides used one id for different events", "--leave-out 6")

    def test_what_both_registered_is_taken_once_if_theirs_is_left_out(self, own: Console) -> None:
        own.append(entity("person:gloria"))
        theirs(own, entity("person:gloria"), meeting("eng:ball", hosts=["person:gloria"]))
        self.refused(own, "E104", "both sides registered it", "--leave-out 6")
        done = own("merge", "theirs", "--leave-out", "6")
        assert (done.status, "1 left out" in done.err) == (0, True)
        sound(own, 7)

    def test_a_reference_that_no_longer_resolves_is_refused_and_explained(self, own: Console) -> None:
        own.append(retract("rufus"))
        theirs(own, meeting("eng:ball", hosts=["person:rufus"]))
        self.refused(own, "E101", "it was retracted here")

    def test_an_identifier_that_is_taken_is_refused_and_explained(self, own: Console) -> None:
        own.append(event("entity.identified", entity="person:rufus", scheme="wikidata", value="Q1"))
        theirs(own, event("entity.identified", entity="org:freedonia", scheme="wikidata", value="Q1"))
        self.refused(own, "E802", "both sides recorded an identifier")

    def test_a_position_that_is_not_theirs_alone_cannot_be_left_out(self, own: Console) -> None:
        theirs(own, entity("person:gloria"))
        own.append(entity("person:chicolini"))
        done = own("merge", "theirs", "--leave-out", "3")
        assert (done.status, "'#3' is no position behind #5" in done.err) == (2, True)


class TestOthers:
    def test_another_ledger_is_no_branch(self, own: Console) -> None:
        assert own("init", "other", "--source", "tag:example.org,2026:other").status == 0
        done = own("merge", "other")
        assert (done.status, "is another ledger" in done.err) == (2, True)

    def test_a_copy_that_is_ahead_is_to_be_copied_which_keeps_its_root(self, own: Console) -> None:
        theirs(own, entity("person:gloria"))
        done = own("merge", "theirs")
        assert (done.status, "git merge --ff-only" in done.err, own.size()) == (2, True, 5)
        assert own("merge", "theirs", "--anew").status == 0
        sound(own, 6)

    def test_a_copy_that_is_behind_has_nothing(self, own: Console) -> None:
        own.append(entity("person:gloria"))
        assert own("merge", "theirs").out == "appended nothing\n"
        assert own("merge", "events").out == "appended nothing\n"

    def test_what_is_damaged_otherwise_is_refused_until_it_is_to_be_salvaged(self, own: Console) -> None:
        own.append(entity("person:gloria"))
        theirs(own, entity("person:trentino", "trentino"), entity("person:chicolini", "chicolini"))
        theirs(own, entity("person:pinky", "pinky"))
        path = own.folder / "theirs" / "events" / FIRST
        path.write_bytes(
            b"".join(path.read_bytes().splitlines(keepends=True)[:6] + path.read_bytes().splitlines(True)[7:])
        )
        done = own("merge", "theirs")
        assert (done.status, "doctor` explains" in done.err, own.size()) == (1, True, 6)
        done = own("merge", "theirs", "--salvage")
        assert (done.status, "1 of the 2 lines that were appended together" in done.err) == (0, True)
        assert [line["id"] for line in ours(own)[6:]] == ["pinky"]
        sound(own, 7)


class TestUnited:
    """What git makes of two branches in one text."""

    def branches(self, own: Console) -> tuple[list[bytes], list[bytes]]:
        own.append(entity("person:gloria", "gloria"))
        theirs(own, entity("person:trentino", "trentino"), meeting("eng:ball", "ball", hosts=["person:trentino"]))
        return tuple(  # type: ignore[return-value]
            (own.folder / place / FIRST).read_bytes().splitlines(keepends=True) for place in ("events", "theirs/events")
        )

    @pytest.mark.parametrize("marked", [True, False])
    def test_both_sides_in_one_file_give_theirs_to_ours(self, own: Console, marked: bool) -> None:
        one, other = self.branches(own)
        united = own.folder / "united"
        shutil.copytree(own.folder / "events", united)
        marks = (b"<<<<<<< HEAD\n", b"=======\n", b">>>>>>> theirs\n") if marked else (b"", b"", b"")
        both = [*one[:5], marks[0], *one[5:], marks[1], *other[5:], marks[2]]
        (united / FIRST).write_bytes(b"".join(both))
        if marked:
            seals = [(own.folder / place / "checkpoint").read_bytes() for place in ("events", "theirs/events")]
            (united / "checkpoint").write_bytes(marks[0] + seals[0] + marks[1] + seals[1] + marks[2])
        done = own("merge", "united")
        assert done.status == 0, done.err
        assert "is damaged (D0" in done.err
        assert [line["id"] for line in ours(own)[6:]] == ["trentino", "ball"]
        sound(own, 8)
        assert own("merge", "theirs").out == "appended nothing\n"
