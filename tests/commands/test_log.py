"""`legation log`: the events in order, filtered, at any moment, as table, CSV or JSON."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from console import Console, attested
from trial import REPORT, cited, entity, meeting, retract, same, source


@pytest.fixture
def log(run: Console) -> Console:
    """Return a command line on a ledger of nine events."""
    run.begin(
        {**attested(), "id": "seen"},
        meeting(
            "eng:talks", title="Talks", place="place:here", evidence=[cited(2, 3), cited(4), cited(4, voice="heading")]
        ),
        retract("seen", reason="Another man."),
        source("doc:other", REPORT + b"more\n", title="Other report"),
    )
    return run


def listed(run: Console, *words: str) -> list[int]:
    """Return the positions that `legation log` lists."""
    done = run("log", "--json", *words)
    assert done.status == 0, done.err
    return [int(row["position"].removeprefix("#")) for row in done.json["rows"]]


def test_each_line_tells_position_day_what_and_where(log: Console) -> None:
    rows: list[dict[str, Any]] = log("log", "--json").json["rows"]
    assert [row["position"] for row in rows] == [f"#{i}" for i in range(1, 10)]
    assert (rows[6]["what"], rows[6]["about"], rows[6]["lines"]) == ("took place", "Talks", "report:2-3, report:4")
    assert [row["counts"] for row in rows if row["counts"]] == ["retracted"]
    [line] = [line for line in log("log").out.splitlines() if "Talks" in line]
    assert line.split()[0] == "#7"


@pytest.mark.parametrize(
    ("words", "positions"),
    [
        (("--type", "role.attested"), [6]),
        (("--type", "entity"), [2, 3, 4, 5]),
        (("--type", "role", "--type", "record.retracted"), [6, 8]),
        (("--about", "Rufus"), [4, 6]),
        (("--about", "place:here"), [3, 7]),
        (("--about", "talks", "--type", "meeting"), [7]),
        (("--document", "Report", "--type", "meeting"), [7]),
        (("--document", "doc:other"), []),
        (("--from", "3", "--to", "#5"), [3, 4, 5]),
        (("--from", "2001-01-01"), list(range(1, 10))),
        (("--to", "2001-01-01"), []),
        (("--from", "8", "--to", "3"), []),
        (("--reverse", "--to", "3"), [3, 2, 1]),
        (("-n", "2"), [8, 9]),
        (("-n", "2", "--reverse"), [9, 8]),
        (("-n", "1", "--type", "entity"), [5]),
        (("--known-by", "4"), [1, 2, 3, 4]),
        (("--known-by", "4", "--to", "9", "--from", "3"), [3, 4]),
    ],
)
def test_filters_leave_what_was_asked_for(log: Console, words: tuple[str, ...], positions: list[int]) -> None:
    assert listed(log, *words) == positions


def test_who_was_joined_is_found_under_either_id(run: Console) -> None:
    run.begin(entity("person:firefly", name="R. T. F."), same("person:rufus", "person:firefly"), attested())
    assert listed(run, "--about", "person:firefly") == listed(run, "--about", "person:rufus") == [4, 6, 7, 8]


def test_what_was_retracted_counts_at_an_earlier_moment(log: Console) -> None:
    rows = log("log", "--json", "--known-by", "7").json["rows"]
    assert not any(row["counts"] for row in rows)


def test_csv_has_a_header_and_one_line_an_event(log: Console) -> None:
    rows = list(csv.reader(io.StringIO(log("log", "--csv").out)))
    assert rows[0] == ["position", "recorded", "what", "about", "lines", "counts"]
    assert len(rows) == 10


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--type", "role.atested"), "did you mean role.attested"),
        (("--type", "rol"), "did you mean role"),
        (("--about", "Groucho"), "'Groucho' is no"),
        (("--document", "Rufus"), "is no document"),
        (("--from", "soon"), "expected #388"),
        (("--known-by", "10"), "the ledger ends at #9"),
        (("--as-of", "someday"), "is no day"),
        (("-n", "0"), "0 is not in the range"),
    ],
)
def test_what_is_not_understood_is_said_with_what_is(log: Console, words: tuple[str, ...], says: str) -> None:
    done = log("log", *words)
    assert (done.status, done.out, says in done.err) == (2, "", True), done.err


def test_an_empty_ledger_lists_nothing(run: Console) -> None:
    run("init")
    assert (run("log").status, run("log").out) == (0, "")
