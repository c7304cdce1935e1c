"""`legation event`: one event in full, with what it rests on and what became of it."""

from __future__ import annotations

import pytest

from console import Console, attested
from trial import cited, entity, retract


def fields(run: Console, *words: str) -> list[tuple[str, str]]:
    """Return what `legation event` says, field by field."""
    done = run("event", "--json", *words)
    assert done.status == 0, done.err
    return [(row["field"], row["value"]) for row in done.json["rows"]]


@pytest.fixture
def told(run: Console) -> Console:
    """Return a ledger in which #6 was put right by #7 and #8, and #9 is inferred from #7."""
    run.begin(
        {**attested("2021-05-10"), "id": "wrong"},
        {**attested("2021-05-09~", evidence=[cited(2, 3, item="1", certainty="probable")]), "id": "right"},
        retract("wrong", id="strike", replaced_by="right", reason="A slip of the pen."),
        attested("2021", evidence=[cited(2, stance="inferred", rule="opening-day", basis=["right"])]),
    )
    return run


def test_names_stand_beside_ids_and_words_beside_dates(told: Console) -> None:
    said = fields(told, "7")
    assert ("person", "person:rufus (Rufus T. Firefly)") in said
    assert ("on", "2021-05-09~ (about 9 May 2021)") in said
    assert ("subject", "office:leader (Leader of Freedonia)") in said
    assert ("counts", "yes") in said
    assert ("batch", "7 of 9 appended together: #1–#9") in said or ("batch", "2 of 9 appended together: #1–#9") in said


def test_the_cited_lines_are_printed_if_they_are_at_hand(told: Console) -> None:
    said = fields(told, "7")
    assert ("evidence 1", "Report · lines 2–3, item 1 — reported, probable") in said
    assert [value for field, value in said if field == "  3"] == [
        "They spoke of bridges, of the price of grain, and of the long quarrel over the lower river crossing."
    ]
    (told.folder / "texts" / "report.txt").unlink()
    assert any("not at hand" in value for _, value in fields(told, "7"))


def test_what_was_retracted_says_by_what_why_and_what_replaced_it(told: Console) -> None:
    said = dict(fields(told, "6"))
    assert said["counts"] == "no: retracted by #8 (entry error: A slip of the pen.), replaced by #7"
    assert told("event", "6", "--json").json["counts"] is False
    assert dict(fields(told, "6", "--known-by", "7"))["counts"] == "yes"


def test_what_stands_in_the_place_of_another_says_so(told: Console) -> None:
    said = dict(fields(told, "7"))
    assert said["in place of"] == "#6 seen in office — Rufus T. Firefly, Leader of Freedonia"
    assert "in place of" not in dict(fields(told, "7", "--known-by", "7"))


def test_what_refers_to_it_is_listed_with_the_moment_in_mind(told: Console) -> None:
    naming = [value.split(" ")[0] for field, value in fields(told, "7") if field == "named by"]
    assert naming == ["#8", "#9"]
    assert not [field for field, _ in fields(told, "7", "--known-by", "7") if field == "named by"]


def test_the_events_it_names_are_named_with_their_positions(told: Console) -> None:
    said = dict(fields(told, "8"))
    assert said["target"].startswith("wrong (#6 seen in office — Rufus T. Firefly")
    assert said["replaced_by"].startswith("right (#7 ")


def test_position_sign_and_id_name_the_same_event(told: Console) -> None:
    assert told("event", "7").out == told("event", "#7").out == told("event", "right").out


def test_json_carries_the_event_as_it_is(told: Console) -> None:
    event = told("event", "right", "--json").json["event"]
    assert (event["position"], event["type"], event["actor"]) == (7, "role.attested", "ana.ruiz")
    assert event["data"]["evidence"][0]["lines"] == [2, 3]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("99",), "they run from #1 to #9"),
        (("0",), "they run from #1 to #9"),
        (("9", "--known-by", "8"), "they run from #1 to #8"),
        (("strike", "--known-by", "7"), "is no id of an event known here"),
        (("nothing",), "give an id or a position"),
        (("9" * 400,), "they run from #1 to #9"),
        ((), "Missing argument"),
    ],
)
def test_an_event_that_is_not_there_is_refused(told: Console, words: tuple[str, ...], says: str) -> None:
    done = told("event", *words)
    assert (done.status, done.out, says in done.err) == (2, "", True), done.err


def test_an_empty_ledger_has_no_event(run: Console) -> None:
    run("init")
    assert "no event is recorded yet" in run("event", "1").err


def test_an_entity_is_told_with_its_attributes(run: Console) -> None:
    run.begin(entity("org:navy", name="Navy", parent="org:freedonia"))
    assert ("attrs.parent", "org:freedonia (Freedonia)") in fields(run, "6")
