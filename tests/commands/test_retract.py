"""`legation retract`: what is wrong is struck, with what cannot stand without it, and restored the same way."""

from __future__ import annotations

import pytest

from console import Console, attested, converse, newest
from trial import cited, entity, event, meeting, promise, retract

BECAUSE = ("--ground", "entry_error", "--reason", "Another man.")


@pytest.fixture
def told(run: Console) -> Console:
    """Return a ledger where #8 names the meeting of #6, #9 the promise of #7, and #10 is inferred from the meeting."""
    run.begin(
        meeting("eng:may", "may", title="May talks", parties=["org:freedonia"]),
        promise("com:bridge", "bridge", on="2021", engagement="eng:may"),
        event("engagement.attended", "there", engagement="eng:may", participant="person:rufus"),
        event("followup.updated", "done", target="com:bridge", state="fulfilled", on="2022"),
        attested("2021", evidence=[cited(2, stance="inferred", rule="opening-day", basis=["may"])]),
    )
    return run


class TestOneEvent:
    def test_it_is_struck_and_the_answer_says_in_words_what_no_longer_counts(self, told: Console) -> None:
        done = told("retract", "9", *BECAUSE)
        assert (done.status, done.out) == (0, "appended #11 (1 event)\n  no longer counts: #9 fulfilled: A bridge\n")
        assert newest(told)["data"] == {"target": "done", "ground": "entry_error", "reason": "Another man."}
        assert told("show", "followups", "--json").json["rows"][0]["state"] == "pending"

    @pytest.mark.parametrize("word", ["#9", "9", "done"])
    def test_it_is_named_by_position_sign_or_id(self, told: Console, word: str) -> None:
        assert told("retract", word, *BECAUSE).status == 0
        assert newest(told)["data"]["target"] == "done"

    def test_a_trial_says_what_would_change_and_writes_nothing(self, told: Console) -> None:
        before = told.ledger()
        done = told("retract", "9", *BECAUSE, "--dry-run")
        assert done.out.splitlines()[:2] == ["would append #11 (1 event)", "  no longer counts: #9 fulfilled: A bridge"]
        assert any(line.startswith("  ~ Follow-ups:") for line in done.out.splitlines())
        assert told.ledger() == before

    def test_what_still_rests_on_it_is_named(self, told: Console) -> None:
        told.append(event("meeting.held", "may-2", engagement="eng:may", kind="meeting"))
        done = told("retract", "may", *BECAUSE)
        assert "still rests on what goes: #10 seen in office: Rufus T. Firefly, Leader of Freedonia" in done.out

    def test_what_was_struck_before_and_what_struck_another_for_it_rest_on_nothing(self, told: Console) -> None:
        told.append(event("meeting.held", "may-2", engagement="eng:may", kind="meeting"))
        told("retract", "10", *BECAUSE)
        assert "still rests" not in told("correct", "may", "--title", "Talks of May", *BECAUSE[2:]).out
        assert "still rests" not in told("retract", "13", *BECAUSE).out

    def test_an_assessment_of_it_goes_with_it(self, told: Console) -> None:
        told.append(event("record.assessed", target="done", verdict="corroborates"))
        assert "no longer counts: #11 assessed: #9 corroborates" in told("retract", "done", *BECAUSE).out

    def test_options_of_evidence_and_a_replacement_are_those_of_the_type(self, told: Console) -> None:
        told.append(event("followup.updated", "right", target="com:bridge", state="fulfilled", on="2023"))
        lines = ("--document", "Report", "--lines", "2", "--voice", "body")
        assert told("retract", "done", *BECAUSE, "--replaced-by", "11", *lines, "--actor", "bo").status == 0
        assert newest(told)["data"]["replaced_by"] == "right"
        assert newest(told)["data"]["evidence"] == [cited(2)]
        assert newest(told)["actor"] == "bo"

    def test_json_says_where_it_stands_and_what_it_did(self, told: Console) -> None:
        done = told("retract", "done", *BECAUSE, "--json").json
        assert (done["appended"]["first"], done["told"]) == (11, ["no longer counts: #9 fulfilled: A bridge"])


class TestRestoring:
    def test_to_retract_a_retraction_restores_and_says_so(self, told: Console) -> None:
        told("retract", "9", *BECAUSE)
        done = told("retract", "11", "--ground", "entry_error", "--reason", "It was right.")
        assert done.out.splitlines()[1:] == [
            "  no longer counts: #11 struck: #9: Another man.",
            "  counts again: #9 fulfilled: A bridge",
        ]
        assert told("event", "9", "--json").json["counts"] is True

    def test_what_can_be_told_no_more_is_not_restored(self, told: Console) -> None:
        told("retract", "there", "may", "bridge", "done", *BECAUSE)
        before = told.ledger()
        done = told("retract", "12", *BECAUSE)  # which struck #8, the second newest
        assert (done.status, "E101" in done.err, "would bring back" in done.err) == (1, True, True)
        assert told.ledger() == before


class TestWhatDepends:
    def test_what_cannot_stand_without_it_is_listed_and_nothing_is_written(self, told: Console) -> None:
        before = told.ledger()
        done = told("retract", "may", *BECAUSE)
        assert (done.status, done.out) == (1, "")
        assert done.err.splitlines()[:4] == [
            "3 events cannot stand without it:",
            "  #9 fulfilled: A bridge",
            "  #8 took part: Rufus T. Firefly, May talks",
            "  #7 promised: A bridge",
        ]
        assert "E501" in done.err
        assert "#7 (promised), #8 (took part) name it" in done.err
        assert "--with-dependants" in done.err
        assert told.ledger() == before

    def test_json_carries_the_faults(self, told: Console) -> None:
        done = told("retract", "may", *BECAUSE, "--json")
        assert (done.status, done.json["appended"], done.json["faults"][0]["code"]) == (1, None, "E501")

    def test_with_dependants_all_go_in_one_batch_the_newest_first(self, told: Console) -> None:
        done = told("retract", "may", *BECAUSE, "--with-dependants")
        assert done.out.splitlines()[:2] == [
            "appended #11–#14 (4 events)",
            "  no longer counts: #6 took place: May talks",
        ]
        strikes = newest(told, 4)
        assert [line["data"]["target"] for line in strikes] == ["done", "there", "bridge", "may"]
        assert len({line["batch"].split("/")[0] for line in strikes}) == 1
        assert strikes[0]["data"] == {
            "target": "done", "ground": "entry_error", "reason": "Another man.", "note": "Struck with #6.",
        }  # fmt: skip
        assert "note" not in strikes[3]["data"]
        assert told("check").status == 0

    def test_several_are_struck_at_once_and_one_named_twice_only_once(self, told: Console) -> None:
        assert told("retract", "8", "#8", "there", "10", *BECAUSE).out.startswith("appended #11–#12 (2 events)\n")

    def test_what_an_assessment_of_something_struck_names_does_not_go_without_it(self, run: Console) -> None:
        run.begin({**attested(), "id": "seen"}, entity("org:sylvania", "s"))
        spoken = cited(voice="speaker", speaker="org:sylvania")
        run.append(event("record.assessed", target="seen", verdict="corroborates", evidence=[spoken]))
        run.append(retract("seen"))
        assert "E501" in run("retract", "s", *BECAUSE).err
        assert run("retract", "s", *BECAUSE, "--with-dependants").out.startswith("appended #10–#11 (2 events)")
        assert run("check").status == 0

    @pytest.mark.parametrize(("answer", "status", "size"), [("y", 0, 14), ("n", 130, 10), ("", 130, 10)])
    def test_on_a_terminal_it_is_asked(self, told: Console, answer: str, status: int, size: int) -> None:
        ended, said = converse(told, ("retract", "may", *BECAUSE), answer)
        assert (ended, told.size()) == (status, size), said
        assert "#8 took part: Rufus T. Firefly, May talks" in said
        assert "Strike them, too? [y/N]" in said

    def test_on_a_terminal_ground_and_reason_are_asked_for(self, told: Console) -> None:
        ended, said = converse(told, ("retract", "done"), "typo", "entry_error", "It was another bridge.")
        assert ended == 0, said
        assert '"typo" is none of these' in said
        assert newest(told)["data"] == {"target": "done", "ground": "entry_error", "reason": "It was another bridge."}


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        ((), 2, "Missing argument"),
        (("99", *BECAUSE), 2, "they run from #1 to #10"),
        (("com:bridge", *BECAUSE), 2, "is no id of an event known here"),
        (("", *BECAUSE), 2, "is no id of an event"),
        (("9", "x\x1b[2J", *BECAUSE), 2, "is no id of an event"),
        (("9",), 1, "E903 data.reason: missing"),
        (("9", "--ground", "typo", "--reason", "x"), 1, "E905 data.ground"),
        (("9", "--ground", "entry_error"), 1, "E903 data.reason: missing"),
        (("9", *BECAUSE, "--replaced-by", "99"), 1, "E102"),
        (("9", *BECAUSE, "--document", "Raport"), 2, "is no document in this ledger"),
        (("9", *BECAUSE, "--target", "8"), 2, "No such option"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(
    told: Console, words: tuple[str, ...], status: int, says: str
) -> None:
    before = told.ledger()
    done = told("retract", *words)
    assert (done.status, says in done.err) == (status, True), done.err
    assert told.ledger() == before


def test_what_was_struck_is_not_struck_again_and_says_how_to_restore_it(told: Console) -> None:
    told("retract", "9", *BECAUSE)
    done = told("retract", "9", *BECAUSE)
    assert done.status == 2
    assert "#9 no longer counts: it was retracted by #11 (entry error: Another man.)" in done.err
    assert "`legation retract 11` restores it" in done.err


def test_what_was_replaced_names_what_stands_in_its_place_now(told: Console) -> None:
    told("correct", "9", "--on", "2022-02", "--reason", "A month.")
    told("correct", "11", "--on", "2022-03", "--reason", "Another month.")
    done = told("retract", "9", *BECAUSE)
    assert (done.status, "name #13, which stands in its place now" in done.err) == (2, True), done.err
