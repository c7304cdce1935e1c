"""Moments that a person has named: kept between runs, never lost, and usable wherever a moment is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console import Console, attested
from legation.errors import NotUnderstood
from legation.marks import Marks, UnreadableMarks
from legation.moment import Moment, parse_known, reads_as_moment
from legation.stores.files import Files

TODAY = date(2024, 7, 17)
ROUND = Moment("2023-03-01", 368)


class Told:
    """A ledger that tells of no day."""

    def first_day(self) -> None: ...
    def last_day(self) -> None: ...
    def day_of(self, position: int) -> None: ...


def test_a_mark_is_there_for_the_next_run_but_for_no_other_origin(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    Marks.of("tag:example.org,2026:desk").put("  Budget   round ", ROUND)
    assert dict(Marks.of("tag:example.org,2026:desk")) == {"Budget round": ROUND}
    assert dict(Marks.of("tag:example.org,2026:other")) == {}


def test_a_name_is_found_whatever_its_case_and_moves_when_given_again(tmp_path: Path) -> None:
    marks = Marks(tmp_path / "deep" / "marks.json")
    marks.put("Bárcena", ROUND)
    assert marks["barcena"] == ROUND
    marks.put("barcena", Moment(None, 5))
    assert dict(marks) == {"barcena": Moment(None, 5)}
    marks.forget("BARCENA")
    assert len(marks) == 0
    assert [file.name for file in (tmp_path / "deep").iterdir()] == ["marks.json"]


@pytest.mark.parametrize("name", ["", "  ", "x" * 41, "a\x1b]0;x", "a@b", "2023", "today", "#3", "before #3",
                                  "last", "-30d", "12", "2024-W20", "17 May 2024"])  # fmt: skip
def test_what_is_no_name_or_a_moment_already_is_refused(name: str) -> None:
    marks = Marks()
    with pytest.raises(NotUnderstood):
        marks.put(name, ROUND)
    assert len(marks) == 0


def test_a_file_that_cannot_be_read_is_said_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "marks.json"
    for broken in (b"{", b"[]", b'{"a": 3}', b'{"a": "someday"}', b'{"a": "last@3"}'):
        file.write_bytes(broken)
        marks = Marks(file)
        for ask in (lambda: marks.put("b", ROUND), lambda: marks.get("a"), lambda: marks.forget("a")):  # noqa: B023
            with pytest.raises(UnreadableMarks, match=r"marks\.json"):
                ask()
        assert file.read_bytes() == broken


days = st.none() | st.dates().map(date.isoformat)
times = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=st.just(UTC))  # noqa: DTZ001 the zone is given


@given(days, st.none() | st.integers(0, 10**15 - 1) | times)
def test_any_moment_can_be_named(as_of: str | None, known_by: int | datetime | None) -> None:
    marks = Marks()
    marks.put("here", Moment(as_of, known_by))
    assert marks["here"] == Moment(as_of, known_by)


@given(st.text(max_size=12))
def test_what_means_a_moment_is_no_name(text: str) -> None:
    try:
        parse_known(text, TODAY)
    except NotUnderstood:
        return
    assert reads_as_moment(text)


def test_a_mark_stands_for_its_day_its_knowledge_or_both() -> None:
    marks = Marks()
    marks.put("round", ROUND)
    marks.put("follow", Moment(None, 5))
    assert marks.day("round", TODAY, Told()) == "2023-03-01"
    assert marks.day("follow", TODAY, Told()) == "2024-07-17"
    assert marks.known("round", TODAY) == 368
    assert marks.moment("ROUND", TODAY, Told()) == ROUND
    for ask in (marks.day, marks.moment):
        with pytest.raises(NotUnderstood):
            ask("square", TODAY, Told())


def test_commands_take_a_mark_where_a_moment_is_asked_for(run: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(run.folder / "state"))
    run.begin(attested("2021-05-09"))
    source = Files.open(str(run.folder / "events")).source
    Marks.of(source).put("first round", Moment("2021-05-09", 6))
    shown = run("show", "offices", "--as-of", "first round", "--known-by", "first round")
    assert "as of 2021-05-09 · known by #6" in shown.err
    assert "from 9 May 2021 as known by #6" in run("diff", "offices", "--from", "first round").err
    assert run("show", "offices", "--as-of", "second round").status == 2
