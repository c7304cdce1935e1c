"""`legation replay`: what each event changed, told, walked through by hand, and proved from the first byte."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator

import pytest

from commands.test_check import rewrite
from commands.test_reading import DAY, SIZE, TOLD
from console import Console
from legation.fact import decode
from legation.reading import Reading
from legation.stores.files import Files
from readings import touching
from trial import entity, event, meeting, retract, same


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    """Return a command line on a ledger that no test changes."""
    with pytest.MonkeyPatch.context() as patch:
        console = Console(tmp_path_factory.mktemp("replay"), patch)
        console.begin(*TOLD)
        yield console


@pytest.fixture
def own(run: Console) -> Console:
    """Return a command line on a ledger of the test's own."""
    run.begin(*TOLD)
    return run


@pytest.fixture
def judged(own: Console) -> Console:
    """Return a command line on a ledger in which something was struck and two ids became one."""
    own.append(
        entity("person:gloria-t", name="Gloria T."),  # 17
        same("person:gloria", "person:gloria-t"),
        {**meeting("eng:ball", hosts=["person:gloria-t"]), "id": "ball"},
        {**retract("ball"), "id": "struck"},
        retract("struck"),
        {**event("occurrence.reported", about=["place:here"], kind="trend", summary="Rain"), "id": "rain"},
        event("record.assessed", target="ball", verdict="contradicts", other="rain"),
        meeting("eng:ball", hosts=["person:gloria"]),
    )
    return own


def positions(out: str) -> list[int]:
    """Return the positions of the events that were told."""
    return [int(p) for p in re.findall(r"^#(\d+) ", out, re.MULTILINE)]


class TestReplay:
    def test_every_event_is_told_with_the_lines_it_changed(self, told: Console) -> None:
        out = told("replay", *DAY).out.splitlines()
        assert [line for line in out if line.startswith("#")][5] == (
            "#6 seen in office: Rufus T. Firefly, Leader of Freedonia · 9 May 2021"
        )
        assert len([line for line in out if line.startswith("#")]) == SIZE
        at = out.index("#6 seen in office: Rufus T. Firefly, Leader of Freedonia · 9 May 2021")
        assert out[at + 1].startswith("    ~ Offices: · → ░ · Freedonia · Leader · nobody known → Rufus T. Firefly")
        assert "    + Calendar: ✓ · 7 Jun 2022 · Río talks · Here · Rufus T. Firefly · 1" in out

    def test_json_says_the_same_with_both_sides_of_each_change(self, told: Console) -> None:
        answer = told("replay", *DAY, "--json").json
        assert (answer["as_of"], answer["known_by"]) == ("2022-07-01", SIZE)
        assert [row["position"] for row in answer["rows"]] == list(range(1, SIZE + 1))
        talks = next(row for row in answer["rows"] if row["id"] == "talks")
        assert (talks["type"], talks["subject"]) == ("meeting.held", "eng:talks")
        held = next(change for change in talks["changes"] if change["view"] == "calendar")
        assert (held["key"], held["before"], held["after"][2]) == ("eng:talks", None, "Río talks")
        plain = told("replay", *DAY).out
        assert len(re.findall(r"^    [+−~] ", plain, re.MULTILINE)) == sum(
            len(row["changes"]) for row in answer["rows"]
        )

    @pytest.mark.parametrize(
        ("words", "positions"),
        [
            (("--from", "6", "--to", "7"), [6, 7]),
            (("--from", "#15"), [15, 16]),
            (("--to", "2"), [1, 2]),
            (("--from", "9", "--to", "8"), []),
            (("--to", "9999-01-01"), list(range(1, SIZE + 1))),
        ],
    )
    def test_it_begins_and_ends_where_one_says(
        self, told: Console, words: tuple[str, ...], positions: list[int]
    ) -> None:
        done = told("replay", *words)
        assert [int(p) for p in re.findall(r"^#(\d+)", done.out, re.MULTILINE)] == positions
        assert done.err.startswith(f"{len(positions)} event{'s' if len(positions) != 1 else ''} · views as of ")

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (("--from", "0"), "the ledger holds #1 to #16"),
            (("--to", "17"), "the ledger holds #1 to #16"),
            (("--from", "2001-01-01"), "the ledger holds #1 to #16"),
            (("--to", "soon"), "is no position or time"),
            (("--as-of", "someday"), "is no day"),
        ],
    )
    def test_a_moment_that_is_not_there_is_refused(self, told: Console, words: tuple[str, ...], says: str) -> None:
        done = told("replay", *words)
        assert (done.status, done.out, says in done.err) == (2, "", True), done.err

    @pytest.mark.parametrize(
        ("words", "chosen"),
        [
            (("--type", "role.attested"), [6, 7, 9, 10]),
            (("--type", "entity"), [2, 3, 4, 5, 8, 15]),
            (("--type", "agreement", "--type", "meeting"), [11, 16]),
            (("--about", "rufus", "--type", "role"), [6, 7]),
            (("--about", "gloria", "--from", "9"), [9, 10]),
            (("--about", "eng:talks"), [11]),
        ],
    )
    def test_events_are_chosen_as_the_log_chooses_them(
        self, told: Console, words: tuple[str, ...], chosen: list[int]
    ) -> None:
        assert positions(told("replay", *DAY, *words).out) == chosen
        assert [int(row["position"][1:]) for row in told("log", *words, "--json").json["rows"]] == chosen
        assert [row["position"] for row in told("replay", *DAY, *words, "--json").json["rows"]] == chosen

    @pytest.mark.parametrize(
        ("words", "says"),
        [
            (("--type", "rol"), "did you mean role"),
            (("--about", "Groucho"), "'Groucho' is no"),
            (("--step", "--json"), "leave one of them out"),
            (("--seed", "4"), "add --verify"),
            (("--samples", "4"), "add --verify"),
            (("--verify", "--from", "3"), "the whole ledger"),
            (("--verify", "--step"), "the whole ledger"),
            (("--verify", "--seed", "-1"), "-1 is not in the range"),
            (("--verify", "--samples", "many"), "'many' is not a valid integer"),
        ],
    )
    def test_wishes_that_cannot_be_met_are_refused(self, told: Console, words: tuple[str, ...], says: str) -> None:
        done = told("replay", *words)
        assert (done.status, done.out, says in done.err) == (2, "", True), done.err

    def test_json_is_one_object_with_an_event_on_each_line_of_it(self, told: Console) -> None:
        out = told("replay", "--json", *DAY).out.splitlines()
        assert out[0] == f'{{"as_of":"2022-07-01","known_by":{SIZE},"rows":['
        assert [line.startswith(f'{{"position":{i},') for i, line in enumerate(out[1:-1], 1)] == [True] * SIZE
        assert out[-1] == "]}"

    def test_json_of_no_event_is_an_object_too(self, told: Console) -> None:
        assert told("replay", "--from", "9", "--to", "8", "--json").json["rows"] == []


class TestVerify:
    def test_a_sound_copy_is_the_same_as_one_made_anew(self, own: Console) -> None:
        own("show", "offices")
        done = own("replay", "--verify", "--seed", "7")
        assert done.status == 0
        first, second = done.out.splitlines()
        assert re.fullmatch(
            r"16 events read and folded anew: \d+ rows, \d+ touches, retractions, identities, names and search are the "
            r"same", first
        )  # fmt: skip
        assert re.fullmatch(r"at 16 positions drawn, \d+ rows are what a plain replay says", second)
        assert re.fullmatch(r"seed 7 · [\d.]+ seconds\n", done.err)

    def test_the_seed_decides_where_it_looks_and_can_be_given_again(self, own: Console) -> None:
        drawn = own("replay", "--verify", "--samples", "3", "--json").json
        assert len(drawn["positions"]) == 3
        again = own("replay", "--verify", "--samples", "3", "--seed", str(drawn["seed"]), "--json").json
        assert again == drawn
        others = [
            own("replay", "--verify", "--samples", "3", "--seed", f"{i}", "--json").json["positions"] for i in range(5)
        ]
        assert len({tuple(one) for one in others}) > 1

    def test_without_samples_only_the_end_is_looked_at(self, own: Console) -> None:
        done = own("replay", "--verify", "--samples", "0")
        assert (done.status, done.out.count("\n")) == (0, 1)

    def test_an_empty_ledger_is_what_it_is(self, run: Console) -> None:
        run("init")
        done = run("replay", "--verify")
        assert (done.status, done.out.split(":")[0]) == (0, "0 events read and folded anew")

    def test_nothing_is_left_behind(self, judged: Console) -> None:
        judged("show", "offices")
        before = judged.ledger()
        assert judged("replay", "--verify").status == 0
        [cache] = judged.folder.glob("cache/legation")
        assert {path.suffix for path in cache.iterdir()} <= {".sqlite", ".sqlite-wal", ".sqlite-shm", ".lock"}
        assert judged.ledger() == before

    @pytest.mark.parametrize(
        ("tampering", "where"),
        [
            ("update rows set body = replace(body, '2021-05-09', '2022-01-01') where projection = 'offices'",
             "#6: rows (otherwise: offices office:leader)"),
            ("update rows set body = 'x' where projection = 'offices'", "#5: rows (otherwise: offices office:leader)"),
            ("update rows set sort = 'x' where projection = 'offices'", "#5: rows (otherwise: offices office:leader)"),
            ("delete from rows where projection = 'followups' and key = 'com:bridge'",
             "#12: rows (missing: followups com:bridge)"),
            ("insert into rows select projection, 'office:made-up', 9, 9, sort, doubt, body from rows "
             "where key = 'office:leader' and projection = 'offices'", "#9: rows (too many: offices office:made-up)"),
            ("delete from touches where position = 7", "#7: touches (missing: "),
            ("insert into touches values ('offices', 'office:leader', 3)", "#3: touches (too many: offices office:l"),
            ("insert into touches values ('offices', x'00', 'x')", ": touches (too many: offices b'"),
            ("update dead set until = null where position = 19", "#19: dead (otherwise"),
            ("insert into dead values (6, 7, null)", "#6: dead (too many"),
            ("delete from dead", "#19: dead (missing"),
            ("update same set survivor = id", "#18: same (otherwise: person:gloria-t)"),
            ("delete from same where id = 'person:gloria-t'", "#18: same (missing: person:gloria-t)"),
            ("insert into same values ('person:vera', 'person:rufus')", ": same (too many: person:vera)"),
            ("update names set name = 'Groucho' where id = 'person:rufus'", "#4: names (otherwise: person:rufus)"),
            ("update names set folded = 'groucho' where id = 'person:rufus'", "#4: names (otherwise: person:rufus)"),
            ("update search set text = 'groucho' where rowid = 4", "#4: search (otherwise"),
            ("delete from search where rowid = 11", "#11: search (missing"),
            ("update ids set type = 'role.left' where position = 6", "#6: ids (otherwise"),
            ("delete from mentions where id = 'eng:talks'", "#11: mentions (missing: eng:talks"),
            ("delete from parts where id = 'com:bridge'", "#12: parts (missing: com:bridge"),
            ("delete from matches", "#18: matches (missing"),
            ("delete from retractions where position = 21", "#21: retractions (missing"),
            ("update assessments set other = null", "#23: assessments (otherwise"),
            ("delete from stops where position = 6", "#6: stops (missing"),
            ("update meta set value = '5' where name = 'size'", ": meta (otherwise: size)"),
            ("delete from search_data where id > 10", ": the file itself ("),
            ("drop table names", ": names (cannot be read: no such table: names)"),
        ],
    )  # fmt: skip
    def test_what_somebody_changed_by_hand_is_found_and_named(
        self, judged: Console, tampering: str, where: str
    ) -> None:
        judged("show", "offices")
        [file] = (judged.folder / "cache" / "legation").glob("*.sqlite")
        with sqlite3.connect(file) as db:
            assert db.execute(tampering).rowcount
        db.close()
        done = judged("replay", "--verify")
        assert (done.status, done.out) == (1, "")
        assert "the read model parts from the ledger" in done.err
        assert where in done.err
        assert f"Delete {file}" in done.err
        file.unlink()
        assert judged("replay", "--verify").status == 0

    def test_the_first_event_is_named_and_the_other_places_are_counted(self, judged: Console) -> None:
        judged("show", "offices")
        [file] = (judged.folder / "cache" / "legation").glob("*.sqlite")
        with sqlite3.connect(file) as db:
            db.execute("delete from rows where projection = 'offices'")
            db.execute("update names set name = 'x'")
            db.execute("delete from mentions where position < 3")
        db.close()
        done = judged("replay", "--verify")
        assert re.search(
            r"parts from the ledger at #1: mentions \(missing: doc:report\), and in \d+ more places", done.err
        )
        found = judged("replay", "--verify", "--json")
        assert (found.status, found.json["partings"][0]["position"]) == (1, 1)

    def test_what_no_event_is_behind_comes_last_and_json_names_the_first_twenty(self, judged: Console) -> None:
        judged("show", "offices")
        [file] = (judged.folder / "cache" / "legation").glob("*.sqlite")
        with sqlite3.connect(file) as db:
            db.execute("delete from touches")
            db.execute("update meta set value = '5' where name = 'size'")
        db.close()
        told = judged("replay", "--verify", "--json").json["partings"]
        assert (told[0]["position"], len(told)) == (1, 20)

    def test_an_index_that_leads_astray_is_found_though_every_row_is_right(self, judged: Console) -> None:
        judged("show", "offices")
        [file] = (judged.folder / "cache" / "legation").glob("*.sqlite")
        with sqlite3.connect(file) as db:
            db.execute("pragma writable_schema = on")
            db.execute("update sqlite_master set sql = replace(sql, '(subject', '(type') where name = 'ids_subject'")
        db.close()
        done = judged("replay", "--verify")
        assert (done.status, "parts from the ledger: the file itself (" in done.err) == (1, True), done.err

    @pytest.mark.parametrize(
        ("old", "new", "says"),
        [
            (b"Rufus", b"Bufus", "E096 the root of the first 24 lines is"),
            (b'"position":3', b'"position":4', "000000000001.jsonl:3: E091 position"),
            (b'{"actor":"ana.ruiz","batch"', b'{"actor":"ana.ruiz", "batch"', "000000000001.jsonl:1: E090"),
        ],
    )
    def test_a_changed_byte_of_the_ledger_is_found(self, judged: Console, old: bytes, new: bytes, says: str) -> None:
        judged("show", "offices")
        segment = judged.folder / "events" / "000000000001.jsonl"
        segment.write_bytes(segment.read_bytes().replace(old, new, 1))
        done = judged("replay", "--verify")
        assert (done.status, done.out, says in done.err) == (1, "", True), done.err
        assert judged("replay", "--verify", "--json").json["faults"]

    def test_an_event_of_no_known_shape_is_named_with_its_position_and_fault(self, own: Console) -> None:
        rewrite(own, {"colour": "red"})
        done = own("replay", "--verify")
        assert (done.status, done.out) == (1, "")
        assert re.search(r"000000000001\.jsonl:16: E902 data\.colour: .*\(#16\)", done.err), done.err

    def test_an_event_that_went_past_all_rules_is_named_with_its_position_and_fault(self, own: Console) -> None:
        with Files.open(str(own.folder / "events")) as store:
            seen = decode([line.entry for line in store.read()][5])
            line = {name: value for name, value in seen.items() if name not in {"position", "batch"}}
            store.append(lambda size: [{**line, "id": "e99", "data": {**line["data"], "person": "office:leader"}}])
        done = own("replay", "--verify")
        assert (done.status, done.out) == (1, "")
        assert re.search(r"000000000001\.jsonl:17: E\d+ data\.person: .*\(#17\)", done.err), done.err
        assert own("replay", "--verify", "--json").json["faults"][0]["positions"] == [17]


Fault = Callable[[pytest.MonkeyPatch], None]


def one_fact_too_many(patch: pytest.MonkeyPatch) -> None:
    def evidence(self: Reading, projection: str, *key: str) -> list[int]:
        touched = touching(self, projection, *self.identity.written(self.identity.resolve(key)))
        return sorted(p for p in touched if p <= self.position + 1 and self.counts(min(p, self.position)))

    patch.setattr(Reading, "evidence", evidence)


def one_fact_too_few(patch: pytest.MonkeyPatch) -> None:
    found = Reading.evidence
    patch.setattr(Reading, "evidence", lambda self, *row: [p for p in found(self, *row) if p != self.position])


def counted_by(patch: pytest.MonkeyPatch, dead: str) -> None:
    """Let readings take for dead what fits a test of `since`, `until` and the position `:known`."""
    told = f"select 1 from dead where position = :at and {dead}"

    def counts(self: Reading, position: int) -> bool:
        values = {"at": position, "known": self.position}
        return position <= self.position and not self.model.db.execute(told, values).fetchone()

    patch.setattr(Reading, "counts", counts)


def dead_too_late(patch: pytest.MonkeyPatch) -> None:
    counted_by(patch, "since < :known and (until is null or :known < until)")


def alive_too_late(patch: pytest.MonkeyPatch) -> None:
    counted_by(patch, "since <= :known and (until is null or :known <= until)")


def joined_too_early(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Reading, "identity", property(lambda self: self.model.identity()))


def undated(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Reading, "told_by", lambda self, position: self.fact(position).recordedtime[:9] + "0")


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (one_fact_too_many, r"at #\d+: (evidence|keys) \("),
        (one_fact_too_few, r"at #\d+: (evidence|keys) \("),
        (dead_too_late, r"at #(19|20): "),
        (alive_too_late, r"at #(19|20|21): "),
        (joined_too_early, r"at #8: (evidence|keys) \(people "),
        (undated, r"at #\d+: rows \("),
    ],
)
def test_a_fault_in_how_the_past_is_folded_is_found_at_the_positions_drawn(
    judged: Console, monkeypatch: pytest.MonkeyPatch, fault: Fault, says: str
) -> None:
    fault(monkeypatch)
    done = judged("replay", "--verify", "--samples", "24", "--seed", "1")
    assert (done.status, done.out.count("\n")) == (1, 1)
    assert re.search(rf"the past parts from a plain replay {says}.* as known by #\d+", done.err), done.err
    assert "`--seed 1` draws the same again" in done.err
    assert judged("replay", "--verify", "--samples", "24", "--json").json["past_partings"]
