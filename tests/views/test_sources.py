"""Sources on the shelf: what each document is, and how much of it is cited."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from console import Console, attested
from legation.documents import Documents
from legation.sourcing import cited_lines, document
from legation.view import VIEWS
from readings import Trial, court, reading, rows, seen
from trial import Event, cited, event, retract, source

DOCUMENT, TEXT, CITED, COVERAGE, EVENTS = range(1, 6)
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
        ("·", "Report", "absent", "3 of 4", "████████████····", "2", "nobody", "report"),
    ]
    assert rows("sources", reading(court())) == [
        ("·", "Report", "absent", "0 of 4", "·" * 16, "", "nobody", "report")
    ]  # fmt: skip


def test_a_text_at_hand_is_told_by_its_fingerprint_and_its_empty_lines_are_not_counted(tmp_path: Path) -> None:
    text = b"one\n\nthree\n"
    trial = court(source("doc:gap", text, title="Gap"),
                  seen("rufus", "2021", evidence=[cited(3, 3, "doc:gap", text)]))  # fmt: skip

    def told() -> tuple[str, ...]:
        at = reading(trial)
        at.model.documents = Documents([tmp_path])
        return next(row for row in rows("sources", at) if row[DOCUMENT] == "Gap")[:5]

    assert told() == ("·", "Gap", "absent", "1 of 3", "·" * 11 + "█" * 5)
    (tmp_path / "gap.txt").write_bytes(text + b"more\n")
    assert told()[:4] == ("✗", "Gap", "differs", "1 of 3")
    at = reading(trial)
    at.model.documents = Documents([tmp_path])
    said = "the file is not the one that was read: expected ee973197…, found 392ef77d…"
    assert VIEWS["sources"]().why("doc:gap", at).verdict[0] == said
    assert document("doc:gap", at).how_to_read()[0] == f"✗ {said}"
    (tmp_path / "gap.txt").write_bytes(text)
    assert told() == ("✓", "Gap", "here", "1 of 2", "·" * 8 + "█" * 8)


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


def test_why_goes_through_the_lines_with_the_events_that_cite_them_and_those_that_none_does() -> None:
    trial = long_((1, 2), (2, 2), (4, 31))
    told = VIEWS["sources"]().why("doc:long", reading(trial))
    assert told.asked == "A long one · 32 lines"
    assert told.verdict == (
        "The text is not at hand, so empty lines are counted. Name the folder that holds it with --documents.",
        "Report by nobody, day of publication unknown.",
        "30 of 32 lines cited.",
    )
    lines = dict(told.sections)["Line, events, and what they tell"]
    assert [(note.lead, note.position, note.text) for note in lines] == [
        ("1–2", 9, "#9 seen in office"), ("2", 10, "#10 seen in office"), ("3", 0, "not cited"),
        ("4–31", 11, "#11 seen in office"), ("32", 0, "not cited"),
    ]  # fmt: skip
    assert f"fingerprint {sha256(LONG).hexdigest()[:16]}…" in [note.text for note in dict(told.sections)["It is"]]


def page(trial: Trial, document: str = "doc:long") -> list[tuple[str, list[tuple[int, str, str]]]]:
    """Return the page of a document: heading, and position, day and text of each note."""
    told = VIEWS["sources"]().page(document, reading(trial))
    return [(heading, [(note.position, note.day, note.text) for note in notes]) for heading, notes in told]


class TestPage:
    """A second reader holds the document against it line by line."""

    SEEN = "seen in office: Rufus Firefly, Leader of Freedonia"

    def test_equal_spans_are_one_and_stand_in_the_order_of_the_lines(self) -> None:
        trial = long_((7, 9), (2, 2), (7, 9), (7, 7), (10, 32))
        assert page(trial) == [
            ("line 2", [(10, "2021", self.SEEN)]),
            ("line 7", [(12, "2021", self.SEEN)]),
            ("lines 7–9", [(9, "2021", self.SEEN), (11, "2021", self.SEEN)]),
            ("lines 10–32", [(13, "2021", self.SEEN)]),
            ("Not cited, or empty", [(0, "", "1, 3–6")]),
        ]
        assert page(long_((1, 32)))[-1][0] == "lines 1–32"

    def test_an_event_that_cites_two_places_stands_at_both_and_once_at_each(self) -> None:
        pieces = [cited(1), cited(3), cited(1, voice="speaker", speaker="person:vera", certainty="possible")]
        told = page(court(seen("rufus", "2021", evidence=pieces)), "doc:report")
        assert told == [
            ("line 1", [(8, "2021", f"{self.SEEN} · claimed by Vera Marcal · possible")]),
            ("line 3", [(8, "2021", self.SEEN)]),
            ("Not cited, or empty", [(0, "", "2, 4")]),
        ]

    @pytest.mark.parametrize(
        ("said", "mark"),
        [
            ({}, ""),
            ({"voice": "author"}, " · the authors’ opinion"),
            ({"polarity": "denied"}, " · denied"),
            ({"certainty": "certain", "polarity": "affirmed"}, ""),
            ({"stance": "inferred", "rule": "opening-day", "basis": []}, " · inferred (opening day)"),
        ],
    )
    def test_it_is_said_how_the_lines_carry_an_event(self, said: dict[str, Any], mark: str) -> None:
        told = page(court(seen("rufus", "2021", evidence=[cited(1, **said)])), "doc:report")
        assert told[0] == ("line 1", [(8, "2021", f"{self.SEEN}{mark}")])

    def test_what_no_longer_counts_is_not_on_it(self) -> None:
        trial = court(source("doc:long", LONG), quoted(1, 2, id="seen"), retract("seen"))
        assert page(trial) == [("Not cited, or empty", [(0, "", "1–32")])]

    def test_of_a_document_that_is_not_held_nothing_is_said_to_be_missing(self) -> None:
        mentioned = event("source.registered", document="doc:old", title="Old", kind="report", language="en",
                          origin="nobody", published_basis="unknown", held=False)  # fmt: skip
        assert page(court(mentioned), "doc:old") == []
        why = VIEWS["sources"]().why("doc:old", reading(court(mentioned)))
        assert why.verdict[0] == "It is only known by mention."

    def test_the_command_prints_it_below_the_line(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        run = Console(tmp_path, monkeypatch)
        run.begin(attested(evidence=[cited(1, 2)]))
        out = run("show", "sources", "report").out
        assert "\nlines 1–2\n  #6  9 May 2021  seen in office: Rufus T. Firefly, Leader of Freedonia\n" in out
        assert out.endswith("\nNot cited, or empty\n  3–4\n")
