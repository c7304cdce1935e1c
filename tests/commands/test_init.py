"""`legation init`: a ledger where there was none, and nothing anywhere else."""

from __future__ import annotations

import pytest

from console import Console


def test_a_ledger_stands_where_commands_look_for_it(run: Console) -> None:
    done = run("init")
    assert (done.status, done.out.startswith("started a ledger at events (source tag:")) == (0, True)
    assert run("verify").out.startswith("verified: 0 events")


def test_it_says_what_to_do_next(run: Console) -> None:
    assert "legation source add FILE" in run("init").err
    assert "legation --ledger other source add FILE" in run("init", "other").err


def test_the_source_is_the_one_given_and_stays(run: Console) -> None:
    run("init", "--source", "tag:example.org,2026:desk")
    assert run("verify", "--json").json["source"] == "tag:example.org,2026:desk"


def test_the_source_names_the_folder_if_none_is_given(run: Console) -> None:
    run("init", "North Desk/events")
    assert run("--ledger", "North Desk/events", "verify", "--json").json["source"].endswith(":north-desk")


@pytest.mark.parametrize("source", ["desk", "http://example.org", "tag:example.org,26:x", "tag:a b,2026:x", ""])
def test_what_is_no_tag_is_refused_and_nothing_is_made(run: Console, source: str) -> None:
    done = run("init", "--source", source) if source else run("init", "--source", "tag:")
    assert done.status == 2
    assert "tag:example.org,2026:desk" in done.err
    assert not (run.folder / "events").exists()


def test_a_ledger_is_never_started_over_another(run: Console) -> None:
    run.begin()
    before = run.ledger()
    done = run("init")
    assert (done.status, "already holds a ledger" in done.err) == (2, True)
    assert run.ledger() == before


def test_a_place_with_other_files_is_refused(run: Console) -> None:
    (run.folder / "events").mkdir()
    (run.folder / "events" / "notes.txt").write_text("mine")
    assert run("init").status == 2
    assert [file.name for file in (run.folder / "events").iterdir()] == ["notes.txt"]


def test_a_trial_leaves_nothing(run: Console) -> None:
    done = run("init", "--dry-run", "--source", "tag:example.org,2026:desk")
    assert (done.status, done.out) == (0, "would start a ledger at events (source tag:example.org,2026:desk)\n")
    assert not (run.folder / "events").exists()


def test_the_named_ledger_is_the_one_started(run: Console) -> None:
    assert run("--ledger", "there", "init").status == 0
    assert (run.folder / "there" / "checkpoint").exists()
