"""`legation stats`: what the ledger holds, in numbers that add up."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from console import Console, Done
from legation.view import VIEWS
from trial import cited, event, meeting, retract


def counts(done: Done) -> dict[str, dict[str, Any]]:
    told: dict[str, dict[str, Any]] = defaultdict(dict)
    for row in done.json["rows"]:
        told[row["of"]][row["what"]] = row["count"]
    return told


def begin(run: Console) -> None:
    run.begin(
        {**meeting("eng:one", when="2022-06-07"), "id": "one"},
        meeting("eng:two", when="2022-06-08"),
        event("engagement.attended", engagement="eng:two", participant="person:rufus",
              evidence=[cited(2, certainty="possible")]),
        event("role.attested", person="person:rufus", office="office:leader", on="2022",
              evidence=[cited(3, voice="author", stance="inferred", rule="told-so", basis=[])]),
        retract("one"),
    )  # fmt: skip


def test_it_counts_events_by_type_document_and_view(run: Console) -> None:
    begin(run)
    told = counts(run("stats", "--json"))
    size = told["ledger"]["events"]
    assert told["ledger"] == {"events": size, "events that count": size - 1, "events struck": 1}
    assert sum(told["type"].values()) == size - 1
    assert told["type"]["meeting.held"] == 1
    assert sum(told["document"].values()) > 1
    assert told["view"].keys() == {VIEWS[name].name for name in VIEWS}
    assert (told["view"]["Calendar"], told["view"]["Audit"]) == (1, size)


def test_it_counts_how_sure_in_whose_voice_and_by_which_rule(run: Console) -> None:
    begin(run)
    told = counts(run("stats", "--json"))
    assert told["how sure"]["possible"] == 1
    assert told["voice"]["author"] == 1
    assert told["inference"] == {"events with an inference": 1, "by told so": 1}
    assert told["line"]["that is certain"] > told["line"]["that is possible"] > 0


def test_it_counts_what_was_known(run: Console) -> None:
    begin(run)
    assert counts(run("stats", "--json", "--known-by", "3"))["ledger"]["events"] == 3
    assert counts(run("stats", "--json", "--known-by", "3"))["view"]["Calendar"] == 0


def test_table_and_csv_say_the_same(run: Console) -> None:
    begin(run)
    rows = run("stats", "--json").json["rows"]
    assert len(run("stats").out.splitlines()) == len(rows)
    assert run("stats", "--csv").out.splitlines()[1] == f"ledger,events,{rows[0]['count']}"
