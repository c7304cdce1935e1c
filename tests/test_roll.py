"""Lists at an earlier position: who stood on them, and in which order."""

from __future__ import annotations

import pytest
from hypothesis import given

from ledgers import Ledger
from legation import roll
from legation.projection import PROJECTIONS
from legation.read_model import ReadModel
from legation.reading import Reading
from legation.tables import text_key
from models import DAY, SMALL, anywhere, head, law
from readings import court, model_of, reading, seen
from trial import entity, event, meeting, retract, same


@law
@given(SMALL, anywhere)
def test_at_every_position_they_hold_what_has_rows_in_the_order_of_the_head(ledger: Ledger, number: int) -> None:
    now = head(ledger.facts)
    at = Reading(now.model, DAY, number % (len(ledger.facts) + 1))
    for name in PROJECTIONS:
        ids, keys = list(at.ids(name)), at.keys(name)
        assert (name, sorted(ids)) == (name, sorted({key[0] for key in keys}))
        assert (name, set(keys)) == (name, {key for key in _spoken_of(at, name) if at.evidence(name, *key)})
        order = now.keys(name)
        assert (name, [key for key in keys if key in order]) == (name, [key for key in order if key in keys])
        for kind in {id_.partition(":")[0] for id_ in ids}:
            assert list(at.ids(name, kind)) == [id_ for id_ in ids if id_.startswith(f"{kind}:")]


def _spoken_of(at: Reading, name: str) -> set[tuple[str, ...]]:
    told = at.model.db.execute("select distinct key from touches where projection = ?", (name,))
    return {at.identity.resolve(text_key(text)) for (text,) in told}


def test_what_was_taken_back_for_good_stands_where_it_stood() -> None:
    named = (entity("topic:ice", "ice", name="Ice"), entity("topic:hay", name="Hay"), entity("topic:jam", name="Jam"))
    trial = court(*named)
    trial.append(retract("ice"))
    assert list(reading(trial).ids("registry", "topic")) == ["topic:hay", "topic:jam"]
    assert list(reading(trial, position=10).ids("registry", "topic")) == ["topic:hay", "topic:ice", "topic:jam"]


def test_a_meeting_that_was_taken_back_stands_on_its_day() -> None:
    days = {"one": "2024-01-01", "two": "2024-02-01", "three": "2024-03-01"}
    trial = court(*(meeting(f"eng:{name}", name, when=day) for name, day in days.items()))
    trial.append(retract("two"))
    assert list(reading(trial).ids("engagements")) == ["eng:one", "eng:three"]
    assert list(reading(trial, position=10).ids("engagements")) == ["eng:one", "eng:two", "eng:three"]


@pytest.mark.parametrize(("most", "order"), [(200, "gloria rufus vera"), (0, "gloria vera rufus")])
def test_one_that_was_matched_stands_by_its_own_name_or_beside_the_other_if_they_are_many(
    most: int, order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roll, "_MOST_FOLDED", most)
    trial = court()
    trial.append(same("person:gloria", "person:vera"))
    assert list(reading(trial).ids("registry", "person")) == ["person:gloria", "person:rufus"]
    listed = reading(trial, position=7).ids("registry", "person")
    assert list(listed) == [f"person:{name}" for name in order.split()]


def test_before_a_match_one_has_no_row_of_what_was_told_of_the_other() -> None:
    there = event("engagement.attended", engagement="eng:may", participant="person:gloria", function="unspecified")
    trial = court(meeting("eng:may"), there)
    trial.append(same("person:vera", "person:gloria"))
    key = ("attendance", "person:vera", "eng:may")
    assert reading(trial).row(*key) != reading(trial, position=9).row(*key)
    before = reading(trial, position=9)
    assert before.row(*key) == type(before.row(*key))()
    assert before.row("attendance", "person:gloria", "eng:may").presence  # type: ignore[attr-defined]


def test_spells_are_the_same_whether_the_tables_grew_event_by_event_or_were_built_at_once() -> None:
    trial = court()
    growing = model_of(trial)
    for step in (
        (seen("gloria", "2024-01-01", id="one"),),
        (same("person:vera", "person:gloria", id="match"),),
        (seen("gloria", "2024-01-02"),),  # touches a key of an id that is matched
        (retract("match", id="undone"),),
        (meeting("eng:late", "late", hosts=["person:gloria"]),),  # a new key, while the match does not count
        (retract("undone"),),
        (retract("one", id="struck"), retract("late", id="gone")),
        (seen("gloria", "2024-01-03"), meeting("eng:late", id="later")),  # a key that had ceased begins again
        (retract("struck"),),
    ):
        trial.append(*step)
        growing.catch_up()
        assert _spells(growing) == _spells(model_of(trial))
    leader = [row[2:] for row in _spells(growing) if row[:2] == ("offices", "office:leader")]
    late = [row[2:] for row in _spells(growing) if row[:2] == ("engagements", "eng:late")]
    assert leader == [(4, None)]
    assert late == [(12, 15), (17, None)]


def _spells(model: ReadModel) -> list[tuple[str, str, int, int | None]]:
    return model.db.execute("select * from spells").fetchall()
