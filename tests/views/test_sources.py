"""Sources on the shelf: what each document is, and how much of it is cited."""

from __future__ import annotations

from hashlib import sha256

from legation.view import VIEWS
from legation.views.sources import cited_lines
from readings import Trial, court, noted, reading, rows, seen
from trial import Event, cited, retract, source

DOCUMENT, KIND, ORIGIN, COVERAGE, CITED, EVENTS = range(1, 7)
LONG = b"".join(b"line %d\n" % n for n in range(1, 33))


def long_(*lines: tuple[int, int]) -> Trial:
    """Return a ledger with a document of 32 lines, and one event for each span cited of it."""
    return court(source("doc:long", LONG, title="A long one"), *(quoted(*span) for span in lines))


def quoted(a: int, b: int, id: str | None = None) -> Event:  # noqa: A002
    return seen("rufus", "2021", evidence=[cited(a, b, "doc:long", LONG)], id=id)


def coverage(*lines: tuple[int, int]) -> str:
    told = rows("sources", reading(long_(*lines)))
    return next(row[COVERAGE] for row in told if row[DOCUMENT] == "A long one")


def test_a_line_tells_what_a_document_is_and_how_much_is_cited() -> None:
    trial = court(seen("rufus", "2021"), seen("rufus", "2022", evidence=[cited(2, 3), cited(2)]))
    assert rows("sources", reading(trial)) == [
        ("✓", "Report", "report", "nobody", "████████████····", "3 of 4", "2"),
    ]
    assert rows("sources", reading(court())) == [("·", "Report", "report", "nobody", "·" * 16, "0 of 4", "0")]


def test_bars_show_the_share_of_each_stretch_from_the_first_line_to_the_last() -> None:
    assert coverage() == "·" * 16
    assert coverage((1, 32)) == "█" * 16
    assert coverage((1, 2), (32, 32)) == "█" + "·" * 14 + "▄"
    assert coverage((3, 3)) == "·▄" + "·" * 14


def test_a_document_shorter_than_the_bars_has_no_gaps() -> None:
    trial = court(source("doc:short", b"one\ntwo\n", title="Short"),
                  seen("rufus", "2021", evidence=[cited(2, 2, "doc:short", b"one\ntwo\n")]))  # fmt: skip
    assert [row[COVERAGE] for row in rows("sources", reading(trial)) if row[DOCUMENT] == "Short"] == ["·" * 8 + "█" * 8]


def test_an_event_that_cites_a_line_twice_is_counted_once() -> None:
    trial = long_((1, 4), (4, 5))
    assert cited_lines("doc:long", reading(trial)) == {1: [9], 2: [9], 3: [9], 4: [9, 10], 5: [10]}
    twice = court(seen("rufus", "2021", evidence=[cited(1, 2), cited(2, 3)]))
    assert cited_lines("doc:report", reading(twice)) == {1: [8], 2: [8], 3: [8]}


def test_what_no_longer_counts_cites_nothing() -> None:
    trial = court(source("doc:long", LONG), quoted(1, 2, id="seen"), retract("seen"))
    assert cited_lines("doc:long", reading(trial)) == {}
    assert cited_lines("doc:long", reading(trial, position=9)) == {1: [9], 2: [9]}


def test_why_gives_fingerprint_account_and_the_events_of_each_line() -> None:
    trial = long_((1, 2), (2, 2), (2, 2))
    told = VIEWS["sources"]().why("doc:long", reading(trial))
    assert told.verdict == (
        f"Fingerprint {sha256(LONG).hexdigest()}.",
        "Its day of publication is unknown.",
        "Whose account it is: nobody.",
    )
    assert noted(told) == {"Registered": [8]}
    assert [note.text for note in dict(told.sections)["Cited lines"]] == [
        "line 1: 1 event, #9", "line 2: 3 events, #9 to #11",
    ]  # fmt: skip
