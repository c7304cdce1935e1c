"""`legation add`: an event field by field, names for ids, cited lines hashed, and questions on a terminal."""

from __future__ import annotations

import json

import pytest

from console import Console, attested, converse, newest
from legation.documents import span_sha256, split
from legation.event_type import names
from trial import REPORT, entity

ROLE = ("add", "role.attested", "--office", "Leader", "--on", "2021-05-09")
CITED = ("--document", "Report", "--lines", "2", "--voice", "body")


class TestWhatIsTyped:
    def test_names_stand_for_ids_and_cited_lines_are_hashed(self, run: Console) -> None:
        run.begin()
        done = run(*ROLE, "--person", "firefly", *CITED)
        assert (done.status, done.out) == (0, "appended #6 (1 event)\n")
        assert "`legation event 6` shows it" in done.err
        assert newest(run)["data"] == {
            "person": "person:rufus", "office": "office:leader", "on": "2021-05-09",
            "evidence": [{
                "document": "doc:report", "lines": [2, 2], "span_sha256": span_sha256(split(REPORT), 2, 2),
                "voice": "body", "stance": "asserted",
            }],
        }  # fmt: skip

    def test_several_lines_a_speaker_and_a_rule_say_what_follows_from_them(self, run: Console) -> None:
        run.begin(attested())
        cited = ("--document", "doc:report", "--lines", "2-3", "--speaker", "Freedonia", "--rule", "opening-day")
        assert run(*ROLE, "--person", "rufus", *cited, "--basis", "6").status == 0
        [piece] = newest(run)["data"]["evidence"]
        first = json.loads(run.ledger()["000000000001.jsonl"].splitlines()[5])["id"]
        assert piece["span_sha256"] == span_sha256(split(REPORT), 2, 3)
        assert (piece["voice"], piece["stance"], piece["basis"]) == ("speaker", "inferred", [first])

    def test_lists_numbers_groups_and_attributes_take_their_shapes(self, run: Console) -> None:
        run.begin()
        told = ("--reason", "Known to all.")
        assert run("add", "entity.registered", "--entity", "office:envoy", "--name", "Envoy", "--org", "Freedonia",
                   "--seats", "2", *told).status == 0  # fmt: skip
        assert newest(run)["data"]["attrs"] == {"org": "org:freedonia", "seats": 2}
        assert run("add", "entity.registered", "--entity", "topic:grain", "--name", "grain", *told).status == 0
        assert newest(run)["data"]["attrs"] == {}
        assert run("add", "meeting.held", "--engagement", "eng:talks", "--kind", "talks", "--parties", "Freedonia",
                   "--hosts", "Rufus", "--hosts", "org:freedonia", *CITED).status == 0  # fmt: skip
        assert newest(run)["data"]["hosts"] == ["person:rufus", "org:freedonia"]
        assert run("add", "engagement.attended", "--engagement", "eng:talks", "--group-label", "Envoys",
                   "--group-count", "12", *CITED).status == 0  # fmt: skip
        assert newest(run)["data"]["group"] == {"label": "Envoys", "count": 12}

    def test_a_field_of_the_type_goes_before_one_of_the_evidence(self, run: Console) -> None:
        run.begin()
        said = ("--holders", "Rufus", "--about", "Freedonia", "--stance", "praises", "--summary", "It is well kept.")
        assert run("add", "position.voiced", *said, *CITED, "--evidence-stance", "asserted").status == 0
        assert newest(run)["data"]["stance"] == "praises"
        assert newest(run)["data"]["evidence"][0]["stance"] == "asserted"

    def test_an_event_may_be_named_by_its_position(self, run: Console) -> None:
        run.begin({**attested(), "id": "seen"})
        words = ("add", "record.retracted", "--target", "#6", "--ground", "entry_error", "--reason", "Another man.")
        assert run(*words).status == 0
        assert (newest(run)["data"]["target"], newest(run)["subject"]) == ("seen", "office:leader")

    def test_raw_data_is_the_ground_that_options_are_put_on(self, run: Console) -> None:
        run.begin()
        raw = json.dumps(attested("2020")["data"])
        assert run("add", "role.attested", "--data", raw, "--on", "2021", "--capacity", "acting").status == 0
        assert (newest(run)["data"]["on"], newest(run)["data"]["capacity"]) == ("2021", "acting")

    def test_a_trial_writes_nothing_and_says_what_would_change(self, run: Console) -> None:
        run.begin()
        before = run.ledger()
        done = run(*ROLE, "--person", "rufus", *CITED, "--dry-run")
        assert (done.status, done.out.splitlines()[0]) == (0, "would append #6 (1 event)")
        assert run.ledger() == before

    def test_every_type_has_a_page_of_its_fields_with_an_example(self, run: Console) -> None:
        listed = run("add", "--help").out
        for name in names():
            page = run("add", name, "--help").out
            assert f"\n  {name}" in listed
            assert "The data of an example:" in page
            assert "Needed:" in page


class TestWhatCannotBeMeant:
    @pytest.mark.parametrize(
        ("words", "status", "says"),
        [
            (("add", "role.atested"), 2, "did you mean role.attested"),
            (("add",), 2, "Usage"),
            ((*ROLE, "--person", "Groucho", *CITED), 2, "'Groucho' is no person in this ledger"),
            ((*ROLE, "--person", "person:rufs", *CITED), 2, "person:rufus"),
            ((*ROLE, "--person", "doc:report", *CITED), 2, "is no person"),
            ((*ROLE, "--persona", "rufus", *CITED), 2, "--person"),
            ((*ROLE, *CITED), 1, "E903 data.person: missing"),
            ((*ROLE, "--person", "rufus"), 1, "E903 data.evidence: missing"),
            ((*ROLE, "--person", "rufus", "--lines", "2"), 1, "E903 data.evidence.0.document: missing"),
            ((*ROLE, "--person", "rufus", "--document", "Report", "--lines", "99", "--voice", "body"), 1, "E403"),
            ((*ROLE, "--person", "rufus", "--document", "Report", "--lines", "3-2", "--voice", "body"), 1, "E407"),
            ((*ROLE, "--person", "rufus", "--document", "Report", "--lines", "two", "--voice", "body"), 1, "E904"),
            ((*ROLE, "--person", "rufus", "--document", "Report", "--lines", "2", "--voice", "bodi"), 1, "body"),
            ((*ROLE, "--person", "rufus", "--on", "2021-13", *CITED), 1, "there is no month 13"),
            ((*ROLE, "--person", "rufus", "--data", "[]", *CITED), 1, "--data:1: E004"),
            ((*ROLE, "--person", "rufus", "--data", "{", *CITED), 1, "--data:1: E003"),
            ((*ROLE, "--person", "rufus", "--data", '{"on":1.5}', *CITED), 1, "--data:1: E006"),
            (("add", "meeting.held", "--engagement", "the talks", "--kind", "talks", *CITED), 2, "eng:the-talks"),
            (("add", "record.retracted", "--target", "#99", "--ground", "entry_error", "--reason", "x"), 1, "E102"),
        ],
    )  # fmt: skip
    def test_it_is_refused_with_what_to_do_and_nothing_is_written(
        self, run: Console, words: tuple[str, ...], status: int, says: str
    ) -> None:
        run.begin()
        before = run.ledger()
        done = run(*words)
        assert (done.status, says in done.out + done.err) == (status, True), done.out + done.err
        assert run.ledger() == before

    def test_a_name_that_several_answer_to_is_not_guessed(self, run: Console) -> None:
        run.begin(entity("person:rufus-2", name="Rufus the Second"))
        done = run(*ROLE, "--person", "Rufus", *CITED)
        assert (done.status, "person:rufus (" in done.err or "(person:rufus)" in done.err) == (2, True), done.err
        assert "person:rufus-2" in done.err

    def test_lines_that_are_not_at_hand_cannot_be_cited(self, run: Console) -> None:
        run.begin()
        (run.folder / "texts" / "report.txt").unlink()
        done = run(*ROLE, "--person", "rufus", *CITED)
        assert (done.status, "--documents DIR" in done.err) == (2, True)

    def test_faults_can_be_had_as_json(self, run: Console) -> None:
        run.begin()
        done = run(*ROLE, *CITED, "--json")
        assert (done.status, done.json["faults"][0]["field"]) == (1, "data.person")


def test_on_a_terminal_what_is_missing_is_asked_for_with_its_help(run: Console) -> None:
    run.begin()
    status, said = converse(run, (*ROLE, "--person", "rufus"), "Raport", "Report", "2", "bodi", "body")
    assert status == 0, said
    assert "'Raport' is no document in this ledger" in said
    assert "did you mean body" in said
    assert "a line such as 25, or lines such as 25-27" in said
    assert newest(run)["data"]["evidence"][0]["lines"] == [2, 2]


def test_on_a_terminal_an_empty_answer_ends_in_the_fault_it_leaves(run: Console) -> None:
    run.begin()
    status, said = converse(run, ("add", "entity.registered", "--name", "Grain", "--entity", "topic:grain"), "")
    assert (status, "E906" in said) == (1, True), said
    assert run.size() == 5
