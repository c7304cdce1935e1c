"""What was recorded when, and together with what."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.read_model import ReadModel
from legation.reading import Reading
from legation.recording import Appended, Recording
from trial import Trial, entity, meeting, retract, source


def recorded(upto: int | None = None) -> Recording:
    """Three events come first; the batches are #1–3, #4–5, #6 and #7–9."""
    trial = Trial()
    for day, events in (
        (18, (meeting("eng:one", id="one", when="2022-03-10"), meeting("eng:two", when="2022-05-01"))),
        (18, (retract("one"),)),
        (20, (source("doc:other", b"Another\n", title="Other report"), entity("person:a"), entity("person:b"))),
    ):
        trial.clock = lambda day=day: datetime(2024, 7, day, 9, tzinfo=UTC)  # type: ignore[misc]
        trial.append(*events)
    model = ReadModel(trial.store)
    model.catch_up()
    return Recording(Reading(model, "2024-07-20", upto))


@pytest.fixture(scope="module")
def whole() -> Recording:
    return recorded()


def test_events_that_were_appended_together_are_a_batch(whole: Recording) -> None:
    assert whole.batches() == [Appended(1, 3), Appended(4, 5), Appended(6, 6), Appended(7, 9)]
    assert [whole.batch(p) for p in (0, 1, 3, 5, 8, 10)] == [
        None, Appended(1, 3), Appended(1, 3), Appended(4, 5), Appended(7, 9), None,
    ]  # fmt: skip


def test_a_batch_is_known_as_far_as_the_ledger_is(whole: Recording) -> None:
    early = Recording(whole.at.known(8))
    assert early.batches()[-1] == early.batch(7) == Appended(7, 8)
    assert early.documents() == 2
    assert Recording(whole.at.known(6)).documents() == 1


def test_steps_go_by_one_event_or_to_the_end_of_a_batch_and_stay_within_the_ledger(whole: Recording) -> None:
    assert [whole.stepped(p, 1) for p in (0, 8, 9)] == [1, 9, 9]
    assert [whole.stepped(p, -1) for p in (9, 1, 0)] == [8, 0, 0]
    assert [whole.stepped(p, 1, batch=True) for p in (0, 2, 3, 6, 9)] == [3, 3, 5, 9, 9]
    assert [whole.stepped(p, -1, batch=True) for p in (9, 8, 6, 5, 2, 0)] == [6, 6, 5, 3, 0, 0]


@given(st.integers(1, 8), st.booleans())
def test_earlier_and_later_take_each_other_back_from_where_one_can_stop(position: int, batch: bool) -> None:
    whole = recorded()
    if batch:
        position = whole.stepped(position, 1, batch=True)
    for by in (1, -1):
        there = whole.stepped(position, by, batch=batch)
        assert there == position or whole.stepped(there, -by, batch=batch) == position


def test_a_day_stands_for_the_last_event_recorded_by_its_end(whole: Recording) -> None:
    assert whole.known_by("2024-07-16", "2024-07-17", "2024-07-19", "2024-07-20") == [0, 3, 6, 9]
    assert [whole.day(p) for p in (0, 3, 6, 9)] == ["", "2024-07-17", "2024-07-18", "2024-07-20"]


def test_a_batch_is_about_its_document_or_the_kind_of_its_events(whole: Recording) -> None:
    assert [whole.about(batch) for batch in whole.batches()] == ["Report", "Report", "struck", "Other report"]
