"""The views in SQL say what the rows say, whoever opens the file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from ledgers import Ledger, sample, stored
from legation.claim import Claim, Claims, single
from legation.projection import PROJECTIONS, Row
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.sql_views import sql_views
from legation.tables import TABLES, key_text, opened_to_read
from models import SMALL, head, law
from trial import Trial, cited, entity, meeting, retract, same

LEDGER = sample(7)
VIEWS = sql_views()
EVERY = pytest.mark.parametrize("name", list(VIEWS))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a read model that nobody has open."""
    path = tmp_path_factory.mktemp("sql") / "model.sqlite"
    made = ReadModel(stored(LEDGER.facts), path)
    made.catch_up()
    made.db.close()
    return path


def told(db: sqlite3.Connection, query: str, *values: Any) -> list[dict[str, Any]]:
    cursor = db.execute(query, values)
    names = [name for name, *_ in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def test_every_projection_has_a_view_of_its_name() -> None:
    assert set(PROJECTIONS) < set(VIEWS)
    assert {name for name, view in VIEWS.items() if not view.select} <= set(TABLES)
    assert not {name for name, view in VIEWS.items() if view.select} & set(TABLES)


@EVERY
def test_a_view_describes_each_column_it_has(name: str, file: Path) -> None:
    view = VIEWS[name]
    with closing(sqlite3.connect(file)) as db:
        there = [column[1] for column in db.execute(f"pragma table_info({name})")]
    assert there == list(view.columns)
    assert all(text.about for text in (view, *view.columns.values()))


@EVERY
@pytest.mark.parametrize("trusted", ["on", "off"])
def test_any_sqlite_can_select_from_a_view(name: str, trusted: str, file: Path) -> None:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as db:
        db.execute(f"pragma trusted_schema = {trusted}")
        rows = told(db, f"select * from {name}")
    json_columns = [column for column, of in VIEWS[name].columns.items() if of.type == "json"]
    for row in rows:
        for column, of in VIEWS[name].columns.items():
            assert of.type != "integer" or isinstance(row[column], int | None), column
        for text in filter(None, (row[column] for column in json_columns)):
            json.loads(text)


def test_the_views_stand_again_after_the_tables_were_made_anew(file: Path) -> None:
    made = ReadModel(stored(LEDGER.facts), file)
    made.db.execute('create view "left ""over""" as select 1')
    made.remember(code="of another program")
    assert made.catch_up() == len(LEDGER.facts)
    there = {name for (name,) in made.db.execute("select name from sqlite_master where type = 'view'")}
    made.db.close()
    assert there == {name for name, view in VIEWS.items() if view.select}


class TestRows:
    @law
    @given(SMALL)
    def test_they_are_those_of_the_projection(self, ledger: Ledger) -> None:
        at = head(ledger.facts)
        for name in PROJECTIONS:
            rows = {row["key"]: row for row in told(at.model.db, f"select * from {name}")}
            assert set(rows) == {key_text(key) for key in at.keys(name)}
            for key in at.keys(name):
                row, evidence = rows[key_text(key)], at.evidence(name, *key)
                assert (row["first"], row["last"], row["evidence"]) == (evidence[0], evidence[-1], len(evidence))
                for value, (part, column) in zip(key, PROJECTIONS[name].key.items(), strict=True):
                    assert row[part] == (int(value) if column.type == "integer" else value)
                    assert column.type != "id" or (row[f"{part}_name"] or "") == named(at, value)

    @law
    @given(SMALL)
    def test_each_field_is_what_its_claims_say(self, ledger: Ledger) -> None:
        at = head(ledger.facts)
        for name in PROJECTIONS:
            for told_row in told(at.model.db, f"select * from {name}"):
                differing = []
                for field, claims in stood(at, name, told_row["key"]):
                    column = field.rstrip("_")
                    if PROJECTIONS[name].row.columns()[field].type == "json":
                        all_ = [{"at": c.at, "value": c.value, "weight": c.weight} for c in claims]
                        assert json.loads(told_row[column] or "[]") == all_
                    else:
                        agreed = single(tuple(claim for claim in claims if claim.value != ""))
                        assert told_row[column] == agreed.value
                        differing += [column] if agreed.contested else []
                assert sorted(filter(None, (told_row["differing"] or "").split(", "))) == sorted(differing)


class TestWhatRowsRestOn:
    @law
    @given(SMALL)
    def test_evidence_is_found_from_the_row_and_from_the_event(self, ledger: Ledger) -> None:
        at = head(ledger.facts)
        db = at.model.db
        rests = {(name, key_text(key), p) for name in PROJECTIONS for key in at.keys(name)
                 for p in at.evidence(name, *key)}  # fmt: skip
        found = db.execute("select projection, key, position from evidence").fetchall()
        assert sorted(found) == sorted(rests)
        for name, key in {(name, key) for name, key, _ in rests}:
            of_row = db.execute("select position from evidence where projection = ? and key = ?", (name, key))
            assert sorted(of_row.fetchall()) == sorted((p,) for n, k, p in rests if (n, k) == (name, key))
        for position in range(1, len(ledger.facts) + 1):
            of_event = db.execute("select projection, key from evidence where position = ?", (position,))
            assert sorted(of_event.fetchall()) == sorted((n, k) for n, k, p in rests if p == position)

    @law
    @given(SMALL)
    def test_events_are_those_of_the_ledger(self, ledger: Ledger) -> None:
        at = head(ledger.facts)
        rows = told(at.model.db, "select * from events order by position")
        assert [(row["position"], row["id"], row["type"], row["subject"], row["recordedtime"]) for row in rows] == [
            (fact.position, fact.id, fact.type, fact.subject, fact.recordedtime) for fact in ledger.facts
        ]
        assert [bool(row["counts"]) for row in rows] == [at.counts(fact.position) for fact in ledger.facts]
        for row in rows:
            survivor = at.identity.resolve((row["subject"],))[0]
            assert (row["subject_name"] or "") == named(at, survivor)


def test_what_the_record_decided_is_in_the_rows() -> None:
    leader, chief = entity("office:leader", name="Leader", seats=1), entity("office:chief", name="Chief", seats=2)
    trial = Trial(None, leader, chief)
    trial.append(same("office:leader", "office:chief"), meeting("eng:talks", "talks", title="Talks"))
    trial.append(meeting("eng:talks", title="Parley", place="place:here"), retract("talks"))
    trial.append(meeting("eng:talks", title="Parley", level="ministers", evidence=[cited(polarity="denied")]))
    db = made(trial)
    assert told(db, "select office, office_name, seats, differing, evidence from offices") == [
        {"office": "office:leader", "office_name": "Leader", "seats": None, "differing": "seats", "evidence": 2}
    ]
    assert told(db, "select value, at from claims where field = 'seats'") == [
        {"value": 1, "at": 4},
        {"value": 2, "at": 5},
    ]
    assert told(db, "select title, place, level, evidence from engagements") == [
        {"title": None, "place": "place:here", "level": None, "evidence": 2}
    ]
    (engagement,) = told(db, "select differing from engagements")
    assert {"title"} <= set(engagement["differing"].split(", "))


def test_an_event_that_names_a_thing_twice_is_evidence_once() -> None:
    trial = Trial(None, *(entity(f"person:{name}", name=name.title()) for name in ("ana", "bea", "cleo")))
    trial.append(same("person:ana", "person:bea"), same("person:ana", "person:cleo", keep="person:cleo"))
    db = made(trial)
    assert told(db, "select id, evidence from registry where id like 'person:%'") == [
        {"id": "person:cleo", "evidence": 5}
    ]
    query = "select position from evidence where projection = 'registry' and key = 'person:cleo' order by position"
    assert db.execute(query).fetchall() == [(4,), (5,), (6,), (7,), (8,)]


@pytest.mark.parametrize(
    "query",
    [
        *(f"select * from {name} where key = 'x'" for name in PROJECTIONS),
        *(f"select * from {name} where {next(iter(PROJECTIONS[name].key))} = 'x'"
          for name in PROJECTIONS if [column.type for column in PROJECTIONS[name].key.values()] == ["id"]),
        "select * from claims where projection = 'offices' and key = 'x'",
        "select * from evidence where projection = 'offices' and key = 'x'",
        "select * from evidence where position = 5",
        "select * from events where position = 5",
        "select * from events where id = 'x'",
        "select e.* from offices o join evidence v on v.projection = 'offices' and v.key = o.key"
        " join events e on e.position = v.position where o.office = 'x'",
        "select o.* from events e join evidence v on v.position = e.position and v.projection = 'offices'"
        " join offices o on o.key = v.key where e.position = 5",
    ],
)  # fmt: skip
def test_a_row_is_found_without_looking_at_all_others(query: str, file: Path) -> None:
    with closing(opened_to_read(file)) as db:
        plan = [step for *_, step in db.execute(f"explain query plan {query}")]
        stored_in = {name for (name,) in db.execute("select tbl_name from sqlite_master where type = 'table'")}
        stored_in |= {"r", "t", "u", "d", "i", "s"}  # what the views call them
    assert [step for step in plan if step.startswith("SCAN") and step.split()[1] in stored_in] == []
    assert [step for step in plan if step.startswith("SEARCH") and "(projection=?)" in step] == []
    assert any("SEARCH" in step for step in plan)


def named(at: Reading, id_: str) -> str:
    """Return the name that the tables keep for an id."""
    found = at.model.db.execute("select name from names where id = ?", (id_,)).fetchone()
    return found[0] if found else ""


def made(trial: Trial) -> sqlite3.Connection:
    model = ReadModel(trial.store)
    model.catch_up()
    return model.db


def stood(at: Reading, name: str, key: str) -> Iterator[tuple[str, Claims]]:
    """Yield each field of a row with its claims: ids that stand alone are those that go on, and what lost says so."""
    query = "select body from rows where projection = ? and key = ?"
    row: Row = PROJECTIONS[name].row.decode(at.model.db.execute(query, (name, key)).fetchone()[0])
    others = [claim.value["other"] for claim in row.assessed if claim.value["verdict"] == "outweighs"]
    lost = {fact.position for other in others if (fact := at.model.event(other))}
    for field in row.columns():
        same = {} if field in row.as_written else at.identity.same
        claims: list[Claim] = []
        for claim in getattr(row, field):
            value = same.get(claim.value, claim.value) if isinstance(claim.value, str) else claim.value
            weight = "outweighed" if claim.at in lost and claim.counts else claim.weight
            claims.append(Claim(claim.at, value, weight))
        yield field, tuple(claims)
