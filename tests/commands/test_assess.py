"""`legation assess`: how two events stand to each other; both stay."""

from __future__ import annotations

import pytest

from console import Console, attested, converse, newest
from trial import entity

BECAUSE = ("--reason", "Both cannot be right.")


@pytest.fixture
def told(run: Console) -> Console:
    """Return a ledger in which #7 and #8 tell of two leaders on one day."""
    run.begin(
        entity("person:vera", name="Vera Marcal"),
        {**attested("2021-05-09"), "id": "one"},
        {**attested("2021-05-09", person="person:vera"), "id": "two"},
    )
    return run


@pytest.mark.parametrize(
    ("verdict", "means"),
    [
        ("corroborates", "both stand"),
        ("contradicts", "what they tell of is contested, and stands among what is to judge"),
        ("refines", "both stand, the one more exact"),
        ("outweighs", "the other stays in sight, and no longer narrows what is concluded"),
    ],
)
def test_the_one_is_held_against_the_other_and_what_that_means_is_said(told: Console, verdict: str, means: str) -> None:
    done = told("assess", "#7", "two", "--verdict", verdict, *BECAUSE)
    assert done.out.splitlines() == [
        "appended #9 (1 event)",
        f"  #7 seen in office: Rufus T. Firefly, Leader of Freedonia {verdict} "
        f"#8 seen in office: Vera Marcal, Leader of Freedonia; {means}",
    ]
    assert newest(told)["data"] == {"target": "one", "verdict": verdict, "other": "two", "reason": BECAUSE[1]}
    assert "Records about it" in told("why", "audit", "8").out


def test_a_contradiction_is_there_to_judge_until_it_is_struck(told: Console) -> None:
    told("assess", "7", "8", "--verdict", "contradicts", *BECAUSE)
    found = told("show", "inbox", "--json").json["rows"]
    assert any("#7 against #8" in str(row) for row in found)
    assert told("retract", "9", "--ground", "entry_error", "--reason", "No.").status == 0
    assert not any("#7 against #8" in str(row) for row in told("show", "inbox", "--json").json["rows"])


def test_one_event_may_be_corroborated_alone(told: Console) -> None:
    done = told("assess", "7", "--verdict", "corroborates", *BECAUSE, "--detail", "Seen by many.")
    assert done.out.splitlines()[1] == "  corroborates: #7 seen in office: Rufus T. Firefly, Leader of Freedonia"
    assert newest(told)["data"]["detail"] == "Seen by many."


def test_evidence_may_stand_for_a_reason(told: Console) -> None:
    lines = ("--document", "Report", "--lines", "2", "--voice", "body")
    assert told("assess", "7", "8", "--verdict", "refines", *lines, "--actor", "bo").status == 0
    assert ("reason" in newest(told)["data"], newest(told)["actor"]) == (False, "bo")


def test_a_trial_writes_nothing_and_json_says_it_too(told: Console) -> None:
    before = told.ledger()
    done = told("assess", "7", "8", "--verdict", "contradicts", *BECAUSE, "--dry-run", "--json").json
    assert (done["would_append"], "contradicts #8" in done["told"][0]) == (1, True)
    assert told.ledger() == before


def test_on_a_terminal_verdict_and_reason_are_asked_for(told: Console) -> None:
    ended, said = converse(told, ("assess", "7", "8"), "outweigh", "outweighs", "The other is a slip.")
    assert ended == 0, said
    assert "did you mean outweighs?" in said
    assert newest(told)["data"]["reason"] == "The other is a slip."


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        ((), 2, "Missing argument"),
        (("99", "8", "--verdict", "refines", *BECAUSE), 2, "they run from #1 to #8"),
        (("7", "person:vera", "--verdict", "refines", *BECAUSE), 2, "is no id of an event"),
        (("7", "8", *BECAUSE), 1, "E903 data.verdict: missing"),
        (("7", "8", "--verdict", "beats", *BECAUSE), 1, "E905 data.verdict"),
        (("7", "--verdict", "refines", *BECAUSE), 1, "data.other"),
        (("7", "8", "--verdict", "refines"), 1, "E906"),
        (("7", "8", "9", "--verdict", "refines", *BECAUSE), 2, "unexpected extra argument"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(
    told: Console, words: tuple[str, ...], status: int, says: str
) -> None:
    before = told.ledger()
    done = told("assess", *words)
    assert (done.status, says in done.err) == (status, True), done.err
    assert told.ledger() == before


def test_what_was_struck_is_not_judged_nor_is_a_record(told: Console) -> None:
    told("retract", "8", "--ground", "entry_error", "--reason", "No.")
    struck = told("assess", "7", "8", "--verdict", "contradicts", *BECAUSE)
    assert (struck.status, "#8 no longer counts: it was retracted by #9" in struck.err) == (2, True)
    assert "E302" in told("assess", "9", "7", "--verdict", "contradicts", *BECAUSE).err
