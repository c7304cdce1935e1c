"""`legation unmatch`: what was judged one is two again, and every line reads as if it had never been matched."""

from __future__ import annotations

import pytest

from console import Console, attested, newest
from trial import distinct, entity, same

BECAUSE = ("--reason", "Father and son.")


@pytest.fixture
def told(run: Console) -> Console:
    """Return a ledger of four men, of whom #10 to #12 make a chain: rufus, junior, third."""
    run.begin(
        entity("person:junior", name="Rufus Junior"),
        entity("person:third", name="Groucho"),
        entity("person:vera", name="Vera"),
        attested("2021", person="person:junior"),
    )
    run.append(same("person:rufus", "person:junior", id="first"))
    run.append(same("person:junior", "person:third", id="second"))
    return run


class TestTwoThings:
    def test_the_match_between_two_is_struck_and_they_are_two(self, run: Console) -> None:
        run.begin(entity("person:junior", name="Rufus Junior"), attested("2021", person="person:junior"))
        before = run("show", "people", "--json").json["rows"]
        run.append(same("person:rufus", "person:junior", id="match"))
        done = run("unmatch", "person:rufus", "person:junior", *BECAUSE)
        assert done.status == 0, done.err
        assert done.out.splitlines() == [
            "appended #9 (1 event)",
            "  no longer counts: #8 judged same: Rufus T. Firefly (person:rufus and person:junior)",
            "  two again: person:rufus and person:junior",
        ]
        assert newest(run)["data"] == {"target": "match", "ground": "identity", "reason": "Father and son."}
        assert run("show", "people", "--json").json["rows"] == before

    @pytest.mark.parametrize(
        ("one", "other"), [("Firefly", "Junior"), ("junior", "rufus t"), ("Junior", "person:rufus")]
    )
    def test_each_name_means_the_id_that_it_was_given_to(self, told: Console, one: str, other: str) -> None:
        assert told("unmatch", one, other, *BECAUSE).status == 0
        assert newest(told)["data"]["target"] == "first"

    def test_a_whole_name_goes_before_a_part_of_another(self, told: Console) -> None:
        told.append(entity("person:vera-2", name="Vera the Second"), same("person:vera", "person:vera-2", id="veras"))
        assert told("unmatch", "Vera", "Vera the Second", *BECAUSE).status == 0
        assert newest(told)["data"]["target"] == "veras"

    def test_two_matches_of_one_pair_go_together(self, told: Console) -> None:
        told.append(same("person:rufus", "person:junior", keep="person:junior", id="again"))
        assert told("unmatch", "person:rufus", "person:junior", *BECAUSE).out.startswith("appended #13–#14 (2 events)")

    def test_a_chain_is_named_match_by_match_and_nothing_is_written(self, told: Console) -> None:
        before = told.ledger()
        done = told("unmatch", "person:rufus", "person:third", *BECAUSE)
        assert (done.status, done.out) == (2, "")
        assert "person:rufus and person:third are one through #10 (person:rufus is person:junior); " in done.err
        assert "#11 (person:junior is person:third). Undo what is wrong of it: " in done.err
        assert "`legation unmatch 10` or `legation unmatch 11`" in done.err
        assert told.ledger() == before

    def test_a_match_beside_a_chain_is_not_enough(self, told: Console) -> None:
        told.append(same("person:rufus", "person:third", keep="person:third"))
        done = told("unmatch", "person:rufus", "person:third", *BECAUSE)
        assert (done.status, "#12 (person:rufus is person:third)" in done.err) == (2, True), done.err
        assert "`legation unmatch 10`" in done.err

    def test_a_trial_writes_nothing(self, told: Console) -> None:
        before = told.ledger()
        done = told("unmatch", "Firefly", "Junior", *BECAUSE, "--dry-run")
        assert done.out.startswith("would append #12 (1 event)\n")
        assert "  + People: " in done.out
        assert told.ledger() == before

    def test_json_says_it_too(self, told: Console) -> None:
        assert told("unmatch", "Firefly", "Junior", *BECAUSE, "--json").json["told"][-1] == (
            "two again: person:rufus and person:junior"
        )


class TestOneMatch:
    @pytest.mark.parametrize("word", ["10", "#10", "first"])
    def test_a_match_is_named_as_any_event_is(self, told: Console, word: str) -> None:
        assert told("unmatch", word, *BECAUSE, "--ground", "entry_error").status == 0
        assert (newest(told)["data"]["target"], newest(told)["data"]["ground"]) == ("first", "entry_error")

    def test_a_judgement_that_holds_two_apart_is_taken_back_as_well(self, told: Console) -> None:
        told.append(distinct("person:vera", "person:rufus", id="apart"))
        done = told("unmatch", "apart", *BECAUSE)
        assert "person:vera and person:rufus may be one again" in done.out


def test_what_stood_on_the_match_is_listed_and_goes_along_if_wanted(told: Console) -> None:
    told.append(attested("2022", person="person:third"))
    told("retract", "7", "--ground", "entry_error", *BECAUSE)
    refused = told("unmatch", "second", *BECAUSE)
    assert (refused.status, "E502" in refused.err, "#12 seen in office" in refused.err) == (1, True, True), refused.err
    assert told("unmatch", "second", *BECAUSE, "--with-dependants").status == 0
    assert told("check").status == 0


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        ((), 2, "Missing argument"),
        (("Firefly", "Junior", "Groucho", *BECAUSE), 2, "name two things, or one match"),
        (("99", *BECAUSE), 2, "they run from #1 to #11"),
        (("9", *BECAUSE), 2, "'9' is no match: it is #9 seen in office"),
        (("Firefly", *BECAUSE), 2, "is no id of an event"),
        (("Firefly", "Vera", *BECAUSE), 2, "person:rufus and person:vera are two already"),
        (("person:rufus", "person:rufus", *BECAUSE), 2, "both words name person:rufus: name the two ids"),
        (("Rufus", "Groucho", *BECAUSE), 2, "'Rufus' fits 2 of kind person"),
        (("Firefly", "Nobody", *BECAUSE), 2, "'Nobody' is no"),
        (("Firefly", "Junior"), 1, "E903 data.reason: missing"),
        (("Firefly", "Junior", *BECAUSE, "--ground", "typo"), 1, "E905"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(
    told: Console, words: tuple[str, ...], status: int, says: str
) -> None:
    before = told.ledger()
    done = told("unmatch", *words)
    assert (done.status, says in done.err) == (status, True), done.err
    assert told.ledger() == before


def test_a_match_that_was_undone_is_not_undone_again(told: Console) -> None:
    told("unmatch", "first", *BECAUSE)
    done = told("unmatch", "first", *BECAUSE)
    assert (done.status, "#10 no longer counts" in done.err) == (2, True)
    assert "are two already" in told("unmatch", "person:rufus", "person:junior", *BECAUSE).err
