"""`legation correct`: the right event is added and the wrong one struck, and everything that rested on it stands."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from console import Console, attested, converse, newest
from legation.documents import span_sha256, split
from trial import REPORT, cited, distinct, entity, event, meeting, promise, same

BECAUSE = ("--reason", "A slip of the pen.")


@pytest.fixture
def told(run: Console) -> Console:
    """Return a ledger of a promise, #6; an outcome that names it, #7; a role on two lines, #8; an office abroad, #9."""
    run.begin(
        promise("com:bridge", "bridge", on="2021", due="2022", due_basis="stated", to=["person:rufus"]),
        event("followup.updated", "done", target="com:bridge", state="in_progress", on="2022-06"),
        {**attested(evidence=[cited(2), cited(3, item="4")]), "id": "seen"},
        entity("office:envoy", "envoy", "Envoy", seats=2),
    )
    return run


class TestFields:
    def test_the_right_event_comes_first_then_the_retraction_in_one_batch(self, told: Console) -> None:
        done = told("correct", "6", "--due", "2022-05", *BECAUSE)
        assert (done.status, done.out.splitlines()) == (0, [
            "appended #10–#11 (2 events)",
            "  #10 stands in the place of #6 promised: A bridge",
            "  due: 2022 → 2022-05 (May 2022)",
        ])  # fmt: skip
        right, strike = newest(told, 2)
        wrong = json.loads(told.ledger()["000000000001.jsonl"].splitlines()[5])
        assert right["data"] == {**wrong["data"], "due": "2022-05"}
        assert (right["type"], right["subject"]) == (wrong["type"], wrong["subject"])
        assert strike["data"] == {
            "target": "bridge", "ground": "entry_error", "replaced_by": right["id"], "reason": "A slip of the pen.",
        }  # fmt: skip
        assert right["batch"].split("/")[0] == strike["batch"].split("/")[0]

    def test_what_others_name_goes_on_by_the_same_id(self, told: Console) -> None:
        told("correct", "6", "--due", "2022-05", *BECAUSE)
        [row] = told("show", "followups", "--json").json["rows"]
        assert (row["key"], row["due"]) == ("com:bridge", "May 2022")
        assert told("check").status == 0

    def test_both_say_what_became_of_the_other(self, told: Console) -> None:
        told("correct", "6", "--due", "2022-05", *BECAUSE)
        lines = {row["#"]: row["about"] for row in told("show", "audit", "--json").json["rows"]}
        assert lines["#6"] == "struck by #11, now #10 · A bridge"
        assert lines["#10"] == "for #6 · A bridge"
        assert lines["#11"] == "#6: A slip of the pen."
        assert re.search(r"^In place of\n +#6 ", told("why", "audit", "10").out, re.MULTILINE)
        assert "(entry error: A slip of the pen.), replaced by #10." in told("why", "audit", "6").out
        assert "in place of" in told("event", "10").out

    def test_names_lists_and_flags_are_what_add_takes(self, told: Console) -> None:
        assert told("correct", "6", "--to", "Firefly", "--to", "Freedonia", *BECAUSE, "--actor", "bo").status == 0
        right, strike = newest(told, 2)
        assert right["data"]["to"] == ["person:rufus", "org:freedonia"]
        assert (right["actor"], strike["actor"]) == ("bo", "bo")

    def test_attributes_are_changed_one_by_one(self, told: Console) -> None:
        assert told("correct", "envoy", "--accredited-to", "Freedonia", *BECAUSE).status == 0
        right, _ = newest(told, 2)
        assert right["data"]["attrs"] == {"org": "org:freedonia", "seats": 2, "accredited_to": "org:freedonia"}

    def test_data_as_json_is_put_over_what_it_says_and_options_over_that(self, told: Console) -> None:
        raw = json.dumps({"due": "2023", "summary": "Two bridges"})
        assert told("correct", "6", "--data", raw, "--due", "2024", *BECAUSE).status == 0
        right, _ = newest(told, 2)
        assert (right["data"]["due"], right["data"]["summary"], right["data"]["on"]) == ("2024", "Two bridges", "2021")

    def test_ground_may_be_another(self, told: Console) -> None:
        told("correct", "6", "--due", "2023", *BECAUSE, "--ground", "source_erratum")
        assert newest(told)["data"]["ground"] == "source_erratum"

    def test_a_reason_of_its_own_is_told_from_the_reason_of_the_correction(self, told: Console) -> None:
        assert told("correct", "envoy", "--event-reason", "Known to all.", *BECAUSE).status == 0
        right, strike = newest(told, 2)
        assert (right["data"]["reason"], strike["data"]["reason"]) == ("Known to all.", "A slip of the pen.")

    def test_its_page_lists_what_it_says_now(self, told: Console) -> None:
        page = told("correct", "6", "--help").out
        assert '"summary": "A bridge"' in page
        assert "--due-basis" in page
        assert "Put right #6 promised: A bridge" in page

    def test_a_trial_writes_nothing_and_says_what_would_change(self, told: Console) -> None:
        before = told.ledger()
        done = told("correct", "6", "--due", "2030", *BECAUSE, "--dry-run")
        assert done.out.splitlines()[:3] == [
            "would append #10–#11 (2 events)",
            "  #10 stands in the place of #6 promised: A bridge",
            "  due: 2022 → 2030",
        ]
        assert any("2022 → 2030" in line and "Follow-ups" in line for line in done.out.splitlines())
        assert told.ledger() == before

    def test_json_says_it_too(self, told: Console) -> None:
        done = told("correct", "6", "--due", "2030", *BECAUSE, "--json").json
        assert done["appended"] == {"first": 10, "last": 11, "count": 2}
        assert done["told"] == ["#10 stands in the place of #6 promised: A bridge", "due: 2022 → 2030"]


class TestTakingAway:
    def test_a_field_is_taken_away(self, told: Console) -> None:
        done = told("correct", "6", "--without", "due", "--due-basis", "none", *BECAUSE)
        assert "  due: 2022 → nothing" in done.out.splitlines()
        right, _ = newest(told, 2)
        assert ("due" in right["data"], right["data"]["due_basis"]) == (False, "none")

    def test_an_attribute_and_a_part_of_the_evidence_are_taken_away(self, told: Console) -> None:
        assert told("correct", "envoy", "--without", "seats", *BECAUSE).status == 0
        assert newest(told, 2)[0]["data"]["attrs"] == {"org": "org:freedonia"}
        told.append(entity("topic:roads"), entity("topic:mud", "mud", broader="topic:roads"))
        assert told("correct", "mud", "--without", "broader", *BECAUSE).status == 0
        assert newest(told, 2)[0]["data"]["attrs"] == {}
        assert told("correct", "seen", "--piece", "2", "--without", "--item", *BECAUSE).status == 0
        assert newest(told, 2)[0]["data"]["evidence"] == [cited(2), cited(3)]

    def test_a_list_and_what_has_parts_go_as_a_whole(self, told: Console) -> None:
        told.append(meeting("eng:may", "may", parties=["org:freedonia"], hosts=["person:rufus", "org:freedonia"]))
        told.append(event("engagement.attended", "they", engagement="eng:may", group={"label": "Envoys", "count": 3}))
        assert told("correct", "may", "--without", "hosts", *BECAUSE).status == 0
        assert "hosts" not in newest(told, 2)[0]["data"]
        assert told("correct", "they", "--without", "group-count", *BECAUSE).status == 0
        right, _ = newest(told, 2)
        assert right["data"]["group"] == {"label": "Envoys"}
        assert told("correct", right["id"], "--without", "group", "--participant", "Rufus", *BECAUSE).status == 0
        assert "group" not in newest(told, 2)[0]["data"]

    def test_one_piece_of_evidence_is_taken_away(self, told: Console) -> None:
        assert told("correct", "seen", "--piece", "1", "--without", "evidence", *BECAUSE).status == 0
        assert newest(told, 2)[0]["data"]["evidence"] == [cited(3, item="4")]

    def test_a_needed_field_cannot_be_taken_away(self, told: Console) -> None:
        assert "E903 data.summary: missing" in told("correct", "6", "--without", "summary", *BECAUSE).err
        assert "E903 data.evidence: missing" in told("correct", "seen", "--without", "evidence", *BECAUSE).err


class TestEvidence:
    def test_other_lines_are_hashed_anew_and_all_else_of_the_piece_stays(self, told: Console) -> None:
        assert told("correct", "seen", "--piece", "2", "--lines", "2-3", *BECAUSE).status == 0
        first, second = newest(told, 2)[0]["data"]["evidence"]
        assert first == cited(2)
        assert second == {**cited(2, 3), "item": "4"}
        assert second["span_sha256"] == span_sha256(split(REPORT), 2, 3)

    def test_of_one_piece_it_need_not_be_said_which(self, told: Console) -> None:
        done = told("correct", "6", "--certainty", "probable", *BECAUSE)
        assert "  evidence.certainty: nothing → probable" in done.out.splitlines()
        assert newest(told, 2)[0]["data"]["evidence"] == [cited(certainty="probable")]

    def test_a_new_piece_is_added(self, told: Console) -> None:
        more = ("--piece", "new", "--document", "Report", "--lines", "3", "--voice", "body")
        assert told("correct", "6", *more, *BECAUSE).status == 0
        assert newest(told, 2)[0]["data"]["evidence"] == [cited(), cited(3)]

    def test_what_follows_from_a_rule_or_a_speaker_follows_it(self, told: Console) -> None:
        assert told("correct", "6", "--rule", "opening-day", "--speaker", "Freedonia", *BECAUSE).status == 0
        [piece] = newest(told, 2)[0]["data"]["evidence"]
        assert (piece["stance"], piece["basis"], piece["voice"]) == ("inferred", [], "speaker")
        assert told("correct", "10", "--without", "rule", *BECAUSE).status == 0
        [piece] = newest(told, 2)[0]["data"]["evidence"]
        assert ("basis" in piece, piece["stance"]) == (False, "asserted")

    def test_lines_that_stay_need_no_text_and_others_do(self, told: Console) -> None:
        (told.folder / "texts" / "report.txt").unlink()
        assert told("correct", "6", "--lines", "2", *BECAUSE).status == 2
        assert told("correct", "6", "--certainty", "probable", *BECAUSE).status == 0


class TestWhatRestsOnIt:
    def test_events_that_name_the_event_itself_are_told_of(self, told: Console) -> None:
        told.append(attested("2020", evidence=[cited(2, stance="inferred", rule="opening-day", basis=["bridge"])]),
                    event("record.assessed", target="bridge", verdict="corroborates"))  # fmt: skip
        done = told("correct", "6", "--due", "2023", *BECAUSE)
        assert "  no longer counts: #11 assessed: #6 corroborates" in done.out.splitlines()
        assert "still rests on what goes: #10 seen in office: Rufus T. Firefly, Leader of Freedonia" in done.out

    def test_another_id_leaves_what_names_the_first_without_a_creator(self, told: Console) -> None:
        before = told.ledger()
        done = told("correct", "6", "--commitment", "com:ferry", *BECAUSE)
        assert (done.status, "E501" in done.err, "#7 (in progress) names it" in done.err) == (1, True, True), done.err
        assert told.ledger() == before

    @pytest.mark.parametrize("position", range(1, 10))
    def test_whatever_it_is_only_a_note_more_is_taken(self, told: Console, position: int) -> None:
        assert told("correct", str(position), "--note", "Looked at again.", *BECAUSE).status == 0
        assert told("check").status == 0

    def test_retractions_matches_and_assessments_are_put_right_in_the_same_way(self, told: Console) -> None:
        told.append(entity("person:groucho"), same("person:rufus", "person:groucho", id="match"),
                    event("record.assessed", "judged", target="seen", verdict="corroborates"))  # fmt: skip
        told("retract", "done", "--ground", "entry_error", "--reason", "Not so.")
        for id_, own in (("match", "One man."), ("judged", "Two lines say so."), ("13", "Not so at all.")):
            done = told("correct", id_, "--event-reason", own, *BECAUSE)
            assert done.status == 0, done.err
            assert "counts" not in done.out
            assert newest(told, 2)[0]["data"]["reason"] == own
        assert told("event", "done", "--json").json["counts"] is False
        assert told("check").status == 0

    def test_a_match_can_be_turned_into_its_opposite(self, told: Console) -> None:
        told.append(entity("person:groucho"), distinct("person:rufus", "person:groucho", id="apart"))
        done = told("correct", "apart", "--verdict", "same", "--keep", "person:rufus", *BECAUSE)
        assert done.status == 0, done.err
        assert told("log", "--about", "person:groucho", "--json").json["rows"]


class TestOnATerminal:
    def test_every_field_is_asked_for_with_what_it_says_now(self, told: Console) -> None:
        ended, said = converse(told, ("correct", "done"), "", "fulfilled", "2022-07", *[""] * 17, "A slip of the pen.")
        assert ended == 0, said
        assert "; now com:bridge (A bridge)" in said
        assert "; now in_progress" in said
        assert "; now 2022-06 (Jun 2022)" in said
        right, strike = newest(told, 2)
        assert (right["data"]["state"], right["data"]["on"]) == ("fulfilled", "2022-07")
        assert right["data"]["evidence"] == [cited()]
        assert strike["data"]["reason"] == "A slip of the pen."

    def test_a_dash_takes_a_field_away_and_attributes_of_other_kinds_are_not_asked_for(self, told: Console) -> None:
        # entity, name; org, seats, accredited to, jurisdiction; then all the rest
        ended, said = converse(told, ("correct", "envoy", *BECAUSE), "", "", "", "-", *[""] * 16)
        assert ended == 0, said
        assert newest(told, 2)[0]["data"]["attrs"] == {"org": "org:freedonia"}
        assert "birth" not in said

    def test_several_pieces_of_evidence_stay_unless_one_is_chosen(self, told: Console) -> None:
        ended, said = converse(told, ("correct", "seen", *BECAUSE), "", "", "2021-05", *[""] * 12)
        assert ended == 0, said
        assert "its 2 pieces of evidence stay as they are; --piece says which one to put right" in said
        assert newest(told, 2)[0]["data"]["evidence"] == [cited(2), cited(3, item="4")]
        assert newest(told, 2)[0]["data"]["on"] == "2021-05"

    def test_if_a_field_is_given_only_what_is_missing_is_asked_for(self, told: Console) -> None:
        ended, said = converse(told, ("correct", "done", "--on", "2022-08"), "A slip of the pen.")
        assert (ended, "summary" in said) == (0, False), said
        assert newest(told)["data"]["reason"] == "A slip of the pen."

    def test_if_nothing_is_changed_nothing_is_written(self, told: Console) -> None:
        ended, said = converse(told, ("correct", "done"), *[""] * 20)
        assert (ended, "nothing of #7 would change" in said, told.size()) == (2, True, 9), said


class TestRefusals:
    @pytest.mark.parametrize(
        ("words", "status", "says"),
        [
            ((), 2, "Usage: legation correct"),
            (("99",), 2, "they run from #1 to #9"),
            (("com:bridge",), 2, "is no id of an event"),
            (("\x1b[2J",), 2, "is no id of an event"),
            (("6", *BECAUSE), 2, "nothing of #6 would change"),
            (("6", "--due", "2022", *BECAUSE), 2, "nothing of #6 would change"),
            (("6", "--due", "2023"), 1, "E903 data.reason: missing"),
            (("6", "--due", "2023-13", *BECAUSE), 1, "there is no month 13"),
            (("6", "--due", "2023", *BECAUSE, "--ground", "typo"), 1, "E905 data.ground"),
            (("6", "--dew", "2023", *BECAUSE), 2, "--due"),
            (("6", "--by", "Groucho", *BECAUSE), 2, "'Groucho' is no organisation or person"),
            (("6", "--without", "dew", *BECAUSE), 2, "did you mean due"),
            (("6", "--without", "condition", *BECAUSE), 2, "'condition' is no field that #6 has"),
            (("6", "--without", "item", *BECAUSE), 2, "'item' is no field that #6 has"),
            (("6", "--without", "group-label", *BECAUSE), 2, "'group-label' is no field that #6 has"),
            (("seen", "--lines", "2", *BECAUSE), 2, "#8 has 2 pieces of evidence: say which is meant, with --piece"),
            (("seen", "--without", "item", *BECAUSE), 2, "say which is meant, with --piece"),
            (("seen", "--piece", "3", "--lines", "2", *BECAUSE), 2, "'3' is no piece of evidence of #8: give 1 to 2"),
            (("seen", "--piece", "0", "--lines", "2", *BECAUSE), 2, "give 1 to 2, or new for one more"),
            (("seen", "--piece", "1", "--lines", "99", *BECAUSE), 1, "E403"),
            (("6", "--data", "[]", *BECAUSE), 1, "E004"),
            (("6", "--data", '{"shape":"round"}', *BECAUSE), 1, "E902"),
            (("6", "--data", '{"evidence":3}', *BECAUSE), 1, "E904"),
            (("6", "--data", '{"evidence":[3]}', "--lines", "2", *BECAUSE), 1, "E904"),
            (("6", "--data", '{"evidence":[3]}', "--without", "item", *BECAUSE), 2, "is no field that #6 has"),
            (("envoy", "--data", '{"attrs":3}', "--seats", "2", *BECAUSE), 1, "E904"),
            (("6", "--data", '{"by":3}', *BECAUSE), 1, "E904"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_meant_is_refused_and_nothing_is_written(
        self, told: Console, words: tuple[str, ...], status: int, says: str
    ) -> None:
        before = told.ledger()
        done = told("correct", *words)
        assert (done.status, says in done.out + done.err) == (status, True), done.out + done.err
        assert told.ledger() == before

    def test_what_was_put_right_already_names_what_stands_in_its_place(self, told: Console) -> None:
        told("correct", "6", "--due", "2023", *BECAUSE)
        done = told("correct", "6", "--due", "2024", *BECAUSE)
        assert done.status == 2
        assert (
            "#6 no longer counts: it was retracted by #11 (entry error: A slip of the pen.), replaced by #10; "
            in done.err
        )
        assert "name #10, which stands in its place now" in done.err

    def test_words_of_a_document_are_refused_as_ever(self, told: Console) -> None:
        words = "They spoke of bridges, of the price of grain, and of the long quarrel"
        assert "E1001" in told("correct", "6", "--summary", words, *BECAUSE).err


def test_hostile_words_of_the_event_reach_the_terminal_harmless(run: Console) -> None:
    run.begin(meeting("eng:may", title="\u202egnp.exe", note="zero\u200bwidth"))
    for words in (("--help",), ("--note", "a", *BECAUSE), ("--without", "title", *BECAUSE, "--dry-run")):
        done = run("correct", "6", *words)
        assert not {"\u202e", "\u200b"} & set(done.out + done.err)


@pytest.mark.parametrize(("words", "found"), [("correct 6 --du", "--due"), ("correct 99 --du", None)])
def test_a_shell_completes_the_fields_of_the_event(told: Console, words: str, found: str | None) -> None:
    env = os.environ | {
        "_LEGATION_COMPLETE": "bash_complete", "COMP_WORDS": f"legation {words}", "COMP_CWORD": "3",
    }  # fmt: skip
    command = [sys.executable, "-m", "legation"]
    done = subprocess.run(command, cwd=told.folder, env=env, capture_output=True, text=True, check=True)
    assert (f"plain,{found}" in done.stdout.splitlines()) is (found is not None)
    assert "Traceback" not in done.stderr
