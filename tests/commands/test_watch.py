"""`legation watch`: a saved question, and what is answered otherwise than the last time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console import Console, attested
from trial import entity, meeting, promise


@pytest.fixture
def told(run: Console, monkeypatch: pytest.MonkeyPatch) -> Iterator[Console]:
    monkeypatch.setenv("XDG_STATE_HOME", str(run.folder / "state"))
    run.begin(attested("2021-05-09"), entity("person:gloria", name="Gloria Teasdale"))
    return run


def files(run: Console) -> list[Path]:
    return sorted((run.folder / "state").rglob("*.*"))


def test_the_same_answer_is_silence_and_another_one_is_told_with_its_why_once(told: Console) -> None:
    saved = told("watch", "leader", "--of", "offices", "--key", "leader", "--at", "2024-07-17")
    assert (saved.status, saved.out) == (0, "")
    assert told("watch", "leader") == (0, "", told("watch", "leader").err)

    told.append(attested("2024-01-08", person="person:gloria"))
    done = told("watch", "leader")
    assert done.status == 1
    assert done.out.startswith("~ Offices: ")
    assert "Rufus T. Firefly → Gloria Teasdale" in done.out
    assert "    #8  8 Jan 2024  seen in office: Gloria Teasdale, Leader of Freedonia" in done.out
    assert "    Seen in office" in done.out, "the why stands below"
    assert told("watch", "leader").status == 0


def test_days_that_pass_are_enough(told: Console) -> None:
    told.append(promise("com:bridge", on="2022-01-10", due="2022-06", due_basis="stated"))
    told("watch", "open", "--of", "followups", "--filter", "pending", "--at", "2022-05-01")
    [file] = files(told)
    file.write_text(file.read_text().replace('"moment": "2022-05-01"', '"moment": "2022-08-01"'))
    done = told("watch", "open", "--json")
    assert done.status == 1
    [change] = done.json["changes"]
    assert (change["sign"], change["key"], change["days"]) == ("−", "com:bridge", True)


def test_lines_that_come_and_go_under_a_filter_are_changes(told: Console) -> None:
    told("watch", "talks", "--of", "calendar", "--filter", "2022")
    told.append(meeting("eng:talks", when="2022-06-07", title="Talks"), meeting("eng:other", when="2023-06-07"))
    done = told("watch", "talks", "--json")
    assert [(change["sign"], change["key"]) for change in done.json["changes"]] == [("+", "eng:talks")]


def test_questions_are_listed_and_forgotten(told: Console) -> None:
    assert told("watch").out == ""
    told("watch", "leader", "--of", "offices", "--key", "leader")
    told("watch", "all", "--of", "people")
    assert told("watch").out.splitlines() == ["all     people at today", "leader  offices leader at today"]
    assert told("watch", "leader", "--forget").status == 0
    assert told("watch").out.splitlines() == ["all  people at today"]


def test_an_answer_kept_by_a_program_that_read_otherwise_is_said_to_be_strange(told: Console) -> None:
    told("watch", "leader", "--of", "offices", "--at", "2024-07-17")
    [file] = files(told)
    file.write_text(file.read_text().replace("Rufus T. Firefly", "Somebody"))
    done = told("watch", "leader")
    assert done.status == 1
    assert "by no event: the program, or the ledger below, is not what it was" in done.out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("../leader", "--of", "offices"), "no name of a question"),
        (("Leader", "--of", "offices"), "small letters"),
        (("leader",), "no saved question"),
        (("leader", "--forget"), "no saved question"),
        (("leader", "--of", "ofices"), "did you mean offices"),
        (("leader", "--of", "offices", "--key", "nobody"), "is no office"),
        (("leader", "--of", "offices", "--at", "someday"), "is no day"),
    ],
)
def test_what_is_not_understood_is_refused_and_nothing_is_kept(
    told: Console, words: tuple[str, ...], says: str
) -> None:
    done = told("watch", *words)
    assert (done.status, done.out, says in done.err) == (2, "", True), done.err
    assert files(told) == []


@pytest.mark.parametrize("text", ["", "{", "[]", '{"view": "offices"}', '{"view": 1, "key": 2, "lines": 3, "at": 4}'])
def test_a_file_that_is_broken_is_named(told: Console, text: str) -> None:
    told("watch", "leader", "--of", "offices")
    [file] = files(told)
    file.write_text(text)
    done = told("watch", "leader")
    assert done.status == 2
    assert str(file) in done.err


def test_a_ledger_that_was_put_back_is_noticed(told: Console) -> None:
    told("watch", "leader", "--of", "offices")
    [file] = files(told)
    file.write_text(file.read_text().replace('"known_by": 7', '"known_by": 70'))
    done = told("watch", "leader")
    assert done.status == 2
    assert "put back to an earlier state" in done.err
