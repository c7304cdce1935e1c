"""`legation source add`: what a document is is said, what its bytes are is measured."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest

from console import Console
from trial import REPORT

WHAT = ("--kind", "report", "--language", "en", "--origin", "freedonian-ministry")


def test_the_bytes_are_measured_and_the_id_is_made_of_the_title(run: Console) -> None:
    run("init")
    done = run("source", "add", "texts/report.txt", "--title", "Report of a Year", *WHAT)
    assert (done.status, done.out) == (0, "appended #1 (1 event)\n")
    assert "registered doc:report-of-a-year: 4 lines, " in done.err
    [line] = map(json.loads, run.ledger()["000000000001.jsonl"].splitlines())
    assert line["data"] == {
        "document": "doc:report-of-a-year", "title": "Report of a Year", "kind": "report", "language": "en",
        "origin": "freedonian-ministry", "published_basis": "unknown", "sha256": sha256(REPORT).hexdigest(),
        "bytes": len(REPORT), "lines": 4,
    }  # fmt: skip


def test_every_field_that_is_not_measured_can_be_said(run: Console) -> None:
    run.begin()
    (run.folder / "new.txt").write_text("One line, no end")
    more = ("--id", "doc:new", "--published", "2021-05", "--published-basis", "stated", "--publisher", "Freedonia",
            "--authors", "Rufus", "--url", "https://example.org/new", "--dateline", "Here",
            "--replaces", "Report")  # fmt: skip
    assert run("source", "add", "new.txt", "--title", "New", *WHAT, *more).status == 0
    data = run("event", "6", "--json").json["event"]["data"]
    assert (data["document"], data["publisher"], data["authors"]) == ("doc:new", "org:freedonia", ["person:rufus"])
    assert (data["lines"], data["replaces"], data["published"]) == (1, "doc:report", "2021-05")


def test_it_says_where_the_text_has_to_be_for_its_lines_to_be_read(run: Console) -> None:
    run("init")
    (run.folder / "away.txt").write_text("Elsewhere.\n")
    assert "--documents DIR" in run("source", "add", "away.txt", "--title", "Away", *WHAT).err
    assert "--documents DIR" not in run("source", "add", "texts/report.txt", "--title", "Here", *WHAT).err


def test_the_same_bytes_are_registered_once(run: Console) -> None:
    run.begin()
    before = run.ledger()
    done = run("source", "add", "texts/report.txt", "--title", "Again", *WHAT)
    assert (done.status, "registered already, as doc:report (#1)" in done.err) == (1, True)
    assert run.ledger() == before


def test_a_trial_registers_nothing(run: Console) -> None:
    run("init")
    done = run("source", "add", "texts/report.txt", "--title", "Report", *WHAT, "--dry-run")
    assert (done.status, done.out.splitlines()[0]) == (0, "would append #1 (1 event)")
    assert run.size() == 0


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("none.txt", "--title", "x", *WHAT), 2, "does not exist"),
        (("texts", "--title", "x", *WHAT), 2, "is a directory"),
        (("texts/report.txt", *WHAT), 1, "E903 data.document: missing"),
        (("texts/report.txt", "--title", "x"), 1, "E903 data.kind: missing"),
        (("texts/report.txt", "--title", "x", *WHAT, "--published", "2021"), 1, "E903 data.published_basis: missing"),
        (("texts/report.txt", "--title", "x\x1b[2J", *WHAT), 1, "E904 data.title"),
        (("texts/report.txt", "--title", "x", *WHAT, "--id", "report"), 2, "doc:report"),
        (("texts/report.txt", "--title", "x", *WHAT, "--lines", "4"), 2, "No such option"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    run: Console, words: tuple[str, ...], status: int, says: str
) -> None:
    run("init")
    before = run.ledger()
    done = run("source", "add", *words)
    assert (done.status, says in done.err) == (status, True), done.err
    assert run.ledger() == before
