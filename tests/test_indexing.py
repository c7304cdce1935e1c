"""What one fact gives to the indexes: nothing that names an event, or may be a date, is overlooked."""

from __future__ import annotations

from itertools import product

from facts import fact
from ledgers import sample
from legation.dates import OPEN_END, OPEN_START, parse
from legation.event_type import dates, event_type, names, references
from legation.indexing import Index, turns_of


def test_every_event_that_an_event_names_is_found() -> None:
    named = 0
    for one in (one for number in range(30) for one in sample(number, 40).facts):
        told = {reference.value for reference in references(one.type, one.data) if reference.event}
        named += len(told)
        assert told <= set(Index.of(one).marks)
    assert named


def test_every_id_that_an_event_names_is_found() -> None:
    for one in (one for number in range(30) for one in sample(number, 40).facts):
        assert {r.value for r in references(one.type, one.data) if not r.event} <= Index.of(one).named


def test_every_bound_of_every_date_is_a_day_on_which_something_may_turn() -> None:
    dated = 0
    examples = [(name, example) for name in names() for example in event_type(name).examples]
    made = [fact(i, name, **example) for i, (name, example) in enumerate(examples, 1)]
    for one in (*made, *(one for number in range(30) for one in sample(number, 40).facts)):
        days = turns_of(one)
        for _, text in dates(one.type, one.data):
            found = parse(text)
            spans = ((found.s_lo, found.s_hi), (found.e_lo, found.e_hi), *found.alternatives)
            bounds = {day for span, end in product(spans, (0, 1)) for day in [span[end]]} - {OPEN_START, OPEN_END}
            assert bounds <= days
            dated += 1
    assert dated


def test_what_gives_no_day_turns_when_it_was_recorded_and_a_number_is_no_date() -> None:
    bare = fact(1, "entity.named", entity="person:a", name="A")
    assert bare.recordedtime[:10] in turns_of(bare)
    assert Index.of(fact(2, "figure.reported", about="org:a", measure="m", value="12.5")).marks == []
    assert turns_of(fact(3, "meeting.held", engagement="eng:a", when="12.5")) == set()


def test_fingerprints_and_lines_are_neither_words_nor_days() -> None:
    piece = {"document": "doc:a", "lines": [2020, 2021], "span_sha256": "2020" * 16, "voice": "body"}
    one = fact(1, "entity.named", entity="org:a", name="A 2020", evidence=[piece], on="2022-03")
    found = Index.of(one)
    assert (found.named, found.spoken, found.dates) == ({"doc:a", "org:a"}, ["A 2020"], ["2022-03"])
    assert turns_of(one) == {"2022-03-01", "2022-03-31"}
