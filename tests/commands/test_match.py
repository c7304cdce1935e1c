"""`legation match`: two ids are judged one thing or two, by id or by name."""

from __future__ import annotations

import pytest

from console import Console, attested, converse, newest
from trial import entity, event, meeting, same, visit

BECAUSE = ("--reason", "One man, two spellings.")


@pytest.fixture
def told(run: Console) -> Console:
    """Return a ledger in which `person:rufus` is named by more events than `person:r-firefly`."""
    run.begin(
        entity("person:r-firefly", name="Rufus Fireflye"),
        attested("2021"),
        attested("2022"),
        attested("2023", person="person:r-firefly"),
        meeting("eng:may", title="May talks"),
        visit("eng:stay", title="A stay"),
    )
    return run


class TestSame:
    def test_names_stand_for_ids_and_the_id_that_more_events_name_goes_on(self, told: Console) -> None:
        done = told("match", "Fireflye", "Rufus T. Firefly", *BECAUSE)
        assert done.status == 0, done.err
        assert done.out.splitlines() == [
            "appended #12 (1 event)",
            "  one from now on: Rufus T. Firefly (person:rufus) goes on, "
            "Rufus Fireflye (person:r-firefly, 2 events) is given up",
        ]
        assert newest(told)["data"] == {
            "entity": "person:r-firefly", "other": "person:rufus", "verdict": "same", "keep": "person:rufus",
            "reason": "One man, two spellings.",
        }  # fmt: skip
        assert len(told("show", "people", "--json").json["rows"]) == 1

    @pytest.mark.parametrize("keep", ["person:r-firefly", "Fireflye", "r-firefly"])
    def test_another_id_may_be_kept(self, told: Console, keep: str) -> None:
        assert told("match", "person:rufus", "person:r-firefly", "--keep", keep, *BECAUSE).status == 0
        assert newest(told)["data"]["keep"] == "person:r-firefly"

    def test_of_two_that_are_named_as_often_the_first_recorded_goes_on(self, told: Console) -> None:
        told.append(entity("topic:roads"), entity("topic:streets"))
        assert told("match", "topic:streets", "topic:roads", *BECAUSE).status == 0
        assert newest(told)["data"]["keep"] == "topic:roads"

    def test_an_id_is_taken_as_it_is_written_so_that_another_may_survive(self, told: Console) -> None:
        told("match", "person:rufus", "person:r-firefly", *BECAUSE)
        words = ("match", "person:rufus", "person:r-firefly", "--keep", "person:r-firefly", *BECAUSE)
        assert told(*words).status == 0
        [row] = told("show", "people", "--json").json["rows"]
        assert row["key"] == "person:r-firefly"

    def test_evidence_and_note_are_those_of_the_type(self, told: Console) -> None:
        lines = ("--document", "Report", "--lines", "2", "--voice", "body", "--note", "See there.")
        assert told("match", "person:rufus", "person:r-firefly", *BECAUSE, *lines, "--actor", "bo").status == 0
        assert newest(told)["data"]["evidence"][0]["lines"] == [2, 2]
        assert newest(told)["actor"] == "bo"

    def test_a_trial_writes_nothing_and_says_what_would_change(self, told: Console) -> None:
        before = told.ledger()
        done = told("match", "person:rufus", "person:r-firefly", *BECAUSE, "--dry-run")
        assert done.out.startswith("would append #12 (1 event)\n  one from now on: ")
        assert "  − People: " in done.out
        assert told.ledger() == before

    def test_json_says_it_too(self, told: Console) -> None:
        done = told("match", "person:rufus", "person:r-firefly", *BECAUSE, "--json").json
        assert done["told"][0].startswith("one from now on: Rufus T. Firefly (person:rufus) goes on")

    def test_on_a_terminal_it_proposes_which_to_keep_and_asks_for_the_reason(self, told: Console) -> None:
        ended, said = converse(told, ("match", "person:r-firefly", "person:rufus"), "", "One man.")
        assert ended == 0, said
        assert "person:r-firefly (2 events) or person:rufus (3 events); Enter keeps person:rufus" in said
        assert (newest(told)["data"]["keep"], newest(told)["data"]["reason"]) == ("person:rufus", "One man.")

    def test_on_a_terminal_the_proposal_may_be_declined(self, told: Console) -> None:
        ended, said = converse(
            told, ("match", "person:r-firefly", "person:rufus", *BECAUSE), "typo", "person:r-firefly"
        )
        assert ended == 0, said
        assert newest(told)["data"]["keep"] == "person:r-firefly"


class TestDistinct:
    def test_two_are_held_apart(self, told: Console) -> None:
        done = told("match", "person:rufus", "Fireflye", "--distinct", "--reason", "Father and son.")
        assert done.out.splitlines()[1] == (
            "  held apart: Rufus T. Firefly (person:rufus) and Rufus Fireflye (person:r-firefly) "
            "are not proposed as one again"
        )
        assert newest(told)["data"] == {
            "entity": "person:rufus", "other": "person:r-firefly", "verdict": "distinct", "reason": "Father and son.",
        }  # fmt: skip

    def test_neither_is_kept(self, told: Console) -> None:
        done = told("match", "person:rufus", "Fireflye", "--distinct", "--keep", "person:rufus", *BECAUSE)
        assert (done.status, "leave --keep out" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        ((), 2, "Missing argument"),
        (("person:rufus",), 2, "Missing argument"),
        (("person:rufus", "Groucho", *BECAUSE), 2, "'Groucho' is no person in this ledger"),
        (("person:rufs", "Fireflye", *BECAUSE), 2, "did you mean person:rufus"),
        (("Rufus", "Fireflye", *BECAUSE), 2, "fits 2 of kind"),
        (("doc:report", "person:rufus", *BECAUSE), 2, "'doc:report' is no person"),
        (("person:rufus", "org:freedonia", *BECAUSE), 1, "E201"),
        (("eng:may", "eng:stay", *BECAUSE), 1, "E201"),
        (("person:rufus", "person:rufus", *BECAUSE), 1, "E202"),
        (("person:rufus", "Fireflye", "--keep", "Freedonia", *BECAUSE), 2, "is no person"),
        (("person:rufus", "Fireflye", "--keep", "org:freedonia", *BECAUSE), 2, "is no person"),
        (("person:rufus", "Fireflye"), 1, "E903 data.reason: missing"),
        (("person:rufus", "Fireflye", "--verdict", "same", *BECAUSE), 2, "No such option"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(
    told: Console, words: tuple[str, ...], status: int, says: str
) -> None:
    before = told.ledger()
    done = told("match", *words)
    assert (done.status, says in done.err) == (status, True), done.err
    assert told.ledger() == before


def test_a_third_one_cannot_be_kept(told: Console) -> None:
    told.append(entity("person:vera", name="Vera"))
    done = told("match", "person:rufus", "Fireflye", "--keep", "Vera", *BECAUSE)
    assert (done.status, "'Vera' is no one of the two that are matched" in done.err) == (2, True), done.err


def test_the_kind_of_an_id_tells_which_thing_a_name_means(told: Console) -> None:
    told.append(entity("org:firefly", name="Firefly"), entity("person:f", name="Firefly"))
    assert told("match", "Firefly", "person:rufus", *BECAUSE).status == 0
    assert newest(told)["data"]["entity"] == "person:f"


def test_what_is_judged_distinct_is_not_matched(told: Console) -> None:
    told.append(event("entity.matched", entity="person:rufus", other="person:r-firefly", verdict="distinct"))
    assert "E203" in told("match", "person:rufus", "Fireflye", *BECAUSE).err


def test_what_is_one_already_is_not_matched_again(told: Console) -> None:
    told.append(same("person:rufus", "person:r-firefly"))
    done = told("match", "person:rufus", "person:r-firefly", *BECAUSE)
    assert (done.status, "E202" in done.err, "the match at 12" in done.err) == (1, True, True), done.err
