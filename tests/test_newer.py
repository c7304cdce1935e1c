"""A ledger that a later version went on with: it is read, nothing that is not understood counts, nothing is added."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oracle
from console import Console
from later import RAW, later, recast, written
from ledgers import SOURCE, Ledger, envelope, sample
from legation import audit
from legation.appending import record, tried
from legation.citation import citations
from legation.documents import Documents
from legation.errors import NewerEvents
from legation.explaining import explained
from legation.fact import Fact
from legation.jsonlines import Given
from legation.newer import NEWER, Newer
from legation.projection import PROJECTIONS
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.store import Event
from legation.stores.files import Files
from legation.stores.memory import Memory
from legation.tui import telling
from legation.view import VIEWS
from legation.warning import warnings
from models import DAY, SMALL, anywhere, everything, law, silenced
from readings import court, model_of, seen
from trial import Trial, cited, entity, retract

FORMS = st.lists(st.integers(0, 5), min_size=1, max_size=12)


def gone_on_with(ledger: Ledger, forms: Sequence[int]) -> tuple[ReadModel, list[Fact]]:
    """Return a read model in which some facts are of later shapes, and the facts with nothing said in their place."""
    lines, known = list[Event](), list[Fact]()
    for i, fact in enumerate(ledger.facts):
        how = forms[i % len(forms)]
        lines.append(recast(fact, how) if how < 3 else envelope(fact))
        known.append(silenced(fact) if how < 3 else fact)
    store = Memory(SOURCE)
    store.append(lambda size: lines)
    model = ReadModel(store)
    model.catch_up()
    return model, known


def struck() -> Event:
    """Return the line that retracts the later one, in a shape that is known."""
    return later("record.retracted", 1, "strike", retract("later", reason="A mistake.")["data"])


class TestReading:
    @law
    @given(SMALL, FORMS, anywhere)
    def test_all_rows_are_as_if_it_had_never_been_said(self, ledger: Ledger, forms: list[int], position: int) -> None:
        model, facts = gone_on_with(ledger, forms)
        for known in {len(facts), position % (len(facts) + 1)}:
            at, said = Reading(model, DAY, known), facts[:known]
            assert dict(at.identity.same) == oracle.same(said)
            silent = [fact.position for fact in oracle.live(said) if fact.type == "nothing.said"]
            assert at.newer() == silent
            for name, projection in PROJECTIONS.items():
                rows = oracle.rows(projection, said)
                assert (name, set(at.keys(name))) == (name, set(rows))
                for key, row in rows.items():
                    assert (name, key, at.row(name, *key)) == (name, key, oracle.ready(row, said))

    @law
    @given(SMALL, FORMS, anywhere)
    def test_whatever_stands_behind_what_is_known_changes_no_row(
        self, ledger: Ledger, forms: list[int], position: int
    ) -> None:
        model, facts = gone_on_with(ledger, [3])
        before = everything(Reading(model, DAY))
        anew = [replace(fact, id=f"{fact.id}-anew") for fact in facts]
        written(model.store, *(recast(fact, forms[i % len(forms)] % 3) for i, fact in enumerate(anew)))
        model.catch_up()
        assert everything(Reading(model, DAY)) == before
        assert len(Reading(model, DAY).newer()) == len(facts)

    @pytest.mark.parametrize("number", range(3))
    def test_every_view_and_every_event_can_be_looked_at(self, number: int) -> None:
        choose = Random(number)
        model, facts = gone_on_with(sample(number, 60), [choose.randrange(6) for _ in range(50)])
        for at in (Reading(model, "2023-01-01", len(facts) // 2), Reading(model, DAY)):
            for view in (VIEWS[name]() for name in VIEWS):
                for key in view.keys(at):
                    assert view.entry(key, at).cells
                    assert explained(view, key, at).asked
                    view.page(key, at)
            for fact in at.facts():
                assert telling.event(fact, at, Documents())
        assert {fault.code for fault in audit.check(model.store)} >= {"E901", "E908"}

    def test_it_says_what_it_is_and_shows_what_was_written_and_the_lines_it_cites(self) -> None:
        trial = court()
        written(trial.store, later(data={**RAW, "evidence": [cited(2)]}))
        at = Reading(model_of(trial), DAY)
        fact = at.fact(8)
        assert isinstance(fact, Newer)
        assert [piece.place for piece in citations(fact, at)] == ["Report · line 2"]
        view = VIEWS["audit"]()
        entry, why = view.entry("8", at), view.why("8", at)
        assert (entry.cells[:4:3], entry.cells[4], entry.state) == (
            ("?", NEWER), "treaty.signed, version 1, org:freedonia", "newer",
        )  # fmt: skip
        assert entry.short[3] == "newer"
        assert why.verdict[0].startswith("It is newer than this legation")
        said = [note.text for note in dict(why.sections)["As it was written"]]
        assert said[0].startswith("deep.within.within.")
        assert said[2:5] == ["keep: org:freedonia", *(f"many: {i}" for i in range(2))]
        assert said[-1] == "and 305 values more"
        assert max(map(len, said)) == 200
        assert "? 1 newer" in view.foot(at)

    def test_what_it_cites_is_no_evidence_of_anything_else(self) -> None:
        trial = court(seen("rufus", "2022-05-12", id="seen"), retract("seen"))
        before = {name: VIEWS[name]().keys(Reading(model_of(trial), DAY)) for name in VIEWS if name != "audit"}
        doubtful = cited(2, certainty="possible", stance="inferred", rule="opening-day", basis=["seen"])
        written(trial.store, later(data={"evidence": [doubtful]}))
        at = Reading(model_of(trial), DAY)
        assert {name: VIEWS[name]().keys(at) for name in before} == before
        assert VIEWS["sources"]().entry("doc:report", at) == VIEWS["sources"]().entry("doc:report", at.known(9))
        assert not list(warnings(at))

    def test_what_names_an_event_or_ids_in_it_is_not_found_by_them(self) -> None:
        trial = court(seen("rufus", "2022-05-12"))
        written(trial.store, later("record.retracted", 2, data={"target": "report", "reason": "It knows better."}),
                later("entity.matched", 3, "match", {"entity": "person:rufus", "other": "person:gloria",
                                                     "verdict": "same", "keep": "person:rufus"}))  # fmt: skip
        at = Reading(model_of(trial), DAY)
        assert all(at.counts(p) for p in range(1, 11))
        assert at.identity.same == {}
        named = [*at.naming("person:rufus"), *at.naming("org:freedonia"), *at.about("org:freedonia")]
        assert not {9, 10} & {fact.position for fact in named}
        assert not [name for name in PROJECTIONS if PROJECTIONS[name].concerns("role.attested:2")]
        assert not [name for name in PROJECTIONS if PROJECTIONS[name].changes(at.fact(10))]

    def test_who_is_known_strikes_it_and_it_no_longer_wants_attention(self) -> None:
        trial = court()
        written(trial.store, later(), later(id="other"))
        written(trial.store, struck())
        model = model_of(trial)
        at, before = Reading(model, DAY), Reading(model, DAY, 9)
        assert (at.newer(), before.newer()) == ([9], [8, 9])
        assert VIEWS["audit"]().entry("8", at).state == "struck"
        assert VIEWS["audit"]().why("8", at).verdict[0] == (
            "It no longer counts: retracted by #10 (entry error: A mistake.)."
        )
        assert VIEWS["audit"]().why("10", at).verdict[0] == "struck: #8 no longer counts."


class TestWriting:
    def test_nothing_is_added_behind_what_is_not_understood(self) -> None:
        trial = Trial()
        written(trial.store, *(later(id=f"l{i}") for i in range(7)))
        head, model = trial.store.head(), model_of(trial)
        given_ = [Given(entity("person:rufus", name="Rufus"))]
        for act in (record, lambda *told: tried(*told, DAY)):
            with pytest.raises(NewerEvents, match=r"\(#4 #5 #6 #7 #8 and 2 more\).*with a newer legation"):
                act(model, given_, Documents(), "ana")
        assert trial.store.head() == head

    def test_nor_behind_what_was_struck_as_it_could_be_restored(self) -> None:
        trial = Trial()
        written(trial.store, later(), struck())
        with pytest.raises(NewerEvents, match=r"\(#4\)"):
            record(model_of(trial), [Given(entity("person:rufus", name="Rufus"))], Documents(), "ana")


class TestTheDoorsOfTheLedger:
    @pytest.mark.parametrize(("line", "code"), [(later(), "E901"), (later("meeting.held", 2), "E908")])
    def test_check_and_verify_name_it_once_and_go_on(self, line: Event, code: str) -> None:
        trial = Trial()
        written(trial.store, line, {**line, "id": "again", "recordedtime": "2024-07-17T12:00:01.000Z"})
        written(trial.store, {**struck(), "recordedtime": "2024-07-17T12:00:02.000Z"})
        for faults in (list(audit.check(trial.store)), audit.verify(trial.store).faults):
            assert [(fault.code, fault.line) for fault in faults] == [(code, 4), (code, 5)]
            assert all("a newer legation" in fault.remedy for fault in faults)

    def test_a_later_shape_is_not_measured_by_an_earlier_one(self) -> None:
        trial = Trial()
        written(trial.store, later("meeting.held", 2, data={"colour": "red"}))
        assert [fault.code for fault in audit.check(trial.store)] == ["E908"]


@pytest.fixture
def ahead(run: Console) -> Console:
    """Return a ledger whose #6 is of a type, and #7 of a version, that is not known here; #7 is hostile."""
    run.begin()
    with Files.open(str(run.folder / "events")) as store:
        written(store, later(), later("meeting.held", 9, "other", RAW, "eng:may"))
    return run


class TestCommands:
    def test_reading_commands_say_how_much_they_cannot_read(self, ahead: Console) -> None:
        done = ahead("show", "people")
        assert done.status == 0
        assert "2 events newer than this legation: what they tell is not shown" in done.err
        assert "newer" not in ahead("show", "people", "--known-by", "5").err
        counts = {(row["of"], row["what"]): row["count"] for row in ahead("stats", "--json").json["rows"]}
        assert counts["ledger", "events newer than this legation"] == 2

    def test_log_and_event_show_it_as_it_was_written(self, ahead: Console) -> None:
        told = ahead("log", "--json", "--from", "6").json["rows"]
        assert [(row["what"], row["about"], row["lines"]) for row in told] == [
            (NEWER, "treaty.signed, version 1, Freedonia", "report:2"),
            (NEWER, "meeting.held, version 9, eng:may", ""),
        ]
        assert [row["position"] for row in ahead("log", "--json", "--type", "meeting.held").json["rows"]] == ["#7"]
        said = ahead("event", "6", "--json").json
        assert (said["event"]["type"], said["event"]["newer"]) == ("treaty.signed", True)
        assert said["event"]["data"]["kept_in"] == "an archive"
        rows = [(row["field"], row["value"]) for row in said["rows"]]
        assert ("event", "#6 newer than this legation — treaty.signed, version 1, Freedonia") in rows
        assert ("kept_in", "an archive") in rows
        assert ("evidence 1", "Report · line 2 — reported") in rows

    def test_what_was_written_reaches_no_terminal_but_as_text(self, ahead: Console) -> None:
        for words in (("event", "7"), ("why", "audit", "7"), ("log",), ("show", "audit"), ("replay",), ("check",),
                      ("verify",), ("doctor",), ("event", "7", "--csv")):  # fmt: skip
            done = ahead(*words)
            assert not {c for c in done.out + done.err if ord(c) < 0x20 and c != "\n"} | {"\u202e"} & {*done.out}, words
        assert json.dumps(ahead("event", "7", "--json").json["event"]["data"]) == json.dumps(dict(sorted(RAW.items())))

    @pytest.mark.parametrize("words", [("query", "select type, subject, counts from events where position > 5"),
                                       ("search", "archive"), ("export", "json", "audit"), ("diff",
                                        "--from", "today@5", "--to", "today"), ("replay",), ("watch", "w", "--of",
                                        "people"), ("show", "audit"), ("bisect", "people",
                                        "rufus", "src", "--was", "2")])  # fmt: skip
    def test_all_other_readings_go_on(self, ahead: Console, words: tuple[str, ...]) -> None:
        assert ahead(*words).status in {0, 1}

    def test_a_type_in_sql_brings_its_version(self, ahead: Console) -> None:
        done = ahead("query", "select type, subject from events where position > 5")
        assert done.out.splitlines()[1:] == ["treaty.signed:1", "meeting.held:9"]

    def test_the_replay_is_verified_all_the_same(self, ahead: Console) -> None:
        done = ahead("replay", "--verify")
        assert done.status == 1
        assert "E901" in done.err
        assert "E908" in done.err
        assert "are the same" in done.out

    @pytest.mark.parametrize("words", [("seal",), ("prove", "1"), ("publish", "site")])
    def test_nobody_vouches_for_it_with_a_key_that_may_have_been_given_up(
        self, run: Console, words: tuple[str, ...]
    ) -> None:
        run.begin()
        with Files.open(str(run.folder / "events")) as store:
            written(store, later("key.adopted", 2, "key", {"keys": ["another"]}, "key:another"))
        before, done = run.ledger(), run(*words)
        assert (done.status, run.ledger()) == (2, before)
        assert done.err.endswith("[newer-events]\n")

    def test_the_doctor_tells_it_from_damage(self, ahead: Console) -> None:
        done = ahead("doctor")
        assert done.status == 1
        assert done.out.startswith("D40 #6: a later version of the program wrote events")
        assert "treaty.signed, version 1, and 1 event more" in done.out
        assert done.err.endswith("7 events hold; the ledger can be read here, and written by a newer legation\n")

    @pytest.mark.parametrize("words", [("append",), ("append", "--dry-run"), ("retract", "1", "--ground",
                                       "entry_error", "--reason", "So."), ("match", "person:rufus", "org:freedonia",
                                       "--reason", "So.")])  # fmt: skip
    def test_whoever_would_write_is_told_what_to_do(self, ahead: Console, words: tuple[str, ...]) -> None:
        before = ahead.ledger()
        done = ahead(*words, given=json.dumps(entity("person:vera", name="Vera")))
        assert done.status in {1, 2}
        assert ahead.ledger() == before
        if words[0] == "append":
            assert "newer than this legation (#6 #7)" in done.err
            assert done.err.endswith("[newer-events]\n")
