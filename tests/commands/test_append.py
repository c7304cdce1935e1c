"""`legation append`: all or none, every fault at once, and a trial that tells what would change."""

from __future__ import annotations

import json

import pytest

from console import Console, attested, lines
from trial import entity, retract

GOOD = entity("topic:bridges", name="bridges")
DEEP = '{"type":"entity.registered","data":' + '{"a":' * 40 + "1" + "}" * 41


class TestWhatIsAppended:
    def test_events_get_positions_and_say_which(self, run: Console) -> None:
        run("init")
        done = run("append", given=lines(GOOD, entity("topic:grain")))
        assert (done.status, done.out) == (0, "appended #1–#2 (2 events)\n")
        assert run("append", given=lines(entity("topic:fish"))).out == "appended #3 (1 event)\n"

    def test_files_and_standard_input_make_one_batch(self, run: Console) -> None:
        run("init")
        (run.folder / "a.jsonl").write_text(lines(GOOD))
        done = run("append", "a.jsonl", "-", given=lines(entity("topic:narrow", broader="topic:bridges")))
        assert done.out == "appended #1–#2 (2 events)\n"
        batches = {json.loads(line)["batch"].split("/")[0] for line in run.ledger()["000000000001.jsonl"].splitlines()}
        assert len(batches) == 1

    def test_the_same_event_again_has_no_effect(self, run: Console) -> None:
        run("init")
        event = {**GOOD, "id": "one"}
        run("append", given=lines(event))
        before = run.ledger()
        done = run("append", given=lines(event))
        assert (done.status, done.out) == (0, "appended nothing\n")
        assert "one is #1 already" in done.err
        assert run.ledger() == before
        assert run("append", "--json", given=lines(event)).json["repeated"] == [{"id": "one", "position": 1}]

    def test_what_was_done_can_be_had_as_json(self, run: Console) -> None:
        run("init")
        done = run("append", "--json", given=lines(GOOD)).json
        assert done["appended"] == {"first": 1, "last": 1, "count": 1}
        assert (done["faults"], done["sealed"]) == ([], True)

    def test_the_actor_is_the_one_named_nearest(self, run: Console) -> None:
        run("init")
        run("append", given=lines(GOOD))
        run("append", "--actor", "importer", given=lines(entity("topic:a"), {**entity("topic:b"), "actor": "ben"}))
        actors = [json.loads(line)["actor"] for line in run.ledger()["000000000001.jsonl"].splitlines()]
        assert actors == ["ana.ruiz", "importer", "ben"]

    def test_another_size_than_expected_appends_nothing(self, run: Console) -> None:
        run.begin()
        before = run.ledger()
        done = run("append", "--expect", "4", given=lines(GOOD))
        assert (done.status, "stands at 5, not at 4" in done.err) == (2, True)
        assert run("append", "--expect", "4", "--dry-run", given=lines(GOOD)).status == 2
        assert run.ledger() == before
        assert run("append", "--expect", "5", given=lines(GOOD)).status == 0


class TestWhatIsRefused:
    def test_all_faults_of_all_lines_are_told_at_once_and_nothing_is_written(self, run: Console) -> None:
        run.begin()
        before = run.ledger()
        text = lines(GOOD, attested(person="person:rufu"), attested(on="2021-02-30")) + "{\n"
        (run.folder / "new.jsonl").write_text(text)
        done = run("append", "new.jsonl")
        told = [line.split(" ")[:2] for line in done.err.splitlines()[:-1]]
        assert told == [["new.jsonl:2:", "E101"], ["new.jsonl:3:", "E702"], ["new.jsonl:4:", "E003"]]
        assert "did you mean" in done.err
        assert "person:rufus" in done.err
        assert (done.status, done.out, run.ledger()) == (1, "", before)

    def test_json_carries_the_same_faults(self, run: Console) -> None:
        run.begin()
        given = lines(attested(person="person:rufu"), {"type": "role.atested", "data": {}})
        plain, told = run("append", given=given), run("append", "--json", given=given)
        assert (told.status, told.err, told.json["appended"]) == (1, "", None)
        assert [f"-:{f['line']}: {f['code']}" for f in told.json["faults"]] == [
            " ".join(line.split(" ")[:2]) for line in plain.err.splitlines()[:-1]
        ]
        assert all(f["what"] in plain.err and f["remedy"] in plain.err for f in told.json["faults"])

    @pytest.mark.parametrize(
        ("given", "code"),
        [
            (b"", "E011"),
            (b"\n", "E010"),
            (b"not json\n", "E003"),
            (b'{"type":"entity.registered"\n', "E003"),
            (b"[]\n", "E004"),
            (b"null\n", "E004"),
            (b'"text"\n', "E004"),
            (b"\xef\xbb\xbf{}\n", "E002"),
            ("{}\n".encode("utf-16"), "E001"),
            (b"\xff\xfe\xfa\n", "E001"),
            (b'{"type":"a","type":"b"}\n', "E005"),
            (b'{"type":"a","data":{"n":1.5}}\n', "E006"),
            (b'{"type":"a","data":{"n":NaN}}\n', "E006"),
            (b'{"type":"a","data":{"n":' + b"9" * 5_000 + b"}}\n", "E006"),
            (DEEP.encode() + b"\n", "E007"),
            (b"[" * 100_000 + b"\n", "E007"),
            (b'{"type":"a","data":{"x":"\\ud800"}}\n', "E008"),
            (b'{"type":"a","data":{"x":"' + b"x" * 700_000 + b'"}}\n', "E009"),
            (b"{}\n", "E901"),
            (b'{"type":7,"data":{}}\n', "E901"),
            (b'{"type":"role.assumed","data":{},"position":"x"}\n', "E903"),
            (b'{"type":"role.assumed","data":[]}\n', "E904"),
            (b'{"type":"role.assumed"}\n', "E904"),
            (lines({**GOOD, "extra": 1}).encode(), "E020"),
            (lines({**GOOD, "id": "a\tb"}).encode(), "E021"),
            (lines({**GOOD, "source": "tag:other.org,2026:x"}).encode(), "E022"),
            (lines({**GOOD, "recordedtime": "2024-01-01T00:00:00.000Z"}).encode(), "E023"),
            (lines({**GOOD, "data": {**GOOD["data"], "colour": "red"}}).encode(), "E902"),
            (lines({**GOOD, "data": {**GOOD["data"], "lang": None}}).encode(), "E904"),
            (lines(GOOD, GOOD).encode(), "E104"),
            (lines(retract("nothing")).encode(), "E102"),
            (lines({**GOOD, "data": {**GOOD["data"], "name": "\x1b[2J"}}).encode(), "E904"),
        ],
    )
    def test_bad_input_of_any_kind_gets_a_sentence_and_leaves_the_ledger_alone(
        self, run: Console, given: bytes, code: str
    ) -> None:
        run("init")
        before = run.ledger()
        done = run("append", given=given)
        assert (done.status, done.out) == (1, "")
        assert f" {code} " in done.err, done.err
        assert all(line.startswith("-:") for line in done.err.splitlines()[:-1])
        assert all(c == "\n" or c.isprintable() for c in done.err)
        assert run.ledger() == before

    @pytest.mark.parametrize("words", [["none.jsonl"], ["."], ["--expect", "-1"], ["--expect", "x"], ["--nonsense"]])
    def test_a_wrong_use_is_told_apart_from_wrong_data(self, run: Console, words: list[str]) -> None:
        run("init")
        before = run.ledger()
        done = run("append", *words)
        assert done.status == 2
        assert done.err.startswith("legation: ")
        assert run.ledger() == before

    def test_without_a_ledger_there_is_nothing_to_append_to(self, run: Console) -> None:
        done = run("append", given=lines(GOOD))
        assert (done.status, "start one with `legation init`" in done.err) == (2, True)
        assert sorted(file.name for file in run.folder.iterdir()) == ["texts"]


class TestATrial:
    def test_it_tells_what_each_view_would_say_and_writes_nothing(self, run: Console) -> None:
        run.begin()
        before = run.ledger()
        done = run("append", "--dry-run", given=lines(attested()))
        assert (done.status, done.out.splitlines()[0]) == (0, "would append #6 (1 event)")
        [office] = [line for line in done.out.splitlines() if "Freedonia · Leader" in line and "Offices" in line]
        assert office.strip().startswith("~ Offices: ")
        assert "nobody known → Rufus T. Firefly" in office
        assert "rows touched: citations 1, offices 1, people 1" in done.err
        assert run.ledger() == before

    def test_what_it_foretells_is_what_happens(self, run: Console) -> None:
        run.begin()
        told = run("append", "--dry-run", "--json", given=lines(attested())).json["changes"]
        run.append(attested())
        for change in told:
            if change["view"] == "offices":
                rows = run("show", "offices", "--json").json["rows"]
                assert change["after"][2] in str(next(row for row in rows if row["key"] == change["key"]))
        assert {change["view"] for change in told} >= {"offices", "people"}

    def test_a_retraction_shows_the_row_without_what_it_takes_back(self, run: Console) -> None:
        run.begin({**attested(), "id": "seen"})
        done = run("append", "--dry-run", given=lines(retract("seen")))
        assert any("Rufus T. Firefly → nobody known" in line for line in done.out.splitlines())

    def test_it_tells_faults_like_an_append(self, run: Console) -> None:
        run.begin()
        given = lines(attested(person="person:nobody"))
        trial, real = run("append", "--dry-run", given=given), run("append", given=given)
        assert (trial.status, trial.err) == (1, real.err)

    def test_many_trials_leave_the_read_model_as_it_was(self, run: Console) -> None:
        run.begin()
        shown = run("show", "offices").out
        for _ in range(3):
            run("append", "--dry-run", given=lines(attested()))
        assert run("show", "offices").out == shown
        assert run("replay", "--verify").status == 0


def test_a_likely_twin_is_told_and_nothing_is_refused(run: Console) -> None:
    run.begin()
    twin = entity("person:r-f", name="Rufus T Firefly")
    trial = run("append", "--dry-run", given=lines(twin))
    done = run("append", given=lines(twin))
    assert (trial.status, done.status) == (0, 0)
    for told in (trial, done):
        assert "W5 person:r-f: Rufus T Firefly may be Rufus T. Firefly (person:rufus), recorded already: " in told.err
        assert "legation match person:r-f person:rufus --reason" in told.err
    again = run("append", "--json", given=lines(entity("person:f-r", name="Firefly Rufus T"))).json
    assert {warning["code"] for warning in again["warnings"]} == {"W5"}


def test_of_very_many_likely_twins_the_first_are_told_and_the_others_counted(run: Console) -> None:
    names = [f"Bridge number {number}" for number in range(100, 123)]
    run.begin(*(entity(f"topic:a-{i}", name=name) for i, name in enumerate(names)))
    done = run("append", given=lines(*(entity(f"topic:b-{i}", name=name) for i, name in enumerate(names))))
    assert len([line for line in done.err.splitlines() if line.startswith("W5")]) == 20
    assert done.err.splitlines()[-1] == "and 3 more that may be recorded already: --json lists all"
