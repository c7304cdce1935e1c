"""`legation followup`: what became of a promise, or of advice, told as any event is."""

from __future__ import annotations

import pytest

from console import Console, converse, newest
from trial import cited, event, meeting, promise

CITED = ("--document", "Report", "--lines", "2", "--voice", "body")


@pytest.fixture
def told(run: Console) -> Console:
    """Return a ledger of two promises, one of them to meet, a meeting, and a piece of advice."""
    run.begin(
        promise("com:bridge", on="2021", summary="Build a bridge.", due="2022", due_basis="stated"),
        promise("com:talks", on="2021", action="meet", summary="Talk again."),
        meeting("eng:may", title="May talks", when="2022-05"),
        event("recommendation.made", recommendation="rec:pave", by=["person:rufus"], to=["org:freedonia"],
              summary="Pave the roads.", about=["org:freedonia"], strength="must"),
    )  # fmt: skip
    return run


def test_it_is_named_by_words_of_it_and_says_what_it_was_and_what_it_is(told: Console) -> None:
    done = told("followup", "a bridge", "--state", "in_progress", "--on", "2021-06", *CITED)
    assert done.out.splitlines() == [
        "appended #10 (1 event)",
        "  Build a bridge: day passed so far; in progress (Jun 2021)",
    ]
    assert newest(told)["data"] == {
        "target": "com:bridge", "state": "in_progress", "on": "2021-06", "evidence": [cited(2)],
    }  # fmt: skip


def test_a_promise_to_meet_is_fulfilled_by_a_meeting_named_in_words(told: Console) -> None:
    assert "E910" in told("followup", "com:talks", "--state", "fulfilled", "--on", "2022-05", *CITED).err
    done = told("followup", "talks", "--state", "fulfilled", "--on", "2022-05", "--engagement", "May talks", *CITED)
    assert done.status == 0, done.err
    assert newest(told)["data"]["engagement"] == "eng:may"
    rows = {row["key"]: row["state"] for row in told("show", "followups", "--json").json["rows"]}
    assert rows["com:talks"] == "done"


def test_advice_is_followed_up_in_the_same_way(told: Console) -> None:
    done = told("followup", "pave", "--state", "accepted", "--on", "2022", "--party", "Freedonia", *CITED)
    assert done.out.splitlines()[1] == "  Pave the roads: open so far; accepted (2022)"


def test_what_fulfilled_it_may_be_an_event(told: Console) -> None:
    words = ("followup", "bridge", "--state", "fulfilled", "--on", "2022", "--by", "#8", *CITED, "--actor", "bo")
    assert told(*words).status == 0
    assert newest(told)["data"]["by"] == told("event", "8", "--json").json["event"]["id"]


def test_a_trial_writes_nothing_and_json_says_it_too(told: Console) -> None:
    before = told.ledger()
    words = ("followup", "bridge", "--state", "lapsed", "--on", "2022", *CITED, "--dry-run")
    assert any(line.startswith("  ~ Follow-ups:") for line in told(*words).out.splitlines())
    assert told(*words, "--json").json["told"] == ["Build a bridge: day passed so far; lapsed (2022)"]
    assert told.ledger() == before


def test_on_a_terminal_what_is_missing_is_asked_for(told: Console) -> None:
    ended, said = converse(told, ("followup", "bridge"), "done", "fulfilled", "2022-03", "Report", "2", "body")
    assert ended == 0, said
    assert '"done" is none of these' in said
    assert newest(told)["data"]["on"] == "2022-03"


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        ((), 2, "Missing argument"),
        (("a tunnel", "--state", "lapsed", "--on", "2022", *CITED), 2, "'a tunnel' is no promise or recommendation"),
        (("person:rufus", "--state", "lapsed", "--on", "2022", *CITED), 2, "is no promise or recommendation"),
        (("bridge", "--on", "2022", *CITED), 1, "E903 data.state: missing"),
        (("bridge", "--state", "done", "--on", "2022", *CITED), 1, "E905 data.state"),
        (("bridge", "--state", "lapsed", *CITED), 1, "E903 data.on: missing"),
        (("bridge", "--state", "lapsed", "--on", "2022-13", *CITED), 1, "there is no month 13"),
        (("bridge", "--state", "lapsed", "--on", "2022"), 1, "E903 data.evidence: missing"),
        (("bridge", "--state", "rescheduled", "--on", "2022", *CITED), 1, "data.due"),
        (("bridge", "--state", "superseded", "--on", "2022", "--successor", "x", *CITED), 2, "'x' is no promise"),
        (("bridge", "--target", "com:talks", *CITED), 2, "No such option"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(
    told: Console, words: tuple[str, ...], status: int, says: str
) -> None:
    before = told.ledger()
    done = told("followup", *words)
    assert (done.status, says in done.err) == (status, True), done.err
    assert told.ledger() == before


def test_a_name_that_two_promises_answer_to_is_not_guessed(told: Console) -> None:
    told.append(promise("com:bridge-2", summary="Build a bridge, too."))
    before = told.ledger()
    done = told("followup", "build", "--state", "lapsed", "--on", "2022", *CITED)
    assert (done.status, "(com:bridge-2)" in done.err and "(com:bridge)" in done.err) == (2, True)
    assert told.ledger() == before
